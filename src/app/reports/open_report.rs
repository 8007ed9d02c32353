//! One open report: its session, its files, its view.

use std::path::{Path, PathBuf};
use std::time::Instant;

use crate::app::background::links::LinkJob;
use crate::app::commands::ReportId;
use crate::app::notices::{Notice, Notices};
use crate::app::reports::drawn::DrawnReport;
use crate::app::reports::view::View;
use crate::app::{settings, texts};
use crate::dataset::folder::{identity, review_of};
use crate::dataset::lock::{self, Lock, Locking};
use crate::dataset::recovery::{self, Found, Recovery};
use crate::review::session::Session;
use crate::review::{Decisions, HeaderField};
use crate::said::Said;
use crate::source::Span;

/// One open report.
pub(crate) struct OpenReport {
    /// What it is known by.
    pub id: ReportId,
    /// The session; only `run` changes it.
    pub session: Session,
    /// The file it was opened from: a source or a reviewed file. `None` for the sample.
    pub path: Option<PathBuf>,
    /// The reviewed file it was loaded from or saved to last, with the hash the file had.
    pub saved: Option<(PathBuf, String)>,
    /// How many records the journal in that file has.
    n_saved_records: usize,
    /// What that file says is decided; nothing before the first save. Steps that were taken back again leave nothing to
    /// save.
    pub saved_decisions: Decisions,
    /// What the panels keep.
    pub view: View,
    /// Steps that a crash left behind, until the reviewer says what becomes of them.
    pub left_behind: Option<Found>,
    /// The search for the reports that it is held against.
    pub links: Links,
    /// Keeps other windows from changing the same review.
    pub lock: Option<Lock>,
    /// Whether another window has the review open: it can be looked at, not changed.
    pub is_read_only: bool,
    /// The review beside the report that cannot be read: the report can be looked at, not changed.
    pub broken_review: Option<PathBuf>,
    /// The report, where its file is not the one that was reviewed any more.
    pub changed_report: Option<PathBuf>,
    /// Sentences about this report that stay until they are dismissed; shown while it is in front.
    pub notices: Notices,
    /// A word for the status bar when the report appears.
    pub greeting: Option<String>,
    /// Writes every step down before the next frame; `None` where there is no place for it.
    pub journal: Option<Recovery>,
    /// What tells its review from others, of the path it was opened from and of the file it is saved in.
    identities: Vec<PathBuf>,
    /// Why steps are not written down now, while they are not: the sentence the reviewer sees.
    pub trouble: Option<String>,
    /// When they were tried to be written down last.
    pub tried: Option<Instant>,
}

/// The search for the reports that one is held against.
#[derive(Default)]
pub(crate) struct Links {
    /// What the search could not look at, as sentences.
    pub notices: Vec<Said>,
    /// The office and year they were looked for last; `None` before the first search.
    pub searched: Option<(String, u16)>,
    /// Whether one was chosen by hand, which stays as long as the year does.
    pub is_chosen: bool,
    /// The search, or the reading of one chosen by hand.
    pub job: Option<LinkJob>,
}

impl OpenReport {
    /// A report just read; nothing of it is saved, and nothing is lost yet.
    pub(crate) fn read(session: Session, path: Option<PathBuf>) -> Self {
        Self::fresh(session, path).watched()
    }

    /// A report loaded from the reviewed file `file`, whose content has `hash`.
    pub(crate) fn loaded(session: Session, path: PathBuf, file: PathBuf, hash: String) -> Self {
        Self {
            saved_decisions: session.decisions().clone(),
            n_saved_records: session.journal().records().len(),
            saved: Some((file, hash)),
            ..Self::fresh(session, Some(path))
        }
        .watched()
    }

    /// A report with the decisions of an older review of it, to be saved at `review`, where nothing stands. All its steps
    /// are written down at once: nothing of them is in a file.
    pub(crate) fn carried(session: Session, review: &Path) -> Self {
        let mut open_report = Self::fresh(session, Some(review.to_owned()));
        open_report.identify();
        open_report.lock(review);
        if !open_report.is_read_only {
            open_report.look_for_steps(review);
        }
        if !open_report.is_read_only {
            let session = &open_report.session;
            open_report.journal = Some(Recovery::start(review, None, 0, session));
        }
        open_report
    }

    /// A report beside whose file stands a review that cannot be read. It is looked at until the reviewer decides.
    pub(crate) fn beside_broken(session: Session, path: PathBuf, review: PathBuf) -> Self {
        let mut open_report = Self {
            is_read_only: true,
            broken_review: Some(review),
            ..Self::fresh(session, Some(path))
        };
        open_report.identify();
        open_report
    }

    /// Looks for the pages of the report, once; `pairs` are those that files were paired with.
    pub(crate) fn look_for_pages(&mut self, pairs: &[(String, PathBuf)]) {
        let sha256 = &self.session.source().sha256;
        let paired = || settings::paired(pairs, sha256).map(Path::to_owned);
        self.view.page.look_for(self.path.as_deref(), paired);
    }

    /// A report nobody has saved or watches yet.
    fn fresh(session: Session, path: Option<PathBuf>) -> Self {
        Self {
            id: ReportId::default(),
            identities: Vec::new(),
            saved_decisions: Decisions::default(),
            n_saved_records: 0,
            session,
            path,
            saved: None,
            view: View::default(),
            left_behind: None,
            journal: None,
            trouble: None,
            tried: None,
            links: Links::default(),
            lock: None,
            is_read_only: false,
            broken_review: None,
            changed_report: None,
            notices: Notices::default(),
            greeting: None,
        }
    }

    /// Locks the file, looks for steps a crash left behind, then begins to write steps down. Steps the file holds already
    /// are no news; nor are those of another window that has the file open.
    fn watched(mut self) -> Self {
        self.identify();
        if let Some(target) = self.target() {
            self.lock(&target);
            if !self.is_read_only {
                self.look_for_steps(&target);
            }
            if !self.is_read_only {
                self.watch(&target);
            }
        }
        self
    }

    /// Looks for steps a crash left behind. Those the file holds already are no news and go; where another window writes
    /// steps down, the report can only be looked at.
    pub(crate) fn look_for_steps(&mut self, target: &Path) {
        let left = recovery::recover(target);
        self.tell_all(&left.notices);
        if left.is_live {
            self.is_read_only = true;
            self.lock = None;
            return;
        }
        self.take_left(left.steps);
    }

    /// Looks again after the reviewer decided about steps: there may be some in the user's data folder as well.
    pub(crate) fn look_for_more_steps(&mut self, target: &Path) {
        let left = recovery::recover(target);
        self.tell_all(&left.notices);
        self.take_left(left.steps);
    }

    fn take_left(&mut self, steps: Option<Found>) {
        self.left_behind = match steps {
            Some(found) if found.is_in(&self.session) => {
                // One that cannot be removed is no news at the next opening either.
                let _ = found.discard();
                None
            }
            steps => steps,
        };
    }

    /// Keeps sentences for the reviewer.
    pub(crate) fn tell_all(&mut self, sentences: &[Said]) {
        for said in sentences {
            self.tell(texts::say(said).to_owned());
        }
    }

    /// Keeps a sentence for the reviewer.
    pub(crate) fn tell(&mut self, sentence: String) {
        self.notices.push(Notice::information(sentence));
    }

    /// Why the report cannot be changed.
    pub(crate) fn refusal(&self) -> &'static str {
        let text = match self.broken_review {
            Some(_) => texts::BROKEN_REFUSED,
            None => texts::READ_ONLY_REFUSED,
        };
        text.show()
    }

    /// Keeps an error in front of the reviewer, once however often it happens.
    pub(crate) fn tell_once(&mut self, sentence: &str) {
        self.notices.push(Notice::error(sentence.to_owned()));
    }

    /// Holds the lock of `target`, and lets go of the one held before.
    pub(crate) fn lock(&mut self, target: &Path) {
        self.lock = None;
        let locking = lock::lock(target);
        self.is_read_only = matches!(locking, Locking::Taken | Locking::Closed(_));
        match locking {
            Locking::Held(lock) => self.lock = Some(lock),
            Locking::Closed(file) => self.tell_once(&texts::LOCK_CLOSED.with(file.display())),
            Locking::Taken | Locking::Unavailable => {}
        }
    }

    /// Begins to write down the steps that follow those the session has now.
    pub(crate) fn watch(&mut self, target: &Path) {
        let n_records = self.n_records();
        let hash = self.expected(target);
        self.journal = Some(Recovery::start(target, hash, n_records, &self.session));
    }

    /// Removes the steps written down here, because they are not wanted any more or are saved. Others stay.
    pub(crate) fn forget_steps(&mut self) {
        if let Some(journal) = self.journal.take() {
            // A journal that cannot be removed is offered at the next opening, which loses nothing.
            let _ = journal.discard();
        }
    }

    /// Whether there are steps that are not in the file, yet would survive a pulled plug.
    pub(crate) fn is_durable(&self) -> bool {
        let keeps = |journal: &Recovery| journal.is_durable(&self.session);
        !self.is_saved() && self.journal.as_ref().is_some_and(keeps)
    }

    /// The report was saved into `file`, whose content has `hash` now.
    pub(crate) fn saved_into(&mut self, file: &Path, hash: String) -> std::io::Result<()> {
        let is_same = self.target().as_deref() == Some(file);
        self.saved_decisions = self.session.decisions().clone();
        self.n_saved_records = self.n_records();
        if !is_same {
            self.forget_steps();
            self.lock(file);
            self.broken_review = None;
        }
        self.path.get_or_insert_with(|| file.to_owned());
        let tidied = match &mut self.journal {
            Some(journal) => journal.saved(&hash, &self.session),
            None => Ok(()),
        };
        self.saved = Some((file.to_owned(), hash));
        self.identify();
        if self.journal.is_none() {
            self.watch(file);
        }
        tidied
    }

    fn n_records(&self) -> usize {
        self.session.journal().records().len()
    }

    /// What the session says, ready to be drawn.
    pub(crate) fn drawn(&mut self) -> &DrawnReport {
        self.view.drawn(&self.session)
    }

    /// Selects the sentence of the prose that stands at `span`.
    pub(crate) fn select_statement(&mut self, span: Span) {
        let mut statements = self.drawn().statements.iter();
        let statement = statements.find(|statement| statement.span == span).cloned();
        if let Some(statement) = statement {
            self.view.select_statement(&statement);
        }
    }

    /// The name shown in title and tabs.
    pub(crate) fn name(&self) -> String {
        self.session.source().name.clone()
    }

    /// Year and office, as far as they are known.
    pub(crate) fn title(&self) -> (String, String) {
        let field = |field| self.session.header(field).unwrap_or_default().to_owned();
        (field(HeaderField::Year), field(HeaderField::Office))
    }

    /// Whether the file holds all that is decided. A report nobody touched has nothing to save, nor has one in which every
    /// step was taken back.
    pub(crate) fn is_saved(&self) -> bool {
        self.saved_decisions == *self.session.decisions()
    }

    /// Whether it can be closed without anything being lost, steps to be made again included, or anybody being asked.
    pub(crate) fn can_be_put_away(&self) -> bool {
        let is_at_rest = self.left_behind.is_none() && self.broken_review.is_none();
        let has_all = self.is_saved() && self.n_records() == self.n_saved_records;
        self.path.is_some() && is_at_rest && has_all && self.view.is_at_rest()
    }

    /// Whether the report is the one at `path`, be it the source or the reviewed file, however the path is written.
    pub(crate) fn is_of(&self, path: &Path) -> bool {
        self.has_identity(&identity(path))
    }

    /// As [`OpenReport::is_of`], for a path whose identity is known.
    pub(crate) fn has_identity(&self, identity: &Path) -> bool {
        self.identities.iter().any(|own| own == identity)
    }

    fn identify(&mut self) {
        let paths = [self.path.clone(), self.target()];
        self.identities = paths.iter().flatten().map(|path| identity(path)).collect();
    }

    /// Where Ctrl+S saves: the file it came from, else beside the source. `None` for the sample.
    pub(crate) fn target(&self) -> Option<PathBuf> {
        let saved = self.saved.as_ref().map(|(file, _)| file.clone());
        saved.or_else(|| self.path.as_deref().map(review_of))
    }

    /// The hash `file` is expected to have: that of the last load or save, if it is the same file.
    pub(crate) fn expected(&self, file: &Path) -> Option<&str> {
        let saved = self.saved.as_ref();
        saved
            .filter(|(known, _)| known == file)
            .map(|(_, hash)| hash.as_str())
    }
}
