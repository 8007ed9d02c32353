//! A row of the form as it is sought in a text.

use crate::form::RowKey;

/// A row to be found.
#[derive(Clone, Debug)]
pub struct RowForm {
    /// Its key.
    pub key: RowKey,
    /// Its folded label and the other labels reports print.
    pub labels: Vec<Vec<char>>,
    /// How many cells it has.
    pub n_slots: usize,
    /// Whether reports may leave it out without anything being lost.
    pub optional: bool,
    /// Whether reports may print several rows in its place, each with a label of its own.
    pub splits: bool,
    /// The folded labels that these usually have.
    pub parts: Vec<Vec<char>>,
}

/// Fragments a segment may hold: a label over many lines with heads between them.
pub const MOST_FRAGMENTS: usize = 16;
