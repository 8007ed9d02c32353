//! The text of the report as it stands on the screen: from bytes to rectangles, line numbers, page marks.

use egui::text::{CCursor, CharIndex};
use egui::{Align2, CornerRadius, FontId, Galley, Painter, Pos2, Rect, Stroke, Vec2};

use crate::app::source::line::SourceLine;
use crate::app::source::text_index::TextIndex;
use crate::app::style::Palette;
use crate::app::texts;
use crate::source::Span;

/// Space between a line and its number, in points.
const NUMBER_GAP: f32 = 14.0;

/// Height below which a row has no number, in points.
const LEAST_NUMBERED: f32 = 8.0;

/// What is scrolled less than this, in points, is not scrolled: text stands on whole pixels, and its pane need not.
pub(super) const UNSCROLLED: f32 = 1.0;

/// Whether the beginning of lines at `start` is scrolled out of what is `visible`.
pub(super) fn is_scrolled_away(start: f32, visible: Rect) -> bool {
    start < visible.left() - UNSCROLLED
}

/// The text as laid out, and where it stands on the screen.
pub(crate) struct LaidOut<'a> {
    /// The rows of glyphs.
    pub galley: &'a Galley,
    /// Its left upper corner.
    pub origin: Pos2,
    /// The width at which its prose is wrapped, in points.
    pub width: f32,
    /// Its lines and characters.
    pub index: &'a TextIndex,
}

impl LaidOut<'_> {
    /// The rectangles of `span` on the screen, one for each row it touches.
    pub(crate) fn rects(&self, span: Span) -> Vec<Rect> {
        // A span that begins where a line is broken begins on the next row, not behind the end of this one.
        let cursor = |byte: usize, prefer_next_row: bool| {
            self.galley.layout_from_cursor(CCursor {
                index: CharIndex(self.index.char_at(byte)),
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
            // Where its last character ends: what is hidden behind it has no place of its own.
            let ends_at =
                |column: usize| row.glyphs.get(column).map(egui::epaint::text::Glyph::max_x);
            let right = if number == last.row {
                let end = last.column.0.checked_sub(1).and_then(ends_at);
                end.unwrap_or_else(|| row.x_offset(last.column))
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
    text: &LaidOut,
    clip: Rect,
    width: f32,
) {
    let strip = clip.with_max_x(clip.left() + width);
    painter.rect_filled(strip, CornerRadius::ZERO, palette.paper);
    let mut number = 1_usize;
    let mut begins_line = true;
    for row in &text.galley.rows {
        let top = text.origin.y + row.pos.y;
        // Lines that are folded have no room for theirs.
        let has_room = row.size.y > LEAST_NUMBERED;
        if begins_line && has_room && top < clip.bottom() && top + row.size.y > clip.top() {
            let at = Pos2::new(strip.right() - NUMBER_GAP, top + row.size.y / 2.0);
            let font = FontId::proportional(11.0);
            painter.text(at, Align2::RIGHT_CENTER, number, font, palette.weak);
        }
        begins_line = row.ends_with_newline;
        number += usize::from(begins_line);
    }
}

/// A sign where labels in sight are cut.
pub(crate) fn cuts(
    painter: &Painter,
    palette: &Palette,
    text: &LaidOut,
    lines: &[SourceLine],
    clip: Rect,
) {
    for cut in lines.iter().filter_map(|line| line.cut) {
        let at = text.rects(cut).into_iter().next();
        if let Some(at) = at.filter(|at| clip.y_range().contains(at.center().y)) {
            let font = FontId::proportional(11.0);
            painter.text(
                at.right_center(),
                Align2::LEFT_CENTER,
                "…",
                font,
                palette.weak,
            );
        }
    }
}

/// A line over the first row of each page in sight, with the number of the page at its right.
pub(crate) fn page_marks(
    painter: &Painter,
    palette: &Palette,
    text: &LaidOut,
    pages: &[Span],
    clip: Rect,
) {
    for (number, page) in (1..).zip(pages) {
        let first = Span::new(page.start(), page.start());
        let Some(row) = text.rects(first).into_iter().next() else {
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
