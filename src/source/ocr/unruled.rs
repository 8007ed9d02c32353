//! Lines that a table lacks: figures that stand beside or below each other in one cell, or beside its label, stand in cells
//! of their own, whose lines were not printed or are lost. Where they repeat, that is told by themselves; a single one is
//! parted from its neighbour where a line of the row before or behind leads.

use hayro_interpret::kurbo::Rect;

use crate::source::ocr::gaps::{
    Place, Text, beside_figures, empty, groups, has_beside, n_figures, parted, single,
};
use crate::source::ocr::sides;
use crate::source::ocr::tuning as t;
use crate::source::pdf::glyphs::{Direction, Ruling};

/// Lines that a table lacks.
#[derive(Clone, Debug, Default)]
pub(super) struct Dividers {
    /// In pixels.
    pub(super) lines: Vec<Ruling>,
    /// The cells whose figures may stand in other columns: some lines cut them into columns without any figure, as many as
    /// the usual step from figure to figure tells, or they reach over several columns.
    pub(super) open: Vec<Rect>,
}

/// The lines between figures that share one of the `cells` of a table. No line is drawn through any text.
pub(super) fn dividers(cells: &[Rect], texts: &[Text]) -> Dividers {
    let rulings = |direction: Direction, lines: Vec<[f64; 3]>| {
        let ruling = move |[position, from, to]: [f64; 3]| Ruling {
            direction,
            position,
            from,
            to,
        };
        lines.into_iter().map(ruling)
    };
    let sides = sides::sides(cells);
    let texts = sides::without_remains(texts, &sides);
    let parted = sides::parted(cells, &sides, &texts);
    let cells = parted.cells;
    let (mut down, mut stepped) = between(&cells, &texts, Reach::Shared);
    down.extend(parted.lines);
    stepped.extend(parted.open);
    let cells: Vec<Rect> = cells.iter().copied().map(exchanged).collect();
    let texts = texts.iter().map(|text| Text {
        area: exchanged(text.area),
        ..*text
    });
    let (across, _) = between(&cells, &texts.collect::<Vec<Text>>(), Reach::Label);
    let lines = rulings(Direction::Vertical, down).chain(rulings(Direction::Horizontal, across));
    Dividers {
        lines: lines.collect(),
        open: stepped,
    }
}

/// Rows and columns exchanged.
fn exchanged(area: Rect) -> Rect {
    Rect::new(area.y0, area.x0, area.y1, area.x1)
}

/// How far a line goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Reach {
    /// From the first cell that is shared to the last.
    Shared,
    /// Through the cell before them as well: the label of a row lies between the lines of its figures.
    Label,
}

/// A gap that a line goes through.
#[derive(Clone, Debug)]
struct Gap {
    from: f64,
    to: f64,
    /// Near which end, if any, the line is looked for: figures keep to their cells, labels begin far from them.
    near: Option<f64>,
    /// The cells it goes through.
    cells: Vec<Rect>,
    /// Whether there are too few figures to believe in a line that is drawn nowhere else.
    needs_side: bool,
    /// Whether it is the side of a column without any figure.
    is_step: bool,
}

/// Vertical lines: the place, where each begins, and where it ends; with the cells that are cut into columns without any
/// figure.
fn between(cells: &[Rect], texts: &[Text], reach: Reach) -> (Vec<[f64; 3]>, Vec<Rect>) {
    let mut gaps: Vec<Gap> = Vec::new();
    let mut rest: Vec<Rect> = cells.to_vec();
    while let Some(first) = rest.first().copied() {
        let (column, others): (Vec<Rect>, Vec<Rect>) =
            rest.into_iter().partition(|cell| has_sides_of(cell, first));
        rest = others;
        gaps.extend(gaps_of(&column, texts, reach));
    }
    gaps.sort_by(|a, b| a.from.total_cmp(&b.from));
    let steps = gaps.iter().filter(|gap| gap.is_step);
    let stepped = steps.flat_map(|gap| gap.cells.clone()).collect();
    let mut lines = Vec::new();
    let mut rest = gaps.as_slice();
    while let Some(first) = rest.first() {
        let (mut from, mut to) = (first.from, first.to);
        let n_gaps = rest
            .iter()
            .take_while(|gap| {
                let shares = gap.from < to;
                if shares {
                    (from, to) = (from.max(gap.from), to.min(gap.to));
                }
                shares
            })
            .count();
        let (on_line, behind) = rest.split_at(n_gaps);
        rest = behind;
        let common = side(on_line, (from, to), cells).unwrap_or_else(|| f64::midpoint(from, to));
        for gap in on_line {
            let leading = || leading(gap, (from, to), common, cells);
            let place = if gap.needs_side {
                leading()
            } else {
                Some(common)
            };
            let Some(place) = place else {
                continue;
            };
            for cell in &gap.cells {
                let ends = free(*cell, place, &inside(*cell, texts));
                lines.extend(ends.into_iter().map(|(from, to)| [place, from, to]));
            }
        }
    }
    (lines, stepped)
}

/// The side of a cell of the same table that lies in all these gaps.
fn side(gaps: &[Gap], (from, to): (f64, f64), cells: &[Rect]) -> Option<f64> {
    let near: Vec<f64> = gaps.iter().filter_map(|gap| gap.near).collect();
    let wanted = match near.first() {
        Some(near_one) if near.len() == gaps.len() => *near_one,
        _ => f64::midpoint(from, to),
    };
    nearest(cells.iter(), (from, to), wanted)
}

/// The same of a cell right before or behind those of a gap.
fn leading(gap: &Gap, ends: (f64, f64), wanted: f64, cells: &[Rect]) -> Option<f64> {
    let leads = |cell: &&Rect| {
        gap.cells.iter().any(|shared| {
            let near = t::SIDE_BY_SIDE * shared.height();
            (shared.y0 - cell.y1).abs() < near || (cell.y0 - shared.y1).abs() < near
        })
    };
    nearest(cells.iter().filter(leads), ends, wanted)
}

fn nearest<'a>(
    cells: impl Iterator<Item = &'a Rect>,
    (from, to): (f64, f64),
    wanted: f64,
) -> Option<f64> {
    let sides = cells.flat_map(|cell| [cell.x0, cell.x1]);
    let sides = sides.filter(|side| (from..to).contains(side));
    sides.min_by(|a, b| (a - wanted).abs().total_cmp(&(b - wanted).abs()))
}

/// The gaps between the figures that share cells of one column, and between them and their labels.
fn gaps_of(column: &[Rect], texts: &[Text], reach: Reach) -> Vec<Gap> {
    let shared: Vec<(Rect, Vec<Text>)> = column
        .iter()
        .map(|cell| (*cell, single(&inside(*cell, texts))))
        .filter(|(_, texts)| has_beside(texts))
        .collect();
    let most = shared.iter().map(|(_, texts)| n_figures(texts)).max();
    let Some(most) = most else {
        return Vec::new();
    };
    let top = shared.iter().map(|(cell, _)| cell.y0);
    let top = top.fold(f64::MAX, f64::min);
    let bottom = shared.iter().map(|(cell, _)| cell.y1).fold(0.0, f64::max);
    let mut cells: Vec<Rect> = column.to_vec();
    cells.retain(|cell| cell.y0 >= top && cell.y1 <= bottom);
    let mut all: Vec<Text> = shared
        .iter()
        .flat_map(|(_, texts)| texts)
        .copied()
        .collect();
    let (own, n_own) = (groups(&all), all.len());
    if reach == Reach::Shared {
        all.extend(heads(column, texts, top));
    }
    if reach == Reach::Label {
        let label = column.iter().filter(|cell| cell.y1 <= top + 1.0);
        let label = label.max_by(|a, b| a.y1.total_cmp(&b.y1));
        all.extend(label.iter().flat_map(|cell| inside(**cell, texts)));
        cells.extend(label);
    }
    let gap = |(from, to, near): Place, is_step: bool| Gap {
        from,
        to,
        near,
        cells: cells.clone(),
        needs_side: shared.len() + most < t::UNRULED,
        is_step,
    };
    let parted = parted(&groups(&all));
    let aside = beside_figures(&own, &shared);
    let empty = match reach {
        Reach::Shared if all.len() == n_own => empty(&own, &shared),
        // What heads say is not guessed. Rows are as high as their labels, and none is without one.
        Reach::Shared | Reach::Label => Vec::new(),
    };
    let is_divided = |gap: &Place| {
        let mut lines = empty.iter();
        lines.any(|line| gap.0 <= line.0 && line.1 <= gap.1)
    };
    let mut whole = parted;
    whole.retain(|gap| !is_divided(gap));
    let others = whole
        .into_iter()
        .chain(aside)
        .map(|place| gap(place, false));
    let steps = empty.iter().map(|place| gap(*place, true));
    others.chain(steps).collect()
}

/// The heads of single columns in the cell above `top`, as marks of where columns are. None where there is only one.
fn heads(column: &[Rect], texts: &[Text], top: f64) -> Vec<Text> {
    let above = column.iter().filter(|cell| cell.y1 <= top + 1.0);
    let cell = above.max_by(|a, b| a.y1.total_cmp(&b.y1));
    let all = cell.map_or_else(Vec::new, |cell| inside(*cell, texts));
    let mut heads = single(&all);
    if groups(&heads).len() < 2 {
        return Vec::new();
    }
    for head in &mut heads {
        head.is_figure = true;
    }
    heads
}

/// The parts of a line in a cell that no text is in the way of: all of it, or those beside which figures stand.
fn free(cell: Rect, place: f64, texts: &[Text]) -> Vec<(f64, f64)> {
    let mut crossing: Vec<Rect> = texts
        .iter()
        .map(|text| text.area)
        .filter(|area| area.x0 < place && place < area.x1)
        .collect();
    if crossing.is_empty() {
        return vec![(cell.y0, cell.y1)];
    }
    crossing.sort_by(|a, b| a.y0.total_cmp(&b.y0));
    let mut parts = Vec::new();
    let mut from = cell.y0;
    for area in crossing {
        parts.push((from, area.y0));
        from = from.max(area.y1);
    }
    parts.push((from, cell.y1));
    parts.retain(|(from, to)| {
        let figures = texts.iter().filter(|text| text.is_figure);
        let mut middles = figures.map(|figure| figure.area.center().y);
        middles.any(|middle| (*from..*to).contains(&middle))
    });
    parts
}

fn has_sides_of(cell: &Rect, other: Rect) -> bool {
    let near = (other.x1 - other.x0).abs() * 0.02 + 2.0;
    (cell.x0 - other.x0).abs() <= near && (cell.x1 - other.x1).abs() <= near
}

fn inside(cell: Rect, texts: &[Text]) -> Vec<Text> {
    let inside = texts
        .iter()
        .filter(|text| cell.contains(text.area.center()));
    inside.copied().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn figure(x: f64, y: f64) -> Text {
        Text {
            area: Rect::new(x, y, x + 6.0, y + 12.0),
            is_figure: true,
        }
    }

    fn label(x0: f64, x1: f64, y: f64) -> Text {
        Text {
            area: Rect::new(x0, y, x1, y + 12.0),
            is_figure: false,
        }
    }

    /// Cells 300 wide and 20 high below each other.
    fn cells(n_rows: u32) -> Vec<Rect> {
        let cell = |row: u32| Rect::new(100.0, top(row), 400.0, top(row + 1));
        (0..n_rows).map(cell).collect()
    }

    fn top(row: u32) -> f64 {
        f64::from(row) * 20.0
    }

    fn row(row: u32, places: &[f64]) -> Vec<Text> {
        let figures = places.iter().map(|x| figure(*x, top(row) + 4.0));
        figures.collect()
    }

    #[track_caller]
    fn check_lines(cells: &[Rect], texts: &[Text], expected: &[(Direction, f64)]) {
        let mut lines: Vec<(Direction, f64)> = dividers(cells, texts)
            .lines
            .iter()
            .map(|line| (line.direction, line.position))
            .collect();
        lines.sort_by(|a, b| a.1.total_cmp(&b.1));
        lines.dedup();
        assert_eq!(lines, expected);
    }

    #[test]
    fn figures_side_by_side_in_several_rows_have_columns() {
        let rows = [
            row(0, &[120.0, 220.0, 320.0]),
            row(1, &[122.0, 318.0]),
            row(2, &[120.0, 220.0, 320.0]),
        ];
        let found = [(Direction::Vertical, 174.0), (Direction::Vertical, 272.0)];
        check_lines(&cells(3), &rows.concat(), &found);
        // One row of two figures may be one number with a gap.
        check_lines(&cells(1), &row(0, &[120.0, 220.0]), &[]);
    }

    #[test]
    fn figures_in_one_cell_with_their_labels_have_columns() {
        let mut texts = row(0, &[320.0]);
        texts.extend(row(1, &[320.0]));
        texts.extend(row(2, &[320.0]));
        texts.extend([
            label(110.0, 200.0, 4.0),
            label(110.0, 260.0, 24.0),
            label(110.0, 240.0, 44.0),
        ]);
        let found = [(Direction::Vertical, 290.0)];
        check_lines(&cells(3), &texts, &found);
        // A figure below a label, or in the last line of a text, is its end.
        let below = [label(110.0, 390.0, 4.0), figure(320.0, 24.0)];
        check_lines(&[Rect::new(100.0, 0.0, 400.0, 40.0)], &below, &[]);
    }

    #[test]
    fn a_column_without_figures_is_one_all_the_same() {
        let places = [112.0, 162.0, 262.0, 312.0];
        let rows = [row(0, &places), row(1, &places), row(2, &places)];
        let lines = [140.0, 190.0, 240.0, 290.0, 340.0];
        let found = lines.map(|line| (Direction::Vertical, line));
        let cells: Vec<Rect> = cells(3)
            .into_iter()
            .map(|cell| Rect::new(90.0, cell.y0, 390.0, cell.y1))
            .collect();
        check_lines(&cells, &rows.concat(), &found);
        assert!(
            cells
                .iter()
                .all(|cell| dividers(&cells, &rows.concat()).open.contains(cell))
        );
        // Where each column has a figure, nothing is inferred.
        let full = [112.0, 162.0, 212.0, 262.0, 312.0, 362.0];
        let rows = [row(0, &full), row(1, &full), row(2, &full)];
        assert_eq!(dividers(&cells, &rows.concat()).open, []);
    }

    #[test]
    fn a_line_of_the_next_row_goes_on_between_two_figures() {
        let mut cells = cells(1);
        cells.extend([
            Rect::new(100.0, 20.0, 180.0, 40.0),
            Rect::new(180.0, 20.0, 400.0, 40.0),
        ]);
        let lost = [(Direction::Vertical, 180.0)];
        check_lines(&cells, &row(0, &[120.0, 220.0]), &lost);
        // One that ends elsewhere tells nothing about this row.
        for cell in cells.iter_mut().skip(1) {
            *cell = Rect::new(cell.x0, cell.y0 + 200.0, cell.x1, cell.y1 + 200.0);
        }
        check_lines(&cells, &row(0, &[120.0, 220.0]), &[]);
    }

    #[test]
    fn rows_that_share_cells_are_parted_between_their_labels() {
        let cells = [
            Rect::new(0.0, 0.0, 100.0, 60.0),
            Rect::new(100.0, 0.0, 200.0, 60.0),
            Rect::new(200.0, 0.0, 300.0, 60.0),
        ];
        let texts = [
            label(10.0, 90.0, 2.0),
            label(10.0, 60.0, 16.0),
            label(10.0, 60.0, 44.0),
            figure(150.0, 9.0),
            figure(250.0, 9.0),
            figure(150.0, 44.0),
            figure(250.0, 44.0),
        ];
        let found = [(Direction::Horizontal, 36.0)];
        check_lines(&cells, &texts, &found);
        let n_cells = dividers(&cells, &texts).lines.len();
        assert_eq!(n_cells, 3, "label included");
    }

    #[test]
    fn heads_tell_of_columns_without_figures() {
        let mut cells = cells(4);
        let head = cells.remove(0);
        cells.insert(0, Rect::new(head.x0, head.y0 - 20.0, head.x1, head.y1));
        let mut texts = vec![
            label(110.0, 380.0, -16.0),
            label(110.0, 140.0, 4.0),
            label(200.0, 230.0, 4.0),
            label(290.0, 320.0, 4.0),
        ];
        texts.extend(row(1, &[120.0, 300.0]));
        texts.extend(row(2, &[120.0, 300.0]));
        texts.extend(row(3, &[120.0, 300.0]));
        let found = [(Direction::Vertical, 170.0), (Direction::Vertical, 260.0)];
        check_lines(&cells, &texts, &found);
    }

    #[test]
    fn heads_over_several_columns_are_not_cut() {
        let cell = Rect::new(100.0, 0.0, 400.0, 80.0);
        let mut texts = vec![label(150.0, 350.0, 4.0)];
        texts.extend(row(1, &[120.0, 220.0, 320.0]));
        texts.extend(row(2, &[120.0, 220.0, 320.0]));
        texts.extend(row(3, &[120.0, 220.0, 320.0]));
        let lines = dividers(&[cell], &texts).lines;
        let down = lines
            .iter()
            .filter(|line| line.direction == Direction::Vertical);
        let ends: Vec<(f64, f64)> = down.map(|line| (line.from, line.to)).collect();
        assert_eq!(ends, [(16.0, 80.0), (16.0, 80.0)]);
    }
}
