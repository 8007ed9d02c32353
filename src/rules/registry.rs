//! The table of all rules: one line per coded rule, and the arithmetic rules of the form's data.

use std::collections::BTreeSet;

use crate::form::{CellKey, Sheet, TableId, catalogue};
use crate::read::Reading;
use crate::rules::outcome::{Checked, Finding, Severity, Verified};
use crate::rules::{cells_unread, count_shape, table_missing, total_blank};

/// The coded rules, in the order in which their findings are listed.
pub const CODED: &[CodedRule] = &[
    table_missing::RULE,
    cells_unread::RULE,
    count_shape::RULE,
    total_blank::RULE,
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

/// What a rule may look at.
#[derive(Clone, Copy, Debug)]
pub struct Input<'a> {
    /// The values that hold now, the reviewer's decisions included.
    pub sheet: &'a Sheet,
    /// What was read: what the report says about itself, and where things stand.
    pub reading: &'a Reading,
    /// The equations of the sheet with their outcome.
    pub equations: &'a [Checked],
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

/// All rules: the arithmetic ones in the form's order, then the coded ones. A rule that several editions state is listed
/// once, with the source of the newest.
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
    arithmetic.chain(coded).collect()
}

/// The rule with this id.
#[must_use]
pub fn by_id(id: &str) -> Option<Rule> {
    all().into_iter().find(|rule| rule.id == id)
}
