//! The table of the list: its heads, and one row a report.

use egui::text::LayoutJob;
use egui::{Align, FontId, Layout, RichText, Role, Sense, Ui, WidgetInfo};
use egui_extras::{Column, TableBuilder, TableRow};

use crate::app::commands::{Command, ReportId};
use crate::app::reports::columns::{self, Content};
use crate::app::reports::line::Line;
use crate::app::reports::list_view::ReportsView;
use crate::app::reports::order::Order;
use crate::app::reports::queue::Queue;
use crate::app::reports::short_name;
use crate::app::reports::ties::Ties;
use crate::app::{style, texts};
use crate::dataset::queue::Standing;

/// Height of the line of titles, in points.
const HEAD_HEIGHT: f32 = 24.0;

/// Height of a report, in points: one line, so that twenty of them are seen beside a table.
const HEIGHT: f32 = 21.0;

/// Between two columns where the list is narrow, in points: the office has what is left.
const NARROW_GAP: f32 = 3.0;

/// Size of a name, in points.
const NAME_SIZE: f32 = 13.0;

/// Draws the table; the report `looked_at` is marked, and scrolled to when it changes.
pub(super) fn ui(
    ui: &mut Ui,
    queue: &Queue,
    looked_at: Option<ReportId>,
    view: &mut ReportsView,
    out: &mut Vec<Command>,
) {
    let gap = ui.spacing().item_spacing.x;
    let layout = columns::Layout::of(ui.available_width(), gap);
    if !layout.is_roomy {
        ui.spacing_mut().item_spacing.x = NARROW_GAP;
    }
    let is_looked_at = |line: &Line| Some(line.id) == looked_at;
    let row = queue.listed.iter().position(|line| is_looked_at(line));
    let mut table = TableBuilder::new(ui)
        .id_salt(("open reports", layout.columns.len()))
        .striped(true)
        .sense(Sense::click())
        .auto_shrink(false)
        .cell_layout(Layout::left_to_right(Align::Center));
    for (_, width) in &layout.columns {
        table = table.column(match width {
            Some(width) => Column::exact(*width).clip(true),
            None => Column::remainder().at_least(64.0).clip(true),
        });
    }
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
            for (column, _) in &layout.columns {
                header.col(|ui| head_ui(ui, column, layout.is_roomy, view));
            }
        })
        .body(|body| {
            body.rows(HEIGHT, queue.listed.len(), |mut row| {
                if let Some(line) = queue.listed.get(row.index()) {
                    let is_looked_at = is_looked_at(line);
                    line_ui(&mut row, line, &layout, (&queue.ties, is_looked_at), out);
                }
            });
        });
}

/// A head; a click orders by it, another the other way round, a third as the reports were opened.
fn head_ui(ui: &mut Ui, column: &columns::Column, is_roomy: bool, view: &mut ReportsView) {
    let is_chosen = view.order == column.order && column.order != Order::Opened;
    let palette = style::palette(ui);
    let color = if is_chosen {
        palette.accent
    } else {
        palette.weak
    };
    let title = column.title(is_roomy).show();
    let arrow = match (is_chosen && is_roomy, view.is_reversed) {
        (false, _) => "",
        (true, false) => "↓",
        (true, true) => "↑",
    };
    let text = RichText::new(format!("{title}{arrow}"))
        .size(style::SMALL_SIZE)
        .color(color);
    let label = egui::Label::new(text)
        .sense(Sense::click())
        .selectable(false);
    let order = column.order.name().show();
    let hint = format!("{}　{}", column.hint.show(), texts::ORDERED_BY.with(order));
    let response = ui.add(label).on_hover_text(hint);
    response.widget_info(|| WidgetInfo::labeled(Role::ColumnHeader, true, title));
    if response.clicked() {
        view.order_by(column.order);
    }
}

fn line_ui(
    row: &mut TableRow,
    line: &Line,
    layout: &columns::Layout,
    (ties, is_looked_at): (&Ties, bool),
    out: &mut Vec<Command>,
) {
    row.set_selected(is_looked_at);
    for (column, _) in &layout.columns {
        row.col(|ui| match column.content {
            Content::Year => year_ui(ui, line, layout.is_roomy),
            Content::Office => office_ui(ui, line, layout.is_roomy, ties),
            Content::Count(nth) => count_ui(ui, line, nth),
            Content::State => state_ui(ui, line),
            Content::Text(text) => {
                let text = RichText::new(text(line)).size(style::SMALL_SIZE);
                ui.add(egui::Label::new(text).selectable(false).truncate());
            }
        });
    }
    let response = row.response();
    // Beside the row, or above it: the next one stays in sight.
    let mut tooltip = egui::Tooltip::for_enabled(&response);
    tooltip.popup = tooltip.popup.align(if layout.is_roomy {
        egui::RectAlign::TOP_END
    } else {
        egui::RectAlign::RIGHT_START
    });
    tooltip.show(|ui| ui.label(hint(line, ties)));
    response.widget_info(|| {
        let name = texts::REPORT_ROW.with(line.spoken());
        WidgetInfo::selected(Role::Row, true, is_looked_at, name)
    });
    if response.clicked() {
        out.push(Command::Bring(line.id));
    }
}

/// The year, with a star while steps are not saved.
fn year_ui(ui: &mut Ui, line: &Line, is_roomy: bool) {
    let mark = if line.has_all_saved() { "" } else { "*" };
    let text = RichText::new(format!("{}{mark}", line.year));
    let size = if is_roomy {
        NAME_SIZE
    } else {
        style::SMALL_SIZE
    };
    let text = text.size(size).color(style::palette(ui).weak);
    ui.add(egui::Label::new(text).selectable(false));
}

fn office_ui(ui: &mut Ui, line: &Line, is_roomy: bool, ties: &Ties) {
    let palette = style::palette(ui);
    let font = FontId::proportional(NAME_SIZE);
    let (done, color) = match line.standing() {
        None => ("", palette.weak),
        Some(Standing::Signed) => ("✓ ", palette.good),
        // Signed off in spite of what is open.
        Some(Standing::Forced) => ("✓! ", palette.caution),
        Some(Standing::Fresh | Standing::Begun | Standing::Doubtful) => ("", palette.text),
    };
    let mut job = LayoutJob::default();
    let width = ui.available_width();
    job.wrap.max_width = width;
    job.wrap.max_rows = 1;
    job.wrap.break_anywhere = true;
    let mut append = |text: &str, color| {
        let format = egui::TextFormat::simple(font.clone(), color);
        job.append(text, 0.0, format);
    };
    if !ties.twins(line.id).is_empty() {
        append(texts::TWIN_MARK.show(), palette.doubt);
    }
    if ties.carried(line.id).is_some() {
        append("≠ ", palette.bad);
    }
    if !is_roomy
        && line
            .facts
            .as_ref()
            .is_some_and(|facts| facts.entry.noted > 0)
    {
        append(texts::NOTES_MARK.show(), palette.doubt);
    }
    append(done, color);
    let name = if line.name == line.file {
        line.name.clone()
    } else {
        let width_of = |text: &str| {
            let text = text.to_owned();
            ui.painter()
                .layout_no_wrap(text, font.clone(), color)
                .size()
                .x
        };
        short_name::fitting(&line.name, width - width_of(&job.text), width_of)
    };
    job.append(&name, 0.0, egui::TextFormat::simple(font.clone(), color));
    // As a galley: a label in a table would make one line of it.
    let galley = ui.painter().layout_job(job);
    ui.add(egui::Label::new(galley).selectable(false));
}

fn count_ui(ui: &mut Ui, line: &Line, nth: usize) {
    let palette = style::palette(ui);
    let counts = line.counts();
    let n = counts.and_then(|counts| counts.get(nth).copied());
    let is_bad = nth == 0 || nth == 2;
    // Of a report that nobody has read nothing is known, which is not none.
    let (text, color) = match n {
        None => ("–".to_owned(), palette.weak),
        Some(0) => ("0".to_owned(), palette.weak),
        Some(n) if is_bad => (n.to_string(), palette.bad),
        Some(n) => (n.to_string(), palette.caution),
    };
    let text = RichText::new(text).size(style::SMALL_SIZE).color(color);
    ui.add(egui::Label::new(text).selectable(false));
}

fn state_ui(ui: &mut Ui, line: &Line) {
    let palette = style::palette(ui);
    let color = match line.standing() {
        _ if line.has_steps => palette.bad,
        None if line.failure.is_some() => palette.bad,
        None | Some(Standing::Fresh) => palette.weak,
        Some(Standing::Begun) => palette.accent,
        Some(Standing::Doubtful) => palette.doubt,
        Some(Standing::Forced) => palette.caution,
        Some(Standing::Signed) => palette.good,
    };
    let text = RichText::new(columns::state(line)).size(style::SMALL_SIZE);
    ui.add(egui::Label::new(text.color(color)).selectable(false));
}

/// What is known of the report, also what no column has room for.
fn hint(line: &Line, ties: &Ties) -> String {
    let mut said = vec![
        format!("{} {}", line.year, line.name),
        line.file.clone(),
        columns::spelled_out(line),
        line.details(),
    ];
    said.extend(ties.carried(line.id).map(|[carried_in, carried_out]| {
        texts::CARRIED_OTHERWISE.with_both(carried_in, carried_out)
    }));
    said.extend(ties.twins(line.id).iter().map(|twin| {
        let text = if twin.has_same_bytes {
            texts::TWIN_BYTES
        } else {
            texts::TWIN_OFFICE
        };
        text.with(&twin.file)
    }));
    if !line.is_open {
        said.push(texts::NOT_OPEN_HINT.show().to_owned());
    }
    said.retain(|text| !text.is_empty());
    said.join("\n")
}
