//! Rows of a drawn table whose cells run over several lines: between two of its rules, the lines are one row, and what
//! stands in a cell stands together.

use std::ops::Range;

use crate::read::pieces::furniture::is_rule;
use crate::read::pieces::{Cut, Line, LineKind, Piece};

/// Rows between rules that make a table one that is drawn row by row.
const ROWS_LEAST: usize = 4;

/// Most lines of a row.
const LINES_MOST: usize = 24;

/// Puts the pieces of each such row on its first line, cell after cell.
pub(super) fn join(text: &str, cut: &mut Cut) {
    let is_frame = |at: &usize| {
        let line = cut.lines.get(*at);
        let content = line.filter(|line| line.kind == LineKind::Noise);
        content.is_some_and(|line| {
            let content = line.span.of(text);
            is_rule(content) && content.contains(['+', '┼', '├', '╋'])
        })
    };
    let frames: Vec<usize> = (0..cut.lines.len()).filter(is_frame).collect();
    let between = frames.windows(2).filter_map(|pair| match pair {
        [above, below] => Some(above + 1..*below),
        _ => None,
    });
    let rows: Vec<Range<usize>> = between.filter(|lines| is_grid(cut, lines)).collect();
    if rows.len() < ROWS_LEAST {
        return;
    }
    for lines in rows.into_iter().filter(|lines| lines.len() > 1) {
        let start = cut.pieces.partition_point(|piece| piece.line < lines.start);
        let end = cut.pieces.partition_point(|piece| piece.line < lines.end);
        let Some(pieces) = cut.pieces.get_mut(start..end) else {
            continue;
        };
        if !is_one_row(pieces) {
            continue;
        }
        pieces.sort_by_key(|piece| piece.field);
        for piece in pieces {
            piece.line = lines.start;
        }
        let Some([first, others @ ..]) = cut.lines.get_mut(lines) else {
            continue;
        };
        for line in others {
            for (field, own) in first.fields.iter_mut().zip(&line.fields) {
                if field.is_empty() {
                    *field = *own;
                }
            }
            line.kind = LineKind::Noise;
            line.fields.clear();
        }
    }
}

/// Whether the lines are those of a grid, with as many fields each.
fn is_grid(cut: &Cut, lines: &Range<usize>) -> bool {
    let lines = cut.lines.get(lines.clone()).unwrap_or(&[]);
    let n_fields = lines.first().map_or(0, |line| line.fields.len());
    let is_like = |line: &Line| line.kind == LineKind::Grid && line.fields.len() == n_fields;
    n_fields > 1 && lines.len() <= LINES_MOST && lines.iter().all(is_like)
}

/// Whether no cell has two numbers: else the lines between the rules are rows of their own.
fn is_one_row(pieces: &[Piece]) -> bool {
    let mut fields: Vec<usize> = pieces
        .iter()
        .filter(|piece| piece.token().is_some())
        .map(|piece| piece.field)
        .collect();
    fields.sort_unstable();
    fields.windows(2).all(|pair| pair.first() != pair.last())
}
