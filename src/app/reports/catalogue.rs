//! The reports of the window: those that are open, which of them is in front, and those that are only listed.

use std::path::{Path, PathBuf};

use crate::app::commands::ReportId;
use crate::app::reports::open_report::OpenReport;
use crate::dataset::folder::identity;

/// All reports that the window knows.
#[derive(Default)]
pub(crate) struct Catalogue {
    /// In the order in which they were opened.
    open: Vec<OpenReport>,
    /// The report in front, as a place in `open`; less than its length unless that is 0.
    front: usize,
    listed: Vec<Listed>,
    /// Numbers given to reports.
    n_ids: u64,
}

/// A report that is listed and not open.
#[derive(Clone, Debug)]
pub(crate) struct Listed {
    /// What it is known by.
    pub id: ReportId,
    /// The file.
    pub path: PathBuf,
    /// Year and office at the end of the last start; empty where they are not known.
    pub title: (String, String),
    /// Where it is on its way.
    pub state: ListedState,
    /// What tells its review from others.
    identity: PathBuf,
}

/// How far a report is that is not open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ListedState {
    /// It has just been asked for.
    New,
    /// It is opened when it is wanted.
    Asleep,
    /// It is being opened, or will be. One that was never open is not listed any more when that fails.
    Waiting {
        /// Whether it was listed before it was asked for.
        was_known: bool,
    },
    /// It could not be opened when it was wanted last.
    Failed,
}

impl Listed {
    /// Whether it is being opened, or will be.
    pub(crate) fn is_waiting(&self) -> bool {
        matches!(self.state, ListedState::Waiting { .. })
    }

    /// It is opened as soon as can be.
    pub(crate) fn wait(&mut self) {
        self.state = match self.state {
            ListedState::Waiting { was_known } => ListedState::Waiting { was_known },
            ListedState::New => ListedState::Waiting { was_known: false },
            ListedState::Asleep | ListedState::Failed => ListedState::Waiting { was_known: true },
        };
    }
}

impl Catalogue {
    /// The report in front.
    pub(crate) fn front(&self) -> Option<&OpenReport> {
        self.open.get(self.front)
    }

    /// The report in front, to be changed.
    pub(crate) fn front_mut(&mut self) -> Option<&mut OpenReport> {
        self.open.get_mut(self.front)
    }

    /// Changes the report in front, if there is one.
    pub(crate) fn with_front(&mut self, change: impl FnOnce(&mut OpenReport)) {
        if let Some(open_report) = self.front_mut() {
            change(open_report);
        }
    }

    /// The open report that is known by `id`.
    pub(crate) fn get(&self, id: ReportId) -> Option<&OpenReport> {
        self.open.iter().find(|open_report| open_report.id == id)
    }

    /// The open reports.
    pub(crate) fn open(&self) -> impl Iterator<Item = &OpenReport> {
        self.open.iter()
    }

    /// The open reports, to be changed.
    pub(crate) fn open_mut(&mut self) -> impl Iterator<Item = &mut OpenReport> {
        self.open.iter_mut()
    }

    /// The reports that are listed and not open.
    pub(crate) fn listed(&self) -> &[Listed] {
        &self.listed
    }

    /// The report `id`, if it is listed and not open.
    pub(crate) fn listed_mut(&mut self, id: ReportId) -> Option<&mut Listed> {
        self.listed.iter_mut().find(|listed| listed.id == id)
    }

    /// Whether no report is open.
    pub(crate) fn has_none_open(&self) -> bool {
        self.open.is_empty()
    }

    /// How many reports there are, open or only listed.
    pub(crate) fn n_known(&self) -> usize {
        self.open.len() + self.listed.len()
    }

    /// The report at `path`, open or only listed, however its path is written.
    pub(crate) fn known(&self, path: &Path) -> Option<ReportId> {
        let identity = identity(path);
        let is_it = |listed: &&Listed| listed.identity == identity;
        let open = self
            .open
            .iter()
            .find(|open_report| open_report.has_identity(&identity));
        let listed = || self.listed.iter().find(is_it);
        open.map(|open_report| open_report.id)
            .or_else(|| listed().map(|listed| listed.id))
    }

    /// The open report at `path`, however its path is written.
    pub(crate) fn open_at(&self, path: &Path) -> Option<&OpenReport> {
        self.open.iter().find(|open_report| open_report.is_of(path))
    }

    /// A number no report has yet.
    pub(crate) fn next_id(&mut self) -> ReportId {
        self.n_ids += 1;
        ReportId(self.n_ids)
    }

    /// Lists a report nobody knows yet.
    pub(crate) fn list(&mut self, path: PathBuf) -> ReportId {
        let id = self.next_id();
        self.listed.push(Listed {
            id,
            identity: identity(&path),
            path,
            title: (String::new(), String::new()),
            state: ListedState::New,
        });
        id
    }

    /// Lists the report no more.
    pub(crate) fn unlist(&mut self, id: ReportId) {
        self.listed.retain(|listed| listed.id != id);
    }

    /// What was not opened yet stays listed, to be opened when it is wanted again.
    pub(crate) fn stop_waiting(&mut self) {
        for listed in &mut self.listed {
            if listed.is_waiting() {
                listed.state = ListedState::Asleep;
            }
        }
    }

    /// Adds a report just opened behind the one in front; the first one is in front.
    pub(crate) fn add(&mut self, open_report: OpenReport) {
        self.open.push(open_report);
    }

    /// Puts an open report in front. `false` if there is none that is known by `id`.
    pub(crate) fn put_in_front(&mut self, id: ReportId) -> bool {
        let at = self
            .open
            .iter()
            .position(|open_report| open_report.id == id);
        self.front = at.unwrap_or(self.front);
        for (place, open_report) in self.open.iter_mut().enumerate() {
            if place != self.front {
                open_report.view.page.rest();
            }
        }
        at.is_some()
    }

    /// Takes the report in front away; the one opened after it comes to the front, else the last.
    pub(crate) fn take_front(&mut self) -> Option<OpenReport> {
        if self.front >= self.open.len() {
            return None;
        }
        let taken = self.open.remove(self.front);
        self.front = self.front.min(self.open.len().saturating_sub(1));
        Some(taken)
    }
}
