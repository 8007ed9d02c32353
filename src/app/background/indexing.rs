//! The index of a folder being written.

use std::io;
use std::path::PathBuf;
use std::sync::mpsc::Receiver;

use egui::Context;

use crate::app::background::listing::Known;
use crate::app::background::thread::in_background;
use crate::app::commands::ReportId;
use crate::dataset::queue::Stamp;
use crate::dataset::queue::index::{self, Row};

/// What the index is to say of a report: its name, the state of its files, what was read of them.
pub(crate) type IndexLine = (String, Stamp, Known);

/// The index of a folder being written.
pub(crate) struct IndexJob {
    /// The number of the folder.
    pub folder: ReportId,
    receiver: Receiver<io::Result<()>>,
}

impl IndexJob {
    /// Writes the index of the folder at `path`.
    pub(crate) fn start(
        ctx: &Context,
        folder: ReportId,
        path: PathBuf,
        said: Vec<IndexLine>,
    ) -> Self {
        let work = move || {
            let rows = said.iter().map(|(name, stamp, known)| Row {
                file: name.clone(),
                stamp: *stamp,
                read: known
                    .as_ref()
                    .map(|facts| &facts.entry)
                    .map_err(Clone::clone),
            });
            index::write(&path, rows)
        };
        Self {
            folder,
            receiver: in_background(ctx, work),
        }
    }

    /// The answer, once.
    pub(crate) fn answer(&self) -> Option<io::Result<()>> {
        self.receiver.try_recv().ok()
    }
}
