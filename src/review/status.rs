//! What the window asks about a session: pure functions of it.

use crate::form::CellKey;
pub use crate::review::order::cells_in_order;
use crate::review::problems::{self, Counts};
use crate::review::session::Session;
use crate::review::state::{self, CellState};
use crate::rules::{Finding, Outcome, Severity, Verified};
use crate::source::Span;

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

fn open_findings(session: &Session) -> impl Iterator<Item = &Finding> {
    let findings = session.results().findings.iter();
    findings.filter(|finding| session.is_open(finding))
}

fn is_broken(finding: &Finding) -> bool {
    finding.outcome == Verified::Broken
}

/// The figures of the status bar and the list of reports.
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
    /// Cells whose content is known.
    pub cells_read: usize,
    /// Cells of all present tables.
    pub cells_total: usize,
    /// Open findings of warning level that do not hold; others cannot be checked, or hold only if blanks count as 0.
    pub broken_warnings: usize,
    /// Cells with a remark, whatever is decided about them.
    pub noted: usize,
    /// Cells whose number the equations forced and nobody has held against the print.
    pub deduced: usize,
    /// What is open.
    pub open: Counts,
}

/// Counts everything the status bar shows.
#[must_use]
pub fn tally(session: &Session) -> Tally {
    let mut tally = Tally {
        open: problems::counts(session),
        ..Tally::default()
    };
    for checked in &session.results().equations {
        match &checked.outcome {
            Outcome::Holds { counted_as_zero } if counted_as_zero.is_empty() => tally.holds += 1,
            Outcome::Holds { .. } => tally.conditional += 1,
            Outcome::Broken { .. } => tally.broken += 1,
            Outcome::Undecided { .. } => tally.undecided += 1,
        }
    }
    for (cell, value) in &session.sheet().cells {
        let decision = session.decision(cell);
        let is_deduced = state::cell_state(session, cell) == CellState::Deduced;
        tally.cells_total += 1;
        tally.cells_read += usize::from(!value.is_unread());
        tally.noted += usize::from(decision.is_some_and(|decision| !decision.note.is_empty()));
        tally.deduced += usize::from(is_deduced);
    }
    let warnings = open_findings(session)
        .filter(|finding| finding.severity == Severity::Warning && is_broken(finding));
    tally.broken_warnings = warnings.count();
    tally
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
