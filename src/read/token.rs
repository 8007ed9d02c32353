//! What a piece of text between white space can be as the content of a cell.

use unicode_normalization::UnicodeNormalization;

use crate::amount::Amount;
use crate::entry;
use crate::read::doubt::Doubt;
use crate::read::fold;
use crate::read::note;
use crate::value::Value;

/// A token that may stand in a cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    /// What it means.
    pub value: Value,
    /// Unit printed behind the number.
    pub unit: Option<String>,
    /// Why the meaning is doubtful, if it is.
    pub doubt: Option<Doubt>,
}

impl Token {
    /// A number printed on two lines.
    pub(super) fn wrapped(value: Value) -> Self {
        Self {
            doubt: Some(Doubt::Wrapped),
            ..Self::certain(value)
        }
    }

    /// The token where its glyphs may mean something else: `printed` is all of them.
    fn taken_from(self, printed: &str) -> Self {
        let doubt = self
            .value
            .number()
            .map(|amount| taken_for(printed, &amount.to_string()));
        Self {
            doubt: self.doubt.or(doubt),
            ..self
        }
    }

    fn certain(value: Value) -> Self {
        Self {
            value,
            unit: None,
            doubt: None,
        }
    }
}

/// The reason given for a number that is not printed as such.
pub(super) fn taken_for(printed: &str, value: &str) -> Doubt {
    Doubt::LookAlike {
        printed: printed.to_owned(),
        taken: value.to_owned(),
    }
}

/// Longest number with damage in it: more than any of the form.
const MOST_DIGITS: usize = 12;

/// More characters than words, dashes or letters that are taken for a number have.
const MOST_WITHOUT_DIGITS: usize = 12;

/// Longest token whose letters are taken for damaged digits.
const MAX_DAMAGED: usize = 6;

/// Glyphs that stand for a digit after bad recognition, with that digit.
const LOOK_ALIKES: [(char, char); 15] = [
    ('O', '0'),
    ('o', '0'),
    ('〇', '0'),
    ('。', '0'),
    ('Q', '0'),
    ('D', '0'),
    ('l', '1'),
    ('I', '1'),
    ('丨', '1'),
    ('i', '1'),
    ('S', '5'),
    ('s', '5'),
    ('b', '6'),
    ('B', '8'),
    ('Z', '2'),
];

/// Reads `chunk` (no surrounding white space) as the content of a cell; `None` when it looks like a piece of a label.
#[must_use]
pub fn classify(chunk: &str) -> Option<Token> {
    readable(chunk).or_else(|| is_damaged(chunk).then(|| Token::certain(Value::Unreadable)))
}

fn readable(chunk: &str) -> Option<Token> {
    if is_long_label(chunk) {
        return None;
    }
    let bare = note::without_notes(chunk)?;
    let inner = bare.text.trim_matches(char::is_control);
    if inner.contains(is_loss) {
        return None;
    }
    let text: String = inner
        .nfkc()
        .filter(|c| !c.is_whitespace() && !is_invisible(*c))
        .collect();
    if text.is_empty() {
        return None;
    }
    let token = dash(&text)
        .or_else(|| words(&text))
        .or_else(|| number(&text))
        .or_else(|| damaged_number(&text))?;
    Some(if bare.is_open {
        token.taken_from(chunk)
    } else {
        token
    })
}

/// Whether a chunk is longer than all that stands in cells without a digit, and has none in any form.
fn is_long_label(chunk: &str) -> bool {
    let may_be_digit = |c: char| c.is_ascii_digit() || !fold::is_simple(c);
    chunk.chars().nth(MOST_WITHOUT_DIGITS).is_some() && !chunk.contains(may_be_digit)
}

/// Whether a chunk is a number that nobody can read: digits with something lost or torn between them (`12?`, `1,2`), marks
/// of notes where a number should be, or a number that was struck out and not replaced.
fn is_damaged(chunk: &str) -> bool {
    if note::begins_with_note(chunk) {
        return chunk.ends_with(']');
    }
    let is_comma = |c: char| matches!(c, ',' | '，');
    let is_digit = |c: char| c.is_ascii_digit() || ('０'..='９').contains(&c);
    let is_part = |c: char| is_digit(c) || is_comma(c) || is_loss(c) || note::is_numbered(c);
    let has_number = chunk.contains(|c: char| is_digit(c) || note::is_numbered(c));
    // The comma behind the number of an entry is no part of it.
    has_number
        && chunk.chars().all(is_part)
        && !chunk.ends_with(is_comma)
        && chunk.chars().count() <= MOST_DIGITS
}

/// Whether a character stands where another was lost.
fn is_loss(c: char) -> bool {
    matches!(c, '?' | '？' | '\u{fffd}') || (c.is_control() && !c.is_whitespace())
}

/// Fewest letters of words that stand in the place of a number; fewer may be a number that was misread.
const FEWEST_LETTERS: usize = 2;

/// Whether text in the place of a number may be words of the report's own, and no number that cannot be read.
pub(super) fn may_be_words(text: &str) -> bool {
    let n_letters = text.chars().filter(|c| is_letter(*c)).count();
    let is_known = words(text.trim()).is_some();
    (n_letters >= FEWEST_LETTERS || is_known) && !holds_digits(text)
}

/// Whether the characters hold digits of their own, or marks and nothing that could be words: such a cell says a number
/// that cannot be read.
fn holds_digits(text: &str) -> bool {
    let has_marks = text.contains(note::is_mark) && !text.contains(is_letter);
    has_marks || !note::own_digits(text).is_empty()
}

fn is_letter(c: char) -> bool {
    fold::is_han(c) || (c.is_alphabetic() && !note::is_mark(c))
}

fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}'
    )
}

fn dash(text: &str) -> Option<Token> {
    let is_dash = |c: char| matches!(c, '-' | '—' | '–' | '―' | '─' | '−' | '/' | '一');
    let all = text.chars().all(is_dash) && text.chars().count() <= 4 && text != "一";
    all.then(|| Token::certain(Value::Dash))
}

fn words(text: &str) -> Option<Token> {
    matches!(
        text,
        "无" | "不适用" | "N/A" | "n/a" | "NA" | "不涉及" | "未涉及" | "没有"
    )
    .then(|| Token::certain(Value::Words))
}

/// A number in the grammar of [`entry`], with a unit and a note in brackets.
fn number(text: &str) -> Option<Token> {
    if !text.contains(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let entered = entry::parse(text).ok()?;
    entered.value.number()?;
    let (_, digits) = entry::split_sign(text);
    let is_digit = |c: char| c.is_ascii_digit();
    let fused = digits.starts_with('0')
        && digits
            .get(1..)
            .is_some_and(|rest| rest.starts_with(is_digit));
    let doubt = fused.then(|| Doubt::LeadingZero {
        printed: text.to_owned(),
    });
    Some(Token {
        value: entered.value,
        unit: entered.unit,
        doubt,
    })
}

/// A token without the remains of the table's lines around its digits.
fn without_strokes(text: &str) -> &str {
    let is_stroke = |c: char| {
        matches!(
            c,
            '|' | '[' | ']' | '{' | '}' | '\'' | '"' | '“' | '”' | '‘' | '’'
        )
    };
    let inner = text.trim_matches(is_stroke);
    let inner = inner.strip_suffix(['-', '—']).unwrap_or(inner);
    let has_digit = inner.contains(|c: char| c.is_ascii_digit());
    if has_digit { inner } else { text }
}

/// A short token of digits and look-alike glyphs; always doubtful.
fn damaged_number(text: &str) -> Option<Token> {
    let (negative, rest) = entry::split_sign(without_strokes(text));
    if rest.is_empty() || rest.chars().count() > MAX_DAMAGED {
        return None;
    }
    let digit = |c: char| {
        let look_alike = LOOK_ALIKES
            .iter()
            .find(|(glyph, _)| *glyph == c)
            .map(|(_, digit)| *digit);
        if c.is_ascii_digit() {
            Some(c)
        } else {
            look_alike
        }
    };
    let is_zero = |c: char| LOOK_ALIKES.contains(&(c, '0'));
    let has_digit = rest.contains(|c: char| c.is_ascii_digit());
    // Several letters without a digit are a scrap of text, or the lines of a drawn table: `is` is no 15.
    let is_scrap = match rest.chars().count() {
        1 => false,
        2 => !rest.chars().any(is_zero),
        _ => true,
    };
    if is_scrap && !has_digit {
        return None;
    }
    let digits: String = rest.chars().map(digit).collect::<Option<_>>()?;
    let amount = Amount::parse(&digits)?;
    let value = if negative { amount.negated() } else { amount };
    let doubt = Some(taken_for(text, &value.to_string()));
    Some(Token {
        value: Value::Number(value),
        unit: None,
        doubt,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_token(chunk: &str, expected: &str) {
        let shown = classify(chunk).map_or("label".to_owned(), |token| {
            let value = token
                .value
                .number()
                .map_or(token.value.state().to_owned(), |amount| amount.to_string());
            let unit = token.unit.unwrap_or_default();
            format!(
                "{value}{unit}{}",
                if token.doubt.is_some() { "?" } else { "" }
            )
        });
        assert_eq!(shown, expected, "{chunk}");
    }

    #[test]
    fn numbers_as_reports_print_them() {
        check_token("0", "0");
        check_token("１２", "12");
        check_token("1,234", "1234");
        check_token("2,151.4673", "2151.4673");
        check_token("＋335", "335");
        check_token("减2", "-2");
        check_token("增12", "12");
        check_token("-14", "-14");
        check_token("592万元", "592万元");
        check_token("22（其中修订16件）", "22");
        check_token("12,34", "unreadable");
        check_token("12?", "unreadable");
        check_token("1\u{fffd}", "unreadable");
        check_token("12,", "label");
        check_token("[删去：12]", "unreadable");
        check_token("1.属于国家秘密", "label");
        check_token("2021年", "label");
    }

    #[test]
    fn dashes_and_words() {
        check_token("——", "dash");
        check_token("/", "dash");
        check_token("无", "words");
        check_token("规章", "label");
    }

    #[test]
    fn damaged_glyphs_are_doubtful() {
        check_token("O", "0?");
        check_token("l6", "16?");
        check_token("00", "0?");
        check_token("一", "label");
        check_token("61-", "61?");
        check_token("“16", "16?");
        check_token("bill", "label");
        check_token("oo", "0?");
        check_token("is", "label");
        check_token("lO", "10?");
    }

    #[test]
    fn marks_of_notes_are_no_digits() {
        check_token("12①", "12");
        check_token("12¹", "12");
        check_token("12万元※", "12万元");
        check_token("[删去：12]13", "13");
        check_token("12[1]", "12?");
        check_token("无①", "words");
        check_token("⑫", "unreadable");
        check_token("①", "unreadable");
        check_token("①0", "unreadable");
        check_token("1①0", "unreadable");
        check_token("1\u{0}2", "unreadable");
        check_token("12\u{7}", "12");
    }
}
