//! What is known about a report besides its numbers. Plain data: the review fills it from the reading, the prose and
//! last year's report, which repair does not know.

use std::collections::{BTreeMap, BTreeSet};

use crate::amount::Amount;
use crate::form::{CellKey, TableId};

/// Evidence for the ranking of repairs. Everything may be empty.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Evidence {
    /// The characters printed in each cell; a cell without an entry is taken to print its value.
    pub printed: BTreeMap<CellKey, String>,
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

/// A witness outside the tables who says what a cell should hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Vote {
    /// The cell.
    pub cell: CellKey,
    /// The number it should hold.
    pub value: Amount,
    /// What agreement is worth, in thousandths of a cost.
    pub weight: i64,
    /// The witness in Chinese, such as 正文“新收申请 28 件”.
    pub reason: String,
}
