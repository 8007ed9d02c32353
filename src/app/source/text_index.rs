//! Bytes, characters, lines and pages of the text: spans count bytes, the layout counts characters.

use crate::source::{LineIndex, Span};

/// Byte offset of every character, because the layout counts characters and spans count bytes.
pub(crate) struct TextIndex {
    starts: Vec<u32>,
    /// Lines of the text.
    pub n_lines: usize,
    lines: LineIndex,
}

impl TextIndex {
    /// The index of `text`.
    pub(crate) fn new(text: &str) -> Self {
        Self {
            starts: text
                .char_indices()
                .map(|(byte, _)| u32::try_from(byte).unwrap_or(u32::MAX))
                .collect(),
            n_lines: text.lines().count(),
            lines: LineIndex::new(text),
        }
    }

    /// Which character begins at `byte` or after it.
    pub(crate) fn char_at(&self, byte: usize) -> usize {
        self.starts
            .partition_point(|start| (*start as usize) < byte)
    }

    /// The line that `byte` stands in, from 1.
    pub(crate) fn line_at(&self, byte: usize) -> usize {
        self.lines.line_at(byte)
    }

    /// Where a character begins; `None` behind the end.
    pub(crate) fn byte_at(&self, char_index: usize) -> Option<usize> {
        self.starts.get(char_index).map(|start| *start as usize)
    }
}

/// The page that `byte` stands on, from 1; `None` for a format without pages.
pub(crate) fn page_at(pages: &[Span], byte: usize) -> Option<usize> {
    let n_begun = pages.partition_point(|page| page.start() <= byte);
    (n_begun > 0).then_some(n_begun)
}

/// The bytes of lines `first` to `last`, from 1, without the last line break.
pub(crate) fn lines_span(text: &str, (first, last): (usize, usize)) -> Option<Span> {
    let skipped = first.checked_sub(1)?;
    let mut starts = std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1));
    let start = starts.nth(skipped)?;
    let n_more = last.checked_sub(first)?;
    let end = text.get(start..)?.match_indices('\n').nth(n_more);
    Some(Span::new(
        start,
        end.map_or(text.len(), |(at, _)| start + at),
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_stands_on_the_page_that_began_last() {
        let pages = [Span::new(0, 10), Span::new(10, 30)];
        let page = |byte| page_at(&pages, byte);
        assert_eq!(
            [page(0), page(9), page(10), page(40)],
            [Some(1), Some(1), Some(2), Some(2)]
        );
        assert_eq!(page_at(&[], 5), None);
    }

    #[track_caller]
    fn check_lines(text: &str, lines: (usize, usize), expected: Option<&str>) {
        let span = lines_span(text, lines);
        assert_eq!(span.map(|span| span.of(text)), expected, "{lines:?}");
    }

    #[test]
    fn lines_are_counted_from_one() {
        let text = "一\n二\n三";
        check_lines(text, (1, 1), Some("一"));
        check_lines(text, (2, 3), Some("二\n三"));
        check_lines(text, (3, 9), Some("三"));
        check_lines(text, (0, 1), None);
        check_lines(text, (5, 6), None);
        check_lines(text, (3, 2), None);
    }
}
