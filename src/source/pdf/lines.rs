//! Characters become lines.

use std::collections::BTreeMap;

use hayro_interpret::kurbo::Rect;

use crate::source::marks::Print;
use crate::source::pdf::glyphs::Glyph;
use crate::source::seen;

/// A gap of this part of the font size is a space.
const SPACE: f64 = 0.28;

/// A word that begins this part of the font size before the last one ends is printed over it.
const OVERLAP: f64 = 0.5;

/// A gap of this many font sizes parts the columns of a table without rulings.
const COLUMN_GAP: f64 = 2.0;

/// A gap of this many font sizes is kept as more than one space.
const WIDE_GAP: f64 = 0.6;

/// A digit takes this part of the font size.
const DIGIT: f64 = 0.6;

/// What word processors keep free at the left and the right of a cell together, in points: twice 0.19 cm.
const CELL_MARGINS: f64 = 11.0;

/// A raised digit is smaller than this part of the font size beside it,
const RAISED_SIZE: f64 = 0.8;

/// and its lower edge is above that of its neighbour by more than this part of it.
const RAISED_BY: f64 = 0.12;

/// Columns a line is parted into at most.
const MOST_COLUMNS: usize = 400;

/// A printed line.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// Its characters.
    pub text: String,
    /// Where it is, in points from the top left corner of the page.
    pub area: Rect,
    /// Its font size, in points.
    pub size: f64,
    /// Whether gaps part it into columns.
    pub in_columns: bool,
    /// Its characters between wide gaps, each with its distance from the left edge of the page, in points.
    pub parts: Vec<(f64, String)>,
    /// Its characters between spaces: how many, and where they are.
    pub words: Vec<(usize, Rect)>,
}

impl Line {
    /// Whether it is a row of a table without rulings: wide gaps part it, or smaller ones part its numbers.
    #[must_use]
    pub fn is_row(&self) -> bool {
        let is_number = |(_, part): &&(f64, String)| !part.contains(char::is_alphabetic);
        let n_numbers = self.parts.iter().filter(is_number).count();
        self.in_columns || (self.parts.len() > 1 && n_numbers * 2 >= self.parts.len())
    }

    /// The line with its parts at their places: the distance from `left`, in columns of `width` points, of which a
    /// Chinese character takes two. Parts stay at least two spaces apart.
    #[must_use]
    pub fn spaced(&self, left: f64, width: f64) -> String {
        let (mut spaced, mut column) = (String::new(), 0);
        for (start, text) in &self.parts {
            let least = if column == 0 { 0 } else { column + 2 };
            let place = columns(start - left, width).max(least);
            spaced.extend(std::iter::repeat_n(' ', place - column));
            spaced.push_str(text);
            column = place + display_width(text);
        }
        spaced
    }
}

/// How many columns of `width` a distance is, both in points, rounded; a page has no more than [`MOST_COLUMNS`].
fn columns(distance: f64, width: f64) -> usize {
    let fits = |column: &usize| {
        let edge = u16::try_from(*column).map_or(f64::MAX, f64::from);
        (edge + 0.5) * width < distance
    };
    (0..MOST_COLUMNS).take_while(fits).count()
}

fn display_width(text: &str) -> usize {
    let printed = text.chars().filter(|c| !seen::is_mark(*c));
    printed.map(|c| if c.is_ascii() { 1 } else { 2 }).sum()
}

/// The lines of `glyphs`, from top to bottom.
#[must_use]
pub fn lines(glyphs: &[&Glyph]) -> Vec<Line> {
    let mut sorted: Vec<&Glyph> = glyphs.to_vec();
    sorted.sort_by(|a, b| a.area.center().y.total_cmp(&b.area.center().y));
    let mut rows: Vec<GlyphLine<'_>> = Vec::new();
    for glyph in sorted {
        match rows.last_mut() {
            Some(row) if row.takes(glyph) => row.add(glyph),
            _ => rows.push(GlyphLine::new(glyph)),
        }
    }
    let lines = rows.into_iter().filter_map(|row| line(row.glyphs));
    lines.collect()
}

/// All characters of a cell `width` points wide, its lines separated by a space. A number that the cell has no room for
/// goes on in the next line: such lines are one number.
#[must_use]
pub fn cell_text(glyphs: &[&Glyph], width: f64) -> String {
    let lines = lines(glyphs);
    let is_number = |line: &Line| {
        let mut printed = line.text.chars().filter(|c| !seen::is_mark(*c));
        printed.all(|c| c.is_ascii_digit())
    };
    let is_full = |line: &Line| width - line.area.width() < line.size * DIGIT + CELL_MARGINS;
    let is_wrapped = match lines.split_last() {
        Some((last, [first, rest @ ..])) => {
            let as_long = |line: &Line| line.text.len() == first.text.len();
            lines.iter().all(is_number)
                && is_full(first)
                && rest.iter().all(as_long)
                && last.text.len() <= first.text.len()
        }
        _ => false,
    };
    let lines: Vec<String> = lines.into_iter().map(|line| line.text).collect();
    lines.join(if is_wrapped { "" } else { " " })
}

/// Characters at about the same height.
struct GlyphLine<'a> {
    middle: f64,
    height: f64,
    n_glyphs: f64,
    glyphs: Vec<&'a Glyph>,
}

impl<'a> GlyphLine<'a> {
    fn new(glyph: &'a Glyph) -> Self {
        Self {
            middle: glyph.area.center().y,
            height: glyph.area.height().max(1.0),
            n_glyphs: 1.0,
            glyphs: vec![glyph],
        }
    }

    fn takes(&self, glyph: &Glyph) -> bool {
        let height = self.height.max(glyph.area.height());
        (glyph.area.center().y - self.middle).abs() < height * 0.5
    }

    fn add(&mut self, glyph: &'a Glyph) {
        self.n_glyphs += 1.0;
        self.middle += (glyph.area.center().y - self.middle) / self.n_glyphs;
        self.height = self.height.max(glyph.area.height());
        self.glyphs.push(glyph);
    }
}

/// The characters of a row, word by word.
fn line(glyphs: Vec<&Glyph>) -> Option<Line> {
    let printed: Vec<&Glyph> = in_order(glyphs)
        .into_iter()
        .filter(|glyph| !glyph.text.trim().is_empty())
        .collect();
    let area = printed
        .iter()
        .map(|glyph| glyph.area)
        .reduce(|a, b| a.union(b))?;
    let size = printed
        .iter()
        .map(|glyph| glyph.area.height())
        .fold(1.0, f64::max);
    let (mut text, mut in_columns) = (String::new(), false);
    let mut parts = vec![(area.x0, String::new())];
    let mut words: Vec<(usize, Rect)> = Vec::new();
    let mut last: Option<&Glyph> = None;
    // The last one that stands on the line itself.
    let mut base: Option<&Glyph> = None;
    for glyph in printed {
        let gap = last.map_or(0.0, |last| glyph.area.x0 - last.area.x1);
        let is_printed_over = last.is_some_and(|last| last.word != glyph.word)
            && gap < -OVERLAP * glyph.area.height();
        in_columns |= gap > COLUMN_GAP * size;
        let is_space = gap > SPACE * glyph.area.height() || is_printed_over;
        if gap > WIDE_GAP * size {
            parts.push((glyph.area.x0, String::new()));
        } else if is_space && let Some((_, part)) = parts.last_mut() {
            part.push(' ');
        }
        if is_space {
            text.push(' ');
        }
        let is_raised = !is_space && base.is_some_and(|base| is_raised(base, glyph));
        let printed = if is_raised {
            Print::Raised.of(&glyph.text)
        } else {
            base = Some(glyph);
            glyph.text.clone()
        };
        text.push_str(&printed);
        let n_characters = printed.chars().filter(|c| !c.is_whitespace()).count();
        match words.last_mut() {
            Some((n_before, area)) if !is_space => {
                *n_before += n_characters;
                *area = area.union(glyph.area);
            }
            _ => words.push((n_characters, glyph.area)),
        }
        if let Some((_, part)) = parts.last_mut() {
            part.push_str(&printed);
        }
        last = Some(glyph);
    }
    Some(Line {
        text,
        area,
        size,
        in_columns,
        parts,
        words,
    })
}

/// Whether a digit is raised above the character `base` before it, as the number of a note is.
fn is_raised(base: &Glyph, glyph: &Glyph) -> bool {
    let size = base.area.height();
    glyph.text.bytes().all(|byte| byte.is_ascii_digit())
        && glyph.area.height() < RAISED_SIZE * size
        && glyph.area.y1 < base.area.y1 - RAISED_BY * size
}

/// From left to right by the beginnings of the words: one that reaches over the next stays whole.
fn in_order(mut glyphs: Vec<&Glyph>) -> Vec<&Glyph> {
    let mut starts: BTreeMap<usize, f64> = BTreeMap::new();
    for glyph in &glyphs {
        let start = starts.entry(glyph.word).or_insert(f64::MAX);
        *start = start.min(glyph.area.x0);
    }
    let start = |glyph: &Glyph| starts.get(&glyph.word).copied().unwrap_or(f64::MAX);
    glyphs.sort_by(|a, b| {
        start(a)
            .total_cmp(&start(b))
            .then(a.word.cmp(&b.word))
            .then(a.area.x0.total_cmp(&b.area.x0))
    });
    glyphs
}
