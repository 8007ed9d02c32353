//! The places between the lines of a table: which of them are one cell, and which characters stand in it.

use hayro_interpret::kurbo::Point;

use crate::source::pdf::frame::{Frame, NEAR, RuledCell};
use crate::source::pdf::glyphs::{Glyph, Ruling};
use crate::source::pdf::lines;

/// The places between all lines of a frame, and which cell owns each.
pub(super) struct Places<'a> {
    frame: &'a Frame,
    rows: &'a [f64],
    columns: &'a [f64],
    owners: Vec<Option<usize>>,
}

impl<'a> Places<'a> {
    /// The places of `frame` between these lines, none owned yet.
    pub(super) fn new(frame: &'a Frame, rows: &'a [f64], columns: &'a [f64]) -> Self {
        let mut places = Self {
            frame,
            rows,
            columns,
            owners: Vec::new(),
        };
        places.owners = vec![None; places.n_rows() * places.n_columns()];
        places
    }

    fn n_rows(&self) -> usize {
        self.rows.len().saturating_sub(1)
    }

    fn n_columns(&self) -> usize {
        self.columns.len().saturating_sub(1)
    }

    /// All cells, without their characters.
    pub(super) fn cells(&mut self) -> Vec<RuledCell> {
        let mut cells = Vec::new();
        for row in 0..self.n_rows() {
            for column in 0..self.n_columns() {
                if self.owner(row, column).is_none() {
                    self.claim(row, column, &mut cells);
                }
            }
        }
        cells
    }

    /// Makes a cell of all places reached from this one without crossing a line. Places that do not make a
    /// rectangle stay apart.
    fn claim(&mut self, row: usize, column: usize, cells: &mut Vec<RuledCell>) {
        let id = cells.len();
        let mut reached = vec![(row, column)];
        self.own(row, column, id);
        let mut at = 0;
        while let Some((row, column)) = reached.get(at).copied() {
            at += 1;
            for (row, column) in self.open_neighbours(row, column) {
                self.own(row, column, id);
                reached.push((row, column));
            }
        }
        let bounds = |values: &dyn Fn(&(usize, usize)) -> usize| {
            let first = reached.iter().map(values).min().unwrap_or_default();
            let last = reached.iter().map(values).max().unwrap_or_default();
            (first, last - first + 1)
        };
        let (row, row_span) = bounds(&|place| place.0);
        let (column, column_span) = bounds(&|place| place.1);
        if row_span * column_span == reached.len() {
            cells.push(RuledCell {
                row,
                column,
                row_span,
                column_span,
                text: String::new(),
            });
            return;
        }
        for (row, column) in reached {
            self.own(row, column, cells.len());
            cells.push(RuledCell {
                row,
                column,
                row_span: 1,
                column_span: 1,
                text: String::new(),
            });
        }
    }

    /// Free places beside this one with no line between.
    fn open_neighbours(&self, row: usize, column: usize) -> Vec<(usize, usize)> {
        let right = (!self.has_vertical(column + 1, row)).then_some((row, column + 1));
        let left = (!self.has_vertical(column, row)).then(|| Some((row, column.checked_sub(1)?)));
        let below = (!self.has_horizontal(row + 1, column)).then_some((row + 1, column));
        let above =
            (!self.has_horizontal(row, column)).then(|| Some((row.checked_sub(1)?, column)));
        [right, left.flatten(), below, above.flatten()]
            .into_iter()
            .flatten()
            .filter(|(row, column)| *row < self.n_rows() && *column < self.n_columns())
            .filter(|(row, column)| self.owner(*row, *column).is_none())
            .collect()
    }

    fn has_vertical(&self, edge: usize, row: usize) -> bool {
        has_line(
            &self.frame.down,
            self.columns.get(edge),
            middle(self.rows, row),
        )
    }

    fn has_horizontal(&self, edge: usize, column: usize) -> bool {
        has_line(
            &self.frame.across,
            self.rows.get(edge),
            middle(self.columns, column),
        )
    }

    fn index(&self, row: usize, column: usize) -> usize {
        row * self.n_columns() + column
    }

    fn owner(&self, row: usize, column: usize) -> Option<usize> {
        self.owners.get(self.index(row, column)).copied().flatten()
    }

    fn own(&mut self, row: usize, column: usize, id: usize) {
        let index = self.index(row, column);
        if let Some(owner) = self.owners.get_mut(index) {
            *owner = Some(id);
        }
    }

    /// Puts the characters into their cells. The centre of a character decides, but a word stays whole where it reaches
    /// over a line: a number too wide for its column belongs to one cell.
    pub(super) fn fill(&self, cells: &mut [RuledCell], glyphs: &[Glyph]) {
        let mut inside: Vec<Vec<&Glyph>> = vec![Vec::new(); cells.len()];
        for word in glyphs.chunk_by(|a, b| a.word == b.word) {
            if let Some(bucket) = self
                .word_owner(word, cells)
                .and_then(|id| inside.get_mut(id))
            {
                bucket.extend(word);
            }
        }
        for (cell, glyphs) in cells.iter_mut().zip(inside) {
            cell.text = lines::cell_text(&glyphs, self.width_of(cell));
        }
    }

    /// A word that begins in the left half of a cell has overflowed it to the right; otherwise it is centred on its
    /// cell, or was pushed against the end of it.
    fn word_owner(&self, word: &[Glyph], cells: &[RuledCell]) -> Option<usize> {
        let area = word
            .iter()
            .map(|glyph| glyph.area)
            .reduce(|a, b| a.union(b))?;
        let first = word.first()?.area.center();
        let starts_in = self.owner_at(first).filter(|id| {
            cells
                .get(*id)
                .is_some_and(|cell| area.x0 < self.middle_of(cell))
        });
        let any = || {
            word.iter()
                .find_map(|glyph| self.owner_at(glyph.area.center()))
        };
        starts_in
            .or_else(|| self.owner_at(area.center()))
            .or_else(any)
    }

    /// Width of a cell, in points.
    fn width_of(&self, cell: &RuledCell) -> f64 {
        let left = self.columns.get(cell.column);
        let right = self.columns.get(cell.column + cell.column_span);
        left.zip(right)
            .map_or(f64::MAX, |(left, right)| right - left)
    }

    fn middle_of(&self, cell: &RuledCell) -> f64 {
        let left = self.columns.get(cell.column);
        let right = self.columns.get(cell.column + cell.column_span);
        left.zip(right)
            .map_or(f64::MIN, |(left, right)| f64::midpoint(*left, *right))
    }

    fn owner_at(&self, point: Point) -> Option<usize> {
        let place = |edges: &[f64], value: f64| {
            let after = edges.partition_point(|edge| *edge <= value);
            after.checked_sub(1).filter(|_| after < edges.len())
        };
        self.owner(place(self.rows, point.y)?, place(self.columns, point.x)?)
    }
}

fn middle(edges: &[f64], at: usize) -> Option<f64> {
    Some(f64::midpoint(*edges.get(at)?, *edges.get(at + 1)?))
}

fn has_line(lines: &[Ruling], position: Option<&f64>, at: Option<f64>) -> bool {
    let (Some(position), Some(at)) = (position, at) else {
        return true;
    };
    lines
        .iter()
        .any(|line| (line.position - position).abs() <= NEAR && line.from <= at && line.to >= at)
}
