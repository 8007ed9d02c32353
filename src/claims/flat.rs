//! The prose without line breaks and spaces, every character with its place in the source.

use std::ops::Range;
use std::sync::LazyLock;

use unicode_normalization::UnicodeNormalization;

use crate::claims::expression::Expression;
use crate::source::Span;

/// Stands between two digits that white space parted: nobody knows whether they are one number.
pub const DOUBT: char = '¦';

/// The prose in one line.
#[derive(Clone, Debug, Default)]
pub struct Flat {
    /// The characters: width unified, white space gone, punctuation in its Chinese form, tables replaced by 。.
    pub text: String,
    /// The source span of the character that holds each byte of `text`.
    places: Vec<Span>,
}

impl Flat {
    /// Flattens the spans `prose` of `text`.
    #[must_use]
    pub fn new(text: &str, prose: &[Span]) -> Self {
        let mut flat = Self::default();
        for span in prose {
            let mut start = span.start();
            for line in span.of(text).split_inclusive('\n') {
                if !is_page_number(line) {
                    flat.add_line(line, start);
                }
                start += line.len();
                if is_heading(line) {
                    flat.push('。', Span::new(start, start));
                }
            }
            flat.push('。', Span::new(span.end(), span.end()));
        }
        flat
    }

    /// The source span of a range of `text`.
    #[must_use]
    pub fn span(&self, range: Range<usize>) -> Span {
        let first = self.places.get(range.start).copied();
        let last = self.places.get(range.end.saturating_sub(1)).copied();
        match (first, last) {
            (Some(first), Some(last)) if !range.is_empty() => first.cover(last),
            (Some(first), _) => Span::new(first.start(), first.start()),
            (None, _) => Span::new(0, 0),
        }
    }

    fn add_line(&mut self, line: &str, start: usize) {
        let mut parted = true;
        for (at, raw) in line.char_indices() {
            if is_dropped(raw) {
                parted |= raw.is_whitespace();
                continue;
            }
            let place = Span::new(start + at, start + at + raw.len_utf8());
            let rest = line.get(at + raw.len_utf8()..).unwrap_or("");
            if raw == ',' && self.ends_with_digit() && begins_with_thousands(rest) {
                continue;
            }
            let mut add = |character: char| {
                if parted && character.is_ascii_digit() && self.ends_with_digit() {
                    self.push(DOUBT, place);
                }
                self.push(character, place);
            };
            if is_end(raw) {
                add('；');
            } else if is_plain(raw) {
                add(in_chinese(raw));
            } else {
                let forms = raw.nfkc().map(in_chinese);
                forms.filter(|c| !c.is_whitespace()).for_each(add);
            }
            parted = false;
        }
    }

    fn ends_with_digit(&self) -> bool {
        self.text.ends_with(|c: char| c.is_ascii_digit())
    }

    fn push(&mut self, character: char, place: Span) {
        self.text.push(character);
        self.places
            .extend(std::iter::repeat_n(place, character.len_utf8()));
    }
}

/// White space, control and zero-width characters, marks of Markdown, and quotes: 属于“部分公开”的 says 部分公开.
fn is_dropped(c: char) -> bool {
    c.is_whitespace()
        || c.is_control()
        || matches!(
            c,
            '\u{200b}'
                ..='\u{200f}'
                    | '\u{feff}'
                    | '*'
                    | '#'
                    | '_'
                    | '\\'
                    | '`'
                    | '“'
                    | '”'
                    | '"'
                    | '＂'
                    | '「'
                    | '」'
                    | '『'
                    | '』'
        )
}

/// Whether a character is surely its own compatibility form.
fn is_plain(c: char) -> bool {
    c.is_ascii() || ('\u{4e00}'..='\u{9fff}').contains(&c)
}

/// Whether a clause ends with the mark: a circled number is a list number.
fn is_end(raw: char) -> bool {
    matches!(raw, '①'..='⓿' | '|' | '｜' | '•' | '●')
}

/// A character in its compatibility form, punctuation as Chinese prints it.
fn in_chinese(c: char) -> char {
    match c {
        ',' => '，',
        ';' => '；',
        ':' => '：',
        '(' | '[' | '【' | '〔' => '（',
        ')' | ']' | '】' | '〕' => '）',
        '!' | '?' => '。',
        other => other,
    }
}

/// Whether `rest` goes on with exactly three digits, as after the comma of 1,234.
fn begins_with_thousands(rest: &str) -> bool {
    rest.chars().take_while(char::is_ascii_digit).count() == 3
}

/// The number of a heading of a part: （一）, 一、, 3. and the like.
static HEADING_NUMBER: LazyLock<Expression> = LazyLock::new(|| {
    Expression::new(
        "^(?:[（(][一二三四五六七八九十]+[）)]|[一二三四五六七八九十]+[、.．]|[0-9]{1,2}[、.．])",
    )
});

/// Longest heading of a part, in characters.
const HEADING_LENGTH: usize = 20;

/// Whether a line is the heading of a part, which runs into no sentence: a number and few words, without punctuation
/// and figures.
fn is_heading(line: &str) -> bool {
    let line: String = line.chars().filter(|c| !is_dropped(*c)).collect();
    let Some(number) = HEADING_NUMBER.find(&line) else {
        return false;
    };
    let words = line.get(number.end()..).unwrap_or("");
    let n_words = words.chars().count();
    let ends = |c: char| {
        c.is_numeric() || matches!(c, '，' | '。' | '；' | '：' | '（' | ',' | ';' | ':' | '(')
    };
    (2..=HEADING_LENGTH).contains(&n_words) && !words.contains(ends)
}

/// Whether a line is nothing but a page number between dashes, `— 3 —`, or one that a form feed follows.
fn is_page_number(line: &str) -> bool {
    let is_dash = |c: char| matches!(c, '-' | '—' | '–' | '－' | '一' | '·');
    let ends_page = line.contains('\u{c}');
    let core = line.trim_matches(|c: char| c.is_whitespace() || c.is_control());
    let digits = core.trim_matches(|c: char| is_dash(c) || c.is_whitespace());
    let is_number = (1..=3).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit());
    is_number && (ends_page || digits.len() < core.len())
}

/// The last `n` characters of `text`.
#[must_use]
pub fn last_characters(text: &str, n: usize) -> &str {
    let mut starts = text.char_indices().rev();
    let start = starts.nth(n.saturating_sub(1)).map_or(0, |(at, _)| at);
    text.get(start..).unwrap_or("")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_flat(text: &str, expected: &str) {
        let flat = Flat::new(text, &[Span::new(0, text.len())]);
        assert_eq!(flat.text, format!("{expected}。"), "{text:?}");
        assert_eq!(flat.places.len(), flat.text.len());
    }

    #[test]
    fn spaces_and_page_numbers_fall_away_but_digits_do_not_run_together() {
        check_flat("共收到 申请\n28 件,\n其中", "共收到申请28件，其中");
        check_flat("共收到\n— 3 —\n28件", "共收到28件");
        check_flat("共收到1,234件(含12,5件)", "共收到1234件（含12，5件）");
        check_flat("收到3\n28件", "收到3¦28件");
        check_flat("①公开５件", "；公开5件");
        check_flat("属于“部分公开”的5件", "属于部分公开的5件");
        check_flat("（一）主动公开\n我局收到", "（一）主动公开。我局收到");
        check_flat("（二）收到28件，\n办结", "（二）收到28件，办结");
    }

    #[test]
    fn places_lead_back_to_the_source() {
        let text = "甲\n公 开28件";
        let flat = Flat::new(text, &[Span::new(0, text.len())]);
        let at = flat.text.find("公开28").unwrap();
        assert_eq!(flat.span(at..at + "公开28".len()).of(text), "公 开28");
    }
}
