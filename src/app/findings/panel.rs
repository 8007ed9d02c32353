//! The findings by subject, one line each; what cannot be decided is one line per table.

use egui::{Color32, RichText, ScrollArea, Sense, Shape, Stroke, Ui, Vec2};

use crate::app::commands::Command;
use crate::app::findings::row::finding_ui;
use crate::app::findings::view::{FindingsView, Listed};
use crate::app::findings::{filter_bar, remarks};
use crate::app::reports::shown::Shown;
use crate::app::settings::Filter;
use crate::app::style;
use crate::app::texts::{self, Text};
use crate::form::TableId;
use crate::review::marks::{self, Subject};
use crate::review::problems::Counts;
use crate::review::session::Session;
use crate::rules::{Finding, Verified};
use crate::said::Said;

const SUBJECTS: [(Subject, Text); 3] = [
    (Subject::Table, texts::SUBJECT_TABLE),
    (Subject::Prose, texts::SUBJECT_PROSE),
    (Subject::Other, texts::SUBJECT_OTHER),
];

const MINOR: [(Verified, Text); 2] = [
    (Verified::Conditional, texts::CONDITIONAL_LINE),
    (Verified::Undecided, texts::UNDECIDED_LINE),
];

/// Draws the list.
pub(crate) fn ui(
    ui: &mut Ui,
    shown: &Shown,
    view: &mut FindingsView,
    filter: &mut Filter,
    out: &mut Vec<Command>,
) {
    let session = shown.session;
    let findings = &session.results().findings;
    let (broken, minor): (Vec<&Finding>, Vec<&Finding>) = findings
        .iter()
        .partition(|finding| finding.outcome == Verified::Broken);
    ui.horizontal_wrapped(|ui| {
        remarks::switch_ui(ui, shown, view);
        if view.listed == Listed::Reading {
            return;
        }
        let counted: Vec<(&Finding, bool)> = broken
            .iter()
            .map(|finding| (*finding, session.is_open(finding)))
            .collect();
        filter_bar::ui(ui, &counted, filter);
    });
    if view.listed == Listed::Reading {
        remarks::ui(ui, shown, view, out);
        return;
    }
    let is_listed = |finding: &&&Finding| {
        filter_bar::lets_through(filter, finding) || shown.selection.is_finding(finding)
    };
    let listed: Vec<&Finding> = broken.iter().filter(is_listed).copied().collect();
    let n_left_out = broken.len() - listed.len();
    ScrollArea::vertical()
        .id_salt(("findings", &session.source().sha256))
        .auto_shrink(false)
        .show(ui, |ui| {
            if findings.is_empty() {
                weak(ui, &nothing_found(&shown.drawn.tally.open));
            }
            broken_ui(ui, &listed, shown, view, out);
            if n_left_out > 0 {
                weak(ui, &texts::LEFT_OUT.with(n_left_out));
            }
            for (outcome, text) in MINOR {
                minor_ui(ui, (outcome, text), &minor, shown, view, out);
            }
        });
}

/// That the rules found nothing does not say that there is nothing to look at.
fn nothing_found(open: &Counts) -> String {
    let stops = open.present().filter(|(kind, _)| kind.is_stop());
    let stops: Counts = stops.collect();
    if stops.has_stops() {
        texts::NO_FINDINGS_BUT.with(texts::counts(&stops))
    } else {
        texts::NO_FINDINGS.show().to_owned()
    }
}

/// The broken ones; under headings where they speak of different things.
fn broken_ui(
    ui: &mut Ui,
    findings: &[&Finding],
    shown: &Shown,
    view: &mut FindingsView,
    out: &mut Vec<Command>,
) {
    let of = |subject: Subject| -> Vec<&Finding> {
        let all = findings.iter().copied();
        all.filter(|finding| marks::subject(finding) == subject)
            .collect()
    };
    let n_groups = SUBJECTS
        .iter()
        .filter(|(subject, _)| !of(*subject).is_empty())
        .count();
    for (subject, title) in SUBJECTS {
        let group = of(subject);
        if n_groups > 1 && !group.is_empty() {
            weak(ui, &texts::NOTED.with_both(title.show(), group.len()));
        }
        for finding in ordered(&group, shown.session) {
            finding_ui(ui, finding, shown, view, out);
        }
    }
}

/// One line a table for findings that are not broken.
fn minor_ui(
    ui: &mut Ui,
    (outcome, text): (Verified, Text),
    minor: &[&Finding],
    shown: &Shown,
    view: &mut FindingsView,
    out: &mut Vec<Command>,
) {
    for table in TableId::ALL.into_iter().map(Some).chain([None]) {
        let group: Vec<&Finding> = minor
            .iter()
            .filter(|finding| finding.outcome == outcome && finding.table == table)
            .copied()
            .collect();
        if !group.is_empty() {
            let text = text.with(group.len());
            group_ui(ui, (table, outcome), &text, &group, shown, view, out);
        }
    }
}

/// A triangle that points right while folded, down while unfolded; painted, for the font lacks one.
fn fold_arrow(ui: &mut Ui, unfolded: bool, color: Color32) {
    let (rect, _) = ui.allocate_exact_size(Vec2::new(14.0, 18.0), Sense::hover());
    let turned = |x: f32, y: f32| {
        let offset = if unfolded {
            Vec2::new(y, x)
        } else {
            Vec2::new(x, y)
        };
        rect.center() + offset
    };
    let points = vec![turned(-2.5, -4.0), turned(3.5, 0.0), turned(-2.5, 4.0)];
    ui.painter()
        .add(Shape::convex_polygon(points, color, Stroke::NONE));
}

fn weak(ui: &mut Ui, text: &str) {
    let text = RichText::new(text)
        .size(style::SMALL_SIZE)
        .color(style::palette(ui).weak);
    ui.label(text);
}

/// Open ones first, then worst first; otherwise in the order of the form.
fn ordered<'a>(findings: &[&'a Finding], session: &Session) -> Vec<&'a Finding> {
    let mut ordered = findings.to_vec();
    ordered.sort_by_key(|finding| {
        (
            !session.is_open(finding),
            std::cmp::Reverse(finding.severity),
        )
    });
    ordered
}

/// One line for all minor findings of a table, unfolded by a click.
fn group_ui(
    ui: &mut Ui,
    (table, outcome): (Option<TableId>, Verified),
    text: &str,
    findings: &[&Finding],
    shown: &Shown,
    view: &mut FindingsView,
    out: &mut Vec<Command>,
) {
    let key = (table, outcome == Verified::Conditional);
    let unfolded = view.unfolded.get(&key).copied().unwrap_or(false);
    let place = table
        .map(|table| {
            Said::new(
                format!("{}：", table.short_name()),
                format!("{}: ", table.english_name()),
            )
        })
        .unwrap_or_default();
    let place = texts::say(&place);
    let color = style::palette(ui).weak;
    let label = RichText::new(format!("{place}{text}")).color(color);
    let clicked = ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 2.0;
        fold_arrow(ui, unfolded, color);
        ui.add(egui::Button::new(label).frame(false)).clicked()
    });
    if clicked.inner {
        view.unfolded.insert(key, !unfolded);
    }
    if unfolded {
        ui.indent(("minor", table, outcome == Verified::Conditional), |ui| {
            for finding in findings {
                finding_ui(ui, finding, shown, view, out);
            }
        });
    }
}
