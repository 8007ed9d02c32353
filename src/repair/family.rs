//! Supports whose differences are not unique: one cell can give what another takes.
//!
//! Such a support is usually not minimal, because moving along the open direction makes one difference zero. Only where
//! ranges forbid that (6 + 6 = 5 with the 5 kept: neither 6 can fall far enough alone) is it a family of smallest repairs.
//!
//! # Limitations
//! The smallest member is looked for where a difference is zero or a cell is at the end of its range. With the
//! coefficients -1, 0, 1 of the form it always lies there; with others a member could be missed. Of the conditions on
//! unread cells at most one is met at its edge.

use crate::repair::linear::SmallRow;
use crate::repair::system::{Answer, System};

/// Decides a support that has `n_open` open directions.
pub(super) fn decide(
    system: &System,
    support: &[usize],
    touched: &[usize],
    n_open: usize,
) -> Answer {
    let mut rows = system.small_rows(touched, support);
    // Of its members only the numbers are asked, not which equations prove them.
    for row in &mut rows {
        row.combination.clear();
    }
    let mut best: Option<(i128, Vec<i64>)> = None;
    for member in members(system, support, &rows, n_open) {
        let mut cells = support.iter().zip(&member);
        let feasible = cells.all(|(cell, d)| system.in_range(*cell, i128::from(*d)))
            && system.unmet_guard(support, &member).is_none();
        let size = member.iter().map(|d| i128::from(*d).abs()).sum();
        let candidate = (size, member);
        if feasible && best.as_ref().is_none_or(|best| candidate < *best) {
            best = Some(candidate);
        }
    }
    match best {
        None => Answer::Branch(system.neighbours(support, touched)),
        Some((_, differences)) if differences.contains(&0) => Answer::NotMinimal,
        Some((_, differences)) => Answer::Solved {
            differences,
            family: true,
        },
    }
}

/// The members of the family among which the smallest is.
fn members(system: &System, support: &[usize], rows: &[SmallRow], n_open: usize) -> Vec<Vec<i64>> {
    let corners_of = |rows: &[SmallRow], n_pinned: usize| -> Vec<Vec<i64>> {
        let corners = corners(system, support, n_pinned);
        corners
            .iter()
            .filter_map(|pinned| member(system, rows, pinned))
            .collect()
    };
    let mut members = corners_of(rows, n_open);
    for edge in system.edges(support) {
        let mut with_edge = rows.to_vec();
        with_edge.push(edge);
        members.extend(corners_of(&with_edge, n_open.saturating_sub(1)));
    }
    members
}

/// All ways to pin `n_pinned` of the differences: unchanged, or at an end of the cell's range.
fn corners(system: &System, support: &[usize], n_pinned: usize) -> Vec<Vec<Option<i128>>> {
    let mut corners: Vec<Vec<Option<i128>>> = vec![Vec::new()];
    for cell in support {
        let mut choices: Vec<Option<i128>> = vec![None, Some(0)];
        if let Some(cell) = system.problem.cells.get(*cell) {
            let ends = [cell.range.least, cell.range.most].into_iter().flatten();
            let value = i128::from(cell.value.unwrap_or(0));
            choices.extend(ends.map(|end| Some(i128::from(end) - value)));
        }
        corners = corners
            .iter()
            .flat_map(|corner| {
                choices.iter().map(move |choice| {
                    let mut longer = corner.clone();
                    longer.push(*choice);
                    longer
                })
            })
            .filter(|corner| corner.iter().flatten().count() <= n_pinned)
            .collect();
    }
    corners.retain(|corner| corner.iter().flatten().count() == n_pinned);
    corners
}

/// The differences when some are pinned; `None` when the others are then not unique, not whole, or contradictory.
fn member(system: &System, rows: &[SmallRow], pinned: &[Option<i128>]) -> Option<Vec<i64>> {
    let rows = rows.iter().map(|row| substitute(row, pinned));
    let reduced = system.eliminate(rows.collect::<Option<Vec<_>>>()?, pinned.len())?;
    if !reduced.contradictions.is_empty() {
        return None;
    }
    let mut differences = Vec::new();
    for (unknown, (pin, pivot)) in pinned.iter().zip(&reduced.pivots).enumerate() {
        let value = match (pin, pivot) {
            (Some(pin), _) => *pin,
            (None, Some(row)) => {
                let factor = *row.factors.get(unknown)?;
                (row.right.checked_rem(factor)? == 0).then(|| row.right / factor)?
            }
            (None, None) => return None,
        };
        differences.push(i64::try_from(value).ok()?);
    }
    Some(differences)
}

fn substitute(row: &SmallRow, pinned: &[Option<i128>]) -> Option<SmallRow> {
    let mut substituted = row.clone();
    for (factor, pin) in substituted.factors.iter_mut().zip(pinned) {
        if let Some(pin) = pin {
            substituted.right = substituted.right.checked_sub(factor.checked_mul(*pin)?)?;
            *factor = 0;
        }
    }
    Some(substituted)
}
