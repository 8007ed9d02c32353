//! What the tables and the header fields above them keep.

use std::collections::{BTreeMap, BTreeSet};

use crate::app::reports::scrolling::Scrolling;
use crate::app::tables::draft::{Draft, Fill};
use crate::app::tables::measures::RowHeight;
use crate::app::tables::walk::Walk;
use crate::form::CellKey;

/// What the tables keep.
#[derive(Default)]
pub(crate) struct TablesView {
    /// The cell or header field being typed into.
    pub draft: Option<Draft>,
    /// Contents of the source that wait to be accepted.
    pub fill: Option<Fill>,
    /// Whether the selected cell must be scrolled into view.
    pub scroll_to_cell: bool,
    /// A cell that is not selected and must be scrolled into view.
    pub scroll_to_other: Option<CellKey>,
    /// Where the tables are to be scrolled to in the next frame.
    pub scrolling: Scrolling,
    /// What a proposal that is looked at, or lines of the source, would put into cells.
    pub previewed: BTreeMap<CellKey, String>,
    /// The cells that the likeliest proposals change.
    pub suspects: BTreeSet<CellKey>,
    /// The cells of the selected row that were drawn, from the left, with their columns on the screen, in points.
    pub columns: Vec<(CellKey, egui::Rangef)>,
    /// Whether cells show the numbers of last year's report as well, as the settings have it.
    pub with_last_year: bool,
    /// How high the rows are.
    pub row_height: RowHeight,
}

impl TablesView {
    /// Whether something of them must be in sight: what is typed, or a cell that was looked for.
    pub(crate) fn is_to_be_seen(&self) -> bool {
        self.draft.is_some() || self.scroll_to_cell || self.scroll_to_other.is_some()
    }

    /// Forgets contents that wait and were put beside another revision of the session.
    pub(crate) fn drop_old_fill(&mut self, revision: u64) {
        self.fill.take_if(|fill| fill.revision != revision);
    }

    /// The contents of a row that is being typed in one line, by cell; `None` if none is.
    pub(crate) fn typed(&self, walk: &Walk) -> Option<BTreeMap<CellKey, String>> {
        let row = self.draft.as_ref()?.row(walk)?;
        let cells = if row.fits() { row.cells } else { Vec::new() };
        Some(cells.into_iter().collect())
    }

    /// The contents that wait, by cell; `None` if none do.
    pub(crate) fn waiting(&self) -> Option<BTreeMap<CellKey, String>> {
        let cells = self.fill.as_ref()?.cells.iter();
        let contents = cells.map(|placed| (placed.cell.clone(), placed.text.clone()));
        Some(contents.collect())
    }
}
