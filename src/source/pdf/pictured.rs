//! Pages that are pictures are recognised, where Gouji was built with the recognition.

use hayro_interpret::hayro_syntax::page::Page;

use crate::source::imported::{Failure, Progress, Work};
use crate::source::ocr::models::{self, Models};
use crate::source::ocr::{self, Colour, Recognised};
use crate::source::pdf::drawn;
use crate::source::pdf::facts::Facts;
use crate::source::pdf::glyphs::Marks;
use crate::source::picture::Picture;
use crate::source::seen::{self, Sight};

/// Dots per inch of the pictures that are recognised: scanners take 150 to 300, and what is coarser is read better enlarged.
const PER_INCH: std::ops::RangeInclusive<f64> = 150.0..=300.0;

/// The same where letters are drawn as outlines, or printed as text.
const OUTLINED: f64 = 200.0;

/// Coarsest picture in which there may be letters, in dots per inch.
const COARSEST: f64 = 40.0;

/// Longest page whose picture is recognised, in points: a sheet of size A2.
const LONGEST: f64 = 1_700.0;

/// How far beside a figure, in points, the text layer may have it.
const BESIDE: f64 = 1.5;

/// The recognition of the pages of one document.
pub(in crate::source) struct Pictured<'a, 'b> {
    work: &'a mut Work<'b>,
    n_pages: usize,
    n_recognised: usize,
    n_sights: usize,
    models: Option<Result<&'static Models, Failure>>,
    /// What was seen on each page.
    pub(in crate::source) sights: Vec<Vec<Sight>>,
}

impl<'a, 'b> Pictured<'a, 'b> {
    pub(in crate::source) fn new(work: &'a mut Work<'b>, n_pages: usize) -> Self {
        Self {
            work,
            n_pages,
            n_recognised: 0,
            n_sights: 0,
            models: None,
            sights: Vec::new(),
        }
    }

    /// Why a document that is refused cannot be read: its pages may be readable, had it the models.
    pub(in crate::source) fn refused(&self, failure: Failure) -> Failure {
        match self.models {
            Some(Err(missing)) if failure == Failure::Scan => missing,
            _ => failure,
        }
    }

    /// The marks of a page: those recognised in its picture, where it is one. `picture` draws it with so many dots per inch.
    pub(in crate::source) fn marks(
        &mut self,
        marks: Marks,
        facts: &mut Facts,
        picture: impl FnOnce(f64) -> Option<Colour>,
    ) -> Marks {
        let mut sights = Vec::new();
        let marks = match self.recognised(&marks, facts, picture) {
            Some(mut recognised) => {
                if facts.is_recognised() && !self.work.from_pictures {
                    compare(&mut recognised, &marks);
                }
                facts.set_recognised();
                sights = recognised.sights;
                recognised.marks
            }
            None => marks,
        };
        self.n_sights += sights.len();
        self.sights.push(sights);
        marks
    }

    fn recognised(
        &mut self,
        marks: &Marks,
        facts: &mut Facts,
        picture: impl FnOnce(f64) -> Option<Colour>,
    ) -> Option<Recognised> {
        let is_too_large = marks.width.max(marks.height) > LONGEST;
        let per_inch = if self.work.from_pictures {
            Some(resolution(marks).unwrap_or(OUTLINED))
        } else {
            resolution(marks).filter(|_| facts.is_picture())
        };
        let per_inch = per_inch.filter(|_| !is_too_large)?;
        let page = self.sights.len() + 1;
        if !self.work.scan_pages.takes(page, self.n_recognised) {
            facts.set_beyond(&self.work.scan_pages);
            return None;
        }
        let models = self.models.get_or_insert_with(models::shared);
        let models = match *models {
            Ok(models) => models,
            Err(Failure::NoModel) => {
                facts.set_without_model();
                return None;
            }
            Err(_) => return None,
        };
        self.n_recognised += 1;
        (self.work.tell)(Progress {
            page,
            n_pages: Some(self.n_pages),
        });
        let picture = picture(per_inch)?;
        let recognised = ocr::recognise(models, picture, Some(per_inch), self.n_sights);
        // What nothing is read on may still have a text layer.
        let has_text = !recognised.marks.glyphs.is_empty();
        has_text.then_some(recognised)
    }
}

/// Dots per inch at which a page is drawn to be recognised: those of its pictures; none where no letters can be in them.
fn resolution(marks: &Marks) -> Option<f64> {
    if marks.per_inch >= COARSEST {
        return Some(marks.per_inch.clamp(*PER_INCH.start(), *PER_INCH.end()));
    }
    (marks.n_shapes > 0 && marks.pictures.is_empty()).then_some(OUTLINED)
}

/// The picture of a page with so many dots per inch.
pub(super) fn picture<'p>(page: &'p Page<'p>, per_inch: f64) -> Colour {
    let (width, _) = page.render_dimensions();
    let drawn = drawn::page_drawn(page, pixels(f64::from(width) * per_inch / 72.0));
    colour(&drawn)
}

/// A page that was drawn, as it is recognised.
pub(in crate::source) fn colour(drawn: &Picture) -> Colour {
    Colour {
        width: drawn.width as usize,
        height: drawn.height as usize,
        pixels: drawn.rgb.as_chunks().0.to_vec(),
    }
}

/// A length in whole pixels.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a float is cut to the nearest number of its kind that there is"
)]
pub(in crate::source) fn pixels(length: f64) -> u32 {
    length.round() as u32
}

/// Holds the figures against a text layer that another program put over the picture: where its digits are others, neither
/// is sure.
fn compare(recognised: &mut Recognised, layer: &Marks) {
    let figures = recognised.marks.glyphs.chunk_by(|a, b| a.word == b.word);
    let marked = figures.filter_map(|word| {
        let text: String = word.iter().map(|glyph| glyph.text.as_str()).collect();
        let plain: String = text.chars().filter(|c| !seen::is_mark(*c)).collect();
        (plain.len() < text.len()).then_some(plain)
    });
    for (figure, sight) in marked.zip(&mut recognised.sights) {
        let area = sight.area.inflate(BESIDE, BESIDE);
        let on = layer
            .glyphs
            .iter()
            .filter(|glyph| area.contains(layer.paper.as_in_file(glyph.area).center()));
        let other: String = on.map(|glyph| glyph.text.trim()).collect();
        let is_number = !other.is_empty() && other.bytes().all(|byte| byte.is_ascii_digit());
        if is_number && other != figure {
            sight.sureness = sight.sureness.min(seen::DISAGREED);
            sight.others.insert(0, (other, seen::DISAGREED));
            sight.others.truncate(seen::MOST_OTHERS);
        }
    }
}
