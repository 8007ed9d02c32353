//! The report of a review being read anew, by this program, as it is now.

use std::path::PathBuf;

use egui::Context;

use crate::app::background::reading::ReadingJob;
use crate::app::texts;
use crate::read;
use crate::read::Reading;
use crate::source::scan_pages::Chosen;
use crate::source::{self, Source};

/// What a report was read as.
#[derive(Debug)]
pub(crate) struct Fresh {
    /// The report; `None` where it is not there, and the text in the review was read.
    pub report: Option<PathBuf>,
    /// The report as opened.
    pub source: Source,
    /// What was read of it.
    pub reading: Reading,
}

/// A reading under way.
pub(crate) type RereadJob = ReadingJob<Fresh>;

/// Reads the report at `report`, `chosen` pages of it if it is a scan; without one, `source`, which is that of the review.
pub(crate) fn start(
    ctx: &Context,
    report: Option<PathBuf>,
    chosen: Option<Chosen>,
    source: Source,
) -> RereadJob {
    let name = source.name.clone();
    ReadingJob::start(ctx, name, false, chosen, move |waiting| {
        let source = match &report {
            Some(path) => {
                source::open_waiting(path, waiting).map_err(|error| texts::tell(&error))?
            }
            None => source,
        };
        let reading = read::read(&source);
        Ok(Fresh {
            report,
            source,
            reading,
        })
    })
}
