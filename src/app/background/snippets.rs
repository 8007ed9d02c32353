//! Figures on their way out of the picture of their page.

use std::path::PathBuf;
use std::sync::mpsc::{Receiver, TryRecvError};

use egui::Context;

use crate::app::background::thread::in_background;
use crate::app::carpet::cut::{Sheet, Spot, cut};
use crate::app::texts;
use crate::form::CellKey;
use crate::source::picture::Wanted;
use crate::source::picture_of;

/// Width in which a page is drawn for its figures, in pixels: about 190 dots per inch.
const WIDTH: u32 = 1_600;

/// The figures of a page being cut out.
pub(crate) struct SnippetsJob {
    receiver: Receiver<Result<Sheet, String>>,
}

impl SnippetsJob {
    /// Cuts the figures at `spots` out of a page, from 0, of the file at `path`.
    pub(crate) fn start(
        ctx: &Context,
        path: PathBuf,
        page: usize,
        spots: Vec<(CellKey, Spot)>,
    ) -> Self {
        let most_rows = ctx.input(|input| input.max_texture_side);
        let work = move || {
            let wanted = Wanted { page, width: WIDTH };
            let picture = picture_of(&path, wanted).map_err(|error| texts::tell(&error))?;
            Ok(cut(&picture, &spots, most_rows))
        };
        Self {
            receiver: in_background(ctx, work),
        }
    }

    /// The figures, once, or a sentence that says why there are none.
    pub(crate) fn answer(&self) -> Option<Result<Sheet, String>> {
        match self.receiver.try_recv() {
            Ok(answer) => Some(answer),
            Err(TryRecvError::Empty) => None,
            Err(TryRecvError::Disconnected) => Some(Err(texts::PAGE_BROKE.show().to_owned())),
        }
    }
}
