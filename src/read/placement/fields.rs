//! Cells that are fields of one line: tabs, pipes, table cells.

use std::collections::BTreeSet;
use std::ops::Range;

use crate::read::doubt::Doubt;
use crate::read::pieces::{Cut, Line, LineKind, Piece};
use crate::read::placement::{Columns, Content, Placed, Row, line_of};
use crate::source::Span;

/// The line of the row that shows its cells as fields: the grid line with the most tokens, or with the label's end.
fn grid_line(cut: &Cut, row: &Row, tokens: &[usize]) -> Option<usize> {
    let n_tokens_on = |line: usize| {
        tokens
            .iter()
            .filter(|at| line_of(cut, **at) == line)
            .count()
    };
    let lines = row.pieces.clone().map(|at| line_of(cut, at));
    let line = lines.max_by_key(|line| (n_tokens_on(*line), std::cmp::Reverse(*line)))?;
    let shown = cut.lines.get(line)?;
    (shown.kind == LineKind::Grid && shown.fields.len() > row.n_slots.min(2)).then_some(line)
}

/// Index of the first field that can be a cell: the one behind the last label fragment before the tokens.
fn first_cell_field(cut: &Cut, row: &Row, line: usize) -> usize {
    let on_line = |piece: &&Piece| piece.line == line;
    let pieces = || {
        row.pieces
            .clone()
            .filter_map(|at| cut.pieces.get(at))
            .filter(on_line)
    };
    let first_token = pieces()
        .find(|piece| piece.token().is_some())
        .map_or(usize::MAX, |piece| piece.field);
    let last_label = pieces()
        .filter(|piece| piece.label().is_some() && piece.field < first_token)
        .map(|piece| piece.field);
    last_label.max().map_or(0, |field| field + 1)
}

pub(super) fn complete_line(cut: &Cut, row: &Row, tokens: &[usize]) -> Option<(usize, usize)> {
    let line = grid_line(cut, row, tokens)?;
    let fields = &cut.lines.get(line)?.fields;
    let on_line: Vec<usize> = tokens
        .iter()
        .filter(|at| line_of(cut, **at) == line)
        .copied()
        .collect();
    let last = cut.pieces.get(*on_line.last()?)?.field;
    (on_line.len() == row.n_slots).then(|| (fields.len(), fields.len().saturating_sub(last + 1)))
}

/// How many fields the line of a row has whose label stands on it, and the first behind the label.
pub(super) fn labelled_line(cut: &Cut, row: &Row, tokens: &[usize]) -> Option<(usize, usize)> {
    let line = grid_line(cut, row, tokens)?;
    let first = first_cell_field(cut, row, line);
    let n_fields = cut.lines.get(line)?.fields.len();
    (first > 0 && !tokens.is_empty()).then_some((n_fields, first))
}

pub(super) fn place(
    cut: &Cut,
    row: &Row,
    tokens: &[usize],
    columns: &Columns,
) -> Option<Vec<Placed>> {
    let number = grid_line(cut, row, tokens)?;
    let line = cut.lines.get(number)?;
    // A number alone on a line between the rows of a grid is no cell of it.
    let is_stray = |at: &usize| {
        cut.lines
            .get(line_of(cut, *at))
            .is_some_and(|line| line.kind != LineKind::Grid)
    };
    if tokens
        .iter()
        .any(|at| line_of(cut, *at) != number && !is_stray(at))
    {
        return None;
    }
    let is_empty = |field: usize| line.fields.get(field).is_none_or(|span| span.is_empty());
    let first = match first_cell_field(cut, row, number) {
        // The label stands on other lines; beside it are the fields that labels have elsewhere.
        0 => columns
            .behind_labels(line.fields.len())
            .filter(|first| (0..*first).all(is_empty))
            .unwrap_or(0),
        first => first,
    };
    let n_after = line.fields.len().saturating_sub(first);
    if n_after < row.n_slots {
        return None;
    }
    if let Some(fields) = spread(cut, row, number, columns)
        && (first..line.fields.len()).all(|field| is_empty(field) || fields.contains(&field))
    {
        let cells = fields.iter();
        let cells = cells.map(|field| cell_in_field(cut, row, number, *field));
        return Some(cells.collect());
    }
    let window = window(line, first, row.n_slots, columns)
        .filter(|start| !shares_fields(cut, tokens, *start..*start + row.n_slots));
    let Some(start) = window else {
        let is_sure = stand_alone(cut, tokens);
        let cell = |at: &usize| Placed {
            content: Content::Token(*at),
            doubt: (!is_sure).then_some(Doubt::Ragged),
        };
        return (tokens.len() == row.n_slots).then(|| tokens.iter().map(cell).collect());
    };
    Some(
        (start..start + row.n_slots)
            .map(|field| cell_in_field(cut, row, number, field))
            .collect(),
    )
}

/// So many fields more than a label and the cells make a line one of a table cut into more columns than the form has. One more
/// is a column besides the form.
const SPREAD_LEAST: usize = 2;

/// The fields in which the complete rows with as many cells, and as many fields on their line, have them all alike, where empty
/// ones stand between: the table was cut into more columns than the form has.
fn spread<'a>(cut: &Cut, row: &Row, number: usize, columns: &'a Columns) -> Option<&'a [usize]> {
    let n_fields = |line: usize| cut.lines.get(line).map(|line| line.fields.len());
    if n_fields(number)? < row.n_slots + 1 + SPREAD_LEAST {
        return None;
    }
    let is_parted = |pair: &[usize]| matches!(pair, [a, b] if a + 1 < *b);
    let mut like = columns.whole_rows.iter().filter(|other| {
        other.fields.len() == row.n_slots && n_fields(other.line) == n_fields(number)
    });
    let fields = &like.next()?.fields;
    let is_spread = fields.windows(2).any(is_parted) && like.all(|other| other.fields == *fields);
    is_spread.then_some(fields.as_slice())
}

/// Whether the tokens stand in a field each, with nothing else between the first and the last: then as many tokens as
/// cells are the cells, however the empty fields lie.
fn stand_alone(cut: &Cut, tokens: &[usize]) -> bool {
    let mut pairs = tokens.iter().zip(tokens.iter().skip(1));
    pairs.all(|(a, b)| a + 1 == *b) && have_own_fields(cut, tokens)
}

/// Whether each token stands in a field of its own.
pub(super) fn have_own_fields(cut: &Cut, tokens: &[usize]) -> bool {
    let pieces = tokens.iter().filter_map(|at| cut.pieces.get(*at));
    let fields: BTreeSet<(usize, usize)> = pieces.map(|piece| (piece.line, piece.field)).collect();
    fields.len() == tokens.len()
}

/// Whether two tokens stand in one of the fields: a border between cells got lost.
fn shares_fields(cut: &Cut, tokens: &[usize], fields: Range<usize>) -> bool {
    let mut used: Vec<usize> = tokens
        .iter()
        .filter_map(|at| cut.pieces.get(*at).map(|piece| piece.field))
        .filter(|field| fields.contains(field))
        .collect();
    let n_tokens = used.len();
    used.dedup();
    used.len() < n_tokens
}

/// Where the row's cells begin among the fields from `first` on: no printed field may be left out. Where several
/// places fit, the table's complete rows decide, then the left edge for short rows and the right edge for long ones.
fn window(line: &Line, first: usize, n_slots: usize, columns: &Columns) -> Option<usize> {
    let n_fields = line.fields.len();
    let is_empty = |field: usize| line.fields.get(field).is_none_or(|span| span.is_empty());
    let fits = |start: &usize| {
        (first..*start)
            .chain(*start + n_slots..n_fields)
            .all(is_empty)
    };
    let starts: Vec<usize> = (first..=n_fields - n_slots).filter(fits).collect();
    if starts.len() <= 1 {
        return starts.first().copied();
    }
    let votes = |start: usize| {
        let behind = n_fields - start - n_slots;
        columns
            .behind
            .iter()
            .filter(|vote| **vote == (n_fields, behind))
            .count()
    };
    let by_votes = starts
        .iter()
        .copied()
        .max_by_key(|start| (votes(*start), *start))
        .filter(|start| votes(*start) > 0);
    by_votes.or(if n_slots > 3 {
        starts.last().copied()
    } else {
        starts.first().copied()
    })
}

/// What the field holds. A number beside nothing but its label is the first cell, with the border between them lost;
/// beside anything else it is doubtful what it is.
pub(super) fn cell_in_field(cut: &Cut, row: &Row, line: usize, field: usize) -> Placed {
    let here = |at: &usize| {
        cut.pieces
            .get(*at)
            .is_some_and(|piece| piece.line == line && piece.field == field)
    };
    let is_token = |at: &usize| cut.token(*at).is_some();
    let is_own = |at: &usize| !is_token(at) || row.tokens.contains(at);
    let pieces = row.pieces.clone().filter(here);
    let pieces: Vec<usize> = pieces.filter(is_own).collect();
    let span = cut
        .lines
        .get(line)
        .and_then(|line| line.fields.get(field))
        .copied();
    match (pieces.as_slice(), span) {
        ([], Some(span)) if span.is_empty() => Placed::sure(Content::Blank(span)),
        ([], Some(span)) if holds_pieces(cut, span) => Placed::sure(Content::Missing),
        ([single], _) if is_token(single) => Placed::sure(Content::Token(*single)),
        (pieces, Some(span)) => match lone_token(row, pieces) {
            Some(at) => Placed::doubtful(Content::Token(at), Doubt::Ragged),
            None if pieces.iter().any(is_token) => {
                Placed::doubtful(Content::Text(span), Doubt::Ragged)
            }
            None => Placed::sure(Content::Text(span)),
        },
        (_, None) => Placed::sure(Content::Missing),
    }
}

/// Whether some row has pieces in the field.
fn holds_pieces(cut: &Cut, field: Span) -> bool {
    let at = cut
        .pieces
        .partition_point(|piece| piece.span.start() < field.start());
    let next = cut.pieces.get(at);
    next.is_some_and(|piece| piece.span.start() < field.end())
}

/// The only token of the row among the pieces of a field, if the others are its label.
fn lone_token(row: &Row, pieces: &[usize]) -> Option<usize> {
    let mut tokens = pieces.iter().filter(|at| row.tokens.contains(at));
    let (only, more) = (tokens.next()?, tokens.next());
    let is_label_only = !pieces.iter().any(|at| row.garbled.contains(at));
    (more.is_none() && is_label_only).then_some(*only)
}
