//! Blank or not recognised: which empty cells may have held a number. Nothing printed is not the same as nothing read.

use crate::amount::Amount;
use crate::read::pieces::Cut;
use crate::read::place::{Content, Placed};
use crate::read::table::ReadRow;
use crate::value::Value;

/// The reason given for blanks beside something that cannot be read.
const GARBLED: &str = "本行有无法辨认的字，空白处可能印有数字";
/// The reason given for a blank among printed zeros.
const LONE_BLANK: &str = "同表多数单元格都印有数字，这里什么也没有";
/// The same for a cell that the source shows to be empty.
pub(super) const SHOWN_EMPTY: &str = "同表多数单元格都印有数字，这一格是空的";
/// The reason given for a row without numbers in a table with numbers nobody claimed.
const NUMBERS_LEFT: &str = "本行没有数字，而表内另有未归属的数字";
/// The reason given for a cell of which nothing was recognised in a table that prints its zeros.
const NOTHING_RECOGNISED: &str = "同表的 0 都印出，这里没有识读到数字";
/// The reason given for blanks while numbers stand outside all tables.
pub(super) const NUMBERS_ASTRAY: &str = "表外有许多单独成行的数字，可能是本表的";
/// The reason given for blanks while numbers of another table stand apart from its rows.
pub(super) const NUMBERS_SCATTERED: &str = "别的表的数字没有对准行列，其中可能有本表的";
/// The reason given for blanks in a table with damaged rows.
pub(super) const TABLE_DAMAGED: &str = "本表有几行受损，没有识读到数字的格不能确认是空白";
/// The reason given for the numbers beside such a cell.
const ROW_SHORT: &str = "本行有单元格没有识读到，其余数字的位置是推断的";
/// The reason given for a row of a damaged table that has fewer numbers than cells.
const SHORT_IN_DAMAGED: &str = "本表有几行受损，本行可能还有数字没有识读到";
/// So many rows of nothing but zeros show that a table prints its zeros.
const ROWS_OF_ZEROS: usize = 3;

/// Whether a reason for doubt concerns nothing but the row the cell stands in.
pub(super) fn is_about_row(why: &str) -> bool {
    let reasons = [
        GARBLED,
        LONE_BLANK,
        SHOWN_EMPTY,
        ROW_SHORT,
        SHORT_IN_DAMAGED,
        TABLE_DAMAGED,
    ];
    reasons.contains(&why)
}

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
        LONE_BLANK
    } else {
        SHOWN_EMPTY
    };
    for row in rows {
        doubt(row, of_shown, |placed| {
            matches!(placed.content, Content::Blank(_))
        });
        doubt(row, LONE_BLANK, |placed| {
            matches!(placed.content, Content::Gap(_))
        });
    }
}

/// A row with a blank and something illegible is doubtful as a whole.
pub(super) fn doubt_beside_garble(row: &mut ReadRow) {
    if row.garbled && row.doubt.is_none() && row.placed.iter().any(is_blank) {
        row.doubt = Some(GARBLED.to_owned());
    }
}

/// Where a table prints its zeros, a cell of which nothing was recognised is unread, unless the source shows that it is
/// empty; and then the other numbers of its row may be its own.
pub(super) fn distrust_gaps(row: &mut ReadRow) {
    let mut is_short = false;
    for placed in &mut row.placed {
        if let Content::Gap(span) = placed.content {
            placed.content = Content::Garbled(span);
            placed.doubt = Some(NOTHING_RECOGNISED.to_owned());
            is_short = true;
        }
    }
    if is_short && row.doubt.is_none() {
        row.doubt = Some(ROW_SHORT.to_owned());
    }
}

/// In a damaged table, a row whose columns were inferred may be short because numbers got lost.
pub(super) fn doubt_short(row: &mut ReadRow) {
    if row.doubt.is_none() && row.placed.iter().any(Placed::is_inferred) {
        row.doubt = Some(SHORT_IN_DAMAGED.to_owned());
    }
}

/// A row without a single number is not known to be blank while the table has numbers nobody claimed.
pub(super) fn doubt_empty(row: &mut ReadRow) {
    if row.placed.iter().all(is_blank) {
        doubt(row, NUMBERS_LEFT, is_blank);
    }
}

fn doubt(row: &mut ReadRow, why: &str, concerns: impl Fn(&Placed) -> bool) {
    for placed in &mut row.placed {
        if concerns(placed) && placed.doubt.is_none() && row.doubt.is_none() {
            placed.doubt = Some(why.to_owned());
        }
    }
}

/// Doubts the cells of which nothing was recognised, for the reason `why`.
pub(super) fn doubt_gaps(row: &mut ReadRow, why: &str) {
    doubt(row, why, |placed| matches!(placed.content, Content::Gap(_)));
}
