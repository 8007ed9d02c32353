//! What the pane of the pages keeps.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use egui::Context;

use crate::app::background::pages::PlacesJob;
use crate::app::page::frames::{self, FramedCell};
use crate::app::page::pictures::Pictures;
use crate::app::page::sheet::Turn;
use crate::dataset::original;
use crate::form::CellKey;
use crate::review::Session;
use crate::source::Place;

/// How far the sheet can be enlarged beyond the width of the pane, and made smaller.
const ZOOMS: std::ops::RangeInclusive<f32> = 0.5..=6.0;

/// What the pane keeps.
#[derive(Default)]
pub(crate) struct PageView {
    /// The file whose pages are shown, and whether it was looked for.
    original: Option<PathBuf>,
    is_looked_for: bool,
    /// The page in sight, from 0.
    pub page: usize,
    /// Width of the sheet as a part of the pane's width; nothing before it was changed.
    zoom: Option<f32>,
    pub(super) turn: Turn,
    pub(super) pictures: Pictures,
    /// Where characters stand on the pages; the source never changes.
    printed: Option<Arc<Vec<Place>>>,
    /// Looks for them.
    job: Option<PlacesJob>,
    /// Where cells stand on the pages, at this revision of the session.
    places: Option<(u64, Arc<Vec<FramedCell>>)>,
    /// The cell whose place was brought into sight last.
    pub(super) followed: Option<CellKey>,
    /// Whether the place of the selected cell is to be brought into sight as soon as its page is there.
    pub(super) scroll_to_place: bool,
}

impl PageView {
    /// Looks for the pages of a report that was opened from `opened`, once; those that it was paired with go first.
    pub(crate) fn look_for(
        &mut self,
        opened: Option<&Path>,
        paired: impl FnOnce() -> Option<PathBuf>,
    ) {
        if !self.is_looked_for {
            self.is_looked_for = true;
            self.original = paired().or_else(|| opened.and_then(original::of));
        }
    }

    /// The file whose pages are shown.
    pub(crate) fn original(&self) -> Option<&Path> {
        self.original.as_deref()
    }

    /// Shows the pages of another file.
    pub(crate) fn pair(&mut self, path: PathBuf) {
        *self = Self {
            original: Some(path),
            is_looked_for: true,
            ..Self::default()
        };
    }

    /// Goes on by pages, backwards below 0.
    pub(crate) fn turn_pages(&mut self, by: isize) {
        let last = self.pictures.n_pages.unwrap_or(1).saturating_sub(1);
        self.page = self.page.saturating_add_signed(by).min(last);
    }

    /// Turns the sheet by a quarter of a circle, clockwise.
    pub(crate) fn turn_sheet(&mut self) {
        self.turn = (self.turn + 1) % 4;
        self.scroll_to_place = true;
    }

    /// Width of the sheet as a part of the pane's width.
    pub(super) fn zoom(&self) -> f32 {
        self.zoom.unwrap_or(1.0)
    }

    /// Enlarges the sheet by a factor; 0 makes it as wide as the pane.
    pub(super) fn zoom_by(&mut self, factor: f32) {
        let zoom = if factor > 0.0 {
            self.zoom() * factor
        } else {
            1.0
        };
        self.zoom = Some(zoom.clamp(*ZOOMS.start(), *ZOOMS.end()));
        self.scroll_to_place = true;
    }

    /// Where characters are printed, and where cells are; nothing as long as it is not known.
    pub(crate) fn places(
        &mut self,
        ctx: &Context,
        session: &Session,
    ) -> (Arc<Vec<Place>>, Arc<Vec<FramedCell>>) {
        let printed = self.printed(ctx, session);
        let revision = session.revision();
        self.places.take_if(|(known, _)| *known != revision);
        let made = || (revision, Arc::new(frames::places(session, &printed)));
        let (_, places) = self.places.get_or_insert_with(made);
        (printed, Arc::clone(places))
    }

    /// Where characters are printed; nothing as long as it is not known.
    pub(crate) fn printed(&mut self, ctx: &Context, session: &Session) -> Arc<Vec<Place>> {
        if let Some(printed) = &self.printed {
            return Arc::clone(printed);
        }
        let source = session.source();
        let Some(original) = self
            .original
            .clone()
            .filter(|original| frames::tells_places(session, original))
        else {
            return Arc::default();
        };
        let mut known = Some(source.places.clone()).filter(|places| !places.is_empty());
        if known.is_none() && !source.pages.is_empty() {
            // Saved reviews hold no places.
            let job = self
                .job
                .get_or_insert_with(|| PlacesJob::start(ctx, original, source.sha256.clone()));
            known = job.answer();
        }
        let Some(known) = known else {
            return Arc::default();
        };
        self.job = None;
        self.places = None;
        let printed = Arc::new(known);
        self.printed = Some(Arc::clone(&printed));
        printed
    }

    /// Gives the memory of the pictures back, because the report is not in front.
    pub(crate) fn rest(&mut self) {
        self.pictures.forget();
    }
}
