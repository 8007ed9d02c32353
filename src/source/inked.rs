//! Where in a part of a picture its ink is, without the rulings beside it. Works on any picture that tells of a pixel
//! whether it is ink.

/// Pixels from the first up to, not including, the last, of columns and of rows.
pub type Window = [(usize, usize); 2];

/// Part of a row or column of pixels from which on its ink is a ruling, in hundredths.
const RULING: usize = 85;

/// A ruling is looked for in this part of the window at each of its sides: its tenth.
const BESIDE: usize = 10;

/// The window less the rulings at its sides.
pub fn without_rulings(window: Window, is_ink: impl Fn(usize, usize) -> bool) -> Window {
    let [mut columns, mut rows] = window;
    let is_ruling = |n_ink: usize, n: usize| n > 0 && n_ink * 100 > n * RULING;
    let is_column = |column, rows: (usize, usize)| {
        let n_ink = (rows.0..rows.1).filter(|row| is_ink(column, *row)).count();
        is_ruling(n_ink, rows.1 - rows.0)
    };
    let is_row = |row, columns: (usize, usize)| {
        let n_ink = (columns.0..columns.1).filter(|column| is_ink(*column, row));
        is_ruling(n_ink.count(), columns.1 - columns.0)
    };
    let [across, down] = window.map(|(first, last)| last.saturating_sub(first) / BESIDE);
    for distance in 0..across {
        let (left, right) = (window[0].0 + distance, window[0].1 - 1 - distance);
        if is_column(left, window[1]) {
            columns.0 = left + 1;
        }
        if is_column(right, window[1]) {
            columns.1 = right;
        }
    }
    for distance in 0..down {
        let (top, bottom) = (window[1].0 + distance, window[1].1 - 1 - distance);
        if is_row(top, columns) {
            rows.0 = top + 1;
        }
        if is_row(bottom, columns) {
            rows.1 = bottom;
        }
    }
    [columns, rows]
}

/// The smallest window around the ink in a window; `None` where there is none.
pub fn ink_in(window: Window, is_ink: impl Fn(usize, usize) -> bool) -> Option<Window> {
    let [columns, rows] = window;
    let mut found: Option<Window> = None;
    for row in rows.0..rows.1 {
        for column in columns.0..columns.1 {
            if is_ink(column, row) {
                let [x, y] = found.unwrap_or([(column, column), (row, row)]);
                let x = (x.0.min(column), x.1.max(column + 1));
                found = Some([x, (y.0.min(row), y.1.max(row + 1))]);
            }
        }
    }
    found
}

/// How far from the sides of a window ink may be, in pixels, to count as what stands there.
const RIM: usize = 2;

/// The smallest window around the ink that hangs together with none at the sides of the window, as remains of rulings and
/// what stands beside them do; around all ink where less than a part of the window's height is left.
pub fn ink_inside(window: Window, is_ink: impl Fn(usize, usize) -> bool) -> Option<Window> {
    let all = ink_in(window, &is_ink)?;
    let [columns, rows] = window;
    let width = columns.1 - columns.0;
    let place = |column: usize, row: usize| (row - rows.0) * width + column - columns.0;
    let is_at_side =
        |at: usize, (first, last): (usize, usize)| at < first + RIM || at + RIM >= last;
    let mut hangs = vec![false; width * (rows.1 - rows.0)];
    let mut open: Vec<(usize, usize)> = (rows.0..rows.1)
        .flat_map(|row| (columns.0..columns.1).map(move |column| (column, row)))
        .filter(|(column, row)| is_at_side(*column, columns) || is_at_side(*row, rows))
        .collect();
    while let Some((column, row)) = open.pop() {
        let known = hangs.get_mut(place(column, row));
        let Some(known) = known.filter(|known| !**known && is_ink(column, row)) else {
            continue;
        };
        *known = true;
        let near = |at: usize, (first, last): (usize, usize)| {
            at.saturating_sub(1).max(first)..(at + 2).min(last)
        };
        let beside =
            near(row, rows).flat_map(|row| near(column, columns).map(move |column| (column, row)));
        open.extend(beside);
    }
    let is_inside = |column, row| {
        let hangs = hangs.get(place(column, row));
        hangs == Some(&false) && is_ink(column, row)
    };
    let inside = ink_in(window, is_inside);
    let is_figure = |[_, ink]: &Window| (ink.1 - ink.0) * LEAST_FIGURE >= rows.1 - rows.0;
    inside.filter(is_figure).or(Some(all))
}

/// A figure takes this part of the height of its cell at least: its eighth.
const LEAST_FIGURE: usize = 8;

#[cfg(test)]
mod tests {
    use super::*;

    /// `#` is ink.
    #[track_caller]
    fn check(picture: &[&str], expected: Option<Window>) {
        let is_ink = |x: usize, y: usize| picture[y].as_bytes()[x] == b'#';
        let whole = [(0, picture[0].len()), (0, picture.len())];
        assert_eq!(ink_in(without_rulings(whole, is_ink), is_ink), expected);
    }

    #[test]
    fn ink_is_found_without_the_rulings_beside_it() {
        let line = "####################";
        let clear = ".#..................";
        let figure = ".#......##..........";
        check(&[clear; 20], None);
        let mut picture = vec![clear; 20];
        picture[9] = figure;
        picture[10] = figure;
        picture[0] = line;
        picture[18] = line;
        check(&picture, Some([(8, 10), (9, 11)]));
        // In the middle it is no ruling.
        picture[9] = line;
        check(&picture, Some([(2, 20), (9, 11)]));
        check(&["....", "...."], None);
    }

    #[track_caller]
    fn check_inside(picture: &[&str], expected: Option<Window>) {
        let is_ink = |x: usize, y: usize| picture[y].as_bytes()[x] == b'#';
        let whole = [(0, picture[0].len()), (0, picture.len())];
        assert_eq!(ink_inside(whole, is_ink), expected);
    }

    #[test]
    fn what_hangs_together_with_the_sides_is_no_figure() {
        // Remains of a ruling in one corner and at a side, and the foot of what stands above.
        let picture = [
            "##........#.........",
            "#.........#.........",
            "....................",
            "......###...........",
            "......#.#..........#",
            "......###..........#",
            "....................",
            "....................",
        ];
        check_inside(&picture, Some([(6, 9), (3, 6)]));
        // A figure on its ruling is all there is.
        let on_ruling = [
            "....................",
            "......###...........",
            "......#.#...........",
            "......###...........",
            "......#.............",
            "####################",
        ];
        check_inside(&on_ruling, Some([(0, 20), (1, 6)]));
        check_inside(&["....", "...."], None);
    }
}
