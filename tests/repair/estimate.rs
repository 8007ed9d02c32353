//! Tables with more wrong cells than the complete search changes.

use std::sync::atomic::AtomicBool;

use gouji::form::{CellKey, Sheet, TableId};
use gouji::repair::free::is_consistent;
use gouji::repair::{Budget, Evidence, ProposalKind, Status, propose};
use gouji::value::Value;
use rayon::prelude::*;

use crate::damage::{Kind as Damage, inflict};
use crate::proposals::{only, requests, with};
use crate::tables::{Numbers, any_requests, count, number, problem, restores};
use crate::witnesses::vote;

/// Six cells wrong at once: more than the complete search changes. The estimate says that it is one.
#[test]
fn where_no_few_cells_do_many_are_estimated() {
    let wrong = with(
        requests(),
        &[
            ("requests.received.natural_person", number(23)),
            ("requests.carried_in.total", number(9)),
            ("requests.granted.enterprise", number(7)),
            ("requests.unavailable.not_held.total", Value::Blank),
            ("requests.carried_out.natural_person", number(9)),
            ("requests.denied.state_secret.total", number(100)),
        ],
    );
    let block = only(&wrong, &Evidence::default());
    assert_eq!(block.status, Status::None);
    assert_eq!(
        block.sentence,
        "改 4 格以内，没有办法使等式都成立；下面只是估计，共改 6 格，请逐格对照原文"
    );
    let best = &block.proposals[0];
    assert_eq!(best.kind, ProposalKind::Estimate);
    assert!(!best.is_smallest);
    assert!(restores(&wrong, &best.changes, &requests()), "{best:?}");
}

/// What the reviewer has decided stands, whatever a witness wants in its place.
#[test]
fn no_estimate_changes_a_decided_cell() {
    let mut n_estimates = 0;
    for trial in 0..12 {
        let Some((truth, sheet, mut evidence)) = damaged(trial) else {
            continue;
        };
        let decided = wrong_cells(&sheet, &truth).next().unwrap().clone();
        let wanted = count(&truth, &decided).unwrap();
        evidence.settled.insert(decided.clone());
        evidence.votes.push(vote(decided.clone(), wanted, "正文"));
        let repairs = propose(&sheet, &evidence, &Budget::default());
        let proposals = repairs.iter().flat_map(|block| &block.proposals);
        for proposal in proposals.filter(|proposal| proposal.kind == ProposalKind::Estimate) {
            n_estimates += 1;
            let mut cells = proposal.changes.iter().map(|change| &change.cell);
            assert!(cells.all(|cell| *cell != decided), "{trial}: {decided}");
        }
    }
    assert!(n_estimates >= 12, "{n_estimates}");
}

/// Six cells of a table damaged one after the other; the reader has doubts about most of them.
fn damaged(trial: u64) -> Option<(Sheet, Sheet, Evidence)> {
    let mut numbers = Numbers::seeded(90_000 + trial);
    let truth = any_requests(&mut numbers);
    let mut sheet = truth.clone();
    let mut evidence = Evidence::default();
    for kind in [Damage::Confused, Damage::Emptied, Damage::Invented].repeat(2) {
        let (next, read) = inflict(&mut numbers, kind, &sheet)?;
        for (cell, printed) in read.printed {
            if numbers.chance(70) {
                evidence.uncertain.insert(cell.clone());
            }
            evidence.printed.insert(cell, printed);
        }
        sheet = next;
    }
    Some((truth, sheet, evidence))
}

fn wrong_cells<'a>(sheet: &'a Sheet, truth: &'a Sheet) -> impl Iterator<Item = &'a CellKey> {
    let cells = truth.cells.keys();
    cells.filter(|cell| count(sheet, cell) != count(truth, cell))
}

fn changed(sheet: &Sheet, changes: &[gouji::repair::Change]) -> Sheet {
    let mut mended = sheet.clone();
    for change in changes {
        let value = Value::Number(change.to);
        mended.cells.insert(change.cell.clone(), value);
    }
    mended
}

/// Every estimate makes every equation hold, and the first one leaves hardly a wrong cell.
#[test]
fn estimates_satisfy_every_equation_and_mend_most_cells() {
    let trial = |trial: u64| {
        let (truth, sheet, evidence) = damaged(trial)?;
        let repairs = propose(&sheet, &evidence, &Budget::default());
        let block = repairs.first()?;
        let estimates = block.proposals.iter();
        let estimates: Vec<_> = estimates
            .filter(|p| p.kind == ProposalKind::Estimate)
            .collect();
        for estimate in &estimates {
            let mended = changed(&sheet, &estimate.changes);
            assert!(is_consistent(&problem(&mended, TableId::Requests).problem));
        }
        let mended = changed(&sheet, &estimates.first()?.changes);
        let n_before = wrong_cells(&sheet, &truth).count();
        Some((n_before, wrong_cells(&mended, &truth).count()))
    };
    let results: Vec<(usize, usize)> = (0..60).into_par_iter().filter_map(trial).collect();
    let n_before: usize = results.iter().map(|(before, _)| before).sum();
    let n_after: usize = results.iter().map(|(_, after)| after).sum();
    let all_right = results.iter().filter(|(_, after)| *after == 0).count();
    println!(
        "{} tables: {n_before} wrong cells before, {n_after} after; {all_right} tables all right",
        results.len()
    );
    assert!(results.len() >= 50);
    assert!(n_after * 10 <= n_before);
    assert!(all_right * 100 >= results.len() * 85);
}

#[test]
fn the_same_damage_gives_the_same_estimate_and_a_cancelled_search_none() {
    let (_, sheet, evidence) = (0..50).find_map(damaged).unwrap();
    let once = propose(&sheet, &evidence, &Budget::default());
    assert_eq!(once, propose(&sheet, &evidence, &Budget::default()));
    let stop = AtomicBool::new(true);
    let cancelled = Budget {
        cancelled: Some(&stop),
        ..Budget::default()
    };
    let repairs = propose(&sheet, &evidence, &cancelled);
    assert_eq!(repairs[0].status, Status::Stopped);
    assert_eq!(repairs[0].proposals, []);
}
