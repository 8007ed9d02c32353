//! F8: going from problem to problem.

use crate::app::App;
use crate::app::texts;

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
    desk.view.show_problem(&desk.session, problem);
    app.message = Some(texts::PROBLEM_AT.with(format!("{} / {}", at + 1, problems.len())));
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
