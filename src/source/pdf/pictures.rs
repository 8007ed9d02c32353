//! The pictures of a page, put together at their own resolution: what a scanner made, whole or in strips, with nothing drawn
//! over it.

use std::cell::RefCell;

use hayro_interpret::font::GlyphRun;
use hayro_interpret::hayro_syntax::Pdf;
use hayro_interpret::hayro_syntax::page::Page;
use hayro_interpret::kurbo::{Affine, BezPath, Point, Rect};
use hayro_interpret::{
    BlendMode, ClipPath, Context, Device, DrawMode, DrawProps, Image, ImageData, ImageDrawProps,
    InterpreterCache, InterpreterSettings, LumaData, Paint, SoftMask, TransformExt, interpret_page,
};

use crate::source::ocr::Colour;

/// Grey of the paper.
const WHITE: u8 = 255;

/// The pictures of a page in one, with so many dots per inch; none where the page has no size.
pub(super) fn picture<'a>(
    pdf: &'a Pdf,
    page: &Page<'a>,
    cache: &InterpreterCache<'a>,
    per_inch: f64,
) -> Option<Colour> {
    let (width, height) = page.render_dimensions();
    let scale = per_inch / 72.0;
    let area = Rect::new(
        0.0,
        0.0,
        f64::from(width) * scale,
        f64::from(height) * scale,
    );
    let (n_columns, n_rows) = (pixels(area.x1), pixels(area.y1));
    if n_columns == 0 || n_rows == 0 {
        return None;
    }
    let mut canvas = Canvas(RefCell::new(Colour {
        width: n_columns,
        height: n_rows,
        pixels: vec![[WHITE; 3]; n_columns * n_rows],
    }));
    let transform = Affine::scale(scale) * page.initial_transform(true).to_kurbo();
    let settings = InterpreterSettings::default();
    let mut context = Context::new(transform, area, cache, pdf.xref(), settings);
    interpret_page(page, &mut context, &mut canvas);
    Some(canvas.0.into_inner())
}

/// The page as far as it is drawn.
struct Canvas(RefCell<Colour>);

/// The whole pixels of a length; 0 for what is negative.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a float is cut to the nearest number of its kind that there is"
)]
fn pixels(length: f64) -> usize {
    length as usize
}

fn real(count: usize) -> f64 {
    u32::try_from(count).map_or(f64::from(u32::MAX), f64::from)
}

impl Canvas {
    /// Paints each pixel that `transform` brings into a picture of this size, with the colour and the opacity that `of`
    /// gives for a place in it.
    fn paint(
        &self,
        transform: Affine,
        (width, height): (u32, u32),
        of: &dyn Fn(usize, usize) -> ([u8; 3], u8),
    ) {
        let size = Rect::new(0.0, 0.0, f64::from(width), f64::from(height));
        let mut canvas = self.0.borrow_mut();
        let (n_columns, n_rows) = (canvas.width, canvas.height);
        let page = Rect::new(0.0, 0.0, real(n_columns), real(n_rows));
        let covered = transform.transform_rect_bbox(size).intersect(page);
        if !transform.determinant().is_normal() || covered.area() <= 0.0 {
            return;
        }
        let back = transform.inverse();
        let (left, right) = (pixels(covered.x0), pixels(covered.x1.ceil()).min(n_columns));
        for y in pixels(covered.y0)..pixels(covered.y1.ceil()).min(n_rows) {
            let row = y * n_columns;
            let Some(row) = canvas.pixels.get_mut(row + left..row + right) else {
                return;
            };
            for (pixel, x) in row.iter_mut().zip(left..) {
                let place = back * Point::new(real(x) + 0.5, real(y) + 0.5);
                if size.contains(place) {
                    let (colour, opacity) = of(pixels(place.x), pixels(place.y));
                    *pixel = over(*pixel, colour, opacity);
                }
            }
        }
    }
}

fn over(below: [u8; 3], above: [u8; 3], opacity: u8) -> [u8; 3] {
    if opacity == WHITE {
        return above;
    }
    let part = u32::from(opacity);
    let mixed = below.iter().zip(above).map(|(below, above)| {
        let sum = u32::from(*below) * (255 - part) + u32::from(above) * part;
        u8::try_from(sum / 255).unwrap_or(WHITE)
    });
    let mut colour = below;
    for (value, mixed) in colour.iter_mut().zip(mixed) {
        *value = mixed;
    }
    colour
}

fn at(data: &LumaData, x: usize, y: usize) -> u8 {
    let pixel = data.data.get(y * data.width as usize + x);
    pixel.copied().unwrap_or(WHITE)
}

/// The opacity at a place of a picture of this width and height, of which the mask may have another size.
fn opacity(mask: Option<&LumaData>, (x, y): (usize, usize), (width, height): (u32, u32)) -> u8 {
    mask.map_or(WHITE, |mask| {
        let scaled = |at: usize, of: u32, to: u32| at * to as usize / of.max(1) as usize;
        at(
            mask,
            scaled(x, width, mask.width),
            scaled(y, height, mask.height),
        )
    })
}

impl<'a> Device<'a> for Canvas {
    fn draw_image(&mut self, image: Image<'a, '_>, props: ImageDrawProps<'a>) {
        let scaled = |(x, y): (f32, f32)| {
            props.transform * Affine::scale_non_uniform(f64::from(x), f64::from(y))
        };
        match image {
            Image::Raster(raster) => raster.with_rgba(
                |data, mask| {
                    let size = (data.width(), data.height());
                    let colour = |x: usize, y: usize| {
                        let colour = match &data {
                            ImageData::Luma(grey) => [at(grey, x, y); 3],
                            ImageData::Rgb(rgb) => {
                                let start = (y * rgb.width as usize + x) * 3;
                                let pixel = rgb.data.get(start..start + 3);
                                let pixel = pixel.and_then(|pixel| pixel.try_into().ok());
                                pixel.unwrap_or([WHITE; 3])
                            }
                        };
                        (colour, opacity(mask.as_ref(), (x, y), size))
                    };
                    self.paint(scaled(data.scale_factors()), size, &colour);
                },
                None,
            ),
            Image::Stencil(stencil) => stencil.with_stencil(
                |mask, paint| {
                    let [red, green, blue, _] = match paint {
                        Paint::Color(colour) => colour.to_rgba().to_rgba8(),
                        Paint::Pattern(_) => [0; 4],
                    };
                    let colour = |x: usize, y: usize| ([red, green, blue], at(&mask, x, y));
                    self.paint(
                        scaled(mask.scale_factors),
                        (mask.width, mask.height),
                        &colour,
                    );
                },
                None,
            ),
        }
    }

    fn draw_path(&mut self, _: &BezPath, _: DrawProps<'a>, _: &DrawMode) {}
    fn draw_glyph_run(&mut self, _: &GlyphRun<'_, 'a>, _: DrawProps<'a>, _: &DrawMode) {}
    fn push_clip_path(&mut self, _: &ClipPath) {}
    fn push_clip_rect(&mut self, _: &Rect) {}
    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'a>>, _: BlendMode) {}
    fn pop_clip(&mut self) {}
    fn pop_transparency_group(&mut self) {}
}
