//! What was seen of figures that were recognised in a picture: where, how sure, and what else they may be.
//!
//! Between page and text, a figure carries the number of its sight as a character behind it, one of those kept for private
//! use. They are taken out again once the text is written, and its spans are known.

use hayro_interpret::kurbo::Rect;

use crate::source::Span;

/// The first of 65,534 characters for private use that no font and no model knows.
const FIRST_MARK: u32 = 0x0010_0000;

/// Sights of a document: more than a report has figures.
const MOST_SIGHTS: u32 = 65_534;

/// Other readings of a figure that are kept.
pub(crate) const MOST_OTHERS: usize = 4;

/// How sure a figure is at most, in thousandths, that was read differently the second time.
pub(crate) const DISAGREED: u16 = 300;

/// What was seen of a figure.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sight {
    /// Its characters, white space aside.
    pub n_characters: usize,
    /// Where it is, in points from the top left corner of its page as the file has it.
    pub area: Rect,
    /// Probability of its least certain character, in thousandths.
    pub sureness: u16,
    /// What else it may be, the likeliest first, with the probability of the character that differs, in thousandths.
    pub others: Vec<(String, u16)>,
    /// Whether lines of its table are missing, and its column was inferred from the distances of figures.
    pub is_column_inferred: bool,
}

/// A figure in the text of a source that was recognised in a picture.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seen {
    /// Its characters.
    pub span: Span,
    /// Its page, from 0.
    pub page: usize,
    /// Left, top, right and bottom on its page as the file has it, in hundredths of a point.
    pub area: [u32; 4],
    /// See [`Sight::sureness`].
    pub sureness: u16,
    /// See [`Sight::others`].
    pub others: Vec<(String, u16)>,
    /// See [`Sight::is_column_inferred`].
    pub is_column_inferred: bool,
}

impl Seen {
    /// What it was read as the other time, where two readings differ; empty where that one has no figure.
    #[must_use]
    pub fn disagreeing(&self) -> Option<&str> {
        let (other, _) = self.others.first()?;
        (self.sureness <= DISAGREED).then_some(other)
    }
}

/// The character that stands for the sight with this number; none for those beyond the limit, which are lost.
#[cfg(any(feature = "ocr", test))]
pub(crate) fn mark(number: usize) -> Option<char> {
    let number = u32::try_from(number)
        .ok()
        .filter(|number| *number < MOST_SIGHTS)?;
    char::from_u32(FIRST_MARK + number)
}

/// Whether a character stands for a sight.
pub(crate) fn is_mark(c: char) -> bool {
    number(c).is_some()
}

pub(super) fn number(c: char) -> Option<usize> {
    let number = u32::from(c).checked_sub(FIRST_MARK)?;
    usize::try_from(number)
        .ok()
        .filter(|_| number < MOST_SIGHTS)
}
