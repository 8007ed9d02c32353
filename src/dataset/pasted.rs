//! Text of the clipboard as a report of its own: a file like any other, which is then opened.

use std::io;
use std::path::{Path, PathBuf};

use crate::dataset::side;
use crate::source::ending;

/// Largest text that is taken, in bytes.
pub const LIMIT: usize = 16 << 20;

/// The file that a text is saved in when somebody chose `path`: it ends in `.txt` where it does not end like a text.
#[must_use]
pub fn path_of(path: &Path) -> PathBuf {
    if matches!(ending::of(path).as_str(), "txt" | "text" | "md") {
        return path.to_owned();
    }
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(".txt");
    path.with_file_name(name)
}

/// Writes `text` into a new file at `path`.
///
/// # Errors
/// [`io::ErrorKind::AlreadyExists`] where something stands there; or what the system says. Nothing has changed then.
pub fn write(path: &Path, text: &str) -> io::Result<()> {
    side::draft(path, text.as_bytes(), None)?.put_new(path)?;
    // The file has its name; that a folder cannot be synced takes it from nobody.
    let _ = side::sync_folder(side::folder_of(path));
    Ok(())
}
