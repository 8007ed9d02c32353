//! Comma and tab separated tables (`.csv`, `.tsv`), with quoted fields.

use std::path::Path;

use crate::said::{Said, said};
use crate::source::blocks::{Cell, Table};
use crate::source::ending;

/// The separators a file's name allows. Content alone cannot tell: prose has commas too.
#[must_use]
pub fn separators(path: &Path) -> &'static [char] {
    match ending::of(path).as_str() {
        "csv" => &[',', ';', '\t'],
        "tsv" => &['\t'],
        _ => &[],
    }
}

/// A table of separated values.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Separated {
    /// The table.
    pub table: Table,
    /// The line (from 1) with a quote that nothing closes.
    pub open_quote: Option<usize>,
}

impl Separated {
    /// What to tell the reviewer when the file is not well formed.
    #[must_use]
    pub fn notice(&self) -> Option<Said> {
        self.open_quote.map(|line| {
            said!(
                "第 {line} 行有一个引号没有配对，文件可能在中途断开。从那里起的引号按普通字符读，请与原件核对。",
                "A quotation mark in line {line} is never closed: the file may break off. From there on quotation marks are read as plain characters; compare with the original."
            )
        })
    }
}

/// The table in `text`, by the one of `separators` that makes the most fields; `None` when it is none: fewer than two
/// records or columns. The text is as long as [`crate::source::limits`] allows.
#[must_use]
pub fn read(text: &str, separators: &[char]) -> Option<Separated> {
    let by = |separator: &char| records(text, *separator);
    let n_fields = |records: &Records| records.rows.iter().map(Vec::len).sum::<usize>();
    // The first of equals wins: the comma.
    let records = separators.iter().rev().map(by).max_by_key(n_fields)?;
    let n_columns = records.rows.iter().map(Vec::len).max()?;
    if records.rows.len() < 2 || n_columns < 2 {
        return None;
    }
    let mut table = Table {
        n_rows: u32::try_from(records.rows.len()).ok()?,
        n_columns: u32::try_from(n_columns).ok()?,
        ..Table::default()
    };
    for (row, record) in (0_u32..).zip(records.rows) {
        table
            .cells
            .extend((0_u32..).zip(record).map(|(column, text)| Cell {
                row,
                column,
                row_span: 1,
                column_span: 1,
                text,
                printed: Vec::new(),
            }));
    }
    Some(Separated {
        table,
        open_quote: records.open_quote,
    })
}

/// Fields by record.
#[derive(Debug, Default)]
struct Records {
    rows: Vec<Vec<String>>,
    /// See [`Separated::open_quote`].
    open_quote: Option<usize>,
}

/// A quote inside a quoted field is doubled. A quote that opens no field, or that nothing closes, is a character: it
/// would swallow what follows it.
fn records(text: &str, separator: char) -> Records {
    let mut records = Records::default();
    let (mut record, mut field, mut line) = (Vec::new(), String::new(), 1);
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let mut after = rest.get(c.len_utf8()..).unwrap_or_default();
        if c == separator {
            record.push(std::mem::take(&mut field));
        } else if c == '\n' {
            record.push(std::mem::take(&mut field));
            records.rows.push(std::mem::take(&mut record));
            line += 1;
        } else if c != '"' || !field.is_empty() {
            field.push(c);
        } else {
            match quote(after, separator) {
                Quote::Field(quoted, behind) => {
                    field.push_str(&quoted.replace("\"\"", "\""));
                    line += quoted.matches('\n').count();
                    after = behind;
                }
                Quote::Character => field.push(c),
                Quote::Open => {
                    field.push(c);
                    records.open_quote.get_or_insert(line);
                }
            }
        }
        rest = after;
    }
    if !field.is_empty() || !record.is_empty() {
        record.push(field);
        records.rows.push(record);
    }
    records
}

/// What a quote at the beginning of a field is.
enum Quote<'a> {
    /// It opens a quoted field: the characters up to the quote that closes it, and what follows that.
    Field(&'a str, &'a str),
    /// It is a character, closed by another within the field: `"三公"经费`.
    Character,
    /// Nothing closes it: the file may have been cut.
    Open,
}

/// What the quote before `text` is. The one that closes a field has a separator or the end of a line behind it, maybe
/// after spaces.
fn quote(text: &str, separator: char) -> Quote<'_> {
    let Some((quoted, behind)) = closing(text) else {
        return Quote::Open;
    };
    let next = behind.trim_start_matches(' ').chars().next();
    if next.is_none_or(|c| c == separator || c == '\n') {
        return Quote::Field(quoted, behind);
    }
    if quoted.contains([separator, '\n']) {
        // The next quote opens another field: this one was left alone in its own.
        return Quote::Open;
    }
    Quote::Character
}

/// The characters up to the next quote that is not doubled, and those behind it.
fn closing(text: &str) -> Option<(&str, &str)> {
    let mut searched = 0;
    let end = loop {
        let at = searched + text.get(searched..)?.find('"')?;
        if !text.get(at + 1..)?.starts_with('"') {
            break at;
        }
        searched = at + 2;
    };
    Some((text.get(..end)?, text.get(end + 1..)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_records(text: &str, expected: &[&[&str]]) {
        assert_eq!(records(text, ',').rows, expected);
    }

    #[test]
    fn quotes_hold_separators_and_newlines() {
        check_records(
            "a,\"b,\n\"\"c\"\"\",\n,5\" x",
            &[&["a", "b,\n\"c\"", ""], &["", "5\" x"]],
        );
    }

    #[test]
    fn a_quote_that_nothing_closes_swallows_nothing() {
        let text = "\"甲\",\"乙\"\n丙,\"1\n丁,\"2\"\n";
        check_records(text, &[&["甲", "乙"], &["丙", "\"1"], &["丁", "2"]]);
        let open_quote = read(text, &[',']).and_then(|separated| separated.open_quote);
        assert_eq!(open_quote, Some(2));
        check_records("甲,乙\n丙,\"1,2\n", &[&["甲", "乙"], &["丙", "\"1", "2"]]);
    }

    #[track_caller]
    fn check_open_quote(text: &str, expected: Option<usize>) {
        let separated = read(text, &[',']).map(|separated| separated.open_quote);
        assert_eq!(separated, Some(expected));
    }

    #[test]
    fn quotes_within_a_field_are_characters() {
        let text = "项目,数量\n\"甲\"类,1\n\"乙\"\"丙\"类,\"2\"\n";
        check_records(
            text,
            &[
                &["项目", "数量"],
                &["\"甲\"类", "1"],
                &["\"乙\"\"丙\"类", "2"],
            ],
        );
        check_open_quote(text, None);
        check_open_quote("项目,数量\n\"甲类,1\n乙,2\n", Some(2));
        check_open_quote("项目,数量\n\"甲类,1\n\"乙类\",2\n", Some(2));
        check_open_quote("项目,\"甲,1\n乙,\"丙\"类\n", Some(1));
    }

    #[test]
    fn one_column_is_no_table() {
        assert_eq!(read("a\nb\n", &[',']), None);
    }
}
