//! The text of the report: line numbers, tinted readings, the selected cell's characters, and finding in it.

use std::sync::Arc;

use egui::text::{CCursor, CharIndex, LayoutJob, TextFormat};
use egui::{
    Align, Color32, CornerRadius, FontId, Galley, Id, Painter, Pos2, Rect, ScrollArea, Stroke,
    StrokeKind, Ui, Vec2,
};

use crate::app::commands::Command;
use crate::app::find_bar::{self, Find};
use crate::app::style::{self, Palette};
use crate::app::table_panel::keyboard_id;
use crate::app::texts;
use crate::app::tints::{self, Tint};
use crate::app::view::View;
use crate::review::session::Session;
use crate::review::status;
use crate::source::Span;

/// Space for line numbers, in points.
const GUTTER: f32 = 44.0;

/// What the source pane keeps.
#[derive(Default)]
pub(crate) struct SourceView {
    /// Whether the selected characters must be scrolled into view.
    pub scroll_to_selection: bool,
    /// A place to be scrolled into view, whether selected or not.
    pub scroll_to: Option<Span>,
    /// The characters selected with pointer or keyboard, without white space around them. They stay, framed, when the
    /// keyboard goes back to the tables.
    pub selection: Option<Span>,
    /// Finding.
    pub find: Find,
    text: Option<Arc<TextIndex>>,
    job: Option<(JobKey, LayoutJob)>,
}

/// What a layout depends on besides the text.
type JobKey = (bool, u32);

/// Byte offset of every character, because the layout counts characters and spans count bytes.
struct TextIndex {
    starts: Vec<u32>,
    n_lines: usize,
}

impl TextIndex {
    fn new(text: &str) -> Self {
        Self {
            starts: text
                .char_indices()
                .map(|(byte, _)| u32::try_from(byte).unwrap_or(u32::MAX))
                .collect(),
            n_lines: text.lines().count(),
        }
    }

    fn char_at(&self, byte: usize) -> usize {
        self.starts
            .partition_point(|start| (*start as usize) < byte)
    }

    fn byte_at(&self, char_index: usize) -> Option<usize> {
        self.starts.get(char_index).map(|start| *start as usize)
    }
}

/// The widget that holds the text.
pub(crate) fn text_id() -> Id {
    Id::unique("gouji source text")
}

/// Draws the source pane.
pub(crate) fn ui(ui: &mut Ui, session: &Session, view: &mut View, out: &mut Vec<Command>) {
    let source = session.source();
    let n_lines = view.source.index(&source.text).n_lines;
    ui.horizontal(|ui| {
        ui.label(egui::RichText::new(texts::SOURCE.show()).size(15.0));
        let palette = style::palette(ui);
        let facts = format!("{}　{}", source.encoding, texts::LINES.with(n_lines));
        ui.label(
            egui::RichText::new(facts)
                .size(style::SMALL_SIZE)
                .color(palette.weak),
        );
    });
    if view.source.find.open {
        find_bar::ui(ui, &source.text, &mut view.source.find);
    }
    let paper = style::palette(ui).paper;
    egui::Frame::new()
        .fill(paper)
        .stroke(Stroke::new(1.0, style::palette(ui).line))
        .show(ui, |ui| {
            ScrollArea::vertical()
                .id_salt(("source", &session.source().sha256))
                .auto_shrink(false)
                .show(ui, |ui| text_ui(ui, session, view, out));
        });
}

fn text_ui(ui: &mut Ui, session: &Session, view: &mut View, out: &mut Vec<Command>) {
    let palette = style::palette(ui);
    let text = &session.source().text;
    let behind = ui.painter().add(egui::Shape::Noop);
    let job = view.source.job(ui, session);
    let mut layouter = |ui: &Ui, _: &dyn egui::TextBuffer, width: f32| -> Arc<Galley> {
        let mut job = job.clone();
        job.wrap.max_width = width;
        ui.fonts_mut(|fonts| fonts.layout_job(job))
    };
    let margin = egui::Margin {
        left: 52,
        right: 8,
        top: 6,
        bottom: 6,
    };
    let mut shown = text.as_str();
    let output = egui::TextEdit::multiline(&mut shown)
        .id(text_id())
        .frame(egui::Frame::new().inner_margin(margin))
        .desired_width(f32::INFINITY)
        .layouter(&mut layouter)
        .show(ui);
    let response = output
        .response
        .response
        .clone()
        .accessible_name(texts::SOURCE_NAME.show());
    let place = Place {
        galley: &output.galley,
        origin: output.galley_pos,
    };
    line_numbers(ui.painter(), palette, &place, ui.clip_rect());
    if let Some(range) = output.cursor_range {
        let range = range.as_sorted_char_range();
        view.source.selection = selected_span(&view.source.index(text), text, &range);
    }
    let selected = view.selected_spans(session);
    let index = view.source.index(text);
    let matches = view.source.find.matches_in(text);
    let (fills, outlines) = match_shapes(&place, &index, matches, palette);
    ui.painter().set(behind, egui::Shape::Vec(fills));
    ui.painter().extend(outlines);
    let frames: Vec<Rect> = selected
        .iter()
        .flat_map(|span| place.rects(&index, *span))
        .collect();
    for frame in &frames {
        let frame = frame.expand2(Vec2::new(2.0, 0.0));
        ui.painter().rect_stroke(
            frame,
            CornerRadius::same(3),
            Stroke::new(2.0, palette.accent),
            StrokeKind::Outside,
        );
    }
    if let Some(span) = view.source.selection {
        for rect in place.rects(&index, span) {
            let stroke = Stroke::new(1.5, palette.good);
            ui.painter()
                .rect_stroke(rect, CornerRadius::same(2), stroke, StrokeKind::Outside);
        }
    }
    scroll(ui, view, &place, frames.first().copied(), text);
    if response.clicked() && output.cursor_range.is_none_or(|range| range.is_empty()) {
        clicked(ui, session, view, &place, &response, out);
    }
}

/// The bytes of selected characters, without the white space around them; `None` if nothing else is selected.
fn selected_span(
    index: &TextIndex,
    text: &str,
    range: &std::ops::Range<CharIndex>,
) -> Option<Span> {
    let byte = |at: CharIndex| index.byte_at(at.0).unwrap_or(text.len());
    let (start, end) = (byte(range.start), byte(range.end));
    let chosen = text.get(start..end)?;
    let start = start + (chosen.len() - chosen.trim_start().len());
    let len = chosen.trim().len();
    (len > 0).then(|| Span::new(start, start + len))
}

/// A click on a read value selects its cell, and gives the keyboard back to the tables, so that typing corrects it.
fn clicked(
    ui: &Ui,
    session: &Session,
    view: &mut View,
    place: &Place,
    response: &egui::Response,
    out: &mut Vec<Command>,
) {
    let Some(at) = response.interact_pointer_pos() else {
        return;
    };
    let index = view.source.index(&session.source().text);
    let char_index = place.galley.cursor_from_pos(at - place.origin).index.0;
    // The cursor stands between two characters; the pointer may be on either.
    let bytes = [
        index.byte_at(char_index),
        char_index
            .checked_sub(1)
            .and_then(|before| index.byte_at(before)),
    ];
    let cell = bytes
        .into_iter()
        .flatten()
        .find_map(|byte| status::cell_at(session, byte));
    if let Some(cell) = cell {
        out.push(Command::Select(cell));
        ui.memory_mut(|memory| memory.request_focus(keyboard_id()));
    }
}

fn scroll(ui: &Ui, view: &mut View, place: &Place, selected: Option<Rect>, text: &str) {
    let found = view
        .source
        .find
        .take_scroll()
        .or(view.source.scroll_to.take());
    if let Some(span) = found {
        let rect = place
            .rects(&view.source.index(text), span)
            .into_iter()
            .next();
        if let Some(rect) = rect {
            ui.scroll_to_rect(rect, Some(Align::Center));
        }
    } else if view.source.scroll_to_selection {
        view.source.scroll_to_selection = false;
        if let Some(rect) = selected
            && !ui
                .clip_rect()
                .shrink2(Vec2::new(0.0, 40.0))
                .contains_rect(rect)
        {
            ui.scroll_to_rect(rect, Some(Align::Center));
        }
    }
}

/// Frames around the matches, filled behind the text: tints of values would hide the fill alone.
fn match_shapes(
    place: &Place,
    index: &TextIndex,
    (matches, current): (&[Span], Option<usize>),
    palette: &Palette,
) -> (Vec<egui::Shape>, Vec<egui::Shape>) {
    let (mut fills, mut frames) = (Vec::new(), Vec::new());
    for (at, span) in matches.iter().enumerate() {
        let is_current = Some(at) == current;
        let fill = palette
            .caution
            .gamma_multiply(if is_current { 0.5 } else { 0.2 });
        let stroke = Stroke::new(if is_current { 2.0 } else { 1.0 }, palette.caution);
        for rect in place.rects(index, *span) {
            let radius = CornerRadius::same(2);
            fills.push(egui::Shape::rect_filled(rect, radius, fill));
            frames.push(egui::Shape::rect_stroke(
                rect,
                radius,
                stroke,
                StrokeKind::Outside,
            ));
        }
    }
    (fills, frames)
}

/// The text as laid out, and where it stands on the screen.
struct Place<'a> {
    galley: &'a Galley,
    origin: Pos2,
}

impl Place<'_> {
    /// The rectangles of `span` on the screen, one for each row it touches.
    fn rects(&self, index: &TextIndex, span: Span) -> Vec<Rect> {
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

fn line_numbers(painter: &Painter, palette: &Palette, place: &Place, clip: Rect) {
    let mut number = 1_usize;
    let mut begins_line = true;
    for row in &place.galley.rows {
        let top = place.origin.y + row.pos.y;
        if begins_line && top < clip.bottom() && top + row.size.y > clip.top() {
            let at = Pos2::new(place.origin.x - (52.0 - GUTTER), top + row.size.y / 2.0);
            let font = FontId::proportional(11.0);
            painter.text(
                at - Vec2::new(6.0, 0.0),
                egui::Align2::RIGHT_CENTER,
                number,
                font,
                palette.weak,
            );
        }
        begins_line = row.ends_with_newline;
        number += usize::from(begins_line);
    }
}

impl SourceView {
    fn index(&mut self, text: &str) -> Arc<TextIndex> {
        Arc::clone(
            self.text
                .get_or_insert_with(|| Arc::new(TextIndex::new(text))),
        )
    }

    /// The text with its tints; laid out by egui, which keeps the result while nothing changes.
    fn job(&mut self, ui: &Ui, session: &Session) -> LayoutJob {
        let key: JobKey = (ui.visuals().dark_mode, ui.pixels_per_point().to_bits());
        if self.job.as_ref().is_none_or(|(known, _)| *known != key) {
            self.job = Some((key, tinted_job(session, style::palette(ui))));
        }
        self.job
            .as_ref()
            .map(|(_, job)| job.clone())
            .unwrap_or_default()
    }
}

fn tinted_job(session: &Session, palette: &Palette) -> LayoutJob {
    let text = &session.source().text;
    let mut job = LayoutJob::default();
    for (span, tint) in tints::sections(session.reading(), text.len()) {
        job.append(span.of(text), 0.0, format_of(tint, palette));
    }
    job
}

fn format_of(tint: Option<Tint>, palette: &Palette) -> TextFormat {
    // Underlines say the same as the tints: a selection paints over backgrounds.
    let (background, underline) = match tint {
        None => (Color32::TRANSPARENT, Stroke::NONE),
        Some(Tint::Label) => (palette.label_tint, Stroke::NONE),
        Some(Tint::Value) => (palette.value_tint, Stroke::new(1.0, palette.accent)),
        Some(Tint::Uncertain) => (palette.caution_soft, Stroke::new(1.5, palette.caution)),
        Some(Tint::Leftover) => (palette.leftover_tint, Stroke::new(1.5, palette.bad)),
    };
    TextFormat {
        font_id: FontId::proportional(style::SOURCE_SIZE),
        line_height: Some(style::SOURCE_LINE),
        color: palette.text,
        background,
        underline,
        expand_bg: 0.0,
        ..TextFormat::default()
    }
}
