//! A certain number stands in the text, whatever was done to that text: its digits, in order, are the digits at its
//! spans and nothing else, and no two cells share a character.

use std::fs;
use std::path::Path;

use gouji::read::read;
use gouji::source::{Source, Span};
use rayon::prelude::*;

use crate::hostile::Random;

/// Damaged copies of each fixture.
const COPIES: usize = 8;

/// What damage puts into a text.
const STRAYS: [&str; 26] = [
    "①",
    "⑫",
    "¹",
    "₂",
    "[1]",
    "※",
    "O",
    "o",
    "l",
    "I",
    "〇",
    "。",
    "S",
    "B",
    "?",
    "\u{fffd}",
    "\u{0}",
    ",",
    ".",
    " ",
    "0",
    "1",
    "7",
    "\n",
    "（1）",
    "[删去：3]",
];

#[test]
fn certain_numbers_of_damaged_texts_stand_in_them() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/read");
    let mut texts: Vec<String> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "txt"))
        .map(|path| fs::read_to_string(path).unwrap())
        .collect();
    texts.sort();
    assert!(!texts.is_empty());
    let faults: Vec<String> = texts
        .par_iter()
        .enumerate()
        .flat_map_iter(|(seed, text)| {
            let mut random = Random::new(seed as u64);
            (0..COPIES).flat_map(move |copy| {
                let damaged = if copy == 0 {
                    text.clone()
                } else {
                    damaged(text, &mut random)
                };
                faults(damaged)
            })
        })
        .collect();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// A few strays put in, mostly beside digits, and a few characters taken out.
fn damaged(text: &str, random: &mut Random) -> String {
    let mut characters: Vec<char> = text.chars().collect();
    for _ in 0..random.below(40) {
        let digits: Vec<usize> = (0..characters.len())
            .filter(|at| characters[*at].is_ascii_digit())
            .collect();
        let near = match digits.get(random.below(digits.len())) {
            Some(at) if random.below(4) > 0 => at + random.below(2),
            _ => random.below(characters.len()),
        };
        let stray = STRAYS[random.below(STRAYS.len())].chars();
        let end = characters.len().min(near + random.below(2));
        characters.splice(near.min(end)..end, stray);
    }
    characters.into_iter().collect()
}

/// What does not hold in the reading of `text`.
fn faults(text: String) -> Vec<String> {
    let source = Source {
        name: "a.txt".to_owned(),
        sha256: String::new(),
        format: "text".to_owned(),
        encoding: "UTF-8".to_owned(),
        text,
        grids: Vec::new(),
        pages: Vec::new(),
        recognised: Vec::new(),
        seen: Vec::new(),
        places: Vec::new(),
        notices: Vec::new(),
    };
    let reading = read(&source);
    let mut faults = Vec::new();
    let mut spans: Vec<(Span, String)> = Vec::new();
    for (key, found) in &reading.cells {
        let printed: String = found
            .spans
            .iter()
            .map(|span| span.of(&source.text))
            .collect();
        spans.extend(found.spans.iter().map(|span| (*span, key.to_string())));
        let Some(amount) = found.value.number().filter(|_| !found.is_doubtful()) else {
            continue;
        };
        let value: String = amount
            .to_string()
            .chars()
            .filter(char::is_ascii_digit)
            .collect();
        let own = own_digits(&printed);
        if own.trim_start_matches('0') != value.trim_start_matches('0') || own.is_empty() {
            faults.push(format!("{key}: {printed:?} is certain to be {amount}"));
        }
    }
    spans.retain(|(span, _)| !span.is_empty());
    spans.sort_by_key(|(span, _)| (span.start(), span.end()));
    for pair in spans.windows(2) {
        if pair[1].0.start() < pair[0].0.end() {
            faults.push(format!("{} and {} share characters", pair[0].1, pair[1].1));
        }
    }
    faults
}

/// The digits outside brackets.
fn own_digits(printed: &str) -> String {
    let mut depth = 0;
    let mut digits = String::new();
    for c in printed.chars() {
        match c {
            '（' | '(' | '[' | '〔' | '【' => depth += 1,
            '）' | ')' | ']' | '〕' | '】' => depth -= 1,
            '０'..='９' if depth <= 0 => {
                digits.push(char::from_digit(u32::from(c) - u32::from('０'), 10).unwrap());
            }
            _ if depth <= 0 && c.is_ascii_digit() => digits.push(c),
            _ => {}
        }
    }
    digits
}
