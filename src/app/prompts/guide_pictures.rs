//! The pictures of the guide, which a script takes of the real window.

use std::collections::BTreeMap;

use egui::{ColorImage, TextureHandle, TextureOptions, Ui, Vec2};

use crate::app::style;
use crate::app::style::wrapped::{Use, wrapped};

/// The files by name, as PNG.
#[cfg(feature = "ocr")]
const FILES: [(&str, &[u8]); 4] = [
    (
        "desk.png",
        include_bytes!("../../../assets/screenshots/desk.png"),
    ),
    (
        "sign-off.png",
        include_bytes!("../../../assets/screenshots/sign-off.png"),
    ),
    (
        "verify.png",
        include_bytes!("../../../assets/screenshots/verify.png"),
    ),
    (
        "welcome.png",
        include_bytes!("../../../assets/screenshots/welcome.png"),
    ),
];

/// Width of a picture, in points; what is told about it stays in sight.
const WIDTH: f32 = 660.0;

/// The pictures that were looked at, as long as the guide is open; `None` for one that cannot be drawn.
#[derive(Default)]
pub(crate) struct Pictures {
    drawn: BTreeMap<String, Option<TextureHandle>>,
}

impl std::fmt::Debug for Pictures {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_set().entries(self.drawn.keys()).finish()
    }
}

/// Draws a picture with its caption below it; the caption alone where the program was built without pictures.
pub(crate) fn picture_ui(ui: &mut Ui, caption: &str, file: &str, pictures: &mut Pictures) {
    let ctx = ui.ctx().clone();
    let load = || Some(ctx.load_texture(file, decoded(file)?, TextureOptions::LINEAR));
    let drawn = pictures.drawn.entry(file.to_owned());
    if let Some(texture) = drawn.or_insert_with(load) {
        let size = texture.size_vec2();
        let width = ui.available_width().min(WIDTH);
        let size = Vec2::new(width, width * size.y / size.x.max(1.0));
        let picture = egui::Image::new((texture.id(), size)).alt_text(caption);
        ui.add(picture.corner_radius(4));
    }
    let weak = style::palette(ui).weak;
    let caption = egui::RichText::new(format!("〔{caption}〕"));
    wrapped(ui, caption.size(style::SMALL_SIZE).color(weak), Use::Read);
}

/// The pixels of a picture of the guide.
#[cfg(feature = "ocr")]
pub(crate) fn decoded(file: &str) -> Option<ColorImage> {
    let (_, bytes) = FILES.iter().find(|(name, _)| *name == file)?;
    let image = image::load_from_memory(bytes).ok()?.into_rgb8();
    let length = |pixels: u32| usize::try_from(pixels).ok();
    let size = [length(image.width())?, length(image.height())?];
    Some(ColorImage::from_rgb(size, image.as_raw()))
}

/// Nothing: this program decodes no pictures.
#[cfg(not(feature = "ocr"))]
pub(crate) fn decoded(_: &str) -> Option<ColorImage> {
    None
}
