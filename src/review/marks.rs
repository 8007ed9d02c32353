//! Which cells deserve a mark because of broken rules: pure functions of a session.

use std::collections::{BTreeMap, BTreeSet};

use crate::amount::Amount;
use crate::form::{CellKey, TableId};
use crate::review::problems;
use crate::review::session::Session;
use crate::review::state::{self, CellState};
use crate::rules::{Finding, Severity, Verified};

/// Findings of more cells than this name only those that are not 0.
const LONG_FINDING: usize = 8;

/// The cells of a finding, in the order of its sentence.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Terms {
    /// Those that carry a number ①②③.
    pub named: Vec<CellKey>,
    /// The zeros and blanks of a long sum, which its sentence passes over.
    pub zeros: Vec<CellKey>,
}

/// The terms of a finding.
#[must_use]
pub fn terms(session: &Session, finding: &Finding) -> Terms {
    if finding.cells.len() <= LONG_FINDING {
        return Terms {
            named: finding.cells.clone(),
            zeros: Vec::new(),
        };
    }
    let cells = finding.cells.iter().cloned();
    let (zeros, named) = cells.partition(|cell| is_plain_zero(session, cell));
    Terms { named, zeros }
}

/// Whether the cell adds nothing to a sum, and nobody doubts it.
fn is_plain_zero(session: &Session, cell: &CellKey) -> bool {
    let state = state::cell_state(session, cell);
    let is_looked_at =
        state.is_in_doubt() || matches!(state, CellState::Corrected | CellState::Deduced);
    let amount = session.value(cell).in_sums();
    amount.is_some_and(Amount::is_zero) && !is_looked_at
}

/// The cells of open broken rules that could be wrong at a glance, each with how bad the worst of them is: zeros and unread
/// cells are left out, for the first seldom are and the second have a mark of their own.
#[must_use]
pub fn accused(session: &Session) -> BTreeMap<CellKey, Severity> {
    let mut accused = BTreeMap::new();
    let findings = session.results().findings.iter();
    let open =
        findings.filter(|finding| finding.outcome == Verified::Broken && session.is_open(finding));
    for finding in open {
        for cell in &finding.cells {
            if !session.value(cell).is_unread() && !is_plain_zero(session, cell) {
                let worst = accused.entry(cell.clone()).or_insert(finding.severity);
                *worst = finding.severity.max(*worst);
            }
        }
    }
    accused
}

/// The cells somebody still has to look at: those involved in a broken rule, and those F8 stops at.
#[must_use]
pub fn problem_cells(session: &Session) -> BTreeSet<CellKey> {
    let mut cells: BTreeSet<CellKey> = accused(session).into_keys().collect();
    let problems = problems::problems(session).into_iter();
    cells.extend(problems.filter_map(|problem| problem.cell));
    cells
}

/// What kind of thing a finding speaks of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Subject {
    /// The figures of the tables.
    Table,
    /// The prose against the tables, or against itself.
    Prose,
    /// Anything else: missing tables, editions, sections.
    Other,
}

/// The kind of a finding.
#[must_use]
pub fn subject(finding: &Finding) -> Subject {
    let is_of_prose = finding.rule.starts_with("prose-");
    match finding.table {
        _ if is_of_prose => Subject::Prose,
        Some(_) if !finding.cells.is_empty() => Subject::Table,
        _ => Subject::Other,
    }
}

/// Whether the identities of a table cannot tell which of its cells is wrong: each cell of table four stands in one
/// identity only.
#[must_use]
pub fn cannot_be_located(finding: &Finding) -> bool {
    finding.table == Some(TableId::Disputes)
        && finding.outcome == Verified::Broken
        && finding.left.is_some()
}
