//! The repair proposals of the selected cell's block: what each changes and why, previewed in the tables.

use egui::{RichText, Ui};

use crate::app::commands::{Action, Command, key_text};
use crate::app::repairs::{Offer, changes_text, offers};
use crate::app::style;
use crate::app::texts;
use crate::app::view::View;
use crate::form::CellKey;
use crate::repair::{BlockRepairs, Kind, SourceError};
use crate::review::Session;

/// Most proposals shown; those with a number key come first.
const MOST_SHOWN: usize = 9;

/// Most changes of one proposal written out.
const MOST_CHANGES: usize = 6;

/// Draws the list for `cell`; nothing where its block has no repairs.
pub(crate) fn ui(
    ui: &mut Ui,
    session: &Session,
    view: &mut View,
    cell: &CellKey,
    out: &mut Vec<Command>,
) {
    let Some(repairs) = view.repairs.of_cell(session, cell).cloned() else {
        if view.repairs.is_pending(session) && session.coverage(cell) > 0 {
            weak(ui, texts::PROPOSALS_PENDING.show());
        }
        return;
    };
    let palette = style::palette(ui);
    let head = RichText::new(&repairs.sentence).color(palette.accent);
    ui.add(egui::Label::new(head).wrap());
    let offers = offers(&repairs);
    for (at, offer) in offers.iter().take(MOST_SHOWN).enumerate() {
        offer_ui(ui, (session, view), &repairs, (at, offer), out);
    }
    if offers.len() > MOST_SHOWN {
        weak(ui, &texts::MORE_PROPOSALS.with(offers.len() - MOST_SHOWN));
    }
    if let Some(rival) = &repairs.source_error {
        rival_ui(ui, rival);
    }
    ui.separator();
}

fn offer_ui(
    ui: &mut Ui,
    (session, view): (&Session, &mut View),
    repairs: &BlockRepairs,
    (at, offer): (usize, &Offer),
    out: &mut Vec<Command>,
) {
    let palette = style::palette(ui);
    let place = (repairs.block.clone(), at);
    let is_chosen = view.repairs.chosen.as_ref() == Some(&place);
    let fill = if is_chosen {
        palette.accent_soft
    } else {
        egui::Color32::TRANSPARENT
    };
    let frame = egui::Frame::new()
        .fill(fill)
        .corner_radius(5)
        .inner_margin(egui::Margin::symmetric(4, 2));
    let inner = frame.show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.horizontal_top(|ui| {
            let action = Action::Accept(u8::try_from(at + 1).unwrap_or(u8::MAX));
            ui.spacing_mut().button_padding = egui::Vec2::new(6.0, 1.0);
            let label = texts::ACCEPT.with(key_text(action));
            let button = ui.button(RichText::new(label).size(style::SMALL_SIZE));
            if button.clicked() {
                out.push(Command::Act(action));
            }
            let clicked = ui.vertical(|ui| {
                ui.spacing_mut().item_spacing.y = 1.0;
                let text = changes_text(session, offer.changes, MOST_CHANGES);
                let label = egui::Label::new(text).wrap().sense(egui::Sense::click());
                let clicked = ui.add(label).clicked();
                weak(ui, &why(offer));
                clicked
            });
            (button.has_focus(), clicked.inner)
        })
        .inner
    });
    let (focused, clicked) = inner.inner;
    if focused || ui.rect_contains_pointer(inner.response.rect) {
        view.repairs.pointed = Some(place.clone());
    }
    if clicked {
        view.repairs.chosen = (!is_chosen).then_some(place);
        if let Some(change) = offer.changes.first() {
            out.push(Command::Select(change.cell.clone()));
        }
    }
}

/// Kind, reasons and effect of a proposal in one line.
fn why(offer: &Offer) -> String {
    let mut parts = Vec::new();
    match offer.kind {
        Some(Kind::Structural(damage)) => parts.push(damage.label().to_owned()),
        Some(Kind::Cells) => parts.push(texts::SINGLE_CELLS.show().to_owned()),
        Some(Kind::Estimate) => parts.push(texts::ESTIMATE.show().to_owned()),
        None => parts.push(texts::DEDUCED.show().to_owned()),
    }
    for reason in offer.reasons {
        if !parts.contains(reason) {
            parts.push(reason.clone());
        }
    }
    if offer.n_closed > 0 {
        parts.push(texts::CLOSES.with(offer.n_closed));
    }
    if offer.is_family {
        parts.push(texts::IS_FAMILY.show().to_owned());
    }
    parts.join(" · ")
}

/// The competing explanation: the office printed it so, and F4 says that.
fn rival_ui(ui: &mut Ui, rival: &SourceError) {
    let mut text = texts::RIVAL.show().to_owned();
    if !rival.reasons.is_empty() {
        text = format!("{text}：{}", rival.reasons.join("，"));
    }
    if rival.is_likeliest {
        text.push_str(texts::LIKELIEST.show());
    }
    weak(ui, &text);
}

fn weak(ui: &mut Ui, text: &str) {
    let text = RichText::new(text)
        .size(style::SMALL_SIZE)
        .color(style::palette(ui).weak);
    ui.add(egui::Label::new(text).wrap());
}
