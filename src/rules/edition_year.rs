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
use crate::read::{Disagreement, Disputed};
use crate::rules::outcome::{Finding, Severity};
use crate::rules::rule::{CodedRule, Input, Rule};
use crate::said::Said;

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
    let part = |(table, edition): &(TableId, EditionId)| {
        Said::new(
            format!("{}用的是 {}", table.short_name(), edition_name(*edition)),
            format!("{} is of the {edition} edition", table.english_name()),
        )
    };
    let parts: Vec<Said> = telling.iter().map(part).collect();
    let parts = Said::joined(&parts, ["，", ", "]);
    let wanted = input.year().and_then(edition_of);
    let wanted = wanted.map_or_else(
        || Said::new("一份报告应当用同一版", "a report uses one edition"),
        |(year, edition)| {
            Said::new(
                format!("{year} 年报告应当用 {}", edition_name(edition)),
                format!("a report on {year} uses the {edition} edition"),
            )
        },
    );
    let said = Said::new(
        format!("{}，{}。", parts.chinese, wanted.chinese),
        format!("{}; {}.", parts.english, wanted.english),
    );
    RULE.rule.finding("mixture", None, Vec::new(), said)
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
    let is_disputed = |it: &Disagreement| it.about != Disputed::OfficeUntold;
    if (first..=last).contains(&year) || heading.disagreements.iter().any(is_disputed) {
        return None;
    }
    let name =
        |(table, _): &(TableId, EditionId)| Said::from([table.short_name(), table.english_name()]);
    let tables: Vec<Said> = telling.iter().map(name).collect();
    let tables = Said::joined(&tables, ["、", " and "]);
    let wanted = edition_of(year).map_or_else(Said::default, |(_, wanted)| {
        Said::new(
            format!("，应当用 {}", edition_name(wanted)),
            format!("; it should be that of {wanted}"),
        )
    });
    let said = Said::new(
        format!(
            "报告年度是 {year}，{}用的却是 {}{}。",
            tables.chinese,
            edition_name(edition),
            wanted.chinese
        ),
        format!(
            "The report is on {year}, but the edition of {} is that of {edition}{}.",
            tables.english, wanted.english
        ),
    );
    let mut finding = RULE.rule.finding("year", None, Vec::new(), said);
    finding.spans.clone_from(&stated.spans);
    Some(finding)
}
