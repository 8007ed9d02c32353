//! Cases from the literature on statistical data editing. Edits S: x1+x2=x3 · x2=x4 · x5+x6+x7=x8 · x3+x8=x9 ·
//! x9-x10=x11 (Scholtus 2009 §4; van der Loo, de Jonge and Scholtus 2011 §3.3).

use gouji::repair::free::deduce;
use gouji::repair::{Budget, LinearEquation, Problem, ProblemCell, Range, Status, search};

const BELOW_ZERO: Range = Range {
    least: None,
    most: Some(-1),
};

fn edits_s() -> Vec<LinearEquation> {
    vec![
        LinearEquation::sum(&[0, 1], &[2]),
        LinearEquation::sum(&[1], &[3]),
        LinearEquation::sum(&[4, 5, 6], &[7]),
        LinearEquation::sum(&[2, 7], &[8]),
        LinearEquation::sum(&[8], &[9, 10]),
    ]
}

/// Edits S on x1 to x11, all zero or more, but for x5 and x11, which may be negative.
fn problem_s(values: [Option<i64>; 11]) -> Problem {
    let cell = |(at, value): (usize, &Option<i64>)| {
        let cell = value.map_or_else(ProblemCell::unread, ProblemCell::count);
        if matches!(at, 4 | 10) {
            cell.within(Range::SIGNED)
        } else {
            cell
        }
    };
    Problem {
        cells: values.iter().enumerate().map(cell).collect(),
        equations: edits_s(),
    }
}

fn read_s(values: [i64; 11]) -> Problem {
    problem_s(values.map(Some))
}

/// A new number for a cell, by index from 0.
type New = (usize, i64);

/// The smallest repairs as new numbers.
fn repairs(problem: &Problem) -> (Status, Vec<Vec<New>>) {
    let found = search(problem, &Budget::default());
    let repairs = found.smallest().iter().map(|solution| {
        let pairs = solution.cells.iter().zip(&solution.differences);
        pairs
            .map(|(cell, difference)| (*cell, problem.value(*cell).unwrap() + difference))
            .collect()
    });
    (found.status, repairs.collect())
}

#[track_caller]
fn check_repairs(problem: &Problem, status: Status, expected: &[&[New]]) {
    let (found_status, found) = repairs(problem);
    assert_eq!(found_status, status, "{found:?}");
    assert_eq!(found, expected);
}

#[track_caller]
fn check_forced(problem: &Problem, expected: &[New]) {
    let found = search(problem, &Budget::default());
    let forced = found.forced().into_iter();
    let forced: Vec<New> = forced
        .map(|(cell, difference)| (cell, problem.value(cell).unwrap() + difference))
        .collect();
    assert_eq!(forced, expected);
}

#[test]
fn consistent_figures_need_no_repair() {
    let problem = read_s([1452, 116, 1568, 116, 323, 76, 12, 411, 1979, 1842, 137]);
    check_repairs(&problem, Status::Holds, &[]);
}

#[test]
fn one_swapped_pair_of_digits_is_found() {
    let problem = read_s([1452, 116, 1568, 161, 323, 76, 12, 411, 1979, 1842, 137]);
    check_repairs(&problem, Status::Unique, &[&[(3, 116)]]);
}

#[test]
fn two_errors_are_found() {
    let problem = read_s([1452, 116, 1568, 161, 323, 76, 12, 411, 19979, 1842, 137]);
    check_repairs(&problem, Status::Unique, &[&[(3, 116), (8, 1979)]]);
    check_forced(&problem, &[(3, 116), (8, 1979)]);
}

#[test]
fn equal_solutions_are_all_listed_and_their_common_part_is_forced() {
    let problem = read_s([1452, 116, 1568, 161, 0, 0, 0, 411, 19979, 1842, 137]);
    let common = [(3, 116), (8, 1979)];
    check_repairs(
        &problem,
        Status::Several,
        &[
            &[common[0], (4, 411), common[1]],
            &[common[0], (5, 411), common[1]],
            &[common[0], (6, 411), common[1]],
        ],
    );
    check_forced(&problem, &common);
}

#[test]
fn three_errors_are_found() {
    let problem = read_s([1452, 116, 1568, 161, 323, 76, 12, 0, 19979, 1842, 137]);
    check_repairs(
        &problem,
        Status::Unique,
        &[&[(3, 116), (7, 411), (8, 1979)]],
    );
}

/// Neither part alone can fall far enough; together they can.
#[test]
fn two_parts_that_only_together_can_fall_are_found() {
    let problem = Problem {
        cells: vec![
            ProblemCell::count(6),
            ProblemCell::count(6),
            ProblemCell::count(5).kept(),
        ],
        equations: vec![LinearEquation::sum(&[0, 1], &[2])],
    };
    let found = search(&problem, &Budget::default());
    assert_eq!(found.status, Status::Unique);
    assert_eq!(found.solutions.len(), 1);
    let solution = &found.solutions[0];
    assert_eq!(solution.cells, [0, 1]);
    assert!(solution.family);
    assert_eq!(solution.differences.iter().sum::<i64>(), -7);
    check_forced(&problem, &[]);
}

#[test]
fn constants_are_respected() {
    let parts = [1, 2, 3, 4, 5];
    let constants = [60, 5, 5, 5, 25, 20];
    let mut equations = vec![LinearEquation::sum(&[0], &parts)];
    equations.extend(
        constants
            .iter()
            .enumerate()
            .map(|(cell, constant)| LinearEquation {
                terms: vec![(cell, 1)],
                constant: *constant,
            }),
    );
    let problem = Problem {
        cells: [60, 5, 5, 5, 45, 0].map(ProblemCell::count).to_vec(),
        equations,
    };
    check_repairs(&problem, Status::Unique, &[&[(4, 25), (5, 20)]]);
}

#[test]
fn large_numbers_are_exact() {
    let signed = |value| ProblemCell::count(value).within(Range::SIGNED);
    let problem = Problem {
        cells: vec![signed(10_000_000_000), signed(300), signed(200)],
        equations: vec![LinearEquation::sum(&[0, 2], &[1])],
    };
    check_repairs(
        &problem,
        Status::NotLocatable,
        &[&[(0, 100)], &[(1, 10_000_000_200)], &[(2, -9_999_999_700)]],
    );
}

#[test]
fn the_largest_numbers_end_the_search_without_a_wrong_answer() {
    let signed = |value| ProblemCell::count(value).within(Range::SIGNED);
    let problem = Problem {
        cells: vec![signed(i64::MAX), signed(i64::MAX), signed(i64::MIN)],
        equations: vec![LinearEquation::sum(&[0, 1], &[2])],
    };
    let found = search(&problem, &Budget::default());
    for solution in &found.solutions {
        let mut repaired = problem.clone();
        for (cell, difference) in solution.cells.iter().zip(&solution.differences) {
            let value = problem.value(*cell).unwrap().checked_add(*difference);
            repaired = repaired.with(&[(*cell, Some(value.unwrap()))]);
        }
        assert_eq!(repaired.residual(&repaired.equations[0]), Some(0));
    }
}

#[test]
fn unread_cells_are_deduced_as_far_as_the_equations_force_them() {
    let read = [
        Some(145),
        None,
        Some(155),
        None,
        None,
        None,
        None,
        Some(86),
        None,
        Some(217),
        None,
    ];
    let problem = problem_s(read);
    check_repairs(&problem, Status::Holds, &[]);
    let forced: Vec<New> = deduce(&problem).into_iter().collect();
    assert_eq!(forced, [(1, 10), (3, 10), (8, 241), (10, 24)]);
}

#[test]
fn a_range_below_zero_is_respected() {
    let problem = Problem {
        cells: vec![
            ProblemCell::count(-123).within(BELOW_ZERO),
            ProblemCell::count(129),
            ProblemCell::count(252),
        ],
        equations: vec![LinearEquation::sum(&[0, 1], &[2])],
    };
    check_repairs(&problem, Status::NotLocatable, &[&[(1, 375)], &[(2, 6)]]);
}

/// An unread part that would have to be negative tells that another number is wrong.
#[test]
fn an_unread_part_below_zero_is_an_error_elsewhere() {
    let problem = Problem {
        cells: vec![
            ProblemCell::count(7),
            ProblemCell::unread(),
            ProblemCell::count(5),
        ],
        equations: vec![LinearEquation::sum(&[0, 1], &[2])],
    };
    check_repairs(&problem, Status::NotLocatable, &[&[(0, 5)], &[(2, 7)]]);
}

#[test]
fn nothing_can_be_repaired_when_every_cell_is_kept() {
    let problem = Problem {
        cells: [1, 2, 4]
            .map(|value| ProblemCell::count(value).kept())
            .to_vec(),
        equations: vec![LinearEquation::sum(&[0, 1], &[2])],
    };
    check_repairs(&problem, Status::None, &[]);
}
