//! Office, year and statistics period above the tables, corrected like cells.

use egui::{FontId, Id, Rect, Role, Sense, Ui, WidgetInfo};

use crate::app::commands::Command;
use crate::app::keyboard::focus::take_keyboard;
use crate::app::reports::open_report::Links;
use crate::app::reports::shown::Shown;
use crate::app::style;
use crate::app::tables::draft::DraftTarget;
use crate::app::tables::view::TablesView;
use crate::app::tables::{editor, years_line};
use crate::app::texts::{self, Text};
use crate::app::window::division::Header;
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

/// Draws the fields that `room` has place for.
pub(crate) fn ui(
    ui: &mut Ui,
    shown: &Shown,
    links: &Links,
    view: &mut TablesView,
    room: Header,
    out: &mut Vec<Command>,
) {
    let session = shown.session;
    let edited = view.draft.as_ref().and_then(|draft| match draft.target {
        DraftTarget::Header(field) => Some(field),
        DraftTarget::Cell(_) => None,
    });
    let selected = shown.selection.field;
    let chosen = edited.or(selected);
    if room == Header::Selected && chosen.is_none() {
        return;
    }
    let mut editor = None;
    ui.horizontal_wrapped(|ui| {
        let mut folded = Vec::new();
        for (field, label) in FIELDS {
            let is_chosen = chosen == Some(field);
            let fits = match room {
                Header::Whole => true,
                // The one being typed into has its place, whatever else has none.
                Header::OneLine => is_chosen || has_place(ui, session, field, label, chosen),
                Header::Selected => is_chosen,
            };
            if fits {
                let rect = field_ui(ui, (field, label), room, session, selected, out);
                if edited == Some(field) {
                    editor = Some((rect, label));
                }
            } else {
                folded.push(texts::FILTER_IS.with_both(label.show(), content(session, field)));
            }
        }
        if room == Header::Whole {
            years_line::ui(ui, session, links, out);
        } else if !folded.is_empty() {
            let more = egui::RichText::new(texts::FOLDED_FIELDS.show());
            let more = ui.label(more.color(style::palette(ui).weak));
            more.on_hover_text(folded.join("\n"));
        }
    });
    // Drawn last: a long value lies over its neighbours.
    if let (Some((rect, label)), Some(draft)) = (editor, &mut view.draft) {
        let name = texts::EDIT_FIELD.with(label.show());
        let font = egui::TextStyle::Body.resolve(ui.style());
        editor::line_ui(ui, rect, &mut draft.line, font, &name);
    }
    ui.add_space(4.0);
}

/// What stands in the field.
fn content(session: &Session, field: HeaderField) -> &str {
    let value = session.header(field);
    value.unwrap_or(texts::NOT_STATED.show())
}

/// Space around a value, and between two fields, in points.
const AROUND: f32 = 40.0;

/// Width below which no value is cut off, in points.
const LEAST_VALUE: f32 = 90.0;

/// Width that the field would take in one line.
fn width_of(ui: &Ui, session: &Session, field: HeaderField, label: Text) -> f32 {
    let width = |text: &str, font: FontId| {
        let galley = ui
            .painter()
            .layout_no_wrap(text.to_owned(), font, egui::Color32::BLACK);
        galley.size().x
    };
    let body = egui::TextStyle::Body.resolve(ui.style());
    width(label.show(), style::small_font()) + width(content(session, field), body) + AROUND
}

/// Whether the line still has place for the field beside those that come first: the one chosen, then office and year.
fn has_place(
    ui: &Ui,
    session: &Session,
    field: HeaderField,
    label: Text,
    chosen: Option<HeaderField>,
) -> bool {
    let left = ui.available_size_before_wrap().x;
    match field {
        // Its name is cut off where it must be.
        HeaderField::Office => chosen.is_none() && left > LEAST_VALUE + AROUND,
        _ => left > width_of(ui, session, field, label),
    }
}

/// Label and value of one field; gives the rectangle of the value.
fn field_ui(
    ui: &mut Ui,
    (field, label): (HeaderField, Text),
    room: Header,
    session: &Session,
    selected: Option<HeaderField>,
    out: &mut Vec<Command>,
) -> Rect {
    let wanted = width_of(ui, session, field, label);
    let is_first = ui.cursor().left() <= ui.min_rect().left() + 1.0;
    if room == Header::Whole && !is_first && wanted > ui.available_size_before_wrap().x {
        ui.end_row();
    }
    let palette = style::palette(ui);
    ui.label(
        egui::RichText::new(label.show())
            .size(style::SMALL_SIZE)
            .color(palette.weak),
    );
    let value = session.header(field);
    let rect = value_ui(ui, field, label, value, selected == Some(field), out);
    ui.add_space(10.0);
    rect
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
    // In one line, as wide as there is room for; the year beside an office leaves room for itself.
    let reserved = if field == HeaderField::Office {
        110.0
    } else {
        0.0
    };
    let room = ui.available_size_before_wrap().x - AROUND / 2.0;
    let room = (room - reserved).max(LEAST_VALUE.min(room));
    let inner = frame.show(ui, |ui| {
        ui.set_max_width(room);
        let text = egui::RichText::new(shown).color(color);
        ui.add(egui::Label::new(text).truncate().selectable(false))
    });
    let rect = inner.response.rect;
    // No stop of the Tab key: the tables have the keyboard for header fields too.
    let sense = Sense::CLICK;
    let response = ui.interact(rect, Id::unique(("header", label.show())), sense);
    response.widget_info(|| {
        WidgetInfo::labeled(
            Role::Button,
            true,
            texts::FILTER_IS.with_both(label.show(), shown),
        )
    });
    if response.clicked() {
        take_keyboard(ui.ctx());
        out.push(Command::SelectField(field));
        if is_selected || response.double_clicked() {
            out.push(Command::BeginEditing);
        }
    }
    rect
}
