//! Comma and tab separated tables (`.csv`, `.tsv`), with quoted fields.

use std::path::Path;

use crate::source::blocks::{Block, CELL_LIMIT, Cell, Table};

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

/// The table in `text`, by the one of `separators` that makes the most fields; `None` when it is none: fewer than two
/// records or columns, or too large.
#[must_use]
pub fn read(text: &str, separators: &[char]) -> Option<Vec<Block>> {
    let by = |separator: &char| records(text, *separator);
    let n_fields = |records: &Vec<Vec<String>>| records.iter().map(Vec::len).sum::<usize>();
    // The first of equals wins: the comma.
    let records = separators.iter().rev().map(by).max_by_key(n_fields)?;
    let n_columns = records.iter().map(Vec::len).max()?;
    let n_cells: usize = records.iter().map(Vec::len).sum();
    if records.len() < 2 || n_columns < 2 || n_cells > CELL_LIMIT {
        return None;
    }
    let mut table = Table {
        n_rows: u32::try_from(records.len()).ok()?,
        n_columns: u32::try_from(n_columns).ok()?,
        ..Table::default()
    };
    for (row, record) in (0_u32..).zip(records) {
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
    Some(vec![Block::Table(table)])
}

/// Fields by record. A quote inside a quoted field is doubled; a quote that opens no field is a character.
fn records(text: &str, separator: char) -> Vec<Vec<String>> {
    let mut records = Vec::new();
    let (mut record, mut field, mut quoted) = (Vec::new(), String::new(), false);
    let mut characters = text.chars().peekable();
    while let Some(c) = characters.next() {
        if quoted {
            match c {
                '"' if characters.next_if_eq(&'"').is_some() => field.push('"'),
                '"' => quoted = false,
                _ => field.push(c),
            }
        } else if c == '"' && field.is_empty() {
            quoted = true;
        } else if c == separator {
            record.push(std::mem::take(&mut field));
        } else if c == '\n' {
            record.push(std::mem::take(&mut field));
            records.push(std::mem::take(&mut record));
        } else {
            field.push(c);
        }
    }
    if !field.is_empty() || !record.is_empty() {
        record.push(field);
        records.push(record);
    }
    records
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_records(text: &str, expected: &[&[&str]]) {
        assert_eq!(records(text, ','), expected);
    }

    #[test]
    fn quotes_hold_separators_and_newlines() {
        check_records(
            "a,\"b,\n\"\"c\"\"\",\n,5\" x",
            &[&["a", "b,\n\"c\"", ""], &["", "5\" x"]],
        );
    }

    #[test]
    fn one_column_is_no_table() {
        assert_eq!(read("a\nb\n", &[',']), None);
    }
}
