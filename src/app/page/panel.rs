//! The pane of the pages: the sheet, with frames around what was read from it.

use std::path::Path;

use egui::{
    Align, CornerRadius, Id, Layout, Rect, RichText, ScrollArea, Sense, Shape, Stroke, StrokeKind,
    Ui, UiBuilder, Vec2, vec2,
};

use crate::app::commands::{Action, Command, SheetMove};
use crate::app::keyboard::focus::take_keyboard;
use crate::app::page::buttons::{action_ui, switch_ui};
use crate::app::page::frames::{self, FramedCell, Frames};
use crate::app::page::sheet::Sheet;
use crate::app::page::view::{Aim, Followed, PageView};
use crate::app::page::words::Words;
use crate::app::reports::shown::Shown;
use crate::app::settings::SourceShows;
use crate::app::source::find_bar::Find;
use crate::app::style::Palette;
use crate::app::style::working::working_ui;
use crate::app::wording::file_name;
use crate::app::{style, texts};
use crate::form::CellKey;
use crate::review::statements::Statement;
use crate::rules::Severity;
use crate::source::Span;
use crate::source::picture::Wanted;

/// Widths in which pages are drawn, in pixels: the least that is as wide as the sheet on the screen.
const WIDTHS: [u32; 4] = [900, 1_600, 2_400, 3_600];

/// A frame around a place of the paper keeps this distance, in points of the screen.
const FRAME_GAP: f32 = 2.0;

/// How far one step moves the sheet, as a part of what is seen of it.
const MOVE: f32 = 0.2;

/// Whether there is a page to be looked at; if not, the pane says in a few lines how to get one.
pub(crate) fn has_pages(view: &PageView) -> bool {
    view.original().is_some()
}

/// Draws the pane.
pub(crate) fn ui(
    ui: &mut Ui,
    shown: &Shown,
    view: &mut PageView,
    (find, content): (&Find, SourceShows),
    out: &mut Vec<Command>,
) {
    let Some(path) = view.original().map(Path::to_owned) else {
        nothing_ui(ui, out);
        return;
    };
    let frames = view.frames(ui.ctx(), shown.session);
    follow(shown, view, &frames, find.current());
    bar_ui(ui, &path, view, content, out);
    lost_ui(ui, view);
    let paper = style::palette(ui).line;
    egui::Frame::new().fill(paper).show(ui, |ui| {
        let id = Id::unique(("pages of", &shown.session.source().sha256));
        ui.scope_builder(UiBuilder::new().scope_id(id), |ui| {
            let area = ScrollArea::both().auto_shrink(false);
            area.show(ui, |ui| {
                sheet_ui(ui, shown, view, (&path, &frames, find), out);
            });
        });
    });
}

/// Where there are no pages, it says how to get them.
fn nothing_ui(ui: &mut Ui, out: &mut Vec<Command>) {
    let palette = style::palette(ui);
    ui.label(RichText::new(texts::PAGES.show()).size(15.0));
    ui.add_space(8.0);
    let text = RichText::new(texts::NO_PAGES.show()).color(palette.weak);
    ui.add(egui::Label::new(text).wrap());
    if ui.button(texts::PAIR_PAGES.show()).clicked() {
        out.push(Command::Act(Action::PairPages));
    }
}

/// Brings the page of what is selected or `found` into sight, once.
fn follow(shown: &Shown, view: &mut PageView, frames: &Frames, found: Option<Span>) {
    let is_looking = view.looked_through().is_some();
    let is_clicked = std::mem::take(&mut view.is_clicked);
    let wanted = Followed {
        cell: shown.selection.head.clone(),
        words: [found, shown.selection.statement],
        // As long as places are looked for, only the page may be known.
        is_whole: !is_looking,
    };
    if view.followed.as_ref() == Some(&wanted) {
        return;
    }
    if is_clicked {
        view.followed = Some(wanted);
        return;
    }
    let before = view.followed.as_ref().map(|before| before.words);
    let before = before.unwrap_or_default().into_iter();
    let mut words = wanted.words.into_iter().zip(before);
    let words = words.find_map(|(now, before)| now.filter(|_| now != before));
    let page = match (words, &wanted.cell) {
        (Some(words), _) => frames::page_at_span(shown.session, words),
        (None, Some(cell)) => {
            let page = frames.of_cell(cell).map(|place| place.page);
            page.or_else(|| frames::page_of(shown.session, cell))
        }
        (None, None) => None,
    };
    view.followed = Some(wanted);
    // What could not be drawn may be drawn now: the computer was busy.
    view.pictures.trouble = None;
    if let Some(page) = page {
        view.scroll_to_place = Some(words.map_or(Aim::Cell, Aim::Words));
        view.page = page;
    }
}

/// Which page of how many, and what can be done with the sheet.
fn bar_ui(
    ui: &mut Ui,
    path: &Path,
    view: &mut PageView,
    content: SourceShows,
    out: &mut Vec<Command>,
) {
    ui.horizontal(|ui| {
        ui.label(RichText::new(texts::PAGES.show()).size(15.0));
        let n_pages = view.pictures.n_pages;
        let number = match n_pages {
            Some(n) => texts::PAGE_OF.with_both(view.page + 1, n),
            None => texts::PAGE_NUMBER.with(view.page + 1),
        };
        let has_several = n_pages.is_some_and(|n| n > 1);
        if has_several {
            action_ui(ui, "◀", Action::PreviousPage, out);
            action_ui(ui, &number, Action::GoToPage, out);
            action_ui(ui, "▶", Action::NextPage, out);
        } else {
            ui.label(number);
        }
        for (label, how) in [
            ("－", SheetMove::Smaller),
            ("＋", SheetMove::Larger),
            ("↔", SheetMove::Fit),
        ] {
            action_ui(ui, label, Action::Sheet(how), out);
        }
        action_ui(ui, "↻", Action::TurnPage, out);
        switch_ui(ui, content, out);
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            if view.pictures.is_busy() || view.looked_through().is_some() {
                working_ui(ui);
            }
            let name = view.looked_through().map_or_else(
                || file_name(path),
                |current| texts::PAGES_LOOKED_THROUGH.with(current),
            );
            let palette = style::palette(ui);
            let name = RichText::new(name)
                .size(style::SMALL_SIZE)
                .color(palette.weak);
            ui.add(egui::Label::new(name).truncate());
        });
    });
}

/// Why no cell is framed, where the file beside the report cannot be read.
fn lost_ui(ui: &mut Ui, view: &PageView) {
    if let Some(sentence) = view.lost() {
        let text = texts::PAGES_LOST.with(sentence);
        let text = RichText::new(&text).size(style::SMALL_SIZE);
        let text = text.color(style::palette(ui).caution);
        let label = ui.add(egui::Label::new(text).truncate());
        label.on_hover_text(sentence);
    }
}

fn sheet_ui(
    ui: &mut Ui,
    shown: &Shown,
    view: &mut PageView,
    (path, frames, find): (&Path, &Frames, &Find),
    out: &mut Vec<Command>,
) {
    let palette = style::palette(ui);
    let width = (ui.available_width() * view.zoom()).max(40.0);
    let pixels = width * ui.ctx().pixels_per_point();
    let wanted = Wanted {
        page: view.page,
        width: drawn_width(pixels),
    };
    let page = view.page;
    let turn = (frames.turn_of(page) + view.turned()) % 4;
    let Some(painted) = view.pictures.get(ui.ctx(), path, wanted) else {
        waiting_ui(ui, view);
        return;
    };
    let height = Sheet::height(painted.points, turn, width);
    let (rect, response) = ui.allocate_exact_size(vec2(width, height), Sense::click_and_drag());
    let sheet = Sheet { rect, turn };
    ui.painter()
        .add(Shape::mesh(sheet.mesh(painted.texture.id())));
    let response = response.on_hover_cursor(egui::CursorIcon::Crosshair);
    let response = response.accessible_name(texts::PAGE_NUMBER.with(page + 1));
    let on_page = frames.cells.iter().filter(|place| place.page == page);
    let areas: Vec<(&FramedCell, Rect)> = on_page
        .map(|place| (place, sheet.part_on_screen(place.area)))
        .collect();
    let selected = shown.selection.head.as_ref();
    let places = view.printed(shown.session);
    let words = Words::new(shown, &places, (page, &sheet), find.matches());
    words.paint(ui.painter(), palette, shown.selection.statement);
    for (place, area) in &areas {
        let is_selected = selected == Some(&place.cell);
        let (stroke, gap) = if is_selected {
            (Stroke::new(2.0, palette.accent), FRAME_GAP)
        } else {
            (frame_of(shown, &place.cell, palette), 0.0)
        };
        let area = area.expand(gap);
        ui.painter()
            .rect_stroke(area, CornerRadius::same(2), stroke, StrokeKind::Inside);
    }
    let aimed = match view.scroll_to_place.take() {
        Some(Aim::Cell) => {
            let mut areas = areas.iter();
            let own = areas.find(|(place, _)| selected == Some(&place.cell));
            own.map(|(_, area)| *area)
        }
        Some(Aim::Words(span)) => words.of_span(span),
        None => None,
    };
    if let Some(area) = aimed {
        ui.scroll_to_rect(area.expand2(Vec2::new(60.0, 40.0)), Some(Align::Center));
    }
    if response.clicked()
        && let Some(at) = response.interact_pointer_pos()
    {
        let cell = areas.iter().find(|(_, area)| area.contains(at));
        clicked_ui(
            ui,
            view,
            cell.map(|(place, _)| &place.cell),
            words.sentence_at(at),
            out,
        );
    }
    if response.dragged() {
        ui.scroll_with_delta(response.drag_delta());
    }
    let moved = std::mem::take(&mut view.moved);
    if moved != Vec2::ZERO {
        ui.scroll_with_delta(moved * ui.clip_rect().size() * MOVE);
    }
    let zoom = ui.input(egui::InputState::zoom_delta);
    if response.hovered() && (zoom - 1.0).abs() > f32::EPSILON {
        view.zoom_by(zoom);
    }
}

/// Selects what is clicked; the sheet stays where it is.
fn clicked_ui(
    ui: &Ui,
    view: &mut PageView,
    cell: Option<&CellKey>,
    sentence: Option<&Statement>,
    out: &mut Vec<Command>,
) {
    let command = match (cell, sentence) {
        (Some(cell), _) => Command::Select(cell.clone()),
        (None, Some(sentence)) => Command::SelectStatement(sentence.span),
        (None, None) => return,
    };
    view.is_clicked = true;
    out.push(command);
    take_keyboard(ui.ctx());
}

/// The frame of a cell that is not selected: its colour says how it stands, and what is open has a thicker one.
fn frame_of(shown: &Shown, cell: &CellKey, palette: &Palette) -> Stroke {
    let Some(look) = shown.drawn.looks.get(cell) else {
        return Stroke::NONE;
    };
    let color = match look.accused {
        Some(Severity::Error) => palette.bad,
        Some(Severity::Warning | Severity::Hint) => palette.caution,
        None => frames::color(palette, look.state),
    };
    if color == palette.accent {
        Stroke::new(1.0, color.gamma_multiply(0.35))
    } else {
        Stroke::new(1.5, color)
    }
}

/// Says that the page is on its way, or why there is none.
fn waiting_ui(ui: &mut Ui, view: &PageView) {
    let palette = style::palette(ui);
    let failed = view.pictures.trouble.as_ref();
    let (text, color) = match failed.filter(|(page, _)| *page == view.page) {
        Some((_, sentence)) => (sentence.clone(), palette.bad),
        None => (texts::PAGE_COMING.with(view.page + 1), palette.weak),
    };
    ui.add(egui::Label::new(RichText::new(text).color(color)).wrap());
}

/// The least of [`WIDTHS`] that is as wide as the sheet on the screen.
pub(super) fn drawn_width(pixels: f32) -> u32 {
    let is_enough = |width: &u32| f32::from(u16::try_from(*width).unwrap_or(u16::MAX)) >= pixels;
    let [.., most] = WIDTHS;
    WIDTHS.into_iter().find(is_enough).unwrap_or(most)
}
