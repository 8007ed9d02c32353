//! Every text in `tests/read/` is read cell by cell as its `.cells` file says, and every reading keeps the contract:
//! spans exact, no overlap, nothing invented. Each text is a test named after it; a folder without texts fails.
//!
//! `UPDATE=1 cargo test --test read` writes the `.cells` files anew: look at what changed before you keep it.
//!
//! A `.cells` file has one fact a line: `office …`, `year …`, `edition <table> <year>`, `leftovers <how many>`,
//! `accuses <rule> <subject>` for each rule the report is said to break, and one line a cell:
//!
//! `<cell key> <number, blank, dash, words, unread or absent> [?g:code] [?c:code] [?r:code] [!what is right]`
//!
//! `?g` says that the glyphs are open, `?c` the column, `?r` the row, each with the code of the doubt. Where a text has lost
//! so much that a cell cannot be read right, what is right stands behind `!`; such a cell must be open or unread, or
//! `no-cell` of the form that was read.
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
//! | rows with numbers and no total | `cases/total-left-out` |
//! | notes in the cells of labels, and behind a table in the words of its form; a table four of empty cells | `notes-in-and-behind-a-table` |
//! | a number of a page among the rows, a row broken in two, words between a label and its numbers, more columns than the form | `page-number-before-a-row`, `honest/number-too-many-among-cells-a-line`, `row-broken-before-one-of-blanks`, `honest/words-between-a-label-and-its-numbers`, `table-in-more-columns-than-the-form` |
//! | a tag of HTML broken: a label, a head or a number stands before the table | `a-broken-tag-before-the-first-row`, `heads-moved-by-a-broken-tag`, `a-head-lost-by-a-broken-tag`, `honest/first-number-of-a-flat-row-lost` |
//! | 17 a contents list; an opening that names all sections | `contents-list-and-fused-heads`, `sections-named-in-the-opening` |
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "tests stop at the first surprise"
)]

#[path = "common/contract.rs"]
mod contract;

use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use contract::broken_contract;
use gouji::form::TableId;
use gouji::read::{Found, Open, Reading, read};
use gouji::review::evidence;
use gouji::rules::{Finding, Given, Neighbours, Verified};
use gouji::said::Said;
use gouji::source::{Source, open};
use gouji::value::Value;
use libtest_mimic::{Arguments, Failed, Trial};
use rayon::prelude::*;

fn main() {
    let arguments = Arguments::from_args();
    let fixtures = fixtures();
    assert!(!fixtures.is_empty(), "no texts in {}", folder().display());
    let of_fixture = |path: &PathBuf| {
        let (name, path) = (name_of(path), path.clone());
        Trial::test(name, move || check_fixture(&path))
    };
    let mut trials: Vec<Trial> = fixtures.iter().map(of_fixture).collect();
    trials.extend(OTHERS.iter().map(|(name, test)| {
        Trial::test(*name, move || {
            test();
            Ok(())
        })
    }));
    libtest_mimic::run(&arguments, trials).exit();
}

/// What is tested of all texts together, or of one besides its cells.
const OTHERS: [(&str, fn()); 7] = [
    ("every_text_has_cells_and_every_cells_file_a_text", pairs),
    ("unaligned_tables_are_said_to_be_so", unaligned_tables),
    ("numbers_dealt_to_rows_are_said_to_be_so", dealt_tables),
    ("a_row_written_twice_is_told", row_written_twice),
    ("the_same_bytes_give_the_same_reading", same_reading),
    ("damaged_texts_keep_the_contract", damaged_texts),
    ("an_endless_table_is_read_in_part", endless_table),
];

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/read")
}

fn files() -> Vec<PathBuf> {
    let mut files = Vec::new();
    let mut folders = vec![folder()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                files.push(path);
            }
        }
    }
    files.sort();
    files
}

fn is_cells(path: &Path) -> bool {
    path.extension().is_some_and(|ending| ending == "cells")
}

fn fixtures() -> Vec<PathBuf> {
    let mut files = files();
    files.retain(|path| !is_cells(path));
    files
}

/// Its place below the folder, without its ending.
fn name_of(path: &Path) -> String {
    let below = path.strip_prefix(folder()).unwrap();
    below.with_extension("").to_string_lossy().into_owned()
}

/// What a `.cells` file says of a cell.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Fact {
    /// Value and doubts.
    read: String,
    /// What is right, if that is something else.
    right: Option<String>,
}

impl Fact {
    fn parse(text: &str) -> Self {
        let (read, right) = text
            .split_once(" !")
            .map_or((text, None), |(read, right)| (read, Some(right.to_owned())));
        Self {
            read: read.to_owned(),
            right,
        }
    }
}

fn shown_value(value: Value) -> String {
    match value {
        Value::Number(amount) => amount.to_string(),
        Value::Unreadable => "unread".to_owned(),
        other => other.state().to_owned(),
    }
}

fn shown(found: &Found) -> String {
    let doubts = found.doubts.iter().map(|doubt| {
        let open = match doubt.open() {
            Open::Glyph => 'g',
            Open::Column => 'c',
            Open::Row => 'r',
        };
        format!(" ?{open}:{}", doubt.code())
    });
    shown_value(found.value) + &doubts.collect::<String>()
}

/// The broken rules, each as a line; a table or cell that was not read is a gap, not a contradiction.
fn accusations(source: &Source, reading: &Reading) -> Vec<String> {
    let claims = evidence::claims(&source.text, reading);
    let given = Given {
        sheet: &reading.sheet(),
        reading,
        text: &source.text,
        prose: &[],
        neighbours: &Neighbours::default(),
        settled: &evidence::NOTHING_SETTLED,
    };
    let results = evidence::check(&claims, &given);
    let is_unread = |rule: &str| ["table-missing", "cells-unread"].contains(&rule);
    let accuses =
        |finding: &&Finding| finding.outcome == Verified::Broken && !is_unread(&finding.rule);
    let accusing = results.findings.iter().filter(accuses);
    accusing
        .map(|finding| format!("accuses {}", finding.key))
        .collect()
}

/// The lines of a `.cells` file about the report as a whole.
fn facts(source: &Source, reading: &Reading) -> Vec<String> {
    let heading = &reading.heading;
    let mut lines = Vec::new();
    if let Some(office) = &heading.office {
        lines.push(format!("office {}", office.text));
    }
    if let Some(year) = &heading.year {
        lines.push(format!("year {}", year.text));
    }
    for (table, edition) in &reading.editions {
        lines.push(format!("edition {table} {edition}"));
    }
    lines.push(format!("leftovers {}", reading.leftovers.len()));
    lines.extend(accusations(source, reading));
    lines
}

fn is_fact(line: &str) -> bool {
    ["office ", "year ", "edition ", "leftovers ", "accuses "]
        .iter()
        .any(|subject| line.starts_with(subject))
}

fn check_fixture(path: &Path) -> Result<(), Failed> {
    let cells_file = path.with_extension("cells");
    let source = open(path).unwrap();
    let reading = read(&source);
    let expected = fs::read_to_string(&cells_file).unwrap_or_default();
    let expected_cells: BTreeMap<&str, Fact> = expected
        .lines()
        .filter(|line| !is_fact(line))
        .map(|line| {
            let (key, fact) = line.split_once(' ').unwrap();
            (key, Fact::parse(fact))
        })
        .collect();
    let mut wrong = broken_contract(&source, &reading);
    wrong.extend(silent(&reading, &expected_cells));
    if std::env::var_os("UPDATE").is_some() {
        fs::write(&cells_file, written(&source, &reading, &expected_cells)).unwrap();
    } else {
        let facts = facts(&source, &reading);
        let expected_facts: Vec<&str> = expected.lines().filter(|line| is_fact(line)).collect();
        if facts != expected_facts {
            wrong.push(format!("{facts:#?}, should be {expected_facts:#?}"));
        }
        for (key, fact) in &expected_cells {
            let found = reading.cell(&key.parse().unwrap());
            let found = found.map_or("no-cell".to_owned(), shown);
            if found != fact.read {
                wrong.push(format!("{key}: {found}, should be {}", fact.read));
            }
        }
        let keys = reading.cells.keys().map(ToString::to_string);
        wrong.extend(
            keys.filter(|key| !expected_cells.contains_key(key.as_str()))
                .map(|key| format!("{key} is invented")),
        );
    }
    if wrong.is_empty() {
        Ok(())
    } else {
        Err(format!("{} wrong\n{}", wrong.len(), wrong.join("\n")).into())
    }
}

/// Cells that are not as printed, and that nobody is told to look at.
fn silent(reading: &Reading, expected: &BTreeMap<&str, Fact>) -> Vec<String> {
    let is_silent = |(key, fact): &(&&str, &Fact)| {
        let found = reading.cell(&key.parse().unwrap());
        let is_open = |found: &Found| found.is_doubtful() || found.value.is_unread();
        let is_wrong = |found: &Found| fact.right.as_ref() != Some(&shown_value(found.value));
        fact.right.is_some() && found.is_some_and(|found| is_wrong(found) && !is_open(found))
    };
    let silent = expected.iter().filter(is_silent);
    silent
        .map(|(key, fact)| format!("{key} is certain, but {fact:?}"))
        .collect()
}

/// The `.cells` file of a reading. What is right of a cell that is read otherwise is kept.
fn written(source: &Source, reading: &Reading, expected: &BTreeMap<&str, Fact>) -> String {
    let mut text = facts(source, reading).join("\n") + "\n";
    for (key, found) in &reading.cells {
        let key = key.to_string();
        let right = expected
            .get(key.as_str())
            .and_then(|fact| fact.right.as_ref());
        write!(text, "{key} {}", shown(found)).unwrap();
        if let Some(right) = right.filter(|right| **right != shown_value(found.value)) {
            write!(text, " !{right}").unwrap();
        }
        text.push('\n');
    }
    let is_lost = |(key, _): &(&&str, &Fact)| reading.cell(&key.parse().unwrap()).is_none();
    for (key, fact) in expected.iter().filter(is_lost) {
        if let Some(right) = fact.right.as_ref().filter(|right| *right != "absent") {
            writeln!(text, "{key} no-cell !{right}").unwrap();
        }
    }
    text
}

fn pairs() {
    for path in files() {
        if is_cells(&path) {
            let is_its_text = |other: &PathBuf| other.with_extension("cells") == path;
            assert!(fixtures().iter().any(is_its_text), "{}", path.display());
        } else {
            assert!(path.with_extension("cells").exists(), "{}", path.display());
        }
    }
}

fn unaligned_tables() {
    let unaligned = |name: &str| read(&open(&folder().join(name)).unwrap()).unaligned;
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
    let reading = read(&open(&folder().join(name)).unwrap());
    let is_told =
        |notice: &Said| notice.chinese.starts_with("表三的数字与") && notice.chinese.contains(how);
    assert!(reading.notices.iter().any(is_told), "{:?}", reading.notices);
    let unaligned = reading.unaligned.contains(&TableId::Requests);
    assert_eq!(unaligned, is_unaligned, "{name}");
}

fn dealt_tables() {
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

fn row_written_twice() {
    let is_told = |notice: &Said| notice.chinese.contains("与上一行完全相同");
    let told = |name: &str| {
        let reading = read(&open(&folder().join(name)).unwrap());
        reading.notices.iter().any(is_told)
    };
    assert!(told("row-written-twice.md"));
    assert!(!told("plain-rows.txt"));
}

fn same_reading() {
    for path in fixtures() {
        let source = open(&path).unwrap();
        assert_eq!(read(&source), read(&source), "{}", path.display());
    }
}

fn damaged_texts() {
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

fn endless_table() {
    let row = "一、本年新收政府信息公开申请数量 0 1 2 0 0 0 3\n行政处罚 1 2\n";
    let source = Source {
        text: format!("三、收到和处理政府信息公开申请情况\n{}", row.repeat(20_000)),
        ..open(&fixtures()[0]).unwrap()
    };
    let notices = read(&source).notices;
    assert!(
        notices
            .iter()
            .any(|notice| notice.chinese.contains("只识读了开头的部分")),
        "{notices:?}"
    );
}
