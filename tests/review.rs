//! Edits, verdicts, undo, sign-off.
#![expect(clippy::unwrap_used, reason = "tests fail loudly")]

mod common;

use std::path::Path;

use common::{cell, enter, neighbour, session, stamp, word};
use gouji::amount::Amount;
use gouji::form::{EditionId, TableId};
use gouji::review::problems::{self, ProblemKind};
use gouji::review::state::{self, CellState};
use gouji::review::status;
use gouji::review::{Edit, HeaderField, Origin, Refusal, Session, Verdict, marks, years};
use gouji::rules::{Neighbours, Verified};
use gouji::value::Value;
use proptest::prelude::*;

const SUSPECT: &str = "requests.received.natural_person";
const BLANK: &str = "requests.received.enterprise";
const ABSENT: &str = "requests.granted.enterprise";
const UNCERTAIN: &str = "requests.carried_in.total";
const BALANCE: &str = "requests-balance/natural_person";

fn judge(key: &str, verdict: Verdict) -> Edit {
    Edit::Judge {
        cells: vec![cell(key)],
        verdict,
        note: String::new(),
    }
}

fn judge_finding(key: &str, verdict: Verdict) -> Edit {
    Edit::JudgeFinding {
        key: key.to_owned(),
        verdict,
        note: String::new(),
    }
}

/// Applies `edits`, expects `after` in the cell `key` (value, state), then undoes all and redoes all.
#[track_caller]
fn check_edits(edits: &[Edit], key: &str, after: (&str, CellState)) {
    let mut review = session("");
    let start = review.decisions().clone();
    for edit in edits {
        review.apply(edit.clone(), &stamp()).unwrap();
    }
    let seen = |review: &Session| {
        (
            word(review.value(&cell(key))),
            state::cell_state(review, &cell(key)),
        )
    };
    assert_eq!(seen(&review), (after.0.to_owned(), after.1), "{key}");
    let end = (review.decisions().clone(), review.results().clone());
    while review.undo(&stamp()).is_some() {}
    assert_eq!(*review.decisions(), start);
    assert_eq!(review.results(), session("").results());
    while review.redo(&stamp()).is_some() {}
    assert_eq!((review.decisions().clone(), review.results().clone()), end);
}

#[track_caller]
fn check_refused(edits: &[Edit], expected: &str) {
    let mut review = session("");
    let (last, before) = edits.split_last().unwrap();
    for edit in before {
        review.apply(edit.clone(), &stamp()).unwrap();
    }
    let (decisions, revision) = (review.decisions().clone(), review.revision());
    let refusal = review.apply(last.clone(), &stamp()).unwrap_err();
    assert!(refusal.to_string().contains(expected), "{refusal}");
    assert_eq!(
        (review.decisions(), review.revision()),
        (&decisions, revision)
    );
}

#[test]
fn edits_have_their_effect_and_can_all_be_undone_and_redone() {
    use CellState::{AsPublished, Confirmed, Corrected, Covered, Doubtful, Illegible, Uncertain};
    check_edits(&[enter(SUSPECT, "２")], SUSPECT, ("2", Corrected));
    check_edits(&[enter(SUSPECT, "3")], SUSPECT, ("3", Confirmed));
    check_edits(&[enter(SUSPECT, "？")], SUSPECT, ("unreadable", Illegible));
    check_edits(&[enter(SUSPECT, "")], SUSPECT, ("blank", Corrected));
    check_edits(&[enter(ABSENT, "0")], ABSENT, ("0", Corrected));
    check_edits(
        &[judge(ABSENT, Verdict::Confirmed)],
        ABSENT,
        ("absent", Confirmed),
    );
    check_edits(
        &[judge(BLANK, Verdict::BlankIsZero)],
        BLANK,
        ("0", Corrected),
    );
    check_edits(
        &[judge(SUSPECT, Verdict::Illegible)],
        SUSPECT,
        ("unreadable", Illegible),
    );
    check_edits(
        &[judge(UNCERTAIN, Verdict::Confirmed)],
        UNCERTAIN,
        ("0", Confirmed),
    );
    check_edits(
        &[judge(UNCERTAIN, Verdict::Doubtful)],
        UNCERTAIN,
        ("0", Doubtful),
    );
    let note = Edit::Note {
        cell: cell(UNCERTAIN),
        note: "须查原件".to_owned(),
    };
    check_edits(&[note], UNCERTAIN, ("0", Uncertain));
    check_edits(&[], SUSPECT, ("3", Covered));
    let alternative = Edit::Alternative {
        cell: cell(SUSPECT),
        amount: Amount::parse("2"),
    };
    check_edits(&[alternative], SUSPECT, ("3", AsPublished));
    let withdraw = Edit::Withdraw {
        cells: vec![cell(SUSPECT)],
    };
    check_edits(&[enter(SUSPECT, "2"), withdraw], SUSPECT, ("3", Covered));
    let paste = Edit::EnterMany {
        label: "粘贴 2 格".to_owned(),
        cells: vec![
            (cell(SUSPECT), "2".to_owned()),
            (cell(BLANK), "/".to_owned()),
        ],
        origin: Origin::Pasted,
    };
    check_edits(&[paste], BLANK, ("dash", Corrected));
    let by_hand = Edit::AddTable {
        table: TableId::Proactive,
        edition: EditionId(2019),
    };
    let sub_row = "proactive.other_services[行政检查].change";
    check_edits(
        &[by_hand, enter(sub_row, "减 2")],
        sub_row,
        ("-2", Corrected),
    );
    check_edits(&[enter(BLANK, "无")], BLANK, ("words", Corrected));
    check_edits(
        &[judge(BLANK, Verdict::Doubtful)],
        BLANK,
        ("blank", Doubtful),
    );
}

#[test]
fn refusals_are_sentences_and_change_nothing() {
    check_refused(&[enter(SUSPECT, "1 2")], "空格隔开");
    check_refused(
        &[enter(SUSPECT, "12O")],
        "表三 一、本年新收政府信息公开申请数量 自然人",
    );
    check_refused(&[enter("disputes.direct_suit.total", "1")], "手工录入此表");
    check_refused(&[enter("requests.received[甲].total", "1")], "不在本报告");
    check_refused(&[judge(SUSPECT, Verdict::BlankIsZero)], "不是空白");
    check_refused(&[judge(SUSPECT, Verdict::Misread)], "请先录入");
    check_refused(&[judge(ABSENT, Verdict::SourceError)], "还没有读出");
    check_refused(
        &[enter(SUSPECT, "2"), judge(SUSPECT, Verdict::Confirmed)],
        "已经改过",
    );
    check_refused(&[judge_finding("no/such", Verdict::FalseAlarm)], "不存在");
    check_refused(&[Edit::SignOff { force: false }], "还不能审定完成");
    check_refused(
        &[Edit::SignOff { force: true }, enter(SUSPECT, "2")],
        "已完成审定",
    );
    check_refused(&[Edit::Reopen], "不需要");
    let year = |text: &str| Edit::SetHeader {
        field: HeaderField::Year,
        text: text.to_owned(),
    };
    check_refused(&[year("二〇二二")], "四位数字");
}

#[test]
fn confirming_a_selection_never_touches_unread_or_corrected_cells() {
    let mut review = session("");
    review.apply(enter(SUSPECT, "2"), &stamp()).unwrap();
    let cells = status::cells_in_order(&review);
    let n_cells = cells.len();
    let confirm = Edit::Judge {
        cells,
        verdict: Verdict::Confirmed,
        note: String::new(),
    };
    review.apply(confirm, &stamp()).unwrap();
    assert_eq!(
        review.decision(&cell(SUSPECT)).unwrap().verdict,
        Some(Verdict::Misread)
    );
    assert!(review.decision(&cell(ABSENT)).is_none());
    assert_eq!(review.decisions().cells().count(), n_cells - 1);
    assert!(
        review
            .journal()
            .next_undo()
            .unwrap()
            .label
            .contains("2 格不适用")
    );
}

#[test]
fn a_judgement_is_dropped_when_the_figures_it_judged_change_and_comes_back_with_them() {
    let mut review = session("");
    review
        .apply(judge_finding(BALANCE, Verdict::SourceError), &stamp())
        .unwrap();
    assert!(review.judgement(BALANCE).is_some());
    review
        .apply(enter("requests.granted.legal_service", "5"), &stamp())
        .unwrap();
    assert!(
        review.judgement(BALANCE).is_some(),
        "another line's figures"
    );
    review.apply(enter(SUSPECT, "4"), &stamp()).unwrap();
    assert!(review.judgement(BALANCE).is_none(), "its own figures");
    review.undo(&stamp());
    assert!(review.judgement(BALANCE).is_some());
}

#[test]
fn an_alternative_that_mends_a_rule_closes_its_finding() {
    let mut review = session("");
    let open = |review: &Session| status::tally(review).open.of(ProblemKind::Broken);
    let before = open(&review);
    assert!(before > 0);
    let set = |amount| Edit::Alternative {
        cell: cell(SUSPECT),
        amount: Amount::parse(amount),
    };
    review.apply(set("4"), &stamp()).unwrap();
    assert_eq!(open(&review), before, "4 does not mend it");
    review.apply(set("2"), &stamp()).unwrap();
    assert_eq!(open(&review), 0);
    assert_eq!(
        status::tally(&review).broken,
        before,
        "the printed figures stay broken"
    );
}

#[test]
fn a_missing_table_can_be_confirmed_missing() {
    let mut review = session("");
    let open = |review: &Session| status::tally(review).open.of(ProblemKind::Warning);
    let before = open(&review);
    let table = TableId::Disputes;
    review
        .apply(Edit::MissingTable { table }, &stamp())
        .unwrap();
    assert_eq!(open(&review), before - 1);
    review.undo(&stamp());
    assert_eq!(open(&review), before);
}

/// A table that is not lined up has no error, and cannot be signed off as if it had none to fear.
#[test]
fn sign_off_waits_for_sums_that_doubtful_numbers_break() {
    let name = "tests/read/honest/columns-in-pieces-among-their-heads.txt";
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(name);
    let source = gouji::source::open(&path).unwrap();
    let reading = gouji::read::read(&source);
    let mut review = Session::new(source, reading);
    let refusal = review.apply(Edit::SignOff { force: false }, &stamp());
    let Err(Refusal::StillOpen(open)) = refusal else {
        panic!("{refusal:?}");
    };
    assert_eq!(open.of(ProblemKind::Broken), 0);
    assert!(open.of(ProblemKind::InDoubt) >= 10, "{open}");
}

#[test]
fn sign_off_waits_for_errors_and_unread_cells_and_can_be_undone() {
    let mut review = session("");
    let refusal = review.apply(Edit::SignOff { force: false }, &stamp());
    assert!(
        refusal
            .unwrap_err()
            .to_string()
            .contains("错误 2、未识读 1、待核 1"),
        "one list, with counts"
    );
    review
        .apply(Edit::SignOff { force: true }, &stamp())
        .unwrap();
    let signed = review.sign_off().unwrap();
    assert!(signed.forced);
    assert_eq!(
        (signed.left_open, signed.open.of(ProblemKind::Unread)),
        (4, 1)
    );
    review.undo(&stamp());
    assert!(review.sign_off().is_none());
    review.apply(enter(SUSPECT, "2"), &stamp()).unwrap();
    review.apply(enter(ABSENT, "0"), &stamp()).unwrap();
    review
        .apply(judge(UNCERTAIN, Verdict::Confirmed), &stamp())
        .unwrap();
    review
        .apply(Edit::SignOff { force: true }, &stamp())
        .unwrap();
    assert!(
        !review.sign_off().unwrap().forced,
        "nothing had to be forced"
    );
    review.apply(Edit::Reopen, &stamp()).unwrap();
    assert!(review.sign_off().is_none());
}

#[test]
fn problems_come_in_the_order_of_f8() {
    let review = session("");
    let problems = problems::problems(&review);
    let stops: Vec<_> = problems
        .iter()
        .filter_map(|problem| Some((problem.kind, problem.cell.clone()?)))
        .collect();
    assert_eq!(stops[0], (ProblemKind::Broken, cell(SUSPECT)));
    let at = |key: &str| {
        stops
            .iter()
            .position(|(_, stop)| *stop == cell(key))
            .unwrap()
    };
    assert!(at(ABSENT) < at(UNCERTAIN));
    assert_eq!(stops[at(ABSENT)].0, ProblemKind::Unread);
    assert_eq!(stops[at(UNCERTAIN)].0, ProblemKind::Uncertain);
}

#[test]
fn a_click_in_the_text_finds_the_cell() {
    let review = session("");
    let span = status::spans_of(&review, &cell(SUSPECT))[0];
    assert_eq!(status::cell_at(&review, span.start()), Some(cell(SUSPECT)));
    assert_eq!(status::cell_at(&review, 0), None);
    assert_eq!(status::coverage(&review, &cell(SUSPECT)), 2);
}

/// A random step: an edit, or undo, or redo.
#[derive(Clone, Debug)]
enum Step {
    Edit(Edit),
    Undo,
    Redo,
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let key = prop::sample::select(vec![
        SUSPECT,
        BLANK,
        ABSENT,
        UNCERTAIN,
        "requests.granted.total",
    ]);
    let text = prop::sample::select(vec!["0", "2", "", "/", "？", "无", "1 2", "592万元", "减3"]);
    let verdict = prop::sample::select(Verdict::ALL.to_vec());
    let any_edit = (key, text, verdict, 0..9).prop_map(|(key, text, verdict, kind)| match kind {
        0..=2 => enter(key, text),
        3 => judge(key, verdict),
        4 => judge_finding(BALANCE, verdict),
        5 => Edit::Withdraw {
            cells: vec![cell(key)],
        },
        6 => Edit::SetHeader {
            field: HeaderField::Office,
            text: text.to_owned(),
        },
        7 => Edit::MissingTable {
            table: TableId::Disputes,
        },
        _ => Edit::Note {
            cell: cell(key),
            note: "引号\"和\n换行".to_owned(),
        },
    });
    let step = prop_oneof![
        5 => any_edit.prop_map(Step::Edit),
        2 => Just(Step::Undo),
        1 => Just(Step::Redo),
        1 => any::<bool>().prop_map(|force| Step::Edit(if force { Edit::SignOff { force } } else { Edit::Reopen })),
    ];
    prop::collection::vec(step, 0..25)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_history_survives_saving_and_can_be_undone_to_the_start(steps in steps()) {
        let mut review = session("");
        for step in steps {
            match step {
                Step::Edit(edit) => { let _ = review.apply(edit, &stamp()); }
                Step::Undo => { review.undo(&stamp()); }
                Step::Redo => { review.redo(&stamp()); }
            }
        }
        let text = gouji::dataset::render::render(&gouji::dataset::pack::file(&review)).unwrap();
        let path = std::path::Path::new("a.gouji.ron");
        let loaded = gouji::dataset::load_bytes(path, text.as_bytes()).unwrap();
        prop_assert!(loaded.notices.is_empty(), "{:?}", loaded.notices);
        let mut again = loaded.session;
        prop_assert_eq!(again.decisions(), review.decisions());
        prop_assert_eq!(again.journal(), review.journal());
        let resaved = gouji::dataset::render::render(&gouji::dataset::pack::file(&again)).unwrap();
        prop_assert_eq!(resaved, text);
        while again.undo(&stamp()).is_some() {}
        let start = session("");
        prop_assert_eq!(again.decisions(), start.decisions());
        prop_assert_eq!(again.results(), start.results());
    }
}

/// The findings of `rule` that say it is broken, and those that leave it open.
fn verified(session: &Session, rule: &str) -> (usize, usize) {
    let of_rule = |outcome| {
        let findings = session.results().findings.iter();
        findings
            .filter(|finding| finding.rule == rule && finding.outcome == outcome)
            .count()
    };
    (of_rule(Verified::Broken), of_rule(Verified::Undecided))
}

#[test]
fn a_sentence_accuses_a_cell_the_reader_was_not_sure_of_only_when_the_reviewer_is() {
    let mut session = session("\n上年结转政府信息公开申请5件。\n");
    assert_eq!(verified(&session, "prose-requests"), (0, 1));
    let judge = |verdict| judge(UNCERTAIN, verdict);
    session.apply(judge(Verdict::Doubtful), &stamp()).unwrap();
    assert_eq!(verified(&session, "prose-requests"), (0, 1));
    session.apply(judge(Verdict::Confirmed), &stamp()).unwrap();
    assert_eq!(verified(&session, "prose-requests"), (1, 0));
    session.undo(&stamp()).unwrap();
    assert_eq!(verified(&session, "prose-requests"), (0, 1));
}

#[test]
fn rules_go_by_the_office_and_year_the_reviewer_set() {
    let mut session = session("");
    assert_eq!(verified(&session, "edition-year"), (0, 0));
    let set = |field, text: &str| Edit::SetHeader {
        field,
        text: text.to_owned(),
    };
    let year = set(HeaderField::Year, "2020");
    session.apply(year, &stamp()).unwrap();
    assert_eq!(verified(&session, "edition-year"), (1, 0));
    let period = set(HeaderField::Period, "2022年1月1日至12月31日");
    session.apply(period, &stamp()).unwrap();
    assert_eq!(verified(&session, "period-year"), (1, 0));
    let year = set(HeaderField::Year, "2022");
    session.apply(year, &stamp()).unwrap();
    assert_eq!(verified(&session, "edition-year"), (0, 0));
    assert_eq!(verified(&session, "period-year"), (0, 0));
}

#[test]
fn equations_that_hold_if_blanks_are_zero_are_no_stops() {
    let mut session = session("");
    session.apply(enter(SUSPECT, "2"), &stamp()).unwrap();
    let conditional = session.results().findings.iter();
    let conditional: Vec<&str> = conditional
        .filter(|finding| finding.outcome == Verified::Conditional)
        .map(|finding| finding.key.as_str())
        .collect();
    assert!(!conditional.is_empty());
    let problems = problems::problems(&session);
    let stops: Vec<&str> = problems
        .iter()
        .filter_map(|problem| problem.finding.as_deref())
        .collect();
    assert!(
        stops.iter().all(|key| !conditional.contains(key)),
        "{stops:?}"
    );
    // The unread cell is a stop itself; what it leaves undecided is none.
    assert_eq!(stops, ["table-missing/proactive", "table-missing/disputes"]);
}

/// Equations nobody can check are one stop a table; what else nobody can check is a stop each.
#[test]
fn what_two_years_leave_open_is_a_stop_for_each_year() {
    let mut session = session("");
    let unread = [
        ("requests.carried_in.enterprise", Value::Unreadable),
        ("requests.carried_out.enterprise", Value::Unreadable),
    ];
    session.set_neighbours(Neighbours {
        before: Some(neighbour(&session, 2021, &unread)),
        after: Some(neighbour(&session, 2023, &unread)),
        ..Neighbours::default()
    });
    let problems = problems::problems(&session);
    let stops = problems
        .iter()
        .filter_map(|problem| problem.finding.as_deref());
    let between_years: Vec<&str> = stops.filter(|key| key.starts_with("carry-over")).collect();
    assert_eq!(between_years, ["carry-over/before", "carry-over/after"]);
}

/// What stands beside 二、上年结转 says what the rule `carry-over` says: a blank beside a number is no contradiction, and
/// a report of another year is none of last year's.
#[track_caller]
fn check_carried(own: &str, year: u16, last_year: Value, expected: Option<(&str, Option<bool>)>) {
    let mut session = session("");
    let column = "natural_person";
    let carried_out = format!("requests.carried_out.{column}");
    session.set_neighbours(Neighbours {
        before: Some(neighbour(&session, year, &[(&carried_out, last_year)])),
        ..Neighbours::default()
    });
    let carried_in = format!("requests.carried_in.{column}");
    session.apply(enter(&carried_in, own), &stamp()).unwrap();
    let carried_in = cell(&carried_in);
    let line = years::carry_line(&session, &carried_in);
    let seen = line
        .as_ref()
        .map(|line| (line.text.chinese.as_str(), line.agrees));
    assert_eq!(seen, expected);
    let is_broken = verified(&session, "carry-over").0 > 0;
    assert_eq!(
        is_broken,
        seen.is_some_and(|(_, agrees)| agrees == Some(false))
    );
}

#[test]
fn figures_of_two_years_are_compared_as_the_rule_compares_them() {
    let number = |n| Value::Number(Amount::whole_number(n));
    let beside = |text, agrees| Some((text, agrees));
    let (zero, four) = (number(0), number(4));
    let text = "上年结转（自然人） 0，2021 年报告结转下年度 0";
    check_carried("0", 2021, zero, beside(text, Some(true)));
    let text = "上年结转（自然人） 0，2021 年报告结转下年度 4";
    check_carried("0", 2021, four, beside(text, Some(false)));
    let text = "上年结转（自然人） 0，2021 年报告结转下年度 无法辨认";
    check_carried("0", 2021, Value::Unreadable, beside(text, None));
    let text = "上年结转（自然人） 2，2021 年报告结转下年度 空白";
    check_carried("2", 2021, Value::Blank, beside(text, None));
    check_carried("0", 2019, four, None);
}

#[test]
fn long_findings_name_only_what_is_not_zero() {
    let session = session("");
    let findings = &session.results().findings;
    let finding = |key: &str| findings.iter().find(|finding| finding.key == key).unwrap();
    let balance = marks::terms(&session, finding("requests-balance/natural_person"));
    assert_eq!(balance.zeros, []);
    let row = marks::terms(&session, finding("requests-row-total/received"));
    assert_eq!((row.named.len(), row.zeros.len()), (7, 0));
    let accused = marks::accused(&session);
    assert!(accused.contains_key(&cell(SUSPECT)));
    assert!(!accused.contains_key(&cell("requests.carried_in.natural_person")));
    assert!(!accused.contains_key(&cell(BLANK)));
}

#[test]
fn figures_with_the_same_digit_stand_together_the_most_doubtful_first() {
    use gouji::review::carpet::{Glyph, glyph_of, glyphs, tiles};
    let mut review = session("");
    let order = |review: &Session, glyph| {
        let tiles = tiles(review, glyph).into_iter();
        tiles.map(|tile| tile.cell).collect::<Vec<_>>()
    };
    let zeros = order(&review, Glyph::Digit(0));
    assert!(zeros.len() > 50);
    // The one the reader doubts, then those in broken equations, then all others in the order of the form.
    assert_eq!(zeros[0], cell(UNCERTAIN));
    let threes = tiles(&review, Glyph::Digit(3));
    assert_eq!(
        (&threes[0].cell, &threes[0].marked),
        (&cell(SUSPECT), &vec![0])
    );
    assert_eq!(glyph_of(&review, &cell(SUSPECT)), Some(Glyph::Digit(3)));
    assert_eq!(glyph_of(&review, &cell(BLANK)), None);
    assert_eq!(glyph_of(&review, &cell(ABSENT)), None);
    // Every figure with a digit is counted once under each of its digits.
    for (glyph, n) in glyphs(&review) {
        assert_eq!(order(&review, glyph).len(), n, "{glyph:?}");
    }
    // What it was read as does not change with what the reviewer enters.
    review.apply(enter(SUSPECT, "2"), &stamp()).unwrap();
    assert!(order(&review, Glyph::Digit(3)).contains(&cell(SUSPECT)));
}
