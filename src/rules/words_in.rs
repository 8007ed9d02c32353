//! Words looked for in a text in which white space may stand anywhere and brackets and widths differ.

use unicode_normalization::UnicodeNormalization;

use crate::source::Span;

/// Every place where one of the words stands, in the order of the text. Of places that overlap the first is told.
#[must_use]
pub(super) fn find_all(text: &str, words: &[String]) -> Vec<Span> {
    let mut spans: Vec<Span> = words
        .iter()
        .flat_map(|word| places(text, &word.chars().map(folded).collect::<Vec<char>>()))
        .collect();
    spans.sort_unstable_by_key(|span| (span.start(), span.end()));
    let mut end = 0;
    spans.retain(|span| {
        let is_apart = span.start() >= end;
        if is_apart {
            end = span.end();
        }
        is_apart
    });
    spans
}

/// Brackets that are read as round ones.
const OPENING: &str = "(〔【［[（﹝";
const CLOSING: &str = ")〕】］]）﹞";

/// Where a word stands: every form of its first character is looked for, which takes little time, and the rest compared.
fn places(text: &str, word: &[char]) -> Vec<Span> {
    let Some(first) = word.first() else {
        return Vec::new();
    };
    let begun = forms(*first);
    let begun = begun.iter().flat_map(|form| text.match_indices(*form));
    begun
        .filter_map(|(at, _)| Some(Span::new(at, end_of(text, at, word)?)))
        .collect()
}

/// The characters that [`folded`] makes this one of.
fn forms(c: char) -> Vec<char> {
    const WIDE: u32 = 0xFEE0;
    match c {
        '(' => OPENING.chars().collect(),
        ')' => CLOSING.chars().collect(),
        '!'..='~' => {
            let wide = char::from_u32(u32::from(c) + WIDE);
            [c].into_iter().chain(wide).collect()
        }
        c => vec![c],
    }
}

/// Where the word ends that begins at `at`, if it stands there.
fn end_of(text: &str, at: usize, word: &[char]) -> Option<usize> {
    let mut chars = text.get(at..)?.char_indices();
    let mut end = at;
    for wanted in word {
        let (offset, c) = chars.find(|(_, c)| !c.is_whitespace())?;
        if folded(c) != *wanted {
            return None;
        }
        end = at + offset + c.len_utf8();
    }
    Some(end)
}

/// The character in its usual width, brackets of all kinds as round ones.
fn folded(c: char) -> char {
    match c {
        // Most characters of a report are Han, which have one width.
        '\u{4e00}'..='\u{9fff}' => c,
        c if OPENING.contains(c) => '(',
        c if CLOSING.contains(c) => ')',
        c if c.is_ascii() => c,
        c => std::iter::once(c).nfkc().next().unwrap_or(c),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_found(text: &str, expected: &[&str]) {
        let words = ["〔2019〕60号".to_owned(), "××".to_owned()];
        let found: Vec<&str> = find_all(text, &words)
            .into_iter()
            .map(|span| span.of(text))
            .collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn words_are_found_through_breaks_and_brackets() {
        check_found("国办公开办函〔2019〕60号", &["〔2019〕60号"]);
        check_found("国办公开办函[２０１９]\n 60 号", &["[２０１９]\n 60 号"]);
        check_found("国办公开办函（2021）30号", &[]);
        check_found("××××政府", &["××", "××"]);
        check_found("〔2019〕6", &[]);
    }
}
