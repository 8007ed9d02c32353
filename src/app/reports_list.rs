//! The open reports, with what is left to do in each.

use egui::{Align, Layout, RichText, Role, Sense, Ui, WidgetInfo};
use egui_extras::{Column, TableBuilder, TableRow};

use crate::app::commands::Command;
use crate::app::desk::Desk;
use crate::app::settings::Filter;
use crate::app::style;
use crate::app::texts;
use crate::review::HeaderField;

const ROW_HEIGHT: f32 = 24.0;

/// One line of the list.
struct Line {
    /// Its place among the open reports, from 0.
    at: usize,
    name: String,
    hint: String,
    is_signed_off: bool,
    /// Open errors, open warnings, unread cells without a verdict.
    counts: [usize; 3],
}

impl Line {
    fn new(at: usize, desk: &mut Desk) -> Self {
        let tally = desk.view.picture(&desk.session).tally;
        let mark = if desk.is_saved() { "" } else { "* " };
        let year = desk.session.header(HeaderField::Year).unwrap_or_default();
        let name = match desk.session.header(HeaderField::Office) {
            // The year first: names of one office are cut off at the same place.
            Some(office) => format!("{mark}{year} {office}"),
            None => format!("{mark}{}", desk.name()),
        };
        Self {
            at,
            hint: format!("{name}\n{}", desk.name()),
            name,
            is_signed_off: desk.session.sign_off().is_some(),
            counts: [
                tally.open_errors,
                tally.open_warnings,
                tally.undecided_cells,
            ],
        }
    }

    fn has_problems(&self) -> bool {
        self.counts.iter().any(|n| *n > 0)
    }
}

/// Draws the list.
pub(crate) fn ui(
    ui: &mut Ui,
    desks: &mut [Desk],
    current: usize,
    filter: &mut Filter,
    out: &mut Vec<Command>,
) {
    let lines: Vec<Line> = (0..)
        .zip(desks.iter_mut())
        .map(|(at, desk)| Line::new(at, desk))
        .collect();
    let n_all = lines.len();
    let n_problems = lines.iter().filter(|line| line.has_problems()).count();
    ui.horizontal_wrapped(|ui| {
        ui.label(RichText::new(format!("{} {n_all}", texts::REPORTS.show())).size(15.0));
        let label = format!("{} {n_problems}", texts::ONLY_PROBLEM_REPORTS.show());
        let label = RichText::new(label).size(style::SMALL_SIZE);
        ui.toggle_value(&mut filter.only_problem_reports, label);
    });
    let is_shown =
        |line: &Line| !filter.only_problem_reports || line.has_problems() || line.at == current;
    let shown: Vec<Line> = lines.into_iter().filter(is_shown).collect();
    if shown.len() < n_all {
        let text = texts::REPORTS_HIDDEN.with(n_all - shown.len());
        let weak = style::palette(ui).weak;
        ui.label(RichText::new(text).size(style::SMALL_SIZE).color(weak));
    }
    let at_current = shown.iter().position(|line| line.at == current);
    let mut table = TableBuilder::new(ui)
        .id_salt("open reports")
        .striped(true)
        .sense(Sense::click())
        .auto_shrink(false)
        .cell_layout(Layout::left_to_right(Align::Center))
        .column(Column::remainder().at_least(70.0).clip(true))
        .columns(Column::exact(20.0), 2)
        .column(Column::exact(30.0));
    if let Some(row) = at_current {
        table = table.scroll_to_row(row, None);
    }
    table
        .header(ROW_HEIGHT, |mut header| {
            for title in [
                texts::REPORT_COLUMN,
                texts::ERRORS_COLUMN,
                texts::WARNINGS_COLUMN,
                texts::UNREAD_COLUMN,
            ] {
                header.col(|ui| {
                    let weak = style::palette(ui).weak;
                    ui.label(
                        RichText::new(title.show())
                            .size(style::SMALL_SIZE)
                            .color(weak),
                    );
                });
            }
        })
        .body(|body| {
            body.rows(ROW_HEIGHT, shown.len(), |mut row| {
                if let Some(line) = shown.get(row.index()) {
                    line_ui(&mut row, line, line.at == current, out);
                }
            });
        });
}

fn line_ui(row: &mut TableRow, line: &Line, is_current: bool, out: &mut Vec<Command>) {
    row.set_selected(is_current);
    row.col(|ui| {
        let palette = style::palette(ui);
        let color = if line.is_signed_off {
            palette.good
        } else {
            palette.text
        };
        let done = if line.is_signed_off { "√ " } else { "" };
        let text = RichText::new(format!("{done}{}", line.name))
            .size(13.0)
            .color(color);
        ui.add(egui::Label::new(text).truncate().selectable(false));
    });
    for (n, is_bad) in line.counts.iter().zip([true, false, true]) {
        row.col(|ui| {
            let palette = style::palette(ui);
            let color = match (*n, is_bad) {
                (0, _) => palette.weak,
                (_, true) => palette.bad,
                (_, false) => palette.caution,
            };
            let text = RichText::new(n.to_string()).size(13.0).color(color);
            ui.add(egui::Label::new(text).selectable(false));
        });
    }
    let response = row.response().on_hover_text(&line.hint);
    response.widget_info(|| {
        let name = texts::REPORT_ROW.with(&line.name);
        WidgetInfo::selected(Role::Row, true, is_current, name)
    });
    if response.clicked() {
        out.push(Command::Bring(line.at));
    }
}
