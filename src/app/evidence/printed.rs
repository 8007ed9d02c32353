//! The characters of the source that a row was read from: one token under each column of the tables, and the lines as
//! they stand.

use egui::text::{LayoutJob, TextFormat};
use egui::{
    Align, Align2, CornerRadius, Layout, Rect, RichText, Role, Sense, Stroke, StrokeKind, Ui, Vec2,
    WidgetInfo,
};

use crate::app::evidence::asked::Asked;
use crate::app::reports::shown::Shown;
use crate::app::style::{self, fonts};
use crate::app::texts;
use crate::app::wording::one_line;
use crate::review::row_print;
use crate::review::status::spans_of;
use crate::source::Span;

/// Height of the tokens, in points.
const TOKENS: f32 = 24.0;

/// Space above and below the characters of a line together, in points.
const LEADING: f32 = 5.0;

/// Space at the left, in points.
const LEFT: f32 = 6.0;

/// Most lines of the source that are shown.
const MOST_LINES: usize = 12;

/// Most characters of a line that are laid out.
const MOST_CHARS: usize = 600;

/// Characters of a line kept before the token that is marked.
const BEFORE: usize = 30;

/// Draws the lines of the source in which `spans` stand, as many as there is height for.
pub(super) fn spans_ui(ui: &mut Ui, shown: &Shown, spans: &[Span]) {
    ui.spacing_mut().item_spacing.y = 0.0;
    let text = &shown.session.source().text;
    for line in row_print::lines_of(text, spans) {
        if ui.available_height() < least_height(ui) {
            break;
        }
        line_ui(ui, shown, (spans, &[]), line, Tone::Plain);
    }
}

/// Draws the lines of the source that the row was read from, with lines beside them where there is height for more.
pub(super) fn lines_ui(ui: &mut Ui, asked: &Asked) {
    let print = asked.print;
    ui.spacing_mut().item_spacing.y = 0.0;
    if !print.is_found && ui.available_height() >= least_height(ui) {
        let text = if print.lines.is_empty() {
            texts::EVIDENCE_NONE
        } else {
            texts::EVIDENCE_BETWEEN
        };
        let text = RichText::new(text.show()).size(style::SMALL_SIZE);
        ui.label(text.color(style::palette(ui).caution));
    }
    let marked = spans_of(asked.shown.session, asked.cell);
    let others = print.cells.iter();
    let others = others.flat_map(|(_, spans)| spans.iter().copied());
    let others: Vec<Span> = others.collect();
    let text = &asked.shown.session.source().text;
    let n = n_lines(ui.available_height(), line_height(ui));
    let n_free = n.saturating_sub(print.lines.len());
    let [before, behind] = row_print::beside(text, &print.lines, n_free);
    let beside = |line: &Span| (*line, Tone::Weak);
    let own = with_marked(&print.lines, &marked, n.max(1));
    let own = own.iter().map(|line| (*line, Tone::Plain));
    let lines = before.iter().map(beside).chain(own);
    for (line, tone) in lines.chain(behind.iter().map(beside)) {
        if ui.available_height() < least_height(ui) {
            break;
        }
        line_ui(ui, asked.shown, (&marked, &others), line, tone);
    }
}

/// Height of a line of the source, in points.
fn line_height(ui: &Ui) -> f32 {
    let font = fonts::source_font();
    ui.fonts_mut(|fonts| fonts.row_height(&font))
}

/// Height from which on no character of a line is cut off, in points.
fn least_height(ui: &Ui) -> f32 {
    line_height(ui) - LEADING
}

/// How many lines of height `line` there is `height` for.
fn n_lines(height: f32, line: f32) -> usize {
    let fits = |n: &usize| f32::from(u8::try_from(*n).unwrap_or(u8::MAX)) * line <= height;
    (0..=MOST_LINES).rev().find(fits).unwrap_or(0)
}

/// The `n` lines that the marked characters stand in the middle of; all where there are no more.
fn with_marked<'a>(lines: &'a [Span], marked: &[Span], n: usize) -> &'a [Span] {
    let is_marked = |line: &Span| marked.iter().any(|span| line.contains(span.start()));
    let own = lines.iter().position(is_marked).unwrap_or(0);
    let last = lines.len().saturating_sub(n);
    let first = own.saturating_sub(n.saturating_sub(1) / 2).min(last);
    lines
        .get(first..lines.len().min(first + n))
        .unwrap_or(lines)
}

/// How a line is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Tone {
    /// As the evidence itself.
    Plain,
    /// As what stands beside it.
    Weak,
}

/// The characters at `spans`, in one line.
fn token(asked: &Asked, spans: &[Span]) -> String {
    let text = &asked.shown.session.source().text;
    let parts: Vec<&str> = spans.iter().map(|span| span.of(text)).collect();
    one_line(&parts.join(" "))
}

/// Each token under the column of its cell; that of the selected cell is framed.
pub(super) fn tokens_ui(ui: &mut Ui, asked: &Asked) {
    let print = asked.print;
    ui.spacing_mut().item_spacing.y = 0.0;
    let palette = style::palette(ui);
    let size = Vec2::new(ui.available_width(), TOKENS);
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    let painter = ui.painter().with_clip_rect(rect.intersect(ui.clip_rect()));
    let said = token(asked, &spans_of(asked.shown.session, asked.cell));
    let said = if said.is_empty() {
        texts::NOTHING_PRINTED.show().to_owned()
    } else {
        said
    };
    response
        .widget_info(|| WidgetInfo::labeled(Role::Label, true, texts::EVIDENCE_TOKEN.with(&said)));
    painter.text(
        rect.left_center() + Vec2::new(LEFT, 0.0),
        Align2::LEFT_CENTER,
        texts::EVIDENCE_HEAD.show(),
        style::small_font(),
        palette.weak,
    );
    for (cell, spans) in &print.cells {
        let Some((_, x)) = asked.columns.iter().find(|(key, _)| key == cell) else {
            continue;
        };
        let own = Rect::from_x_y_ranges(*x, rect.y_range()).shrink(1.5);
        let is_marked = cell == asked.cell;
        let (fill, frame) = if is_marked {
            (palette.accent_soft, Stroke::new(2.0, palette.accent))
        } else {
            (palette.paper, Stroke::new(1.0, palette.line))
        };
        let radius = CornerRadius::same(2);
        painter.rect(own, radius, fill, frame, StrokeKind::Inside);
        let printed = token(asked, spans);
        let (text, color) = if spans.is_empty() {
            ("？".to_owned(), palette.bad)
        } else {
            (printed, palette.text)
        };
        let inside = painter.with_clip_rect(own.shrink(2.0).intersect(painter.clip_rect()));
        inside.text(
            own.center(),
            Align2::CENTER_CENTER,
            text,
            style::table_font(),
            color,
        );
    }
}

/// One line of the source with its number, the characters `marked` and `others` tinted.
fn line_ui(
    ui: &mut Ui,
    shown: &Shown,
    (marked, others): (&[Span], &[Span]),
    line: Span,
    tone: Tone,
) {
    let palette = style::palette(ui);
    let text = &shown.session.source().text;
    let is_in = |spans: &[Span], at: usize| spans.iter().any(|span| span.contains(at));
    let mut job = LayoutJob::default();
    let number = shown.drawn.text.line_at(line.start());
    let color = match tone {
        Tone::Plain => palette.text,
        Tone::Weak => palette.weak,
    };
    let plain = TextFormat::simple(fonts::source_font(), color);
    let weak = TextFormat::simple(style::small_font(), palette.weak);
    job.append(&format!("{number}　"), 0.0, weak);
    let skipped = n_skipped(text, line, marked);
    if skipped > 0 {
        job.append("…", 0.0, plain.clone());
    }
    let start = line.start() + skipped;
    let rest = text.get(start..line.end()).unwrap_or_default();
    for (offset, c) in rest.char_indices().take(MOST_CHARS) {
        let at = start + offset;
        let mut format = plain.clone();
        if is_in(marked, at) {
            format.background = palette.accent_soft;
            format.color = palette.accent;
            format.underline = Stroke::new(1.5, palette.accent);
        } else if is_in(others, at) {
            format.background = palette.value_tint;
        }
        let shown = if c == '\t' { '\u{3000}' } else { c };
        job.append(&shown.to_string(), 0.0, format);
    }
    let size = Vec2::new(ui.available_width(), line_height(ui));
    let layout = Layout::left_to_right(Align::Center);
    ui.allocate_ui_with_layout(size, layout, |ui| {
        ui.spacing_mut().interact_size.y = size.y;
        ui.add_space(LEFT);
        ui.add(egui::Label::new(job).truncate());
    });
}

/// How many bytes at the beginning of a line are left out so that what is marked has room.
fn n_skipped(text: &str, line: Span, marked: &[Span]) -> usize {
    let first = marked.iter().find(|span| line.contains(span.start()));
    let before = first.and_then(|span| text.get(line.start()..span.start()));
    let chars = || before.unwrap_or_default().char_indices().rev();
    match (chars().nth(2 * BEFORE), chars().nth(BEFORE - 1)) {
        (Some(_), Some((at, _))) => at,
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_line_of_the_selected_cell_is_among_those_shown() {
        let lines: Vec<Span> = (0..3).map(|at| Span::new(10 * at, 10 * at + 8)).collect();
        let shown = |marked: usize, n| with_marked(&lines, &[Span::new(marked, marked + 1)], n);
        assert_eq!(shown(21, 1), &lines[2..]);
        assert_eq!(shown(1, 1), &lines[..1]);
        assert_eq!(shown(21, 2), &lines[1..]);
        assert_eq!(shown(11, 5), &lines[..]);
        assert_eq!(with_marked(&lines, &[], 1), &lines[..1]);
    }

    #[test]
    fn what_is_marked_far_behind_in_a_line_has_room() {
        let text = "字".repeat(100) + "17";
        let line = Span::new(0, text.len());
        assert_eq!(
            n_skipped(&text, line, &[Span::new(300, 302)]),
            3 * (100 - BEFORE)
        );
        assert_eq!(n_skipped(&text, line, &[Span::new(30, 33)]), 0);
    }
}
