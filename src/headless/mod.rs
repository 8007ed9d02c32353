//! `gouji read`, `gouji check`, `gouji export`, `gouji merge` and `gouji report`: the same engine without a window, on many reports and all cores.

mod check;
mod doubts;
mod drill;
mod export;
mod inputs;
mod json;
mod linked;
mod merge;
mod output;
mod overview;
mod read;
mod recheck;
mod report;
mod reread;
mod reviews;
mod work;

use std::path::PathBuf;
use std::time::{SystemTime, UNIX_EPOCH};

use crate::export::data;
use crate::rules::Severity;

pub use check::check;
pub use drill::drill;
pub use export::export;
pub use merge::merge;
pub use overview::overview;
pub use read::read;
pub use recheck::recheck;
pub use reread::reread_all;
pub use work::work;

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

/// What `gouji merge` is asked to do.
#[derive(Clone, Debug)]
pub struct MergeOptions {
    /// A folder with reviews, or a review.
    pub first: PathBuf,
    /// Those of another reviewer.
    pub second: PathBuf,
    /// The folder to write, new or empty; or a new review if there is one of each.
    pub to: PathBuf,
}

/// What `gouji report` is asked to do.
#[derive(Clone, Debug)]
pub struct OverviewOptions {
    /// Folders with reviews, reviews, and reports with their review beside them.
    pub datasets: Vec<PathBuf>,
    /// The page to write.
    pub to: PathBuf,
    /// Whether reports without a review are counted too, as they are read.
    pub with_unreviewed: bool,
}

/// What `gouji reread` is asked to do.
#[derive(Clone, Debug)]
pub struct RereadOptions {
    /// Folders with reviews, reviews, and reports with their review beside them.
    pub datasets: Vec<PathBuf>,
    /// The folder to write, new or empty.
    pub to: PathBuf,
}

/// What `gouji drill` is asked to do.
#[derive(Clone, Debug)]
pub struct DrillOptions {
    /// Folders with reviews to make a drill of; or folders of drills.
    pub datasets: Vec<PathBuf>,
    /// The folder to write, new or empty; without one, drills are scored.
    pub to: Option<PathBuf>,
    /// The seed that reports and errors are drawn with.
    pub seed: u64,
    /// Most reports.
    pub reports: usize,
    /// Errors of each.
    pub errors: usize,
}

/// What `gouji recheck` is asked to do.
#[derive(Clone, Debug)]
pub struct RecheckOptions {
    /// A folder with reviews.
    pub dataset: PathBuf,
    /// The share of signed reports to draw, in hundredths; without one, it is told what came of the sample.
    pub percent: Option<u8>,
    /// The seed it is drawn with.
    pub seed: u64,
}

/// Seconds since 1970 UTC.
fn now() -> u64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH);
    since.map_or(0, |since| since.as_secs())
}
