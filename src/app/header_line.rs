//! Office, year and statistics period above the tables, corrected like cells.

use egui::{Id, Key, Role, Sense, Ui, WidgetInfo};

use crate::app::commands::Command;
use crate::app::desk::Links;
use crate::app::style;
use crate::app::texts::{self, Text};
use crate::app::view::{Draft, DraftTarget, View};
use crate::app::years_line;
use crate::review::edit::Edit;
use crate::review::{HeaderField, Session};

const FIELDS: [(HeaderField, Text); 3] = [
    (HeaderField::Office, texts::OFFICE),
    (HeaderField::Year, texts::YEAR),
    (HeaderField::Period, texts::PERIOD),
];

/// Draws the line.
pub(crate) fn ui(
    ui: &mut Ui,
    session: &Session,
    links: &Links,
    view: &mut View,
    out: &mut Vec<Command>,
) {
    ui.horizontal_wrapped(|ui| {
        for (field, label) in FIELDS {
            let palette = style::palette(ui);
            ui.label(
                egui::RichText::new(label.show())
                    .size(style::SMALL_SIZE)
                    .color(palette.weak),
            );
            let is_edited = view
                .draft
                .as_ref()
                .is_some_and(|draft| draft.target == DraftTarget::Header(field));
            if is_edited {
                editor_ui(ui, field, label, session, view, out);
            } else {
                value_ui(ui, field, label, session, view);
            }
            ui.add_space(10.0);
        }
        years_line::ui(ui, session, links, out);
    });
}

fn value_ui(ui: &mut Ui, field: HeaderField, label: Text, session: &Session, view: &mut View) {
    let palette = style::palette(ui);
    let value = session.header(field);
    let shown = value.unwrap_or(texts::NOT_STATED.show());
    let color = if value.is_some() {
        palette.text
    } else {
        palette.bad
    };
    let is_selected = view.field == Some(field);
    let fill = if is_selected {
        palette.accent_soft
    } else {
        palette.paper
    };
    let frame = egui::Frame::new()
        .fill(fill)
        .stroke(egui::Stroke::new(
            1.0,
            if is_selected {
                palette.accent
            } else {
                palette.line
            },
        ))
        .corner_radius(4)
        .inner_margin(egui::Margin::symmetric(7, 2));
    let inner = frame.show(ui, |ui| {
        ui.add(egui::Label::new(egui::RichText::new(shown).color(color)).selectable(false))
    });
    let response = ui.interact(
        inner.response.rect,
        Id::unique(("header", label.show())),
        Sense::click(),
    );
    response.widget_info(|| {
        WidgetInfo::labeled(Role::Button, true, format!("{}：{shown}", label.show()))
    });
    let typed = response.has_focus()
        && ui.input(|input| input.key_pressed(Key::F2) || input.key_pressed(Key::Enter));
    if response.clicked() || typed {
        if is_selected || response.double_clicked() || typed {
            view.draft = Some(Draft {
                target: DraftTarget::Header(field),
                text: value.unwrap_or_default().to_owned(),
                is_new: true,
            });
        }
        view.field = Some(field);
        view.source.scroll_to_selection = true;
    }
}

fn editor_ui(
    ui: &mut Ui,
    field: HeaderField,
    label: Text,
    session: &Session,
    view: &mut View,
    out: &mut Vec<Command>,
) {
    let Some(draft) = &mut view.draft else { return };
    let width = if field == HeaderField::Year {
        60.0
    } else {
        240.0
    };
    let edit = egui::TextEdit::singleline(&mut draft.text)
        .id(Id::unique(("header editor", label.show())))
        .desired_width(width);
    let response = ui
        .add(edit)
        .accessible_name(texts::EDIT_FIELD.with(label.show()));
    if draft.is_new {
        draft.is_new = false;
        response.request_focus();
        return;
    }
    if response.lost_focus() {
        let text = std::mem::take(&mut draft.text);
        view.draft = None;
        let escaped = ui.input(|input| input.key_pressed(Key::Escape));
        if !escaped && session.header(field).unwrap_or_default() != text {
            out.push(Command::Edit(Edit::SetHeader { field, text }));
        }
    }
}
