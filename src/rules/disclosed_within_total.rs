//! # disclosed-within-total
//!
//! ## What it does
//! 2019 edition: reports a row of table two that discloses more in the year than in total.
//!
//! ## Why
//! What was newly disclosed in the year is part of what is disclosed in total.
//!
//! ## Source
//! 国办公开办函〔2019〕60号, table two: 本年新公开数量, 对外公开总数量.
//!
//! ## Example
//! `表二 规范性文件：本年新公开数量 12 多于对外公开总数量 9。`

use crate::form::TableId;
use crate::rules::outcome::{Finding, Severity};
use crate::rules::rule::{CodedRule, Input, RowNumbers, Rule};

/// The rule.
pub const RULE: CodedRule = CodedRule {
    rule: Rule {
        id: "disclosed-within-total",
        title: "本年公开不超过公开总数",
        why: "本年新公开的文件都在对外公开总数量之内。",
        source: "国办公开办函〔2019〕60号，表二：本年新公开数量、对外公开总数量",
        severity: Severity::Warning,
    },
    check,
};

fn check(input: &Input) -> Vec<Finding> {
    let rows = input.rows_of_numbers(TableId::Proactive, ["disclosed", "disclosed_total"]);
    rows.into_iter().filter_map(finding).collect()
}

fn finding(row: RowNumbers<2>) -> Option<Finding> {
    let [disclosed, total] = row.numbers;
    total.minus(disclosed).is_negative().then(|| {
        let text = format!(
            "表二 {}：本年新公开数量 {disclosed} 多于对外公开总数量 {total}，差 {}；新公开的应当计入总数量。",
            row.name,
            disclosed.distance(total)
        );
        row.finding(&RULE.rule, text)
    })
}
