//! What the marks in the tables mean.

use egui::{RichText, Sense, Ui, Vec2};

use crate::app::style;
use crate::app::texts;
use crate::app::widgets::cell::{Mark, Selected, paint_cell, paint_coverage};
use crate::review::status::CellState;

/// Draws one line of small cells with their meaning.
pub(crate) fn ui(ui: &mut Ui) {
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = Vec2::new(4.0, 3.0);
        for (state, text, meaning) in [
            (CellState::Covered, "8", texts::LEGEND_COVERED),
            (CellState::EyeOnly, "8", texts::LEGEND_EYE),
            (CellState::Uncertain, "8", texts::STATE_UNCERTAIN),
            (CellState::Unread, "", texts::STATE_UNREAD),
            (CellState::Blank, "", texts::STATE_BLANK),
            (CellState::NotApplicable, "/", texts::LEGEND_NOT_APPLICABLE),
            (CellState::Corrected, "8", texts::STATE_CORRECTED),
            (CellState::Confirmed, "8", texts::STATE_CONFIRMED),
        ] {
            sample_ui(ui, text, state, Mark::No, meaning.show());
        }
        for (mark, meaning) in [
            (Mark::Involved, texts::LEGEND_BROKEN),
            (Mark::Suspect, texts::LEGEND_SUSPECT),
            (Mark::Term(1), texts::LEGEND_TERM),
        ] {
            sample_ui(ui, "8", CellState::Covered, mark, meaning.show());
        }
    });
}

fn sample_ui(ui: &mut Ui, text: &str, state: CellState, mark: Mark, meaning: &str) {
    let palette = style::palette(ui);
    // A number needs room beside the figure.
    let width = if matches!(mark, Mark::Term(_)) {
        46.0
    } else {
        34.0
    };
    let (rect, _) = ui.allocate_exact_size(Vec2::new(width, 20.0), Sense::hover());
    paint_cell(
        ui.painter(),
        palette,
        rect,
        text,
        state,
        (mark, Selected::No),
    );
    if state == CellState::Covered && mark == Mark::No {
        paint_coverage(ui.painter(), palette, rect, 2);
    }
    let border = egui::Stroke::new(1.0, palette.line);
    ui.painter()
        .rect_stroke(rect, 0, border, egui::StrokeKind::Middle);
    ui.label(
        RichText::new(meaning)
            .size(style::SMALL_SIZE)
            .color(palette.weak),
    );
    ui.add_space(3.0);
}
