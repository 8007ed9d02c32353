//! A row of the form as it is sought in a text.

use std::sync::Arc;

use crate::form::RowKey;
use crate::form::schema::{Block, Extra, RowSpec, TableSpec};
use crate::read::distance::edit_distance;
use crate::read::fold::fold;
use crate::read::per_table::PerTable;
use crate::read::under_heads;
use crate::read::vocabulary::Vocabulary;

/// A row to be found.
#[derive(Clone, Debug)]
pub struct RowForm {
    /// Its key.
    pub key: RowKey,
    /// Its folded label and the other labels reports print.
    pub labels: Arc<[Vec<char>]>,
    /// How many cells it has.
    pub n_slots: usize,
    /// Whether reports may leave it out without anything being lost.
    pub optional: bool,
    /// Whether reports may print several rows in its place, each with a label of its own.
    pub splits: bool,
    /// The folded labels that these usually have.
    pub parts: Arc<[Vec<char>]>,
    /// The characters of its own labels.
    pub words: Arc<Vocabulary>,
}

static ROWS: PerTable<Vec<RowForm>> =
    PerTable::new(|spec| spec.rows().map(|(block, row)| of_row(block, row)).collect());

/// The rows of a table in the order of the form.
#[must_use]
pub fn of_table(spec: &'static TableSpec) -> Arc<Vec<RowForm>> {
    ROWS.of(spec)
}

/// Whether the folded text is the label of a row or of a column of the table, but for a character in four.
#[must_use]
pub fn is_label(text: &[char], spec: &'static TableSpec) -> bool {
    let is_like = |label: &Vec<char>| edit_distance(text, label) * 4 <= label.len();
    let rows = of_table(spec);
    let mut labels = rows
        .iter()
        .flat_map(|row| row.labels.iter().chain(row.parts.iter()));
    text.len() > 1 && (labels.any(is_like) || under_heads::is_head(text, spec))
}

fn of_row(block: &Block, row: &RowSpec) -> RowForm {
    let labels = || std::iter::once(&row.label).chain(&row.aliases);
    RowForm {
        key: RowKey::new(&row.key),
        labels: labels().map(|label| fold(label)).collect(),
        n_slots: block.columns.len(),
        optional: row.extra == Extra::Added,
        splits: row.extra == Extra::Splits,
        parts: row.parts.iter().map(|label| fold(label)).collect(),
        words: Arc::new(Vocabulary::new(labels().map(String::as_str))),
    }
}

/// Fragments a segment may hold: a label over many lines with heads between them.
pub const MOST_FRAGMENTS: usize = 16;

#[cfg(test)]
impl RowForm {
    /// A row with nothing but this label and so many cells.
    pub(in crate::read) fn labelled(label: &str, n_slots: usize) -> Self {
        Self {
            key: RowKey::new("row"),
            labels: [fold(label)].into(),
            n_slots,
            optional: false,
            splits: false,
            parts: [].into(),
            words: Arc::default(),
        }
    }
}
