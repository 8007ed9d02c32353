//! What is being typed, or waits to be put into cells, and is no step yet.

use crate::app::tables::line_edit::LineEdit;
use crate::form::CellKey;
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

/// Contents of the source put before the reviewer, not yet a step.
#[derive(Clone, Debug)]
pub(crate) struct Fill {
    /// The cells with their contents.
    pub cells: Vec<Placed>,
    /// The revision of the session they were put beside; after a step they are void.
    pub revision: u64,
}
