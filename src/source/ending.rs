//! Endings of file names.

use std::path::Path;

/// The ending of a file's name in small letters, without its dot; empty where there is none.
#[must_use]
pub fn of(path: &Path) -> String {
    let ending = path.extension().unwrap_or_default();
    ending.to_string_lossy().to_lowercase()
}
