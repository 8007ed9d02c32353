//! Doubts the numbers themselves dispel: a number in the wrong column, or a digit misread, breaks the equations of its row
//! and of its column. Sums do not tell a 0 from a blank: about these they dispel nothing.

use std::collections::{BTreeMap, BTreeSet};

use crate::form::{CellKey, Equation};
use crate::read::doubt::Doubt;
use crate::read::proof;
use crate::read::proof::SumCheck;
use crate::read::reading::Found;
use crate::value::Value;

/// An equation proves nothing about a cell that stands in no other: the numbers may have changed places in it.
const EQUATIONS_LEAST: usize = 2;
/// The column of the totals.
const TOTAL: &str = "total";

/// Takes back the doubts about columns and glyphs of numbers all of whose equations hold. Doubts about whose row it is
/// stay: the rows of a sum may change places. So do doubts about columns none of whose numbers has a place of its own:
/// where every row leaves out its blanks, the sums hold in the wrong column as well.
pub(super) fn clear(equations: &[Equation], cells: &mut [(CellKey, Found)]) {
    let may_yield =
        |found: &Found| found.is_doubtful() && found.doubts.iter().all(Doubt::yields_to_sums);
    if !cells.iter().any(|(_, found)| may_yield(found)) {
        return;
    }
    let proven = proven(equations, cells);
    let anchors = anchors(cells);
    let yields = |(key, found): &&(CellKey, Found)| {
        let has_column = !found.doubts.iter().any(Doubt::leaves_column_open);
        may_yield(found)
            && proven.contains(key)
            && (has_column || is_anchored(key, equations, &anchors))
    };
    let yielding = cells.iter().filter(yields).map(|(key, _)| key.clone());
    let yielding: BTreeSet<CellKey> = yielding.collect();
    for (key, found) in cells {
        if yielding.contains(key) {
            found.doubts.clear();
        }
    }
}

/// The numbers whose own column is not inferred.
fn anchors(cells: &[(CellKey, Found)]) -> BTreeSet<&CellKey> {
    let is_anchor = |found: &Found| {
        found.value.is_nonzero() && !found.doubts.iter().any(Doubt::leaves_column_open)
    };
    let anchors = cells.iter().filter(|(_, found)| is_anchor(found));
    anchors.map(|(key, _)| key).collect()
}

/// Whether another number shows the column of `cell`: an anchor in an equation with it, in another row. Totals are shown by
/// the other numbers of their row.
fn is_anchored(cell: &CellKey, equations: &[Equation], anchors: &BTreeSet<&CellKey>) -> bool {
    let beside = equations
        .iter()
        .filter(|one| one.cells().any(|other| other == cell));
    let mut others = beside.flat_map(Equation::cells);
    cell.column == TOTAL
        || others.any(|other| {
            other.row != cell.row && other.column == cell.column && anchors.contains(other)
        })
}

/// The cells that stand in several equations, all of which hold.
fn proven(equations: &[Equation], cells: &[(CellKey, Found)]) -> BTreeSet<CellKey> {
    let values: BTreeMap<&CellKey, Value> = cells
        .iter()
        .map(|(key, found)| (key, found.value))
        .collect();
    let value = |key: &CellKey| values.get(key).copied().unwrap_or(Value::Absent);
    let mut standing: BTreeMap<&CellKey, EquationsOfCell> = BTreeMap::new();
    for (equation, outcome) in proof::outcomes(equations, cells) {
        let holds = matches!(outcome, SumCheck::OfZeros | SumCheck::Holds);
        let shows_blanks = equation.cells().any(|cell| value(cell).number().is_none());
        for cell in equation.cells() {
            let standing = standing.entry(cell).or_default();
            standing.n += 1;
            standing.n_holding += usize::from(holds);
            standing.has_blanks |= shows_blanks;
        }
    }
    let is_proven = |(cell, standing): &(&CellKey, EquationsOfCell)| {
        let is_told_apart = value(cell).is_nonzero() || !standing.has_blanks;
        standing.n >= EQUATIONS_LEAST && standing.n_holding == standing.n && is_told_apart
    };
    let proven = standing.into_iter().filter(is_proven);
    proven.map(|(cell, _)| cell.clone()).collect()
}

/// The equations a cell stands in.
#[derive(Default)]
struct EquationsOfCell {
    n: usize,
    n_holding: usize,
    /// Whether one of their cells is blank: sums do not tell a 0 from a blank.
    has_blanks: bool,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::amount::Amount;
    use crate::form::{EditionId, RowKey, TableId, catalogue, equation};

    /// A table of which only the rows named are filled, 5 and 2 and their total, and doubtful but for `sure`.
    #[track_caller]
    fn check_cleared(sure: &[&str], expected: bool) {
        let (edition, table) = (EditionId(2021), TableId::Requests);
        let found = |key: &CellKey| {
            let row = key.row.to_string();
            let is_filled = ["received", "granted", "processed_total"].contains(&row.as_str());
            let value = match key.column.as_str() {
                "natural_person" if is_filled => Value::Number(Amount::whole_number(5)),
                "research_institute" if is_filled => Value::Number(Amount::whole_number(2)),
                "total" if is_filled => Value::Number(Amount::whole_number(7)),
                _ => Value::Blank,
            };
            let is_sure = sure.contains(&row.as_str());
            let doubts = (!is_sure).then_some(Doubt::ByOrder).into_iter().collect();
            Found {
                value,
                doubts,
                ..Found::absent()
            }
        };
        let spec = catalogue::table(edition, table).unwrap();
        let keys = spec.cells(table, &spec.official_rows()).into_iter();
        let mut cells: Vec<_> = keys.map(|key| (key.clone(), found(&key))).collect();
        clear(equation::of_table(edition, table), &mut cells);
        let key = CellKey::new(table, RowKey::new("received"), "research_institute");
        let (_, found) = cells.iter().find(|(other, _)| *other == key).unwrap();
        assert_eq!(found.doubts.is_empty(), expected, "{sure:?}");
    }

    #[test]
    fn a_column_is_proven_by_a_number_that_has_its_place() {
        check_cleared(&["processed_total"], true);
        check_cleared(&[], false);
    }
}
