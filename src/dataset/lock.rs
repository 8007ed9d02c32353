//! One window for one review, and one save at a time: advisory locks on files beside the saved file.
//!
//! They stand beside the review, not in the user's own folder, so that they also keep a colleague out who opens the same
//! report on a shared disk, and they may be used by everybody. Their names begin with a dot, which hides them. The system
//! releases a lock when the program ends, however it ends; a lock file that a crash left behind locks nothing and is
//! removed when a review in the same folder is opened. On Unix the file is removed when the lock is released; elsewhere it
//! stays, empty. A lock file that cannot be used is one that somebody may hold.
//!
//! # Limitations
//! File systems without locks, such as some network shares, and folders that are synced between machines keep only windows
//! of the same user apart (by a lock in the user's data folder). A save there still replaces only the file it follows: the
//! two exchange their names in one step, and a file that turns out to be another is put back. Where the system cannot do
//! that, two saves in the same moment are not told apart.

use std::ffi::OsString;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::Duration;

use crate::dataset::ending;
use crate::dataset::home;
use crate::dataset::side::{self, Access, SideFile};

/// Ending of a lock file.
const ENDING: &str = ".lock";

/// Ending of the file that is locked for the moment of a save.
const TURN_ENDING: &str = ".saving.lock";

/// Locks that vanish between opening and locking before it is given up.
const MOST_TRIES: usize = 64;

/// Pauses while another program saves, and how many: five seconds.
const PAUSE: Duration = Duration::from_millis(10);
const MOST_PAUSES: usize = 500;

/// A lock that is held; dropping it releases it.
#[derive(Debug)]
pub struct Lock {
    path: PathBuf,
    _file: SideFile,
}

/// What became of the wish to hold a lock.
#[derive(Debug)]
pub enum Locking {
    /// This window holds it.
    Held(Lock),
    /// Another window holds it.
    Taken,
    /// The file at this path can be opened in no way, so another user may hold it.
    Closed(PathBuf),
    /// There are no locks here.
    Unavailable,
}

/// Tries to lock the review saved at `path`, whether or not that file exists yet.
#[must_use]
pub fn lock(path: &Path) -> Locking {
    let target = hidden(&resolved(path));
    home::make_folder(path);
    for (number, place) in side::places(&target, ENDING).into_iter().enumerate() {
        side::make_folder(number, &place);
        match hold(&place) {
            // A folder that cannot be written has its lock in the user's data folder.
            Locking::Unavailable => {}
            locking => return locking,
        }
    }
    Locking::Unavailable
}

/// Waits until nobody else saves the review at `path`. [`Locking::Taken`] if somebody does for seconds.
pub(crate) fn turn(path: &Path) -> Locking {
    let target = hidden(&resolved(path));
    let mut name = target.file_name().unwrap_or_default().to_owned();
    name.push(TURN_ENDING);
    let place = target.with_file_name(name);
    for _ in 0..MOST_PAUSES {
        match hold(&place) {
            Locking::Taken => thread::sleep(PAUSE),
            locking => return locking,
        }
    }
    Locking::Taken
}

/// Removes the locks and unfinished files in `folder` that crashes left behind; what is in use stays. What cannot be
/// removed does no harm.
pub fn sweep(folder: &Path) {
    let Ok(entries) = fs::read_dir(folder) else {
        return;
    };
    for entry in entries.filter_map(Result::ok) {
        let name = entry.file_name();
        let name = name.to_string_lossy();
        if is_lock(&name) {
            // Whoever can lock it is the only one who wants it; dropping the lock removes the file.
            drop(hold(&entry.path()));
        } else if side::is_draft(&name) {
            side::sweep(&entry.path());
        }
    }
}

/// Whether `name` is that of the lock of a review.
fn is_lock(name: &str) -> bool {
    let locked = name
        .strip_suffix(TURN_ENDING)
        .or_else(|| name.strip_suffix(ENDING));
    locked.is_some_and(|review| review.ends_with(ending::ENDING))
}

/// The path by which every window knows the file: its folder without links.
fn resolved(path: &Path) -> PathBuf {
    let folder = fs::canonicalize(side::folder_of(path));
    match (folder, path.file_name()) {
        (Ok(folder), Some(name)) => folder.join(name),
        _ => path.to_owned(),
    }
}

/// The path with a dot before its name.
fn hidden(path: &Path) -> PathBuf {
    let mut name = OsString::from(".");
    name.push(path.file_name().unwrap_or_default());
    path.with_file_name(name)
}

/// Tries to hold the lock at `place`.
fn hold(place: &Path) -> Locking {
    let closed = || Locking::Closed(place.to_owned());
    for _ in 0..MOST_TRIES {
        let (file, may_write) = match side::open(place, Access::Write) {
            Ok(file) => (file, true),
            Err(error) if error.kind() == ErrorKind::NotFound => match make(place) {
                Ok(file) => (file, true),
                Err(error) if error.kind() == ErrorKind::AlreadyExists => continue,
                Err(_) => return Locking::Unavailable,
            },
            // A lock that another user made for himself alone can still be locked where it can be read.
            Err(_) => match side::open(place, Access::Read) {
                Ok(file) => (file, false),
                Err(error) if error.kind() == ErrorKind::NotFound => continue,
                Err(_) => return closed(),
            },
        };
        match file.try_lock() {
            Ok(true) => {}
            Ok(false) => return Locking::Taken,
            Err(_) if may_write => return Locking::Unavailable,
            Err(_) => return closed(),
        }
        // Its last holder may have removed the file between opening and locking: then it locks nothing any more.
        if file.is_at(place) {
            return Locking::Held(Lock {
                path: place.to_owned(),
                _file: file,
            });
        }
    }
    Locking::Taken
}

/// Makes a lock file that everybody may use.
fn make(place: &Path) -> std::io::Result<SideFile> {
    let file = side::create(place)?;
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        // The mask for new files would keep other users out. Where it cannot be set, they see a lock they cannot open.
        let _ = file.set_permissions(fs::Permissions::from_mode(0o666));
    }
    Ok(file)
}

impl Drop for Lock {
    fn drop(&mut self) {
        if cfg!(unix) {
            // While it is still locked, so that nobody locks a file that is about to vanish without noticing. A file
            // that cannot be removed locks nothing.
            let _ = side::remove(&self.path);
        }
    }
}
