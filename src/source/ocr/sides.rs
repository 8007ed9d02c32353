//! Cells that lost the lines of their columns: what holds figures, behind their label at most, and reaches over several columns
//! of the other rows, is cut where the sides of these columns are.

use std::ops::Range;

use hayro_interpret::kurbo::Rect;

use crate::source::ocr::gaps::Text;
use crate::source::ocr::numbers::real;
use crate::source::ocr::tuning as t;

/// The cells of a table as its other rows have them.
#[derive(Clone, Debug, Default)]
pub(super) struct Parted {
    /// All cells; instead of those that were cut, their parts.
    pub(super) cells: Vec<Rect>,
    /// The lines they were cut at: the place of each, where it begins, and where it ends.
    pub(super) lines: Vec<[f64; 3]>,
    /// Cells over several columns whose figures may stand in more than one of them. They were not cut.
    pub(super) open: Vec<Rect>,
}

/// The texts without what is left of a lost line: strokes where columns end.
pub(super) fn without_remains(texts: &[Text], sides: &[f64]) -> Vec<Text> {
    let is_remains = |text: &&Text| {
        let Rect { x0, x1, .. } = text.area;
        let is_stroke = text.area.width() < t::STROKE * text.area.height();
        is_stroke && sides.iter().any(|side| (x0..=x1).contains(side))
    };
    let figures = texts.iter().filter(|text| !is_remains(text));
    figures.copied().collect()
}

/// Cuts the cells of a table that have to be cut at the `sides` of its columns.
pub(super) fn parted(cells: &[Rect], sides: &[f64], texts: &[Text]) -> Parted {
    let mut parted = Parted::default();
    for cell in cells {
        let near = t::SIDE_BY_SIDE * cell.height();
        let inside = texts.iter().copied();
        let inside = inside.filter(|text| cell.contains(text.area.center()));
        let (figures, words): (Vec<Text>, Vec<Text>) = inside.partition(|text| text.is_figure);
        let label_end = words.iter().map(|text| text.area.x1);
        let from = label_end.fold(cell.x0 + near, f64::max);
        let inner = sides.iter().copied();
        let inner: Vec<f64> = inner
            .filter(|side| (from..cell.x1 - near).contains(side))
            .collect();
        match cut(from..cell.x1, &inner, &figures) {
            Cut::Not => parted.cells.push(*cell),
            Cut::Open => {
                parted.cells.push(*cell);
                parted.open.push(*cell);
            }
            Cut::AtSides => {
                let mut from = cell.x0;
                for side in &inner {
                    parted.lines.push([*side, cell.y0, cell.y1]);
                    parted.cells.push(Rect::new(from, cell.y0, *side, cell.y1));
                    from = *side;
                }
                let last = Rect::new(from, cell.y0, cell.x1, cell.y1);
                parted.cells.push(last);
            }
        }
    }
    parted
}

/// Whether a cell is cut.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Cut {
    /// It is one cell, or holds no figures.
    Not,
    /// It has to be, and nothing tells which columns its figures stand in.
    Open,
    /// At all sides of columns it reaches over.
    AtSides,
}

/// Whether a cell is cut whose figures stand in `range` together with these sides.
fn cut(range: Range<f64>, sides: &[f64], figures: &[Text]) -> Cut {
    if sides.len() < t::SIDES || figures.is_empty() {
        return Cut::Not;
    }
    let mut areas: Vec<Rect> = figures.iter().map(|figure| figure.area).collect();
    areas.sort_by(|a, b| a.x0.total_cmp(&b.x0));
    let is_behind_label = |area: &Rect| area.x0 >= range.start;
    let is_crossed = |area: &Rect| sides.iter().any(|side| (area.x0..area.x1).contains(side));
    let are_joint = |(a, b): (&Rect, &Rect)| !sides.iter().any(|side| (a.x1..b.x0).contains(side));
    let mut pairs = areas.iter().zip(areas.iter().skip(1));
    // A cell that was printed over several columns has its figure in the middle.
    let middle = f64::midpoint(range.start, range.end);
    let column = (range.end - range.start) / real(sides.len() + 1);
    let is_middle = |area: &Rect| (area.center().x - middle).abs() < column / 4.0;
    let is_single = areas.len() == 1 && areas.iter().all(is_middle);
    let is_clear = areas
        .iter()
        .all(|area| is_behind_label(area) && !is_crossed(area));
    if is_single || !is_clear || pairs.any(are_joint) {
        return Cut::Open;
    }
    Cut::AtSides
}

/// The sides that cells of at least two rows have on both hands, from left to right.
pub(super) fn sides(cells: &[Rect]) -> Vec<f64> {
    let mut sides: Vec<(f64, f64)> = cells
        .iter()
        .flat_map(|cell| {
            let near = t::SIDE_BY_SIDE * cell.height();
            [(cell.x0, near), (cell.x1, near)]
        })
        .collect();
    sides.sort_by(|a, b| a.0.total_cmp(&b.0));
    let same = sides.chunk_by(|a, b| b.0 - a.0 <= a.1.min(b.1));
    let middle = |same: &[(f64, f64)]| {
        let sum: f64 = same.iter().map(|(side, _)| side).sum();
        sum / real(same.len())
    };
    same.filter(|same| same.len() >= 4).map(middle).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A row of cells 40 wide and 20 high between these places, in columns from 0.
    fn row(row: u32, places: &[u32]) -> Vec<Rect> {
        let top = f64::from(row) * 20.0;
        let cell = |(from, to): (&u32, &u32)| {
            Rect::new(
                f64::from(*from) * 40.0,
                top,
                f64::from(*to) * 40.0,
                top + 20.0,
            )
        };
        places.iter().zip(places.iter().skip(1)).map(cell).collect()
    }

    /// A figure in the third row, in the middle of a column.
    fn figure(column: f64) -> Text {
        let x = column * 40.0 + 17.0;
        Text {
            area: Rect::new(x, 44.0, x + 6.0, 56.0),
            is_figure: true,
        }
    }

    /// How many cells of the third row, one over columns two to seven, there are afterwards, and whether it is open.
    #[track_caller]
    fn check(texts: &[Text], n_cells: usize, is_open: bool) {
        let all = [0, 1, 2, 3, 4, 5, 6, 7];
        let cells = [row(0, &all), row(1, &all), row(2, &[0, 1, 7])].concat();
        let sides = sides(&cells);
        let parted = parted(&cells, &sides, &without_remains(texts, &sides));
        let third = parted.cells.iter().filter(|cell| cell.y0 > 30.0);
        assert_eq!(third.count(), n_cells, "{parted:?}");
        assert_eq!(!parted.open.is_empty(), is_open);
    }

    #[test]
    fn figures_stand_in_the_columns_of_the_other_rows() {
        check(&[figure(0.0), figure(6.0)], 7, false);
        check(&[figure(0.0), figure(1.0), figure(6.0)], 7, false);
        check(&[figure(0.0), figure(2.0)], 7, false);
        // What is left of a line.
        let remains = Text {
            area: Rect::new(158.0, 40.0, 161.0, 52.0),
            is_figure: false,
        };
        check(&[figure(0.0), remains, figure(6.0)], 7, false);
    }

    #[test]
    fn what_may_stand_in_several_columns_is_left_open() {
        check(&[figure(3.5)], 2, true);
        check(&[figure(2.5)], 2, true);
        check(&[figure(6.0), figure(6.2)], 2, true);
    }

    #[test]
    fn a_label_stands_before_the_sides_of_its_figures() {
        let words = |column: f64| Text {
            is_figure: false,
            ..figure(column)
        };
        check(&[words(1.0), figure(6.0), figure(2.0)], 7, false);
        check(&[words(5.0), figure(6.0)], 2, false);
        check(&[words(2.0)], 2, false);
        check(&[], 2, false);
    }
}
