//! The line above the carpet: which digits there are, and which one is shown.

use egui::{Align, Layout, RichText, Ui};

use crate::app::carpet::view::CarpetView;
use crate::app::commands::{Carpet, Command};
use crate::app::{style, texts};
use crate::review::carpet::Glyph;

/// Draws it.
pub(super) fn ui(ui: &mut Ui, view: &CarpetView, out: &mut Vec<Command>) {
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 4.0;
        ui.label(RichText::new(texts::CARPET_TITLE.show()).size(15.0));
        for (glyph, n) in &view.glyphs {
            let label = format!("{} ({n})", name(*glyph));
            let button = egui::Button::selectable(*glyph == view.glyph, label);
            if ui.add(button).clicked() {
                out.push(Command::Carpet(Carpet::Show(*glyph)));
            }
        }
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            if ui.button(texts::CARPET_BACK.show()).clicked() {
                out.push(Command::Carpet(Carpet::Close));
            }
        });
    });
    let keys = RichText::new(texts::CARPET_KEYS.show()).size(style::SMALL_SIZE);
    let keys = keys.color(style::palette(ui).weak);
    ui.add(egui::Label::new(keys).truncate())
        .on_hover_text(texts::CARPET_KEYS.show());
}

/// How a glyph is called.
pub(super) fn name(glyph: Glyph) -> String {
    match glyph {
        Glyph::Digit(digit) => digit.to_string(),
        Glyph::Other => texts::CARPET_OTHER.show().to_owned(),
    }
}
