//! A page on its way from its file to its picture.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, TryRecvError};

use egui::Context;

use crate::app::background::thread::in_background;
use crate::app::texts;
use crate::source::import::Waiting;
use crate::source::picture::{Picture, Wanted};
use crate::source::{self, Place, picture_of};

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
