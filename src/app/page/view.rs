//! What the pane of the pages keeps.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::app::page::frames::Place;
use crate::app::page::pictures::Pictures;
use crate::app::page::sheet::Turn;
use crate::dataset::original;
use crate::form::CellKey;

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
    /// Where cells stand on the pages; source and reading never change.
    pub(super) places: Option<Arc<Vec<Place>>>,
    /// The cell whose place was brought into sight last.
    pub(super) followed: Option<CellKey>,
    /// Whether the place of the selected cell is to be brought into sight as soon as its page is there.
    pub(super) scroll_to_place: bool,
}

impl PageView {
    /// Looks for the pages of a report that was opened from `opened`, once.
    pub(crate) fn look_for(&mut self, opened: Option<&Path>) {
        if !self.is_looked_for {
            self.is_looked_for = true;
            self.original = opened.and_then(original::of);
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

    /// Gives the memory of the pictures back, because the report is not in front.
    pub(crate) fn rest(&mut self) {
        self.pictures.forget();
    }
}
