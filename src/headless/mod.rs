//! `gouji read`, `gouji check` and `gouji export`: the same engine without a window, on many reports and all cores.

mod check;
mod doubts;
mod export;
mod inputs;
mod json;
mod linked;
mod ordered;
mod output;
mod read;
mod report;

use std::path::PathBuf;

use crate::export::data;
use crate::rules::Severity;

pub use check::check;
pub use export::export;
pub use read::read;

/// Exit code of a run in which everything was read and nothing failed.
pub const FINE: u8 = 0;
/// Exit code when something at or above the wanted level is open.
pub const OPEN_FINDINGS: u8 = 1;
/// Exit code when a file could not be read, or nothing could be done at all.
pub const UNREADABLE: u8 = 2;

/// What `gouji read` is asked to do.
#[derive(Clone, Debug, Default)]
pub struct ReadOptions {
    /// Reports and folders; `-` stands for a list of paths on standard input.
    pub paths: Vec<PathBuf>,
    /// The file to write; standard output if there is none.
    pub out: Option<PathBuf>,
    /// Whether each line carries the report's text.
    pub with_text: bool,
}

/// What `gouji check` is asked to do.
#[derive(Clone, Debug)]
pub struct CheckOptions {
    /// Reports and folders; `-` stands for a list of paths on standard input.
    pub paths: Vec<PathBuf>,
    /// The lowest severity of an open finding that makes the exit code 1; `None` for never.
    pub fail_on: Option<Severity>,
}

/// What `gouji export` is asked to do.
#[derive(Clone, Debug)]
pub struct ExportOptions {
    /// Folders with reviews, reviews, and reports with their review beside them.
    pub datasets: Vec<PathBuf>,
    /// The file to write; its ending names the format.
    pub to: PathBuf,
    /// Whether reviews that nobody has signed off are left out.
    pub only_signed: bool,
    /// What the table holds.
    pub table: data::Options,
}
