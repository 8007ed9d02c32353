//! What the record of the work says, reviewer by reviewer.

use egui::{Label, Ui};

use crate::app::prompts::parts::{Fate, buttons_ui, set_width, title};
use crate::app::texts;

/// Draws the sentences.
pub(super) fn ui(ui: &mut Ui, sentences: &[String], fresh: bool) -> Fate {
    set_width(ui, 620.0);
    title(ui, texts::WORK_TITLE.show());
    for sentence in sentences {
        ui.add(Label::new(sentence).wrap());
    }
    match buttons_ui(ui, &[texts::BUTTON_OK], fresh) {
        None => Fate::Stay,
        Some(_) => Fate::Close,
    }
}
