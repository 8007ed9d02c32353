//! The line being typed into a cell or a header field, drawn in its place. It takes no key itself: see
//! [`crate::app::keyboard`].

use egui::output::IMEOutput;
use egui::text::{CCursor, CCursorRange, CharIndex};
use egui::text_selection::text_cursor_state::cursor_rect;
use egui::text_selection::visuals::{paint_text_cursor, paint_text_selection};
use egui::{CornerRadius, FontId, IMEPurpose, Id, Pos2, Rect, Sense, Stroke, Ui, Vec2, WidgetInfo};

use crate::app::style;
use crate::app::tables::line_edit::LineEdit;

/// Space between the frame and the text, in points.
const PADDING: f32 = 6.0;

/// Draws `line` into `rect`, which grows to the right when the text is longer. `name` is what the editor is called.
pub(crate) fn line_ui(ui: &mut Ui, rect: Rect, line: &mut LineEdit, font: FontId, name: &str) {
    let palette = style::palette(ui);
    let mut galley = ui
        .painter()
        .layout_no_wrap(line.text.clone(), font, palette.text);
    let width = (galley.size().x + 2.0 * PADDING).max(rect.width());
    let place = Rect::from_min_size(rect.min, Vec2::new(width, rect.height()));
    let origin = place.center() - galley.size() / 2.0;
    pointer_ui(
        ui,
        place,
        line,
        |at| galley.cursor_from_pos(at - origin),
        name,
    );
    let painter = ui.painter();
    let frame = Stroke::new(2.0, palette.accent);
    painter.rect(
        place,
        CornerRadius::same(2),
        palette.paper,
        frame,
        egui::StrokeKind::Inside,
    );
    let row_height = galley.size().y;
    let caret = cursor_rect(&galley, &line.cursor.primary, row_height);
    let caret = caret.translate(origin.to_vec2());
    let composed = line.composed();
    let shown = match &composed {
        Some(range) => CCursorRange::two(
            CCursor::new(CharIndex(range.start)),
            CCursor::new(CharIndex(range.end)),
        ),
        None => line.cursor,
    };
    if !shown.is_empty() {
        paint_text_selection(&mut galley, ui.visuals(), &shown, None);
    }
    painter.galley(origin, galley, palette.text);
    paint_text_cursor(ui, painter, caret, ui.input(|input| input.time));
    compose_at(ui, place, caret);
}

/// Lets a method of input compose at `caret`. The tables allow it wherever they have the keyboard, so that its first
/// letter does not arrive raw.
pub(crate) fn compose_at(ui: &Ui, place: Rect, caret: Rect) {
    let to_global = ui.ctx().layer_transform_to_global(ui.layer_id());
    let to_global = to_global.unwrap_or_default();
    ui.output_mut(|output| {
        output.ime = Some(IMEOutput {
            purpose: IMEPurpose::Normal,
            rect: to_global * place,
            cursor_rect: to_global * caret,
            should_interrupt_composition: false,
        });
    });
}

/// The pointer puts the caret and selects; assistive technology is told what stands in the line.
fn pointer_ui(
    ui: &Ui,
    place: Rect,
    line: &mut LineEdit,
    cursor_at: impl Fn(Pos2) -> CCursor,
    name: &str,
) {
    let response = ui.interact(
        place,
        Id::unique("gouji line editor"),
        Sense::CLICK | Sense::DRAG,
    );
    response.widget_info(|| WidgetInfo {
        label: Some(name.to_owned()),
        ..WidgetInfo::text_edit(true, line.text.clone(), line.text.clone(), "")
    });
    let Some(at) = response.interact_pointer_pos() else {
        return;
    };
    if line.is_composing() {
        return;
    }
    if response.double_clicked() {
        line.select_all();
    } else if response.is_pointer_button_down_on() || response.clicked() {
        let cursor = cursor_at(at);
        line.cursor.primary = cursor;
        if ui.input(|input| input.pointer.primary_pressed()) {
            line.cursor = CCursorRange::one(cursor);
        }
    }
}
