//! A figure as it is in the picture, enlarged.

use egui::{Color32, CornerRadius, Pos2, Rect, Sense, Ui, vec2};

use crate::app::page::strip::enlarged;
use crate::app::page::view::PageView;
use crate::app::reports::shown::Shown;
use crate::app::texts;
use crate::source::seen::Seen;

/// Height on the screen, in points.
const HEIGHT: f32 = 44.0;

/// Space around the figure, as a part of its height.
const AROUND: f32 = 0.35;

/// Draws the figure; nothing as long as its page is not there, or where it is not known.
pub(crate) fn ui(ui: &mut Ui, shown: &Shown, view: &mut PageView, seen: &Seen) {
    let frames = view.frames(ui.ctx(), shown.session);
    let Some(path) = view.original().map(ToOwned::to_owned) else {
        return;
    };
    let is_known = frames.cells.iter().any(|place| place.page == seen.page);
    let Some(sheet) = view
        .pictures
        .get(ui.ctx(), &path, enlarged(ui, seen.page))
        .filter(|_| is_known)
    else {
        return;
    };
    let [left, top, right, bottom] = seen.area.map(hundredths);
    let figure = Rect::from_min_max(Pos2::new(left, top), Pos2::new(right, bottom));
    let page = Rect::from_min_size(Pos2::ZERO, sheet.points);
    let window = figure.expand(figure.height() * AROUND).intersect(page);
    if !window.is_positive() {
        return;
    }
    let scale = (HEIGHT / window.height()).min(ui.available_width() / window.width());
    let (rect, response) = ui.allocate_exact_size(window.size() * scale, Sense::hover());
    let share = |at: Pos2| vec2(at.x / sheet.points.x, at.y / sheet.points.y).to_pos2();
    let uv = Rect::from_min_max(share(window.min), share(window.max));
    let painter = ui.painter();
    painter.rect_filled(rect, CornerRadius::ZERO, Color32::WHITE);
    painter.image(sheet.texture.id(), rect, uv, Color32::WHITE);
    response.accessible_name(texts::FIGURE_PRINTED.show());
}

#[expect(
    clippy::cast_precision_loss,
    reason = "a page has some hundred thousand hundredths of a point"
)]
fn hundredths(value: u32) -> f32 {
    value as f32 / 100.0
}
