//! A figure as it is in the picture, enlarged.

use egui::{Color32, CornerRadius, Pos2, Rect, Sense, Shape, Ui, Vec2};

use crate::app::page::sheet::{on_page, part_mesh, seen_size};
use crate::app::page::strip::enlarged;
use crate::app::page::view::PageView;
use crate::app::reports::shown::Shown;
use crate::app::texts;
use crate::source::place::Area;
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
    let turn = frames.turn_of(seen.page);
    let points = seen_size(sheet.points, turn);
    let figure = on_page(area_of(seen, sheet.points).turned(turn), points);
    let page = Rect::from_min_size(Pos2::ZERO, points);
    let window = figure.expand(figure.height() * AROUND).intersect(page);
    if !window.is_positive() {
        return;
    }
    let scale = (HEIGHT / window.height()).min(ui.available_width() / window.width());
    let (rect, response) = ui.allocate_exact_size(window.size() * scale, Sense::hover());
    let share = |at: Pos2| (at.to_vec2() / points).to_pos2();
    let window = Rect::from_min_max(share(window.min), share(window.max));
    let painter = ui.painter();
    painter.rect_filled(rect, CornerRadius::ZERO, Color32::WHITE);
    painter.add(Shape::mesh(part_mesh(
        sheet.texture.id(),
        rect,
        window,
        turn,
    )));
    response.accessible_name(texts::FIGURE_PRINTED.show());
}

/// The part of its page, of this size in points as the file has it, that the figure takes.
fn area_of(seen: &Seen, points: Vec2) -> Area {
    let [left, top, right, bottom] = seen.area.map(hundredths);
    let part = |place: f32, whole: f32| f64::from(place / whole.max(1.0));
    Area::new([
        part(left, points.x),
        part(top, points.y),
        part(right, points.x),
        part(bottom, points.y),
    ])
}

#[expect(
    clippy::cast_precision_loss,
    reason = "a page has some hundred thousand hundredths of a point"
)]
fn hundredths(value: u32) -> f32 {
    value as f32 / 100.0
}
