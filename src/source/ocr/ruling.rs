//! The ruling lines of a page, as those of a PDF: straight, parallel to its edges, in points.

use hayro_interpret::kurbo::Rect;

use crate::source::ocr::broken;
use crate::source::ocr::numbers::{real, whole};
use crate::source::ocr::picture::Ink;
use crate::source::ocr::trace::{self, Measure, Trace};
use crate::source::ocr::tuning as t;
use crate::source::pdf::glyphs::{Direction, Ruling};

/// How the pixels of a page lie on the paper.
#[derive(Clone, Copy, Debug)]
pub(super) struct Scale {
    /// Pixels in a millimetre.
    pub(super) dots_per_mm: f64,
}

impl Scale {
    /// Points in a pixel.
    pub(super) fn points(self) -> f64 {
        t::POINTS_PER_MM / self.dots_per_mm
    }
}

/// The ruling lines in `ink`. Strokes of letters are none: nothing is looked for in the
/// lines of text at `texts`, in pixels.
pub(super) fn rulings(ink: &Ink, texts: &[Rect], scale: Scale) -> Vec<Ruling> {
    let measure = Measure::new(scale.dots_per_mm, t::DASH_MM);
    let down = trace::traces(&without_text(ink, texts), measure);
    let turned: Vec<Rect> = texts
        .iter()
        .map(|text| Rect::new(text.y0, text.x0, text.y1, text.x1))
        .collect();
    let transposed = ink.transposed();
    let step = whole(t::PALE_STEP_MM * scale.dots_per_mm);
    let across = trace::traces(&without_text(&transposed, &turned), measure);
    let across = across.iter().map(|trace| {
        ruling(
            trace.pale_ends(&transposed, step),
            trace,
            Direction::Horizontal,
        )
    });
    let down = down
        .iter()
        .map(|trace| ruling(trace.inked_ends(ink), trace, Direction::Vertical));
    let points = scale.points();
    let drawn = across.chain(down).map(|ruling| Ruling {
        position: ruling.position * points,
        from: ruling.from * points,
        to: ruling.to * points,
        ..ruling
    });
    let texts: Vec<Rect> = texts
        .iter()
        .map(|text| text.scale_from_origin(points))
        .collect();
    broken::completed(joined(drawn.collect()), &texts)
}

/// The ruling along a trace, which went as far as the lines of text allowed, to where its ink ends.
fn ruling((from, to): (usize, usize), trace: &Trace, direction: Direction) -> Ruling {
    Ruling {
        direction,
        position: trace.place() + 0.5,
        from: real(from),
        to: real(to + 1),
    }
}

/// The ink outside the lines of text, whose edges may touch rulings, and what goes down through the whole of a line: a ruling
/// between two cells that were taken for one line.
fn without_text(ink: &Ink, texts: &[Rect]) -> Ink {
    let mut bare = ink.clone();
    for text in texts {
        let inset = text.width().min(text.height()) * t::TEXT_EDGE;
        let core = text.inset(-inset);
        let (left, right) = (whole(core.x0), whole(core.x1).min(ink.width));
        let through = through(ink, *text, (left, right));
        for y in whole(core.y0)..whole(core.y1).min(ink.height) {
            let row = y * ink.width;
            let pixels = bare.pixels.get_mut(row + left..row + right.max(left));
            let pixels = pixels.into_iter().flatten();
            for (pixel, _) in pixels.zip(&through).filter(|(_, through)| !**through) {
                *pixel = false;
            }
        }
    }
    bare
}

/// For each column whether ink, there or right beside it, goes down through the whole of `text`.
fn through(ink: &Ink, text: Rect, (left, right): (usize, usize)) -> Vec<bool> {
    let (top, bottom) = (whole(text.y0), whole(text.y1).min(ink.height));
    let mut counts = vec![0_usize; right.saturating_sub(left)];
    for y in top..bottom {
        for (count, x) in counts.iter_mut().zip(left..) {
            let is_inked = ink.at(x, y) || ink.at(x + 1, y) || (x > 0 && ink.at(x - 1, y));
            *count += usize::from(is_inked);
        }
    }
    let enough = t::THROUGH * real(bottom.saturating_sub(top));
    counts.iter().map(|count| real(*count) >= enough).collect()
}

/// Pieces on one line with a hole between them that a fold or a pale print may make are one ruling.
fn joined(mut rulings: Vec<Ruling>) -> Vec<Ruling> {
    rulings.sort_by(|a, b| a.from.total_cmp(&b.from));
    let mut joined: Vec<(Ruling, f64)> = Vec::new();
    for ruling in rulings {
        let length = ruling.to - ruling.from;
        let before = joined.iter_mut().filter(|(before, _)| {
            before.direction == ruling.direction
                && (before.position - ruling.position).abs() <= t::ON_LINE
                && ruling.from <= before.to + t::BROKEN
        });
        let nearest = before.min_by(|a, b| {
            let distance = |other: &Ruling| (other.position - ruling.position).abs();
            distance(&a.0).total_cmp(&distance(&b.0))
        });
        match nearest {
            Some((before, drawn)) => {
                let sum = before.position * *drawn + ruling.position * length;
                before.position = sum / (*drawn + length);
                before.to = before.to.max(ruling.to);
                *drawn += length;
            }
            None => joined.push((ruling, length)),
        }
    }
    let is_ruling = |(ruling, drawn): &(Ruling, f64)| {
        let length = ruling.to - ruling.from;
        let shortest = match ruling.direction {
            Direction::Horizontal => t::SHORTEST_ACROSS_MM,
            Direction::Vertical => t::SHORTEST_DOWN_MM,
        };
        length >= shortest * t::POINTS_PER_MM && *drawn >= t::DASHED * length
    };
    let rulings = joined.into_iter().filter(is_ruling);
    rulings.map(|(ruling, _)| ruling).collect()
}
