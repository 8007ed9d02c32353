//! The open reports, with what is left to do in each.

use egui::text::LayoutJob;
use egui::{Align, Layout, RichText, Role, Sense, Ui, WidgetInfo};
use egui_extras::{Column, TableBuilder, TableRow};

use crate::app::commands::Command;
use crate::app::desk::Desk;
use crate::app::settings::Filter;
use crate::app::style;
use crate::app::texts;
use crate::review::HeaderField;

/// Height of the line of titles, in points.
const HEAD_HEIGHT: f32 = 24.0;

/// Height of a report, in points: names of offices are long and alike, two lines tell them apart.
const ROW_HEIGHT: f32 = 40.0;

/// Size of a name, in points.
const NAME_SIZE: f32 = 13.0;

/// One line of the list.
struct Line {
    /// Its place among the open reports, from 0.
    at: usize,
    year: String,
    /// The office; the file where it could not be read.
    name: String,
    hint: String,
    is_signed_off: bool,
    is_saved: bool,
    /// Open errors, open warnings that do not hold, unread cells without a verdict.
    counts: [usize; 3],
    /// Whether something is open, be it only that a rule cannot be checked.
    has_problems: bool,
}

impl Line {
    fn new(at: usize, desk: &mut Desk) -> Self {
        let tally = desk.view.picture(&desk.session).tally;
        let year = desk.session.header(HeaderField::Year).unwrap_or_default();
        let office = desk.session.header(HeaderField::Office);
        let name = office.map_or_else(|| desk.name(), str::to_owned);
        let counts = [
            tally.open_errors,
            tally.broken_warnings,
            tally.undecided_cells,
        ];
        Self {
            at,
            year: year.to_owned(),
            hint: format!("{year} {name}\n{}", desk.name()),
            name,
            is_signed_off: desk.session.sign_off().is_some(),
            is_saved: desk.is_saved(),
            counts,
            has_problems: tally.open_warnings > 0 || counts.iter().any(|n| *n > 0),
        }
    }

    /// What it is called aloud: `* 2023 青石镇人民政府`, the star while steps are not saved.
    fn spoken(&self) -> String {
        let mark = if self.is_saved { "" } else { "* " };
        format!("{mark}{} {}", self.year, self.name)
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
    let n_problems = lines.iter().filter(|line| line.has_problems).count();
    ui.horizontal_wrapped(|ui| {
        ui.label(RichText::new(format!("{} {n_all}", texts::REPORTS.show())).size(15.0));
        let label = format!("{} {n_problems}", texts::ONLY_PROBLEM_REPORTS.show());
        let label = RichText::new(label).size(style::SMALL_SIZE);
        ui.toggle_value(&mut filter.only_problem_reports, label);
    });
    let is_shown =
        |line: &Line| !filter.only_problem_reports || line.has_problems || line.at == current;
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
        .column(Column::exact(38.0))
        .column(Column::remainder().at_least(70.0).clip(true))
        .columns(Column::exact(20.0), 2)
        .column(Column::exact(30.0));
    if let Some(row) = at_current {
        table = table.scroll_to_row(row, None);
    }
    table
        .header(HEAD_HEIGHT, |mut header| {
            for title in [
                texts::YEAR,
                texts::OFFICE,
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
        let mark = if line.is_saved { "" } else { "*" };
        let text = RichText::new(format!("{}{mark}", line.year));
        let text = text.size(NAME_SIZE).color(palette.weak);
        ui.add(egui::Label::new(text).selectable(false));
    });
    row.col(|ui| {
        let palette = style::palette(ui);
        let (done, color) = if line.is_signed_off {
            ("√ ", palette.good)
        } else {
            ("", palette.text)
        };
        let font = egui::FontId::proportional(NAME_SIZE);
        let text = format!("{done}{}", line.name);
        let mut job = LayoutJob::simple(text, font, color, ui.available_width());
        job.wrap.max_rows = 2;
        job.wrap.break_anywhere = true;
        // As a galley: a label in a table would make one line of it.
        let galley = ui.painter().layout_job(job);
        ui.add(egui::Label::new(galley).selectable(false));
    });
    for (n, is_bad) in line.counts.iter().zip([true, false, true]) {
        row.col(|ui| {
            let palette = style::palette(ui);
            let color = match (*n, is_bad) {
                (0, _) => palette.weak,
                (_, true) => palette.bad,
                (_, false) => palette.caution,
            };
            let text = RichText::new(n.to_string()).size(NAME_SIZE).color(color);
            ui.add(egui::Label::new(text).selectable(false));
        });
    }
    let response = row.response().on_hover_text(&line.hint);
    response.widget_info(|| {
        let name = texts::REPORT_ROW.with(line.spoken());
        WidgetInfo::selected(Role::Row, true, is_current, name)
    });
    if response.clicked() {
        out.push(Command::Bring(line.at));
    }
}
