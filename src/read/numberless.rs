//! Reports of whose tables not one number was read: a report is hardly ever printed so, the numbers rather stand where
//! nobody looked.

use std::collections::BTreeMap;

use crate::form::TableId;
use crate::read::doubt::Doubt;
use crate::read::method::Method;
use crate::read::reading::Reading;
use crate::value::Value;

/// Makes the blanks of all tables that are nothing but blank uncertain, where table three is one of them or no table holds
/// anything; a blank that is so already keeps its reason. Tables two and four alone are often left blank, and a table most of
/// whose cells are fields of a grid is seen to be empty.
pub(super) fn doubt_blanks(reading: &mut Reading) {
    let mut tables: BTreeMap<TableId, Blanks> = BTreeMap::new();
    for (key, found) in &reading.cells {
        let table = tables.entry(key.table).or_default();
        table.cells += 1;
        table.blank += usize::from(found.value == Value::Blank);
        table.seen += usize::from(matches!(found.method, Method::Grid | Method::Heads));
    }
    let is_open = match tables.get(&TableId::Requests) {
        Some(requests) => requests.are_open(),
        None => tables.values().all(Blanks::are_open),
    };
    if !is_open {
        return;
    }
    for (key, found) in &mut reading.cells {
        let is_open = tables.get(&key.table).is_some_and(Blanks::are_open);
        if is_open && found.doubts.is_empty() {
            found.doubts.push(Doubt::NoNumber);
        }
    }
}

/// The cells of a table.
#[derive(Default)]
struct Blanks {
    /// How many there are.
    cells: usize,
    /// How many are blank.
    blank: usize,
    /// How many are fields of a grid.
    seen: usize,
}

impl Blanks {
    /// Whether all are blank, and most not seen to be.
    fn are_open(&self) -> bool {
        self.blank == self.cells && self.seen * 2 < self.cells
    }
}
