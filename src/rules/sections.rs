//! The headings of the six sections as the rules about sections see them: without captions of tables, headings of
//! subsections, sentences that sound like a heading, and lists of contents.

use std::collections::BTreeSet;

use crate::rules::rule::Input;
use crate::source::Span;

/// Titles of the sections in the order of both editions: 国办公开办函〔2019〕60号, 国办公开办函〔2021〕30号.
pub const TITLES: [&str; 6] = [
    "总体情况",
    "主动公开政府信息情况",
    "收到和处理政府信息公开申请情况",
    "政府信息公开行政复议、行政诉讼情况",
    "存在的主要问题及改进情况",
    "其他需要报告的事项",
];

/// The same in English.
const ENGLISH: [&str; 6] = [
    "overview",
    "proactive disclosure",
    "requests received and handled",
    "reconsiderations and lawsuits",
    "problems and improvements",
    "other matters",
];

/// The numerals the sections are printed with.
const NUMERALS: &str = "一二三四五六七八九十";

/// Headings in a row with fewer characters between them are a list of contents.
const CONTENTS_GAP: usize = 30;

/// Fewest headings of a list of contents.
const CONTENTS_LENGTH: usize = 4;

/// A heading of a section.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Heading {
    /// The section by its title, from 1 to 6.
    pub number: usize,
    /// The number printed before the title; `None` if there is none that can be read.
    pub printed: Option<usize>,
    /// Where the heading stands.
    pub span: Span,
}

/// The headings in text order.
#[must_use]
pub fn headings(input: &Input) -> Vec<Heading> {
    let all = input.given.reading.heading.sections.iter();
    let headings: Vec<Heading> = all
        .filter_map(|section| {
            let line = section.span.of(input.given.text).trim();
            is_heading(line).then(|| Heading {
                number: usize::from(section.number),
                printed: printed_number(line),
                span: section.span,
            })
        })
        .collect();
    without_contents(input.given.text, headings)
}

/// What a section says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Content {
    /// Its heading.
    pub heading: Heading,
    /// Whether no other heading follows.
    pub is_last: bool,
    /// Its text without white space.
    pub words: String,
}

impl Content {
    /// How many letters and digits it has.
    #[must_use]
    pub fn n_letters(&self) -> usize {
        self.words.chars().filter(|c| c.is_alphanumeric()).count()
    }

    /// Whether nothing but a page number stands behind its heading at the very end: then the text may have been cut off.
    #[must_use]
    pub fn may_be_cut(&self) -> bool {
        self.is_last && !self.words.chars().any(char::is_alphabetic)
    }

    /// Whether one of the words stands in it; one that begins with `^`, at its start. In a word, `*` stands for up to a
    /// dozen characters of one clause.
    #[must_use]
    pub fn says(&self, words: &[String]) -> bool {
        let begins = |c: char| c.is_alphanumeric();
        let start = self.words.trim_start_matches(|c| !begins(c));
        words.iter().any(|word| match word.strip_prefix('^') {
            Some(word) => start.starts_with(word),
            None => holds(&self.words, word),
        })
    }

    /// The beginnings of its parts, behind their numbers （一）, （二） and so on.
    pub fn parts(&self) -> impl Iterator<Item = &str> {
        let numbered = self.words.split('（').skip(1);
        numbered.filter_map(|part| {
            let (number, title) = part.split_once('）')?;
            let is_number = !number.is_empty() && number.chars().all(|c| NUMERALS.contains(c));
            let end = title.char_indices().nth(PART_TITLE);
            let title = end.map_or(title, |(at, _)| title.get(..at).unwrap_or(title));
            is_number.then(|| title.split(['。', '：']).next().unwrap_or(title))
        })
    }
}

/// How many characters of the title of a part are looked at: it may run on into the text.
const PART_TITLE: usize = 12;

/// How many characters `*` may stand for.
const ANYTHING: usize = 12;

/// Whether a word stands in the text.
#[must_use]
pub fn holds(text: &str, word: &str) -> bool {
    let Some((first, rest)) = word.split_once('*') else {
        return text.contains(word);
    };
    let mut found = text.match_indices(first);
    found.any(|(at, found)| follows(text.get(at + found.len()..).unwrap_or_default(), rest))
}

/// Whether the rest of a word stands in `text` behind a `*`.
fn follows(text: &str, rest: &str) -> bool {
    let clause = text.split(['，', '。', '；', '、']).next();
    let starts = clause.unwrap_or_default().char_indices().take(ANYTHING + 1);
    let mut texts = starts.filter_map(|(at, _)| text.get(at..));
    texts.any(|text| match rest.split_once('*') {
        None => text.starts_with(rest),
        Some((next, rest)) => text
            .strip_prefix(next)
            .is_some_and(|text| follows(text, rest)),
    })
}

/// What section `number` says, by the last of its headings; `None` if it has none.
#[must_use]
pub fn content(input: &Input, number: usize) -> Option<Content> {
    let headings = headings(input);
    let at = headings
        .iter()
        .rposition(|heading| heading.number == number)?;
    let heading = *headings.get(at)?;
    let next = headings.get(at + 1);
    let end = next.map_or(input.given.text.len(), |next| next.span.start());
    let content = input.given.text.get(heading.span.end()..end)?;
    Some(Content {
        heading,
        is_last: next.is_none(),
        words: content.chars().filter(|c| !c.is_whitespace()).collect(),
    })
}

/// The title of section `number`, with its number: `五、存在的主要问题及改进情况`.
#[must_use]
pub fn title(number: usize) -> String {
    let title = number.checked_sub(1).and_then(|index| TITLES.get(index));
    format!("{}、{}", numeral(number), title.unwrap_or(&""))
}

/// The section in English: `Section 5 (problems and improvements)`.
#[must_use]
pub fn english(number: usize) -> String {
    let title = number.checked_sub(1).and_then(|index| ENGLISH.get(index));
    format!("Section {number} ({})", title.unwrap_or(&""))
}

/// `五` for 5.
#[must_use]
pub fn numeral(number: usize) -> String {
    let numeral = number
        .checked_sub(1)
        .and_then(|index| NUMERALS.chars().nth(index));
    numeral.map_or_else(|| number.to_string(), |numeral| numeral.to_string())
}

/// Whether the line is no caption (表二：…), no subsection (（一）…) and no sentence.
fn is_heading(line: &str) -> bool {
    let text = undecorated(line);
    let is_caption = text.starts_with('表') || text.starts_with('附');
    let is_subsection = text.starts_with(['（', '(']);
    let is_sentence = text.ends_with(['。', '；', '，', '：']) || text.starts_with(['无', '暂']);
    !is_caption && !is_subsection && !is_sentence
}

/// The line without marks of Markdown around it.
fn undecorated(line: &str) -> &str {
    line.trim_matches(|c: char| matches!(c, '#' | '*' | '|') || c.is_whitespace())
}

/// The numeral with a 、 or point behind it.
fn printed_number(line: &str) -> Option<usize> {
    let mut chars = undecorated(line).chars();
    let first = chars.next()?;
    let mut rest = chars.skip_while(|c| c.is_whitespace());
    let separator = rest.next()?;
    if !matches!(separator, '、' | '.' | '．' | '，' | ',') {
        return None;
    }
    let numeral = NUMERALS.chars().position(|numeral| numeral == first);
    let digit = first
        .to_digit(10)
        .and_then(|digit| usize::try_from(digit).ok());
    numeral.map(|index| index + 1).or(digit)
}

/// The headings without a list of contents at their start: several in close succession, each of which comes again.
fn without_contents(text: &str, headings: Vec<Heading>) -> Vec<Heading> {
    let is_close = |pair: &[Heading]| match pair {
        [one, next] => {
            let between = text.get(one.span.end()..next.span.start());
            let between = between.unwrap_or_default().chars();
            between.filter(|c| !c.is_whitespace()).count() < CONTENTS_GAP
        }
        _ => false,
    };
    let mut seen = BTreeSet::new();
    let n_close = headings
        .windows(2)
        .take_while(|pair| is_close(pair))
        // A list of contents names each section once; the next one of a number opens the report itself.
        .take_while(|pair| {
            let [one, next] = pair else { return false };
            seen.insert(one.number);
            !seen.contains(&next.number)
        })
        .count();
    let n_listed = if n_close == 0 { 0 } else { n_close + 1 };
    let (listed, rest) = headings.split_at(n_listed);
    let comes_again = |heading: &Heading| rest.iter().any(|other| other.number == heading.number);
    let is_contents = n_listed >= CONTENTS_LENGTH
        && listed.iter().filter(|h| comes_again(h)).count() >= CONTENTS_LENGTH;
    if is_contents { rest.to_vec() } else { headings }
}
