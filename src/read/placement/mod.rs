//! Puts the tokens of a row into its cells, by what the source shows of columns; what it does not show is inferred
//! and says so.

mod columns;
mod display;
mod fields;
mod headed;
mod illegible;
mod infer;
mod lines;
mod order;
mod spaces;
pub(in crate::read) mod squeezed;

use std::ops::Range;

use crate::amount::Amount;
use crate::read::doubt::Doubt;
use crate::read::method::Method;
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
    fn sure(content: Content) -> Self {
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

    fn doubtful(content: Content, why: Doubt) -> Self {
        Self {
            content,
            doubt: Some(why),
        }
    }
}

/// A row with all its cells on one line.
#[derive(Clone, Debug)]
struct WholeRow {
    line: usize,
    /// Twice the middle of each cell, in display columns.
    centres: Vec<i64>,
    /// Whether each cell is a field of its own.
    is_apart: bool,
}

/// How a table's cells are parted, learnt from all its rows.
#[derive(Clone, Debug, Default)]
pub struct Columns {
    /// Fields behind the last cell of a row, for lines of so many fields: (fields of the line, fields behind).
    behind: Vec<(usize, usize)>,
    /// The first field behind the label of each row that has it on its line: (fields of the line, that field).
    labelled: Vec<(usize, usize)>,
    /// Which tokens repeat the one before them in rows that have more than cells: (tokens, those that do).
    copies: Vec<(usize, Vec<usize>)>,
    /// Lines between two neighbouring cells where each cell has a line of its own; 0 if they have not.
    lines_per_cell: usize,
    /// Whether cells on lines of their own are marked by tabs or tags, so that empty lines are no cells.
    marked_cells: bool,
    /// Spaces that each empty cell leaves between its neighbours, beyond the one between any two cells; 0 if unknown.
    spaces_per_blank: usize,
    /// Rows with strokes among their numbers: lines of the table taken for glyphs.
    stroked_rows: usize,
    /// The rows that are complete on one line, however parted.
    whole_rows: Vec<WholeRow>,
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

/// Learns from `rows` how the cells of their table are parted.
#[must_use]
pub fn learn(text: &str, cut: &Cut, rows: &[Row]) -> Columns {
    let mut columns = Columns::default();
    for row in rows {
        let tokens = &row.tokens;
        columns
            .behind
            .extend(fields::complete_line(cut, row, tokens));
        columns
            .labelled
            .extend(fields::labelled_line(cut, row, tokens));
        columns.copies.extend(infer::copies(text, cut, row, tokens));
        columns.whole_rows.extend(columns::whole_row(cut, row));
        columns.stroked_rows += usize::from(squeezed::is_stroked(text, cut, row));
    }
    columns.lines_per_cell = lines::per_cell(cut, rows);
    columns.marked_cells = lines::are_marked(cut, rows);
    columns.spaces_per_blank = spaces::per_blank(text, cut, rows);
    columns
}

impl Columns {
    /// Which tokens of a row are copies where other rows with as many tokens agree on it.
    fn copied(&self, n_tokens: usize, n_slots: usize) -> Option<Vec<usize>> {
        let mut same = self.copies.iter().filter(|(n, _)| *n == n_tokens);
        let (_, first) = same.next()?;
        let agree = same.all(|(_, copied)| copied == first);
        (agree && first.len() + n_slots == n_tokens).then(|| first.clone())
    }

    /// The field behind the labels of most rows with lines of `n_fields` fields.
    fn behind_labels(&self, n_fields: usize) -> Option<usize> {
        let firsts = || {
            let same = self.labelled.iter().filter(|(n, _)| *n == n_fields);
            same.map(|(_, first)| *first)
        };
        firsts().max_by_key(|first| firsts().filter(|other| other == first).count())
    }

    /// What is known besides from the `lines` above a row of `n_slots` cells that has no neighbours: one with as many
    /// words holds their heads.
    #[must_use]
    pub fn with_heads(
        mut self,
        text: &str,
        cut: &Cut,
        lines: Range<usize>,
        n_slots: usize,
    ) -> Self {
        let lines = lines.filter_map(|at| Some((at, cut.lines.get(at)?)));
        let rows = lines.flat_map(|(at, line)| columns::rows_of_heads(text, line, at, n_slots));
        self.whole_rows.extend(rows);
        self
    }
}

/// The cells of `row`, as many as it has slots, and how they were told apart.
#[must_use]
pub fn place(text: &str, cut: &Cut, row: &Row, columns: &Columns) -> (Method, Vec<Placed>) {
    let (method, mut placed) = choose(text, cut, row, columns);
    illegible::unread(text, cut, row, &mut placed);
    (method, placed)
}

/// The cells by the first way that fits.
fn choose(text: &str, cut: &Cut, row: &Row, columns: &Columns) -> (Method, Vec<Placed>) {
    let tokens = &row.tokens;
    let by = |method: Method| move |placed: Vec<Placed>| (method, placed);
    let spaces = || spaces::place(text, cut, row, tokens, columns.spaces_per_blank);
    let beside = || (tokens.len() == row.n_slots).then(|| in_order(tokens));
    infer::split_fused(text, cut, row, tokens)
        .or_else(|| squeezed::place(text, cut, row, columns))
        .map(by(Method::Order))
        .or_else(|| headed::place(cut, row, tokens).map(by(Method::Heads)))
        .or_else(|| fields::place(cut, row, tokens, columns).map(by(Method::Grid)))
        .or_else(|| order::of_torn_row(cut, row, tokens).map(by(Method::Order)))
        .or_else(|| beside().map(by(Method::Beside)))
        .or_else(|| lines::place(cut, row, tokens, columns).map(by(Method::Down)))
        .or_else(|| infer::garbled_line(cut, row, tokens).map(by(Method::Order)))
        .or_else(|| spaces().map(by(Method::Ruler)))
        .or_else(|| display::place(cut, row, tokens, columns).map(by(Method::Ruler)))
        .unwrap_or_else(|| infer::place(text, cut, row, tokens, columns))
}

/// Whether the last of the tokens is the sum of the others, of which there is one at least.
#[must_use]
pub fn adds_up(cut: &Cut, tokens: &[usize]) -> bool {
    infer::adds_up(cut, tokens)
}

pub(super) fn line_of(cut: &Cut, piece: usize) -> usize {
    cut.pieces.get(piece).map_or(0, |piece| piece.line)
}

pub(super) fn in_order(tokens: &[usize]) -> Vec<Placed> {
    tokens
        .iter()
        .map(|at| Placed::sure(Content::Token(*at)))
        .collect()
}

/// A piece as the content of a cell: a token, or something illegible.
pub(super) fn content(cut: &Cut, at: usize) -> Content {
    match cut.pieces.get(at) {
        Some(piece) if piece.token().is_none() => Content::Garbled(piece.span),
        _ => Content::Token(at),
    }
}

/// Where the row's label ends: its last fragment before its numbers. A row whose label is lost begins with its first
/// piece.
fn end_of_label(cut: &Cut, row: &Row) -> usize {
    let pieces = || row.pieces.clone().filter_map(|at| cut.pieces.get(at));
    let before = pieces().take_while(|piece| piece.token().is_none());
    let label = before.filter(|piece| Some(piece.line) == row.label_line);
    let label = label.last().or_else(|| pieces().next());
    label.map_or(0, |piece| piece.span.end())
}

/// Turns chosen places into cells; empty ones become gaps where the text before them ends.
pub(super) fn fill_blanks(
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::pieces;

    /// A cell nobody could read is looked for beside its label, not beside the heads in front of it.
    #[test]
    fn an_empty_cell_stands_behind_the_label_of_its_row() {
        let text = "其\n计\n一、本年新收政府信息公开申请数量    12";
        let cut = pieces::cut(text);
        let row = Row::new(&cut, 0..cut.pieces.len(), Some(2), 7);
        let (_, placed) = place(text, &cut, &row, &Columns::default());
        let end = text.find("    ").unwrap();
        let first = placed.first().map(|placed| &placed.content);
        assert_eq!(first, Some(&Content::Gap(Span::new(end, end))));
        let lost = Row {
            label_line: None,
            ..row
        };
        assert_eq!(end_of_label(&cut, &lost), "其".len());
    }
}
