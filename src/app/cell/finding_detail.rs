//! What stands in the cell's pane while the selected finding has no cell.

use egui::{RichText, Ui};

use crate::app::commands::{Action, Command, key_text};
use crate::app::findings::row::icon_ui;
use crate::app::reports::shown::Shown;
use crate::app::style::wrapped::{Use, wrapped};
use crate::app::{style, texts};

/// Draws the selected finding, or says that nothing is selected.
pub(crate) fn ui(ui: &mut Ui, shown: &Shown, out: &mut Vec<Command>) {
    let session = shown.session;
    let weak = style::palette(ui).weak;
    let Some(finding) = shown.selection.finding_of(session) else {
        ui.label(RichText::new(texts::NO_CELL.show()).color(weak));
        return;
    };
    ui.horizontal_top(|ui| {
        icon_ui(ui, finding.severity, !session.is_open(finding));
        wrapped(ui, texts::of_finding(finding), Use::Copy);
    });
    for span in &finding.spans {
        let place = shown.place_name(*span);
        let text = texts::FILTER_IS.with_both(texts::PLACE.show(), place);
        if ui.link(text).clicked() {
            out.push(Command::Show(*span));
        }
    }
    if let Some(judgement) = session.judgement(&finding.key) {
        let verdict = RichText::new(texts::finding_verdict(judgement.verdict));
        ui.label(verdict.color(style::palette(ui).good));
    }
    let label = format!(
        "{}  {}",
        texts::JUDGE_FINDING.show(),
        key_text(Action::Verdict)
    );
    if ui.button(RichText::new(label).size(13.0)).clicked() {
        out.push(Command::Act(Action::Verdict));
    }
    ui.label(RichText::new(texts::FINDING_WITHOUT_CELL.show()).color(weak));
}
