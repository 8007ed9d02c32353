//! # table-missing
//!
//! ## What it does
//! Says once per table of the form that the report's text has no such table.
//!
//! ## Why
//! A table that was lost, or pasted as an image, must not look like a table of zeros. Its rules do not apply.
//!
//! ## Source
//! The form prescribes three tables in every report: 国办公开办函〔2019〕60号, 国办公开办函〔2021〕30号.
//!
//! ## Example
//! A report whose section four reads 见附图 has no table four.

use crate::form::TableId;
use crate::form::naming::table_name;
use crate::rules::outcome::{Finding, Severity};
use crate::rules::rule::{CodedRule, Input, Rule};
use crate::said::Said;

/// The rule.
pub const RULE: CodedRule = CodedRule {
    rule: Rule {
        id: "table-missing",
        title: "缺少表格",
        why: "丢失的表格或贴成图片的表格，不能当作全是零的表格。",
        source: "国办公开办函〔2019〕60号、〔2021〕30号：年度报告格式含三张表",
        severity: Severity::Warning,
    },
    check,
};

fn check(input: &Input) -> Vec<Finding> {
    TableId::ALL
        .into_iter()
        .filter(|table| !input.given.sheet.editions.contains_key(table))
        .map(finding)
        .collect()
}

fn finding(table: TableId) -> Finding {
    let said = Said::new(
        format!(
            "没有找到{}。它的单元格没有数值，不计为 0；这张表的勾稽关系没有核对。",
            table_name(table)
        ),
        format!(
            "{} was not found. Its cells have no values and are not counted as 0; its equations were not checked.",
            table.english_name()
        ),
    );
    RULE.rule
        .finding(table.key(), Some(table), Vec::new(), said)
}
