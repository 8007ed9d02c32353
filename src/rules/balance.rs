//! Sums and balances: the outcome of every equation of the form.
//!
//! Blank and dash count as 0, and the outcome says so where a number depends on it. One blank is no zero: a total left
//! blank over parts that hold numbers. It is unknown, and so is every equation it stands in; the rule `total-blank`
//! tells about it once.
//!
//! What is counted is never less than 0. So an equation is broken in spite of unread cells where the known ones of a side
//! exceed the other side, which is known.

use std::collections::BTreeSet;

use crate::amount::Amount;
use crate::form::equation;
use crate::form::{CellKey, Equation, Sheet};
use crate::rules::outcome::{Checked, Outcome};

/// Every equation of the tables present with its outcome, in the order of the form.
#[must_use]
pub fn evaluate(sheet: &Sheet) -> Vec<Checked> {
    let blank_totals = blank_totals(sheet);
    equation::of_sheet(sheet)
        .map(|equation| Checked {
            outcome: outcome(equation, sheet, &blank_totals),
            equation,
        })
        .collect()
}

/// The totals left blank or dashed although at least one of their parts is a number other than 0.
#[must_use]
pub fn blank_totals(sheet: &Sheet) -> BTreeSet<CellKey> {
    equation::of_sheet(sheet)
        .filter_map(|equation| match equation.right.as_slice() {
            [total] if sheet.value(total).counts_as_zero() => Some((total, &equation.left)),
            _ => None,
        })
        .filter(|(_, parts)| parts.iter().any(|part| sheet.value(part).is_nonzero()))
        .map(|(total, _)| total.clone())
        .collect()
}

fn outcome(equation: &Equation, sheet: &Sheet, blank_totals: &BTreeSet<CellKey>) -> Outcome {
    let value = |cell: &CellKey| sheet.value(cell);
    let is_missing =
        |cell: &&CellKey| value(cell).in_sums().is_none() || blank_totals.contains(*cell);
    let missing: Vec<CellKey> = equation.cells().filter(is_missing).cloned().collect();
    let is_open = |cells: &[CellKey]| cells.iter().any(|cell| missing.contains(cell));
    let known = |cells: &[CellKey]| {
        let known = cells.iter().filter(|cell| !missing.contains(cell));
        Amount::sum(known.filter_map(|cell| value(cell).in_sums()))
    };
    let (left, right) = (known(&equation.left), known(&equation.right));
    let is_broken = match (is_open(&equation.left), is_open(&equation.right)) {
        (false, false) => !left.equals(right),
        (true, false) => left.compare(right).is_gt(),
        (false, true) => right.compare(left).is_gt(),
        (true, true) => false,
    };
    if !is_broken && !missing.is_empty() {
        return Outcome::Undecided {
            missing,
            loose: Vec::new(),
            unsure: Vec::new(),
        };
    }
    let is_blank = |cell: &&CellKey| value(cell).counts_as_zero() && !missing.contains(*cell);
    let blanks = equation.cells().filter(is_blank);
    let counted_as_zero: Vec<CellKey> = blanks.cloned().collect();
    if is_broken {
        return Outcome::Broken {
            left,
            right,
            counted_as_zero,
            unread: missing,
        };
    }
    // Where no number other than 0 stands, nothing depends on what the blanks mean.
    let matters = equation.cells().any(|cell| value(cell).is_nonzero());
    Outcome::Holds {
        counted_as_zero: if matters { counted_as_zero } else { Vec::new() },
    }
}
