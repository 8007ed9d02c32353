//! The line at the bottom: how far the report is, and whether it is saved.

use egui::{Color32, RichText, Ui};

use crate::app::commands::{Action, Command};
use crate::app::desk::Desk;
use crate::app::style;
use crate::app::texts;
use crate::review::SignOff;
use crate::review::problems::ProblemKind;
use crate::review::status::Tally;

/// When to look again whether the disk has the steps.
const SOON: std::time::Duration = std::time::Duration::from_millis(60);

/// When to look again whether it still has them.
const NOW_AND_THEN: std::time::Duration = std::time::Duration::from_secs(1);

/// Draws the line for the report in front.
pub(crate) fn ui(
    ui: &mut Ui,
    desk: &mut Desk,
    message: Option<&str>,
    reviewer: &str,
    out: &mut Vec<Command>,
) {
    let palette = style::palette(ui);
    let saved = desk.is_saved();
    let in_file = desk.saved.is_some();
    let durable = desk.is_durable();
    if !saved && desk.journal.is_some() {
        // The disk answers soon, and a folder may vanish; without a repaint nobody would see it.
        ui.ctx()
            .request_repaint_after(if durable { NOW_AND_THEN } else { SOON });
    }
    let session = &desk.session;
    let tally = desk.view.picture(session).tally;
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 5.0;
        let read = format!(
            "{} {} / {}",
            texts::CELLS_READ.show(),
            tally.cells_read,
            tally.cells_total
        );
        let color = if tally.cells_read == tally.cells_total {
            palette.text
        } else {
            palette.bad
        };
        item(ui, &read, color);
        count(ui, texts::HOLDS, tally.holds, palette.good);
        count(ui, texts::BROKEN, tally.broken, palette.bad);
        if tally.conditional > 0 {
            count(ui, texts::CONDITIONAL, tally.conditional, palette.caution);
        }
        count(ui, texts::UNDECIDED, tally.undecided, palette.caution);
        doubts_ui(ui, &tally);
        count(
            ui,
            texts::EYE_ONLY_CELLS,
            tally.open.of(ProblemKind::EyeOnly),
            palette.text,
        );
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            let zoom = ui.ctx().zoom_factor() * 100.0;
            item(ui, &format!("{zoom:.0}%"), palette.weak);
            let (word, color) = match (saved, in_file) {
                (true, true) => (texts::SAVED, palette.good),
                (true, false) => (texts::UNTOUCHED, palette.weak),
                (false, _) => (texts::UNSAVED, palette.caution),
            };
            if durable {
                let text = RichText::new(texts::DURABLE.show());
                let label = ui.label(text.size(style::SMALL_SIZE).color(palette.good));
                label.on_hover_text(texts::DURABLE_HINT.show());
                ui.add_space(9.0);
            } else if desk.trouble.is_some() && !saved {
                item(ui, texts::NOT_DURABLE.show(), palette.bad);
            }
            item(ui, word.show(), color);
            if let Some(sign_off) = session.sign_off() {
                signed_ui(ui, sign_off);
            }
            reviewer_ui(ui, reviewer, out);
            if let Some(message) = message {
                let text = RichText::new(message)
                    .size(style::SMALL_SIZE)
                    .color(palette.accent);
                ui.add(egui::Label::new(text).truncate());
            }
        });
    });
}

/// What is in doubt, in the colours of its marks; what there is none of is left out.
fn doubts_ui(ui: &mut Ui, tally: &Tally) {
    let palette = style::palette(ui);
    for (kind, color) in [
        (ProblemKind::Uncertain, palette.caution),
        (ProblemKind::Estimated, palette.caution),
        (ProblemKind::Doubtful, palette.doubt),
    ] {
        let n = tally.open.of(kind);
        if n > 0 {
            item(ui, &format!("{} {n}", texts::kind(kind)), color);
        }
    }
    if tally.deduced > 0 {
        count(ui, texts::STATE_DEDUCED, tally.deduced, palette.accent);
    }
    if tally.noted > 0 {
        item(ui, &texts::NOTES.with(tally.noted), palette.doubt);
    }
}

/// Who signed, and whether something was left open.
fn signed_ui(ui: &mut Ui, sign_off: &SignOff) {
    let palette = style::palette(ui);
    let (text, color) = if sign_off.forced {
        (texts::SIGNED_BY_FORCE, palette.caution)
    } else {
        (texts::SIGNED_OFF_BY, palette.good)
    };
    let text = RichText::new(text.with(&sign_off.by)).size(style::SMALL_SIZE);
    let response = ui.label(text.color(color));
    let open = texts::counts(&sign_off.open);
    if !open.is_empty() {
        response.on_hover_text(texts::SIGNED_LEFT.with(open));
    }
    ui.add_space(9.0);
}

/// The reviewer's name, changed by a click.
fn reviewer_ui(ui: &mut Ui, reviewer: &str, out: &mut Vec<Command>) {
    let palette = style::palette(ui);
    let (text, color) = match reviewer {
        "" => (texts::REVIEWER_UNKNOWN.show().to_owned(), palette.caution),
        name => (texts::REVIEWER_IS.with(name), palette.weak),
    };
    let text = RichText::new(text).size(style::SMALL_SIZE).color(color);
    let button = egui::Button::new(text).frame(false);
    let response = ui.add(button).on_hover_text(texts::REVIEWER_HINT.show());
    if response.clicked() {
        out.push(Command::Act(Action::Reviewer));
    }
    ui.add_space(9.0);
}

fn item(ui: &mut Ui, text: &str, color: Color32) {
    ui.label(RichText::new(text).size(style::SMALL_SIZE).color(color));
    ui.add_space(9.0);
}

fn count(ui: &mut Ui, label: texts::Text, n: usize, color: Color32) {
    let color = if n == 0 {
        style::palette(ui).weak
    } else {
        color
    };
    item(ui, &format!("{} {n}", label.show()), color);
}
