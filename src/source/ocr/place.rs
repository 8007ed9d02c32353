//! Characters that were read become glyphs as those of a PDF, with their boxes in points.

use hayro_interpret::kurbo::Rect;

use crate::source::ocr::line::Character;
use crate::source::ocr::models::FIGURES;
use crate::source::ocr::numbers::real;
use crate::source::ocr::piece::Piece;
use crate::source::ocr::tuning as t;
use crate::source::pdf::glyphs::Glyph;
use crate::source::seen::{self, Sight};

/// A gap of this many heights between the middles of two characters, beyond what they take themselves, parts words.
const WORD_GAP: f64 = 0.9;

/// Width of an ASCII character as a part of its height.
const NARROW: f64 = 0.55;

/// Heights of lines that differ by less than this part of it are the same.
const SAME_HEIGHT: f64 = 0.22;

/// The glyphs of a page, and what was seen of those that matter.
#[derive(Default)]
pub(super) struct Placed {
    pub(super) glyphs: Vec<Glyph>,
    pub(super) sights: Vec<Sight>,
    n_words: usize,
}

impl Placed {
    /// Adds a piece that was read. `first` is the number of the first sight of the page.
    pub(super) fn add(
        &mut self,
        piece: &Piece,
        characters: &[Character],
        points: f64,
        first: usize,
    ) {
        let words = words(characters, piece.area);
        for word in words {
            self.n_words += 1;
            let mut marked = self.glyphs_of(&word, piece.area, points);
            if matters(&word, piece.cell.is_some()) {
                let sight = Sight {
                    is_column_inferred: piece.is_column_inferred,
                    ..sight(&word, &marked)
                };
                if let (Some(last), Some(mark)) =
                    (marked.last_mut(), seen::mark(first + self.sights.len()))
                {
                    last.text.push(mark);
                    self.sights.push(sight);
                }
            }
            self.glyphs.append(&mut marked);
        }
    }

    /// Glyphs that touch each other: no space comes between them.
    fn glyphs_of(&self, word: &[Character], area: Rect, points: f64) -> Vec<Glyph> {
        let middle = |at: usize| word.get(at).map(|c| area.x0 + c.middle * area.width());
        let half = |c: &Character| width(&c.text, area.height()) / 2.0;
        let glyphs = word.iter().enumerate().map(|(at, character)| {
            let own = area.x0 + character.middle * area.width();
            let before = at.checked_sub(1).and_then(middle);
            let left = before.map_or(own - half(character), |before| f64::midpoint(before, own));
            let behind = middle(at + 1);
            let right = behind.map_or(own + half(character), |behind| f64::midpoint(own, behind));
            Glyph {
                text: character.text.clone(),
                area: Rect::new(left, area.y0, right, area.y1).scale_from_origin(points),
                word: self.n_words,
                is_invisible: false,
            }
        });
        glyphs.collect()
    }
}

fn width(text: &str, height: f64) -> f64 {
    if text.is_ascii() {
        height * NARROW
    } else {
        height
    }
}

/// Characters between wide gaps, without white space.
fn words(characters: &[Character], area: Rect) -> Vec<Vec<Character>> {
    let mut words: Vec<Vec<Character>> = Vec::new();
    let mut last: Option<&Character> = None;
    for character in characters {
        let is_space = character.text.trim().is_empty();
        let gap = last.map_or(0.0, |last| {
            let own = f64::midpoint(
                width(&last.text, area.height()),
                width(&character.text, area.height()),
            );
            (character.middle - last.middle) * area.width() - own
        });
        if is_space {
            continue;
        }
        match words.last_mut() {
            Some(word) if gap <= WORD_GAP * area.height() => word.push(character.clone()),
            _ => words.push(vec![character.clone()]),
        }
        last = Some(character);
    }
    words
}

/// Whether it matters how sure the characters are: figures of a table, and elsewhere figures in doubt.
fn matters(word: &[Character], is_in_cell: bool) -> bool {
    let has_letters = word
        .iter()
        .any(|c| c.text.contains(char::is_alphabetic) && !c.text.is_ascii());
    let has_digits = word
        .iter()
        .any(|c| c.text.contains(|c: char| c.is_ascii_digit()));
    let is_unsure = word.iter().any(|c| c.sureness < t::SURE_OF_PROSE);
    if is_in_cell {
        !has_letters || (has_digits && is_unsure)
    } else {
        has_digits && is_unsure
    }
}

fn sight(word: &[Character], glyphs: &[Glyph]) -> Sight {
    let area = glyphs
        .iter()
        .map(|glyph| glyph.area)
        .reduce(|a, b| a.union(b));
    let weakest = word.iter().min_by_key(|c| c.sureness);
    let others = word.iter().zip(0..).filter_map(|(c, at)| {
        let (text, sureness) = c.second.as_ref()?;
        let before: String = word.iter().take(at).map(|c| c.text.as_str()).collect();
        let behind: String = word.iter().skip(at + 1).map(|c| c.text.as_str()).collect();
        Some((format!("{before}{text}{behind}"), *sureness))
    });
    let mut others: Vec<(String, u16)> = others.collect();
    others.sort_by_key(|other| std::cmp::Reverse(other.1));
    others.truncate(seen::MOST_OTHERS);
    Sight {
        n_characters: word.iter().map(|c| c.text.chars().count()).sum(),
        area: area.unwrap_or_default(),
        sureness: weakest.map_or(0, |c| c.sureness),
        others,
        is_column_inferred: false,
    }
}

/// Lines of about the same height get that height: how large their letters are, and not which of them are high, tells what
/// belongs together.
pub(super) fn level(pieces: &mut [Piece]) {
    let outside = pieces.iter().filter(|piece| piece.cell.is_none());
    let mut heights: Vec<f64> = outside.map(|piece| piece.area.height()).collect();
    heights.sort_by(f64::total_cmp);
    while let Some(height) = heights.get(heights.len() / 2).copied() {
        let is_near = |other: f64| (other - height).abs() <= SAME_HEIGHT * height;
        for piece in pieces.iter_mut().filter(|piece| piece.cell.is_none()) {
            if is_near(piece.area.height()) {
                let middle = piece.area.center().y;
                piece.area.y0 = middle - height / 2.0;
                piece.area.y1 = middle + height / 2.0;
            }
        }
        let n_before = heights.len();
        heights.retain(|other| !is_near(*other));
        if heights.len() == n_before {
            break;
        }
    }
}

/// How many of the characters are what the lines of a table hold beside words: digits and strokes.
pub(super) fn is_figure(characters: &[Character]) -> bool {
    let n_figures = characters
        .iter()
        .filter(|c| FIGURES.contains(c.text.as_str()))
        .count();
    !characters.is_empty()
        && real(n_figures) >= 0.5 * real(characters.len())
        && characters.len() <= 12
}
