//! Where the characters of one text stand in another.

use std::collections::BTreeMap;

use crate::review::journal::{Change, Entry, Record};
use crate::review::slot::Held;
use crate::source::Span;

/// The way from a text to another of the same report. A place is found again where its whole line stands once in each.
pub(super) struct Moved<'a> {
    old: &'a str,
    /// Where each line of the new text begins; `None` for one that stands there twice. Empty where both texts are one.
    lines: BTreeMap<&'a str, Option<usize>>,
    is_same: bool,
    n_lost: usize,
}

impl<'a> Moved<'a> {
    /// From `old` to `new`.
    pub(super) fn new(old: &'a str, new: &str) -> Self {
        let is_same = old == new;
        let mut lines: BTreeMap<&str, Option<usize>> = BTreeMap::new();
        if !is_same {
            let own: BTreeMap<&str, usize> = counted(old);
            let mut start = 0;
            for line in new.split('\n') {
                if let Some((line, 1)) = own.get_key_value(line) {
                    let place = lines.entry(line).or_insert(Some(start));
                    if *place != Some(start) {
                        *place = None;
                    }
                }
                start += line.len() + 1;
            }
        }
        Self {
            old,
            lines,
            is_same,
            n_lost: 0,
        }
    }

    /// Places that were not found again.
    pub(super) fn n_lost(&self) -> usize {
        self.n_lost
    }

    /// The record with its places in the new text.
    pub(super) fn record(&mut self, record: &Record) -> Record {
        if self.is_same {
            return record.clone();
        }
        match record {
            Record::Do(entry) => {
                let changes = entry.changes.iter().map(|change| Change {
                    slot: change.slot.clone(),
                    before: change.before.as_ref().map(|held| self.held(held, false)),
                    after: change.after.as_ref().map(|held| self.held(held, true)),
                });
                Record::Do(Entry {
                    label: entry.label.clone(),
                    changes: changes.collect(),
                    stamp: entry.stamp.clone(),
                })
            }
            Record::Undo(_) | Record::Redo(_) => record.clone(),
        }
    }

    fn held(&mut self, held: &Held, counts: bool) -> Held {
        let Held::Decision(decision) = held else {
            return held.clone();
        };
        let mut decision = decision.clone();
        let n_before = decision.spans.len();
        let spans = decision.spans.iter().filter_map(|span| self.span(*span));
        decision.spans = spans.collect();
        if counts {
            self.n_lost += n_before - decision.spans.len();
        }
        Held::Decision(decision)
    }

    fn span(&self, span: Span) -> Option<Span> {
        let start = self
            .old
            .get(..span.start())?
            .rfind('\n')
            .map_or(0, |at| at + 1);
        let rest = self.old.get(span.end()..)?;
        let end = rest.find('\n').map_or(self.old.len(), |at| span.end() + at);
        let place = self.lines.get(self.old.get(start..end)?).copied()??;
        let offset = place + (span.start() - start);
        Some(Span::new(offset, offset + span.len()))
    }
}

fn counted(text: &str) -> BTreeMap<&str, usize> {
    let mut lines = BTreeMap::new();
    for line in text.split('\n') {
        *lines.entry(line).or_insert(0) += 1;
    }
    lines
}
