//! Pictures of the window without a graphics card: what egui tessellated is filled triangle by triangle.
#![expect(
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    clippy::cast_sign_loss,
    clippy::float_cmp,
    clippy::indexing_slicing,
    reason = "pixels are counted and coloured with small numbers"
)]

use std::collections::HashMap;

use egui::emath::GuiRounding as _;
use egui::epaint::{Mesh, Primitive, Vertex};
use egui::{
    Color32, ColorImage, Context, FullOutput, ImageData, Pos2, Rect, TextureId, TexturesDelta,
};
use egui_kittest::TestRenderer;
use image::{Rgba, RgbaImage};

/// Draws at a size of its own: a picture of a large screen need not be large.
pub(crate) struct Painter {
    /// Widest picture, in pixels.
    widest: f32,
    textures: HashMap<TextureId, ColorImage>,
}

impl Painter {
    /// Draws pictures of at most `widest` pixels.
    pub(crate) fn new(widest: f32) -> Self {
        Self {
            widest,
            textures: HashMap::new(),
        }
    }
}

impl TestRenderer for Painter {
    fn handle_delta(&mut self, delta: &mut TexturesDelta) {
        for (id, parts) in std::mem::take(&mut delta.set) {
            for part in parts {
                let ImageData::Color(new) = &part.image;
                match (part.pos, self.textures.get_mut(&id)) {
                    (Some(at), Some(texture)) => copy_into(texture, new, at),
                    _ => {
                        self.textures.insert(id, (**new).clone());
                    }
                }
            }
        }
        for id in std::mem::take(&mut delta.free) {
            self.textures.remove(&id);
        }
    }

    fn render(&mut self, ctx: &Context, output: &FullOutput) -> Result<RgbaImage, String> {
        let points = ctx.content_rect().size();
        let scale = (self.widest / points.x).min(1.0);
        let size = (points * scale).round();
        let mut canvas = Canvas {
            width: size.x as usize,
            height: size.y as usize,
            pixels: vec![[0.0; 4]; size.x as usize * size.y as usize],
        };
        for part in ctx.tessellate(output.shapes.clone(), output.pixels_per_point) {
            let Primitive::Mesh(mesh) = &part.primitive else {
                continue;
            };
            let texture = self.textures.get(&mesh.texture_id);
            let texture = texture.ok_or("a texture that was never set")?;
            canvas.draw(mesh, texture, part.clip_rect, scale);
        }
        Ok(canvas.picture())
    }
}

fn copy_into(texture: &mut ColorImage, new: &ColorImage, [left, top]: [usize; 2]) {
    let [width, height] = new.size;
    for row in 0..height {
        let to = (top + row) * texture.size[0] + left;
        let from = row * width;
        texture.pixels[to..to + width].copy_from_slice(&new.pixels[from..from + width]);
    }
}

/// Premultiplied colours between 0 and 1, row by row.
struct Canvas {
    width: usize,
    height: usize,
    pixels: Vec<[f32; 4]>,
}

impl Canvas {
    fn draw(&mut self, mesh: &Mesh, texture: &ColorImage, clip: Rect, scale: f32) {
        let clip = (clip * scale).round_to_pixels(1.0);
        for corners in mesh.indices.chunks_exact(3) {
            let corners = [corners[0], corners[1], corners[2]];
            let corners = corners.map(|index| mesh.vertices[index as usize]);
            self.fill(corners, texture, clip, scale);
        }
    }

    /// Fills the pixels whose centre is inside; of an edge two triangles share, each pixel belongs to one of them.
    fn fill(&mut self, corners: [Vertex; 3], texture: &ColorImage, clip: Rect, scale: f32) {
        let [a, b, c] = corners.map(|corner| (corner.pos.to_vec2() * scale).to_pos2());
        let area = cross(a, b, c);
        if area == 0.0 {
            return;
        }
        let edges = [(b, c), (c, a), (a, b)]
            .map(|(from, to)| if area > 0.0 { (from, to) } else { (to, from) });
        let room = Rect::from_points(&[a, b, c]).intersect(clip);
        let columns = pixels(room.left(), room.right(), self.width);
        // Most of a window is plain.
        let [first, others @ ..] = corners;
        let is_plain = others
            .iter()
            .all(|corner| (corner.uv, corner.color) == (first.uv, first.color));
        let plain = is_plain.then(|| shade(corners, [1.0, 0.0, 0.0], texture));
        for y in pixels(room.top(), room.bottom(), self.height) {
            for x in columns.clone() {
                let centre = Pos2::new(x as f32 + 0.5, y as f32 + 0.5);
                let inside = edges.map(|(from, to)| (cross(from, to, centre), owns(from, to)));
                if inside
                    .iter()
                    .any(|(side, owns)| *side < 0.0 || (*side == 0.0 && !owns))
                {
                    continue;
                }
                let weights = inside.map(|(side, _)| side / area.abs());
                let colour = plain.unwrap_or_else(|| shade(corners, weights, texture));
                self.blend(x, y, colour);
            }
        }
    }

    fn blend(&mut self, x: usize, y: usize, colour: [f32; 4]) {
        let below = &mut self.pixels[y * self.width + x];
        if colour[3] == 1.0 {
            *below = colour;
            return;
        }
        for (old, new) in below.iter_mut().zip(colour) {
            *old = new + *old * (1.0 - colour[3]);
        }
    }

    fn picture(&self) -> RgbaImage {
        RgbaImage::from_fn(self.width as u32, self.height as u32, |x, y| {
            let colour = self.pixels[y as usize * self.width + x as usize];
            let [r, g, b, a] = colour.map(|part| (part * 255.0).round() as u8);
            Rgba(Color32::from_rgba_premultiplied(r, g, b, a).to_srgba_unmultiplied())
        })
    }
}

/// The pixels of a row or column that reach from `from` to `to`, of `n` that there are.
fn pixels(from: f32, to: f32, n: usize) -> std::ops::Range<usize> {
    let last = to.ceil().clamp(0.0, n as f32) as usize;
    let first = (from.floor().max(0.0) as usize).min(last);
    first..last
}

/// Twice the area of a triangle; above zero if it is walked clockwise on the screen.
fn cross(a: Pos2, b: Pos2, c: Pos2) -> f32 {
    (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x)
}

/// Whether the pixels on an edge are the triangle's: those of a left or upper edge are.
fn owns(from: Pos2, to: Pos2) -> bool {
    let along = to - from;
    along.y < 0.0 || (along.y == 0.0 && along.x > 0.0)
}

/// The colour where the corners have these weights.
fn shade(corners: [Vertex; 3], weights: [f32; 3], texture: &ColorImage) -> [f32; 4] {
    let mut at = egui::Vec2::ZERO;
    let mut colour = [0.0; 4];
    for (corner, weight) in corners.iter().zip(weights) {
        at += corner.uv.to_vec2() * weight;
        for (sum, part) in colour.iter_mut().zip(unit(corner.color)) {
            *sum += part * weight;
        }
    }
    let texel = texel(texture, at);
    std::array::from_fn(|part| colour[part] * texel[part])
}

/// The texture between its four nearest pixels.
fn texel(texture: &ColorImage, at: egui::Vec2) -> [f32; 4] {
    let [width, height] = texture.size;
    let x = at.x * width as f32 - 0.5;
    let y = at.y * height as f32 - 0.5;
    let pixel = |x: f32, y: f32| {
        let x = x.clamp(0.0, (width - 1) as f32) as usize;
        let y = y.clamp(0.0, (height - 1) as f32) as usize;
        unit(texture.pixels[y * width + x])
    };
    let [left, top] = [x.floor(), y.floor()];
    let [right_part, low_part] = [x - left, y - top];
    let mix = |a: [f32; 4], b: [f32; 4], part: f32| -> [f32; 4] {
        std::array::from_fn(|n| a[n] * (1.0 - part) + b[n] * part)
    };
    let above = mix(pixel(left, top), pixel(left + 1.0, top), right_part);
    let below = mix(
        pixel(left, top + 1.0),
        pixel(left + 1.0, top + 1.0),
        right_part,
    );
    mix(above, below, low_part)
}

fn unit(colour: Color32) -> [f32; 4] {
    colour.to_array().map(|part| f32::from(part) / 255.0)
}
