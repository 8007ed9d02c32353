//! A single stroke is the figure 1 when it stands, and the sign that nothing applies when it leans. To the model, which sees
//! one character without its neighbours, the two are much alike.

use hayro_interpret::kurbo::Rect;

use crate::source::ocr::line::Character;
use crate::source::ocr::numbers::{real, whole};
use crate::source::ocr::picture::Ink;
use crate::source::ocr::tuning as t;
use crate::source::seen::DISAGREED;

/// Strokes that may be each other.
const STROKES: [&str; 6] = ["1", "l", "I", "|", "/", "\\"];

/// Puts a stroke that was read as another one in doubt, with both readings.
pub(super) fn lean(read: &mut [Character], ink: &Ink, area: Rect) {
    let [only] = read else { return };
    if !STROKES.contains(&only.text.as_str()) {
        return;
    }
    let Some(lean) = lean_of(ink, area) else {
        return;
    };
    let leans = lean > t::LEANING;
    let may_stand = lean < t::STANDING;
    let is_slash = only.text == "/";
    if leans != is_slash && (!is_slash || may_stand) {
        let other = if is_slash { "1" } else { "/" };
        let before = std::mem::replace(&mut only.text, other.to_owned());
        only.second = Some((before, only.sureness));
        only.sureness = DISAGREED;
    } else if !is_slash && !may_stand {
        only.second = Some(("/".to_owned(), DISAGREED));
        only.sureness = only.sureness.min(DISAGREED);
    }
}

/// How far the upper end of the ink lies right of the lower end, as a part of its height.
fn lean_of(ink: &Ink, area: Rect) -> Option<f64> {
    let rows: Vec<(f64, f64)> = (whole(area.y0)..whole(area.y1))
        .filter_map(|y| {
            let columns = (whole(area.x0)..whole(area.x1)).filter(|x| ink.at(*x, y));
            let (sum, n) = columns.fold((0.0, 0.0), |(sum, n), x| (sum + real(x), n + 1.0));
            (n > 0.0).then(|| (real(y), sum / n))
        })
        .collect();
    let height = rows.last()?.0 - rows.first()?.0;
    if height < 6.0 {
        return None;
    }
    // The slope of the middles of its rows.
    let n_rows = real(rows.len());
    let (y, x) = rows
        .iter()
        .fold((0.0, 0.0), |sums, row| (sums.0 + row.0, sums.1 + row.1));
    let (y, x) = (y / n_rows, x / n_rows);
    let (together, alone) = rows.iter().fold((0.0, 0.0), |sums, row| {
        (
            sums.0 + (row.0 - y) * (row.1 - x),
            sums.1 + (row.0 - y).powi(2),
        )
    });
    Some(-together / alone)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A stroke of 20 rows that moves aside by so much a row, read as `read`.
    #[track_caller]
    fn check_read(aside: f64, read: &str, expected: (&str, bool)) {
        let places = (0..20).flat_map(|y| (0..20).map(move |x| (x, y)));
        let ink = Ink {
            width: 20,
            height: 20,
            pixels: places
                .map(|(x, y)| (real(x) - (15.0 - real(y) * aside)).abs() < 1.5)
                .collect(),
        };
        let mut characters = [Character {
            text: read.to_owned(),
            sureness: 990,
            in_figure: 990,
            second: None,
            middle: 0.5,
        }];
        lean(&mut characters, &ink, Rect::new(0.0, 0.0, 20.0, 20.0));
        let [character] = &characters;
        assert_eq!(
            (character.text.as_str(), character.sureness > 900),
            expected
        );
    }

    #[test]
    fn strokes_that_lean_are_no_figures() {
        check_read(0.0, "1", ("1", true));
        check_read(0.4, "1", ("/", false));
        check_read(0.4, "/", ("/", true));
        check_read(0.0, "/", ("1", false));
        check_read(0.2, "1", ("1", false));
    }
}
