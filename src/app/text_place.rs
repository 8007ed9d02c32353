//! From bytes of the report to rectangles on the screen and back.

use egui::text::{CCursor, CharIndex};
use egui::{Align2, CornerRadius, FontId, Galley, Painter, Pos2, Rect, Vec2};

use crate::app::style::Palette;
use crate::source::Span;

/// Space between a line and its number, in points.
const NUMBER_GAP: f32 = 14.0;

/// Byte offset of every character, because the layout counts characters and spans count bytes.
pub(crate) struct TextIndex {
    starts: Vec<u32>,
    /// Lines of the text.
    pub n_lines: usize,
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
        }
    }

    /// Which character begins at `byte` or after it.
    pub(crate) fn char_at(&self, byte: usize) -> usize {
        self.starts
            .partition_point(|start| (*start as usize) < byte)
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
