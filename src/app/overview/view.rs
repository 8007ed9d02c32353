//! What the pictures keep.

use std::time::Instant;

use crate::app::background::overview::OverviewJob;
use crate::export::overview::charts::Section;

/// What the pictures keep.
#[derive(Default)]
pub(crate) struct OverviewView {
    /// What is drawn, once it was counted.
    pub(super) sections: Option<Vec<Section>>,
    /// The part that the keys lead from, among all that stand for a report.
    pub(super) marked: usize,
    /// Whether the marked part has to be brought into sight.
    pub(super) scrolls: bool,
    /// Whether the keyboard is still to be taken.
    pub take_focus: bool,
    /// What is being counted.
    pub job: Option<OverviewJob>,
    /// The state of the list that was counted last, or is being counted.
    pub made_of: Option<u64>,
    /// When that was begun.
    pub made_at: Option<Instant>,
}

impl OverviewView {
    /// Takes what was counted.
    pub(crate) fn take(&mut self) {
        let Some(counted) = self.job.as_ref().and_then(OverviewJob::answer) else {
            return;
        };
        self.job = None;
        self.sections = Some(counted);
    }

    /// It is shown from now on.
    pub(crate) fn open(&mut self) {
        self.take_focus = true;
        self.scrolls = true;
    }
}
