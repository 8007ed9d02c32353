//! Reports of the years before and after: looked for beside a report, or read.

use std::path::PathBuf;
use std::sync::mpsc::Receiver;

use egui::Context;

use crate::app::background::thread::in_background;
use crate::dataset::neighbours::{self, Beside};
use crate::rules::NeighbourReport;

/// Reports of the years before and after being looked for or read.
pub(crate) struct LinkJob {
    receiver: Receiver<LinkAnswer>,
}

/// What a [`LinkJob`] finds.
pub(crate) enum LinkAnswer {
    /// What stands beside the report.
    Found(Box<Beside>),
    /// The report chosen by hand, or a sentence that says why it is none; and its path.
    Chosen(Result<NeighbourReport, String>, PathBuf),
}

impl LinkJob {
    /// Looks for neighbours in the folder of the report at `path`, which is of `office` and `year`.
    pub(crate) fn search(ctx: &Context, path: PathBuf, office: String, year: u16) -> Self {
        let work = move || LinkAnswer::Found(Box::new(neighbours::beside(&path, &office, year)));
        Self {
            receiver: in_background(ctx, work),
        }
    }

    /// Reads the reports of the years before and after `year` that are known already.
    pub(crate) fn known(
        ctx: &Context,
        year: u16,
        before: Option<PathBuf>,
        after: Option<PathBuf>,
    ) -> Self {
        let work = move || LinkAnswer::Found(Box::new(neighbours::known(year, before, after)));
        Self {
            receiver: in_background(ctx, work),
        }
    }

    /// Reads the report at `path`.
    pub(crate) fn read(ctx: &Context, path: PathBuf) -> Self {
        let work = move || LinkAnswer::Chosen(neighbours::open(&path), path);
        Self {
            receiver: in_background(ctx, work),
        }
    }

    /// The answer, once.
    pub(crate) fn answer(&self) -> Option<LinkAnswer> {
        self.receiver.try_recv().ok()
    }
}
