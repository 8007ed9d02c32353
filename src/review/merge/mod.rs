//! Two reviewers' sessions of one report become a third, for whoever settles what they disagree on.
//!
//! What one of them decided, or both alike, is taken over with its author and time. Where they disagree the cell becomes
//! 存疑, and its note says who holds what: it is open until somebody decides, as every 存疑 is.

mod agreement;
mod content;
mod join;

use std::collections::{BTreeMap, BTreeSet};

use crate::review::edit::Stamp;
use crate::review::journal::{Change, Entry, Record, ReplayError};
use crate::review::merge::join::{Joined, Sides, join};
use crate::review::session::Session;
use crate::review::slot::Slot;

pub use agreement::{Agreement, Share};
pub use join::Conflict;

/// What two sessions of one report come to.
#[derive(Clone, Debug)]
pub struct Merged {
    /// The first session, continued with the decisions of the second. It is signed off if both were and agree in all.
    pub session: Session,
    /// What they disagree on, in the order of the slots.
    pub conflicts: Vec<Conflict>,
    /// How far they agree on the cells that both looked at.
    pub agreement: Agreement,
}

/// Joins the decisions of `first` and `second`, which must be of the same source. `stamp` is that of the steps which only
/// say that the two disagree; all others keep the author and time of the second session.
///
/// # Errors
/// When the decisions cannot follow each other, which does not happen with sessions that were loaded.
pub fn merge(first: &Session, second: &Session, stamp: &Stamp) -> Result<Merged, ReplayError> {
    let sides = Sides { first, second };
    let mut taken: BTreeMap<usize, Vec<Change>> = BTreeMap::new();
    let mut disputed = Vec::new();
    let mut conflicts = Vec::new();
    for slot in slots(first, second) {
        let change = |after| Change {
            before: first.decisions().held(&slot).cloned(),
            after,
            slot: slot.clone(),
        };
        match join(&sides, &slot) {
            Joined::First => {}
            Joined::Both(after) => {
                let step = step_of(second, &slot);
                taken.entry(step).or_default().push(change(Some(after)));
            }
            Joined::Conflict(conflict, after) => {
                conflicts.push(conflict);
                disputed.push(change(after));
            }
        }
    }
    let mut records = steps(second, taken);
    let is_signed = |session: &Session| session.sign_off().is_some();
    let keeps_sign_off = conflicts.is_empty() && is_signed(second);
    if is_signed(first) && !keeps_sign_off {
        disputed.push(Change {
            slot: Slot::Report,
            before: first.decisions().held(&Slot::Report).cloned(),
            after: None,
        });
    }
    disputed.retain(|change| change.before != change.after);
    if !disputed.is_empty() {
        records.push(Record::Do(Entry {
            label: format!("合并：两人不一致 {} 处", conflicts.len()),
            changes: disputed,
            stamp: stamp.clone(),
        }));
    }
    let mut session = first.clone();
    session.continue_with(records)?;
    Ok(Merged {
        session,
        conflicts,
        agreement: Agreement::of(first, second),
    })
}

/// All that either decided, but for the sign-off.
fn slots(first: &Session, second: &Session) -> BTreeSet<Slot> {
    let slots = [first, second].map(|session| session.decisions().slots());
    let mut slots: BTreeSet<Slot> = slots.into_iter().flatten().cloned().collect();
    slots.extend(join::read_otherwise(first, second));
    slots.remove(&Slot::Report);
    slots
}

/// Which step in effect, counted from the first, put what the slot holds; one behind the last for none.
fn step_of(session: &Session, slot: &Slot) -> usize {
    let steps = session.journal().in_effect();
    let n = steps.size_hint().0;
    let changes_it = |step: &Entry| step.changes.iter().any(|change| change.slot == *slot);
    let mut numbered: Vec<(usize, &Entry)> = steps.enumerate().collect();
    numbered.retain(|(_, step)| changes_it(step));
    numbered.last().map_or(n, |(number, _)| *number)
}

/// The changes as steps of their authors.
fn steps(session: &Session, taken: BTreeMap<usize, Vec<Change>>) -> Vec<Record> {
    let of: Vec<&Entry> = session.journal().in_effect().collect();
    let record = |(step, changes): (usize, Vec<Change>)| {
        let origin = of.get(step);
        Record::Do(Entry {
            label: format!("合并：{}", origin.map_or("", |origin| &origin.label)),
            changes,
            stamp: origin
                .map(|origin| origin.stamp.clone())
                .unwrap_or_default(),
        })
    };
    taken.into_iter().map(record).collect()
}

/// Whether anybody ever did anything in the session.
#[must_use]
pub fn has_steps(session: &Session) -> bool {
    !session.journal().records().is_empty()
}
