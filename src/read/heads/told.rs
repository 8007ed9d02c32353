//! What heads say of the columns of the form.

use std::ops::Range;

/// Heads that name columns where the report left out others.
pub(super) const NAMED_LEAST: usize = 2;

/// What the heads over a block name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    /// The fields of each column of the form; `None` for one that the report left out.
    pub columns: Vec<Option<Range<usize>>>,
    /// Fields under heads that are none of the form's, where all of the form's are there.
    pub besides: Vec<usize>,
}

/// What heads say of the columns of the form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Told {
    /// Nothing, or that they stand as in the form.
    Nothing,
    /// Which is which.
    Named(Named),
    /// That they are others, or not all known in another order: figures put there in the form's order may be those of
    /// others.
    Others,
}

impl Told {
    /// Which is which, where the heads tell.
    #[must_use]
    pub fn named(self) -> Option<Named> {
        match self {
            Self::Named(named) => Some(named),
            Self::Nothing | Self::Others => None,
        }
    }
}
