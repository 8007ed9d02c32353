//! The picture of a page of a PDF file.

use std::sync::Arc;

use hayro::hayro_interpret::InterpreterSettings;
use hayro::hayro_interpret::font::FontQuery;
use hayro::hayro_interpret::hayro_syntax::page::Page;
use hayro::hayro_interpret::hayro_syntax::{LoadPdfError, Pdf};
use hayro::vello_cpu::color::palette::css::WHITE;
use hayro::{PixmapSettings, RenderCache, RenderSettings, render};

use crate::source::imported::Failure;
use crate::source::picture::{CHINESE_FONT, MOST_PIXELS, MOST_SIDE, Picture, Wanted};

/// Draws a page on white paper, upright as the file says.
///
/// # Errors
/// When the file needs a password or is damaged, or has no such page.
pub(crate) fn draw(bytes: Vec<u8>, wanted: Wanted) -> Result<Picture, Failure> {
    let pdf = Pdf::new(bytes).map_err(|error| match error {
        LoadPdfError::Decryption(_) => Failure::Locked,
        LoadPdfError::Invalid => Failure::Damaged,
    })?;
    let page = pdf.pages().get(wanted.page).ok_or(Failure::Damaged)?;
    Ok(Picture {
        n_pages: pdf.pages().len(),
        ..page_drawn(page, wanted.width)
    })
}

/// Draws a page so many pixels wide.
pub(super) fn page_drawn<'a>(page: &'a Page<'a>, wanted: u32) -> Picture {
    let (width, height) = page.render_dimensions();
    let scale = scale(width, height, wanted);
    let cache = RenderCache::new();
    let drawn = render(
        page,
        &cache,
        &settings(),
        &RenderSettings::default(),
        &PixmapSettings {
            x_scale: scale,
            y_scale: scale,
            bg_color: WHITE,
        },
    );
    let rgb = drawn
        .data()
        .iter()
        .flat_map(|pixel| [pixel.r, pixel.g, pixel.b]);
    Picture {
        n_pages: 0,
        width: u32::from(drawn.width()),
        height: u32::from(drawn.height()),
        points: (width, height),
        rgb: rgb.collect(),
    }
}

/// Pixels a point, so that the page is as wide as wanted and neither too large nor too long.
fn scale(width: f32, height: f32, wanted: u32) -> f32 {
    let (width, height) = (width.max(1.0), height.max(1.0));
    let by_area = (MOST_PIXELS / (width * height)).sqrt();
    let by_side = MOST_SIDE / width.max(height);
    let wanted = f32::from(u16::try_from(wanted).unwrap_or(u16::MAX));
    (wanted / width).min(by_area).min(by_side)
}

fn settings() -> InterpreterSettings {
    InterpreterSettings {
        font_resolver: Arc::new(|query| match query {
            FontQuery::Standard(font) => Some(font.get_font_data()),
            FontQuery::Fallback(font) if font.character_collection.is_some() => {
                Some((Arc::new(CHINESE_FONT), 0))
            }
            FontQuery::Fallback(font) => Some(font.pick_standard_font().get_font_data()),
        }),
        ..InterpreterSettings::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_page_is_larger_than_what_can_be_shown() {
        for (width, height) in [
            (595.0, 842.0),
            (20_000.0, 20_000.0),
            (10.0, 60_000.0),
            (0.0, 0.0),
        ] {
            let scale = scale(width, height, 1_600);
            assert!(width * scale <= MOST_SIDE + 1.0 && height * scale <= MOST_SIDE + 1.0);
            assert!(width * scale * height * scale <= MOST_PIXELS * 1.01);
        }
    }
}
