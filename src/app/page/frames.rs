//! Where cells stand on the pages, as far as their file tells.

use std::path::Path;

use egui::Color32;

use crate::app::source::text_index::page_at;
use crate::app::style::Palette;
use crate::form::CellKey;
use crate::review::state::CellState;
use crate::review::{Session, status};
use crate::source::place::{self, Area};
use crate::source::{Place, Span};

/// How far a label may reach into the first cell, in the unit of [`Area`]: a point or so.
const SLACK: u16 = 200;

/// A cell on a page.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct FramedCell {
    /// The cell.
    pub cell: CellKey,
    /// The page, from 0.
    pub page: usize,
    /// Where on it.
    pub area: Area,
}

/// What of a file tells its places, while its `original` is shown: the report itself, or words that were recognised from
/// it. A text beside a PDF tells nothing of its pages.
pub(crate) fn tells_places(session: &Session, original: &Path) -> bool {
    is_itself(session, original) || session.source().format == "boxes"
}

/// Whether the file whose pages are shown is the report itself.
pub(crate) fn is_itself(session: &Session, original: &Path) -> bool {
    let name = original.file_name();
    name.is_some_and(|name| name.to_string_lossy() == session.source().name)
}

/// The places of all cells that were read, where characters are `printed` so.
pub(super) fn places(session: &Session, printed: &[Place]) -> Vec<FramedCell> {
    let cells = session.sheet().cells.keys();
    let placed = cells.flat_map(|cell| {
        let spans = status::spans_of(session, cell).into_iter();
        let areas = spans.flat_map(|span| place::areas_of(printed, span));
        areas.filter_map(|(page, area)| {
            let page = usize::try_from(page).ok()?;
            let cell = cell.clone();
            Some(FramedCell { cell, page, area })
        })
    });
    placed.collect()
}

/// The row of a cell on its page.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct RowFrame {
    /// The page, from 0.
    pub page: usize,
    /// The cell itself.
    pub own: Area,
    /// The label and all cells of the row on this page.
    pub area: Area,
    /// The label, where it stands at the left of all cells.
    pub label: Option<Area>,
}

/// The row of `cell`, where its file tells where it was printed.
pub(super) fn row_of(
    session: &Session,
    printed: &[Place],
    places: &[FramedCell],
    cell: &CellKey,
) -> Option<RowFrame> {
    let own = places.iter().find(|place| place.cell == *cell)?;
    let is_beside = |place: &&FramedCell| {
        place.page == own.page && place.cell.table == cell.table && place.cell.row == cell.row
    };
    let cells = places.iter().filter(is_beside).map(|place| place.area);
    let cells = cells.reduce(Area::union)?;
    let labels = session.reading().labels.iter();
    let label = labels
        .filter(|label| label.table == cell.table && label.row.as_ref() == Some(&cell.row))
        .flat_map(|label| place::areas_of(printed, label.span))
        .filter(|(page, _)| usize::try_from(*page) == Ok(own.page))
        .map(|(_, area)| area)
        .reduce(Area::union);
    Some(RowFrame {
        page: own.page,
        own: own.area,
        area: label.map_or(cells, |label| cells.union(label)),
        label: label.filter(|label| label.right <= cells.left.saturating_add(SLACK)),
    })
}

/// The page that the characters of a cell stand on, from 0; also where their place on it is not known.
pub(super) fn page_of(session: &Session, cell: &CellKey) -> Option<usize> {
    let span: Span = *session.reading().cell(cell)?.spans.first()?;
    page_at(&session.source().pages, span.start())?.checked_sub(1)
}

/// The colour of the frame around a cell in this state, as the text and the tables have it.
pub(super) fn color(palette: &Palette, state: CellState) -> Color32 {
    match state {
        CellState::Unread | CellState::Illegible => palette.bad,
        CellState::Uncertain | CellState::Estimated => palette.caution,
        CellState::Doubtful => palette.doubt,
        CellState::Confirmed | CellState::AsPublished => palette.good,
        CellState::Covered
        | CellState::EyeOnly
        | CellState::Blank
        | CellState::NotApplicable
        | CellState::Deduced
        | CellState::Corrected => palette.accent,
    }
}
