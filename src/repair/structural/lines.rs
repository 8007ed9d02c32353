//! Hypotheses about whole lines: a row written again below itself, a row slid left within its blanks, two rows that
//! changed places, a rule of the table read as 1, a decimal point that was lost, totals that an engine computed anew.

use std::collections::BTreeSet;

use crate::repair::block::TableProblem;
use crate::repair::evidence::LeftoverToken;
use crate::repair::problem::LinearEquation;
use crate::repair::structural::candidate::{Candidate, Damage, Towards};

type Sink<'a> = &'a mut dyn FnMut(Candidate);

/// Most copies of a row that are told; more look like a table of equal rows.
const MOST_COPIES: usize = 4;

/// Rows further apart than this are not tried for having changed places.
const FURTHEST_EXCHANGE: usize = 24;

fn value(table: &TableProblem, cell: usize) -> Option<i64> {
    table.problem.value(cell)
}

fn nonzero(table: &TableProblem, cell: usize) -> Option<i64> {
    value(table, cell).filter(|value| *value != 0)
}

fn printed(table: &TableProblem, cell: usize) -> &str {
    let cell = table.problem.cells.get(cell);
    cell.map_or("", |cell| cell.printed.trim())
}

fn count(n: usize) -> i64 {
    i64::try_from(n).unwrap_or(i64::MAX)
}

fn equations<'a>(
    table: &'a TableProblem,
    broken: &'a [usize],
) -> impl Iterator<Item = &'a LinearEquation> {
    let equations = broken.iter();
    equations.filter_map(|index| table.problem.equations.get(*index))
}

/// Whether something that is changed stands in every broken equation.
fn reach_all(table: &TableProblem, broken: &[usize], is_changed: impl Fn(usize) -> bool) -> bool {
    equations(table, broken).all(|equation| {
        let mut terms = equation.terms.iter();
        terms.any(|(cell, _)| is_changed(*cell))
    })
}

/// Rows below a row that hold the same numbers: each copy is true as it stands, or held nothing; one of them at most held
/// what follows from the equations.
pub(super) fn repeated_rows(
    table: &TableProblem,
    broken: &[usize],
    _: &[LeftoverToken],
    out: Sink,
) {
    let numbers = |line: &Vec<usize>| -> Vec<Option<i64>> {
        line.iter().map(|cell| value(table, *cell)).collect()
    };
    for run in table.lines.chunk_by(|a, b| numbers(a) == numbers(b)) {
        let is_written = run
            .first()
            .is_some_and(|line| line.iter().any(|cell| nonzero(table, *cell).is_some()));
        let copies = run.get(1..).unwrap_or_default();
        if is_written && (1..=MOST_COPIES).contains(&copies.len()) {
            copies_of_row(table, broken, copies, out);
        }
    }
}

fn copies_of_row(table: &TableProblem, broken: &[usize], copies: &[Vec<usize>], out: Sink) {
    // Copies keep the sums along their rows: only sums of columns can tell them.
    let cells: Vec<usize> = copies.concat();
    if !reach_all(table, broken, |cell| cells.contains(&cell)) {
        return;
    }
    let n_ways = 1_usize << copies.len();
    for emptied in 0..n_ways {
        let is_emptied = |at: usize| emptied >> at & 1 == 1;
        let open_rows = (0..copies.len()).filter(|at| is_emptied(*at)).map(Some);
        for open in open_rows.chain([None]) {
            let rows = copies.iter().enumerate().filter(|(at, _)| is_emptied(*at));
            let assigned = rows.flat_map(|(at, row)| {
                let to = if open == Some(at) { None } else { Some(0) };
                row.iter().map(move |cell| (*cell, to))
            });
            let assigned: Vec<(usize, Option<i64>)> = assigned.collect();
            // Copies stand together: what is kept between or behind them speaks against it.
            let first = (0..copies.len()).find(|at| is_emptied(*at));
            let kept = (first.unwrap_or(0)..copies.len()).filter(|at| !is_emptied(*at));
            if !assigned.is_empty() {
                out(Candidate {
                    n_further: count(kept.count()),
                    ..Candidate::new(Damage::RowRepeated, assigned)
                });
            }
        }
    }
}

/// The numbers of a row whose blanks were dropped, each as far right of its place as their order allows.
pub(super) fn slid_rows(table: &TableProblem, broken: &[usize], _: &[LeftoverToken], out: Sink) {
    let is_reached = |line: &[usize]| {
        table.blocks.len() > 1 || reach_all(table, broken, |cell| line.contains(&cell))
    };
    for line in table.lines.iter().filter(|line| is_reached(line)) {
        let Some((total, parts)) = line.split_last() else {
            continue;
        };
        slides(table, line, out);
        if nonzero(table, *total).is_some() {
            slides(table, parts, out);
        }
    }
}

/// Most rows that are thought to have slid at once.
const MOST_SLID: usize = 4;

/// Several rows that each lost a cell, so that what stood behind it slid left by one: all whose total is empty while the
/// column before the totals is not.
pub(super) fn slid_together(
    table: &TableProblem,
    broken: &[usize],
    _: &[LeftoverToken],
    out: Sink,
) {
    let rows: Vec<&Vec<usize>> = (table.lines.iter())
        .filter(|line| ends_before_total(table, line))
        .collect();
    let are_all = reach_all(table, broken, |cell| {
        rows.iter().any(|row| row.contains(&cell))
    });
    if !(2..=MOST_SLID).contains(&rows.len()) || !are_all {
        return;
    }
    let mut ways: Vec<Vec<Assigned>> = vec![Vec::new()];
    for row in &rows {
        let own = slid_back(table, row);
        let with = |way: &Vec<Assigned>| {
            let way = way.clone();
            own.iter().map(move |row| [way.as_slice(), row].concat())
        };
        ways = ways.iter().flat_map(with).collect();
    }
    for assigned in ways {
        out(Candidate {
            towards: Towards::End,
            n_further: count(rows.len() - 1),
            ..Candidate::new(Damage::RowShifted, assigned)
        });
    }
}

/// Whether nothing stands in the last cell of a row, and a number in the one before it.
fn ends_before_total(table: &TableProblem, line: &[usize]) -> bool {
    match line {
        [.., before, total] => {
            nonzero(table, *before).is_some() && nonzero(table, *total).is_none()
        }
        _ => false,
    }
}

/// A cell with the number it would hold; `None` where that must follow from the equations.
type Assigned = (usize, Option<i64>);

/// Every way to put a row right that lost one of its cells: those behind it one to the right, the number lost what the total
/// leaves for it.
fn slid_back(table: &TableProblem, row: &[usize]) -> Vec<Vec<Assigned>> {
    let values: Vec<i64> = row
        .iter()
        .map(|cell| value(table, *cell).unwrap_or(0))
        .collect();
    let Some((total, parts)) = values.get(..row.len() - 1).and_then(<[i64]>::split_last) else {
        return Vec::new();
    };
    let lost = total - parts.iter().sum::<i64>();
    if lost < 0 {
        return Vec::new();
    }
    let lost = (lost == 0).then_some(0);
    let ways = (0..row.len() - 1).map(|at| {
        let kept = values.iter().take(at).copied().map(Some);
        let behind = values.iter().skip(at).copied().map(Some);
        let new = kept.chain([lost]).chain(behind);
        row.iter().copied().zip(new).collect()
    });
    ways.collect()
}

/// Every way to spread the numbers at the start of `cells` over them, where nothing at all is printed behind them.
fn slides(table: &TableProblem, cells: &[usize], out: Sink) {
    let numbers: Vec<i64> = cells
        .iter()
        .map_while(|cell| nonzero(table, *cell))
        .collect();
    let behind = cells.get(numbers.len()..).unwrap_or_default();
    let is_bare = |cell: &usize| {
        nonzero(table, *cell).is_none() && !printed(table, *cell).contains(['0', 'O'])
    };
    if numbers.is_empty() || behind.is_empty() || !behind.iter().all(is_bare) {
        return;
    }
    let mut places: Vec<usize> = (0..numbers.len()).collect();
    while next_places(&mut places, cells.len()) {
        let at = |place: usize| places.iter().position(|other| *other == place);
        let spread = cells.iter().enumerate().map(|(place, cell)| {
            let number = at(place).and_then(|n| numbers.get(n)).copied();
            (*cell, Some(number.unwrap_or(0)))
        });
        out(Candidate::new(Damage::RowSlid, spread.collect()));
    }
}

/// The next choice of places out of `n` in ascending order; false behind the last.
fn next_places(places: &mut [usize], n: usize) -> bool {
    let k = places.len();
    for at in (0..k).rev() {
        let most = n + at - k;
        if let Some(place) = places.get(at).copied().filter(|place| *place < most) {
            for (step, slot) in places.iter_mut().skip(at).enumerate() {
                *slot = place + 1 + step;
            }
            return true;
        }
    }
    false
}

/// Two rows that changed places. Each keeps its own sum, so no sum along a row may be broken.
pub(super) fn exchanged_rows(
    table: &TableProblem,
    broken: &[usize],
    _: &[LeftoverToken],
    out: Sink,
) {
    if equations(table, broken).any(|equation| table.summed_line(equation).is_some()) {
        return;
    }
    for (at, one) in table.lines.iter().enumerate() {
        for (further, other) in table
            .lines
            .iter()
            .skip(at + 1)
            .take(FURTHEST_EXCHANGE)
            .enumerate()
        {
            let values = |row: &[usize]| -> Vec<Option<i64>> {
                row.iter()
                    .map(|cell| Some(value(table, *cell).unwrap_or(0)))
                    .collect()
            };
            let is_empty = |row: &[usize]| row.iter().all(|cell| nonzero(table, *cell).is_none());
            if one.len() != other.len() || (is_empty(one) && is_empty(other)) {
                continue;
            }
            let assigned = one.iter().copied().zip(values(other));
            let assigned = assigned.chain(other.iter().copied().zip(values(one)));
            out(Candidate {
                n_further: count(further.min(2)),
                ..Candidate::new(Damage::RowsExchanged, assigned.collect())
            });
        }
    }
}

/// A rule of the table that was read as a 1 before or behind every number of a row or column.
pub(super) fn borders(table: &TableProblem, broken: &[usize], _: &[LeftoverToken], out: Sink) {
    for line in reached_lines(table, broken) {
        let strip = |token: &str| token.strip_prefix('1').map(str::to_owned);
        without(table, &line, Damage::BorderRead, strip, out);
        let strip = |token: &str| token.strip_suffix('1').map(str::to_owned);
        without(table, &line, Damage::BorderRead, strip, out);
    }
}

/// A decimal point that was lost from every number of a row or column: 3.0 became 30.
pub(super) fn points(table: &TableProblem, broken: &[usize], _: &[LeftoverToken], out: Sink) {
    for line in reached_lines(table, broken) {
        for decimals in ["0", "00"] {
            let strip = |token: &str| {
                let whole = token.strip_suffix(decimals)?;
                Some(if whole.is_empty() { "0" } else { whole }.to_owned())
            };
            without(table, &line, Damage::PointLost, strip, out);
        }
    }
}

/// Rows and columns that stand in every broken equation.
fn reached_lines(table: &TableProblem, broken: &[usize]) -> Vec<Vec<usize>> {
    let lines = table.lines_and_columns().into_iter();
    let is_reached = |line: &Vec<usize>| reach_all(table, broken, |cell| line.contains(&cell));
    lines.filter(is_reached).collect()
}

/// The line with something taken from every token in it that prints digits, two at least of which are no 0 then or now.
fn without(
    table: &TableProblem,
    line: &[usize],
    damage: Damage,
    strip: impl Fn(&str) -> Option<String>,
    out: Sink,
) {
    let mut assigned = Vec::new();
    // Where a 0 stands bare, one that is printed has not become 10, nor a blank 1.
    let shows_zero =
        |cell: &usize| value(table, *cell) == Some(0) && !printed(table, *cell).is_empty();
    let has_zeros = line.iter().any(shows_zero);
    for cell in line {
        let Some(number) = value(table, *cell) else {
            continue;
        };
        // A lone 0 is often printed apart from the rules, and has no decimals.
        if printed(table, *cell).is_empty() || number == 0 {
            continue;
        }
        let Some(rest) = strip(&number.to_string()) else {
            return;
        };
        let new = if rest.is_empty() && has_zeros {
            return;
        } else if rest.is_empty() {
            Some(0)
        } else {
            rest.parse().ok()
        };
        let Some(new) = new else {
            return;
        };
        assigned.push((*cell, Some(new)));
    }
    if assigned.len() > 1 {
        out(Candidate::new(damage, assigned));
    }
}

/// A row or column of totals in which nothing was filled: each follows from its parts.
pub(super) fn blank_totals(table: &TableProblem, broken: &[usize], _: &[LeftoverToken], out: Sink) {
    let totals: BTreeSet<usize> = (table.problem.equations.iter())
        .filter_map(total_of)
        .collect();
    // Where most rows end before their total, it was not left blank: they slid.
    let has_numbers = |line: &&Vec<usize>| line.iter().any(|cell| nonzero(table, *cell).is_some());
    let filled = table.lines.iter().filter(has_numbers);
    let n_slid = filled.clone().filter(|line| ends_before_total(table, line));
    if 2 * n_slid.count() > filled.count() {
        return;
    }
    for line in table.lines_and_columns() {
        let is_blank = |cell: &&usize| nonzero(table, **cell).is_none() && totals.contains(*cell);
        let blank: Vec<usize> = line.iter().filter(is_blank).copied().collect();
        let is_filled = line.iter().any(|cell| nonzero(table, *cell).is_some());
        let is_such = blank.len() > 1 && !is_filled;
        if is_such && reach_all(table, broken, |cell| blank.contains(&cell)) {
            let assigned = blank.into_iter().map(|cell| (cell, None));
            out(Candidate::new(Damage::TotalsBlank, assigned.collect()));
        }
    }
}

/// One cell was misread, and its totals were computed anew from it: they all fit, and only what has no total tells.
pub(super) fn computed_totals(
    table: &TableProblem,
    broken: &[usize],
    _: &[LeftoverToken],
    out: Sink,
) {
    let gaps: BTreeSet<i64> = equations(table, broken)
        .filter_map(|equation| table.problem.residual(equation))
        .filter_map(|gap| i64::try_from(gap).ok())
        .flat_map(|gap| [gap, gap.saturating_neg()])
        .collect();
    for cell in 0..table.keys.len() {
        let totals = totals_of(table, cell);
        // A total that stands alone above it is a repair of two cells, which the search lists.
        let is_changed = |other| other == cell || totals.contains(&other);
        if totals.len() < 2 || !reach_all(table, broken, is_changed) {
            continue;
        }
        for gap in &gaps {
            let cells = [cell].into_iter().chain(totals.iter().copied());
            let assigned: Option<Vec<(usize, Option<i64>)>> = cells
                .map(|cell| {
                    let new = value(table, cell)?.checked_add(*gap);
                    new.filter(|new| *new >= 0).map(|new| (cell, Some(new)))
                })
                .collect();
            if let Some(assigned) = assigned {
                out(Candidate {
                    misread: Some(cell),
                    ..Candidate::new(Damage::TotalsComputed, assigned)
                });
            }
        }
    }
}

/// The cell that the equation gives as the sum of its others; `None` where it has several on that side.
fn total_of(equation: &LinearEquation) -> Option<usize> {
    let mut right = equation.terms.iter().filter(|(_, factor)| *factor < 0);
    let (total, _) = right.next()?;
    right.next().is_none().then_some(*total)
}

/// The totals that a cell goes into, and those that these go into.
fn totals_of(table: &TableProblem, cell: usize) -> BTreeSet<usize> {
    let mut totals = BTreeSet::new();
    let mut open = vec![cell];
    while let Some(part) = open.pop() {
        for equation in &table.problem.equations {
            let is_part = equation.terms.contains(&(part, 1));
            if let Some(total) = total_of(equation).filter(|_| is_part)
                && totals.insert(total)
            {
                open.push(total);
            }
        }
    }
    totals
}
