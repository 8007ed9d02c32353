//! A picture in colour becomes grey on even white paper, without seals and strokes of a coloured pen.

use crate::source::ocr::coloured;
use crate::source::ocr::numbers::{real, shade, whole};
use crate::source::ocr::parts::around;
use crate::source::ocr::picture::{Colour, Grey, Ink, WHITE};
use crate::source::ocr::tuning as t;

/// Grey, with coloured ink that is no text taken out, and the paper made even.
pub(super) fn clean(picture: &Colour, dots_per_mm: f64) -> Grey {
    even(&coloured::without_marks(picture, dots_per_mm), dots_per_mm)
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
