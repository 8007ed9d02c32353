//! One window for one review: an advisory lock on a file beside the saved file.
//!
//! It stands beside the review, not in the user's own folder, so that it also keeps a colleague out who opens the same
//! report on a shared disk. Its name begins with a dot, which hides it. The system releases the lock when the program
//! ends, however it ends; a lock file that a crash left behind locks nothing and is removed when a review in the same
//! folder is opened. On Unix the file is removed when the lock is released; elsewhere it stays, empty.
//!
//! # Limitations
//! File systems without locks, such as some network shares, cannot keep a second window out; saving still refuses to
//! replace a file that changed outside.

use std::ffi::OsString;
use std::fs::{self, File, OpenOptions, TryLockError};
use std::io;
use std::path::{Path, PathBuf};

use crate::dataset::recovery::places;
use crate::dataset::save;

/// Ending of a lock file.
const ENDING: &str = ".lock";

/// Locks that vanish between opening and locking before it is given up.
const MOST_TRIES: usize = 8;

/// A lock that is held; dropping it releases it.
#[derive(Debug)]
pub struct Lock {
    path: PathBuf,
    _file: File,
}

/// What became of the wish to hold a lock.
#[derive(Debug)]
pub enum Locking {
    /// This window holds it.
    Held(Lock),
    /// Another window holds it.
    Taken,
    /// There are no locks here.
    Unavailable,
}

/// Tries to lock the review saved at `path`, whether or not that file exists yet.
#[must_use]
pub fn lock(path: &Path) -> Locking {
    let target = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let target = hidden(&target);
    for (number, place) in places(&target, ENDING).into_iter().enumerate() {
        if let (1.., Some(folder)) = (number, place.parent()) {
            // Without the folder the lock fails below.
            let _ = fs::create_dir_all(folder);
        }
        match lock_at(&place) {
            Ok(Some(lock)) => return Locking::Held(lock),
            Ok(None) => return Locking::Taken,
            // A folder that cannot be written has its lock in the user's data folder.
            Err(_) => {}
        }
    }
    Locking::Unavailable
}

/// The path with a dot before its name.
fn hidden(path: &Path) -> PathBuf {
    let mut name = OsString::from(".");
    name.push(path.file_name().unwrap_or_default());
    path.with_file_name(name)
}

/// Removes the lock files in `folder` that crashes left behind. What cannot be removed locks nothing.
pub fn sweep(folder: &Path) {
    let Ok(entries) = fs::read_dir(folder) else {
        return;
    };
    let is_lock = |path: &PathBuf| {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        name.strip_suffix(ENDING)
            .is_some_and(|review| review.ends_with(save::ENDING))
    };
    let paths = entries.filter_map(|entry| Some(entry.ok()?.path()));
    for path in paths.filter(is_lock) {
        // Whoever can lock it is the only one who wants it; dropping the lock removes the file.
        drop(lock_at(&path));
    }
}

/// The lock at `place`; `None` if another window holds it.
fn lock_at(place: &Path) -> io::Result<Option<Lock>> {
    for _ in 0..MOST_TRIES {
        let mut options = OpenOptions::new();
        let options = options.read(true).write(true).create(true).truncate(false);
        let file = options.open(place)?;
        match file.try_lock() {
            Err(TryLockError::WouldBlock) => return Ok(None),
            Err(TryLockError::Error(error)) => return Err(error),
            Ok(()) => {}
        }
        // Its last holder may have removed the file between opening and locking: then it locks nothing any more.
        if is_at(&file, place) {
            return Ok(Some(Lock {
                path: place.to_owned(),
                _file: file,
            }));
        }
    }
    Err(io::Error::from(io::ErrorKind::ResourceBusy))
}

#[cfg(unix)]
fn is_at(file: &File, place: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let identity = |metadata: fs::Metadata| (metadata.dev(), metadata.ino());
    let own = file.metadata().map(identity).ok();
    own.is_some() && own == fs::metadata(place).map(identity).ok()
}

#[cfg(not(unix))]
fn is_at(_file: &File, _place: &Path) -> bool {
    true
}

impl Drop for Lock {
    fn drop(&mut self) {
        if cfg!(unix) {
            // While it is still locked, so that nobody locks a file that is about to vanish without noticing. A file
            // that cannot be removed locks nothing.
            let _ = fs::remove_file(&self.path);
        }
    }
}
