//! What comes from outside between two frames: dropped files, answers of dialogs, results of background work, and the
//! wish to leave.

use std::path::{Path, PathBuf};
use std::sync::mpsc::TryRecvError;
use std::time::Duration;

use egui::{Ui, ViewportCommand};

use crate::app::background::export::ExportJob;
use crate::app::background::problem_list::ListJob;
use crate::app::commands::{Action, Command, key_text};
use crate::app::notices::Notice;
use crate::app::prompts::Prompt;
use crate::app::run::{bring, draft, files};
use crate::app::window::app::PromptLook;
use crate::app::{App, texts};
use crate::source::picture;

/// How long the desktop's dialog is waited for in silence, in seconds.
const PATIENCE: f64 = 5.0;

/// No hand cancels a dialog sooner, in seconds: then there was none.
const SOONEST: f64 = 0.3;

/// That the desktop's dialog is still waited for, and what else can be done.
fn late() -> String {
    texts::DIALOG_LATE.with(key_text(Action::OpenPath))
}

/// That the desktop answered sooner than anybody can, and what else can be done.
fn none() -> String {
    texts::DIALOG_NONE.with(key_text(Action::OpenPath))
}

/// Opens files that came from outside; asks first where one may be the original of the report in front.
pub(super) fn take(app: &mut App, paths: Vec<PathBuf>) {
    match paths.as_slice() {
        [only] if app.may_be_original(only) => {
            app.prompt = Some(Prompt::Dropped(only.clone()));
            app.prompt_look = PromptLook::Fresh;
        }
        _ => app.later(Command::Open(paths)),
    }
}

impl App {
    /// Answers of the desktop, opened files, dropped files.
    pub(crate) fn receive(&mut self, ui: &Ui, out: &mut Vec<Command>) {
        let dropped = ui.input(|input| input.raw.dropped_files.clone());
        let dropped: Vec<PathBuf> = dropped.iter().map(|file| file.path().to_owned()).collect();
        if !dropped.is_empty() {
            out.push(Command::Take(dropped));
        }
        self.receive_answer(ui);
        self.receive_list();
        self.receive_export();
        bring::receive(self, ui);
    }

    /// Whether a file may show how the report in front was printed: a text that has no pages of its own. The desktop does not
    /// tell where on the window a file was dropped, so that only the reviewer can say.
    fn may_be_original(&self, path: &Path) -> bool {
        let front = self.reports.front().filter(|_| self.prompt.is_none());
        front.is_some_and(|open_report| {
            let name = Path::new(&open_report.session.source().name);
            let is_known = open_report.view.page.original() == Some(path);
            picture::is_name_of_pages(path) && !picture::is_name_of_pages(name) && !is_known
        })
    }

    /// What the desktop's dialog was answered with.
    fn receive_answer(&mut self, ui: &Ui) {
        let answer = self
            .pending
            .as_ref()
            .map(|pending| pending.receiver.try_recv());
        match answer {
            None => {}
            Some(Err(TryRecvError::Empty)) => self.wait_for_answer(ui),
            Some(Err(TryRecvError::Disconnected)) => self.pending = None,
            Some(Ok(paths)) => {
                if let Some(pending) = self.pending.take() {
                    self.notices.put_text_away(&late());
                    let now = ui.input(|input| input.time);
                    let waited = pending.asked_at.map_or(0.0, |asked_at| now - asked_at);
                    if paths.is_empty() && waited < SOONEST {
                        self.notices.push(Notice::information(none()));
                    }
                    files::answered(self, ui.ctx(), pending.purpose, paths);
                }
            }
        }
    }

    /// Says what else can be done, once the desktop has been silent for [`PATIENCE`]: its dialog may never appear.
    fn wait_for_answer(&mut self, ui: &Ui) {
        let Some(pending) = self.pending.as_mut().filter(|pending| !pending.is_late) else {
            return;
        };
        let now = ui.input(|input| input.time);
        let waited = now - *pending.asked_at.get_or_insert(now);
        if waited < PATIENCE {
            let left = Duration::from_secs_f64(PATIENCE - waited);
            ui.ctx().request_repaint_after(left);
            return;
        }
        pending.is_late = true;
        self.notices.push(Notice::information(late()));
    }

    fn receive_list(&mut self) {
        let Some(answer) = self.list.as_ref().and_then(ListJob::answer) else {
            return;
        };
        self.list = None;
        match answer {
            Ok(said) => self.message = Some(said),
            Err(text) => self.notices.push(Notice::error(text)),
        }
    }

    fn receive_export(&mut self) {
        let Some(answer) = self.export.as_ref().and_then(ExportJob::answer) else {
            return;
        };
        self.export = None;
        match answer {
            Ok(told) => {
                let warnings = told.warnings.into_iter().map(Notice::information);
                warnings.for_each(|warning| self.notices.push(warning));
                self.notices.push(Notice::information(told.sentence));
            }
            Err(text) => self.notices.push(Notice::error(text)),
        }
    }

    /// Leaving with steps that are not saved asks, report by report.
    pub(crate) fn guard_leaving(&mut self, ui: &Ui) {
        if !ui.input(|input| input.viewport().close_requested()) {
            return;
        }
        if !draft::settle(self) {
            ui.ctx().send_viewport_cmd(ViewportCommand::CancelClose);
            return;
        }
        let mut unsaved = self
            .reports
            .open()
            .filter(|open_report| !open_report.is_saved());
        if let Some(id) = unsaved.next().map(|open_report| open_report.id) {
            let (leave, n_more) = (true, unsaved.count());
            ui.ctx().send_viewport_cmd(ViewportCommand::CancelClose);
            self.reports.put_in_front(id);
            self.prompt = Some(Prompt::Unsaved { leave, n_more });
            self.prompt_look = PromptLook::Fresh;
        }
    }

    /// Steps that a crash left behind are asked about before anything else is done with the report.
    pub(crate) fn ask_about_left_behind(&mut self) {
        let open_report = self.reports.front();
        if let (None, Some((open_report, found))) = (
            &self.prompt,
            open_report
                .and_then(|open_report| Some((open_report, open_report.left_behind.as_ref()?))),
        ) {
            let mut text = texts::LEFT_BEHIND_QUESTION.with(open_report.name());
            text.push_str(&texts::LEFT_BEHIND_STEPS.with(found.steps));
            if found.torn {
                text.push_str(texts::LEFT_BEHIND_TORN.show());
            }
            self.prompt = Some(Prompt::LeftBehind(text));
            self.prompt_look = PromptLook::Fresh;
        }
    }
}
