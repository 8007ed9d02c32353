//! Which state of its files an entry was read from.

use std::fs;
use std::path::Path;
use std::time::{SystemTime, UNIX_EPOCH};

use serde::{Deserialize, Serialize};

use crate::dataset::folder::{is_reviewed, review_of};

/// The state of a report and of its review, as far as a folder tells it without their being read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stamp {
    /// The report; `None` where it is not there, or where the review alone was asked for.
    report: Option<FileStamp>,
    /// The review; `None` before the first save.
    review: Option<FileStamp>,
}

/// The state of one file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct FileStamp {
    /// Its size, in bytes.
    size: u64,
    /// When it was changed last, in nanoseconds since 1970 UTC; 0 where the file system does not say.
    changed: u64,
}

/// How young a change may be, in nanoseconds, at most, for a second one to have the same time: file systems count as
/// coarsely as two seconds.
const COARSE: u64 = 2_000_000_000;

impl Stamp {
    /// Of the report or review at `path` as it stands there now. `None` where neither is there.
    #[must_use]
    pub fn of(path: &Path) -> Option<Self> {
        let stamp = Self {
            report: (!is_reviewed(path)).then(|| file_stamp(path)).flatten(),
            review: file_stamp(&review_of(path)),
        };
        (stamp.report.is_some() || stamp.review.is_some()).then_some(stamp)
    }

    /// Whether the files were changed so shortly before `now` that another change may have left the same stamp.
    #[must_use]
    pub fn is_young(&self, now: SystemTime) -> bool {
        let now = nanoseconds(now);
        let files = self.report.iter().chain(&self.review);
        files
            .into_iter()
            .any(|file| now.saturating_sub(file.changed) < COARSE)
    }
}

fn file_stamp(path: &Path) -> Option<FileStamp> {
    let metadata = fs::metadata(path).ok()?;
    let changed = metadata.modified().map_or(0, nanoseconds);
    metadata.is_file().then_some(FileStamp {
        size: metadata.len(),
        changed,
    })
}

fn nanoseconds(time: SystemTime) -> u64 {
    let since = time.duration_since(UNIX_EPOCH).unwrap_or_default();
    u64::try_from(since.as_nanos()).unwrap_or(u64::MAX)
}
