//! The pictures of the figures of one report.

use std::path::{Path, PathBuf};

use egui::Context;

use crate::app::carpet::sheets::{Sheets, Snippet};
use crate::app::carpet::spots::{self, Spots};
use crate::app::commands::ReportId;
use crate::app::page::view::PageView;
use crate::form::CellKey;
use crate::review::Session;

/// The figures of a report.
#[derive(Default)]
pub(super) struct Snippets {
    spots: Spots,
    /// The file on whose pages they stand, once the places are known.
    spots_of: Option<PathBuf>,
    sheets: Sheets,
}

impl Snippets {
    /// Whether any figure has a place on a page.
    pub(super) fn has_any(&self) -> bool {
        !self.spots.is_empty()
    }

    /// Looks where the figures stand, once the places of the characters are known, and takes what was cut out.
    pub(super) fn refresh(&mut self, ctx: &Context, session: &Session, pages: &mut PageView) {
        self.sheets.take(ctx);
        let original = pages.original().map(Path::to_owned);
        if original.is_none() || self.spots_of == original {
            return;
        }
        let spots = if let Some(beside) = pages.beside(ctx, session) {
            spots::of_beside(&beside)
        } else {
            let printed = pages.printed(session);
            if printed.is_empty() {
                return;
            }
            spots::of(session.source(), session.reading(), &printed)
        };
        if !spots.is_empty() {
            *self = Self {
                spots,
                spots_of: original,
                ..Self::default()
            };
        }
    }

    /// The figure of `cell`; begins to cut it out.
    pub(super) fn get(&mut self, ctx: &Context, cell: &CellKey) -> Snippet<'_> {
        let path = self.spots_of.as_deref();
        let (Some(path), Some((page, _))) = (path, self.spots.get(cell).copied()) else {
            return Snippet::Nothing(None);
        };
        let on_page = || {
            let on_page = self.spots.iter().filter(|(_, (other, _))| *other == page);
            on_page
                .map(|(cell, (_, spot))| (cell.clone(), *spot))
                .collect()
        };
        let of = (ReportId::default(), page);
        self.sheets.get(ctx, (of, cell), path, on_page)
    }
}
