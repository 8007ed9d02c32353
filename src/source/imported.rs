//! What the parser of a format gives.

use crate::said::Said;
use crate::source::blocks::Block;
use crate::source::scan_pages::{Chosen, ScanPages};
use crate::source::seen::Sight;

/// A document as its format gives it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Imported {
    /// Its content.
    pub blocks: Vec<Block>,
    /// The character encoding, empty where the format has none.
    pub encoding: String,
    /// For each page whether its characters were recognised from a picture; empty where none were.
    pub recognised: Vec<bool>,
    /// For each page what was seen of its figures, in the order of their marks; empty where no page is a picture.
    pub sights: Vec<Vec<Sight>>,
    /// What was lost or doubtful.
    pub notices: Vec<Said>,
}

/// How far the recognition of a document has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// The page that is begun, from 1.
    pub page: usize,
    /// How many there are, where it is known beforehand.
    pub n_pages: Option<usize>,
}

/// Who waits for a document, in another process than the one that reads it, and how it is wanted.
#[derive(Clone, Copy)]
pub struct Waiting<'a> {
    /// Whether pages are to be recognised in their pictures though they have text.
    pub from_pictures: bool,
    /// The pages that are recognised where they are pictures, if others than the first.
    pub chosen: Option<&'a Chosen>,
    /// Hears of each page before it is recognised.
    pub tell: &'a dyn Fn(Progress),
    /// Whether nobody waits any more. It is asked several times a second.
    pub has_given_up: &'a dyn Fn() -> bool,
}

impl Waiting<'_> {
    /// Waits to the end, and wants to hear of nothing.
    pub const PATIENT: Self = Waiting {
        from_pictures: false,
        chosen: None,
        tell: &|_| {},
        has_given_up: &|| false,
    };
}

/// How a document is to be read, and who hears of it.
pub struct Work<'a> {
    /// Pages that are recognised where they are pictures; others are told of.
    pub scan_pages: ScanPages,
    /// Whether pages are recognised in their pictures though they have text.
    pub from_pictures: bool,
    /// Hears of each such page before it is begun.
    pub tell: &'a mut dyn FnMut(Progress),
}

/// Why a document gave no text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Failure {
    /// It needs a password.
    Locked,
    /// It is not what it seems to be, or too damaged.
    Damaged,
    /// Its pages are pictures in which nothing was recognised.
    Scan,
    /// It is a picture with more pixels than are decoded.
    Oversized,
    /// It is to be recognised, and the models for that are missing.
    NoModel,
    /// Its characters cannot be told from their glyphs.
    Unmapped,
    /// It has no characters.
    Empty,
}
