//! Ink that hangs together.

use crate::source::ocr::picture::Ink;

/// A place and its eight neighbours.
pub(super) fn around(x: usize, y: usize) -> impl Iterator<Item = (usize, usize)> {
    let near = |at: usize| [at.checked_sub(1), Some(at), Some(at + 1)];
    let rows = near(y).into_iter().flatten();
    rows.flat_map(move |y| near(x).into_iter().flatten().map(move |x| (x, y)))
}

/// Ink that hangs together.
#[derive(Clone, Debug, Default)]
pub(super) struct Part {
    /// Its places.
    pub(super) pixels: Vec<(usize, usize)>,
    /// Left, top, and the column and row behind it.
    pub(super) bounds: [usize; 4],
}

impl Part {
    pub(super) fn width(&self) -> usize {
        let [left, _, right, _] = self.bounds;
        right - left
    }

    pub(super) fn height(&self) -> usize {
        let [_, top, _, bottom] = self.bounds;
        bottom - top
    }

    /// Whether the other lies in the bounds of this one.
    pub(super) fn holds(&self, other: &Self) -> bool {
        let ([left, top, right, bottom], [x0, y0, x1, y1]) = (self.bounds, other.bounds);
        left <= x0 && top <= y0 && x1 <= right && y1 <= bottom
    }
}

/// The parts of `ink`, pixels that touch at a corner taken together, by their first pixel.
pub(super) fn parts(ink: &Ink) -> Vec<Part> {
    let mut seen = vec![false; ink.pixels.len()];
    let mut parts = Vec::new();
    for (start, is_ink) in ink.pixels.iter().enumerate() {
        if !is_ink || seen.get(start) != Some(&false) {
            continue;
        }
        let (x, y) = (start % ink.width.max(1), start / ink.width.max(1));
        let mut part = Part {
            pixels: vec![(x, y)],
            bounds: [x, y, x + 1, y + 1],
        };
        if let Some(seen) = seen.get_mut(start) {
            *seen = true;
        }
        let mut at = 0;
        while let Some((x, y)) = part.pixels.get(at).copied() {
            at += 1;
            let [left, top, right, bottom] = part.bounds;
            part.bounds = [left.min(x), top.min(y), right.max(x + 1), bottom.max(y + 1)];
            for (x, y) in around(x, y) {
                let Some(seen) = seen.get_mut(y * ink.width + x).filter(|_| ink.at(x, y)) else {
                    continue;
                };
                if !*seen {
                    *seen = true;
                    part.pixels.push((x, y));
                }
            }
        }
        parts.push(part);
    }
    parts
}
