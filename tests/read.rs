//! Every layout in `tests/read/*.txt` is read cell by cell as its `.cells` file says, and every reading keeps the
//! contract: spans exact, no overlap, nothing invented.
//!
//! A `.cells` file has one fact a line: `office …`, `year …`, `missing <table>`, `leftovers <how many>`,
//! `uncertain <cell key> <words of the reason>`, `certain <cell key>`, or `<cell key> <value>` with `-` for a cell that is printed without a
//! number.
//!
//! | layout met in real files | fixture |
//! |---|---|
//! | 1 plain rows | `plain-rows`, `plain-rows-only-table-two` |
//! | 2 tabs, with garbage cells and lines | `tabs-with-garbage` |
//! | 3 labels wrapped over lines, values after, before or between them | `wrapped-lines` |
//! | 4 one cell a line, blank lines, empty cells | `cell-a-line` |
//! | 5 one cell a line, each ending in a pipe | `cell-a-line-with-pipes` |
//! | 6 Markdown cut by a page, ghost header, a row broken in two, cells pushed sideways | `markdown-cut-by-pages` |
//! | 7 pipes with rows shorter than the header | `pipes-shorter-than-their-header` |
//! | 8 values and labels apart, in another order | `numbers-apart`, `rows-of-numbers-before-their-labels`, `columns-of-two-rows-in-paragraphs`, `columns-in-bands-over-two-pages`, `rows-apart-with-blanks-left-out` |
//! | 9 columns aligned by spaces, vertical label in the margin | `columns-by-spaces` |
//! | digits that did not fit into their cells, on the line below; a group of table four left empty | `digits-on-two-lines-and-an-empty-group` |
//! | drawn with characters, labels broken within a cell, sub-rows | `drawn-with-lines`, `drawn-sub-rows` |
//! | 10 fifteen numbers flat, header glyphs one a line, fused headers | `wrapped-lines`, `contents-list-and-fused-heads` |
//! | 11 the whole report in one paragraph | `one-paragraph` |
//! | 12 HTML with rowspan and colspan that change | `tests/formats/tables.rs` |
//! | 13 DOCX with gridSpan and vMerge | `tests/formats/tables.rs` |
//! | 14 hundreds of empty pipes before the text | `ragged-pipes-after-empty-ones` |
//! | 15 tables missing, as image names, announced and absent | `plain-rows-only-table-two`, `tables-as-pictures`, `tables-announced-and-absent` |
//! | 16 the same table printed twice | `printed-twice` |
//! | recognised from a picture: lines of the table as glyphs, cells stuck together, rows lost, zeros as full stops, the border behind a label lost | `lines-of-a-table-as-glyphs`, `rows-lost-in-a-scan`, `zeros-as-full-stops`, `border-lost-behind-labels` |
//! | notes in the cells of labels, and behind a table in the words of its form; a table four of empty cells | `notes-in-and-behind-a-table` |
//! | 17 a contents list; an opening that names all sections | `contents-list-and-fused-heads`, `sections-named-in-the-opening` |
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
use rayon::prelude::*;

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
            "uncertain" => check_doubt(&mut wrong, &reading, fact),
            "certain" => check_sure(&mut wrong, &reading, fact),
            "leftovers" => check_stated(
                &mut wrong,
                "leftovers",
                Some(&reading.leftovers.len().to_string()),
                fact,
            ),
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

/// `<cell key> <words>`: the cell is uncertain, and the reason holds each of the words.
fn check_doubt(wrong: &mut Vec<String>, reading: &Reading, fact: &str) {
    let (key, words) = fact.split_once(' ').unwrap();
    let found = reading.cell(&key.parse().unwrap());
    let doubt = found.and_then(|found| found.doubt()).unwrap_or_default();
    if doubt.is_empty() || !words.split(' ').all(|word| doubt.contains(word)) {
        wrong.push(format!("{key}: reason {doubt:?}, should name {words}"));
    }
}

/// `<cell key>`: nothing about the cell is in doubt.
fn check_sure(wrong: &mut Vec<String>, reading: &Reading, key: &str) {
    let found = reading.cell(&key.parse().unwrap()).unwrap();
    if let Some(doubt) = found.doubt() {
        wrong.push(format!("{key}: doubted, {doubt:?}"));
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

/// In these texts the converter lost blanks or columns, so that much cannot be known: what is read wrong must say that
/// it is uncertain.
#[track_caller]
fn check_honest(name: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/read/honest/{name}.txt"));
    let expected = fs::read_to_string(path.with_extension("cells")).unwrap();
    let source = open(&path).unwrap();
    let reading = read(&source);
    let mut wrong = broken_contract(&source, &reading);
    let mut n_right = 0;
    for line in expected.lines() {
        let (key, value) = line.split_once(' ').unwrap();
        let Some(found) = reading.cell(&key.parse().unwrap()) else {
            continue;
        };
        let is_right = shown(found.value) == value;
        n_right += usize::from(is_right);
        if !is_right && !found.value.is_unread() && found.doubt().is_none() {
            wrong.push(format!("{key}: {}, should be {value}", shown(found.value)));
        }
    }
    assert!(wrong.is_empty(), "{name}\n{}", wrong.join("\n"));
    assert!(n_right * 3 > expected.lines().count(), "{name}: {n_right}");
}

#[test]
fn what_is_read_wrong_is_uncertain() {
    check_honest("blocks-of-numbers-behind-all-labels");
    check_honest("cell-a-line-without-its-blanks");
    check_honest("columns-before-rows");
    check_honest("columns-in-pieces-among-their-heads");
    check_honest("scan-of-a-ruled-table");
}

#[test]
fn a_table_whose_numbers_stand_among_its_heads_is_said_to_be_not_lined_up() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/read");
    let unaligned = |name: &str| read(&open(&folder.join(name)).unwrap()).unaligned;
    let scattered = unaligned("honest/columns-in-pieces-among-their-heads.txt");
    assert_eq!(
        scattered.into_iter().collect::<Vec<_>>(),
        [TableId::Requests]
    );
    assert!(unaligned("numbers-apart.txt").is_empty());
}

/// Whether the reading of a fixture says of table three that its numbers stand apart and how they were dealt.
#[track_caller]
fn check_dealt(name: &str, how: &str, is_unaligned: bool) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/read");
    let reading = read(&open(&folder.join(name)).unwrap());
    let is_told = |notice: &String| notice.starts_with("表三的数字与") && notice.contains(how);
    assert!(reading.notices.iter().any(is_told), "{:?}", reading.notices);
    let unaligned = reading.unaligned.contains(&TableId::Requests);
    assert_eq!(unaligned, is_unaligned, "{name}");
}

#[test]
fn numbers_dealt_to_rows_are_said_to_be_so() {
    check_dealt(
        "rows-apart-with-blanks-left-out.txt",
        "按合计和勾稽关系推断",
        true,
    );
    check_dealt(
        "columns-in-bands-over-two-pages.txt",
        "按版面先后、列标签和合计放进各格",
        false,
    );
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
    fixtures().into_par_iter().for_each(|path| {
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
    });
}

#[test]
fn an_endless_table_is_read_in_part_and_said_to_be() {
    let row = "一、本年新收政府信息公开申请数量 0 1 2 0 0 0 3\n行政处罚 1 2\n";
    let source = Source {
        text: format!("三、收到和处理政府信息公开申请情况\n{}", row.repeat(20_000)),
        ..open(&fixtures()[0]).unwrap()
    };
    let notices = read(&source).notices;
    assert!(
        notices
            .iter()
            .any(|notice| notice.contains("只识读了开头的部分")),
        "{notices:?}"
    );
}
