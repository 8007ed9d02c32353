//! A picture in colour becomes grey on even white paper, without seals and strokes of a coloured pen.

use crate::source::ocr::numbers::{real, shade, whole};
use crate::source::ocr::picture::{Colour, Grey, Ink, WHITE};
use crate::source::ocr::tuning as t;

/// Grey, with coloured ink that is no text taken out, and the paper made even.
pub(super) fn clean(picture: &Colour, dots_per_mm: f64) -> Grey {
    even(&without_marks(picture, dots_per_mm), dots_per_mm)
}

/// Grey of the picture; seals and strokes of coloured pens, which are larger than letters, take the brightest of their
/// colours, in which they vanish and the black below them stays.
fn without_marks(picture: &Colour, dots_per_mm: f64) -> Grey {
    let side = whole(t::MARK_CELL_MM * dots_per_mm).max(1);
    let marks = Marks::of(picture, side, dots_per_mm);
    let rows = picture.pixels.chunks(picture.width.max(1));
    let pixels = rows.zip(0..).flat_map(|(row, y): (&[[u8; 3]], usize)| {
        let marks = &marks;
        row.iter()
            .zip(0..)
            .map(move |(pixel, x): (&[u8; 3], usize)| {
                if is_coloured(*pixel) && marks.covers(x / side, y / side) {
                    brightest(*pixel)
                } else {
                    luma(*pixel)
                }
            })
    });
    let pixels = pixels.collect();
    Grey::of_rows(picture.width, picture.height, pixels)
}

fn luma([red, green, blue]: [u8; 3]) -> u8 {
    let sum = u32::from(red) * 77 + u32::from(green) * 150 + u32::from(blue) * 29;
    u8::try_from(sum >> 8).unwrap_or(WHITE)
}

fn brightest(pixel: [u8; 3]) -> u8 {
    pixel.into_iter().max().unwrap_or(WHITE)
}

fn is_coloured(pixel: [u8; 3]) -> bool {
    let darkest = pixel.into_iter().min().unwrap_or(WHITE);
    brightest(pixel) - darkest > t::COLOURED
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
        for part in parts(&coloured) {
            if part.height() >= least {
                for (x, y) in &part.pixels {
                    // The rim of a stroke is paler than its middle.
                    for (x, y) in around(*x, *y) {
                        if let Some(square) = squares.get_mut(y * width + x).filter(|_| x < width) {
                            *square = true;
                        }
                    }
                }
            }
        }
        Self { width, squares }
    }

    fn covers(&self, x: usize, y: usize) -> bool {
        self.squares.get(y * self.width + x) == Some(&true)
    }
}

/// A place and its eight neighbours.
pub(super) fn around(x: usize, y: usize) -> impl Iterator<Item = (usize, usize)> {
    let near = |at: usize| [at.checked_sub(1), Some(at), Some(at + 1)];
    let rows = near(y).into_iter().flatten();
    rows.flat_map(move |y| near(x).into_iter().flatten().map(move |x| (x, y)))
}

/// Ink that hangs together.
#[derive(Clone, Debug, Default)]
pub(super) struct Part {
    /// Its places.
    pub(super) pixels: Vec<(usize, usize)>,
    /// Left, top, and the column and row behind it.
    pub(super) bounds: [usize; 4],
}

impl Part {
    pub(super) fn width(&self) -> usize {
        let [left, _, right, _] = self.bounds;
        right - left
    }

    pub(super) fn height(&self) -> usize {
        let [_, top, _, bottom] = self.bounds;
        bottom - top
    }
}

/// The parts of `ink`, pixels that touch at a corner taken together, by their first pixel.
pub(super) fn parts(ink: &Ink) -> Vec<Part> {
    let mut seen = vec![false; ink.pixels.len()];
    let mut parts = Vec::new();
    for (start, is_ink) in ink.pixels.iter().enumerate() {
        if !is_ink || seen.get(start) != Some(&false) {
            continue;
        }
        let (x, y) = (start % ink.width.max(1), start / ink.width.max(1));
        let mut part = Part {
            pixels: vec![(x, y)],
            bounds: [x, y, x + 1, y + 1],
        };
        if let Some(seen) = seen.get_mut(start) {
            *seen = true;
        }
        let mut at = 0;
        while let Some((x, y)) = part.pixels.get(at).copied() {
            at += 1;
            let [left, top, right, bottom] = part.bounds;
            part.bounds = [left.min(x), top.min(y), right.max(x + 1), bottom.max(y + 1)];
            for (x, y) in around(x, y) {
                let Some(seen) = seen.get_mut(y * ink.width + x).filter(|_| ink.at(x, y)) else {
                    continue;
                };
                if !*seen {
                    *seen = true;
                    part.pixels.push((x, y));
                }
            }
        }
        parts.push(part);
    }
    parts
}

/// The picture as if the paper were lit evenly: each pixel in proportion to the paper around it.
fn even(grey: &Grey, dots_per_mm: f64) -> Grey {
    let side = whole(t::PAPER_CELL_MM * dots_per_mm).max(1);
    let (width, height) = (grey.width.div_ceil(side), grey.height.div_ceil(side));
    let squares = (0..height).flat_map(|y| (0..width).map(move |x| (x, y)));
    let paper: Vec<u8> = squares
        .map(|(x, y)| paper(grey, (x * side, y * side), side))
        .collect();
    let paper = Grey::of_rows(width, height, paper);
    let smooth = smooth(&paper).scaled(grey.width, grey.height);
    let pixels = grey.pixels.iter().zip(&smooth.pixels);
    let pixels = pixels
        .map(|(pixel, paper)| {
            let paper = u32::from(*paper).max(t::DARKEST_PAPER);
            u8::try_from((u32::from(*pixel) * 255 / paper).min(255)).unwrap_or(WHITE)
        })
        .collect();
    Grey::of_rows(grey.width, grey.height, pixels)
}

/// The grey value of the paper in a square: brighter than most of it, ink as well as grain.
fn paper(grey: &Grey, (left, top): (usize, usize), side: usize) -> u8 {
    let mut counts = [0_usize; 256];
    let mut n_pixels = 0;
    for y in (top..(top + side).min(grey.height)).step_by(2) {
        let row = grey.row(y);
        for pixel in row
            .get(left..(left + side).min(grey.width))
            .unwrap_or_default()
        {
            if let Some(count) = counts.get_mut(usize::from(*pixel)) {
                *count += 1;
                n_pixels += 1;
            }
        }
    }
    let wanted = whole(real(n_pixels) * t::PAPER_SHARE);
    let mut above = 0;
    for (count, shade) in counts.iter().zip(0..=WHITE).rev() {
        above += count;
        if above > wanted {
            return shade;
        }
    }
    WHITE
}

/// Each square as the brightest around it, and then their mean: a square full of ink takes the paper of its neighbours.
fn smooth(paper: &Grey) -> Grey {
    let over = |grey: &Grey, of: fn(&[u8]) -> u8| {
        let places = (0..grey.height).flat_map(|y| (0..grey.width).map(move |x| (x, y)));
        let values = places.map(|(x, y)| {
            let near: Vec<u8> = around(x, y)
                .filter(|(x, y)| *x < grey.width && *y < grey.height)
                .map(|(x, y)| grey.at(x, y))
                .collect();
            of(&near)
        });
        Grey::of_rows(grey.width, grey.height, values.collect())
    };
    let brightest = over(paper, |near| near.iter().copied().max().unwrap_or(WHITE));
    over(&brightest, |near| {
        let sum: f64 = near.iter().map(|value| f64::from(*value)).sum();
        shade(sum / real(near.len().max(1)))
    })
}

/// Ink: what is darker than the mean of its surroundings.
pub(super) fn ink(grey: &Grey, dots_per_mm: f64) -> Ink {
    let reach = whole(t::AROUND_MM * dots_per_mm).max(2);
    let sums = sums(grey);
    let width = grey.width + 1;
    let sum = |x: usize, y: usize| u64::from(sums.get(y * width + x).copied().unwrap_or(0));
    let mut pixels = Vec::with_capacity(grey.pixels.len());
    for y in 0..grey.height {
        let (top, bottom) = (y.saturating_sub(reach), (y + reach + 1).min(grey.height));
        for (pixel, x) in grey.row(y).iter().zip(0..) {
            let (left, right) = (x_before(x, reach), (x + reach + 1).min(grey.width));
            let total =
                (sum(right, bottom) + sum(left, top)) - (sum(right, top) + sum(left, bottom));
            let n_pixels = ((right - left) * (bottom - top)) as u64;
            pixels.push((u64::from(*pixel) + t::DARKER) * n_pixels < total);
        }
    }
    Ink {
        width: grey.width,
        height: grey.height,
        pixels,
    }
}

fn x_before(x: usize, reach: usize) -> usize {
    x.saturating_sub(reach)
}

/// For each corner between pixels the sum of all above and left of it. Pictures are small enough for 32 bits.
fn sums(grey: &Grey) -> Vec<u32> {
    let width = grey.width + 1;
    let mut sums = vec![0; width];
    sums.reserve(width * grey.height);
    for y in 0..grey.height {
        let mut row = 0;
        let above = y * width;
        sums.push(0);
        for (pixel, x) in grey.row(y).iter().zip(1..) {
            row += u32::from(*pixel);
            let above = sums.get(above + x).copied().unwrap_or(0);
            sums.push(above + row);
        }
    }
    sums
}
