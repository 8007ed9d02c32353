//! What is asked of an export.

use std::path::PathBuf;

use crate::export::data::Options;

/// A table of saved reviews that is asked for.
#[derive(Clone, Debug)]
pub struct ExportChoice {
    /// What the table holds.
    pub table: Options,
    /// Whether only reports that are signed off are in it.
    pub only_signed: bool,
    /// Ending of the file, with the dot.
    pub ending: &'static str,
    /// The reviews.
    pub reviews: Vec<PathBuf>,
}
