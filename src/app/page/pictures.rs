//! The pictures of the pages looked at last, and the one being drawn.

use std::path::Path;

use egui::{ColorImage, Context, TextureHandle, TextureOptions, Vec2};

use crate::app::background::pages::PageJob;
use crate::source::picture::{Picture, Wanted};

/// Bytes of pictures that are kept of a report.
const MOST_BYTES: usize = 96 << 20;

/// Pictures that are kept however large they are: the page in sight, and that of the selected row.
const LEAST: usize = 2;

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
        let found = self
            .painted
            .iter()
            .position(|own| own.wanted == wanted)
            .or_else(|| {
                let sizes = self.painted.iter().enumerate();
                let of_page = sizes.filter(|(_, own)| own.wanted.page == wanted.page);
                let largest = of_page.max_by_key(|(_, own)| own.wanted.width);
                largest.map(|(at, _)| at)
            })?;
        // What is looked at goes last.
        let painted = self.painted.remove(found);
        self.painted.push(painted);
        self.painted.last()
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
        let image = fitting(image, ctx.input(|input| input.max_texture_side));
        let name = format!("page {}", wanted.page);
        let texture = ctx.load_texture(name, image, TextureOptions::LINEAR);
        self.painted.push(Painted {
            wanted,
            points: Vec2::new(picture.points.0, picture.points.1),
            texture,
        });
        let n_old = n_too_many(self.painted.iter().map(|own| own.texture.byte_size()));
        self.painted.drain(..n_old);
    }

    /// Gives the memory back; what is looked at again is drawn anew.
    pub(super) fn forget(&mut self) {
        self.painted.clear();
        self.job = None;
    }
}

/// The picture, with every so many pixels only where a side is longer than the graphics card takes.
fn fitting(image: ColorImage, longest: usize) -> ColorImage {
    let [width, height] = image.size;
    let step = width.max(height).div_ceil(longest.max(1)).max(1);
    if step == 1 {
        return image;
    }
    let rows = image.pixels.chunks(width.max(1)).step_by(step);
    let pixels = rows.flat_map(|row| row.iter().step_by(step).copied());
    let size = [width.div_ceil(step), height.div_ceil(step)];
    ColorImage::new(size, pixels.collect())
}

/// How many of the pictures with so many bytes have to go, the first ones first.
fn n_too_many(bytes: impl DoubleEndedIterator<Item = usize> + ExactSizeIterator) -> usize {
    let n = bytes.len();
    let mut sum = 0_usize;
    let kept = bytes.rev().enumerate().take_while(|(at, bytes)| {
        sum += bytes;
        *at < LEAST || sum <= MOST_BYTES
    });
    n - kept.count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(mb: &[usize], expected: usize) {
        assert_eq!(n_too_many(mb.iter().map(|mb| mb << 20)), expected, "{mb:?}");
    }

    #[test]
    fn a_picture_is_no_larger_than_the_graphics_card_takes() {
        for (size, longest, expected) in [
            ([3, 5], 5, [3, 5]),
            ([3, 5], 4, [2, 3]),
            ([900, 3_000], 1_000, [300, 1_000]),
        ] {
            let image = ColorImage::filled(size, egui::Color32::WHITE);
            let fitted = fitting(image, longest);
            assert_eq!(fitted.size, expected);
            assert_eq!(fitted.pixels.len(), expected[0] * expected[1]);
        }
    }

    #[test]
    fn pictures_keep_to_their_memory_and_the_two_in_sight_are_never_drawn_over_and_over() {
        check(&[], 0);
        check(&[9; 10], 0);
        check(&[9; 12], 2);
        check(&[9, 90, 9], 1);
        check(&[9, 90, 90], 1);
        check(&[200], 0);
    }
}
