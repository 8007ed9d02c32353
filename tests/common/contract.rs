//! What every reading keeps, whatever the text: spans are exact and belong to one cell each, nothing is invented, and a
//! certain number is the one that stands there.

use gouji::read::Reading;
use gouji::source::Source;
use gouji::value::Value;
use unicode_normalization::UnicodeNormalization;

/// Breaches of the contract, as sentences.
pub(crate) fn broken_contract(source: &Source, reading: &Reading) -> Vec<String> {
    let mut wrong = Vec::new();
    let mut spans: Vec<(usize, usize, String)> = Vec::new();
    for (key, found) in &reading.cells {
        let printed: String = found
            .spans
            .iter()
            .map(|span| source.text.get(span.range()).unwrap_or("<no boundary>"))
            .collect();
        if printed != found.printed {
            wrong.push(format!(
                "{key}: printed {:?}, but its span holds {printed:?}",
                found.printed
            ));
        }
        if found.value == Value::Absent && !found.spans.is_empty() {
            wrong.push(format!("{key} is absent, but has a place"));
        }
        if found.value == Value::Blank && (found.spans.len() != 1 || !found.printed.is_empty()) {
            wrong.push(format!("{key} is blank, but has no empty place"));
        }
        if let (Some(number), None) = (found.value.number(), found.glyph_doubt()) {
            let (said, stands) = (
                digits(&number.to_string()),
                digits(&outside_notes(&printed)),
            );
            if said != stands {
                wrong.push(format!(
                    "{key} is surely {number}, but {printed:?} stands there"
                ));
            }
        }
        spans.extend(
            found
                .spans
                .iter()
                .filter(|s| !s.is_empty())
                .map(|s| (s.start(), s.end(), key.to_string())),
        );
    }
    spans.sort();
    for (first, second) in spans.iter().zip(spans.iter().skip(1)) {
        if first.1 > second.0 {
            wrong.push(format!("{} and {} share characters", first.2, second.2));
        }
    }
    wrong
}

/// The digits in their order. A character that is a digit in another width or type is one; a circled one is a mark.
fn digits(text: &str) -> String {
    let plain = |c: char| {
        let mut plain = std::iter::once(c).nfkd();
        let first = plain.next().filter(char::is_ascii_digit)?;
        (plain.next().is_none() && !is_mark(c)).then_some(first)
    };
    text.chars().filter_map(plain).collect()
}

/// Whether a digit is that of a note: raised, lowered, or in a circle.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{b2}' | '\u{b3}' | '\u{b9}' | '\u{2070}'..='\u{209f}' | '\u{2460}'..='\u{24ff}' | '\u{2776}'..='\u{2793}')
}

/// What stands outside brackets, and outside tags that raise or lower a note.
fn outside_notes(text: &str) -> String {
    let parts = text.split("<su").enumerate();
    let outside = parts.map(|(number, part)| match part.split_once("</su") {
        Some((_, behind)) if number > 0 => behind.get(2..).unwrap_or_default(),
        _ => part,
    });
    let text: String = outside.collect();
    let mut depth = 0_usize;
    let outside = |c: &char| {
        match c {
            '(' | '（' | '[' | '〔' | '【' => depth += 1,
            ')' | '）' | ']' | '〕' | '】' => {
                depth = depth.saturating_sub(1);
                return false;
            }
            _ => {}
        }
        depth == 0
    };
    text.chars().filter(outside).collect()
}
