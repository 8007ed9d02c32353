//! What came of the reviews that were to stand in a table.

use std::collections::BTreeMap;

/// What came of the reviews.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Reports in the table.
    pub reports: usize,
    /// Those of them that are signed off.
    pub signed: usize,
    /// Reports left out because nobody has signed them off.
    pub unsigned: usize,
    /// Rows of the table.
    pub rows: u64,
    /// Sentences about reviews that could not be opened; none of their cells is in the table.
    pub failed: Vec<String>,
    /// Sentences about reviews that are in the table.
    pub notices: Vec<String>,
    /// How many reports there are of each office and year.
    pub(super) n_of: BTreeMap<[String; 2], usize>,
}
