//! Comma and tab separated tables (`.csv`, `.tsv`), with quoted fields.

use std::path::Path;

use crate::source::blocks::{CELL_LIMIT, Cell, Table};

/// The separators a file's name allows. Content alone cannot tell: prose has commas too.
#[must_use]
pub fn separators(path: &Path) -> &'static [char] {
    let extension = path.extension().map(|e| e.to_string_lossy().to_lowercase());
    match extension.as_deref() {
        Some("csv") => &[',', ';', '\t'],
        Some("tsv") => &['\t'],
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
    pub fn notice(&self) -> Option<String> {
        self.open_quote.map(|line| {
            format!(
                "第 {line} 行有一个引号没有配对，文件可能在中途断开。从那里起的引号按普通字符读，请与原件核对。"
            )
        })
    }
}

/// The table in `text`, by the one of `separators` that makes the most fields; `None` when it is none: fewer than two
/// records or columns, or too large.
#[must_use]
pub fn read(text: &str, separators: &[char]) -> Option<Separated> {
    let by = |separator: &char| records(text, *separator);
    let n_fields = |records: &Records| records.rows.iter().map(Vec::len).sum::<usize>();
    // The first of equals wins: the comma.
    let records = separators.iter().rev().map(by).max_by_key(n_fields)?;
    let n_columns = records.rows.iter().map(Vec::len).max()?;
    if records.rows.len() < 2 || n_columns < 2 || n_fields(&records) > CELL_LIMIT {
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
        } else if let Some((quoted, behind)) = quoted(after, separator) {
            field.push_str(&quoted.replace("\"\"", "\""));
            line += quoted.matches('\n').count();
            after = behind;
        } else {
            field.push(c);
            records.open_quote.get_or_insert(line);
        }
        rest = after;
    }
    if !field.is_empty() || !record.is_empty() {
        record.push(field);
        records.rows.push(record);
    }
    records
}

/// The characters up to the quote that closes a field, and what follows it: a separator or the end of a line, maybe
/// after spaces.
fn quoted(text: &str, separator: char) -> Option<(&str, &str)> {
    let mut searched = 0;
    let end = loop {
        let at = searched + text.get(searched..)?.find('"')?;
        if !text.get(at + 1..)?.starts_with('"') {
            break at;
        }
        searched = at + 2;
    };
    let behind = text.get(end + 1..)?;
    let next = behind.trim_start_matches(' ').chars().next();
    let closes = next.is_none_or(|c| c == separator || c == '\n');
    closes.then_some((text.get(..end)?, behind))
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

    #[test]
    fn one_column_is_no_table() {
        assert_eq!(read("a\nb\n", &[',']), None);
    }
}
