//! Rows that repeat the row before them: engines that read page pictures go on writing a row's numbers in the next ones.

use crate::amount::Amount;
use crate::form::{CellKey, Equation, RowKey};
use crate::read::doubt::Doubt;
use crate::read::proof::{self, Outcome};
use crate::read::reading::Found;
use crate::read::table::{ReadRow, Reader};

/// Numbers other than 0 that two rows may have in common by chance: one and its total.
const ALIKE_BY_CHANCE: usize = 2;

impl Reader<'_> {
    /// The rows that hold the same numbers as the row before them, in a table whose sums do not hold.
    pub(super) fn repeated(&self, rows: &[ReadRow], cells: &[(CellKey, Found)]) -> Vec<RowKey> {
        let outcomes = proof::outcomes(&self.equations, cells);
        if !outcomes
            .iter()
            .any(|(_, outcome)| *outcome == Outcome::Broken)
        {
            return Vec::new();
        }
        let numbers = |row: &ReadRow| -> Vec<Option<Amount>> {
            let of_row = cells.iter().filter(|(key, _)| key.row == row.key);
            of_row.map(|(_, found)| found.value.number()).collect()
        };
        // One number and its total may be alike by chance, but not where the sums of just their columns fail.
        let is_broken = |key: &CellKey| {
            let of_cell = |equation: &Equation| {
                equation.line != key.row.as_str() && equation.cells().any(|cell| cell == key)
            };
            let mut outcomes = outcomes.iter();
            outcomes.any(|(equation, outcome)| *outcome == Outcome::Broken && of_cell(equation))
        };
        let is_telling = |row: &ReadRow| {
            let of_row = cells.iter().filter(|(key, _)| key.row == row.key);
            let nonzero = of_row.filter(|(_, found)| found.value.is_nonzero());
            let nonzero: Vec<&CellKey> = nonzero.map(|(key, _)| key).collect();
            let is_chance = nonzero.len() <= ALIKE_BY_CHANCE;
            !nonzero.is_empty() && (!is_chance || nonzero.iter().all(|key| is_broken(key)))
        };
        let pairs = rows.iter().zip(rows.iter().skip(1));
        let repeated =
            pairs.filter(|(before, row)| is_telling(row) && numbers(row) == numbers(before));
        repeated.map(|(_, row)| row.key.clone()).collect()
    }
}

/// Makes the cells of rows that repeat others doubtful: their own numbers may never have been read.
pub(super) fn doubt(repeated: &[RowKey], cells: &mut [(CellKey, Found)]) {
    for (_, found) in cells
        .iter_mut()
        .filter(|(key, _)| repeated.contains(&key.row))
    {
        if found.value.number().is_some() {
            found.doubts.push(Doubt::Repeated);
        }
    }
}
