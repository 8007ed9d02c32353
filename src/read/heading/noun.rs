//! The noun of a title: 政府信息公开工作年度报告 and its variations.

use std::ops::Range;

use crate::read::heading::date::{Year, year_at};
use crate::read::heading::ink::Ink;

/// The noun of a title.
#[derive(Clone, Debug)]
pub struct Noun {
    /// Its glyphs.
    pub range: Range<usize>,
    /// The year inside it.
    pub year: Option<Year>,
    /// Whether it says that the report is a yearly one.
    pub is_yearly: bool,
}

/// The noun that begins at an index: 政府信息公开工作年度报告 and its variations.
#[must_use]
pub fn noun_at(ink: &Ink, index: usize) -> Option<Noun> {
    let Some(start) = ["政府信息公开", "政务公开", "信息公开"]
        .iter()
        .find(|word| ink.has(index, word))
    else {
        return misprinted_noun_at(ink, index);
    };
    let mut at = index + start.chars().count();
    let mut noun = Noun {
        range: index..at,
        year: None,
        is_yearly: false,
    };
    for _ in 0..8 {
        if let Some(end) = ["年报", "报告", "总结"]
            .iter()
            .find(|word| ink.has(at, word))
        {
            noun.is_yearly |= *end == "年报" || noun.year.is_some();
            noun.range.end = at + 2;
            return Some(noun);
        }
        if let Some(year) = year_at(ink, at) {
            at = year.range.end;
            noun.year = Some(year);
        } else if let Some(word) = ["工作", "情况", "年度", "年", "度", "的", "(", ")"]
            .iter()
            .find(|word| ink.has(at, word))
        {
            noun.is_yearly |= *word == "年度";
            at += word.chars().count();
        } else {
            break;
        }
    }
    // The end of a long title is often lost at the line break: 年度报, 年度.
    let is_cut = noun.is_yearly && ink.has_before(at, "年度");
    let end = if ink.at(at) == Some('报') {
        at + 1
    } else {
        at
    };
    let ends_line = ink.line_of(end - 1).end == end;
    (is_cut && ends_line).then_some(Noun {
        range: index..end,
        ..noun
    })
}

/// The noun with up to two characters misprinted: 政府信恩公开工作年度报吉.
fn misprinted_noun_at(ink: &Ink, index: usize) -> Option<Noun> {
    // Of three characters one is right: most places are passed over at once.
    let is_right = |(at, c)| ink.at(index + at) == Some(c);
    if !['政', '府', '信'].into_iter().enumerate().any(is_right) {
        return None;
    }
    // 2021年信息公开年度报告 is no misprint of it: the noun begins at 信息公开.
    if (1..=2).any(|behind| ink.has(index + behind, "信息公开")) {
        return None;
    }
    ["政府信息公开工作年度报告", "政府信息公开年度报告"]
        .iter()
        .find_map(|noun| {
            let length = noun.chars().count();
            let n_wrong = noun
                .chars()
                .enumerate()
                .filter(|(at, c)| ink.at(index + at) != Some(*c))
                .take(3)
                .count();
            (n_wrong <= 2 && index + length <= ink.len()).then(|| Noun {
                range: index..index + length,
                year: None,
                is_yearly: true,
            })
        })
}
