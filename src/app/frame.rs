//! One frame: bars, panes, the open question.

use egui::{CentralPanel, Panel, RichText, Ui, ViewportCommand};

use crate::app::App;
use crate::app::commands::{Action, Command, key_text};
use crate::app::notices::Progress;
use crate::app::picture::Rows;
use crate::app::prompts::{self, Fate};
use crate::app::{
    desk_bars, desk_panes, header_line, legend, menu_bar, notices, reports_list, status_bar, style,
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
                self.folded_list_ui(ui, out);
            });
        });
        if let Some(desk) = self.desks.get_mut(self.current) {
            Panel::bottom("status").frame(bar).show(ui, |ui| {
                let reviewer = &self.settings.reviewer;
                status_bar::ui(ui, desk, self.message.as_deref(), reviewer, out);
            });
        }
    }

    /// What was told, and what is going on, over everything else but questions.
    pub(super) fn notices_ui(&mut self, ui: &Ui, bottom: f32, out: &mut Vec<Command>) {
        let mut progress = Vec::new();
        if self.opener.is_busy() {
            let (current, n) = (&self.opener.current, self.opener.n_pending());
            progress.push(Progress {
                text: match n {
                    0 | 1 => texts::OPENING.with(current),
                    _ => texts::OPENING_MORE.with_both(current, n - 1),
                },
                can_stop: true,
            });
        }
        if self.list.is_some() {
            progress.push(Progress {
                text: texts::WRITING_LIST.show().to_owned(),
                can_stop: false,
            });
        }
        let room = notices::room(ui.ctx(), bottom);
        let mut all = vec![&mut self.notices];
        all.extend(
            self.desks
                .get_mut(self.current)
                .map(|desk| &mut desk.notices),
        );
        notices::ui(ui.ctx(), room, &mut all, &progress, out);
    }

    /// Which report of how many is in front, while their list is folded; shows the list.
    fn folded_list_ui(&self, ui: &mut Ui, out: &mut Vec<Command>) {
        let n = self.desks.len() + self.listed.len();
        if n < 2 || !self.settings.folded.reports {
            return;
        }
        ui.separator();
        let text = texts::REPORTS_FOLDED.with(n);
        let button = egui::Button::new(RichText::new(text).size(style::SMALL_SIZE)).truncate();
        let response = ui.add(button);
        if response
            .on_hover_text(key_text(Action::FoldReports))
            .clicked()
        {
            out.push(Command::Act(Action::FoldReports));
        }
    }

    pub(super) fn body_ui(&mut self, ui: &mut Ui, out: &mut Vec<Command>) {
        let page = desk_panes::page(ui);
        let folded = self.settings.folded;
        let n_listed = self.desks.len() + self.listed.len();
        let is_list = n_listed > 1 || !self.listed.is_empty() && !self.opener.is_busy();
        let has_list = is_list && !folded.reports;
        if has_list {
            let (lines, current) = (self.lines(), self.looked_at());
            let filter = &mut self.settings.filter;
            Panel::left("reports pane")
                .frame(page)
                .default_size(240.0)
                .size_range(150.0..=420.0)
                .show(ui, |ui| {
                    let view = &mut self.reports;
                    reports_list::ui(ui, lines, current, view, filter, out);
                });
        }
        let Some(desk) = self.desks.get_mut(self.current) else {
            CentralPanel::default().frame(page).show(ui, |ui| {
                welcome::ui(ui, &self.settings, &mut self.welcome, out);
            });
            drop_hint_ui(ui);
            return;
        };
        let bars = desk_bars::of(desk);
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
            view.settling -= 1;
            ui.ctx().request_repaint();
        }
        let panes = &mut self.panes;
        if !folded.source {
            desk_panes::source_ui(ui, session, view, panes, has_list, out);
        }
        if !folded.details {
            desk_panes::details_ui(ui, session, view, panes, filter, out);
        }
        CentralPanel::default().frame(page).show(ui, |ui| {
            desk_bars::ui(ui, bars, out);
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
                    // Cancelled: whoever was leaving stays, and what waits for a name is not carried out.
                    self.kept_open = None;
                    if !self.held.is_empty() {
                        out.push(Command::DropHeld);
                    }
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
