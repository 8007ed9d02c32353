//! What no longer fits, for a person.

use crate::review::slot::Slot;

/// Something that the new reading has otherwise.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Misfit {
    /// What it is about.
    pub slot: Slot,
    /// Where, for a person.
    pub place: String,
    /// What was read and decided, and what is read now, for a person.
    pub text: String,
}
