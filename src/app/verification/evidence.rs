//! Given a cell, what it was read from, drawn into the room there is: its row as it was printed where there is a page, and
//! the characters of the source.

use egui::{Ui, Vec2};

use crate::app::commands::Command;
use crate::app::page;
use crate::app::page::view::PageView;
use crate::app::reports::shown::Shown;
use crate::app::verification::asked::Asked;
use crate::app::verification::printed;
use crate::source::Span;

/// Height from which on a row as printed can be read, in points.
const LEAST_PICTURE: f32 = 36.0;

/// Draws the lines of the source that a finding about no cell speaks of.
pub(crate) fn of_spans_ui(ui: &mut Ui, shown: &Shown, spans: &[Span]) {
    printed::spans_ui(ui, shown, spans);
}

/// Draws what the cell was read from into the width and height that `ui` has; what has no room is left out.
pub(crate) fn ui(ui: &mut Ui, asked: &Asked, pages: &mut PageView, out: &mut Vec<Command>) {
    printed::tokens_ui(ui, asked);
    let size = Vec2::new(ui.available_width(), ui.available_height());
    if size.y < LEAST_PICTURE || !page::strip::has(ui, asked.shown, pages, asked.cell) {
        printed::lines_ui(ui, asked);
        return;
    }
    ui.allocate_ui(size, |ui| {
        ui.set_max_size(size);
        page::strip::ui(ui, asked.shown, pages, asked.cell, out);
    });
}
