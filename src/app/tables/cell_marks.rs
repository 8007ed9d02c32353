//! Which frame and number each cell gets: from the selected finding, the selected sentence, and the proposals.

use std::collections::{BTreeMap, BTreeSet};

use crate::app::reports::shown::Shown;
use crate::app::tables::cell_figure::Mark;
use crate::form::CellKey;
use crate::review::marks::Terms;

/// The marks of one frame.
pub(crate) struct CellMarks<'a> {
    numbers: BTreeMap<CellKey, usize>,
    zeros: BTreeSet<CellKey>,
    suspects: &'a BTreeSet<CellKey>,
    claimed: BTreeSet<CellKey>,
    /// Whether a finding is selected; the marks of all others step back then.
    has_finding: bool,
}

impl<'a> CellMarks<'a> {
    /// The marks as things are selected now; the likeliest proposals change the `suspects`.
    pub(crate) fn new(shown: &Shown, suspects: &'a BTreeSet<CellKey>) -> Self {
        let span = shown.selection.statement;
        let statements = shown.drawn.statements.iter();
        let claimed = statements
            .filter(|statement| Some(statement.span) == span)
            .flat_map(|statement| statement.cells.iter().cloned())
            .collect();
        let terms = shown.selection.terms(shown.session);
        let has_finding = terms.is_some();
        let Terms { named, zeros } = terms.unwrap_or_default();
        Self {
            numbers: named.into_iter().zip(1..).collect(),
            zeros: zeros.into_iter().collect(),
            suspects,
            claimed,
            has_finding,
        }
    }

    /// The mark of `cell`; `is_involved` tells whether any open broken rule names it.
    pub(crate) fn of(&self, cell: &CellKey, is_involved: bool) -> Mark {
        let is_suspect = self.suspects.contains(cell);
        match self.numbers.get(cell) {
            Some(number) if is_suspect => Mark::SuspectTerm(*number),
            Some(number) => Mark::Term(*number),
            None if self.claimed.contains(cell) => Mark::Claimed,
            None if is_suspect => Mark::Suspect,
            None if self.zeros.contains(cell) => Mark::Involved,
            None if is_involved && !self.has_finding => Mark::Involved,
            None => Mark::No,
        }
    }
}
