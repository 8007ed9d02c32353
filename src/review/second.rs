//! A second reading: of the file that shows how the report was printed. It changes nothing; where it differs, the reviewer
//! looks.

use std::collections::BTreeMap;

use crate::entry;
use crate::form::CellKey;
use crate::read::{Found, Reading};
use crate::review::order::cells_in_order;
use crate::review::session::Session;
use crate::review::verdict::Decision;
use crate::value::Value;

/// What another file, or another way of reading, made of the cells of a report.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SecondReading {
    /// Name of the file that was read.
    pub file: String,
    /// What was read of each cell.
    pub cells: BTreeMap<CellKey, Found>,
    /// Whether no other cells were looked at.
    pub is_part: bool,
}

/// A cell that was read differently.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// The cell.
    pub cell: CellKey,
    /// What was printed there as the report was read.
    pub first: String,
    /// What was printed there as it was read the second time.
    pub second: String,
    /// Whether the reviewer has not settled the cell.
    pub is_open: bool,
}

/// How two readings compare.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Comparison {
    /// Cells that both readings have.
    pub n_compared: usize,
    /// Cells that the second one has not.
    pub n_missing: usize,
    /// Cells that differ, in the order of the form.
    pub differences: Vec<Difference>,
}

impl SecondReading {
    /// What was read of the file with this name.
    #[must_use]
    pub fn new(file: String, reading: &Reading) -> Self {
        Self {
            file,
            cells: reading.cells.clone(),
            is_part: false,
        }
    }

    /// What was read of these cells alone, each with its characters; what is no content of a cell counts as unread.
    #[must_use]
    pub fn of_cells(file: String, cells: impl IntoIterator<Item = (CellKey, String)>) -> Self {
        let cells = cells.into_iter().map(|(cell, printed)| {
            let entered = entry::parse(&printed).ok();
            let found = Found {
                value: entered.map_or(Value::Unreadable, |entered| entered.value),
                printed,
                ..Found::absent()
            };
            (cell, found)
        });
        Self {
            file,
            cells: cells.collect(),
            is_part: true,
        }
    }

    /// This one, and what was read `later`: cells read alone join those read of the same file before.
    #[must_use]
    pub fn and(mut self, later: Self) -> Self {
        if !later.is_part || later.file != self.file {
            return later;
        }
        self.cells.extend(later.cells);
        self
    }

    /// How what was read of a cell compares, in words for the reviewer: its characters, and whether they are the same as
    /// those read first; `None` where it was not looked at.
    #[must_use]
    pub fn of_cell(&self, session: &Session, cell: &CellKey) -> Option<(&Found, bool)> {
        let second = self.cells.get(cell)?;
        let first = session.reading().cell(cell);
        let is_same = first.is_some_and(|first| is_same(first.value, second.value));
        Some((second, is_same))
    }

    /// Holds it against what was read first, and against what the reviewer made of that. Cells that one of the two did not read at all are no difference, except one
    /// that only the second one read; nor is a blank one where the other has a stroke.
    #[must_use]
    pub fn compare(&self, session: &Session) -> Comparison {
        let mut compared = Comparison::default();
        for cell in cells_in_order(session) {
            let first = session.reading().cell(&cell);
            let second = self.cells.get(&cell);
            if self.is_part && second.is_none() {
                continue;
            }
            let Some(second) = second.filter(|second| !second.value.is_unread()) else {
                compared.n_missing += 1;
                continue;
            };
            compared.n_compared += 1;
            let agrees = first.is_some_and(|first| is_same(first.value, second.value));
            if agrees || is_same(session.value(&cell), second.value) {
                continue;
            }
            let decision = session.decision(&cell);
            compared.differences.push(Difference {
                first: first.map_or_else(String::new, |first| first.printed.clone()),
                second: second.printed.clone(),
                is_open: !decision.is_some_and(Decision::is_settled),
                cell,
            });
        }
        compared
    }

    /// What differs and is not settled, as remarks on the cells, so that it is walked, asked about at sign-off and saved
    /// until the reviewer has looked.
    #[must_use]
    pub fn notes(&self, session: &Session) -> Vec<(CellKey, String)> {
        let differences = self.compare(session).differences.into_iter();
        let open = differences.filter(|difference| difference.is_open);
        let note = |difference: Difference| {
            let printed = match difference.second.trim() {
                "" => "空白".to_owned(),
                printed => format!("“{printed}”"),
            };
            let note = format!("从 {} 再读为{printed}", self.file);
            (difference.cell, note)
        };
        open.map(note).collect()
    }
}

fn is_same(first: Value, second: Value) -> bool {
    first == second || (first.counts_as_zero() && second.counts_as_zero())
}
