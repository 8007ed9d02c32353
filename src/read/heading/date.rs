//! Years and dates in a stream of glyphs.

use std::ops::Range;

use crate::read::heading::ink::Ink;

/// Years in which an annual report can be written about: the regulation is in force since 2008 (国务院令第492号).
const YEARS: std::ops::RangeInclusive<u16> = 2008..=2040;

/// A year as it stands in the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Year {
    /// The year, such as 2019; a damaged one as it would be if repaired.
    pub value: u16,
    /// Its four glyphs.
    pub range: Range<usize>,
    /// Whether glyphs are misprinted (`2O19`) or torn apart (`202 1`).
    pub damaged: bool,
}

/// The year that begins at an index: four digits or Chinese numerals, no digit before or behind.
#[must_use]
pub fn year_at(ink: &Ink, index: usize) -> Option<Year> {
    let is_digit_at = |index: usize| ink.at(index).is_some_and(|c| c.is_ascii_digit());
    let parted = ink.glyph(index)?.gap > 0;
    if index > 0 && is_digit_at(index - 1) && !parted && same_line(ink, index - 1, index) {
        return None;
    }
    let mut value: u16 = 0;
    let mut damaged = false;
    for at in index..index + 4 {
        let (digit, is_clean) = digit_of(ink.at(at)?)?;
        value = value * 10 + digit;
        let torn = at > index && (ink.glyph(at)?.gap > 0 || !same_line(ink, at - 1, at));
        damaged |= torn || !is_clean;
    }
    let followed = is_digit_at(index + 4)
        && ink.glyph(index + 4)?.gap == 0
        && same_line(ink, index + 3, index + 4);
    (!followed && YEARS.contains(&value)).then_some(Year {
        value,
        range: index..index + 4,
        damaged,
    })
}

fn same_line(ink: &Ink, one: usize, other: usize) -> bool {
    ink.glyph(one).map(|glyph| glyph.line) == ink.glyph(other).map(|glyph| glyph.line)
}

/// The digit a glyph stands for, and whether it is printed as one.
fn digit_of(c: char) -> Option<(u16, bool)> {
    if let Some(digit) = c.to_digit(10).and_then(|digit| u16::try_from(digit).ok()) {
        return Some((digit, true));
    }
    match c {
        '〇' | '零' | '○' | '◯' => Some((0, true)),
        '一' => Some((1, true)),
        '二' => Some((2, true)),
        '三' => Some((3, true)),
        '四' => Some((4, true)),
        '五' => Some((5, true)),
        '六' => Some((6, true)),
        '七' => Some((7, true)),
        '八' => Some((8, true)),
        '九' => Some((9, true)),
        'O' | 'o' | 'Q' | 'D' => Some((0, false)),
        'l' | 'I' | 'i' | '|' | '丨' => Some((1, false)),
        'Z' | 'z' => Some((2, false)),
        'S' | 's' => Some((5, false)),
        'b' | 'G' => Some((6, false)),
        'B' => Some((8, false)),
        'g' | 'q' => Some((9, false)),
        _ => None,
    }
}

/// A date that begins at an index.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Date {
    /// The year; `None` where the date prints none (至12月31日).
    pub year: Option<Year>,
    /// The month, 1 to 12.
    pub month: u16,
    /// Its glyphs, from the first digit to 日 or the last digit.
    pub range: Range<usize>,
}

/// A date with its year: 2019年1月1日, 2019-01-01, 2019.1.1, 二〇一九年一月一日; the day may be missing.
#[must_use]
pub fn date_at(ink: &Ink, index: usize) -> Option<Date> {
    let year = year_at(ink, index)?;
    let mark = ink.at(year.range.end)?;
    if !matches!(mark, '年' | '-' | '.' | '/') {
        return None;
    }
    let (month, end) = month_and_day(ink, year.range.end + 1, mark)?;
    Some(Date {
        year: Some(year),
        month,
        range: index..end,
    })
}

/// A date without a year: 12月31日, or 12.31 where `mark` is the full stop behind the year of an earlier date.
#[must_use]
pub fn day_at(ink: &Ink, index: usize, mark: char) -> Option<Date> {
    let (month, end) = month_and_day(ink, index, mark)?;
    Some(Date {
        year: None,
        month,
        range: index..end,
    })
}

fn month_and_day(ink: &Ink, index: usize, mark: char) -> Option<(u16, usize)> {
    let (month, end) = number_at(ink, index)?;
    let (between, last) = if mark == '年' {
        ('月', '日')
    } else {
        (mark, mark)
    };
    if !(1..=12).contains(&month) || ink.at(end) != Some(between) {
        return None;
    }
    match number_at(ink, end + 1) {
        Some((day, end)) if (1..=31).contains(&day) => {
            let closed = mark == '年' && matches!(ink.at(end), Some(c) if c == last || c == '号');
            Some((month, if closed { end + 1 } else { end }))
        }
        _ if mark == '年' => Some((month, end + 1)),
        _ => None,
    }
}

/// A number of one or two digits, or of Chinese numerals up to 三十一.
fn number_at(ink: &Ink, index: usize) -> Option<(u16, usize)> {
    let run = (index..index + 3)
        .map_while(|at| {
            ink.at(at)
                .filter(|c| c.is_ascii_digit() || "〇一二三四五六七八九十".contains(*c))
        })
        .collect::<Vec<char>>();
    let end = index + run.len();
    let digits: Option<Vec<u16>> = run
        .iter()
        .map(|c| {
            if *c == '十' {
                Some(10)
            } else {
                digit_of(*c).map(|(digit, _)| digit)
            }
        })
        .collect();
    let value = match digits?.as_slice() {
        [one] => *one,
        [10, one] => 10 + one,
        [ten, 10] => ten * 10,
        [ten, 10, one] | [ten, one] => ten * 10 + one,
        _ => return None,
    };
    Some((value, end))
}
