//! The step behind those of the old review.

use crate::review::edit::Stamp;
use crate::review::journal::{Change, Entry, Record};
use crate::review::reread::misfit::Misfit;
use crate::review::session::Session;
use crate::review::slot::{Held, Slot};

/// The step that says what no longer fits.
#[derive(Default)]
pub(super) struct Step {
    /// What slots hold afterwards.
    pub(super) changes: Vec<(Slot, Option<Held>)>,
    pub(super) n_kept: usize,
    pub(super) n_agreed: usize,
    pub(super) misfits: Vec<Misfit>,
    pub(super) otherwise: Vec<Misfit>,
}

impl Step {
    /// The step, unless it changes nothing.
    pub(super) fn record(&self, session: &Session, stamp: &Stamp) -> Option<Record> {
        let changes = self.changes.iter().map(|(slot, after)| Change {
            slot: slot.clone(),
            before: session.decisions().held(slot).cloned(),
            after: after.clone(),
        });
        let changes: Vec<Change> = changes
            .filter(|change| change.before != change.after)
            .collect();
        let n = self.misfits.len() + self.otherwise.len();
        (!changes.is_empty()).then(|| {
            Record::Do(Entry {
                label: format!("重新识读：{n} 处与原来的识读不同"),
                changes,
                stamp: stamp.clone(),
            })
        })
    }
}
