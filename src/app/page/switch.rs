//! The button that shows something else of the source: its text, its pages, or both.

use egui::Ui;

use crate::app::commands::{Action, Command, key_text};
use crate::app::settings::SourceShows;
use crate::app::texts;

/// Draws it, named after what it shows next.
pub(crate) fn ui(ui: &mut Ui, content: SourceShows, out: &mut Vec<Command>) {
    let label = match content.next() {
        SourceShows::Text => texts::SEE_TEXT,
        SourceShows::Pages => texts::SEE_PAGES,
        SourceShows::Both => texts::SEE_BOTH,
    };
    let response = ui.small_button(label.show());
    if response
        .on_hover_text(key_text(Action::ShowPages))
        .clicked()
    {
        out.push(Command::Act(Action::ShowPages));
    }
}
