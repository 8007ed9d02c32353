//! The pictures of figures, sheet by sheet, as far as they were looked at.

use std::collections::BTreeMap;
use std::path::Path;

use egui::{Context, TextureHandle, TextureId, TextureOptions, Vec2};

use crate::app::background::snippets::SnippetsJob;
use crate::app::carpet::cut::{Cut, Sheet, Spot};
use crate::app::commands::ReportId;
use crate::form::CellKey;

/// Bytes of pictures that are kept, those in sight aside.
const MOST_BYTES: usize = 32 << 20;

/// Pages that are drawn at once: each takes a core, and the memory of a page.
const MOST_JOBS: usize = 2;

/// A page of a report, from 0.
pub(super) type PageOf = (ReportId, usize);

/// The sheets of figures.
#[derive(Default)]
pub(super) struct Sheets {
    /// Those looked at last behind the others.
    painted: Vec<Painted>,
    jobs: Vec<(PageOf, SnippetsJob)>,
    /// Why there is no picture, by page.
    troubles: BTreeMap<PageOf, String>,
}

/// A sheet that can be painted.
struct Painted {
    of: PageOf,
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

impl Sheets {
    /// The figure of `cell` on a page of the file at `path`; begins to cut out those that stand there, as `spots` gives
    /// them.
    pub(super) fn get(
        &mut self,
        ctx: &Context,
        (of, cell): (PageOf, &CellKey),
        path: &Path,
        spots: impl FnOnce() -> Vec<(CellKey, Spot)>,
    ) -> Snippet<'_> {
        if let Some(at) = self.painted.iter().position(|sheet| sheet.of == of) {
            let mut sheet = self.painted.remove(at);
            sheet.seen_at = ctx.cumulative_frame_nr();
            self.painted.push(sheet);
            return self.last_of(cell);
        }
        if let Some(sentence) = self.troubles.get(&of) {
            return Snippet::Nothing(Some(sentence));
        }
        let is_begun = self.jobs.iter().any(|(own, _)| *own == of);
        if !is_begun && self.jobs.len() < MOST_JOBS {
            let job = SnippetsJob::start(ctx, path.to_owned(), of.1, spots());
            self.jobs.push((of, job));
        }
        Snippet::Coming
    }

    /// The figure in the sheet looked at last.
    fn last_of(&self, cell: &CellKey) -> Snippet<'_> {
        let found = self.painted.last();
        let found = found.and_then(|sheet| Some((&sheet.texture, sheet.cuts.get(cell)?)));
        let Some((texture, cut)) = found else {
            return Snippet::Nothing(None);
        };
        Snippet::Picture(texture.id(), texture.size_vec2(), *cut)
    }

    /// Takes what was cut out.
    pub(super) fn take(&mut self, ctx: &Context) {
        let mut come = Vec::new();
        self.jobs.retain(|(of, job)| {
            let answer = job.answer();
            let is_coming = answer.is_none();
            come.extend(answer.map(|answer| (*of, answer)));
            is_coming
        });
        for (of, answer) in come {
            match answer {
                Ok(sheet) => self.keep(ctx, of, sheet),
                Err(sentence) => {
                    self.troubles.insert(of, sentence);
                }
            }
        }
    }

    fn keep(&mut self, ctx: &Context, of: PageOf, sheet: Sheet) {
        if sheet.cuts.is_empty() {
            self.troubles.insert(of, String::new());
            return;
        }
        let now = ctx.cumulative_frame_nr();
        let name = format!("figures of page {}", of.1);
        self.painted.push(Painted {
            of,
            texture: ctx.load_texture(name, sheet.image, TextureOptions::LINEAR),
            cuts: sheet.cuts.into_iter().collect(),
            seen_at: now,
        });
        let mut bytes: usize = self.painted.iter().map(Painted::n_bytes).sum();
        while let Some(oldest) = self.painted.first() {
            if bytes <= MOST_BYTES || oldest.seen_at + 1 >= now {
                break;
            }
            bytes -= oldest.n_bytes();
            self.painted.remove(0);
        }
    }

    /// Gives the memory back; what is looked at again is cut out anew.
    pub(super) fn forget(&mut self) {
        self.painted.clear();
    }
}

impl Painted {
    fn n_bytes(&self) -> usize {
        self.texture.byte_size()
    }
}
