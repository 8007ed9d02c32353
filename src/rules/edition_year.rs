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
//! `报告年度是 2022，表二、表三用的却是 2019 年版，应当用 2021 年版。`
//!
//! ## Limitations
//! Table four is the same in both editions and tells nothing, nor does a table whose edition nothing in the text shows. Where the report's own statements of its year disagree,
//! only a mixture is reported.

use crate::form::naming::edition_name;
use crate::form::{EditionId, TableId, catalogue};
use crate::rules::outcome::{Finding, Severity};
use crate::rules::rule::{CodedRule, Input, Rule};

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
    let editions = input.given.sheet.editions.iter();
    let telling: Vec<(TableId, EditionId)> = editions
        .filter(|(table, _)| **table != TableId::Disputes)
        .filter(|(table, _)| !input.given.reading.assumed.contains(table))
        .map(|(table, edition)| (*table, *edition))
        .collect();
    let Some((_, edition)) = telling.first() else {
        return Vec::new();
    };
    let finding = if telling.iter().all(|(_, other)| other == edition) {
        wrong_year(input, &telling, *edition)
    } else {
        Some(mixture(input, &telling))
    };
    finding.into_iter().collect()
}

fn mixture(input: &Input, telling: &[(TableId, EditionId)]) -> Finding {
    let parts: Vec<String> = telling
        .iter()
        .map(|(table, edition)| format!("{}用的是 {}", table.short_name(), edition_name(*edition)))
        .collect();
    let wanted = input.year().and_then(edition_of);
    let wanted = wanted.map_or_else(
        || "一份报告应当用同一版".to_owned(),
        |(year, edition)| format!("{year} 年报告应当用 {}", edition_name(edition)),
    );
    let text = format!("{}，{wanted}。", parts.join("，"));
    RULE.rule.finding("mixture", None, Vec::new(), text)
}

/// The edition made for reports of `year`, with that year; `None` before the first edition.
fn edition_of(year: u16) -> Option<(u16, EditionId)> {
    let mut editions = catalogue::editions().iter();
    let edition = editions.find(|edition| (edition.years.0..=edition.years.1).contains(&year))?;
    Some((year, edition.id))
}

fn wrong_year(
    input: &Input,
    telling: &[(TableId, EditionId)],
    edition: EditionId,
) -> Option<Finding> {
    let heading = &input.given.reading.heading;
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
    let wanted = edition_of(year).map_or_else(String::new, |(_, wanted)| {
        format!("，应当用 {}", edition_name(wanted))
    });
    let text = format!(
        "报告年度是 {year}，{}用的却是 {}{wanted}。",
        tables.join("、"),
        edition_name(edition)
    );
    let mut finding = RULE.rule.finding("year", None, Vec::new(), text);
    finding.spans.clone_from(&stated.spans);
    Some(finding)
}
