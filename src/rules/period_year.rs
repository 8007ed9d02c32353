//! # period-year
//!
//! ## What it does
//! Reports a statistics period that is not of the report year, and other statements of the report that name another year
//! than its title.
//!
//! ## Why
//! A report that was copied from last year's often keeps last year's period; its numbers may be last year's too.
//!
//! ## Source
//! 《政府信息公开条例》 art. 49: the report is about the previous year; 国办公开办函〔2019〕60号: the year in the title.
//!
//! ## Example
//! `报告年度是 2022，统计期限写的却是“2021年1月1日至2021年12月31日”。`
//!
//! ## Limitations
//! Once the reviewer set the year, only the period is compared with it.

use unicode_normalization::UnicodeNormalization;

use crate::read::{Disagreement, Disputed};
use crate::rules::outcome::{Finding, Severity};
use crate::rules::rule::{CodedRule, Input, Rule};
use crate::said::said;

/// The rule.
pub const RULE: CodedRule = CodedRule {
    rule: Rule {
        id: "period-year",
        title: "年度与统计期限",
        why: "标题、统计期限和正文写的应当是同一年度；不一致时，可能沿用了上年的报告。",
        source: "《政府信息公开条例》第四十九条；国办公开办函〔2019〕60号：标题与统计期限",
        severity: Severity::Warning,
    },
    check,
};

fn check(input: &Input) -> Vec<Finding> {
    let heading = &input.given.reading.heading;
    // The period is compared here.
    let disagreements = heading.disagreements.iter();
    let others = disagreements.filter(|it| it.about == Disputed::Year);
    let others = others.map(|Disagreement { said, .. }| {
        RULE.rule
            .finding(&said.chinese, None, Vec::new(), said.clone())
    });
    period(input).into_iter().chain(others).collect()
}

fn period(input: &Input) -> Option<Finding> {
    let year = input.year()?;
    let heading = &input.given.reading.heading;
    let period = heading.period.as_ref()?;
    let years = years(&period.text);
    if years.is_empty() || years.iter().all(|named| *named == year) {
        return None;
    }
    let printed = &period.text;
    let said = said!(
        "报告年度是 {year}，统计期限写的却是“{printed}”。请核对年度和表中数字是否都是这一年的。",
        "The report is on {year}, but its period is printed as “{printed}”. Check that the year and the figures of the tables are both of this year."
    );
    let mut finding = RULE.rule.finding("period", None, Vec::new(), said);
    finding.spans.clone_from(&period.spans);
    Some(finding)
}

/// The years named, each a number of four digits that begins with 20, in their order.
fn years(text: &str) -> Vec<u16> {
    let text: String = text.nfkc().collect();
    text.split(|c: char| !c.is_ascii_digit())
        .filter(|digits| digits.len() == 4 && digits.starts_with("20"))
        .filter_map(|digits| digits.parse::<u16>().ok())
        .collect()
}
