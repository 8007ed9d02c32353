//! Unread cells are free: they are projected out of the equations before the search, and what the equations still
//! force for them is deduced afterwards.
//!
//! # Limitations
//! That several unread cells together cannot be met is noticed only where one equation shows it: a single unread cell
//! whose number would be negative or broken, or a sum of unread cells smaller than its parts may be.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use crate::repair::linear::Constraint;
use crate::repair::problem::Problem;

/// The equations without unread cells, and what the unread cells demand.
#[derive(Clone, Debug, Default)]
pub(super) struct Projection {
    /// Equations between cells that were read.
    pub(super) equations: Vec<Constraint>,
    /// Conditions on unread cells.
    pub(super) guards: Vec<Guard>,
}

/// Sum of `free` = constant − sum of `known`, where the free cells must stay in their ranges.
#[derive(Clone, Debug)]
pub(super) struct Guard {
    /// Unread cells with their coefficients; at least one.
    pub(super) free: Vec<(usize, i128)>,
    /// Cells that were read, with their coefficients.
    pub(super) known: Vec<(usize, i128)>,
    /// The right side.
    pub(super) constant: i128,
}

/// What a guard says about its free cells.
enum Verdict {
    Impossible,
    Open,
    Forces(Vec<(usize, i64)>),
}

impl Guard {
    fn of(row: &Constraint, problem: &Problem) -> Option<Self> {
        let is_free = |cell: &usize| problem.value(*cell).is_none();
        let terms = row.terms.iter().map(|(cell, factor)| (*cell, *factor));
        let (free, known): (Vec<_>, Vec<_>) = terms.partition(|(cell, _)| is_free(cell));
        (!free.is_empty()).then_some(Self {
            free,
            known,
            constant: row.constant,
        })
    }

    /// Whether the free cells can meet it when the cells that were read hold `values`.
    pub(super) fn can_be_met(
        &self,
        problem: &Problem,
        values: impl Fn(usize) -> Option<i128>,
    ) -> bool {
        !matches!(self.verdict(problem, values), Verdict::Impossible)
    }

    /// The right side of `sum of known = …` where the free cells are at their least, and so the nearest point at which
    /// the guard can just be met; `None` where it has no such end.
    pub(super) fn edge(&self, problem: &Problem) -> Option<i128> {
        let sign = common_sign(&self.free)?;
        let least = floor(problem, &self.free)?;
        self.constant.checked_sub(least.checked_mul(sign)?)
    }

    fn verdict(&self, problem: &Problem, values: impl Fn(usize) -> Option<i128>) -> Verdict {
        let mut right = self.constant;
        let mut open = Vec::new();
        for (cell, factor) in self.known.iter().chain(&self.free) {
            let Some(value) = values(*cell) else {
                open.push((*cell, *factor));
                continue;
            };
            let rest = value
                .checked_mul(*factor)
                .and_then(|x| right.checked_sub(x));
            let Some(rest) = rest else {
                return Verdict::Open;
            };
            right = rest;
        }
        match open.as_slice() {
            [] if right != 0 => Verdict::Impossible,
            [] => Verdict::Open,
            [(cell, factor)] => single(problem, *cell, *factor, right),
            _ => at_their_least(problem, &open, right),
        }
    }
}

/// The number of the only unread cell of a guard.
fn single(problem: &Problem, cell: usize, factor: i128, right: i128) -> Verdict {
    let value = (factor != 0 && right % factor == 0).then(|| right / factor);
    let fits = |value: &i128| {
        problem
            .cells
            .get(cell)
            .is_some_and(|c| c.range.holds(*value))
    };
    match value.filter(fits).map(i64::try_from) {
        None => Verdict::Impossible,
        Some(Err(_)) => Verdict::Open,
        Some(Ok(value)) => Verdict::Forces(vec![(cell, value)]),
    }
}

/// A sum of several unread cells with one sign: it cannot be below the sum of their least numbers, and if it equals
/// that sum each of them is at its least.
fn at_their_least(problem: &Problem, open: &[(usize, i128)], right: i128) -> Verdict {
    let (Some(sign), Some(floor)) = (common_sign(open), floor(problem, open)) else {
        return Verdict::Open;
    };
    match right.saturating_mul(sign).cmp(&floor) {
        Ordering::Less => Verdict::Impossible,
        Ordering::Equal => Verdict::Forces(
            open.iter()
                .filter_map(|(cell, _)| Some((*cell, problem.cells.get(*cell)?.range.least?)))
                .collect(),
        ),
        Ordering::Greater => Verdict::Open,
    }
}

/// 1 or -1 when all coefficients have that sign.
fn common_sign(terms: &[(usize, i128)]) -> Option<i128> {
    let signs = [1, -1].into_iter();
    let mut common = signs.filter(|sign| terms.iter().all(|(_, factor)| factor.signum() == *sign));
    common.next()
}

/// The least that a sum of cells can be when all its coefficients are taken as positive; `None` when it has no end.
fn floor(problem: &Problem, terms: &[(usize, i128)]) -> Option<i128> {
    terms.iter().try_fold(0_i128, |sum, (cell, factor)| {
        let least = i128::from(problem.cells.get(*cell)?.range.least?);
        sum.checked_add(least.checked_mul(factor.checked_abs()?)?)
    })
}

/// Projects the unread cells out; `None` on overflow.
pub(super) fn project(problem: &Problem) -> Option<Projection> {
    let mut rows: Vec<Constraint> = problem.equations.iter().map(row_of).collect();
    let mut guards: Vec<Guard> = rows
        .iter()
        .filter_map(|row| Guard::of(row, problem))
        .collect();
    let mut solved: Vec<Constraint> = Vec::new();
    for (free, _) in (problem.cells.iter().enumerate()).filter(|(_, cell)| cell.value.is_none()) {
        let with_free = rows.iter().enumerate().filter(|(_, r)| r.factor(free) != 0);
        let Some((at, _)) = with_free.min_by_key(|(at, row)| (row.terms.len(), *at)) else {
            continue;
        };
        let pivot = rows.remove(at);
        for row in rows.iter_mut().chain(&mut solved) {
            let factor = row.factor(free);
            if factor != 0 {
                *row = row.combined(pivot.factor(free), &pivot, factor.checked_neg()?)?;
            }
        }
        solved.push(pivot);
    }
    guards.extend(solved.iter().filter_map(|row| Guard::of(row, problem)));
    rows.retain(|row| !row.terms.is_empty() || row.constant != 0);
    Some(Projection {
        equations: rows,
        guards,
    })
}

fn row_of(equation: &crate::repair::problem::LinearEquation) -> Constraint {
    let terms = equation.terms.iter();
    Constraint {
        terms: terms
            .filter(|(_, factor)| *factor != 0)
            .map(|(cell, factor)| (*cell, i128::from(*factor)))
            .collect(),
        constant: i128::from(equation.constant),
    }
}

/// What the equations force for the unread cells, given that the cells that were read are right. Empty when they
/// contradict each other.
#[must_use]
pub fn deduce(problem: &Problem) -> BTreeMap<usize, i64> {
    project(problem)
        .filter(|projection| holds(problem, projection))
        .and_then(|projection| deduce_from(problem, &projection))
        .unwrap_or_default()
}

/// Whether all equations hold, for some numbers in the unread cells.
#[must_use]
pub fn is_consistent(problem: &Problem) -> bool {
    project(problem).is_some_and(|projection| {
        holds(problem, &projection) && deduce_from(problem, &projection).is_some()
    })
}

fn holds(problem: &Problem, projection: &Projection) -> bool {
    projection.equations.iter().all(|row| {
        let sum = row.terms.iter().try_fold(0_i128, |sum, (cell, factor)| {
            sum.checked_add(i128::from(problem.value(*cell)?).checked_mul(*factor)?)
        });
        sum == Some(row.constant)
    })
}

/// Repeats the guards until nothing new follows; `None` when one of them cannot be met.
fn deduce_from(problem: &Problem, projection: &Projection) -> Option<BTreeMap<usize, i64>> {
    let mut forced: BTreeMap<usize, i64> = BTreeMap::new();
    loop {
        let n_before = forced.len();
        for guard in &projection.guards {
            let value = |cell: usize| problem.value(cell).or_else(|| forced.get(&cell).copied());
            match guard.verdict(problem, |cell| value(cell).map(i128::from)) {
                Verdict::Impossible => return None,
                Verdict::Open => {}
                Verdict::Forces(values) => forced.extend(values),
            }
        }
        if forced.len() == n_before {
            return Some(forced);
        }
    }
}
