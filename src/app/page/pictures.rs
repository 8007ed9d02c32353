//! The pictures of the pages looked at last, and the one being drawn.

use std::path::Path;

use egui::{ColorImage, Context, TextureHandle, TextureOptions, Vec2};

use crate::app::background::pages::PageJob;
use crate::source::picture::{Picture, Wanted};

/// Pictures that are kept of a report: the page in sight in two sizes, and the one before.
const KEPT: usize = 3;

/// A page that can be painted.
pub(super) struct Painted {
    /// Which, and how large it was asked for.
    pub wanted: Wanted,
    /// Its size, upright, in points of the paper.
    pub points: Vec2,
    pub texture: TextureHandle,
}

/// The pictures of a report.
#[derive(Default)]
pub(super) struct Pictures {
    painted: Vec<Painted>,
    job: Option<PageJob>,
    /// Why a page could not be drawn, and which.
    pub trouble: Option<(usize, String)>,
    /// How many pages there are, once one was drawn.
    pub n_pages: Option<usize>,
}

impl Pictures {
    /// The page as it is wanted; else in another size, while the wanted one is being drawn.
    pub(super) fn get(&mut self, ctx: &Context, path: &Path, wanted: Wanted) -> Option<&Painted> {
        self.take(ctx);
        let has_failed = matches!(&self.trouble, Some((page, _)) if *page == wanted.page);
        if self.job.is_none() && !has_failed && !self.painted.iter().any(|own| own.wanted == wanted)
        {
            self.job = Some(PageJob::start(ctx, path.to_owned(), wanted));
        }
        let of_page = || {
            self.painted
                .iter()
                .filter(|own| own.wanted.page == wanted.page)
        };
        let exact = of_page().find(|own| own.wanted == wanted);
        exact.or_else(|| of_page().max_by_key(|own| own.wanted.width))
    }

    /// Whether a page is being drawn.
    pub(super) fn is_busy(&self) -> bool {
        self.job.is_some()
    }

    fn take(&mut self, ctx: &Context) {
        let Some(answer) = self.job.as_ref().and_then(PageJob::answer) else {
            return;
        };
        let Some(job) = self.job.take() else { return };
        match answer {
            Ok(picture) => self.keep(ctx, job.wanted, &picture),
            Err(sentence) => self.trouble = Some((job.wanted.page, sentence)),
        }
    }

    fn keep(&mut self, ctx: &Context, wanted: Wanted, picture: &Picture) {
        let length = |pixels: u32| usize::try_from(pixels).unwrap_or_default();
        let size = [length(picture.width), length(picture.height)];
        if size[0] * size[1] * 3 != picture.rgb.len() {
            return;
        }
        self.trouble = None;
        self.n_pages = Some(picture.n_pages);
        let image = ColorImage::from_rgb(size, &picture.rgb);
        let name = format!("page {}", wanted.page);
        let texture = ctx.load_texture(name, image, TextureOptions::LINEAR);
        self.painted.push(Painted {
            wanted,
            points: Vec2::new(picture.points.0, picture.points.1),
            texture,
        });
        let n_old = self.painted.len().saturating_sub(KEPT);
        self.painted.drain(..n_old);
    }

    /// Gives the memory back; what is looked at again is drawn anew.
    pub(super) fn forget(&mut self) {
        self.painted.clear();
        self.job = None;
    }
}
