//! A figure of some report, as the carpet of a whole dataset keeps it.

use std::path::PathBuf;
use std::sync::Arc;

use crate::app::carpet::cut::Spot;
use crate::app::commands::ReportId;
use crate::review::carpet::{Rank, Tile};
use crate::source::Source;
use crate::source::hash::sha256_hex;
use crate::source::scan_pages::Chosen;

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
    /// The pages of its report; `None` where there are none.
    pub pages: Option<Arc<Pages>>,
    /// Where it stands on them.
    pub stands: Stands,
}

/// The pages that show how a report was printed.
#[derive(Debug)]
pub(crate) struct Pages {
    /// Their file.
    pub path: PathBuf,
    /// How the report was read, where its own file has the pages; `None` where they lie beside it.
    pub itself: Option<Itself>,
}

/// How a report was read that has pages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Itself {
    /// SHA-256 of its text: only with the same text, places of the one are those of the other.
    pub text: String,
    /// The pages that were recognised, if others than the first.
    pub chosen: Option<Chosen>,
}

impl Itself {
    /// Of the report that `source` is.
    pub(crate) fn of(source: &Source) -> Self {
        Self {
            text: sha256_hex(source.text.as_bytes()),
            chosen: Chosen::besides_the_first(source),
        }
    }

    /// Whether `source` has the same text.
    pub(crate) fn has_text_of(&self, source: &Source) -> bool {
        self.text == sha256_hex(source.text.as_bytes())
    }
}

/// Where a figure stands on the pages of its report.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Stands {
    /// On this page, from 0, here.
    At(usize, Spot),
    /// Only the file tells, once it is read.
    Unknown,
    /// Nowhere.
    Nowhere,
}
