//! One frame: bars, panes, the open question.

use egui::{CentralPanel, Panel, RichText, Ui, ViewportCommand};

use crate::app::App;
use crate::app::commands::Command;
use crate::app::desk::Desk;
use crate::app::picture::Rows;
use crate::app::prompts::{self, Fate};
use crate::app::{
    desk_panes, header_line, legend, menu_bar, notices, reports_list, status_bar, style,
    table_panel, texts, welcome,
};

impl App {
    pub(super) fn bars_ui(&mut self, ui: &mut Ui, out: &mut Vec<Command>) {
        let palette = style::palette(ui);
        let bar = egui::Frame::new()
            .fill(palette.panel)
            .inner_margin(egui::Margin::symmetric(8, 3));
        Panel::top("menu").frame(bar).show(ui, |ui| {
            egui::MenuBar::new().ui(ui, |ui| {
                menu_bar::ui(ui, self.desk().is_some(), &self.settings, out);
                self.tabs_ui(ui, out);
            });
        });
        if let Some(desk) = self.desks.get_mut(self.current) {
            Panel::bottom("status").frame(bar).show(ui, |ui| {
                status_bar::ui(ui, desk, self.message.as_deref(), &self.settings.reviewer);
            });
        }
        let has_notices = |desk: &Desk| !desk.notices.is_empty();
        let is_told = !self.notices.is_empty() || self.desk().is_some_and(has_notices);
        if is_told || self.job.is_some() || self.list.is_some() {
            let frame = egui::Frame::new()
                .fill(palette.page)
                .inner_margin(egui::Margin::symmetric(8, 4));
            Panel::top("notices")
                .frame(frame)
                .show_separator_line(false)
                .show(ui, |ui| {
                    if let Some(job) = &self.job {
                        ui.horizontal(|ui| {
                            ui.spinner();
                            ui.label(texts::OPENING.with(&job.current));
                            if ui.button(texts::CANCEL_JOB.show()).clicked() {
                                out.push(Command::CancelJob);
                            }
                        });
                    }
                    if self.list.is_some() {
                        ui.horizontal(|ui| {
                            ui.spinner();
                            ui.label(texts::WRITING_LIST.show());
                        });
                    }
                    notices::ui(ui, &mut self.notices);
                    if let Some(desk) = self.desks.get_mut(self.current) {
                        notices::ui(ui, &mut desk.notices);
                    }
                });
        }
    }

    fn tabs_ui(&self, ui: &mut Ui, out: &mut Vec<Command>) {
        if self.desks.len() < 2 || !self.settings.folded.reports {
            return;
        }
        ui.separator();
        for (at, desk) in self.desks.iter().enumerate() {
            let mark = if desk.is_saved() { "" } else { " *" };
            let label = format!("{}{mark}", desk.name());
            if ui.selectable_label(at == self.current, label).clicked() {
                out.push(Command::Bring(at));
            }
        }
    }

    pub(super) fn body_ui(&mut self, ui: &mut Ui, out: &mut Vec<Command>) {
        let page = desk_panes::page(ui);
        let folded = self.settings.folded;
        let is_ready = self.job.is_none();
        let has_list = self.desks.len() > 1 && !folded.reports;
        if has_list {
            let filter = &mut self.settings.filter;
            Panel::left("reports pane")
                .frame(page)
                .default_size(240.0)
                .size_range(150.0..=420.0)
                .show(ui, |ui| {
                    let view = &mut self.reports;
                    reports_list::ui(ui, &mut self.desks, self.current, view, filter, out);
                });
        }
        let Some(desk) = self.desks.get_mut(self.current) else {
            CentralPanel::default().frame(page).show(ui, |ui| {
                welcome::ui(ui, &self.settings, &mut self.welcome, out);
            });
            drop_hint_ui(ui);
            return;
        };
        let (session, view) = (&desk.session, &mut desk.view);
        let filter = &mut self.settings.filter;
        view.rows = if filter.only_problem_rows {
            Rows::WithProblems
        } else {
            Rows::All
        };
        view.source.wraps_tables = self.settings.wraps_tables;
        if view.settling > 0 {
            view.scroll_to_cell = true;
            view.source.scroll_to_selection = true;
            // The list of reports appears with the second one: the count begins when all are there.
            view.settling -= u8::from(is_ready);
            ui.ctx().request_repaint();
        }
        let panes = &mut self.panes;
        if !folded.source {
            desk_panes::source_ui(ui, session, view, panes, has_list, out);
        }
        if !folded.details {
            desk_panes::details_ui(ui, session, view, panes, filter, out);
        }
        let is_read_only = desk.is_read_only;
        CentralPanel::default().frame(page).show(ui, |ui| {
            if is_read_only {
                read_only_ui(ui, out);
            }
            header_line::ui(ui, session, &desk.links, view, out);
            ui.add_space(4.0);
            if !folded.legend {
                Panel::bottom("legend")
                    .frame(egui::Frame::new().inner_margin(egui::Margin {
                        top: 5,
                        ..egui::Margin::ZERO
                    }))
                    .resizable(false)
                    .show_separator_line(false)
                    .show(ui, |ui| legend::ui(ui, &view.picture(session).looks));
            }
            CentralPanel::no_frame().show(ui, |ui| table_panel::ui(ui, session, view, out));
        });
        drop_hint_ui(ui);
    }

    pub(super) fn prompt_ui(&mut self, ui: &Ui, out: &mut Vec<Command>) {
        let Some(mut prompt) = self.prompt.take() else {
            self.prompt_was_open = false;
            return;
        };
        let fresh = !self.prompt_was_open;
        self.prompt_was_open = true;
        let n_commands = out.len();
        match prompts::ui(ui.ctx(), &mut prompt, self.desk(), fresh, out) {
            Fate::Stay => self.prompt = Some(prompt),
            Fate::Close => {
                self.prompt_was_open = false;
                if out.len() == n_commands {
                    // Cancelled: whoever was leaving stays.
                    self.kept_open = None;
                }
            }
        }
    }

    pub(super) fn show_title(&mut self, ui: &Ui) {
        let title = match self.desk() {
            Some(desk) => {
                let mark = if desk.is_saved() { "" } else { "*" };
                format!("{} — {}{mark}", texts::NAME, desk.name())
            }
            None => texts::NAME.to_owned(),
        };
        if title != self.title {
            ui.ctx()
                .send_viewport_cmd(ViewportCommand::Title(title.clone()));
            self.title = title;
        }
    }
}

/// While files hang over the window, it says that they may be dropped.
fn drop_hint_ui(ui: &Ui) {
    if ui.input(|input| input.raw.hovered_files.is_empty()) {
        return;
    }
    let palette = style::palette(ui);
    let layer = egui::LayerId::new(egui::Order::Foreground, egui::Id::unique("drop hint"));
    let painter = ui.ctx().layer_painter(layer);
    let rect = ui.ctx().content_rect();
    painter.rect_filled(rect, 0, palette.accent_soft.gamma_multiply(0.85));
    let text = RichText::new(texts::DROP_TO_OPEN.show()).text().to_owned();
    let font = egui::FontId::proportional(26.0);
    painter.text(
        rect.center(),
        egui::Align2::CENTER_CENTER,
        text,
        font,
        palette.accent,
    );
}

/// Says that the report can only be looked at, and tries again at a click.
fn read_only_ui(ui: &mut Ui, out: &mut Vec<Command>) {
    ui.horizontal_wrapped(|ui| {
        let palette = style::palette(ui);
        ui.label(RichText::new(texts::READ_ONLY.show()).color(palette.bad));
        if ui.button(texts::READ_ONLY_RETRY.show()).clicked() {
            out.push(Command::Reload);
        }
    });
    ui.add_space(3.0);
}
