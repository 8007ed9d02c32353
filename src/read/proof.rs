//! Numbers that stand under the wrong labels give themselves away: the equations of the form no longer hold.

use std::collections::{BTreeMap, BTreeSet};

use crate::form::{CellKey, EditionId, TableId, equation};
use crate::read::reading::{Certainty, Found};
use crate::value::Value;

/// So many broken equations are no slip of a pen or a scanner: at least two, and more than a quarter.
const BROKEN_LEAST: usize = 2;
const BROKEN_SHARE: usize = 4;
/// Where the numbers stand apart from their labels, more than an eighth.
const BROKEN_SHARE_APART: usize = 8;

/// The reason given for cells of such a table that no equation bears out.
const UNPROVEN: &str = "本表许多勾稽关系不成立，数字可能没有对准行列";

/// In a table many of whose equations are broken, the numbers may stand under other labels than their own: those that
/// stand in no equation that holds become uncertain. An equation of zeros holds, but proves nothing. `are_apart` tells
/// whether the numbers stand apart from their labels. Tells whether the table is such a one.
pub(super) fn doubt_unproven(
    edition: EditionId,
    table: TableId,
    are_apart: bool,
    cells: &mut [(CellKey, Found)],
) -> bool {
    let values: BTreeMap<&CellKey, Value> = cells
        .iter()
        .map(|(key, found)| (key, found.value))
        .collect();
    let equations = equation::of_table(edition, table);
    let (mut n_decided, mut n_broken) = (0_usize, 0_usize);
    let mut proven: BTreeSet<CellKey> = BTreeSet::new();
    for equation in &equations {
        let value = |key: &CellKey| values.get(key).copied().unwrap_or(Value::Absent);
        let Some((left, right)) = equation.sides(value) else {
            continue;
        };
        let is_zero = left.is_zero() && right.is_zero();
        n_decided += 1;
        if !left.equals(right) {
            n_broken += 1;
        } else if !is_zero {
            proven.extend(equation.left.iter().chain(&equation.right).cloned());
        }
    }
    let share = if are_apart {
        BROKEN_SHARE_APART
    } else {
        BROKEN_SHARE
    };
    if n_broken < BROKEN_LEAST || n_broken * share <= n_decided {
        return false;
    }
    for (key, found) in cells {
        let is_doubted = found.doubt().is_some() || found.value.is_unread();
        if !is_doubted && found.value.number().is_some() && !proven.contains(key) {
            found.certainty = Certainty::Uncertain(UNPROVEN.to_owned());
        }
    }
    true
}
