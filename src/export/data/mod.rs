//! A reviewed dataset as one table for other programs: a row a cell ([`cells`]) or a row a report ([`panel`]), with what
//! the columns mean ([`companions`]), in any of the [`formats`].
//!
//! What a cell holds besides a number (blank, dash, words, unread, absent) is told apart in every format: by the column
//! `state` of the cells, and by the column `not_numbers` of the reports. Nothing but a number that stands there, or that a
//! reviewer put there, is a number; a blank is never 0.

mod cells;
mod column;
pub mod companions;
mod formats;
mod panel;

use std::fs::File;
use std::path::{Path, PathBuf};

use crate::review::Session;

pub use column::{Column, Field, Kind};
pub use formats::{FORMATS, Format, Rows, of_ending};

/// What a row of the table is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Shape {
    /// A cell of the form.
    #[default]
    Cells,
    /// A report.
    Reports,
}

impl Shape {
    /// The name on the command line.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Cells => "cells",
            Self::Reports => "reports",
        }
    }

    /// The columns of the table, in order.
    #[must_use]
    pub fn columns(self) -> Vec<Column> {
        match self {
            Self::Cells => cells::columns(),
            Self::Reports => panel::columns(),
        }
    }

    /// The rows of one review.
    #[must_use]
    pub fn rows(self, review: &Review) -> Vec<Vec<Field>> {
        match self {
            Self::Cells => cells::rows(review),
            Self::Reports => vec![panel::row(review)],
        }
    }
}

/// What is asked of an export.
#[derive(Clone, Copy, Debug)]
pub struct Options {
    /// What a row is.
    pub shape: Shape,
    /// Whether all that is no number is just missing, where a format would tell why.
    pub blank_as_missing: bool,
    /// Whether a CSV file begins with the mark by which spreadsheets know UTF-8.
    pub bom: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            shape: Shape::Cells,
            blank_as_missing: false,
            bom: true,
        }
    }
}

/// A review with what the table says of its file.
#[derive(Clone, Copy, Debug)]
pub struct Review<'a> {
    /// The saved review, as the table names it.
    pub file: &'a str,
    /// The review.
    pub session: &'a Session,
}

/// Why a table could not be made.
#[derive(Debug, thiserror::Error)]
pub enum TableError {
    /// The ending names no format.
    #[error("不知道怎样写 {path}：请用下列结尾之一：{known}。")]
    UnknownEnding {
        /// The file.
        path: PathBuf,
        /// The endings there are.
        known: String,
    },
    /// The format cannot hold so much.
    #[error(
        "{format} 最多容纳 {most} 行，数据集有更多。请改用 .csv 或 .parquet，或用 --shape reports。"
    )]
    TooManyRows {
        /// The format.
        format: &'static str,
        /// How many rows it holds.
        most: u64,
    },
    /// The disk, or the library that writes the format, says no.
    #[error("{0}")]
    Unwritable(String),
}

impl TableError {
    fn from_library(error: impl std::fmt::Display) -> Self {
        Self::Unwritable(error.to_string())
    }
}

/// Begins a table in `draft`, in the format that the ending of `path` names.
///
/// # Errors
/// When the ending names no format, or the draft takes nothing.
pub fn begin(path: &Path, draft: File, options: &Options) -> Result<Box<dyn Rows>, TableError> {
    let format = of_ending(path).ok_or_else(|| TableError::UnknownEnding {
        path: path.to_owned(),
        known: FORMATS.map(|format| format.ending).join("、"),
    })?;
    (format.begin)(draft, options)
}
