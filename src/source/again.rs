//! Single cells of a page, read again from its picture.

/// Width in which a page is drawn to have cells of it read again, in pixels: a page at 300 dots per inch.
pub(crate) const WIDTH: u32 = 2_480;

/// Most cells that are read in one go: more than a page has.
pub const MOST: usize = 2_000;

/// What stands in a cell.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Figure {
    /// Its characters; empty where there is no ink.
    pub text: String,
    /// Probability of its least certain character, in thousandths; 0 where nothing was recognised.
    pub sureness: u16,
}
