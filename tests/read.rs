//! Every layout in `tests/read/*.txt` is read cell by cell as its `.cells` file says, and every reading keeps the
//! contract: spans exact, no overlap, nothing invented.
//!
//! A `.cells` file has one fact a line: `office …`, `year …`, `missing <table>`, or `<cell key> <value>` with `-` for a
//! cell that is printed without a number.
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "tests stop at the first surprise"
)]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use gouji::form::TableId;
use gouji::read::{Reading, read};
use gouji::source::{Source, open};
use gouji::value::Value;

fn fixtures() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/read");
    let paths = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path());
    let mut texts: Vec<PathBuf> = paths
        .filter(|path| path.extension().is_some_and(|ending| ending == "txt"))
        .collect();
    texts.sort();
    texts
}

/// What a reading says of a cell, in the notation of the `.cells` files.
fn shown(value: Value) -> String {
    match value {
        Value::Number(amount) => amount.to_string(),
        Value::Blank | Value::Dash | Value::Words => "-".to_owned(),
        Value::Unreadable | Value::Absent => "?".to_owned(),
    }
}

#[track_caller]
fn check_fixture(path: &Path) {
    let name = path.file_stem().unwrap().to_string_lossy();
    let expected = fs::read_to_string(path.with_extension("cells")).unwrap();
    let source = open(path).unwrap();
    let reading = read(&source);
    let mut wrong = Vec::new();
    let mut expected_cells: BTreeMap<String, String> = BTreeMap::new();
    for line in expected.lines() {
        let (subject, fact) = line.split_once(' ').unwrap();
        match subject {
            "office" => check_stated(
                &mut wrong,
                "office",
                reading.heading.office.as_ref().map(|o| &o.text),
                fact,
            ),
            "year" => check_stated(
                &mut wrong,
                "year",
                reading.heading.year.as_ref().map(|y| &y.text),
                fact,
            ),
            "missing" => {
                let table = TableId::from_key(fact).unwrap();
                if reading.editions.contains_key(&table) {
                    wrong.push(format!("{fact} is not in the text, but was read"));
                }
            }
            _ => {
                expected_cells.insert(subject.to_owned(), fact.to_owned());
            }
        }
    }
    let read_cells: BTreeMap<String, String> = reading
        .cells
        .iter()
        .map(|(key, found)| (key.to_string(), shown(found.value)))
        .collect();
    for (key, value) in &expected_cells {
        let found = read_cells.get(key).map_or("not read", String::as_str);
        if found != value {
            wrong.push(format!("{key}: {found}, should be {value}"));
        }
    }
    wrong.extend(
        read_cells
            .keys()
            .filter(|key| !expected_cells.contains_key(*key))
            .map(|key| format!("{key} is invented")),
    );
    wrong.extend(broken_contract(&source, &reading));
    assert!(
        wrong.is_empty(),
        "{name}: {} wrong\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}

fn check_stated(wrong: &mut Vec<String>, what: &str, found: Option<&String>, expected: &str) {
    if found.map(String::as_str) != Some(expected) {
        wrong.push(format!("{what}: {found:?}, should be {expected}"));
    }
}

/// Breaches of the reading contract, as sentences.
fn broken_contract(source: &Source, reading: &Reading) -> Vec<String> {
    let mut wrong = Vec::new();
    let mut spans: Vec<(usize, usize, String)> = Vec::new();
    for (key, found) in &reading.cells {
        let printed: String = found
            .spans
            .iter()
            .map(|span| source.text.get(span.range()).unwrap_or("<no boundary>"))
            .collect();
        if printed != found.printed {
            wrong.push(format!(
                "{key}: printed {:?}, but its span holds {printed:?}",
                found.printed
            ));
        }
        if found.value == Value::Absent && !found.spans.is_empty() {
            wrong.push(format!("{key} is absent, but has a place"));
        }
        if found.value == Value::Blank && (found.spans.len() != 1 || !found.printed.is_empty()) {
            wrong.push(format!("{key} is blank, but has no empty place"));
        }
        spans.extend(
            found
                .spans
                .iter()
                .filter(|s| !s.is_empty())
                .map(|s| (s.start(), s.end(), key.to_string())),
        );
    }
    spans.sort();
    for pair in spans.windows(2) {
        if pair[0].1 > pair[1].0 {
            wrong.push(format!("{} and {} share characters", pair[0].2, pair[1].2));
        }
    }
    wrong
}

#[test]
fn every_layout_is_read_cell_by_cell() {
    let mut failures = Vec::new();
    for path in fixtures() {
        if let Err(panic) = std::panic::catch_unwind(|| check_fixture(&path)) {
            failures.push(panic.downcast_ref::<String>().cloned().unwrap_or_default());
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n\n"));
}

#[test]
fn the_same_bytes_give_the_same_reading() {
    for path in fixtures() {
        let source = open(&path).unwrap();
        assert_eq!(read(&source), read(&source), "{}", path.display());
    }
}

#[test]
fn damaged_texts_keep_the_contract() {
    for path in fixtures() {
        let source = open(&path).unwrap();
        let characters: Vec<char> = source.text.chars().collect();
        for step in 2..9 {
            // Drop every so-many-th character, and cut the text short: a crude scanner and an aborted copy.
            let thinned: String = characters
                .iter()
                .enumerate()
                .filter(|(at, _)| at % (step * 7) != step)
                .map(|(_, c)| c)
                .collect();
            let cut: String = characters
                .iter()
                .take(characters.len() * step / 9)
                .collect();
            for text in [thinned, cut] {
                let damaged = Source {
                    text,
                    ..source.clone()
                };
                let wrong = broken_contract(&damaged, &read(&damaged));
                assert!(
                    wrong.is_empty(),
                    "{} step {step}: {}",
                    path.display(),
                    wrong.join("\n")
                );
            }
        }
    }
}
