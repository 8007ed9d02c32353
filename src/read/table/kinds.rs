//! Numbers against what their columns count: a count with decimals stands in the wrong cell.

use crate::form::RowKey;
use crate::form::schema::{ColumnKind, ColumnSpec};
use crate::read::doubt::Doubt;
use crate::read::placement::{Content, Placed};
use crate::read::table::Reader;
use crate::value::Value;

impl Reader<'_> {
    /// Puts right a count with decimals beside an amount of money without: the two cells were printed the other way
    /// round. Doubts the row where a count keeps its decimals.
    pub(super) fn mind_kinds(&self, row: &RowKey, placed: &mut [Placed]) {
        let Some((block, _)) = self.table.spec.row(row) else {
            return;
        };
        let is_astray = |(column, placed): (&ColumnSpec, &Placed)| {
            column.kind != ColumnKind::Money && self.has_decimals(placed)
        };
        for at in 0..placed.len() {
            let here = block.columns.get(at).zip(placed.get(at));
            let next = block.columns.get(at + 1).zip(placed.get(at + 1));
            let is_swapped = here.is_some_and(is_astray)
                && next.is_some_and(|(column, placed)| {
                    column.kind == ColumnKind::Money && !self.has_decimals(placed)
                });
            if is_swapped {
                placed.swap(at, at + 1);
                doubt(placed);
            }
        }
        if block.columns.iter().zip(placed.iter()).any(is_astray) {
            doubt(placed);
        }
    }

    fn has_decimals(&self, placed: &Placed) -> bool {
        let Content::Token(at) = placed.content else {
            return false;
        };
        let token = self.table.cut.token(at);
        let number = token.map(|token| token.value).and_then(Value::number);
        number.is_some_and(|amount| !amount.is_whole())
    }
}

fn doubt(placed: &mut [Placed]) {
    for cell in placed {
        cell.doubt.get_or_insert(Doubt::SwappedKinds);
    }
}
