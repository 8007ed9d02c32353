//! # prior-items
//!
//! ## What it does
//! 2019 edition: holds 上一年项目数量 of a report against 上一年项目数量 plus 本年增/减 of the year before, row by row,
//! sub-rows included.
//!
//! ## Why
//! The items an office had at the end of one year are those it begins the next with.
//!
//! ## Source
//! 国办公开办函〔2019〕60号, table two: 上一年项目数量, 本年增/减.
//!
//! ## Example
//! `表二 行政许可：2019 年报告上一年项目数量 30 + 本年增/减 5 = 35，2020 年报告上一年项目数量为 33，差 2。…`
//!
//! ## Limitations
//! A sub-row is compared only with one of the same label.

use crate::form::naming::{column_name, row_name};
use crate::form::{CellKey, EditionId, RowKey, TableId, catalogue};
use crate::rules::between_years::{self, Line, Pair, Term, Year};
use crate::rules::outcome::{Finding, Severity};
use crate::rules::rule::{CodedRule, Input, Rule};

/// The rule.
pub const RULE: CodedRule = CodedRule {
    rule: Rule {
        id: "prior-items",
        title: "上一年项目数量与上年报告不符",
        why: "上年报告的项目数量加上当年增减，应当等于本年报告的上一年项目数量。",
        source: "国办公开办函〔2019〕60号，表二：上一年项目数量、本年增/减",
        severity: Severity::Warning,
    },
    check,
};

const TABLE: TableId = TableId::Proactive;
const EDITION: EditionId = EditionId(2019);

fn check(input: &Input) -> Vec<Finding> {
    let pairs = between_years::pairs(input);
    pairs
        .iter()
        .flat_map(|pair| pair.findings_in_edition(&RULE.rule, (EDITION, TABLE), "项目数量", lines))
        .collect()
}

fn lines(pair: &Pair) -> Vec<Line> {
    let rows = pair.sheet(Year::Later).rows.get(&TABLE);
    rows.into_iter().flatten().filter_map(line).collect()
}

/// `None` for rows that count no items.
fn line(row: &RowKey) -> Option<Line> {
    let spec = catalogue::table(EDITION, TABLE)?;
    spec.column(row, "prior_year")?;
    let term = |year, column: &str| Term {
        year,
        cell: CellKey::new(TABLE, row.clone(), column),
        name: column_name(spec, row, column),
        is_subtracted: false,
    };
    Some(Line {
        subject: row.to_string(),
        place: format!("表二 {}", row_name(spec, row)),
        terms: vec![
            term(Year::Earlier, "prior_year"),
            term(Year::Earlier, "change"),
        ],
        result: term(Year::Later, "prior_year"),
    })
}
