//! The menus, drawn from the command table; opened by Alt and a letter, walked by the arrows.

use egui::{EventFilter, Key, Modifiers, Popup, Response, ScrollArea, Ui};

use crate::app::commands::{ACTIONS, Action, Command, Menu, item_ui};
use crate::app::settings::{Settings, TableLines, ThemeChoice, WorkLogging};
use crate::app::texts;

/// What the menus keep.
#[derive(Debug, Default)]
pub(crate) struct MenusView {
    /// The menu that a key asked for.
    pub asked: Option<Menu>,
    /// Whether the first line of the menu opened is to take the keyboard.
    takes_keyboard: bool,
}

/// What decides which lines can be chosen, and which are ticked.
pub(crate) struct Can<'a> {
    /// Whether there is a report in front.
    pub has_report: bool,
    /// What is switched on.
    pub settings: &'a Settings,
}

/// Draws the menus; `under_one` puts them under one button.
pub(crate) fn ui(
    ui: &mut Ui,
    can: &Can,
    under_one: bool,
    view: &mut MenusView,
    out: &mut Vec<Command>,
) {
    if under_one {
        let asked = view.asked.take().is_some();
        let button = ui.menu_button(texts::MENU.show(), |ui| menus_ui(ui, can, view, out));
        if asked {
            open(&button.response);
        }
    } else {
        menus_ui(ui, can, view, out);
    }
}

fn open(button: &Response) {
    Popup::open_id(&button.ctx, Popup::default_response_id(button));
    button.ctx.request_repaint();
}

fn menus_ui(ui: &mut Ui, can: &Can, view: &mut MenusView, out: &mut Vec<Command>) {
    let asked = view.asked.take();
    for menu in Menu::ALL {
        let button = ui.menu_button(menu.title().show(), |ui| {
            let height = (ui.ctx().content_rect().height() - 60.0).max(80.0);
            ScrollArea::vertical()
                .max_height(height)
                .min_scrolled_height(height)
                .show(ui, |ui| {
                    ui.set_min_width(260.0);
                    lines_ui(ui, menu, can, view, out);
                });
        });
        let response = button
            .response
            .on_hover_text(format!("Alt+{}", menu.letter().name()));
        if asked == Some(menu) {
            open(&response);
            view.takes_keyboard = true;
        }
    }
}

fn lines_ui(ui: &mut Ui, menu: Menu, can: &Can, view: &mut MenusView, out: &mut Vec<Command>) {
    let mut lines: Vec<Response> = Vec::new();
    for spec in ACTIONS.iter().filter(|spec| spec.menu == menu) {
        if spec.begins_group {
            ui.separator();
        }
        let enabled = can.has_report || !spec.needs_report;
        let is_on = is_on(can.settings, spec.action);
        let line = item_ui(ui, spec.action, enabled, is_on, out);
        lines.extend(line.filter(|_| enabled));
    }
    walk(ui, menu, &lines, view);
}

/// The arrows go from line to line, and from menu to menu.
fn walk(ui: &Ui, menu: Menu, lines: &[Response], view: &mut MenusView) {
    let taken = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
    let at = lines.iter().position(Response::has_focus);
    let last = lines.len().saturating_sub(1);
    let (down, up) = (taken(Key::ArrowDown), taken(Key::ArrowUp));
    let (home, end) = (taken(Key::Home), taken(Key::End));
    let (left, right) = (taken(Key::ArrowLeft), taken(Key::ArrowRight));
    let first = std::mem::take(&mut view.takes_keyboard) || home;
    let next = match at {
        _ if first => Some(0),
        _ if end => Some(last),
        None if down => Some(0),
        None if up => Some(last),
        Some(at) if down => Some(if at == last { 0 } else { at + 1 }),
        Some(at) if up => Some(at.checked_sub(1).unwrap_or(last)),
        _ => None,
    };
    if let Some(line) = next.and_then(|next| lines.get(next)) {
        line.request_focus();
        line.scroll_to_me(None);
    }
    if let Some(line) = next.or(at).and_then(|at| lines.get(at)) {
        // The arrows are taken here: those of egui lead to what lies below the menu.
        let arrows = EventFilter {
            horizontal_arrows: true,
            vertical_arrows: true,
            ..EventFilter::default()
        };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(line.id, arrows));
    }
    if left || right {
        let n = Menu::ALL.len();
        let place = Menu::ALL.iter().position(|other| *other == menu);
        let place = place.unwrap_or(0) + if right { 1 } else { n - 1 };
        view.asked = Menu::ALL.get(place % n).copied();
        ui.ctx().request_repaint();
    }
}

/// Whether what the action switches is on; `None` for one that switches nothing.
fn is_on(settings: &Settings, action: Action) -> Option<bool> {
    let folded = settings.folded;
    Some(match action {
        Action::Arrange(arrangement) => settings.arrangement() == arrangement,
        Action::List(facet) => !settings.filter.hidden.contains(&facet),
        Action::OnlyProblemReports => settings.filter.only_problem_reports,
        Action::FoldSource => !folded.source,
        Action::FoldDetails => !folded.details,
        Action::FoldReports => !folded.reports,
        Action::FoldLegend => !folded.legend,
        Action::FoldRow => !folded.row,
        Action::WrapTables => settings.table_lines == TableLines::Wrapped,
        Action::CompactTables => settings.table_lines == TableLines::Compact,
        Action::LastYearNumbers => settings.with_last_year,
        Action::ReviewBlind => settings.reviews_blind,
        Action::KeepWorkLog => settings.work_log == WorkLogging::Kept,
        Action::OnlyProblems => settings.filter.only_problem_rows,
        Action::ThemeSystem => settings.theme == ThemeChoice::System,
        Action::ThemeLight => settings.theme == ThemeChoice::Light,
        Action::ThemeDark => settings.theme == ThemeChoice::Dark,
        _ => return None,
    })
}
