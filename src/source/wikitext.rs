//! Tables of `MediaWiki` (`{| … |}`) become HTML tables.

use std::fmt::Write;

/// Rows or columns that a cell may cover; more is no table of a report.
const MOST_SPANNED: usize = 64;

/// Whether `text` holds such a table: its beginning, a row and its end, each at the start of a line.
#[must_use]
pub fn holds(text: &[u8]) -> bool {
    let begins = |mark: &'static [u8]| {
        let mut lines = text.split(|byte| *byte == b'\n');
        lines.any(|line| line.trim_ascii_start().starts_with(mark))
    };
    begins(b"{|") && begins(b"|-") && begins(b"|}")
}

/// `text` with its tables as HTML.
#[must_use]
pub fn as_html(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut is_table = false;
    let mut cell: Option<Cell> = None;
    for line in text.split_inclusive('\n') {
        let mark = line.trim();
        if !is_table {
            is_table = mark.starts_with("{|");
            out.push_str(if is_table { "\n<table><tr>" } else { line });
        } else if mark.starts_with("|}") {
            push(&mut out, cell.take());
            is_table = false;
            out.push_str("</tr></table>\n");
        } else if mark.starts_with("|-") {
            push(&mut out, cell.take());
            out.push_str("</tr><tr>");
        } else if let Some(caption) = mark.strip_prefix("|+") {
            push(&mut out, cell.take());
            // Writing to a string cannot fail.
            let _ = write!(out, "<caption>{caption}</caption>");
        } else if let Some(cells) = mark.strip_prefix(['|', '!']) {
            for text in cells.split("||").flat_map(|cells| cells.split("!!")) {
                push(&mut out, cell.replace(Cell::of(text)));
            }
        } else if let Some(cell) = &mut cell {
            // A cell goes on.
            cell.content.push_str("<br>");
            cell.content.push_str(mark);
        }
    }
    push(&mut out, cell);
    if is_table {
        out.push_str("</tr></table>\n");
    }
    out
}

struct Cell {
    width: usize,
    height: usize,
    /// Wiki text may hold tags of HTML.
    content: String,
}

impl Cell {
    /// The cell behind its mark: `3`, `colspan="3"| 3`.
    fn of(text: &str) -> Self {
        let dressed = text
            .split_once('|')
            .filter(|(dress, _)| dress.contains('='));
        let (dress, content) = dressed.unwrap_or(("", text));
        Self {
            width: spanned(dress, "colspan="),
            height: spanned(dress, "rowspan="),
            content: content.trim().replace("'''", ""),
        }
    }
}

fn push(html: &mut String, cell: Option<Cell>) {
    if let Some(cell) = cell {
        let Cell {
            width,
            height,
            content,
        } = cell;
        let _ = write!(html, "<td colspan={width} rowspan={height}>{content}</td>");
    }
}

/// How many rows or columns an attribute says, 1 where it says nothing.
fn spanned(dress: &str, name: &str) -> usize {
    let behind = dress.split_once(name).map_or("", |(_, behind)| behind);
    let digits = behind.trim_start_matches(['"', '\'']);
    let n = digits.split(|c: char| !c.is_ascii_digit()).next();
    let n = n.and_then(|n| n.parse().ok());
    n.filter(|n| (1..=MOST_SPANNED).contains(n)).unwrap_or(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_keep_their_cells_and_spans() {
        let text = "一、总体\n{| class=\"wikitable\"\n|-\n| colspan=\"3\" style=\"x\"| 第一项\n|-\n! 信息\n内容\n| <b>件数</b>\n|-\n| 规章 || '''7''' || \n|}\n二、";
        assert!(holds(text.as_bytes()));
        assert_eq!(
            as_html(text),
            "一、总体\n\n<table><tr></tr><tr><td colspan=3 rowspan=1>第一项</td></tr><tr><td colspan=1 rowspan=1>信息<br>内容</td><td colspan=1 rowspan=1><b>件数</b></td></tr><tr><td colspan=1 rowspan=1>规章</td><td colspan=1 rowspan=1>7</td><td colspan=1 rowspan=1></td></tr></table>\n二、"
        );
    }

    #[test]
    fn a_table_cut_off_is_read_as_far_as_it_goes() {
        assert_eq!(
            as_html("{|\n| 规章"),
            "\n<table><tr><td colspan=1 rowspan=1>规章</td></tr></table>\n"
        );
        assert!(!holds("| 规章 | 3 |\n|---|---|".as_bytes()));
    }
}
