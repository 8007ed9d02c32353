//! The reports that pictures are made of.

use crate::dataset::queue::Entry;
use crate::dataset::queue::chains::{self, Link};
use crate::rules::office_level::Level;

/// A report of the dataset.
#[derive(Clone, Copy, Debug)]
pub struct Report<'a> {
    /// Name of its file.
    pub file: &'a str,
    /// What tells its office from others; empty where it is not known.
    pub office_key: &'a str,
    /// The level that the office's name tells.
    pub level: Option<Level>,
    /// What is counted of it.
    pub entry: &'a Entry,
}

/// The reports of a dataset, and what is not among them.
#[derive(Clone, Debug, Default)]
pub struct Overview<'a> {
    /// The reports, in the order of the input.
    pub reports: Vec<Report<'a>>,
    /// Those that could not be opened.
    pub n_failed: usize,
    /// Those without a review, where only reviews are counted.
    pub n_unreviewed: usize,
    /// Those that nobody has read yet.
    pub n_unread: usize,
}

impl Overview<'_> {
    /// What offices carry from one year into the next.
    #[must_use]
    pub fn links(&self) -> Vec<Link> {
        let reports = self.reports.iter();
        chains::links(reports.map(|report| (report.office_key, report.entry)))
    }

    /// What tells the office of a link from others.
    pub(super) fn office_of(&self, link: &Link) -> &str {
        self.reports
            .get(link.after)
            .map_or("", |report| report.office_key)
    }
}
