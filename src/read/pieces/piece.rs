//! The lines and pieces of a text that was cut.

use crate::read::token::Token;
use crate::source::Span;

/// One line of the text, or a record of separated values that runs over several.
#[derive(Clone, Debug)]
pub struct Line {
    /// The line without its line feed.
    pub span: Span,
    /// How its fields are parted.
    pub kind: LineKind,
    /// Its fields from left to right; in a table one for each column.
    pub fields: Vec<Span>,
    /// Columns that the cell of each field covers, 0 for a field that another cell covers; empty where each covers one.
    pub widths: Vec<usize>,
    /// The line of the text it begins on, from 0.
    pub number: usize,
    /// Whether it reads as sentences with numbers: it ends one, and few of its numbers stand without a mark.
    pub is_prose: bool,
}

/// How the fields of a line are parted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LineKind {
    /// Nothing but white space, or nothing at all.
    Empty,
    /// Tabs, pipes or table-cell tags: empty fields count.
    Grid,
    /// Two or more spaces.
    Spaced,
    /// A border, a rule, a lone markup tag, a page number: stands for nothing.
    Noise,
}

/// A label fragment or a cell token.
#[derive(Clone, Debug)]
pub struct Piece {
    /// Where it stands.
    pub span: Span,
    /// Line, from 0.
    pub line: usize,
    /// Field of the line, from 0.
    pub field: usize,
    /// Display columns covered, from 0; a Chinese character covers two.
    pub columns: (usize, usize),
    /// What it is.
    pub kind: PieceKind,
    /// Where a number goes on that did not fit into its cell.
    pub continued: Option<Span>,
}

/// What a piece is.
#[derive(Clone, Debug)]
pub enum PieceKind {
    /// A fragment of a label or of prose, folded.
    Label(Vec<char>),
    /// Something that can stand in a cell.
    Value(Token),
}

/// Twice the middle of what a line prints from byte `start` to `end`, with widths as `width` tells.
pub(in crate::read) fn middle(
    line: &str,
    (start, end): (usize, usize),
    width: fn(&str) -> usize,
) -> usize {
    let until = |at: usize| width(line.get(..at).unwrap_or(line));
    until(start) + until(end)
}

/// Characters of a text: its width where a Chinese character covers one column.
pub(in crate::read) fn characters(text: &str) -> usize {
    text.chars().count()
}

impl Piece {
    /// Twice the middle of the display columns it covers.
    #[must_use]
    pub fn middle(&self) -> usize {
        self.columns.0 + self.columns.1
    }

    /// The folded characters of a label; `None` for a cell token.
    #[must_use]
    pub fn label(&self) -> Option<&[char]> {
        match &self.kind {
            PieceKind::Label(folded) => Some(folded),
            PieceKind::Value(_) => None,
        }
    }

    /// The cell token; `None` for a label.
    #[must_use]
    pub fn token(&self) -> Option<&Token> {
        match &self.kind {
            PieceKind::Value(token) => Some(token),
            PieceKind::Label(_) => None,
        }
    }
}

/// A text cut into lines and pieces, both in text order.
#[derive(Clone, Debug, Default)]
pub struct Cut {
    /// All lines.
    pub lines: Vec<Line>,
    /// All pieces.
    pub pieces: Vec<Piece>,
}

impl Cut {
    /// The cell token of the piece `at`; `None` for a label.
    #[must_use]
    pub fn token(&self, at: usize) -> Option<&Token> {
        self.pieces.get(at)?.token()
    }
}
