//! Equations in plain English, made from the same outcome as the Chinese sentence in `wording`.

use crate::amount::Amount;
use crate::form::naming::english_cell_name;
use crate::form::{CellKey, Sheet};
use crate::rules::outcome::{Checked, Outcome};
use crate::value::Value;

/// Most cells named one by one.
const MOST_NAMES: usize = 6;

/// The first few cells by name, without their table.
fn names(cells: &[CellKey]) -> String {
    let shown = cells.iter().take(MOST_NAMES).map(name);
    let shown = shown.collect::<Vec<_>>().join("; ");
    match cells.len().saturating_sub(MOST_NAMES) {
        0 => shown,
        more => format!("{shown} and {more} more"),
    }
}

fn name(cell: &CellKey) -> String {
    let name = english_cell_name(cell);
    let own = name.split_once(": ").map(|(_, own)| own.to_owned());
    own.unwrap_or(name)
}

/// What is told of an equation that does not plainly hold.
pub(super) fn of_equation(sheet: &Sheet, checked: &Checked) -> String {
    let equation = &checked.equation;
    let table = equation.table.english_name();
    let sums = |cells: &[CellKey], sum: Amount| side(sheet, cells, sum);
    match &checked.outcome {
        Outcome::Holds { counted_as_zero } => format!(
            "{table}: holds only if {} blank cells count as 0: {}.",
            counted_as_zero.len(),
            names(counted_as_zero)
        ),
        Outcome::Broken {
            left,
            right,
            unread,
            ..
        } => format!(
            "{table}: {}, but {}; the difference is {}{}.",
            sums(&equation.left, *left),
            sums(&equation.right, *right),
            if unread.is_empty() { "" } else { "at least " },
            left.distance(*right)
        ),
        Outcome::Undecided { missing, .. } if !missing.is_empty() => format!(
            "{table}: cannot be checked, {} cells have no number: {}.",
            missing.len(),
            names(missing)
        ),
        Outcome::Undecided { loose, .. } if !loose.is_empty() => format!(
            "{table}: cannot be checked, for the columns of these cells are inferred: {}.",
            names(loose)
        ),
        Outcome::Undecided { unsure, .. } => format!(
            "{table}: does not hold with the numbers as they were read; compare these first: {}.",
            names(unsure)
        ),
    }
}

/// `a (1) + b (2) = 3`; of a long side only what is not 0, of a single cell no sum.
fn side(sheet: &Sheet, cells: &[CellKey], sum: Amount) -> String {
    let term = |cell: &CellKey| match sheet.value(cell) {
        Value::Number(amount) => format!("{} ({amount})", name(cell)),
        Value::Blank | Value::Dash => format!("{} (blank)", name(cell)),
        Value::Words | Value::Unreadable | Value::Absent => format!("{} (?)", name(cell)),
    };
    if let [cell] = cells {
        return term(cell);
    }
    let counted: Vec<&CellKey> = cells
        .iter()
        .filter(|cell| sheet.value(cell).is_nonzero())
        .collect();
    let shown = counted.iter().take(MOST_NAMES).map(|cell| term(cell));
    let shown = shown.collect::<Vec<_>>().join(" + ");
    match counted.len().saturating_sub(MOST_NAMES) {
        0 if shown.is_empty() => format!("{} cells = 0", cells.len()),
        0 => format!("{shown} = {sum}"),
        more => format!("{shown} + {more} more = {sum}"),
    }
}
