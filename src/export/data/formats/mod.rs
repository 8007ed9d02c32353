//! The formats a table can be written in. One file each; a new one is its file and its line in [`FORMATS`].

mod csv;
mod dta;
mod format;
mod json;
mod parquet;
mod ron;
mod xlsx;

use std::ffi::OsStr;
use std::path::Path;

pub use format::{Format, Rows};

/// All formats.
pub const FORMATS: [Format; 6] = [
    csv::FORMAT,
    xlsx::FORMAT,
    parquet::FORMAT,
    dta::FORMAT,
    json::FORMAT,
    ron::FORMAT,
];

/// The format of a file name.
#[must_use]
pub fn of_ending(path: &Path) -> Option<Format> {
    let ending = path.extension().and_then(OsStr::to_str)?;
    let ending = format!(".{}", ending.to_ascii_lowercase());
    FORMATS.into_iter().find(|format| format.ending == ending)
}

/// The name of a column in a `.dta` file.
#[must_use]
pub(super) fn stata_name(name: &str) -> String {
    dta::short(name)
}
