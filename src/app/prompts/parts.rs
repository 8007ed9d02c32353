//! What questions are made of: a title, a line to type into, a row of buttons.

use std::path::PathBuf;

use egui::{Event, Key, Modal, RichText, ScrollArea, Ui, UiBuilder};

use crate::app::commands::Command;
use crate::app::style;
use crate::app::texts::{self, Text};
use crate::dataset::named_files;

/// What is to happen to a prompt after it was drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fate {
    /// It stays.
    Stay,
    /// It was answered or cancelled.
    Close,
}

/// Shows the question no higher than the window: what has no room is scrolled to.
pub(super) fn bounded(
    modal: Modal,
    ctx: &egui::Context,
    content: impl FnOnce(&mut Ui) -> Fate,
) -> egui::ModalResponse<Fate> {
    let height = (ctx.content_rect().height() - 56.0).max(60.0);
    modal.show(ctx, |ui| {
        // The room is the window's, not that of the question before.
        ui.set_max_height(height);
        let area = ScrollArea::vertical().max_height(height);
        area.show(ui, content).inner
    })
}

/// Sets the width of a question; less where the window is narrower.
pub(crate) fn set_width(ui: &mut Ui, width: f32) {
    let room = ui.ctx().content_rect().width() - 56.0;
    ui.set_width(width.min(room));
}

pub(crate) fn title(ui: &mut Ui, text: &str) {
    ui.label(RichText::new(text).size(17.0));
}

/// A row of buttons; the first takes the keyboard, and keeps it whatever comes to stand above; arrows and Tab go on to the
/// others. Gives the place of the one chosen.
pub(crate) fn buttons_ui(ui: &mut Ui, labels: &[Text], fresh: bool) -> Option<usize> {
    let mut chosen = None;
    ui.add_space(4.0);
    let row = UiBuilder::new().scope_id(ui.scope_id().with("gouji buttons"));
    ui.scope_builder(row, |ui| {
        ui.horizontal_wrapped(|ui| {
            for (at, label) in labels.iter().enumerate() {
                let response = ui.button(label.show());
                if fresh && at == 0 {
                    response.request_focus();
                }
                if response.clicked() {
                    chosen = Some(at);
                }
            }
        });
    });
    chosen
}

/// How a text question was answered.
pub(super) enum Answer {
    None,
    Cancel,
    Text(String),
}

pub(super) fn text_ui(
    ui: &mut Ui,
    heading: Text,
    question: &str,
    hint: Text,
    text: &mut String,
    fresh: bool,
) -> Answer {
    set_width(ui, 460.0);
    title(ui, heading.show());
    if !question.is_empty() {
        ui.label(RichText::new(question).color(style::palette(ui).weak));
    }
    let edit = egui::TextEdit::singleline(text)
        .hint_text(hint.show())
        .desired_width(f32::INFINITY);
    let response = ui.add(edit).accessible_name(heading.show());
    if fresh {
        response.request_focus();
    }
    let entered = response.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
    if entered {
        // What cannot be an answer stays in the field, to be corrected there.
        response.request_focus();
    }
    match buttons_ui(ui, &[texts::BUTTON_OK, texts::BUTTON_CANCEL], false) {
        Some(0) => Answer::Text(text.trim().to_owned()),
        Some(_) => Answer::Cancel,
        None if entered => Answer::Text(text.trim().to_owned()),
        None => Answer::None,
    }
}

/// An empty text is no answer.
pub(super) fn text_answer(
    answer: Answer,
    out: &mut Vec<Command>,
    command: impl Fn(&str) -> Command,
) -> Fate {
    match answer {
        Answer::Text(text) if !text.is_empty() => {
            out.push(command(&text));
            Fate::Close
        }
        Answer::Cancel => Fate::Close,
        Answer::None | Answer::Text(_) => Fate::Stay,
    }
}

/// The files that are pasted in this frame, if any are.
pub(crate) fn pasted_files(ui: &Ui) -> Option<Vec<PathBuf>> {
    ui.input(|input| {
        let events = input.events.iter();
        let mut pasted = events.filter_map(|event| match event {
            Event::Paste(text) => Some(named_files::files(text)),
            _ => None,
        });
        pasted.find(|files| !files.is_empty())
    })
}
