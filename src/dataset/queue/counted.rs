//! What is counted of one report for pictures of many.

use std::collections::BTreeMap;

use crate::review::judged::{Judged, judged};
use crate::review::{Session, Verdict};
use crate::value::Value;

/// Problems of the report itself by rule, each as [`Judged::ALL`] has them.
pub(super) fn problems(session: &Session) -> BTreeMap<String, [usize; Judged::ALL.len()]> {
    let mut problems: BTreeMap<String, [usize; Judged::ALL.len()]> = BTreeMap::new();
    for finding in &session.results().findings {
        let Some(judged) = judged(session, finding) else {
            continue;
        };
        let counts = problems.entry(finding.rule.clone()).or_default();
        let mut counts = Judged::ALL.iter().zip(counts);
        if let Some((_, n)) = counts.find(|(own, _)| **own == judged) {
            *n += 1;
        }
    }
    problems
}

/// Whether a cell was judged 原文如此.
pub(super) fn has_source_error(session: &Session) -> bool {
    let mut cells = session.decisions().cells();
    cells.any(|(_, decision)| decision.verdict == Some(Verdict::SourceError))
}

/// Characters that were read for others in corrected numbers: what was read, what stands there, how often.
pub(super) fn misread(session: &Session) -> Vec<(char, char, usize)> {
    let mut misread: BTreeMap<(char, char), usize> = BTreeMap::new();
    for (cell, decision) in session.decisions().cells() {
        let found = session.reading().cell(cell);
        if let (Some(Verdict::Misread), Value::Number(number), Some(found)) =
            (decision.verdict, decision.value, found)
        {
            for pair in confusions(&found.printed, &number.to_string()) {
                *misread.entry(pair).or_default() += 1;
            }
        }
    }
    let misread = misread.into_iter().map(|((read, is), n)| (read, is, n));
    misread.collect()
}

/// Where the texts have as many characters, those that differ, at most two: more is no misreading of characters.
fn confusions(printed: &str, right: &str) -> Vec<(char, char)> {
    let (printed, right) = (printed.trim(), right.trim());
    if printed.chars().count() != right.chars().count() {
        return Vec::new();
    }
    let pairs = printed.chars().zip(right.chars());
    let differing: Vec<(char, char)> = pairs.filter(|(read, is)| read != is).collect();
    if differing.len() > 2 {
        Vec::new()
    } else {
        differing
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_numbers_of_one_length_show_what_was_misread() {
        assert_eq!(confusions("13", "18"), [('3', '8')]);
        assert_eq!(confusions("l2", "12"), [('l', '1')]);
        assert_eq!(confusions("1", "12"), []);
        assert_eq!(confusions("123", "456"), []);
    }
}
