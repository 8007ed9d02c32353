//! A row to be placed, what is placed in its cells, and what the rows of its table tell of columns.

use std::ops::Range;

use crate::amount::Amount;
use crate::read::doubt::Doubt;
use crate::read::pieces::Cut;
use crate::source::Span;

/// What was found for one cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Placed {
    /// What stands there.
    pub content: Content,
    /// Why the place is doubtful, if it is.
    pub doubt: Option<Doubt>,
}

/// What stands in a cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Content {
    /// The token of this piece (an index into the pieces of the text).
    Token(usize),
    /// A number that is only a part of a token, because two stuck together.
    Part(Span, Amount),
    /// Something printed that is no number.
    Text(Span),
    /// Something printed that cannot be read.
    Garbled(Span),
    /// Nothing is printed; the span is empty, at the cell's place.
    Blank(Span),
    /// Nothing was found, and nothing in the source shows an empty cell; the span is empty, where the cell should be.
    Gap(Span),
    /// The place of the cell could not be found.
    Missing,
}

impl Placed {
    pub(super) fn sure(content: Content) -> Self {
        Self {
            content,
            doubt: None,
        }
    }

    /// Whether the column was inferred: the number may be that of another cell of its row.
    #[must_use]
    pub fn is_inferred(&self) -> bool {
        self.doubt.as_ref().is_some_and(Doubt::is_inferred_column)
    }

    pub(super) fn doubtful(content: Content, why: Doubt) -> Self {
        Self {
            content,
            doubt: Some(why),
        }
    }
}

/// A row with all its cells on one line.
#[derive(Clone, Debug)]
pub(super) struct WholeRow {
    pub(super) line: usize,
    /// Twice the middle of each cell, in display columns.
    pub(super) centres: Vec<i64>,
    /// Fields of its cells on their line; none for a line of heads.
    pub(super) fields: Vec<usize>,
    /// Whether each cell is a field of its own.
    pub(super) is_apart: bool,
}

/// How a table's cells are parted, learnt from all its rows.
#[derive(Clone, Debug, Default)]
pub struct Columns {
    /// Fields behind the last cell of a row, for lines of so many fields: (fields of the line, fields behind).
    pub(super) behind: Vec<(usize, usize)>,
    /// The first field behind the label of each row that has it on its line: (fields of the line, that field).
    pub(super) labelled: Vec<(usize, usize)>,
    /// Which tokens repeat the one before them in rows that have more than cells: (tokens, those that do).
    pub(super) copies: Vec<(usize, Vec<usize>)>,
    /// Lines between two neighbouring cells where each cell has a line of its own; 0 if they have not.
    pub(super) lines_per_cell: usize,
    /// Whether cells on lines of their own are marked by tabs or tags, so that empty lines are no cells.
    pub(super) marked_cells: bool,
    /// Spaces that each empty cell leaves between its neighbours, beyond the one between any two cells; 0 if unknown.
    pub(super) spaces_per_blank: usize,
    /// Rows with strokes among their numbers: lines of the table taken for glyphs.
    pub(super) stroked_rows: usize,
    /// The rows that are complete on one line, however parted.
    pub(super) whole_rows: Vec<WholeRow>,
}

/// A row to be placed.
#[derive(Clone, Debug)]
pub struct Row {
    /// Its pieces, as indices into the pieces of the text.
    pub pieces: Range<usize>,
    /// Its cell tokens, likewise.
    pub tokens: Vec<usize>,
    /// Pieces on the line of its tokens that are neither cell tokens nor words of the form.
    pub garbled: Vec<usize>,
    /// Line of the last fragment of its label before its first token; `None` if its label is lost.
    pub label_line: Option<usize>,
    /// Number of cells.
    pub n_slots: usize,
    /// Whether numbers of another row stand on the line of its own.
    pub shares_line: bool,
    /// Cells of each group with a total of its own at its end; `n_slots` where the whole row is one group.
    pub group: usize,
    /// The line of a grid its cells stand on, and the fields that the heads over it name for each of them.
    pub named: Option<(usize, Vec<Option<Range<usize>>>)>,
}

impl Row {
    /// A row made of `pieces`; the tokens among them are its tokens.
    #[must_use]
    pub fn new(cut: &Cut, pieces: Range<usize>, label_line: Option<usize>, n_slots: usize) -> Self {
        let is_token = |at: &usize| cut.token(*at).is_some();
        let tokens = pieces.clone().filter(is_token).collect();
        Self {
            pieces,
            tokens,
            garbled: Vec::new(),
            label_line,
            n_slots,
            shares_line: false,
            group: n_slots,
            named: None,
        }
    }
}

impl Columns {
    /// Which tokens of a row are copies where other rows with as many tokens agree on it.
    pub(super) fn copied(&self, n_tokens: usize, n_slots: usize) -> Option<Vec<usize>> {
        let mut same = self.copies.iter().filter(|(n, _)| *n == n_tokens);
        let (_, first) = same.next()?;
        let agree = same.all(|(_, copied)| copied == first);
        (agree && first.len() + n_slots == n_tokens).then(|| first.clone())
    }

    /// The field behind the labels of most rows with lines of `n_fields` fields.
    pub(super) fn behind_labels(&self, n_fields: usize) -> Option<usize> {
        let firsts = || {
            let same = self.labelled.iter().filter(|(n, _)| *n == n_fields);
            same.map(|(_, first)| *first)
        };
        firsts().max_by_key(|first| firsts().filter(|other| other == first).count())
    }
}

pub(in crate::read) fn line_of(cut: &Cut, piece: usize) -> usize {
    cut.pieces.get(piece).map_or(0, |piece| piece.line)
}

pub(in crate::read) fn in_order(tokens: &[usize]) -> Vec<Placed> {
    tokens
        .iter()
        .map(|at| Placed::sure(Content::Token(*at)))
        .collect()
}

/// A piece as the content of a cell: a token, or something illegible.
pub(in crate::read) fn content(cut: &Cut, at: usize) -> Content {
    match cut.pieces.get(at) {
        Some(piece) if piece.token().is_none() => Content::Garbled(piece.span),
        _ => Content::Token(at),
    }
}

/// Where the row's label ends: its last fragment before its numbers. A row whose label is lost begins with its first
/// piece.
pub(super) fn end_of_label(cut: &Cut, row: &Row) -> usize {
    let pieces = || row.pieces.clone().filter_map(|at| cut.pieces.get(at));
    let before = pieces().take_while(|piece| piece.token().is_none());
    let label = before.filter(|piece| Some(piece.line) == row.label_line);
    let label = label.last().or_else(|| pieces().next());
    label.map_or(0, |piece| piece.span.end())
}

/// Turns chosen places into cells; empty ones become gaps where the text before them ends.
pub(in crate::read) fn fill_blanks(
    cut: &Cut,
    row: &Row,
    slots: &[Option<usize>],
    doubt: Option<&Doubt>,
) -> Vec<Placed> {
    let mut end = end_of_label(cut, row);
    slots
        .iter()
        .map(|slot| {
            let content = match slot {
                Some(at) => {
                    end = cut.pieces.get(*at).map_or(end, |piece| piece.span.end());
                    content(cut, *at)
                }
                None => Content::Gap(Span::new(end, end)),
            };
            Placed {
                content,
                doubt: doubt.cloned(),
            }
        })
        .collect()
}
