//! A thread that makes a journal durable, and looks whether it is still there.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::thread;
use std::time::Duration;

use crate::dataset::side::{self, SideFile};

/// How often it looks whether the journal is still there.
const WATCH: Duration = Duration::from_secs(1);

/// Tells the thread of new records, and what became of them. The thread ends when it is dropped.
#[derive(Debug)]
pub(super) struct Keeper {
    news: Sender<usize>,
    kept: Arc<Kept>,
}

#[derive(Debug, Default)]
struct Kept {
    /// How many records of the session are durable.
    durable: AtomicUsize,
    /// Whether the journal has vanished, or the disk failed to make it durable: what a disk says after that is not to be
    /// relied on.
    broken: AtomicBool,
}

impl Keeper {
    /// Begins to keep `file`, which stands at `place`.
    pub(super) fn start(file: SideFile, place: PathBuf) -> Self {
        let (news, heard) = mpsc::channel();
        let kept = Arc::new(Kept::default());
        let shared = Arc::clone(&kept);
        thread::spawn(move || keep(&file, &place, &heard, &shared));
        Self { news, kept }
    }

    /// The journal holds the session's first `n_records` records now.
    pub(super) fn written(&self, n_records: usize) {
        // The thread ends with its sender, so it is there.
        let _ = self.news.send(n_records);
    }

    /// Whether the session's first `n_records` records are durable.
    pub(super) fn has(&self, n_records: usize) -> bool {
        !self.is_broken() && self.kept.durable.load(Ordering::Acquire) >= n_records
    }

    /// Whether the journal is to be begun anew.
    pub(super) fn is_broken(&self) -> bool {
        self.kept.broken.load(Ordering::Acquire)
    }
}

/// Syncs `file` whenever there are new records; those that arrive during a sync share the next one.
fn keep(file: &SideFile, place: &Path, heard: &Receiver<usize>, kept: &Kept) {
    let mut is_named = false;
    loop {
        let newest = match heard.recv_timeout(WATCH) {
            Ok(first) => Some(heard.try_iter().last().unwrap_or(first)),
            Err(RecvTimeoutError::Timeout) => None,
            Err(RecvTimeoutError::Disconnected) => return,
        };
        let is_synced = newest.is_none() || file.sync().is_ok();
        if newest.is_some() && !is_named {
            // Where a folder cannot be synced, syncing a new file makes its name durable as well, as far as can be.
            let _ = side::sync_folder(side::folder_of(place));
            is_named = true;
        }
        if !is_synced || !file.is_at(place) {
            kept.broken.store(true, Ordering::Release);
            return;
        }
        if let Some(newest) = newest {
            kept.durable.store(newest, Ordering::Release);
        }
    }
}
