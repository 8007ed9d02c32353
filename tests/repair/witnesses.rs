//! What witnesses and clear print do to the ranking.

use gouji::amount::Amount;
use gouji::form::{CellKey, Sheet, TableId};
use gouji::repair::{Budget, Evidence, Status, Vote, propose};
use gouji::said::Said;
use gouji::value::Value;
use rayon::prelude::*;

use crate::damage::{Kind as Damage, inflict};
use crate::proposals::{disputes, first, key, only, requests, with, zeros};
use crate::tables::{Numbers, any_requests, number};

/// A witness who surely speaks of a cell.
pub(crate) fn vote(cell: CellKey, value: i64, reason: &str) -> Vote {
    let value = Amount::whole_number(value);
    Vote::on(cell, value, Vote::weight_of(value), Said::same(reason))
}

/// A table with signs of damage all over: every tenth cell was read with doubt.
fn damaged(evidence: Evidence) -> Evidence {
    let cells = zeros(TableId::Requests).cells.into_keys();
    Evidence {
        uncertain: cells.step_by(10).collect(),
        ..evidence
    }
}

#[track_caller]
fn check_source_error(sheet: &Sheet, evidence: &Evidence, is_likeliest: bool, reasons: &[&str]) {
    let source_error = only(sheet, evidence).source_error.unwrap();
    assert_eq!(source_error.reasons, reasons);
    assert_eq!(source_error.is_likeliest, is_likeliest, "{source_error:?}");
}

#[test]
fn clear_print_and_witnesses_speak_for_the_office_having_printed_it_so() {
    let wrong = with(requests(), &[("requests.received.total", number(95))]);
    let clear = "本表各格印刷清楚，没有损坏迹象";
    check_source_error(&wrong, &Evidence::default(), true, &[clear]);
    let unclear = "但本表另有 18 处待核、未识读或未归入单元格，也可能是识读有误";
    check_source_error(&wrong, &damaged(Evidence::default()), false, &[unclear]);
    let said = |value: i64| {
        let cell = key("requests.received.total");
        damaged(Evidence {
            votes: vec![vote(cell, value, "正文“新收申请”")],
            ..Evidence::default()
        })
    };
    let agrees = "正文“新收申请”与表中相符";
    check_source_error(&wrong, &said(95), true, &[agrees, unclear]);
    check_source_error(&wrong, &said(30), false, &[unclear]);
}

/// A blank is no clear print: a number is missing there, however clear the others are.
#[test]
fn a_blank_among_clear_figures_is_not_taken_for_a_misprint() {
    let mut evidence = Evidence::default();
    let total = key("requests.granted.total");
    evidence.printed.insert(total, String::new());
    let wrong = with(requests(), &[("requests.granted.total", Value::Blank)]);
    let block = only(&wrong, &evidence);
    assert_eq!(first(&block), ["requests.granted.total=20"]);
    assert!(!block.source_error.unwrap().is_likeliest);
}

/// The parts of a repair that share no equation are judged one by one.
#[test]
fn one_part_of_a_repair_may_be_a_misreading_and_the_other_a_misprint() {
    let wrong = with(
        requests(),
        &[
            ("requests.granted.natural_person", number(8)),
            ("requests.carried_out.enterprise", number(5)),
        ],
    );
    let mut evidence = Evidence::default();
    let misread = key("requests.granted.natural_person");
    evidence.printed.insert(misread.clone(), "l8".to_owned());
    evidence.uncertain.insert(misread);
    let block = only(&wrong, &evidence);
    assert_eq!(
        first(&block),
        [
            "requests.granted.natural_person=18",
            "requests.carried_out.enterprise=0"
        ]
    );
    let source_error = block.source_error.unwrap();
    assert_eq!(source_error.cells, [key("requests.carried_out.enterprise")]);
    assert!(!source_error.is_likeliest);
}

/// Several readings of one sentence: it agrees where one of them fits, and it is heard once however many cells it adds.
#[test]
fn a_witness_may_speak_of_a_sum_and_in_more_than_one_way() {
    let wrong = with(
        requests(),
        &[("requests.received.natural_person", number(23))],
    );
    let total = |row: &str| key(&format!("requests.{row}.natural_person"));
    let sum = Vote {
        ways: vec![
            vec![total("granted")],
            vec![total("received"), total("carried_in")],
        ],
        value: Amount::whole_number(30),
        weight: 4_000,
        reason: Said::same("正文“共受理 30 件”"),
    };
    let without = only(&wrong, &Evidence::default()).proposals[0].cost;
    let evidence = Evidence {
        votes: vec![sum],
        ..Evidence::default()
    };
    let best = &only(&wrong, &evidence).proposals[0];
    assert_eq!(best.cost, without - 4_000);
    assert_eq!(
        best.reasons,
        ["一·自然人：“3”疑为“8”", "正文“共受理 30 件”也是这个数"]
    );
}

/// How often 原文如此 is likeliest, in thousandths, over tables with one wrong figure: printed clearly all over, or in a
/// table in which the reader doubts the wrong cell and one cell in `one_in`.
fn called_misprint(one_in: Option<usize>) -> usize {
    let trial = |trial: u64| {
        let mut numbers = Numbers::seeded(800_000 + trial);
        let truth = any_requests(&mut numbers);
        let kind = *numbers.pick(&[Damage::Confused, Damage::Doubled, Damage::Invented]);
        let (sheet, mut evidence) = inflict(&mut numbers, kind, &truth)?;
        if let Some(one_in) = one_in {
            evidence.uncertain = evidence.printed.keys().cloned().collect();
            let cells = truth.cells.keys().step_by(one_in).cloned();
            evidence.uncertain.extend(cells);
        }
        let repairs = propose(&sheet, &evidence, &Budget::default());
        Some(repairs.first()?.source_error.as_ref()?.is_likeliest)
    };
    let trials: Vec<bool> = (0..200).into_par_iter().filter_map(trial).collect();
    let n_called = trials.iter().filter(|called| **called).count();
    println!("{one_in:?}: {n_called} of {}", trials.len());
    n_called * 1000 / trials.len()
}

/// The same wrong figures: in clear print nearly all are the office's own, in a damaged table nearly none.
#[test]
fn clear_print_tells_misprints_from_misreadings() {
    assert!(called_misprint(None) >= 950);
    assert!(called_misprint(Some(15)) <= 20);
    assert!(called_misprint(Some(60)) <= 100);
}

/// A table whose sums all hold, with what happened to it told by witnesses alone.
#[track_caller]
fn check_told(sheet: &Sheet, votes: Vec<Vote>, sentence: &str, changes: &[&str]) {
    let block = only(
        sheet,
        &Evidence {
            votes,
            ..Evidence::default()
        },
    );
    assert_eq!(block.status, Status::Holds);
    assert_eq!(block.outcome(), Status::Several);
    assert_eq!(first(&block), changes);
    assert_eq!(block.sentence, sentence);
}

/// The rows received and carried in stand on one side of the balance: no sum tells that they changed places.
#[test]
fn rows_no_sum_tells_apart_are_put_back_on_the_word_of_last_year() {
    let exchanged = with(
        requests(),
        &[
            ("requests.received.natural_person", number(2)),
            ("requests.received.enterprise", number(0)),
            ("requests.received.total", number(2)),
            ("requests.carried_in.natural_person", number(28)),
            ("requests.carried_in.enterprise", number(2)),
            ("requests.carried_in.total", number(30)),
        ],
    );
    let total = key("requests.carried_in.total");
    check_told(
        &exchanged,
        vec![vote(total, 2, "2020 年报告“2”")],
        "等式都成立，但2020 年报告“2”与表不符：可能是两行互换，也可能表本无误，请对照原文",
        &[
            "requests.received.natural_person=28",
            "requests.received.enterprise=2",
            "requests.received.total=30",
            "requests.carried_in.natural_person=2",
            "requests.carried_in.enterprise=0",
            "requests.carried_in.total=2",
        ],
    );
}

#[test]
fn results_no_sum_tells_apart_are_put_back_on_the_word_of_the_prose() {
    let swapped = with(
        disputes(),
        &[
            ("disputes.reconsideration.upheld", number(1)),
            ("disputes.reconsideration.corrected", number(3)),
        ],
    );
    let upheld = key("disputes.reconsideration.upheld");
    check_told(
        &swapped,
        vec![vote(upheld, 3, "正文“维持 3 件”")],
        "等式都成立，但正文“维持 3 件”与表不符：可能是两格的数互换，也可能表本无误，请对照原文",
        &[
            "disputes.reconsideration.upheld=3",
            "disputes.reconsideration.corrected=1",
        ],
    );
}

/// A sentence that nothing in the layout explains proposes nothing; nor does one whose repair contradicts another.
#[test]
fn a_witness_alone_moves_nothing() {
    let received = key("requests.received.total");
    let alone = |votes| {
        let evidence = Evidence {
            votes,
            ..Evidence::default()
        };
        propose(&requests(), &evidence, &Budget::default())
    };
    assert_eq!(alone(vec![vote(received.clone(), 31, "正文“31 件”")]), []);
    let carried_in = key("requests.carried_in.total");
    let both = vec![
        vote(received, 30, "正文“30 件”"),
        vote(carried_in, 30, "2020 年报告“30”"),
    ];
    assert_eq!(alone(both), []);
}
