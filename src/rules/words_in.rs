//! Words looked for in a text in which white space may stand anywhere and brackets and widths differ.

use unicode_normalization::UnicodeNormalization;

use crate::source::Span;

/// Every place where one of the words stands, in the order of the text. Words that lie in one another are found once,
/// by the one that is named first.
#[must_use]
pub(super) fn find_all(text: &str, words: &[String]) -> Vec<Span> {
    let words: Vec<Vec<char>> = words
        .iter()
        .map(|word| word.chars().map(folded).collect())
        .collect();
    let mut spans: Vec<Span> = Vec::new();
    for (at, c) in text.char_indices() {
        if spans.last().is_some_and(|last| at < last.end()) {
            continue;
        }
        let c = folded(c);
        let mut begun = words.iter().filter(|word| word.first() == Some(&c));
        let end = begun.find_map(|word| end_of(text, at, word));
        spans.extend(end.map(|end| Span::new(at, end)));
    }
    spans
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
        '〔' | '【' | '［' | '[' | '（' | '﹝' => '(',
        '〕' | '】' | '］' | ']' | '）' | '﹞' => ')',
        c if c.is_ascii() => c,
        // Most characters of a report are Han, which have one width.
        '\u{4e00}'..='\u{9fff}' => c,
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
