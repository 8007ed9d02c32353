//! Where lines of text are.

use hayro_interpret::kurbo::Rect;

use crate::source::ocr::models::{Models, Output};
use crate::source::ocr::numbers::{real, whole};
use crate::source::ocr::parts;
use crate::source::ocr::picture::{Grey, Ink};
use crate::source::ocr::tuning as t;

/// The places of the lines of text on a page, in its pixels. Lines may be cut where a table or a wide gap parts them.
pub(super) fn text_areas(models: &Models, page: &Grey) -> Vec<Rect> {
    let longest = real(page.width.max(page.height).max(1));
    let scale = (real(t::DETECT_SIDE) / longest).min(1.0);
    let side = |length: usize| {
        let steps = whole(real(length) * scale / real(t::DETECT_STEP)).max(1);
        steps * t::DETECT_STEP
    };
    let (width, height) = (side(page.width), side(page.height));
    let picture = page.scaled(width, height);
    let Some(output) = models.detect([1, 3, height, width], channels(&picture)) else {
        return Vec::new();
    };
    areas(&output, page)
}

/// The picture as models take it: from -1 for black to 1 for white, three times, for the three colours.
pub(super) fn channels(picture: &Grey) -> Vec<f32> {
    let one = picture
        .pixels
        .iter()
        .map(|pixel| f32::from(*pixel) / 127.5 - 1.0);
    let one: Vec<f32> = one.collect();
    one.repeat(3)
}

fn areas(output: &Output, page: &Grey) -> Vec<Rect> {
    let [.., height, width] = output.shape.as_slice() else {
        return Vec::new();
    };
    let (width, height) = (*width, *height);
    let text = Ink {
        width,
        height,
        pixels: output
            .values
            .iter()
            .map(|value| *value >= t::TEXT_PIXEL)
            .collect(),
    };
    let (across, down) = (
        real(page.width) / real(width.max(1)),
        real(page.height) / real(height.max(1)),
    );
    let parts = parts::parts(&text).into_iter().filter(|part| {
        let values = part
            .pixels
            .iter()
            .filter_map(|(x, y)| output.values.get(y * width + x));
        let sum: f64 = values.map(|value| f64::from(*value)).sum();
        sum >= f64::from(t::TEXT_AREA) * real(part.pixels.len())
            && part.width() > 2
            && part.height() > 2
    });
    let areas = parts.map(|part| {
        let [x0, y0, x1, y1] = part.bounds.map(real);
        let core = Rect::new(x0, y0, x1, y1);
        let wider = core.area() * t::UNCLIP / (2.0 * (core.width() + core.height()));
        let area = core.inflate(wider, wider);
        Rect::new(
            area.x0 * across,
            area.y0 * down,
            area.x1 * across,
            area.y1 * down,
        )
        .intersect(Rect::new(0.0, 0.0, real(page.width), real(page.height)))
    });
    areas.collect()
}
