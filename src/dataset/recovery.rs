//! The crash journal: the steps since the last save, beside the saved file, so that a pulled plug loses nothing.
//!
//! A step is written before the next frame is drawn and made durable by a thread soon after. The first line names what
//! the steps follow: the hash of the saved file, the report, and how many records the file already holds. The journal is
//! removed after a successful save. It is never applied by itself: the reviewer is asked.
//!
//! # Limitations
//! One journal per saved file: two windows on the same file would write into the same journal, so only the one that holds
//! the [`crate::dataset::lock`] writes.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{self, Sender};
use std::thread;

use serde::{Deserialize, Serialize};

use crate::dataset::render::one_line;
use crate::dataset::v1::RecordV1;
use crate::dataset::{pack, unpack};
use crate::review::{Record, Session};
use crate::source::open::sha256_hex;

/// Ending of a crash journal.
const ENDING: &str = ".steps";

/// The first line of a crash journal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Base {
    /// Schema of the records, that of the saved file.
    schema: u32,
    /// SHA-256 of the report.
    report: String,
    /// SHA-256 of the saved file the steps follow; `None` if the review was never saved.
    file: Option<String>,
    /// Records the review already had.
    records: usize,
}

/// Writes the crash journal of one open review.
#[derive(Debug)]
pub struct Recovery {
    path: PathBuf,
    base: Base,
    /// Records of the session that are in the journal or in the saved file.
    written: usize,
    open: Option<Open>,
}

#[derive(Debug)]
struct Open {
    file: File,
    /// Tells the thread that makes records durable how many there are.
    written: Sender<u64>,
    /// How many of them it has made durable.
    durable: Arc<AtomicU64>,
}

/// Steps that a crash left behind.
#[derive(Clone, Debug)]
pub struct Found {
    /// The crash journal.
    pub path: PathBuf,
    /// How many steps it holds (undo and redo count).
    pub steps: usize,
    /// Whether its end was cut off; the steps before it are whole.
    pub torn: bool,
    base: Base,
    lines: Vec<RecordV1>,
}

/// Why the steps cannot be continued from a review. The display is a sentence for the reviewer.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Mismatch {
    /// They belong to another report or another state of the file.
    #[error("{0} 里的未保存步骤不是接着这份文件做的，没有恢复；步骤文件仍保留，请另存后比较。")]
    OtherBase(PathBuf),
    /// A step does not fit.
    #[error("{0} 里的未保存步骤读不下去（{1}），没有恢复；步骤文件仍保留。")]
    Unfit(PathBuf, String),
}

impl Recovery {
    /// Begins to watch `session`, which is saved at `path` with hash `file_hash`, or is not saved yet. Steps the session
    /// has beyond the saved file's `saved_records` are written with the first [`Recovery::record`]. Nothing is written
    /// before there is a step; a journal that a crash left behind is replaced then, so look for it first.
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
        }
    }

    /// Appends the records made since the last call.
    ///
    /// # Errors
    /// When neither the file's folder nor the user's data folder can be written; the records are tried again next time.
    pub fn record(&mut self, session: &Session) -> io::Result<()> {
        let records = session.journal().records();
        let new = records.get(self.written..).unwrap_or_default();
        if new.is_empty() {
            return Ok(());
        }
        let mut lines = String::new();
        for record in new {
            lines.push_str(&one_line(&pack::record(record)).map_err(io::Error::other)?);
            lines.push('\n');
        }
        let mut open = match self.open.take() {
            Some(open) => open,
            None => create(&self.path, &self.base)?,
        };
        if let Err(error) = open.file.write_all(lines.as_bytes()) {
            // Half a line may stand there: the next call begins the journal anew with all its steps.
            self.written = self.base.records;
            return Err(error);
        }
        self.written = records.len();
        // The thread ends with its sender, so it is there.
        let _ = open.written.send(count(self.written));
        self.open = Some(open);
        Ok(())
    }

    /// Whether every step so far would survive a pulled plug.
    #[must_use]
    pub fn is_durable(&self) -> bool {
        self.open
            .as_ref()
            .is_none_or(|open| open.durable.load(Ordering::Acquire) >= count(self.written))
    }

    /// The review was saved with hash `file_hash`: the journal is removed, and the next steps follow the new file.
    ///
    /// # Errors
    /// When the journal cannot be removed; it is then recognised as saved when the file is opened.
    pub fn saved(&mut self, file_hash: &str, session: &Session) -> io::Result<()> {
        let records = session.journal().records().len();
        self.base = base(Some(file_hash), records, session);
        self.written = records;
        self.open = None;
        discard(&self.path)
    }
}

/// The steps that a crash left behind for the review saved at `path`, whether or not that file exists. `None` when there
/// are none.
#[must_use]
pub fn recover(path: &Path) -> Option<Found> {
    places(path, ENDING)
        .into_iter()
        .find_map(|place| read(&place))
}

/// Removes the crash journal of the review saved at `path`, if there is one.
///
/// # Errors
/// When it is there and cannot be removed.
pub fn discard(path: &Path) -> io::Result<()> {
    for place in places(path, ENDING) {
        match fs::remove_file(place) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
            _ => {}
        }
    }
    Ok(())
}

impl Found {
    /// Whether `session` already holds all these steps, because the program ended between saving and tidying up.
    #[must_use]
    pub fn is_in(&self, session: &Session) -> bool {
        let saved = session.journal().records().get(self.base.records..);
        let Ok(records) = self.records(session) else {
            return false;
        };
        self.base.report == session.source().sha256
            && saved.is_some_and(|saved| saved.starts_with(&records))
    }

    /// Continues `session`, opened from the file with hash `file_hash` (`None` if it was never saved), with the steps.
    ///
    /// # Errors
    /// When they follow another state; `session` is unchanged then.
    pub fn continue_in(
        &self,
        session: &mut Session,
        file_hash: Option<&str>,
    ) -> Result<(), Mismatch> {
        let expected = base(file_hash, session.journal().records().len(), session);
        if self.base != expected {
            return Err(Mismatch::OtherBase(self.path.clone()));
        }
        let unfit = |reason| Mismatch::Unfit(self.path.clone(), reason);
        let records = self.records(session).map_err(unfit)?;
        session
            .continue_with(records)
            .map_err(|error| unfit(error.to_string()))
    }

    /// Renames the journal, so that the next one does not replace it, and tells its new name.
    ///
    /// # Errors
    /// When it cannot be renamed; it stays as it was then.
    pub fn set_aside(&self) -> io::Result<PathBuf> {
        let name = self.path.file_name().unwrap_or_default().to_owned();
        let numbered = (1..=u16::MAX).map(|number| {
            let mut name = name.clone();
            name.push(format!(".{number}"));
            self.path.with_file_name(name)
        });
        let free = numbered.into_iter().find(|path| !path.exists());
        let free = free.ok_or_else(|| io::Error::from(io::ErrorKind::AlreadyExists))?;
        fs::rename(&self.path, &free)?;
        Ok(free)
    }

    fn records(&self, session: &Session) -> Result<Vec<Record>, unpack::Flaw> {
        let text = &session.source().text;
        self.lines
            .iter()
            .map(|line| unpack::record(text, line))
            .collect()
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

/// Where a file that belongs to the one at `path` may stand: beside it, else in the user's data folder.
pub(crate) fn places(path: &Path, ending: &str) -> Vec<PathBuf> {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(ending);
    let mut places = vec![path.with_file_name(name)];
    if let Some(folders) = directories::ProjectDirs::from("", "", "gouji") {
        let absolute = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
        let hash = sha256_hex(absolute.to_string_lossy().as_bytes());
        let folder = folders.data_local_dir().join("recovery");
        places.push(folder.join(format!("{hash}{ending}")));
    }
    places
}

fn create(path: &Path, base: &Base) -> io::Result<Open> {
    let mut last = io::Error::from(io::ErrorKind::NotFound);
    for (number, place) in places(path, ENDING).iter().enumerate() {
        if let (1.., Some(folder)) = (number, place.parent()) {
            fs::create_dir_all(folder)?;
        }
        match create_at(place, base) {
            Ok(open) => return Ok(open),
            Err(error) => last = error,
        }
    }
    Err(last)
}

fn create_at(place: &Path, base: &Base) -> io::Result<Open> {
    let mut options = OpenOptions::new();
    let mut file = options
        .write(true)
        .create(true)
        .truncate(true)
        .open(place)?;
    let line = one_line(base).map_err(io::Error::other)?;
    writeln!(file, "{line}")?;
    let durable = Arc::new(AtomicU64::new(0));
    let written = keep_durable(file.try_clone()?, Arc::clone(&durable));
    Ok(Open {
        file,
        written,
        durable,
    })
}

/// A thread that syncs `file` whenever it hears of new records; those that arrive during a sync share the next one.
fn keep_durable(file: File, durable: Arc<AtomicU64>) -> Sender<u64> {
    let (sender, receiver) = mpsc::channel();
    thread::spawn(move || {
        while let Ok(first) = receiver.recv() {
            let newest = receiver.try_iter().last().unwrap_or(first);
            if file.sync_data().is_ok() {
                durable.store(newest, Ordering::Release);
            }
        }
    });
    sender
}

fn read(place: &Path) -> Option<Found> {
    let bytes = fs::read(place).ok()?;
    // A crash may cut a line inside a character; what stands before is whole.
    let text = String::from_utf8_lossy(&bytes);
    let mut lines = text.split_inclusive('\n');
    let base: Base = ron::from_str(lines.next()?).ok()?;
    let mut records = Vec::new();
    let mut torn = false;
    for line in lines {
        match ron::from_str::<RecordV1>(line) {
            Ok(record) if line.ends_with('\n') => records.push(record),
            _ => {
                torn = true;
                break;
            }
        }
    }
    (!records.is_empty()).then(|| Found {
        path: place.to_owned(),
        steps: records.len(),
        torn,
        base,
        lines: records,
    })
}

fn count(records: usize) -> u64 {
    u64::try_from(records).unwrap_or(u64::MAX)
}
