//! What a new reading of a report means for the decisions about it, before it is taken.

use egui::{RichText, ScrollArea, Ui};

use crate::app::commands::Command;
use crate::app::prompts::parts::{Fate, buttons_ui, set_width, title};
use crate::app::style;
use crate::app::style::wrapped::{Use, wrapped};
use crate::app::texts::{self, Text};
use crate::review::reread::{Misfit, Reread};

/// Height of the list, in points.
const HEIGHT: f32 = 300.0;

/// The question.
#[derive(Debug)]
pub(crate) struct RereadPrompt {
    summary: Vec<String>,
    misfits: Vec<String>,
    otherwise: Vec<String>,
    button: Text,
}

/// What becomes of a new reading that is taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Becomes {
    /// It takes the place of a saved review, which is kept under another name.
    Replaced,
    /// It is saved as the first review of the report.
    Saved,
    /// Its content is another: it is a review of its own.
    Another,
}

impl RereadPrompt {
    /// About `reread`; whether the report itself was read, and what becomes of it.
    pub(crate) fn new(reread: &Reread, has_report: bool, becomes: Becomes) -> Self {
        let line = |misfit: &Misfit| {
            texts::FILTER_IS.with_both(texts::say(&misfit.place), texts::say(&misfit.text))
        };
        let mut summary = vec![texts::REREAD_FITS.with_both(reread.n_kept, reread.n_agreed)];
        if reread.n_places_lost > 0 {
            summary.push(texts::REREAD_PLACES_LOST.with(reread.n_places_lost));
        }
        if !has_report {
            summary.push(texts::REREAD_WITHOUT_REPORT.show().to_owned());
        }
        let (what_becomes, button) = match becomes {
            Becomes::Another => (texts::REREAD_BESIDE, texts::BUTTON_REREAD_BESIDE),
            Becomes::Replaced => (texts::REREAD_IN_PLACE, texts::BUTTON_REREAD_IN_PLACE),
            Becomes::Saved => (texts::REREAD_SAVED, texts::BUTTON_REREAD_IN_PLACE),
        };
        summary.push(what_becomes.show().to_owned());
        Self {
            summary,
            misfits: reread.misfits.iter().map(line).collect(),
            otherwise: reread.otherwise.iter().map(line).collect(),
            button,
        }
    }
}

/// Draws the question. Enter goes back: nothing changes by a hand that goes on typing.
pub(crate) fn ui(ui: &mut Ui, prompt: &RereadPrompt, fresh: bool, out: &mut Vec<Command>) -> Fate {
    set_width(ui, 620.0);
    title(ui, texts::REREAD_TITLE.show());
    for sentence in &prompt.summary {
        wrapped(ui, sentence, Use::Read);
    }
    ScrollArea::vertical()
        .id_salt("gouji reread")
        .max_height(HEIGHT)
        .show(ui, |ui| {
            list_ui(ui, texts::REREAD_MISFITS, &prompt.misfits);
            list_ui(ui, texts::REREAD_OTHERWISE, &prompt.otherwise);
        });
    match buttons_ui(ui, &[texts::BUTTON_CANCEL, prompt.button], fresh) {
        None => return Fate::Stay,
        Some(1) => out.push(Command::TakeReread),
        Some(_) => {}
    }
    Fate::Close
}

fn list_ui(ui: &mut Ui, heading: Text, lines: &[String]) {
    if lines.is_empty() {
        return;
    }
    ui.label(RichText::new(heading.with(lines.len())).color(style::palette(ui).weak));
    for line in lines {
        wrapped(ui, line, Use::Read);
    }
}
