//! Doubts the numbers themselves dispel: a number in the wrong column, or a digit misread, breaks the equations of its row
//! and of its column. Sums do not tell a 0 from a blank, nor a column all of whose numbers were inferred from an empty
//! one: about these they dispel nothing.

use std::collections::{BTreeMap, BTreeSet};

use crate::form::{CellKey, EditionId, TableId, equation};
use crate::read::doubt;
use crate::read::reading::{Certainty, Found};
use crate::value::Value;

/// An equation proves nothing about a cell that stands in no other: the numbers may have changed places in it.
const EQUATIONS_LEAST: usize = 2;

/// The column of totals: they stand last in their rows, wherever the other numbers belong.
const TOTAL: &str = "total";

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
    let certain = cells.iter().filter(|(_, found)| found.doubt().is_none());
    let certain: BTreeSet<&CellKey> = certain.map(|(key, _)| key).collect();
    let is_anchor = |key: &CellKey| value(key).is_nonzero() && certain.contains(key);
    let equations = equation::of_table(edition, table);
    let mut standing: BTreeMap<&CellKey, Standing> = BTreeMap::new();
    for equation in &equations {
        let is_column = equation.cells().all(|cell| cell.column == equation.line);
        let is_anchored = is_column && equation.cells().any(is_anchor);
        let holds = equation
            .sides(value)
            .is_some_and(|(left, right)| left.equals(right));
        let shows_blanks = equation.cells().any(|cell| value(cell).number().is_none());
        for cell in equation.cells() {
            let standing = standing.entry(cell).or_default();
            standing.n += 1;
            standing.n_holding += usize::from(holds);
            standing.has_blanks |= shows_blanks;
            standing.is_anchored |= is_anchored;
        }
    }
    let doubts = cells
        .iter()
        .filter_map(|(key, found)| Some((key, found.doubt()?)));
    let doubts: BTreeMap<&CellKey, &str> = doubts.collect();
    let may_change_columns = |cell: &CellKey| {
        let is_total = cell.column == TOTAL;
        !is_total
            && doubts
                .get(cell)
                .is_some_and(|why| doubt::guesses_column(why))
    };
    let is_proven = |(cell, standing): &(&CellKey, Standing)| {
        let is_told_apart = value(cell).is_nonzero() || !standing.has_blanks;
        let is_placed = standing.is_anchored || !may_change_columns(cell);
        let holds = standing.n >= EQUATIONS_LEAST && standing.n_holding == standing.n;
        holds && is_told_apart && is_placed
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
    /// Whether a column with a certain number is among them.
    is_anchored: bool,
}
