//! # carry-over
//!
//! ## What it does
//! Holds 二、上年结转 of a report against 四、结转下年度继续办理 of the year before, column by column.
//!
//! ## Why
//! What one year leaves unfinished is what the next begins with. Where the two differ, one of them was misread or
//! published wrongly.
//!
//! ## Source
//! 国办公开办函〔2019〕60号, 国办公开办函〔2021〕30号, table three: rows 二 and 四. Both editions have the same rows and
//! columns, so reports of different editions can be compared.
//!
//! ## Example
//! `表三 总计列：2022 年报告四、结转下年度继续办理为 4，2023 年报告二、上年结转政府信息公开申请数量为 3，差 1。…`
//!
//! ## Limitations
//! An office that was merged or split begins with other numbers; nobody can see that from two reports.

use crate::form::naming::{column_name, row_name};
use crate::form::{CellKey, RowKey, TableId, catalogue};
use crate::rules::between_years::{self, Line, Pair, Term, Year};
use crate::rules::neighbours::NeighbourReport;
use crate::rules::outcome::{Finding, Severity, Verified};
use crate::rules::rule::{CodedRule, Input, Rule};

/// The rule.
pub const RULE: CodedRule = CodedRule {
    rule: Rule {
        id: "carry-over",
        title: "上年结转与上年报告不符",
        why: "上一年结转下来的申请，就是本年的上年结转；两份报告的数应当一致。",
        source: "国办公开办函〔2019〕60号、〔2021〕30号，表三：第二项、第四项",
        severity: Severity::Warning,
    },
    check,
};

const TABLE: TableId = TableId::Requests;

fn check(input: &Input) -> Vec<Finding> {
    let misfits = between_years::misfits(input);
    let mut findings: Vec<Finding> = misfits
        .into_iter()
        .map(|report| misfit(input, report))
        .collect();
    for pair in between_years::pairs(input) {
        match pair.missing_table(TABLE) {
            Some(why) => findings.push(pair.not_comparable(&RULE.rule, TABLE, &why)),
            None => findings.extend(pair.findings(&RULE.rule, TABLE, &lines(&pair))),
        }
    }
    findings
}

/// A report was given for a neighbour that cannot be one. The other rules between years say nothing about it.
fn misfit(input: &Input, report: &NeighbourReport) -> Finding {
    let own = input.year().map_or_else(
        || "本报告的年度未知".to_owned(),
        |year| format!("本报告是 {year} 年报告"),
    );
    let text = format!(
        "“{}”是 {} 年报告，{own}，不是相邻的两年，无法核对。",
        report.name, report.year
    );
    let subject = format!("year/{}", report.year);
    Finding {
        outcome: Verified::Undecided,
        ..RULE.rule.finding(&subject, None, Vec::new(), text)
    }
}

fn lines(pair: &Pair) -> Vec<Line> {
    let edition = pair.edition(Year::Later, TABLE);
    let Some(spec) = edition.and_then(|edition| catalogue::table(edition, TABLE)) else {
        return Vec::new();
    };
    let (earlier, later) = (RowKey::new("carried_out"), RowKey::new("carried_in"));
    let term = |year, row: &RowKey, cell: &CellKey| Term {
        year,
        cell: CellKey::new(TABLE, row.clone(), &cell.column),
        name: row_name(spec, row),
        is_subtracted: false,
    };
    let cells = spec.cells(TABLE, std::slice::from_ref(&later));
    cells
        .iter()
        .map(|cell| Line {
            subject: cell.column.clone(),
            place: format!("表三 {}列", column_name(spec, &later, &cell.column)),
            terms: vec![term(Year::Earlier, &earlier, cell)],
            result: term(Year::Later, &later, cell),
        })
        .collect()
}
