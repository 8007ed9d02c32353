//! The open reports, with what is left to do in each.

use egui::text::LayoutJob;
use egui::{Align, Id, Key, Layout, Modifiers, RichText, Role, Sense, Ui, Vec2, WidgetInfo};
use egui_extras::{Column, TableBuilder, TableRow};

use crate::app::commands::{Action, Command, ReportId, key_text};
use crate::app::keyboard::focus::take_keyboard;
use crate::app::reports::order::{Line, Order, Sieve};
use crate::app::settings::Filter;
use crate::app::style;
use crate::app::texts::{self, Text};

/// Height of the line of titles, in points.
const HEAD_HEIGHT: f32 = 24.0;

/// Height of a report, in points: names of offices are long and alike, two lines tell them apart.
const ROW_HEIGHT: f32 = 40.0;

/// Size of a name, in points.
const NAME_SIZE: f32 = 13.0;

/// What the list keeps while the window is open.
#[derive(Default)]
pub(crate) struct ReportsView {
    /// What it is ordered by.
    pub order: Order,
    /// Whether the field for searching has to take the keyboard.
    pub take_focus: bool,
    query: String,
    /// The report that Enter brings to the front, while the field has the keyboard.
    marked: Option<ReportId>,
    /// The row shown last and its report, to scroll only when it changes.
    scrolled_to: Option<(usize, ReportId)>,
}

impl ReportsView {
    /// Those of `lines`, which are in the order of the list, that are listed.
    pub(crate) fn listed(
        &self,
        lines: &[Line],
        current: Option<ReportId>,
        only_problems: bool,
    ) -> Vec<ReportId> {
        let sieve = self.sieve(current, only_problems);
        let listed = lines.iter().filter(|line| sieve.lets_through(line));
        listed.map(|line| line.id).collect()
    }

    /// Lists all reports again.
    pub(crate) fn stop_search(&mut self) {
        self.query.clear();
    }

    fn sieve(&self, current: Option<ReportId>, only_problems: bool) -> Sieve<'_> {
        Sieve {
            query: &self.query,
            only_problems,
            current,
        }
    }
}

/// Draws the list.
pub(crate) fn ui(
    ui: &mut Ui,
    lines: Vec<Line>,
    current: Option<ReportId>,
    view: &mut ReportsView,
    filter: &mut Filter,
    out: &mut Vec<Command>,
) {
    let n_all = lines.len();
    let n_open = lines.iter().filter(|line| line.is_open).count();
    let has_problems = |line: &&Line| line.is_open && line.has_problems;
    let n_problems = lines.iter().filter(has_problems).count();
    let weak = style::palette(ui).weak;
    let small = |text: String| RichText::new(text).size(style::SMALL_SIZE);
    ui.horizontal_wrapped(|ui| {
        ui.label(RichText::new(texts::REPORTS.show()).size(15.0));
        let counted = texts::REPORTS_COUNT.with_both(n_all, n_problems);
        ui.label(small(counted).color(weak));
        if n_open < n_all {
            let closed = texts::REPORTS_NOT_OPEN.with(n_all - n_open);
            ui.label(small(closed).color(weak));
        }
    });
    let is_listed = view.sieve(current, filter.only_problem_reports);
    let listed: Vec<Line> = lines
        .into_iter()
        .filter(|line| is_listed.lets_through(line))
        .collect();
    search_ui(ui, &listed, view, out);
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = Vec2::new(3.0, 3.0);
        ui.spacing_mut().button_padding = Vec2::new(5.0, 1.0);
        ui.label(small(texts::ORDER.show().to_owned()).color(weak));
        for (order, name) in Order::ALL {
            let hint = format!("{}　{}", name.show(), key_text(Action::OrderReports));
            let label = small(name.show().to_owned());
            let response = ui.selectable_value(&mut view.order, order, label);
            let response = response.on_hover_text(hint);
            response.widget_info(|| {
                let said = texts::ORDERED_BY.with(name.show());
                WidgetInfo::selected(Role::Button, true, view.order == order, said)
            });
        }
        let label = small(texts::ONLY_PROBLEM_REPORTS.show().to_owned());
        ui.toggle_value(&mut filter.only_problem_reports, label);
    });
    if listed.len() < n_all {
        let text = texts::REPORTS_HIDDEN.with_both(listed.len(), n_all - listed.len());
        ui.label(small(text).color(weak));
    }
    table_ui(ui, &listed, current, view, out);
}

/// The field that reports are searched with: the arrows go through those found, Enter brings one to the front, Escape
/// empties the field.
fn search_ui(ui: &mut Ui, listed: &[Line], view: &mut ReportsView, out: &mut Vec<Command>) {
    let edit = egui::TextEdit::singleline(&mut view.query)
        .id(Id::unique("gouji report search"))
        .hint_text(format!(
            "{}　{}",
            texts::SEARCH_REPORTS.show(),
            key_text(Action::FindReport)
        ))
        .desired_width(f32::INFINITY);
    let response = ui
        .add(edit)
        .accessible_name(texts::SEARCH_REPORTS.show())
        .on_hover_text(texts::SEARCH_REPORTS_HINT.show());
    if std::mem::take(&mut view.take_focus) {
        response.request_focus();
    }
    if response.changed() {
        view.marked = listed.first().map(|line| line.id);
    }
    let ended = response.lost_focus();
    let pressed = |key| ui.input(|input| input.key_pressed(key));
    if ended && pressed(Key::Escape) {
        view.query.clear();
        take_keyboard(ui.ctx());
    } else if ended && pressed(Key::Enter) {
        let is_marked = |line: &&Line| Some(line.id) == view.marked;
        let chosen = listed.iter().find(is_marked).or(listed.first());
        out.extend(chosen.map(|line| Command::Bring(line.id)));
        take_keyboard(ui.ctx());
    }
    if !response.has_focus() {
        view.marked = None;
        return;
    }
    let taken = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
    let (down, up) = (taken(Key::ArrowDown), taken(Key::ArrowUp));
    let at = listed.iter().position(|line| Some(line.id) == view.marked);
    let next = match at {
        None => 0,
        Some(at) if down => (at + 1).min(listed.len().saturating_sub(1)),
        Some(at) if up => at.saturating_sub(1),
        Some(at) => at,
    };
    view.marked = listed.get(next).map(|line| line.id);
}

fn table_ui(
    ui: &mut Ui,
    listed: &[Line],
    current: Option<ReportId>,
    view: &mut ReportsView,
    out: &mut Vec<Command>,
) {
    let looked_at = view.marked.or(current);
    let is_looked_at = |line: &Line| Some(line.id) == looked_at;
    let row = listed.iter().position(is_looked_at);
    let mut table = TableBuilder::new(ui)
        .id_salt("open reports")
        .striped(true)
        .sense(Sense::click())
        .auto_shrink(false)
        .cell_layout(Layout::left_to_right(Align::Center))
        .column(Column::exact(38.0))
        .column(Column::remainder().at_least(64.0).clip(true))
        .columns(Column::exact(20.0), 2)
        .columns(Column::exact(26.0), 2);
    let shown = row.zip(looked_at);
    if let Some((row, _)) = shown
        && shown != view.scrolled_to
    {
        // Once: whoever scrolls the list away wants to look at other reports.
        table = table.scroll_to_row(row, None);
    }
    view.scrolled_to = shown;
    table
        .header(HEAD_HEIGHT, |mut header| {
            for (title, hint, order) in HEADS {
                header.col(|ui| head_ui(ui, title, hint, (order, &mut view.order)));
            }
        })
        .body(|body| {
            body.rows(ROW_HEIGHT, listed.len(), |mut row| {
                if let Some(line) = listed.get(row.index()) {
                    line_ui(&mut row, line, is_looked_at(line), out);
                }
            });
        });
}

/// The heads: what stands in them, what they mean, and the order that a click on them gives.
const HEADS: [(Text, Text, Order); 6] = [
    (texts::YEAR, texts::YEAR, Order::Name),
    (texts::OFFICE, texts::OFFICE, Order::Name),
    (
        texts::ERRORS_COLUMN,
        texts::ERRORS_COLUMN_HINT,
        Order::Problems,
    ),
    (
        texts::WARNINGS_COLUMN,
        texts::WARNINGS_COLUMN_HINT,
        Order::Problems,
    ),
    (
        texts::UNREAD_COLUMN,
        texts::UNREAD_COLUMN_HINT,
        Order::Problems,
    ),
    (
        texts::DOUBTS_COLUMN,
        texts::DOUBTS_COLUMN_HINT,
        Order::Problems,
    ),
];

/// A head; a click orders by it, another as the reports were opened.
fn head_ui(ui: &mut Ui, title: Text, hint: Text, (order, chosen): (Order, &mut Order)) {
    let is_chosen = *chosen == order;
    let palette = style::palette(ui);
    let color = if is_chosen {
        palette.accent
    } else {
        palette.weak
    };
    let text = RichText::new(title.show())
        .size(style::SMALL_SIZE)
        .color(color);
    let label = egui::Label::new(text)
        .sense(Sense::click())
        .selectable(false);
    let hint = format!(
        "{}　{}",
        hint.show(),
        texts::ORDERED_BY.with(order.name().show())
    );
    let response = ui.add(label).on_hover_text(hint);
    response.widget_info(|| WidgetInfo::labeled(Role::ColumnHeader, true, title.show()));
    if response.clicked() {
        *chosen = if is_chosen { Order::Opened } else { order };
    }
}

fn line_ui(row: &mut TableRow, line: &Line, is_current: bool, out: &mut Vec<Command>) {
    row.set_selected(is_current);
    row.col(|ui| {
        let palette = style::palette(ui);
        let mark = if line.is_saved { "" } else { "*" };
        let text = RichText::new(format!("{}{mark}", line.year));
        let text = text.size(NAME_SIZE).color(palette.weak);
        ui.vertical(|ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            ui.add(egui::Label::new(text).selectable(false));
            if line.n_noted > 0 {
                let notes = RichText::new(texts::NOTES_SHORT.with(line.n_noted));
                let notes = notes.size(style::SMALL_SIZE).color(palette.doubt);
                ui.add(egui::Label::new(notes).selectable(false));
            }
        });
    });
    row.col(|ui| {
        let palette = style::palette(ui);
        let (done, color) = match (line.is_open, line.is_signed_off) {
            (false, _) => ("", palette.weak),
            (true, true) => ("✓ ", palette.good),
            (true, false) => ("", palette.text),
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
    for (n, is_bad) in line.counts.iter().zip([true, false, true, false]) {
        row.col(|ui| {
            let palette = style::palette(ui);
            let color = match (*n, is_bad) {
                (0, _) => palette.weak,
                (_, true) => palette.bad,
                (_, false) => palette.caution,
            };
            // Of a report that is not open nothing is known, which is not none.
            let (text, color) = if line.is_open {
                (n.to_string(), color)
            } else {
                ("–".to_owned(), palette.weak)
            };
            let text = RichText::new(text).size(NAME_SIZE).color(color);
            ui.add(egui::Label::new(text).selectable(false));
        });
    }
    let state = if line.is_open {
        ""
    } else {
        texts::NOT_OPEN_HINT.show()
    };
    let hint = format!(
        "{} {}\n{}\n{}{state}",
        line.year,
        line.name,
        line.file,
        line.details()
    );
    let response = row.response();
    // Beside the row: the next one stays in sight.
    let mut tooltip = egui::Tooltip::for_enabled(&response);
    tooltip.popup = tooltip.popup.align(egui::RectAlign::RIGHT_START);
    tooltip.show(|ui| ui.label(hint.trim_end()));
    response.widget_info(|| {
        let name = texts::REPORT_ROW.with(line.spoken());
        WidgetInfo::selected(Role::Row, true, is_current, name)
    });
    if response.clicked() {
        out.push(Command::Bring(line.id));
    }
}
