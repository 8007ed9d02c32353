//! # section-order
//!
//! ## What it does
//! Points at sections of the form that are missing, repeated, out of order or printed with another number.
//!
//! ## Why
//! A lost section is often a lost table or a lost duty to report; a repeated one is a text that was pasted twice.
//!
//! ## Source
//! 国办公开办函〔2019〕60号, 国办公开办函〔2021〕30号: the six sections of the form, in order.
//!
//! ## Example
//! `没有找到“五、存在的主要问题及改进情况”的标题，可能缺少这一部分，或者标题受损。`
//!
//! ## Limitations
//! Headings in damaged text may be lost: where fewer than four of the six were found, nothing is said about missing
//! ones.

use std::collections::BTreeMap;

use crate::rules::outcome::{Finding, Severity};
use crate::rules::rule::{CodedRule, Input, Rule};
use crate::rules::sections::{self, Heading};
use crate::said::Said;

/// The rule.
pub const RULE: CodedRule = CodedRule {
    rule: Rule {
        id: "section-order",
        title: "章节与格式不一致",
        why: "年度报告应当按格式写六个部分，顺序和编号一致。",
        source: "国办公开办函〔2019〕60号、〔2021〕30号：年度报告格式的六个部分",
        severity: Severity::Hint,
    },
    check,
};

/// Fewest sections that must be found before one that is not is called missing.
const FEWEST_FOUND: usize = 4;

fn check(input: &Input) -> Vec<Finding> {
    let headings = sections::headings(input);
    let mut findings = Vec::new();
    findings.extend(missing(&headings));
    findings.extend(repeated(&headings));
    findings.extend(out_of_order(&headings));
    findings.extend(all_misnumbered(input, &headings));
    findings
}

fn finding(subject: &str, said: Said, headings: &[&Heading]) -> Finding {
    let mut finding = RULE.rule.finding(subject, None, Vec::new(), said);
    finding.spans = headings.iter().map(|heading| heading.span).collect();
    finding
}

fn missing(headings: &[Heading]) -> Option<Finding> {
    let has = |number: &usize| headings.iter().any(|heading| heading.number == *number);
    let numbers = 1..=sections::TITLES.len();
    let (found, missing): (Vec<usize>, Vec<usize>) = numbers.partition(has);
    if missing.is_empty() || found.len() < FEWEST_FOUND {
        return None;
    }
    let titles: Vec<String> = missing
        .iter()
        .map(|number| format!("“{}”", sections::title(*number)))
        .collect();
    let parts = if titles.len() == 1 {
        "这一部分"
    } else {
        "这些部分"
    };
    let english: Vec<String> = missing.iter().copied().map(sections::english).collect();
    let said = Said::new(
        format!(
            "没有找到{}的标题，可能缺少{parts}，或者标题受损。",
            titles.join("、")
        ),
        format!(
            "No heading of {} was found: it may be missing or damaged.",
            english.join(", ")
        ),
    );
    Some(finding("missing", said, &[]))
}

fn repeated(headings: &[Heading]) -> Vec<Finding> {
    let of = |number: usize| {
        headings
            .iter()
            .filter(move |heading| heading.number == number)
    };
    (1..=sections::TITLES.len())
        .filter(|number| of(*number).count() > 1)
        .map(|number| {
            let places: Vec<&Heading> = of(number).collect();
            let n = places.len();
            let said = Said::new(
                format!(
                    "“{}”的标题出现 {n} 次，内容可能重复。",
                    sections::title(number)
                ),
                format!(
                    "The heading of {} occurs {n} times; the content may be repeated.",
                    sections::english(number)
                ),
            );
            finding(&format!("repeated/{number}"), said, &places)
        })
        .collect()
}

/// The first heading that stands behind one that should follow it; repeated sections are told as such.
fn out_of_order(headings: &[Heading]) -> Option<Finding> {
    let is_single = |heading: &&Heading| {
        let same = headings
            .iter()
            .filter(|other| other.number == heading.number);
        same.count() == 1
    };
    let single: Vec<&Heading> = headings.iter().filter(is_single).collect();
    single.windows(2).find_map(|pair| {
        let [one, next] = pair else {
            return None;
        };
        (next.number < one.number).then(|| {
            let said = Said::new(
                format!(
                    "“{}”排在“{}”之后，顺序与格式不一致。",
                    sections::title(next.number),
                    sections::title(one.number)
                ),
                format!(
                    "{} comes after {}, which is not the order of the form.",
                    sections::english(next.number),
                    sections::english(one.number)
                ),
            );
            finding("order", said, &[one, next])
        })
    })
}

fn all_misnumbered(input: &Input, headings: &[Heading]) -> Vec<Finding> {
    let mut seen: BTreeMap<usize, usize> = BTreeMap::new();
    let mut findings = Vec::new();
    for heading in headings {
        let Some(said) = misnumbered(input, heading) else {
            continue;
        };
        let occurrence = seen.entry(heading.number).or_insert(0);
        *occurrence += 1;
        // A section that comes twice may be misnumbered twice.
        let subject = match *occurrence {
            1 => format!("number/{}", heading.number),
            n => format!("number/{}#{n}", heading.number),
        };
        findings.push(finding(&subject, said, &[heading]));
    }
    findings
}

fn misnumbered(input: &Input, heading: &Heading) -> Option<Said> {
    let printed = heading.printed?;
    if printed == heading.number {
        return None;
    }
    let line: String = heading
        .span
        .of(input.given.text)
        .chars()
        .filter(|c| !c.is_whitespace())
        .collect();
    let line = line.trim_matches(['#', '*', '|']);
    Some(Said::new(
        format!(
            "标题“{line}”的编号是{}，格式中这一部分是第{}部分。",
            sections::numeral(printed),
            sections::numeral(heading.number)
        ),
        format!(
            "The heading “{line}” is numbered {printed}; on the form it is section {}.",
            heading.number
        ),
    ))
}
