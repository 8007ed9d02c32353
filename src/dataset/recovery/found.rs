//! Journals that a crash left behind.

use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use crate::dataset::error::repeated;
use crate::dataset::recovery::base::{Base, ENDING, LIMIT};
use crate::dataset::recovery::open::Whole;
use crate::dataset::recovery::seal::Chain;
use crate::dataset::side::{self, Access, SideFile};
use crate::dataset::unpack;
use crate::dataset::v1::RecordV1;
use crate::review::{Record, Session};
use crate::said::{Said, Told, said};

/// Steps that a crash left behind. The journal stays locked while this is held.
#[derive(Debug)]
pub struct Found {
    /// The crash journal.
    pub path: PathBuf,
    /// How many steps it holds (undo and redo count).
    pub steps: usize,
    /// Whether its end was cut off or damaged; the steps before it are whole.
    pub torn: bool,
    pub(super) base: Base,
    journal: Journal,
    file: SideFile,
}

/// The whole lines of a journal.
#[derive(Debug)]
pub(super) struct Journal {
    base: Base,
    lines: Vec<RecordV1>,
    /// Bytes of the whole lines, the first one included.
    len: u64,
    /// Bytes of all there was.
    end: u64,
    /// The checksum of the last of them.
    chain: Chain,
    is_torn: bool,
    /// Whether a damaged line has an end, or lines behind it: the damage is not the end of a write that was cut off.
    pub(super) is_cut_inside: bool,
}

/// What a journal holds.
pub(super) enum Content {
    /// Steps.
    Steps(Journal),
    /// Not a single step.
    Nothing,
    /// Something that is no journal, or one whose first line is damaged.
    Damaged,
}

/// What stands where the journal of a review may stand.
#[derive(Debug, Default)]
pub struct Left {
    /// Steps that nobody has decided about.
    pub steps: Option<Found>,
    /// Whether a program is writing there now.
    pub is_live: bool,
    /// What could not be used and where it is now, as sentences for the reviewer.
    pub notices: Vec<Said>,
}

/// Why the steps cannot be continued from a review. The display is a sentence for the reviewer.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Mismatch {
    /// They belong to another report or another state of the file.
    #[error("{0} 里的未保存步骤不是接着这份文件做的，没有恢复；步骤文件仍保留，请另存后比较。")]
    OtherBase(PathBuf),
    /// A step does not fit.
    #[error("{0} 里的未保存步骤读不下去（{1}），没有恢复；步骤文件仍保留。")]
    Unfit(PathBuf, Said),
}

impl Told for Mismatch {
    fn english(&self) -> String {
        match self {
            Self::OtherBase(path) => format!(
                "The unsaved steps in {} do not follow this file and were not recovered; they are kept. Save under another name and compare.",
                path.display()
            ),
            Self::Unfit(path, why) => format!(
                "The unsaved steps in {} cannot be read ({}) and were not recovered; they are kept.",
                path.display(),
                why.english
            ),
        }
    }
}

/// Looks for steps that a crash left behind for the review saved at `path`, whether or not that file exists. Hold the
/// [`crate::dataset::lock`] of the review. A journal that cannot be read is kept aside, so that the next one does not have
/// its name.
#[must_use]
pub fn recover(path: &Path) -> Left {
    let mut left = Left::default();
    for place in side::places(path, ENDING) {
        if left.steps.is_none() {
            look_at(&place, &mut left);
        }
    }
    left
}

fn look_at(place: &Path, left: &mut Left) {
    let file = match open(place) {
        Ok(file) => file,
        Err(error) if error.kind() == ErrorKind::NotFound => return,
        Err(error) => {
            let (place, Said { chinese, english }) = (place.display(), side::said(&error));
            left.notices.push(Said::new(
                format!("步骤文件 {place} 打不开：{chinese}。没有读取，也没有改动。"),
                format!("The steps in {place} cannot be opened: {english}. They were neither read nor changed."),
            ));
            return;
        }
    };
    if matches!(file.try_lock(), Ok(false)) {
        left.is_live = true;
        return;
    }
    match content(&file) {
        Content::Nothing => {}
        Content::Damaged => left.notices.push(set_damaged_aside(place)),
        Content::Steps(journal) => {
            left.steps = Some(Found {
                path: place.to_owned(),
                steps: journal.lines.len(),
                torn: journal.is_torn,
                base: journal.base.clone(),
                journal,
                file,
            });
        }
    }
}

/// For writing if possible, else for reading.
fn open(place: &Path) -> io::Result<SideFile> {
    side::open(place, Access::Write).or_else(|error| match error.kind() {
        ErrorKind::NotFound => Err(error),
        _ => side::open(place, Access::Read),
    })
}

fn set_damaged_aside(place: &Path) -> Said {
    match side::set_aside(place) {
        Ok(aside) => said!(
            "上次留下的步骤文件已损坏，读不出未保存的步骤；它改名保留为 {}。",
            "The steps left behind are damaged and cannot be read; they are kept as {}.",
            aside.display()
        ),
        Err(error) => {
            let (place, Said { chinese, english }) = (place.display(), side::said(&error));
            Said::new(
                format!(
                    "上次留下的步骤文件 {place} 已损坏，读不出未保存的步骤，也不能改名保留（{chinese}）；它没有改动。"
                ),
                format!(
                    "The steps left behind in {place} are damaged and cannot be read, nor can the file be renamed ({english}); it is unchanged."
                ),
            )
        }
    }
}

/// What is in the journal `file`.
pub(super) fn content(file: &SideFile) -> Content {
    let Ok(bytes) = file.read(LIMIT) else {
        return Content::Damaged;
    };
    if bytes.is_empty() {
        return Content::Nothing;
    }
    let mut lines = bytes.split_inclusive(|byte| *byte == b'\n');
    let first = lines.next().unwrap_or_default();
    let mut chain = Chain::default();
    let Some(base) = whole_line::<Base>(first, &mut chain) else {
        return Content::Damaged;
    };
    let (mut records, mut len) = (Vec::new(), first.len());
    let (mut is_torn, mut is_cut_inside) = (false, false);
    for line in lines.by_ref() {
        let Some(record) = whole_line(line, &mut chain) else {
            is_torn = true;
            is_cut_inside = line.ends_with(b"\n");
            break;
        };
        records.push(record);
        len += line.len();
    }
    is_cut_inside |= lines.next().is_some();
    if records.is_empty() && !is_cut_inside {
        return Content::Nothing;
    }
    if records.is_empty() {
        return Content::Damaged;
    }
    Content::Steps(Journal {
        base,
        lines: records,
        len: u64::try_from(len).unwrap_or(u64::MAX),
        end: u64::try_from(bytes.len()).unwrap_or(u64::MAX),
        chain,
        is_torn,
        is_cut_inside,
    })
}

/// What the next line of `chain` says; `None` for a line that is damaged or was not written to its end.
fn whole_line<T: serde::de::DeserializeOwned>(line: &[u8], chain: &mut Chain) -> Option<T> {
    let mut next = chain.clone();
    let said = ron::from_str(next.open(line)?).ok()?;
    *chain = next;
    Some(said)
}

/// Whether steps of the review at `path` stand written down: a crash left them behind, or a window is open on it.
#[must_use]
pub fn are_left(path: &Path) -> bool {
    let places = side::places(path, ENDING);
    places.iter().any(|place| side::is_there(place))
}

impl Found {
    /// Whether `session` already holds all these steps, because the program ended between saving and tidying up.
    #[must_use]
    pub fn is_in(&self, session: &Session) -> bool {
        Self::is_contained(&self.journal, session)
    }

    pub(super) fn is_contained(journal: &Journal, session: &Session) -> bool {
        let saved = session.journal().records().get(journal.base.records..);
        journal.base.report == session.source().sha256
            && journal
                .records(session)
                .is_ok_and(|records| saved.is_some_and(|saved| saved.starts_with(&records)))
    }

    /// Continues `session`, opened from the file with hash `file_hash` (`None` if it was never saved), with the steps it
    /// does not hold yet, and tells how many those were. The file may hold the first of them: it was saved, and the
    /// journal went on.
    ///
    /// # Errors
    /// When they follow another state; `session` is unchanged then.
    pub fn continue_in(
        &self,
        session: &mut Session,
        file_hash: Option<&str>,
    ) -> Result<usize, Mismatch> {
        let other = || Mismatch::OtherBase(self.path.clone());
        let unfit = |reason: Said| {
            let reason = Said::new(repeated(&reason.chinese), repeated(&reason.english));
            Mismatch::Unfit(self.path.clone(), reason)
        };
        let saved = session.journal().records().get(self.base.records..);
        let saved = saved.ok_or_else(other)?;
        let is_same_file = self.base.file.as_deref() == file_hash;
        if self.base.report != session.source().sha256 || (saved.is_empty() && !is_same_file) {
            return Err(other());
        }
        let mut records = self.journal.records(session).map_err(unfit)?;
        if !records.starts_with(saved) {
            return Err(other());
        }
        let rest = records.split_off(saved.len());
        let n_steps = rest.len();
        session
            .continue_with(rest)
            .map_err(|error| unfit(error.said()))?;
        Ok(n_steps)
    }

    /// Renames the journal, so that the next one does not have its name, and tells its new name.
    ///
    /// # Errors
    /// When it cannot be renamed; it stays as it was then.
    pub fn set_aside(&self) -> io::Result<PathBuf> {
        side::set_aside(&self.path)
    }

    /// Removes the journal: the reviewer does not want its steps, or the saved file holds them.
    ///
    /// # Errors
    /// When it cannot be removed; it stays as it was then.
    pub fn discard(self) -> io::Result<()> {
        side::remove(&self.path)
    }

    /// The journal for going on in it. Lines behind a damaged one are kept aside before they are cut off.
    ///
    /// # Errors
    /// Its path, when it cannot be written or kept.
    pub(super) fn into_whole(self) -> Result<Whole, PathBuf> {
        let aside = if self.journal.is_cut_inside {
            Some(side::keep_aside(&self.path).map_err(|_| self.path.clone())?)
        } else {
            None
        };
        // It may be open for reading only.
        if side::open(&self.path, Access::Write).is_err() {
            return Err(self.path);
        }
        Ok(Whole {
            file: self.file,
            place: self.path,
            len: self.journal.len,
            end: self.journal.end,
            chain: self.journal.chain,
            aside,
        })
    }
}

impl Journal {
    fn records(&self, session: &Session) -> Result<Vec<Record>, unpack::Flaw> {
        let text = &session.source().text;
        let lines = self.lines.iter();
        lines.map(|line| unpack::record(text, line)).collect()
    }
}
