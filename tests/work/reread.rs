//! What becomes of decisions when a report is read anew. The reports are invented.

use std::collections::BTreeSet;
use std::process::Command;

use assert_cmd::assert::OutputAssertExt;
use assert_cmd::cargo::CommandCargoExt;
use gouji::dataset::{load, save};
use gouji::form::{EditionId, TableId};
use gouji::read::{Found, Reading};
use gouji::review::problems::{self, ProblemKind};
use gouji::review::reread::{Reread, reread};
use gouji::review::{Edit, HeaderField, Origin, Record, Session, Slot, Verdict};
use gouji::source::hash::sha256_hex;
use gouji::source::{Source, Span};
use gouji::value::Value;

use crate::common::{cell, enter, session, stamp, word};

const WRONG: &str = "requests.received.natural_person";
const BLANK: &str = "requests.received.enterprise";
const UNREAD: &str = "requests.granted.enterprise";
const TOTAL: &str = "requests.received.total";

fn judge(key: &str, verdict: Verdict) -> Edit {
    Edit::Judge {
        cells: vec![cell(key)],
        verdict,
        note: String::new(),
    }
}

fn reviewed(edits: impl IntoIterator<Item = Edit>) -> Session {
    let mut session = session("");
    for edit in edits {
        session.apply(edit, &stamp()).unwrap();
    }
    session
}

/// The reading of `old`, with other characters in some cells; `-` for a cell that is not found.
fn read_otherwise(old: &Session, changes: &[(&str, &str)]) -> Reading {
    let mut reading = old.reading().clone();
    for (key, printed) in changes {
        let found = reading.cells.get_mut(&cell(key)).unwrap();
        *found = match *printed {
            "-" => Found::absent(),
            printed => Found {
                printed: printed.to_owned(),
                value: gouji::entry::parse(printed).unwrap().value,
                doubts: Vec::new(),
                ..found.clone()
            },
        };
    }
    reading
}

fn again(old: &Session, changes: &[(&str, &str)]) -> Reread {
    let reading = read_otherwise(old, changes);
    reread(old, old.source().clone(), reading, &stamp()).unwrap()
}

/// The slots that do not fit any more, and those that nobody decided about.
fn cells(listed: &[gouji::review::reread::Misfit]) -> Vec<String> {
    let name = |slot: &Slot| match slot {
        Slot::Cell(cell) => cell.to_string(),
        Slot::Finding(_) => "finding".to_owned(),
        other => format!("{other:?}"),
    };
    listed.iter().map(|misfit| name(&misfit.slot)).collect()
}

#[track_caller]
fn check_cell(reread: &Reread, key: &str, value: &str, verdict: Option<Verdict>) {
    let session = &reread.session;
    assert_eq!(word(session.value(&cell(key))), value, "{key}");
    let decision = session.decision(&cell(key));
    assert_eq!(decision.and_then(|it| it.verdict), verdict, "{key}");
}

#[test]
fn the_same_reading_changes_nothing() {
    let old = reviewed([enter(WRONG, "2"), judge(TOTAL, Verdict::Confirmed)]);
    let new = again(&old, &[]);
    assert!(new.is_same(&old));
    assert_eq!((new.n_kept, new.n_agreed), (2, 0));
    assert_eq!(new.session.journal(), old.journal());
    assert_eq!(new.session.decisions(), old.decisions());
    let signed = reviewed([enter(WRONG, "2"), Edit::SignOff { force: true }]);
    assert!(again(&signed, &[]).session.sign_off().is_some());
}

#[test]
fn what_is_read_now_as_it_was_decided_is_confirmed() {
    let old = reviewed([enter(WRONG, "2"), enter(UNREAD, "0")]);
    let new = again(&old, &[(WRONG, "2"), (UNREAD, "0")]);
    assert_eq!((new.n_kept, new.n_agreed), (0, 2));
    assert!(new.misfits.is_empty());
    check_cell(&new, WRONG, "2", Some(Verdict::Confirmed));
    check_cell(&new, UNREAD, "0", Some(Verdict::Confirmed));
}

#[test]
fn what_no_longer_fits_keeps_its_value_and_is_in_doubt_until_somebody_looks() {
    let old = reviewed([
        enter(WRONG, "2"),
        judge(TOTAL, Verdict::SourceError),
        judge(BLANK, Verdict::BlankIsZero),
        Edit::SignOff { force: true },
    ]);
    let mut new = again(&old, &[(WRONG, "8"), (TOTAL, "-"), (BLANK, "1")]);
    let listed: BTreeSet<String> = cells(&new.misfits).into_iter().collect();
    for key in [WRONG, TOTAL, BLANK] {
        assert!(listed.contains(key), "{key} {listed:?}");
    }
    check_cell(&new, WRONG, "2", Some(Verdict::Doubtful));
    check_cell(&new, TOTAL, "2", Some(Verdict::Doubtful));
    check_cell(&new, BLANK, "0", Some(Verdict::Doubtful));
    let note = &new.session.decision(&cell(WRONG)).unwrap().note;
    assert_eq!(note, "重新识读：原识读“3”，判为转录错误，定为 2；现识读“8”");
    let open = problems::counts(&new.session);
    assert_eq!(open.of(ProblemKind::Doubtful), 3);
    assert_eq!(new.session.sign_off(), None);
    // One step, which is taken back like any other.
    let label = new.session.undo(&stamp()).unwrap();
    assert!(label.starts_with("重新识读"), "{label}");
    assert_eq!(new.session.decisions(), old.decisions());
    assert!(new.session.sign_off().is_some());
}

#[test]
fn a_cell_nobody_decided_about_is_in_doubt_only_where_somebody_signed() {
    let old = reviewed([enter(WRONG, "2")]);
    let new = again(&old, &[(TOTAL, "5"), (UNREAD, "0")]);
    assert!(new.misfits.is_empty());
    assert_eq!(cells(&new.otherwise), [TOTAL, UNREAD]);
    check_cell(&new, TOTAL, "5", None);
    let signed = reviewed([enter(WRONG, "2"), Edit::SignOff { force: true }]);
    let new = again(&signed, &[(TOTAL, "5")]);
    assert_eq!(cells(&new.otherwise), [TOTAL]);
    check_cell(&new, TOTAL, "5", Some(Verdict::Doubtful));
    assert_eq!(new.session.sign_off(), None);
}

#[test]
fn a_remark_goes_with_its_cell_and_freezes_no_value() {
    let old = reviewed([Edit::Note {
        cell: cell(TOTAL),
        note: "见附件".to_owned(),
    }]);
    let new = again(&old, &[(TOTAL, "5")]);
    check_cell(&new, TOTAL, "5", None);
    assert_eq!(new.session.decision(&cell(TOTAL)).unwrap().note, "见附件");
    assert_eq!(cells(&new.otherwise), [TOTAL]);
}

#[test]
fn judgements_of_findings_and_decisions_without_a_place_are_listed() {
    let old = session("");
    let mut findings = old.results().findings.iter();
    let about_it = findings.find(|finding| finding.cells.contains(&cell(WRONG)));
    let key = about_it.unwrap().key.clone();
    let old = reviewed([
        Edit::JudgeFinding {
            key,
            verdict: Verdict::SourceError,
            note: String::new(),
        },
        judge(WRONG, Verdict::Confirmed),
        Edit::SetHeader {
            field: HeaderField::Year,
            text: "2023".to_owned(),
        },
    ]);
    let mut reading = old.reading().clone();
    reading.editions.remove(&TableId::Requests);
    reading.rows.remove(&TableId::Requests);
    reading.cells.clear();
    let new = reread(&old, old.source().clone(), reading, &stamp()).unwrap();
    let listed = cells(&new.misfits);
    assert!(listed.contains(&"finding".to_owned()), "{listed:?}");
    assert!(listed.contains(&WRONG.to_owned()), "{listed:?}");
    assert_eq!(new.session.stranded().count(), 1);
    assert!(cells(&new.otherwise).contains(&"Table(Requests)".to_owned()));
    // What was corrected in the heading stands.
    assert_eq!(new.session.header(HeaderField::Year), Some("2023"));
    // The decision is where the table comes back.
    let mut session = new.session.clone();
    let table = Edit::AddTable {
        table: TableId::Requests,
        edition: EditionId(2021),
    };
    session.apply(table, &stamp()).unwrap();
    assert_eq!(session.stranded().count(), 0);
    assert_eq!(word(session.value(&cell(WRONG))), "3");
}

/// The source with lines put before its text.
fn moved(source: &Source, before: &str) -> Source {
    let text = format!("{before}{}", source.text);
    Source {
        sha256: sha256_hex(text.as_bytes()),
        text,
        ..source.clone()
    }
}

#[test]
fn places_chosen_as_evidence_move_with_their_lines() {
    let old = session("\n另见第一行\n重复\n重复\n");
    let place = |text: &str| {
        let at = old.source().text.find(text).unwrap();
        Span::new(at, at + text.len())
    };
    let entered = |key: &str, text: &str, span: Span| Edit::Enter {
        cell: cell(key),
        text: text.to_owned(),
        origin: Origin::Source,
        spans: vec![span],
    };
    let mut old_session = old.clone();
    for edit in [
        entered(WRONG, "2", place("第一行")),
        entered(UNREAD, "0", place("重复")),
    ] {
        old_session.apply(edit, &stamp()).unwrap();
    }
    let source = moved(old.source(), "新增的一行\n");
    let shift = "新增的一行\n".len();
    let mut reading = old.reading().clone();
    for found in reading.cells.values_mut() {
        for span in &mut found.spans {
            *span = Span::new(span.start() + shift, span.end() + shift);
        }
    }
    for stated in [&mut reading.heading.office, &mut reading.heading.year] {
        for span in &mut stated.as_mut().unwrap().spans {
            *span = Span::new(span.start() + shift, span.end() + shift);
        }
    }
    let new = reread(&old_session, source, reading, &stamp()).unwrap();
    assert_eq!(new.n_places_lost, 1);
    let evidence = |key: &str| new.session.decision(&cell(key)).unwrap().spans.clone();
    let [span] = evidence(WRONG)[..] else {
        panic!("one place")
    };
    assert_eq!(span.of(&new.session.source().text), "第一行");
    assert_eq!(evidence(UNREAD), []);
    // History and all, it is a review like any other.
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("a.txt.gouji.ron");
    save(&file, &new.session, None).unwrap();
    let loaded = load(&file).unwrap();
    assert_eq!(loaded.notices, [""; 0]);
    assert_eq!(loaded.session.decisions(), new.session.decisions());
    let steps = loaded.session.journal().records();
    assert!(steps.iter().all(|record| matches!(record, Record::Do(_))));
    assert_eq!(
        loaded.session.value(&cell(WRONG)),
        Value::Number(gouji::amount::Amount::whole_number(2))
    );
}

const SAMPLE: &str = include_str!("../../assets/samples/示例报告.txt");

#[test]
fn a_dataset_is_read_anew_into_another_folder() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("数据");
    std::fs::create_dir(&data).unwrap();
    let report = data.join("a.txt");
    std::fs::write(&report, SAMPLE).unwrap();
    let source = gouji::source::open(&report).unwrap();
    let mut reading = gouji::read::read(&source);
    // As if an older reader had taken a figure for another.
    let key = cell("requests.unavailable.not_held.enterprise");
    let found = reading.cells.get_mut(&key).unwrap();
    "9".clone_into(&mut found.printed);
    found.value = gouji::entry::parse("9").unwrap().value;
    let mut old = Session::new(source, reading);
    old.apply(enter(&key.to_string(), "1"), &stamp()).unwrap();
    let review = data.join("a.txt.gouji.ron");
    save(&review, &old, None).unwrap();
    let before = std::fs::read(&review).unwrap();

    let run = || {
        let mut command = Command::cargo_bin("gouji").unwrap();
        let command = command.args(["reread", "数据", "-o", "新"]);
        command.current_dir(folder.path()).assert()
    };
    let told = String::from_utf8(run().code(1).get_output().stdout.clone()).unwrap();
    assert!(told.contains("对不上 1 处"), "{told}");
    assert!(told.contains("定为 1；现识读“7”"), "{told}");
    let new = load(&folder.path().join("新/a.txt.gouji.ron")).unwrap();
    let decision = new.session.decision(&key).unwrap();
    assert_eq!(decision.verdict, Some(Verdict::Doubtful));
    assert_eq!(std::fs::read(&review).unwrap(), before);
    // Nothing is written over.
    run().code(2);
}
