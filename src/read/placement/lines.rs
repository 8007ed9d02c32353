//! Cells on lines of their own: each so many lines behind the label.

use crate::read::pieces::{Cut, Line, LineKind};
use crate::read::placement::{Columns, Content, Placed, Row, line_of};
use crate::source::Span;

/// Lines from the label to the first token and from each token to the next.
fn line_gaps(cut: &Cut, row: &Row) -> Vec<usize> {
    let lines: Vec<usize> = row
        .label_line
        .into_iter()
        .chain(row.tokens.iter().map(|at| line_of(cut, *at)))
        .collect();
    lines
        .windows(2)
        .filter_map(|pair| pair.get(1)?.checked_sub(*pair.first()?))
        .collect()
}

/// The smallest gap that is common; 0 when most tokens follow each other on one line.
pub(super) fn per_cell(cut: &Cut, rows: &[Row]) -> usize {
    let mut gaps: Vec<usize> = rows.iter().flat_map(|row| line_gaps(cut, row)).collect();
    let n_all = gaps.len();
    gaps.retain(|gap| *gap > 0);
    gaps.sort_unstable();
    let common = |gap: &usize| gaps.iter().filter(|other| *other == gap).count() * 10 >= gaps.len();
    if gaps.len() * 2 > n_all {
        gaps.iter().copied().find(|gap| common(gap)).unwrap_or(0)
    } else {
        0
    }
}

/// Whether most lines of the rows are marked as cells by tabs or tags.
pub(super) fn are_marked(cut: &Cut, rows: &[Row]) -> bool {
    let lines: Vec<usize> = rows
        .iter()
        .flat_map(|row| row.pieces.clone().map(|at| line_of(cut, at)))
        .collect();
    let is_grid = |line: &&usize| {
        cut.lines
            .get(**line)
            .is_some_and(|line| line.kind == LineKind::Grid)
    };
    lines.iter().filter(is_grid).count() * 2 > lines.len()
}

/// Counts of cells from the label's line on, one for each line up to `end`.
fn cell_number(cut: &Cut, columns: &Columns, label_line: usize, line: usize) -> Option<usize> {
    let between = cut.lines.get(label_line + 1..=line)?;
    if columns.marked_cells {
        return Some(
            between
                .iter()
                .filter(|line| line.kind == LineKind::Grid)
                .count(),
        );
    }
    let n_lines = between
        .iter()
        .filter(|line| line.kind != LineKind::Noise)
        .count();
    (n_lines % columns.lines_per_cell == 0).then_some(n_lines / columns.lines_per_cell)
}

pub(super) fn place(
    cut: &Cut,
    row: &Row,
    tokens: &[usize],
    columns: &Columns,
) -> Option<Vec<Placed>> {
    let label_line = row.label_line?;
    if columns.lines_per_cell == 0 || tokens.len() > row.n_slots {
        return None;
    }
    let mut placed: Vec<Placed> = (1..=row.n_slots)
        .map(|cell| blank_line(cut, columns, label_line, cell))
        .collect();
    let mut last = 0;
    for token in tokens {
        let cell = cell_number(cut, columns, label_line, line_of(cut, *token))?;
        if cell <= last || cell > row.n_slots {
            return None;
        }
        *placed.get_mut(cell - 1)? = Placed::sure(Content::Token(*token));
        last = cell;
    }
    placed
        .iter()
        .all(|cell| cell.content != Content::Missing)
        .then_some(placed)
}

/// The blank cell on the `cell`-th cell line behind the label (from 1); missing if that line is not empty.
fn blank_line(cut: &Cut, columns: &Columns, label_line: usize, cell: usize) -> Placed {
    let is_cell = |line: &&Line| {
        if columns.marked_cells {
            line.kind == LineKind::Grid
        } else {
            line.kind != LineKind::Noise
        }
    };
    let step = if columns.marked_cells {
        1
    } else {
        columns.lines_per_cell
    };
    let lines = cut.lines.get(label_line + 1..).unwrap_or(&[]);
    let line = lines.iter().filter(is_cell).nth(cell * step - 1);
    match line {
        Some(line) if line.fields.iter().all(|field| field.is_empty()) => {
            let end = line.span.end();
            Placed::sure(Content::Blank(Span::new(end, end)))
        }
        _ => Placed::sure(Content::Missing),
    }
}
