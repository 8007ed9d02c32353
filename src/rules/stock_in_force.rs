//! # stock-in-force
//!
//! ## What it does
//! 2021 edition: holds 现行有效件数 of a report against that of the year before, plus what was made, less what was
//! repealed.
//!
//! ## Why
//! A document in force last year is in force this year unless it was repealed. Where the stock does not follow, one of
//! four figures is wrong.
//!
//! ## Source
//! 国办公开办函〔2021〕30号, table two, item 第二十条第（一）项.
//!
//! ## Example
//! `表二 规章：2022 年报告现行有效件数 10 + 2023 年报告本年制发件数 2 - 本年废止件数 1 = 11，2023 年报告现行有效件数为 12，差 1。…`
//!
//! ## Limitations
//! Documents lapse by their own term without being repealed, and offices are merged; it is a warning, not an error.

use crate::form::naming::{column_name, row_name};
use crate::form::{CellKey, EditionId, RowKey, TableId, catalogue};
use crate::rules::between_years::{self, Line, Pair, Term, Year};
use crate::rules::outcome::{Finding, Severity};
use crate::rules::rule::{CodedRule, Input, Rule};

/// The rule.
pub const RULE: CodedRule = CodedRule {
    rule: Rule {
        id: "stock-in-force",
        title: "现行有效件数与上年报告不符",
        why: "上年现行有效件数加本年制发、减本年废止，应当等于本年现行有效件数。",
        source: "国办公开办函〔2021〕30号，表二：第二十条第（一）项",
        severity: Severity::Warning,
    },
    check,
};

const TABLE: TableId = TableId::Proactive;
const EDITION: EditionId = EditionId(2021);

fn check(input: &Input) -> Vec<Finding> {
    let pairs = between_years::pairs(input);
    pairs
        .iter()
        .flat_map(|pair| {
            pair.findings_in_edition(&RULE.rule, (EDITION, TABLE), "现行有效件数", lines)
        })
        .collect()
}

fn lines(_: &Pair) -> Vec<Line> {
    ["regulations", "normative_documents"]
        .into_iter()
        .filter_map(line)
        .collect()
}

fn line(row: &str) -> Option<Line> {
    let spec = catalogue::table(EDITION, TABLE)?;
    let key = RowKey::new(row);
    let term = |year, column: &str, is_subtracted| Term {
        year,
        cell: CellKey::new(TABLE, key.clone(), column),
        name: column_name(spec, &key, column),
        is_subtracted,
    };
    Some(Line {
        subject: row.to_owned(),
        place: format!("表二 {}", row_name(spec, &key)),
        terms: vec![
            term(Year::Earlier, "in_force", false),
            term(Year::Later, "made", false),
            term(Year::Later, "repealed", true),
        ],
        result: term(Year::Later, "in_force", false),
    })
}
