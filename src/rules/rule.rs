//! What a rule is, what it may look at, and what it finds.

use std::collections::BTreeSet;

use crate::amount::Amount;
use crate::form::naming::row_name;
use crate::form::schema::TableSpec;
use crate::form::{CellKey, Sheet, TableId, catalogue};
use crate::read::Reading;
use crate::rules::neighbours::Neighbours;
use crate::rules::outcome::{Checked, Finding, Severity, Verified};
use crate::source::Span;

/// What a person should know about a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rule {
    /// Its id, such as `count-shape`.
    pub id: &'static str,
    /// Its title in Chinese.
    pub title: &'static str,
    /// Why a report should keep it, as a Chinese sentence.
    pub why: &'static str,
    /// Where it comes from: document, table, sentence.
    pub source: &'static str,
    /// How bad it is when it is broken.
    pub severity: Severity,
}

/// A rule written as code.
#[derive(Clone, Copy, Debug)]
pub struct CodedRule {
    /// What a person should know about it.
    pub rule: Rule,
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

    /// The rows of `table`, sub-rows included, that have all of `columns` and hold a number in each of them.
    #[must_use]
    pub fn rows_of_numbers<const N: usize>(
        &self,
        table: TableId,
        columns: [&str; N],
    ) -> Vec<RowNumbers<N>> {
        let edition = self.given.sheet.editions.get(&table);
        let Some(spec) = edition.and_then(|edition| catalogue::table(*edition, table)) else {
            return Vec::new();
        };
        let rows = self.given.sheet.rows.get(&table).into_iter().flatten();
        rows.filter_map(|row| {
            let cells = columns.map(|column| CellKey::new(table, row.clone(), column));
            let numbers = cells
                .iter()
                .map(|cell| self.given.sheet.value(cell).number());
            let numbers: Option<Vec<Amount>> = numbers.collect();
            Some(RowNumbers {
                name: row_name(spec, row),
                numbers: numbers?.try_into().ok()?,
                cells,
            })
        })
        .collect()
    }
}

/// A row with numbers in all the columns a rule asks for.
#[derive(Clone, Debug)]
pub struct RowNumbers<const N: usize> {
    /// The row as a sentence names it.
    pub name: String,
    /// The cells, one for each column asked for.
    pub cells: [CellKey; N],
    /// Their numbers.
    pub numbers: [Amount; N],
}

impl<const N: usize> RowNumbers<N> {
    /// A finding of `rule` about this row.
    #[must_use]
    pub fn finding(self, rule: &Rule, text: String) -> Finding {
        let [first, ..] = self.cells.as_slice() else {
            return rule.finding("", None, Vec::new(), text);
        };
        let subject = format!("{}.{}", first.table, first.row);
        rule.finding(&subject, Some(first.table), self.cells.to_vec(), text)
    }
}

impl Rule {
    /// A finding that this rule is broken. `subject` tells it from the rule's other findings and must stay the same
    /// while it is about the same thing.
    #[must_use]
    pub fn finding(
        &self,
        subject: &str,
        table: Option<TableId>,
        cells: Vec<CellKey>,
        text: String,
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
            text,
        }
    }
}

/// The first `most` names parted by `；`, with 等 where there are more.
#[must_use]
pub(crate) fn first_names(mut names: Vec<String>, most: usize) -> String {
    let more = if names.len() > most { "等" } else { "" };
    names.truncate(most);
    format!("{}{more}", names.join("；"))
}
