//! A page on its way from its file to its picture, and where on the pages everything stands.

use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, TryRecvError};

use egui::Context;

use crate::app::background::reading::ReadingJob;
use crate::app::background::thread::in_background;
use crate::app::texts;
use crate::app::wording::file_name;
use crate::read::{self, Reading};
use crate::source::import::Waiting;
use crate::source::picture::{Picture, Wanted};
use crate::source::scan_pages::Chosen;
use crate::source::{self, Source, picture_of};

/// A page being drawn.
pub(crate) struct PageJob {
    receiver: Receiver<Result<Picture, String>>,
    /// Which.
    pub wanted: Wanted,
}

impl PageJob {
    /// Draws a page of the file at `path`.
    pub(crate) fn start(ctx: &Context, path: PathBuf, wanted: Wanted) -> Self {
        let work = move || picture_of(&path, wanted).map_err(|error| texts::tell(&error));
        Self {
            receiver: in_background(ctx, work),
            wanted,
        }
    }

    /// The picture, once, or a sentence that says why there is none.
    pub(crate) fn answer(&self) -> Option<Result<Picture, String>> {
        match self.receiver.try_recv() {
            Ok(answer) => Some(answer),
            Err(TryRecvError::Empty) => None,
            Err(TryRecvError::Disconnected) => Some(Err(texts::PAGE_BROKE.show().to_owned())),
        }
    }
}

/// What was read of the file that shows how a report was printed: one beside it, or the report itself, whose saved review
/// holds no places.
#[derive(Debug)]
pub(crate) struct Beside {
    /// The file as opened.
    pub source: Source,
    /// What was read of it.
    pub reading: Reading,
}

/// The file of the pages being read.
pub(crate) type BesideJob = ReadingJob<Beside>;

/// Begins to read the file at `path`, `chosen` pages of it if it is a scan.
pub(crate) fn start_beside(ctx: &Context, path: PathBuf, chosen: Option<Chosen>) -> BesideJob {
    ReadingJob::start(ctx, file_name(&path), false, chosen, move |waiting| {
        read_beside(&path, waiting)
    })
}

/// Reads the file at `path`.
///
/// # Errors
/// A sentence that names it and says what is wrong.
pub(crate) fn read_beside(path: &Path, waiting: Waiting<'_>) -> Result<Beside, String> {
    let source = source::open_waiting(path, waiting).map_err(|error| texts::tell(&error))?;
    let reading = read::read(&source);
    Ok(Beside { source, reading })
}
