//! Characters that a document prints beside a number though they are none of it: raised and lowered ones, which point to
//! a note; struck out ones, which the office took back; what a field counts, such as the page. They stay in the text, in
//! a form that no digit can fuse to and that the reader knows for a note.

/// What stands before characters that are struck out, in brackets with them: `[删去：12]13`.
pub const STRUCK: &str = "删去：";

/// What stands before a page number that a field printed.
const PAGE: &str = "页码：";

/// Signs that are raised as they are: they look like no digit and no letter.
const SIGNS: [char; 6] = ['*', '※', '†', '‡', '#', '+'];

/// How a run of characters is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Print {
    /// Above the line: ¹.
    Raised,
    /// Below the line: ₁.
    Lowered,
    /// With a line through it.
    Struck,
    /// By a field that counts pages.
    Page,
}

impl Print {
    /// The characters of `text`, printed so, as they stand in the text of a source. White space around them stays.
    #[must_use]
    pub fn of(self, text: &str) -> String {
        let inner = text.trim();
        if inner.is_empty() {
            return text.to_owned();
        }
        let start = text.len() - text.trim_start().len();
        let (before, rest) = text.split_at(start);
        let behind = rest.get(inner.len()..).unwrap_or_default();
        let written = match self {
            Self::Raised => shifted(inner, raised),
            Self::Lowered => shifted(inner, lowered),
            Self::Struck => format!("[{STRUCK}{inner}]"),
            Self::Page => format!("[{PAGE}{inner}]"),
        };
        format!("{before}{written}{behind}")
    }
}

/// Digits as the raised or lowered digits of their own; what has none in brackets, unless it cannot fuse anyway.
fn shifted(text: &str, shift: fn(char) -> Option<char>) -> String {
    let shifted: Option<String> = text.chars().map(shift).collect();
    shifted.unwrap_or_else(|| {
        let is_apart = text.starts_with(['[', '(', '（', '〔', '【']) || text.chars().all(is_sign);
        if is_apart {
            text.to_owned()
        } else {
            format!("[{text}]")
        }
    })
}

/// Whether the character fuses to no digit by itself: a sign, or a number in a circle.
fn is_sign(c: char) -> bool {
    SIGNS.contains(&c) || matches!(c, '\u{2460}'..='\u{24ff}' | '\u{2776}'..='\u{2793}')
}

fn raised(c: char) -> Option<char> {
    Some(match c {
        '0' => '⁰',
        '1' => '¹',
        '2' => '²',
        '3' => '³',
        '4'..='9' => char::from_u32(u32::from(c) - u32::from('0') + 0x2070)?,
        '⁰' | '¹' | '²' | '³' | '⁴'..='⁹' => c,
        _ => return None,
    })
}

fn lowered(c: char) -> Option<char> {
    Some(match c {
        '0'..='9' => char::from_u32(u32::from(c) - u32::from('0') + 0x2080)?,
        '₀'..='₉' => c,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_written(print: Print, text: &str, expected: &str) {
        assert_eq!(print.of(text), expected);
    }

    #[test]
    fn nothing_is_lost_and_no_digit_can_fuse() {
        check_written(Print::Raised, "12", "¹²");
        check_written(Print::Raised, " 9 ", " ⁹ ");
        check_written(Print::Raised, "注1", "[注1]");
        check_written(Print::Raised, "b", "[b]");
        check_written(Print::Raised, "[1]", "[1]");
        check_written(Print::Raised, "①", "①");
        check_written(Print::Raised, "*", "*");
        check_written(Print::Lowered, "2", "₂");
        check_written(Print::Struck, "12", "[删去：12]");
        check_written(Print::Page, "3", "[页码：3]");
        check_written(Print::Struck, " ", " ");
    }
}
