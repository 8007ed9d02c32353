//! Last year's and next year's report of the same office.
//!
//! A neighbour is evidence from outside. It changes no value of this report and no step of its journal; it only makes
//! three rules applicable, `carry-over`, `stock-in-force` and `prior-items`, and lets `money-unit` compare magnitudes.

use std::collections::BTreeSet;

use crate::form::{CellKey, Sheet, TableId};
use crate::read::Reading;

/// Rows of table three that rules between years look at; of table two they look at every row.
const ROWS_BETWEEN_YEARS: [&str; 2] = ["carried_in", "carried_out"];

/// What another year's report of the same office says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NeighbourReport {
    /// The office, as corrected by the reviewer or else as read.
    pub office: String,
    /// The report year.
    pub year: u16,
    /// What a sentence calls the report, such as its file name.
    pub name: String,
    /// Its editions and the values that rules between years look at; all other cells are left out.
    pub sheet: Sheet,
    /// Cells of the sheet the reader was not sure of and nobody has confirmed.
    pub doubtful: BTreeSet<CellKey>,
}

/// The reports of the years before and after, as far as they are known.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Neighbours {
    /// The report of the year before.
    pub before: Option<NeighbourReport>,
    /// The report of the year after.
    pub after: Option<NeighbourReport>,
}

/// The neighbours of a report that are of consecutive years.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Beside<'a> {
    /// The report of the year before.
    pub before: Option<&'a NeighbourReport>,
    /// The report of the year after.
    pub after: Option<&'a NeighbourReport>,
}

impl NeighbourReport {
    /// What `sheet` and `reading` say, as far as another year's report can be held against it. `reading` tells of which
    /// cells the reader was not sure.
    #[must_use]
    pub fn new(office: &str, year: u16, name: &str, sheet: &Sheet, reading: &Reading) -> Self {
        let is_compared = |cell: &CellKey| match cell.table {
            TableId::Proactive => true,
            TableId::Requests => ROWS_BETWEEN_YEARS.contains(&cell.row.as_str()),
            TableId::Disputes => false,
        };
        let compared = sheet.cells.iter().filter(|(cell, _)| is_compared(cell));
        let sheet = Sheet {
            editions: sheet.editions.clone(),
            rows: sheet.rows.clone(),
            cells: compared
                .map(|(cell, value)| (cell.clone(), *value))
                .collect(),
        };
        let is_doubtful = |cell: &&CellKey| reading.is_doubtful(cell, sheet.value(cell));
        Self {
            office: office.to_owned(),
            year,
            name: name.to_owned(),
            doubtful: sheet.cells.keys().filter(is_doubtful).cloned().collect(),
            sheet,
        }
    }
}

impl Neighbours {
    /// The neighbours that are of the years before and after `year`. One that is of another year, or beside a report
    /// whose year is not known, is none.
    #[must_use]
    pub fn of_year(&self, year: Option<u16>) -> Beside<'_> {
        let follows = |earlier: Option<u16>, later: Option<u16>| {
            let next = earlier.and_then(|year| year.checked_add(1));
            next.is_some() && next == later
        };
        let is_before = |report: &&NeighbourReport| follows(Some(report.year), year);
        let is_after = |report: &&NeighbourReport| follows(year, Some(report.year));
        Beside {
            before: self.before.as_ref().filter(is_before),
            after: self.after.as_ref().filter(is_after),
        }
    }
}

/// How the keys of findings begin that follow from a neighbour.
const KEYS: [&str; 4] = [
    "carry-over/",
    "stock-in-force/",
    "prior-items/",
    "money-unit/year/",
];

/// Whether the finding with this key follows from a neighbour, and so may come and go while the report stays the same.
#[must_use]
pub fn is_between_years(finding_key: &str) -> bool {
    KEYS.iter()
        .any(|beginning| finding_key.starts_with(beginning))
}
