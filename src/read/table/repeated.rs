//! Rows that repeat the row before them: engines that read page pictures go on writing a row's numbers in the next ones.

use crate::amount::Amount;
use crate::form::{CellKey, RowKey};
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
        let is_telling = |numbers: &[Option<Amount>]| {
            let nonzero = numbers.iter().flatten().filter(|amount| !amount.is_zero());
            nonzero.count() > ALIKE_BY_CHANCE
        };
        let pairs = rows.iter().zip(rows.iter().skip(1));
        let repeated = pairs.filter(|(before, row)| {
            let own = numbers(row);
            is_telling(&own) && own == numbers(before)
        });
        repeated.map(|(_, row)| row.key.clone()).collect()
    }
}
