//! A page that lies askew, was photographed from the side or bends at its binding is made straight: its ruling lines, or,
//! where it has none, its lines of text, show how.
//!
//! The place a pixel comes from is its own place moved by a polynomial in both directions. For rows it has no term of the
//! height alone, and for columns none of the width alone: where a line lies is not known, but that it is straight. So a
//! tilt, the convergence of a photograph and a bend are one thing, and one linear problem.

use hayro_interpret::kurbo::Point as Place;

use crate::source::bend::{Bend, N_TERMS, Terms, terms, unit, value};
use crate::source::ocr::numbers::{real, whole};
use crate::source::ocr::picture::{Grey, Ink};
use crate::source::ocr::trace::{self, Measure, Trace};
use crate::source::ocr::tuning as t;

/// Pixels that are moved alike: the polynomial changes little between them.
const BLOCK: usize = 4;

/// The picture with its lines straight, and where its pixels were before.
pub(super) fn straighten(grey: &Grey, ink: &Ink, dots_per_mm: f64) -> (Grey, Bend) {
    let bend = bend_of(ink, dots_per_mm);
    if is_straight(&bend) {
        return (grey.clone(), Bend::default());
    }
    (undone(&bend, grey), bend)
}

fn bend_of(ink: &Ink, dots_per_mm: f64) -> Bend {
    let (width, height) = (real(ink.width), real(ink.height));
    let shortest = t::TELLING * width / dots_per_mm;
    let measure = Measure::new(dots_per_mm, shortest);
    let across = trace::traces(&ink.transposed(), measure);
    let down = trace::traces(ink, measure);
    let misfit = (t::MISFIT * dots_per_mm * 25.4 / 200.0).max(1.0);
    let rows = fit(&across, (width, height), misfit);
    let columns = fit(&down, (height, width), misfit);
    let tilt =
        |coefficients: &Terms, length: f64| coefficients.first().map_or(0.0, |c| c * 2.0 / length);
    let (rows, columns) = match (rows, columns) {
        (Some(rows), Some(columns)) => (rows, columns),
        // What is known of one direction tilts the other as well.
        (Some(rows), None) => (rows, tilted(-tilt(&rows, width), height)),
        (None, Some(columns)) => (tilted(-tilt(&columns, height), width), columns),
        (None, None) => {
            let tilt = tilt_of_text(ink);
            (tilted(tilt, width), tilted(-tilt, height))
        }
    };
    Bend {
        down: rows,
        right: columns,
        width,
        height,
    }
}

fn is_straight(bend: &Bend) -> bool {
    let bends = |terms: &Terms| terms.iter().map(|c| c.abs()).sum::<f64>() >= t::STRAIGHT;
    !bends(&bend.down) && !bends(&bend.right)
}

fn undone(bend: &Bend, grey: &Grey) -> Grey {
    let mut pixels = Vec::with_capacity(grey.pixels.len());
    for y in 0..grey.height {
        for start in (0..grey.width).step_by(BLOCK) {
            let middle = Place::new(real(start) + real(BLOCK) / 2.0, real(y));
            let (right, down) = bend.moved(middle);
            for x in start..(start + BLOCK).min(grey.width) {
                pixels.push(grey.between(real(x) + right, real(y) + down));
            }
        }
    }
    Grey::of_rows(grey.width, grey.height, pixels)
}

/// A tilt of so many pixels a pixel, over a length.
fn tilted(tilt: f64, length: f64) -> Terms {
    [tilt * length / 2.0, 0.0, 0.0, 0.0, 0.0]
}

/// A point of a line, its terms less the mean of its line, and its place less that of its line.
struct Point {
    terms: Terms,
    place: f64,
}

/// The polynomial under which `traces` lie straight; none where there are too few of them.
fn fit(traces: &[Trace], (length, breadth): (f64, f64), misfit: f64) -> Option<Terms> {
    let mut lines: Vec<Vec<Point>> = traces
        .iter()
        .map(|trace| points(trace, (length, breadth)))
        .collect();
    let mut fitted = None;
    // What is no ruling shows once the rulings are known.
    for _ in 0..3 {
        let n_points: usize = lines.iter().map(Vec::len).sum();
        if real(n_points * t::EVERY) < t::RULED * length {
            return fitted;
        }
        let found = solve(&lines, t::STIFFNESS)?;
        lines.retain(|line| mean_error(line, &found) < misfit);
        fitted = Some(found);
    }
    fitted
}

fn points(trace: &Trace, (length, breadth): (f64, f64)) -> Vec<Point> {
    let across = unit(trace.place(), breadth);
    let taken: Vec<(Terms, f64)> = trace
        .points
        .iter()
        .step_by(t::EVERY)
        .map(|(along, place)| (terms(unit(real(*along), length), across), *place))
        .collect();
    let n_points = real(taken.len().max(1));
    let mut mean = [0.0; N_TERMS];
    let mut mean_place = 0.0;
    for (terms, place) in &taken {
        for (sum, term) in mean.iter_mut().zip(terms) {
            *sum += term / n_points;
        }
        mean_place += place / n_points;
    }
    let centred = taken.into_iter().map(|(mut terms, place)| {
        for (term, mean) in terms.iter_mut().zip(&mean) {
            *term -= mean;
        }
        Point {
            terms,
            place: place - mean_place,
        }
    });
    centred.collect()
}

fn mean_error(line: &[Point], fitted: &Terms) -> f64 {
    let errors = line
        .iter()
        .map(|point| (point.place - value(fitted, &point.terms)).abs());
    errors.sum::<f64>() / real(line.len().max(1))
}

/// Least squares, with a cost on all terms but the tilt.
fn solve(lines: &[Vec<Point>], stiffness: f64) -> Option<Terms> {
    let mut rows = [[0.0; N_TERMS + 1]; N_TERMS];
    for point in lines.iter().flatten() {
        for (row, a) in rows.iter_mut().zip(&point.terms) {
            for (sum, b) in row.iter_mut().zip(point.terms.iter().chain([&point.place])) {
                *sum += a * b;
            }
        }
    }
    for (at, row) in rows.iter_mut().enumerate() {
        if let Some(own) = row.get_mut(at) {
            *own += if at == 0 { 1e-6 } else { stiffness };
        }
    }
    eliminated(rows)
}

/// Gauss and Jordan. The matrix is positive: no row needs to be exchanged.
fn eliminated(mut rows: [[f64; N_TERMS + 1]; N_TERMS]) -> Option<Terms> {
    for at in 0..N_TERMS {
        let mut pivot = *rows.get(at)?;
        let own = *pivot.get(at)?;
        if own.abs() < 1e-9 {
            return None;
        }
        for value in &mut pivot {
            *value /= own;
        }
        for (other, row) in rows.iter_mut().enumerate() {
            let part = *row.get(at)?;
            if other == at {
                *row = pivot;
                continue;
            }
            for (value, pivot) in row.iter_mut().zip(&pivot) {
                *value -= part * pivot;
            }
        }
    }
    let mut solution = [0.0; N_TERMS];
    for (value, row) in solution.iter_mut().zip(&rows) {
        *value = *row.last()?;
    }
    Some(solution)
}

/// The tilt, in pixels down for each to the right, at which the rows of ink are most apart. Pages on their side as well.
fn tilt_of_text(ink: &Ink) -> f64 {
    let rows = sharpest(ink);
    let columns = sharpest(&ink.transposed());
    if rows.1 >= columns.1 {
        rows.0
    } else {
        -columns.0
    }
}

/// The tilt at which the rows are most apart, and how much they are.
fn sharpest(ink: &Ink) -> (f64, f64) {
    let points: Vec<(f64, f64)> = (0..ink.height)
        .step_by(2)
        .flat_map(|y| {
            let row = ink.row(y).iter().enumerate().step_by(3);
            row.filter(|(_, is_ink)| **is_ink)
                .map(move |(x, _)| (real(x), real(y)))
        })
        .collect();
    let mut best = (0.0, f64::MIN);
    let widest = t::WIDEST_TILT.to_radians().tan();
    for (step, reach) in [(widest / 16.0, 16), (widest / 160.0, 10)] {
        let middle: f64 = best.0;
        for at in -reach..=reach {
            let tilt = middle + step * f64::from(at);
            let sharpness = sharpness(&points, tilt, ink.height);
            if sharpness > best.1 {
                best = (tilt, sharpness);
            }
        }
    }
    best
}

/// Sum of the squares of ink in each row, over what it were if all rows had the same.
fn sharpness(points: &[(f64, f64)], tilt: f64, height: usize) -> f64 {
    let mut rows = vec![0_u32; height * 2];
    for (x, y) in points {
        if let Some(row) = rows.get_mut(whole(y - x * tilt + real(height) / 2.0)) {
            *row += 1;
        }
    }
    let squares: f64 = rows.iter().map(|n| f64::from(*n) * f64::from(*n)).sum();
    squares * real(height) / real(points.len().max(1)).powi(2)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Lines that lie at `y + displacement` must come out flat.
    #[track_caller]
    fn check_straightened(displacement: fn(f64, f64) -> f64) {
        let (width, height) = (600.0, 800.0);
        let traces: Vec<Trace> = (1..8)
            .map(|line| {
                let y = f64::from(line) * 100.0;
                let points = (50..550).map(|x| (x, y + displacement(real(x), y)));
                Trace {
                    points: points.collect(),
                }
            })
            .collect();
        let found = fit(&traces, (width, height), 3.0).unwrap();
        for trace in &traces {
            let line = points(trace, (width, height));
            assert!(mean_error(&line, &found) < 0.4, "{found:?}");
        }
    }

    #[test]
    fn tilt_convergence_and_bend_are_found() {
        check_straightened(|x, _| x * 0.02);
        check_straightened(|x, y| x * 0.03 * (y / 800.0 - 0.5));
        check_straightened(|x, _| (x - 300.0) * (x - 300.0) * 0.0001);
    }
}
