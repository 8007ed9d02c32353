//! Saving a review: all or nothing, and never over somebody else's work.

use std::fs::{self, File, Metadata};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use crate::dataset::{SaveError, pack, render};
use crate::review::Session;
use crate::source::open::sha256_hex;

/// Ending of a saved review.
pub const ENDING: &str = ".gouji.ron";

/// Where the review of the report at `source_path` is saved: `a.txt.gouji.ron` beside `a.txt`.
#[must_use]
pub fn path_beside(source_path: &Path) -> PathBuf {
    let mut name = source_path.file_name().unwrap_or_default().to_owned();
    name.push(ENDING);
    source_path.with_file_name(name)
}

/// Saves `session` at `path` and gives the hash of the file. `expected` is the hash of the file that was opened or saved
/// there before; `None` if there was none.
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
    // A link is followed: its target is replaced, not the link.
    let target = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let before = check_unchanged(path, &target, expected)?;
    let temporary = write_temporary(&target, &text, before.as_ref()).map_err(unwritable)?;
    check_unchanged(path, &target, expected)?;
    temporary
        .persist(&target)
        .map_err(|error| unwritable(error.error))?;
    sync_folder(folder_of(&target)).map_err(unwritable)?;
    Ok(sha256_hex(text.as_bytes()))
}

/// What stands at `target`, if it is what the caller expects.
fn check_unchanged(
    path: &Path,
    target: &Path,
    expected: Option<&str>,
) -> Result<Option<Metadata>, SaveError> {
    let path = path.to_owned();
    let bytes = match fs::read(target) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(reason) => return Err(SaveError::Unwritable { path, reason }),
        Ok(bytes) => bytes,
    };
    match expected {
        None => return Err(SaveError::Exists { path }),
        Some(hash) if hash != sha256_hex(&bytes) => return Err(SaveError::ChangedOutside { path }),
        Some(_) => {}
    }
    match fs::metadata(target) {
        Ok(metadata) if metadata.permissions().readonly() => Err(SaveError::ReadOnly { path }),
        Ok(metadata) => Ok(Some(metadata)),
        Err(reason) => Err(SaveError::Unwritable { path, reason }),
    }
}

fn write_temporary(
    target: &Path,
    text: &str,
    before: Option<&Metadata>,
) -> io::Result<tempfile::NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".gouji-").suffix(".tmp");
    let permissions = before.map(Metadata::permissions).or_else(new_permissions);
    if let Some(permissions) = &permissions {
        builder.permissions(permissions.clone());
    }
    let mut temporary = builder.tempfile_in(folder_of(target))?;
    temporary.write_all(text.as_bytes())?;
    if let (Some(_), Some(permissions)) = (before, permissions) {
        // The mask for new files does not apply to a file that is replaced.
        temporary.as_file().set_permissions(permissions)?;
    }
    temporary.as_file().sync_all()?;
    Ok(temporary)
}

/// A new file may be read by those whom the user's mask allows, not by its owner alone as temporary files are.
#[cfg(unix)]
#[expect(
    clippy::unnecessary_wraps,
    reason = "other systems have no such permissions"
)]
fn new_permissions() -> Option<fs::Permissions> {
    use std::os::unix::fs::PermissionsExt;
    Some(fs::Permissions::from_mode(0o666))
}

#[cfg(not(unix))]
fn new_permissions() -> Option<fs::Permissions> {
    None
}

fn folder_of(path: &Path) -> &Path {
    match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    }
}

/// Makes the new name durable. Other systems than Unix cannot sync a folder and need not.
fn sync_folder(folder: &Path) -> io::Result<()> {
    if cfg!(unix) {
        File::open(folder)?.sync_all()?;
    }
    Ok(())
}
