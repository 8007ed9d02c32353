//! # change-below-zero
//!
//! ## What it does
//! 2019 edition: reports a row of table two that loses more items in the year than it had.
//!
//! ## Why
//! The items that are left cannot be fewer than none.
//!
//! ## Source
//! 国办公开办函〔2019〕60号, table two: 上一年项目数量, 本年增/减.
//!
//! ## Example
//! `表二 行政许可：上一年项目数量 3，本年增/减 -5，增减后为 -2，小于 0。`

use crate::form::TableId;
use crate::rules::outcome::{Finding, Severity};
use crate::rules::rule::{CodedRule, Input, RowNumbers, Rule};

/// The rule.
pub const RULE: CodedRule = CodedRule {
    rule: Rule {
        id: "change-below-zero",
        title: "增减后不小于零",
        why: "减少的项目不会多于上一年的项目。",
        source: "国办公开办函〔2019〕60号，表二：上一年项目数量、本年增/减",
        severity: Severity::Warning,
    },
    check,
};

fn check(input: &Input) -> Vec<Finding> {
    let rows = input.rows_of_numbers(TableId::Proactive, ["prior_year", "change"]);
    rows.into_iter().filter_map(finding).collect()
}

fn finding(row: RowNumbers<2>) -> Option<Finding> {
    let [prior, change] = row.numbers;
    let left = prior.plus(change);
    left.is_negative().then(|| {
        let text = format!(
            "表二 {}：上一年项目数量 {prior}，本年增/减 {change}，增减后为 {left}，小于 0。",
            row.name
        );
        row.finding(&RULE.rule, text)
    })
}
