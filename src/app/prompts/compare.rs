//! How far two reviews of a report agree, and what they disagree on.

use std::path::PathBuf;

use egui::{Label, RichText, ScrollArea, Ui};

use crate::app::commands::Command;
use crate::app::prompts::parts::{Fate, buttons_ui, set_width, title};
use crate::app::wording::file_name;
use crate::app::{style, texts};
use crate::review::merge::Merged;
use crate::said::Said;

/// Height of the list, in points.
const HEIGHT: f32 = 300.0;

/// The question.
#[derive(Debug)]
pub(crate) struct ComparePrompt {
    first: PathBuf,
    second: PathBuf,
    agreement: Said,
    conflicts: Vec<String>,
}

impl ComparePrompt {
    /// About the reviews at `first` and `second`, and what they come to.
    pub(crate) fn new(first: PathBuf, second: PathBuf, merged: &Merged) -> Self {
        let conflicts = merged.conflicts.iter();
        Self {
            first,
            second,
            agreement: merged.agreement.sentence(),
            conflicts: conflicts
                .map(|it| {
                    let [place, first, second] = [&it.place, &it.first, &it.second].map(texts::say);
                    let both = texts::COMPARE_BOTH.with_both(first, second);
                    texts::FILTER_IS.with_both(place, both)
                })
                .collect(),
        }
    }
}

/// Draws the question.
pub(crate) fn ui(ui: &mut Ui, prompt: &ComparePrompt, fresh: bool, out: &mut Vec<Command>) -> Fate {
    set_width(ui, 620.0);
    title(ui, texts::COMPARE_TITLE.show());
    let names = [&prompt.first, &prompt.second].map(|path| file_name(path));
    let [first, second] = &names;
    ui.add(Label::new(texts::COMPARE_FILES.with_both(first, second)).wrap());
    ui.add(Label::new(texts::say(&prompt.agreement)).wrap());
    let said = match prompt.conflicts.len() {
        0 => texts::COMPARE_AGREE.show().to_owned(),
        n => texts::COMPARE_CONFLICTS.with(n),
    };
    let said = RichText::new(said).color(style::palette(ui).weak);
    ui.add(Label::new(said).wrap());
    ScrollArea::vertical()
        .id_salt("gouji compare")
        .max_height(HEIGHT)
        .show(ui, |ui| {
            for line in &prompt.conflicts {
                ui.add(Label::new(line).wrap());
            }
        });
    match buttons_ui(ui, &[texts::BUTTON_SETTLE, texts::BUTTON_CANCEL], fresh) {
        None => return Fate::Stay,
        Some(0) => out.push(Command::Settle(prompt.first.clone(), prompt.second.clone())),
        Some(_) => {}
    }
    Fate::Close
}
