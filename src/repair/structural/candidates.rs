//! The candidates: what the cells would hold if one thing had happened to the layout.

use crate::repair::block::TableProblem;
use crate::repair::channel::{self, costs};
use crate::repair::evidence::LeftoverToken;
use crate::repair::structural::candidate::{Candidate, Damage, Towards};
use crate::repair::structural::lines;

/// Takes candidates as they come.
type Sink<'a> = &'a mut dyn FnMut(Candidate);

/// Makes the candidates of some kinds of damage: table, broken equations, leftover tokens.
type Maker = fn(&TableProblem, &[usize], &[LeftoverToken], Sink);

/// All kinds.
pub(super) const KINDS: [Maker; 13] = [
    moves_and_swaps,
    row_shifts,
    column_shifts,
    rows_shifts,
    leftovers,
    lines::repeated_rows,
    lines::slid_rows,
    lines::slid_together,
    lines::exchanged_rows,
    lines::borders,
    lines::points,
    lines::blank_totals,
    lines::computed_totals,
];

/// How far from its cell a value may have landed.
const FURTHEST_MOVE: usize = 3;

fn value(table: &TableProblem, cell: usize) -> Option<i64> {
    table.problem.value(cell)
}

fn is_empty(table: &TableProblem, cell: usize) -> bool {
    matches!(value(table, cell), None | Some(0))
}

/// Whether a 0 is printed in the cell, which is more than a blank.
fn shows_zero(table: &TableProblem, cell: usize) -> bool {
    let number = table.values.get(cell).and_then(|value| value.number());
    number.is_some_and(crate::amount::Amount::is_zero)
}

fn n_zeros(table: &TableProblem, cells: &[usize]) -> i64 {
    let zeros = cells.iter().filter(|cell| shows_zero(table, **cell));
    i64::try_from(zeros.count()).unwrap_or(i64::MAX)
}

/// Whether changing only `line` can mend all that is broken; always true for a table of several blocks.
fn reaches_all(table: &TableProblem, broken: &[usize], line: &[usize]) -> bool {
    let equations = &table.problem.equations;
    let mut equations = broken.iter().filter_map(|index| equations.get(*index));
    table.blocks.len() > 1
        || equations.all(|equation| equation.terms.iter().any(|(cell, _)| line.contains(cell)))
}

fn moves_and_swaps(table: &TableProblem, broken: &[usize], _: &[LeftoverToken], out: Sink) {
    for line in table.lines_and_columns() {
        for (at, from) in line.iter().enumerate() {
            for (further, to) in line.iter().skip(at + 1).take(FURTHEST_MOVE).enumerate() {
                if reaches_all(table, broken, &[*from, *to]) {
                    pair(table, *from, *to, i64::try_from(further).unwrap_or(0), out);
                }
            }
        }
    }
}

/// A value that moved from one of two cells to the other, or both that changed places.
fn pair(table: &TableProblem, a: usize, b: usize, n_further: i64, out: Sink) {
    let damage = if is_empty(table, a) || is_empty(table, b) {
        Damage::ValueMoved
    } else {
        Damage::NumbersExchanged
    };
    let or_zero = |cell| Some(value(table, cell).unwrap_or(0));
    out(Candidate {
        n_further,
        n_zeros: n_zeros(table, &[a, b]),
        ..Candidate::new(damage, vec![(a, or_zero(b)), (b, or_zero(a))])
    });
}

/// Every segment of every row: shifted to either side, with a number in it split or fused.
fn row_shifts(table: &TableProblem, broken: &[usize], _: &[LeftoverToken], out: Sink) {
    for line in table
        .lines
        .iter()
        .filter(|line| reaches_all(table, broken, line))
    {
        for start in 0..line.len() {
            for end in start + 2..=line.len() {
                let Some(segment) = line.get(start..end) else {
                    continue;
                };
                shifts(table, segment, Damage::RowShifted, out);
                unsplit(table, segment, out);
                unfused(table, segment, out);
            }
        }
    }
}

fn column_shifts(table: &TableProblem, broken: &[usize], _: &[LeftoverToken], out: Sink) {
    let width = table.lines.first().map_or(0, Vec::len);
    let columns = (0..width).map(|at| table.column(at));
    for column in columns.filter(|column| reaches_all(table, broken, column)) {
        for start in 0..column.len() {
            for end in start + 2..=column.len() {
                if let Some(segment) = column.get(start..end)
                    && reaches_all(table, broken, segment)
                {
                    shifts(table, segment, Damage::ColumnShifted, out);
                }
            }
        }
    }
}

/// The segment moved by one towards its start and towards its end. The cell left behind holds 0, or what follows from
/// the equations.
fn shifts(table: &TableProblem, segment: &[usize], damage: Damage, out: Sink) {
    let mut reversed = segment.to_vec();
    reversed.reverse();
    for (cells, towards) in [(segment, Towards::Start), (&reversed, Towards::End)] {
        for vacated in [Some(0), None] {
            out(Candidate {
                towards,
                ..shift(table, cells, damage, vacated)
            });
        }
    }
}

/// Each cell takes the value of the next one; the last takes `vacated`, and the value of the first is dropped.
fn shift(table: &TableProblem, cells: &[usize], damage: Damage, vacated: Option<i64>) -> Candidate {
    let next = cells.iter().skip(1).map(|cell| value(table, *cell));
    let values = next.chain([vacated]);
    let assigned = cells.iter().copied().zip(values).collect();
    let dropped = cells.first().and_then(|cell| value(table, *cell));
    Candidate {
        n_zeros: n_zeros(table, cells.get(..1).unwrap_or_default()),
        lost: dropped.filter(|value| *value != 0).into_iter().collect(),
        ..Candidate::new(damage, assigned)
    }
}

/// The first two cells hold one number; the cells behind them move up.
fn unsplit(table: &TableProblem, segment: &[usize], out: Sink) {
    let [first, second, ..] = segment else {
        return;
    };
    let (Some(head), Some(tail)) = (value(table, *first), value(table, *second)) else {
        return;
    };
    let Some(whole) = joined(table, (*first, head), (*second, tail)) else {
        return;
    };
    for vacated in [Some(0), None] {
        let rest = segment.get(1..).unwrap_or_default();
        let mut moved = shift(table, rest, Damage::NumberSplit, vacated);
        moved.lost.clear();
        moved.n_zeros = 0;
        moved.assigned.push((*first, Some(whole)));
        out(moved);
    }
}

fn joined(table: &TableProblem, head: (usize, i64), tail: (usize, i64)) -> Option<i64> {
    if head.1 == 0 || table.problem.cells.get(tail.0)?.printed.is_empty() {
        return None;
    }
    format!("{}{}", head.1, digits(table, tail)).parse().ok()
}

/// The digits printed in a cell, leading zeros included.
fn digits(table: &TableProblem, (cell, value): (usize, i64)) -> String {
    let printed = table
        .problem
        .cells
        .get(cell)
        .map(|cell| cell.printed.trim());
    match printed {
        Some(token) if !token.is_empty() && token.bytes().all(|b| b.is_ascii_digit()) => {
            token.to_owned()
        }
        _ => value.to_string(),
    }
}

/// The first cell holds two numbers; the second takes the tail, and the cells behind it move down, the last dropping out.
fn unfused(table: &TableProblem, segment: &[usize], out: Sink) {
    let [first, rest @ ..] = segment else {
        return;
    };
    let Some(number) = value(table, *first) else {
        return;
    };
    let token = digits(table, (*first, number));
    for at in 1..token.len() {
        let (Some(head), Some(tail)) = (part(&token, 0, at), part(&token, at, token.len())) else {
            continue;
        };
        let last = rest.last().and_then(|cell| value(table, *cell));
        let values = [Some(tail)].into_iter();
        let values = values.chain(rest.iter().map(|cell| value(table, *cell)));
        let mut assigned = vec![(*first, Some(head))];
        assigned.extend(rest.iter().copied().zip(values));
        out(Candidate {
            n_zeros: n_zeros(table, segment.get(segment.len() - 1..).unwrap_or_default()),
            lost: last.filter(|value| *value != 0).into_iter().collect(),
            ..Candidate::new(Damage::NumbersFused, assigned)
        });
    }
}

/// A part of a token as a number of its own: no leading zero.
fn part(token: &str, start: usize, end: usize) -> Option<i64> {
    let part = token.get(start..end)?;
    (part == "0" || !part.starts_with('0')).then(|| part.parse().ok())?
}

/// Every run of rows, one row up or down: labels off by one row.
fn rows_shifts(table: &TableProblem, broken: &[usize], _: &[LeftoverToken], out: Sink) {
    let n_lines = table.lines.len();
    for start in 0..n_lines {
        for end in start + 2..=n_lines {
            let Some(run) = table.lines.get(start..end) else {
                continue;
            };
            let down: Vec<&[usize]> = run.iter().map(Vec::as_slice).collect();
            let up: Vec<&[usize]> = down.iter().rev().copied().collect();
            for (rows, towards) in [(down, Towards::Start), (up, Towards::End)] {
                if drops_broken_rows(table, broken, rows.first().copied().unwrap_or_default()) {
                    for vacated in [Some(0), None] {
                        out(Candidate {
                            towards,
                            ..shifted_rows(table, &rows, vacated)
                        });
                    }
                }
            }
        }
    }
}

/// A row keeps its sum when it moves as a whole: broken sums along a row must belong to the one that is dropped.
fn drops_broken_rows(table: &TableProblem, broken: &[usize], dropped: &[usize]) -> bool {
    let equations = broken
        .iter()
        .filter_map(|index| table.problem.equations.get(*index));
    let mut along = equations.filter_map(|equation| table.summed_line(equation));
    along.all(|line| line == dropped)
}

fn shifted_rows(table: &TableProblem, rows: &[&[usize]], vacated: Option<i64>) -> Candidate {
    let mut assigned = Vec::new();
    for pair in rows.windows(2) {
        if let [to, from] = pair {
            let values = from.iter().map(|cell| value(table, *cell));
            assigned.extend(to.iter().copied().zip(values));
        }
    }
    let last = rows.last().copied().unwrap_or_default();
    assigned.extend(last.iter().map(|cell| (*cell, vacated)));
    let first = rows.first().copied().unwrap_or_default();
    let dropped = first.iter().filter_map(|cell| value(table, *cell));
    Candidate {
        n_zeros: n_zeros(table, first),
        lost: dropped.filter(|value| *value != 0).collect(),
        ..Candidate::new(Damage::RowsShifted, assigned)
    }
}

fn leftovers(table: &TableProblem, broken: &[usize], tokens: &[LeftoverToken], out: Sink) {
    for token in tokens.iter().filter(|token| token.table == table.table) {
        let Some(number) = channel::number_of(costs(), &token.text) else {
            continue;
        };
        for cell in 0..table.keys.len() {
            if is_empty(table, cell) && reaches_all(table, broken, &[cell]) {
                out(Candidate {
                    n_zeros: n_zeros(table, &[cell]),
                    token: Some((token.text.clone(), number)),
                    ..Candidate::new(Damage::LeftoverPlaced, vec![(cell, Some(number))])
                });
            }
        }
    }
}
