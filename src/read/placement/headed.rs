//! Cells that are fields below the heads of their columns.

use std::ops::Range;

use crate::read::pieces::Cut;
use crate::read::placement::fields::cell_in_field;
use crate::read::placement::{Content, Placed, Row};

/// The cells in the fields that the heads name, if all numbers of the row stand in them, one in each at most. A column
/// that the heads leave out is missing.
pub(super) fn place(cut: &Cut, row: &Row, tokens: &[usize]) -> Option<Vec<Placed>> {
    let (line, columns) = row.named.as_ref()?;
    let field = |at: &usize| {
        let piece = cut.pieces.get(*at)?;
        (piece.line == *line).then_some(piece.field)
    };
    let fields: Vec<usize> = tokens.iter().map(field).collect::<Option<_>>()?;
    let n_in = |range: &Range<usize>| fields.iter().filter(|field| range.contains(field)).count();
    let ranges = || columns.iter().flatten();
    let are_named = ranges().map(n_in).sum::<usize>() == fields.len();
    if !are_named || ranges().any(|range| n_in(range) > 1) {
        return None;
    }
    let is_printed = |at: &usize| {
        let field = cut.lines.get(*line).and_then(|line| line.fields.get(*at));
        field.is_some_and(|span| !span.is_empty())
    };
    // What another row holds of the line is not this one's.
    let own = |at: &usize| {
        let mut pieces = row.pieces.clone().filter_map(|piece| cut.pieces.get(piece));
        pieces.any(|piece| piece.line == *line && piece.field == *at)
    };
    if ranges().any(|range| range.clone().any(|at| is_printed(&at) && !own(&at))) {
        return None;
    }
    let cell = |range: &Option<Range<usize>>| {
        let Some(range) = range else {
            return Placed::sure(Content::Missing);
        };
        let printed = range.clone().find(is_printed);
        cell_in_field(cut, row, *line, printed.unwrap_or(range.start))
    };
    Some(columns.iter().map(cell).collect())
}

/// Whether the heads over the row leave out columns of the form.
pub(super) fn leave_out(row: &Row) -> bool {
    let named = row.named.as_ref();
    named.is_some_and(|(_, columns)| columns.iter().any(Option::is_none))
}
