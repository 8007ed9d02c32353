//! The formats a table can be written in. One file each; a new one is its file and its line in [`FORMATS`].

mod csv;
mod dta;
mod json;
mod parquet;
mod ron;
mod xlsx;

use std::ffi::OsStr;
use std::fs::File;
use std::path::Path;

use crate::export::data::{Field, Options, TableError};

/// A table being written, row by row: no more of it is in memory than a format needs at a time.
pub trait Rows {
    /// Writes a row with a field for each column.
    ///
    /// # Errors
    /// When the disk takes no more, or the format cannot hold it.
    fn row(&mut self, row: &[Field]) -> Result<(), TableError>;

    /// Ends the table and gives the file.
    ///
    /// # Errors
    /// As [`Rows::row`].
    fn finish(self: Box<Self>) -> Result<File, TableError>;
}

/// A format.
#[derive(Clone, Copy, Debug)]
pub struct Format {
    /// Ending of its files, with the dot.
    pub ending: &'static str,
    /// What a person calls it.
    pub name: &'static str,
    /// Begins a table in a file of its own.
    pub begin: fn(File, &Options) -> Result<Box<dyn Rows>, TableError>,
}

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
