//! The folders that were opened as datasets, and what is known of their reports.

use std::path::PathBuf;
use std::time::{Duration, Instant};

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
    /// When it is looked through again.
    pub watch: Watch,
}

/// Shortest time from one look into a folder to the next that nobody asked for.
const SHORTEST: Duration = Duration::from_secs(30);

/// How many times longer than the last look a folder is left alone: a network share answers slowly, and has other users.
const TIMES_THE_LOOK: u32 = 50;

/// When a folder is looked through again.
pub(crate) struct Watch {
    /// Whether that is to be as soon as can be.
    pub is_wanted: bool,
    /// Whether the reviewer asked for it.
    pub is_asked: bool,
    /// When it was looked through last.
    seen: Instant,
    /// How long it is left alone after that.
    pause: Duration,
}

impl Watch {
    /// Of a folder just looked through, which took so long.
    pub(crate) fn after(took: Duration) -> Self {
        Self {
            is_wanted: false,
            is_asked: false,
            seen: Instant::now(),
            pause: (took * TIMES_THE_LOOK).max(SHORTEST),
        }
    }

    /// Whether it is the folder's turn.
    pub(crate) fn is_due(&self) -> bool {
        self.is_wanted || self.left().is_zero()
    }

    /// How long it is still left alone, if nobody asks.
    pub(crate) fn left(&self) -> Duration {
        self.pause.saturating_sub(self.seen.elapsed())
    }
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
