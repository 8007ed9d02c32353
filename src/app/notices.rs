//! Sentences over the panes that stay until they are dismissed.

use egui::{RichText, Ui};

use crate::app::style;
use crate::app::texts;

/// A sentence for the user.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Notice {
    /// Whether something went wrong.
    pub is_error: bool,
    /// The sentence.
    pub text: String,
}

impl Notice {
    /// Something worth knowing.
    pub(crate) fn information(text: String) -> Self {
        Self {
            is_error: false,
            text,
        }
    }

    /// Something went wrong.
    pub(crate) fn error(text: String) -> Self {
        Self {
            is_error: true,
            text,
        }
    }
}

/// Most notices shown at once; older ones wait behind.
const SHOWN: usize = 4;

/// Draws the notices; a dismissed one is removed.
pub(crate) fn ui(ui: &mut Ui, notices: &mut Vec<Notice>) {
    let mut dismissed = None;
    for (at, notice) in notices.iter().enumerate().rev().take(SHOWN) {
        let palette = style::palette(ui);
        let (fill, bar) = if notice.is_error {
            (palette.bad_soft, palette.bad)
        } else {
            (palette.accent_soft, palette.accent)
        };
        let frame = egui::Frame::new()
            .fill(fill)
            .corner_radius(5)
            .inner_margin(egui::Margin::symmetric(10, 5));
        frame.show(ui, |ui| {
            ui.horizontal(|ui| {
                ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                    let close = egui::Button::new(RichText::new("×").size(16.0)).frame(false);
                    let close = ui.add(close).on_hover_text(texts::DISMISS.show());
                    if close
                        .accessible_name(format!("{}：{}", texts::DISMISS.show(), notice.text))
                        .clicked()
                    {
                        dismissed = Some(at);
                    }
                    ui.with_layout(egui::Layout::left_to_right(egui::Align::Center), |ui| {
                        let mark = if notice.is_error { "!" } else { "i" };
                        ui.label(RichText::new(mark).color(bar).size(15.0));
                        ui.add(egui::Label::new(&notice.text).wrap().selectable(true));
                    });
                });
            });
        });
        ui.add_space(3.0);
    }
    if let Some(at) = dismissed {
        notices.remove(at);
    }
}
