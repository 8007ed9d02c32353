//! What the window keeps of the evidence.

use crate::form::CellKey;
use crate::review::Session;
use crate::review::row_print::{RowPrint, row_print};

/// What the source prints in the row of the selected cell.
#[derive(Debug, Default)]
pub(crate) struct EvidenceView {
    known: Option<Known>,
}

/// What was looked up last, and for what.
#[derive(Debug)]
struct Known {
    revision: u64,
    row: Vec<CellKey>,
    cell: CellKey,
    print: RowPrint,
}

impl EvidenceView {
    /// What the source prints in `row`, around `cell`; looked up once, until another cell is selected or a step is taken.
    pub(crate) fn print_of(
        &mut self,
        session: &Session,
        row: &[CellKey],
        cell: &CellKey,
    ) -> &RowPrint {
        let revision = session.revision();
        self.known
            .take_if(|known| known.revision != revision || known.cell != *cell || known.row != row);
        let known = self.known.get_or_insert_with(|| Known {
            revision,
            row: row.to_vec(),
            cell: cell.clone(),
            print: row_print(session, row, cell),
        });
        &known.print
    }
}
