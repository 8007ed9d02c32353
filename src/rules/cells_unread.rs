//! # cells-unread
//!
//! ## What it does
//! Names, once per table, the cells of a table that is present which could not be read or were not found.
//!
//! ## Why
//! An unread cell is unknown, not zero, and leaves every rule it stands in undecided.
//!
//! ## Source
//! The rows and columns of the form: 国办公开办函〔2019〕60号, 国办公开办函〔2021〕30号.
//!
//! ## Example
//! `表三有 9 格未识读（原文第 46–230 行）：（五）4.无正当理由大量反复申请（整行）；二、… 自然人、总计。`

use std::collections::BTreeSet;

use crate::form::naming::{said_column, said_row};
use crate::form::schema::{Block, Extra, TableSpec};
use crate::form::{CellKey, LineKey, RowKey, Sheet, TableId};
use crate::rules::outcome::{Finding, Severity};
use crate::rules::rule::{CodedRule, Input, Rule, first_names};
use crate::said::{Said, said};

/// The rule.
pub const RULE: CodedRule = CodedRule {
    rule: Rule {
        id: "cells-unread",
        title: "未识读的单元格",
        why: "没有读到的单元格是未知数，不是 0；它所在的勾稽关系都无法核对。",
        source: "国办公开办函〔2019〕60号、〔2021〕30号：各表的行与列",
        severity: Severity::Warning,
    },
    check,
};

/// Most rows or columns the sentence names one by one.
const MOST_NAMES: usize = 8;

fn check(input: &Input) -> Vec<Finding> {
    input.per_table(|table, spec| table_finding(input, table, spec))
}

fn table_finding(input: &Input, table: TableId, spec: &TableSpec) -> Option<Finding> {
    let rows = expected_rows(input.given.sheet, spec, table);
    let expected = spec.cells(table, &rows);
    let unread: Vec<CellKey> = expected
        .iter()
        .filter(|cell| input.given.sheet.value(cell).is_unread())
        .cloned()
        .collect();
    if unread.is_empty() {
        return None;
    }
    let names = if unread.len() == expected.len() {
        Said::new("整张表", "the whole table")
    } else {
        names(spec, &rows, &unread)
    };
    let (n, place) = (unread.len(), place(input, table));
    let said = Said::new(
        format!(
            "{}有 {n} 格未识读{}：{}。",
            table.short_name(),
            place.chinese,
            names.chinese
        ),
        format!(
            "{}: {} not read{}: {}.",
            table.english_name(),
            if n == 1 {
                "1 cell was".to_owned()
            } else {
                format!("{n} cells were")
            },
            place.english,
            names.english
        ),
    );
    Some(RULE.rule.finding(table.key(), Some(table), unread, said))
}

/// The rows as printed, and the rows of the form of which nothing is printed.
fn expected_rows(sheet: &Sheet, spec: &TableSpec, table: TableId) -> Vec<RowKey> {
    let printed = sheet.rows.get(&table).cloned().unwrap_or_default();
    let mut rows = Vec::new();
    for (_, official) in spec.rows() {
        let keys: Vec<RowKey> = printed
            .iter()
            .filter(|key| official.key == key.base())
            .cloned()
            .collect();
        if keys.is_empty() && official.extra != Extra::Added {
            rows.push(RowKey::new(&official.key));
        }
        rows.extend(keys);
    }
    rows
}

/// Where the table stands in the text, if that is known.
fn place(input: &Input, table: TableId) -> Said {
    match input.given.reading.coverage.get(&table) {
        Some(coverage) if coverage.lines.0 > 0 => {
            let (first, last) = coverage.lines;
            said!("（原文第 {first}–{last} 行）", " (lines {first}–{last})")
        }
        _ => Said::default(),
    }
}

/// The unread cells by row, or by column where whole columns of a block are unread.
fn names(spec: &TableSpec, rows: &[RowKey], unread: &[CellKey]) -> Said {
    let unread: BTreeSet<&CellKey> = unread.iter().collect();
    let whole_columns = whole_columns(spec, rows, &unread);
    let whole = |cell: &CellKey| {
        let column = said_column(spec, &cell.row, &cell.column);
        Said::new(
            format!("{}（整列）", column.chinese),
            format!("{} (the whole column)", column.english),
        )
    };
    let mut names: Vec<Said> = whole_columns
        .iter()
        .filter_map(|cells| cells.first())
        .map(whole)
        .collect();
    let listed: BTreeSet<&CellKey> = whole_columns.iter().flatten().collect();
    let is_missing = |cell: &CellKey| unread.contains(cell) && !listed.contains(cell);
    names.extend(row_parts(spec, rows, &is_missing));
    first_names(names, MOST_NAMES)
}

/// What is missing of the rows, row by row; rows of which the same columns are missing together, where they are many.
fn row_parts(
    spec: &TableSpec,
    rows: &[RowKey],
    is_missing: &dyn Fn(&CellKey) -> bool,
) -> Vec<Said> {
    let mut parts: Vec<(Missing, Vec<&RowKey>)> = Vec::new();
    for row in rows {
        let Some(missing) = missing(spec, row, is_missing) else {
            continue;
        };
        match parts.iter_mut().find(|(of, _)| *of == missing) {
            Some((Missing::Columns(_), rows)) => rows.push(row),
            _ => parts.push((missing, vec![row])),
        }
    }
    let parts = parts.iter();
    let told = parts.flat_map(|(missing, rows)| match rows.as_slice() {
        [first, _, _, _, ..] => vec![rows_part(spec, first, rows.len(), missing)],
        few => few.iter().map(|row| row_part(spec, row, missing)).collect(),
    });
    told.collect()
}

/// The columns of blocks with several rows in which every cell is unread.
fn whole_columns(
    spec: &TableSpec,
    rows: &[RowKey],
    unread: &BTreeSet<&CellKey>,
) -> Vec<Vec<CellKey>> {
    let columns = spec
        .blocks
        .iter()
        .flat_map(|block| block.columns.iter().map(move |column| (block, column)));
    columns
        .map(|(block, column)| column_cells(spec, block, &column.key, rows))
        .filter(|cells| cells.len() > 2 && cells.iter().all(|cell| unread.contains(cell)))
        .collect()
}

fn column_cells(spec: &TableSpec, block: &Block, column: &str, rows: &[RowKey]) -> Vec<CellKey> {
    let in_block: Vec<RowKey> = rows
        .iter()
        .filter(|row| block.rows.iter().any(|spec| spec.key == row.base()))
        .cloned()
        .collect();
    let Some(table) = TableId::from_key(&spec.key) else {
        return Vec::new();
    };
    in_block
        .into_iter()
        .map(|row| CellKey::new(table, row, column))
        .collect()
}

/// What is missing of a row.
#[derive(PartialEq, Eq)]
enum Missing {
    /// All of it.
    Row,
    /// These columns.
    Columns(Vec<LineKey>),
}

/// `None` if nothing is missing of the row.
fn missing(
    spec: &TableSpec,
    row: &RowKey,
    is_missing: &dyn Fn(&CellKey) -> bool,
) -> Option<Missing> {
    let table = TableId::from_key(&spec.key)?;
    let cells = spec.cells(table, std::slice::from_ref(row));
    let missing = cells.iter().filter(|cell| is_missing(cell));
    let columns: Vec<LineKey> = missing.map(|cell| cell.column.clone()).collect();
    match columns.len() {
        0 => None,
        n if n == cells.len() => Some(Missing::Row),
        _ => Some(Missing::Columns(columns)),
    }
}

/// `（五）4.…（整行）` or `（五）4.… 自然人、总计`.
fn row_part(spec: &TableSpec, row: &RowKey, missing: &Missing) -> Said {
    let Said { chinese, english } = said_row(spec, row);
    match missing {
        Missing::Row => Said::new(
            format!("{chinese}（整行）"),
            format!("{english} (the whole row)"),
        ),
        Missing::Columns(columns) => {
            let columns = said_columns(spec, row, columns);
            Said::new(
                format!("{chinese} {}", columns.chinese),
                format!("{english} ({})", columns.english),
            )
        }
    }
}

/// `（一）予以公开等 23 行 自然人、总计`: so many rows from `first` on, all without the same.
fn rows_part(spec: &TableSpec, first: &RowKey, n_rows: usize, missing: &Missing) -> Said {
    let Said { chinese, english } = said_row(spec, first);
    let n_others = n_rows.saturating_sub(1);
    let rows = Said::new(
        format!("{chinese}等 {n_rows} 行"),
        format!("{english} and {n_others} other rows"),
    );
    let Missing::Columns(columns) = missing else {
        return rows;
    };
    let columns = said_columns(spec, first, columns);
    Said::new(
        format!("{} {}", rows.chinese, columns.chinese),
        format!("{} ({})", rows.english, columns.english),
    )
}

fn said_columns(spec: &TableSpec, row: &RowKey, columns: &[LineKey]) -> Said {
    let columns = columns.iter();
    let columns: Vec<Said> = columns
        .map(|column| said_column(spec, row, column))
        .collect();
    Said::joined(&columns, ["、", ", "])
}
