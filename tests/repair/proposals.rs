//! What the reviewer is shown: blocks, sentences, reasons, evidence.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::atomic::AtomicBool;

use gouji::form::{CellKey, EditionId, Sheet, TableId, catalogue};
use gouji::repair::structural::Damage;
use gouji::repair::{
    BlockRepairs, Budget, Evidence, LeftoverToken, MOST_LISTED, Proposal, ProposalKind, Status,
    propose,
};
use gouji::value::Value;
use rayon::prelude::*;

use crate::damage::{Kind, inflict};
use crate::tables::{Numbers, any_requests, number, restores};
use crate::witnesses::vote;

/// A sheet with one table in which every cell is 0.
pub(crate) fn zeros(table: TableId) -> Sheet {
    let spec = catalogue::table(EditionId(2021), table).unwrap();
    let rows = spec.official_rows();
    let cells = spec.cells(table, &rows);
    Sheet {
        editions: BTreeMap::from([(table, EditionId(2021))]),
        rows: BTreeMap::from([(table, rows)]),
        cells: cells.into_iter().map(|key| (key, number(0))).collect(),
    }
}

pub(crate) fn key(cell: &str) -> CellKey {
    cell.parse().unwrap()
}

pub(crate) fn with(mut sheet: Sheet, cells: &[(&str, Value)]) -> Sheet {
    for (cell, value) in cells {
        assert!(sheet.cells.insert(key(cell), *value).is_some(), "{cell}");
    }
    sheet
}

/// 30 received and 2 carried in; 20 granted, 9 not held, 3 carried out; two of them from an enterprise, granted.
pub(crate) fn requests() -> Sheet {
    let rows = [
        ("received", 28, 2),
        ("carried_in", 2, 0),
        ("granted", 18, 2),
        ("unavailable.not_held", 9, 0),
        ("processed_total", 27, 2),
        ("carried_out", 3, 0),
    ];
    let mut sheet = zeros(TableId::Requests);
    for (row, natural, enterprise) in rows {
        for (column, count) in [
            ("natural_person", natural),
            ("enterprise", enterprise),
            ("total", natural + enterprise),
        ] {
            sheet = with(
                sheet,
                &[(&format!("requests.{row}.{column}"), number(count))],
            );
        }
    }
    sheet
}

pub(crate) fn disputes() -> Sheet {
    with(
        zeros(TableId::Disputes),
        &[
            ("disputes.reconsideration.upheld", number(3)),
            ("disputes.reconsideration.corrected", number(1)),
            ("disputes.reconsideration.total", number(4)),
            ("disputes.direct_suit.upheld", number(2)),
            ("disputes.direct_suit.total", number(2)),
        ],
    )
}

fn repairs(sheet: &Sheet, evidence: &Evidence) -> Vec<BlockRepairs> {
    propose(sheet, evidence, &Budget::default())
}

#[track_caller]
pub(crate) fn only(sheet: &Sheet, evidence: &Evidence) -> BlockRepairs {
    let mut repairs = repairs(sheet, evidence);
    assert_eq!(repairs.len(), 1, "{repairs:?}");
    repairs.remove(0)
}

/// The changes of the first proposal, as `cell=number`.
pub(crate) fn first(block: &BlockRepairs) -> Vec<String> {
    let changes = block.proposals.first().map(|proposal| &proposal.changes);
    let changes = changes.into_iter().flatten();
    changes
        .map(|change| format!("{}={}", change.cell, change.to))
        .collect()
}

#[test]
fn a_consistent_report_has_no_proposals() {
    assert_eq!(repairs(&requests(), &Evidence::default()), []);
    assert_eq!(repairs(&disputes(), &Evidence::default()), []);
    assert_eq!(repairs(&Sheet::default(), &Evidence::default()), []);
}

#[test]
fn one_wrong_cell_is_unique_and_says_why() {
    let wrong = with(
        requests(),
        &[("requests.received.natural_person", number(23))],
    );
    let block = only(&wrong, &Evidence::default());
    assert_eq!(block.block.to_string(), "requests");
    assert_eq!(block.status, Status::Unique);
    assert_eq!(
        block.sentence,
        "最少的改法是唯一的：改 1 格，全部 39 个等式就都成立"
    );
    assert_eq!(first(&block), ["requests.received.natural_person=28"]);
    let best = &block.proposals[0];
    assert_eq!(best.reasons, ["一·自然人：“3”疑为“8”"]);
    assert_eq!(
        best.closes,
        [
            "requests-balance/natural_person",
            "requests-row-total/received"
        ]
    );
    assert_eq!(best.changes[0].from, number(23));
    assert!(block.margin.unwrap() > 0);
    assert_eq!(block.forced, best.changes);
}

/// The word 唯一 is withheld while another repair, of cells or of a whole line, is as likely as one in 150.
#[test]
fn nothing_is_called_the_only_repair_while_another_is_not_excluded() {
    const NOT_EXCLUDED: i64 = 5_000;
    const N_TRIALS: u64 = 12;
    let trial = |(kind, trial): (Kind, u64)| {
        let mut numbers = Numbers::seeded(9_000 + 64 * trial + kind.seed());
        let truth = any_requests(&mut numbers);
        let damaged = inflict(&mut numbers, kind, &truth);
        let repairs = damaged.map(|(damaged, evidence)| repairs(&damaged, &evidence));
        repairs
            .into_iter()
            .flatten()
            .map(move |block| (kind, block))
    };
    let trials = (0..N_TRIALS).flat_map(|n| Kind::ALL.map(|kind| (kind, n)));
    let trials: Vec<(Kind, u64)> = trials.collect();
    let blocks: Vec<(Kind, BlockRepairs)> = trials.into_par_iter().flat_map_iter(trial).collect();
    let (mut n_only, mut withheld) = (0, BTreeSet::new());
    for (kind, block) in blocks {
        let least = block.proposals.first().map_or(0, |best| best.cost);
        let near = |proposal: &&Proposal| proposal.cost - least < NOT_EXCLUDED;
        let stories = block.proposals.iter().filter(near);
        let stories = stories.filter_map(|proposal| match proposal.kind {
            ProposalKind::Structural(damage) => Some(damage),
            ProposalKind::Cells | ProposalKind::Estimate => None,
        });
        let stories: BTreeSet<Damage> = stories.collect();
        let is_unique = block.status == Status::Unique;
        let says_only = block.sentence.chinese.contains("唯一");
        let n_near = block.proposals.iter().filter(near).count();
        let by_cells = |best: &Proposal| best.kind == ProposalKind::Cells;
        let expected = is_unique && n_near == 1 && block.proposals.first().is_none_or(by_cells);
        assert_eq!(says_only, expected, "{kind:?}: {}", block.sentence);
        n_only += usize::from(says_only);
        withheld.extend(stories.into_iter().filter(|_| is_unique));
    }
    assert!(n_only > 10, "{n_only}");
    assert!(withheld.len() > 2, "{withheld:?}");
}

#[test]
fn a_decided_cell_is_never_changed() {
    let wrong = with(
        requests(),
        &[("requests.received.natural_person", number(23))],
    );
    let mut evidence = Evidence::default();
    evidence
        .settled
        .insert(key("requests.received.natural_person"));
    let block = only(&wrong, &evidence);
    assert!(!block.proposals.is_empty());
    let mut changes = block
        .proposals
        .iter()
        .flat_map(|proposal| &proposal.changes);
    assert!(changes.all(|change| change.cell != key("requests.received.natural_person")));
}

#[test]
fn table_four_is_not_located_by_rules_but_a_witness_decides() {
    let wrong = with(
        disputes(),
        &[("disputes.reconsideration.upheld", number(8))],
    );
    let block = only(&wrong, &Evidence::default());
    assert_eq!(block.block.to_string(), "disputes.reconsideration");
    assert_eq!(block.status, Status::NotLocatable);
    assert_eq!(block.sentence, "勾稽关系看不出是哪一格有误，请对照原文");
    assert_eq!(
        block.n_smallest, 2,
        "the two parts that may fall or rise enough, and the total"
    );
    let total = key("disputes.reconsideration.total");
    let evidence = Evidence {
        votes: vec![vote(total, 9, "正文“行政复议 9 件”")],
        ..Evidence::default()
    };
    let block = only(&wrong, &evidence);
    assert_eq!(first(&block), ["disputes.reconsideration.total=9"]);
    assert!(
        block.proposals[0]
            .reasons
            .iter()
            .any(|reason| *reason == "正文“行政复议 9 件”也是这个数")
    );
}

/// Fifteen numbers stand in one line: what one group loses the next one gets.
#[test]
fn a_shift_across_the_groups_of_table_four_is_put_back() {
    let shifted = with(
        zeros(TableId::Disputes),
        &[
            ("disputes.reconsideration.upheld", Value::Blank),
            ("disputes.reconsideration.corrected", number(3)),
            ("disputes.reconsideration.other", number(1)),
            ("disputes.direct_suit.upheld", number(4)),
            ("disputes.direct_suit.corrected", number(2)),
            ("disputes.suit_after_reconsideration.upheld", number(2)),
        ],
    );
    let repairs = repairs(&shifted, &Evidence::default());
    assert_eq!(repairs.len(), 3);
    for block in &repairs {
        assert!(
            block.sentence.chinese.starts_with("可能是整行错位一格"),
            "{}",
            block.sentence
        );
        for (cell, value) in disputes().cells {
            let changes = &block.proposals[0].changes;
            let change = changes.iter().find(|change| change.cell == cell);
            let now = change.map_or(shifted.value(&cell), |change| Value::Number(change.to));
            assert_eq!(now.in_sums(), value.in_sums(), "{cell}");
        }
    }
}

#[test]
fn a_leftover_token_finds_its_cell() {
    let wrong = with(
        requests(),
        &[("requests.unavailable.not_held.total", Value::Blank)],
    );
    let evidence = Evidence {
        leftovers: vec![LeftoverToken {
            table: TableId::Requests,
            text: "g".to_owned(),
        }],
        ..Evidence::default()
    };
    let block = only(&wrong, &evidence);
    assert_eq!(first(&block), ["requests.unavailable.not_held.total=9"]);
    assert_eq!(
        block.proposals[0].reasons,
        ["表内有一个数没有归入单元格", "表内有未归入单元格的“g”"]
    );
}

#[test]
fn unread_cells_are_deduced_and_never_count_as_zero() {
    let unread = with(
        requests(),
        &[
            ("requests.received.natural_person", Value::Unreadable),
            ("requests.granted.total", Value::Absent),
            ("requests.other.other.enterprise", Value::Words),
        ],
    );
    let block = only(&unread, &Evidence::default());
    assert_eq!(block.status, Status::Holds);
    assert_eq!(
        block.sentence,
        "可核对的等式都成立；可推出 3 个未识读格的数"
    );
    let deduced: Vec<String> = block
        .deduced
        .iter()
        .map(|change| format!("{}={}", change.cell, change.to))
        .collect();
    assert_eq!(
        deduced,
        [
            "requests.received.natural_person=28",
            "requests.granted.total=20",
            "requests.other.other.enterprise=0"
        ]
    );
    assert_eq!(block.proposals, []);
    assert_eq!(block.source_error, None);
}

#[test]
fn glyphs_and_doubts_rank_equal_repairs() {
    // Five too many in one row and too few in another: the column of natural persons could mend it, or the totals.
    let wrong = with(
        requests(),
        &[
            ("requests.granted.total", number(25)),
            ("requests.unavailable.not_held.total", number(4)),
        ],
    );
    let block = only(&wrong, &Evidence::default());
    assert_eq!(block.status, Status::Several);
    assert_eq!(block.sentence, "有 2 个方案都只改 2 格就使等式成立");
    let mut evidence = Evidence::default();
    for (row, printed) in [("granted", "2S"), ("unavailable.not_held", "4")] {
        let cell = key(&format!("requests.{row}.total"));
        evidence.printed.insert(cell.clone(), printed.to_owned());
        evidence.uncertain.insert(cell);
    }
    let block = only(&wrong, &evidence);
    assert_eq!(
        first(&block),
        [
            "requests.granted.total=20",
            "requests.unavailable.not_held.total=9"
        ]
    );
    assert!(
        block.proposals[0]
            .reasons
            .iter()
            .all(|reason| reason.chinese.ends_with("（识读时已标待核）"))
    );
}

#[test]
fn a_search_that_is_stopped_says_so() {
    let wrong = with(
        requests(),
        &[("requests.received.natural_person", number(23))],
    );
    let stop = AtomicBool::new(true);
    let budgets = [
        Budget {
            cancelled: Some(&stop),
            ..Budget::default()
        },
        Budget {
            n_nodes: 3,
            ..Budget::default()
        },
        Budget {
            n_systems: 1,
            ..Budget::default()
        },
    ];
    for budget in budgets {
        let repairs = propose(&wrong, &Evidence::default(), &budget);
        assert_eq!(repairs[0].status, Status::Stopped);
        assert!(repairs[0].sentence.chinese.contains("没有全部试完"));
        assert_eq!(repairs[0].forced, []);
    }
}

#[test]
fn same_input_gives_same_output() {
    let wrong = with(
        requests(),
        &[
            ("requests.received.natural_person", number(23)),
            ("requests.granted.total", number(29)),
        ],
    );
    let evidence = Evidence::default();
    assert_eq!(repairs(&wrong, &evidence), repairs(&wrong, &evidence));
}

/// Every proposal listed, structural ones included, makes each equation of its block hold.
#[test]
fn every_proposal_satisfies_every_equation() {
    let wrong = with(
        requests(),
        &[
            ("requests.received.natural_person", Value::Blank),
            ("requests.received.enterprise", number(28)),
            ("requests.received.research_institute", number(2)),
        ],
    );
    let block = only(&wrong, &Evidence::default());
    assert!(block.proposals.len() > 1);
    for proposal in &block.proposals {
        let mut repaired = wrong.clone();
        for change in &proposal.changes {
            repaired
                .cells
                .insert(change.cell.clone(), Value::Number(change.to));
        }
        assert_eq!(repairs(&repaired, &Evidence::default()), [], "{proposal:?}");
    }
}

/// However much of the table is unread, what is deduced is true, and proposals only touch what was read.
#[test]
fn tables_with_many_unread_cells_are_handled() {
    for trial in 0..30 {
        let mut numbers = Numbers::seeded(7_000 + trial);
        let truth = any_requests(&mut numbers);
        let keys: Vec<CellKey> = truth.cells.keys().cloned().collect();
        let mut sheet = truth.clone();
        for key in &keys {
            if numbers.chance(usize::try_from(trial).unwrap() * 3) {
                sheet.cells.insert(key.clone(), Value::Absent);
            }
        }
        for block in repairs(&sheet, &Evidence::default()) {
            assert_eq!(block.status, Status::Holds);
            assert!(restores(&sheet, &block.deduced, &truth));
        }
        let wrong = numbers.pick(&keys).clone();
        sheet.cells.insert(wrong, number(777));
        for block in repairs(&sheet, &Evidence::default()) {
            assert!(block.proposals.len() <= MOST_LISTED);
        }
    }
}
