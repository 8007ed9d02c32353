//! How a cell stands, and that whatever is counted is a stop, a line at sign-off and part of its record.
#![expect(clippy::unwrap_used, clippy::panic, reason = "tests fail loudly")]

mod common;

use common::{cell, enter, session, stamp};
use gouji::form::{CellKey, EditionId, TableId, catalogue};
use gouji::read::{Found, Method};
use gouji::review::problems::{self, ProblemKind};
use gouji::review::state::{self, CellState};
use gouji::review::{Basis, Edit, Footing, Origin, Refusal, Session, Verdict, status};
use gouji::value::Value;

const COVERED: &str = "requests.carried_out.legal_service";
const BLANK: &str = "requests.received.enterprise";
const ABSENT: &str = "requests.granted.enterprise";
const UNCERTAIN: &str = "requests.carried_in.total";
const EYE_ONLY: &str = "proactive.licensing.decisions";
const EYE_ONLY_BLANK: &str = "proactive.penalties.decisions";

/// The session of [`common`] with table two, of which no rule covers a cell.
fn report() -> Session {
    let plain = session("");
    let mut reading = plain.reading().clone();
    let (table, edition) = (TableId::Proactive, EditionId(2021));
    let spec = catalogue::table(edition, table).unwrap();
    reading.editions.insert(table, edition);
    reading.rows.insert(table, spec.official_rows());
    for key in spec.cells(table, &spec.official_rows()) {
        let printed = if key == cell(EYE_ONLY_BLANK) { "" } else { "0" };
        let found = Found {
            printed: printed.to_owned(),
            value: gouji::entry::parse(printed).unwrap().value,
            unit: None,
            spans: Vec::new(),
            doubts: Vec::new(),
            method: Method::default(),
        };
        reading.cells.insert(key, found);
    }
    Session::new(plain.source().clone(), reading)
}

fn accept(key: &str, text: &str, basis: Basis, footing: Footing) -> Edit {
    Edit::EnterMany {
        label: "采纳方案 1".to_owned(),
        cells: vec![(cell(key), text.to_owned())],
        origin: Origin::Proposal {
            rank: 1,
            margin: None,
            basis,
            footing,
        },
    }
}

fn judge(cells: &[&str], verdict: Verdict) -> Edit {
    Edit::Judge {
        cells: cells.iter().map(|key| cell(key)).collect(),
        verdict,
        note: String::new(),
    }
}

fn note(key: &str, note: &str) -> Edit {
    Edit::Note {
        cell: cell(key),
        note: note.to_owned(),
    }
}

fn state(review: &Session, key: &str) -> CellState {
    state::cell_state(review, &cell(key))
}

/// Every way to decide about a cell.
fn steps(key: &str) -> Vec<Vec<Edit>> {
    let mut steps = vec![
        vec![],
        vec![enter(key, "7")],
        vec![enter(key, "？")],
        vec![enter(key, "")],
        vec![note(key, "须查原件")],
        vec![accept(key, "7", Basis::Cells, Footing::Deduced)],
        vec![accept(key, "7", Basis::Layout, Footing::Estimated)],
        vec![accept(key, "7", Basis::Estimate, Footing::Estimated)],
    ];
    for verdict in Verdict::ALL {
        steps.push(vec![judge(&[key], verdict)]);
        steps.push(vec![enter(key, "7"), judge(&[key], verdict)]);
        let estimate = accept(key, "7", Basis::Estimate, Footing::Estimated);
        steps.push(vec![estimate, judge(&[key], verdict)]);
        let deduced = accept(key, "7", Basis::Cells, Footing::Deduced);
        steps.push(vec![deduced, judge(&[key], verdict)]);
    }
    steps
}

/// What is open about a cell is counted once, walked by F8 or by its own walk, asked for at sign-off and recorded there.
#[track_caller]
fn check_seen(review: &Session, key: &CellKey, told: &str) {
    let state = state::cell_state(review, key);
    let counts = status::tally(review).open;
    for kind in ProblemKind::ALL {
        let is_here = |problem: &problems::Problem| problem.cell.as_ref() == Some(key);
        let is_its = state.open() == Some(kind);
        let of_kind = problems::of_kind(review, kind);
        let own = of_kind.iter().filter(|problem| is_here(problem));
        let own = own.filter(|problem| problem.finding.is_none()).count();
        let is_noted = kind == ProblemKind::Noted
            && review
                .decision(key)
                .is_some_and(|decision| decision.verdict.is_none() && !decision.note.is_empty());
        assert_eq!(own, usize::from(is_its || is_noted), "{told} {kind:?}");
        if is_its {
            assert!(counts.of(kind) > 0, "{told} {kind:?}");
            let stops = problems::problems(review);
            let is_stop = stops.iter().any(|stop| stop.kind == kind && is_here(stop));
            assert_eq!(is_stop, kind.is_stop(), "{told} {kind:?}");
        }
    }
    let forces = state.open().is_some_and(ProblemKind::needs_force);
    assert_eq!(forces, state.is_in_doubt(), "{told}");
    let mut signed = review.clone();
    let refusal = signed.apply(Edit::SignOff { force: false }, &stamp());
    match refusal {
        Err(refusal @ Refusal::StillOpen(_)) => {
            for (kind, n) in counts.present() {
                let line = format!("{} {n}", kind.name());
                assert!(refusal.to_string().contains(&line), "{told}: {refusal}");
            }
        }
        other => assert!(!counts.need_force(), "{told}: {other:?}"),
    }
    if signed.sign_off().is_none() {
        signed
            .apply(Edit::SignOff { force: true }, &stamp())
            .unwrap();
    }
    let record = signed.sign_off().unwrap();
    assert_eq!(record.open, counts, "{told}");
    assert_eq!(record.forced, counts.need_force(), "{told}");
}

#[test]
fn whatever_is_counted_is_walked_and_asked_for_at_sign_off_for_every_verdict_and_state() {
    let mut seen = std::collections::BTreeSet::new();
    for key in [COVERED, BLANK, ABSENT, UNCERTAIN, EYE_ONLY, EYE_ONLY_BLANK] {
        for steps in steps(key) {
            let mut review = report();
            for step in &steps {
                // Some verdicts are refused here; the state before is checked then.
                let _ = review.apply(step.clone(), &stamp());
            }
            seen.insert(state(&review, key));
            check_seen(&review, &cell(key), &format!("{key} {steps:?}"));
        }
    }
    let missing: Vec<_> = CellState::ALL
        .into_iter()
        .filter(|state| !seen.contains(state) && *state != CellState::NotApplicable)
        .collect();
    assert_eq!(missing, []);
}

#[test]
fn an_estimate_is_open_until_it_is_settled_cell_by_cell() {
    let estimate = || accept(ABSENT, "0", Basis::Estimate, Footing::Estimated);
    let mut review = report();
    review.apply(estimate(), &stamp()).unwrap();
    assert_eq!(state(&review, ABSENT), CellState::Estimated);
    assert!(review.is_doubtful(&cell(ABSENT)));
    let table: Vec<CellKey> = status::cells_in_order(&review);
    let all = Edit::Judge {
        cells: table,
        verdict: Verdict::Confirmed,
        note: String::new(),
    };
    review.apply(all, &stamp()).unwrap();
    assert_eq!(
        state(&review, ABSENT),
        CellState::Estimated,
        "Space over all"
    );
    review
        .apply(judge(&[ABSENT], Verdict::Confirmed), &stamp())
        .unwrap();
    assert_eq!(state(&review, ABSENT), CellState::Corrected);
    let decision = review.decision(&cell(ABSENT)).unwrap();
    assert_eq!(decision.verdict, Some(Verdict::Misread));
    assert!(!review.is_doubtful(&cell(ABSENT)));

    let mut typed = report();
    typed.apply(estimate(), &stamp()).unwrap();
    typed.apply(enter(ABSENT, "0"), &stamp()).unwrap();
    assert_eq!(
        state(&typed, ABSENT),
        CellState::Corrected,
        "typing settles"
    );

    let mut row = report();
    row.apply(estimate(), &stamp()).unwrap();
    let others = ["requests.granted.research_institute", ABSENT];
    row.apply(judge(&others, Verdict::Confirmed), &stamp())
        .unwrap();
    assert_eq!(state(&row, ABSENT), CellState::Corrected, "row by row");
}

#[test]
fn what_the_equations_force_is_no_estimate_and_takes_one_look() {
    let mut review = report();
    let deduced = accept(ABSENT, "0", Basis::Cells, Footing::Deduced);
    review.apply(deduced, &stamp()).unwrap();
    assert_eq!(state(&review, ABSENT), CellState::Deduced);
    assert_eq!(status::tally(&review).deduced, 1);
    review
        .apply(judge(&[ABSENT], Verdict::Doubtful), &stamp())
        .unwrap();
    assert_eq!(state(&review, ABSENT), CellState::Doubtful);
    review
        .apply(judge(&[ABSENT], Verdict::Confirmed), &stamp())
        .unwrap();
    assert_eq!(state(&review, ABSENT), CellState::Corrected);
}

#[test]
fn a_note_sets_no_verdict_and_an_empty_one_leaves_nothing() {
    let mut review = report();
    review.apply(note(UNCERTAIN, "页边有字"), &stamp()).unwrap();
    assert_eq!(review.decision(&cell(UNCERTAIN)).unwrap().verdict, None);
    assert_eq!(state(&review, UNCERTAIN), CellState::Uncertain);
    let tally = status::tally(&review);
    assert_eq!((tally.noted, tally.open.of(ProblemKind::Noted)), (1, 1));
    review.apply(note(UNCERTAIN, ""), &stamp()).unwrap();
    assert!(review.decision(&cell(UNCERTAIN)).is_none());
}

#[test]
fn a_finding_the_reviewer_postponed_stays_open() {
    let mut review = report();
    let key = "requests-balance/natural_person";
    let judged = |verdict| Edit::JudgeFinding {
        key: key.to_owned(),
        verdict,
        note: String::new(),
    };
    let open = |review: &Session, kind| status::tally(review).open.of(kind);
    let before = open(&review, ProblemKind::Broken);
    review.apply(judged(Verdict::Doubtful), &stamp()).unwrap();
    assert_eq!(open(&review, ProblemKind::Broken), before - 1);
    assert_eq!(open(&review, ProblemKind::Doubtful), 1);
    let stops = problems::of_kind(&review, ProblemKind::Doubtful);
    assert_eq!(stops.len(), 1);
    review
        .apply(judged(Verdict::SourceError), &stamp())
        .unwrap();
    assert_eq!(open(&review, ProblemKind::Doubtful), 0);
}

/// A row moved to the right leaves a gap that nobody has read: it is open, not illegible.
#[test]
fn the_gap_of_a_moved_row_is_unread() {
    let mut review = report();
    let columns = [
        "natural_person",
        "enterprise",
        "research_institute",
        "social_organization",
    ];
    let row: Vec<CellKey> = columns
        .iter()
        .map(|column| cell(&format!("requests.granted.{column}")))
        .collect();
    let edit = gouji::review::placing::shift_right(&review, &row, 0).unwrap();
    review.apply(edit, &stamp()).unwrap();
    let gap = "requests.granted.natural_person";
    assert_eq!(review.value(&cell(gap)), Value::Unreadable);
    assert_eq!(state(&review, gap), CellState::Unread);
}

/// A figure nobody stands for accuses nobody: a sum that an estimate breaks is in doubt.
#[test]
fn an_estimate_that_breaks_a_sum_accuses_nobody() {
    let mut review = report();
    let estimate = accept(ABSENT, "5", Basis::Estimate, Footing::Estimated);
    review.apply(estimate, &stamp()).unwrap();
    let keys = |review: &Session| -> Vec<String> {
        let findings = review.results().findings.iter();
        let errors = findings.filter(|f| f.cells.contains(&cell(ABSENT)));
        errors
            .filter(|f| f.outcome == gouji::rules::Verified::Broken && f.left.is_some())
            .map(|f| f.key.clone())
            .collect()
    };
    assert_eq!(keys(&review), Vec::<String>::new());
    review.apply(enter(ABSENT, "5"), &stamp()).unwrap();
    assert!(!keys(&review).is_empty());
}

/// How firmly what is offered first in table three of this text would stand, with one of its cells not read.
fn first_footing(text: &str) -> Footing {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("年报.txt");
    std::fs::write(&path, text).unwrap();
    let source = gouji::source::open(&path).unwrap();
    let mut reading = gouji::read::read(&source);
    reading
        .cells
        .remove(&cell("requests.unavailable.needs_creation.enterprise"));
    let session = Session::new(source, reading);
    let blocks = gouji::review::proposals::proposals(&session, None);
    let of_requests = |block: &&gouji::repair::BlockRepairs| block.block.table == TableId::Requests;
    let block = blocks.iter().find(of_requests).unwrap();
    let offers = gouji::review::offers::offers(block);
    match offers.first().unwrap().origin(&session, block, 1) {
        Origin::Proposal { footing, .. } => footing,
        other => panic!("{other:?}"),
    }
}

/// No equation tells 0 from a blank.
#[test]
fn a_forced_zero_is_deduced_only_where_the_table_prints_its_zeros() {
    let sample = include_str!("../assets/samples/示例报告.txt");
    let right = sample.replace("\t3\t7\t0\t0\t0\t0\t4", "\t3\t1\t0\t0\t0\t0\t4");
    assert_eq!(first_footing(&right), Footing::Deduced);
    let blank = right.replace("合法权益\t1\t0\t0", "合法权益\t1\t\t0");
    assert_ne!(blank, right);
    assert_eq!(first_footing(&blank), Footing::Estimated);
}
