//! The pictures of figures, page by page, as far as they were looked at.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use egui::{Context, TextureHandle, TextureId, TextureOptions, Vec2};

use crate::app::background::snippets::SnippetsJob;
use crate::app::carpet::cut::{Cut, Sheet, Spot};
use crate::app::page::frames::tells_places;
use crate::app::page::view::PageView;
use crate::form::CellKey;
use crate::review::{Session, sights};
use crate::source::place::{self, Place};

/// Bytes of pictures that are kept, those in sight aside.
const MOST_BYTES: usize = 32 << 20;

/// The figures of a report.
#[derive(Default)]
pub(super) struct Snippets {
    /// Where the figures stand, each with its page from 0; of these places of the characters.
    spots: BTreeMap<CellKey, (usize, Spot)>,
    spots_of: Option<Arc<Vec<Place>>>,
    /// The sheets, those looked at last behind the others.
    sheets: Vec<Painted>,
    job: Option<SnippetsJob>,
    /// Why there is no picture, by page.
    troubles: BTreeMap<usize, String>,
}

/// A sheet that can be painted.
struct Painted {
    page: usize,
    texture: TextureHandle,
    cuts: BTreeMap<CellKey, Cut>,
    /// The frame it was looked at last.
    seen_at: u64,
}

/// What there is of a figure.
pub(super) enum Snippet<'a> {
    /// Its picture, in a texture of this size in pixels.
    Picture(TextureId, Vec2, Cut),
    /// It is being cut out.
    Coming,
    /// None; a sentence says why, where it should be there.
    Nothing(Option<&'a str>),
}

impl Snippets {
    /// Whether any figure has a place on a page.
    pub(super) fn has_any(&self) -> bool {
        !self.spots.is_empty()
    }

    /// Looks where the figures stand, once the places of the characters are known, and takes what was cut out.
    pub(super) fn refresh(&mut self, ctx: &Context, session: &Session, pages: &mut PageView) {
        self.take(ctx);
        let printed = pages.printed(ctx, session);
        let is_known = |known: &Arc<Vec<Place>>| Arc::ptr_eq(known, &printed);
        if printed.is_empty() || self.spots_of.as_ref().is_some_and(is_known) {
            return;
        }
        let cells = session.reading().cells.iter();
        let spots = cells.filter_map(|(cell, found)| {
            let figure = sights::of_cell(session, cell).next();
            let figure = figure.map(|seen| (seen.page, Spot::Figure(seen.area)));
            let place = || {
                let mut spans = found.spans.iter().filter(|span| !span.is_empty());
                let (page, area) = spans.find_map(|span| first_area(&printed, *span))?;
                Some((page, Spot::Place(area)))
            };
            Some((cell.clone(), figure.or_else(place)?))
        });
        self.spots = spots.collect();
        self.spots_of = Some(printed);
    }

    /// The figure of `cell` in the file at `path`; begins to cut it out.
    pub(super) fn get(
        &mut self,
        ctx: &Context,
        session: &Session,
        path: Option<&Path>,
        cell: &CellKey,
    ) -> Snippet<'_> {
        let path = path.filter(|path| tells_places(session, path));
        let (Some(path), Some((page, _))) = (path, self.spots.get(cell).copied()) else {
            return Snippet::Nothing(None);
        };
        if let Some(at) = self.sheets.iter().position(|sheet| sheet.page == page) {
            let mut sheet = self.sheets.remove(at);
            sheet.seen_at = ctx.cumulative_frame_nr();
            self.sheets.push(sheet);
            return self.last_of(cell);
        }
        if let Some(sentence) = self.troubles.get(&page) {
            return Snippet::Nothing(Some(sentence));
        }
        if self.job.is_none() {
            let on_page = self.spots.iter().filter(|(_, (other, _))| *other == page);
            let spots = on_page.map(|(cell, (_, spot))| (cell.clone(), *spot));
            let job = SnippetsJob::start(ctx, path.to_owned(), page, spots.collect());
            self.job = Some(job);
        }
        Snippet::Coming
    }

    /// The figure in the sheet looked at last.
    fn last_of(&self, cell: &CellKey) -> Snippet<'_> {
        let found = self.sheets.last();
        let found = found.and_then(|sheet| Some((&sheet.texture, sheet.cuts.get(cell)?)));
        let Some((texture, cut)) = found else {
            return Snippet::Nothing(None);
        };
        Snippet::Picture(texture.id(), texture.size_vec2(), *cut)
    }

    fn take(&mut self, ctx: &Context) {
        let Some(answer) = self.job.as_ref().and_then(SnippetsJob::answer) else {
            return;
        };
        let Some(job) = self.job.take() else { return };
        match answer {
            Ok(sheet) => self.keep(ctx, job.page, sheet),
            Err(sentence) => {
                self.troubles.insert(job.page, sentence);
            }
        }
    }

    fn keep(&mut self, ctx: &Context, page: usize, sheet: Sheet) {
        if sheet.cuts.is_empty() {
            self.troubles.insert(page, String::new());
            return;
        }
        let now = ctx.cumulative_frame_nr();
        let name = format!("figures of page {page}");
        self.sheets.push(Painted {
            page,
            texture: ctx.load_texture(name, sheet.image, TextureOptions::LINEAR),
            cuts: sheet.cuts.into_iter().collect(),
            seen_at: now,
        });
        let mut bytes: usize = self.sheets.iter().map(Painted::n_bytes).sum();
        while let Some(oldest) = self.sheets.first() {
            if bytes <= MOST_BYTES || oldest.seen_at + 1 >= now {
                break;
            }
            bytes -= oldest.n_bytes();
            self.sheets.remove(0);
        }
    }
}

impl Painted {
    fn n_bytes(&self) -> usize {
        self.texture.byte_size()
    }
}

fn first_area(printed: &[Place], span: crate::source::Span) -> Option<(usize, place::Area)> {
    let (page, area) = place::areas_of(printed, span).into_iter().next()?;
    Some((usize::try_from(page).ok()?, area))
}
