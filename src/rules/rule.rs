//! What a rule is, what it may look at, and what it finds.

use std::collections::BTreeSet;

use crate::amount::Amount;
use crate::form::schema::TableSpec;
use crate::form::{CellKey, Sheet, TableId, catalogue};
use crate::read::Reading;
use crate::rules::neighbours::Neighbours;
use crate::rules::outcome::{Checked, Finding, Severity, Verified};
use crate::said::Said;
use crate::source::Span;

/// What a person should know about a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rule<'a> {
    /// Its id, such as `count-shape`.
    pub id: &'a str,
    /// Its title in Chinese.
    pub title: &'a str,
    /// Why a report should keep it, as a Chinese sentence.
    pub why: &'a str,
    /// Where it comes from: document, table, sentence.
    pub source: &'a str,
    /// How bad it is when it is broken.
    pub severity: Severity,
}

/// A rule written as code.
#[derive(Clone, Copy, Debug)]
pub struct CodedRule {
    /// What a person should know about it.
    pub rule: Rule<'static>,
    /// Its findings.
    pub check: fn(&Input) -> Vec<Finding>,
}

/// What is to be checked.
#[derive(Clone, Copy, Debug)]
pub struct Given<'a> {
    /// The values that hold now, the reviewer's decisions included.
    pub sheet: &'a Sheet,
    /// What was read: what the report says about itself, and where things stand. Office, year, period, units and doubts
    /// are as the reviewer left them.
    pub reading: &'a Reading,
    /// The text of the report.
    pub text: &'a str,
    /// The figures of the prose that nothing fits.
    pub prose: &'a [Contradiction],
    /// The reports of the years before and after, as far as they are known.
    pub neighbours: &'a Neighbours,
    /// The cells the reviewer has settled: they are as printed, whatever contradicts them.
    pub settled: &'a BTreeSet<CellKey>,
}

/// What a rule may look at.
#[derive(Clone, Copy, Debug)]
pub struct Input<'a> {
    /// What is to be checked.
    pub given: Given<'a>,
    /// The equations of the sheet with their outcome.
    pub equations: &'a [Checked],
}

/// A figure of the prose that nothing fits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contradiction {
    /// Id of the rule, one of those in `rules/prose.rs`.
    pub rule: &'static str,
    /// What the sentence says, without white space.
    pub said: String,
    /// Where it says so; where it contradicts another sentence, that one is second.
    pub spans: Vec<Span>,
    /// Which of the sentences with the same words it is, from 1.
    pub occurrence: usize,
    /// The number stated.
    pub stated: Amount,
    /// What it was compared with.
    pub against: Against,
}

/// What a stated figure was compared with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Against {
    /// Cells of the tables.
    Cells {
        /// The cells of the nearest reading.
        cells: Vec<CellKey>,
        /// What each reading gives, the nearest first.
        sums: Vec<Amount>,
    },
    /// The parts the sentence lists.
    Parts(Vec<Amount>),
    /// Another number for the same item.
    SameItem {
        /// The item.
        item: String,
        /// Its other number.
        first: Amount,
    },
    /// A percentage of totals.
    Share {
        /// The count.
        count: Amount,
        /// The cells of the nearest total.
        cells: Vec<CellKey>,
        /// The nearest total.
        base: Amount,
    },
}

impl Input<'_> {
    /// The report year, if it is known and a year.
    #[must_use]
    pub fn year(&self) -> Option<u16> {
        self.given.reading.heading.year.as_ref()?.text.parse().ok()
    }

    /// What `check` finds in each table that is there, in the order of the form.
    #[must_use]
    pub fn per_table(
        &self,
        check: impl Fn(TableId, &'static TableSpec) -> Option<Finding>,
    ) -> Vec<Finding> {
        TableId::ALL
            .into_iter()
            .filter_map(|table| {
                let edition = self.given.sheet.editions.get(&table)?;
                check(table, catalogue::table(*edition, table)?)
            })
            .collect()
    }

    /// Whether the cell still holds what the reader was not sure of and nobody has confirmed.
    #[must_use]
    pub fn is_doubtful(&self, cell: &CellKey) -> bool {
        !self.given.settled.contains(cell)
            && self
                .given
                .reading
                .is_doubtful(cell, self.given.sheet.value(cell))
    }
}

impl Rule<'_> {
    /// Its title in English: its id in words.
    #[must_use]
    pub fn english_title(&self) -> String {
        self.id.replace('-', " ")
    }

    /// A finding that this rule is broken. `subject` tells it from the rule's other findings and must stay the same
    /// while it is about the same thing.
    #[must_use]
    pub fn finding(
        &self,
        subject: &str,
        table: Option<TableId>,
        cells: Vec<CellKey>,
        said: Said,
    ) -> Finding {
        Finding {
            key: format!("{}/{subject}", self.id),
            rule: self.id.to_owned(),
            table,
            severity: self.severity,
            outcome: Verified::Broken,
            cells,
            left: None,
            right: None,
            spans: Vec::new(),
            text: said.chinese,
            english: said.english,
        }
    }
}

/// The first `most` names parted by `；`, with 等 where there are more.
#[must_use]
pub(crate) fn first_names(mut names: Vec<Said>, most: usize) -> Said {
    let n_more = names.len().saturating_sub(most);
    names.truncate(most);
    let mut said = Said::joined(&names, ["；", "; "]);
    if n_more > 0 {
        said.push(&Said::new("等", format!(" and {n_more} more")));
    }
    said
}
