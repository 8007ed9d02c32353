//! The crash journal: the steps since the last save, beside the saved file, so that a pulled plug loses nothing.
//!
//! A step is written before the next frame is drawn and made durable by a thread soon after. The first line names what
//! the steps follow: the hash of the saved file, the report, and how many records the file already holds. Every line has
//! a checksum that covers all before it. The journal is removed after a successful save. It is never applied by itself: the reviewer is asked.
//!
//! # Invariants
//! - Whoever writes a journal holds a lock on it. A journal that is locked is somebody's work in progress: it is not
//!   offered, not changed, not removed.
//! - No journal is cut, replaced or removed that nobody has decided about. Decided is one whose steps are all in the
//!   saved file, were continued with, or were thrown away by the reviewer; any other is kept aside under another name.
//! - Continuing with the steps of a crash appends to the journal they stand in; there is no moment without a whole one.
//! - Steps that cannot be written are tried again, here and in the user's data folder, as long as the review is open.

mod base;
mod found;
mod keeper;
mod open;
mod seal;

use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use crate::dataset::recovery::base::{Base, ENDING, bytes, lines};
use crate::dataset::recovery::found::{Content, content};
use crate::dataset::recovery::open::{Open, Whole, kept_damaged};
use crate::dataset::recovery::seal::Chain;
use crate::dataset::render::one_line;
use crate::dataset::side::{self, Access, SideFile};
use crate::review::Session;
use crate::said::{Said, said};

pub use found::{Found, Left, Mismatch, are_left, recover};

/// Writes the crash journal of one open review.
#[derive(Debug)]
pub struct Recovery {
    path: PathBuf,
    base: Base,
    /// Records of the session that are in the journal or in the saved file.
    written: usize,
    open: Option<Open>,
    notices: Vec<Said>,
}

impl Recovery {
    /// Begins to watch `session`, which is saved at `path` with hash `file_hash`, or is not saved yet. Steps the session
    /// has beyond the saved file's `saved_records` are written with the first [`Recovery::record`]. Nothing is written
    /// before there is a step.
    #[must_use]
    pub fn start(
        path: &Path,
        file_hash: Option<&str>,
        saved_records: usize,
        session: &Session,
    ) -> Self {
        Self {
            path: path.to_owned(),
            base: base(file_hash, saved_records, session),
            written: saved_records,
            open: None,
            notices: Vec::new(),
        }
    }

    /// Goes on writing into the journal whose steps `session` was just continued with.
    #[must_use]
    pub fn resume(path: &Path, found: Found, session: &Session) -> Self {
        let mut recovery = Self::start(path, None, found.base.records, session);
        recovery.base = found.base.clone();
        match found.into_whole() {
            Ok(whole) => {
                recovery
                    .notices
                    .extend(whole.aside.as_deref().map(kept_damaged));
                recovery.open = Open::new(whole).ok();
            }
            // The first record begins another that holds its steps as well.
            Err(place) => recovery.notices.push(said!(
                "步骤文件 {} 无法续写，步骤改记在别处；原文件仍保留。",
                "The file of steps {} cannot be continued; new steps are written elsewhere, and the file is kept.",
                place.display()
            )),
        }
        if let Some(open) = &recovery.open {
            recovery.written = session.journal().records().len();
            open.keeper.written(recovery.written);
        }
        recovery
    }

    /// Writes the records down that are not yet, and begins the journal anew where it has vanished. Costs nothing when
    /// there is nothing to do, so call it after every step and now and then.
    ///
    /// # Errors
    /// When neither the file's folder nor the user's data folder can be written; the next call tries again.
    pub fn record(&mut self, session: &Session) -> io::Result<()> {
        let lost = self.open.take_if(|open| open.keeper.is_broken());
        if let Some(lost) = &lost {
            self.written = self.base.records;
            if !lost.file.is_at(&lost.place) {
                self.notices.push(said!(
                    "步骤文件 {} 不见了，它的文件夹可能被删除或移走了。请用“另存为”把审定保存到别处。",
                    "The steps in {} are gone; their folder may have been removed or moved. Save the review elsewhere with “Save as”.",
                    lost.place.display()
                ));
            }
        }
        let n_records = session.journal().records().len();
        if n_records <= self.written {
            return Ok(());
        }
        let written = match &mut self.open {
            Some(open) => open.append(session, self.written),
            None => Err(io::Error::from(ErrorKind::NotFound)),
        };
        if let Err(error) = written {
            if error.kind() == ErrorKind::ResourceBusy {
                self.notices.extend(self.open.as_ref().map(Open::shared));
            }
            self.open = Some(self.begin(session)?);
        }
        self.written = n_records;
        if let Some(open) = &self.open {
            open.keeper.written(n_records);
        }
        Ok(())
    }

    /// Whether every step of `session` would survive a pulled plug.
    #[must_use]
    pub fn is_durable(&self, session: &Session) -> bool {
        let n_records = session.journal().records().len();
        let keeps = |open: &Open| open.keeper.has(n_records);
        n_records == self.base.records || self.open.as_ref().is_some_and(keeps)
    }

    /// Whether [`Recovery::record`] has something to do.
    #[must_use]
    pub fn is_behind(&self, session: &Session) -> bool {
        let is_broken = self
            .open
            .as_ref()
            .is_some_and(|open| open.keeper.is_broken());
        is_broken || session.journal().records().len() > self.written
    }

    /// What the reviewer is to be told since the last call, as sentences.
    pub fn take_notices(&mut self) -> Vec<Said> {
        std::mem::take(&mut self.notices)
    }

    /// The review was saved with hash `file_hash`: the journal is removed, and the next steps follow the new file. Where
    /// the new file's name cannot be made durable the journal stays and goes on, so that the old file with the journal
    /// gives the same.
    ///
    /// # Errors
    /// When the journal cannot be removed; it goes on then as well.
    pub fn saved(&mut self, file_hash: &str, session: &Session) -> io::Result<()> {
        let is_durable = side::sync_folder(side::folder_of(&self.path)).is_ok();
        if self.open.is_some() && !is_durable {
            return Ok(());
        }
        if let Some(open) = &self.open {
            open.remove()?;
        }
        let n_records = session.journal().records().len();
        self.base = base(Some(file_hash), n_records, session);
        self.written = n_records;
        self.open = None;
        Ok(())
    }

    /// Removes the journal: the reviewer does not want its steps any more, or they are saved elsewhere.
    ///
    /// # Errors
    /// When it cannot be removed; it is offered at the next opening then.
    pub fn discard(self) -> io::Result<()> {
        self.open.as_ref().map_or(Ok(()), Open::remove)
    }

    /// Lets go of the journal, which stays, so that another window can take it. The next record takes it up again.
    pub fn release(&mut self) {
        self.open = None;
        self.written = self.base.records;
    }

    /// Begins a journal with all steps since the saved file at the first place that can be written.
    fn begin(&mut self, session: &Session) -> io::Result<Open> {
        let mut chain = Chain::default();
        let mut text = chain.seal(&one_line(&self.base).map_err(io::Error::other)?);
        text.push_str(&lines(session, self.base.records, &mut chain)?);
        let mut last = io::Error::from(ErrorKind::NotFound);
        for (number, place) in side::places(&self.path, ENDING).iter().enumerate() {
            if self.open.as_ref().is_some_and(|open| open.place == *place) {
                continue;
            }
            side::make_folder(number, place);
            match self.begin_at(place, &text, &chain, session) {
                Ok(open) => return Ok(open),
                Err(error) => last = error,
            }
        }
        Err(last)
    }

    fn begin_at(
        &mut self,
        place: &Path,
        text: &str,
        chain: &Chain,
        session: &Session,
    ) -> io::Result<Open> {
        let file = match side::create(place) {
            Ok(file) => {
                // Without locks another window cannot tell that the journal is in use.
                let _ = file.try_lock();
                if let Err(error) = file.put(0, text.as_bytes()) {
                    // Half a journal of our own, with nothing in it that is not in memory.
                    let _ = side::remove(place);
                    return Err(error);
                }
                file
            }
            Err(error) if error.kind() == ErrorKind::AlreadyExists => {
                self.begin_over(place, text, session)?
            }
            Err(error) => return Err(error),
        };
        Open::new(Whole {
            file,
            place: place.to_owned(),
            len: bytes(text),
            end: bytes(text),
            chain: chain.clone(),
            aside: None,
        })
    }

    /// Begins a journal where one stands: in its place if all its steps are in the new one, else it is kept aside.
    fn begin_over(&mut self, place: &Path, text: &str, session: &Session) -> io::Result<SideFile> {
        let old = side::open(place, Access::Read)?;
        if matches!(old.try_lock(), Ok(false)) {
            return Err(io::Error::from(ErrorKind::ResourceBusy));
        }
        let is_decided = match content(&old) {
            Content::Steps(journal) => {
                !journal.is_cut_inside && Found::is_contained(&journal, session)
            }
            Content::Nothing => true,
            Content::Damaged => false,
        };
        let draft = side::draft(place, text.as_bytes(), None)?;
        if !is_decided {
            let aside = side::keep_aside(place)?;
            self.notices.push(said!(
                "{} 里有另外的未保存步骤，没有覆盖，改名保留为 {}。",
                "{} holds other unsaved steps; they were not overwritten and are kept as {}.",
                place.display(),
                aside.display()
            ));
        }
        draft.put_over(place)
    }
}

fn base(file_hash: Option<&str>, records: usize, session: &Session) -> Base {
    Base {
        schema: crate::dataset::load::SCHEMA,
        report: session.source().sha256.clone(),
        file: file_hash.map(str::to_owned),
        records,
    }
}
