//! Sentences of the source that the reviewer marked 应核对: no rule spoke of them, and they should be held against the
//! tables. A mark is the judgement 存疑 of a finding that exists as long as it is judged, so that it is in the journal, in
//! the file and in every list of problems as other findings are.

use crate::review::slot::{Decisions, Slot};
use crate::rules::Finding;
use crate::rules::prose::MISSED;
use crate::said::Said;
use crate::source::Span;

/// Most characters of a sentence, white space left out; what is longer is marked by its beginning.
const MOST_CHARACTERS: usize = 300;

/// Fewer characters than these are a place in a sentence, not a sentence.
const LEAST_CHARACTERS: usize = 4;

/// Key of the finding about the sentence at `span`: its characters without white space, and which of equal ones it is. What
/// has fewer characters than a word stands for the sentence around it. `None` where nothing is written.
#[must_use]
pub fn key(text: &str, span: Span) -> Option<String> {
    let is_place = letters(span.of(text)).count() < LEAST_CHARACTERS;
    let span = if is_place {
        sentence_at(text, span.start())?
    } else {
        span
    };
    let said: String = letters(span.of(text))
        .map(|(_, c)| c)
        .take(MOST_CHARACTERS)
        .collect();
    let places = places(text, &said);
    let at = places
        .iter()
        .position(|place| place.end() > span.start())
        .unwrap_or(0);
    (!said.is_empty()).then(|| match at {
        0 => format!("{}/{said}", MISSED.id),
        n => format!("{}/{said}#{}", MISSED.id, n + 1),
    })
}

/// Whether the sentence of `text` at `span` is marked.
#[must_use]
pub fn is_marked(text: &str, decisions: &Decisions, span: Span) -> bool {
    let key = key(text, span);
    key.is_some_and(|key| decisions.finding(&key).is_some())
}

/// The findings about all marks there are, in the order of the text.
pub(super) fn findings(text: &str, decisions: &Decisions) -> Vec<Finding> {
    let keys = decisions.slots().filter_map(|slot| match slot {
        Slot::Finding(key) => Some(key.as_str()),
        _ => None,
    });
    let mut findings: Vec<Finding> = keys.filter_map(|key| finding(text, key)).collect();
    findings.sort_by_key(|finding| finding.spans.first().copied());
    findings
}

/// The finding with this key, if it is about a mark. A sentence that a new text no longer has is told without its place.
pub(super) fn finding(text: &str, key: &str) -> Option<Finding> {
    let subject = key.strip_prefix(MISSED.id)?.strip_prefix('/')?;
    let numbered = subject
        .rsplit_once('#')
        .and_then(|(said, n)| Some((said, n.parse::<usize>().ok()?)));
    let (said, number) = numbered.unwrap_or((subject, 1));
    let place = places(text, said).into_iter().nth(number.saturating_sub(1));
    let [lost, is_lost] = if place.is_none() {
        [
            "（现在的原文里没有找到这句话）",
            " (this sentence is no longer in the source)",
        ]
    } else {
        [""; 2]
    };
    let sentence = Said::new(
        format!("审定人标记应核对：“{said}”{lost}。"),
        format!("Marked by the reviewer to be checked: “{said}”{is_lost}."),
    );
    let mut finding = MISSED.finding(subject, None, Vec::new(), sentence);
    finding.spans = place.into_iter().collect();
    Some(finding)
}

/// The characters that are no white space, with their places.
fn letters(text: &str) -> impl Iterator<Item = (usize, char)> {
    text.char_indices().filter(|(_, c)| !c.is_whitespace())
}

/// Where `said` stands in `text`, white space in it left out. Places do not overlap.
fn places(text: &str, said: &str) -> Vec<Span> {
    let mut places = Vec::new();
    let Some(first) = said.chars().next() else {
        return places;
    };
    let mut end = 0;
    for (start, _) in text.match_indices(first) {
        if start < end {
            continue;
        }
        let behind = text.get(start..).unwrap_or_default();
        let mut rest = letters(behind);
        let matched = said.chars().try_fold(0, |_, wanted| {
            let (at, c) = rest.next()?;
            (c == wanted).then_some(at + c.len_utf8())
        });
        if let Some(length) = matched {
            end = start + length;
            places.push(Span::new(start, end));
        }
    }
    places
}

/// The sentence around a byte of the text: from mark to mark or from blank line to blank line.
fn sentence_at(text: &str, at: usize) -> Option<Span> {
    const ENDS: [&str; 5] = ["。", "！", "？", "；", "\n\n"];
    let (before, behind) = text.split_at_checked(at)?;
    let start = ENDS
        .iter()
        .filter_map(|end| Some(before.rfind(end)? + end.len()));
    let start = start.max().unwrap_or(0);
    let end = ENDS.iter().filter_map(|end| behind.find(end));
    let end = end.min().map_or(text.len(), |end| at + end);
    let sentence = text.get(start..end)?;
    let skipped = sentence.len() - sentence.trim_start().len();
    let start = start + skipped;
    (start < end).then(|| Span::new(start, start + sentence.trim().len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "一、总体情况\n\n全年收到申请3件。办结\n 2件；结转1件。\n\n办结2件；无。";

    #[track_caller]
    fn check_key(marked: &str, nth: usize, expected: Option<&str>) {
        let (at, _) = TEXT.match_indices(marked).nth(nth).unwrap();
        let key = key(TEXT, Span::new(at, at + marked.len()));
        let expected = expected.map(|said| format!("prose-missed/{said}"));
        assert_eq!(key, expected, "{marked}");
    }

    #[test]
    fn a_sentence_is_known_by_its_words_and_which_of_equal_ones_it_is() {
        check_key("3", 0, Some("全年收到申请3件"));
        check_key("收到申请3件", 0, Some("收到申请3件"));
        check_key("办结\n 2件", 0, Some("办结2件"));
        check_key("办结2件", 0, Some("办结2件#2"));
        check_key("\n", 0, Some("一、总体情况"));
        assert_eq!(key("", Span::new(0, 0)), None);
        assert_eq!(key(" 。 ", Span::new(9, 9)), None);
    }

    #[test]
    fn a_mark_finds_its_sentence_again_through_broken_lines() {
        let finding = finding(TEXT, "prose-missed/办结2件").unwrap();
        assert_eq!(finding.spans[0].of(TEXT), "办结\n 2件");
        let gone = super::finding("别的文字", "prose-missed/办结2件").unwrap();
        assert!(gone.spans.is_empty() && gone.text.contains("没有找到"));
        assert_eq!(super::finding(TEXT, "prose-sum/办结2件"), None);
    }
}
