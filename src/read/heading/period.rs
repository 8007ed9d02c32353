//! The statistics period: 自2019年1月1日起至2019年12月31日止.

use std::ops::Range;

use crate::read::heading::date::{Date, Year, date_at, day_at};
use crate::read::heading::ink::Ink;

/// The statistics period of a report.
#[derive(Clone, Debug)]
pub struct Period {
    /// Its glyphs, from the first year to the last day.
    pub range: Range<usize>,
    /// Year of its first day.
    pub first: Year,
    /// Year of its last day; that of the first day where none is printed.
    pub last: Year,
}

/// Words that announce the statistics period within the glyphs before it.
const ANNOUNCED_BY: [&str; 9] = [
    "统计", "期限", "时限", "数据", "涵盖", "期间", "时间", "所列", "周期",
];

/// How many glyphs before the period are searched for such a word.
const REACH: usize = 24;

/// Finds the statistics period: the first announced range of dates, else the first range of a whole year.
#[must_use]
pub fn find(ink: &Ink) -> Option<Period> {
    let mut whole = None;
    for index in 0..ink.len() {
        let Some((period, is_whole)) = period_at(ink, index) else {
            continue;
        };
        if is_announced(ink, &period.range) {
            return Some(period);
        }
        if is_whole && whole.is_none() {
            whole = Some(period);
        }
    }
    whole
}

/// The range of dates that begins at an index, and whether it runs from January to December.
fn period_at(ink: &Ink, index: usize) -> Option<(Period, bool)> {
    let from = date_at(ink, index)?;
    let first = from.year.clone()?;
    let to = last_day(ink, from.range.end, ink.at(first.range.end)?)?;
    let last = to.year.clone().unwrap_or_else(|| first.clone());
    let is_whole = from.month == 1 && to.month == 12;
    Some((
        Period {
            range: index..to.range.end,
            first,
            last,
        },
        is_whole,
    ))
}

/// The last day behind 起至, 至, 到 or a dash.
fn last_day(ink: &Ink, index: usize, mark: char) -> Option<Date> {
    let is_link = |c: char| {
        matches!(
            c,
            '起' | '开' | '始' | '至' | '到' | '-' | '—' | '–' | '―' | '~' | ',' | '、' | '日'
        )
    };
    let links: Vec<char> = (index..index + 6)
        .map_while(|at| ink.at(at).filter(|c| is_link(*c)))
        .collect();
    if !links.iter().any(|c| !matches!(c, '日' | ',' | '、')) {
        return None;
    }
    let at = index + links.len();
    date_at(ink, at).or_else(|| day_at(ink, at, mark))
}

fn is_announced(ink: &Ink, range: &Range<usize>) -> bool {
    let before = range.start.saturating_sub(REACH);
    ANNOUNCED_BY
        .iter()
        .any(|word| ink.find_all(word, before..range.start).next().is_some())
        || ink.has(range.end, "期间")
}
