//! A reviewed dataset as one table for other programs: a row a cell ([`cells`]) or a row a report ([`panel`]), with what
//! the columns mean ([`companions`]), in any of the [`formats`].
//!
//! What a cell holds besides a number (blank, dash, words, unread, absent) is told apart in every format: by the column
//! `state` of the cells, and by the column `not_numbers` of the reports. Nothing but a number that stands there, or that a
//! reviewer put there, is a number; a blank is never 0.

mod cells;
mod column;
pub mod companions;
mod error;
mod formats;
mod options;
mod panel;
mod review;

use std::fs::File;
use std::path::Path;

pub use column::{Column, Field, Kind};
pub use error::TableError;
pub use formats::{FORMATS, Format, Rows, of_ending};
pub use options::{Options, Shape};
pub use review::Review;

/// Begins a table in `draft`, in the format that the ending of `path` names.
///
/// # Errors
/// When the ending names no format, or the draft takes nothing.
pub fn begin(path: &Path, draft: File, options: Options) -> Result<Box<dyn Rows>, TableError> {
    let format = of_ending(path).ok_or_else(|| TableError::UnknownEnding {
        path: path.to_owned(),
        known: FORMATS.map(|format| format.ending).join("、"),
    })?;
    (format.begin)(draft, options)
}
