//! A printed character.

use hayro_interpret::kurbo::Rect;

/// A printed character and its box, in points from the top left corner of the page.
#[derive(Clone, Debug, PartialEq)]
pub struct Glyph {
    /// Its characters, usually one; U+FFFD when the font does not tell.
    pub text: String,
    /// Where it is.
    pub area: Rect,
    /// The word it belongs to, numbered in drawing order: characters the file prints in one go, one behind the other.
    /// Their order is certain even where the word reaches over a line or another word.
    pub word: usize,
    /// Whether it is drawn invisibly, as text recognition puts it over a scan.
    pub is_invisible: bool,
}
