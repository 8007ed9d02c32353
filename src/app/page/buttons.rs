//! Small buttons above the source and its pages, each with its key where the pointer rests.

use egui::Ui;

use crate::app::commands::{Action, Command, key_text, spec};
use crate::app::settings::SourceShows;
use crate::app::texts;

/// Shows something else of the source: its text, its pages, or both. Named after what it shows next.
pub(crate) fn switch_ui(ui: &mut Ui, content: SourceShows, out: &mut Vec<Command>) {
    let label = match content.next() {
        SourceShows::Text => texts::SEE_TEXT,
        SourceShows::Pages => texts::SEE_PAGES,
        SourceShows::Both => texts::SEE_BOTH,
    };
    action_ui(ui, label.show(), Action::ShowPages, out);
}

/// A button for `action`.
pub(super) fn action_ui(ui: &mut Ui, label: &str, action: Action, out: &mut Vec<Command>) {
    let response = ui.small_button(label);
    let name = spec(action).map_or("", |spec| spec.label.show());
    let name = format!("{name}　{}", key_text(action));
    if response.on_hover_text(name).clicked() {
        out.push(Command::Act(action));
    }
}
