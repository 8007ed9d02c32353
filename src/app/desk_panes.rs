//! The panes around the tables: the source at their left, findings and cell below them.

use egui::{CentralPanel, Frame, Id, Margin, Panel, Ui};

use crate::app::commands::Command;
use crate::app::panes::{Pane, PaneSizes};
use crate::app::settings::Filter;
use crate::app::view::View;
use crate::app::{cell_panel, findings_panel, form_table, source_panel, style};
use crate::review::Session;

/// The ground of a pane.
pub(crate) fn page(ui: &Ui) -> Frame {
    Frame::new()
        .fill(style::palette(ui).page)
        .inner_margin(Margin::symmetric(10, 8))
}

/// Draws the pane of the source. Beside the list of reports it has a size of its own.
pub(crate) fn source_ui(
    ui: &mut Ui,
    session: &Session,
    view: &mut View,
    panes: &mut PaneSizes,
    has_list: bool,
    out: &mut Vec<Command>,
) {
    let width = ui.available_width();
    // What the tables need comes first.
    let left_over = (width - form_table::MIN_WIDTH - 44.0).max(260.0);
    let pane = if has_list {
        Pane::SourceBesideReports
    } else {
        Pane::Source
    };
    let usual = 220.0..=(width - 480.0).max(240.0);
    let shown = Panel::left(Id::unique(("source pane", has_list)))
        .frame(page(ui))
        .default_size((width * 0.36).clamp(260.0, 640.0).min(left_over))
        .size_range(panes.range(pane, width, usual))
        .show(ui, |ui| source_panel::ui(ui, session, view, out));
    panes.keep(pane, width, shown.response.rect.width());
}

/// Draws findings and cell side by side.
pub(crate) fn details_ui(
    ui: &mut Ui,
    session: &Session,
    view: &mut View,
    panes: &mut PaneSizes,
    filter: &mut Filter,
    out: &mut Vec<Command>,
) {
    let height = ui.available_height();
    let usual = 110.0..=(height * 0.7).max(120.0);
    let shown = Panel::bottom("details pane")
        .frame(page(ui))
        .resizable(true)
        .default_size((height * 0.37).clamp(150.0, 380.0))
        .size_range(panes.range(Pane::Details, height, usual))
        .show(ui, |ui| {
            cell_ui(ui, session, view, panes, out);
            CentralPanel::no_frame()
                .show(ui, |ui| findings_panel::ui(ui, session, view, filter, out));
        });
    panes.keep(Pane::Details, height, shown.response.rect.height());
}

fn cell_ui(
    ui: &mut Ui,
    session: &Session,
    view: &mut View,
    panes: &mut PaneSizes,
    out: &mut Vec<Command>,
) {
    let width = ui.available_width();
    let usual = 200.0..=(width - 200.0).max(210.0);
    let beside_findings = Frame::new().inner_margin(Margin {
        left: 12,
        ..Margin::ZERO
    });
    let shown = Panel::right("cell pane")
        .frame(beside_findings)
        .default_size(width * 0.45)
        .size_range(panes.range(Pane::Cell, width, usual))
        .show(ui, |ui| cell_panel::ui(ui, session, view, out));
    panes.keep(Pane::Cell, width, shown.response.rect.width());
}
