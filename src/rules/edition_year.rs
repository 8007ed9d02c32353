//! # edition-year
//!
//! ## What it does
//! Reports tables of two editions in one report, or an edition that was not made for the report year.
//!
//! ## Why
//! Numbers of different editions cannot be compared, and a reader who expects the other edition misreads the columns.
//!
//! ## Source
//! 国办公开办函〔2019〕60号 (report years 2019 and 2020), 国办公开办函〔2021〕30号 (from 2021).
//!
//! ## Example
//! `报告年度是 2022，表二、表三用的却是 2019 年版。`
//!
//! ## Limitations
//! Table four is the same in both editions and tells nothing. Where the report's own statements of its year disagree,
//! only a mixture is reported.

use crate::form::naming::edition_name;
use crate::form::{EditionId, TableId, catalogue};
use crate::rules::outcome::{Finding, Severity};
use crate::rules::registry::{CodedRule, Input, Rule};

/// The rule.
pub const RULE: CodedRule = CodedRule {
    rule: Rule {
        id: "edition-year",
        title: "版式与年度",
        why: "一份报告应当用它那一年度的版式，各表用同一版。",
        source: "国办公开办函〔2019〕60号、〔2021〕30号：格式的适用年度",
        severity: Severity::Warning,
    },
    check,
};

fn check(input: &Input) -> Vec<Finding> {
    let editions = input.sheet.editions.iter();
    let telling: Vec<(TableId, EditionId)> = editions
        .filter(|(table, _)| **table != TableId::Disputes)
        .map(|(table, edition)| (*table, *edition))
        .collect();
    let Some((_, edition)) = telling.first() else {
        return Vec::new();
    };
    let finding = if telling.iter().all(|(_, other)| other == edition) {
        wrong_year(input, &telling, *edition)
    } else {
        Some(mixture(&telling))
    };
    finding.into_iter().collect()
}

fn mixture(telling: &[(TableId, EditionId)]) -> Finding {
    let parts: Vec<String> = telling
        .iter()
        .map(|(table, edition)| format!("{}用的是 {}", table.short_name(), edition_name(*edition)))
        .collect();
    let text = format!("{}，一份报告应当用同一版。", parts.join("，"));
    RULE.rule.finding("mixture", None, Vec::new(), text)
}

fn wrong_year(
    input: &Input,
    telling: &[(TableId, EditionId)],
    edition: EditionId,
) -> Option<Finding> {
    let heading = &input.reading.heading;
    let stated = heading.year.as_ref()?;
    let year: u16 = stated.text.parse().ok()?;
    let (first, last) = catalogue::edition(edition)?.years;
    if (first..=last).contains(&year) || !heading.disagreements.is_empty() {
        return None;
    }
    let tables: Vec<&str> = telling
        .iter()
        .map(|(table, _)| table.short_name())
        .collect();
    let text = format!(
        "报告年度是 {year}，{}用的却是 {}。",
        tables.join("、"),
        edition_name(edition)
    );
    let mut finding = RULE.rule.finding("year", None, Vec::new(), text);
    finding.spans.clone_from(&stated.spans);
    Some(finding)
}
