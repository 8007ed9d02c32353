//! The digit carpet: all figures of a report that hold the same digit as it was read, side by side. Among many that are
//! printed alike, one that was misread stands out, whether or not a rule covers its cell.

use std::collections::{BTreeMap, BTreeSet};

use crate::form::CellKey;
use crate::read::Found;
use crate::review::order::cells_in_order;
use crate::review::session::Session;
use crate::review::{marks, sights};
use crate::source::Span;

/// What the figures of one carpet have in common.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Glyph {
    /// A digit, 0 to 9, stands in them.
    Digit(u8),
    /// No digit stands in them: dashes, words, what cannot be read.
    Other,
}

/// A figure of the carpet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tile {
    /// The cell it was read for.
    pub cell: CellKey,
    /// Its characters as they are printed, white space aside.
    pub token: String,
    /// Which of its characters are the digit, from 0.
    pub marked: Vec<usize>,
    /// Where it stands in the source; one span for each piece.
    pub spans: Vec<Span>,
}

/// The glyphs that stand in the report as it was read, with the number of figures that hold each.
#[must_use]
pub fn glyphs(session: &Session) -> BTreeMap<Glyph, usize> {
    let mut glyphs = BTreeMap::new();
    for cell in cells_in_order(session) {
        let Some(found) = session.reading().cell(&cell) else {
            continue;
        };
        let token = token(session, found);
        let own: BTreeSet<Glyph> = read_as(found, &token).into_iter().flatten().collect();
        for glyph in own {
            *glyphs.entry(glyph).or_default() += 1;
        }
    }
    glyphs
}

/// The figures that hold `glyph`, the most doubtful first, then by their length, so that equal ones stand together.
#[must_use]
pub fn tiles(session: &Session, glyph: Glyph) -> Vec<Tile> {
    let ranked = ranked(session, glyph).into_iter();
    ranked.map(|(_, tile)| tile).collect()
}

/// The same with what decides their order, also among those of other reports.
#[must_use]
pub fn ranked(session: &Session, glyph: Glyph) -> Vec<(Rank, Tile)> {
    let accused = marks::accused(session);
    let cells = cells_in_order(session).into_iter();
    let mut ranked: Vec<(Rank, Tile)> = cells
        .filter_map(|cell| {
            let found = session.reading().cell(&cell)?;
            let token = token(session, found);
            let read = read_as(found, &token);
            let is_its = |(at, own): (usize, &Option<Glyph>)| (*own == Some(glyph)).then_some(at);
            let marked: Vec<usize> = read.iter().enumerate().filter_map(is_its).collect();
            if marked.is_empty() {
                return None;
            }
            let rank = Rank {
                doubt: doubt_of(found, accused.contains_key(&cell)),
                sureness: sureness(session, &cell),
                length: token.len(),
                token: token.iter().collect(),
            };
            let tile = Tile {
                token: rank.token.clone(),
                marked,
                spans: found.spans.clone(),
                cell,
            };
            Some((rank, tile))
        })
        .collect();
    // Equal ones stay in the order of the form.
    ranked.sort_by(|(one, _), (other, _)| one.cmp(other));
    ranked
}

/// The glyph to begin with at `cell`: the one that its first digit was read as.
#[must_use]
pub fn glyph_of(session: &Session, cell: &CellKey) -> Option<Glyph> {
    let found = session.reading().cell(cell)?;
    let token = token(session, found);
    read_as(found, &token).into_iter().flatten().next()
}

/// What decides the order of the tiles.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Rank {
    doubt: u8,
    /// See [`crate::source::seen::Seen::sureness`].
    sureness: u16,
    length: usize,
    token: String,
}

/// 0 for the most doubtful.
fn doubt_of(found: &Found, is_involved: bool) -> u8 {
    if found.value.is_unread() || found.glyph_doubt().is_some() {
        0
    } else if is_involved {
        1
    } else if found.is_doubtful() {
        2
    } else {
        3
    }
}

/// How sure the recogniser was of the least certain character; entirely where nothing was recognised.
fn sureness(session: &Session, cell: &CellKey) -> u16 {
    let seen = sights::of_cell(session, cell).map(|seen| seen.sureness);
    seen.min().unwrap_or(1_000)
}

/// The characters a cell was read from, white space aside.
fn token(session: &Session, found: &Found) -> Vec<char> {
    let text = &session.source().text;
    let pieces = found.spans.iter().map(|span| span.of(text));
    pieces
        .flat_map(str::chars)
        .filter(|c| !c.is_whitespace())
        .collect()
}

/// What each character of a token was read as: a letter taken for a digit is that digit. What stands between digits is
/// nothing; a token without any digit is one glyph, its first character.
fn read_as(found: &Found, token: &[char]) -> Vec<Option<Glyph>> {
    let said = found.value.number().map(|number| number.to_string());
    let said: Vec<char> = said.unwrap_or_default().chars().collect();
    let read = if said.len() == token.len() {
        &said
    } else {
        token
    };
    let glyphs: Vec<Option<Glyph>> = read.iter().map(|c| digit(*c).map(Glyph::Digit)).collect();
    if glyphs.iter().any(Option::is_some) {
        return glyphs;
    }
    token
        .first()
        .map(|_| Some(Glyph::Other))
        .into_iter()
        .collect()
}

/// The digit a character is, wide ones included.
fn digit(c: char) -> Option<u8> {
    let narrow = match c {
        '０'..='９' => char::from_u32(u32::from(c) - u32::from('０') + u32::from('0'))?,
        other => other,
    };
    u8::try_from(narrow.to_digit(10)?).ok()
}
