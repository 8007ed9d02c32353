//! One line of the source, what parts its cells, and how wide its characters are: widths are counted in columns of the grid,
//! of which a Chinese character takes two and a Latin one takes one.

use std::collections::BTreeMap;

use crate::source::Span;

/// The first character behind the Latin ones. What follows is as wide as high in a Chinese font, quotation marks included.
const FIRST_WIDE: char = '\u{250}';

/// One line of the source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct SourceLine {
    /// Its bytes, without the line break.
    pub span: Span,
    /// Whether it is a line of a table.
    pub is_table: bool,
    /// Whether it is empty behind an empty line: such lines are folded.
    pub is_folded: bool,
    /// Bytes before which space is left, with the space in columns; ascending.
    pub leads: BTreeMap<usize, usize>,
    /// Of a line of a table, what names its row.
    pub label: Option<Span>,
    /// Of a line of a table, where its values begin.
    pub figures: Option<usize>,
    /// What takes no room, in the compact form; ascending.
    pub hidden: Vec<Span>,
    /// The last character of a label that is cut, in the compact form.
    pub cut: Option<Span>,
}

impl SourceLine {
    /// A line of prose.
    pub(super) fn new(span: Span) -> Self {
        Self {
            span,
            is_table: false,
            is_folded: false,
            leads: BTreeMap::new(),
            label: None,
            figures: None,
            hidden: Vec::new(),
            cut: None,
        }
    }

    /// Whether the character at `byte` takes no room.
    pub(super) fn is_hidden(&self, byte: usize) -> bool {
        let behind = self.hidden.partition_point(|span| span.end() <= byte);
        let next = self.hidden.get(behind);
        next.is_some_and(|span| span.start() <= byte)
    }
}

/// How many columns of the grid a character takes.
pub(crate) fn columns(c: char) -> usize {
    if c < FIRST_WIDE { 1 } else { 2 }
}

/// Whether a character parts the tokens of a line.
pub(super) fn is_break(c: char) -> bool {
    c.is_whitespace() || c == '|'
}

/// What parts the cells of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Separator {
    /// Nothing that can be moved.
    Spaces,
    /// Tabs.
    Tabs,
    /// Bars, as in Markdown; so many.
    Bars(usize),
}

impl Separator {
    /// What parts the cells of `line`.
    pub(crate) fn of(line: &str) -> Self {
        if line.contains('\t') {
            Self::Tabs
        } else if line.trim_start().starts_with('|') {
            Self::Bars(line.matches('|').count())
        } else {
            Self::Spaces
        }
    }
}
