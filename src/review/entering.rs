//! Several contents at once: a row typed as one line, what a spreadsheet puts on the clipboard, and the cells of a row or
//! table in which nothing is printed.

use std::collections::BTreeSet;

use crate::amount::Amount;
use crate::entry;
use crate::form::{CellKey, TableId};
use crate::review::session::Session;
use crate::review::state::{self, CellState};
use crate::value::Value;

/// Contents of neighbouring cells: `None` leaves a cell as it is, an empty text makes it blank.
pub type Line = Vec<Option<String>>;

/// What is typed in a row for a blank cell: spaces only part its neighbours.
const BLANKS: [&str; 4] = ["_", "＿", "□", "空"];

/// What is taken for a zero where no cell of the report tells how it prints nothing.
const ZERO: &str = "0";

/// The contents of neighbouring cells typed as one line, parted by white space or commas; `None` if the line is the
/// content of one cell.
///
/// - A comma inside a well-formed thousands group is part of its number, always: `1,234 0 5` and `12,345,678`. A group
///   does not begin with 0. Every other comma parts: `0,0,3`, `1, 234`, `5,12,345`.
/// - Nothing between two commas leaves its cell as it is; `_` makes it blank.
/// - A sign with a number behind it is one content, as before: `- 14`.
///
/// Every piece must be a number, a dash or `？`: words are the content of one cell.
#[must_use]
pub fn row(text: &str) -> Option<Line> {
    let pieces = pieces(text);
    let is_signed = matches!(pieces.as_slice(), [Some(sign), Some(_)] if is_sign(sign));
    let is_row =
        pieces.len() > 1 && !is_signed && pieces.iter().flatten().all(|text| is_content(text));
    is_row.then(|| {
        let content = |piece: &str| if BLANKS.contains(&piece) { "" } else { piece }.to_owned();
        pieces.iter().map(|piece| piece.map(content)).collect()
    })
}

/// What stands between white space and commas; `None` for nothing between two commas.
fn pieces(text: &str) -> Vec<Option<&str>> {
    let mut pieces = Vec::new();
    // The first piece needs no comma before it.
    let mut n_commas = 1_usize;
    for chunk in text.split_whitespace() {
        if is_grouped(chunk.trim_end_matches(is_comma)) {
            pieces.extend(std::iter::repeat_n(None, n_commas.saturating_sub(1)));
            let number = chunk.trim_end_matches(is_comma);
            pieces.push(Some(number));
            n_commas = chunk.chars().filter(|c| is_comma(*c)).count();
            n_commas -= number.chars().filter(|c| is_comma(*c)).count();
            continue;
        }
        for (at, piece) in chunk.split(is_comma).enumerate() {
            n_commas += usize::from(at > 0);
            if !piece.is_empty() {
                pieces.extend(std::iter::repeat_n(None, n_commas.saturating_sub(1)));
                pieces.push(Some(piece));
                n_commas = 0;
            }
        }
    }
    pieces
}

fn is_comma(c: char) -> bool {
    matches!(c, ',' | '，' | '、' | ';' | '；')
}

/// Whether the characters are one number with thousands commas: `1,234`, `12，345.60`, `-1,234`.
fn is_grouped(text: &str) -> bool {
    let mut groups = text.split([',', '，']);
    let is_digit = |c: char| c.is_ascii_digit() || ('０'..='９').contains(&c);
    let first = groups.next().unwrap_or_default();
    let first = first.trim_start_matches(['-', '－', '+', '＋', '\u{2212}']);
    let n_first = first.chars().count();
    let begins = (1..=3).contains(&n_first) && !first.starts_with(['0', '０']);
    let is_group = |group: &str| group.chars().count() == 3 && group.chars().all(is_digit);
    let rest: Vec<&str> = groups.collect();
    let Some((last, middle)) = rest.split_last() else {
        return false;
    };
    let whole = last.split(['.', '．']).next().unwrap_or_default();
    begins
        && first.chars().all(is_digit)
        && middle.iter().all(|group| is_group(group))
        && is_group(whole)
}

fn is_content(piece: &str) -> bool {
    let value = entry::typed(piece).map(|entered| entered.value);
    let is_figure = matches!(
        value,
        Ok(Value::Number(_) | Value::Dash | Value::Unreadable)
    );
    is_figure || BLANKS.contains(&piece)
}

/// A lone dash in front of a number is its sign.
fn is_sign(piece: &str) -> bool {
    let is_dash = entry::parse(piece).is_ok_and(|entered| entered.value == Value::Dash);
    is_dash && piece.chars().count() == 1 && !matches!(piece, "/" | "／" | "\\" | "＼")
}

/// The lines of a block on the clipboard: cells parted by tabs, those with line breaks, tabs or quotes in them quoted, as
/// spreadsheets write them; a line without tabs is taken as [`row`] takes it. An empty cell leaves its target as it is,
/// for all but the first cell of a merged one are empty.
#[must_use]
pub fn block(text: &str) -> Vec<Line> {
    let line = |record: Vec<String>| {
        let alone = match record.as_slice() {
            [only] => row(only),
            _ => None,
        };
        let cells = record.iter().map(|cell| one_line(cell));
        let mut line = alone.unwrap_or_else(|| cells.collect());
        while let Some(None) = line.last() {
            line.pop();
        }
        line
    };
    let mut lines: Vec<Line> = records(text).into_iter().map(line).collect();
    while lines.last().is_some_and(Vec::is_empty) {
        lines.pop();
    }
    lines
}

fn one_line(cell: &str) -> Option<String> {
    let words: Vec<&str> = cell.split_whitespace().collect();
    (!words.is_empty()).then(|| words.join(" "))
}

/// The cells of each line, quotes taken off. An empty line is one empty cell; where quotes do not pair, they are
/// characters like all others.
fn records(text: &str) -> Vec<Vec<String>> {
    let text = text.trim_end_matches(['\r', '\n']);
    let may_quote = text.matches('"').count().is_multiple_of(2);
    let (mut records, mut record, mut cell) = (Vec::new(), Vec::new(), String::new());
    let mut is_quoted = false;
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '"' if is_quoted => {
                is_quoted = chars.next_if_eq(&'"').is_some();
                if is_quoted {
                    cell.push('"');
                }
            }
            '"' if may_quote && cell.is_empty() => is_quoted = true,
            '\t' if !is_quoted => record.push(std::mem::take(&mut cell)),
            '\r' | '\n' if !is_quoted => {
                if c == '\r' {
                    chars.next_if_eq(&'\n');
                }
                record.push(std::mem::take(&mut cell));
                records.push(std::mem::take(&mut record));
            }
            _ => cell.push(c),
        }
    }
    record.push(cell);
    records.push(record);
    records
}

/// The unread cells among `cells` with what the table prints where there is nothing, and how many of them were left out
/// because a sum would not hold with nothing in them.
#[must_use]
pub fn rest(session: &Session, cells: &[CellKey]) -> (Vec<(CellKey, String)>, usize) {
    let is_unread = |cell: &&CellKey| state::cell_state(session, cell) == CellState::Unread;
    let unread: BTreeSet<&CellKey> = cells.iter().filter(is_unread).collect();
    let is_left = |cell: &&CellKey| unread.contains(*cell) && !contradicts(session, cell, &unread);
    let filled: Vec<(CellKey, String)> = cells
        .iter()
        .filter(is_left)
        .map(|cell| (cell.clone(), nothing(session, cell.table)))
        .collect();
    let n_left_out = unread.len() - filled.len();
    (filled, n_left_out)
}

/// Whether a sum that `cell` stands in would be 0 on its side, were nothing in `zeros`, and is not on the other.
fn contradicts(session: &Session, cell: &CellKey, zeros: &BTreeSet<&CellKey>) -> bool {
    let is_nothing = |other: &CellKey| {
        let amount = session.value(other).in_sums();
        zeros.contains(other) || amount.is_some_and(Amount::is_zero)
    };
    let is_something =
        |other: &CellKey| !zeros.contains(other) && session.value(other).is_nonzero();
    let mut equations = session.results().equations.iter();
    equations.any(|checked| {
        let equation = &checked.equation;
        let sides = [
            (&equation.left, &equation.right),
            (&equation.right, &equation.left),
        ];
        sides.into_iter().any(|(own, other)| {
            own.contains(cell) && own.iter().all(is_nothing) && other.iter().any(is_something)
        })
    })
}

/// How a table prints that there is nothing: `0`, an empty cell or a dash, whichever most of its known cells hold; where
/// none does, as the other tables of the report, else `0`.
#[must_use]
pub fn nothing(session: &Session, table: TableId) -> String {
    let of = |is_asked: &dyn Fn(TableId) -> bool| {
        let cells = session.sheet().cells.iter();
        let known: Vec<Value> = cells
            .filter(|(cell, _)| is_asked(cell.table))
            .map(|(_, value)| *value)
            .collect();
        let n = |is_such: fn(&Value) -> bool| known.iter().filter(|value| is_such(value)).count();
        let n_zeros = n(|value| value.number().is_some_and(Amount::is_zero));
        let (n_blanks, n_dashes) = (
            n(|value| *value == Value::Blank),
            n(|value| *value == Value::Dash),
        );
        let most = n_zeros.max(n_blanks).max(n_dashes);
        let printed = match most {
            0 => return None,
            _ if n_zeros == most => ZERO,
            _ if n_blanks == most => "",
            _ => "—",
        };
        Some(printed.to_owned())
    };
    of(&|other| other == table)
        .or_else(|| of(&|_| true))
        .unwrap_or_else(|| ZERO.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A line as `|` parts it; `·` for a cell left as it is.
    fn shown(line: &Line) -> String {
        let cells = line.iter().map(|cell| cell.as_deref().unwrap_or("·"));
        cells.collect::<Vec<_>>().join("|")
    }

    #[track_caller]
    fn check_row(text: &str, expected: Option<&str>) {
        assert_eq!(row(text).as_ref().map(shown).as_deref(), expected, "{text}");
    }

    #[test]
    fn numbers_typed_in_a_line_are_those_of_a_row() {
        check_row("0 0 0 1 0 0 1", Some("0|0|0|1|0|0|1"));
        check_row("0\u{3000}１２  3\t4", Some("0|１２|3|4"));
        check_row("0,0,3，0、1;2", Some("0|0|3|0|1|2"));
        check_row("3 / — ？ -2", Some("3|/|—|？|-2"));
        check_row("1 _ □ 2", Some("1|||2"));
        check_row("1,,3", Some("1|·|3"));
        check_row(",5 6", Some("·|5|6"));
        check_row("1 , , 3", Some("1|·|3"));
        check_row("1, 2,", Some("1|2"));
        check_row("- - 3 -", Some("-|-|3|-"));
        check_row("007 01", Some("007|01"));
    }

    #[test]
    fn a_thousands_comma_is_part_of_its_number() {
        check_row("1,234", None);
        check_row("12，345，678.50", None);
        check_row("-1,234", None);
        check_row("1,234 0 5", Some("1,234|0|5"));
        check_row("0 1,234,567, 5", Some("0|1,234,567|5"));
        check_row("1, 234", Some("1|234"));
        check_row("5,12,345", Some("5|12|345"));
        check_row("0,123", Some("0|123"));
        check_row("1,23", Some("1|23"));
        check_row("1234,567", Some("1234|567"));
    }

    #[test]
    fn one_content_is_no_row() {
        for text in [
            "",
            " ",
            "12",
            "12 ",
            "- 14",
            "减 2",
            "+ 3",
            "592 万元",
            "22（其中修订 16 件）",
            "见附件 2",
            "无",
            "1件2",
            "1 2件3",
        ] {
            check_row(text, None);
        }
    }

    #[track_caller]
    fn check_block(text: &str, expected: &[&str]) {
        let lines: Vec<String> = block(text).iter().map(shown).collect();
        assert_eq!(lines, expected, "{text:?}");
    }

    #[test]
    fn a_block_is_taken_as_spreadsheets_write_it() {
        check_block("1\t2\r\n3\t4\r\n", &["1|2", "3|4"]);
        check_block("1\t\t3", &["1|·|3"]);
        check_block("1\t2\t\t\n\t\t\t\n", &["1|2"]);
        // One column with an empty cell: the cells below do not move up.
        check_block("1\n\n3", &["1", "", "3"]);
        check_block(
            "\"见\n附件\"\t5\n\"说\"\"明\"\"\"\t6",
            &["见 附件|5", "说\"明\"|6"],
        );
        check_block("5\"\t1", &["5\"|1"]);
        check_block("0 0 1\n1,234 5", &["0|0|1", "1,234|5"]);
        check_block("1,234\t007", &["1,234|007"]);
        check_block("", &[]);
    }
}
