//! The menus, drawn from the command table.

use egui::Ui;

use crate::app::commands::{self, ACTIONS, Action, Command, Menu};

/// Draws the menus. `has_report` tells whether actions on a report can be chosen.
pub(crate) fn ui(ui: &mut Ui, has_report: bool, out: &mut Vec<Command>) {
    for menu in Menu::ALL {
        ui.menu_button(menu.title().show(), |ui| {
            ui.set_min_width(220.0);
            for spec in ACTIONS.iter().filter(|spec| spec.menu == menu) {
                if spec.begins_group {
                    ui.separator();
                }
                item_ui(ui, spec.action, has_report || !spec.needs_report, out);
            }
        });
    }
}

/// One line of a menu: label and key.
pub(crate) fn item_ui(ui: &mut Ui, action: Action, enabled: bool, out: &mut Vec<Command>) {
    let Some(spec) = commands::spec(action) else {
        return;
    };
    let button = egui::Button::new(spec.label.show()).shortcut_text(commands::key_text(action));
    if ui.add_enabled(enabled, button).clicked() {
        out.push(Command::Act(action));
        ui.close();
    }
}
