//! Undecided and conditional equations in one line per table, so that they are seen and do not drown the rest.

use std::collections::BTreeSet;

use crate::form::{CellKey, TableId};
use crate::rules::outcome::{Outcome, Results};

/// How the equations of one table come out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TableSummary {
    /// The table.
    pub table: TableId,
    /// Equations that hold whatever blanks mean.
    pub holds: usize,
    /// Equations that hold only if blanks and dashes count as 0.
    pub conditional: usize,
    /// Equations whose sides differ.
    pub broken: usize,
    /// Equations that cannot be checked.
    pub undecided: usize,
    /// Blanks and dashes on which the conditional equations depend.
    pub counted_as_zero: BTreeSet<CellKey>,
    /// Cells that keep equations undecided.
    pub missing: BTreeSet<CellKey>,
}

/// One summary per table that has equations, in the order of the form.
#[must_use]
pub fn per_table(results: &Results) -> Vec<TableSummary> {
    TableId::ALL
        .into_iter()
        .map(|table| of_table(results, table))
        .filter(|summary| {
            summary.holds + summary.conditional + summary.broken + summary.undecided > 0
        })
        .collect()
}

fn of_table(results: &Results, table: TableId) -> TableSummary {
    let mut summary = TableSummary {
        table,
        holds: 0,
        conditional: 0,
        broken: 0,
        undecided: 0,
        counted_as_zero: BTreeSet::new(),
        missing: BTreeSet::new(),
    };
    for checked in &results.equations {
        if checked.equation.table != table {
            continue;
        }
        match &checked.outcome {
            Outcome::Holds { counted_as_zero } if counted_as_zero.is_empty() => summary.holds += 1,
            Outcome::Holds { counted_as_zero } => {
                summary.conditional += 1;
                summary
                    .counted_as_zero
                    .extend(counted_as_zero.iter().cloned());
            }
            Outcome::Broken { .. } => summary.broken += 1,
            Outcome::Undecided {
                missing,
                loose,
                unsure,
            } => {
                summary.undecided += 1;
                let cells = missing.iter().chain(loose).chain(unsure);
                summary.missing.extend(cells.cloned());
            }
        }
    }
    summary
}

impl TableSummary {
    /// `表三：有 12 条勾稽关系无法核对，因为 3 格的数不能确定。` `None` if there is none.
    #[must_use]
    pub fn undecided_line(&self) -> Option<String> {
        (self.undecided > 0).then(|| {
            format!(
                "{}：有 {} 条勾稽关系无法核对，因为 {} 格的数不能确定。",
                self.table.short_name(),
                self.undecided,
                self.missing.len()
            )
        })
    }

    /// `表三：有 30 条勾稽关系仅当空白计为 0 时成立（空白或横线共 120 格）。` `None` if there is none.
    #[must_use]
    pub fn conditional_line(&self) -> Option<String> {
        (self.conditional > 0).then(|| {
            format!(
                "{}：有 {} 条勾稽关系仅当空白计为 0 时成立（空白或横线共 {} 格）。",
                self.table.short_name(),
                self.conditional,
                self.counted_as_zero.len()
            )
        })
    }
}
