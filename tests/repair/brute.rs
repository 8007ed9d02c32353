//! What the search promises, checked against the definition: on every cell, against brute force, in any order.

use std::collections::BTreeSet;

use gouji::form::TableId;
use gouji::repair::{Budget, Problem, Status, search};
use rayon::prelude::*;

use crate::tables::{Numbers, any_requests, problem, requests};

/// A support with its differences.
type Repair = Vec<(usize, i64)>;

fn found(problem: &Problem) -> BTreeSet<Repair> {
    let found = search(problem, &Budget::default());
    let pairs = |solution: &gouji::repair::Solution| {
        let cells = solution.cells.iter().copied();
        cells.zip(solution.differences.iter().copied()).collect()
    };
    found.solutions.iter().map(pairs).collect()
}

fn damaged(problem: &Problem, cells: &[(usize, i64)]) -> Problem {
    let new = |(cell, value): &(usize, i64)| (*cell, Some(*value));
    problem.with(&cells.iter().map(new).collect::<Vec<_>>())
}

fn holds(problem: &Problem) -> bool {
    let mut equations = problem.equations.iter();
    equations.all(|equation| problem.residual(equation) == Some(0))
}

#[test]
fn every_single_wrong_cell_is_found_and_unique() {
    let mut numbers = Numbers::seeded(1);
    for edition in [2019, 2021] {
        let truth = problem(&requests(&mut numbers, edition, 120), TableId::Requests).problem;
        let n_cells = truth.cells.len();
        assert_eq!(n_cells, if edition == 2019 { 161 } else { 175 });
        (0..n_cells).into_par_iter().for_each(|cell| {
            let value = truth.value(cell).unwrap();
            for difference in [1, 2, 9, 100, 99_999, -1, -7, -value] {
                let wrong = value + difference;
                if wrong < 0 || wrong == value {
                    continue;
                }
                let found = search(&damaged(&truth, &[(cell, wrong)]), &Budget::default());
                assert_eq!(found.status, Status::Unique, "cell {cell} + {difference}");
                assert_eq!(found.solutions[0].cells, [cell]);
                assert_eq!(found.solutions[0].differences, [-difference]);
            }
        });
    }
}

/// Every repair that changes at most two cells and contains no smaller one, by trying all pairs.
fn by_force(problem: &Problem) -> BTreeSet<Repair> {
    let mut repairs = BTreeSet::new();
    let singles = (0..problem.cells.len()).filter_map(|cell| {
        let difference = needed(problem, cell)?;
        works(problem, &[(cell, difference)]).then_some((cell, difference))
    });
    let singles: Vec<(usize, i64)> = singles.collect();
    repairs.extend(singles.iter().map(|single| vec![*single]));
    for a in 0..problem.cells.len() {
        for b in a + 1..problem.cells.len() {
            if singles.iter().any(|(cell, _)| [a, b].contains(cell)) {
                continue;
            }
            repairs.extend(pair_repair(problem, a, b));
        }
    }
    repairs
}

/// Two cells of a table three never share all their equations, so one of them stands in one without the other.
fn pair_repair(problem: &Problem, a: usize, b: usize) -> Option<Repair> {
    [(a, b), (b, a)].into_iter().find_map(|(first, second)| {
        let alone = problem.equations.iter().find(|equation| {
            let has = |cell: usize| equation.terms.iter().any(|(other, _)| *other == cell);
            has(first) && !has(second)
        })?;
        let (_, factor) = alone.terms.iter().find(|(cell, _)| *cell == first)?;
        let residual = i64::try_from(problem.residual(alone)?).ok()?;
        let d_first = -residual * factor;
        let value = problem.value(first)? + d_first;
        let d_second = needed(&damaged(problem, &[(first, value)]), second)?;
        let mut repair = vec![(first, d_first), (second, d_second)];
        repair.sort_unstable();
        works(problem, &repair).then_some(repair)
    })
}

/// The difference that closes the first equation of the cell.
fn needed(problem: &Problem, cell: usize) -> Option<i64> {
    let mut equations = problem.equations.iter();
    let (equation, factor) = equations.find_map(|equation| {
        let term = equation.terms.iter().find(|(other, _)| *other == cell)?;
        Some((equation, term.1))
    })?;
    Some(-i64::try_from(problem.residual(equation)?).ok()? * factor)
}

fn works(problem: &Problem, repair: &[(usize, i64)]) -> bool {
    let new: Vec<(usize, i64)> = repair
        .iter()
        .map(|(cell, difference)| (*cell, problem.value(*cell).unwrap() + difference))
        .collect();
    let in_range = new.iter().all(|(_, value)| *value >= 0);
    in_range && repair.iter().all(|(_, d)| *d != 0) && holds(&damaged(problem, &new))
}

/// Changes `n` different cells of a consistent table.
fn with_wrong_cells(numbers: &mut Numbers, truth: &Problem, n: usize) -> (Problem, Repair) {
    let mut repair: Repair = Vec::new();
    while repair.len() < n {
        let cell = numbers.below(truth.cells.len());
        let value = truth.value(cell).unwrap();
        let wrong = i64::try_from(numbers.below(2 * usize::try_from(value).unwrap() + 9)).unwrap();
        if wrong != value && repair.iter().all(|(other, _)| *other != cell) {
            repair.push((cell, value - wrong));
        }
    }
    repair.sort_unstable();
    let wrong = repair
        .iter()
        .map(|(cell, d)| (*cell, truth.value(*cell).unwrap() - d));
    (damaged(truth, &wrong.collect::<Vec<_>>()), repair)
}

#[test]
fn brute_force_over_all_supports_of_two_cells_agrees() {
    (0..14_u64).into_par_iter().for_each(|trial| {
        let mut numbers = Numbers::seeded(100 + trial);
        let truth = problem(&any_requests(&mut numbers), TableId::Requests).problem;
        let n_wrong = 1 + usize::from(trial % 2 == 1);
        let (wrong, _) = with_wrong_cells(&mut numbers, &truth, n_wrong);
        let mut found = found(&wrong);
        found.retain(|repair| repair.len() <= 2);
        assert_eq!(found, by_force(&wrong), "trial {trial}");
    });
}

#[track_caller]
fn check_wrong_cells(n_wrong: usize, n_trials: u64) {
    let hits = (0..n_trials).into_par_iter().map(|trial| {
        let mut numbers = Numbers::seeded(10_000 * trial + u64::try_from(n_wrong).unwrap());
        let truth = problem(&any_requests(&mut numbers), TableId::Requests).problem;
        let (wrong, repair) = with_wrong_cells(&mut numbers, &truth, n_wrong);
        assert!(!holds(&wrong), "one to three wrong cells are always seen");
        let found = found(&wrong);
        for repair in &found {
            let values = repair
                .iter()
                .map(|(cell, d)| (*cell, wrong.value(*cell).unwrap() + d));
            assert!(holds(&damaged(&wrong, &values.collect::<Vec<_>>())));
        }
        u64::from(found.contains(&repair))
    });
    let hits: u64 = hits.sum();
    println!("{n_wrong} wrong cells: truth in the list {hits} of {n_trials}");
    assert!(hits * 100 >= n_trials * 99);
}

#[test]
fn two_wrong_cells_are_in_the_list() {
    check_wrong_cells(2, 1_000);
}

#[test]
fn three_wrong_cells_are_in_the_list() {
    check_wrong_cells(3, 300);
}

/// Another order of cells and equations; `new_place` tells where each cell went.
fn reordered(numbers: &mut Numbers, problem: &Problem) -> (Problem, Vec<usize>) {
    let shuffled = |numbers: &mut Numbers, n: usize| {
        let mut order: Vec<usize> = (0..n).collect();
        for at in 1..n {
            order.swap(at, numbers.below(at + 1));
        }
        order
    };
    let order = shuffled(numbers, problem.cells.len());
    let mut new_place = vec![0; order.len()];
    for (place, cell) in order.iter().enumerate() {
        new_place[*cell] = place;
    }
    let equations = shuffled(numbers, problem.equations.len());
    let equations = equations.iter().map(|index| {
        let mut equation = problem.equations[*index].clone();
        equation
            .terms
            .iter_mut()
            .for_each(|term| term.0 = new_place[term.0]);
        equation
    });
    let other = Problem {
        equations: equations.collect(),
        cells: order
            .iter()
            .map(|cell| problem.cells[*cell].clone())
            .collect(),
    };
    (other, new_place)
}

#[test]
fn the_answer_does_not_depend_on_the_order_of_cells() {
    (0..60_u64).into_par_iter().for_each(|trial| {
        let mut numbers = Numbers::seeded(500 + trial);
        let truth = problem(&any_requests(&mut numbers), TableId::Requests).problem;
        let n_wrong = 1 + numbers.below(3);
        let (mut wrong, _) = with_wrong_cells(&mut numbers, &truth, n_wrong);
        for _ in 0..numbers.below(4) {
            wrong = wrong.with(&[(numbers.below(truth.cells.len()), None)]);
        }
        let (other, new_place) = reordered(&mut numbers, &wrong);
        let moved = found(&wrong).into_iter().map(|repair| {
            let mut moved: Repair = repair
                .into_iter()
                .map(|(cell, d)| (new_place[cell], d))
                .collect();
            moved.sort_unstable();
            moved
        });
        assert_eq!(
            moved.collect::<BTreeSet<Repair>>(),
            found(&other),
            "trial {trial}"
        );
    });
}
