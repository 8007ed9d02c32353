//! Witnesses outside the tables: whom a repair agrees with, and what that is worth.

use std::collections::BTreeMap;

use crate::repair::block::TableProblem;
use crate::repair::evidence::Vote;
use crate::repair::problem::{LinearEquation, Problem};
use crate::said::Said;

/// A vote with its cells as indices of the table.
struct Witness<'a> {
    vote: &'a Vote,
    ways: Vec<Vec<usize>>,
    /// The number stated; `None` where it is not whole, and agrees with nothing.
    value: Option<i64>,
    /// Whether one way fits the numbers as they stand.
    agrees_now: bool,
}

/// The witnesses of one table.
pub(super) struct Witnesses<'a> {
    witnesses: Vec<Witness<'a>>,
    /// For each cell, the witnesses that speak of it.
    of_cell: BTreeMap<usize, Vec<usize>>,
}

impl<'a> Witnesses<'a> {
    /// The votes that speak of cells of `table` alone.
    pub(super) fn new(table: &TableProblem, votes: &'a [Vote]) -> Self {
        let mut known = Self {
            witnesses: Vec::new(),
            of_cell: BTreeMap::new(),
        };
        let places = table.keys.iter().zip(0..).collect::<BTreeMap<_, usize>>();
        for vote in votes {
            let place = |cell| places.get(cell).copied();
            let ways = vote.ways.iter().filter(|way| !way.is_empty());
            let ways: Option<Vec<Vec<usize>>> =
                ways.map(|way| way.iter().map(place).collect()).collect();
            if let Some(ways) = ways.filter(|ways| !ways.is_empty()) {
                known.add(&table.problem, vote, ways);
            }
        }
        known
    }

    fn add(&mut self, problem: &Problem, vote: &'a Vote, ways: Vec<Vec<usize>>) {
        let mut cells: Vec<usize> = ways.iter().flatten().copied().collect();
        cells.sort_unstable();
        cells.dedup();
        for cell in cells {
            self.of_cell
                .entry(cell)
                .or_default()
                .push(self.witnesses.len());
        }
        let mut witness = Witness {
            vote,
            ways,
            value: vote.value.to_i64(),
            agrees_now: false,
        };
        witness.agrees_now = witness.agrees(problem, &[]);
        self.witnesses.push(witness);
    }

    /// Whether nobody says anything.
    pub(super) fn is_empty(&self) -> bool {
        self.witnesses.is_empty()
    }

    /// What the witnesses a repair wins are worth, less those it loses.
    pub(super) fn gain(&self, problem: &Problem, changes: &[(usize, i64)]) -> i64 {
        let touched = self.touched(changes);
        touched
            .map(
                |witness| match (witness.agrees_now, witness.agrees(problem, changes)) {
                    (false, true) => witness.vote.weight,
                    (true, false) => -witness.vote.weight,
                    _ => 0,
                },
            )
            .sum()
    }

    /// The witnesses that speak of a changed cell and agree with the repair.
    pub(super) fn for_repair(&self, problem: &Problem, changes: &[(usize, i64)]) -> Vec<&'a Said> {
        let touched = self.touched(changes);
        let agreeing = touched.filter(|witness| witness.agrees(problem, changes));
        agreeing.map(|witness| &witness.vote.reason).collect()
    }

    /// The witnesses that agree with what is printed and would not agree with the repair.
    pub(super) fn against_repair(
        &self,
        problem: &Problem,
        changes: &[(usize, i64)],
    ) -> Vec<&'a Said> {
        let touched = self.touched(changes);
        let losing = touched.filter(|w| w.agrees_now && !w.agrees(problem, changes));
        losing.map(|witness| &witness.vote.reason).collect()
    }

    /// What witnesses who contradict the numbers as they stand state, as equations; the weightiest first. Only those who
    /// can be understood in one way, and speak of cells that were read.
    pub(super) fn contradicting(&self, problem: &Problem) -> Vec<LinearEquation> {
        let unheard = self.witnesses.iter().filter(|witness| !witness.agrees_now);
        let mut stated: Vec<(i64, LinearEquation)> = unheard
            .filter_map(|witness| Some((witness.vote.weight, witness.equation(problem)?)))
            .collect();
        stated.sort_by_key(|(weight, _)| std::cmp::Reverse(*weight));
        stated.into_iter().map(|(_, equation)| equation).collect()
    }

    /// The numbers that witnesses of single cells want, where other numbers stand.
    pub(super) fn wanted(&self, problem: &Problem) -> Vec<(usize, i64)> {
        let unheard = self.witnesses.iter().filter(|witness| !witness.agrees_now);
        let single = |witness: &Witness| match witness.ways.as_slice() {
            [way] => match way.as_slice() {
                [cell] if problem.value(*cell).is_some() => Some((*cell, witness.value?)),
                _ => None,
            },
            _ => None,
        };
        unheard.filter_map(single).collect()
    }

    fn touched(&self, changes: &[(usize, i64)]) -> impl Iterator<Item = &Witness<'a>> {
        let mut touched: Vec<usize> = Vec::new();
        if !self.of_cell.is_empty() {
            let of_cells = changes
                .iter()
                .filter_map(|(cell, _)| self.of_cell.get(cell));
            touched.extend(of_cells.flatten());
            touched.sort_unstable();
            touched.dedup();
        }
        touched.into_iter().filter_map(|at| self.witnesses.get(at))
    }
}

impl Witness<'_> {
    /// What the witness states, where that has one meaning and all its cells were read.
    fn equation(&self, problem: &Problem) -> Option<LinearEquation> {
        let [way] = self.ways.as_slice() else {
            return None;
        };
        let all_read = way.iter().all(|cell| problem.value(*cell).is_some());
        all_read.then_some(LinearEquation {
            terms: way.iter().map(|cell| (*cell, 1)).collect(),
            constant: self.value?,
        })
    }

    /// Whether one way fits after `changes`, which are sorted by cell. A sum with an unread cell in it fits nothing.
    fn agrees(&self, problem: &Problem, changes: &[(usize, i64)]) -> bool {
        let number = |cell: &usize| {
            let new = changes.iter().find(|(other, _)| other == cell);
            new.map_or_else(|| problem.value(*cell), |(_, new)| Some(*new))
        };
        let sum = |way: &Vec<usize>| {
            way.iter()
                .try_fold(0_i64, |sum, cell| sum.checked_add(number(cell)?))
        };
        let stated = self.value;
        stated.is_some() && self.ways.iter().any(|way| sum(way) == stated)
    }
}
