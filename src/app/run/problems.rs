//! F8: going from problem to problem.

use crate::app::App;
use crate::app::reading_panel::Listed;
use crate::app::texts;
use crate::source::Span;

pub(super) fn go_to_problem(app: &mut App, forward: bool) {
    let Some(desk) = app.desks.get_mut(app.current) else {
        return;
    };
    let problems = desk.view.picture(&desk.session).problems.clone();
    let Some(at) = next_problem(desk.view.problem.as_ref(), &problems, forward) else {
        app.message = Some(texts::NO_PROBLEM.show().to_owned());
        return;
    };
    let Some(problem) = problems.get(at) else {
        return;
    };
    desk.view.problem = Some((at, problem.clone()));
    desk.view.reading.listed = Listed::Findings;
    desk.view.show_problem(&desk.session, problem);
    app.message = Some(texts::PROBLEM_AT.with(format!("{} / {}", at + 1, problems.len())));
}

/// Shows how the report was read instead of the findings, or the findings again.
pub(super) fn show_reading(app: &mut App) {
    app.settings.folded.details = false;
    if let Some(desk) = app.desk_mut() {
        desk.view.reading.listed = match desk.view.reading.listed {
            Listed::Findings => Listed::Reading,
            Listed::Reading => Listed::Findings,
        };
    }
}

/// Ctrl+F8: going from one remark on the reading to the next that has to be looked at.
pub(super) fn go_to_remark(app: &mut App, forward: bool) {
    app.settings.folded.details = false;
    let Some(desk) = app.desks.get_mut(app.current) else {
        return;
    };
    let remarks = &desk.view.picture(&desk.session).remarks;
    let open = (0..).zip(remarks).filter(|(_, remark)| remark.is_open);
    let open: Vec<(usize, Option<Span>)> = open.map(|(at, remark)| (at, remark.span)).collect();
    let places: Vec<usize> = open.iter().map(|(at, _)| *at).collect();
    // One that was clicked and need not be looked at stands between its neighbours.
    let last = desk.view.reading.selected.map(|at| {
        let before = places.partition_point(|place| *place < at);
        (before, at)
    });
    let next = next_problem(last.as_ref(), &places, forward);
    let Some((number, (at, span))) = next.and_then(|n| Some((n + 1, *open.get(n)?))) else {
        app.message = Some(texts::NO_REMARK.show().to_owned());
        return;
    };
    desk.view.reading.listed = Listed::Reading;
    desk.view.select_remark(at);
    desk.view.reading.scrolls = true;
    if span.is_some() {
        desk.view.source.scroll_to = span;
    }
    app.message = Some(texts::REMARK_AT.with(format!("{number} / {}", open.len())));
}

/// The problem after (or before) `last`. If `last` was solved, the one that took its place is next.
fn next_problem<T: PartialEq>(
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
        assert_eq!(next_problem(last.as_ref(), &problems, forward), expected);
    }

    #[test]
    fn problems_are_walked_around_and_a_solved_one_gives_way_to_the_next() {
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
