//! Given a cell, what it was read from, drawn into the room there is.
//!
//! The text of the source answers today. Where there is a picture of the page, the part of it around the row takes the
//! place of the text in [`ui`]; nothing else of the strip changes.

use egui::Ui;

use crate::app::verification::asked::Asked;
use crate::app::verification::printed;

/// Draws what the cell was read from into the width and height that `ui` has; what has no room is left out.
pub(crate) fn ui(ui: &mut Ui, asked: &Asked) {
    printed::ui(ui, asked);
}
