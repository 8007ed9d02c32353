//! What the selected cell was read from, drawn into the room there is: the characters of the source under the columns of
//! the tables, and its row as it was printed where there is a page, else the lines of the source.

use egui::{Frame, Margin, Rangef, Ui, Vec2};

use crate::app::commands::Command;
use crate::app::evidence::asked::Asked;
use crate::app::evidence::printed;
use crate::app::evidence::view::EvidenceView;
use crate::app::page::view::PageView;
use crate::app::reports::shown::Shown;
use crate::app::{page, style};
use crate::form::CellKey;

/// Height of the row below the tables where there is only a text, in points.
const TEXT_HEIGHT: f32 = 50.0;

/// Its height where there are pages, and at most, in points.
pub(crate) const HEIGHT: f32 = 88.0;

/// Height from which on a row as printed can be read, in points.
const LEAST_PICTURE: f32 = 36.0;

/// Space above the row, in points.
const ABOVE: i8 = 4;

/// Height of the row below the tables, in points: it never changes from cell to cell, so that the tables stay where they
/// are.
pub(crate) fn height(pages: &PageView) -> f32 {
    if page::panel::has_pages(pages) {
        HEIGHT
    } else {
        TEXT_HEIGHT
    }
}

/// Draws the row of what is selected below the tables.
pub(crate) fn row_ui(
    ui: &mut Ui,
    shown: &Shown,
    columns: &[(CellKey, Rangef)],
    (view, pages): (&mut EvidenceView, &mut PageView),
    out: &mut Vec<Command>,
) {
    let height = ui.available_height() - f32::from(ABOVE);
    let margin = Margin {
        top: ABOVE,
        ..Margin::ZERO
    };
    let frame = Frame::new().fill(style::palette(ui).panel);
    frame.outer_margin(margin).show(ui, |ui| {
        ui.set_height(height);
        ui.set_width(ui.available_width());
        self::ui(ui, shown, columns, (view, pages), out);
    });
}

/// Draws what the selected cell was read from, or the lines that the selected finding speaks of, into the width and height
/// that `ui` has; what has no room is left out.
pub(crate) fn ui(
    ui: &mut Ui,
    shown: &Shown,
    columns: &[(CellKey, Rangef)],
    (view, pages): (&mut EvidenceView, &mut PageView),
    out: &mut Vec<Command>,
) {
    let Some(cell) = &shown.selection.head else {
        let finding = shown.selection.finding_of(shown.session);
        let spans = finding.map_or(&[][..], |finding| &finding.spans);
        return printed::spans_ui(ui, shown, spans);
    };
    let row: Vec<CellKey> = columns.iter().map(|(cell, _)| cell.clone()).collect();
    let row = if row.is_empty() {
        vec![cell.clone()]
    } else {
        row
    };
    let asked = Asked {
        shown,
        cell,
        columns,
        print: view.print_of(shown.session, &row, cell),
    };
    printed::tokens_ui(ui, &asked);
    let size = Vec2::new(ui.available_width(), ui.available_height());
    if size.y < LEAST_PICTURE || !page::strip::has(ui, shown, pages, cell) {
        printed::lines_ui(ui, &asked);
        return;
    }
    ui.allocate_ui(size, |ui| {
        ui.set_max_size(size);
        page::strip::ui(ui, shown, pages, cell, out);
    });
}
