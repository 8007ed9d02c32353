//! Which pages of a scan are to be recognised.

use egui::{RichText, Ui};

use crate::app::commands::Command;
use crate::app::prompts::parts::{Answer, Fate, text_ui};
use crate::app::{style, texts};
use crate::source::scan_pages::Chosen;

/// The question.
#[derive(Debug, Default)]
pub(crate) struct ChoosePagesPrompt {
    /// The pages as they are typed.
    text: String,
    /// What of it is no page, once it was answered so.
    wrong: Option<String>,
}

/// Draws the question. What is no page stays in the field, to be corrected there.
pub(crate) fn ui(
    ui: &mut Ui,
    prompt: &mut ChoosePagesPrompt,
    fresh: bool,
    out: &mut Vec<Command>,
) -> Fate {
    let question = texts::CHOOSE_PAGES_QUESTION.show();
    let answer = text_ui(
        ui,
        texts::CHOOSE_PAGES_TITLE,
        question,
        texts::CHOOSE_PAGES_HINT,
        &mut prompt.text,
        fresh,
    );
    if let Answer::Text(text) = &answer {
        match Chosen::of(text) {
            Ok(chosen) => {
                out.push(Command::ReadPages(chosen));
                return Fate::Close;
            }
            Err(part) => prompt.wrong = Some(part),
        }
    }
    if let Some(part) = &prompt.wrong {
        let text = match part.as_str() {
            "" => texts::CHOOSE_PAGES_NONE.show().to_owned(),
            part => texts::CHOOSE_PAGES_WRONG.with(part),
        };
        ui.label(RichText::new(text).color(style::palette(ui).bad));
    }
    match answer {
        Answer::Cancel => Fate::Close,
        Answer::None | Answer::Text(_) => Fate::Stay,
    }
}
