//! One candidate support: can changing exactly these cells make everything hold, and if not, which other cells would
//! one of have to change as well?

use std::cell::Cell;

use crate::repair::free::{self, Guard};
use crate::repair::linear::{self, Constraint, Reduced, SmallRow};
use crate::repair::problem::Problem;

/// A problem without its unread cells, ready for many questions.
pub(super) struct System<'a> {
    pub(super) problem: &'a Problem,
    equations: Vec<Constraint>,
    guards: Vec<Guard>,
    /// For each cell, the equations it stands in, ascending.
    pub(super) touching: Vec<Vec<usize>>,
    /// Right side minus left side of each equation.
    pub(super) missing: Vec<i128>,
    /// Equations that do not hold, those with the fewest cells a repair may change first.
    pub(super) broken: Vec<usize>,
    /// Cells whose number is outside their range.
    pub(super) out_of_range: Vec<usize>,
    /// How many small systems were solved so far.
    n_solved: Cell<usize>,
}

/// The answer about one support.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Answer {
    /// These differences, none of them zero, make everything hold.
    Solved {
        differences: Vec<i64>,
        /// Whether they are one choice among many.
        family: bool,
    },
    /// Any repair that changes this support must change one of these cells as well.
    Branch(Vec<usize>),
    /// A smaller support does it.
    NotMinimal,
    /// Numbers too large for exact arithmetic.
    Overflow,
}

impl<'a> System<'a> {
    /// `None` on overflow.
    pub(super) fn new(problem: &'a Problem) -> Option<Self> {
        let projection = free::project(problem)?;
        let mut system = Self {
            problem,
            touching: vec![Vec::new(); problem.cells.len()],
            missing: Vec::new(),
            broken: Vec::new(),
            out_of_range: Vec::new(),
            n_solved: Cell::new(0),
            equations: projection.equations,
            guards: projection.guards,
        };
        for (index, row) in system.equations.iter().enumerate() {
            let mut missing = row.constant;
            for (cell, factor) in &row.terms {
                let value = i128::from(problem.value(*cell)?);
                missing = missing.checked_sub(value.checked_mul(*factor)?)?;
                system.touching.get_mut(*cell)?.push(index);
            }
            system.missing.push(missing);
        }
        system.broken = (0..system.equations.len())
            .filter(|index| system.missing.get(*index) != Some(&0))
            .collect();
        let mut broken = std::mem::take(&mut system.broken);
        broken.sort_by_key(|index| system.n_movable(*index));
        system.broken = broken;
        let cells = problem.cells.iter().enumerate();
        system.out_of_range = cells
            .filter(|(_, c)| c.value.is_some_and(|value| !c.range.holds(value.into())))
            .map(|(cell, _)| cell)
            .collect();
        Some(system)
    }

    fn n_movable(&self, equation: usize) -> usize {
        let cells = self.equations.get(equation).map(|row| row.terms.keys());
        cells.map_or(0, |cells| {
            cells.filter(|cell| self.may_change(**cell)).count()
        })
    }

    /// How many small systems were solved so far.
    pub(super) fn n_solved(&self) -> usize {
        self.n_solved.get()
    }

    /// Solves a small system, and counts it.
    pub(super) fn eliminate(&self, rows: Vec<SmallRow>, n_unknowns: usize) -> Option<Reduced> {
        self.n_solved.set(self.n_solved.get() + 1);
        linear::eliminate(rows, n_unknowns)
    }

    /// The equations between cells that were read.
    pub(super) fn rows(&self) -> &[Constraint] {
        &self.equations
    }

    /// Right side minus left side of each equation.
    pub(super) fn missing(&self) -> &[i128] {
        &self.missing
    }

    /// The equations a cell stands in, ascending.
    pub(super) fn touching(&self, cell: usize) -> &[usize] {
        self.touching.get(cell).map_or(&[], Vec::as_slice)
    }

    /// Whether a repair may change the cell.
    pub(super) fn may_change(&self, cell: usize) -> bool {
        let cell = self.problem.cells.get(cell);
        cell.is_some_and(|cell| !cell.fixed && cell.value.is_some())
    }

    /// The cells of `cells` that a repair may change and `support` does not.
    fn others(&self, cells: impl Iterator<Item = usize>, support: &[usize]) -> Vec<usize> {
        let mut others = ascending(self.problem.cells.len(), cells);
        others.retain(|cell| !support.contains(cell) && self.may_change(*cell));
        others
    }

    pub(super) fn touches(&self, cell: usize, equation: usize) -> bool {
        let touching = self.touching.get(cell);
        touching.is_some_and(|equations| equations.binary_search(&equation).is_ok())
    }

    /// The equations that `support` touches, ascending.
    pub(super) fn touched(&self, support: &[usize]) -> Vec<usize> {
        let lists = support.iter().filter_map(|cell| self.touching.get(*cell));
        ascending(self.equations.len(), lists.flatten().copied())
    }

    /// The equations of `touched` as a small system whose unknowns are the differences of `support`.
    pub(super) fn small_rows(&self, touched: &[usize], support: &[usize]) -> Vec<SmallRow> {
        let row = |(at, index): (usize, &usize)| {
            let equation = self.equations.get(*index)?;
            let combination = (0..touched.len()).map(|other| i128::from(other == at));
            let combination = combination.collect();
            Some(SmallRow {
                factors: support.iter().map(|cell| equation.factor(*cell)).collect(),
                right: *self.missing.get(*index)?,
                combination,
            })
        };
        touched.iter().enumerate().filter_map(row).collect()
    }

    /// Certificate (a): a number outside its range, or a broken equation, that `support` does not touch.
    pub(super) fn untouched(&self, support: &[usize]) -> Option<Vec<usize>> {
        let outside = self.out_of_range.iter();
        if let Some(cell) = outside.copied().find(|cell| !support.contains(cell)) {
            return Some(self.others(std::iter::once(cell), support));
        }
        let is_untouched =
            |equation: &&usize| !support.iter().any(|c| self.touches(*c, **equation));
        let equation = self.broken.iter().find(is_untouched)?;
        let cells = self.equations.get(*equation)?.terms.keys().copied();
        Some(self.others(cells, support))
    }

    /// Certificates (c), and (d): the differences are unique; are they whole, in range and none of them zero?
    pub(super) fn unique(&self, support: &[usize], touched: &[usize], rows: &[SmallRow]) -> Answer {
        let mut differences = Vec::new();
        let mut failed: Option<Vec<usize>> = None;
        for (unknown, (cell, row)) in support.iter().zip(rows).enumerate() {
            let factor = row.factors.get(unknown).copied().unwrap_or(0);
            let Some(rest) = row.right.checked_rem(factor) else {
                return Answer::Overflow;
            };
            let difference = row.right / factor;
            if rest == 0 && self.in_range(*cell, difference) {
                let Ok(difference) = i64::try_from(difference) else {
                    return Answer::Overflow;
                };
                differences.push(difference);
                continue;
            }
            let certificate = self.certificate(row, touched, support);
            let shorter =
                |other: &Vec<usize>| (certificate.len(), &certificate) < (other.len(), other);
            if failed.as_ref().is_none_or(shorter) {
                failed = Some(certificate);
            }
        }
        if let Some(certificate) = failed {
            return Answer::Branch(certificate);
        }
        if let Some(guard) = self.unmet_guard(support, &differences) {
            return Answer::Branch(self.guard_certificate(guard, support, touched, rows));
        }
        if differences.contains(&0) {
            return Answer::NotMinimal;
        }
        Answer::Solved {
            differences,
            family: false,
        }
    }

    /// Whether every equation and condition holds when `cells` change by `differences`.
    pub(super) fn holds_after(&self, cells: &[usize], differences: &[i64]) -> bool {
        let gained = |row: &Constraint| {
            let pairs = cells.iter().zip(differences);
            pairs
                .map(|(cell, d)| row.factor(*cell).saturating_mul(i128::from(*d)))
                .sum::<i128>()
        };
        let mut rows = self.equations.iter().zip(&self.missing);
        rows.all(|(row, missing)| gained(row) == *missing)
            && self.unmet_guard(cells, differences).is_none()
    }

    /// Whether `cell` may hold its number plus `difference`.
    pub(super) fn in_range(&self, cell: usize, difference: i128) -> bool {
        let Some(cell) = self.problem.cells.get(cell) else {
            return false;
        };
        let sum = |value: i64| i128::from(value).checked_add(difference);
        let new = cell.value.and_then(sum);
        new.is_some_and(|new| cell.range.holds(new) && i64::try_from(new).is_ok())
    }

    /// The condition on unread cells that fails when `support` changes by `differences`.
    pub(super) fn unmet_guard(&self, support: &[usize], differences: &[i64]) -> Option<&Guard> {
        let value = |cell: usize| {
            let changed = support.iter().zip(differences);
            let mut difference = changed.filter(|(c, _)| **c == cell).map(|(_, d)| *d);
            let value = i128::from(self.problem.value(cell)?);
            Some(value + i128::from(difference.next().unwrap_or(0)))
        };
        let mut guards = self.guards.iter();
        guards.find(|guard| !guard.can_be_met(self.problem, value))
    }

    /// The conditions on unread cells that fail now, each as a row that makes it just hold by changing `support`.
    pub(super) fn edges(&self, support: &[usize]) -> Vec<SmallRow> {
        let value = |cell: usize| self.problem.value(cell).map(i128::from);
        let unmet = |guard: &&Guard| !guard.can_be_met(self.problem, value);
        let edge = |guard: &Guard| {
            let mut right = guard.edge(self.problem)?;
            for (cell, factor) in &guard.known {
                right = right.checked_sub(value(*cell)?.checked_mul(*factor)?)?;
            }
            let factor = |cell: &usize| guard.known.iter().find(|(known, _)| known == cell);
            let factors = support
                .iter()
                .map(|cell| factor(cell).map_or(0, |(_, f)| *f));
            Some(SmallRow {
                factors: factors.collect(),
                right,
                combination: Vec::new(),
            })
        };
        self.guards.iter().filter(unmet).filter_map(edge).collect()
    }

    /// The cells outside `support` that a combination of equations holds: unless one of them changes, it stays as it is.
    pub(super) fn certificate(
        &self,
        row: &SmallRow,
        touched: &[usize],
        support: &[usize],
    ) -> Vec<usize> {
        let mut factors: Vec<i128> = vec![0; self.problem.cells.len()];
        for (equation, weight) in touched.iter().zip(&row.combination) {
            let equation = self.equations.get(*equation).filter(|_| *weight != 0);
            for (cell, factor) in equation.into_iter().flat_map(|row| &row.terms) {
                if let Some(sum) = factors.get_mut(*cell) {
                    *sum = sum.saturating_add(factor.saturating_mul(*weight));
                }
            }
        }
        let remaining = factors.iter().enumerate().filter(|(_, sum)| **sum != 0);
        self.others(remaining.map(|(cell, _)| cell), support)
    }

    /// The cells that fix a failing guard: its own, and those that fix the differences it depends on.
    fn guard_certificate(
        &self,
        guard: &Guard,
        support: &[usize],
        touched: &[usize],
        rows: &[SmallRow],
    ) -> Vec<usize> {
        let mut cells: Vec<usize> = guard.known.iter().map(|(cell, _)| *cell).collect();
        for (cell, row) in support.iter().zip(rows) {
            if guard.known.iter().any(|(known, _)| known == cell) {
                cells.extend(self.certificate(row, touched, support));
            }
        }
        self.others(cells.into_iter(), support)
    }

    /// All cells that share an equation or a condition with `support`.
    pub(super) fn neighbours(&self, support: &[usize], touched: &[usize]) -> Vec<usize> {
        let equations = touched
            .iter()
            .filter_map(|index| self.equations.get(*index));
        let in_equations = equations.flat_map(|row| row.terms.keys().copied());
        let has_support = |guard: &&Guard| guard.known.iter().any(|(c, _)| support.contains(c));
        let guards = self.guards.iter().filter(has_support);
        let in_guards = guards.flat_map(|guard| guard.known.iter().map(|(cell, _)| *cell));
        self.others(in_equations.chain(in_guards), support)
    }
}

/// The different ones of `indices`, each below `n`, in order. A search asks a million times: marking is quicker than sorting.
fn ascending(n: usize, indices: impl Iterator<Item = usize>) -> Vec<usize> {
    let mut is_among = vec![false; n];
    for index in indices {
        if let Some(mark) = is_among.get_mut(index) {
            *mark = true;
        }
    }
    let marked = is_among.iter().enumerate().filter(|(_, mark)| **mark);
    marked.map(|(index, _)| index).collect()
}
