//! The switches above the findings: how bad they are and what they speak of, each with its count.

use egui::{RichText, Ui, Vec2};

use crate::app::settings::{Facet, Filter};
use crate::app::style;
use crate::app::texts::{self, Text};
use crate::review::marks::{self, Subject};
use crate::rules::{Finding, Severity};

const SEVERITIES: [(Facet, Text); 3] = [
    (Facet::Error, texts::SEVERITY_ERROR),
    (Facet::Warning, texts::SEVERITY_WARNING),
    (Facet::Hint, texts::SEVERITY_HINT),
];

const SUBJECTS: [(Facet, Text); 3] = [
    (Facet::Table, texts::SUBJECT_TABLE),
    (Facet::Prose, texts::SUBJECT_PROSE),
    (Facet::Other, texts::SUBJECT_OTHER),
];

/// Draws the switches. Counts are of the findings not judged yet.
pub(crate) fn ui(ui: &mut Ui, findings: &[(&Finding, bool)], filter: &mut Filter) {
    ui.spacing_mut().item_spacing = Vec2::new(4.0, 3.0);
    ui.spacing_mut().button_padding = Vec2::new(6.0, 1.0);
    ui.spacing_mut().interact_size.y = 20.0;
    for (facet, label) in SEVERITIES {
        switch_ui(ui, facet, label, findings, filter);
    }
    ui.add_space(8.0);
    for (facet, label) in SUBJECTS {
        switch_ui(ui, facet, label, findings, filter);
    }
}

fn switch_ui(
    ui: &mut Ui,
    facet: Facet,
    label: Text,
    findings: &[(&Finding, bool)],
    filter: &mut Filter,
) {
    let of_it =
        |(finding, is_open): &&(&Finding, bool)| *is_open && facets(finding).contains(&facet);
    let n = findings.iter().filter(of_it).count();
    let exists = findings
        .iter()
        .any(|(finding, _)| facets(finding).contains(&facet));
    let is_hidden = filter.hidden.contains(&facet);
    if !exists && !is_hidden {
        return;
    }
    let palette = style::palette(ui);
    let mut text = RichText::new(format!("{} {n}", label.show())).size(style::SMALL_SIZE);
    if is_hidden {
        text = text.strikethrough().color(palette.weak);
    }
    let button = egui::Button::selectable(!is_hidden, text);
    let hint = if is_hidden {
        texts::FILTER_SHOW
    } else {
        texts::FILTER_HIDE
    };
    let response = ui.add(button).on_hover_text(hint.show());
    if response.clicked() {
        filter.flip(facet);
    }
}

/// The two kinds a finding is of.
fn facets(finding: &Finding) -> [Facet; 2] {
    let severity = match finding.severity {
        Severity::Error => Facet::Error,
        Severity::Warning => Facet::Warning,
        Severity::Hint => Facet::Hint,
    };
    let subject = match marks::subject(finding) {
        Subject::Table => Facet::Table,
        Subject::Prose => Facet::Prose,
        Subject::Other => Facet::Other,
    };
    [severity, subject]
}

/// Whether the finding is listed.
pub(crate) fn lets_through(filter: &Filter, finding: &Finding) -> bool {
    facets(finding)
        .iter()
        .all(|facet| !filter.hidden.contains(facet))
}
