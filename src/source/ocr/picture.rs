//! Pictures in memory.

use hayro_interpret::kurbo::{Affine, Rect};

use crate::source::imported::Failure;
use crate::source::ocr::numbers::{real, shade, whole};
use crate::source::ocr::tuning as t;

/// Grey value of clean paper.
pub(super) const WHITE: u8 = 255;

/// A picture in colour.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Colour {
    /// Pixels in a row.
    pub width: usize,
    /// Rows.
    pub height: usize,
    /// Red, green and blue of each pixel, row by row.
    pub pixels: Vec<[u8; 3]>,
}

/// A picture in grey, 0 for black.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Grey {
    /// Pixels in a row.
    pub width: usize,
    /// Rows.
    pub height: usize,
    /// Row by row.
    pub pixels: Vec<u8>,
}

/// Where there is ink.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Ink {
    /// Pixels in a row.
    pub width: usize,
    /// Rows.
    pub height: usize,
    /// Row by row.
    pub pixels: Vec<bool>,
}

/// By how many quarters of a circle, clockwise, a picture is to be turned to be upright.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Quarter {
    /// It is upright.
    #[default]
    None,
    /// Once.
    Once,
    /// Twice.
    Twice,
    /// Three times.
    Thrice,
}

impl Quarter {
    /// The place that (x, y) of the turned picture has in the picture of this size before.
    fn source(self, (x, y): (usize, usize), (width, height): (usize, usize)) -> (usize, usize) {
        let back = |length: usize, at: usize| length.saturating_sub(1 + at);
        match self {
            Self::None => (x, y),
            Self::Once => (y, back(height, x)),
            Self::Twice => (back(width, x), back(height, y)),
            Self::Thrice => (back(width, y), x),
        }
    }

    /// Turns places of a picture of this size.
    pub(super) fn turn(self, (width, height): (f64, f64)) -> Affine {
        Affine::new(match self {
            Self::None => [1.0, 0.0, 0.0, 1.0, 0.0, 0.0],
            Self::Once => [0.0, 1.0, -1.0, 0.0, height, 0.0],
            Self::Twice => [-1.0, 0.0, 0.0, -1.0, width, height],
            Self::Thrice => [0.0, -1.0, 1.0, 0.0, 0.0, width],
        })
    }

    fn is_sideways(self) -> bool {
        matches!(self, Self::Once | Self::Thrice)
    }
}

/// Refuses pictures that are too large, or have no pixels.
pub(super) fn check_size(width: u32, height: u32) -> Result<(), Failure> {
    let n_pixels = u64::from(width) * u64::from(height);
    if n_pixels > t::MOST_PIXELS {
        return Err(Failure::Oversized);
    }
    if n_pixels == 0 {
        return Err(Failure::Damaged);
    }
    Ok(())
}

/// What ink of these four colours looks like.
pub(super) fn printed([cyan, magenta, yellow, black]: [u8; 4]) -> [u8; 3] {
    [cyan, magenta, yellow].map(|ink| {
        let left = u32::from(255 - ink) * u32::from(255 - black) / 255;
        u8::try_from(left).unwrap_or(255)
    })
}

impl Colour {
    /// The pixel at a place, if there is one.
    pub(super) fn at(&self, x: usize, y: usize) -> Option<[u8; 3]> {
        let row = self.pixels.get(y * self.width..(y + 1) * self.width);
        row.and_then(|row| row.get(x)).copied()
    }

    /// The part of the picture in these columns and rows, each from the first up to, not including, the last.
    pub(super) fn part(&self, columns: (usize, usize), rows: (usize, usize)) -> Self {
        let lines = self.pixels.chunks(self.width.max(1));
        let lines = lines.take(rows.1).skip(rows.0);
        let pixels = lines.flat_map(|line| line.get(columns.0..columns.1).unwrap_or_default());
        Self {
            width: columns.1.saturating_sub(columns.0),
            height: rows.1.saturating_sub(rows.0),
            pixels: pixels.copied().collect(),
        }
    }

    /// The picture in a part of its size.
    pub(super) fn scaled(&self, part: f64) -> Self {
        let length = |pixels: usize| whole(real(pixels) * part).max(1);
        let (width, height) = (length(self.width), length(self.height));
        let channel = |of: fn(&[u8; 3]) -> u8| {
            let pixels = self.pixels.iter().map(of).collect();
            Grey::of_rows(self.width, self.height, pixels).scaled(width, height)
        };
        let (red, green, blue) = (channel(|p| p[0]), channel(|p| p[1]), channel(|p| p[2]));
        let pixels = red.pixels.iter().zip(&green.pixels).zip(&blue.pixels);
        Self {
            width,
            height,
            pixels: pixels
                .map(|((red, green), blue)| [*red, *green, *blue])
                .collect(),
        }
    }
}

impl Grey {
    /// A picture of one row after another.
    pub(super) fn of_rows(width: usize, height: usize, pixels: Vec<u8>) -> Self {
        Self {
            width,
            height,
            pixels,
        }
    }

    /// One row of pixels.
    pub(super) fn row(&self, y: usize) -> &[u8] {
        let start = y * self.width;
        self.pixels
            .get(start..start + self.width)
            .unwrap_or_default()
    }

    /// The grey value at a place; white outside.
    pub(super) fn at(&self, x: usize, y: usize) -> u8 {
        if x >= self.width {
            return WHITE;
        }
        let pixel = self.pixels.get(y * self.width + x);
        pixel.copied().unwrap_or(WHITE)
    }

    /// The grey value between the pixels around a place.
    pub(super) fn between(&self, x: f64, y: f64) -> u8 {
        if x < 0.0 || y < 0.0 {
            return WHITE;
        }
        let (left, top) = (whole(x.floor()), whole(y.floor()));
        let (across, down) = (x - real(left), y - real(top));
        let mix = |a: u8, b: u8, part: f64| f64::from(a) * (1.0 - part) + f64::from(b) * part;
        let upper = mix(self.at(left, top), self.at(left + 1, top), across);
        let lower = mix(self.at(left, top + 1), self.at(left + 1, top + 1), across);
        shade(upper * (1.0 - down) + lower * down)
    }

    /// The part of the picture in `area`, as far as there is one.
    pub(super) fn crop(&self, area: Rect) -> Self {
        let (x0, y0) = (whole(area.x0), whole(area.y0));
        let (x1, y1) = (
            whole(area.x1).min(self.width),
            whole(area.y1).min(self.height),
        );
        let (width, height) = (x1.saturating_sub(x0), y1.saturating_sub(y0));
        let rows = (y0..y1).flat_map(|y| self.row(y).get(x0..x1).unwrap_or_default());
        let pixels: Vec<u8> = if width == 0 {
            Vec::new()
        } else {
            rows.copied().collect()
        };
        Self::of_rows(width, height, pixels)
    }

    /// The picture in another size.
    pub(super) fn scaled(&self, width: usize, height: usize) -> Self {
        if (width, height) == (self.width, self.height) {
            return self.clone();
        }
        let across = steps(self.width, width);
        let mut pixels = Vec::with_capacity(width * height);
        for (top, bottom, down) in steps(self.height, height) {
            let (upper, lower) = (self.row(top), self.row(bottom));
            for (left, right, part) in &across {
                let mix = |row: &[u8]| {
                    let value = |at: &usize| i32::from(row.get(*at).copied().unwrap_or(WHITE));
                    (value(left) << 8) + (value(right) - value(left)) * part
                };
                let (a, b) = (mix(upper), mix(lower));
                let value = (a + (((b - a) * down) >> 8)) >> 8;
                pixels.push(u8::try_from(value.clamp(0, 255)).unwrap_or(WHITE));
            }
        }
        Self::of_rows(width, height, pixels)
    }

    /// The picture turned.
    pub(super) fn turned(&self, quarter: Quarter) -> Self {
        let size = (self.width, self.height);
        let (width, height) = if quarter.is_sideways() {
            (self.height, self.width)
        } else {
            size
        };
        let places = (0..height).flat_map(|y| (0..width).map(move |x| (x, y)));
        let pixels = places.map(|place| {
            let (x, y) = quarter.source(place, size);
            self.at(x, y)
        });
        let pixels = pixels.collect();
        Self::of_rows(width, height, pixels)
    }
}

/// For each of `n_new` pixels the two old ones around it, and how much of the second there is, in 256ths.
fn steps(n_old: usize, n_new: usize) -> Vec<(usize, usize, i32)> {
    let scale = real(n_old) / real(n_new.max(1));
    let last = n_old.saturating_sub(1);
    let step = |at: usize| {
        let place = ((real(at) + 0.5) * scale - 0.5).clamp(0.0, real(last));
        let first = whole(place.floor());
        let part = whole((place - real(first)) * 256.0);
        let part = i32::try_from(part).unwrap_or(0);
        (first, (first + 1).min(last), part)
    };
    (0..n_new).map(step).collect()
}

impl Ink {
    /// One row of pixels.
    pub(super) fn row(&self, y: usize) -> &[bool] {
        let start = y * self.width;
        self.pixels
            .get(start..start + self.width)
            .unwrap_or_default()
    }

    /// Whether there is ink at a place.
    pub(super) fn at(&self, x: usize, y: usize) -> bool {
        x < self.width && self.pixels.get(y * self.width + x) == Some(&true)
    }

    /// The part in `area`, as far as there is one.
    pub(super) fn crop(&self, area: Rect) -> Self {
        let (x0, y0) = (whole(area.x0), whole(area.y0));
        let (x1, y1) = (
            whole(area.x1).min(self.width),
            whole(area.y1).min(self.height),
        );
        let width = x1.saturating_sub(x0);
        if width == 0 {
            return Self::default();
        }
        let rows = (y0..y1).flat_map(|y| self.row(y).get(x0..x1).unwrap_or_default());
        Self {
            width,
            height: y1.saturating_sub(y0),
            pixels: rows.copied().collect(),
        }
    }

    /// Rows and columns exchanged.
    pub(super) fn transposed(&self) -> Self {
        let places = (0..self.width).flat_map(|x| (0..self.height).map(move |y| (x, y)));
        Self {
            width: self.height,
            height: self.width,
            pixels: places.map(|(x, y)| self.at(x, y)).collect(),
        }
    }
}
