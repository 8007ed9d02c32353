//! What other reports say: last year's and next year's of the same office, other files of the same office and year, and
//! the reports that this one adds up.
//!
//! A neighbour is evidence from outside. It changes no value of this report and no step of its journal; it only makes
//! rules applicable that look at several reports, and lets `money-unit` compare magnitudes.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use crate::amount::Amount;
use crate::form::{CellKey, RowKey, Sheet, TableId, catalogue};
use crate::read::Reading;
use crate::value::Value;

/// Rows of table three that rules between years look at; of table two they look at every row, of table four at the
/// totals.
const ROWS_BETWEEN_YEARS: [&str; 3] = [RECEIVED, "carried_in", "carried_out"];

const RECEIVED: &str = "received";

/// What another report says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NeighbourReport {
    /// The office, as corrected by the reviewer or else as read.
    pub office: String,
    /// The report year.
    pub year: u16,
    /// What a sentence calls the report, such as its file name.
    pub name: String,
    /// Its file, where somebody may want to open it.
    pub file: Option<PathBuf>,
    /// Its editions and the values that rules between years look at; all other cells are left out.
    pub sheet: Sheet,
    /// Every number of its tables that is not 0, whether rules look at it or not.
    pub nonzero: BTreeMap<CellKey, Amount>,
    /// Every cell of its tables that holds neither number nor blank nor dash.
    pub unread: BTreeSet<CellKey>,
    /// Cells the reader was not sure of and nobody has confirmed.
    pub doubtful: BTreeSet<CellKey>,
}

/// The reports that one is held against, as far as they are known.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Neighbours {
    /// The report of the year before.
    pub before: Option<NeighbourReport>,
    /// The report of the year after.
    pub after: Option<NeighbourReport>,
    /// Whether the report of the year after itself tells what the two contradict each other in.
    pub after_tells: bool,
    /// Other files of the same office and year, with other bytes.
    pub versions: Vec<NeighbourReport>,
    /// What this report adds up, where a list says so.
    pub parts: Option<Parts>,
}

/// The reports of the same year that one adds up.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Parts {
    /// Those that are known, in the order of the list.
    pub reports: Vec<NeighbourReport>,
    /// The offices whose report is not known.
    pub missing: Vec<String>,
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
            TableId::Disputes => cell.column == "total",
        };
        let is_doubtful = |cell: &&CellKey| reading.is_doubtful(cell, sheet.value(cell));
        let doubtful = sheet.cells.keys().filter(is_doubtful).cloned().collect();
        let (nonzero, unread) = (sheet.nonzero(), unread(sheet));
        let compared = sheet.cells.iter().filter(|(cell, _)| is_compared(cell));
        let sheet = Sheet {
            editions: sheet.editions.clone(),
            rows: sheet.rows.clone(),
            cells: compared
                .map(|(cell, value)| (cell.clone(), *value))
                .collect(),
        };
        Self {
            office: office.to_owned(),
            year,
            name: name.to_owned(),
            file: None,
            doubtful,
            nonzero,
            unread,
            sheet,
        }
    }

    /// What the cell counts for in sums, a blank or a dash as 0; `None` where it is unread, or the report has no such cell.
    #[must_use]
    pub fn in_sums(&self, cell: &CellKey) -> Option<Amount> {
        let has_row = |rows: &Vec<RowKey>| rows.contains(&cell.row);
        let has_row = self.sheet.rows.get(&cell.table).is_some_and(has_row);
        let edition = self.sheet.editions.get(&cell.table);
        let spec = catalogue::table(*edition?, cell.table)?;
        let is_there = has_row && spec.column(&cell.row, &cell.column).is_some();
        if !is_there || self.unread.contains(cell) {
            return None;
        }
        Some(self.nonzero.get(cell).copied().unwrap_or(Amount::ZERO))
    }

    /// Whether both say the same of what one year hands to the next: table two, and what is carried over of table three.
    #[must_use]
    pub fn hands_on_the_same(&self, other: &Self) -> bool {
        let is_handed_on = |(cell, _): &(&CellKey, &Value)| match cell.table {
            TableId::Proactive => true,
            TableId::Requests => cell.row.as_str() != RECEIVED,
            TableId::Disputes => false,
        };
        let (one, another) = (&self.sheet, &other.sheet);
        one.editions == another.editions
            && one.rows == another.rows
            && (one.cells.iter().filter(is_handed_on)).eq(another.cells.iter().filter(is_handed_on))
    }

    /// Doubts every cell that `other`, a report of the same office and year, states otherwise.
    pub fn doubt_where_differs(&mut self, other: &Self) {
        let cells = self.sheet.cells.iter();
        let differing = cells.filter(|(cell, value)| other.sheet.value(cell) != **value);
        self.doubtful
            .extend(differing.map(|(cell, _)| cell.clone()));
        let numbers = self.nonzero.iter();
        let differing = numbers.filter(|(cell, number)| other.nonzero.get(*cell) != Some(*number));
        self.doubtful
            .extend(differing.map(|(cell, _)| cell.clone()));
        let more = other.nonzero.keys();
        let more = more.filter(|cell| !self.nonzero.contains_key(cell));
        self.doubtful.extend(more.cloned());
    }
}

/// The cells of the tables of `sheet` that hold neither number nor blank nor dash.
fn unread(sheet: &Sheet) -> BTreeSet<CellKey> {
    let cells = sheet.editions.iter().flat_map(|(table, edition)| {
        let rows = sheet.rows.get(table).map_or(&[][..], Vec::as_slice);
        let spec = catalogue::table(*edition, *table);
        spec.map_or_else(Vec::new, |spec| spec.cells(*table, rows))
    });
    cells
        .filter(|cell| sheet.value(cell).in_sums().is_none())
        .collect()
}

impl Neighbours {
    /// Whether no other report is known.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// All of them, to be replaced by what they say now.
    pub fn reports_mut(&mut self) -> impl Iterator<Item = &mut NeighbourReport> {
        let parts = self.parts.iter_mut();
        let of_years = self.before.iter_mut().chain(&mut self.after);
        of_years
            .chain(&mut self.versions)
            .chain(parts.flat_map(|parts| &mut parts.reports))
    }

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
