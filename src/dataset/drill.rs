//! The key of a drill, `演练.ron` in its folder: which errors were put into which report, and which reports are reviewed
//! without proposals. It is a promise among colleagues not to look into it.

use std::io;
use std::path::Path;

use serde::{Deserialize, Serialize};

use crate::amount::Amount;
use crate::dataset::render::one_line;
use crate::dataset::side;
use crate::review::drill::Seeded;

/// Name of the file.
pub const NAME: &str = "演练.ron";

/// Largest file that is read, in bytes.
const LIMIT: u64 = 64 << 20;

/// A drill.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Drill {
    /// The seed that reports and errors were drawn with.
    pub seed: u64,
    /// The reports.
    pub reports: Vec<Report>,
}

/// A report of a drill.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Report {
    /// File name of its review in the folder of the drill.
    pub review: String,
    /// Whether proposals are shown.
    pub proposals: bool,
    /// The errors: cell, what is right, what stands there, whether an equation covers it.
    pub errors: Vec<(String, String, String, bool)>,
}

impl Report {
    /// The report in the review called `review` with these errors.
    #[must_use]
    pub fn new(review: String, proposals: bool, errors: &[Seeded]) -> Self {
        let told = |error: &Seeded| {
            (
                error.cell.to_string(),
                error.truth.to_string(),
                error.shown.to_string(),
                error.is_covered,
            )
        };
        Self {
            review,
            proposals,
            errors: errors.iter().map(told).collect(),
        }
    }

    /// The errors; `None` where the file was changed and one is none.
    #[must_use]
    pub fn seeded(&self) -> Option<Vec<Seeded>> {
        let errors = self.errors.iter();
        errors
            .map(|(cell, truth, shown, is_covered)| {
                Some(Seeded {
                    cell: cell.parse().ok()?,
                    truth: Amount::parse(truth)?,
                    shown: Amount::parse(shown)?,
                    is_covered: *is_covered,
                })
            })
            .collect()
    }
}

/// The drill in `folder`; `None` where there is none, or its key cannot be read.
#[must_use]
pub fn read(folder: &Path) -> Option<Drill> {
    let bytes = side::read(&folder.join(NAME), LIMIT).ok()?;
    ron::de::from_bytes(&bytes).ok()
}

/// Writes the key of a drill into `folder`.
///
/// # Errors
/// What the system says.
pub fn write(folder: &Path, drill: &Drill) -> io::Result<()> {
    let text = one_line(drill).map_err(io::Error::other)?;
    side::put_in_place(text.as_bytes(), &folder.join(NAME))
}

/// Whether the review at `path` is one of a drill that is made without proposals.
#[must_use]
pub fn hides_proposals(path: &Path) -> bool {
    let folder = side::folder_of(path);
    if !side::is_there(&folder.join(NAME)) {
        return false;
    }
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let drill = read(folder).unwrap_or_default();
    let mut reports = drill.reports.iter();
    reports.any(|report| report.review == name && !report.proposals)
}
