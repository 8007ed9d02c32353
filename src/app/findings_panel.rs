//! The findings: one line each, cells as numbered links; what cannot be decided is one line per table.

use egui::{Color32, Pos2, RichText, Role, ScrollArea, Sense, Shape, Stroke, Ui, Vec2, WidgetInfo};

use crate::app::commands::{Action, Command};
use crate::app::style::{self, Palette};
use crate::app::texts;
use crate::app::view::{View, cell_name};
use crate::form::{CellKey, TableId};
use crate::review::session::Session;
use crate::rules::{Finding, Severity, Verified};

/// Most cell links shown for one finding.
const LINK_LIMIT: usize = 30;

/// Draws the list.
pub(crate) fn ui(ui: &mut Ui, session: &Session, view: &mut View, out: &mut Vec<Command>) {
    let findings = &session.results().findings;
    ui.horizontal(|ui| {
        ui.label(RichText::new(texts::FINDINGS.show()).size(15.0));
        counts_ui(ui, findings, session);
    });
    ScrollArea::vertical()
        .id_salt(("findings", &session.source().sha256))
        .auto_shrink(false)
        .show(ui, |ui| {
            if findings.is_empty() {
                ui.label(RichText::new(texts::NO_FINDINGS.show()).color(style::palette(ui).weak));
            }
            let (broken, minor): (Vec<&Finding>, Vec<&Finding>) = findings
                .iter()
                .partition(|finding| finding.outcome == Verified::Broken);
            for finding in ordered(&broken, session) {
                finding_ui(ui, finding, session, view, out);
            }
            for (outcome, text) in [
                (Verified::Conditional, texts::CONDITIONAL_LINE),
                (Verified::Undecided, texts::UNDECIDED_LINE),
            ] {
                for table in TableId::ALL.into_iter().map(Some).chain([None]) {
                    let group: Vec<&Finding> = minor
                        .iter()
                        .filter(|finding| finding.outcome == outcome && finding.table == table)
                        .copied()
                        .collect();
                    if !group.is_empty() {
                        group_ui(
                            ui,
                            (table, outcome),
                            &text.with(group.len()),
                            &group,
                            session,
                            view,
                            out,
                        );
                    }
                }
            }
        });
}

/// Open ones first, then worst first; otherwise in the order of the form.
fn ordered<'a>(findings: &[&'a Finding], session: &Session) -> Vec<&'a Finding> {
    let mut ordered = findings.to_vec();
    ordered.sort_by_key(|finding| {
        (
            session.judgement(&finding.key).is_some(),
            std::cmp::Reverse(finding.severity),
        )
    });
    ordered
}

fn counts_ui(ui: &mut Ui, findings: &[Finding], session: &Session) {
    let open = |severity| {
        findings
            .iter()
            .filter(|finding| finding.severity == severity && finding.outcome == Verified::Broken)
            .filter(|finding| session.judgement(&finding.key).is_none())
            .count()
    };
    for severity in [Severity::Error, Severity::Warning, Severity::Hint] {
        let n = open(severity);
        if n > 0 {
            icon_ui(ui, severity, false);
            ui.label(
                RichText::new(format!("{} {n}", severity_name(severity))).size(style::SMALL_SIZE),
            );
        }
    }
}

fn severity_name(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => texts::SEVERITY_ERROR,
        Severity::Warning => texts::SEVERITY_WARNING,
        Severity::Hint => texts::SEVERITY_HINT,
    }
    .show()
}

/// Error: a filled square on its corner; warning: a triangle; hint: a ring. A judged one is grey.
fn icon_ui(ui: &mut Ui, severity: Severity, judged: bool) {
    let palette = style::palette(ui);
    let (rect, response) = ui.allocate_exact_size(Vec2::new(14.0, 18.0), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, severity_name(severity)));
    let (c, painter) = (rect.center(), ui.painter());
    let fill = |color: Color32| if judged { palette.weak } else { color };
    match severity {
        Severity::Error => {
            let points = [
                Vec2::new(0.0, -6.0),
                Vec2::new(6.0, 0.0),
                Vec2::new(0.0, 6.0),
                Vec2::new(-6.0, 0.0),
            ];
            let points = points.map(|offset| c + offset).to_vec();
            painter.add(Shape::convex_polygon(
                points,
                fill(palette.bad),
                Stroke::NONE,
            ));
        }
        Severity::Warning => {
            let points = vec![
                Pos2::new(c.x, c.y - 5.5),
                Pos2::new(c.x + 6.0, c.y + 5.0),
                Pos2::new(c.x - 6.0, c.y + 5.0),
            ];
            painter.add(Shape::convex_polygon(
                points,
                fill(palette.caution),
                Stroke::NONE,
            ));
        }
        Severity::Hint => {
            painter.circle_stroke(c, 4.5, Stroke::new(1.6, fill(palette.accent)));
        }
    }
}

fn finding_ui(
    ui: &mut Ui,
    finding: &Finding,
    session: &Session,
    view: &mut View,
    out: &mut Vec<Command>,
) {
    let palette = style::palette(ui);
    let is_selected = view.finding.as_ref() == Some(&finding.key);
    let judgement = session.judgement(&finding.key);
    let frame = egui::Frame::new()
        .fill(if is_selected {
            palette.accent_soft
        } else {
            Color32::TRANSPARENT
        })
        .corner_radius(5)
        .inner_margin(egui::Margin::symmetric(6, 4));
    let inner = frame.show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.horizontal_top(|ui| {
            icon_ui(ui, finding.severity, judgement.is_some());
            ui.vertical(|ui| {
                ui.spacing_mut().item_spacing.y = 2.0;
                let color = if judgement.is_some() {
                    palette.weak
                } else {
                    palette.text
                };
                let text = egui::Label::new(RichText::new(&finding.text).color(color))
                    .wrap()
                    .sense(Sense::click());
                let clicked = ui.add(text).clicked();
                links_ui(ui, finding, session, view, out);
                if let Some(judgement) = judgement {
                    let mut line = texts::verdict(judgement.verdict).to_owned();
                    if !judgement.note.is_empty() {
                        line = format!("{line}：{}", judgement.note);
                    }
                    ui.label(
                        RichText::new(line)
                            .size(style::SMALL_SIZE)
                            .color(palette.good),
                    );
                }
                clicked
            })
            .inner
        })
        .inner
    });
    if is_selected && view.scroll_to_finding {
        view.scroll_to_finding = false;
        inner.response.scroll_to_me(None);
    }
    if inner.inner {
        select(finding, view, out);
    }
}

/// Selects a finding: its cells are framed, its first cell or place shown.
pub(crate) fn select(finding: &Finding, view: &mut View, out: &mut Vec<Command>) {
    view.finding = Some(finding.key.clone());
    view.judges_finding = true;
    if let Some(cell) = finding.cells.first() {
        out.push(Command::Select(cell.clone()));
    }
    if let Some(span) = finding.spans.first() {
        out.push(Command::Show(*span));
    }
}

fn links_ui(
    ui: &mut Ui,
    finding: &Finding,
    session: &Session,
    view: &mut View,
    out: &mut Vec<Command>,
) {
    let is_selected = view.finding.as_ref() == Some(&finding.key);
    if finding.cells.is_empty() && !is_selected {
        return;
    }
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = Vec2::new(3.0, 2.0);
        ui.spacing_mut().button_padding = Vec2::new(3.0, 0.0);
        ui.spacing_mut().interact_size.y = 20.0;
        for (at, cell) in finding.cells.iter().take(LINK_LIMIT).enumerate() {
            if link_ui(ui, at, cell, session).clicked() {
                view.finding = Some(finding.key.clone());
                out.push(Command::Select(cell.clone()));
            }
        }
        if is_selected {
            ui.add_space(4.0);
            let label = RichText::new(format!("{}  F4", texts::JUDGE_FINDING.show()))
                .size(style::SMALL_SIZE);
            if ui.button(label).clicked() {
                out.push(Command::Act(Action::Verdict));
            }
        }
    });
}

fn link_ui(ui: &mut Ui, at: usize, cell: &CellKey, session: &Session) -> egui::Response {
    let palette: &Palette = style::palette(ui);
    let text = RichText::new(circled(at + 1)).color(palette.bad).size(14.0);
    let name = cell_name(session, cell);
    let response = ui
        .add(egui::Button::new(text).frame(false))
        .on_hover_text(&name);
    response.accessible_name(format!("{} {name}", at + 1))
}

/// ① to ⑳, then the number in brackets.
fn circled(number: usize) -> String {
    let offset = u32::try_from(number.saturating_sub(1)).unwrap_or(u32::MAX);
    match char::from_u32(0x2460_u32.saturating_add(offset)) {
        Some(circle) if number <= 20 => circle.to_string(),
        _ => format!("({number})"),
    }
}

/// One line for all minor findings of a table, unfolded by a click.
fn group_ui(
    ui: &mut Ui,
    (table, outcome): (Option<TableId>, Verified),
    text: &str,
    findings: &[&Finding],
    session: &Session,
    view: &mut View,
    out: &mut Vec<Command>,
) {
    let key = (table, outcome == Verified::Conditional);
    let unfolded = view.unfolded.get(&key).copied().unwrap_or(false);
    let arrow = if unfolded { "▾" } else { "▸" };
    let place = table
        .map(|table| format!("{}：", table.short_name()))
        .unwrap_or_default();
    let label = RichText::new(format!("{arrow} {place}{text}")).color(style::palette(ui).weak);
    if ui.add(egui::Button::new(label).frame(false)).clicked() {
        view.unfolded.insert(key, !unfolded);
    }
    if unfolded {
        ui.indent(("minor", table, outcome == Verified::Conditional), |ui| {
            for finding in findings {
                finding_ui(ui, finding, session, view, out);
            }
        });
    }
}

#[cfg(test)]
mod tests {
    use super::circled;

    #[test]
    fn numbers_are_circled_up_to_twenty() {
        assert_eq!([circled(1), circled(20), circled(21)], ["①", "⑳", "(21)"]);
    }
}
