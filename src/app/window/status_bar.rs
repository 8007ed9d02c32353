//! The line at the bottom: how far the report is, and whether it is saved.

use egui::{Color32, RichText, Ui};

use crate::app::commands::{Action, Command};
use crate::app::reports::open_report::OpenReport;
use crate::app::{style, texts};
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
    open_report: &mut OpenReport,
    message: Option<&str>,
    reviewer: &str,
    out: &mut Vec<Command>,
) {
    let palette = style::palette(ui);
    let saved = open_report.is_saved();
    let in_file = open_report.saved.is_some();
    let durable = open_report.is_durable();
    if !saved && open_report.journal.is_some() {
        // The disk answers soon, and a folder may vanish; without a repaint nobody would see it.
        ui.ctx()
            .request_repaint_after(if durable { NOW_AND_THEN } else { SOON });
    }
    let session = &open_report.session;
    let tally = open_report.view.drawn(session).tally;
    let right = egui::Layout::right_to_left(egui::Align::Center);
    let line = |ui: &mut Ui| {
        ui.spacing_mut().item_spacing.x = 5.0;
        let (word, color) = match (saved, in_file) {
            (true, true) => (texts::SAVED, palette.good),
            (true, false) => (texts::UNTOUCHED, palette.weak),
            (false, _) => (texts::UNSAVED, palette.caution),
        };
        item(ui, word.show(), color);
        if durable && fits(ui, texts::DURABLE.show()) {
            let text = RichText::new(texts::DURABLE.show());
            let label = ui.label(text.size(style::SMALL_SIZE).color(palette.good));
            label.on_hover_text(texts::DURABLE_HINT.show());
            ui.add_space(9.0);
        } else if open_report.trouble.is_some() && !saved {
            item(ui, texts::NOT_DURABLE.show(), palette.bad);
        }
        if let Some(message) = message {
            message_ui(ui, message);
        }
        if let Some(sign_off) = session.sign_off() {
            signed_ui(ui, sign_off);
        }
        reviewer_ui(ui, reviewer, out);
        let left = egui::Layout::left_to_right(egui::Align::Center);
        ui.with_layout(left, |ui| counts_ui(ui, &tally));
    };
    ui.horizontal(|ui| ui.with_layout(right, line));
}

/// How far the report is: what is to be looked at first has its place first.
fn counts_ui(ui: &mut Ui, tally: &Tally) {
    let palette = style::palette(ui);
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
    count(ui, texts::BROKEN, tally.broken, palette.bad);
    doubts_ui(ui, tally);
    count(ui, texts::UNDECIDED, tally.undecided, palette.caution);
    let n_eye_only = tally.open.of(ProblemKind::EyeOnly);
    count(ui, texts::EYE_ONLY_CELLS, n_eye_only, palette.text);
    if tally.conditional > 0 {
        count(ui, texts::CONDITIONAL, tally.conditional, palette.caution);
    }
    count(ui, texts::HOLDS, tally.holds, palette.good);
    let zoom = ui.ctx().zoom_factor() * 100.0;
    item(ui, &format!("{zoom:.0}%"), palette.weak);
    folded_ui(ui);
}

/// The part of the room that a word about the last command may take.
const MESSAGE_SHARE: f32 = 0.5;

/// A word about the last command; what has no room of it is seen under the pointer.
fn message_ui(ui: &mut Ui, message: &str) {
    let color = style::palette(ui).accent;
    let text = RichText::new(message).size(style::SMALL_SIZE).color(color);
    let width = width_of(ui, message).min(ui.available_width() * MESSAGE_SHARE);
    let size = egui::Vec2::new(width, ui.available_height().min(20.0));
    ui.allocate_ui(size, |ui| {
        ui.set_max_width(width);
        ui.add(egui::Label::new(text).truncate());
    });
    ui.add_space(9.0);
}

fn width_of(ui: &Ui, text: &str) -> f32 {
    let (font, color) = (style::small_font(), Color32::BLACK);
    let galley = ui.painter().layout_no_wrap(text.to_owned(), font, color);
    galley.size().x + 1.0
}

/// Width of the mark that stands for what has no room, with the space around it, in points.
const FOLDED_MARK: f32 = 40.0;

/// Where what has no room in this frame is kept until the mark for it is drawn.
fn folded_id() -> egui::Id {
    egui::Id::unique("gouji status without room")
}

/// Whether the text has room; if not, it is told under the mark for all that have none.
fn fits(ui: &Ui, text: &str) -> bool {
    let fits = width_of(ui, text) + FOLDED_MARK <= ui.available_width();
    if !fits {
        ui.data_mut(|data| {
            let folded: &mut Vec<String> = data.get_temp_mut_or_default(folded_id());
            folded.push(text.to_owned());
        });
    }
    fits
}

/// The mark for what has no room.
fn folded_ui(ui: &mut Ui) {
    let folded: Vec<String> = ui
        .data_mut(|data| data.remove_temp(folded_id()))
        .unwrap_or_default();
    if !folded.is_empty() {
        let mark = RichText::new(texts::FOLDED_FIELDS.show()).color(style::palette(ui).weak);
        ui.label(mark).on_hover_text(folded.join("\n"));
    }
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
    let text = text.with(&sign_off.by);
    if !fits(ui, &text) {
        return;
    }
    let text = RichText::new(text).size(style::SMALL_SIZE);
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
    if !fits(ui, &text) {
        return;
    }
    let text = RichText::new(text).size(style::SMALL_SIZE).color(color);
    let button = egui::Button::new(text).frame(false);
    let response = ui.add(button).on_hover_text(texts::REVIEWER_HINT.show());
    if response.clicked() {
        out.push(Command::Act(Action::Reviewer));
    }
    ui.add_space(9.0);
}

/// A word or a count, where it has room.
fn item(ui: &mut Ui, text: &str, color: Color32) {
    if !fits(ui, text) {
        return;
    }
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
