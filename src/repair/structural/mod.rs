//! Structural repairs: many cells are wrong, but one thing happened. A value stands in the neighbouring cell, a row is
//! shifted, labels are off by one row, a number is split or two are fused, a token was left over; a row was written twice,
//! slid left within its blanks or changed places with another, a rule was read as 1, points were lost, totals computed.
//!
//! Each candidate is tried by recomputing the equations it touches; one that makes every equation of its block hold is
//! kept. Where the smallest repair of single cells misleads (a moved value in almost half of all cases), this list
//! holds the truth.
//!
//! # Limitations
//! One thing at a time: a shifted row with a misread number in it is not found. Rows whose sum of columns a shift does
//! not touch (the result rows among themselves) cannot be told apart by any equation.

mod candidate;
mod candidates;
mod lines;
mod mending;
mod trial;

use std::collections::BTreeMap;

use crate::repair::block::TableProblem;
use crate::repair::evidence::LeftoverToken;
use crate::repair::problem::Problem;
use crate::repair::search::Budget;
pub use crate::repair::structural::candidate::Damage;
pub(super) use crate::repair::structural::candidate::{Candidate, Structural};
pub(super) use crate::repair::structural::mending::mending;
use crate::repair::structural::trial::Trial;

/// The structural repairs of a table.
#[derive(Clone, Debug, Default)]
pub(super) struct Stories {
    /// Those that were found. Different stories with one result are all kept: the ranking takes the likeliest.
    pub(super) found: Vec<Structural>,
    /// Whether some were not tried to the end, because that would have taken too long.
    pub(super) is_cut: bool,
}

/// All structural repairs of a table.
pub(super) fn repairs(
    table: &TableProblem,
    leftovers: &[LeftoverToken],
    budget: &Budget,
) -> Stories {
    let blocks = table.blocks.iter();
    let alone = blocks.map(|block| table.problem.restricted_to(&block.equations));
    let alone: Vec<Problem> = alone.collect();
    let Some(trial) = Trial::new(table, &alone) else {
        return Stories::default();
    };
    let mut found: BTreeMap<(Vec<(usize, i64)>, Damage), Structural> = BTreeMap::new();
    for make in candidates::KINDS {
        if budget.is_cancelled() {
            break;
        }
        make(table, &trial.broken(), leftovers, &mut |candidate| {
            let Some(repair) = trial.accepts(candidate) else {
                return;
            };
            let key = (repair.changes.clone(), repair.candidate.damage);
            let simpler = |old: &Structural| weight(&repair) < weight(old);
            if found.get(&key).is_none_or(simpler) {
                found.insert(key, repair);
            }
        });
    }
    Stories {
        found: found.into_values().collect(),
        is_cut: trial.is_exhausted(),
    }
}

/// How much a repair leaves unexplained.
fn weight(repair: &Structural) -> (usize, usize, i64, i64) {
    let candidate = &repair.candidate;
    (
        candidate.lost.len(),
        repair.deduced.len(),
        candidate.n_further,
        candidate.n_zeros,
    )
}
