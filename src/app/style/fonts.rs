//! The fonts of the window, and the grid that tables of the source stand in.

use std::sync::Arc;

use egui::{Context, FontData, FontDefinitions, FontFamily, FontId, FontTweak};

use crate::source::picture::CHINESE_FONT;

/// The family of the Latin characters of the grid that tables of the source stand in.
const GRID: &str = "grid";

/// The font of its Latin characters, which egui brings along.
const LATIN_FONT: &str = "Hack";

/// Width of a character of that font as a share of its size: 1233 of 2048 units.
const LATIN_WIDTH: f32 = 1233.0 / 2048.0;

/// Size of the characters of the grid, in points: the Latin ones come out smaller.
const GRID_SIZE: f32 = 15.0;
/// Height of the ground behind Latin characters of the grid, in points.
pub(crate) const GRID_LINE: f32 = 18.0;
/// Size of the report's text, in points.
pub(crate) const SOURCE_SIZE: f32 = 14.0;

/// The font of the report's prose.
pub(crate) fn source_font() -> FontId {
    FontId::proportional(SOURCE_SIZE)
}

/// The fonts of the report's tables: of characters one column of the grid wide, and of those two columns wide.
pub(crate) fn grid_font(columns: usize) -> FontId {
    if columns == 1 {
        FontId::new(GRID_SIZE, FontFamily::Name(GRID.into()))
    } else {
        FontId::proportional(GRID_SIZE)
    }
}

/// The width of so many columns of the grid, in points.
pub(crate) fn grid_columns(n: usize) -> f32 {
    // A line has far fewer columns than the greatest number that is exact.
    f32::from(u16::try_from(n).unwrap_or(u16::MAX)) * GRID_SIZE / 2.0
}

/// Installs the fonts.
pub(crate) fn install(ctx: &Context) {
    const NAME: &str = "Noto Sans SC";
    let mut fonts = FontDefinitions::default();
    fonts.font_data.insert(
        NAME.to_owned(),
        Arc::new(FontData::from_static(CHINESE_FONT)),
    );
    // First among the proportional fonts, else quotation marks come out narrow.
    fonts
        .families
        .entry(FontFamily::Proportional)
        .or_default()
        .insert(0, NAME.to_owned());
    fonts
        .families
        .entry(FontFamily::Monospace)
        .or_default()
        .push(NAME.to_owned());
    install_grid(&mut fonts);
    ctx.set_fonts(fonts);
}

/// Columns of a table printed with spaces stand under each other only where a Chinese character is exactly two Latin
/// ones wide.
fn install_grid(fonts: &mut FontDefinitions) {
    let Some(latin) = fonts.font_data.get(LATIN_FONT) else {
        return;
    };
    let narrow = FontData::clone(latin).tweak(FontTweak {
        scale: 0.5 / LATIN_WIDTH,
        // On one line with the Chinese characters.
        y_offset_factor: 0.16,
        tab_size: 1.0,
        ..FontTweak::default()
    });
    fonts.font_data.insert(GRID.to_owned(), Arc::new(narrow));
    let family = FontFamily::Name(GRID.into());
    fonts.families.insert(family, vec![GRID.to_owned()]);
}
