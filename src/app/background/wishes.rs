//! What is still to be opened, in the order in which threads are given it.

use std::collections::{BTreeSet, VecDeque};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::app::commands::ReportId;
use crate::dataset::queue::Stamp;

/// Something to be opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Wish {
    /// A folder is to be looked through.
    Folder(PathBuf),
    /// A report is to be opened.
    Report(ReportId, PathBuf),
    /// A report is to be read for the list.
    Look {
        /// What it is known by.
        id: ReportId,
        /// The file.
        path: PathBuf,
        /// The state of its files in which it need not be read.
        unless: Option<Stamp>,
    },
}

impl Wish {
    /// The folder or the report.
    pub(super) fn path(&self) -> &Path {
        match self {
            Self::Folder(path) | Self::Report(_, path) | Self::Look { path, .. } => path,
        }
    }

    /// The folder that is looked through, or that the report lies in.
    fn folder(&self) -> PathBuf {
        let folder = match self {
            Self::Folder(path) => Some(path.as_path()),
            Self::Report(_, path) | Self::Look { path, .. } => path.parent(),
        };
        let folder = folder.filter(|folder| !folder.as_os_str().is_empty());
        folder.unwrap_or(Path::new(".")).to_owned()
    }
}

/// Wishes, and the threads that they are given to.
#[derive(Default)]
pub(super) struct Queue {
    /// With each whether it was asked for before all others.
    pub(super) wishes: VecDeque<(Wish, bool)>,
    /// How many turns were given.
    n_turns: usize,
    /// How often what was asked for was given up.
    pub(super) n_given_up: usize,
    pub(super) n_threads: usize,
    /// Folders that were looked through for what crashes left behind.
    swept: BTreeSet<PathBuf>,
}

/// The queue, for one thread at a time.
pub(super) fn locked(queue: &Mutex<Queue>) -> MutexGuard<'_, Queue> {
    queue.lock().unwrap_or_else(PoisonError::into_inner)
}

/// A wish that a thread was given.
pub(super) struct Given {
    pub(super) wish: Wish,
    /// The turn of its answer, from 0.
    pub(super) turn: usize,
    /// Whether it was asked for before all others.
    pub(super) is_first: bool,
    /// See [`Queue::n_given_up`].
    pub(super) n_given_up: usize,
    /// Its folder, if nobody has swept it.
    pub(super) unswept: Option<PathBuf>,
}

/// The next wish; when there is none, the thread ends, and the next wish starts another. So does one of more than `n_most`
/// threads, which was begun for somebody who waits, unless somebody waits again.
pub(super) fn next(queue: &Mutex<Queue>, n_most: usize) -> Option<Given> {
    let mut queue = locked(queue);
    let is_spare = queue.n_threads > n_most;
    let next = queue
        .wishes
        .pop_front_if(|(_, is_first)| *is_first || !is_spare);
    let Some((wish, is_first)) = next else {
        queue.n_threads -= 1;
        if queue.n_threads == 0 {
            queue.swept.clear();
        }
        return None;
    };
    let folder = wish.folder();
    let is_new = queue.swept.insert(folder.clone());
    let turn = queue.n_turns;
    queue.n_turns += 1;
    Some(Given {
        wish,
        turn,
        is_first,
        n_given_up: queue.n_given_up,
        unswept: is_new.then_some(folder),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Whether one of three threads, where two are enough, is given the wish.
    #[track_caller]
    fn check_spare(is_first: bool, expected: bool) {
        let wish = Wish::Folder(PathBuf::from("a"));
        let queue = Mutex::new(Queue {
            wishes: VecDeque::from([(wish, is_first)]),
            n_threads: 3,
            ..Queue::default()
        });
        assert_eq!(next(&queue, 2).is_some(), expected);
        let queue = locked(&queue);
        assert_eq!(queue.n_threads, if expected { 3 } else { 2 });
        assert_eq!(queue.wishes.is_empty(), expected);
    }

    #[test]
    fn one_thread_more_than_cores_is_there_for_what_somebody_waits_for() {
        check_spare(true, true);
        check_spare(false, false);
    }
}
