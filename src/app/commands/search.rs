//! Finding a command by what a hand types: Chinese, pinyin or its initials, English, or the key, whatever language is set.

use crate::app::commands::pinyin;
use crate::app::commands::table::{ACTIONS, ActionSpec, key_text};

/// What it costs to pass over a piece between two that are named.
const PASSED: u32 = 3;

/// What it costs to pass over a piece before the first that is named.
const PASSED_BEFORE: u32 = 1;

/// What it costs to name a piece by its beginning only.
const BEGINNING: u32 = 1;

/// What a key costs: a name comes first.
const KEY: u32 = 2;

/// What it costs to be found by letters only some of which were typed, for a hand that left some out.
const LEFT_OUT: u32 = 60;

/// Least number of letters with which some may be left out: fewer are in every name.
const LEAST_TYPED: usize = 3;

/// One letter of so many typed may be missing.
const TYPED_OF_ONE_MISSING: usize = 4;

/// What a piece is worth that was named whole, and by its beginning: more pieces than that are not passed over. Letters
/// that happen to stand far apart in a long name are no name of it.
const WHOLE: u32 = 2;
const BEGUN: u32 = 1;

/// Longest query that is looked for, in characters; no name is as long.
const LONGEST: usize = 40;

/// The commands that `query` finds, likeliest first; all of them, in the order of the menus, where it is empty.
#[must_use]
pub fn found(query: &str) -> Vec<&'static ActionSpec> {
    let query = plain(query);
    let mut found: Vec<(u32, &ActionSpec)> = ACTIONS
        .iter()
        .filter_map(|spec| Some((cost(&query, spec)?, spec)))
        .collect();
    found.sort_by_key(|(cost, _)| *cost);
    found.into_iter().map(|(_, spec)| spec).collect()
}

/// Small letters, digits and characters, without what parts them.
fn plain(text: &str) -> Vec<char> {
    let letters = text.chars().filter(|c| c.is_alphanumeric());
    letters.flat_map(char::to_lowercase).take(LONGEST).collect()
}

fn cost(query: &[char], spec: &ActionSpec) -> Option<u32> {
    if query.is_empty() {
        return Some(0);
    }
    let key = plain(&key_text(spec.action));
    let is_key = !key.is_empty() && key.starts_with(query);
    let names = spec.label.both();
    let by_name = names.into_iter().filter_map(|name| {
        let pieces = pieces(name);
        named(query, &pieces).or_else(|| with_letters_left_out(query, &pieces))
    });
    let keyed = is_key.then_some(KEY);
    by_name.chain(keyed).min()
}

/// What a hand may type for one part of a name: a Chinese character or its readings, or a word.
type Piece = Vec<Vec<char>>;

fn pieces(name: &str) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    let mut word: Vec<char> = Vec::new();
    for character in name.chars().chain([' ']) {
        if character.is_ascii_alphanumeric() {
            word.extend(character.to_lowercase());
            continue;
        }
        if !word.is_empty() {
            pieces.push(vec![std::mem::take(&mut word)]);
        }
        if character.is_alphanumeric() {
            let readings = pinyin::readings(character).map(|reading| reading.chars().collect());
            pieces.push([vec![character]].into_iter().chain(readings).collect());
        }
    }
    pieces
}

/// How some pieces were named, the least cost first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Named {
    cost: u32,
    /// How many pieces between them were passed over.
    n_passed: u32,
    /// What the pieces that were named are worth together.
    worth: u32,
}

impl Named {
    /// The next piece passed over.
    fn passing(self) -> Self {
        Self {
            cost: self.cost + PASSED,
            n_passed: self.n_passed + 1,
            ..self
        }
    }

    /// The next piece named.
    fn naming(self, is_whole: bool) -> Self {
        let (cost, worth) = if is_whole {
            (0, WHOLE)
        } else {
            (BEGINNING, BEGUN)
        };
        Self {
            cost: self.cost + cost,
            worth: self.worth + worth,
            ..self
        }
    }

    fn is_good(&self) -> bool {
        self.n_passed < self.worth
    }
}

/// What it costs to name these pieces, or the beginnings of some of them, in order.
fn named(query: &[char], pieces: &[Piece]) -> Option<u32> {
    // The best of every number of characters used up.
    let mut known: Vec<Option<Named>> = vec![None; query.len() + 1];
    let mut best: Option<Named> = None;
    for (before, piece) in (0_u32..).zip(pieces) {
        let mut next: Vec<Option<Named>> = known
            .iter()
            .map(|named| Some((*named)?.passing()))
            .collect();
        let start = Named {
            cost: before * PASSED_BEFORE,
            n_passed: 0,
            worth: 0,
        };
        let starts = (0..query.len()).filter_map(|at| match at {
            0 => Some((0, start)),
            at => Some((at, known.get(at).copied().flatten()?)),
        });
        for (at, so_far) in starts {
            let rest = query.get(at..).unwrap_or_default();
            for form in piece {
                let same = form.iter().zip(rest).take_while(|(a, b)| a == b).count();
                for n in 1..=same {
                    let named = so_far.naming(n == form.len());
                    let Some(slot) = next.get_mut(at + n) else {
                        continue;
                    };
                    *slot = Some(slot.map_or(named, |other| other.min(named)));
                }
            }
        }
        known = next;
        // What stands behind costs nothing.
        let ended = known.last_mut().and_then(Option::take);
        best = best.into_iter().chain(ended.filter(Named::is_good)).min();
    }
    best.map(|named| named.cost)
}

/// What it costs where a few letters of the name were left out.
fn with_letters_left_out(query: &[char], pieces: &[Piece]) -> Option<u32> {
    let is_latin = query.iter().all(char::is_ascii_alphanumeric);
    if !is_latin || query.len() < LEAST_TYPED {
        return None;
    }
    let spoken = pieces.iter().filter_map(|piece| piece.last());
    let letters: Vec<char> = spoken.flatten().copied().collect();
    let is_first = letters.first() == query.first();
    let mut left = letters.iter();
    let used = query.iter().try_fold(0_usize, |used, wanted| {
        Some(used + left.position(|letter| letter == wanted)? + 1)
    })?;
    let n_missing = used.saturating_sub(query.len());
    let is_near = n_missing * TYPED_OF_ONE_MISSING <= query.len();
    let n_missing = u32::try_from(n_missing).unwrap_or(u32::MAX);
    (is_first && is_near).then(|| n_missing.saturating_add(LEFT_OUT))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::commands::Action;

    #[track_caller]
    fn check_first(query: &str, expected: Action) {
        let found = found(query);
        let first = found.first().map(|spec| spec.action);
        assert_eq!(first, Some(expected), "{query}");
    }

    #[track_caller]
    fn check_found(query: &str, action: Action, expected: bool) {
        let is_found = found(query).iter().any(|spec| spec.action == action);
        assert_eq!(is_found, expected, "{query}");
    }

    #[test]
    fn a_command_is_found_by_characters_initials_pinyin_english_and_key() {
        for query in [
            "撤销", "cx", "chexiao", "chexi", "chex", "undo", "und", "UNDO", "Ctrl+Z", "ctrl z",
        ] {
            check_first(query, Action::Undo);
        }
        for query in [
            "审定完成",
            "sdwc",
            "shending wancheng",
            "审wc",
            "sign off",
            "signoff",
        ] {
            check_first(query, Action::SignOff);
        }
        for query in ["原文如此", "ywrc", "yuanwen", "as published"] {
            check_first(query, Action::SourceError);
        }
        check_first("dkwjj", Action::OpenFolder);
        check_first("open fol", Action::OpenFolder);
        check_first("f8", Action::NextProblem);
    }

    #[test]
    fn pieces_may_be_passed_over_and_letters_left_out_but_not_turned_around() {
        check_found("导数据", Action::ExportDataset, true);
        check_found("dcsjj", Action::ExportDataset, true);
        check_found("exprt", Action::ExportDataset, true);
        check_found("undoo", Action::Undo, false);
        check_found("据数", Action::ExportDataset, false);
        check_found("zzzz", Action::ExportDataset, false);
        check_found("撤", Action::Redo, false);
    }

    #[test]
    fn letters_far_apart_in_a_long_name_are_no_name_of_it() {
        for query in ["zonglan", "wanle", "scrap", "cfl", "yuanfen"] {
            check_found(query, Action::SplitReport, false);
        }
        for query in [
            "congyuanwen",
            "cyw",
            "fencheng",
            "fenchenglf",
            "选中分成两份",
        ] {
            check_found(query, Action::SplitReport, true);
        }
        // Every command is still found by its first characters, by their initials and by its first English word.
        for spec in ACTIONS {
            let [chinese, english] = spec.label.both();
            let start: String = chinese.chars().take(3).collect();
            check_found(&start, spec.action, true);
            let word = english.split(' ').next().unwrap_or_default();
            check_found(word, spec.action, true);
        }
    }

    #[test]
    fn characters_with_several_readings_are_found_by_each() {
        check_found("zhengh", Action::SelectRow, true);
        check_found("zhengxing", Action::SelectRow, true);
        check_found("chongzuo", Action::Redo, true);
    }

    #[test]
    fn no_query_is_too_long_and_an_empty_one_finds_all() {
        assert_eq!(found(" ").len(), ACTIONS.len());
        check_found(&"a".repeat(10_000), Action::Undo, false);
    }

    #[test]
    fn every_chinese_character_of_a_name_has_a_reading() {
        for spec in ACTIONS {
            for name in spec.label.both() {
                let characters = name
                    .chars()
                    .filter(|c| c.is_alphanumeric() && !c.is_ascii());
                for character in characters {
                    let n = pinyin::readings(character).count();
                    assert!(n > 0, "{character} of {name} has no reading");
                }
            }
        }
    }

    #[test]
    fn every_command_is_found_first_or_nearly_by_its_full_pinyin_and_its_initials() {
        for spec in ACTIONS {
            let [chinese, english] = spec.label.both();
            let spoken = |n: usize| -> String {
                let sound = |c: char| match pinyin::readings(c).next() {
                    Some(reading) => reading.chars().take(n).collect(),
                    None => c.to_string(),
                };
                chinese.chars().map(sound).collect()
            };
            for query in [spoken(9), spoken(1), chinese.to_owned(), english.to_owned()] {
                let found = found(&query);
                let place = found.iter().position(|other| other.action == spec.action);
                assert!(place.is_some_and(|place| place < 8), "{query}: {place:?}");
            }
        }
    }
}
