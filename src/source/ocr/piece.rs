//! What is read in one go: a line of text, or the part of it that stands in one cell.

use hayro_interpret::kurbo::Rect;

use crate::source::ocr::numbers::{real, whole};
use crate::source::ocr::parts::{Part, parts};
use crate::source::ocr::picture::Ink;
use crate::source::ocr::tuning as t;

/// A place with text.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Piece {
    /// In pixels.
    pub(super) area: Rect,
    /// The cell it stands in, if any.
    pub(super) cell: Option<Rect>,
    /// Whether a stroke beside it may be part of it.
    pub(super) is_unclear: bool,
    /// Whether its column was inferred from the usual step from figure to figure.
    pub(super) is_column_inferred: bool,
}

/// The pieces of the lines at `texts`, cut where `cells` end, and those of ink in cells that nobody took for text.
pub(super) fn pieces(texts: &[Rect], cells: &[Rect], ink: &Ink, dots_per_mm: f64) -> Vec<Piece> {
    let inset = t::BESIDE_RULING_MM * dots_per_mm;
    let height = usual_height(texts);
    let mut pieces = Vec::new();
    let mut inside: Vec<Vec<Rect>> = vec![Vec::new(); cells.len()];
    for text in texts {
        let mut is_outside = true;
        for (cell, pieces) in cells.iter().zip(&mut inside) {
            let shared = text.intersect(cell.inset(-inset));
            if shared.width() > 0.0 && shared.height() > 0.0 {
                is_outside &= !cell.contains(text.center());
                if shared.height() > 0.4 * text.height().min(cell.height()) {
                    pieces.push(shared);
                }
            }
        }
        if is_outside && !cells.iter().any(|cell| cell.contains(text.center())) {
            pieces.push(Piece {
                area: *text,
                cell: None,
                is_unclear: false,
                is_column_inferred: false,
            });
        }
    }
    for (cell, texts) in cells.iter().zip(inside) {
        let areas = in_cell(cell.inset(-inset), texts, ink, height);
        pieces.extend(areas.into_iter().map(|(area, is_unclear)| Piece {
            area,
            cell: Some(*cell),
            is_unclear,
            is_column_inferred: false,
        }));
    }
    pieces
}

/// The height of most lines, in pixels.
pub(super) fn usual_height(texts: &[Rect]) -> f64 {
    let wide = texts.iter().filter(|text| text.width() >= text.height());
    let mut heights: Vec<f64> = wide.map(Rect::height).collect();
    heights.sort_by(f64::total_cmp);
    heights.get(heights.len() / 2).copied().unwrap_or(30.0)
}

/// The places with text in a cell: those of `texts`, drawn in to their ink, and ink beside them of the size of a digit. Each with
/// whether a stroke at the edge of the cell may belong to it.
fn in_cell(cell: Rect, texts: Vec<Rect>, ink: &Ink, height: f64) -> Vec<(Rect, bool)> {
    let all = parts(&ink.crop(cell));
    let all = all.iter().map(|part| bounds(part, cell));
    let (mut parts, mut unclear) = (Vec::new(), Vec::new());
    for part in all {
        match edge(part, cell, height, goes_on(part, ink)) {
            Edge::Free => parts.push(part),
            Edge::Unclear => unclear.push(part),
            Edge::Ruling => {}
        }
    }
    let mut areas: Vec<Rect> = Vec::new();
    for text in texts {
        let own = parts.iter().filter(|part| {
            let size = part.width().max(part.height());
            text.contains(part.center()) && size > t::SPECK * height
        });
        areas.extend(own.copied().reduce(|a, b| a.union(b)));
    }
    let size = t::DIGIT_LEAST * height..t::DIGIT_MOST * height;
    for part in parts.iter().filter(|part| size.contains(&part.height())) {
        if areas.iter().any(|area| area.contains(part.center())) {
            continue;
        }
        let beside = areas.iter_mut().find(|area| {
            let gap = (part.x0 - area.x1).max(area.x0 - part.x1);
            gap < 0.6 * height && area.y0 < part.center().y && part.center().y < area.y1
        });
        match beside {
            Some(area) => *area = area.union(*part),
            None => areas.push(*part),
        }
    }
    let is_beside = |area: &Rect| {
        let mut unclear = unclear.iter();
        unclear.any(|part: &Rect| area.y0 < part.center().y && part.center().y < area.y1)
    };
    areas.iter().map(|area| (*area, is_beside(area))).collect()
}

/// What ink at the edge of a cell is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Edge {
    /// None: it stands free.
    Free,
    /// The rest of a ruling.
    Ruling,
    /// The rest of a ruling, or a stroke of a figure that touches it.
    Unclear,
}

/// What ink is that is long and thin and at the edge of its cell; `goes_on` tells whether the edge cuts it.
fn edge(part: Rect, cell: Rect, height: f64, goes_on: bool) -> Edge {
    const CUT: f64 = 1.0;
    let at_side = part.x0 - cell.x0 < CUT || cell.x1 - part.x1 < CUT;
    let at_end = part.y0 - cell.y0 < CUT || cell.y1 - part.y1 < CUT;
    let is_thin = part.width().min(part.height()) < 0.18 * height;
    if at_end && is_thin && part.width() > part.height() {
        return Edge::Ruling;
    }
    if !(at_side && is_thin && part.height() > part.width()) {
        return Edge::Free;
    }
    let is_figure = (t::DIGIT_LEAST..t::DIGIT_MOST).contains(&(part.height() / height));
    match is_figure && !at_end && part.height() < 0.8 * cell.height() {
        true if goes_on => Edge::Unclear,
        true => Edge::Free,
        false => Edge::Ruling,
    }
}

/// Whether there is ink right beside the part, left or right of it, which is none of it.
fn goes_on(part: Rect, ink: &Ink) -> bool {
    let (left, right) = (whole(part.x0), whole(part.x1));
    let is_beside = |y| ink.at(right, y) || left.checked_sub(1).is_some_and(|x| ink.at(x, y));
    (whole(part.y0)..whole(part.y1)).any(is_beside)
}

fn bounds(part: &Part, cell: Rect) -> Rect {
    let [x0, y0, x1, y1] = part.bounds.map(real);
    let (left, top) = (cell.x0.max(0.0).round(), cell.y0.max(0.0).round());
    Rect::new(left + x0, top + y0, left + x1, top + y1)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A stroke 2 pixels wide in a cell of 60 by 40, and a digit 12 high.
    #[track_caller]
    fn check_edge(left: f64, top: f64, bottom: f64, goes_on: bool, expected: Edge) {
        let part = Rect::new(left, top, left + 2.0, bottom);
        let cell = Rect::new(0.0, 0.0, 60.0, 40.0);
        assert_eq!(edge(part, cell, 12.0, goes_on), expected);
    }

    #[test]
    fn strokes_at_the_edge_are_rulings_only_where_it_cuts_them() {
        check_edge(0.0, 0.0, 40.0, true, Edge::Ruling);
        check_edge(0.0, 14.0, 26.0, true, Edge::Unclear);
        check_edge(2.0, 14.0, 26.0, false, Edge::Free);
        check_edge(58.0, 14.0, 26.0, true, Edge::Unclear);
        check_edge(0.0, 18.0, 21.0, true, Edge::Ruling);
        // A 1 right beside the ruling, with paper between them.
        check_edge(0.0, 14.0, 26.0, false, Edge::Free);
        check_edge(0.0, 0.0, 40.0, false, Edge::Ruling);
    }
}
