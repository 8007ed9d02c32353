//! The list of reports, with what is left to do in each.

use std::sync::Arc;

use egui::{Align, Id, Key, Layout, Modifiers, RichText, Role, Ui, Vec2, WidgetInfo};

use crate::app::commands::{Action, Command, ReportId, key_text};
use crate::app::keyboard::focus::take_keyboard;
use crate::app::reports::line::Line;
use crate::app::reports::list_view::ReportsView;
use crate::app::reports::order::Order;
use crate::app::reports::queue::{PAUSE, Queue};
use crate::app::reports::{filters, progress, rows};
use crate::app::settings::Filter;
use crate::app::style;
use crate::app::texts;

/// From this width on, in points, the orders are the heads of the columns and have no buttons of their own.
const ROOMY: f32 = 430.0;

/// The part of the width that the field for searching has beside the filters.
const SEARCH_SHARE: f32 = 0.3;

/// Draws the list.
pub(crate) fn ui(
    ui: &mut Ui,
    queue: &Queue,
    current: Option<ReportId>,
    view: &mut ReportsView,
    filter: &mut Filter,
    out: &mut Vec<Command>,
) {
    let n_all = queue.all.len();
    let is_roomy = ui.available_width() >= ROOMY;
    if queue.is_behind {
        ui.ctx().request_repaint_after(PAUSE);
    }
    head_ui(ui, queue, is_roomy);
    progress::ui(ui, &queue.progress);
    if is_roomy {
        ui.horizontal(|ui| {
            let width = ui.available_width() * SEARCH_SHARE;
            ui.allocate_ui(Vec2::new(width, ui.available_height()), |ui| {
                search_ui(ui, &queue.listed, view, out);
            });
            asked_ui(ui, queue, view, filter, true);
        });
    } else {
        let line = Vec2::new(ui.available_width(), ui.spacing().interact_size.y);
        ui.allocate_ui_with_layout(line, Layout::right_to_left(Align::Center), |ui| {
            ui.spacing_mut().button_padding = Vec2::new(5.0, 1.0);
            filters_switch_ui(ui, view);
            search_ui(ui, &queue.listed, view, out);
        });
        ui.horizontal_wrapped(|ui| asked_ui(ui, queue, view, filter, false));
    }
    if queue.listed.len() < n_all {
        let n = queue.listed.len();
        let text = texts::REPORTS_HIDDEN.with_both(n, n_all - n);
        let text = RichText::new(text).size(style::SMALL_SIZE);
        ui.label(text.color(style::palette(ui).weak));
    }
    ui.spacing_mut().item_spacing.y = 0.0;
    rows::ui(ui, queue, view.marked.or(current), view, out);
}

/// How many reports there are, how many have problems or are not known; how far the dataset is, where there is room.
fn head_ui(ui: &mut Ui, queue: &Queue, is_roomy: bool) {
    let progress = &queue.progress;
    let palette = style::palette(ui);
    let small = |text: String| RichText::new(text).size(style::SMALL_SIZE);
    ui.horizontal_wrapped(|ui| {
        ui.label(RichText::new(texts::REPORTS.show()).size(15.0));
        let mut counted = texts::REPORTS_COUNT.with_both(queue.all.len(), progress.n_problems);
        if progress.n_unknown > 0 {
            counted.push_str(&texts::REPORTS_NOT_OPEN.with(progress.n_unknown));
        }
        ui.label(small(counted).color(palette.weak));
        if progress.n_with_steps > 0 {
            let with_steps = texts::REPORTS_WITH_STEPS.with(progress.n_with_steps);
            ui.label(small(with_steps).color(palette.bad));
        }
        if progress.n_failed > 0 {
            let failed = texts::REPORTS_FAILED.with(progress.n_failed);
            ui.label(small(failed).color(palette.bad));
        }
        if is_roomy {
            ui.label(small(progress::said(progress)));
        }
    });
}

/// What the list is ordered by, where its heads have no room for that, and filtered by.
fn asked_ui(
    ui: &mut Ui,
    queue: &Queue,
    view: &mut ReportsView,
    filter: &mut Filter,
    is_roomy: bool,
) {
    ui.spacing_mut().item_spacing = Vec2::new(3.0, 3.0);
    ui.spacing_mut().button_padding = Vec2::new(5.0, 1.0);
    let small = |text: String| RichText::new(text).size(style::SMALL_SIZE);
    if !is_roomy {
        orders_ui(ui, view);
    }
    let label = small(texts::ONLY_PROBLEM_REPORTS.show().to_owned());
    ui.toggle_value(&mut filter.only_problem_reports, label);
    if is_roomy || view.shows_filters {
        filters::ui(ui, queue, &mut view.wanted);
    }
}

/// Shows the filters where the list is narrow, or hides them; it tells how many are set.
fn filters_switch_ui(ui: &mut Ui, view: &mut ReportsView) {
    let n_filters = view.wanted.n_filters();
    let label = if n_filters > 0 {
        texts::FILTERS_SET.with(n_filters)
    } else {
        texts::FILTERS.show().to_owned()
    };
    let label = RichText::new(label).size(style::SMALL_SIZE);
    let label = if n_filters > 0 {
        label.color(style::palette(ui).accent)
    } else {
        label
    };
    ui.toggle_value(&mut view.shows_filters, label);
}

/// A button for each of the main orders.
fn orders_ui(ui: &mut Ui, view: &mut ReportsView) {
    let small = |text: &str| RichText::new(text).size(style::SMALL_SIZE);
    for (order, name) in Order::MAIN {
        let hint = format!("{}　{}", name.show(), key_text(Action::OrderReports));
        let is_chosen = view.order == order;
        let response = ui.selectable_label(is_chosen, small(name.show()));
        if response.clicked() {
            (view.order, view.is_reversed) = (order, false);
        }
        let response = response.on_hover_text(hint);
        response.widget_info(|| {
            let said = texts::ORDERED_BY.with(name.show());
            WidgetInfo::selected(Role::Button, true, is_chosen, said)
        });
    }
}

/// The field that reports are searched with: the arrows go through those found, Enter brings one to the front, Escape
/// empties the field.
fn search_ui(ui: &mut Ui, listed: &[Arc<Line>], view: &mut ReportsView, out: &mut Vec<Command>) {
    let edit = egui::TextEdit::singleline(&mut view.wanted.query)
        .id(Id::unique("gouji report search"))
        .hint_text(format!(
            "{}　{}",
            texts::SEARCH_REPORTS.show(),
            key_text(Action::FindReport)
        ))
        .desired_width(f32::INFINITY);
    let response = ui
        .add(edit)
        .accessible_name(texts::SEARCH_REPORTS.show())
        .on_hover_text(texts::SEARCH_REPORTS_HINT.show());
    if std::mem::take(&mut view.take_focus) {
        response.request_focus();
    }
    if response.changed() {
        view.marked = listed.first().map(|line| line.id);
    }
    let ended = response.lost_focus();
    let pressed = |key| ui.input(|input| input.key_pressed(key));
    if ended && pressed(Key::Escape) {
        view.wanted.query.clear();
        take_keyboard(ui.ctx());
    } else if ended && pressed(Key::Enter) {
        let is_marked = |line: &&Arc<Line>| Some(line.id) == view.marked;
        let chosen = listed.iter().find(is_marked).or(listed.first());
        out.extend(chosen.map(|line| Command::Bring(line.id)));
        take_keyboard(ui.ctx());
    }
    if !response.has_focus() {
        view.marked = None;
        return;
    }
    let taken = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
    let (down, up) = (taken(Key::ArrowDown), taken(Key::ArrowUp));
    let at = listed.iter().position(|line| Some(line.id) == view.marked);
    let next = match at {
        None => 0,
        Some(at) if down => (at + 1).min(listed.len().saturating_sub(1)),
        Some(at) if up => at.saturating_sub(1),
        Some(at) => at,
    };
    view.marked = listed.get(next).map(|line| line.id);
}
