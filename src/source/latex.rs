//! Tables of LaTeX (`tabular`) become HTML tables.

use crate::source::as_html;

/// Names of tables.
const TABLES: [&str; 3] = ["tabular", "tabular*", "longtable"];

/// Rows or columns that a cell may cover; more is no table of a report.
const MOST_SPANNED: usize = 64;

/// How tables begin, in the order of their names.
pub const BEGINS: [&str; 3] = [
    "\\begin{tabular}",
    "\\begin{tabular*}",
    "\\begin{longtable}",
];

/// Whether `text` holds such a table.
#[must_use]
pub fn holds(text: &str) -> bool {
    BEGINS.iter().any(|begin| text.contains(begin))
}

/// `text` with its tables as HTML.
#[must_use]
pub fn as_html(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    loop {
        let tables = BEGINS.iter().zip(TABLES);
        let first = tables.filter_map(|(begin, name)| Some((rest.find(begin)?, *begin, name)));
        let Some((at, begin, name)) = first.min() else {
            break;
        };
        let (before, table) = rest.split_at(at);
        let end = format!("\\end{{{name}}}");
        let inner = table.get(begin.len()..).unwrap_or("");
        let (inner, behind) = inner.split_once(&end).unwrap_or((inner, ""));
        out.push_str(before);
        out.push_str(&table_of(inner));
        rest = behind;
    }
    out.push_str(rest);
    out
}

/// The rows between `\begin{tabular}` and its end.
fn table_of(inner: &str) -> String {
    let mut covered = Vec::new();
    let mut rows = String::new();
    for row in behind_groups(inner).split("\\\\").map(without_rules) {
        if !row.trim().is_empty() {
            rows.push_str("<tr>");
            push_cells(&row, &mut covered, &mut rows);
            rows.push_str("</tr>");
        }
    }
    format!("\n<table>{rows}</table>\n")
}

/// What stands behind the column types and options in brackets.
fn behind_groups(text: &str) -> &str {
    let mut rest = text.trim_start();
    loop {
        let close = match rest.chars().next() {
            Some('[') => rest.find(']').map(|at| at + 1),
            Some('{') => group(rest).map(|inner| inner.len() + 2),
            _ => return rest,
        };
        let Some(behind) = close.and_then(|close| rest.get(close..)) else {
            return rest;
        };
        rest = behind.trim_start();
    }
}

/// What stands in the braces at the beginning of `text`.
fn group(text: &str) -> Option<&str> {
    let mut depth = 0_usize;
    for (at, c) in text.char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth == 1 => return text.get(1..at),
            '}' => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    None
}

/// A row without the lines drawn above it.
fn without_rules(row: &str) -> String {
    let mut rest = row.trim();
    loop {
        let behind = ["\\hline", "\\toprule", "\\midrule", "\\bottomrule"]
            .iter()
            .find_map(|rule| rest.strip_prefix(rule));
        let ruled = ["\\cline", "\\cmidrule"]
            .iter()
            .find_map(|rule| rest.strip_prefix(rule));
        let behind = behind.or_else(|| ruled.map(behind_groups));
        match behind {
            Some(behind) => rest = behind.trim_start(),
            None => return rest.to_owned(),
        }
    }
}

/// The cells of a row. `covered` says how many more rows a cell from above covers each column: there the row has an
/// empty cell, which is none.
fn push_cells(row: &str, covered: &mut Vec<usize>, html: &mut String) {
    let mut column = 0;
    for cell in parted(row) {
        let (mut text, mut width, mut height) = (cell.trim(), 1, 1);
        while let Some((span, inner, is_column)) = spanning(text) {
            if is_column {
                width = span;
            } else {
                height = span;
            }
            text = inner.trim();
        }
        let end = column + width.clamp(1, MOST_SPANNED);
        if covered.len() < end {
            covered.resize(end, 0);
        }
        let places = covered.get_mut(column..end).unwrap_or_default();
        let is_covered = text.is_empty() && places.iter().all(|rows| *rows > 0);
        if is_covered {
            for rows in places {
                *rows -= 1;
            }
        } else {
            places.fill(height.clamp(1, MOST_SPANNED) - 1);
            as_html::push_cell(html, &plain(text), width, height);
        }
        column = end;
    }
}

/// The cells of a row: `&` parts them, `\&` does not.
fn parted(row: &str) -> Vec<&str> {
    let mut cells = Vec::new();
    let mut start = 0;
    let mut before = ' ';
    for (at, c) in row.char_indices() {
        if c == '&' && before != '\\' {
            cells.extend(row.get(start..at));
            start = at + 1;
        }
        before = c;
    }
    cells.extend(row.get(start..));
    cells
}

/// `\multicolumn{2}{c}{甲}` or `\multirow{2}{*}{甲}`: how many it covers, what it holds, and whether these are columns.
fn spanning(text: &str) -> Option<(usize, &str, bool)> {
    let columns = text.strip_prefix("\\multicolumn").map(|rest| (rest, true));
    let rows = || text.strip_prefix("\\multirow").map(|rest| (rest, false));
    let (rest, is_column) = columns.or_else(rows)?;
    let mut rest = rest.trim_start();
    let mut groups = Vec::new();
    while groups.len() < 3 {
        if let Some((_, behind)) = rest
            .strip_prefix('[')
            .and_then(|inner| inner.split_once(']'))
        {
            rest = behind;
        }
        let inner = group(rest)?;
        groups.push(inner);
        rest = rest.get(inner.len() + 2..)?.trim_start();
    }
    let span = groups.first()?.trim().parse().ok()?;
    Some((span, groups.last()?, is_column))
}

/// A cell's text without commands of type.
fn plain(text: &str) -> String {
    let mut out = text
        .replace("\\&", "&")
        .replace("\\%", "%")
        .replace("\\_", "_")
        .replace("\\#", "#");
    for command in [
        "\\textbf",
        "\\textit",
        "\\makecell",
        "\\shortstack",
        "\\mathrm",
        "\\text",
        "\\small",
        "\\centering",
    ] {
        out = out.replace(command, "");
    }
    out.replace(['{', '}', '$', '~'], " ").trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_keep_their_spans() {
        let text = "前\n\\begin{tabular}{|l|*{2}{c|}}\n\\hline\n\\multirow{2}{*}{项目} & \\multicolumn{2}{c|}{数量} \\\\ \\cline{2-3}\n & 甲 & R\\&D \\\\\n\\hline\n规章 & \\textbf{3} & \\\\\n\\end{tabular}\n后";
        assert_eq!(
            as_html(text),
            "前\n\n<table><tr><td colspan=1 rowspan=2>项目</td><td colspan=2 rowspan=1>数量</td></tr><tr><td colspan=1 rowspan=1>甲</td><td colspan=1 rowspan=1>R&amp;D</td></tr><tr><td colspan=1 rowspan=1>规章</td><td colspan=1 rowspan=1>3</td><td colspan=1 rowspan=1></td></tr></table>\n\n后"
        );
        assert_eq!(
            as_html("\\begin{tabular}{c"),
            "\n<table><tr><td colspan=1 rowspan=1>c</td></tr></table>\n"
        );
    }
}
