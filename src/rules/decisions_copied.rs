//! # decisions-copied
//!
//! ## What it does
//! 2019 edition: points at a row of table two whose 处理决定数量 is exactly last year's items plus the change, where the
//! change is not 0.
//!
//! ## Why
//! 处理决定数量 counts cases handled in the year. Offices often put the new number of items there.
//!
//! ## Source
//! 国办公开办函〔2019〕60号, table two: 处理决定数量.
//!
//! ## Example
//! `表二 行政许可：处理决定数量 335 恰好等于上一年项目数量 330 加本年增/减 5，…`
//!
//! ## Limitations
//! A row may be equal by chance; it is a hint.

use crate::form::TableId;
use crate::rules::outcome::{Finding, Severity};
use crate::rules::rule::{CodedRule, Input, RowNumbers, Rule};

/// The rule.
pub const RULE: CodedRule = CodedRule {
    rule: Rule {
        id: "decisions-copied",
        title: "处理决定数量疑为项目数量",
        why: "处理决定数量是当年办理的件数，恰好等于增减后的项目数时，多半是误填。",
        source: "国办公开办函〔2019〕60号，表二：处理决定数量",
        severity: Severity::Hint,
    },
    check,
};

fn check(input: &Input) -> Vec<Finding> {
    let columns = ["prior_year", "change", "decisions"];
    let rows = input.rows_of_numbers(TableId::Proactive, columns);
    rows.into_iter().filter_map(finding).collect()
}

fn finding(row: RowNumbers<3>) -> Option<Finding> {
    let [prior, change, decisions] = row.numbers;
    let is_copied =
        !change.is_zero() && !decisions.is_zero() && prior.plus(change).equals(decisions);
    is_copied.then(|| {
        let text = format!(
            "表二 {}：处理决定数量 {decisions} 恰好等于上一年项目数量 {prior} 加本年增/减 {change}，可能填成了项目数，应填当年处理决定的件数。",
            row.name
        );
        row.finding(&RULE.rule, text)
    })
}
