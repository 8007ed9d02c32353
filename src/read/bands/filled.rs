//! Tables whose cells come down the columns, page by page, in whatever paragraphs: every column is filled from the top,
//! one after another, now and then with another begun in between. Of all ways to fill them the cheapest are kept while the
//! numbers are dealt one by one; sums of rows and columns tell them apart.

use std::collections::BTreeSet;
use std::ops::Range;
use std::rc::Rc;

use crate::read::cost;

/// Columns of the widest table.
const MOST_COLUMNS: usize = 8;
/// Sums of its columns.
const MOST_SHAPES: usize = 2;
/// Cells of the largest.
const MOST_CELLS: usize = 500;
/// Ways followed from one number to the next.
const MOST_WAYS: usize = 300;
/// Of these, gone on with so many times.
const MOST_MOVES: usize = 700;
/// Ways given back.
const MOST_BEST: usize = 24;

/// A number to be dealt.
#[derive(Clone, Debug)]
pub struct Item {
    /// The piece of the text it is.
    pub at: usize,
    /// What it counts in sums.
    pub value: i64,
    /// The page it stands on, from 0.
    pub page: usize,
    /// Whether it begins a paragraph.
    pub is_first: bool,
    /// Whether it may be the number of its page.
    pub is_page_number: bool,
    /// The columns that the heads above its paragraph name; empty if they name none.
    pub named: Range<usize>,
    /// Whether it stands behind the table: it may be no cell of it.
    pub is_beyond: bool,
}

/// A table to be filled.
#[derive(Clone, Debug)]
pub struct Frame {
    /// The row behind the last one of each page.
    pub ends: Vec<usize>,
    /// Cells of a row; the last is the sum of the others.
    pub n_slots: usize,
    /// Sums of rows that are 0 in every column, as signs of rows.
    pub shapes: Vec<Vec<(i64, usize)>>,
    /// Numbers that there are more than cells.
    pub surplus: usize,
    /// What a number other than 0, and a 0, costs in each column.
    pub nonzero: Vec<(u32, u32)>,
}

/// How freely columns may be left.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Manner {
    /// One after another, each to its end.
    Whole,
    /// Another may go on before one is at its end.
    Parts,
}

/// A way to fill the cells.
#[derive(Clone, Debug)]
pub struct Filled {
    /// What speaks against it, in thousandths of −ln P.
    pub cost: u32,
    /// The piece in each cell, row by row.
    pub rows: Vec<Vec<Option<usize>>>,
}

/// How far the numbers are dealt.
#[derive(Clone)]
struct State {
    cost: u32,
    /// Numbers that no cell holds.
    n_left: usize,
    /// Sums that do not hold.
    n_broken: u32,
    /// Rows filled of each column.
    filled: [usize; MOST_COLUMNS],
    column: usize,
    /// The row at which the column was last gone on with.
    begun: usize,
    /// What is left of the sum of each row.
    rows: Rc<Vec<i64>>,
    /// What is left of the sums of each column.
    columns: [[i64; MOST_COLUMNS]; MOST_SHAPES],
    /// The same for the same numbers in the same cells.
    print: u64,
    /// The cells so far, the last first.
    cells: Option<Rc<Dealt>>,
}

/// A way to deal the next number.
struct Move {
    /// What it costs with all before it, but for the sums it breaks.
    cost: u32,
    /// Which of the ways so far it goes on from.
    state: usize,
    /// The column it is put into; `None` for a number that no cell holds.
    column: Option<usize>,
}

/// A number in its cell.
struct Dealt {
    row: usize,
    column: usize,
    at: usize,
    before: Option<Rc<Dealt>>,
}

/// The cheapest ways to fill the frame, the best first; none if nothing fits.
#[must_use]
pub fn fill(items: &[Item], frame: &Frame) -> Vec<Filled> {
    let n_rows = frame.ends.last().copied().unwrap_or(0);
    let n_cells = n_rows * frame.n_slots;
    let fits = (1..=MOST_CELLS).contains(&n_cells)
        && frame.n_slots <= MOST_COLUMNS
        && frame.shapes.len() <= MOST_SHAPES
        && items.len() * 10 >= n_cells * 9
        && items.iter().filter(|item| !item.is_beyond).count() <= n_cells + n_cells / 5;
    if !fits {
        return Vec::new();
    }
    let mut best: Vec<State> = Vec::new();
    for manner in [Manner::Whole, Manner::Parts] {
        // What comes in whole columns and adds up needs no other way.
        if best.first().is_none_or(|state| state.n_broken > 0) {
            best.extend(frame.ways(items, manner));
        }
    }
    let best = cheapest(best, MOST_BEST);
    best.iter()
        .map(|state| filled(state, n_rows, frame.n_slots))
        .collect()
}

impl Frame {
    /// The cheapest ways to deal the numbers in a manner.
    fn ways(&self, items: &[Item], manner: Manner) -> Vec<State> {
        let n_rows = self.ends.last().copied().unwrap_or(0);
        let mut states = vec![State {
            cost: 0,
            n_left: 0,
            n_broken: 0,
            filled: [0; MOST_COLUMNS],
            column: 0,
            begun: 0,
            rows: Rc::new(vec![0; n_rows]),
            columns: [[0; MOST_COLUMNS]; MOST_SHAPES],
            print: 0,
            cells: None,
        }];
        let mut page = 0;
        for item in items {
            if item.page > page {
                for state in &mut states {
                    self.turn(state, page, item.page);
                }
                page = item.page;
            }
            let mut moves: Vec<Move> = Vec::new();
            for (number, state) in states.iter().enumerate() {
                self.moves(state, number, item, manner, &mut moves);
            }
            moves.sort_by_key(|one| one.cost);
            moves.truncate(MOST_MOVES);
            let next = moves.iter().filter_map(|one| {
                let state = states.get(one.state)?;
                Some(self.moved(state, item, one))
            });
            let next: Vec<State> = next.collect();
            states = cheapest(next, MOST_WAYS);
        }
        for state in &mut states {
            self.turn(state, page, self.ends.len());
        }
        cheapest(states, MOST_BEST)
    }

    /// The rows of a page.
    fn rows(&self, page: usize) -> Range<usize> {
        let end = self
            .ends
            .get(page)
            .or(self.ends.last())
            .copied()
            .unwrap_or(0);
        let start = page.checked_sub(1).and_then(|before| self.ends.get(before));
        start.copied().unwrap_or(0).min(end)..end
    }

    /// Goes on to another page: what is not filled by then stays so.
    fn turn(&self, state: &mut State, from: usize, to: usize) {
        for page in from..to.min(self.ends.len()) {
            let end = self.rows(page).end;
            for column in 0..self.n_slots {
                while let Some(row) = state.filled.get(column).copied().filter(|row| *row < end) {
                    state.cost = state.cost.saturating_add(cost::CELL_LEFT);
                    self.put(state, row, column, 0);
                }
            }
        }
        (state.column, state.begun) = (0, self.rows(to).start);
    }

    /// All ways to deal one number.
    fn moves(
        &self,
        state: &State,
        number: usize,
        item: &Item,
        manner: Manner,
        moves: &mut Vec<Move>,
    ) {
        let rows = self.rows(item.page);
        let filled = |column: usize| state.filled.get(column).copied().unwrap_or(usize::MAX);
        let is_open = |column: usize| filled(column) < rows.end;
        let is_fresh = filled(state.column) == rows.start;
        let is_left = is_open(state.column) && !is_fresh;
        let must_stay = manner == Manner::Whole && is_left;
        let may_be = |column: &usize| is_open(*column) && (!must_stay || *column == state.column);
        for column in (0..self.n_slots).filter(may_be) {
            let row = filled(column);
            let is_named = item.named.contains(&column);
            let is_early = column
                .checked_sub(1)
                .is_some_and(|left| filled(left) <= row);
            let is_block = column == state.column + 1 && row == state.begun;
            let of_change = match item {
                _ if !is_left => 0,
                item if !item.is_first => cost::COLUMN_LEFT_WITHIN,
                _ if is_block => cost::BLOCK,
                _ => cost::COLUMN_LEFT,
            };
            let is_expected = !is_early || (is_named && row == rows.start);
            let of_order = if is_expected { 0 } else { cost::COLUMN_EARLY };
            let is_foreign = item.is_first && !item.named.is_empty() && !is_named;
            let of_head = if is_foreign { cost::HEAD_OF_ANOTHER } else { 0 };
            let (of_nonzero, of_zero) = self.nonzero.get(column).copied().unwrap_or((0, 0));
            let of_value = if item.value == 0 { of_zero } else { of_nonzero };
            let of_column = if column == state.column {
                0
            } else {
                of_change + of_order
            };
            moves.push(Move {
                cost: state.cost + of_column + of_head + of_value,
                state: number,
                column: Some(column),
            });
        }
        if state.n_left < self.surplus {
            let of_left = match item {
                _ if item.is_beyond => 0,
                _ if item.is_page_number => cost::PAGE_NUMBER,
                _ => cost::TOKEN_LEFT,
            };
            moves.push(Move {
                cost: state.cost + of_left,
                state: number,
                column: None,
            });
        }
    }

    /// The state after a move.
    fn moved(&self, state: &State, item: &Item, one: &Move) -> State {
        let mut state = state.clone();
        state.cost = one.cost;
        let Some(column) = one.column else {
            state.n_left += 1;
            return state;
        };
        let row = state.filled.get(column).copied().unwrap_or(0);
        if column != state.column {
            (state.column, state.begun) = (column, row);
        }
        state.cells = Some(Rc::new(Dealt {
            row,
            column,
            at: item.at,
            before: state.cells.take(),
        }));
        self.put(&mut state, row, column, item.value);
        state
    }

    /// Puts a number into a cell, and holds the sums that it completes against the form.
    fn put(&self, state: &mut State, row: usize, column: usize, value: i64) {
        let Some(filled) = state.filled.get_mut(column) else {
            return;
        };
        *filled = row + 1;
        state.print = state
            .print
            .wrapping_add(print(row * MOST_COLUMNS + column, value));
        let sign = if column + 1 == self.n_slots { -1 } else { 1 };
        let mut broken = 0;
        if let Some(sum) = Rc::make_mut(&mut state.rows).get_mut(row) {
            *sum = sum.saturating_add(value.saturating_mul(sign));
            let others = state.filled.iter().take(self.n_slots);
            let is_whole = others.clone().all(|filled| *filled > row);
            broken += u32::from(is_whole && *sum != 0);
        }
        let is_end = self.ends.last() == Some(&(row + 1));
        for (shape, sums) in self.shapes.iter().zip(&mut state.columns) {
            let Some(sum) = sums.get_mut(column) else {
                continue;
            };
            let own = shape.iter().filter(|(_, other)| *other == row);
            for (sign, _) in own {
                *sum = sum.saturating_add(value.saturating_mul(*sign));
            }
            broken += u32::from(is_end && *sum != 0);
        }
        state.cost += broken * cost::EQUATION_BROKEN;
        state.n_broken += broken;
    }
}

/// A number for a value in a cell; those of all cells are added up.
fn print(cell: usize, value: i64) -> u64 {
    let mix = |n: u64| (n ^ (n >> 29)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let cell = u64::try_from(cell).unwrap_or(0).wrapping_add(1);
    mix(mix(cell).wrapping_add(value.cast_unsigned()) ^ 0x9e37_79b9_7f4a_7c15)
}

/// The cheapest of the states, one of those with the same numbers in the same cells.
fn cheapest(mut states: Vec<State>, most: usize) -> Vec<State> {
    states.sort_by_key(|state| state.cost);
    let mut seen = BTreeSet::new();
    states.retain(|state| {
        let key = (state.filled, state.column, state.print);
        seen.len() < most && seen.insert(key)
    });
    states
}

fn filled(state: &State, n_rows: usize, n_slots: usize) -> Filled {
    let mut rows = vec![vec![None; n_slots]; n_rows];
    let mut next = state.cells.as_ref();
    while let Some(dealt) = next {
        let row = rows.get_mut(dealt.row);
        if let Some(cell) = row.and_then(|row| row.get_mut(dealt.column)) {
            *cell = Some(dealt.at);
        }
        next = dealt.before.as_ref();
    }
    Filled {
        cost: state.cost,
        rows,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Four rows of three columns, the last the sum of the others; the first row is the sum of the two behind it.
    #[track_caller]
    fn check_filled(paragraphs: &[&[i64]], expected: Option<[[i64; 3]; 4]>) {
        let mut items = Vec::new();
        for paragraph in paragraphs {
            for (number, value) in paragraph.iter().enumerate() {
                items.push(Item {
                    at: items.len(),
                    value: *value,
                    page: 0,
                    is_first: number == 0,
                    is_page_number: false,
                    named: 0..0,
                    is_beyond: false,
                });
            }
        }
        let frame = Frame {
            ends: vec![4],
            n_slots: 3,
            shapes: vec![vec![(-1, 0), (1, 1), (1, 2)]],
            surplus: items.len().saturating_sub(12),
            nonzero: Vec::new(),
        };
        let value = |at: &Option<usize>| at.map_or(-1, |at| items[at].value);
        let rows = fill(&items, &frame).into_iter().next();
        let rows = rows.map(|way| {
            way.rows
                .iter()
                .map(|row| row.iter().map(value).collect())
                .collect()
        });
        let expected = expected.map(|rows| rows.iter().map(|row| row.to_vec()).collect());
        assert_eq!(rows, expected as Option<Vec<Vec<i64>>>, "{paragraphs:?}");
    }

    #[test]
    fn columns_come_down_in_whatever_paragraphs() {
        let table = Some([[5, 2, 7], [4, 0, 4], [1, 2, 3], [6, 9, 15]]);
        check_filled(&[&[5, 4, 1, 6], &[2, 0, 2, 9], &[7, 4, 3, 15]], table);
        check_filled(
            &[&[5], &[4], &[1], &[6, 2, 0], &[2], &[9, 7, 4, 3, 15]],
            table,
        );
        // Another column is begun before the first is at its end.
        check_filled(&[&[5, 4], &[2, 0], &[1, 6], &[2, 9], &[7, 4, 3, 15]], table);
        // A number that is none of the table.
        check_filled(
            &[&[5, 4, 1, 6], &[11], &[2, 0, 2, 9], &[7, 4, 3, 15]],
            table,
        );
        check_filled(&[&[5, 4, 1]], None);
    }
}
