//! The menus, drawn from the command table.

use egui::{ScrollArea, Ui};

use crate::app::commands::{ACTIONS, Action, Command, Menu, item_ui};
use crate::app::settings::{Settings, ThemeChoice};
use crate::app::texts;

/// Draws the menus; `under_one` puts them under one button. `has_report` tells whether actions on a report can be chosen.
pub(crate) fn ui(
    ui: &mut Ui,
    has_report: bool,
    under_one: bool,
    settings: &Settings,
    out: &mut Vec<Command>,
) {
    if under_one {
        ui.menu_button(texts::MENU.show(), |ui| {
            menus_ui(ui, has_report, settings, out);
        });
    } else {
        menus_ui(ui, has_report, settings, out);
    }
}

fn menus_ui(ui: &mut Ui, has_report: bool, settings: &Settings, out: &mut Vec<Command>) {
    for menu in Menu::ALL {
        ui.menu_button(menu.title().show(), |ui| {
            let height = (ui.ctx().content_rect().height() - 60.0).max(80.0);
            ScrollArea::vertical().max_height(height).show(ui, |ui| {
                ui.set_min_width(220.0);
                lines_ui(ui, menu, has_report, settings, out);
            });
        });
    }
}

fn lines_ui(
    ui: &mut Ui,
    menu: Menu,
    has_report: bool,
    settings: &Settings,
    out: &mut Vec<Command>,
) {
    for spec in ACTIONS.iter().filter(|spec| spec.menu == menu) {
        if spec.begins_group {
            ui.separator();
        }
        let enabled = has_report || !spec.needs_report;
        item_ui(ui, spec.action, enabled, is_on(settings, spec.action), out);
    }
}

/// Whether what the action switches is on; `None` for one that switches nothing.
fn is_on(settings: &Settings, action: Action) -> Option<bool> {
    let folded = settings.folded;
    Some(match action {
        Action::FoldSource => !folded.source,
        Action::FoldDetails => !folded.details,
        Action::FoldReports => !folded.reports,
        Action::FoldLegend => !folded.legend,
        Action::WrapTables => settings.wraps_tables,
        Action::OnlyProblems => settings.filter.only_problem_rows,
        Action::ThemeSystem => settings.theme == ThemeChoice::System,
        Action::ThemeLight => settings.theme == ThemeChoice::Light,
        Action::ThemeDark => settings.theme == ThemeChoice::Dark,
        _ => return None,
    })
}
