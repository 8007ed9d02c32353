//! Before a report is signed off: all that is still open, in one list, and a key to go through each kind of it.

use egui::{RichText, Ui};

use crate::app::commands::Command;
use crate::app::prompts::parts::{Fate, buttons_ui, title};
use crate::app::prompts::verdicts::choice_ui;
use crate::app::style::wrapped::{Use, wrapped};
use crate::app::{style, texts};
use crate::review::Session;
use crate::review::problems::ProblemKind;
use crate::review::status::{self, Tally};

/// Draws the list. Where nothing keeps the report from being signed, the first button signs it.
pub(crate) fn ui(ui: &mut Ui, session: &Session, fresh: bool, out: &mut Vec<Command>) -> Fate {
    ui.set_width(460.0);
    let Tally { open, deduced, .. } = status::tally(session);
    let is_forced = open.need_force();
    title(ui, texts::SIGN_OFF_TITLE.show());
    let said = if is_forced {
        texts::SIGN_OFF_FORCED
    } else {
        texts::SIGN_OFF_PLAIN
    };
    let said = RichText::new(said.show()).color(style::palette(ui).weak);
    wrapped(ui, said, Use::Read);
    let kinds: Vec<(ProblemKind, usize)> = open.present().collect();
    let lines: Vec<String> = kinds.iter().map(|counted| line(*counted)).collect();
    let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
    if let Some((kind, _)) = choice_ui(ui, &lines).and_then(|at| kinds.get(at)) {
        out.push(Command::Walk(*kind));
        return Fate::Close;
    }
    if deduced > 0 {
        let text = RichText::new(texts::DEDUCED_LEFT.with(deduced));
        wrapped(ui, text.color(style::palette(ui).weak), Use::Read);
    }
    // Enter does what is safe: it goes back where something has to be settled.
    let (labels, signs) = if is_forced {
        ([texts::BUTTON_BACK, texts::BUTTON_FORCE], 1)
    } else {
        ([texts::BUTTON_SIGN_OFF, texts::BUTTON_BACK], 0)
    };
    match buttons_ui(ui, &labels, fresh) {
        None => return Fate::Stay,
        Some(at) if at == signs => out.push(Command::SignOffOpen),
        Some(_) => {}
    }
    Fate::Close
}

/// `未识读 19　须处理`.
fn line((kind, n): (ProblemKind, usize)) -> String {
    let name = texts::kind(kind);
    if kind.needs_force() {
        format!("{name} {n}　{}", texts::SIGN_OFF_MUST.show())
    } else {
        format!("{name} {n}")
    }
}
