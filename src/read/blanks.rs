//! Blank or not recognised: which empty cells may have held a number. Nothing printed is not the same as nothing read.

use std::collections::BTreeMap;

use crate::amount::Amount;
use crate::form::LineKey;
use crate::read::doubt::Doubt;
use crate::read::method::Method;
use crate::read::pieces::Cut;
use crate::read::placement::{self, Content, Placed};
use crate::read::table::ReadRow;
use crate::value::Value;

/// So many rows of nothing but zeros show that a table prints its zeros.
const ROWS_OF_ZEROS: usize = 3;

fn is_blank(placed: &Placed) -> bool {
    matches!(placed.content, Content::Blank(_) | Content::Gap(_))
}

/// The value of a cell's token.
fn value(cut: &Cut, placed: &Placed) -> Option<Value> {
    let Content::Token(at) = placed.content else {
        return None;
    };
    Some(cut.token(at)?.value)
}

/// Whether the cell's token was taken for a number that it does not quite look like.
fn has_doubt(cut: &Cut, placed: &Placed) -> bool {
    let Content::Token(at) = placed.content else {
        return matches!(placed.content, Content::Garbled(_));
    };
    let token = cut.token(at);
    token.is_some_and(|token| token.doubt.is_some())
}

fn is_zero(cut: &Cut, placed: &Placed) -> bool {
    let number = value(cut, placed).and_then(Value::number);
    number.is_some_and(Amount::is_zero)
}

/// Whether the table prints zeros rather than leave cells blank: it has rows of nothing but zeros in every cell.
pub(super) fn prints_zeros(cut: &Cut, rows: &[ReadRow]) -> bool {
    let is_zero = |row: &&ReadRow| row.placed.iter().all(|placed| is_zero(cut, placed));
    rows.iter().filter(is_zero).count() >= ROWS_OF_ZEROS
}

/// In a table that prints something in nearly every cell, or in every cell of most rows, the blanks may be numbers that
/// got lost; where no glyph of the table is damaged, a cell that the source shows to be empty was most likely left so.
pub(super) fn doubt_lone(cut: &Cut, rows: &mut [ReadRow]) {
    let cells = || rows.iter().flat_map(|row| &row.placed);
    let is_filler =
        |placed: &&Placed| is_zero(cut, placed) || value(cut, placed) == Some(Value::Dash);
    let n_blank = cells().filter(|placed| is_blank(placed)).count();
    let n_filler = cells().filter(is_filler).count();
    let is_full = |placed: &Placed| matches!(placed.content, Content::Token(_));
    let n_full = rows
        .iter()
        .filter(|row| row.placed.iter().all(is_full))
        .count();
    if n_blank * 5 > n_filler && n_full * 2 < rows.len() {
        return;
    }
    let has_lost_glyphs =
        rows.iter().any(|row| row.garbled) || cells().any(|placed| has_doubt(cut, placed));
    let of_shown = if has_lost_glyphs {
        Doubt::LoneBlank
    } else {
        Doubt::ShownEmpty
    };
    for row in rows {
        doubt(row, &of_shown, |placed| {
            matches!(placed.content, Content::Blank(_))
        });
        doubt(row, &Doubt::LoneBlank, |placed| {
            matches!(placed.content, Content::Gap(_))
        });
    }
}

/// So many zeros in a column show that the report prints its zeros there.
const ZEROS_IN_COLUMN: usize = 3;

/// Doubts the blanks of columns in which the report prints its zeros elsewhere: a report leaves out the zeros of a column or
/// prints them, one or two aside, but whoever recognises it loses some.
pub(super) fn doubt_beside_zeros(cut: &Cut, rows: &mut [ReadRow]) {
    let mut n_zeros: BTreeMap<LineKey, usize> = BTreeMap::new();
    for row in rows.iter() {
        for (column, placed) in row.columns.iter().zip(&row.placed) {
            *n_zeros.entry(column.clone()).or_default() += usize::from(is_zero(cut, placed));
        }
    }
    n_zeros.retain(|_, n| *n >= ZEROS_IN_COLUMN);
    for row in rows.iter_mut().filter(|row| row.doubt.is_none()) {
        for (column, placed) in row.columns.iter().zip(&mut row.placed) {
            if is_blank(placed) && n_zeros.contains_key(column) {
                placed.doubt.get_or_insert(Doubt::BesideZeros);
            }
        }
    }
}

/// A row with a blank and something illegible is doubtful as a whole.
pub(super) fn doubt_beside_garble(row: &mut ReadRow) {
    if row.garbled && row.doubt.is_none() && row.placed.iter().any(is_blank) {
        row.doubt = Some(Doubt::BesideGarble);
    }
}

/// Where a table prints its zeros, a cell of which nothing was recognised is unread, unless the source shows that it is
/// empty; and then the other numbers of its row may be its own.
pub(super) fn distrust_gaps(row: &mut ReadRow) {
    let mut is_short = false;
    for placed in &mut row.placed {
        if let Content::Gap(span) = placed.content {
            placed.content = Content::Garbled(span);
            placed.doubt = Some(Doubt::NothingRecognised);
            is_short = true;
        }
    }
    if is_short && row.doubt.is_none() {
        row.doubt = Some(Doubt::RowShort);
    }
}

/// In a damaged table, a row whose columns were inferred may be short because numbers got lost.
pub(super) fn doubt_short(row: &mut ReadRow) {
    if row.doubt.is_none() && row.placed.iter().any(Placed::is_inferred) {
        row.doubt = Some(Doubt::ShortInDamaged);
    }
}

/// A row without a single number is not known to be blank while the table has numbers nobody claimed.
pub(super) fn doubt_empty(row: &mut ReadRow) {
    if row.placed.iter().all(is_blank) {
        doubt(row, &Doubt::NumbersLeft, is_blank);
    }
}

/// So many rows with blanks behind their numbers, and none with a blank between, are a table that lost its blanks.
const ROWS_COLLAPSED: usize = 2;

/// Engines that read page pictures drop empty cells and move the rest to the left. Whether a table may be such a one: it
/// shows blanks, but not one between two values of a row. Totals do not count, an engine may keep them in their column;
/// nor do rows with a single value, where all have no more.
pub(super) fn may_be_collapsed(rows: &[ReadRow]) -> bool {
    let in_grid = || rows.iter().filter(|row| is_in_grid(row));
    let has_several = |row: &&ReadRow| parts(row).iter().filter_map(token_at).count() > 1;
    let n_open = in_grid().filter(|row| has_blank_behind(row)).count();
    !in_grid().any(has_blank_between)
        && in_grid().any(|row| has_several(&row))
        && n_open >= ROWS_COLLAPSED
}

/// Doubts the columns of the rows with blanks in a table that lost its blanks. Where the sums of the columns hold as the
/// numbers stand, the first value of each row is in its column: the others may stand in columns further right, in all rows
/// alike.
pub(super) fn doubt_collapsed(cut: &Cut, rows: &mut [ReadRow], sums_hold: bool) {
    for row in rows.iter_mut().filter(|row| is_in_grid(row)) {
        let n_numbers = row.placed.iter().filter_map(token_at).count();
        if n_numbers == 0 || !row.placed.iter().any(is_blank) {
            continue;
        }
        if !sums_hold {
            move_total(cut, row);
            doubt(row, &Doubt::Collapsed, |_| true);
        } else if parts(row).iter().filter_map(token_at).count() > 1 {
            let first = row
                .placed
                .iter()
                .position(|placed| token_at(placed).is_some());
            let last = row.placed.len() - 1;
            for (at, placed) in row.placed.iter_mut().enumerate() {
                if Some(at) != first && at < last {
                    placed.doubt.get_or_insert(Doubt::Collapsed);
                }
            }
        }
    }
}

/// Whether rows end with their sum, and their total is blank.
pub(super) fn has_moved_totals(cut: &Cut, rows: &[ReadRow]) -> bool {
    let is_moved = |row: &&ReadRow| {
        let tokens: Vec<usize> = row.placed.iter().filter_map(token_at).collect();
        let is_total_blank = row.placed.last().is_some_and(is_blank);
        let has_number = tokens
            .iter()
            .any(|at| cut.token(*at).is_some_and(|token| token.value.is_nonzero()));
        is_in_grid(row) && is_total_blank && has_number && placement::adds_up(cut, &tokens)
    };
    rows.iter().filter(is_moved).count() >= ROWS_COLLAPSED
}

/// Puts the last number of a row whose total is blank into its place, if it is the sum of the others.
fn move_total(cut: &Cut, row: &mut ReadRow) {
    let tokens: Vec<usize> = row.placed.iter().filter_map(token_at).collect();
    let last = row
        .placed
        .iter()
        .rposition(|placed| token_at(placed).is_some());
    let (Some(last), Some(total)) = (last, row.placed.len().checked_sub(1)) else {
        return;
    };
    if total >= GROUP_LEAST && last < total && placement::adds_up(cut, &tokens) {
        row.placed.swap(last, total);
    }
}

/// Cells of the shortest row with a total, the total aside.
const GROUP_LEAST: usize = 4;

/// Whether the row's cells are fields of a grid.
fn is_in_grid(row: &ReadRow) -> bool {
    matches!(row.method, Method::Grid | Method::Heads)
}

fn token_at(placed: &Placed) -> Option<usize> {
    match placed.content {
        Content::Token(at) => Some(at),
        _ => None,
    }
}

/// Whether a number stands in the row, its total aside, with a blank behind it.
fn has_blank_behind(row: &ReadRow) -> bool {
    let parts = parts(row);
    let first = parts.iter().position(|placed| token_at(placed).is_some());
    first.is_some_and(|first| parts.iter().skip(first).any(is_blank))
}

/// Whether a blank stands in the row, its total aside, with a number behind it.
fn has_blank_between(row: &ReadRow) -> bool {
    let parts = parts(row);
    let last = parts.iter().rposition(|placed| token_at(placed).is_some());
    last.is_some_and(|last| parts.iter().take(last).any(is_blank))
}

/// The cells of a row without the last one.
fn parts(row: &ReadRow) -> &[Placed] {
    row.placed.split_last().map_or(&[], |(_, parts)| parts)
}

fn doubt(row: &mut ReadRow, why: &Doubt, concerns: impl Fn(&Placed) -> bool) {
    for placed in &mut row.placed {
        if concerns(placed) && placed.doubt.is_none() && row.doubt.is_none() {
            placed.doubt = Some(why.clone());
        }
    }
}

/// Doubts the cells of which nothing was recognised, for the reason `why`.
pub(super) fn doubt_gaps(row: &mut ReadRow, why: &Doubt) {
    doubt(row, why, |placed| matches!(placed.content, Content::Gap(_)));
}
