//! Which page of the original is to be shown.

use egui::{RichText, Ui};

use crate::app::commands::Command;
use crate::app::prompts::parts::{Answer, Fate, text_ui};
use crate::app::{style, texts};
use crate::source::scan_pages;

/// The question.
#[derive(Debug)]
pub(crate) struct PagePrompt {
    /// The number as it is typed.
    text: String,
    /// Whether it was answered with what is no page.
    is_wrong: bool,
    /// How many pages there are.
    n_pages: usize,
}

impl PagePrompt {
    /// About an original with so many pages.
    pub(crate) fn new(n_pages: usize) -> Self {
        Self {
            text: String::new(),
            is_wrong: false,
            n_pages,
        }
    }
}

/// Draws the question. What is no page stays in the field, to be corrected there.
pub(crate) fn ui(
    ui: &mut Ui,
    prompt: &mut PagePrompt,
    fresh: bool,
    out: &mut Vec<Command>,
) -> Fate {
    let question = texts::GO_TO_PAGE_QUESTION.with(prompt.n_pages);
    let answer = text_ui(
        ui,
        texts::GO_TO_PAGE,
        &question,
        texts::GO_TO_PAGE_HINT,
        &mut prompt.text,
        fresh,
    );
    match answer {
        Answer::Text(text) => {
            let page = scan_pages::page(&text).filter(|page| *page <= prompt.n_pages);
            if let Some(page) = page {
                out.push(Command::ShowPage(page - 1));
                return Fate::Close;
            }
            prompt.is_wrong = true;
        }
        Answer::Cancel => return Fate::Close,
        Answer::None => {}
    }
    if prompt.is_wrong {
        let text = texts::GO_TO_PAGE_WRONG.with(prompt.n_pages);
        ui.label(RichText::new(text).color(style::palette(ui).bad));
    }
    Fate::Stay
}
