//! Saving, loading, crash journal.
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "tests fail loudly"
)]

mod common;

use std::fs;
use std::path::Path;

use common::{cell, enter, session, stamp, word};
use gouji::dataset::recovery::{self, Recovery};
use gouji::dataset::{LoadError, SaveError, load, load_bytes, path_beside, save};
use gouji::form::{RowKey, TableId};
use gouji::review::{Basis, Edit, Footing, Origin, Session};
use gouji::said::Said;
use gouji::source::Span;
use gouji::source::seen::Seen;

const SUSPECT: &str = "requests.received.natural_person";
const SAMPLE: &str = "tests/files/schema-1.gouji.ron";

/// A review with a step undone, a step redone, a judgement and a remark.
fn reviewed(extra_text: &str) -> Session {
    let mut review = session(extra_text);
    for edit in [
        enter(SUSPECT, "2"),
        enter("requests.granted.enterprise", "0"),
        Edit::Note {
            cell: cell(SUSPECT),
            note: "原件为\"2\"\n见扫描件".to_owned(),
        },
        Edit::MissingTable {
            table: TableId::Disputes,
        },
        enter("requests.received.total", "9"),
    ] {
        review.apply(edit, &stamp()).unwrap();
    }
    review.undo(&stamp());
    review.undo(&stamp());
    review.redo(&stamp());
    review
}

/// All sentences in one.
fn all(said: &[Said]) -> String {
    Said::joined(said, [""; 2]).chinese
}

#[track_caller]
fn check_same_bytes(extra_text: &str) {
    let folder = tempfile::tempdir().unwrap();
    let path = path_beside(&folder.path().join("a.txt"));
    let review = reviewed(extra_text);
    let hash = save(&path, &review, None).unwrap();
    let before = fs::read(&path).unwrap();
    let loaded = load(&path).unwrap();
    assert_eq!(loaded.notices, [""; 0]);
    assert_eq!(loaded.file_hash, hash);
    assert_eq!(loaded.session.source(), review.source());
    assert_eq!(loaded.session.reading(), review.reading());
    assert_eq!(save(&path, &loaded.session, Some(&hash)).unwrap(), hash);
    assert_eq!(fs::read(&path).unwrap(), before);
    assert_eq!(
        fs::read_dir(folder.path()).unwrap().count(),
        1,
        "no temporary file stays"
    );
}

#[test]
fn saving_loading_and_saving_again_gives_the_same_bytes_for_any_text() {
    for extra in [
        "",
        "\"",
        "\"#",
        "\"##\"###",
        "\\n \\ \\u{0}",
        "\r\n\r",
        "\0\u{1b}[0m\u{7f}",
        "\u{feff}\u{2028}",
        "末行\n\n",
    ] {
        check_same_bytes(extra);
    }
}

#[test]
fn every_reading_survives_the_file() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/read");
    let paths = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path());
    for path in paths.filter(|path| path.extension().is_some_and(|ending| ending == "txt")) {
        let source = gouji::source::open(&path).unwrap();
        let reading = gouji::read::read(&source);
        let review = Session::new(source, reading);
        let target = tempfile::tempdir().unwrap();
        let file = path_beside(&target.path().join("a.txt"));
        save(&file, &review, None).unwrap();
        let loaded = load(&file).unwrap();
        assert_eq!(
            loaded.session.reading(),
            review.reading(),
            "{}",
            path.display()
        );
        assert_eq!(loaded.notices, [""; 0], "{}", path.display());
    }
}

/// A figure that was recognised at `span`.
fn seen(span: Span, is_column_inferred: bool) -> Seen {
    Seen {
        span,
        page: 0,
        area: [1, 2, 3, 4],
        sureness: 990,
        others: Vec::new(),
        is_column_inferred,
    }
}

/// The review of a report of which parts were recognised from a scan, two tables were not lined up and some rows inferred.
fn review_of_a_scan() -> Session {
    let plain = session("扫描件\n");
    let mut source = plain.source().clone();
    let mut reading = plain.reading().clone();
    let text_end = source.text.len();
    let office_end = "青岚县白榆镇人民政府".len();
    source.recognised = vec![
        Span::new(0, office_end),
        Span::new(text_end - "扫描件\n".len(), text_end),
    ];
    source.seen = vec![seen(Span::new(0, 3), false), seen(Span::new(3, 6), true)];
    reading
        .unaligned
        .extend([TableId::Requests, TableId::Disputes]);
    let rows = vec![RowKey::new("received"), RowKey::new("carried_in")];
    reading.inferred_rows.insert(TableId::Requests, rows);
    Session::new(source, reading)
}

#[test]
fn what_was_recognised_inferred_or_not_lined_up_survives_the_file() {
    let folder = tempfile::tempdir().unwrap();
    let path = path_beside(&folder.path().join("a.txt"));
    let review = review_of_a_scan();
    let hash = save(&path, &review, None).unwrap();
    let text = fs::read_to_string(&path).unwrap();
    for field in NEWER_FIELDS {
        assert!(text.contains(field), "{field}");
    }
    let loaded = load(&path).unwrap();
    assert_eq!(loaded.notices, [""; 0]);
    assert_eq!(loaded.session.source(), review.source());
    assert_eq!(loaded.session.reading(), review.reading());
    assert_eq!(loaded.session.reading().unaligned.len(), 2);
    assert_eq!(loaded.session.source().recognised.len(), 2);
    assert_eq!(save(&path, &loaded.session, Some(&hash)).unwrap(), hash);
    assert_eq!(fs::read_to_string(&path).unwrap(), text);
}

/// Fields that files written before them lack.
const NEWER_FIELDS: [&str; 4] = [
    "    inferred_rows: {",
    "    unaligned: [",
    "    recognised: [",
    "    columns_inferred: [",
];

#[test]
fn a_file_written_before_a_field_existed_loads_and_goes_on_without_it() {
    let sample = fs::read_to_string(SAMPLE).unwrap();
    let loaded = load_bytes(Path::new("a"), sample.as_bytes()).unwrap();
    let again = gouji::dataset::render::render(&gouji::dataset::pack::file(&loaded.session));
    for text in [sample, again.unwrap()] {
        for field in NEWER_FIELDS {
            assert!(!text.contains(field), "{field}");
        }
    }
    assert_eq!(loaded.notices, [""; 0]);
    let reading = loaded.session.reading();
    assert!(reading.unaligned.is_empty() && reading.inferred_rows.is_empty());
    assert!(loaded.session.source().recognised.is_empty());
}

#[test]
fn a_place_recognised_outside_the_text_or_an_unknown_table_is_refused() {
    let file = gouji::dataset::pack::file(&review_of_a_scan());
    let text = gouji::dataset::render::render(&file).unwrap();
    for (from, to, expected) in [
        ("recognised: [(0, 30)", "recognised: [(0, 1)", "不在原文内"),
        (
            "recognised: [(0, 30)",
            "recognised: [(0, 999999)",
            "不在原文内",
        ),
        (
            "unaligned: [\"requests\"",
            "unaligned: [\"appeals\"",
            "不是已知的表",
        ),
    ] {
        check_refused(&text, from, to, expected);
    }
}

/// Estimates were once written down as the reviewer's own 存疑; such a file loads as what it means, and says nothing.
#[test]
fn an_estimate_of_an_older_file_is_an_estimate_and_no_verdict() {
    let mut review = session("");
    let accept = Edit::EnterMany {
        label: "采纳方案 1".to_owned(),
        cells: vec![(cell(SUSPECT), "2".to_owned())],
        origin: Origin::Proposal {
            rank: 1,
            margin: Some(10),
            basis: Basis::Estimate,
            footing: Footing::Estimated,
        },
    };
    review.apply(accept, &stamp()).unwrap();
    let text = gouji::dataset::render::render(&gouji::dataset::pack::file(&review)).unwrap();
    let footing = ", footing: Some(estimated)";
    assert_eq!(text.matches(footing).count(), 2, "the cell and the step");
    let older = text.replace(footing, "").replace(
        "(value: Some(\"2\")",
        "(verdict: \"doubtful\", value: Some(\"2\")",
    );
    for text in [text, without_checksum(&older)] {
        let loaded = load_bytes(Path::new("a"), text.as_bytes()).unwrap();
        assert_eq!(loaded.notices, [""; 0]);
        assert_eq!(loaded.session.decisions(), review.decisions());
    }
}

/// What was open when a report was signed stands in the file.
#[test]
fn a_sign_off_keeps_what_was_open() {
    let mut review = session("");
    review
        .apply(Edit::SignOff { force: true }, &stamp())
        .unwrap();
    let text = gouji::dataset::render::render(&gouji::dataset::pack::file(&review)).unwrap();
    assert!(text.contains("\"uncertain\": 1"), "counts by kind");
    let loaded = load_bytes(Path::new("a"), text.as_bytes()).unwrap();
    assert_eq!(loaded.notices, [""; 0]);
    assert_eq!(loaded.session.sign_off(), review.sign_off());
}

#[test]
fn undo_and_redo_go_on_after_reopening() {
    let text = gouji::dataset::render::render(&gouji::dataset::pack::file(&reviewed(""))).unwrap();
    assert!(text.contains("text: r#\"青岚县"), "the text is readable");
    let mut review = load_bytes(Path::new("a"), text.as_bytes()).unwrap().session;
    assert!(review.redo(&stamp()).is_some());
    assert_eq!(word(review.value(&cell("requests.received.total"))), "9");
    while review.undo(&stamp()).is_some() {}
    assert_eq!(word(review.value(&cell(SUSPECT))), "3");
    assert_eq!(review.cell_history(&cell(SUSPECT)).len(), 2);
}

#[test]
fn nothing_is_saved_over_somebody_elses_work() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.gouji.ron");
    let hash = save(&path, &reviewed(""), None).unwrap();
    let again = save(&path, &reviewed(""), None);
    assert!(matches!(again, Err(SaveError::Exists { .. })));
    fs::write(&path, "别人的内容").unwrap();
    let again = save(&path, &reviewed(""), Some(&hash));
    assert!(matches!(again, Err(SaveError::ChangedOutside { .. })));
    assert_eq!(fs::read_to_string(&path).unwrap(), "别人的内容");
}

#[test]
fn a_file_cut_short_anywhere_is_an_error_with_a_place() {
    let text = fs::read(SAMPLE).unwrap();
    for part in 0..50 {
        let cut = &text[..text.len() * part / 50];
        let error = load_bytes(Path::new("断.gouji.ron"), cut)
            .map(|_| ())
            .unwrap_err();
        assert!(matches!(error, LoadError::Broken { .. }), "{part}: {error}");
        assert!(error.to_string().contains("断.gouji.ron"));
    }
}

/// The sample with `from` replaced by `to` everywhere must be refused with a sentence that holds `expected`.
#[track_caller]
fn check_tampered(from: &str, to: &str, expected: &str) {
    check_refused(&fs::read_to_string(SAMPLE).unwrap(), from, to, expected);
}

/// The file `text` with `from` replaced by `to` everywhere must be refused with a sentence that holds `expected`.
#[track_caller]
fn check_refused(text: &str, from: &str, to: &str, expected: &str) {
    assert!(text.contains(from), "{from}");
    let error = load_bytes(Path::new("a.gouji.ron"), text.replace(from, to).as_bytes())
        .map(|_| ())
        .unwrap_err();
    assert!(error.to_string().contains(expected), "{error}");
}

#[test]
fn tampered_files_are_refused_with_a_sentence() {
    check_tampered("schema: 1", "schema: 2", "更新版本");
    check_tampered("schema: 1", "schema: 0", "格式 0");
    check_tampered("schema: 1", "schema: \"1\"", "第 2 行");
    check_tampered(SUSPECT, "requests.received.nobody", "不是表格里的单元格");
    check_tampered(SUSPECT, "received", "不是单元格键");
    check_tampered(
        "verdict: \"misread\"",
        "verdict: \"guess\"",
        "不是已知的判定",
    );
    check_tampered("value: Some(\"3\")", "value: Some(\"三\")", "不是数");
    check_tampered("青岚县白榆镇", "青", "不在原文内");
    check_tampered("Undo(", "Redo(", "与前面的步骤不符");
    let deep = format!("(schema: 1, cells: {})", "[".repeat(100_000));
    assert!(load_bytes(Path::new("a"), deep.as_bytes()).is_err());
    assert!(load_bytes(Path::new("a"), &[0xff, 0xfe, 0x00]).is_err());
}

#[test]
fn a_decision_that_the_journal_does_not_know_is_a_notice() {
    let text = fs::read_to_string(SAMPLE).unwrap();
    let line = text.lines().find(|line| line.contains(SUSPECT)).unwrap();
    let forged = line.replace(
        "verdict: \"misread\", value: Some(\"2\")",
        "verdict: \"misread\", value: Some(\"7\")",
    );
    assert_ne!(line, forged);
    let loaded = load_bytes(Path::new("a"), text.replace(line, &forged).as_bytes()).unwrap();
    assert!(
        loaded
            .notices
            .iter()
            .any(|notice| notice.chinese.contains("1 格的审定")),
        "{:?}",
        loaded.notices
    );
    assert_eq!(word(loaded.session.value(&cell(SUSPECT))), "2");
}

#[test]
fn the_sample_of_schema_1_loads_for_ever() {
    let review = load(Path::new(SAMPLE)).unwrap().session;
    assert_eq!(word(review.value(&cell(SUSPECT))), "2");
    assert_eq!(review.journal().records().len(), 8);
}

/// A review saved at `path`, and the journal of a window that made two steps since: `8`, and its undo.
fn two_steps(path: &Path) -> (Session, String, Recovery) {
    let mut review = reviewed("");
    let hash = save(path, &review, None).unwrap();
    let saved = review.journal().records().len();
    let mut journal = Recovery::start(path, Some(&hash), saved, &review);
    journal.record(&review).unwrap();
    assert!(
        recovery::recover(path).steps.is_none(),
        "no step, no journal"
    );
    review.apply(enter(SUSPECT, "8"), &stamp()).unwrap();
    journal.record(&review).unwrap();
    review.undo(&stamp());
    journal.record(&review).unwrap();
    (review, hash, journal)
}

#[track_caller]
fn wait_until_durable(journal: &mut Recovery, review: &Session) {
    let soon = (0..400).any(|_| {
        std::thread::sleep(std::time::Duration::from_millis(10));
        let _ = journal.record(review);
        journal.is_durable(review)
    });
    assert!(soon);
}

#[test]
fn steps_survive_a_crash_and_are_gone_after_saving() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.gouji.ron");
    let (mut review, hash, journal) = two_steps(&path);
    drop(journal);

    let found = recovery::recover(&path).steps.unwrap();
    assert_eq!((found.steps, found.torn), (2, false));
    let mut again = load(&path).unwrap().session;
    assert!(!found.is_in(&again));
    assert!(found.continue_in(&mut again, Some("other")).is_err());
    assert_eq!(found.continue_in(&mut again, Some(&hash)).unwrap(), 2);
    assert_eq!(again.journal(), review.journal());
    // The journal goes on, nothing is written anew.
    let before = fs::read(&found.path).unwrap();
    let steps = found.path.clone();
    let mut journal = Recovery::resume(&path, found, &again);
    journal.record(&again).unwrap();
    assert_eq!(fs::read(&steps).unwrap(), before);
    again.redo(&stamp());
    review.redo(&stamp());
    journal.record(&again).unwrap();
    assert!(fs::read(&steps).unwrap().starts_with(&before));

    let hash = save(&path, &again, Some(&hash)).unwrap();
    drop(journal);
    let found = recovery::recover(&path).steps.unwrap();
    let loaded = load(&path).unwrap().session;
    assert!(found.is_in(&loaded), "saved, but not tidied up");
    let mut journal = Recovery::resume(&path, found, &loaded);
    journal.saved(&hash, &loaded).unwrap();
    assert!(!steps.exists());
}

#[test]
fn a_step_that_was_cut_off_leaves_those_before_it() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.gouji.ron");
    let (_, hash, journal) = two_steps(&path);
    drop(journal);
    let steps = folder.path().join("a.gouji.ron.steps");
    let bytes = fs::read(&steps).unwrap();
    fs::write(&steps, &bytes[..bytes.len() - 5]).unwrap();
    let torn = recovery::recover(&path).steps.unwrap();
    assert_eq!((torn.steps, torn.torn), (1, true));
    let mut again = load(&path).unwrap().session;
    torn.continue_in(&mut again, Some(&hash)).unwrap();
    let mut journal = Recovery::resume(&path, torn, &again);
    again.undo(&stamp());
    journal.record(&again).unwrap();
    drop(journal);
    let whole = recovery::recover(&path).steps.unwrap();
    assert_eq!((whole.steps, whole.torn), (2, false));
}

/// What `change` makes of the journal of two steps is kept under another name, and the next step has a journal of its own.
#[track_caller]
fn check_kept_aside(change: impl Fn(&str) -> String) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.gouji.ron");
    let (_, hash, journal) = two_steps(&path);
    drop(journal);
    let steps = folder.path().join("a.gouji.ron.steps");
    let changed = change(&fs::read_to_string(&steps).unwrap());
    fs::write(&steps, &changed).unwrap();
    // Whether it is looked at or not.
    let mut review = load(&path).unwrap().session;
    let saved = review.journal().records().len();
    let left = recovery::recover(&path).steps;
    if let Some(found) = left
        && let Ok(n_steps) = found.continue_in(&mut review, Some(&hash))
    {
        assert_eq!(n_steps, 1, "what stands before the damage");
        let mut journal = Recovery::resume(&path, found, &review);
        assert!(all(&journal.take_notices()).contains("steps.1"));
        review.redo(&stamp());
        journal.record(&review).unwrap();
    } else {
        let mut journal = Recovery::start(&path, Some(&hash), saved, &review);
        review.apply(enter(SUSPECT, "7"), &stamp()).unwrap();
        journal.record(&review).unwrap();
    }
    let aside = fs::read_to_string(folder.path().join("a.gouji.ron.steps.1")).unwrap();
    assert_eq!(aside, changed);
    assert!(steps.exists());
}

#[test]
fn a_journal_nobody_decided_about_is_kept() {
    check_kept_aside(|text| text.replacen("schema", "scheme", 1));
    check_kept_aside(|text| text.replacen("file: Some(\"", "file: Some(\"0", 1));
    check_kept_aside(|text| text.replacen("records: ", "records: 1", 1));
    check_kept_aside(|text| format!("\u{0}{text}"));
    check_kept_aside(|text| {
        let mut lines: Vec<&str> = text.split_inclusive('\n').collect();
        lines.insert(2, "half a li\n");
        lines.concat()
    });
    // A figure that became another one, in the middle and in the last line; a line that is gone.
    check_kept_aside(|text| text.replacen("\"8\"", "\"9\"", 1));
    check_kept_aside(|text| text.replacen("Undo(", "Redo(", 1));
    check_kept_aside(|text| {
        let lines: Vec<&str> = text.split_inclusive('\n').collect();
        lines[0].to_owned() + lines[2]
    });
}

/// On a disk whose locks another machine does not see, that machine writes behind our steps: neither loses any.
#[test]
fn a_journal_that_somebody_else_goes_on_with_is_left_to_him() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.gouji.ron");
    let (mut review, hash, mut journal) = two_steps(&path);
    let steps = folder.path().join("a.gouji.ron.steps");
    let others = fs::read_to_string(&steps).unwrap() + "Redo(at: 1, by: \"别人\")\n";
    fs::write(&steps, &others).unwrap();
    review.apply(enter(SUSPECT, "7"), &stamp()).unwrap();
    journal.record(&review).unwrap();
    assert!(all(&journal.take_notices()).contains("另一台电脑"));
    assert_eq!(fs::read_to_string(&steps).unwrap(), others);
    wait_until_durable(&mut journal, &review);
    drop(journal);
    fs::remove_file(&steps).unwrap();
    let mut again = load(&path).unwrap().session;
    let found = recovery::recover(&path).steps.unwrap();
    assert_eq!(found.continue_in(&mut again, Some(&hash)).unwrap(), 3);
    found.discard().unwrap();
    assert_eq!(again.journal(), review.journal());
}

/// What a sentence repeats of a damaged file stays on its line, is short, and holds nothing that a terminal obeys.
#[test]
fn a_sentence_about_a_file_repeats_little_of_it() {
    let sample = fs::read_to_string(SAMPLE).unwrap();
    for bad in ["\\n\\u{1b}[2J", &"长".repeat(5_000)] {
        let text = sample.replacen(
            "\"requests.received.",
            &format!("\"{bad}requests.received."),
            1,
        );
        let error = load_bytes(Path::new("a.gouji.ron"), text.as_bytes()).unwrap_err();
        let said = error.to_string();
        assert!(
            said.chars().count() < 400 && !said.contains(char::is_control),
            "{said}"
        );
    }
}

/// A journal as programs wrote it whose lines had no checksums.
#[test]
fn a_journal_without_checksums_is_continued() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.gouji.ron");
    let (_, hash, journal) = two_steps(&path);
    drop(journal);
    let steps = folder.path().join("a.gouji.ron.steps");
    let sealed = fs::read_to_string(&steps).unwrap();
    let lines = sealed
        .lines()
        .map(|line| line.rsplit_once(" // ").unwrap().0);
    let bare = lines.collect::<Vec<_>>().join("\n") + "\n";
    fs::write(&steps, &bare).unwrap();
    let mut review = load(&path).unwrap().session;
    let found = recovery::recover(&path).steps.unwrap();
    assert_eq!(found.continue_in(&mut review, Some(&hash)).unwrap(), 2);
    let mut journal = Recovery::resume(&path, found, &review);
    review.redo(&stamp());
    journal.record(&review).unwrap();
    drop(journal);
    let written = fs::read_to_string(&steps).unwrap();
    assert!(written.starts_with(&bare) && written.len() > bare.len());
    let found = recovery::recover(&path).steps.unwrap();
    assert_eq!((found.steps, found.torn), (3, false));
    // The line with a checksum answers for those before it.
    fs::write(&steps, written.replacen("\"8\"", "\"9\"", 1)).unwrap();
    drop(found);
    assert!(
        recovery::recover(&path)
            .steps
            .is_some_and(|found| found.torn)
    );
}

#[test]
fn a_journal_in_use_is_not_offered_and_not_touched() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.gouji.ron");
    let (mut review, hash, mut journal) = two_steps(&path);
    let steps = folder.path().join("a.gouji.ron.steps");
    let before = fs::read(&steps).unwrap();
    let left = recovery::recover(&path);
    assert!(left.is_live && left.steps.is_none());
    // A second window that was let in all the same writes elsewhere.
    let mut other = load(&path).unwrap().session;
    let saved = other.journal().records().len();
    let mut second = Recovery::start(&path, Some(&hash), saved, &other);
    other.apply(enter(SUSPECT, "6"), &stamp()).unwrap();
    second.record(&other).unwrap();
    assert_eq!(fs::read(&steps).unwrap(), before);
    second.discard().unwrap();
    review.redo(&stamp());
    journal.record(&review).unwrap();
    drop(journal);
    assert_eq!(recovery::recover(&path).steps.unwrap().steps, 3);
}

#[cfg(unix)]
#[test]
fn neither_journal_nor_review_nor_list_nor_lock_follows_a_link_or_waits_for_a_pipe() {
    use std::os::unix::fs::symlink;
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.gouji.ron");
    let precious = folder.path().join("bashrc");
    let steps = folder.path().join("a.gouji.ron.steps");
    for is_pipe in [false, true] {
        let put = |at: &Path| {
            let _ = fs::remove_file(at);
            if is_pipe {
                let made = std::process::Command::new("mkfifo").arg(at).status();
                assert!(made.unwrap().success());
            } else {
                symlink(&precious, at).unwrap();
            }
        };
        fs::write(&precious, "alias ll='ls -l'").unwrap();
        put(&steps);
        let mut review = session("");
        assert!(recovery::recover(&path).steps.is_none());
        let mut journal = Recovery::start(&path, None, 0, &review);
        review.apply(enter(SUSPECT, "2"), &stamp()).unwrap();
        journal.record(&review).unwrap();
        journal.discard().unwrap();
        put(&path);
        assert!(matches!(load(&path), Err(LoadError::NotAFile { .. })));
        assert!(matches!(
            save(&path, &review, None),
            Err(SaveError::Exists { .. })
        ));
        put(&folder.path().join(gouji::dataset::offices::FILE_NAME));
        let (_, told) = gouji::dataset::offices::Aliases::in_folder(folder.path());
        assert!(told.unwrap().chinese.contains("不是普通文件"));
        put(&folder.path().join(".b.gouji.ron.lock"));
        let locking = gouji::dataset::lock::lock(&folder.path().join("b.gouji.ron"));
        assert!(matches!(locking, gouji::dataset::lock::Locking::Closed(_)));
        assert_eq!(fs::read_to_string(&precious).unwrap(), "alias ll='ls -l'");
    }
}

#[test]
fn steps_become_durable_soon() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.gouji.ron");
    let mut review = session("");
    let mut journal = Recovery::start(&path, None, 0, &review);
    review.apply(enter(SUSPECT, "2"), &stamp()).unwrap();
    journal.record(&review).unwrap();
    wait_until_durable(&mut journal, &review);
}

#[test]
fn steps_are_not_called_durable_when_their_folder_is_gone() {
    let folder = tempfile::tempdir().unwrap();
    let inner = folder.path().join("年报");
    fs::create_dir(&inner).unwrap();
    let path = inner.join("a.gouji.ron");
    let mut review = session("");
    let mut journal = Recovery::start(&path, None, 0, &review);
    review.apply(enter(SUSPECT, "2"), &stamp()).unwrap();
    journal.record(&review).unwrap();
    wait_until_durable(&mut journal, &review);
    fs::remove_dir_all(&inner).unwrap();
    let noticed = (0..400).any(|_| {
        std::thread::sleep(std::time::Duration::from_millis(10));
        !journal.is_durable(&review)
    });
    assert!(noticed, "the folder is gone");
    // They go elsewhere, and that is said.
    journal.record(&review).unwrap();
    assert!(all(&journal.take_notices()).contains("不见了"));
    wait_until_durable(&mut journal, &review);
    fs::create_dir(&inner).unwrap();
    drop(journal);
    let found = recovery::recover(&path).steps.unwrap();
    assert_eq!(found.steps, 1);
    found.discard().unwrap();
}

#[cfg(unix)]
#[test]
fn what_crashes_left_half_written_is_swept_and_what_is_young_stays() {
    use std::time::{Duration, SystemTime};
    let folder = tempfile::tempdir().unwrap();
    let put = |name: &str, age: u64| {
        let path = folder.path().join(name);
        fs::write(&path, "(").unwrap();
        let file = fs::File::options().write(true).open(&path).unwrap();
        let then = SystemTime::now() - Duration::from_secs(age);
        file.set_modified(then).unwrap();
        path
    };
    let (old, young) = (put(".gouji-a1B2c3.tmp", 3_600), put(".gouji-d4E5f6.tmp", 1));
    let other = put("gouji-notes.tmp", 3_600);
    gouji::dataset::lock::sweep(folder.path());
    assert!(!old.exists() && young.exists() && other.exists());
}

/// The file as programs wrote it before there was a checksum.
fn without_checksum(text: &str) -> String {
    let lines = text.split_inclusive('\n');
    lines
        .filter(|line| !line.starts_with("    checksum: "))
        .collect()
}

/// Numbers that look random and are the same every time.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        // xorshift64*, Vigna 2016
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        let high = self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 33;
        usize::try_from(high).unwrap() % sides
    }
}

/// The bytes with one thing changed: a digit, any byte, a line taken out, written twice, swapped with the next, a word of
/// one place put in another.
fn mutated(bytes: &[u8], dice: &mut Dice) -> Vec<u8> {
    let mut changed = bytes.to_vec();
    let at = dice.roll(bytes.len());
    let mut lines: Vec<&[u8]> = bytes.split_inclusive(|byte| *byte == b'\n').collect();
    let line = dice.roll(lines.len() - 1);
    match dice.roll(7) {
        0 => {
            let digits: Vec<usize> = (0..bytes.len())
                .filter(|at| bytes[*at].is_ascii_digit())
                .collect();
            let at = digits[dice.roll(digits.len())];
            changed[at] = b'0' + (bytes[at] - b'0' + 1 + u8::try_from(dice.roll(9)).unwrap()) % 10;
        }
        1 => changed[at] = u8::try_from(dice.roll(256)).unwrap(),
        2 => drop(changed.remove(at)),
        3 => {
            lines.remove(line);
            changed = lines.concat();
        }
        4 => {
            lines.insert(line, lines[line]);
            changed = lines.concat();
        }
        5 => {
            lines.swap(line, line + 1);
            changed = lines.concat();
        }
        _ => {
            let from = dice.roll(bytes.len() - 8);
            changed.splice(at..at, bytes[from..from + 1 + dice.roll(8)].iter().copied());
        }
    }
    changed
}

#[test]
fn no_changed_file_is_quietly_another() {
    let review = reviewed("末行\n");
    let file = gouji::dataset::pack::file(&review);
    let bytes = gouji::dataset::render::render(&file).unwrap().into_bytes();
    let mut dice = Dice(0x5eed);
    let (mut n_refused, mut n_told, mut n_same) = (0, 0, 0);
    for number in 0..3_000 {
        let changed = mutated(&bytes, &mut dice);
        match load_bytes(Path::new("a"), &changed) {
            Err(_) => n_refused += 1,
            Ok(loaded) if !loaded.notices.is_empty() => n_told += 1,
            Ok(loaded) => {
                n_same += 1;
                assert_eq!(loaded.session.reading(), review.reading(), "{number}");
                assert_eq!(loaded.session.source(), review.source(), "{number}");
                assert_eq!(loaded.session.journal(), review.journal(), "{number}");
            }
        }
    }
    assert!(
        n_told > 1_000 && n_same < 100,
        "{n_refused} refused, {n_told} told, {n_same} the same"
    );
}

#[test]
fn files_of_the_first_days_tell_what_can_be_told_without_a_checksum() {
    let text = fs::read_to_string(SAMPLE).unwrap();
    assert!(!text.contains("checksum"));
    // A number that does not follow from its characters.
    let line = "\"requests.carried_in.enterprise\": (printed: \"0\", value: Some(\"0\")";
    let forged = line.replace("Some(\"0\")", "Some(\"5\")");
    assert!(text.contains(line));
    let loaded = load_bytes(Path::new("a"), text.replace(line, &forged).as_bytes()).unwrap();
    assert!(
        all(&loaded.notices).contains("1 格识读的数值"),
        "{:?}",
        loaded.notices
    );
    // The same cell twice.
    let lines = text.lines().find(|it| it.contains(line)).unwrap();
    check_refused(&text, lines, &format!("{lines}\n{lines}"), "写了两次");
    let hash = text.lines().find(|it| it.contains("sha256: ")).unwrap();
    check_refused(&text, hash, "        sha256: \"天书\",", "64 位十六进制数");
}

#[test]
fn a_saved_file_says_when_another_program_changed_it() {
    let text = gouji::dataset::render::render(&gouji::dataset::pack::file(&reviewed(""))).unwrap();
    assert_eq!(
        load_bytes(Path::new("a"), text.as_bytes()).unwrap().notices,
        [""; 0]
    );
    let changed = text.replacen("by: \"审定员\"", "by: \"审定人\"", 1);
    let loaded = load_bytes(Path::new("a"), changed.as_bytes()).unwrap();
    assert!(all(&loaded.notices).contains("校验和不符"));
}

#[test]
fn what_the_reader_is_sure_of_follows_from_what_is_printed() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/read");
    let mut n_cells = 0;
    let mut check = |path: &Path| {
        let Ok(source) = gouji::source::open(path) else {
            return;
        };
        for (cell, found) in &gouji::read::read(&source).cells {
            n_cells += 1;
            let said = (
                path.display(),
                cell.to_string(),
                &found.printed,
                found.value,
            );
            assert!(found.follows_from_printed(), "{said:?}");
        }
    };
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|ending| ending == "txt") {
            check(&path);
        }
    }
    assert!(n_cells > 1_000, "{n_cells}");
}
