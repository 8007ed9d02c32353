//! The window: what is open, and one frame.

use std::path::PathBuf;
use std::sync::mpsc::Receiver;
use std::time::Instant;

use egui::Ui;

use crate::app::commands::Command;
use crate::app::desk::Desk;
use crate::app::dialogs::Dialogs;
use crate::app::jobs::{ListJob, OpenJob};
use crate::app::notices::Notice;
use crate::app::panes::PaneSizes;
use crate::app::prompts::Prompt;
use crate::app::reports_list::ReportsView;
use crate::app::reports_order::ordered;
use crate::app::settings::Settings;
use crate::app::welcome::WelcomeView;
use crate::app::{keyboard, run, start, texts};

/// The window.
pub struct App {
    pub(crate) desks: Vec<Desk>,
    pub(crate) current: usize,
    pub(crate) settings: Settings,
    pub(crate) dialogs: Box<dyn Dialogs>,
    pub(crate) pending: Option<Pending>,
    pub(crate) job: Option<OpenJob>,
    /// The problem list being written.
    pub(crate) list: Option<ListJob>,
    /// Files to open when the job has ended.
    pub(crate) waiting: Vec<PathBuf>,
    pub(crate) prompt: Option<Prompt>,
    /// Sentences about no report that is open.
    pub(crate) notices: Vec<Notice>,
    /// A word about the last command, until the next one.
    pub(crate) message: Option<String>,
    /// The settings as they were when leaving began, before reports were closed one by one.
    pub(crate) kept_open: Option<Settings>,
    /// Cells to select in reports still being opened, as keys.
    pub(crate) resuming: Vec<(PathBuf, String)>,
    /// Order and search of the list of reports.
    pub(crate) reports: ReportsView,
    /// Sizes of the panes in the last frame.
    pub(super) panes: PaneSizes,
    pub(super) welcome: WelcomeView,
    pub(super) prompt_was_open: bool,
    /// Since when a key waits for the proposals it is to accept.
    pub(super) waits_since: Option<Instant>,
    pub(super) title: String,
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
    /// The report of another year.
    Link,
    /// Where to write the problem list.
    List,
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
            list: None,
            waiting: Vec::new(),
            prompt: None,
            notices: Vec::new(),
            message: None,
            kept_open: None,
            resuming: Vec::new(),
            reports: ReportsView::default(),
            panes: PaneSizes::default(),
            welcome: WelcomeView::default(),
            prompt_was_open: false,
            waits_since: None,
            title: String::new(),
            later: Vec::new(),
        }
    }

    /// Carries `command` out in the next frame.
    pub fn later(&mut self, command: Command) {
        self.later.push(command);
    }

    /// Carries `commands` out in the next frame.
    pub(crate) fn later_all(&mut self, commands: impl Iterator<Item = Command>) {
        self.later.extend(commands);
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

    /// The report after the one in front, or before it, as the list has them; around the end.
    pub(crate) fn beside(&mut self, forward: bool) -> usize {
        let only_problems = self.settings.filter.only_problem_reports;
        let mut listed = self
            .reports
            .listed(&mut self.desks, self.current, only_problems);
        if listed.len() < 2 {
            // A search that leaves nothing to go on to is over.
            self.reports.stop_search();
            listed = self
                .reports
                .listed(&mut self.desks, self.current, only_problems);
        }
        let n = listed.len().max(1);
        let at = listed.iter().position(|at| *at == self.current);
        let next = match at {
            Some(at) if forward => (at + 1) % n,
            Some(at) => (at + n - 1) % n,
            None => 0,
        };
        listed.get(next).copied().unwrap_or(self.current)
    }

    /// The report to be signed off after the one in front, in the order of the list, whatever is searched for in it.
    pub(crate) fn next_unsigned(&mut self) -> Option<usize> {
        let lines = ordered(&mut self.desks, self.reports.order);
        let places: Vec<usize> = lines.iter().map(|line| line.at).collect();
        let own = places.iter().position(|at| *at == self.current);
        let (before, behind) = places.split_at(own.unwrap_or(0));
        let is_unsigned = |at: &usize| {
            let desk = self.desks.get(*at);
            desk.is_some_and(|desk| desk.session.sign_off().is_none() && !desk.is_read_only)
        };
        let others = behind.iter().skip(1).chain(before).copied();
        others.into_iter().find(is_unsigned)
    }

    /// Keeps an error in front of the reviewer: beside the report in front, with which it goes.
    pub(crate) fn tell_error(&mut self, text: String) {
        let notice = Notice::error(text);
        match self.desk_mut() {
            Some(desk) => desk.notices.push(notice),
            None => self.notices.push(notice),
        }
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
        run::links::receive(self);
        self.guard_leaving(ui);
        self.ask_about_left_behind();
        let has_obeyed = keyboard::obey(self, ui.ctx());
        self.bars_ui(ui, &mut commands);
        self.body_ui(ui, &mut commands);
        self.prompt_ui(ui, &mut commands);
        let has_commands = has_obeyed || !commands.is_empty();
        for command in commands {
            run::run(self, ui.ctx(), command);
        }
        run::links::search(self, ui.ctx());
        if has_commands {
            run::links::refresh(self);
        }
        keyboard::settle_owner(self, ui.ctx());
        self.show_title(ui);
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
