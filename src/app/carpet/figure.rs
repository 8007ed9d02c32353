//! A figure of some report, as the carpet of a whole dataset keeps it.

use crate::app::commands::ReportId;
use crate::review::carpet::{Rank, Tile};

/// A figure of some report.
#[derive(Clone, Debug)]
pub(crate) struct Figure {
    /// The report.
    pub report: ReportId,
    /// Its year and office.
    pub title: String,
    /// What decides its place.
    pub rank: Rank,
    /// The figure.
    pub tile: Tile,
    /// What stands before and behind it on its line.
    pub sides: (String, String),
    /// What its cell is called.
    pub name: String,
    /// What its cell held when it was gathered.
    pub held: String,
}
