//! What engines that read page pictures write between the words: places on the page, which are no text, and tables in
//! tags of their own. Places are left out; a table of tags (OTSL), of LaTeX, of a wiki or of lists becomes an HTML table.

use std::borrow::Cow;

use crate::source::as_html::push_cell;
use crate::source::json::lists;
use crate::source::{latex, wikitext};

/// Places: what stands from the first to the second mark is no text.
const PLACES: [(&str, &str); 6] = [
    ("<|ref|>", "<|/ref|>"),
    ("<|det|>", "<|/det|>"),
    ("<|box_start|>", "<|box_end|>"),
    ("<|quad_start|>", "<|quad_end|>"),
    ("<box>", "</box>"),
    ("<quad>", "</quad>"),
];

/// Tags of `DocTags` that stand around a line.
const LINES: [&str; 12] = [
    "doctag",
    "text",
    "paragraph",
    "caption",
    "footnote",
    "list_item",
    "page_header",
    "page_footer",
    "title",
    "ordered_list",
    "unordered_list",
    "section_header_level_",
];

/// Tags of cells that begin with content of their own.
const CELLS: [&str; 4] = ["fcel", "ched", "rhed", "srow"];

/// What tells such a text.
pub const MARKS: [&str; 5] = ["<|ref|>", "<|det|>", "<|box_start|>", "<otsl>", "<doctag>"];

/// Whether `text` holds any of it.
#[must_use]
pub fn holds(text: &str) -> bool {
    MARKS.iter().any(|mark| text.contains(mark))
        || latex::holds(text)
        || wikitext::holds(text.as_bytes())
        || lists::holds(text)
}

/// `text` without places, its tables as HTML.
#[must_use]
pub fn as_html(text: &str) -> Cow<'_, str> {
    if !holds(text) {
        return Cow::Borrowed(text);
    }
    let mut text = without_places(text);
    if text.contains("<doctag>") || text.contains("<otsl>") {
        text = with_tables(&without_tags(&text));
    }
    if wikitext::holds(text.as_bytes()) {
        text = wikitext::as_html(&text);
    }
    if lists::holds(&text) {
        text = lists::as_html(&text);
    }
    Cow::Owned(latex::as_html(&text))
}

fn without_places(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('<') {
        let (before, tag) = rest.split_at(at);
        out.push_str(before);
        let place = PLACES.iter().find(|(open, _)| tag.starts_with(open));
        let behind = place
            .and_then(|(_, close)| tag.split_once(close))
            .map(|(_, behind)| behind);
        rest = behind.or_else(|| behind_token(tag)).unwrap_or_else(|| {
            out.push('<');
            tag.get(1..).unwrap_or("")
        });
    }
    out.push_str(rest);
    out
}

/// What stands behind a token of the model (`<|im_end|>`) or a place of `DocTags` (`<loc_12>`).
fn behind_token(tag: &str) -> Option<&str> {
    let (name, behind) = tag.strip_prefix('<')?.split_once('>')?;
    let is_token = name.len() > 2 && name.starts_with('|') && name.ends_with('|');
    let is_place = name
        .strip_prefix("loc_")
        .is_some_and(|n| n.bytes().all(|b| b.is_ascii_digit()));
    (is_token || is_place).then_some(behind)
}

/// The text with each line of `DocTags` on a line of its own.
fn without_tags(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, tag)) = rest.split_once('<') {
        out.push_str(before);
        let name = tag.split('>').next().unwrap_or("");
        let bare = name.trim_start_matches('/');
        let is_line = LINES.iter().any(|line| {
            let number = bare.strip_prefix(line);
            number.is_some_and(|number| number.bytes().all(|b| b.is_ascii_digit()))
        });
        if is_line || bare == "page_break" {
            out.push('\n');
            rest = tag.get(name.len() + 1..).unwrap_or("");
        } else {
            out.push('<');
            rest = tag;
        }
    }
    out.push_str(rest);
    out
}

/// The text with each `<otsl>` as a `<table>`.
fn with_tables(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, table)) = rest.split_once("<otsl>") {
        let (table, behind) = table.split_once("</otsl>").unwrap_or((table, ""));
        out.push_str(before);
        out.push_str(&table_of(table));
        rest = behind;
    }
    out.push_str(rest);
    out
}

/// A cell of the grid.
#[derive(Clone, Debug)]
enum TaggedCell {
    /// With content of its own.
    Cell(String),
    /// Part of the cell to the left.
    Left,
    /// Part of the cell above.
    Above,
    /// Part of the cell to the left and above.
    Both,
}

fn table_of(otsl: &str) -> String {
    let mut rows: Vec<Vec<TaggedCell>> = vec![Vec::new()];
    let mut pieces = otsl.split('<');
    // What stands before the first cell is the caption.
    let caption = pieces.next().unwrap_or("").trim();
    for piece in pieces {
        let (name, text) = piece.split_once('>').unwrap_or((piece, ""));
        let place = match name {
            "nl" => {
                rows.push(Vec::new());
                continue;
            }
            "lcel" => TaggedCell::Left,
            "ucel" => TaggedCell::Above,
            "xcel" => TaggedCell::Both,
            "ecel" => TaggedCell::Cell(String::new()),
            name if CELLS.contains(&name) => TaggedCell::Cell(text.trim().to_owned()),
            // Markup within a cell.
            _ => {
                if let Some(TaggedCell::Cell(cell)) = rows.last_mut().and_then(|row| row.last_mut())
                {
                    cell.push_str(text.trim_end());
                }
                continue;
            }
        };
        if let Some(row) = rows.last_mut() {
            row.push(place);
        }
    }
    rows.retain(|row| !row.is_empty());
    format!("{caption}\n<table>{}</table>\n", cells(&rows))
}

fn cells(rows: &[Vec<TaggedCell>]) -> String {
    let at = |row: usize, column: usize| rows.get(row).and_then(|row| row.get(column));
    let mut html = String::new();
    for (row, places) in rows.iter().enumerate() {
        html.push_str("<tr>");
        for (column, place) in places.iter().enumerate() {
            let TaggedCell::Cell(text) = place else {
                continue;
            };
            let width =
                (column + 1..).take_while(|next| matches!(at(row, *next), Some(TaggedCell::Left)));
            let height =
                (row + 1..).take_while(|next| matches!(at(*next, column), Some(TaggedCell::Above)));
            let (width, height) = (1 + width.count(), 1 + height.count());
            push_cell(&mut html, text, width, height);
        }
        html.push_str("</tr>");
    }
    html
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_no_text() {
        assert_eq!(
            as_html("<|ref|>title<|/ref|><|det|>[[1, 2, 3, 4]]<|/det|>\n# 一、总体<|im_end|>"),
            "\n# 一、总体"
        );
        assert_eq!(as_html("数量 < 3"), "数量 < 3");
    }

    #[test]
    fn tables_of_tags_keep_their_spans() {
        let text = "<doctag><section_header_level_1><loc_1>一、总体</section_header_level_1><otsl><loc_2><ched>项目<ched>数量<lcel><nl><ucel><ched>甲<ecel><nl><fcel>规章<fcel>3<fcel>4<nl></otsl></doctag>";
        assert_eq!(
            as_html(text).trim(),
            "一、总体\n\n<table><tr><td colspan=1 rowspan=2>项目</td><td colspan=2 rowspan=1>数量</td></tr><tr><td colspan=1 rowspan=1>甲</td><td colspan=1 rowspan=1></td></tr><tr><td colspan=1 rowspan=1>规章</td><td colspan=1 rowspan=1>3</td><td colspan=1 rowspan=1>4</td></tr></table>"
        );
    }
}
