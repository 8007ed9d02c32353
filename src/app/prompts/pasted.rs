//! Text of the clipboard that becomes a report: what it begins with, before it is saved.

use egui::{Event, RichText, ScrollArea, Ui};

use crate::app::commands::Command;
use crate::app::prompts::parts::{Fate, buttons_ui, set_width, title};
use crate::app::{style, texts};
use crate::dataset::pasted::LIMIT;

/// Lines shown.
const MOST_LINES: usize = 40;

/// Characters shown of a line.
const MOST_CHARACTERS: usize = 120;

/// The question.
#[derive(Debug, Default)]
pub(crate) struct PastedPrompt {
    /// What was pasted.
    pub text: String,
    /// Whether more was pasted than is taken.
    is_too_large: bool,
}

impl PastedPrompt {
    /// About this text.
    pub(crate) fn new(text: String) -> Self {
        Self {
            text,
            is_too_large: false,
        }
    }

    fn take(&mut self, pasted: String) {
        self.is_too_large = pasted.len() > LIMIT;
        if !self.is_too_large {
            self.text = pasted;
        }
    }
}

/// Draws the question. What is pasted while it is open takes the place of what was pasted before.
pub(crate) fn ui(
    ui: &mut Ui,
    prompt: &mut PastedPrompt,
    fresh: bool,
    out: &mut Vec<Command>,
) -> Fate {
    set_width(ui, 640.0);
    title(ui, texts::PASTED_TITLE.show());
    let pasted = ui.input(|input| {
        let mut events = input.events.iter().rev();
        events.find_map(|event| match event {
            Event::Paste(text) => Some(text.clone()),
            _ => None,
        })
    });
    if let Some(pasted) = pasted {
        prompt.take(pasted);
    }
    let palette = style::palette(ui);
    if prompt.is_too_large {
        let text = texts::PASTED_TOO_LARGE.with(LIMIT >> 20);
        ui.label(RichText::new(text).color(palette.bad));
    }
    let is_empty = prompt.text.trim().is_empty();
    if is_empty {
        ui.label(RichText::new(texts::PASTED_EMPTY.show()).color(palette.weak));
    } else {
        let n_lines = prompt.text.lines().count();
        let n_characters = prompt.text.chars().count();
        ui.label(texts::PASTED_COUNT.with_both(n_lines, n_characters));
        preview_ui(ui, &prompt.text, n_lines);
    }
    let labels = [texts::BUTTON_PASTED, texts::BUTTON_CANCEL];
    match buttons_ui(ui, &labels, fresh) {
        None => Fate::Stay,
        Some(0) if is_empty => Fate::Stay,
        Some(0) => {
            out.push(Command::SavePasted(std::mem::take(&mut prompt.text)));
            Fate::Close
        }
        Some(_) => Fate::Close,
    }
}

fn preview_ui(ui: &mut Ui, text: &str, n_lines: usize) {
    ScrollArea::vertical()
        .id_salt("gouji pasted")
        .max_height(260.0)
        .show(ui, |ui| {
            for line in text.lines().take(MOST_LINES) {
                let mut shown: String = line.chars().take(MOST_CHARACTERS).collect();
                if shown.len() < line.len() {
                    shown.push('…');
                }
                ui.label(RichText::new(shown).monospace());
            }
            if n_lines > MOST_LINES {
                ui.label(texts::PASTED_MORE.with(n_lines - MOST_LINES));
            }
        });
}
