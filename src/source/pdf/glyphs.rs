//! What is drawn on a page: characters with their boxes, ruling lines, pictures.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use hayro_interpret::font::{Glyph as Drawn, GlyphRun};
use hayro_interpret::hayro_cmap::{BfString, WritingMode};
use hayro_interpret::hayro_syntax::Pdf;
use hayro_interpret::hayro_syntax::page::Page;
use hayro_interpret::kurbo::{Affine, BezPath, PathEl, Point, Rect, Shape};
use hayro_interpret::{
    BlendMode, ClipPath, Context, Device, DrawMode, DrawProps, Image, ImageDrawProps,
    InterpreterCache, InterpreterSettings, InterpreterWarning, SoftMask, TransformExt,
    interpret_page,
};

pub use crate::source::pdf::glyph::Glyph;
use crate::source::pdf::paper::Paper;
use crate::source::pdf::turn::{Tally, Turn};
use crate::source::pdf::{reprints, whole};

/// Filled rectangles up to this thickness, in points, are ruling lines.
const RULING_THICKNESS: f64 = 3.0;

/// How far from its axis a line may lean, in points, and still be a ruling.
const LEAN: f64 = 1.0;

/// Characters of one word lie closer than this part of the font size.
const WORD_GAP: f64 = 0.15;

/// Characters of one word differ in height by less than this part of the font size.
const SAME_LINE: f64 = 0.3;

/// Characters of a page that are kept.
const GLYPH_LIMIT: usize = 200_000;

/// Part of a page from which on a picture tells the resolution of the page.
const RESOLVING: f64 = 0.05;

/// Pictures of a page that are kept.
const PICTURE_LIMIT: usize = 1_000;

/// Ruling lines of a page that are kept.
const RULING_LIMIT: usize = 20_000;

/// Which way a ruling runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// Left to right.
    Horizontal,
    /// Top to bottom.
    Vertical,
}

/// A straight line parallel to an edge of the page, in points.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Ruling {
    /// Which way it runs.
    pub direction: Direction,
    /// Its distance from the top (horizontal) or left (vertical) edge.
    pub position: f64,
    /// Where it begins.
    pub from: f64,
    /// Where it ends.
    pub to: f64,
}

/// Everything found on one page.
#[derive(Clone, Debug, Default)]
pub struct Marks {
    /// Characters in drawing order.
    pub glyphs: Vec<Glyph>,
    /// Lines in drawing order.
    pub rulings: Vec<Ruling>,
    /// Characters whose meaning the font does not tell.
    pub n_unknown: usize,
    /// Characters drawn invisibly, as text recognition puts them over a scan.
    pub n_invisible: usize,
    /// Whether the file breaks off in the middle of the page, or holds a part of it that cannot be unpacked.
    pub is_cut: bool,
    /// Whether a font could not be loaded, so that what it prints is missing or wrong.
    pub lacks_font: bool,
    /// Filled shapes, letters drawn as outlines among them.
    pub n_shapes: usize,
    /// Where pictures are drawn, within the page.
    pub pictures: Vec<Rect>,
    /// Dots per inch of the finest of its large pictures; 0 where there is none.
    pub per_inch: f64,
    /// Whether there were more characters or lines than are kept.
    pub is_overfull: bool,
    /// Width of the page.
    pub width: f64,
    /// Height of the page.
    pub height: f64,
    /// How it lies in the file.
    pub paper: Paper,
    page_area: f64,
    n_words: usize,
    tally: Tally,
}

/// Interprets one page. A page whose text was drawn sideways, without the page saying so, is turned upright.
#[must_use]
pub fn marks<'a>(pdf: &'a Pdf, page: &Page<'a>, cache: &InterpreterCache<'a>) -> Marks {
    let marks = turned_marks(pdf, page, cache, Turn::Upright);
    let mut marks = match marks.tally.turn() {
        Turn::Upright => marks,
        turn => turned_marks(pdf, page, cache, turn),
    };
    reprints::drop_reprints(&mut marks.glyphs);
    marks.n_invisible = marks.glyphs.iter().filter(|g| g.is_invisible).count();
    marks.is_cut = whole::is_cut(page);
    marks
}

fn turned_marks<'a>(
    pdf: &'a Pdf,
    page: &Page<'a>,
    cache: &InterpreterCache<'a>,
    turn: Turn,
) -> Marks {
    let (width, height) = page.render_dimensions();
    let drawn = Rect::new(0.0, 0.0, f64::from(width), f64::from(height));
    let upright = turn.upright(drawn);
    let area = upright.transform_rect_bbox(drawn);
    let mut marks = Marks {
        width: area.width(),
        height: area.height(),
        page_area: area.area().max(1.0),
        paper: Paper::new((f64::from(width), f64::from(height)), upright),
        ..Marks::default()
    };
    let transform = upright * page.initial_transform(true).to_kurbo();
    let lacks_font = Arc::new(AtomicBool::new(false));
    let seen = Arc::clone(&lacks_font);
    let settings = InterpreterSettings {
        warning_sink: Arc::new(move |warning| {
            if matches!(warning, InterpreterWarning::UnsupportedFont) {
                seen.store(true, Ordering::Relaxed);
            }
        }),
        ..InterpreterSettings::default()
    };
    let mut context = Context::new(transform, area, cache, pdf.xref(), settings);
    interpret_page(page, &mut context, &mut marks);
    marks.lacks_font = lacks_font.load(Ordering::Relaxed);
    marks
        .glyphs
        .retain(|glyph| area.contains(glyph.area.center()));
    marks
}

impl Marks {
    /// The part of the page that pictures cover, 0 to 1. A scan may be cut into strips, so all count; where they lie over
    /// each other they count twice.
    #[must_use]
    pub fn picture_share(&self) -> f64 {
        let area: f64 = self.pictures.iter().map(Rect::area).sum();
        (area / self.page_area.max(1.0)).min(1.0)
    }

    /// Whether a picture covers more than `share` of the page and has fewer than `n_glyphs` characters on it.
    #[must_use]
    pub fn has_bare_picture(&self, share: f64, n_glyphs: usize) -> bool {
        let on = |area: &Rect| {
            let glyphs = self.glyphs.iter();
            glyphs
                .filter(|glyph| area.contains(glyph.area.center()))
                .count()
        };
        let mut pictures = self.pictures.iter();
        pictures.any(|area| area.area() > share * self.page_area && on(area) < n_glyphs)
    }

    /// A page of words with their boxes, and nothing drawn.
    #[must_use]
    pub fn of_words(words: Vec<Glyph>, width: f64, height: f64) -> Self {
        Self {
            glyphs: words,
            width,
            height,
            page_area: (width * height).max(1.0),
            paper: Paper::new((width, height), Affine::IDENTITY),
            ..Self::default()
        }
    }

    fn rule(&mut self, ruling: Ruling) {
        if self.rulings.len() < RULING_LIMIT {
            self.rulings.push(ruling);
        } else {
            self.is_overfull = true;
        }
    }

    fn stroke(&mut self, a: Point, b: Point) {
        let (across, down) = ((a.x - b.x).abs(), (a.y - b.y).abs());
        if down <= LEAN && across > LEAN {
            self.rule(Ruling {
                direction: Direction::Horizontal,
                position: f64::midpoint(a.y, b.y),
                from: a.x.min(b.x),
                to: a.x.max(b.x),
            });
        } else if across <= LEAN && down > LEAN {
            self.rule(Ruling {
                direction: Direction::Vertical,
                position: f64::midpoint(a.x, b.x),
                from: a.y.min(b.y),
                to: a.y.max(b.y),
            });
        }
    }

    /// A filled rectangle is a ruling when it is thin.
    fn fill(&mut self, area: Rect) {
        let middle = area.center();
        if area.height() <= RULING_THICKNESS && area.width() > area.height() {
            self.stroke(Point::new(area.x0, middle.y), Point::new(area.x1, middle.y));
        } else if area.width() <= RULING_THICKNESS {
            self.stroke(Point::new(middle.x, area.y0), Point::new(middle.x, area.y1));
        }
    }

    fn outline(&mut self, area: Rect) {
        let corners = [
            Point::new(area.x0, area.y0),
            Point::new(area.x1, area.y0),
            Point::new(area.x1, area.y1),
            Point::new(area.x0, area.y1),
        ];
        let next = corners.into_iter().cycle().skip(1);
        for (a, b) in corners.into_iter().zip(next) {
            self.stroke(a, b);
        }
    }

    /// Draws lines along a path, in points of the page.
    pub(crate) fn stroke_shape(&mut self, path: &BezPath) {
        let (mut start, mut here) = (Point::ZERO, Point::ZERO);
        for element in path.elements() {
            match *element {
                PathEl::MoveTo(to) => {
                    here = to;
                    start = here;
                }
                PathEl::LineTo(to) => {
                    self.stroke(here, to);
                    here = to;
                }
                PathEl::QuadTo(_, to) | PathEl::CurveTo(_, _, to) => here = to,
                PathEl::ClosePath => {
                    self.stroke(here, start);
                    here = start;
                }
            }
        }
    }

    /// Fills the parts of a path, in points of the page.
    pub(crate) fn fill_shape(&mut self, path: &BezPath) {
        let mut part = BezPath::new();
        for element in path.elements() {
            if matches!(element, PathEl::MoveTo(_)) {
                self.fill_part(&std::mem::take(&mut part));
            }
            part.push(*element);
        }
        self.fill_part(&part);
    }

    fn fill_part(&mut self, part: &BezPath) {
        if part.elements().len() > 2 {
            self.n_shapes += 1;
            self.fill(part.bounding_box());
        }
    }

    /// Prints a character at `area`, behind the one at `last` if it is drawn in one go with it; returns what the next one
    /// stands behind.
    pub(crate) fn print(
        &mut self,
        text: String,
        area: Rect,
        last: Option<Rect>,
        is_invisible: bool,
    ) -> Option<Rect> {
        if self.glyphs.len() >= GLYPH_LIMIT {
            self.is_overfull = true;
            return None;
        }
        let is_space = text.trim().is_empty();
        let goes_on = last.is_some_and(|last| follows(last, area)) && !is_space;
        self.n_words += usize::from(!goes_on);
        self.n_invisible += usize::from(is_invisible);
        self.glyphs.push(Glyph {
            text,
            area,
            word: self.n_words,
            is_invisible,
        });
        Some(area).filter(|_| !is_space)
    }
}

/// Whether `next` stands right behind `last`, on the same line and without a gap.
fn follows(last: Rect, next: Rect) -> bool {
    let size = last.height().max(next.height()).max(1.0);
    let gap = next.x0 - last.x1;
    (last.center().y - next.center().y).abs() < SAME_LINE * size && gap.abs() < WORD_GAP * size
}

impl<'a> Device<'a> for Marks {
    fn draw_path(&mut self, path: &BezPath, props: DrawProps<'a>, mode: &DrawMode) {
        match mode {
            DrawMode::Stroke(_) | DrawMode::FillAndStroke(..) => {
                self.stroke_shape(&(props.transform * path));
            }
            DrawMode::Fill(_) => self.fill_shape(&(props.transform * path)),
            DrawMode::Invisible => {}
        }
    }

    fn draw_rect(&mut self, rect: &Rect, props: DrawProps<'a>, mode: &DrawMode) {
        let area = props.transform.transform_rect_bbox(*rect);
        match mode {
            DrawMode::Stroke(_) | DrawMode::FillAndStroke(..) => self.outline(area),
            DrawMode::Fill(_) => self.fill(area),
            DrawMode::Invisible => {}
        }
    }

    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, 'a>, props: DrawProps<'a>, mode: &DrawMode) {
        let vertical = run.writing_mode() == WritingMode::Vertical;
        let mut last: Option<Rect> = None;
        for glyph in run.glyphs() {
            if self.glyphs.len() >= GLYPH_LIMIT {
                self.is_overfull = true;
                return;
            }
            let advance = match &**glyph {
                Drawn::Outline(outline) => outline.advance_width(),
                Drawn::Type3(type3) => type3.advance_width(),
            };
            // Vertical fonts have no width of their own: a full square. In thousandths of the font size.
            let width = match advance {
                Some(width) if !vertical && width > 0.0 => f64::from(width),
                _ if vertical => 1_000.0,
                _ => 500.0,
            };
            let transform = props.transform * glyph.transform();
            let area = transform.transform_rect_bbox(Rect::new(0.0, -120.0, width, 880.0));
            let text = match glyph.as_unicode() {
                Some(BfString::Char(character)) => character.to_string(),
                Some(BfString::String(text)) => text,
                None => {
                    self.n_unknown += 1;
                    '\u{fffd}'.to_string()
                }
            };
            self.tally.count(transform);
            let is_invisible = matches!(mode, DrawMode::Invisible);
            last = self.print(text, area, last, is_invisible);
        }
    }

    fn draw_image(&mut self, image: Image<'a, '_>, props: ImageDrawProps<'a>) {
        let [width, height] = [image.width(), image.height()].map(f64::from);
        let size = Rect::new(0.0, 0.0, width, height);
        let page = Rect::new(0.0, 0.0, self.width, self.height);
        let drawn = props.transform.transform_rect_bbox(size);
        let area = drawn.intersect(page);
        if area.area() > 0.0 && self.pictures.len() < PICTURE_LIMIT {
            self.pictures.push(area);
            if area.area() > RESOLVING * self.page_area {
                // Of both directions at once: it may lie on its side.
                let per_point = (width * height / drawn.area()).sqrt();
                self.per_inch = self.per_inch.max(per_point * 72.0);
            }
        }
    }

    fn push_clip_path(&mut self, _: &ClipPath) {}
    fn push_clip_rect(&mut self, _: &Rect) {}
    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'a>>, _: BlendMode) {}
    fn pop_clip(&mut self) {}
    fn pop_transparency_group(&mut self) {}
}
