//! What no longer fits, for a person.

use crate::review::slot::Slot;
use crate::said::Said;

/// Something that the new reading has otherwise.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Misfit {
    /// What it is about.
    pub slot: Slot,
    /// Where, for a person.
    pub place: Said,
    /// What was read and decided, and what is read now, for a person.
    pub text: Said,
}
