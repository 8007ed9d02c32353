//! Reports that one is held against: looked for beside it, or read.

use std::path::PathBuf;
use std::sync::mpsc::Receiver;

use egui::Context;

use crate::app::background::thread::in_background;
use crate::dataset::by_office::Related;
use crate::dataset::neighbours::{self, Beside, Wanting};
use crate::rules::NeighbourReport;
use crate::said::Said;

/// Reports that one is held against, being looked for or read.
pub(crate) struct LinkJob {
    receiver: Receiver<LinkAnswer>,
}

/// What a [`LinkJob`] finds.
pub(crate) enum LinkAnswer {
    /// What stands beside the report.
    Found(Box<Beside>),
    /// The report chosen by hand, or a sentence that says why it is none.
    Chosen(Result<Box<NeighbourReport>, Said>),
}

impl LinkJob {
    /// Looks in the folder of the report that wants them.
    pub(crate) fn search(ctx: &Context, wanting: Wanting) -> Self {
        let work = move || LinkAnswer::Found(Box::new(neighbours::beside(&wanting)));
        Self {
            receiver: in_background(ctx, work),
        }
    }

    /// Reads those that are known already; the report that wants them is of `year`.
    pub(crate) fn known(ctx: &Context, year: u16, related: Related<PathBuf>) -> Self {
        let work = move || LinkAnswer::Found(Box::new(neighbours::known(year, related)));
        Self {
            receiver: in_background(ctx, work),
        }
    }

    /// Reads the report at `path`.
    pub(crate) fn read(ctx: &Context, path: PathBuf) -> Self {
        let work = move || LinkAnswer::Chosen(neighbours::open(&path).map(Box::new));
        Self {
            receiver: in_background(ctx, work),
        }
    }

    /// The answer, once.
    pub(crate) fn answer(&self) -> Option<LinkAnswer> {
        self.receiver.try_recv().ok()
    }
}
