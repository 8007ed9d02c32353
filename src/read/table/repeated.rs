//! Rows that repeat the row before them: engines that read page pictures go on writing a row's numbers in the next ones.

use crate::amount::Amount;
use crate::form::{CellKey, Equation, RowKey};
use crate::read::doubt::Doubt;
use crate::read::proof::{self, SumCheck};
use crate::read::reading::Found;
use crate::read::table::{ReadRow, Reader};

/// Numbers other than 0 that two rows may have in common by chance: one and its total.
const ALIKE_BY_CHANCE: usize = 2;

impl Reader<'_> {
    /// The rows that hold the same numbers as the row before them while sums fail that they stand in. Their cells are
    /// doubtful: their own numbers may never have been read.
    pub(super) fn doubt_repeated(
        &self,
        rows: &[ReadRow],
        cells: &mut [(CellKey, Found)],
    ) -> Vec<RowKey> {
        let outcomes = proof::outcomes(self.equations, cells);
        if !outcomes
            .iter()
            .any(|(_, outcome)| *outcome == SumCheck::Broken)
        {
            return Vec::new();
        }
        let numbers = |row: &ReadRow| -> Vec<Option<Amount>> {
            let of_row = cells.iter().filter(|(key, _)| key.row == row.key);
            of_row.map(|(_, found)| found.value.number()).collect()
        };
        let mut repeated = Vec::new();
        for (before, row) in rows.iter().zip(rows.iter().skip(1)) {
            let own = numbers(row);
            if own != numbers(before) {
                continue;
            }
            if is_written_twice(row, &outcomes, cells) {
                repeated.push(row.key.clone());
            }
        }
        let own = cells
            .iter_mut()
            .filter(|(key, _)| repeated.contains(&key.row));
        for (_, found) in own.filter(|(_, found)| found.value.number().is_some()) {
            found.doubts.push(Doubt::Repeated);
        }
        repeated
    }
}

/// Whether a row like the one before it may be that row written twice: it has numbers other than 0, and the sum of each of
/// their columns fails. That breaks the columns in which it or the row that it stands for has numbers: where others fail
/// as well, more numbers must be alike than those two rows have in common by chance.
fn is_written_twice(
    row: &ReadRow,
    outcomes: &[(&Equation, SumCheck)],
    cells: &[(CellKey, Found)],
) -> bool {
    let fails = |key: &CellKey| {
        let is_of_column = |equation: &Equation| {
            equation.line != key.row.as_str() && equation.cells().any(|cell| cell == key)
        };
        let mut outcomes = outcomes.iter();
        outcomes.any(|(equation, outcome)| *outcome == SumCheck::Broken && is_of_column(equation))
    };
    let of_row = cells.iter().filter(|(key, _)| key.row == row.key);
    let (nonzero, others): (Vec<_>, Vec<_>) =
        of_row.partition(|(_, found)| found.value.is_nonzero());
    let n_others = others.iter().filter(|(key, _)| fails(key)).count();
    let are_few = || n_others < nonzero.len();
    !nonzero.is_empty()
        && nonzero.iter().all(|(key, _)| fails(key))
        && (nonzero.len() > ALIKE_BY_CHANCE || are_few())
}
