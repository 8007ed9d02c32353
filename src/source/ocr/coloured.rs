//! Coloured marks on a page, larger than its letters: seals, and strokes of pens. They are taken out, and the black print below
//! them stays.

use crate::source::ocr::numbers::{real, shade, whole};
use crate::source::ocr::parts::{Part, around, parts};
use crate::source::ocr::picture::{Colour, Grey, Ink, WHITE};
use crate::source::ocr::tuning as t;

/// Grey of the picture; seals and strokes of coloured pens, which are larger than letters, vanish, and the black below them
/// stays.
pub(super) fn without_marks(picture: &Colour, dots_per_mm: f64) -> Grey {
    let side = whole(t::MARK_CELL_MM * dots_per_mm).max(1);
    let marks = Marks::of(picture, side, dots_per_mm);
    let rows = || picture.pixels.chunks(picture.width.max(1)).zip(0..);
    let covered = rows().flat_map(|(row, y): (&[[u8; 3]], usize)| {
        let marks = &marks;
        let covers = move |x: usize| marks.covers(x / side, y / side);
        row.iter()
            .zip(0..)
            .filter(move |(_, x)| covers(*x))
            .map(|(pixel, _)| *pixel)
    });
    let darkening = darkening(covered);
    let pixels = rows().flat_map(|(row, y)| {
        let marks = &marks;
        row.iter()
            .zip(0..)
            .map(move |(pixel, x): (&[u8; 3], usize)| {
                if marks.covers(x / side, y / side) {
                    // JPEG keeps colours less sharp than light.
                    let near = around(x, y).filter_map(|(x, y)| picture.at(x, y));
                    let colour = near.map(saturation).max().unwrap_or(0);
                    shade(f64::from(brightest(*pixel)) + darkening * f64::from(colour))
                } else {
                    luma(*pixel)
                }
            })
    });
    let pixels = pixels.collect();
    Grey::of_rows(picture.width, picture.height, pixels)
}

/// How much darker than the paper the marks on it are in the brightest of their colours, as a multiple of how coloured they
/// are: the mean mark. A pixel that a mark covers in part is both in the same part.
fn darkening(covered: impl Iterator<Item = [u8; 3]>) -> f64 {
    let (coloured, plain): (Vec<_>, Vec<_>) = covered.partition(|pixel| is_coloured(*pixel));
    let mut papers: Vec<u8> = plain.into_iter().map(brightest).collect();
    papers.sort_unstable();
    let paper = papers.get(papers.len() / 2).copied().unwrap_or(WHITE);
    let darker = coloured.into_iter().map(|pixel| {
        let taken = paper.saturating_sub(brightest(pixel));
        f64::from(taken) / f64::from(saturation(pixel).max(1))
    });
    let mut darker: Vec<f64> = darker.collect();
    darker.sort_by(f64::total_cmp);
    darker
        .get(darker.len() / 2)
        .map_or(0.0, |middle| middle.min(1.0))
}

fn luma([red, green, blue]: [u8; 3]) -> u8 {
    let sum = u32::from(red) * 77 + u32::from(green) * 150 + u32::from(blue) * 29;
    u8::try_from(sum >> 8).unwrap_or(WHITE)
}

fn brightest(pixel: [u8; 3]) -> u8 {
    pixel.into_iter().max().unwrap_or(WHITE)
}

/// Difference between the brightest and the darkest of its colours.
fn saturation(pixel: [u8; 3]) -> u8 {
    let darkest = pixel.into_iter().min().unwrap_or(WHITE);
    brightest(pixel) - darkest
}

fn is_coloured(pixel: [u8; 3]) -> bool {
    saturation(pixel) > t::COLOURED
}

/// Squares of the page that marks larger than letters lie on.
struct Marks {
    width: usize,
    squares: Vec<bool>,
}

impl Marks {
    fn of(picture: &Colour, side: usize, dots_per_mm: f64) -> Self {
        let (width, height) = (picture.width.div_ceil(side), picture.height.div_ceil(side));
        let mut counts = vec![0_usize; width * height];
        let rows = picture.pixels.chunks(picture.width.max(1));
        for (row, y) in rows.zip(0..) {
            for (square, at) in row.chunks(side).zip(0..) {
                let n = square.iter().filter(|pixel| is_coloured(**pixel)).count();
                if let Some(count) = counts.get_mut((y / side) * width + at) {
                    *count += n;
                }
            }
        }
        let enough = whole(t::MARK_SHARE * real(side * side)).max(1);
        let coloured = Ink {
            width,
            height,
            pixels: counts.iter().map(|count| *count >= enough).collect(),
        };
        let least = whole(t::MARK_LEAST_MM * dots_per_mm / real(side)).max(1);
        let mut squares = vec![false; width * height];
        let parts = parts(&coloured);
        let marks: Vec<&Part> = parts.iter().filter(|part| part.height() >= least).collect();
        // What stands in a mark belongs to it: the star of a seal.
        let (own, others): (Vec<&Part>, Vec<&Part>) = parts
            .iter()
            .partition(|part| marks.iter().any(|mark| mark.holds(part)));
        let stroke = whole(t::STROKE_LEAST_MM * dots_per_mm).max(1);
        let strokes = others
            .into_iter()
            .flat_map(|part| strokes(picture, part, side, stroke));
        let own = own.into_iter().flat_map(|part| part.pixels.clone());
        for (x, y) in own.chain(strokes) {
            // The rim of a stroke is paler than its middle.
            for (x, y) in around(x, y) {
                if let Some(square) = squares.get_mut(y * width + x).filter(|_| x < width) {
                    *square = true;
                }
            }
        }
        Self { width, squares }
    }

    fn covers(&self, x: usize, y: usize) -> bool {
        self.squares.get(y * self.width + x) == Some(&true)
    }
}

/// The squares of `part` through which a stroke of a pen goes: ink that hangs together and is longer than a letter, and not
/// red, as the large head of a document is.
fn strokes(picture: &Colour, part: &Part, side: usize, least: usize) -> Vec<(usize, usize)> {
    let [left, top, right, bottom] = part.bounds.map(|square| square * side);
    let ink = picture.part(
        (left, right.min(picture.width)),
        (top, bottom.min(picture.height)),
    );
    let is_pen = |pixel: &[u8; 3]| is_coloured(*pixel) && pixel[0] < brightest(*pixel);
    let ink = Ink {
        width: ink.width,
        height: ink.height,
        pixels: ink.pixels.iter().map(is_pen).collect(),
    };
    let strokes = parts(&ink).into_iter();
    let strokes = strokes.filter(|stroke| stroke.width().max(stroke.height()) >= least);
    let square = |(x, y): &(usize, usize)| ((left + x) / side, (top + y) / side);
    let squares = strokes.flat_map(|stroke| stroke.pixels.iter().map(square).collect::<Vec<_>>());
    let mut squares: Vec<(usize, usize)> = squares.collect();
    squares.sort_unstable();
    squares.dedup();
    squares
}

#[cfg(test)]
mod tests {
    use super::*;

    const SEAL: [u8; 3] = [218, 120, 118];
    const PEN: [u8; 3] = [40, 60, 150];
    const HEAD: [u8; 3] = [200, 20, 20];
    const PRINT: [u8; 3] = [50, 48, 52];

    /// How light a page of white paper, four pixels a millimetre, comes out at a place, with these areas in these colours.
    #[track_caller]
    fn check(areas: &[([usize; 4], [u8; 3])], (x, y): (usize, usize), is_paper: bool) {
        let mut picture = Colour {
            width: 200,
            height: 200,
            pixels: vec![[253; 3]; 200 * 200],
        };
        for ([left, top, right, bottom], colour) in areas {
            for y in *top..*bottom {
                picture.pixels[y * 200 + left..y * 200 + right].fill(*colour);
            }
        }
        let light = without_marks(&picture, 4.0).at(x, y);
        assert_eq!(light >= 240, is_paper, "{light}");
        assert!(is_paper || light < 200, "{light}");
    }

    #[test]
    fn a_seal_vanishes_with_its_star_and_the_print_below_it_stays() {
        let seal = [
            ([40, 40, 140, 46], SEAL),
            ([40, 134, 140, 140], SEAL),
            ([40, 46, 46, 134], SEAL),
            ([134, 46, 140, 134], SEAL),
            ([80, 80, 100, 100], SEAL),
            ([60, 41, 66, 52], PRINT),
        ];
        check(&seal, (43, 90), true);
        check(&seal, (90, 90), true);
        check(&seal, (63, 43), false);
        check(&seal, (63, 50), false);
    }

    #[test]
    fn a_stroke_of_a_pen_vanishes_and_coloured_letters_stay() {
        check(&[([40, 40, 76, 43], PEN)], (60, 41), true);
        check(&[([40, 40, 56, 43], PEN)], (50, 41), false);
        check(&[([40, 40, 88, 46], HEAD)], (60, 43), false);
    }
}
