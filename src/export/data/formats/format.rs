//! What a format is.

use std::fs::File;

use crate::export::data::column::Field;
use crate::export::data::error::TableError;
use crate::export::data::options::Options;

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

/// How a table is begun in a file of its own.
pub(super) type Begin = fn(File, Options) -> Result<Box<dyn Rows>, TableError>;

/// A format.
#[derive(Clone, Copy, Debug)]
pub struct Format {
    /// Ending of its files, with the dot.
    pub ending: &'static str,
    /// What a person calls it.
    pub name: &'static str,
    /// Begins a table in a file of its own.
    pub(super) begin: Begin,
}

impl Format {
    /// Begins a table in a file of its own.
    ///
    /// # Errors
    /// When the file takes nothing.
    pub fn begin(&self, file: File, options: Options) -> Result<Box<dyn Rows>, TableError> {
        (self.begin)(file, options)
    }
}
