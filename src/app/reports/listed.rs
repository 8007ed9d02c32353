//! A report that is listed and not open.

use std::path::PathBuf;
use std::sync::Arc;

use crate::app::background::listing::Known;
use crate::app::commands::ReportId;
use crate::app::reports::facts::Facts;
use crate::app::reports::line::{Line, Place};
use crate::said::Said;

/// A report that is listed and not open.
#[derive(Clone, Debug)]
pub(crate) struct Listed {
    /// What it is known by.
    pub id: ReportId,
    /// The file.
    pub path: PathBuf,
    /// What tells its review from others.
    pub identity: PathBuf,
    /// Whether there are steps that no file holds; drawn up with what else becomes known.
    pub has_steps: bool,
    /// Year and office at the end of the last start; empty where they are not known.
    title: (String, String),
    /// Where it is on its way.
    state: ListedState,
    /// What is known of it.
    facts: Option<Arc<Facts>>,
    /// Why it could not be read last.
    failure: Option<Said>,
    /// Its place in the order in which reports were opened.
    place: Place,
    line: Arc<Line>,
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
    /// A report nobody knows anything of.
    pub(crate) fn new(id: ReportId, path: PathBuf, identity: PathBuf, place: Place) -> Self {
        let mut listed = Self {
            id,
            path,
            identity,
            has_steps: false,
            title: Default::default(),
            state: ListedState::New,
            facts: None,
            failure: None,
            place,
            line: Arc::default(),
        };
        listed.draw_up();
        listed
    }

    /// Its line in the list.
    pub(crate) fn line(&self) -> &Arc<Line> {
        &self.line
    }

    /// Year and office, as far as they are known.
    pub(crate) fn title(&self) -> (String, String) {
        match &self.facts {
            Some(facts) => (facts.entry.year.clone(), facts.entry.office.clone()),
            None => self.title.clone(),
        }
    }

    /// Where it is on its way.
    pub(crate) fn state(&self) -> ListedState {
        self.state
    }

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

    /// It is opened when it is wanted; it was called so at the end of the last start.
    pub(crate) fn sleep(&mut self, title: Option<(String, String)>) {
        self.state = ListedState::Asleep;
        self.title = title.unwrap_or_default();
        self.draw_up();
    }

    /// It is not opened now.
    pub(crate) fn stop_waiting(&mut self) {
        if self.is_waiting() {
            self.state = ListedState::Asleep;
        }
    }

    /// It could not be opened, as the sentence says.
    pub(crate) fn fail(&mut self, sentence: Said) {
        self.state = ListedState::Failed;
        self.failure = Some(sentence);
        self.draw_up();
    }

    /// What is known of it now, or why nothing is.
    pub(crate) fn know(&mut self, known: Known) {
        match known {
            Ok(facts) => {
                self.facts = Some(facts);
                self.failure = None;
                if self.state == ListedState::Failed {
                    self.state = ListedState::Asleep;
                }
            }
            Err(sentence) => {
                self.facts = None;
                self.failure = Some(sentence);
                if !self.is_waiting() {
                    self.state = ListedState::Failed;
                }
            }
        }
        self.draw_up();
    }

    /// It has this place in the order in which reports were opened, and this is known of it.
    pub(crate) fn stand_at(&mut self, place: Place, known: Option<Known>) {
        self.place = place;
        if self.state == ListedState::New {
            self.state = ListedState::Asleep;
        }
        match known {
            Some(known) => self.know(known),
            None => self.draw_up(),
        }
    }

    fn draw_up(&mut self) {
        let file = self.path.file_name().unwrap_or_default();
        let mut line = Line::listed(
            self.id,
            self.place,
            file.to_string_lossy().into_owned(),
            self.title(),
            self.facts.clone(),
            self.failure.clone(),
        );
        line.has_steps = self.has_steps;
        self.line = Arc::new(line);
    }
}
