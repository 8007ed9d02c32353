//! Saving a review: all or nothing, and never over somebody else's work.

use std::fs::Metadata;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

pub use crate::dataset::ending::ENDING;
use crate::dataset::load::SIZE_LIMIT;
use crate::dataset::lock::{self, Locking};
use crate::dataset::side::{self, Access};
use crate::dataset::{SaveError, home, pack, render};
use crate::review::Session;
use crate::source::hash::sha256_hex;

/// Where the review of the report at `source_path` is saved: `a.txt.gouji.ron` beside `a.txt`, or in the folder that was
/// chosen for it ([`home`]).
#[must_use]
pub fn path_beside(source_path: &Path) -> PathBuf {
    let mut name = source_path.file_name().unwrap_or_default().to_owned();
    name.push(ENDING);
    let beside = source_path.with_file_name(name);
    match home::place(&beside) {
        // One that stood there before stays there.
        Some(place) if side::is_there(&place) || !side::is_there(&beside) => place,
        _ => beside,
    }
}

/// Keeps the review at `path` under another name as well, and tells that name: what is saved there next does not take it
/// away.
///
/// # Errors
/// When the disk says no; nothing has changed then.
pub fn keep_review(path: &Path) -> io::Result<PathBuf> {
    side::keep_aside(path)
}

/// Keeps the review at `path` under another name only, and tells that name.
///
/// # Errors
/// When the disk says no; the review stands under its name then.
pub fn set_review_aside(path: &Path) -> io::Result<PathBuf> {
    side::set_aside(path)
}

/// Saves `session` at `path` and gives the hash of the file. `expected` is the hash of the file that was opened or saved
/// there before; `None` if there was none. A file that got its name is saved, even where the folder cannot make the name
/// durable at once.
///
/// # Errors
/// When another file stands there, or the disk says no. What was there is left as it was.
pub fn save(path: &Path, session: &Session, expected: Option<&str>) -> Result<String, SaveError> {
    let text = render::render(&pack::file(session)).map_err(|error| SaveError::Unprintable {
        path: path.to_owned(),
        reason: error.to_string(),
    })?;
    let unwritable = |reason| SaveError::Unwritable {
        path: path.to_owned(),
        reason,
    };
    home::make_folder(path);
    // From the look at what stands there until the new file has its name, nobody else saves.
    let turn = lock::turn(path);
    match &turn {
        Locking::Taken => return Err(SaveError::Busy(path.to_owned())),
        Locking::Closed(lock) => return Err(SaveError::Closed(path.to_owned(), lock.clone())),
        Locking::Held(_) | Locking::Unavailable => {}
    }
    let before = check_unchanged(path, expected)?;
    let permissions = before.as_ref().map(Metadata::permissions);
    let draft = side::draft(path, text.as_bytes(), permissions).map_err(unwritable)?;
    check_unchanged(path, expected)?;
    let owned = || path.to_owned();
    match expected.filter(|_| before.is_some()) {
        Some(expected) => {
            let is_known = |bytes: &[u8]| sha256_hex(bytes) == expected;
            let is_put = draft.put_over_known(path, SIZE_LIMIT, is_known);
            if !is_put.map_err(unwritable)? {
                return Err(SaveError::ChangedOutside { path: owned() });
            }
        }
        None => match draft.put_new(path) {
            Err(error) if error.kind() == ErrorKind::AlreadyExists => {
                return Err(SaveError::Exists { path: owned() });
            }
            put => drop(put.map_err(unwritable)?),
        },
    }
    // The old file or the new one is there after a power cut, and the journal goes only when the name is durable.
    let _ = side::sync_folder(side::folder_of(path));
    Ok(sha256_hex(text.as_bytes()))
}

/// What stands at `path`, if it is what the caller expects.
fn check_unchanged(path: &Path, expected: Option<&str>) -> Result<Option<Metadata>, SaveError> {
    let owned = || path.to_owned();
    let Some(expected) = expected else {
        return if side::is_there(path) {
            Err(SaveError::Exists { path: owned() })
        } else {
            Ok(None)
        };
    };
    let unwritable = |reason| SaveError::Unwritable {
        path: owned(),
        reason,
    };
    let file = match side::open(path, Access::Read) {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
        file => file.map_err(unwritable)?,
    };
    let bytes = file.read(SIZE_LIMIT).map_err(unwritable)?;
    if expected != sha256_hex(&bytes) {
        return Err(SaveError::ChangedOutside { path: owned() });
    }
    let metadata = file.metadata().map_err(unwritable)?;
    if metadata.permissions().readonly() {
        return Err(SaveError::ReadOnly { path: owned() });
    }
    Ok(Some(metadata))
}
