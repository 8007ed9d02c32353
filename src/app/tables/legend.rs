//! What the marks in the tables mean.

use std::collections::BTreeMap;

use egui::{Pos2, Rect, Role, Sense, Ui, Vec2, WidgetInfo};

use crate::app::reports::drawn::Look;
use crate::app::tables::cell_figure::{Figure, Mark, Selected, paint_cell, paint_coverage};
use crate::app::{style, texts};
use crate::form::CellKey;
use crate::review::state::CellState;
use crate::rules::Severity;

/// Space between a sample and its meaning, in points.
const GAP: f32 = 3.0;

/// Height of a sample, in points.
const HEIGHT: f32 = 20.0;

/// Draws one line of small cells with their meaning: of the marks that stand in the tables, for a legend of them all would
/// bury those.
pub(crate) fn ui(ui: &mut Ui, looks: &BTreeMap<CellKey, Look>) {
    let has = |state: CellState| looks.values().any(|look| look.state == state);
    let is_accused =
        |of: &dyn Fn(Severity) -> bool| looks.values().any(|look| look.accused.is_some_and(of));
    let has_broken = is_accused(&|severity| severity == Severity::Error);
    let has_warned = is_accused(&|severity| severity < Severity::Error);
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = Vec2::new(3.0, 3.0);
        for (state, text, meaning) in [
            (CellState::Covered, "8", texts::LEGEND_COVERED),
            (CellState::EyeOnly, "8", texts::LEGEND_EYE),
            (CellState::Unread, "", texts::STATE_UNREAD),
            (CellState::Uncertain, "8", texts::STATE_UNCERTAIN),
            (CellState::Estimated, "8", texts::STATE_ESTIMATED),
            (CellState::Doubtful, "8", texts::STATE_DOUBTFUL),
            (CellState::Deduced, "8", texts::STATE_DEDUCED),
            (CellState::Blank, "", texts::STATE_BLANK),
            (CellState::NotApplicable, "/", texts::LEGEND_NOT_APPLICABLE),
            (CellState::Corrected, "8", texts::STATE_CORRECTED),
            (CellState::Confirmed, "8", texts::STATE_CONFIRMED),
            (CellState::AsPublished, "8", texts::STATE_AS_PUBLISHED),
            (CellState::Illegible, "", texts::STATE_ILLEGIBLE),
        ] {
            if has(state) {
                let figure = Figure::plain(text, state);
                sample_ui(ui, &figure, Mark::No, meaning.show());
            }
        }
        let plain = Figure::plain("8", CellState::Covered);
        if looks.values().any(|look| look.is_noted) {
            let figure = Figure {
                is_noted: true,
                ..plain
            };
            sample_ui(ui, &figure, Mark::No, texts::LEGEND_NOTE.show());
        }
        if has_warned {
            sample_ui(ui, &plain, Mark::Warned, texts::LEGEND_WARNED.show());
        }
        if !has_broken {
            return;
        }
        for (mark, meaning) in [
            (Mark::Involved, texts::LEGEND_BROKEN),
            (Mark::Suspect, texts::LEGEND_SUSPECT),
            (Mark::Term(1), texts::LEGEND_TERM),
        ] {
            sample_ui(ui, &plain, mark, meaning.show());
        }
    });
}

/// A small cell and its meaning, kept together where the line breaks.
fn sample_ui(ui: &mut Ui, figure: &Figure, mark: Mark, meaning: &str) {
    let palette = style::palette(ui);
    // A number needs room beside the figure.
    let width = if matches!(mark, Mark::Term(_) | Mark::Warned) {
        46.0
    } else {
        26.0
    };
    let font = style::small_font();
    let galley = ui
        .painter()
        .layout_no_wrap(meaning.to_owned(), font, palette.weak);
    let size = Vec2::new(width + GAP + galley.size().x + GAP, HEIGHT);
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, meaning));
    let cell = Rect::from_min_size(rect.min, Vec2::new(width, HEIGHT));
    let painter = ui.painter();
    paint_cell(painter, palette, cell, figure, (mark, Selected::No));
    if figure.state == CellState::Covered && mark == Mark::No && !figure.is_noted {
        paint_coverage(painter, palette, cell, 2);
    }
    let border = egui::Stroke::new(1.0, palette.line);
    painter.rect_stroke(cell, 0, border, egui::StrokeKind::Middle);
    let left = cell.right() + GAP;
    let top = rect.center().y - galley.size().y / 2.0;
    painter.galley(Pos2::new(left, top), galley, palette.weak);
}
