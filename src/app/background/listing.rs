//! What a folder holds, and what is known of its reports without opening them.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::SystemTime;

use crate::app::reports::facts::Facts;
use crate::dataset;
use crate::dataset::folder::{identity_in, is_reviewed, reports_in, review_of, standing};
use crate::dataset::hierarchy::Hierarchy;
use crate::dataset::home;
use crate::dataset::offices::Aliases;
use crate::dataset::passed::PassedOver;
use crate::dataset::queue::index::{self, Index};
use crate::dataset::queue::{self, Entry, Stamp};
use crate::dataset::recovery::are_left;
use crate::said::Said;
use crate::source::import::Waiting;

/// What is known of a report: its facts, or the sentence that says why there are none.
pub(crate) type Known = Result<Arc<Facts>, Said>;

/// A report of a folder.
pub(crate) struct FolderReport {
    /// Its file.
    pub path: PathBuf,
    /// What tells its review from others.
    pub identity: PathBuf,
    /// Its name in the index; `None` for a name that is no text, which has no place there.
    pub name: Option<String>,
    /// The state of its files.
    pub stamp: Option<Stamp>,
    /// Whether they changed so shortly ago that another change may leave the same state.
    pub is_young: bool,
    /// Whether there are steps that no file holds.
    pub has_steps: bool,
    /// What was read from them in this state; `None` where they have to be read.
    pub known: Option<Known>,
}

/// What a folder holds.
pub(crate) struct FolderContent {
    /// Its reports, in the order of their names.
    pub reports: Vec<FolderReport>,
    /// What tells it from other folders.
    pub identity: PathBuf,
    /// Names that mean one office.
    pub aliases: Aliases,
    /// Which offices add up to which.
    pub hierarchy: Hierarchy,
    /// Folders that cannot be listed.
    pub errors: Vec<(PathBuf, io::Error)>,
    /// What is not opened.
    pub passed: PassedOver,
    /// Whether it holds more than is looked at.
    pub is_cut: bool,
    /// Sentences about lists beside the reports.
    pub notices: Vec<Said>,
    /// Where the reviews are kept, if not beside the reports.
    pub kept: Option<Kept>,
}

/// Where the reviews of a folder are kept.
pub(crate) struct Kept {
    /// The folder.
    pub reviews: PathBuf,
    /// Reviews that stand beside their reports all the same.
    pub n_beside: usize,
    /// Those of them that stand in the folder as well, which is the one that is used.
    pub n_both: usize,
}

/// A report that was to be read for the list.
pub(crate) struct Looked {
    /// Whether there are steps that no file holds.
    pub has_steps: bool,
    /// What its files say.
    pub files: LookedFiles,
}

/// What the files of a report say that was to be read for the list.
pub(crate) enum LookedFiles {
    /// Its files are as they were.
    AsBefore,
    /// It was read.
    Read {
        /// The state of its files before they were read; `None` where it cannot be told from a later one.
        stamp: Option<Stamp>,
        /// What was read, or the sentence that says why nothing was.
        read: Result<Box<Entry>, Said>,
    },
}

impl Looked {
    /// Nothing was read, as the sentence says.
    pub(crate) fn failed(sentence: Said) -> Self {
        let (stamp, read) = (None, Err(sentence));
        Self {
            has_steps: false,
            files: LookedFiles::Read { stamp, read },
        }
    }

    /// Whether nothing was read.
    pub(crate) fn has_failed(&self) -> bool {
        matches!(self.files, LookedFiles::Read { read: Err(_), .. })
    }
}

/// What `folder` holds, with what its index still tells truly.
pub(crate) fn of(folder: &Path) -> FolderContent {
    let listing = reports_in(folder);
    let mut index = index::read(folder);
    let (reports, errors) = split(listing.found);
    let parents: BTreeSet<&Path> = reports.iter().filter_map(|path| path.parent()).collect();
    let (mut aliases, mut hierarchy) = (Aliases::default(), Hierarchy::default());
    let mut notices = Vec::new();
    for parent in parents {
        let (names, notice) = Aliases::in_folder(parent);
        let (sums, wrong) = Hierarchy::in_folder(parent);
        aliases.join(names);
        hierarchy.join(sums);
        notices.extend(notice.into_iter().chain(wrong));
    }
    let kept = home::of(folder).map(|reviews| kept(reviews, &reports));
    let mut identities = BTreeMap::new();
    let reports = reports
        .into_iter()
        .map(|path| report(folder, path, &mut index, &aliases, &mut identities))
        .collect();
    FolderContent {
        // That of a report in it, whatever it is called.
        identity: identity_in(&folder.join("a"), &mut identities),
        reports,
        aliases,
        hierarchy,
        errors,
        passed: listing.passed,
        is_cut: listing.is_cut,
        notices,
        kept,
    }
}

fn kept(reviews: PathBuf, reports: &[PathBuf]) -> Kept {
    let mut kept = Kept {
        reviews,
        n_beside: 0,
        n_both: 0,
    };
    for report in reports.iter().filter(|path| !is_reviewed(path)) {
        let mut beside = report.as_os_str().to_owned();
        beside.push(dataset::save::ENDING);
        let beside = PathBuf::from(beside);
        if dataset::is_there(&beside) {
            kept.n_beside += 1;
            kept.n_both += usize::from(review_of(report) != beside);
        }
    }
    kept
}

fn split(
    found: Vec<Result<PathBuf, (PathBuf, io::Error)>>,
) -> (Vec<PathBuf>, Vec<(PathBuf, io::Error)>) {
    let (mut reports, mut errors) = (Vec::new(), Vec::new());
    for found in found {
        match found {
            Ok(path) => reports.push(standing(path)),
            Err(error) => errors.push(error),
        }
    }
    (reports, errors)
}

fn report(
    folder: &Path,
    path: PathBuf,
    index: &mut Index,
    aliases: &Aliases,
    identities: &mut BTreeMap<PathBuf, PathBuf>,
) -> FolderReport {
    let name = index::name_in(folder, &path);
    let stamp = Stamp::of(&path);
    let row = name.as_ref().and_then(|name| index.remove(name));
    let known = row.filter(|row| Some(row.stamp) == stamp);
    let facts = |entry| Arc::new(Facts::new(entry, &path, aliases));
    FolderReport {
        known: known.map(|row| row.read.map(facts)),
        has_steps: are_left(&review_of(&path)),
        identity: identity_in(&path, identities),
        is_young: stamp.is_some_and(|stamp| stamp.is_young(SystemTime::now())),
        name,
        stamp,
        path,
    }
}

/// Reads the report at `path` for the list, unless its files are in this state.
pub(crate) fn look(path: &Path, unless: Option<Stamp>, waiting: Waiting<'_>) -> Looked {
    let stamp = Stamp::of(path);
    let now = SystemTime::now();
    let files = if stamp.is_some() && stamp == unless {
        LookedFiles::AsBefore
    } else {
        LookedFiles::Read {
            stamp: stamp.filter(|stamp| !stamp.is_young(now)),
            read: queue::look(path, waiting).map(Box::new),
        }
    };
    Looked {
        has_steps: are_left(&review_of(path)),
        files,
    }
}
