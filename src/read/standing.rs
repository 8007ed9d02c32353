//! A certain number stands in the text: its digits, in order, are the digits at its spans and nothing else, and no other
//! cell claims them. However a number came to its cell, what does not keep to that is doubtful.

use std::collections::BTreeMap;

use crate::form::CellKey;
use crate::read::doubt::Doubt;
use crate::read::reading::Found;
use crate::read::{note, token};
use crate::source::Span;
use crate::value::Value;

/// Longest number that is looked at, in bytes with its notes; none of the form is longer.
const MOST_BYTES: usize = 400;

/// Makes every certain number doubtful that does not stand in the text. Where two cells claim the same characters, one
/// keeps them and is doubtful, the other was not found.
pub(super) fn doubt_strangers(text: &str, cells: &mut BTreeMap<CellKey, Found>) {
    for (kept, lost) in claimed_twice(cells) {
        if let Some(found) = cells.get_mut(&lost) {
            *found = Found::absent();
        }
        if let Some(found) = cells.get_mut(&kept) {
            doubt(found, Doubt::ClaimedTwice);
        }
    }
    for found in cells.values_mut() {
        let Value::Number(amount) = found.value else {
            continue;
        };
        let value = amount.to_string();
        if !found.is_doubtful() && !stands(text, &found.spans, &value) {
            let why = token::taken_for(&found.printed, &value);
            doubt(found, why);
        }
    }
}

/// Makes a certain cell doubtful; one that is so already keeps its reason.
fn doubt(found: &mut Found, why: Doubt) {
    if !found.is_doubtful() {
        found.doubts.push(why);
    }
}

/// Whether the digits at the spans are those of `value`, zeros before them aside.
fn stands(text: &str, spans: &[Span], value: &str) -> bool {
    let printed: String = spans.iter().map(|span| span.of(text)).collect();
    let digits = |text: &str| note::own_digits(text).trim_start_matches('0').to_owned();
    let is_whole = !printed.contains(['\u{fffd}', '?', '？']);
    let has_digits = !note::own_digits(&printed).is_empty();
    printed.len() <= MOST_BYTES && is_whole && has_digits && digits(&printed) == digits(value)
}

/// Cells with a span that reaches into another cell's: which of the two keeps it, and which does not.
fn claimed_twice(cells: &BTreeMap<CellKey, Found>) -> Vec<(CellKey, CellKey)> {
    let printed = cells.iter().flat_map(|(key, found)| {
        let spans = found.spans.iter().filter(|span| !span.is_empty());
        let is_certain = !found.is_doubtful();
        spans.map(move |span| (span.start(), !is_certain, span.end(), key))
    });
    let mut printed: Vec<(usize, bool, usize, &CellKey)> = printed.collect();
    printed.sort_unstable();
    let mut twice = Vec::new();
    let mut kept: Option<(usize, &CellKey)> = None;
    for (start, _, end, key) in printed {
        match kept {
            Some((limit, owner)) if start < limit && owner != key => {
                twice.push((owner.clone(), key.clone()));
            }
            _ => kept = Some((end, key)),
        }
    }
    twice
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_stands(printed: &str, value: &str, expected: bool) {
        let span = Span::new(0, printed.len());
        assert_eq!(stands(printed, &[span], value), expected, "{printed}");
    }

    #[test]
    fn only_the_digits_printed_are_its_digits() {
        check_stands("１2①", "12", true);
        check_stands("1,234", "1234", true);
        check_stands("减 2", "-2", true);
        check_stands("0.37万元", "0.37", true);
        check_stands("22（其中修订16件）", "22", true);
        check_stands("00", "0", true);
        check_stands("1O", "10", false);
        check_stands("12①", "121", false);
        check_stands("1?2", "12", false);
        check_stands("〇", "0", false);
    }
}
