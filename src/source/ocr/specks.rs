//! Specks around a figure: dust beside or over a digit makes another character of it.

use hayro_interpret::kurbo::Rect;

use crate::source::ocr::line::Character;
use crate::source::ocr::numbers::real;
use crate::source::ocr::parts::{self, Part};
use crate::source::ocr::picture::{Grey, Ink, WHITE};
use crate::source::ocr::place;
use crate::source::ocr::tuning as t;

/// First character of the scripts of East Asia in Unicode.
const EAST_ASIAN: char = '\u{2E80}';

/// Whether what was read in a cell may be a figure with dust on it: `ó` for 0.
pub(super) fn may_hide_figure(read: &[Character]) -> bool {
    let letters = || read.iter().flat_map(|character| character.text.chars());
    !place::is_figure(read) && letters().count() <= t::DUSTY && letters().all(|c| c < EAST_ASIAN)
}

/// The picture of a figure, whose ink is `ink`, without what is too small for a digit and stands around the digits. A point
/// between them stays.
pub(super) fn without(mut picture: Grey, ink: &Ink) -> Grey {
    let parts = parts::parts(ink);
    let tallest = parts.iter().map(Part::height).max().unwrap_or(0);
    let is_small = |part: &Part| real(size(part)) <= t::SPECK * real(tallest);
    let large = parts.iter().filter(|part| !is_small(part)).map(area);
    let Some(digits) = large.reduce(|a, b| a.union(b)) else {
        return picture;
    };
    let around = parts
        .iter()
        .filter(|part| is_small(part) && !digits.contains(area(part).center()));
    for part in around {
        for (x, y) in &part.pixels {
            // The rim of a speck is paler than its middle, and no ink.
            for (x, y) in parts::around(*x, *y) {
                let pixel = picture.pixels.get_mut(y * picture.width + x);
                if let Some(pixel) = pixel.filter(|_| x < picture.width) {
                    *pixel = WHITE;
                }
            }
        }
    }
    picture
}

fn size(part: &Part) -> usize {
    part.width().max(part.height())
}

fn area(part: &Part) -> Rect {
    let [x0, y0, x1, y1] = part.bounds.map(real);
    Rect::new(x0, y0, x1, y1)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A drawing, `#` for ink, before and after.
    #[track_caller]
    fn check(before: &[&str], after: &[&str]) {
        let ink = |rows: &[&str]| -> Vec<bool> {
            let pixels = rows.iter().flat_map(|row| row.bytes().map(|b| b == b'#'));
            pixels.collect()
        };
        let pixels = ink(before);
        let (width, height) = (before[0].len(), before.len());
        let shades = pixels.iter().map(|is_ink| if *is_ink { 0 } else { WHITE });
        let picture = Grey::of_rows(width, height, shades.collect());
        let ink_before = Ink {
            width,
            height,
            pixels,
        };
        let left = without(picture, &ink_before);
        let left: Vec<bool> = left.pixels.iter().map(|shade| *shade == 0).collect();
        assert_eq!(left, ink(after));
    }

    #[test]
    fn dust_over_and_beside_a_digit_goes_and_a_point_stays() {
        check(
            &[
                "..#......",
                ".........",
                ".###.....",
                ".#.#.....",
                ".#.#....#",
                ".#.#.....",
                ".###.....",
            ],
            &[
                ".........",
                ".........",
                ".###.....",
                ".#.#.....",
                ".#.#.....",
                ".#.#.....",
                ".###.....",
            ],
        );
        let point = ["#.....#", "#.....#", "#.....#", "#.....#", "#..#..#"];
        check(&point, &point);
        // Nothing but dust is left as it is.
        check(&["#..", "...", "..#"], &["#..", "...", "..#"]);
    }
}
