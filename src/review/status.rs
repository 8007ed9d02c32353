//! What the window asks about a session: pure functions of it.

use std::collections::BTreeSet;

use crate::form::{CellKey, TableId, catalogue};
use crate::review::session::Session;
use crate::review::verdict::Verdict;
use crate::rules::{Finding, Outcome, Severity, Verified, registry};
use crate::source::Span;
use crate::value::Value;

/// The one state in which a cell is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CellState {
    /// Read, and at least one rule covers it.
    Covered,
    /// Read, but no rule covers it: only the eye can tell.
    EyeOnly,
    /// Read with a doubt nobody has settled.
    Uncertain,
    /// Nobody knows what stands there.
    Unread,
    /// Printed and empty.
    Blank,
    /// A dash or words.
    NotApplicable,
    /// Another content than was read, by the reviewer.
    Corrected,
    /// Confirmed or kept as printed by the reviewer.
    Confirmed,
}

/// The state of a cell.
#[must_use]
pub fn cell_state(session: &Session, cell: &CellKey) -> CellState {
    let value = session.value(cell);
    let found = session.reading().cell(cell);
    if let Some(decision) = session.decision(cell) {
        let read = found.map_or(Value::Absent, |found| found.value);
        let unit_differs =
            decision.unit.is_some() && decision.unit != found.and_then(|found| found.unit.clone());
        match decision.verdict {
            Verdict::Illegible => return CellState::Unread,
            _ if decision.value != read || unit_differs => return CellState::Corrected,
            Verdict::Confirmed | Verdict::SourceError => return CellState::Confirmed,
            _ => {}
        }
    }
    match value {
        Value::Unreadable | Value::Absent => CellState::Unread,
        _ if found.is_some_and(|found| found.doubt().is_some()) => CellState::Uncertain,
        Value::Blank => CellState::Blank,
        Value::Dash | Value::Words => CellState::NotApplicable,
        Value::Number(_) if session.coverage(cell) == 0 => CellState::EyeOnly,
        Value::Number(_) => CellState::Covered,
    }
}

/// The open findings of broken rules that name the cell.
#[must_use]
pub fn broken_in<'a>(session: &'a Session, cell: &CellKey) -> Vec<&'a Finding> {
    findings_of(session, cell)
        .into_iter()
        .filter(|finding| is_broken(finding) && session.is_open(finding))
        .collect()
}

/// All findings that name the cell, judged ones included.
#[must_use]
pub fn findings_of<'a>(session: &'a Session, cell: &CellKey) -> Vec<&'a Finding> {
    let findings = session.results().findings.iter();
    findings
        .filter(|finding| finding.cells.contains(cell))
        .collect()
}

/// How many equations a cell stands in, 0 to 3.
#[must_use]
pub fn coverage(session: &Session, cell: &CellKey) -> usize {
    session.coverage(cell)
}

/// What kind of problem F8 stops at, in the order of the stops.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ProblemKind {
    /// A broken rule of error level.
    Broken,
    /// A cell nobody knows, without a verdict.
    Unread,
    /// A doubt of the reader that nobody settled.
    Uncertain,
    /// Any other open finding.
    Warning,
}

/// A place where F8 stops.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Its kind.
    pub kind: ProblemKind,
    /// The cell to select; `None` for a finding without cells.
    pub cell: Option<CellKey>,
    /// Key of the finding, if it is one.
    pub finding: Option<String>,
}

/// All problems in the order of F8: broken rules, unread cells, uncertain cells, other open findings. Each cell is
/// stopped at once; findings that only repeat that cells are unread are left out, for the cells are stops themselves.
/// Equations that hold if blanks count as 0 are no stops: a report that prints no zeros would have dozens of them, and
/// the list of findings says them in one line. Equations that cannot be checked are one stop a table.
#[must_use]
pub fn problems(session: &Session) -> Vec<Problem> {
    let (mut seen, mut undecided) = (BTreeSet::new(), BTreeSet::new());
    let mut problems: Vec<Problem> = open_findings(session)
        .filter(|finding| finding.severity == Severity::Error)
        .map(|finding| finding_problem(session, finding, ProblemKind::Broken))
        .collect();
    let cells = cells_in_order(session);
    for (kind, applies) in [
        (
            ProblemKind::Unread,
            is_unread_open as fn(&Session, &CellKey) -> bool,
        ),
        (ProblemKind::Uncertain, is_uncertain_open),
    ] {
        problems.extend(
            cells
                .iter()
                .filter(|cell| applies(session, cell))
                .map(|cell| Problem {
                    kind,
                    cell: Some(cell.clone()),
                    finding: None,
                }),
        );
    }
    problems.extend(
        open_findings(session)
            .filter(|finding| finding.severity < Severity::Error)
            .filter(|finding| finding.outcome != Verified::Conditional)
            .filter(|finding| !only_repeats_unread(session, finding))
            .filter(|finding| !is_unchecked_equation(finding) || undecided.insert(finding.table))
            .map(|finding| finding_problem(session, finding, ProblemKind::Warning)),
    );
    problems.retain(|problem| match &problem.cell {
        Some(cell) => seen.insert(cell.clone()),
        None => true,
    });
    problems
}

fn open_findings(session: &Session) -> impl Iterator<Item = &Finding> {
    let findings = session.results().findings.iter();
    findings.filter(|finding| session.is_open(finding))
}

/// The suspect of a broken rule is its cell that stands in most open broken rules, the first of several.
fn finding_problem(session: &Session, finding: &Finding, kind: ProblemKind) -> Problem {
    let open: Vec<&Finding> = open_findings(session).filter(|f| is_broken(f)).collect();
    let n_broken = |cell: &CellKey| open.iter().filter(|f| f.cells.contains(cell)).count();
    let suspect = finding.cells.iter().rev().max_by_key(|cell| n_broken(cell));
    Problem {
        kind,
        cell: suspect.cloned(),
        finding: Some(finding.key.clone()),
    }
}

fn is_broken(finding: &Finding) -> bool {
    finding.outcome == Verified::Broken
}

fn is_unchecked_equation(finding: &Finding) -> bool {
    finding.outcome == Verified::Undecided && registry::is_arithmetic(&finding.rule)
}

fn only_repeats_unread(session: &Session, finding: &Finding) -> bool {
    let all_unread = finding
        .cells
        .iter()
        .all(|cell| session.value(cell).is_unread());
    let undecided = finding.outcome == Verified::Undecided || finding.rule == "cells-unread";
    undecided && !finding.cells.is_empty() && all_unread
}

fn is_unread_open(session: &Session, cell: &CellKey) -> bool {
    session.value(cell).is_unread() && session.decision(cell).is_none()
}

fn is_uncertain_open(session: &Session, cell: &CellKey) -> bool {
    session.decision(cell).is_none() && cell_state(session, cell) == CellState::Uncertain
}

/// The cells of all present tables in the order in which the form prints them.
#[must_use]
pub fn cells_in_order(session: &Session) -> Vec<CellKey> {
    let sheet = session.sheet();
    TableId::ALL
        .into_iter()
        .filter_map(|table| {
            let spec = catalogue::table(*sheet.editions.get(&table)?, table)?;
            Some(spec.cells(table, sheet.rows.get(&table)?))
        })
        .flatten()
        .collect()
}

/// The figures of the status bar.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Equations that hold without counting a blank as 0.
    pub holds: usize,
    /// Equations that do not hold.
    pub broken: usize,
    /// Equations that hold only because blanks count as 0.
    pub conditional: usize,
    /// Equations nobody can check.
    pub undecided: usize,
    /// Those of them that do not hold with the numbers as read, some of which are in doubt. They keep the report from
    /// being signed off.
    pub in_doubt: usize,
    /// Cells whose content is known.
    pub cells_read: usize,
    /// Cells of all present tables.
    pub cells_total: usize,
    /// Open findings of error level.
    pub open_errors: usize,
    /// Open findings of warning level.
    pub open_warnings: usize,
    /// Those of them that do not hold; the others cannot be checked, or hold only if blanks count as 0.
    pub broken_warnings: usize,
    /// Unread cells without a verdict; they keep the report from being signed off.
    pub undecided_cells: usize,
    /// Uncertain cells nobody decided about.
    pub uncertain_cells: usize,
    /// Cells postponed as 存疑.
    pub doubtful: usize,
}

/// Counts everything the status bar shows.
#[must_use]
pub fn tally(session: &Session) -> Tally {
    let mut tally = Tally::default();
    for checked in &session.results().equations {
        match &checked.outcome {
            Outcome::Holds { counted_as_zero } if counted_as_zero.is_empty() => tally.holds += 1,
            Outcome::Holds { .. } => tally.conditional += 1,
            Outcome::Broken { .. } => tally.broken += 1,
            Outcome::Undecided { missing, .. } => {
                tally.undecided += 1;
                tally.in_doubt += usize::from(missing.is_empty());
            }
        }
    }
    for (cell, value) in &session.sheet().cells {
        tally.cells_total += 1;
        tally.cells_read += usize::from(!value.is_unread());
        tally.undecided_cells += usize::from(is_unread_open(session, cell));
        tally.uncertain_cells += usize::from(is_uncertain_open(session, cell));
        let verdict = session.decision(cell).map(|decision| decision.verdict);
        tally.doubtful += usize::from(verdict == Some(Verdict::Doubtful));
    }
    for finding in open_findings(session) {
        match finding.severity {
            Severity::Error => tally.open_errors += 1,
            Severity::Warning => {
                tally.open_warnings += 1;
                tally.broken_warnings += usize::from(is_broken(finding));
            }
            Severity::Hint => {}
        }
    }
    tally
}

/// How many cells no rule covers and nobody has decided about.
#[must_use]
pub fn never_looked_at(session: &Session) -> usize {
    let cells = session.sheet().cells.keys();
    cells
        .filter(|cell| session.coverage(cell) == 0 && session.decision(cell).is_none())
        .count()
}

/// The cell whose characters stand at `byte_offset` of the source; a blank cell's place counts only if no other cell
/// stands there.
#[must_use]
pub fn cell_at(session: &Session, byte_offset: usize) -> Option<CellKey> {
    let spans_match = |matches: &dyn Fn(&Span) -> bool| {
        let mut cells = session.sheet().cells.keys();
        cells
            .find(|cell| spans_of(session, cell).iter().any(matches))
            .cloned()
    };
    spans_match(&|span| span.contains(byte_offset))
        .or_else(|| spans_match(&|span| span.is_empty() && span.start() == byte_offset))
}

/// Where a cell's content stands: the reviewer's evidence, else as read.
#[must_use]
pub fn spans_of(session: &Session, cell: &CellKey) -> Vec<Span> {
    match session.decision(cell) {
        Some(decision) if !decision.spans.is_empty() => decision.spans.clone(),
        _ => session
            .reading()
            .cell(cell)
            .map(|found| found.spans.clone())
            .unwrap_or_default(),
    }
}
