//! What the reason for a doubt leaves open: the number itself, or only where it belongs and what its glyphs mean.

use crate::read::pieces::WRAPPED;
use crate::read::{blanks, place, token};

/// What stands between the reasons for one doubt.
pub const BETWEEN: &str = "；";

/// Why a cell recognised from a scan is doubtful: a digit may have been taken for another, and nothing in the text tells.
/// It is said of every cell of the page, and no sign of damage.
pub(super) const RECOGNISED: &str = "这一页的文字是从扫描件识别出来的";

/// Whether a cell doubted for the reasons `why` may hold another number than was read, or one that was not read at all.
/// That its page is a scan, that its column was inferred, that the source shows it to be empty, or that a glyph was taken
/// for the digit it looks like, leaves no number open.
#[must_use]
pub fn leaves_number_open(why: &str) -> bool {
    let is_settled = |reason: &str| {
        reason == RECOGNISED
            || reason == blanks::SHOWN_EMPTY
            || token::is_about_glyphs(reason)
            || place::is_about_place(reason)
    };
    !why.split(BETWEEN).all(is_settled)
}

/// Whether sums that hold dispel the doubt: it says where in its row a number belongs, that it goes on in the line below,
/// or that something may have got lost, not that the numbers may be those of another row. What a glyph means they do not
/// tell: a number that the office misprinted may add up as well.
#[must_use]
pub fn yields_to_sums(why: &str) -> bool {
    let is_within_row = |reason: &str| {
        reason == WRAPPED || place::is_about_row(reason) || blanks::is_about_row(reason)
    };
    why.split(BETWEEN).all(is_within_row)
}

/// Whether one of the reasons for a doubt says that the column was inferred and nothing in the source shows it.
#[must_use]
pub fn leaves_column_open(why: &str) -> bool {
    why.split(BETWEEN).any(place::is_by_order)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_open(why: &str, expected: bool) {
        assert_eq!(leaves_number_open(why), expected, "{why}");
    }

    #[test]
    fn a_lost_label_or_something_illegible_leaves_the_number_open() {
        check_open("印作“o”，按形近字读作 0", false);
        check_open("本行有缺，按与邻行对齐的列位推断", false);
        check_open(
            "印作“o”，按形近字读作 0；本行有缺，按与邻行对齐的列位推断",
            false,
        );
        check_open(RECOGNISED, false);
        check_open(blanks::SHOWN_EMPTY, false);
        check_open("本行标签缺失，按行序推断", true);
        check_open(
            "本行有缺，按与邻行对齐的列位推断；本行有无法辨认的字，空白处可能印有数字",
            true,
        );
    }
}
