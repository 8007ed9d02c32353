//! Tries one candidate after the other against the equations, without building a problem for each.

use std::cell::Cell;
use std::collections::BTreeSet;

use crate::repair::block::TableProblem;
use crate::repair::free;
use crate::repair::problem::Problem;
use crate::repair::structural::candidate::{Candidate, Structural};
use crate::repair::system::System;

/// How much projecting a trial may take: for each projection the square of the unread cells. It is some tenth of a second.
const FUEL: usize = 4_000_000;

/// The state of a table's equations before any change, and room to try changes.
pub(super) struct Trial<'a> {
    table: &'a TableProblem,
    /// For each cell, the equations it stands in, with its coefficient.
    touching: Vec<Vec<(usize, i64)>>,
    /// Left side minus right side of each equation, unread cells counting as 0.
    sums: Vec<i128>,
    /// The number of unread cells of each equation.
    n_unread: Vec<usize>,
    /// For each equation, the index of its block.
    block_of: Vec<usize>,
    /// The equations that do not hold, whatever stands in the unread cells.
    broken: Vec<usize>,
    /// Whether each block contradicts itself now.
    is_broken: Vec<bool>,
    /// For each block with unread cells, its equations without them.
    unread: Vec<Option<System<'a>>>,
    /// What is left of [`FUEL`]; `None` once a candidate was refused for want of it.
    fuel: Cell<Option<usize>>,
}

impl<'a> Trial<'a> {
    /// `alone` holds the problem of each block of the table. `None` when no block is broken.
    pub(super) fn new(table: &'a TableProblem, alone: &'a [Problem]) -> Option<Self> {
        let problem = &table.problem;
        let mut trial = Self {
            table,
            touching: vec![Vec::new(); problem.cells.len()],
            sums: Vec::new(),
            n_unread: Vec::new(),
            block_of: vec![0; problem.equations.len()],
            broken: Vec::new(),
            is_broken: Vec::new(),
            unread: Vec::new(),
            fuel: Cell::new(Some(FUEL)),
        };
        for (index, equation) in problem.equations.iter().enumerate() {
            let mut sum = -i128::from(equation.constant);
            for (cell, factor) in &equation.terms {
                sum += i128::from(problem.value(*cell).unwrap_or(0)) * i128::from(*factor);
                trial.touching.get_mut(*cell)?.push((index, *factor));
            }
            trial.sums.push(sum);
            let cells = equation.terms.iter();
            let unread = cells.filter(|(cell, _)| problem.value(*cell).is_none());
            trial.n_unread.push(unread.count());
        }
        let both = trial.sums.iter().zip(&trial.n_unread).enumerate();
        let broken = both.filter(|(_, (sum, n_unread))| **sum != 0 && **n_unread == 0);
        trial.broken = broken.map(|(equation, _)| equation).collect();
        for (at, (block, alone)) in table.blocks.iter().zip(alone).enumerate() {
            for equation in &block.equations {
                *trial.block_of.get_mut(*equation)? = at;
            }
            let all_read = trial.all_read(&block.equations);
            let has_broken = block.equations.iter().any(|e| trial.broken.contains(e));
            trial
                .is_broken
                .push(has_broken || !(all_read || free::is_consistent(alone)));
            trial.unread.push(if all_read {
                None
            } else {
                Some(System::new(alone)?)
            });
        }
        trial.is_broken.contains(&true).then_some(trial)
    }

    /// The equations that do not hold, whatever stands in the unread cells.
    pub(super) fn broken(&self) -> Vec<usize> {
        self.broken.clone()
    }

    /// The repair, if the candidate makes every equation of the blocks it touches hold and one of them did not before.
    pub(super) fn accepts(&self, candidate: Candidate) -> Option<Structural> {
        let problem = &self.table.problem;
        let mut assigned = candidate.assigned.clone();
        assigned.retain(|(cell, value)| problem.value(*cell) != *value);
        let is_kept = |(cell, _): &(usize, _)| problem.cells.get(*cell).is_none_or(|c| c.fixed);
        if assigned.is_empty() || assigned.iter().any(is_kept) {
            return None;
        }
        let equations = self.changed_sums(&assigned);
        self.reaches_all_broken(&equations).then_some(())?;
        let deduced = deduced(&mut assigned, equations)?;
        self.is_consistent_with(&assigned).then_some(())?;
        let mut changes: Vec<(usize, i64)> = assigned
            .into_iter()
            .filter_map(|(cell, value)| Some((cell, value?)))
            .filter(|(cell, value)| problem.value(*cell) != Some(*value))
            .collect();
        changes.sort_unstable();
        (!changes.is_empty()).then_some(Structural {
            candidate,
            changes,
            deduced,
        })
    }

    /// The touched equations as they would be: left minus right side, and the cells still without a number.
    fn changed_sums(&self, assigned: &[(usize, Option<i64>)]) -> Vec<Changed> {
        let mut changed: Vec<Changed> = Vec::with_capacity(assigned.len() * 3);
        for (cell, value) in assigned {
            let before = self.table.problem.value(*cell);
            for (equation, factor) in self.touching.get(*cell).into_iter().flatten() {
                let at = changed.iter().position(|c| c.equation == *equation);
                let at = at.unwrap_or_else(|| {
                    changed.push(Changed {
                        equation: *equation,
                        sum: self.sums.get(*equation).copied().unwrap_or(0),
                        n_unread: self.n_unread.get(*equation).copied().unwrap_or(0),
                        open: Vec::new(),
                    });
                    changed.len() - 1
                });
                let Some(changed) = changed.get_mut(at) else {
                    continue;
                };
                let difference = i128::from(value.unwrap_or(0)) - i128::from(before.unwrap_or(0));
                changed.sum += difference * i128::from(*factor);
                if before.is_none() {
                    changed.n_unread = changed.n_unread.saturating_sub(1);
                }
                if value.is_none() {
                    changed.open.push((*cell, *factor));
                }
            }
        }
        changed
    }

    /// Whether a block touched is broken, and every equation broken in the blocks touched is touched itself.
    fn reaches_all_broken(&self, equations: &[Changed]) -> bool {
        let block = |equation: &usize| self.block_of.get(*equation);
        let is_touched = |index: &usize| equations.iter().any(|c| c.equation == *index);
        let in_touched_block =
            |index: &usize| equations.iter().any(|c| block(&c.equation) == block(index));
        let mends_some = equations.iter().any(|c| {
            let at = block(&c.equation).copied().unwrap_or_default();
            self.is_broken.get(at) == Some(&true)
        });
        mends_some
            && (self.broken.iter()).all(|index| !in_touched_block(index) || is_touched(index))
    }

    /// Whether the unread cells of the blocks touched can be met afterwards. The equations without unread cells have
    /// been checked before.
    fn is_consistent_with(&self, assigned: &[(usize, Option<i64>)]) -> bool {
        let cells = assigned
            .iter()
            .filter_map(|(cell, _)| self.touching.get(*cell));
        let blocks = cells.flatten().filter_map(|(e, _)| self.block_of.get(*e));
        let touched: BTreeSet<usize> = blocks.copied().collect();
        let mut unread = touched
            .iter()
            .filter_map(|block| self.unread.get(*block)?.as_ref());
        unread.all(|system| self.can_be_met(system, assigned))
    }

    /// What follows from the equations without the unread cells must hold in any case; where the candidate fills an
    /// unread cell, only a new projection tells the rest.
    fn can_be_met(&self, system: &System, assigned: &[(usize, Option<i64>)]) -> bool {
        let mut cells = Vec::new();
        let mut differences = Vec::new();
        for (cell, value) in assigned {
            let before = self.table.problem.value(*cell);
            if let Some(difference) = before.zip(*value).and_then(|(a, b)| b.checked_sub(a)) {
                cells.push(*cell);
                differences.push(difference);
            }
        }
        system.holds_after(&cells, &differences)
            && (cells.len() == assigned.len() || self.can_be_projected(system, assigned))
    }

    fn can_be_projected(&self, system: &System, assigned: &[(usize, Option<i64>)]) -> bool {
        let problem = system.problem.with(assigned);
        let cells = 0..problem.cells.len();
        let n_unread = cells.filter(|cell| problem.value(*cell).is_none()).count();
        let fuel = self.fuel.get();
        let rest = fuel.and_then(|fuel| fuel.checked_sub(n_unread * n_unread));
        self.fuel.set(rest);
        rest.is_some() && free::is_consistent(&problem)
    }

    /// Whether a candidate was refused because trying it would have taken too long.
    pub(super) fn is_exhausted(&self) -> bool {
        self.fuel.get().is_none()
    }

    fn all_read(&self, equations: &[usize]) -> bool {
        equations
            .iter()
            .all(|equation| self.n_unread.get(*equation) == Some(&0))
    }
}

/// An equation that a candidate touches.
struct Changed {
    equation: usize,
    sum: i128,
    /// Unread cells that the candidate leaves alone.
    n_unread: usize,
    /// Cells the candidate leaves to the equations.
    open: Vec<(usize, i64)>,
}

/// Gives the open cells their numbers, one equation after the other, and checks the touched equations; `None` when one
/// of them cannot hold, or an open cell stays open.
fn deduced(
    assigned: &mut [(usize, Option<i64>)],
    mut equations: Vec<Changed>,
) -> Option<Vec<(usize, i64)>> {
    let mut deduced = Vec::new();
    loop {
        let decided = |c: &Changed| c.n_unread == 0 && c.open.is_empty();
        if equations.iter().any(|c| decided(c) && c.sum != 0) {
            return None;
        }
        let single = |c: &Changed| match c.open.as_slice() {
            [(cell, factor)] if c.n_unread == 0 => {
                Some((*cell, -c.sum * i128::from(factor.signum())))
            }
            _ => None,
        };
        let Some((cell, value)) = equations.iter().find_map(single) else {
            break;
        };
        let value = i64::try_from(value).ok().filter(|value| *value >= 0)?;
        for changed in &mut equations {
            let open = changed.open.iter().position(|(other, _)| *other == cell);
            if let Some((_, factor)) = open.map(|at| changed.open.swap_remove(at)) {
                changed.sum += i128::from(value) * i128::from(factor);
            }
        }
        let slot = assigned.iter_mut().find(|(other, _)| *other == cell)?;
        slot.1 = Some(value);
        deduced.push((cell, value));
    }
    let stays_open = assigned.iter().any(|(_, value)| value.is_none());
    (!stays_open).then_some(deduced)
}
