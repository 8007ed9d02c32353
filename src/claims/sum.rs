//! The cells that a reading of a claim adds, and what they come to.

use crate::amount::Amount;
use crate::claims::Quantity;
use crate::form::{CellKey, Sheet, TableId};
use crate::value::Value;

/// The cells of one reading with their sum.
pub(super) struct Sum {
    /// The cells.
    pub(super) cells: Vec<CellKey>,
    /// `None` if there is no cell, or nobody knows what a cell says.
    pub(super) amount: Option<Amount>,
    /// Whether all cells are blank; that agrees with 0 whatever became of the numbers.
    pub(super) is_blank: bool,
}

impl Sum {
    /// Adds up a reading.
    pub(super) fn new(way: &[Quantity], sheet: &Sheet) -> Self {
        let per_quantity: Vec<Vec<CellKey>> =
            way.iter().map(|quantity| cells(quantity, sheet)).collect();
        let is_complete = per_quantity.iter().all(|cells| !cells.is_empty());
        let cells: Vec<CellKey> = per_quantity.into_iter().flatten().collect();
        let amounts: Option<Vec<Amount>> =
            cells.iter().map(|cell| in_claims(cell, sheet)).collect();
        let sum = amounts.map(Amount::sum);
        let is_blank = |cell: &CellKey| sheet.value(cell).counts_as_zero();
        Self {
            amount: sum.filter(|_| is_complete),
            is_blank: is_complete && cells.iter().all(is_blank),
            cells,
        }
    }
}

/// What a cell counts: blank and dash are 0, but a table of blanks may have lost its numbers.
fn in_claims(cell: &CellKey, sheet: &Sheet) -> Option<Amount> {
    let value = sheet.value(cell);
    let is_lost = value == Value::Blank && !has_any_number(cell.table, sheet);
    value.in_sums().filter(|_| !is_lost)
}

/// The cell; or, for a total left blank beside numbers, the cells of its row, which add up to it.
fn with_parts(cell: CellKey, sheet: &Sheet) -> Vec<CellKey> {
    let is_blank = sheet.value(&cell).counts_as_zero();
    if !is_blank || cell.column != "total" {
        return vec![cell];
    }
    let row = row_cells(&cell, sheet);
    if row.iter().any(|other| sheet.value(other).is_nonzero()) {
        row
    } else {
        vec![cell]
    }
}

/// All cells of the cell's row.
fn row_cells(cell: &CellKey, sheet: &Sheet) -> Vec<CellKey> {
    let first = CellKey::new(cell.table, cell.row.clone(), "");
    let from_first = sheet.cells.range(first..).map(|(other, _)| other);
    from_first
        .take_while(|other| other.table == cell.table && other.row == cell.row)
        .cloned()
        .collect()
}

fn has_any_number(table: TableId, sheet: &Sheet) -> bool {
    let mut cells = sheet.cells.iter();
    cells.any(|(cell, value)| cell.table == table && value.number().is_some())
}

/// The cells a quantity adds: one, or those of a group of rows, or those of a row without its total.
pub(super) fn cells(quantity: &Quantity, sheet: &Sheet) -> Vec<CellKey> {
    let rows = sheet.rows.get(&quantity.table).into_iter().flatten();
    rows.filter(|row| {
        let rest = row.as_str().strip_prefix(quantity.row);
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '[']))
    })
    .map(|row| CellKey::new(quantity.table, row.clone(), quantity.column))
    .filter(|cell| sheet.cells.contains_key(cell))
    .flat_map(|cell| with_parts(cell, sheet))
    .collect()
}
