//! Ruling lines become tables: positions are clustered, lines that touch belong together, and a missing line between
//! two places merges them into one cell.

use std::collections::BTreeMap;

use hayro_interpret::kurbo::Rect;

use crate::source::blocks::CELL_LIMIT;
pub use crate::source::pdf::frame::RuledCell;
use crate::source::pdf::frame::{Frame, NEAR};
use crate::source::pdf::glyphs::{Direction, Glyph, Ruling};
use crate::source::pdf::places::Places;

/// Gaps up to this, in points, are bridged between pieces of one line and at crossings.
const GAP: f64 = 3.0;

/// Shortest horizontal ruling, in points.
const SHORTEST_ACROSS: f64 = 8.0;

/// Shortest vertical ruling, in points.
const SHORTEST_DOWN: f64 = 5.0;

/// A table as drawn on one page.
#[derive(Clone, Debug, PartialEq)]
pub struct Ruled {
    /// Positions of its vertical lines, ascending; one more than it has columns.
    pub columns: Vec<f64>,
    /// Positions of its horizontal lines, ascending; one more than it has rows.
    pub rows: Vec<f64>,
    /// Its cells, by row and then by column.
    pub cells: Vec<RuledCell>,
}

impl Ruled {
    /// The place of the table on the page.
    #[must_use]
    pub fn area(&self) -> Rect {
        let ends = |edges: &[f64]| {
            let first = edges.first().copied().unwrap_or_default();
            (first, edges.last().copied().unwrap_or(first))
        };
        let ((left, right), (top, bottom)) = (ends(&self.columns), ends(&self.rows));
        Rect::new(left, top, right, bottom)
    }
}

/// The tables that `rulings` draw, with the characters in them, from top to bottom. A single box is no table.
#[must_use]
pub fn tables(rulings: &[Ruling], glyphs: &[Glyph]) -> Vec<Ruled> {
    let across = merged(rulings, Direction::Horizontal, SHORTEST_ACROSS);
    let down = merged(rulings, Direction::Vertical, SHORTEST_DOWN);
    let mut tables: Vec<Ruled> = connected(&across, &down)
        .into_values()
        .filter_map(|frame| frame.table(glyphs))
        .collect();
    tables.sort_by(|a, b| a.area().y0.total_cmp(&b.area().y0));
    tables
}

/// Rulings of one direction, equal positions made equal, touching pieces joined, short ones dropped.
fn merged(rulings: &[Ruling], direction: Direction, shortest: f64) -> Vec<Ruling> {
    let mut wanted: Vec<Ruling> = rulings
        .iter()
        .filter(|ruling| ruling.direction == direction)
        .copied()
        .collect();
    let positions = clusters(wanted.iter().map(|ruling| ruling.position).collect());
    for ruling in &mut wanted {
        ruling.position = nearest(&positions, ruling.position);
    }
    wanted.sort_by(|a, b| {
        a.position
            .total_cmp(&b.position)
            .then(a.from.total_cmp(&b.from))
    });
    let mut merged: Vec<Ruling> = Vec::new();
    for ruling in wanted {
        match merged.last_mut() {
            Some(last)
                if last.position.total_cmp(&ruling.position).is_eq()
                    && ruling.from <= last.to + GAP =>
            {
                last.to = last.to.max(ruling.to);
            }
            _ => merged.push(ruling),
        }
    }
    merged.retain(|ruling| ruling.to - ruling.from > shortest);
    merged
}

/// Means of values that lie near each other, ascending.
pub(super) fn clusters(mut values: Vec<f64>) -> Vec<f64> {
    values.sort_by(f64::total_cmp);
    let mut clusters: Vec<(f64, f64, f64)> = Vec::new();
    for value in values {
        match clusters.last_mut() {
            Some((sum, n_values, last)) if value - *last <= NEAR => {
                *sum += value;
                *n_values += 1.0;
                *last = value;
            }
            _ => clusters.push((value, 1.0, value)),
        }
    }
    clusters
        .into_iter()
        .map(|(sum, n_values, _)| sum / n_values)
        .collect()
}

fn nearest(positions: &[f64], value: f64) -> f64 {
    let at = positions.partition_point(|position| *position < value);
    let neighbours = [at.checked_sub(1), Some(at)];
    neighbours
        .into_iter()
        .flatten()
        .filter_map(|at| positions.get(at).copied())
        .min_by(|a, b| (a - value).abs().total_cmp(&(b - value).abs()))
        .unwrap_or(value)
}

fn connected(across: &[Ruling], down: &[Ruling]) -> BTreeMap<usize, Frame> {
    let mut parents: Vec<usize> = (0..across.len() + down.len()).collect();
    for (at, horizontal) in across.iter().enumerate() {
        for (offset, vertical) in down.iter().enumerate() {
            if cross(horizontal, vertical) {
                let (a, b) = (root(&parents, at), root(&parents, across.len() + offset));
                if let Some(parent) = parents.get_mut(a.max(b)) {
                    *parent = a.min(b);
                }
            }
        }
    }
    let mut frames: BTreeMap<usize, Frame> = BTreeMap::new();
    for (at, ruling) in across.iter().enumerate() {
        let frame = frames.entry(root(&parents, at)).or_default();
        frame.across.push(*ruling);
    }
    for (at, ruling) in down.iter().enumerate() {
        let frame = frames.entry(root(&parents, across.len() + at)).or_default();
        frame.down.push(*ruling);
    }
    frames
}

fn cross(horizontal: &Ruling, vertical: &Ruling) -> bool {
    let meets =
        |line: &Ruling, position: f64| position >= line.from - GAP && position <= line.to + GAP;
    meets(horizontal, vertical.position) && meets(vertical, horizontal.position)
}

/// Each parent is smaller than its child, so the climb ends.
fn root(parents: &[usize], mut at: usize) -> usize {
    while let Some(parent) = parents.get(at).filter(|parent| **parent < at) {
        at = *parent;
    }
    at
}

impl Frame {
    fn table(&self, glyphs: &[Glyph]) -> Option<Ruled> {
        let (rows, columns) = (
            edges(&self.across, &self.down),
            edges(&self.down, &self.across),
        );
        let (n_rows, n_columns) = (rows.len().checked_sub(1)?, columns.len().checked_sub(1)?);
        let n_places = n_rows.checked_mul(n_columns)?;
        if !(2..=CELL_LIMIT).contains(&n_places) {
            return None;
        }
        let mut places = Places::new(self, &rows, &columns);
        let mut cells = places.cells();
        if cells.len() < 2 {
            return None;
        }
        places.fill(&mut cells, glyphs);
        cells.sort_by_key(|cell| (cell.row, cell.column));
        Some(Ruled {
            columns,
            rows,
            cells,
        })
    }
}

/// Positions of `lines`, and the ends of the `crossing` ones where these go on: a table may be open at its sides.
fn edges(lines: &[Ruling], crossing: &[Ruling]) -> Vec<f64> {
    let mut edges = clusters(lines.iter().map(|line| line.position).collect());
    let first = crossing.iter().map(|line| line.from).reduce(f64::min);
    let last = crossing.iter().map(|line| line.to).reduce(f64::max);
    let (Some(low), Some(high)) = (edges.first().copied(), edges.last().copied()) else {
        return edges;
    };
    if let Some(first) = first.filter(|first| low - first > SHORTEST_ACROSS) {
        edges.insert(0, first);
    }
    edges.extend(last.filter(|last| last - high > SHORTEST_ACROSS));
    edges
}
