//! What is asked of whatever draws the evidence of a cell.

use egui::Rangef;

use crate::app::reports::shown::Shown;
use crate::form::CellKey;
use crate::review::row_print::RowPrint;

/// A cell whose evidence is to be drawn.
pub(super) struct Asked<'a> {
    /// The report.
    pub shown: &'a Shown<'a>,
    /// The cell.
    pub cell: &'a CellKey,
    /// The cells of its row in the tables above, from the left, with the columns they stand in, in points on the screen.
    pub columns: &'a [(CellKey, Rangef)],
    /// What the source prints in that row.
    pub print: &'a RowPrint,
}
