//! What is measured of the work on the report in front.

use std::path::PathBuf;
use std::time::{Duration, Instant};

use crate::app::commands::ReportId;
use crate::dataset::work_log::Stretch;

/// What was measured of the report in front and is not in the record yet. It is written when the window ends.
#[derive(Default)]
pub(crate) struct Meter {
    /// The record; `None` where nothing is kept, as in tests.
    pub path: Option<PathBuf>,
    pub of: Option<Measured>,
    /// Why the last line was not written, until one is.
    pub trouble: Option<String>,
}

/// The report that is measured.
pub(crate) struct Measured {
    /// What it is known by.
    pub id: ReportId,
    /// What is not in the record yet.
    pub stretch: Stretch,
    /// Time worked that is not in the record yet.
    pub worked: Duration,
    /// When a hand did something last.
    pub last: Option<Instant>,
    /// Strokes, scrolls, records and revision when they were looked at last.
    pub n_strokes: u64,
    pub n_scrolled: u64,
    pub n_records: usize,
    pub revision: u64,
    /// When it came to the front, seconds since 1970 UTC: steps that are older were taken over.
    pub since_secs: u64,
}
