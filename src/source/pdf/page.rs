//! The marks of a page become its lines and tables, from top to bottom.

use hayro_interpret::kurbo::Rect;

use crate::source::pdf::glyphs::{Glyph, Marks};
use crate::source::pdf::grid::{self, Ruled};
use crate::source::pdf::lines::{self, Line};
use crate::source::pdf::paper::Paper;

/// Something printed on a page.
#[derive(Clone, Debug, PartialEq)]
pub enum Item {
    /// A line outside every table.
    Line(Line),
    /// A ruled table.
    Table(Ruled),
}

impl Item {
    /// Where it is.
    #[must_use]
    pub fn area(&self) -> Rect {
        match self {
            Self::Line(line) => line.area,
            Self::Table(table) => table.area(),
        }
    }
}

/// One page in reading order.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Layout {
    /// What is printed on it.
    pub items: Vec<Item>,
    /// Its width in points.
    pub width: f64,
    /// Its height in points.
    pub height: f64,
    /// How it lies in the file.
    pub paper: Paper,
}

/// Lays out a page. A table inside a place of another one is read as text of that place.
#[must_use]
pub fn layout(marks: &Marks) -> Layout {
    let mut tables: Vec<Ruled> = Vec::new();
    for table in grid::tables(&marks.rulings, &marks.glyphs) {
        if !tables.iter().any(|outer| holds(outer, &table)) && has_text(&table) {
            tables.retain(|inner| !holds(&table, inner));
            tables.push(table);
        }
    }
    let is_inside = |glyph: &Glyph| {
        let centre = glyph.area.center();
        tables.iter().any(|table| table.area().contains(centre))
    };
    // A word that sticks out of a table stands in its cell.
    let outside: Vec<&Glyph> = marks
        .glyphs
        .chunk_by(|a, b| a.word == b.word)
        .filter(|word| !word.iter().any(is_inside))
        .flatten()
        .collect();
    let lines = lines::lines(&outside).into_iter().map(Item::Line);
    let mut items: Vec<Item> = lines.chain(tables.into_iter().map(Item::Table)).collect();
    items.sort_by(|a, b| a.area().y0.total_cmp(&b.area().y0));
    Layout {
        items,
        width: marks.width,
        height: marks.height,
        paper: marks.paper,
    }
}

fn holds(outer: &Ruled, inner: &Ruled) -> bool {
    let (outer, inner) = (outer.area(), inner.area());
    outer.intersect(inner).area() > inner.area() * 0.9
}

fn has_text(table: &Ruled) -> bool {
    table.cells.iter().any(|cell| !cell.text.is_empty())
}
