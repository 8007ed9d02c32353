//! Single cells read again: their boxes cut out of the picture of their page.

use hayro_interpret::kurbo::Rect;

use crate::source::again::Figure;
use crate::source::inked::{self, Window};
use crate::source::ocr::line::Character;
use crate::source::ocr::numbers::{real, whole};
use crate::source::ocr::picture::{Colour, Ink};
use crate::source::ocr::piece::Piece;
use crate::source::place::{Area, WHOLE};

/// Space around the areas that is looked at as well, in millimetres: enough to tell the paper and its shade.
const AROUND_MM: f64 = 12.0;

/// The part of a page in which these areas lie, and where they lie in it.
pub(super) fn part(page: &Colour, areas: &[Area], dots_per_mm: f64) -> (Colour, Vec<Window>) {
    let size = (page.width, page.height);
    let windows: Vec<Window> = areas.iter().map(|area| window(*area, size)).collect();
    let around = whole(AROUND_MM * dots_per_mm);
    let span = |side: usize, length: usize| {
        let sides = windows.iter().filter_map(|window| window.get(side));
        let whole = sides.copied().reduce(|a, b| (a.0.min(b.0), a.1.max(b.1)));
        let (first, last) = whole.unwrap_or_default();
        (first.saturating_sub(around), (last + around).min(length))
    };
    let [columns, rows] = [span(0, page.width), span(1, page.height)];
    let within = |(first, last): (usize, usize), start: usize| (first - start, last - start);
    let moved = windows
        .iter()
        .map(|[x, y]| [within(*x, columns.0), within(*y, rows.0)]);
    (page.part(columns, rows), moved.collect())
}

/// Where in the parts of a page there is ink, so as to be read; `None` for those without any. `inset` is how far the recogniser
/// keeps away from the sides of a cell, in pixels: here they are known to be no rulings.
pub(super) fn pieces(windows: &[Window], ink: &Ink, inset: f64) -> Vec<Option<Piece>> {
    let is_ink = |x, y| ink.at(x, y);
    let piece = |window: &Window| {
        let cell = inked::without_rulings(*window, is_ink);
        let area = inked::ink_in(cell, is_ink)?;
        Some(Piece {
            area: rect(area),
            cell: Some(rect(cell).inflate(inset, inset)),
            is_unclear: false,
            is_column_inferred: false,
        })
    };
    windows.iter().map(piece).collect()
}

/// The characters of a piece as they were read.
pub(super) fn figure(characters: &[Character]) -> Figure {
    let text: String = characters.iter().map(|c| c.text.as_str()).collect();
    let sureness = characters.iter().map(|c| c.sureness).min();
    Figure {
        text: text.trim().to_owned(),
        sureness: sureness.unwrap_or(0),
    }
}

/// An area in pixels of a page of this size.
fn window(area: Area, (width, height): (usize, usize)) -> Window {
    let place = |from: u16, to: u16, length: usize| {
        let part = |side: u16| f64::from(side) / f64::from(WHOLE) * real(length);
        let last = whole(part(to).ceil()).min(length);
        (whole(part(from).floor()).min(last), last)
    };
    [
        place(area.left, area.right, width),
        place(area.top, area.bottom, height),
    ]
}

fn rect([columns, rows]: Window) -> Rect {
    Rect::new(real(columns.0), real(rows.0), real(columns.1), real(rows.1))
}
