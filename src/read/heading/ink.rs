//! The text as a stream of glyphs: what is printed, without white space and markup marks, each glyph with its place.

use std::ops::Range;

use unicode_normalization::UnicodeNormalization;

use crate::read::fold;
use crate::read::pieces::{Cut, LineKind, is_grounding};
use crate::read::reading::Stated;
use crate::source::Span;

/// One printed character in its compatibility form.
#[derive(Clone, Copy, Debug)]
pub struct Glyph {
    /// The character in its compatibility form.
    pub c: char,
    /// Where the character stands in the text.
    pub span: Span,
    /// The line it stands on, from 0.
    pub line: usize,
    /// Display columns of white space before it on its line.
    pub gap: usize,
}

/// All glyphs of a text. White space, control characters and the marks `*`, `#`, `` ` `` and `\` leave no glyph, nor do
/// lines that stand for nothing, such as page numbers and rules.
#[derive(Clone, Debug, Default)]
pub struct Ink {
    glyphs: Vec<Glyph>,
    /// The glyphs in simplified characters, to search in.
    folded: Vec<char>,
    /// The glyphs of every line of the text.
    lines: Vec<Range<usize>>,
}

impl Ink {
    /// The glyphs of a text that was cut into lines.
    #[must_use]
    pub fn new(text: &str, cut: &Cut) -> Self {
        let mut ink = Self::default();
        for (number, line) in cut.lines.iter().enumerate() {
            let start = ink.glyphs.len();
            let content = line.span.of(text);
            let is_tag = content.contains('<') && !is_grounding(content);
            if line.kind != LineKind::Noise || is_tag {
                ink.add_line(text, line.span, number);
            }
            ink.lines.push(start..ink.glyphs.len());
        }
        ink
    }

    fn add_line(&mut self, text: &str, line: Span, number: usize) {
        let mut gap = 0;
        for (at, raw) in line.of(text).char_indices() {
            if raw.is_whitespace() {
                gap += if raw == '\t' || raw == '\u{3000}' {
                    2
                } else {
                    1
                };
                continue;
            }
            if is_invisible(raw) {
                continue;
            }
            let at = line.start() + at;
            let span = Span::new(at, at + raw.len_utf8());
            let mut add = |c: char| {
                self.glyphs.push(Glyph {
                    c,
                    span,
                    line: number,
                    gap,
                });
                self.folded.push(simplified(c));
                gap = 0;
            };
            if fold::is_plain(raw) {
                add(raw);
            } else {
                let forms = std::iter::once(raw).nfkc();
                forms.filter(|c| !c.is_whitespace()).for_each(add);
            }
        }
    }

    /// The glyph at an index.
    #[must_use]
    pub fn glyph(&self, index: usize) -> Option<&Glyph> {
        self.glyphs.get(index)
    }

    /// The glyph at an index in simplified characters.
    #[must_use]
    pub fn at(&self, index: usize) -> Option<char> {
        self.folded.get(index).copied()
    }

    /// Number of glyphs.
    #[must_use]
    pub fn len(&self) -> usize {
        self.glyphs.len()
    }

    /// Whether the text has no glyph at all.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.glyphs.is_empty()
    }

    /// The glyphs of every line.
    #[must_use]
    pub fn lines(&self) -> &[Range<usize>] {
        &self.lines
    }

    /// The glyphs of the line on which a glyph stands.
    #[must_use]
    pub fn line_of(&self, index: usize) -> Range<usize> {
        self.glyph(index)
            .and_then(|glyph| self.lines.get(glyph.line))
            .cloned()
            .unwrap_or(index..index)
    }

    /// The first glyph at or behind a byte offset of the text.
    #[must_use]
    pub fn from_offset(&self, offset: usize) -> usize {
        self.glyphs
            .partition_point(|glyph| glyph.span.start() < offset)
    }

    /// A run of glyphs in simplified characters, to compare.
    #[must_use]
    pub fn folded(&self, range: Range<usize>) -> &[char] {
        self.folded.get(range).unwrap_or(&[])
    }

    /// Whether `word` begins at an index.
    #[must_use]
    pub fn has(&self, index: usize, word: &str) -> bool {
        let mut at = index;
        word.chars().all(|c| {
            at += 1;
            self.at(at - 1) == Some(c)
        })
    }

    /// Whether `word` ends right before an index.
    #[must_use]
    pub fn has_before(&self, index: usize, word: &str) -> bool {
        index
            .checked_sub(word.chars().count())
            .is_some_and(|start| self.has(start, word))
    }

    /// Every place inside `range` where `word` begins.
    pub fn find_all<'a>(
        &'a self,
        word: &'a str,
        range: Range<usize>,
    ) -> impl Iterator<Item = usize> + 'a {
        let length = word.chars().count();
        range.filter(move |index| self.has(*index, word) && index + length <= self.len())
    }

    /// A run of glyphs as something the report states, one span for each line it stands on.
    #[must_use]
    pub fn stated(&self, ranges: &[Range<usize>]) -> Stated {
        let mut stated = Stated {
            text: String::new(),
            spans: Vec::new(),
        };
        let mut line = None;
        for glyph in ranges
            .iter()
            .flat_map(|range| self.glyphs.get(range.clone()).unwrap_or(&[]))
        {
            stated.text.push(glyph.c);
            match stated.spans.last_mut() {
                Some(last) if line == Some(glyph.line) => *last = last.cover(glyph.span),
                _ => stated.spans.push(glyph.span),
            }
            line = Some(glyph.line);
        }
        stated
    }
}

/// Characters that leave no mark on paper, and marks of Markdown that mean type, not text.
fn is_invisible(c: char) -> bool {
    let zero_width = matches!(
        c,
        '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{fffd}'
    );
    c.is_control() || zero_width || matches!(c, '*' | '#' | '`' | '\\')
}

/// The character in its simplified form, in lower case.
#[must_use]
pub fn simplified(c: char) -> char {
    if c.is_ascii() {
        return c;
    }
    fold::simplified(c.to_lowercase().next().unwrap_or(c))
}
