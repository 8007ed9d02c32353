//! Lines that belong together, and the cells between them.

use crate::source::pdf::glyphs::Ruling;

/// Lines this near each other, in points, are one.
pub(super) const NEAR: f64 = 2.0;

/// Lines that cross each other, directly or through others.
#[derive(Default)]
pub(super) struct Frame {
    pub(super) across: Vec<Ruling>,
    pub(super) down: Vec<Ruling>,
}

/// A cell between rulings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuledCell {
    /// Row, from 0.
    pub row: usize,
    /// Column, from 0.
    pub column: usize,
    /// Rows covered.
    pub row_span: usize,
    /// Columns covered.
    pub column_span: usize,
    /// Its characters.
    pub text: String,
}
