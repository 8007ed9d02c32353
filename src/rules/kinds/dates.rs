//! The day on which a report says that it was published.

use std::collections::BTreeSet;

use crate::rules::kinds::view::View;
use crate::rules::words_in;
use crate::said::{Said, said};
use crate::source::Span;

/// A day of the calendar, as printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Date {
    year: u16,
    /// From 1.
    month: u8,
    /// From 1.
    day: u8,
}

/// A day that is later than it may be.
pub(super) struct Late {
    /// Where it is printed, with its label.
    pub spans: Vec<Span>,
    /// The day and the last it may be, each in Chinese and English.
    pub days: [Said; 2],
}

/// The only day printed behind the labels, if it is later than this `(month, day)` of the year after the report's. A day of
/// a later year says nothing: it is mostly that on which a page was moved.
pub(super) fn published_after(
    view: &View,
    (month, day): (u8, u8),
    labels: &[String],
) -> Option<Late> {
    let text = view.input.given.text;
    let year = view.input.year()?.checked_add(1)?;
    let limit = Date { year, month, day };
    let labels = words_in::find_all(text, labels).into_iter();
    let printed = labels.filter_map(|label| {
        let (day, end) = day_behind(text, label.end())?;
        Some((day, Span::new(label.start(), end)))
    });
    let printed: Vec<(Date, Span)> = printed.collect();
    let days: BTreeSet<Date> = printed.iter().map(|(day, _)| *day).collect();
    let only = days.first().filter(|_| days.len() == 1)?;
    let is_late = only.year == year && *only > limit;
    is_late.then(|| Late {
        spans: printed.iter().map(|(_, span)| *span).collect(),
        days: [only.said(), limit.said()],
    })
}

impl Date {
    fn said(self) -> Said {
        let Self { year, month, day } = self;
        said!(
            "{year} 年 {month} 月 {day} 日",
            "{year}-{month:02}-{day:02}"
        )
    }
}

/// The day printed at `start`, but for colons, brackets and white space, and where it ends: `：2024-02-05`, `2024年2月5日`.
fn day_behind(text: &str, start: usize) -> Option<(Date, usize)> {
    let mut rest = text.get(start..)?.trim_start_matches(is_between);
    let year = number(&mut rest, 4, &['年', '-', '－', '/', '／', '.', '．'])?;
    let month = number(&mut rest, 2, &['月', '-', '－', '/', '／', '.', '．'])?;
    let end_of_day = rest.find(|c| digit(c).is_none()).unwrap_or(rest.len());
    let day = value(rest.get(..end_of_day)?, 2)?;
    let is_day = (1..=12).contains(&month) && (1..=31).contains(&day);
    let day = Date {
        year,
        month: month.try_into().ok()?,
        day: day.try_into().ok()?,
    };
    let end = text.len() - rest.len() + end_of_day;
    is_day.then_some((day, end))
}

fn is_between(c: char) -> bool {
    c.is_whitespace() || matches!(c, ':' | '：' | ']' | '】' | '］' | '|' | '｜')
}

/// The number at the start of `rest` with one of the signs behind it, white space between; `rest` goes on behind the sign.
fn number(rest: &mut &str, most_digits: usize, signs: &[char]) -> Option<u16> {
    let (digits, behind) = rest.split_at(rest.find(|c| digit(c).is_none())?);
    let number = value(digits, most_digits)?;
    *rest = behind.trim_start().strip_prefix(signs)?.trim_start();
    Some(number)
}

/// The number in digits of either width.
fn value(digits: &str, most_digits: usize) -> Option<u16> {
    let digits: Vec<u16> = digits.chars().filter_map(digit).collect();
    let is_number = (1..=most_digits).contains(&digits.len());
    is_number.then(|| {
        digits
            .into_iter()
            .fold(0, |number, digit| number * 10 + digit)
    })
}

fn digit(c: char) -> Option<u16> {
    let wide = u32::from(c).checked_sub(u32::from('０'));
    let digit = c.to_digit(10).or(wide.filter(|digit| *digit < 10))?;
    digit.try_into().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_day(text: &str, expected: Option<(u16, u8, u8)>) {
        let found = day_behind(text, 0).map(|(day, _)| (day.year, day.month, day.day));
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn days_are_read_in_the_forms_that_pages_print() {
        check_day("：2024-02-05 10:23", Some((2024, 2, 5)));
        check_day("]  2024 年 2 月 5 日", Some((2024, 2, 5)));
        check_day("２０２４／３／３１", Some((2024, 3, 31)));
        check_day("2024.1.31", Some((2024, 1, 31)));
        check_day("2024年2月", None);
        check_day("2024-13-05", None);
        check_day("2024-02-051", None);
        check_day("20240205", None);
        check_day("99999-1-1", None);
        check_day("来源：2024-02-05", None);
        check_day("", None);
    }
}
