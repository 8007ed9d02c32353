//! The picture of a page, as it was printed. It is made in the import worker only: what draws untrusted files may hang, or
//! ask for all memory.

use std::path::Path;

use crate::source::kind::Parsed;
use crate::source::{ending, scan};

/// Most pixels of a picture: 100 MB of memory while it is drawn.
pub(crate) const MOST_PIXELS: f32 = 25.0e6;

/// Longest side of a picture, in pixels: what every graphics card takes.
pub(crate) const MOST_SIDE: f32 = 8_192.0;

/// Which page, and how large.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Wanted {
    /// The page, from 0.
    pub page: usize,
    /// Its width in pixels; less where it would be too large.
    pub width: u32,
}

/// A page as it was printed.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Picture {
    /// How many pages the file has.
    pub n_pages: usize,
    /// Pixels in a row.
    pub width: u32,
    /// Rows.
    pub height: u32,
    /// Width and height of the upright page in points.
    pub points: (f32, f32),
    /// Red, green and blue of each pixel, row by row.
    pub rgb: Vec<u8>,
}

/// Stands in for Chinese fonts that a file names and does not hold. The window writes with it as well: Noto Sans SC, cut down
/// to the characters a report can hold; the licence lies beside it.
pub static CHINESE_FONT: &[u8] = include_bytes!("../../assets/fonts/NotoSansSC-Regular-subset.ttf");

/// The endings of files that have pages which can be drawn, in small letters.
pub fn endings() -> impl Iterator<Item = &'static str> {
    ["pdf", "ofd"]
        .into_iter()
        .chain(scan::ENDINGS.iter().copied())
}

/// Whether a file of this name has pages which can be drawn. What it really is, its content tells.
#[must_use]
pub fn is_name_of_pages(path: &Path) -> bool {
    let own = ending::of(path);
    endings().any(|ending| ending == own)
}

/// Whether pages of files of this kind can be drawn.
#[must_use]
pub fn has_pages(kind: Parsed) -> bool {
    matches!(kind, Parsed::Pdf | Parsed::Picture | Parsed::Ofd)
}
