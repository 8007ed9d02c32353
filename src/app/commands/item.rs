//! One line of a menu.

use egui::{Response, Role, Ui, WidgetInfo};

use crate::app::commands::{Action, Command, key_text, spec};

/// Draws label and key of `action`; `is_on` tells whether what it switches is on, and is `None` where it switches nothing.
pub(crate) fn item_ui(
    ui: &mut Ui,
    action: Action,
    enabled: bool,
    is_on: Option<bool>,
    out: &mut Vec<Command>,
) -> Option<Response> {
    let spec = spec(action)?;
    let name = spec.label.show();
    let label = if is_on == Some(true) {
        format!("{name} ✓")
    } else {
        name.to_owned()
    };
    let button = egui::Button::new(label)
        .shortcut_text(key_text(action))
        .wrap_mode(egui::TextWrapMode::Extend);
    let response = ui.add_enabled(enabled, button);
    if let Some(is_on) = is_on {
        response.widget_info(|| WidgetInfo::selected(Role::MenuItemCheckBox, enabled, is_on, name));
    }
    if response.clicked() {
        out.push(Command::Act(action));
        ui.close();
    }
    Some(response)
}
