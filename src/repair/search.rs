//! The complete list of smallest repairs: every smallest set of cells whose change makes all equations hold.
//!
//! Supports grow layer by layer from the empty one. A support that fails comes with a certificate: a set of cells of
//! which any repair containing the support must change one (hitting sets, Reiter, Artificial Intelligence 32, 1987).
//! Branching on those cells alone therefore loses no repair. The list of the first layer with a solution, and of the
//! one after it, is complete unless the search was stopped.

use std::sync::atomic::{AtomicBool, Ordering};

use crate::repair::problem::Problem;
use crate::repair::system::{Answer, System};

/// Most cells any search may change, whatever its budget says.
pub const MOST_CELLS: usize = 6;

/// A support with its cells ascending; the places it does not use hold [`UNUSED`], so that equal sets are equal arrays.
type Support = [u16; MOST_CELLS];

/// No cell.
const UNUSED: u16 = u16::MAX;

/// How far a search may go.
#[derive(Clone, Copy, Debug)]
pub struct Budget<'a> {
    /// Most cells a repair may change, up to [`MOST_CELLS`].
    pub n_cells: usize,
    /// Most supports looked at.
    pub n_nodes: usize,
    /// Most systems of equations solved for them: what takes the time. Some hundred thousand take a second.
    pub n_systems: usize,
    /// Set to true from outside to stop the search early.
    pub cancelled: Option<&'a AtomicBool>,
}

impl Default for Budget<'_> {
    fn default() -> Self {
        Self {
            n_cells: 4,
            n_nodes: 20_000,
            n_systems: 60_000,
            cancelled: None,
        }
    }
}

impl Budget<'_> {
    /// Whether somebody asked to stop.
    #[must_use]
    pub fn is_cancelled(&self) -> bool {
        self.cancelled
            .is_some_and(|flag| flag.load(Ordering::Relaxed))
    }
}

/// How a search ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// Every equation that can be checked holds.
    Holds,
    /// There is exactly one smallest repair.
    Unique,
    /// There are several smallest repairs.
    Several,
    /// Several, and no equation can tell one cell from another: each of them stands in a single equation.
    NotLocatable,
    /// No repair within the allowed number of cells.
    None,
    /// The search was stopped before it was complete.
    Stopped,
}

impl Status {
    /// The name in files and in `gouji read`.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Holds => "holds",
            Self::Unique => "unique",
            Self::Several => "several",
            Self::NotLocatable => "not-locatable",
            Self::None => "none",
            Self::Stopped => "stopped",
        }
    }
}

/// A set of cells and the differences that make everything hold.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Solution {
    /// Cell indices, ascending.
    pub cells: Vec<usize>,
    /// What is added to each cell; none is zero.
    pub differences: Vec<i64>,
    /// Whether other differences on the same cells do it too; these are the smallest in sum.
    pub family: bool,
}

/// The result of a search.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Solutions {
    /// How the search ended.
    pub status: Status,
    /// All solutions found, those with fewer cells first, then by cell order.
    pub solutions: Vec<Solution>,
    /// How many of them are smallest in the number of cells; they come first.
    pub n_smallest: usize,
    /// How many supports were looked at.
    pub n_nodes: usize,
}

impl Solutions {
    /// The smallest solutions.
    #[must_use]
    pub fn smallest(&self) -> &[Solution] {
        self.solutions.get(..self.n_smallest).unwrap_or_default()
    }

    /// Cells with their difference that all smallest solutions share; empty after an incomplete search.
    #[must_use]
    pub fn forced(&self) -> Vec<(usize, i64)> {
        let Some((first, others)) = self.smallest().split_first() else {
            return Vec::new();
        };
        if self.status == Status::Stopped {
            return Vec::new();
        }
        let shared = |pair: &(usize, i64)| {
            others
                .iter()
                .all(|other| other.changes(pair.0) == Some(pair.1))
        };
        let pairs = first
            .cells
            .iter()
            .copied()
            .zip(first.differences.iter().copied());
        pairs.filter(shared).filter(|_| !first.family).collect()
    }
}

impl Solution {
    fn changes(&self, cell: usize) -> Option<i64> {
        let mut pairs = self.cells.iter().zip(&self.differences);
        let (_, difference) = pairs.find(|(other, _)| **other == cell)?;
        (!self.family).then_some(*difference)
    }
}

/// Lists every smallest repair of `problem`, and those with one cell more.
#[must_use]
pub fn search(problem: &Problem, budget: &Budget) -> Solutions {
    let system = System::new(problem).filter(|_| problem.cells.len() < usize::from(UNUSED));
    let Some(system) = system else {
        return ended(problem, Vec::new(), 0, false);
    };
    let most_cells = budget.n_cells.min(MOST_CELLS);
    let mut layer: Vec<Support> = vec![[UNUSED; MOST_CELLS]];
    let mut solutions: Vec<Solution> = Vec::new();
    let mut n_nodes = 0;
    let mut complete = true;
    for n_cells in 0..=most_cells {
        let smallest = solutions.first().map(|solution| solution.cells.len());
        let grows = n_cells < most_cells && smallest.is_none();
        let mut next = Vec::new();
        for support in &layer {
            let is_spent = n_nodes >= budget.n_nodes || system.n_solved() >= budget.n_systems;
            if is_spent || budget.is_cancelled() {
                return ended(problem, solutions, n_nodes, smallest.is_some());
            }
            n_nodes += 1;
            let cells = cells_of(support);
            let answer = if grows {
                system.decide(&cells)
            } else {
                system.solve(&cells)
            };
            match answer {
                Answer::Solved {
                    differences,
                    family,
                } => solutions.push(Solution {
                    cells,
                    differences,
                    family,
                }),
                Answer::Branch(others) if grows => {
                    next.extend(others.into_iter().map(|cell| with(support, cell)));
                }
                Answer::Branch(_) | Answer::NotMinimal => {}
                Answer::Overflow => complete = false,
            }
        }
        if smallest.is_some() || solutions.iter().any(|solution| solution.cells.is_empty()) {
            break;
        }
        next.sort_unstable();
        next.dedup();
        layer = next;
    }
    ended(problem, solutions, n_nodes, complete)
}

fn cells_of(support: &Support) -> Vec<usize> {
    let used = support.iter().filter(|cell| **cell != UNUSED);
    used.map(|cell| usize::from(*cell)).collect()
}

/// The support with one cell more. There is room: a search adds no cell to a support of [`MOST_CELLS`].
fn with(support: &Support, cell: usize) -> Support {
    let mut larger = *support;
    if let Some(last) = larger.last_mut() {
        *last = u16::try_from(cell).unwrap_or(UNUSED);
    }
    larger.sort_unstable();
    larger
}

fn ended(
    problem: &Problem,
    mut solutions: Vec<Solution>,
    n_nodes: usize,
    complete: bool,
) -> Solutions {
    solutions.sort_by(|a, b| (a.cells.len(), a).cmp(&(b.cells.len(), b)));
    let fewest = solutions.first().map(|solution| solution.cells.len());
    let is_smallest = |solution: &&Solution| Some(solution.cells.len()) == fewest;
    let n_smallest = solutions.iter().take_while(is_smallest).count();
    let status = match (complete, fewest, n_smallest) {
        (_, Some(0), _) => Status::Holds,
        (false, _, _) => Status::Stopped,
        (true, None, _) => Status::None,
        (true, Some(_), 1) => Status::Unique,
        (true, Some(1), _) if cannot_locate(problem, solutions.iter().take(n_smallest)) => {
            Status::NotLocatable
        }
        (true, Some(_), _) => Status::Several,
    };
    if status == Status::Holds {
        solutions.clear();
    }
    Solutions {
        n_smallest: n_smallest.min(solutions.len()),
        status,
        solutions,
        n_nodes,
    }
}

/// Whether each single cell to change stands in one equation only, so that nothing tells it from its neighbours.
fn cannot_locate<'a>(problem: &Problem, mut smallest: impl Iterator<Item = &'a Solution>) -> bool {
    smallest.all(|solution| {
        solution
            .cells
            .iter()
            .all(|cell| problem.n_equations_of(*cell) == 1)
    })
}
