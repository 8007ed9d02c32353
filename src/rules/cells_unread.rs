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
use crate::form::{CellKey, RowKey, Sheet, TableId};
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
            "{}: {n} cells were not read{}: {}.",
            table.english_name(),
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
            .filter(|key| key.base() == official.key)
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
    let rows_in_part = rows
        .iter()
        .filter_map(|row| row_part(spec, row, &unread, &listed));
    names.extend(rows_in_part);
    first_names(names, MOST_NAMES)
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

/// `（五）4.… （整行）` or `（五）4.… 自然人、总计`; nothing if the row has no unread cell outside the `named` ones.
fn row_part(
    spec: &TableSpec,
    row: &RowKey,
    unread: &BTreeSet<&CellKey>,
    named: &BTreeSet<&CellKey>,
) -> Option<Said> {
    let table = TableId::from_key(&spec.key)?;
    let cells = spec.cells(table, std::slice::from_ref(row));
    let missing: Vec<&CellKey> = cells
        .iter()
        .filter(|cell| unread.contains(cell) && !named.contains(cell))
        .collect();
    if missing.is_empty() {
        return None;
    }
    let Said { chinese, english } = said_row(spec, row);
    if missing.len() == cells.len() {
        return Some(Said::new(
            format!("{chinese}（整行）"),
            format!("{english} (the whole row)"),
        ));
    }
    let columns: Vec<Said> = missing
        .iter()
        .map(|cell| said_column(spec, &cell.row, &cell.column))
        .collect();
    let columns = Said::joined(&columns, ["、", ", "]);
    Some(Said::new(
        format!("{chinese} {}", columns.chinese),
        format!("{english} ({})", columns.english),
    ))
}
