//! What is known about a report besides its numbers. Plain data: the review fills it from the reading, the prose and
//! last year's report, which repair does not know.

use std::collections::{BTreeMap, BTreeSet};

use crate::amount::Amount;
use crate::form::{CellKey, TableId};
use crate::repair::channel::costs;
use crate::repair::recognised::Recognised;
use crate::said::Said;

/// Evidence for the ranking of repairs. Everything may be empty.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Evidence {
    /// The characters printed in each cell; a cell without an entry is taken to print its value.
    pub printed: BTreeMap<CellKey, String>,
    /// What the recognition of a picture made of a cell, where it was not certain.
    pub recognised: BTreeMap<CellKey, Recognised>,
    /// Cells whose value or place the reader inferred.
    pub uncertain: BTreeSet<CellKey>,
    /// Cells the reviewer has decided; no repair changes them.
    pub settled: BTreeSet<CellKey>,
    /// Tokens inside a table that no cell claimed.
    pub leftovers: Vec<LeftoverToken>,
    /// What other witnesses say.
    pub votes: Vec<Vote>,
}

/// A token inside a table that no cell claimed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeftoverToken {
    /// The table it stands in.
    pub table: TableId,
    /// The token as printed.
    pub text: String,
}

/// A witness outside the tables who says what some cells hold together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Vote {
    /// The ways to understand the witness: in each, the cells whose sum is stated. The witness agrees where one way
    /// fits.
    pub ways: Vec<Vec<CellKey>>,
    /// The number stated.
    pub value: Amount,
    /// What agreement is worth, in thousandths of a cost.
    pub weight: i64,
    /// The witness, such as 正文“新收申请 28 件”.
    pub reason: Said,
}

impl Vote {
    /// A witness who speaks of a single cell.
    #[must_use]
    pub fn on(cell: CellKey, value: Amount, weight: i64, reason: Said) -> Self {
        Self {
            ways: vec![vec![cell]],
            value,
            weight,
            reason,
        }
    }

    /// What a witness who surely speaks of the cells is worth, in thousandths: a long number does not agree by chance.
    #[must_use]
    pub fn weight_of(value: Amount) -> i64 {
        let digits = value.to_string();
        let n_digits = digits.trim_start_matches('0').len();
        let n_digits = i64::try_from(n_digits).unwrap_or(i64::MAX);
        let witness = costs().witness;
        let by_length = witness.each.saturating_mul(n_digits);
        by_length
            .saturating_add(witness.first)
            .min(costs().witness_at_most)
    }
}
