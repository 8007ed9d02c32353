//! A folder looked through once more, for what came, went or changed since it was listed.

use std::path::PathBuf;
use std::sync::mpsc::Receiver;
use std::time::{Duration, Instant};

use egui::Context;

use crate::app::background::listing::{self, FolderContent};
use crate::app::background::thread::in_background;
use crate::app::commands::ReportId;

/// A folder being looked through.
pub(crate) struct WatchJob {
    /// The number of the folder.
    pub folder: ReportId,
    /// Whether the reviewer asked for it, and waits for an answer.
    pub is_asked: bool,
    receiver: Receiver<(FolderContent, Duration)>,
}

impl WatchJob {
    /// Looks through the folder at `path`.
    pub(crate) fn start(ctx: &Context, folder: ReportId, path: PathBuf, is_asked: bool) -> Self {
        let work = move || {
            let begun = Instant::now();
            let content = listing::of(&path);
            (content, begun.elapsed())
        };
        Self {
            folder,
            is_asked,
            receiver: in_background(ctx, work),
        }
    }

    /// What stands there now and how long it took to see, once.
    pub(crate) fn answer(&self) -> Option<(FolderContent, Duration)> {
        self.receiver.try_recv().ok()
    }
}
