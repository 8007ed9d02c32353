//! The folders that were opened as datasets, and what is known of their reports.

use std::path::PathBuf;
use std::time::Instant;

use crate::app::background::listing::Known;
use crate::app::commands::ReportId;
use crate::dataset::hierarchy::Hierarchy;
use crate::dataset::offices::Aliases;
use crate::dataset::queue::Stamp;

/// A folder that was opened as a dataset.
pub(crate) struct Folder {
    /// Where it is.
    pub path: PathBuf,
    /// What tells it from other folders.
    pub identity: PathBuf,
    /// Its number among those of the reports: its reports are listed where the folder was opened.
    pub number: ReportId,
    /// Names that mean one office.
    pub aliases: Aliases,
    /// Which offices add up to which.
    pub hierarchy: Hierarchy,
    /// Its reports that are still to be read for the list.
    pub n_to_read: usize,
    /// How many of its reports could not be read since it was opened last.
    pub n_failed: usize,
    /// Whether something became known that the index does not hold.
    pub is_ahead: bool,
    /// When it was opened.
    pub opened: Instant,
    /// When the index was written last.
    pub written: Option<Instant>,
}

/// Where a report of a folder is at home.
pub(crate) struct Home {
    /// The number of its folder.
    pub folder: ReportId,
    /// Its file.
    pub path: PathBuf,
    /// Its name in the index.
    pub name: Option<String>,
    /// The state of its files when it was read for the list.
    pub stamp: Option<Stamp>,
    /// What was read then.
    pub known: Option<Known>,
}
