//! The line that stands for findings and cell while they are folded: how much is open, and the finding selected.

use egui::{Button, RichText, Ui, Vec2};

use crate::app::commands::{Action, Command, key_text};
use crate::app::reports::shown::Shown;
use crate::app::{style, texts};
use crate::review::problems::Counts;

/// Draws the line; a click unfolds the panes.
pub(crate) fn ui(ui: &mut Ui, shown: &Shown, out: &mut Vec<Command>) {
    let palette = style::palette(ui);
    let open = &shown.drawn.tally.open;
    let stops: Counts = open.present().filter(|(kind, _)| kind.is_stop()).collect();
    let counted = if stops.has_stops() {
        texts::counts(&stops)
    } else {
        texts::NO_FINDINGS.show().to_owned()
    };
    let finding = shown.selection.finding_of(shown.session).or_else(|| {
        let cell = shown.selection.head.as_ref()?;
        let mut findings = shown.session.results().findings.iter();
        findings.find(|finding| shown.session.is_open(finding) && finding.cells.contains(cell))
    });
    let said = finding.map_or(String::new(), |finding| {
        format!("　{}", texts::of_finding(finding))
    });
    let text = RichText::new(format!("▲ {counted}{said}"))
        .size(style::SMALL_SIZE)
        .color(palette.text);
    let key = RichText::new(key_text(Action::FoldDetails)).color(palette.weak);
    let line = Button::new(text)
        .frame(false)
        .truncate()
        .shortcut_text(key)
        .min_size(Vec2::new(ui.available_width(), 24.0));
    let response = ui.add(line).on_hover_text(texts::FOLD_DETAILS.show());
    if response.clicked() {
        out.push(Command::Act(Action::FoldDetails));
    }
}
