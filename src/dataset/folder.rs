//! The reports in a folder, for the window and for the commands without one.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::dataset::save;
use crate::source;

/// What a folder holds: reports in the order of their names, and folders that cannot be listed, with the cause.
pub type Listed = Result<PathBuf, (PathBuf, io::Error)>;

/// Whether the path names a saved review.
#[must_use]
pub fn is_reviewed(path: &Path) -> bool {
    path.file_name()
        .is_some_and(|name| name.to_string_lossy().ends_with(save::ENDING))
}

/// The reports in `folder` and the folders in it, by name; a saved review only where its report is not beside it. Hidden
/// files and the lock files of office programs are passed over, and so are links to folders, which may lead in circles.
#[must_use]
pub fn reports_in(folder: &Path) -> Vec<Listed> {
    let mut found = Vec::new();
    list(folder, &mut found);
    found
}

fn list(folder: &Path, found: &mut Vec<Listed>) {
    let entries = fs::read_dir(folder).and_then(Iterator::collect::<io::Result<Vec<fs::DirEntry>>>);
    let mut entries = match entries {
        Ok(entries) => entries,
        Err(error) => {
            found.push(Err((folder.to_owned(), error)));
            return;
        }
    };
    entries.sort_by_key(fs::DirEntry::file_name);
    for entry in entries {
        let name = entry.file_name();
        let name = name.to_string_lossy();
        let path = entry.path();
        if name.starts_with('.') || name.starts_with("~$") {
            continue;
        }
        if entry.file_type().is_ok_and(|kind| kind.is_dir()) {
            list(&path, found);
        } else if path.is_file() && is_wanted(&path) {
            found.push(Ok(path));
        }
    }
}

/// A saved review whose report lies beside it is opened through the report.
fn is_wanted(path: &Path) -> bool {
    match report_of(path) {
        Some(report) => !report.exists(),
        None => source::is_supported_name(path),
    }
}

/// The path of the report that the saved review at `path` belongs to; `None` if it is no saved review.
fn report_of(path: &Path) -> Option<PathBuf> {
    let name = path.file_name()?.to_string_lossy().into_owned();
    Some(path.with_file_name(name.strip_suffix(save::ENDING)?))
}
