//! What the reports of the years before and after say about what this one carries over: pure functions of a session.

use crate::amount::Amount;
use crate::form::naming::said_column;
use crate::form::{CellKey, RowKey, TableId, catalogue};
use crate::review::name;
use crate::review::session::Session;
use crate::review::slot::HeaderField;
use crate::rules::kinds::are_far_apart;
use crate::rules::{NeighbourReport, between_years};
use crate::said::Said;
use crate::value::Value;

const CARRIED_IN: &str = "carried_in";
const CARRIED_OUT: &str = "carried_out";

/// Which of the two neighbouring years.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Beside {
    /// The year before.
    Before,
    /// The year after.
    After,
}

/// One figure of this report beside its counterpart in another year's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CarryLine {
    /// Which year the counterpart is of.
    pub beside: Beside,
    /// Both figures, such as `上年结转 2，2022 年报告结转下年度 3`.
    pub text: Said,
    /// Whether they are the same number; `None` where that cannot be told.
    pub agrees: Option<bool>,
}

/// The totals carried over, against each neighbour that is known.
#[must_use]
pub fn carry_totals(session: &Session) -> Vec<CarryLine> {
    [CARRIED_IN, CARRIED_OUT]
        .into_iter()
        .filter_map(|row| {
            let cell = CellKey::new(TableId::Requests, RowKey::new(row), "total");
            carry_line(session, &cell)
        })
        .collect()
}

/// The counterpart of a cell of 二 or 四 in the report of the year before or after; `None` for other cells, and where
/// no report of that year is known.
#[must_use]
pub fn carry_line(session: &Session, cell: &CellKey) -> Option<CarryLine> {
    if cell.table != TableId::Requests {
        return None;
    }
    let year = session.header(HeaderField::Year);
    let year = year.and_then(|year| year.parse().ok());
    let neighbours = session.neighbours().of_year(year);
    let (beside, report, row, own_name, other_name) = match cell.row.as_str() {
        CARRIED_IN => (
            Beside::Before,
            neighbours.before?,
            CARRIED_OUT,
            ["上年结转", "carried in"],
            ["结转下年度", "carried out"],
        ),
        CARRIED_OUT => (
            Beside::After,
            neighbours.after?,
            CARRIED_IN,
            ["结转下年度", "carried out"],
            ["上年结转", "carried in"],
        ),
        _ => return None,
    };
    if !session.sheet().cells.contains_key(cell) {
        return None;
    }
    let own = session.value(cell);
    let other = other_value(report, row, &cell.column);
    let (column, year) = (column_of(session, cell), report.year);
    let values = [own, other].map(name::value);
    let [[own_name, own_english], [other_name, other_english]] = [own_name, other_name];
    let [own_value, other_value] = &values;
    let text = Said::new(
        format!("{own_name}{column} {own_value}，{year} 年报告{other_name} {other_value}"),
        format!(
            "{own_english}{} {}, {other_english} in {year} {}",
            column.english, own_value.english, other_value.english
        ),
    );
    Some(CarryLine {
        beside,
        text,
        agrees: between_years::agree(own, other),
    })
}

/// What the report of the year before has where a cell of this one stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LastYear {
    /// Its number, blanks and dashes as 0; `None` where it is unread.
    pub number: Option<Amount>,
    /// How that compares.
    pub compared: Compared,
}

/// How a number compares with that of the year before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Compared {
    /// It is another figure, and may be so.
    Plain,
    /// It is so far away that a digit may be lost or doubled.
    Far,
    /// What was carried over is the same in both.
    CarriedOver,
    /// What was carried over is not.
    Contradicts,
}

/// The report of the year before, if it is known.
#[must_use]
pub fn report_before(session: &Session) -> Option<&NeighbourReport> {
    let year = session.header(HeaderField::Year);
    let year = year.and_then(|year| year.parse().ok());
    session.neighbours().of_year(year).before
}

/// The counterpart of a cell in the report of the year before: the same cell, for 二、上年结转 what that report carries out.
/// `None` where no report of that year is known, it has no such cell, or nothing but zeros and blanks stands in both.
#[must_use]
pub fn last_year(session: &Session, cell: &CellKey) -> Option<LastYear> {
    let before = report_before(session)?;
    let is_carried = cell.table == TableId::Requests && cell.row.as_str() == CARRIED_IN;
    let own = session.value(cell);
    if is_carried {
        let theirs = CellKey::new(cell.table, RowKey::new(CARRIED_OUT), &cell.column);
        let other = other_value(before, CARRIED_OUT, &cell.column);
        let compared = match between_years::agree(own, other) {
            Some(true) => Compared::CarriedOver,
            Some(false) => Compared::Contradicts,
            None => Compared::Plain,
        };
        let number = before.in_sums(&theirs);
        let is_told = own.is_nonzero() || number != Some(Amount::ZERO);
        return is_told.then_some(LastYear { number, compared });
    }
    let is_unread = before.unread.contains(cell);
    let number = before.in_sums(cell);
    if number.is_none() && !is_unread || number == Some(Amount::ZERO) && !own.is_nonzero() {
        return None;
    }
    let is_far = own
        .in_sums()
        .zip(number)
        .is_some_and(|(own, other)| are_far_apart(own, other));
    Some(LastYear {
        number,
        compared: if is_far {
            Compared::Far
        } else {
            Compared::Plain
        },
    })
}

fn other_value(report: &NeighbourReport, row: &str, column: &str) -> Value {
    let cell = CellKey::new(TableId::Requests, RowKey::new(row), column);
    report.sheet.value(&cell)
}

/// `（自然人）`; nothing for the total.
fn column_of(session: &Session, cell: &CellKey) -> Said {
    let edition = session.sheet().editions.get(&cell.table);
    let spec = edition.and_then(|edition| catalogue::table(*edition, cell.table));
    match spec {
        Some(spec) if cell.column != "total" => {
            let column = said_column(spec, &cell.row, &cell.column);
            Said::new(
                format!("（{}）", column.chinese),
                format!(" ({})", column.english),
            )
        }
        _ => Said::default(),
    }
}
