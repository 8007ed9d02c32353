//! Where cells stand on the pages, as far as their file tells, or a file beside them that was read by itself.

use std::collections::BTreeMap;
use std::path::Path;

use egui::Color32;

use crate::app::background::pages::Beside;
use crate::app::source::text_index::page_at;
use crate::app::style::Palette;
use crate::form::{CellKey, RowKey, TableId};
use crate::read::{LabelPlace, Reading};
use crate::review::state::CellState;
use crate::review::{Session, status};
use crate::source::place::{self, Area, Turn};
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

/// The label of a row on a page, or a piece of it.
#[derive(Debug)]
struct FramedLabel {
    table: TableId,
    row: RowKey,
    page: usize,
    area: Area,
}

/// Where cells and the labels of their rows stand on the pages.
#[derive(Debug, Default)]
pub(crate) struct Frames {
    /// The cells; one that is cut by a page break stands on both pages.
    pub cells: Vec<FramedCell>,
    labels: Vec<FramedLabel>,
    /// By how much each page is to be turned to be upright; pages that lie as they should are left out.
    turns: BTreeMap<usize, Turn>,
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

impl Frames {
    /// The places of all that was read, where characters are `printed` so.
    pub(super) fn of(session: &Session, printed: &[Place]) -> Self {
        let cells = session.sheet().cells.keys();
        let cells = cells.map(|cell| (cell, status::spans_of(session, cell)));
        Self::new(cells, &session.reading().labels, printed)
    }

    /// The same of the file beside a report: what was surely read there as the cells of the report.
    pub(super) fn of_beside(Beside { source, reading }: &Beside) -> Self {
        let cells = reading.cells.iter();
        let sure = cells.filter(|(cell, _)| has_sure_place(reading, cell));
        let cells = sure.map(|(cell, found)| (cell, found.spans.clone()));
        Self::new(cells, &reading.labels, &source.places)
    }

    fn new<'a>(
        cells: impl Iterator<Item = (&'a CellKey, Vec<Span>)>,
        labels: &[LabelPlace],
        printed: &[Place],
    ) -> Self {
        let areas = |span: Span| {
            let areas = place::areas_of(printed, span).into_iter();
            areas.filter_map(|(page, area)| Some((usize::try_from(page).ok()?, area)))
        };
        let mut placed = Vec::new();
        for (cell, spans) in cells {
            for span in spans {
                placed.extend(areas(span).map(|(page, area)| (span.start(), cell, page, area)));
            }
        }
        let cells = placed.iter().map(|(_, cell, page, area)| FramedCell {
            cell: (*cell).clone(),
            page: *page,
            area: *area,
        });
        let cells = cells.collect();
        let in_rows = placed.into_iter();
        let in_rows =
            in_rows.map(|(start, cell, page, area)| (start, page, (cell.table, &cell.row), area));
        let turns = place::turns(in_rows);
        let named = labels
            .iter()
            .filter_map(|label| Some((label, label.row.as_ref()?)));
        let labels = named.flat_map(|(label, row)| {
            areas(label.span).map(|(page, area)| FramedLabel {
                table: label.table,
                row: row.clone(),
                page,
                area,
            })
        });
        Self {
            cells,
            labels: labels.collect(),
            turns,
        }
    }

    /// By how much a page, from 0, is to be turned to be upright.
    pub(super) fn turn_of(&self, page: usize) -> Turn {
        self.turns.get(&page).copied().unwrap_or(0)
    }

    /// Where a cell stands, first.
    pub(crate) fn of_cell(&self, cell: &CellKey) -> Option<&FramedCell> {
        self.cells.iter().find(|place| place.cell == *cell)
    }

    /// The row of `cell`, where its file tells where it was printed.
    pub(super) fn row_of(&self, cell: &CellKey) -> Option<RowFrame> {
        let own = self.of_cell(cell)?;
        let turn = self.turn_of(own.page);
        let is_beside = |place: &&FramedCell| {
            place.page == own.page && place.cell.table == cell.table && place.cell.row == cell.row
        };
        let cells = self.cells.iter().filter(is_beside).map(|place| place.area);
        let cells = cells.reduce(Area::union)?.turned(turn);
        let is_its = |label: &&FramedLabel| {
            label.page == own.page && label.table == cell.table && label.row == cell.row
        };
        let labels = self.labels.iter().filter(is_its).map(|label| label.area);
        let label = labels.reduce(Area::union);
        let label = label.map(|label| label.turned(turn));
        Some(RowFrame {
            page: own.page,
            turn,
            own: own.area.turned(turn),
            area: label.map_or(cells, |label| cells.union(label)),
            label: label.filter(|label| label.right <= cells.left.saturating_add(SLACK)),
        })
    }
}

/// Whether a reading is sure that what it found of a cell belongs there.
pub(crate) fn has_sure_place(reading: &Reading, cell: &CellKey) -> bool {
    let found = reading.cell(cell);
    found.is_some_and(|found| found.place_doubt().is_none())
        && !reading.unaligned.contains(&cell.table)
}

/// The row of a cell on its page, as it lies once that is upright.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct RowFrame {
    /// The page, from 0.
    pub page: usize,
    /// By how much that is turned.
    pub turn: Turn,
    /// The cell itself.
    pub own: Area,
    /// The label and all cells of the row on this page.
    pub area: Area,
    /// The label, where it stands at the left of all cells.
    pub label: Option<Area>,
}

/// The page that the characters of a cell stand on, from 0; also where their place on it is not known.
pub(super) fn page_of(session: &Session, cell: &CellKey) -> Option<usize> {
    page_at_span(session, *session.reading().cell(cell)?.spans.first()?)
}

/// The page that characters stand on, from 0.
pub(super) fn page_at_span(session: &Session, span: Span) -> Option<usize> {
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
