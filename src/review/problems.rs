//! What is still open in a report, by kind and place: what F8 walks, what is counted, and what sign-off asks about.

use std::collections::{BTreeMap, BTreeSet};

use crate::form::CellKey;
pub use crate::review::kinds::{Counts, ProblemKind};
use crate::review::order::cells_in_order;
use crate::review::session::Session;
use crate::review::state;
use crate::review::verdict::Verdict;
use crate::rules::{Finding, Outcome, Severity, Verified, registry};

/// Something that is open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Its kind.
    pub kind: ProblemKind,
    /// The cell to select; `None` for a finding without cells.
    pub cell: Option<CellKey>,
    /// Key of the finding, if it is one.
    pub finding: Option<String>,
}

/// Everything that is open, by kind, then in the order of the form; what has no cell comes last of its kind.
///
/// Left out are equations that hold if blanks count as 0, for a report that prints no zeros would have dozens of them
/// and the list of findings says them in one line; and findings that only repeat that cells are unread.
#[must_use]
pub fn open(session: &Session) -> Vec<Problem> {
    let cells = cells_in_order(session);
    let findings = session.results().findings.iter();
    let of_findings = findings.filter_map(|finding| {
        let kind = finding_kind(session, finding)?;
        Some(finding_problem(session, finding, kind))
    });
    let of_cells = cells.iter().flat_map(|cell| {
        let open = cell_kinds(session, cell);
        open.map(|kind| Problem {
            kind,
            cell: Some(cell.clone()),
            finding: None,
        })
    });
    let mut problems: Vec<Problem> = of_findings.chain(of_cells).collect();
    let places: BTreeMap<&CellKey, usize> = cells.iter().zip(0..).collect();
    let place = |cell: &CellKey| places.get(cell).copied();
    // Stable: findings about one cell stay in their order.
    problems.sort_by_key(|problem| {
        let place = problem.cell.as_ref().and_then(place);
        (problem.kind, place.unwrap_or(usize::MAX))
    });
    problems
}

/// How much is open of each kind.
#[must_use]
pub fn counts(session: &Session) -> Counts {
    open(session)
        .iter()
        .map(|problem| (problem.kind, 1))
        .collect()
}

/// Where F8 stops: at each thing that is open. Several broken rules with one suspect are one stop, and so are the
/// equations of a table that nobody can check.
#[must_use]
pub fn problems(session: &Session) -> Vec<Problem> {
    let mut problems = open(session);
    problems.retain(|problem| problem.kind.is_stop());
    merged(session, problems)
}

/// The stops of one kind, those that only the eye can check included.
#[must_use]
pub fn of_kind(session: &Session, kind: ProblemKind) -> Vec<Problem> {
    let mut problems = open(session);
    problems.retain(|problem| problem.kind == kind);
    merged(session, problems)
}

fn merged(session: &Session, mut problems: Vec<Problem>) -> Vec<Problem> {
    let unchecked: BTreeMap<&str, &Finding> = session
        .results()
        .findings
        .iter()
        .filter(|finding| is_unchecked_equation(finding))
        .map(|finding| (finding.key.as_str(), finding))
        .collect();
    let (mut suspects, mut tables) = (BTreeSet::new(), BTreeSet::new());
    problems.retain(|problem| {
        let key = problem.finding.as_deref().unwrap_or_default();
        if let Some(finding) = unchecked.get(key) {
            return tables.insert((problem.kind, finding.table));
        }
        match &problem.cell {
            Some(cell) if problem.kind == ProblemKind::Broken => suspects.insert(cell.clone()),
            _ => true,
        }
    });
    problems
}

/// What is open about a cell.
fn cell_kinds(session: &Session, cell: &CellKey) -> impl Iterator<Item = ProblemKind> + use<> {
    let open = state::cell_state(session, cell).open();
    let decision = session.decision(cell);
    let is_noted =
        decision.is_some_and(|decision| decision.verdict.is_none() && !decision.note.is_empty());
    let noted = is_noted.then_some(ProblemKind::Noted);
    open.into_iter().chain(noted)
}

/// What is open about a finding; `None` when nothing is, or its cells say it.
#[must_use]
pub fn finding_kind(session: &Session, finding: &Finding) -> Option<ProblemKind> {
    let judged = session.judgement(&finding.key);
    let is_postponed = judged.is_some_and(|judged| judged.verdict == Verdict::Doubtful);
    if !session.is_open(finding) {
        return None;
    }
    if is_postponed {
        return Some(ProblemKind::Doubtful);
    }
    match (finding.severity, finding.outcome) {
        (Severity::Error, _) => Some(ProblemKind::Broken),
        (_, Verified::Conditional) => None,
        (_, Verified::Undecided) if is_in_doubt(session, finding) => Some(ProblemKind::InDoubt),
        _ if only_repeats_unread(session, finding) => None,
        _ => Some(ProblemKind::Warning),
    }
}

/// Whether the finding is about an equation that would be broken, were the reader sure of its numbers.
fn is_in_doubt(session: &Session, finding: &Finding) -> bool {
    let mut equations = session.results().equations.iter();
    equations.any(|checked| {
        let equation = &checked.equation;
        let is_its = finding.rule == equation.rule
            && finding.key.strip_prefix(&equation.rule) == Some(&format!("/{}", equation.line));
        let is_complete =
            matches!(&checked.outcome, Outcome::Undecided { missing, .. } if missing.is_empty());
        is_its && is_complete
    })
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

/// The suspect of a broken rule is its cell that stands in most open broken rules, the first of several.
fn finding_problem(session: &Session, finding: &Finding, kind: ProblemKind) -> Problem {
    let findings = session.results().findings.iter();
    let open: Vec<&Finding> = findings
        .filter(|finding| finding.outcome == Verified::Broken && session.is_open(finding))
        .collect();
    let n_broken = |cell: &CellKey| open.iter().filter(|f| f.cells.contains(cell)).count();
    let suspect = finding.cells.iter().rev().max_by_key(|cell| n_broken(cell));
    Problem {
        kind,
        cell: suspect.cloned(),
        finding: Some(finding.key.clone()),
    }
}
