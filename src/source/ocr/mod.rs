//! Pictures of pages become the marks of pages, as if they were drawn: characters with their boxes, and ruling lines. What
//! follows from these is found as for a PDF.
//!
//! In this order: seals and coloured strokes are taken out ([`coloured`]) and the paper is made even ([`clean`]), tilt, convergence and bend
//! are taken back ([`straighten`]), lines of text are found ([`detect`]), the page is turned upright ([`upright`]), rulings are
//! followed ([`ruling`]) and make cells, text is cut where they end ([`piece`]), read ([`mod@line`]), and placed ([`place`]).
//!
//! # Limitations
//! Handwriting is read as print. A table without rulings is read line by line. A page is turned by quarters; an upright page
//! with a table lying on its side is not.

mod broken;
mod clean;
mod coloured;
pub(crate) mod decode;
mod detect;
mod figures;
mod gaps;
mod line;
pub(crate) mod models;
mod numbers;
mod packed;
mod parts;
mod picture;
mod piece;
mod place;
mod polarity;
mod ruling;
mod sides;
mod specks;
mod straighten;
mod stroke;
mod trace;
pub(crate) mod tuning;
mod unruled;
mod upright;

use hayro_interpret::kurbo::Rect;

use crate::source::again::Figure;
use crate::source::bend::Bend;
use crate::source::ocr::gaps::Text;
use crate::source::ocr::line::Character;
use crate::source::ocr::models::Models;
use crate::source::ocr::numbers::real;
pub(crate) use crate::source::ocr::picture::Colour;
use crate::source::ocr::picture::{Grey, Ink, Quarter};
use crate::source::ocr::piece::Piece;
use crate::source::ocr::place::Placed;
use crate::source::ocr::ruling::Scale;
use crate::source::ocr::tuning as t;
use crate::source::ocr::unruled::Dividers;
use crate::source::pdf::glyphs::{Marks, Ruling};
use crate::source::pdf::grid::{self, RuledCell};
use crate::source::pdf::paper::Paper;
use crate::source::place::Area;
use crate::source::seen::{DISAGREED, Sight};

/// Whether pictures are recognised.
pub const IS_BUILT: bool = true;

/// A page as it was recognised.
#[derive(Clone, Debug, Default)]
pub(crate) struct Recognised {
    /// Its characters and rulings.
    pub(crate) marks: Marks,
    /// What was seen of its figures, in the order of their marks.
    pub(crate) sights: Vec<Sight>,
}

/// Recognises a page. `per_inch` are its dots per inch, where known; `first` is the number of its first sight. The picture is
/// given away, so that it takes no memory while it is read.
pub(crate) fn recognise(
    models: &Models,
    picture: Colour,
    per_inch: Option<f64>,
    first: usize,
) -> Recognised {
    let (picture, scale) = in_size(picture, per_inch);
    let grey = clean::clean(&picture, scale.dots_per_mm);
    drop(picture);
    let ink = clean::ink(&grey, scale.dots_per_mm);
    let (grey, bend) = straighten::straighten(&grey, &ink, scale.dots_per_mm);
    let texts = detect::text_areas(models, &grey);
    let size = (real(grey.width), real(grey.height));
    let (grey, texts, quarter) = upright::upright(models, grey, texts);
    let paper = paper(size, quarter, &bend, scale.points());
    let ink = clean::ink(&grey, scale.dots_per_mm);
    let mut rulings = ruling::rulings(&ink, &texts, scale);
    let tables = tables(&rulings, scale);
    let mut pieces = piece::pieces(&texts, &tables.concat(), &ink, scale.dots_per_mm);
    let mut read = read(models, (&grey, &ink), &pieces, scale);
    for (piece, characters) in pieces.iter().zip(&mut read) {
        stroke::lean(characters, &ink, piece.area);
        if piece.is_unclear {
            for character in characters {
                character.sureness = character.sureness.min(DISAGREED);
            }
        }
    }
    let unprinted = unprinted(&tables, &pieces, &read);
    for piece in &mut pieces {
        let middle = piece.area.center();
        let is_open = || unprinted.open.iter().any(|cell| cell.contains(middle));
        piece.is_column_inferred = piece.cell.is_some() && is_open();
    }
    let points = scale.points();
    rulings.extend(unprinted.lines.into_iter().map(|ruling| Ruling {
        position: ruling.position * points,
        from: ruling.from * points,
        to: ruling.to * points,
        ..ruling
    }));
    place::level(&mut pieces);
    let mut placed = Placed::default();
    for (piece, characters) in pieces.iter().zip(&read) {
        placed.add(piece, characters, scale.points(), first);
    }
    let size = [grey.width, grey.height].map(|length| real(length) * scale.points());
    let [width, height] = size;
    let mut marks = Marks::of_words(placed.glyphs, width, height);
    marks.rulings = rulings;
    marks.paper = paper;
    for sight in &mut placed.sights {
        sight.area = paper.as_in_file(sight.area);
    }
    Recognised {
        marks,
        sights: placed.sights,
    }
}

/// What stands in these areas of a page, in their order; nothing where there is no ink.
pub(crate) fn figures(
    models: &Models,
    picture: Colour,
    per_inch: Option<f64>,
    areas: &[Area],
) -> Vec<Figure> {
    let (page, scale) = in_size(picture, per_inch);
    let (picture, windows) = figures::part(&page, areas, scale.dots_per_mm);
    drop(page);
    let grey = clean::clean(&picture, scale.dots_per_mm);
    drop(picture);
    let ink = clean::ink(&grey, scale.dots_per_mm);
    let pieces = figures::pieces(&windows, &ink, t::BESIDE_RULING_MM * scale.dots_per_mm);
    let inked: Vec<Piece> = pieces.iter().flatten().copied().collect();
    let mut read = read(models, (&grey, &ink), &inked, scale).into_iter();
    let figure = |piece: &Option<Piece>| {
        let characters = piece.and_then(|_| read.next());
        characters.map_or_else(Figure::default, |read| figures::figure(&read))
    };
    pieces.iter().map(figure).collect()
}

/// How the page is in its picture: of this size in pixels, of which there are `points` in a pixel.
fn paper((width, height): (f64, f64), quarter: Quarter, bend: &Bend, points: f64) -> Paper {
    let size = (width * points, height * points);
    Paper::new(size, quarter.turn(size)).straightened(bend.scaled(points))
}

/// The picture in a size that is worked on, and its scale.
fn in_size(picture: Colour, per_inch: Option<f64>) -> (Colour, Scale) {
    let longest = picture.width.max(picture.height);
    let page_length = page_length(&picture, per_inch);
    let part = (real(t::LONGEST_SIDE) / real(longest.max(1))).min(1.0);
    let picture = if part < 1.0 {
        picture.scaled(part)
    } else {
        picture
    };
    let picture = polarity::positive(picture);
    let dots_per_mm = real(picture.width.max(picture.height)) * t::POINTS_PER_MM / page_length;
    (picture, Scale { dots_per_mm })
}

/// The longer side of the page, in points.
fn page_length(picture: &Colour, per_inch: Option<f64>) -> f64 {
    let longest = picture.width.max(picture.height);
    let length = per_inch.map(|per_inch| real(longest) * 72.0 / per_inch);
    // What claims to be the size of a stamp or of a poster was not told by a scanner.
    let length = length.filter(|length| (300.0..3_000.0).contains(length));
    length.unwrap_or(t::PAGE_LENGTH)
}

/// The picture for the eye: at most so many pixels wide, with its size in points.
pub(crate) fn drawn(picture: &Colour, per_inch: Option<f64>, width: usize) -> (Colour, (f64, f64)) {
    let points = page_length(picture, per_inch) / real(picture.width.max(picture.height).max(1));
    let size = (real(picture.width) * points, real(picture.height) * points);
    let part = (real(width) / real(picture.width.max(1))).min(1.0);
    (picture.scaled(part), size)
}

/// The cells that rulings make in each table, in pixels.
fn tables(rulings: &[Ruling], scale: Scale) -> Vec<Vec<Rect>> {
    let pixels = 1.0 / scale.points();
    let edge = |edges: &[f64], at: usize| edges.get(at).copied().unwrap_or_default();
    let tables = grid::tables(rulings, &[]).into_iter().map(|table| {
        let area = |cell: &RuledCell| {
            Rect::new(
                edge(&table.columns, cell.column),
                edge(&table.rows, cell.row),
                edge(&table.columns, cell.column + cell.column_span),
                edge(&table.rows, cell.row + cell.row_span),
            )
        };
        let cells = table.cells.iter().map(area);
        cells.map(|area| area.scale_from_origin(pixels)).collect()
    });
    tables.collect()
}

/// Rulings that the figures show to be missing.
fn unprinted(tables: &[Vec<Rect>], pieces: &[Piece], read: &[Vec<Character>]) -> Dividers {
    let in_cells = pieces
        .iter()
        .zip(read)
        .filter(|(piece, _)| piece.cell.is_some());
    let texts: Vec<Text> = in_cells
        .map(|(piece, read)| Text {
            area: piece.area,
            is_figure: place::is_figure(read),
        })
        .collect();
    let mut all = Dividers::default();
    for cells in tables {
        let own = unruled::dividers(cells, &texts);
        all.lines.extend(own.lines);
        all.open.extend(own.open);
    }
    all
}

/// What stands in the pieces. Figures of a table are read twice, the second time with another margin and without specks:
/// where the two differ, neither is sure.
fn read(
    models: &Models,
    (grey, ink): (&Grey, &Ink),
    pieces: &[Piece],
    scale: Scale,
) -> Vec<Vec<Character>> {
    let inset = t::BESIDE_RULING_MM * scale.dots_per_mm;
    let area = |piece: &Piece, margin: f64| {
        let height = piece.area.height().min(piece.area.width() * 2.0);
        let margin = match piece.cell {
            Some(_) => margin * height,
            None => 0.0,
        };
        let area = piece.area.inflate(margin, margin);
        let within = |cell: Rect| area.intersect(cell.inset(-inset));
        piece.cell.map_or(area, within)
    };
    let pictures: Vec<Grey> = pieces
        .iter()
        .map(|piece| grey.crop(area(piece, t::MARGIN)))
        .collect();
    let mut read = line::read(models, &pictures);
    let figures: Vec<usize> = (0..pieces.len())
        .filter(|at| {
            let is_in_cell = pieces.get(*at).is_some_and(|piece| piece.cell.is_some());
            is_in_cell
                && read
                    .get(*at)
                    .is_some_and(|read| place::is_figure(read) || specks::may_hide_figure(read))
        })
        .collect();
    let again: Vec<Grey> = figures
        .iter()
        .filter_map(|at| pieces.get(*at))
        .map(|piece| {
            let area = area(piece, t::SECOND_MARGIN);
            specks::without(grey.crop(area), &ink.crop(area))
        })
        .collect();
    for (at, second) in figures.iter().zip(line::read(models, &again)) {
        if let Some(first) = read.get_mut(*at) {
            let before = std::mem::take(first);
            let are_words =
                !before.is_empty() && !place::is_figure(&before) && !place::is_figure(&second);
            *first = if are_words {
                before
            } else {
                agreed(bare(as_figure(before)), bare(as_figure(second)))
            };
        }
    }
    read
}

/// What was read in the cell of a figure: how sure each character is there.
fn as_figure(mut read: Vec<Character>) -> Vec<Character> {
    if place::is_figure(&read) {
        for character in &mut read {
            character.sureness = character.in_figure;
        }
    }
    read
}

/// A figure without the dots before and behind it: specks, for no figure begins or ends with one.
fn bare(mut figure: Vec<Character>) -> Vec<Character> {
    let is_dot = |c: &Character| t::DOTS.contains(&c.text.as_str());
    if figure.iter().all(is_dot) {
        return figure;
    }
    while figure.last().is_some_and(is_dot) {
        figure.pop();
    }
    let n_before = figure.iter().take_while(|c| is_dot(c)).count();
    figure.split_off(n_before)
}

/// What was read beside another reading of the same figure: where that is a number, a ring is its 0 and no letter.
fn beside_figure(mut read: Vec<Character>, other: &[Character]) -> Vec<Character> {
    let is_ring = |c: &Character| models::RINGS.contains(c.text.as_str());
    let may_be = |c: &Character| is_ring(c) || place::is_figure(std::slice::from_ref(c));
    let is_number = |c: &Character| c.text.bytes().all(|byte| byte.is_ascii_digit());
    if !other.is_empty() && other.iter().all(is_number) && read.iter().all(may_be) {
        for ring in read.iter_mut().filter(|c| is_ring(c)) {
            "0".clone_into(&mut ring.text);
            ring.sureness = ring.in_figure;
        }
    }
    read
}

/// Two readings of one figure as one.
fn agreed(first: Vec<Character>, second: Vec<Character>) -> Vec<Character> {
    let first = beside_figure(first, &second);
    let second = beside_figure(second, &first);
    let text = |read: &[Character]| read.iter().map(|c| c.text.as_str()).collect::<String>();
    let sureness = |read: &[Character]| read.iter().map(|c| c.sureness).min().unwrap_or(0);
    if text(&first) == text(&second) {
        let pairs = first.into_iter().zip(second);
        return pairs
            .map(|(a, b)| Character {
                sureness: a.sureness.min(b.sureness),
                ..a
            })
            .collect();
    }
    // A figure stands in its cell sooner than anything else.
    let rank = |read: &[Character]| (place::is_figure(read), sureness(read));
    let (mut better, other) = if rank(&first) >= rank(&second) {
        (first, second)
    } else {
        (second, first)
    };
    let alternative = text(&other);
    for character in &mut better {
        character.sureness = character.sureness.min(DISAGREED);
    }
    if better.len() == other.len() {
        for (character, other) in better.iter_mut().zip(other) {
            if character.text != other.text {
                character.second = Some((other.text, other.sureness));
            }
        }
    } else if let [only] = better.as_mut_slice() {
        only.second = Some((alternative, DISAGREED));
    }
    better
}
