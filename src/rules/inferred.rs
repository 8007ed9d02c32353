//! Equations over numbers the reader was not sure of. Where a row lost its columns, its numbers may stand in other
//! cells of the same row; a column that would come out with them there is no contradiction of the report. Nor is an
//! equation that would come out with another number in a cell whose number may have been lost or misread.

use std::collections::BTreeSet;

use crate::amount::Amount;
use crate::form::{CellKey, RowKey, Sheet, TableId};
use crate::read::{Doubt, Reading};
use crate::rules::outcome::{Checked, Outcome};

/// Most different sums looked at for one equation; beyond them it is not called a contradiction either.
const MOST_SUMS: usize = 20_000;

/// Turns broken equations into undecided ones where another placing of inferred numbers, or other numbers in doubtful
/// cells, would satisfy them, and all those of a table that is not lined up. Cells the reviewer has `settled` are in
/// doubt no more.
pub(super) fn relent(
    equations: &mut [Checked],
    sheet: &Sheet,
    reading: &Reading,
    settled: &BTreeSet<CellKey>,
) {
    for checked in equations {
        let Outcome::Broken {
            left,
            right,
            unread,
            ..
        } = &checked.outcome
        else {
            continue;
        };
        let Some(gap) = right.minus(*left).to_i64() else {
            continue;
        };
        let cells = |cells: Vec<(i64, &CellKey)>| -> Vec<CellKey> {
            cells.into_iter().map(|(_, cell)| cell.clone()).collect()
        };
        // Where some cells are unread and others in doubt the table is damaged, and the rest of it not above suspicion.
        let in_doubt = |cell: &CellKey| {
            !unread.contains(cell)
                && !settled.contains(cell)
                && reading.is_doubtful(cell, sheet.value(cell))
        };
        if !unread.is_empty() && checked.equation.cells().any(in_doubt) {
            checked.outcome = Outcome::Undecided {
                missing: unread.clone(),
                loose: Vec::new(),
                unsure: Vec::new(),
            };
            continue;
        }
        let loose = loose_cells(checked, reading, settled);
        let is_unaligned = reading.unaligned.contains(&checked.equation.table);
        let unsure = unsure_cells(checked, sheet, reading, settled);
        let (loose, unsure) = if is_unaligned && !loose.is_empty() {
            (Vec::new(), cells(loose))
        } else if could_close(gap, !unread.is_empty(), &loose, sheet) {
            (cells(loose), Vec::new())
        } else if could_take_up(gap, &unsure, sheet) {
            (Vec::new(), cells(unsure))
        } else {
            continue;
        };
        checked.outcome = Outcome::Undecided {
            missing: Vec::new(),
            loose,
            unsure,
        };
    }
}

/// The cells of an equation that may hold another number than was read, with their sign.
fn unsure_cells<'a>(
    checked: &'a Checked,
    sheet: &Sheet,
    reading: &Reading,
    settled: &BTreeSet<CellKey>,
) -> Vec<(i64, &'a CellKey)> {
    let is_open = |cell: &CellKey, doubts: &[Doubt]| {
        let yield_to_sums = doubts.iter().all(Doubt::yields_to_sums);
        let is_placed = yield_to_sums && is_placed_total(checked, cell, sheet);
        // A row with fewer numbers than cells that does not add up may have lost some; a single number is no sum.
        let is_along_row = checked.equation.line == cell.row.as_str();
        let n_numbers = || {
            let cells = checked.equation.cells();
            cells
                .filter(|cell| sheet.value(cell).number().is_some())
                .count()
        };
        let has_open_columns = doubts.iter().any(Doubt::leaves_column_open);
        let is_short = is_along_row && has_open_columns && n_numbers() > 1;
        is_short || (doubts.iter().any(Doubt::leaves_number_open) && !is_placed)
    };
    let is_unsure = |cell: &CellKey| {
        let found = reading.cell(cell);
        found.is_some_and(|found| is_open(cell, &found.doubts))
            && reading.is_doubtful(cell, sheet.value(cell))
            && !settled.contains(cell)
    };
    checked
        .equation
        .terms()
        .filter(|(_, cell)| is_unsure(cell))
        .collect()
}

/// Whether the cell holds the number of a total in an equation of totals: it is the last of its row, whatever columns the
/// others stand in, and their sum.
fn is_placed_total(checked: &Checked, cell: &CellKey, sheet: &Sheet) -> bool {
    let is_total = cell.column == TOTAL && checked.equation.line == TOTAL;
    let of_row = sheet
        .cells
        .iter()
        .filter(|(key, _)| key.table == cell.table && key.row == cell.row && key.column != TOTAL);
    let parts = of_row.filter_map(|(_, value)| value.in_sums());
    let sum = Amount::sum(parts.collect::<Vec<_>>());
    let total = sheet.value(cell).number();
    is_total && total.is_some_and(|total| total.equals(sum))
}

/// Whether other numbers in the cells, none below 0, can change the difference of the sides by `gap`: a number can grow
/// without bound, and shrink to 0.
fn could_take_up(gap: i64, unsure: &[(i64, &CellKey)], sheet: &Sheet) -> bool {
    let shrinks: i64 = unsure
        .iter()
        .filter(|(sign, _)| (*sign > 0) != (gap > 0))
        .filter_map(|(_, cell)| sheet.value(cell).in_sums().and_then(Amount::to_i64))
        .fold(0, i64::saturating_add);
    let can_grow = unsure.iter().any(|(sign, _)| (*sign > 0) == (gap > 0));
    can_grow || shrinks >= gap.saturating_abs()
}

/// The cells of an equation whose place is a guess, with their sign: all cells of a table that is not lined up, else,
/// along a column, those of inferred rows. There a total has its place: it is the last number of its row.
fn loose_cells<'a>(
    checked: &'a Checked,
    reading: &Reading,
    settled: &BTreeSet<CellKey>,
) -> Vec<(i64, &'a CellKey)> {
    let is_in_inferred_row = |cell: &CellKey| {
        let rows = reading.inferred_rows.get(&cell.table);
        cell.column == checked.equation.line
            && cell.column != TOTAL
            && rows.is_some_and(|rows| rows.contains(&cell.row))
    };
    let is_loose = |cell: &CellKey| {
        (reading.unaligned.contains(&cell.table) || is_in_inferred_row(cell))
            && !settled.contains(cell)
    };
    checked
        .equation
        .terms()
        .filter(|(_, cell)| is_loose(cell))
        .collect()
}

/// The column of totals.
const TOTAL: &str = "total";

/// Whether numbers of their rows, or nothing, in place of the loose cells can change the difference by `gap`, or by more
/// where unread cells may take up the rest.
fn could_close(gap: i64, may_exceed: bool, loose: &[(i64, &CellKey)], sheet: &Sheet) -> bool {
    if loose.is_empty() {
        return false;
    }
    let mut sums = BTreeSet::from([0_i64]);
    for (sign, cell) in loose {
        let Some(now) = sheet.value(cell).in_sums().and_then(Amount::to_i64) else {
            continue;
        };
        let mut others = numbers_of_row(sheet, cell.table, &cell.row);
        others.insert(0);
        sums = sums
            .iter()
            .flat_map(|sum| {
                let changes = others.iter().map(|other| sign * (other - now));
                changes.map(move |change| sum.saturating_add(change))
            })
            .collect();
        if sums.len() > MOST_SUMS {
            return true;
        }
    }
    let closes = |sum: &i64| match gap.signum() {
        _ if !may_exceed => *sum == gap,
        -1 => *sum <= gap,
        _ => *sum >= gap,
    };
    sums.iter().any(closes)
}

/// The numbers of a row, its total aside.
fn numbers_of_row(sheet: &Sheet, table: TableId, row: &RowKey) -> BTreeSet<i64> {
    sheet
        .cells
        .iter()
        .filter(|(key, _)| key.table == table && key.row == *row && key.column != TOTAL)
        .filter_map(|(_, value)| value.number()?.to_i64())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::form::{EditionId, Equation, equation};
    use crate::rules::balance;
    use crate::value::Value;

    /// A table three of zeros but for one application, granted to an enterprise and printed without its column.
    fn sheet() -> Sheet {
        let mut sheet = Sheet::default();
        let edition = EditionId(2021);
        sheet.editions.insert(TableId::Requests, edition);
        let equations = equation::of_table(edition, TableId::Requests);
        for cell in equations.iter().flat_map(Equation::cells) {
            let zero = Value::Number(Amount::ZERO);
            sheet.cells.insert(cell.clone(), zero);
        }
        for cell in [
            "requests.received.enterprise",
            "requests.received.total",
            "requests.granted.natural_person",
            "requests.granted.total",
            "requests.processed_total.enterprise",
            "requests.processed_total.total",
        ] {
            let one = Value::Number(Amount::whole_number(1));
            sheet.cells.insert(cell.parse().unwrap(), one);
        }
        sheet
    }

    #[track_caller]
    fn check_broken(inferred: &[&str], settled: &[&str], expected: &[&str]) {
        let mut reading = Reading::default();
        let rows = inferred.iter().map(|row| RowKey::new(*row)).collect();
        reading.inferred_rows.insert(TableId::Requests, rows);
        check_reading(&reading, settled, expected);
    }

    #[track_caller]
    fn check_reading(reading: &Reading, settled: &[&str], expected: &[&str]) {
        let sheet = sheet();
        let settled = settled.iter().map(|cell| cell.parse().unwrap()).collect();
        let mut equations = balance::evaluate(&sheet);
        relent(&mut equations, &sheet, reading, &settled);
        let broken: Vec<&str> = equations
            .iter()
            .filter(|checked| matches!(checked.outcome, Outcome::Broken { .. }))
            .map(|checked| checked.equation.line.as_str())
            .collect();
        assert_eq!(broken, expected);
    }

    #[test]
    fn what_another_placing_satisfies_is_no_contradiction() {
        check_broken(&[], &[], &["natural_person", "enterprise"]);
        check_broken(&["granted"], &[], &[]);
        check_broken(
            &["denied.state_secret"],
            &[],
            &["natural_person", "enterprise"],
        );
        check_broken(
            &["granted"],
            &[
                "requests.granted.natural_person",
                "requests.granted.enterprise",
            ],
            &["natural_person", "enterprise"],
        );
    }

    #[test]
    fn a_table_that_is_not_lined_up_accuses_nobody_until_its_cells_are_settled() {
        let mut reading = Reading::default();
        reading.unaligned.insert(TableId::Requests);
        check_reading(&reading, &[], &[]);
        let cells = sheet().cells;
        let settled: Vec<String> = cells.keys().map(ToString::to_string).collect();
        let settled: Vec<&str> = settled.iter().map(String::as_str).collect();
        check_reading(&reading, &settled, &["natural_person", "enterprise"]);
    }

    #[test]
    fn doubtful_numbers_can_grow_and_shrink_to_nothing() {
        let sheet = sheet();
        let cell: CellKey = "requests.received.total".parse().unwrap();
        let other: CellKey = "requests.granted.total".parse().unwrap();
        let check = |gap: i64, unsure: &[(i64, &CellKey)], expected: bool| {
            assert_eq!(could_take_up(gap, unsure, &sheet), expected, "{gap}");
        };
        check(9, &[(1, &cell)], true);
        check(-1, &[(1, &cell)], true);
        check(-2, &[(1, &cell)], false);
        check(-2, &[(1, &cell), (1, &other)], true);
        check(-2, &[(-1, &cell)], true);
        check(1, &[], false);
    }
}
