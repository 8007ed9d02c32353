//! The line at the bottom: how far the report is, and whether it is saved.

use egui::{Color32, RichText, Ui};

use crate::app::desk::Desk;
use crate::app::style;
use crate::app::texts;

/// When to look again whether the disk has the steps.
const SOON: std::time::Duration = std::time::Duration::from_millis(60);

/// Draws the line for the report in front.
pub(crate) fn ui(ui: &mut Ui, desk: &mut Desk, message: Option<&str>, reviewer: &str) {
    let palette = style::palette(ui);
    let saved = desk.is_saved();
    let in_file = desk.saved.is_some();
    let durable = desk.is_durable();
    if !saved && !durable && desk.journal.is_some() {
        // The disk answers soon; without a repaint nobody would see it.
        ui.ctx().request_repaint_after(SOON);
    }
    let session = &desk.session;
    let signed = session.sign_off().map(|sign| sign.by.clone());
    let picture = desk.view.picture(session);
    let tally = &picture.tally;
    let n_eye_only = picture.n_eye_only;
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
        count(ui, texts::EYE_ONLY_CELLS, n_eye_only, palette.text);
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
            }
            item(ui, word.show(), color);
            if let Some(by) = signed {
                item(ui, &texts::SIGNED_OFF_BY.with(by), palette.good);
            } else if !reviewer.is_empty() {
                item(ui, reviewer, palette.weak);
            }
            if let Some(message) = message {
                let text = RichText::new(message)
                    .size(style::SMALL_SIZE)
                    .color(palette.accent);
                ui.add(egui::Label::new(text).truncate());
            }
        });
    });
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
