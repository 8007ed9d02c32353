//! Every step ever made, in order, undone ones included. Records are only ever added; what holds now, and what can be
//! undone or redone, follows from replaying them.
//!
//! # Limitations
//! A step made after an undo hides the undone branch from redo; the branch stays in the records as history.

use crate::review::edit::Stamp;
use crate::review::slot::{Decisions, Held, Slot, fits};
use crate::said::Told;

/// One slot before and after a step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// What changed.
    pub slot: Slot,
    /// What was decided before; `None` for nothing.
    pub before: Option<Held>,
    /// What is decided after; `None` for nothing.
    pub after: Option<Held>,
}

/// One step of the reviewer, undone as a whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// What was done, in Chinese.
    pub label: String,
    /// The slots that changed, each at most once.
    pub changes: Vec<Change>,
    /// Who and when.
    pub stamp: Stamp,
}

/// One line of the journal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Record {
    /// A step was made.
    Do(Entry),
    /// The newest step in effect was undone.
    Undo(Stamp),
    /// The step undone last was made again.
    Redo(Stamp),
}

/// The records, and which of the steps are in effect.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Journal {
    records: Vec<Record>,
    /// Positions in `records` of the steps in effect, oldest first; each is a [`Record::Do`].
    done: Vec<usize>,
    /// Positions of the undone steps that can be redone, the next one last.
    undone: Vec<usize>,
}

/// A record that cannot follow the ones before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("第 {number} 步与前面的步骤不符")]
pub struct ReplayError {
    /// Number of the record, from 1.
    pub number: usize,
}

impl Told for ReplayError {
    fn english(&self) -> String {
        format!("step {} does not fit those before it", self.number)
    }
}

impl Journal {
    /// All records, oldest first.
    #[must_use]
    pub fn records(&self) -> &[Record] {
        &self.records
    }

    /// The steps in effect, oldest first.
    #[must_use]
    pub fn in_effect(&self) -> impl DoubleEndedIterator<Item = &Entry> {
        self.done.iter().filter_map(|at| self.entry(*at))
    }

    /// The step that undo would take back.
    #[must_use]
    pub fn next_undo(&self) -> Option<&Entry> {
        self.entry(*self.done.last()?)
    }

    /// The step that redo would make again.
    #[must_use]
    pub fn next_redo(&self) -> Option<&Entry> {
        self.entry(*self.undone.last()?)
    }

    /// Adds `record` and carries it out on `decisions`.
    ///
    /// # Errors
    /// When it does not fit what happened before: nothing to undo or redo, or another `before`. Nothing changes then.
    pub fn add(&mut self, record: Record, decisions: &mut Decisions) -> Result<(), ReplayError> {
        let number = self.records.len() + 1;
        let fitting = match &record {
            Record::Do(entry) => carry_out(entry, decisions),
            Record::Undo(_) => self
                .next_undo()
                .is_some_and(|entry| take_back(entry, decisions)),
            Record::Redo(_) => self
                .next_redo()
                .is_some_and(|entry| carry_out(entry, decisions)),
        };
        if !fitting {
            return Err(ReplayError { number });
        }
        self.push(record);
        Ok(())
    }

    /// The journal and the decisions that follow from `records`.
    ///
    /// # Errors
    /// At the first record that does not fit the ones before it.
    pub fn replay(
        records: impl IntoIterator<Item = Record>,
    ) -> Result<(Self, Decisions), ReplayError> {
        let (mut journal, mut decisions) = (Self::default(), Decisions::default());
        for record in records {
            journal.add(record, &mut decisions)?;
        }
        Ok((journal, decisions))
    }

    fn push(&mut self, record: Record) {
        match record {
            Record::Do(_) => {
                self.done.push(self.records.len());
                self.undone.clear();
            }
            Record::Undo(_) => self.undone.extend(self.done.pop()),
            Record::Redo(_) => self.done.extend(self.undone.pop()),
        }
        self.records.push(record);
    }

    fn entry(&self, at: usize) -> Option<&Entry> {
        match self.records.get(at) {
            Some(Record::Do(entry)) => Some(entry),
            _ => None,
        }
    }
}

fn carry_out(entry: &Entry, decisions: &mut Decisions) -> bool {
    let changes = entry.changes.iter();
    replace_all(
        changes.map(|change| (&change.slot, change.before.as_ref(), change.after.as_ref())),
        decisions,
    )
}

fn take_back(entry: &Entry, decisions: &mut Decisions) -> bool {
    let changes = entry.changes.iter().rev();
    replace_all(
        changes.map(|change| (&change.slot, change.after.as_ref(), change.before.as_ref())),
        decisions,
    )
}

/// Replaces what each slot holds, (slot, old, new), if all of them hold the old and can hold the new; else none.
fn replace_all<'a>(
    changes: impl Iterator<Item = (&'a Slot, Option<&'a Held>, Option<&'a Held>)> + Clone,
    decisions: &mut Decisions,
) -> bool {
    let fitting = changes.clone().all(|(slot, old, new)| {
        decisions.held(slot) == old && new.is_none_or(|new| fits(slot, new))
    });
    if fitting {
        for (slot, _, new) in changes {
            decisions.put(slot, new.cloned());
        }
    }
    fitting
}
