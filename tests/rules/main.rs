//! Every rule on small cases written as data, in the language of `language.rs`.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

mod cases;
mod doubt;
mod equations;
mod language;
mod years;

use std::collections::BTreeSet;

use gouji::claims;
use gouji::review::evidence;
use gouji::rules::{Finding, Given, Verified, registry};
use gouji::source::Span;

use crate::cases::Case;
use crate::language::{parse_with_text, said, split_years};

#[test]
fn rules_find_what_their_cases_show() {
    for case in cases::all() {
        check_case(case);
    }
}

#[test]
fn every_rule_has_a_case_that_finds_something_and_full_documentation() {
    let with_case: BTreeSet<&str> = cases::all()
        .filter(|case| !case.findings.is_empty())
        .map(|case| case.rule)
        .collect();
    let ids: Vec<&str> = registry::all().iter().map(|rule| rule.id).collect();
    let distinct: BTreeSet<&str> = ids.iter().copied().collect();
    assert_eq!(ids.len(), distinct.len(), "two rules have one id");
    assert_eq!(distinct, with_case, "rules and cases differ");
    for rule in registry::all() {
        for text in [rule.title, rule.why, rule.source] {
            assert!(!text.is_empty(), "{} lacks a text", rule.id);
        }
    }
}

#[track_caller]
fn check_case(case: &Case) {
    let (own, neighbours) = split_years(case.sheet);
    let (sheet, reading, text) = parse_with_text(own);
    let said = said(own);
    let claims = claims::read(
        &said,
        &[Span::new(0, said.len())],
        claims::Report::default(),
    );
    let results = evidence::check(
        &claims,
        &Given {
            sheet: &sheet,
            text: if text.is_empty() { &said } else { &text },
            reading: &reading,
            prose: &[],
            neighbours: &neighbours,
            settled: &evidence::NOTHING_SETTLED,
        },
    );
    let of_rule = results
        .findings
        .iter()
        .filter(|finding| finding.rule == case.rule && finding.outcome == Verified::Broken);
    let found: Vec<String> = of_rule
        .map(|finding| format!("{}: {}", finding.key, finding.text))
        .collect();
    assert_eq!(found, case.findings, "{}: {}", case.rule, case.shows);
    let mut keys = BTreeSet::new();
    for finding in &results.findings {
        check_readable(finding);
        let key = &finding.key;
        assert!(keys.insert(key), "two findings have the key {key}");
    }
}

/// No keys and no English in what a person reads.
#[track_caller]
fn check_readable(finding: &Finding) {
    let letters = finding.text.chars().any(|c| c.is_ascii_alphabetic());
    assert!(!letters, "a key or English in: {}", finding.text);
}
