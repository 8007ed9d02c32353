//! What the parser of a format gives.

use crate::source::blocks::Block;

/// A document as its format gives it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Imported {
    /// Its content.
    pub blocks: Vec<Block>,
    /// The character encoding, empty where the format has none.
    pub encoding: String,
    /// For each page whether its characters were recognised from a picture; empty where none were.
    pub recognised: Vec<bool>,
    /// What was lost or doubtful.
    pub notices: Vec<String>,
}

/// Why a document gave no text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Failure {
    /// It needs a password.
    Locked,
    /// It is not what it seems to be, or too damaged.
    Damaged,
    /// Its pages are pictures.
    Scan,
    /// Its characters cannot be told from their glyphs.
    Unmapped,
    /// It has no characters.
    Empty,
}
