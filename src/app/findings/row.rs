//! One finding: how bad it is, its sentence, its cells as numbered links, its verdict.

use egui::{Color32, Pos2, RichText, Role, Sense, Shape, Stroke, Ui, Vec2, WidgetInfo};

use crate::app::commands::{Action, Command};
use crate::app::findings::view::FindingsView;
use crate::app::reports::shown::Shown;
use crate::app::style::wrapped::{Use, wrapped};
use crate::app::style::{self, Palette};
use crate::app::texts;
use crate::app::wording::cell_name;
use crate::form::CellKey;
use crate::review::session::Session;
use crate::review::{Judgement, marks};
use crate::rules::{Finding, Severity};

/// Most cell links shown for one finding: as many as there are numbers in circles.
const LINK_LIMIT: usize = 20;

pub(crate) fn finding_ui(
    ui: &mut Ui,
    finding: &Finding,
    shown: &Shown,
    view: &mut FindingsView,
    out: &mut Vec<Command>,
) {
    let palette = style::palette(ui);
    let session = shown.session;
    let is_selected = shown.selection.is_finding(finding);
    let judgement = session.judgement(&finding.key);
    let is_open = session.is_open(finding);
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
            icon_ui(ui, finding.severity, !is_open);
            ui.vertical(|ui| {
                ui.spacing_mut().item_spacing.y = 2.0;
                let color = if is_open { palette.text } else { palette.weak };
                let words = texts::of_finding(finding);
                let words = RichText::new(words).color(color);
                let clicked = wrapped(ui, words, Use::Click).clicked();
                links_ui(ui, finding, session, is_selected, out);
                if is_selected && marks::cannot_be_located(finding) {
                    note_ui(ui, texts::NOT_LOCATABLE.show(), palette.caution);
                }
                if let Some(said) = said_about(judgement, is_open) {
                    let color = if is_open { palette.doubt } else { palette.good };
                    note_ui(ui, &said, color);
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
        out.push(Command::SelectFinding(finding.key.clone()));
    }
}

/// The verdict on a finding, with its reason; or why there need not be one.
fn said_about(judgement: Option<&Judgement>, is_open: bool) -> Option<String> {
    let Some(judgement) = judgement else {
        return (!is_open).then(|| texts::EXPLAINED.show().to_owned());
    };
    let verdict = texts::finding_verdict(judgement.verdict);
    Some(match judgement.note.as_str() {
        "" => verdict.to_owned(),
        note => texts::FILTER_IS.with_both(verdict, note),
    })
}

fn note_ui(ui: &mut Ui, text: &str, color: Color32) {
    let text = RichText::new(text).size(style::SMALL_SIZE).color(color);
    wrapped(ui, text, Use::Read);
}

fn links_ui(
    ui: &mut Ui,
    finding: &Finding,
    session: &Session,
    is_selected: bool,
    out: &mut Vec<Command>,
) {
    if finding.cells.is_empty() && !is_selected {
        return;
    }
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = Vec2::new(3.0, 2.0);
        ui.spacing_mut().button_padding = Vec2::new(3.0, 0.0);
        ui.spacing_mut().interact_size.y = 20.0;
        let terms = marks::terms(session, finding);
        for (at, cell) in terms.named.iter().take(LINK_LIMIT).enumerate() {
            if link_ui(ui, at, cell, (session, finding)).clicked() {
                let finding = finding.key.clone();
                let cell = cell.clone();
                out.push(Command::SelectTerm { finding, cell });
            }
        }
        let n_more = finding.cells.len() - terms.named.len().min(LINK_LIMIT);
        if n_more > 0 {
            let text = RichText::new(texts::AND_MORE_CELLS.with(n_more));
            ui.label(text.size(style::SMALL_SIZE).color(style::palette(ui).weak));
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

fn link_ui(
    ui: &mut Ui,
    at: usize,
    cell: &CellKey,
    (session, finding): (&Session, &Finding),
) -> egui::Response {
    let palette: &Palette = style::palette(ui);
    // As the number in the tables has it.
    let color = match finding.severity {
        Severity::Error => palette.bad,
        Severity::Warning | Severity::Hint => palette.caution,
    };
    let text = RichText::new(circled(at + 1)).color(color).size(14.0);
    let name = cell_name(session, cell);
    let response = ui
        .add(egui::Button::new(text).frame(false))
        .on_hover_text(&name);
    response.accessible_name(format!("{} {name}", at + 1))
}

/// ① for 1, as far as [`LINK_LIMIT`].
fn circled(number: usize) -> char {
    let offset = u32::try_from(number.saturating_sub(1)).unwrap_or(u32::MAX);
    char::from_u32(0x2460_u32.saturating_add(offset)).unwrap_or('○')
}

/// Error: a filled square on its corner; warning: a triangle; hint: a ring. A judged one is grey.
pub(crate) fn icon_ui(ui: &mut Ui, severity: Severity, judged: bool) {
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

fn severity_name(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => texts::SEVERITY_ERROR,
        Severity::Warning => texts::SEVERITY_WARNING,
        Severity::Hint => texts::SEVERITY_HINT,
    }
    .show()
}

#[cfg(test)]
mod tests {
    use super::{LINK_LIMIT, circled};

    #[test]
    fn as_many_numbers_are_circled_as_there_are_links() {
        assert_eq!([circled(1), circled(LINK_LIMIT)], ['①', '⑳']);
    }
}
