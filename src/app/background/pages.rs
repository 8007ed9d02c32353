//! A page on its way from its file to its picture.

use std::path::PathBuf;
use std::sync::mpsc::{Receiver, TryRecvError};

use egui::Context;

use crate::app::background::thread::in_background;
use crate::app::texts;
use crate::source::picture::{Picture, Wanted};
use crate::source::picture_of;

/// A page being drawn.
pub(crate) struct PageJob {
    receiver: Receiver<Result<Picture, String>>,
    /// Which.
    pub wanted: Wanted,
}

impl PageJob {
    /// Draws a page of the file at `path`.
    pub(crate) fn start(ctx: &Context, path: PathBuf, wanted: Wanted) -> Self {
        let work = move || picture_of(&path, wanted).map_err(|error| error.to_string());
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
