//! The table of all rules: one line per coded rule, and the arithmetic rules of the form's data.

use std::collections::BTreeSet;

use crate::amount::Amount;
use crate::form::naming::row_name;
use crate::form::schema::TableSpec;
use crate::form::{CellKey, Sheet, TableId, catalogue};
use crate::read::Reading;
use crate::rules::neighbours::Neighbours;
use crate::rules::outcome::{Checked, Finding, Severity, Verified};
use crate::rules::prose::{self, Contradiction};
use crate::rules::{
    carry_over, cells_unread, change_below_zero, count_shape, decisions_copied,
    disclosed_within_total, edition_year, money_unit, period_year, prior_items, prose_doubt,
    regulations_level, section_five_empty, section_order, stock_in_force, swapped_columns,
    table_missing, total_blank,
};

/// The coded rules, in the order in which their findings are listed.
pub const CODED: &[CodedRule] = &[
    table_missing::RULE,
    cells_unread::RULE,
    count_shape::RULE,
    total_blank::RULE,
    edition_year::RULE,
    disclosed_within_total::RULE,
    change_below_zero::RULE,
    decisions_copied::RULE,
    regulations_level::RULE,
    money_unit::RULE,
    swapped_columns::RULE,
    carry_over::RULE,
    stock_in_force::RULE,
    prior_items::RULE,
    period_year::RULE,
    section_order::RULE,
    section_five_empty::RULE,
];

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
    /// The values that hold now, the reviewer's decisions included.
    pub sheet: &'a Sheet,
    /// What was read: what the report says about itself, and where things stand. Office, year, period, units and doubts
    /// are as the reviewer left them.
    pub reading: &'a Reading,
    /// The text of the report.
    pub text: &'a str,
    /// The equations of the sheet with their outcome.
    pub equations: &'a [Checked],
    /// The figures of the prose that nothing fits.
    pub prose: &'a [Contradiction],
    /// The reports of the years before and after, as far as they are known.
    pub neighbours: &'a Neighbours,
    /// The cells the reviewer has settled: they are as printed, whatever contradicts them.
    pub settled: &'a BTreeSet<CellKey>,
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

impl Input<'_> {
    /// The report year, if it is known and a year.
    #[must_use]
    pub fn year(&self) -> Option<u16> {
        self.reading.heading.year.as_ref()?.text.parse().ok()
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
                let edition = self.sheet.editions.get(&table)?;
                check(table, catalogue::table(*edition, table)?)
            })
            .collect()
    }

    /// Whether the cell still holds what the reader was not sure of and nobody has confirmed.
    #[must_use]
    pub fn is_doubtful(&self, cell: &CellKey) -> bool {
        !self.settled.contains(cell) && self.reading.is_doubtful(cell, self.sheet.value(cell))
    }

    /// The finding, undecided if it accuses a cell the reader was not sure of: it may hold another number, or this number
    /// may belong to another cell. That a cell is unread accuses nobody.
    #[must_use]
    pub fn only_if_sure(&self, mut finding: Finding) -> Finding {
        let is_open =
            |cell: &CellKey| !self.sheet.value(cell).is_unread() && self.is_doubtful(cell);
        if finding.outcome == Verified::Broken && finding.cells.iter().any(is_open) {
            finding.outcome = Verified::Undecided;
            finding.text.push_str(prose_doubt::Doubt::Cell.advice());
        }
        finding
    }

    /// The rows of `table`, sub-rows included, that have all of `columns` and hold a number in each of them.
    #[must_use]
    pub fn rows_of_numbers<const N: usize>(
        &self,
        table: TableId,
        columns: [&str; N],
    ) -> Vec<RowNumbers<N>> {
        let edition = self.sheet.editions.get(&table);
        let Some(spec) = edition.and_then(|edition| catalogue::table(*edition, table)) else {
            return Vec::new();
        };
        let rows = self.sheet.rows.get(&table).into_iter().flatten();
        rows.filter_map(|row| {
            let cells = columns.map(|column| CellKey::new(table, row.clone(), column));
            let numbers = cells.iter().map(|cell| self.sheet.value(cell).number());
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

/// The first `most` names parted by `；`, with 等 where there are more.
#[must_use]
pub fn first_names(mut names: Vec<String>, most: usize) -> String {
    let more = if names.len() > most { "等" } else { "" };
    names.truncate(most);
    format!("{}{more}", names.join("；"))
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

/// All rules: the arithmetic ones in the form's order, then the coded ones, then those about the prose. A rule that
/// several editions state is listed once, with the source of the newest.
#[must_use]
pub fn all() -> Vec<Rule> {
    let mut seen = BTreeSet::new();
    let arithmetic = catalogue::editions()
        .iter()
        .rev()
        .flat_map(|edition| &edition.rules)
        .filter(|rule| seen.insert(rule.id.as_str()))
        .map(|rule| Rule {
            id: &rule.id,
            title: &rule.title,
            why: &rule.why,
            source: &rule.source,
            severity: Severity::Error,
        });
    let coded = CODED.iter().map(|coded| coded.rule);
    arithmetic.chain(coded).chain(prose::RULES).collect()
}

/// Whether the rule with this id is a sum or balance of the form's data: its findings are about equations.
#[must_use]
pub fn is_arithmetic(id: &str) -> bool {
    let mut rules = catalogue::editions()
        .iter()
        .flat_map(|edition| &edition.rules);
    rules.any(|rule| rule.id == id)
}

/// The rule with this id.
#[must_use]
pub fn by_id(id: &str) -> Option<Rule> {
    all().into_iter().find(|rule| rule.id == id)
}
