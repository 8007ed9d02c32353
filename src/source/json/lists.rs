//! Lists in a text, as programs print and save their tables (`[['规章', '0', None], …]`), become HTML tables.

use crate::source::as_html::push_cell;
use crate::source::json::texts::is_chinese;
use crate::source::json::value::{Parser, QUOTES, Value};

/// Fewest rows that stand one behind the other in a text.
const LEAST_ROWS: usize = 3;

/// Most characters before a list in its line: `table = `, `- `.
const MOST_BEFORE: usize = 40;

/// Whether `text` holds such lists. Those of a page of tags are its scripts'.
#[must_use]
pub fn holds(text: &str) -> bool {
    if text.trim_start().starts_with('<') {
        return false;
    }
    let quoted = |line: &str| QUOTES.iter().any(|quote| line.contains(*quote));
    let mut lines = text
        .lines()
        .filter(|line| quoted(line) && start(line).is_some());
    let is_nested = |line: &str| line.matches("], [").count() + 1 >= LEAST_ROWS;
    lines.next().is_some_and(is_nested) || lines.nth(LEAST_ROWS - 2).is_some()
}

/// `text` with its lists as HTML.
#[must_use]
pub fn as_html(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(line) = rest.split_inclusive('\n').next() {
        let table = start(line).and_then(|at| Some((at, table(rest.get(at..)?)?)));
        let Some((at, (html, behind))) = table else {
            out.push_str(line);
            rest = rest.get(line.len()..).unwrap_or("");
            continue;
        };
        let before = line.get(..at).unwrap_or("").trim_matches([' ', '-', '=']);
        out.push_str(before);
        out.push_str(&html);
        rest = behind;
    }
    out
}

/// Where a list of texts or of lists begins in a line: at its beginning, or behind a name or the mark of an entry.
fn start(line: &str) -> Option<usize> {
    let at = line.find(['[', '('])?;
    let before = line.get(..at)?;
    let is_name = |c: char| c.is_ascii() && !c.is_ascii_digit();
    let inner = line.get(at + 1..)?.trim_start();
    let is_list = inner.starts_with(QUOTES)
        || inner.is_empty()
        || inner.starts_with("None,")
        || inner.starts_with(['[', '(']) && inner.contains(QUOTES);
    (before.len() <= MOST_BEFORE && before.chars().all(is_name) && is_list).then_some(at)
}

/// The table that the lists at the beginning of `text` are, and what stands behind them.
fn table(text: &str) -> Option<(String, &str)> {
    let mut html = String::new();
    let mut n_rows = 0;
    let mut rest = text;
    loop {
        let mut parser = Parser::new(rest);
        let Some(value) = parser.next_value().filter(|_| !parser.is_cut) else {
            break;
        };
        let Some(n) = rows(&value, &mut html) else {
            break;
        };
        n_rows += n;
        rest = parser.rest;
        // The next list may stand on the next line.
        let between = rest.find(|c: char| !c.is_whitespace() && !",;-".contains(c));
        match between.and_then(|at| rest.get(at..)) {
            Some(next) if start(next) == Some(0) => rest = next,
            _ => break,
        }
    }
    let is_table = n_rows >= LEAST_ROWS && html.contains(is_chinese);
    let behind = rest.trim_start_matches([',', ';', ']']);
    is_table.then(|| (format!("\n<table>{html}</table>\n"), behind))
}

/// Adds the rows of a list, and tells how many they are; `None` where it is no row and no list of rows.
fn rows(value: &Value, html: &mut String) -> Option<usize> {
    let Value::List(members) = value else {
        return None;
    };
    let texts: Option<Vec<&str>> = members.iter().map(Value::single).collect();
    if let Some(texts) = texts {
        html.push_str("<tr>");
        for text in texts {
            push_cell(html, text, 1, 1);
        }
        html.push_str("</tr>");
        return Some(1);
    }
    let length = html.len();
    let mut n_rows = 0;
    for (at, member) in members.iter().enumerate() {
        // A list of tables.
        let is_table = member.members().iter().any(|row| !row.members().is_empty());
        if is_table && at > 0 {
            html.push_str("</table>\n<table>");
        }
        let Some(n) = rows(member, html) else {
            html.truncate(length);
            return None;
        };
        n_rows += n;
    }
    Some(n_rows)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_table(text: &str, expected: &str) {
        assert!(holds(text), "{text}");
        let cell = "<td colspan=1 rowspan=1>";
        let found = as_html(text).replace(cell, "|").replace("</td>", "");
        assert_eq!(found, expected);
    }

    #[test]
    fn lists_of_rows_are_tables() {
        let rows = "<tr>|规章|0|</tr><tr>|其他|3|1</tr><tr>|总计|3|1</tr>";
        check_table(
            "前\n[['规章', '0', None], ['其他', '3', \"1\"], ['总计', 3, 1]]\n后",
            &format!("前\n\n<table>{rows}</table>\n\n后"),
        );
        check_table(
            "['规章', '0', None]\n['其他', '3', '1']\n('总计', 3, 1)\n后",
            &format!("\n<table>{rows}</table>\n\n后"),
        );
        check_table(
            "table:\n  - [\"规章\", 0, null]\n  - [\"其他\", 3, 1]\n  - [\"总计\", 3, 1]\n",
            &format!("table:\n\n<table>{rows}</table>\n\n"),
        );
        check_table(
            "表 = [\n  [['规章', '0', None],\n   ['其他', '3', '1']],\n  [['总计', 3, 1]]\n]\n",
            &format!("表 = [\n\n<table>{rows}</table>\n\n]\n"),
        );
    }

    #[test]
    fn other_brackets_are_text() {
        for text in [
            "[附件1]\n[附件2]\n[附件3]",
            "（一）[见“二”]",
            "(1) 甲\n(2) 乙\n(3) 丙",
        ] {
            assert!(!holds(text), "{text}");
            assert_eq!(as_html(text), text);
        }
    }
}
