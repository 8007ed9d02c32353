//! The text of the report: line numbers, tinted readings, the selected cell's characters, and finding in it.

use std::sync::Arc;

use egui::text::{CCursor, CCursorRange, CharIndex};
use egui::text_selection::text_cursor_state::cursor_rect;
use egui::text_selection::visuals::paint_cursor_end;
use egui::{
    CornerRadius, Id, Pos2, Rect, Response, ScrollArea, Stroke, StrokeKind, Ui, UiBuilder, Vec2,
};

use crate::app::commands::Command;
use crate::app::keyboard::focus::{source_id, take_keyboard};
use crate::app::page::buttons::switch_ui;
use crate::app::reports::scrolling::Scrolling;
use crate::app::reports::shown::Shown;
use crate::app::settings::SourceShows;
use crate::app::source::laid_out::{LaidOut, cuts, line_numbers, page_marks};
use crate::app::source::outlines::{self, Sentences, match_shapes};
use crate::app::source::text_index::{TextIndex, lines_span};
use crate::app::source::view::SourceView;
use crate::app::source::{find_bar, labels, scroll};
use crate::app::style::{self, fonts};
use crate::app::texts;
use crate::form::CellKey;
use crate::review::marks;
use crate::review::row_print::row_print;
use crate::review::session::Session;
use crate::review::statements::Statement;
use crate::review::status;
use crate::source::Span;

/// Width of the strip of line numbers, in points.
const GUTTER: i8 = 52;

/// Gives the keyboard to the text, with the caret at the characters of what is selected in the tables.
pub(crate) fn enter(ctx: &egui::Context, shown: &Shown, view: &mut SourceView) {
    if let Some(span) = shown.spans().first() {
        let at = CCursor::new(CharIndex(shown.drawn.text.char_at(span.start())));
        let mut state = egui::TextEdit::load_state(ctx, source_id()).unwrap_or_default();
        state.cursor.set_char_range(Some(CCursorRange::one(at)));
        state.store(ctx, source_id());
    }
    view.scroll_to_selection = true;
    ctx.memory_mut(|memory| memory.request_focus(source_id()));
}

/// Draws the source pane. Where there are pages, `content` says what is shown of both; a click shows the other.
pub(crate) fn ui(
    ui: &mut Ui,
    shown: &Shown,
    view: &mut SourceView,
    content: Option<SourceShows>,
    out: &mut Vec<Command>,
) {
    let source = shown.session.source();
    let n_lines = shown.drawn.text.n_lines;
    ui.horizontal(|ui| {
        ui.label(egui::RichText::new(texts::SOURCE.show()).size(15.0));
        let palette = style::palette(ui);
        let facts = format!("{}　{}", source.encoding, texts::LINES.with(n_lines));
        let facts = egui::RichText::new(facts)
            .size(style::SMALL_SIZE)
            .color(palette.weak);
        ui.add(egui::Label::new(facts).truncate());
        if let Some(content) = content {
            switch_ui(ui, content, out);
        }
    });
    if view.find.open {
        find_bar::ui(ui, &source.text, &mut view.find);
    }
    let paper = style::palette(ui).paper;
    egui::Frame::new()
        .fill(paper)
        .stroke(Stroke::new(1.0, style::palette(ui).line))
        .show(ui, |ui| {
            // An id of its own: the pane has another one beside the list of reports, and the text must not jump when
            // the list appears.
            let id = Id::unique(("source text of", &source.sha256));
            ui.scope_builder(UiBuilder::new().scope_id(id), |ui| {
                // Not animated, as the tables: what is selected stays in sight however fast it changes.
                let mut area = ScrollArea::both().animated(false).auto_shrink(false);
                if std::mem::take(&mut view.scrolling) == Scrolling::ToStart {
                    area = area.scroll_offset(Vec2::ZERO);
                }
                area.show(ui, |ui| text_ui(ui, shown, view, out));
            });
        });
}

fn text_ui(ui: &mut Ui, shown: &Shown, view: &mut SourceView, out: &mut Vec<Command>) {
    let session = shown.session;
    let palette = style::palette(ui);
    let text = &session.source().text;
    let behind = ui.painter().add(egui::Shape::Noop);
    let margin = egui::Margin {
        left: GUTTER,
        right: 8,
        top: 6,
        bottom: 6,
    };
    let width = ui.available_width() - margin.sum().x;
    let set = view.table_lines;
    let galley = view.layout.galley(ui, session, width, set);
    let min_size = galley.size() + margin.sum();
    let mut layouter = |_: &Ui, _: &dyn egui::TextBuffer, _: f32| Arc::clone(&galley);
    let mut read_only = text.as_str();
    let output = egui::TextEdit::multiline(&mut read_only)
        .id(source_id())
        .frame(egui::Frame::new().inner_margin(margin))
        .desired_width(f32::INFINITY)
        .min_size(min_size)
        .layouter(&mut layouter)
        .show(ui);
    let response = output
        .response
        .response
        .clone()
        .accessible_name(texts::SOURCE_NAME.show());
    let laid_out = LaidOut {
        galley: &output.galley,
        origin: output.galley_pos,
        width,
        index: &shown.drawn.text,
    };
    let pane = ui.clip_rect();
    line_numbers(ui.painter(), palette, &laid_out, pane, f32::from(GUTTER));
    let pages = &session.source().pages;
    page_marks(ui.painter(), palette, &laid_out, pages, pane);
    // What is scrolled away to the left must not shine through the line numbers.
    ui.set_clip_rect(pane.with_min_x(pane.left() + f32::from(GUTTER)));
    if let Some(range) = output.cursor_range {
        let range = range.as_sorted_char_range();
        view.selection = selected_span(laid_out.index, text, &range);
    }
    if response.clicked() && output.cursor_range.is_none_or(|range| range.is_empty()) {
        view.selection = None;
    }
    let matches = view.find.matches();
    let (mut fills, outlines) = match_shapes(&laid_out, matches, palette);
    let sentences = Sentences::new(&shown.drawn.statements, &laid_out, ui.clip_rect());
    fills.extend(sentences.fills(palette));
    let row = row_of_nothing(shown, &laid_out);
    fills.extend(row.map(|row| row_fill(row, pane, palette)));
    ui.painter().set(behind, egui::Shape::Vec(fills));
    ui.painter().extend(outlines);
    sentences.underlines(ui.painter(), palette, shown.selection.statement);
    if let Some(span) = region_of(shown) {
        outlines::region(ui, &laid_out, span, palette);
    }
    let frames = frames_ui(ui, &laid_out, &shown.spans(), view.selection);
    if let Some(range) = output.cursor_range.filter(|_| response.has_focus()) {
        caret_ui(ui, view, &laid_out, range.primary);
    }
    let lines = view.layout.lines(session, set);
    cuts(ui.painter(), palette, &laid_out, &lines, ui.clip_rect());
    let covered = labels::ui(ui, &laid_out, text, &lines, palette);
    if covered.is_empty() {
        scroll::edge(ui, &laid_out, palette);
    }
    // Nothing of the row need be moved aside.
    let beginning = |row: Rect| row.with_max_x(row.left() + 1.0);
    let selected = frames.first().copied().or(row.map(beginning));
    scroll::scroll(ui, pane, view, &laid_out, selected);
    let is_covered = |pos: &Pos2| covered.iter().any(|over| over.contains(*pos));
    let at = response.hover_pos().filter(|pos| !is_covered(pos));
    let marks_nothing = output.cursor_range.is_none_or(|range| range.is_empty());
    if let Some(at) = at {
        let pointed = (&response, marks_nothing);
        pointed_ui(ui, shown, &laid_out, pointed, sentences.at(at), out);
    }
}

/// The tint of a row, as wide as the pane.
fn row_fill(row: Rect, pane: Rect, palette: &style::Palette) -> egui::Shape {
    let row = row.with_max_x(pane.right());
    egui::Shape::rect_filled(row, CornerRadius::same(2), palette.accent_soft)
}

/// What the pointer is on: a sentence is told, and a click selects it, or the value there.
fn pointed_ui(
    ui: &Ui,
    shown: &Shown,
    text: &LaidOut,
    (response, marks_nothing): (&Response, bool),
    pointed: Option<&Statement>,
    out: &mut Vec<Command>,
) {
    if let Some(statement) = pointed {
        let text = texts::say(&statement.text).to_owned();
        response.clone().on_hover_ui_at_pointer(|ui| {
            ui.set_max_width(420.0);
            ui.label(text);
        });
    }
    if response.clicked() && marks_nothing {
        if let Some(statement) = pointed {
            out.push(Command::SelectStatement(statement.span));
            take_keyboard(ui.ctx());
        } else {
            clicked(ui, shown.session, text, response, out);
        }
    }
}

/// Where the row of the selected cell begins in the text, or what stands where it should, if no characters are the cell's.
fn row_of_nothing(shown: &Shown, text: &LaidOut) -> Option<Rect> {
    let head = shown.selection.head.as_ref();
    let cell = head.filter(|_| shown.selection.field.is_none() && shown.spans().is_empty())?;
    let row: Vec<CellKey> = shown.drawn.walk.row(cell).into_iter().cloned().collect();
    let line = row_print(shown.session, &row, cell)
        .lines
        .first()
        .copied()?;
    text.rects(line).into_iter().next()
}

/// Frames around the characters of the selected cell and around those selected in the text; gives the former.
fn frames_ui(ui: &Ui, text: &LaidOut, selected: &[Span], marked: Option<Span>) -> Vec<Rect> {
    let palette = style::palette(ui);
    let frames: Vec<Rect> = selected.iter().flat_map(|span| text.rects(*span)).collect();
    for frame in &frames {
        let frame = frame.expand2(Vec2::new(2.0, 0.0));
        ui.painter().rect_stroke(
            frame,
            CornerRadius::same(3),
            Stroke::new(2.0, palette.accent),
            StrokeKind::Outside,
        );
    }
    if let Some(span) = marked {
        for rect in text.rects(span) {
            let stroke = Stroke::new(1.5, palette.good);
            ui.painter()
                .rect_stroke(rect, CornerRadius::same(2), stroke, StrokeKind::Outside);
        }
    }
    frames
}

/// The caret of a text that cannot be changed, which egui does not draw. It stays in sight while it moves.
fn caret_ui(ui: &Ui, view: &mut SourceView, text: &LaidOut, caret: CCursor) {
    let row_height = fonts::SOURCE_SIZE;
    let rect = cursor_rect(text.galley, &caret, row_height).translate(text.origin.to_vec2());
    paint_cursor_end(ui.painter(), ui.visuals(), rect);
    if view.caret.replace(caret.index.0) != Some(caret.index.0) {
        ui.scroll_to_rect(rect.expand(40.0), None);
    }
}

/// The text of table four, where the reviewer has to search in it: its identities cannot tell which cell is wrong.
fn region_of(shown: &Shown) -> Option<Span> {
    let (session, selection) = (shown.session, shown.selection);
    let findings = session.results().findings.iter();
    let searched = findings
        .filter(|finding| marks::cannot_be_located(finding))
        .find(|finding| {
            let is_selected = selection.is_finding(finding);
            let has_cell = |cell| session.is_open(finding) && finding.cells.contains(cell);
            is_selected || selection.head.as_ref().is_some_and(has_cell)
        })?;
    let table = searched.table?;
    let extent = session.reading().extent(table)?;
    // Heads that belong to no row are no labels, yet stand in its lines.
    let lines = session.reading().coverage.get(&table).map(|of| of.lines);
    let whole = lines.and_then(|lines| lines_span(&session.source().text, lines));
    Some(whole.map_or(extent, |whole| whole.cover(extent)))
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
    text: &LaidOut,
    response: &egui::Response,
    out: &mut Vec<Command>,
) {
    let Some(at) = response.interact_pointer_pos() else {
        return;
    };
    let char_index = text.galley.cursor_from_pos(at - text.origin).index.0;
    // The cursor stands between two characters; the pointer may be on either.
    let bytes = [
        text.index.byte_at(char_index),
        char_index
            .checked_sub(1)
            .and_then(|before| text.index.byte_at(before)),
    ];
    let cell = bytes
        .into_iter()
        .flatten()
        .find_map(|byte| status::cell_at(session, byte));
    if let Some(cell) = cell {
        out.push(Command::Select(cell));
        take_keyboard(ui.ctx());
    }
}
