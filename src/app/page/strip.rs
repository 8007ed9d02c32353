//! The row of a cell as it was printed: its label, and as much of its cells around the selected one as has room.

use egui::{
    Color32, CornerRadius, Painter, Pos2, Rect, Response, Sense, Shape, Stroke, StrokeKind, Ui,
    Vec2, vec2,
};

use crate::app::commands::Command;
use crate::app::keyboard::focus::take_keyboard;
use crate::app::page::frames::{FramedCell, RowFrame};
use crate::app::page::panel::drawn_width;
use crate::app::page::pictures::Painted;
use crate::app::page::sheet::{on_page, part_mesh, seen_size};
use crate::app::page::view::PageView;
use crate::app::reports::shown::Shown;
use crate::app::{style, texts};
use crate::form::CellKey;
use crate::source::picture::Wanted;
use crate::source::place::{Area, Turn};

/// How much larger than printed the row is, where it has the height.
const LARGER: f32 = 1.8;

/// The part of the strip's width that the label takes at most.
const LABEL: f32 = 0.36;

/// Space around the row, as a part of its height.
const AROUND: f32 = 0.2;

/// Width of a page as long as it is not drawn, in points.
const USUAL_WIDTH: f32 = 595.0;

/// Whether the row of the cell is known, so that [`ui`] draws it.
pub(crate) fn has(ui: &Ui, shown: &Shown, view: &mut PageView, cell: &CellKey) -> bool {
    row_of(ui, shown, view, cell).is_some()
}

fn row_of(ui: &Ui, shown: &Shown, view: &mut PageView, cell: &CellKey) -> Option<RowFrame> {
    view.original()?;
    view.frames(ui.ctx(), shown.session).row_of(cell)
}

/// Draws the row of `cell` into the room of `ui`; nothing where it is not known. A click selects the cell under it.
pub(crate) fn ui(
    ui: &mut Ui,
    shown: &Shown,
    view: &mut PageView,
    cell: &CellKey,
    out: &mut Vec<Command>,
) {
    let Some(row) = row_of(ui, shown, view, cell) else {
        return;
    };
    let Some(path) = view.original().map(ToOwned::to_owned) else {
        return;
    };
    let (rect, response) = ui.allocate_exact_size(ui.available_size(), Sense::click());
    let response = response.accessible_name(texts::ROW_PRINTED.show());
    let palette = style::palette(ui);
    ui.painter()
        .rect_filled(rect, CornerRadius::same(2), Color32::WHITE);
    let wanted = enlarged(ui, row.page);
    let Some(sheet) = view.pictures.get(ui.ctx(), &path, wanted) else {
        let failed = view.pictures.trouble.as_ref();
        let (text, color) = match failed.filter(|(page, _)| *page == row.page) {
            Some((_, sentence)) => (sentence.clone(), palette.bad),
            None => (texts::PAGE_COMING.with(row.page + 1), Color32::GRAY),
        };
        let galley = ui
            .painter()
            .layout(text, style::small_font(), color, rect.width());
        ui.painter().galley(rect.min, galley, color);
        return;
    };
    let parts = Parts::of(rect, seen_size(sheet.points, row.turn), &row);
    let painter = ui.painter().with_clip_rect(rect.intersect(ui.clip_rect()));
    for part in [Some(&parts.cells), parts.label.as_ref()]
        .into_iter()
        .flatten()
    {
        part.paint(&painter, sheet, row.turn);
    }
    let inside = painter.with_clip_rect(parts.cells.target.intersect(painter.clip_rect()));
    let stroke = Stroke::new(2.0, palette.accent);
    let area = parts.cells.on_screen(row.own, parts.points).expand(1.0);
    inside.rect_stroke(area, CornerRadius::same(2), stroke, StrokeKind::Inside);
    let frames = view.frames(ui.ctx(), shown.session);
    clicked(ui, &response, &parts, (&row, &frames.cells), out);
}

/// A page as large as rows are drawn.
pub(super) fn enlarged(ui: &Ui, page: usize) -> Wanted {
    let pixels = USUAL_WIDTH * LARGER * ui.ctx().pixels_per_point();
    Wanted {
        page,
        width: drawn_width(pixels),
    }
}

fn clicked(
    ui: &Ui,
    response: &Response,
    parts: &Parts,
    (row, places): (&RowFrame, &[FramedCell]),
    out: &mut Vec<Command>,
) {
    let at = response.interact_pointer_pos();
    let at = at.filter(|at| response.clicked() && parts.cells.target.contains(*at));
    let Some(at) = at else { return };
    let under = |place: &&FramedCell| {
        let area = place.area.turned(row.turn);
        place.page == row.page && parts.cells.on_screen(area, parts.points).contains(at)
    };
    if let Some(place) = places.iter().find(under) {
        out.push(Command::Select(place.cell.clone()));
        take_keyboard(ui.ctx());
    }
}

/// The label at the left and the cells beside it.
struct Parts {
    label: Option<Part>,
    cells: Part,
    /// Size of the page in points, once it is upright.
    points: Vec2,
}

/// A piece of the page on the screen.
struct Part {
    /// Where on the screen.
    target: Rect,
    /// What of the page, in points.
    window: Rect,
}

impl Parts {
    /// What of the page is seen in `rect`.
    fn of(rect: Rect, points: Vec2, row: &RowFrame) -> Self {
        let whole = on_page(row.area, points);
        let band = whole.expand2(vec2(4.0, whole.height() * AROUND));
        let widest = rect.width() / band.width().max(1.0);
        let scale = LARGER
            .max(widest)
            .min(rect.height() / band.height().max(1.0));
        let label = row.label.map(|area| {
            let label = on_page(area, points);
            let width = (label.width() + 4.0).min(rect.width() * LABEL / scale);
            let left = label.left() - 2.0;
            let window = band.with_min_x(left).with_max_x(left + width);
            let target = Rect::from_min_size(rect.min, window.size() * scale);
            Part { target, window }
        });
        // What fits beside the label, the selected cell in its middle.
        let left = label
            .as_ref()
            .map_or(rect.left(), |label| label.target.right() + 3.0);
        let room = ((rect.right() - left) / scale).max(1.0);
        let first = row
            .label
            .map_or(band.left(), |area| on_page(area, points).right());
        let last = (band.right() - room).max(first);
        let own = on_page(row.own, points).center().x;
        let start = (own - room / 2.0).clamp(first, last);
        let window = Rect::from_min_size(Pos2::new(start, band.top()), vec2(room, band.height()));
        let target = Rect::from_min_size(Pos2::new(left, rect.top()), window.size() * scale);
        Self {
            label,
            cells: Part { target, window },
            points,
        }
    }
}

impl Part {
    fn paint(&self, painter: &Painter, sheet: &Painted, turn: Turn) {
        let points = seen_size(sheet.points, turn);
        let share = |at: Pos2| (at.to_vec2() / points).to_pos2();
        let window = Rect::from_min_max(share(self.window.min), share(self.window.max));
        let mesh = part_mesh(sheet.texture.id(), self.target, window, turn);
        painter.add(Shape::mesh(mesh));
    }

    /// Where a part of the page lies on the screen.
    fn on_screen(&self, area: Area, points: Vec2) -> Rect {
        let scale = self.target.width() / self.window.width().max(1.0);
        let place = |at: Pos2| self.target.min + (at - self.window.min) * scale;
        let area = on_page(area, points);
        Rect::from_min_max(place(area.min), place(area.max))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A height of the strip, in points.
    const HEIGHT: f32 = 60.0;

    fn area(left: f64, right: f64) -> Area {
        Area::new([left, 0.5, right, 0.52])
    }

    /// A row with its label at the left, the selected cell from `own` on, in a strip so wide.
    #[track_caller]
    fn check_in_sight(own: f64, width: f32) {
        let points = vec2(595.0, 842.0);
        let row = RowFrame {
            page: 0,
            turn: 0,
            own: area(own, own + 0.05),
            area: area(0.1, 0.9),
            label: Some(area(0.1, 0.3)),
        };
        let rect = Rect::from_min_size(Pos2::new(20.0, 30.0), vec2(width, HEIGHT));
        let parts = Parts::of(rect, points, &row);
        let seen = parts.cells.on_screen(row.own, points);
        assert!(rect.expand(1.0).contains_rect(seen), "{seen:?} in {rect:?}");
        let label = parts.label.unwrap();
        assert!(label.target.right() <= parts.cells.target.left());
        assert!(rect.expand(1.0).contains_rect(label.target));
        assert!(
            seen.width() > 595.0 * 0.05 * 0.99,
            "never smaller than printed"
        );
    }

    #[test]
    fn the_selected_cell_is_always_in_sight_beside_its_label() {
        for own in [0.3, 0.5, 0.7, 0.85] {
            for width in [300.0, 460.0, 900.0, 1_600.0] {
                check_in_sight(own, width);
            }
        }
    }
}
