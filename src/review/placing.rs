//! Contents put into several cells at once, each with its place in the source: lines of the text that fill rows, and
//! contents that stand in the wrong cell of a row.

use crate::entry;
use crate::form::CellKey;
use crate::review::edit::{Edit, Placed};
use crate::review::session::Session;
use crate::review::status;
use crate::review::verdict::Verdict;
use crate::source::Span;
use crate::value::Value;

/// What is typed for a content nobody can read.
const UNREADABLE: &str = "？";

/// A number of a line, or what stands in its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Taken {
    /// The characters, as the cell will be given them.
    pub text: String,
    /// Where they stand.
    pub span: Span,
}

/// The numbers of each line of `chosen` in `text`, in order. Words before the first number of a line are its label;
/// words behind it keep their place as something that cannot be read, so that the numbers after them do not move. Lines
/// without a number, such as the rest of a broken label, are passed over. An empty field between tabs is a blank.
#[must_use]
pub fn numbers(text: &str, chosen: Span) -> Vec<Vec<Taken>> {
    let mut start = chosen.start();
    let mut lines = Vec::new();
    for line in chosen.of(text).split('\n') {
        let taken = line_numbers(line, start);
        if !taken.is_empty() {
            lines.push(taken);
        }
        start += line.len() + 1;
    }
    lines
}

fn line_numbers(line: &str, start: usize) -> Vec<Taken> {
    let has_fields = line.contains('\t');
    let is_break = |c: char| {
        if has_fields {
            c == '\t'
        } else {
            c.is_whitespace() || c == '|'
        }
    };
    let mut taken: Vec<Taken> = Vec::new();
    let mut at = start;
    for field in line.split(is_break) {
        let from = at + (field.len() - field.trim_start().len());
        let word = field.trim();
        // Every separator is one character; its length is what lies between two fields.
        at += field.len();
        at += line
            .get(at - start..)
            .and_then(|rest| rest.chars().next())
            .map_or(0, char::len_utf8);
        if word.is_empty() && !has_fields {
            continue;
        }
        let value = entry::parse(word).map(|entered| entered.value);
        let is_number = matches!(value, Ok(Value::Number(_)));
        if taken.is_empty() && !is_number {
            continue;
        }
        let is_content = is_number || matches!(value, Ok(Value::Blank | Value::Dash));
        taken.push(Taken {
            text: if is_content { word } else { UNREADABLE }.to_owned(),
            span: Span::new(from, from + word.len()),
        });
    }
    taken
}

/// Moves the contents of `row` one cell to the right, from its cell number `from` on; that cell is then unread, and the
/// content of the last cell falls out. `None` where there is nothing to move.
#[must_use]
pub fn shift_right(session: &Session, row: &[CellKey], from: usize) -> Option<Edit> {
    let moved = row.get(from..)?;
    let (_, kept) = moved.split_last()?;
    let first = moved.first()?;
    let mut cells = vec![unread(first)];
    cells.extend(
        moved
            .iter()
            .skip(1)
            .zip(kept)
            .map(|(to, of)| moved_to(session, to, of)),
    );
    let fallen = moved.last().map(|cell| content(session, cell));
    Some(placed(cells, "右移", fallen.as_deref()))
}

/// Moves the contents of `row` behind its cell number `at` one cell to the left; the content of that cell falls out,
/// and the last one is then unread.
#[must_use]
pub fn shift_left(session: &Session, row: &[CellKey], at: usize) -> Option<Edit> {
    let moved = row.get(at..)?;
    let (last, kept) = moved.split_last()?;
    let mut cells: Vec<Placed> = kept
        .iter()
        .zip(moved.iter().skip(1))
        .map(|(to, of)| moved_to(session, to, of))
        .collect();
    cells.push(unread(last));
    let fallen = moved.first().map(|cell| content(session, cell));
    Some(placed(cells, "左移", fallen.as_deref()))
}

/// Each of two cells gets the content of the other.
#[must_use]
pub fn swap(session: &Session, one: &CellKey, other: &CellKey) -> Edit {
    let cells = vec![moved_to(session, one, other), moved_to(session, other, one)];
    Edit::Place {
        label: "两格互换".to_owned(),
        cells,
        verdict: Verdict::Displaced,
    }
}

fn placed(cells: Vec<Placed>, what: &str, fallen: Option<&str>) -> Edit {
    let n_moved = cells.len().saturating_sub(1);
    let label = match fallen {
        Some(text) if !text.is_empty() && text != UNREADABLE => {
            format!("{n_moved} 格{what}一格（移出 {text}）")
        }
        _ => format!("{n_moved} 格{what}一格"),
    };
    Edit::Place {
        label,
        cells,
        verdict: Verdict::Displaced,
    }
}

fn unread(cell: &CellKey) -> Placed {
    Placed {
        cell: cell.clone(),
        text: UNREADABLE.to_owned(),
        spans: Vec::new(),
    }
}

fn moved_to(session: &Session, to: &CellKey, of: &CellKey) -> Placed {
    Placed {
        cell: to.clone(),
        text: content(session, of),
        spans: status::spans_of(session, of),
    }
}

/// The content of a cell as it would be typed.
fn content(session: &Session, cell: &CellKey) -> String {
    match session.value(cell) {
        Value::Number(amount) => amount.to_string(),
        Value::Blank => String::new(),
        Value::Dash => "/".to_owned(),
        Value::Words => {
            let entered = session
                .decision(cell)
                .map(|decision| decision.entered.trim());
            let printed = session
                .reading()
                .cell(cell)
                .map(|found| found.printed.trim());
            let words = entered.filter(|text| !text.is_empty()).or(printed);
            words.unwrap_or(UNREADABLE).to_owned()
        }
        Value::Unreadable | Value::Absent => UNREADABLE.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_numbers(text: &str, expected: &[&[&str]]) {
        let lines = numbers(text, Span::new(0, text.len()));
        let words: Vec<Vec<&str>> = lines
            .iter()
            .map(|line| line.iter().map(|taken| taken.text.as_str()).collect())
            .collect();
        assert_eq!(words, expected, "{text}");
        for taken in lines
            .iter()
            .flatten()
            .filter(|taken| taken.text != UNREADABLE)
        {
            assert_eq!(taken.span.of(text), taken.text, "{text}");
        }
    }

    #[test]
    fn labels_are_passed_over_and_what_is_no_number_keeps_its_place() {
        check_numbers(
            "（一）予以公开 9 3 0 0 1 0 13",
            &[&["9", "3", "0", "0", "1", "0", "13"]],
        );
        check_numbers("1.不掌握\t3\t\t0\t/", &[&["3", "", "0", "/"]]);
        check_numbers("二　3  四l  0", &[&["3", "？", "0"]]);
        check_numbers("| 9 | 3 |", &[&["9", "3"]]);
        check_numbers(
            "1.申请人逾期不补正、\n不再处理 1 0\n2 0",
            &[&["1", "0"], &["2", "0"]],
        );
        check_numbers("没有数", &[]);
        check_numbers("", &[]);
    }
}
