//! A step: the slots it changes and what they hold afterwards.

use std::collections::BTreeMap;

use crate::review::journal::Change;
use crate::review::slot::{Decisions, Held, Slot};

/// What a step is called, and what its slots hold afterwards.
pub(super) struct Step {
    /// For the journal and the undo menu.
    pub(super) label: String,
    pub(super) after: BTreeMap<Slot, Option<Held>>,
}

impl Step {
    /// The slots that really change.
    pub(super) fn changes_against(&self, decisions: &Decisions) -> Vec<Change> {
        self.after
            .iter()
            .filter(|(slot, after)| decisions.held(slot) != after.as_ref())
            .map(|(slot, after)| Change {
                slot: slot.clone(),
                before: decisions.held(slot).cloned(),
                after: after.clone(),
            })
            .collect()
    }

    pub(super) fn one(label: String, slot: Slot, after: Option<Held>) -> Self {
        Self {
            label,
            after: BTreeMap::from([(slot, after)]),
        }
    }
}
