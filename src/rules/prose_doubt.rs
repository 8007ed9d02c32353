//! Whether the table or the sentence is to be doubted: a sentence does not accuse cells that may have been read
//! otherwise.
//!
//! A cell the reviewer settled is as printed. A cell the reader was not sure of stands where no other place of the
//! table holds the number stated: then no other reading would agree.

use crate::amount::Amount;
use crate::form::{CellKey, TableId};
use crate::rules::outcome::{Checked, Outcome};
use crate::rules::rule::Input;
use crate::said::Said;
use crate::value::Value;

/// Equations of a table that do not hold or cannot be checked, from which on the table itself is in doubt if the reader
/// was not sure of it.
const DISORDER: usize = 6;

/// Why a sentence does not accuse a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Doubt {
    /// The reader was not sure of a cell.
    Cell,
    /// The number stated mends an equation that the cell breaks.
    Equation,
    /// Much of the table is unread or contradicts itself.
    Table,
}

impl Doubt {
    /// The advice in both languages.
    pub(crate) fn said(self) -> Said {
        Said::from([self.advice(), self.english()])
    }

    /// What the reviewer should do, in English.
    pub(crate) fn english(self) -> &'static str {
        match self {
            Self::Cell => " A cell of it is to be checked: look at the source first.",
            Self::Equation => " This cell may be misread: look at the source first.",
            Self::Table => {
                " Much of this table does not hold or is unread: look at the source first."
            }
        }
    }

    /// What the reviewer should do.
    pub(crate) fn advice(self) -> &'static str {
        match self {
            Self::Cell => "其中有待核的格，无法核对，请先对照原文。",
            Self::Equation => "这一格可能识读有误，无法核对，请先对照原文。",
            Self::Table => "这张表多处不成立或未识读，可能识读有误，无法核对，请先对照原文。",
        }
    }
}

/// Why the sentence that states `stated`, if it states a number for them, does not accuse the cells.
pub(crate) fn of(input: &Input, cells: &[CellKey], stated: Option<Amount>) -> Option<Doubt> {
    let open: Vec<&CellKey> = cells
        .iter()
        .filter(|cell| !input.given.settled.contains(*cell))
        .collect();
    let table = open.first()?.table;
    let is_doubtful = open.iter().any(|cell| input.is_doubtful(cell));
    if is_doubtful && stated.is_none_or(|stated| may_agree(input, cells, stated)) {
        return Some(Doubt::Cell);
    }
    if is_in_disorder(input, table) {
        return Some(Doubt::Table);
    }
    let stated = stated?;
    let mends = |cell: &&CellKey| n_mended(input, cell, stated) > 0;
    let is_sole = cells.len() == 1;
    (is_sole && open.iter().any(mends) && is_unsure(input, table)).then_some(Doubt::Equation)
}

/// How many broken equations would hold if the cell were `stated`.
pub(crate) fn n_mended(input: &Input, cell: &CellKey, stated: Amount) -> usize {
    let Some(value) = input.given.sheet.value(cell).in_sums() else {
        return 0;
    };
    let change = stated.minus(value);
    let holds_then = |checked: &&Checked| {
        let Outcome::Broken {
            left,
            right,
            unread,
            ..
        } = &checked.outcome
        else {
            return false;
        };
        let side = |cells: &[CellKey], sum: Amount| {
            if cells.contains(cell) {
                sum.plus(change)
            } else {
                sum
            }
        };
        let equation = &checked.equation;
        let is_met = || {
            let sides = (side(&equation.left, *left), side(&equation.right, *right));
            let then = sides.0.compare(sides.1);
            // Unread cells take up what is left.
            then.is_eq() || (!unread.is_empty() && then != left.compare(*right))
        };
        equation.cells().any(|other| other == cell) && is_met()
    };
    input.equations.iter().filter(holds_then).count()
}

/// Whether another reading of the doubtful cells might give `stated`.
fn may_agree(input: &Input, cells: &[CellKey], stated: Amount) -> bool {
    let [cell] = cells else {
        return true;
    };
    has_damaged_glyphs(input, cell)
        || has_unreadable(input, cell.table)
        || n_troubled(input, cell.table) > 0
        || has_leftover(input, cell.table, stated)
        || doubtful_cells(input, cell.table).any(|other| {
            let value = input.given.sheet.value(other).in_sums();
            value.is_some_and(|value| value.equals(stated))
        })
}

/// Whether the characters printed are not plainly the number, so that any number may be meant.
fn has_damaged_glyphs(input: &Input, cell: &CellKey) -> bool {
    let printed = input
        .given
        .reading
        .cell(cell)
        .map_or("", |found| &found.printed);
    let number = input.given.sheet.value(cell).number();
    let plain: String = printed
        .chars()
        .filter(|c| !matches!(c, ',' | '，'))
        .collect();
    number.is_some_and(|number| Amount::parse(plain.trim()) != Some(number))
}

fn has_unread(input: &Input, table: TableId) -> bool {
    let mut cells = input.given.sheet.cells.iter();
    cells.any(|(cell, value)| cell.table == table && value.is_unread())
}

/// Whether something is printed in the table that nobody can read. Cells where nothing was found hold no number either.
fn has_unreadable(input: &Input, table: TableId) -> bool {
    let mut cells = input.given.sheet.cells.iter();
    cells.any(|(cell, value)| cell.table == table && *value == Value::Unreadable)
}

/// Whether a token no cell claimed is the number, or is none that can be read.
fn has_leftover(input: &Input, table: TableId, stated: Amount) -> bool {
    let leftovers = &input.given.reading.leftovers;
    let mut of_table = leftovers.iter().filter(|left| left.table == table);
    of_table.any(|left| {
        let text = left.text.trim();
        let is_nothing = text.chars().all(|c| "-—－–/／无".contains(c));
        let amount = if is_nothing {
            Some(Amount::ZERO)
        } else {
            Amount::parse(text)
        };
        amount.is_none_or(|amount| amount.equals(stated))
    })
}

fn doubtful_cells<'a>(input: &'a Input, table: TableId) -> impl Iterator<Item = &'a CellKey> {
    let of_table = input
        .given
        .sheet
        .cells
        .keys()
        .filter(move |cell| cell.table == table);
    of_table.filter(|cell| input.is_doubtful(cell))
}

/// Equations of the table that do not hold or cannot be checked.
fn n_troubled(input: &Input, table: TableId) -> usize {
    let of_table = input
        .equations
        .iter()
        .filter(|checked| checked.equation.table == table);
    of_table
        .filter(|checked| !matches!(checked.outcome, Outcome::Holds { .. }))
        .count()
}

/// Whether the reader left traces of doubt in the table: doubtful or unread cells, tokens without a cell.
fn is_unsure(input: &Input, table: TableId) -> bool {
    has_unread(input, table)
        || doubtful_cells(input, table).next().is_some()
        || input
            .given
            .reading
            .leftovers
            .iter()
            .any(|left| left.table == table)
}

fn is_in_disorder(input: &Input, table: TableId) -> bool {
    let has_broken = input.equations.iter().any(|checked| {
        checked.equation.table == table && matches!(checked.outcome, Outcome::Broken { .. })
    });
    has_broken && n_troubled(input, table) >= DISORDER && is_unsure(input, table)
}
