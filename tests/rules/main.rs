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
use gouji::form::Sheet;
use gouji::read::Reading;
use gouji::review::evidence;
use gouji::rules::{self, Finding, Given, Neighbours, Results, Verified, kinds, registry};
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
fn every_rule_has_a_case_that_fires_one_that_is_silent_and_full_documentation() {
    let of = |fires: bool| -> BTreeSet<&str> {
        cases::all()
            .filter(|case| case.findings.is_empty() != fires)
            .map(|case| case.rule)
            .collect()
    };
    let with_case = of(true);
    let ids: Vec<&str> = registry::all().iter().map(|rule| rule.id).collect();
    let distinct: BTreeSet<&str> = ids.iter().copied().collect();
    assert_eq!(ids.len(), distinct.len(), "two rules have one id");
    assert_eq!(distinct, with_case, "rules and cases that fire differ");
    assert_eq!(distinct, of(false), "rules and silent cases differ");
    for rule in registry::all() {
        for text in [rule.title, rule.why, rule.source] {
            assert!(!text.is_empty(), "{} lacks a text", rule.id);
        }
    }
}

/// The recipe of README for a rule as data, followed: its text and its cases, and not a line of code.
#[test]
fn a_rule_is_added_by_data_alone() {
    let rules = kinds::parse(
        r#"(rules: [(
            id: "penalties-against-licences",
            title: "行政处罚与行政许可",
            why: "只为说明怎样添加一条规则。",
            source: "国办公开办函〔2021〕30号，表二",
            severity: Hint,
            checks: [(
                when: (editions: [2021], years: Some((2022, 2023)), levels: [Township]),
                over: Report,
                subject: "penalties",
                kind: AtMost(["proactive.penalties.decisions"], "10×proactive.licensing.decisions + 100"),
                zh: "{office} {year} 年行政处罚 {left} 件，多于 {right} 件，差 {gap}。",
                en: "“{office}”: {left} penalties in {year} are more than {right}, by {gap}.",
            )],
        )])"#,
    )
    .unwrap();
    let cases = cases::read(
        r#"[
            (
                rule: "penalties-against-licences", shows: "it fires",
                sheet: "year 2022
                    office 云岭县青石镇人民政府
                    @proactive 2021
                    licensing: 1
                    penalties: 111",
                findings: ["penalties-against-licences/penalties: 云岭县青石镇人民政府 2022 年行政处罚 111 件，多于 110 件，差 1。"],
            ),
            (
                rule: "penalties-against-licences", shows: "a counter-example, and each guard",
                sheet: "year 2022
                    office 云岭县青石镇人民政府
                    @proactive 2021
                    licensing: 1
                    penalties: 110",
                findings: [],
            ),
            (
                rule: "penalties-against-licences", shows: "another year",
                sheet: "year 2024
                    office 云岭县青石镇人民政府
                    @proactive 2021
                    penalties: 111",
                findings: [],
            ),
            (
                rule: "penalties-against-licences", shows: "another level",
                sheet: "year 2022
                    office 云岭县人民政府
                    @proactive 2021
                    penalties: 111",
                findings: [],
            ),
        ]"#,
    );
    for case in &cases {
        check_case_by(case, &rules);
    }
}

/// Each kind that no rule of the program needs as yet, on a row of the form.
#[test]
fn every_kind_tells_what_is_broken_from_what_is_not() {
    #[track_caller]
    fn check_kind(kind: &str, row: &str, expected: Option<&str>) {
        let text = format!(
            r#"(rules: [(
                id: "kind", title: "类", why: "因", source: "据", severity: Warning,
                checks: [(over: Rows(disputes), kind: {kind}, zh: "{{left}}，{{right}}", en: "")],
            )])"#
        );
        let rules = kinds::parse(&text).unwrap();
        let sheet = format!("@disputes 2021\nreconsideration: {row}");
        let (sheet, reading) = language::parse(&sheet);
        let results = check_by(&sheet, &reading, &rules);
        let found = results
            .findings
            .iter()
            .find(|finding| finding.rule == "kind");
        assert_eq!(
            found.map(|finding| finding.text.as_str()),
            expected,
            "{kind}"
        );
    }
    let sum = r#"Sum("upheld + corrected + other + pending", "total")"#;
    check_kind(sum, "1 0 2 0 4", Some("3，4"));
    check_kind(sum, "1 0 2 0 3", None);
    check_kind(sum, "1 0 . 0 3", None);
    let between = r#"BetweenParts("total", ["upheld", "corrected"])"#;
    check_kind(between, "3 4 0 0 3", Some("4，7"));
    check_kind(between, "3 4 0 0 8", Some("4，7"));
    check_kind(between, "3 4 0 0 5", None);
    let equal = r#"EqualAcross(["upheld", "corrected", "other + pending"])"#;
    check_kind(equal, "3 3 1 1 0", Some("3，2"));
    check_kind(equal, "3 3 1 2 0", None);
    // What is known exceeds the other side whatever is unread; elsewhere nobody can tell. An unread number is 0 or more.
    check_kind(sum, "1 0 ? 4 4", Some("至少 5，4"));
    check_kind(sum, "1 0 ? 3 4", None);
    check_kind(sum, "1 0 2 0 ?", None);
    check_kind(between, "3 ? 0 0 2", Some("3，至少 3"));
    check_kind(between, "3 ? 0 0 9", None);
    check_kind(between, "3 ? 0 0 ?", None);
    check_kind(equal, "3 9 ? 4 0", Some("3，9"));
    check_kind(equal, "3 3 ? 4 0", Some("3，至少 4"));
    check_kind(equal, "3 3 ? 2 0", None);
    let at_most = r#"AtMost(["upheld"], "corrected + other")"#;
    check_kind(at_most, "3 1 1 0 0", Some("3，2"));
    check_kind(at_most, "3 ? 1 0 0", None);
    let at_most_sum = r#"AtMostSum("upheld + corrected", "total")"#;
    check_kind(at_most_sum, "3 ? 0 0 2", Some("至少 3，2"));
    check_kind(at_most_sum, "3 ? 0 0 3", None);
    check_kind(at_most_sum, "3 1 0 0 ?", None);
    let at_least = r#"AtLeast("total", "upheld + corrected")"#;
    check_kind(at_least, "3 ? 0 0 2", Some("2，至少 3"));
    check_kind(at_least, "3 ? 0 0 4", None);
    let subtracted = r#"AtMostSum("upheld - corrected", "total")"#;
    check_kind(subtracted, "3 ? 0 0 2", None);
    let if_then = r#"IfThen(["upheld + corrected > 2"], ["total >= upheld + other"])"#;
    check_kind(if_then, "3 ? ? 0 2", Some("2，至少 3"));
    check_kind(if_then, "3 ? ? 0 3", None);
    check_kind(if_then, "1 ? ? 0 0", None);
}

#[track_caller]
fn check_case(case: &Case) {
    check_case_by(case, kinds::rules());
}

/// The results of a sheet without prose and without neighbours.
fn check_by(sheet: &Sheet, reading: &Reading, rules: &[kinds::DataRule]) -> Results {
    let given = Given {
        sheet,
        reading,
        text: "",
        prose: &[],
        neighbours: &Neighbours::default(),
        settled: &evidence::NOTHING_SETTLED,
    };
    rules::check_by(&given, rules)
}

#[track_caller]
fn check_case_by(case: &Case, rules: &[kinds::DataRule]) {
    let (own, neighbours) = split_years(case.sheet);
    let (sheet, reading, text) = parse_with_text(own);
    let said = said(own);
    let claims = claims::read(
        &said,
        &[Span::new(0, said.len())],
        claims::Report::default(),
    );
    let compared = claims::compare(&claims, &sheet);
    let given = Given {
        sheet: &sheet,
        text: if text.is_empty() { &said } else { &text },
        reading: &reading,
        prose: &evidence::contradictions(&compared),
        neighbours: &neighbours,
        settled: &evidence::NOTHING_SETTLED,
    };
    let results = rules::check_by(&given, rules);
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
    for text in [&finding.text, &finding.english] {
        assert!(!text.contains('{'), "a name that means nothing in: {text}");
    }
    // What a report prints may stand in quotation marks or brackets, everything else is English.
    let is_han = |c: char| ('\u{4e00}'..='\u{9fff}').contains(&c);
    let mut own = finding.english.clone();
    for marks in [('“', '”'), ('(', ')'), ('[', ']')] {
        own = outside(&own, marks);
    }
    let is_unit = own.contains('元');
    let english = &finding.english;
    assert!(is_unit || !own.contains(is_han), "Chinese in: {english}");
    assert!(!finding.english.is_empty(), "{}", finding.key);
}

/// What of a text stands outside these marks.
fn outside(text: &str, (open, close): (char, char)) -> String {
    let parts = text.split(open).enumerate();
    let own = parts.map(|(at, part)| match part.split_once(close) {
        Some((_, behind)) if at > 0 => behind,
        _ => part,
    });
    own.collect()
}
