//! The panes around the tables: the source at their left, findings and cell below them.

use egui::{CentralPanel, Frame, Id, Margin, Panel, Ui};

use crate::app::commands::Command;
use crate::app::reports::view::Panes;
use crate::app::settings::{Filter, SourceShows};
use crate::app::window::division::{self, Room};
use crate::app::window::pane_sizes::{Pane, PaneSizes};
use crate::app::{cell, findings, page, source, style, tables};

/// Width from which on findings and cell stand side by side, in points.
const SIDE_BY_SIDE: f32 = 430.0;

/// Height from which on they stand above each other, in points; below, findings stand alone.
const ABOVE_EACH_OTHER: f32 = 240.0;

/// The ground of a pane.
pub(crate) fn ground(ui: &Ui, room: Room) -> Frame {
    let margin = if room.is_tight {
        Margin::symmetric(4, 2)
    } else {
        Margin::symmetric(10, 8)
    };
    Frame::new()
        .fill(style::palette(ui).page)
        .inner_margin(margin)
}

/// Draws the pane of the source. Beside the list of reports it has a size of its own.
pub(crate) fn source_ui(
    ui: &mut Ui,
    panes: &mut Panes,
    sizes: &mut PaneSizes,
    (room, content): (Room, SourceShows),
    out: &mut Vec<Command>,
) {
    let width = ui.available_width();
    let has_list = room.reports;
    // What the tables need comes first.
    let left_over = (width - tables::measures::MIN_WIDTH - 44.0).max(division::LEAST_SOURCE);
    let pane = if has_list {
        Pane::SourceBesideReports
    } else {
        Pane::Source
    };
    let most = (width - division::LEAST_TABLES).max(division::LEAST_SOURCE);
    let usual = 220.0..=most;
    let shown = Panel::left(Id::unique(("source pane", has_list)))
        .frame(ground(ui, room))
        .default_size(
            (width * 0.36)
                .clamp(division::LEAST_SOURCE, 640.0)
                .min(left_over),
        )
        .size_range(sizes.range(pane, width, usual))
        .show(ui, |ui| {
            source_content_ui(ui, panes, content, out);
        });
    sizes.keep(pane, width, shown.response.rect.width());
}

/// Draws the pages, with what is found in the text.
fn pages_ui(ui: &mut Ui, panes: &mut Panes, shows: SourceShows, out: &mut Vec<Command>) {
    let find = &panes.source.find;
    page::panel::ui(ui, &panes.shown, panes.page, (find, shows), out);
}

/// Draws the text, the pages, or both above each other.
pub(crate) fn source_content_ui(
    ui: &mut Ui,
    panes: &mut Panes,
    shows: SourceShows,
    out: &mut Vec<Command>,
) {
    let has_pages = page::panel::has_pages(panes.page);
    if shows != SourceShows::Text && !has_pages {
        pages_ui(ui, panes, shows, out);
        ui.add_space(6.0);
        source::panel::ui(ui, &panes.shown, panes.source, None, out);
        return;
    }
    if shows == SourceShows::Both {
        let height = ui.available_height();
        Panel::bottom("text below the pages")
            .frame(Frame::new().inner_margin(Margin {
                top: 6,
                ..Margin::ZERO
            }))
            .resizable(true)
            .default_size(height * 0.4)
            .size_range(80.0..=(height * 0.8).max(90.0))
            .show(ui, |ui| {
                source::panel::ui(ui, &panes.shown, panes.source, None, out);
            });
    }
    if shows == SourceShows::Text {
        let shows = has_pages.then_some(shows);
        source::panel::ui(ui, &panes.shown, panes.source, shows, out);
    } else {
        CentralPanel::no_frame().show(ui, |ui| {
            pages_ui(ui, panes, shows, out);
        });
    }
}

/// Draws findings and cell where they have their place, or the line that stands for them.
pub(crate) fn findings_ui(
    ui: &mut Ui,
    panes: &mut Panes,
    sizes: &mut PaneSizes,
    (room, filter): (Room, &mut Filter),
    out: &mut Vec<Command>,
) {
    if room.details && room.beside {
        beside_ui(ui, panes, sizes, filter, out);
    } else if room.details {
        details_ui(ui, panes, sizes, filter, out);
    } else if room.drawer {
        drawer_ui(ui, panes, out);
    }
}

/// Draws findings and cell side by side.
fn details_ui(
    ui: &mut Ui,
    panes: &mut Panes,
    sizes: &mut PaneSizes,
    filter: &mut Filter,
    out: &mut Vec<Command>,
) {
    let height = ui.available_height();
    // Five rows and the header fields stay above it, however it is drawn up.
    let most = (height - division::FIVE_ROWS - 80.0).max(division::LEAST_DETAILS);
    let usual = 110.0..=most;
    let shown = Panel::bottom("details pane")
        .frame(ground(ui, Room::default()))
        .resizable(true)
        .default_size(
            (height * 0.37)
                .clamp(division::LEAST_DETAILS, 380.0)
                .min(most),
        )
        .size_range(sizes.range(Pane::Details, height, usual))
        .show(ui, |ui| both_ui(ui, panes, sizes, filter, out));
    sizes.keep(Pane::Details, height, shown.response.rect.height());
}

/// Draws findings and cell above each other, beside the tables.
fn beside_ui(
    ui: &mut Ui,
    panes: &mut Panes,
    sizes: &mut PaneSizes,
    filter: &mut Filter,
    out: &mut Vec<Command>,
) {
    let width = ui.available_width();
    let most = (width - tables::measures::MIN_WIDTH - 24.0).max(division::LEAST_BESIDE);
    let usual = division::LEAST_BESIDE..=most;
    let shown = Panel::right("details beside")
        .frame(ground(ui, Room::default()))
        .resizable(true)
        .default_size((width * 0.3).clamp(division::LEAST_BESIDE, 420.0).min(most))
        .size_range(sizes.range(Pane::Beside, width, usual))
        .show(ui, |ui| {
            let height = ui.available_height();
            let below = Frame::new().inner_margin(Margin {
                top: 8,
                ..Margin::ZERO
            });
            Panel::bottom("cell beside")
                .frame(below)
                .resizable(true)
                .default_size(height * 0.55)
                .size_range((height * 0.2)..=(height * 0.8))
                .show(ui, |ui| {
                    cell::panel::ui(ui, &panes.shown, panes.repairs, panes.page, out);
                });
            CentralPanel::no_frame().show(ui, |ui| {
                findings::panel::ui(ui, &panes.shown, panes.findings, filter, out);
            });
        });
    sizes.keep(Pane::Beside, width, shown.response.rect.width());
}

/// Draws the line that stands for findings and cell while they are folded.
fn drawer_ui(ui: &mut Ui, panes: &Panes, out: &mut Vec<Command>) {
    Panel::bottom("details drawer")
        .frame(ground(ui, Room::default()).inner_margin(Margin::symmetric(10, 2)))
        .resizable(false)
        .exact_size(division::DRAWER)
        .show(ui, |ui| findings::drawer::ui(ui, &panes.shown, out));
}

/// Findings and cell side by side; where that is too narrow, above each other.
pub(crate) fn both_ui(
    ui: &mut Ui,
    panes: &mut Panes,
    sizes: &mut PaneSizes,
    filter: &mut Filter,
    out: &mut Vec<Command>,
) {
    if ui.available_width() >= SIDE_BY_SIDE {
        cell_ui(ui, panes, sizes, out);
    } else if ui.available_height() >= ABOVE_EACH_OTHER {
        let height = ui.available_height();
        Panel::bottom("cell below")
            .frame(Frame::new())
            .exact_size(height * 0.5)
            .show(ui, |ui| {
                cell::panel::ui(ui, &panes.shown, panes.repairs, panes.page, out);
            });
    }
    CentralPanel::no_frame().show(ui, |ui| {
        findings::panel::ui(ui, &panes.shown, panes.findings, filter, out);
    });
}

fn cell_ui(ui: &mut Ui, panes: &mut Panes, sizes: &mut PaneSizes, out: &mut Vec<Command>) {
    let width = ui.available_width();
    let usual = 200.0..=(width - 200.0).max(210.0);
    let beside_findings = Frame::new().inner_margin(Margin {
        left: 12,
        ..Margin::ZERO
    });
    let shown = Panel::right("cell pane")
        .frame(beside_findings)
        .default_size(width * 0.45)
        .size_range(sizes.range(Pane::Cell, width, usual))
        .show(ui, |ui| {
            cell::panel::ui(ui, &panes.shown, panes.repairs, panes.page, out);
        });
    sizes.keep(Pane::Cell, width, shown.response.rect.width());
}
