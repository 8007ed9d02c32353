//! White print on black, as a negative of a film has it, or a screen in dark colours.

use crate::source::ocr::numbers::real;
use crate::source::ocr::picture::Colour;
use crate::source::ocr::tuning as t;

/// Pixels that are looked at, about.
const SAMPLE: usize = 200_000;

/// The picture with dark print on bright paper, whichever it was.
pub(super) fn positive(mut picture: Colour) -> Colour {
    if is_negative(&picture.pixels) {
        for pixel in &mut picture.pixels {
            *pixel = pixel.map(|shade| 255 - shade);
        }
    }
    picture
}

/// Whether what is bright is as little as print is, and clearly parted from the rest.
fn is_negative(pixels: &[[u8; 3]]) -> bool {
    let counts = counts(pixels);
    let at = parting(&counts);
    let (dark, bright) = counts.split_at(at);
    let (n_dark, n_bright) = (number(dark), number(bright));
    let mean = |counts: &[f64], first: usize, n: f64| sum(counts, first) / n.max(1.0);
    let contrast = mean(bright, at, n_bright) - mean(dark, 0, n_dark);
    n_bright > 0.0
        && n_bright < t::PRINT_MOST * (n_dark + n_bright)
        && contrast >= t::CLEAR_CONTRAST
}

/// How many pixels there are of each shade of grey.
fn counts(pixels: &[[u8; 3]]) -> [f64; 256] {
    let mut counts = [0.0; 256];
    for pixel in pixels.iter().step_by(pixels.len().div_ceil(SAMPLE).max(1)) {
        let grey = pixel.iter().copied().map(usize::from).sum::<usize>() / 3;
        if let Some(count) = counts.get_mut(grey) {
            *count += 1.0;
        }
    }
    counts
}

/// The first of the bright shades: where both parts are most alike in themselves (N. Otsu, IEEE Trans. Systems, Man and
/// Cybernetics 9, 1979, 62-66).
fn parting(counts: &[f64; 256]) -> usize {
    let variance_between = |at: &usize| {
        let (dark, bright) = counts.split_at(*at);
        let (n_dark, n_bright) = (number(dark), number(bright));
        let apart = sum(dark, 0) / n_dark.max(1.0) - sum(bright, *at) / n_bright.max(1.0);
        n_dark * n_bright * apart * apart
    };
    let best = (1..counts.len()).max_by(|a, b| variance_between(a).total_cmp(&variance_between(b)));
    best.unwrap_or(1)
}

fn number(counts: &[f64]) -> f64 {
    counts.iter().sum()
}

/// The sum of all shades, the first of which is `first`.
fn sum(counts: &[f64], first: usize) -> f64 {
    let shades = counts.iter().zip(first..);
    shades.map(|(count, shade)| count * real(shade)).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Of a hundred pixels, so many of each shade.
    fn pixels(parts: &[(usize, u8)]) -> Vec<[u8; 3]> {
        let parts = parts.iter();
        parts
            .flat_map(|(n, shade)| std::iter::repeat_n([*shade; 3], *n))
            .collect()
    }

    #[test]
    fn only_print_brighter_than_its_paper_is_a_negative() {
        let is = |parts: &[(usize, u8)]| is_negative(&pixels(parts));
        assert!(is(&[(92, 10), (8, 240)]));
        assert!(is(&[(50, 0), (42, 40), (8, 200)]));
        assert!(!is(&[(8, 10), (92, 240)]));
        // A photograph in little light, and one of a page on a dark table.
        assert!(!is(&[(8, 20), (92, 90)]));
        assert!(!is(&[(60, 20), (4, 30), (36, 220)]));
        // Nothing but grain.
        assert!(!is(&[(90, 10), (10, 30)]));
        assert!(!is(&[]));
    }
}
