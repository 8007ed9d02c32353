//! Which frame and number each cell gets: from the selected finding, the selected sentence, and the proposals.

use std::collections::{BTreeMap, BTreeSet};

use crate::app::reports::shown::Shown;
use crate::app::tables::cell_figure::Mark;
use crate::form::CellKey;
use crate::review::marks::Terms;
use crate::rules::Severity;

/// The marks of one frame.
pub(crate) struct CellMarks<'a> {
    numbers: BTreeMap<CellKey, usize>,
    zeros: BTreeSet<CellKey>,
    suspects: &'a BTreeSet<CellKey>,
    claimed: BTreeSet<CellKey>,
    /// How bad the selected finding is, if one is; the marks of all others step back then.
    selected: Option<Severity>,
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
        let finding = shown.selection.finding_of(shown.session);
        let selected = terms.as_ref().and(finding).map(|finding| finding.severity);
        let Terms { named, zeros } = terms.unwrap_or_default();
        Self {
            numbers: named.into_iter().zip(1..).collect(),
            zeros: zeros.into_iter().collect(),
            suspects,
            claimed,
            selected,
        }
    }

    /// The mark of `cell`; `accused` tells how bad the worst open broken rule is that names it.
    pub(crate) fn of(&self, cell: &CellKey, accused: Option<Severity>) -> Mark {
        let is_suspect = self.suspects.contains(cell);
        let selected = self.selected.unwrap_or(Severity::Error);
        match self.numbers.get(cell) {
            Some(number) if is_suspect => Mark::SuspectTerm(*number),
            Some(number) if selected == Severity::Error => Mark::Term(*number),
            Some(number) => Mark::WarnedTerm(*number),
            None if self.claimed.contains(cell) => Mark::Claimed,
            None if is_suspect => Mark::Suspect,
            None if self.zeros.contains(cell) => Mark::of_accused(Some(selected)),
            None if self.selected.is_none() => Mark::of_accused(accused),
            None => Mark::No,
        }
    }
}
