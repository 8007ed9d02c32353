//! Lines that a table lacks: figures that stand beside or below each other in one cell, over and over, stand in cells of
//! their own, whose lines were not printed or are lost.

use hayro_interpret::kurbo::Rect;

use crate::source::ocr::tuning as t;
use crate::source::pdf::glyphs::{Direction, Ruling};

/// The lines between `figures` that share one of `cells`, as rulings in pixels. No line is drawn through any of `texts`.
pub(super) fn dividers(cells: &[Rect], figures: &[Rect], texts: &[Rect]) -> Vec<Ruling> {
    let rulings = |direction: Direction, lines: Vec<[f64; 3]>| {
        let ruling = move |[position, from, to]: [f64; 3]| Ruling {
            direction,
            position,
            from,
            to,
        };
        lines.into_iter().map(ruling)
    };
    let down = between(cells, figures, texts);
    let [cells, figures, texts] = [cells, figures, texts].map(exchanged);
    let across = between(&cells, &figures, &texts);
    rulings(Direction::Vertical, down)
        .chain(rulings(Direction::Horizontal, across))
        .collect()
}

/// Rows and columns exchanged.
fn exchanged(areas: &[Rect]) -> Vec<Rect> {
    let exchanged = |area: &Rect| Rect::new(area.y0, area.x0, area.y1, area.x1);
    areas.iter().map(exchanged).collect()
}

/// Vertical lines: the place, where each begins, and where it ends.
fn between(cells: &[Rect], figures: &[Rect], texts: &[Rect]) -> Vec<[f64; 3]> {
    let mut lines = Vec::new();
    let mut rest: Vec<Rect> = cells.to_vec();
    while let Some(first) = rest.first().copied() {
        let (column, others): (Vec<Rect>, Vec<Rect>) =
            rest.into_iter().partition(|cell| has_sides_of(cell, first));
        rest = others;
        let shared: Vec<(Rect, Vec<Rect>)> = column
            .iter()
            .map(|cell| (*cell, inside(*cell, figures)))
            .filter(|(_, figures)| are_beside(figures))
            .collect();
        let n_figures = shared
            .iter()
            .map(|(_, figures)| figures.len())
            .max()
            .unwrap_or(0);
        if shared.len() + n_figures < t::UNRULED {
            continue;
        }
        let top = shared
            .iter()
            .map(|(cell, _)| cell.y0)
            .fold(f64::MAX, f64::min);
        let bottom = shared.iter().map(|(cell, _)| cell.y1).fold(0.0, f64::max);
        let places = gaps(
            shared
                .into_iter()
                .flat_map(|(_, figures)| figures)
                .collect(),
        );
        for cell in column
            .iter()
            .filter(|cell| cell.y0 >= top && cell.y1 <= bottom)
        {
            let texts = inside(*cell, texts);
            for place in &places {
                if !texts
                    .iter()
                    .any(|text| text.x0 < *place && *place < text.x1)
                {
                    lines.push([*place, cell.y0, cell.y1]);
                }
            }
        }
    }
    lines
}

fn has_sides_of(cell: &Rect, other: Rect) -> bool {
    let near = (other.x1 - other.x0).abs() * 0.02 + 2.0;
    (cell.x0 - other.x0).abs() <= near && (cell.x1 - other.x1).abs() <= near
}

fn inside(cell: Rect, areas: &[Rect]) -> Vec<Rect> {
    let inside = areas.iter().filter(|area| cell.contains(area.center()));
    inside.copied().collect()
}

/// Whether there are two or more, each beside the last, on one line.
fn are_beside(figures: &[Rect]) -> bool {
    let mut sorted = figures.to_vec();
    sorted.sort_by(|a, b| a.x0.total_cmp(&b.x0));
    sorted.len() > 1
        && sorted.windows(2).all(|pair| match pair {
            [a, b] => {
                let shared = a.y1.min(b.y1) - a.y0.max(b.y0);
                b.x0 > a.x1 && shared > 0.4 * a.height().min(b.height())
            }
            _ => false,
        })
}

/// The middles of the gaps that no area reaches into.
fn gaps(mut areas: Vec<Rect>) -> Vec<f64> {
    areas.sort_by(|a, b| a.x0.total_cmp(&b.x0));
    let mut gaps = Vec::new();
    let mut end: Option<f64> = None;
    for area in areas {
        if let Some(end) = end.filter(|end| *end < area.x0) {
            gaps.push(f64::midpoint(end, area.x0));
        }
        end = Some(end.map_or(area.x1, |end| end.max(area.x1)));
    }
    gaps
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(y: f64, places: &[f64]) -> (Rect, Vec<Rect>) {
        let figures = places
            .iter()
            .map(|x| Rect::new(*x, y + 4.0, x + 6.0, y + 16.0));
        (Rect::new(100.0, y, 400.0, y + 20.0), figures.collect())
    }

    #[track_caller]
    fn check_lines(rows: &[(Rect, Vec<Rect>)], expected: &[(Direction, f64)]) {
        let cells: Vec<Rect> = rows.iter().map(|(cell, _)| *cell).collect();
        let figures: Vec<Rect> = rows
            .iter()
            .flat_map(|(_, figures)| figures.clone())
            .collect();
        let mut lines: Vec<(Direction, f64)> = dividers(&cells, &figures, &figures)
            .iter()
            .map(|line| (line.direction, line.position))
            .collect();
        lines.dedup();
        lines.sort_by(|a, b| a.1.total_cmp(&b.1));
        lines.dedup();
        assert_eq!(lines, expected);
    }

    #[test]
    fn figures_side_by_side_in_several_rows_have_columns() {
        let rows = [
            row(0.0, &[120.0, 220.0, 320.0]),
            row(20.0, &[122.0, 318.0]),
            row(40.0, &[120.0, 220.0, 320.0]),
        ];
        let found = [(Direction::Vertical, 174.0), (Direction::Vertical, 272.0)];
        check_lines(&rows, &found);
        // One row of two figures may be one number with a gap.
        check_lines(&[row(0.0, &[120.0, 220.0])], &[]);
    }
}
