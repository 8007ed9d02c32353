//! One frame: bars, panes, the open question.

use egui::{CentralPanel, Panel, RichText, Ui, UiBuilder, ViewportCommand};

use crate::app::background::reread::RereadJob;
use crate::app::background::second::SecondJob;
use crate::app::commands::{Action, Command, key_text};
use crate::app::notices::{self, Progress};
use crate::app::prompts;
use crate::app::prompts::parts::Fate;
use crate::app::reports::drawn::RowsShown;
use crate::app::reports::view::Panes;
use crate::app::reports::{self, file_bars};
use crate::app::settings::WindowSize;
use crate::app::tables::{self, header_line, legend};
use crate::app::verification::strip;
use crate::app::window::app::PromptLook;
use crate::app::window::division::{self, Part, Room};
use crate::app::window::{menu_bar, side_panes, status_bar, welcome};
use crate::app::{App, carpet, evidence, keyboard, overview, run, style, texts};

/// Frames in which the selection is brought into sight after the window has changed its size.
const RESIZED: u8 = 2;

impl App {
    /// Draws one frame and carries out what was asked for in it.
    pub fn ui(&mut self, ui: &mut Ui) {
        texts::set_language(self.settings.language);
        ui.ctx().set_theme(self.settings.theme.preference());
        let mut commands = std::mem::take(&mut self.later);
        self.receive(ui, &mut commands);
        if let Some(open_report) = self.reports.front_mut() {
            open_report.view.repairs.looked_at.pointed = None;
            open_report
                .view
                .ask_for_repairs(ui.ctx(), &open_report.session);
        }
        run::links::receive(self);
        run::pages::receive(self, ui.ctx());
        run::reread::receive(self);
        self.guard_leaving(ui);
        self.ask_about_left_behind();
        run::verify::keep_on(self, ui.ctx());
        run::carpet::keep_on(self, ui.ctx());
        run::overview::keep_on(self, ui.ctx());
        run::wide::keep_on(self, ui.ctx());
        let has_obeyed = keyboard::obey(self, ui.ctx());
        if let Some(open_report) = self.reports.front_mut() {
            open_report.view.repairs.looked_at.forget_seen();
        }
        self.settle_pane();
        self.settle_division(ui);
        let room = self.room(ui);
        self.bars_ui(ui, room, &mut commands);
        let body = ui.available_rect_before_wrap();
        self.body_ui(ui, room, &mut commands);
        self.notices_ui(ui, body.bottom(), &mut commands);
        self.prompt_ui(ui, &mut commands);
        let has_commands = has_obeyed || !commands.is_empty();
        for command in commands {
            run::run(self, ui.ctx(), command);
        }
        // Only now: the answer may be among the commands.
        run::ask_name(self);
        run::verify::tell_ahead(self, ui.ctx());
        run::crash::keep(self);
        run::meter::watch(self, ui.ctx());
        run::links::search(self, ui.ctx());
        run::folders::close_unused(self, ui.ctx());
        run::watching::keep_on(self, ui.ctx());
        run::folders::keep_indexes(self, ui.ctx());
        if has_commands {
            run::links::refresh(self);
        }
        keyboard::settle_owner(self, ui.ctx());
        self.show_title(ui);
    }

    /// How the window is divided in this frame.
    fn room(&self, ui: &Ui) -> Room {
        let is_any_listed = self.reports.has_listed();
        let has_list = self.reports.n_known() > 1 || is_any_listed && !self.opener.is_busy();
        let has_none_open = self.reports.has_none_open();
        let asked = self.asked_pane;
        let asked = asked.filter(|part| !has_none_open || part.is_of_all());
        let size = ui.ctx().content_rect().size();
        let division = self.settings.division();
        let mut room = Room::of(size, division, has_list, asked);
        if run::verify::is_on(self) && room.alone.is_none() {
            room = room.verifying(size);
        }
        Room {
            // Without a report in front, the list is all there is to go on with.
            reports: !room.alone.is_some_and(Part::is_of_all)
                && (room.reports || has_none_open && has_list && !room.is_tight),
            ..room
        }
    }

    /// What is typed and what is selected must be seen: then the tables take the place of a pane that stands alone.
    fn settle_pane(&mut self) {
        let view = self.reports.front().map(|open_report| &open_report.view);
        if view.is_some_and(|view| view.tables.is_to_be_seen()) {
            self.asked_pane = None;
        }
    }

    /// Panes are divided as they were last in a window of this size.
    fn settle_division(&mut self, ui: &Ui) {
        let size = ui.ctx().content_rect().size();
        let size = WindowSize::of(size.x, size.y);
        if self.divided_for.replace(size) == Some(size) {
            self.settings.keep_division(size);
        } else {
            self.settings.divide(size);
        }
    }

    fn bars_ui(&mut self, ui: &mut Ui, room: Room, out: &mut Vec<Command>) {
        let palette = style::palette(ui);
        let bar = egui::Frame::new()
            .fill(palette.panel)
            .inner_margin(egui::Margin::symmetric(8, 3));
        Panel::top("menu").frame(bar).show(ui, |ui| {
            egui::MenuBar::new().ui(ui, |ui| {
                let has_report = self.reports.front().is_some();
                let can = menu_bar::Can {
                    has_report,
                    settings: &self.settings,
                };
                menu_bar::ui(ui, &can, room.has_few_menus, &mut self.menus, out);
                self.folded_list_ui(ui, room, out);
                if room.is_tight {
                    self.status_ui(ui, out);
                }
            });
        });
        if !room.is_tight && self.reports.front().is_some() {
            Panel::bottom("status")
                .frame(bar)
                .show(ui, |ui| self.status_ui(ui, out));
        }
    }

    fn status_ui(&mut self, ui: &mut Ui, out: &mut Vec<Command>) {
        if let Some(open_report) = self.reports.front_mut() {
            let reviewer = &self.settings.reviewer;
            let message = match self.prompt_look {
                PromptLook::Insisting => Some(texts::ANSWER_FIRST.show()),
                PromptLook::Fresh | PromptLook::Waiting => self.message.as_deref(),
            };
            status_bar::ui(ui, open_report, message, reviewer, out);
        }
    }

    /// What was told, and what is going on, over everything else but questions.
    fn notices_ui(&mut self, ui: &Ui, bottom: f32, out: &mut Vec<Command>) {
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
        let jobs = self.reports.open().flat_map(|open_report| {
            let view = &open_report.view;
            let waits = !view.cells_to_read.is_empty();
            let current = [
                view.second_job.as_ref().map(SecondJob::current),
                view.reread_job.as_ref().map(RereadJob::current),
                view.page.looked_through().filter(|_| waits),
            ];
            current.into_iter().flatten()
        });
        progress.extend(jobs.map(|current| Progress {
            text: texts::READING_AGAIN.with(current),
            can_stop: true,
        }));
        if let Some(export) = &self.export {
            let (n_done, n) = export.progress();
            progress.push(Progress {
                text: texts::EXPORTING.with_both(n_done, n),
                can_stop: true,
            });
        }
        let room = notices::room(ui.ctx(), bottom);
        let mut all = vec![&mut self.notices];
        all.extend(
            self.reports
                .front_mut()
                .map(|open_report| &mut open_report.notices),
        );
        notices::ui(ui.ctx(), room, &mut all, &progress, out);
    }

    /// Which report of how many is in front, while their list is folded; shows the list.
    fn folded_list_ui(&self, ui: &mut Ui, room: Room, out: &mut Vec<Command>) {
        let n = self.reports.n_known();
        if n < 2 || room.reports || room.is_tight {
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

    fn body_ui(&mut self, ui: &mut Ui, room: Room, out: &mut Vec<Command>) {
        let page = side_panes::ground(ui, room);
        let seen = (ui.ctx().content_rect().size(), room);
        let before = self.seen_room.replace(seen);
        let is_divided_anew = before.is_some_and(|before| before != seen);
        if room.reports {
            let width = ui.available_width();
            let most = (width * 0.35).clamp(division::LEAST_REPORTS, 420.0);
            Panel::left("reports pane")
                .frame(page)
                .default_size((width * 0.2).clamp(division::LEAST_REPORTS, 262.0))
                .size_range(150.0..=most)
                .show(ui, |ui| self.list_ui(ui, out));
        }
        if let Some(part) = room.alone {
            CentralPanel::default()
                .frame(page)
                .show(ui, |ui| self.alone_ui(ui, part, out));
            return;
        }
        let Some(open_report) = self.reports.front_mut() else {
            CentralPanel::default().frame(page).show(ui, |ui| {
                welcome::ui(ui, &self.settings, &mut self.welcome, out);
            });
            drop_hint_ui(ui);
            return;
        };
        let bars = file_bars::of(open_report);
        let filter = &mut self.settings.filter;
        open_report.view.rows = if filter.only_problem_rows {
            RowsShown::WithProblems
        } else {
            RowsShown::All
        };
        open_report.view.source.table_lines = self.settings.table_lines;
        let content = self.settings.source_shows;
        open_report.look_for_pages(&self.settings.pairs);
        open_report.view.tables.row_height = room.row_height;
        open_report.view.tables.with_last_year = self.settings.with_last_year;
        if is_divided_anew {
            // The panes have their new sizes in the next frame only.
            open_report.view.settling = open_report.view.settling.max(RESIZED);
            ui.ctx().request_repaint();
        } else if open_report.view.settling > 0 {
            open_report.view.show_selection();
            open_report.view.settling -= 1;
            ui.ctx().request_repaint();
        }
        let panes = &mut open_report.view.panes(&open_report.session);
        let sizes = &mut self.pane_sizes;
        if room.source {
            side_panes::source_ui(ui, panes, sizes, (room, content), out);
        }
        side_panes::findings_ui(ui, panes, sizes, (room, filter), out);
        panes.look_ahead();
        let shown = panes.shown;
        CentralPanel::default().frame(page).show(ui, |ui| {
            file_bars::ui(ui, bars, out);
            header_line::ui(
                ui,
                &shown,
                &open_report.links,
                panes.tables,
                room.header,
                out,
            );
            if room.legend {
                Panel::bottom("legend")
                    .frame(egui::Frame::new().inner_margin(egui::Margin {
                        top: 5,
                        ..egui::Margin::ZERO
                    }))
                    .resizable(false)
                    .show_separator_line(false)
                    .show(ui, |ui| legend::ui(ui, &shown.drawn.looks));
            }
            CentralPanel::no_frame().show(ui, |ui| tables_ui(ui, panes, room, out));
        });
        drop_hint_ui(ui);
    }

    fn list_ui(&mut self, ui: &mut Ui, out: &mut Vec<Command>) {
        let current = self.looked_at();
        let (queue, view, filter) = self.list_parts();
        reports::list::ui(ui, queue, current, view, filter, out);
    }

    fn overview_ui(&mut self, ui: &mut Ui, out: &mut Vec<Command>) {
        let progress = self.queue().progress;
        overview::panel::ui(ui, &progress, &mut self.overview, out);
    }

    /// A pane that has no room beside the tables, in their place.
    fn alone_ui(&mut self, ui: &mut Ui, part: Part, out: &mut Vec<Command>) {
        let action = match part {
            Part::Reports => Action::FoldReports,
            Part::Queue => Action::WholeQueue,
            Part::Overview => Action::Overview,
            Part::Wide => Action::WideCarpet,
            Part::Source => Action::FoldSource,
            Part::Details => Action::FoldDetails,
        };
        let back = texts::BACK_TO_TABLES.with(key_text(action));
        let back = RichText::new(back).size(style::SMALL_SIZE);
        let clicked = ui.add(egui::Button::new(back).truncate()).clicked();
        if clicked {
            self.asked_pane = None;
        }
        match part {
            Part::Reports | Part::Queue => return self.list_ui(ui, out),
            Part::Overview => return self.overview_ui(ui, out),
            Part::Wide => {
                return carpet::wide_panel::ui(ui, &self.reports, &mut self.wide, out);
            }
            Part::Source | Part::Details => {}
        }
        let filter = &mut self.settings.filter;
        let Some(open_report) = self.reports.front_mut() else {
            return;
        };
        open_report.look_for_pages(&self.settings.pairs);
        let panes = &mut open_report.view.panes(&open_report.session);
        if part == Part::Source {
            side_panes::source_content_ui(ui, panes, self.settings.source_shows, out);
        } else {
            side_panes::both_ui(ui, panes, &mut self.pane_sizes, filter, out);
        }
    }

    fn prompt_ui(&mut self, ui: &Ui, out: &mut Vec<Command>) {
        let Some(mut prompt) = self.prompt.take() else {
            self.prompt_look = PromptLook::Fresh;
            return;
        };
        let fresh = self.prompt_look == PromptLook::Fresh;
        if fresh {
            self.prompt_look = PromptLook::Waiting;
        }
        let n_commands = out.len();
        match prompts::ui(ui.ctx(), &mut prompt, self.reports.front(), fresh, out) {
            Fate::Stay => self.prompt = Some(prompt),
            Fate::Close => {
                self.prompt_look = PromptLook::Fresh;
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

    fn show_title(&mut self, ui: &Ui) {
        let title = match self.reports.front() {
            Some(open_report) => {
                let mark = if open_report.is_saved() { "" } else { "*" };
                format!("{} — {}{mark}", texts::NAME, open_report.name())
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

/// The tables, and below them the row of what is selected or the strip of a verification; or the carpet in their place.
fn tables_ui(ui: &mut Ui, panes: &mut Panes, room: Room, out: &mut Vec<Command>) {
    let shown = &panes.shown;
    if let Some(carpet) = &mut panes.carpet {
        carpet::panel::ui(ui, shown, carpet, (panes.tables, panes.page), out);
        return;
    }
    let verified = room.strip.zip(panes.verification);
    let height = match verified {
        Some((strip, _)) => strip.height(),
        None if room.row => evidence::panel::height(panes.page),
        None => 0.0,
    };
    let whole = ui.available_rect_before_wrap();
    let (above, below) = whole.split_top_bottom_at_y(whole.bottom() - height);
    ui.scope_builder(UiBuilder::new().max_rect(above), |ui| {
        tables::panel::ui(ui, shown, panes.tables, out);
    });
    if height <= 0.0 {
        return;
    }
    // Drawn last: it stands under the columns of the tables as they are now.
    let columns = &panes.tables.columns;
    let seen = (&mut *panes.evidence, &mut *panes.page);
    ui.scope_builder(UiBuilder::new().max_rect(below), |ui| match verified {
        Some((room, verification)) => {
            let room = (verification, room);
            strip::ui(ui, shown, room, panes.repairs, columns, seen, out);
        }
        None => evidence::panel::row_ui(ui, shown, columns, seen, out),
    });
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
