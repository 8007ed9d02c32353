//! Structural repairs: many cells are wrong, but one thing happened. A value stands in the neighbouring cell, a row is
//! shifted, labels are off by one row, a number is split or two are fused, a token was left over.
//!
//! Each candidate is tried by recomputing the equations it touches; one that makes every equation of its block hold is
//! kept. Where the smallest repair of single cells misleads (a moved value in almost half of all cases), this list
//! holds the truth.
//!
//! # Limitations
//! One thing at a time: a shifted row with a misread number in it is not found. Rows whose sum of columns a shift does
//! not touch (the result rows among themselves) cannot be told apart by any equation.

mod candidates;
mod trial;

use std::collections::BTreeMap;

use crate::repair::block::TableProblem;
use crate::repair::evidence::LeftoverToken;
use crate::repair::problem::Problem;
use crate::repair::search::Budget;
use crate::repair::structural::trial::Trial;

/// What happened to the layout.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Damage {
    /// A value stands in a neighbouring cell.
    ValueMoved,
    /// Two neighbouring values changed places.
    NeighboursSwapped,
    /// The values of a row stand a cell too far to one side.
    RowShifted,
    /// The values of a column stand a row too high or too low.
    ColumnShifted,
    /// Rows carry the label of the row above or below.
    RowsShifted,
    /// One number stands in two cells.
    NumberSplit,
    /// Two numbers stand in one cell.
    NumbersFused,
    /// A token that no cell claimed belongs into a cell.
    LeftoverPlaced,
}

impl Damage {
    /// The damage in Chinese.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::ValueMoved => "数字错到邻格",
            Self::NeighboursSwapped => "相邻两格互换",
            Self::RowShifted => "整行错位一格",
            Self::ColumnShifted => "整列错位一行",
            Self::RowsShifted => "行标签错开一行",
            Self::NumberSplit => "一个数被拆成两格",
            Self::NumbersFused => "两个数并成一格",
            Self::LeftoverPlaced => "表内遗漏的数字归位",
        }
    }
}

/// Something that may have happened, and what the cells it touches would hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Candidate {
    pub(super) damage: Damage,
    /// New numbers; `None` where the true number stands nowhere and must follow from the equations.
    pub(super) assigned: Vec<(usize, Option<i64>)>,
    /// Numbers other than 0 that would no longer stand anywhere.
    pub(super) lost: Vec<i64>,
    /// Printed zeros that would no longer stand anywhere; blanks would be better evidence.
    pub(super) n_zeros: i64,
    /// Steps beyond the neighbouring cell.
    pub(super) n_further: i64,
    /// The token put into a cell, with the number it then shows.
    pub(super) token: Option<(String, i64)>,
}

/// A candidate that makes every equation of its blocks hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Structural {
    pub(super) candidate: Candidate,
    /// The cells that change, ascending, with their new numbers.
    pub(super) changes: Vec<(usize, i64)>,
    /// Those of them whose number follows from the equations alone.
    pub(super) deduced: Vec<(usize, i64)>,
}

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
