//! Which pages of a scan are to be recognised.

use egui::{RichText, Ui};

use crate::app::commands::Command;
use crate::app::prompts::parts::{Answer, Fate, text_ui};
use crate::app::{style, texts};
use crate::source::Source;
use crate::source::scan_pages::Chosen;

/// The question.
#[derive(Debug, Default)]
pub(crate) struct ChoosePagesPrompt {
    /// The pages as they are typed.
    text: String,
    /// What is wrong with it, once it was answered so.
    wrong: Option<String>,
    /// How many pages the report has.
    n_pages: usize,
}

impl ChoosePagesPrompt {
    /// About `source`, with the pages that are recognised now, so that others can be added behind them.
    pub(crate) fn new(source: &Source) -> Self {
        let now = Chosen::of_source(source);
        let text = if now.is_empty() {
            String::new()
        } else {
            format!("{now}, ")
        };
        Self {
            text,
            wrong: None,
            n_pages: source.pages.len(),
        }
    }

    /// The pages that are typed.
    ///
    /// # Errors
    /// A sentence that says what of them is no page of the report.
    fn chosen(&self, text: &str) -> Result<Chosen, String> {
        let chosen = Chosen::of(text).map_err(|part| match part.as_str() {
            "" => texts::CHOOSE_PAGES_NONE.show().to_owned(),
            part => texts::CHOOSE_PAGES_WRONG.with(part),
        })?;
        if chosen.last() > self.n_pages {
            return Err(texts::CHOOSE_PAGES_BEYOND.with(self.n_pages));
        }
        Ok(chosen)
    }
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
        match prompt.chosen(text) {
            Ok(chosen) => {
                out.push(Command::ReadPages(chosen));
                return Fate::Close;
            }
            Err(sentence) => prompt.wrong = Some(sentence),
        }
    }
    if let Some(sentence) = &prompt.wrong {
        ui.label(RichText::new(sentence).color(style::palette(ui).bad));
    }
    match answer {
        Answer::Cancel => Fate::Close,
        Answer::None | Answer::Text(_) => Fate::Stay,
    }
}
