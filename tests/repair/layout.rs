//! Structural repairs on tables of our own making.

use gouji::repair::{Budget, propose};
use rayon::prelude::*;

use crate::damage::{Kind, inflict};
use crate::tables::{Numbers, any_requests, restores};

/// The rank of the truth, from 0, in each of `n_trials` damaged tables.
fn ranks(kind: Kind, n_trials: u64) -> Vec<Option<usize>> {
    let trial = |trial: u64| {
        let mut numbers = Numbers::seeded(1_000 * trial + kind.seed());
        let truth = any_requests(&mut numbers);
        let (damaged, evidence) = inflict(&mut numbers, kind, &truth)?;
        let repairs = propose(&damaged, &evidence, &Budget::default());
        let mut proposals = repairs.iter().flat_map(|block| &block.proposals);
        Some(proposals.position(|proposal| restores(&damaged, &proposal.changes, &truth)))
    };
    (0..n_trials).into_par_iter().filter_map(trial).collect()
}

#[track_caller]
fn check_ranks(kind: Kind, first_per_mille: usize, first_three_per_mille: usize) {
    let ranks = ranks(kind, 200);
    let within = |n: usize| {
        ranks
            .iter()
            .filter(|rank| rank.is_some_and(|rank| rank < n))
            .count()
    };
    let per_mille = |n: usize| within(n) * 1000 / ranks.len();
    println!(
        "{kind:?}: {} tables, first {} ‰, first three {} ‰",
        ranks.len(),
        per_mille(1),
        per_mille(3)
    );
    assert!(ranks.len() >= 90);
    assert!(per_mille(1) >= first_per_mille);
    assert!(per_mille(3) >= first_three_per_mille);
}

#[test]
fn a_value_moved_to_a_neighbour_is_put_back() {
    check_ranks(Kind::Moved, 880, 990);
}

#[test]
fn a_shifted_row_is_put_back() {
    check_ranks(Kind::RowShifted, 990, 990);
}

#[test]
fn rows_off_by_one_label_are_put_back() {
    check_ranks(Kind::RowsShifted, 800, 900);
}

#[test]
fn a_split_number_is_joined() {
    check_ranks(Kind::Split, 950, 990);
}

#[test]
fn two_fused_numbers_are_parted() {
    check_ranks(Kind::Fused, 950, 990);
}
