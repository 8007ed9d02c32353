//! Rows whose blanks do not go with their totals. Offices leave out zeros, hardly ever a total: where it is blank, the last
//! number is rather the total, moved to the left, and those before it may have moved as well. Where the numbers of a row are
//! less than its total, one of the blanks may have been a number that nobody recognised.

use std::collections::BTreeMap;

use crate::amount::Amount;
use crate::form::{CellKey, Equation, equation};
use crate::read::doubt::Doubt;
use crate::read::method::Method;
use crate::read::reading::{Found, Reading};
use crate::value::Value;

/// Makes such cells uncertain; one that is so already keeps its reason. `keeps_blanks` tells whether the format of the file
/// shows which cells are empty.
pub(super) fn doubt_blanks(reading: &mut Reading, keeps_blanks: bool) {
    let editions = reading.editions.iter();
    let equations = editions.flat_map(|(table, edition)| equation::of_table(*edition, *table));
    for equation in equations {
        let Some(row) = Row::of(equation, &reading.cells) else {
            continue;
        };
        let (doubtful, why): (Vec<&CellKey>, Doubt) =
            if row.total == Value::Blank && row.n_numbers > 0 {
                (equation.cells().collect(), Doubt::TotalBlank)
            } else if !keeps_blanks && row.is_short() {
                (row.blanks, Doubt::ShortOfTotal)
            } else {
                continue;
            };
        for key in doubtful {
            if let Some(found) = reading.cells.get_mut(key)
                && found.doubts.is_empty()
            {
                found.doubts.push(why.clone());
            }
        }
    }
}

/// A row with a total.
struct Row<'a> {
    total: Value,
    /// How many of its parts are numbers, and what they come to.
    n_numbers: usize,
    sum: Option<Amount>,
    /// Those that are blank, as far as the text tells.
    blanks: Vec<&'a CellKey>,
}

impl<'a> Row<'a> {
    /// The row whose total the equation is; `None` where it is another.
    fn of(equation: &'a Equation, cells: &BTreeMap<CellKey, Found>) -> Option<Self> {
        let (([total], parts) | (parts, [total])) =
            (equation.left.as_slice(), equation.right.as_slice())
        else {
            return None;
        };
        if parts.iter().any(|part| part.row != total.row) {
            return None;
        }
        let value = |key: &CellKey| cells.get(key).map_or(Value::Absent, |found| found.value);
        let total = value(total);
        let found: Vec<Option<&Found>> = parts.iter().map(|part| cells.get(part)).collect();
        let values = || {
            found
                .iter()
                .map(|found| found.map_or(Value::Absent, |found| found.value))
        };
        let numbers = || values().filter_map(Value::number);
        let is_known = |value: Value| value.number().is_some() || value.counts_as_zero();
        let is_open_blank = |found: &Found| {
            let is_seen = matches!(found.method, Method::Grid | Method::Heads);
            found.value == Value::Blank && !is_seen
        };
        let parts = parts.iter().zip(&found);
        Some(Self {
            total,
            n_numbers: numbers().count(),
            sum: values().all(is_known).then(|| Amount::sum(numbers())),
            blanks: parts
                .filter(|(_, found)| found.is_some_and(is_open_blank))
                .map(|(part, _)| part)
                .collect(),
        })
    }

    /// Whether the numbers are less than their total.
    fn is_short(&self) -> bool {
        let total = self.total.number();
        total
            .zip(self.sum)
            .is_some_and(|(total, sum)| total.compare(sum).is_gt())
    }
}
