//! A page on its way from its file to its picture, and where on the pages everything stands.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, TryRecvError};

use egui::Context;

use crate::app::background::reading::ReadingJob;
use crate::app::background::thread::in_background;
use crate::app::texts;
use crate::app::wording::file_name;
use crate::read::{self, Reading};
use crate::source::import::Waiting;
use crate::source::picture::{Picture, Wanted};
use crate::source::{self, Place, Source, picture_of};

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

/// The places of a report's characters being looked for in its file, because it was loaded from a saved review.
pub(crate) struct PlacesJob {
    receiver: Receiver<Vec<Place>>,
    stopped: Arc<AtomicBool>,
}

impl PlacesJob {
    /// Looks for them in the file at `path`; there are none if it is not the one that was reviewed.
    pub(crate) fn start(ctx: &Context, path: PathBuf, sha256: String) -> Self {
        let stopped = Arc::new(AtomicBool::new(false));
        let given_up = Arc::clone(&stopped);
        let work = move || {
            let waiting = Waiting {
                has_given_up: &|| given_up.load(Ordering::Relaxed),
                ..Waiting::PATIENT
            };
            match source::open_waiting(&path, waiting) {
                Ok(source) if source.sha256 == sha256 => source.places,
                _ => Vec::new(),
            }
        };
        Self {
            receiver: in_background(ctx, work),
            stopped,
        }
    }

    /// The places, once.
    pub(crate) fn answer(&self) -> Option<Vec<Place>> {
        match self.receiver.try_recv() {
            Ok(places) => Some(places),
            Err(TryRecvError::Empty) => None,
            Err(TryRecvError::Disconnected) => Some(Vec::new()),
        }
    }
}

impl Drop for PlacesJob {
    fn drop(&mut self) {
        self.stopped.store(true, Ordering::Relaxed);
    }
}

/// What was read of the file that lies beside a report and shows how it was printed.
#[derive(Debug)]
pub(crate) struct Beside {
    /// The file as opened.
    pub source: Source,
    /// What was read of it.
    pub reading: Reading,
}

/// The file beside a report being read.
pub(crate) type BesideJob = ReadingJob<Beside>;

/// Begins to read the file at `path`.
pub(crate) fn start_beside(ctx: &Context, path: PathBuf) -> BesideJob {
    ReadingJob::start(ctx, file_name(&path), false, None, move |waiting| {
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
