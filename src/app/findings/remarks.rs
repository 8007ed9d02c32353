//! How the report was read: notices, disagreements, tables, characters no cell claimed, sections. Each leads to its place.

use egui::{RichText, ScrollArea, Ui};

use crate::app::commands::{Action, Command, key_text};
use crate::app::findings::view::{FindingsView, Listed};
use crate::app::reports::shown::Shown;
use crate::app::style;
use crate::app::style::wrapped::{Use, wrapped};
use crate::app::texts::{self, Text};
use crate::review::remarks::{Remark, Topic};

/// What each topic is called.
fn title(topic: Topic) -> Text {
    match topic {
        Topic::Notice => texts::TOPIC_NOTICE,
        Topic::SecondReading => texts::TOPIC_SECOND,
        Topic::Disagreement => texts::TOPIC_DISAGREEMENT,
        Topic::Table => texts::TOPIC_TABLE,
        Topic::Leftover => texts::TOPIC_LEFTOVER,
        Topic::Section => texts::TOPIC_SECTION,
    }
}

/// The two titles of the pane, of which one is chosen.
pub(crate) fn switch_ui(ui: &mut Ui, shown: &Shown, view: &mut FindingsView) {
    let remarks = shown.drawn.remarks.iter();
    let n_open = remarks.filter(|remark| remark.is_open).count();
    ui.spacing_mut().button_padding.x = 6.0;
    let reading = format!("{} {n_open}", texts::READING.show());
    for (listed, title) in [
        (Listed::Findings, texts::FINDINGS.show().to_owned()),
        (Listed::Reading, reading),
    ] {
        ui.selectable_value(&mut view.listed, listed, RichText::new(title))
            .on_hover_text(texts::READING_HINT.with(key_text(Action::ShowReading)));
    }
}

/// Draws the remarks.
pub(crate) fn ui(ui: &mut Ui, shown: &Shown, view: &mut FindingsView, out: &mut Vec<Command>) {
    let remarks = &shown.drawn.remarks;
    let weak = style::palette(ui).weak;
    let hint = texts::READING_KEYS.with_both(
        key_text(Action::NextRemark),
        key_text(Action::PreviousRemark),
    );
    ui.label(RichText::new(hint).size(style::SMALL_SIZE).color(weak));
    ScrollArea::vertical()
        .id_salt(("remarks", &shown.session.source().sha256))
        .auto_shrink(false)
        .show(ui, |ui| {
            for topic in Topic::ALL {
                let own = (0..).zip(remarks).filter(|(_, own)| own.topic == topic);
                let own: Vec<(usize, &Remark)> = own.collect();
                let head = texts::NOTED.with_both(title(topic).show(), own.len());
                if own.is_empty() {
                    continue;
                }
                ui.label(RichText::new(head).size(style::SMALL_SIZE).color(weak));
                for (at, remark) in own {
                    remark_ui(ui, (at, remark), shown, view, out);
                }
            }
        });
}

fn remark_ui(
    ui: &mut Ui,
    (at, remark): (usize, &Remark),
    shown: &Shown,
    view: &mut FindingsView,
    out: &mut Vec<Command>,
) {
    let palette = style::palette(ui);
    let is_selected = view.remark == Some(at);
    let (mark, color) = if remark.is_open {
        ("！", palette.caution)
    } else {
        ("✓", palette.good)
    };
    let place = remark.span.map(|span| shown.place_name(span));
    let text = match place {
        Some(place) => texts::NOTED.with_both(texts::say(&remark.text), place),
        None => texts::say(&remark.text).to_owned(),
    };
    let frame = egui::Frame::new()
        .fill(if is_selected {
            palette.accent_soft
        } else {
            egui::Color32::TRANSPARENT
        })
        .corner_radius(5)
        .inner_margin(egui::Margin::symmetric(6, 2));
    let drawn = frame.show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.horizontal_top(|ui| {
            ui.label(RichText::new(mark).color(color));
            wrapped(ui, text, Use::Click).clicked()
        })
        .inner
    });
    if is_selected && std::mem::take(&mut view.scroll_to_remark) {
        drawn.response.scroll_to_me(None);
    }
    if drawn.inner {
        out.push(Command::SelectRemark(at));
        match &remark.cell {
            Some(cell) => out.push(Command::Select(cell.clone())),
            None => out.extend(remark.span.map(Command::Show)),
        }
    }
}
