//! What is being typed, or waits to be put into cells, and is no step yet.

use crate::app::tables::line_edit::LineEdit;
use crate::app::tables::walk::Walk;
use crate::form::CellKey;
use crate::review::entering::{self, Line};
use crate::review::{HeaderField, Placed};

/// Something being typed, not yet a step.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Draft {
    /// What it will become.
    pub target: DraftTarget,
    /// The characters so far.
    pub line: LineEdit,
    /// How it was begun.
    pub typing: Typing,
}

/// How a draft was begun.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Typing {
    /// Typing over what stood there; the arrows go on to other cells.
    Over,
    /// Editing what stood there; the arrows move the caret.
    Within,
}

/// What a draft will become.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum DraftTarget {
    /// The value of a cell.
    Cell(CellKey),
    /// Office, year or period.
    Header(HeaderField),
}

/// A draft that is several contents: those of the cells of a row, from the one being typed into on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct TypedRow {
    /// The cells with their contents, those left as they are aside.
    pub cells: Vec<(CellKey, String)>,
    /// The cell the last content is for.
    pub last: CellKey,
    /// Contents that were typed, and cells there are for them.
    pub sizes: (usize, usize),
}

impl TypedRow {
    /// Whether the row has a cell for each content.
    pub(crate) fn fits(&self) -> bool {
        self.sizes.0 <= self.sizes.1
    }
}

impl Draft {
    /// The contents of several cells that were typed; `None` for one content, and while a method of input composes.
    pub(crate) fn row(&self, walk: &Walk) -> Option<TypedRow> {
        let DraftTarget::Cell(cell) = &self.target else {
            return None;
        };
        let line = entering::row(&self.line.text).filter(|_| !self.line.is_composing())?;
        typed_row(walk, cell, &line)
    }
}

fn typed_row(walk: &Walk, cell: &CellKey, line: &Line) -> Option<TypedRow> {
    let row = walk.row(cell);
    let at = row.iter().position(|other| *other == cell)?;
    let room = row.get(at..)?;
    let placed = room.iter().zip(line);
    let cells = placed.filter_map(|(cell, text)| Some(((*cell).clone(), text.clone()?)));
    Some(TypedRow {
        cells: cells.collect(),
        last: (*room.iter().take(line.len()).next_back()?).clone(),
        sizes: (line.len(), room.len()),
    })
}

/// Where contents that wait come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum FillFrom {
    /// Lines of the source.
    Source,
    /// Nothing is printed there.
    Nothing,
}

/// Contents put before the reviewer, not yet a step.
#[derive(Clone, Debug)]
pub(crate) struct Fill {
    /// The cells with their contents.
    pub cells: Vec<Placed>,
    /// Where they come from.
    pub from: FillFrom,
    /// The revision of the session they were put beside; after a step they are void.
    pub revision: u64,
}
