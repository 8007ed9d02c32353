//! What a format becomes: text, with the grids and pages found in it.

use crate::source::{Grid, Place, Span};

/// Text with the grids and pages found in it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Written {
    /// The text.
    pub text: String,
    /// One grid for each table, in text order.
    pub grids: Vec<Grid>,
    /// The pages, covering the text without holes; empty for formats without pages.
    pub pages: Vec<Span>,
    /// See [`crate::source::Source::places`].
    pub places: Vec<Place>,
}
