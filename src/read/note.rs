//! What stands beside a number and is none of it: marks that point to a note (`12①`, `12¹`, `12※`), notes in brackets,
//! characters struck out, and the marks of Markdown for bold type.

/// What stands in brackets before and behind a number without being part of it: struck out characters and page numbers,
/// as `source::marks` writes them.
const LABELLED: [&str; 2] = ["删去", "页码"];

/// Brackets that hold a note: opening and closing.
const BRACKETS: [(char, char); 3] = [('[', ']'), ('〔', '〕'), ('【', '】')];

/// Tags around notes and struck out characters, where a text has them.
const TAGS: [(&str, &str); 5] = [
    ("<sup>", "</sup>"),
    ("<sub>", "</sub>"),
    ("<del>", "</del>"),
    ("<s>", "</s>"),
    ("~~", "~~"),
];

/// The same as they stand behind an angle bracket.
pub(super) const NOTE_TAGS: [&str; 8] = [
    "sup>", "/sup>", "sub>", "/sub>", "del>", "/del>", "s>", "/s>",
];

/// A chunk without the notes around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Bare<'a> {
    /// What is left.
    pub(super) text: &'a str,
    /// Whether what was left out may have been part of the number: brackets are read from the lines of a table, too.
    pub(super) is_open: bool,
}

/// `chunk` without the notes around it; `None` when a mark stands before or inside what is left, or nothing is left.
pub(super) fn without_notes(chunk: &str) -> Option<Bare<'_>> {
    let mut bare = Bare {
        text: without_emphasis(chunk),
        is_open: false,
    };
    while let Some(behind) = behind_note(bare.text) {
        bare.text = behind.trim_start();
    }
    loop {
        let whole = bare.text.trim_end();
        bare.text = whole.trim_end_matches(is_mark).trim_end();
        if let Some(before) = before_tagged(bare.text) {
            bare.text = before;
        } else if let Some((before, is_labelled)) = before_bracket(bare.text) {
            bare.text = before;
            bare.is_open |= !is_labelled;
        }
        if bare.text.len() == whole.len() {
            break;
        }
    }
    (!bare.text.is_empty() && !bare.text.contains(is_mark)).then_some(bare)
}

/// Whether the character points to a note: raised, lowered, in a circle or in brackets of its own. None of them is a
/// digit of the number it stands at.
pub(super) fn is_mark(c: char) -> bool {
    matches!(c,
        '¹' | '²' | '³' | '\u{2070}'..='\u{209c}' // raised and lowered
        | '\u{2460}'..='\u{249b}' | '\u{24ea}'..='\u{24ff}' | '\u{2776}'..='\u{2793}' // in circles, in brackets
        | '\u{3220}'..='\u{3229}' | '\u{3248}'..='\u{324f}' | '\u{3251}'..='\u{325f}'
        | '\u{3280}'..='\u{3289}' | '\u{32b1}'..='\u{32bf}' | '\u{1f100}'..='\u{1f10c}'
        | '※' | '†' | '‡' | '*' | '＊')
}

/// Whether the mark numbers a note.
pub(super) fn is_numbered(c: char) -> bool {
    is_mark(c) && !matches!(c, '*' | '＊' | '※' | '†' | '‡')
}

/// Whether the chunk is nothing but marks, so that it belongs to what stands before it.
pub(super) fn is_only_marks(chunk: &str) -> bool {
    !chunk.is_empty()
        && chunk
            .chars()
            .all(|c| is_mark(c) && !matches!(c, '*' | '＊'))
}

/// Whether a note with a label begins the chunk.
pub(super) fn begins_with_note(chunk: &str) -> bool {
    LABELLED.iter().any(|label| {
        let inner = chunk.strip_prefix('[');
        inner.is_some_and(|inner| inner.starts_with(label))
    })
}

/// The digits of `text` that are its own, in order: those in brackets, in tags and raised are a note's.
pub(super) fn own_digits(text: &str) -> String {
    let mut depth = 0_usize;
    let mut digits = String::new();
    for c in without_tagged(text).chars() {
        match c {
            '(' | '（' | '[' | '〔' | '【' => depth += 1,
            ')' | '）' | ']' | '〕' | '】' => depth = depth.saturating_sub(1),
            _ if depth == 0 => digits.extend(digit(c)),
            _ => {}
        }
    }
    digits
}

/// The digit a character is, in any width or type (Unicode category Nd with an ASCII digit as compatibility form).
fn digit(c: char) -> Option<char> {
    let from = |zero: u32| char::from_digit((u32::from(c) - zero) % 10, 10);
    match c {
        '0'..='9' => Some(c),
        '\u{ff10}'..='\u{ff19}' => from(0xff10),
        '\u{1d7ce}'..='\u{1d7ff}' => from(0x1d7ce),
        '\u{1fbf0}'..='\u{1fbf9}' => from(0x1fbf0),
        _ => None,
    }
}

/// The chunk in bold or slanted type: `**12**`.
fn without_emphasis(chunk: &str) -> &str {
    ["**", "__", "*"]
        .iter()
        .find_map(|mark| {
            let inner = chunk.strip_prefix(mark)?.strip_suffix(mark)?;
            (!inner.is_empty()).then_some(inner)
        })
        .unwrap_or(chunk)
}

/// What stands behind a note at the beginning of `chunk`.
fn behind_note(chunk: &str) -> Option<&str> {
    if begins_with_note(chunk) {
        return chunk.split_once(']').map(|(_, behind)| behind);
    }
    TAGS.iter().find_map(|(open, close)| {
        let inner = chunk.strip_prefix(open)?;
        inner.split_once(close).map(|(_, behind)| behind)
    })
}

fn before_tagged(chunk: &str) -> Option<&str> {
    TAGS.iter().find_map(|(open, close)| {
        let (before, _) = chunk.strip_suffix(close)?.rsplit_once(open)?;
        (!before.is_empty()).then_some(before)
    })
}

/// What stands before brackets at the end of `chunk`, and whether these have a label. There must be something.
fn before_bracket(chunk: &str) -> Option<(&str, bool)> {
    BRACKETS.iter().find_map(|(open, close)| {
        let (before, inner) = chunk.strip_suffix(*close)?.rsplit_once(*open)?;
        let is_labelled = LABELLED.iter().any(|label| inner.starts_with(label));
        (!before.is_empty() && !inner.is_empty()).then_some((before, is_labelled))
    })
}

fn without_tagged(text: &str) -> String {
    let mut kept = text.to_owned();
    for (open, close) in TAGS {
        while let Some((before, rest)) = kept.split_once(open) {
            let Some((_, behind)) = rest.split_once(close) else {
                break;
            };
            kept = format!("{before} {behind}");
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_bare(chunk: &str, expected: Option<&str>) {
        let bare = without_notes(chunk);
        assert_eq!(bare.map(|bare| bare.text), expected, "{chunk}");
    }

    #[test]
    fn marks_around_a_number_are_left_out() {
        for chunk in [
            "12①",
            "12¹",
            "12⑫",
            "12※",
            "12*",
            "12 ②",
            "12[1]",
            "12〔注〕",
            "12[页码：3]",
            "[删去：1 1]12",
            "[删去：11]12①",
            "12<sup>1</sup>",
            "<del>11</del>12",
            "~~11~~12",
            "**12**",
        ] {
            check_bare(chunk, Some("12"));
        }
        check_bare("22（其中修订16件）①", Some("22（其中修订16件）"));
    }

    #[test]
    fn a_mark_is_no_number_of_its_own() {
        for chunk in ["①", "⑫", "①0", "1①0", "¹", "[删去：12]", "*", "1½2"] {
            let expected = (chunk == "1½2").then_some(chunk);
            check_bare(chunk, expected);
        }
        check_bare("[12]", Some("[12]"));
    }

    #[test]
    fn the_digits_of_notes_are_not_its_own() {
        for (text, expected) in [
            ("１2①", "12"),
            ("22（其中修订16件）", "22"),
            ("[删去：11]12", "12"),
            ("12<sup>1</sup>", "12"),
            ("1,234.50万元", "123450"),
        ] {
            assert_eq!(own_digits(text), expected, "{text}");
        }
    }
}
