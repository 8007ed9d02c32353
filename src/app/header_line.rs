//! Office, year and statistics period above the tables, corrected like cells.

use egui::{Id, Rect, Role, Sense, Ui, WidgetInfo};

use crate::app::commands::Command;
use crate::app::desk::Links;
use crate::app::style;
use crate::app::texts::{self, Text};
use crate::app::view::{DraftTarget, View};
use crate::app::{cell_editor, keyboard, years_line};
use crate::review::{HeaderField, Session};

const FIELDS: [(HeaderField, Text); 3] = [
    (HeaderField::Office, texts::OFFICE),
    (HeaderField::Year, texts::YEAR),
    (HeaderField::Period, texts::PERIOD),
];

/// What a field is called.
pub(crate) fn label(field: HeaderField) -> Text {
    let known = FIELDS.iter().find(|(other, _)| *other == field);
    known.map_or(texts::OFFICE, |(_, label)| *label)
}

/// Draws the line.
pub(crate) fn ui(
    ui: &mut Ui,
    session: &Session,
    links: &Links,
    view: &mut View,
    out: &mut Vec<Command>,
) {
    let mut editors = Vec::new();
    ui.horizontal_wrapped(|ui| {
        for (field, label) in FIELDS {
            let palette = style::palette(ui);
            ui.label(
                egui::RichText::new(label.show())
                    .size(style::SMALL_SIZE)
                    .color(palette.weak),
            );
            let value = session.header(field);
            let rect = value_ui(ui, field, label, value, view.field == Some(field), out);
            if let Some(draft) = &mut view.draft
                && draft.target == DraftTarget::Header(field)
            {
                let name = texts::EDIT_FIELD.with(label.show());
                let font = egui::TextStyle::Body.resolve(ui.style());
                editors.push((rect, name, font));
            }
            ui.add_space(10.0);
        }
        years_line::ui(ui, session, links, out);
    });
    // Drawn last: a long value lies over its neighbours.
    for (rect, name, font) in editors {
        if let Some(draft) = &mut view.draft {
            cell_editor::line_ui(ui, rect, &mut draft.line, font, &name);
        }
    }
}

/// The value in its frame; gives the rectangle of the frame.
fn value_ui(
    ui: &mut Ui,
    field: HeaderField,
    label: Text,
    value: Option<&str>,
    is_selected: bool,
    out: &mut Vec<Command>,
) -> Rect {
    let palette = style::palette(ui);
    let shown = value.unwrap_or(texts::NOT_STATED.show());
    let color = if value.is_some() {
        palette.text
    } else {
        palette.bad
    };
    let (fill, line) = if is_selected {
        (palette.accent_soft, palette.accent)
    } else {
        (palette.paper, palette.line)
    };
    let frame = egui::Frame::new()
        .fill(fill)
        .stroke(egui::Stroke::new(1.0, line))
        .corner_radius(4)
        .inner_margin(egui::Margin::symmetric(7, 2));
    let inner = frame.show(ui, |ui| {
        ui.add(egui::Label::new(egui::RichText::new(shown).color(color)).selectable(false))
    });
    let rect = inner.response.rect;
    // No stop of the Tab key: the tables have the keyboard for header fields too.
    let sense = Sense::CLICK;
    let response = ui.interact(rect, Id::unique(("header", label.show())), sense);
    response.widget_info(|| {
        WidgetInfo::labeled(Role::Button, true, format!("{}：{shown}", label.show()))
    });
    if response.clicked() {
        keyboard::take_keyboard(ui.ctx());
        out.push(Command::SelectField(field));
        if is_selected || response.double_clicked() {
            out.push(Command::BeginEditing);
        }
    }
    rect
}
