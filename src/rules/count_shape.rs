//! # count-shape
//!
//! ## What it does
//! Reports a count with decimals or below zero. 本年增/减 may be negative; money may have decimals.
//!
//! ## Why
//! Documents, cases and applications come in whole numbers. A fraction or a minus sign is nearly always a misread glyph
//! or a number from a neighbouring cell.
//!
//! ## Source
//! The labels of the form (数量, 件数): 国办公开办函〔2019〕60号, 国办公开办函〔2021〕30号.
//!
//! ## Example
//! `表三 一、本年新收政府信息公开申请数量 自然人：3.5 不是整数。`

use crate::form::naming::cell_name;
use crate::form::schema::{ColumnKind, TableSpec};
use crate::form::{CellKey, catalogue};
use crate::rules::outcome::{Finding, Severity};
use crate::rules::rule::{CodedRule, Input, Rule};

/// The rule.
pub const RULE: CodedRule = CodedRule {
    rule: Rule {
        id: "count-shape",
        title: "件数是整数",
        why: "文件、案件和申请按件计，应是不小于 0 的整数；增减可以为负，金额可以有小数。",
        source: "国办公开办函〔2019〕60号、〔2021〕30号：各表栏目为“数量”“件数”",
        severity: Severity::Error,
    },
    check,
};

fn check(input: &Input) -> Vec<Finding> {
    let sheet = input.given.sheet;
    sheet
        .editions
        .iter()
        .filter_map(|(table, edition)| Some((*table, catalogue::table(*edition, *table)?)))
        .flat_map(|(table, spec)| {
            let rows = sheet.rows.get(&table).map_or(&[][..], Vec::as_slice);
            let cells = spec.cells(table, rows).into_iter();
            cells.filter_map(move |cell| cell_finding(input, spec, cell))
        })
        .collect()
}

fn cell_finding(input: &Input, spec: &TableSpec, cell: CellKey) -> Option<Finding> {
    let amount = input.given.sheet.value(&cell).number()?;
    let kind = spec.column(&cell.row, &cell.column)?.kind;
    let problem = match kind {
        ColumnKind::Count | ColumnKind::Change if !amount.is_whole() => {
            format!("{amount} 不是整数")
        }
        ColumnKind::Count if amount.is_negative() => format!("{amount} 小于 0"),
        ColumnKind::Count | ColumnKind::Change | ColumnKind::Money => return None,
    };
    let text = format!(
        "{} {}：{problem}。",
        cell.table.short_name(),
        cell_name(spec, &cell)
    );
    let subject = cell.to_string();
    Some(
        RULE.rule
            .finding(&subject, Some(cell.table), vec![cell], text),
    )
}
