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
        let first = self.points.first().map_or(0, |point| point.0);
        (first, self.points.last().map_or(first, |point| point.0))
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

    #[test]
    fn lines_may_tilt_and_have_holes_but_not_be_thick() {
        check_lengths(&[".#..", ".#..", "..#.", "..#.", "...#"], &[5]);
        check_lengths(&["#...", "#...", "....", "#...", "#..."], &[5]);
        check_lengths(&["####", "####", "####", "####", "####"], &[]);
        check_lengths(&["#...", "#...", "....", "....", "#..."], &[]);
    }
}
