//! A row with its cells.

use crate::form::{LineKey, RowKey};
use crate::read::doubt::Doubt;
use crate::read::method::Method;
use crate::read::placement::{Content, Placed};
use crate::source::Span;

/// A row with its cells.
#[derive(Clone)]
pub(in crate::read) struct ReadRow {
    pub(super) key: RowKey,
    pub(in crate::read) columns: Vec<LineKey>,
    pub(in crate::read) placed: Vec<Placed>,
    /// Why the whole row is doubtful.
    pub(in crate::read) doubt: Option<Doubt>,
    /// Whether something illegible stands on its line.
    pub(in crate::read) garbled: bool,
    /// Where its numbers stand.
    pub(super) standing: Standing,
    /// How they came to their cells.
    pub(in crate::read) method: Method,
    /// Label fragments of the row.
    pub(super) labels: Vec<Span>,
    /// Whether the row stands in the text.
    pub(super) found: bool,
}

/// Where the numbers of a row stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Standing {
    /// On one line, or in full behind their label.
    Together,
    /// On several lines, or in part.
    Scattered,
    /// Apart from the label; they were dealt to the row.
    Dealt,
}

impl Standing {
    pub(super) fn of(is_together: bool) -> Self {
        if is_together {
            Self::Together
        } else {
            Self::Scattered
        }
    }
}

impl ReadRow {
    /// Whether the row is missing, or its label, its place or something on its line is in doubt.
    pub(super) fn is_damaged(&self) -> bool {
        !self.found || self.garbled || self.doubt.is_some()
    }

    /// Whether it is damaged and lacks a number. A cell that the source shows to be empty, or with words in it, lacks none.
    pub(super) fn lost_numbers(&self) -> bool {
        let lacks_number = |placed: &Placed| {
            matches!(
                placed.content,
                Content::Gap(_) | Content::Garbled(_) | Content::Missing
            )
        };
        self.is_damaged() && self.placed.iter().any(lacks_number)
    }
}
