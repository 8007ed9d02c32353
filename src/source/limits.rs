//! How much of a file becomes text. A report has some 10 KB, the longest yearbook with a report in it some 3 MB; what is
//! longer was not written by an office, and would cost everything that comes after minutes and gigabytes. It is cut here,
//! once for all formats, and the reviewer is told.

use crate::said::{Said, said};
use crate::source::Span;
use crate::source::written::Written;

/// Longest text, in bytes.
pub const TEXT: usize = 4 << 20;

/// Most lines of a text.
pub const LINES: usize = 60_000;

/// Most words and cells of a text: runs of characters between white space, tabs, pipes and commas, and the tabs and pipes
/// themselves.
pub const WORDS: usize = 400_000;

/// How much of a text there is so far.
#[derive(Clone, Copy, Debug, Default)]
pub struct Measure {
    n_bytes: usize,
    n_lines: usize,
    n_words: usize,
    in_word: bool,
}

impl Measure {
    /// Adds the next character.
    fn add(&mut self, c: char) {
        let is_border = matches!(c, '\t' | '|' | '｜' | ',' | ';');
        let parts = is_border || c.is_whitespace();
        self.n_bytes += c.len_utf8();
        self.n_lines += usize::from(c == '\n');
        self.n_words += usize::from(is_border) + usize::from(!parts && !self.in_word);
        self.in_word = !parts;
    }

    /// Adds what follows.
    pub fn add_all(&mut self, text: &str) {
        text.chars().for_each(|c| self.add(c));
    }

    /// Whether it is more than a text may have.
    #[must_use]
    pub fn is_over(&self) -> bool {
        self.n_bytes > TEXT || self.n_lines > LINES || self.n_words > WORDS
    }
}

/// A line is cut in two rather than left out when it is longer than this, in bytes.
const WHOLE_LINE: usize = 10_000;

/// Where `text` has to be cut: the end of the last whole line within the limits, or within a line that is very long;
/// `None` when it keeps to them.
#[must_use]
pub fn end(text: &str) -> Option<usize> {
    if text.len() <= LINES.min(WORDS) {
        return None;
    }
    let mut measure = Measure::default();
    let mut line = 0;
    for (at, c) in text.char_indices() {
        measure.add(c);
        if measure.is_over() {
            let is_short = line > 0 && at - line <= WHOLE_LINE;
            return Some(if is_short { line } else { at });
        }
        if c == '\n' {
            line = at + 1;
        }
    }
    None
}

/// Cuts what is longer than the limits, with its cells and pages. Returns a sentence for the reviewer when it did.
pub fn cut(written: &mut Written) -> Option<Said> {
    let end = end(&written.text)?;
    written.text.truncate(end);
    for grid in &mut written.grids {
        grid.cells.retain(|cell| cell.span.end() <= end);
    }
    written.grids.retain(|grid| !grid.cells.is_empty());
    written.places.retain(|place| place.span.end() <= end);
    written.pages.retain(|page| page.start() < end);
    if let Some(last) = written.pages.last_mut() {
        *last = Span::new(last.start(), last.end().min(end));
    }
    Some(notice(&written.text))
}

/// What to tell of a text that was cut behind `kept`.
#[must_use]
pub fn notice(kept: &str) -> Said {
    let n_lines = kept.lines().count();
    let n_characters = kept.chars().count();
    said!(
        "文件太长，只读了开头的部分：前 {n_lines} 行，{n_characters} 字。后面的没有读，不在原文里显示。请只保留报告正文后再打开。",
        "The file is too long: only its first {n_lines} lines, {n_characters} characters, were read and are shown. Keep only the report itself and open it again."
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_end(text: &str, expected: Option<usize>) {
        assert_eq!(end(text), expected);
    }

    #[test]
    fn texts_are_cut_at_the_end_of_a_line() {
        check_end(&"规章 0\n".repeat(1_000), None);
        check_end(&"1\n".repeat(LINES + 1), Some(LINES * 2));
        check_end(&"1 ".repeat(WORDS + 1), Some(WORDS * 2));
        check_end(&"一".repeat(TEXT / 3 + 10), Some(TEXT / 3 * 3));
        let long = "1\t1\n".repeat(10) + &"\t".repeat(WORDS + 1);
        check_end(&long, Some(40 + WORDS - 30));
        let row = "1 2 3 4\n".repeat(LINES) + "1 2 3 4 5\n";
        check_end(&row, Some(8 * LINES));
    }

    #[test]
    fn cells_and_pages_are_cut_too() {
        let text = "1\n".repeat(LINES + 5);
        let all = text.len();
        let mut written = Written {
            text,
            grids: Vec::new(),
            pages: vec![Span::new(0, 10), Span::new(10, all), Span::new(all, all)],
            places: Vec::new(),
        };
        let notice = cut(&mut written).unwrap_or_default();
        assert!(
            notice.chinese.contains(&format!("前 {LINES} 行")),
            "{notice}"
        );
        assert_eq!(written.pages, [Span::new(0, 10), Span::new(10, LINES * 2)]);
        assert_eq!(cut(&mut written), None);
    }
}
