//! The overlay of decisions: which things can be decided, and what is decided about each.

use std::collections::{BTreeMap, BTreeSet};

use crate::form::{CellKey, EditionId, TableId};
use crate::review::kinds::Counts;
use crate::review::verdict::{Decision, Verdict};

/// Something the reviewer can decide.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Slot {
    /// Whether the report is signed off.
    Report,
    /// What the report says about itself.
    Header(HeaderField),
    /// Whether a table is there, and which edition it follows.
    Table(TableId),
    /// The content of a cell.
    Cell(CellKey),
    /// What a finding means, by its key.
    Finding(String),
}

/// What the report says about itself and the reviewer may correct.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum HeaderField {
    /// The office that published the report.
    Office,
    /// The report year, four digits.
    Year,
    /// The statistics period.
    Period,
}

impl HeaderField {
    /// All fields in the order in which they are shown.
    pub const ALL: [Self; 3] = [Self::Office, Self::Year, Self::Period];

    /// The key used in files.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Office => "office",
            Self::Year => "year",
            Self::Period => "period",
        }
    }

    /// The name a person sees.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Office => "机关",
            Self::Year => "年度",
            Self::Period => "统计期限",
        }
    }

    /// The same in English.
    #[must_use]
    pub fn english(self) -> &'static str {
        match self {
            Self::Office => "office",
            Self::Year => "year",
            Self::Period => "period",
        }
    }

    /// The field with this key, if there is one.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|field| field.key() == key)
    }
}

/// What is decided about a [`Slot`]; each slot has its own kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Held {
    /// Of [`Slot::Report`].
    SignOff(SignOff),
    /// Of [`Slot::Header`].
    Text(String),
    /// Of [`Slot::Table`].
    Table(TableDecision),
    /// Of [`Slot::Cell`].
    Decision(Box<Decision>),
    /// Of [`Slot::Finding`].
    Judgement(Judgement),
}

/// What the reviewer says about a whole table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TableDecision {
    /// The report has no such table.
    Missing,
    /// The table is there and follows this edition, whatever was read.
    Edition(EditionId),
}

/// The judgement of a finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Judgement {
    /// The verdict.
    pub verdict: Verdict,
    /// A remark.
    pub note: String,
    /// Stands for the figures that were judged; when the finding's own figures change, the judgement no longer speaks of
    /// them and the finding is open again.
    pub fingerprint: String,
}

/// The report is done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignOff {
    /// Who signed.
    pub by: String,
    /// When, in seconds since 1970 UTC.
    pub at_secs: u64,
    /// Whether it was signed in spite of what is left open.
    pub forced: bool,
    /// How much was open at that moment that kept it from being signed without force; 0 unless forced.
    pub left_open: usize,
    /// Cells that no rule covers and that nobody decided about.
    pub never_looked_at: usize,
    /// All that was open at that moment, by kind. Files written before it was counted hold nothing here.
    pub open: Counts,
}

/// All decisions that hold now. Invariant: each slot holds its own kind of [`Held`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Decisions {
    held: BTreeMap<Slot, Held>,
}

impl Decisions {
    /// What is decided about `slot`.
    #[must_use]
    pub fn held(&self, slot: &Slot) -> Option<&Held> {
        self.held.get(slot)
    }

    /// Everything that is decided, in order.
    pub fn slots(&self) -> impl Iterator<Item = &Slot> {
        self.held.keys()
    }

    /// Replaces what is decided about `slot`. `false`, and nothing changes, if `held` is of another slot's kind.
    pub fn put(&mut self, slot: &Slot, held: Option<Held>) -> bool {
        match held {
            None => {
                self.held.remove(slot);
            }
            Some(held) if fits(slot, &held) => {
                self.held.insert(slot.clone(), held);
            }
            Some(_) => return false,
        }
        true
    }

    /// The decision about a cell.
    #[must_use]
    pub fn cell(&self, cell: &CellKey) -> Option<&Decision> {
        match self.held.get(&Slot::Cell(cell.clone())) {
            Some(Held::Decision(decision)) => Some(decision),
            _ => None,
        }
    }

    /// All decided cells, in the order of their keys.
    pub fn cells(&self) -> impl Iterator<Item = (&CellKey, &Decision)> {
        self.held.iter().filter_map(|pair| match pair {
            (Slot::Cell(cell), Held::Decision(decision)) => Some((cell, &**decision)),
            _ => None,
        })
    }

    /// The cells whose value the reviewer stands for.
    #[must_use]
    pub fn settled_cells(&self) -> BTreeSet<CellKey> {
        self.cells()
            .filter(|(_, decision)| decision.is_settled())
            .map(|(cell, _)| cell.clone())
            .collect()
    }

    /// The judgement of a finding, even if its figures have changed since.
    #[must_use]
    pub fn finding(&self, key: &str) -> Option<&Judgement> {
        match self.held.get(&Slot::Finding(key.to_owned())) {
            Some(Held::Judgement(judgement)) => Some(judgement),
            _ => None,
        }
    }

    /// What is decided about a table.
    #[must_use]
    pub fn table(&self, table: TableId) -> Option<TableDecision> {
        match self.held.get(&Slot::Table(table)) {
            Some(Held::Table(decision)) => Some(*decision),
            _ => None,
        }
    }

    /// The corrected header field.
    #[must_use]
    pub fn header(&self, field: HeaderField) -> Option<&str> {
        match self.held.get(&Slot::Header(field)) {
            Some(Held::Text(text)) => Some(text),
            _ => None,
        }
    }

    /// The sign-off.
    #[must_use]
    pub fn sign_off(&self) -> Option<&SignOff> {
        match self.held.get(&Slot::Report) {
            Some(Held::SignOff(sign_off)) => Some(sign_off),
            _ => None,
        }
    }
}

/// Whether `held` is of the kind that `slot` holds.
#[must_use]
pub fn fits(slot: &Slot, held: &Held) -> bool {
    matches!(
        (slot, held),
        (Slot::Report, Held::SignOff(_))
            | (Slot::Header(_), Held::Text(_))
            | (Slot::Table(_), Held::Table(_))
            | (Slot::Cell(_), Held::Decision(_))
            | (Slot::Finding(_), Held::Judgement(_))
    )
}
