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
    /// The rows that hold the same numbers as the row before them, in a table whose sums do not hold. Where the sums of just
    /// their columns fail, their cells are doubtful: their own numbers may never have been read.
    pub(super) fn doubt_repeated(
        &self,
        rows: &[ReadRow],
        cells: &mut [(CellKey, Found)],
    ) -> Vec<RowKey> {
        let outcomes = proof::outcomes(&self.equations, cells);
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
        let mut alone = Vec::new();
        for (before, row) in rows.iter().zip(rows.iter().skip(1)) {
            let own = numbers(row);
            if own != numbers(before) {
                continue;
            }
            let n_nonzero = own.iter().flatten().filter(|own| !own.is_zero()).count();
            let fails_alone = fails_alone(row, &outcomes, cells);
            if fails_alone {
                alone.push(&row.key);
            }
            if fails_alone || n_nonzero > ALIKE_BY_CHANCE {
                repeated.push(row.key.clone());
            }
        }
        let own = cells
            .iter_mut()
            .filter(|(key, _)| alone.contains(&&key.row));
        for (_, found) in own.filter(|(_, found)| found.value.number().is_some()) {
            found.doubts.push(Doubt::Repeated);
        }
        repeated
    }
}

/// Whether the row has numbers other than 0, the sum of each of their columns fails, and few others do: a row read twice
/// breaks the columns in which it or the row that it stands for has numbers. Where half the table fails, the cause is another.
fn fails_alone(
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
    !nonzero.is_empty() && nonzero.iter().all(|(key, _)| fails(key)) && n_others < nonzero.len()
}
