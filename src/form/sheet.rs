//! The values of a report's cells, which is all that rules and repairs look at.

use std::collections::{BTreeMap, BTreeSet};

use crate::amount::Amount;
use crate::form::catalogue;
use crate::form::key::{CellKey, EditionId, RowKey, TableId};
use crate::value::Value;

/// The tables of one report: which edition and rows each has, and the value of every cell.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sheet {
    /// The tables present, with the edition each follows. A table that is missing has no entry and no cells.
    pub editions: BTreeMap<TableId, EditionId>,
    /// The rows of each present table in printed order, sub-rows a report added included.
    pub rows: BTreeMap<TableId, Vec<RowKey>>,
    /// The value of every cell of every present table.
    pub cells: BTreeMap<CellKey, Value>,
}

impl Sheet {
    /// The value of a cell; [`Value::Absent`] when the sheet has no such cell.
    #[must_use]
    pub fn value(&self, key: &CellKey) -> Value {
        self.cells.get(key).copied().unwrap_or(Value::Absent)
    }

    /// The keys of all cells in the order of the form, the rows as printed; cells that the form does not know come last.
    #[must_use]
    pub fn keys(&self) -> Vec<CellKey> {
        let known = self.editions.iter().flat_map(|(table, edition)| {
            let rows = self.rows.get(table).map_or(&[][..], Vec::as_slice);
            let spec = catalogue::table(*edition, *table);
            spec.map_or_else(Vec::new, |spec| spec.cells(*table, rows))
        });
        let mut keys: Vec<CellKey> = known.collect();
        let listed: BTreeSet<&CellKey> = keys.iter().collect();
        let unlisted = self.cells.keys().filter(|key| !listed.contains(key));
        let unlisted: Vec<CellKey> = unlisted.cloned().collect();
        keys.extend(unlisted);
        keys
    }

    /// Every number that is not 0.
    #[must_use]
    pub fn nonzero(&self) -> BTreeMap<CellKey, Amount> {
        let numbers = self
            .cells
            .iter()
            .filter_map(|(cell, value)| Some((cell.clone(), value.number()?)));
        numbers.filter(|(_, amount)| !amount.is_zero()).collect()
    }

    /// The sum of cells: blank and dash count as zero, words and unread cells are left out.
    #[must_use]
    pub fn sum<'a>(&self, cells: impl IntoIterator<Item = &'a CellKey>) -> Amount {
        let values = cells.into_iter().map(|cell| self.value(cell));
        Amount::sum(values.filter_map(Value::in_sums))
    }
}
