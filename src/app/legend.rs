//! What the marks in the tables mean.

use egui::{RichText, Sense, Ui, Vec2};

use crate::app::style;
use crate::app::texts;
use crate::app::view::state_name;
use crate::app::widgets::cell::{Broken, Selected, paint_cell};
use crate::review::status::CellState;

/// Draws one line of small cells with their meaning.
pub(crate) fn ui(ui: &mut Ui) {
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = Vec2::new(5.0, 3.0);
        for (state, text) in [
            (CellState::Covered, "28"),
            (CellState::EyeOnly, "28"),
            (CellState::Uncertain, "28"),
            (CellState::Unread, ""),
            (CellState::Blank, ""),
            (CellState::NotApplicable, "/"),
            (CellState::Corrected, "28"),
            (CellState::Confirmed, "28"),
        ] {
            sample_ui(ui, text, state, Broken::No, state_name(state));
        }
        sample_ui(ui, "28", CellState::Covered, Broken::Participant, texts::LEGEND_BROKEN.show());
        sample_ui(ui, "28", CellState::Covered, Broken::Numbered(1), texts::LEGEND_SUSPECT.show());
    });
}

fn sample_ui(ui: &mut Ui, text: &str, state: CellState, broken: Broken, meaning: &str) {
    let palette = style::palette(ui);
    let (rect, _) = ui.allocate_exact_size(Vec2::new(40.0, 20.0), Sense::hover());
    paint_cell(ui.painter(), palette, rect, text, state, (broken, Selected::No));
    let border = egui::Stroke::new(1.0, palette.line);
    ui.painter().rect_stroke(rect, 0, border, egui::StrokeKind::Middle);
    ui.label(RichText::new(meaning).size(style::SMALL_SIZE).color(palette.weak));
    ui.add_space(6.0);
}
