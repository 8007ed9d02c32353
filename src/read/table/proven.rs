//! Doubts the numbers themselves dispel: a number in the wrong column, or a digit misread, breaks the equations of its row
//! and of its column. Sums do not tell a 0 from a blank: about these they dispel nothing.

use std::collections::{BTreeMap, BTreeSet};

use crate::form::{CellKey, EditionId, TableId, equation};
use crate::read::doubt;
use crate::read::reading::{Certainty, Found};
use crate::value::Value;

/// An equation proves nothing about a cell that stands in no other: the numbers may have changed places in it.
const EQUATIONS_LEAST: usize = 2;

/// Takes back the doubts about columns and glyphs of numbers all of whose equations hold. Doubts about whose row it is
/// stay: the rows of a sum may change places.
pub(super) fn clear(edition: EditionId, table: TableId, cells: &mut [(CellKey, Found)]) {
    let proven = proven(edition, table, cells);
    for (key, found) in cells {
        if proven.contains(key) && found.doubt().is_some_and(doubt::yields_to_sums) {
            found.certainty = Certainty::Certain;
        }
    }
}

/// The cells that stand in several equations, all of which hold.
fn proven(edition: EditionId, table: TableId, cells: &[(CellKey, Found)]) -> BTreeSet<CellKey> {
    let values: BTreeMap<&CellKey, Value> = cells
        .iter()
        .map(|(key, found)| (key, found.value))
        .collect();
    let value = |key: &CellKey| values.get(key).copied().unwrap_or(Value::Absent);
    let equations = equation::of_table(edition, table);
    let mut standing: BTreeMap<&CellKey, Standing> = BTreeMap::new();
    for equation in &equations {
        let holds = equation
            .sides(value)
            .is_some_and(|(left, right)| left.equals(right));
        let shows_blanks = equation.cells().any(|cell| value(cell).number().is_none());
        for cell in equation.cells() {
            let standing = standing.entry(cell).or_default();
            standing.n += 1;
            standing.n_holding += usize::from(holds);
            standing.has_blanks |= shows_blanks;
        }
    }
    let is_proven = |(cell, standing): &(&CellKey, Standing)| {
        let is_told_apart = value(cell).is_nonzero() || !standing.has_blanks;
        standing.n >= EQUATIONS_LEAST && standing.n_holding == standing.n && is_told_apart
    };
    let proven = standing.into_iter().filter(is_proven);
    proven.map(|(cell, _)| cell.clone()).collect()
}

/// The equations a cell stands in.
#[derive(Default)]
struct Standing {
    n: usize,
    n_holding: usize,
    /// Whether one of their cells is blank: sums do not tell a 0 from a blank.
    has_blanks: bool,
}
