//! Beyond the complete search: when no few cells mend a block, the likeliest repair of many cells that a beam search
//! finds. An estimate: nothing says that there is no better one.
//!
//! A state is a set of changes. In the broken equation with the fewest cells, one cell takes a number that closes this
//! or another of its equations, or is taken for an invented number and becomes 0; the states that cost least, with an
//! allowance for the equations still broken, go on.
//!
//! Unread cells begin as 0 and may take any number for little: a number that an equation needs is more likely to have
//! stood in an unread cell than in place of a clear one.
//!
//! # Limitations
//! A beam can end without an estimate. Numbers lost together with their sums leave no broken equation behind; only a
//! witness can bring them back.

use std::collections::BTreeSet;

use crate::repair::problem::Problem;
use crate::repair::ranking::Ranking;
use crate::repair::search::Budget;
use crate::repair::system::System;

/// States kept after each step.
const WIDTH: usize = 300;

/// Most cells an estimate changes.
const MOST_CHANGES: usize = 40;

/// Most estimates handed out.
const MOST_ESTIMATES: usize = 3;

/// What a broken equation is expected to cost still, in thousandths: most changes close two.
const EACH_BROKEN: i64 = 2_500;

/// Cells with their new numbers, in cell order.
pub(super) type Changes = Vec<(usize, i64)>;

struct State {
    changes: Changes,
    /// What the changes cost, whatever witnesses say.
    cost: i64,
    /// Right side minus left side of each equation.
    missing: Vec<i128>,
}

/// A change to a state, not yet carried out.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Step {
    score: i64,
    cost: i64,
    /// Place of the state in its layer.
    from: usize,
    cell: usize,
    new: i64,
}

struct Beam<'a> {
    /// The block, with 0 in its unread cells.
    problem: &'a Problem,
    /// The block as it was read.
    as_read: &'a Problem,
    system: &'a System<'a>,
    ranking: &'a Ranking<'a>,
    /// The equations, those with the fewest cells first.
    order: Vec<usize>,
    /// What the estimates found cost, and what they change.
    found: BTreeSet<(i64, Changes)>,
}

/// The cheapest repairs found, cheapest first; none when the search is cancelled.
pub(super) fn estimates(problem: &Problem, ranking: &Ranking, budget: &Budget) -> Vec<Changes> {
    let unread = problem.cells.iter().enumerate();
    let unread = unread.filter(|(_, cell)| cell.value.is_none());
    let zeros: Vec<_> = unread.map(|(cell, _)| (cell, Some(0))).collect();
    let filled = problem.with(&zeros);
    let Some(system) = System::new(&filled) else {
        return Vec::new();
    };
    let mut order: Vec<usize> = (0..system.rows().len()).collect();
    order.sort_by_key(|equation| system.rows().get(*equation).map(|row| row.terms.len()));
    let mut beam = Beam {
        problem: &filled,
        as_read: problem,
        system: &system,
        ranking,
        order,
        found: BTreeSet::new(),
    };
    let mut layer = beam.start();
    let mut seen = BTreeSet::new();
    for _ in 0..MOST_CHANGES {
        if budget.is_cancelled() {
            return Vec::new();
        }
        if layer.is_empty() {
            break;
        }
        let steps = beam.steps(&layer);
        layer = beam.carried_out(&layer, steps, &mut seen);
    }
    beam.found.into_iter().map(|(_, changes)| changes).collect()
}

impl Beam<'_> {
    /// The block as it stands, and with what witnesses want: one of them, or all. What the reviewer decided stands
    /// against any witness.
    fn start(&self) -> Vec<State> {
        let standing = State {
            changes: Vec::new(),
            cost: 0,
            missing: self.system.missing().to_vec(),
        };
        let may_be = |(cell, new): &(usize, i64)| {
            let old = self.problem.value(*cell).unwrap_or(0);
            let difference = i128::from(*new) - i128::from(old);
            let is_in_block = !self.system.touching(*cell).is_empty();
            is_in_block && self.system.may_change(*cell) && self.system.in_range(*cell, difference)
        };
        let wanted = self.ranking.witnesses.wanted(self.problem).into_iter();
        let mut wanted: Changes = wanted.filter(may_be).collect();
        wanted.sort_unstable();
        wanted.dedup_by_key(|(cell, _)| *cell);
        let one = wanted.iter().map(|change| self.with(&standing, *change));
        let mut start: Vec<State> = one.collect();
        if wanted.len() > 1 {
            let all = wanted.iter().fold(None, |state: Option<State>, change| {
                Some(self.with(state.as_ref().unwrap_or(&standing), *change))
            });
            start.extend(all);
        }
        start.push(standing);
        start
    }

    /// Every step from every state; states in which everything holds are taken as found.
    fn steps(&mut self, layer: &[State]) -> Vec<Step> {
        let mut steps = Vec::new();
        for (from, state) in layer.iter().enumerate() {
            let is_broken = |equation: &&usize| state.missing.get(**equation) != Some(&0);
            match self.order.iter().find(is_broken) {
                Some(equation) => self.steps_closing(from, state, *equation, &mut steps),
                None => self.take(state),
            }
        }
        steps.sort_unstable();
        steps
    }

    fn take(&mut self, state: &State) {
        let differences = state.changes.iter().map(|(cell, new)| {
            let old = self.problem.value(*cell).unwrap_or(0);
            (*cell, new.saturating_sub(old))
        });
        let (cells, differences): (Vec<usize>, Vec<i64>) = differences.unzip();
        if self.system.holds_after(&cells, &differences) {
            let cost = state.cost - self.ranking.gain(&state.changes);
            self.found.insert((cost, state.changes.clone()));
            if self.found.len() > MOST_ESTIMATES {
                self.found.pop_last();
            }
        }
    }

    /// Two cells of an equation may be wrong, so a cell is also given the numbers that close its other equations.
    fn steps_closing(&self, from: usize, state: &State, equation: usize, steps: &mut Vec<Step>) {
        let Some(row) = self.system.rows().get(equation) else {
            return;
        };
        for cell in row.terms.keys() {
            let is_changed = state.changes.iter().any(|(changed, _)| changed == cell);
            let Some(old) = self.problem.value(*cell) else {
                continue;
            };
            if is_changed || !self.system.may_change(*cell) {
                continue;
            }
            let mut differences = self.closing(state, *cell);
            differences.push(-i128::from(old));
            differences.sort_unstable();
            differences.dedup();
            let possible = differences.into_iter().filter(|d| *d != 0);
            let new = possible
                .filter(|d| self.system.in_range(*cell, *d))
                .filter_map(|d| i64::try_from(i128::from(old) + d).ok());
            steps.extend(new.filter_map(|new| self.step(from, state, *cell, new)));
        }
    }

    /// The differences of `cell` that each close one of its equations.
    fn closing(&self, state: &State, cell: usize) -> Vec<i128> {
        let equations = self.system.touching(cell).iter();
        let closing = equations.filter_map(|equation| {
            let missing = *state.missing.get(*equation)?;
            let factor = self.system.rows().get(*equation)?.factor(cell);
            (missing.checked_rem(factor)? == 0).then(|| missing / factor)
        });
        closing.collect()
    }

    /// `None` for a step that costs more than enough estimates found.
    fn step(&self, from: usize, state: &State, cell: usize, new: i64) -> Option<Step> {
        let cost = state.cost + self.cost(cell, new);
        let gain = if self.ranking.witnesses.is_empty() {
            0
        } else {
            self.ranking.gain(&with_change(&state.changes, (cell, new)))
        };
        let is_hopeless = |(worst, _): &(i64, Changes)| {
            self.found.len() == MOST_ESTIMATES && cost - gain >= *worst
        };
        if self.found.last().is_some_and(is_hopeless) {
            return None;
        }
        let difference = i128::from(new) - i128::from(self.problem.value(cell).unwrap_or(0));
        let mut n_broken = state
            .missing
            .iter()
            .filter(|missing| **missing != 0)
            .count();
        for equation in self.system.touching(cell) {
            let before = state.missing.get(*equation).copied().unwrap_or(0);
            let factor = self.system.rows().get(*equation)?.factor(cell);
            let after = before - factor * difference;
            n_broken = n_broken + usize::from(after != 0) - usize::from(before != 0);
        }
        let still = i64::try_from(n_broken).unwrap_or(i64::MAX);
        Some(Step {
            score: (cost - gain).saturating_add(still.saturating_mul(EACH_BROKEN)),
            cost,
            from,
            cell,
            new,
        })
    }

    /// The best states that the steps lead to, each set of changes once.
    fn carried_out(
        &self,
        layer: &[State],
        steps: Vec<Step>,
        seen: &mut BTreeSet<Changes>,
    ) -> Vec<State> {
        let mut next = Vec::new();
        for step in steps {
            let Some(state) = layer.get(step.from) else {
                continue;
            };
            if seen.insert(with_change(&state.changes, (step.cell, step.new))) {
                next.push(self.with(state, (step.cell, step.new)));
            }
            if next.len() >= WIDTH {
                break;
            }
        }
        next
    }

    fn with(&self, state: &State, (cell, new): (usize, i64)) -> State {
        let difference = i128::from(new) - i128::from(self.problem.value(cell).unwrap_or(0));
        let mut missing = state.missing.clone();
        for equation in self.system.touching(cell) {
            let factor = self
                .system
                .rows()
                .get(*equation)
                .map(|row| row.factor(cell));
            if let (Some(missing), Some(factor)) = (missing.get_mut(*equation), factor) {
                *missing -= factor * difference;
            }
        }
        State {
            changes: with_change(&state.changes, (cell, new)),
            cost: state.cost + self.cost(cell, new),
            missing,
        }
    }

    fn cost(&self, cell: usize, new: i64) -> i64 {
        match self.as_read.value(cell) {
            Some(_) => self.ranking.change(cell, new),
            None => self.ranking.fill(cell, new),
        }
    }
}

fn with_change(changes: &Changes, change: (usize, i64)) -> Changes {
    let mut changes = changes.clone();
    let at = changes.partition_point(|other| other.0 < change.0);
    changes.insert(at, change);
    changes
}
