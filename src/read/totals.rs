//! Rows with numbers whose total is blank: offices leave out zeros, hardly ever a total. The last number is rather the total,
//! moved to the left, and those before it may have moved as well.

use std::collections::BTreeMap;

use crate::form::{CellKey, Equation, equation};
use crate::read::doubt::Doubt;
use crate::read::reading::{Found, Reading};
use crate::value::Value;

/// Makes the cells of such rows uncertain; one that is so already keeps its reason.
pub(super) fn doubt_blank(reading: &mut Reading) {
    let editions = reading.editions.iter();
    let equations = editions.flat_map(|(table, edition)| equation::of_table(*edition, *table));
    for equation in equations {
        if has_blank_total(equation, &reading.cells) {
            for key in equation.cells() {
                if let Some(found) = reading.cells.get_mut(key)
                    && found.doubts.is_empty()
                {
                    found.doubts.push(Doubt::TotalBlank);
                }
            }
        }
    }
}

fn has_blank_total(equation: &Equation, cells: &BTreeMap<CellKey, Found>) -> bool {
    let value = |key: &CellKey| cells.get(key).map_or(Value::Absent, |found| found.value);
    let (([total], parts) | (parts, [total])) =
        (equation.left.as_slice(), equation.right.as_slice())
    else {
        return false;
    };
    parts.iter().all(|part| part.row == total.row)
        && value(total) == Value::Blank
        && parts.iter().any(|part| value(part).number().is_some())
}
