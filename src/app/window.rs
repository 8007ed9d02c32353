//! The window: what is open, and one frame.

use std::path::PathBuf;
use std::sync::mpsc::{Receiver, TryRecvError};

use egui::{CentralPanel, Panel, RichText, Ui, ViewportCommand};

use crate::app::commands::Command;
use crate::app::desk::Desk;
use crate::app::dialogs::Dialogs;
use crate::app::jobs::{Message, OpenJob};
use crate::app::notices::{self, Notice};
use crate::app::prompts::{self, Fate, Prompt};
use crate::app::settings::Settings;
use crate::app::welcome::{self, WelcomeView};
use crate::app::{
    cell_panel, files, findings_panel, header_line, keys, legend, menu_bar, run, source_panel,
    start, status_bar, style, table_panel, texts,
};

/// The window.
pub struct App {
    pub(crate) desks: Vec<Desk>,
    pub(crate) current: usize,
    pub(crate) settings: Settings,
    pub(crate) dialogs: Box<dyn Dialogs>,
    pub(crate) pending: Option<Pending>,
    pub(crate) job: Option<OpenJob>,
    /// Files to open when the job has ended.
    pub(crate) waiting: Vec<PathBuf>,
    pub(crate) prompt: Option<Prompt>,
    pub(crate) notices: Vec<Notice>,
    /// A word about the last command, until the next one.
    pub(crate) message: Option<String>,
    /// The settings as they were when leaving began, before reports were closed one by one.
    pub(crate) kept_open: Option<Settings>,
    /// Cells to select in reports still being opened, as keys.
    pub(crate) resuming: Vec<(PathBuf, String)>,
    welcome: WelcomeView,
    prompt_was_open: bool,
    title: String,
    later: Vec<Command>,
}

/// A question the desktop has been asked.
pub(crate) struct Pending {
    /// Where the answer comes from.
    pub receiver: Receiver<Vec<PathBuf>>,
    /// What it is for.
    pub purpose: Purpose,
}

/// What an answer of the desktop is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Purpose {
    /// Reports to open.
    Open,
    /// Where to save the report in front; then perhaps close it and leave.
    Save {
        /// `Some` if the report is to be closed afterwards, with whether to leave as well.
        then: Option<bool>,
    },
}

impl App {
    /// An empty window. [`style::install`] must have been called on its context.
    #[must_use]
    pub fn new(settings: Settings, dialogs: Box<dyn Dialogs>) -> Self {
        Self {
            desks: Vec::new(),
            current: 0,
            settings,
            dialogs,
            pending: None,
            job: None,
            waiting: Vec::new(),
            prompt: None,
            notices: Vec::new(),
            message: None,
            kept_open: None,
            resuming: Vec::new(),
            welcome: WelcomeView::default(),
            prompt_was_open: false,
            title: String::new(),
            later: Vec::new(),
        }
    }

    /// Carries `command` out in the next frame.
    pub fn later(&mut self, command: Command) {
        self.later.push(command);
    }

    /// Opens again what was open at the end of the last start, with the cells selected then.
    pub fn resume(&mut self) {
        self.resuming.clone_from(&self.settings.open);
        let paths: Vec<PathBuf> = self.resuming.iter().map(|(path, _)| path.clone()).collect();
        if !paths.is_empty() {
            self.later(Command::Open(paths));
        }
    }

    /// The settings as they would be kept now.
    #[must_use]
    pub fn settings_now(&self) -> Settings {
        if let Some(kept) = &self.kept_open {
            return kept.clone();
        }
        let open = self.desks.iter().filter_map(|desk| {
            let cell = desk.view.head.as_ref().map(ToString::to_string);
            Some((desk.path.clone()?, cell.unwrap_or_default()))
        });
        Settings {
            open: open.collect(),
            current: self.current,
            ..self.settings.clone()
        }
    }

    pub(crate) fn desk(&self) -> Option<&Desk> {
        self.desks.get(self.current)
    }

    pub(crate) fn desk_mut(&mut self) -> Option<&mut Desk> {
        self.desks.get_mut(self.current)
    }

    /// Draws one frame and carries out what was asked for in it.
    pub fn ui(&mut self, ui: &mut Ui) {
        texts::set_language(self.settings.language);
        ui.ctx().set_theme(self.settings.theme.preference());
        let mut commands = std::mem::take(&mut self.later);
        self.receive(ui, &mut commands);
        if let Some(desk) = self.desks.get_mut(self.current) {
            desk.view.repairs.pointed = None;
            desk.view.repairs.refresh(ui.ctx(), &desk.session);
        }
        self.guard_leaving(ui);
        self.ask_about_left_behind();
        if self.prompt.is_none() {
            keys::take(ui.ctx(), self.desk().is_some(), &mut commands);
        }
        self.bars_ui(ui, &mut commands);
        self.body_ui(ui, &mut commands);
        self.prompt_ui(ui, &mut commands);
        for command in commands {
            run::run(self, ui.ctx(), command);
        }
        self.show_title(ui);
    }

    /// Answers of the desktop, opened files, dropped files.
    fn receive(&mut self, ui: &Ui, out: &mut Vec<Command>) {
        let dropped = ui.input(|input| input.raw.dropped_files.clone());
        if !dropped.is_empty() {
            out.push(Command::Open(
                dropped.iter().map(|file| file.path().to_owned()).collect(),
            ));
        }
        match self
            .pending
            .as_ref()
            .map(|pending| (pending.receiver.try_recv(), pending.purpose))
        {
            None | Some((Err(TryRecvError::Empty), _)) => {}
            Some((Err(TryRecvError::Disconnected), _)) => self.pending = None,
            Some((Ok(paths), purpose)) => {
                self.pending = None;
                files::answered(self, ui.ctx(), purpose, paths);
            }
        }
        let Some((messages, ended)) = self.job.as_ref().map(OpenJob::poll) else {
            return;
        };
        for message in messages {
            match message {
                Message::Begun(name) => self
                    .job
                    .iter_mut()
                    .for_each(|job| job.current.clone_from(&name)),
                Message::Opened(desk, notices) => {
                    files::show(self, *desk);
                    self.notices.extend(notices.into_iter().map(|text| Notice {
                        is_error: false,
                        text,
                    }));
                }
                Message::Failed(text) => self.notices.push(Notice {
                    is_error: true,
                    text,
                }),
            }
        }
        if ended {
            self.job = None;
            let waiting = std::mem::take(&mut self.waiting);
            if !waiting.is_empty() {
                out.push(Command::Open(waiting));
            }
        }
    }

    /// Leaving with steps that are not saved asks, report by report.
    fn guard_leaving(&mut self, ui: &Ui) {
        if !ui.input(|input| input.viewport().close_requested()) {
            return;
        }
        if let Some(at) = self.desks.iter().position(|desk| !desk.is_saved()) {
            ui.ctx().send_viewport_cmd(ViewportCommand::CancelClose);
            self.current = at;
            self.prompt = Some(Prompt::Unsaved { leave: true });
            self.prompt_was_open = false;
        }
    }

    /// Steps that a crash left behind are asked about before anything else is done with the report.
    fn ask_about_left_behind(&mut self) {
        let desk = self.desks.get(self.current);
        if let (None, Some((desk, found))) = (
            &self.prompt,
            desk.and_then(|desk| Some((desk, desk.left_behind.as_ref()?))),
        ) {
            let mut text = texts::LEFT_BEHIND_QUESTION.with(desk.name());
            text.push_str(&texts::LEFT_BEHIND_STEPS.with(found.steps));
            if found.torn {
                text.push_str(texts::LEFT_BEHIND_TORN.show());
            }
            self.prompt = Some(Prompt::LeftBehind(text));
            self.prompt_was_open = false;
        }
    }

    fn bars_ui(&mut self, ui: &mut Ui, out: &mut Vec<Command>) {
        let palette = style::palette(ui);
        let bar = egui::Frame::new()
            .fill(palette.panel)
            .inner_margin(egui::Margin::symmetric(8, 3));
        Panel::top("menu").frame(bar).show(ui, |ui| {
            egui::MenuBar::new().ui(ui, |ui| {
                menu_bar::ui(ui, self.desk().is_some(), out);
                self.tabs_ui(ui, out);
            });
        });
        if let Some(desk) = self.desks.get_mut(self.current) {
            Panel::bottom("status").frame(bar).show(ui, |ui| {
                status_bar::ui(ui, desk, self.message.as_deref(), &self.settings.reviewer);
            });
        }
        if !self.notices.is_empty() || self.job.is_some() {
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
                    notices::ui(ui, &mut self.notices);
                });
        }
    }

    fn tabs_ui(&self, ui: &mut Ui, out: &mut Vec<Command>) {
        if self.desks.len() < 2 {
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

    fn body_ui(&mut self, ui: &mut Ui, out: &mut Vec<Command>) {
        let palette = style::palette(ui);
        let page = egui::Frame::new()
            .fill(palette.page)
            .inner_margin(egui::Margin::symmetric(10, 8));
        let folded = self.settings.folded;
        let Some(desk) = self.desks.get_mut(self.current) else {
            CentralPanel::default().frame(page).show(ui, |ui| {
                welcome::ui(ui, &self.settings, &mut self.welcome, out);
            });
            drop_hint_ui(ui);
            return;
        };
        let (session, view) = (&desk.session, &mut desk.view);
        if !folded.source {
            let width = ui.available_width();
            Panel::left("source pane")
                .frame(page)
                .default_size((width * 0.36).clamp(280.0, 640.0))
                .size_range(220.0..=(width - 480.0).max(240.0))
                .show(ui, |ui| source_panel::ui(ui, session, view, out));
        }
        if !folded.details {
            let height = ui.available_height();
            Panel::bottom("details pane")
                .frame(page)
                .resizable(true)
                .default_size((height * 0.33).clamp(150.0, 320.0))
                .size_range(110.0..=(height * 0.7).max(120.0))
                .show(ui, |ui| {
                    let width = ui.available_width();
                    Panel::right("cell pane")
                        .frame(egui::Frame::new().inner_margin(egui::Margin {
                            left: 12,
                            ..egui::Margin::ZERO
                        }))
                        .default_size(width * 0.45)
                        .size_range(200.0..=(width - 200.0).max(210.0))
                        .show(ui, |ui| cell_panel::ui(ui, session, view, out));
                    CentralPanel::no_frame()
                        .show(ui, |ui| findings_panel::ui(ui, session, view, out));
                });
        }
        CentralPanel::default().frame(page).show(ui, |ui| {
            header_line::ui(ui, session, view, out);
            ui.add_space(4.0);
            if !folded.legend {
                Panel::bottom("legend")
                    .frame(egui::Frame::new().inner_margin(egui::Margin {
                        top: 5,
                        ..egui::Margin::ZERO
                    }))
                    .resizable(false)
                    .show_separator_line(false)
                    .show(ui, legend::ui);
            }
            CentralPanel::no_frame().show(ui, |ui| table_panel::ui(ui, session, view, out));
        });
        drop_hint_ui(ui);
    }

    fn prompt_ui(&mut self, ui: &Ui, out: &mut Vec<Command>) {
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

    fn show_title(&mut self, ui: &Ui) {
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

impl eframe::App for App {
    fn ui(&mut self, ui: &mut Ui, _frame: &mut eframe::Frame) {
        Self::ui(self, ui);
    }

    fn save(&mut self, storage: &mut dyn eframe::Storage) {
        eframe::set_value(storage, start::SETTINGS_KEY, &self.settings_now());
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
