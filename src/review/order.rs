//! The order in which cells are walked and listed.

use crate::form::{CellKey, TableId, catalogue};
use crate::review::session::Session;

/// The cells of all present tables in the order in which the form prints them.
#[must_use]
pub fn cells_in_order(session: &Session) -> Vec<CellKey> {
    let sheet = session.sheet();
    TableId::ALL
        .into_iter()
        .filter_map(|table| {
            let spec = catalogue::table(*sheet.editions.get(&table)?, table)?;
            Some(spec.cells(table, sheet.rows.get(&table)?))
        })
        .flatten()
        .collect()
}
