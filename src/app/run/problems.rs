//! F8: going from problem to problem.

use std::collections::BTreeMap;

use crate::app::findings::view::Listed;
use crate::app::reports::open_report::OpenReport;
use crate::app::reports::view::View;
use crate::app::tables::walk::Step;
use crate::app::{App, texts};
use crate::form::CellKey;
use crate::review::problems::{self, Problem, ProblemKind};
use crate::review::status;
use crate::source::Span;

pub(super) fn go_to_problem(app: &mut App, forward: bool) {
    let Some(open_report) = app.reports.front_mut() else {
        return;
    };
    app.message = Some(match open_report.view.walked_kind {
        Some(kind) => go_on_in_kind(open_report, kind, forward),
        None => go_on(open_report, forward),
    });
}

fn go_on(open_report: &mut OpenReport, forward: bool) -> String {
    let problems = open_report
        .view
        .drawn(&open_report.session)
        .problems
        .clone();
    let Some(at) = next_stop(open_report, &problems, forward) else {
        return texts::NO_PROBLEM.show().to_owned();
    };
    said_at(open_report, at, &problems).unwrap_or_default()
}

/// Goes to the next of these stops, and says where it stands among them.
pub(super) fn go_on_among(open_report: &mut OpenReport, stops: &[Problem]) -> String {
    let at = next_stop(open_report, stops, true).unwrap_or(0);
    said_at(open_report, at, stops).unwrap_or_default()
}

/// As [`go_on_among`], to a stop at another cell wherever there is one. What a step made of the cell it changed, a rule
/// that does not hold now, comes later in its turn: a hand that goes on typing must not type into the same cell again.
pub(super) fn go_on_elsewhere(open_report: &mut OpenReport, stops: &[Problem]) -> String {
    let here = open_report.view.selection.head.clone();
    let elsewhere: Vec<Problem> = stops
        .iter()
        .filter(|stop| here.is_none() || stop.cell != here)
        .cloned()
        .collect();
    let next = next_stop(open_report, &elsewhere, true);
    let next = next.and_then(|at| elsewhere.get(at));
    let at = next.and_then(|next| stops.iter().position(|stop| stop == next));
    said_at(open_report, at.unwrap_or(0), stops).unwrap_or_default()
}

/// Shows the stop at place `at` of these, and says where it stands among them.
pub(super) fn said_at(
    open_report: &mut OpenReport,
    at: usize,
    stops: &[Problem],
) -> Option<String> {
    let kind = stop_at(open_report, at, stops)?;
    let said = texts::PROBLEM_AT.with(format!("{} / {}", at + 1, stops.len()));
    Some(texts::NOTED.with_both(said, texts::kind(kind)))
}

/// Begins to go through what is open of one kind.
pub(super) fn walk(app: &mut App, kind: ProblemKind) {
    let Some(open_report) = app.reports.front_mut() else {
        return;
    };
    let stops = problems::of_kind(&open_report.session, kind);
    open_report.view.walked_kind = Some(kind);
    app.message = Some(said_of_kind(open_report, kind, 0, &stops));
}

/// The next of the kind being walked; after the last one F8 goes through all problems again.
fn go_on_in_kind(open_report: &mut OpenReport, kind: ProblemKind, forward: bool) -> String {
    let stops = problems::of_kind(&open_report.session, kind);
    let at = next_stop(open_report, &stops, forward).unwrap_or(0);
    let is_around = open_report
        .view
        .last_problem
        .as_ref()
        .is_some_and(|(last, _)| {
            let is_solved = !stops.iter().any(|stop| is_at(open_report, stop));
            forward && (at < *last || (at == *last && !is_solved))
        });
    if is_around && !stops.is_empty() {
        open_report.view.walked_kind = None;
        return texts::WALKED.with(texts::kind(kind));
    }
    said_of_kind(open_report, kind, at, &stops)
}

fn said_of_kind(
    open_report: &mut OpenReport,
    kind: ProblemKind,
    at: usize,
    stops: &[Problem],
) -> String {
    if stop_at(open_report, at, stops).is_none() {
        open_report.view.walked_kind = None;
        return texts::NONE_OF_KIND.with(texts::kind(kind));
    }
    texts::WALKING.with_both(texts::kind(kind), format!("{} / {}", at + 1, stops.len()))
}

/// Shows the stop at place `at`, and tells its kind; `None` if there is no such stop.
fn stop_at(open_report: &mut OpenReport, at: usize, stops: &[Problem]) -> Option<ProblemKind> {
    let problem = stops.get(at)?;
    open_report.view.last_problem = Some((at, problem.clone()));
    open_report.view.findings.listed = Listed::Findings;
    open_report.view.show_problem(&open_report.session, problem);
    Some(problem.kind)
}

/// Shows how the report was read instead of the findings, or the findings again.
pub(super) fn show_reading(app: &mut App) {
    app.settings.folded.details = false;
    if let Some(open_report) = app.reports.front_mut() {
        open_report.view.findings.listed = match open_report.view.findings.listed {
            Listed::Findings => Listed::Reading,
            Listed::Reading => Listed::Findings,
        };
    }
}

/// Ctrl+F8: going from one remark on the reading to the next that has to be looked at.
pub(super) fn go_to_remark(app: &mut App, forward: bool) {
    app.settings.folded.details = false;
    let Some(open_report) = app.reports.front_mut() else {
        return;
    };
    let remarks = &open_report.view.drawn(&open_report.session).remarks;
    let open = (0..).zip(remarks).filter(|(_, remark)| remark.is_open);
    let open: Vec<(usize, Option<Span>, Option<CellKey>)> = open
        .map(|(at, remark)| (at, remark.span, remark.cell.clone()))
        .collect();
    let places: Vec<usize> = open.iter().map(|(at, ..)| *at).collect();
    // One that was clicked and need not be looked at stands between its neighbours.
    let last = open_report.view.findings.remark.map(|at| {
        let before = places.partition_point(|place| *place < at);
        (before, at)
    });
    let next = next_remark(last.as_ref(), &places, forward);
    let Some((number, (at, span, cell))) = next.and_then(|n| Some((n + 1, open.get(n)?.clone())))
    else {
        app.message = Some(texts::NO_REMARK.show().to_owned());
        return;
    };
    open_report.view.findings.listed = Listed::Reading;
    open_report.view.select_remark(at);
    open_report.view.findings.scroll_to_remark = true;
    if span.is_some() {
        open_report.view.source.scroll_to = span;
    }
    if let Some(cell) = cell {
        open_report.view.select(cell);
    }
    app.message = Some(texts::REMARK_AT.with(format!("{number} / {}", open.len())));
}

/// Whether the selection is at `stop`.
fn is_at(open_report: &OpenReport, stop: &Problem) -> bool {
    stop.cell == open_report.view.selection.head
}

/// The stop that comes next, or before: from the stop the selection is at, else from the selected cell on in the rank
/// that was walked last; around the end, so that nothing is left out.
fn next_stop(open_report: &mut OpenReport, stops: &[Problem], forward: bool) -> Option<usize> {
    let last = open_report.view.last_problem.clone();
    let here = here(
        &mut open_report.view,
        last.as_ref().map(|(_, problem)| problem),
    );
    let cells = status::cells_in_order(&open_report.session);
    let places: BTreeMap<&CellKey, usize> = cells.iter().zip(0..).collect();
    let place = |cell: Option<&CellKey>| {
        let place = cell.and_then(|cell| places.get(cell));
        place.copied().unwrap_or(usize::MAX)
    };
    let keys: Vec<Key> = stops
        .iter()
        .map(|stop| (stop.kind, place(stop.cell.as_ref())))
        .collect();
    let own: Vec<usize> = (0..stops.len())
        .filter(|at| stops.get(*at).is_some_and(|stop| stop.cell == here))
        .collect();
    let seen = last.as_ref().map(|(_, problem)| problem.clone());
    let is_last = |at: &&usize| {
        stops
            .get(**at)
            .is_some_and(|stop| Some(stop) == seen.as_ref())
    };
    match (own.iter().find(is_last).or(own.first()), last) {
        (Some(at), Some(_)) if is_last(&at) => around(stops.len(), *at, forward),
        // Nobody has seen it yet: the cell was chosen by hand, or became a stop through a step.
        (Some(at), _) => Some(*at),
        // A finding about no cell was settled: the one that took its place is next.
        (None, Some((at, problem))) if problem.cell.is_none() && here.is_none() => {
            after_gap(stops.len(), at, forward)
        }
        (None, last) => {
            let kind = last.map_or(ProblemKind::Broken, |(_, problem)| problem.kind);
            let gap = keys.partition_point(|key| *key < (kind, place(here.as_ref())));
            after_gap(stops.len(), gap, forward)
        }
    }
}

/// Rank and place of a stop.
type Key = (ProblemKind, usize);

/// The cell to go on from. Enter and Tab, which end an entry, lead to the cell beside the stop; whoever goes on from there
/// goes on from the stop.
fn here(view: &mut View, last: Option<&Problem>) -> Option<CellKey> {
    let head = view.selection.head.clone()?;
    let stop = last.and_then(|problem| problem.cell.clone());
    let beside = [Step::Down, Step::Up, Step::Next, Step::Previous];
    let is_beside = |stop: &CellKey| {
        let walk = view.walk();
        walk.is_some_and(|walk| {
            beside
                .iter()
                .any(|step| walk.go(stop, *step) == Some(&head))
        })
    };
    match stop {
        Some(stop) if is_beside(&stop) => Some(stop),
        _ => Some(head),
    }
}

/// The place after `at`, or before it, among `n`, around the end.
fn around(n: usize, at: usize, forward: bool) -> Option<usize> {
    let step = if forward { 1 } else { n.checked_sub(1)? };
    (at + step).checked_rem(n)
}

/// The place after the gap before place `gap`, or before it, among `n`, around the end.
fn after_gap(n: usize, gap: usize, forward: bool) -> Option<usize> {
    if forward {
        gap.checked_rem(n)
    } else {
        around(n, gap.checked_rem(n)?, false)
    }
}

/// The remark after (or before) `last`. If `last` was solved, the one that took its place is next.
fn next_remark<T: PartialEq>(
    last: Option<&(usize, T)>,
    problems: &[T],
    forward: bool,
) -> Option<usize> {
    let n = problems.len();
    if n == 0 {
        return None;
    }
    let Some((at, problem)) = last else {
        return Some(if forward { 0 } else { n - 1 });
    };
    Some(match problems.iter().position(|other| other == problem) {
        Some(still) if forward => (still + 1) % n,
        Some(still) => (still + n - 1) % n,
        None if forward => at % n,
        None => (at.min(&n) + n - 1) % n,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_next(
        last: Option<(usize, char)>,
        problems: &str,
        forward: bool,
        expected: Option<usize>,
    ) {
        let problems: Vec<char> = problems.chars().collect();
        assert_eq!(next_remark(last.as_ref(), &problems, forward), expected);
    }

    #[test]
    fn remarks_are_walked_around_and_a_solved_one_gives_way_to_the_next() {
        check_next(None, "abc", true, Some(0));
        check_next(None, "abc", false, Some(2));
        check_next(Some((0, 'a')), "abc", true, Some(1));
        check_next(Some((2, 'c')), "abc", true, Some(0));
        check_next(Some((0, 'a')), "abc", false, Some(2));
        check_next(Some((1, 'x')), "abc", true, Some(1));
        check_next(Some((3, 'x')), "abc", true, Some(0));
        check_next(Some((1, 'x')), "abc", false, Some(0));
        check_next(Some((0, 'x')), "abc", false, Some(2));
        check_next(None, "", true, None);
    }
}
