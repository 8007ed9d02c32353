//! Long thin lines of ink, followed from pixel to pixel, so that they may tilt and bend.

use crate::source::ocr::numbers::{real, whole};
use crate::source::ocr::picture::Ink;
use crate::source::ocr::tuning as t;

/// A line of ink.
#[derive(Clone, Debug, Default)]
pub(super) struct Trace {
    /// Along the line, and its middle across.
    pub(super) points: Vec<(usize, f64)>,
}

impl Trace {
    /// Where it begins and ends, along itself.
    pub(super) fn ends(&self) -> (usize, usize) {
        let [(first, _), (last, _)] = self.end_points();
        (first, last)
    }

    /// Its first and its last point.
    fn end_points(&self) -> [(usize, f64); 2] {
        let ends = [self.points.first(), self.points.last()];
        ends.map(|point| point.copied().unwrap_or_default())
    }

    /// Where it begins and ends if it is followed on in `ink`, straight and without a hole.
    pub(super) fn inked_ends(&self, ink: &Ink) -> (usize, usize) {
        let [(first, above), (last, below)] = self.end_points();
        let is_inked = |across: f64, y: usize| {
            let x = whole(across);
            (x.saturating_sub(1)..=x + 1).any(|x| ink.at(x, y))
        };
        let from = (0..first).rev().take_while(|y| is_inked(above, *y)).last();
        let to = (last + 1..ink.height)
            .take_while(|y| is_inked(below, *y))
            .last();
        (from.unwrap_or(first), to.unwrap_or(last))
    }

    /// Where it begins and ends if it is followed on in steps of `step` pixels along a line that came out pale: each step has
    /// some ink on it, with paper on both sides, as text has not.
    pub(super) fn pale_ends(&self, ink: &Ink, step: usize) -> (usize, usize) {
        let [mut start, mut end] = self.end_points();
        while let Some(from) = start.0.checked_sub(step) {
            match pale(ink, start.1, (from..start.0).rev()) {
                Some(next) => start = next,
                None => break,
            }
        }
        while end.0 + step < ink.height {
            match pale(ink, end.1, end.0 + 1..=end.0 + step) {
                Some(next) => end = next,
                None => break,
            }
        }
        (start.0, end.0)
    }

    pub(super) fn length(&self) -> usize {
        let (first, last) = self.ends();
        last - first + 1
    }

    /// Its mean place across.
    pub(super) fn place(&self) -> f64 {
        let sum: f64 = self.points.iter().map(|point| point.1).sum();
        sum / real(self.points.len().max(1))
    }

    fn is_inked(&self) -> bool {
        real(self.points.len()) >= t::INKED * real(self.length())
    }
}

/// How lines are followed, in pixels.
#[derive(Clone, Copy, Debug)]
pub(super) struct Measure {
    /// Shortest.
    pub(super) shortest: usize,
    /// Thickest.
    pub(super) thickest: usize,
    /// Longest hole.
    pub(super) hole: usize,
}

impl Measure {
    /// For a resolution and the shortest line, in millimetres.
    pub(super) fn new(dots_per_mm: f64, shortest_mm: f64) -> Self {
        Self {
            shortest: whole(shortest_mm * dots_per_mm),
            thickest: whole(t::THICKEST_MM * dots_per_mm).max(2),
            hole: whole(t::HOLE_MM * dots_per_mm).max(2),
        }
    }
}

/// The lines that run from the first row of `ink` to the last, that is, downwards. For horizontal ones it is transposed.
pub(super) fn traces(ink: &Ink, measure: Measure) -> Vec<Trace> {
    let mut done = Vec::new();
    let mut open: Vec<Trace> = Vec::new();
    for y in 0..ink.height {
        let is_over = |trace: &Trace| trace.ends().1 + measure.hole + 1 < y;
        let (over, mut going): (Vec<Trace>, Vec<Trace>) = open.into_iter().partition(is_over);
        done.extend(
            over.into_iter()
                .filter(|trace| trace.length() >= measure.shortest),
        );
        let mut new = Vec::new();
        for (from, to) in runs(ink.row(y)) {
            if to - from > measure.thickest {
                continue;
            }
            let middle = real(from + to - 1) / 2.0;
            match nearest(&mut going, (y, middle)) {
                Some(trace) => trace.points.push((y, middle)),
                None => new.push(Trace {
                    points: vec![(y, middle)],
                }),
            }
        }
        going.append(&mut new);
        going.sort_by(|a, b| last(a).1.total_cmp(&last(b).1));
        open = going;
    }
    let long = |trace: &Trace| trace.length() >= measure.shortest;
    done.extend(open.into_iter().filter(long));
    done.retain(Trace::is_inked);
    done
}

/// The last place with ink of a step along a line that is at `across`, and where it is there; none if there is too little ink,
/// or as much beside the line: text.
fn pale(ink: &Ink, across: f64, step: impl Iterator<Item = usize>) -> Option<(usize, f64)> {
    let (near, beside) = t::PALE_LINE;
    let (left, right) = (whole(across).saturating_sub(near), whole(across) + near);
    let is_paper = |from: usize, y: usize| !(from..from + beside).any(|x| ink.at(x, y));
    let stands_free = |y: usize| is_paper(left.saturating_sub(beside), y) && is_paper(right + 1, y);
    let middle = |y: usize| {
        let first = (left..=right).find(|x| ink.at(*x, y))?;
        let last = (left..=right).rfind(|x| ink.at(*x, y))?;
        Some((y, f64::midpoint(real(first), real(last))))
    };
    let (free, bound): (Vec<usize>, Vec<usize>) = step.partition(|y| stands_free(*y));
    let inked: Vec<(usize, f64)> = free.iter().filter_map(|y| middle(*y)).collect();
    let n_places = free.len() + bound.len();
    if real(inked.len()) < t::PALE * real(n_places) || inked.len() < bound.len() {
        return None;
    }
    let sum: f64 = inked.iter().map(|(_, middle)| middle).sum();
    inked.last().map(|(y, _)| (*y, sum / real(inked.len())))
}

fn last(trace: &Trace) -> (usize, f64) {
    trace.points.last().copied().unwrap_or_default()
}

/// The open trace that a run in the middle of row `y` goes on with. Those that this row already continued are passed over.
fn nearest(open: &mut [Trace], (y, middle): (usize, f64)) -> Option<&mut Trace> {
    // Sorted by their last places, which the row at hand moves by less than this.
    let from = open.partition_point(|trace| last(trace).1 < middle - 2.0 * t::ASIDE);
    let near = open.get_mut(from..)?;
    let near = near
        .iter_mut()
        .take_while(|trace| last(trace).1 <= middle + 2.0 * t::ASIDE);
    near.filter(|trace| last(trace).0 < y && (last(trace).1 - middle).abs() <= t::ASIDE)
        .min_by(|a, b| {
            let distance = |trace: &Trace| (last(trace).1 - middle).abs();
            distance(a).total_cmp(&distance(b))
        })
}

/// Where ink begins and ends in a row.
fn runs(row: &[bool]) -> Vec<(usize, usize)> {
    let mut runs = Vec::new();
    let mut start = None;
    for (is_ink, x) in row.iter().chain([&false]).zip(0..) {
        match (is_ink, start) {
            (true, None) => start = Some(x),
            (false, Some(from)) => {
                runs.push((from, x));
                start = None;
            }
            _ => {}
        }
    }
    runs
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Lengths of the vertical lines in a drawing, `#` for ink.
    #[track_caller]
    fn check_lengths(drawing: &[&str], expected: &[usize]) {
        let ink = Ink {
            width: drawing[0].len(),
            height: drawing.len(),
            pixels: drawing
                .iter()
                .flat_map(|row| row.bytes().map(|b| b == b'#'))
                .collect(),
        };
        let measure = Measure {
            shortest: 4,
            thickest: 2,
            hole: 1,
        };
        let lengths: Vec<usize> = traces(&ink, measure).iter().map(Trace::length).collect();
        assert_eq!(lengths, expected);
    }

    /// A page of 12 by 90 with vertical ink at these places and the line traced from 40 to 49 at 5, `[left, top, right, bottom]`.
    fn page(areas: &[[usize; 4]]) -> (Ink, Trace) {
        let is_inked = |x: usize, y: usize| {
            let mut areas = areas.iter();
            areas.any(|[x0, y0, x1, y1]| (*x0..*x1).contains(&x) && (*y0..*y1).contains(&y))
        };
        let places = (0..90).flat_map(|y| (0..12).map(move |x| (x, y)));
        let ink = Ink {
            width: 12,
            height: 90,
            pixels: places.map(|(x, y)| is_inked(x, y)).collect(),
        };
        let points = (40..50).map(|y| (y, 5.0)).collect();
        (ink, Trace { points })
    }

    #[test]
    fn a_line_goes_on_to_where_its_ink_ends() {
        let (ink, trace) = page(&[[5, 20, 7, 60], [5, 62, 7, 90]]);
        assert_eq!(trace.inked_ends(&ink), (20, 59));
        let (ink, trace) = page(&[[5, 40, 6, 50]]);
        assert_eq!(trace.inked_ends(&ink), (40, 49));
    }

    #[test]
    fn a_pale_line_goes_on_over_its_holes_and_not_into_text() {
        let dashes = [
            [5, 8, 6, 12],
            [5, 25, 6, 28],
            [5, 40, 6, 50],
            [6, 60, 7, 64],
        ];
        let (ink, trace) = page(&dashes);
        let (from, to) = trace.pale_ends(&ink, 18);
        assert_eq!((from, to), (8, 63));
        let (ink, trace) = page(&[[5, 40, 6, 50], [2, 52, 10, 60], [3, 62, 9, 70]]);
        assert_eq!(trace.pale_ends(&ink, 18), (40, 49));
        // Strokes of letters through the line, and one along it.
        let letters = [[2, 56, 9, 58], [2, 60, 9, 62], [2, 64, 9, 66]];
        let all = [&[[5, 40, 6, 50], [5, 52, 6, 54]], letters.as_slice()].concat();
        let (ink, trace) = page(&all);
        assert_eq!(trace.pale_ends(&ink, 18), (40, 49));
    }

    #[test]
    fn lines_may_tilt_and_have_holes_but_not_be_thick() {
        check_lengths(&[".#..", ".#..", "..#.", "..#.", "...#"], &[5]);
        check_lengths(&["#...", "#...", "....", "#...", "#..."], &[5]);
        check_lengths(&["####", "####", "####", "####", "####"], &[]);
        check_lengths(&["#...", "#...", "....", "....", "#..."], &[]);
    }
}
