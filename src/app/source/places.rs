//! From bytes of the report to rectangles on the screen and back.

use egui::text::{CCursor, CharIndex};
use egui::{Align2, CornerRadius, FontId, Galley, Painter, Pos2, Rect, Stroke, Vec2};

use crate::app::style::Palette;
use crate::app::texts;
use crate::source::{LineIndex, Span};

/// Space between a line and its number, in points.
const NUMBER_GAP: f32 = 14.0;

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

/// The text as laid out, and where it stands on the screen.
pub(crate) struct Place<'a> {
    /// The rows of glyphs.
    pub galley: &'a Galley,
    /// Its left upper corner.
    pub origin: Pos2,
}

impl Place<'_> {
    /// The rectangles of `span` on the screen, one for each row it touches.
    pub(crate) fn rects(&self, index: &TextIndex, span: Span) -> Vec<Rect> {
        // A span that begins where a line is broken begins on the next row, not behind the end of this one.
        let cursor = |byte: usize, prefer_next_row: bool| {
            self.galley.layout_from_cursor(CCursor {
                index: CharIndex(index.char_at(byte)),
                prefer_next_row,
            })
        };
        let first = cursor(span.start(), !span.is_empty());
        let last = cursor(span.end(), false);
        let rows = self
            .galley
            .rows
            .iter()
            .enumerate()
            .skip(first.row)
            .take(last.row + 1 - first.row.min(last.row));
        rows.map(|(number, row)| {
            let left = if number == first.row {
                row.x_offset(first.column)
            } else {
                0.0
            };
            let right = if number == last.row {
                row.x_offset(last.column)
            } else {
                row.size.x
            };
            let top = row.pos + Vec2::new(left, 0.0);
            let rect = Rect::from_min_size(top, Vec2::new((right - left).max(3.0), row.size.y));
            rect.translate(self.origin.to_vec2())
        })
        .collect()
    }
}

/// The number of each line in sight, at the left of its first row, in a strip that stays when rows move aside.
pub(crate) fn line_numbers(
    painter: &Painter,
    palette: &Palette,
    place: &Place,
    clip: Rect,
    width: f32,
) {
    let strip = clip.with_max_x(clip.left() + width);
    painter.rect_filled(strip, CornerRadius::ZERO, palette.paper);
    let mut number = 1_usize;
    let mut begins_line = true;
    for row in &place.galley.rows {
        let top = place.origin.y + row.pos.y;
        if begins_line && top < clip.bottom() && top + row.size.y > clip.top() {
            let at = Pos2::new(strip.right() - NUMBER_GAP, top + row.size.y / 2.0);
            let font = FontId::proportional(11.0);
            painter.text(at, Align2::RIGHT_CENTER, number, font, palette.weak);
        }
        begins_line = row.ends_with_newline;
        number += usize::from(begins_line);
    }
}

/// The page that `byte` stands on, from 1; `None` for a format without pages.
pub(crate) fn page_at(pages: &[Span], byte: usize) -> Option<usize> {
    let n_begun = pages.partition_point(|page| page.start() <= byte);
    (n_begun > 0).then_some(n_begun)
}

/// A line over the first row of each page in sight, with the number of the page at its right.
pub(crate) fn page_marks(
    painter: &Painter,
    palette: &Palette,
    place: &Place,
    index: &TextIndex,
    pages: &[Span],
    clip: Rect,
) {
    for (number, page) in (1..).zip(pages) {
        let first = Span::new(page.start(), page.start());
        let Some(row) = place.rects(index, first).into_iter().next() else {
            continue;
        };
        if !clip.y_range().contains(row.top()) {
            continue;
        }
        painter.hline(
            clip.x_range(),
            row.top(),
            Stroke::new(1.0, palette.strong_line),
        );
        let at = Pos2::new(clip.right() - NUMBER_GAP, row.top() + 1.0);
        let font = FontId::proportional(11.0);
        let galley = painter.layout_no_wrap(texts::PAGE.with(number), font, palette.weak);
        let corner = at - Vec2::new(galley.size().x, 0.0);
        let ground = Rect::from_min_size(corner, galley.size()).expand2(Vec2::new(4.0, 0.0));
        painter.rect_filled(ground, CornerRadius::ZERO, palette.paper);
        painter.galley(corner, galley, palette.weak);
    }
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
