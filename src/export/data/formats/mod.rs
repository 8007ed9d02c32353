//! The formats a table can be written in. One file each; a new one is its file and its line in [`FORMATS`].

mod csv;
mod dta;
mod format;
mod forms;
mod json;
mod parquet;
mod ron;
mod workbook;
mod xlsx;

use std::ffi::OsStr;
use std::path::Path;

use crate::export::data::error::TableError;

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

/// The format that the ending of `path` names.
///
/// # Errors
/// [`TableError::UnknownEnding`].
pub fn of_ending(path: &Path) -> Result<Format, TableError> {
    let ending = path.extension().and_then(OsStr::to_str).unwrap_or_default();
    let ending = format!(".{}", ending.to_ascii_lowercase());
    let mut formats = FORMATS.into_iter();
    let format = formats.find(|format| format.ending == ending);
    format.ok_or_else(|| TableError::UnknownEnding {
        path: path.to_owned(),
        known: FORMATS.map(|format| format.ending).join("、"),
    })
}

/// The name of a column in a `.dta` file.
#[must_use]
pub(super) fn stata_name(name: &str) -> String {
    dta::short(name)
}
