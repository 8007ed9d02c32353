//! Numbers that stand under the wrong labels give themselves away: the equations of the form no longer hold.

use std::collections::{BTreeMap, BTreeSet};

use crate::form::{CellKey, Equation};
use crate::read::doubt::Doubt;
use crate::read::reading::Found;
use crate::value::Value;

/// So many broken equations are no slip of a pen or a scanner: at least two, and more than a quarter.
const BROKEN_LEAST: usize = 2;
const BROKEN_SHARE: usize = 4;
/// Where the numbers stand apart from their labels, more than an eighth.
const BROKEN_SHARE_APART: usize = 8;

/// What the cells of an equation make of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum SumCheck {
    /// Some cells cannot be reckoned with.
    Open,
    /// It does not hold.
    Broken,
    /// It holds for zeros.
    OfZeros,
    /// It holds for other numbers than zeros.
    Holds,
}

/// The equations, each with what the cells make of it.
pub(super) fn outcomes<'a>(
    equations: &'a [Equation],
    cells: &[(CellKey, Found)],
) -> Vec<(&'a Equation, SumCheck)> {
    let values = cells.iter().map(|(key, found)| (key, found.value));
    let values: BTreeMap<&CellKey, Value> = values.collect();
    let value = |key: &CellKey| values.get(key).copied().unwrap_or(Value::Absent);
    let outcome = |equation: &Equation| match equation.sides(value) {
        None => SumCheck::Open,
        Some((left, right)) if !left.equals(right) => SumCheck::Broken,
        Some((left, _)) if left.is_zero() => SumCheck::OfZeros,
        Some(_) => SumCheck::Holds,
    };
    equations.iter().map(|one| (one, outcome(one))).collect()
}

/// The equations of a table, as far as its numbers decide them.
struct Proof {
    n_decided: usize,
    /// Those that hold for zeros.
    n_of_zeros: usize,
    n_broken: usize,
    /// The cells of equations that hold. An equation of zeros holds, but proves nothing.
    proven: BTreeSet<CellKey>,
}

impl Proof {
    fn of(equations: &[Equation], cells: &[(CellKey, Found)]) -> Self {
        let mut proof = Self {
            n_decided: 0,
            n_of_zeros: 0,
            n_broken: 0,
            proven: BTreeSet::new(),
        };
        for (equation, outcome) in outcomes(equations, cells) {
            proof.n_decided += usize::from(outcome != SumCheck::Open);
            match outcome {
                SumCheck::Open => {}
                SumCheck::Broken => proof.n_broken += 1,
                SumCheck::OfZeros => proof.n_of_zeros += 1,
                SumCheck::Holds => proof.proven.extend(equation.cells().cloned()),
            }
        }
        proof
    }

    fn breaks_many(&self, are_apart: bool) -> bool {
        let share = if are_apart {
            BROKEN_SHARE_APART
        } else {
            BROKEN_SHARE
        };
        self.n_broken >= BROKEN_LEAST && self.n_broken * share > self.n_decided
    }
}

/// Whether the cells break at least two equations, and half of those that are more than zeros: more than any office does.
pub(super) fn breaks_most(equations: &[Equation], cells: &[(CellKey, Found)]) -> bool {
    let proof = Proof::of(equations, cells);
    proof.n_broken >= BROKEN_LEAST && proof.n_broken * 2 >= proof.n_decided - proof.n_of_zeros
}

/// In a table that breaks many equations, the numbers that stand in no equation that holds become uncertain, and the
/// blanks where the numbers stand apart: nothing shows that a row is empty. Tells whether the table is such a one.
pub(super) fn doubt_unproven(
    equations: &[Equation],
    are_apart: bool,
    cells: &mut [(CellKey, Found)],
) -> bool {
    let proof = Proof::of(equations, cells);
    if !proof.breaks_many(are_apart) {
        return false;
    }
    for (key, found) in cells {
        let is_doubted = found.is_doubtful() || found.value.is_unread();
        let is_number = found.value.number().is_some();
        let is_open = (is_number && !proof.proven.contains(key))
            || (are_apart && found.value == Value::Blank);
        if !is_doubted && is_open {
            found.doubts.push(Doubt::Unproven);
        }
    }
    true
}
