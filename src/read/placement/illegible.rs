//! Tokens that have the shape of a number but cannot be one: several cells and the lines between them stuck together.

use crate::read::doubt::Doubt;
use crate::read::pieces::Cut;
use crate::read::placement::{Content, Placed, Row};

/// Cells of the shortest row of counts with a total.
const LEAST_GROUP: usize = 5;
/// Digits a count of applications or cases may have.
const MOST_DIGITS: usize = 6;
/// From so many characters on, digits mixed with letters are several cells.
const MIXED: usize = 4;

/// Takes back the tokens of a row of counts that cannot be a number: they are shown as unread, and the
/// rest of the row as doubtful.
pub(super) fn unread(text: &str, cut: &Cut, row: &Row, placed: &mut [Placed]) {
    if row.group < LEAST_GROUP {
        return;
    }
    let mut any_stuck = false;
    for placed in &mut *placed {
        let Content::Token(at) = placed.content else {
            continue;
        };
        let Some(span) = cut.pieces.get(at).map(|piece| piece.span) else {
            continue;
        };
        if is_stuck(span.of(text)) {
            placed.content = Content::Garbled(span);
            placed.doubt = Some(Doubt::Stuck);
            any_stuck = true;
        }
    }
    if any_stuck {
        for placed in placed {
            placed.doubt.get_or_insert(Doubt::BesideStuck);
        }
    }
}

fn is_stuck(printed: &str) -> bool {
    let n_digits = printed.chars().filter(char::is_ascii_digit).count();
    let n_letters = printed.chars().filter(char::is_ascii_alphabetic).count();
    let is_plain = n_digits > 0 && printed.bytes().all(|b| b.is_ascii_digit());
    let after_zeros = printed.trim_start_matches('0');
    let has_leading_zero = is_plain && !after_zeros.is_empty() && after_zeros.len() < printed.len();
    let is_mixed = n_letters > 0 && n_digits + n_letters >= MIXED;
    let is_letters = n_digits == 0 && n_letters > 1 && printed.contains(['l', 'I', 'i']);
    let is_long = is_plain && after_zeros.len() > MOST_DIGITS;
    is_long || has_leading_zero || is_mixed || is_letters
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_stuck(printed: &str, expected: bool) {
        assert_eq!(is_stuck(printed), expected, "{printed}");
    }

    #[test]
    fn several_cells_stuck_together_are_no_number() {
        check_stuck("20250200", true);
        check_stuck("042", true);
        check_stuck("1o1o13", true);
        check_stuck("ol", true);
        check_stuck("oo", false);
        check_stuck("00", false);
        check_stuck("00000000", false);
        check_stuck("123456", false);
        check_stuck("l6", false);
        check_stuck("22（其中修订 16 件）", false);
    }
}
