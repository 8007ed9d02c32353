//! Open cells in groups of one reason, so that many of a kind are looked at, or confirmed, together.

use std::collections::BTreeMap;

use crate::form::CellKey;
use crate::read::{Doubt, Open};
use crate::review::kinds::ProblemKind;
use crate::review::problems;
use crate::review::session::Session;

/// Why a cell is open, as far as it is the same for many.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reason {
    /// It is of this kind; why, nothing more is known of it.
    Kind(ProblemKind),
    /// The reader's first doubt about it has this code.
    Doubt(&'static str),
}

/// Cells that are open for one reason.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// Why.
    pub reason: Reason,
    /// What a doubt leaves open; `None` for other reasons.
    pub open: Option<Open>,
    /// The doubt of its first cell.
    pub doubt: Option<Doubt>,
    /// Whether all its cells have that very doubt, with the same print.
    pub is_alike: bool,
    /// The cells, in the order of the form.
    pub cells: Vec<CellKey>,
}

impl Group {
    /// Whether its cells hold something that can be confirmed all at once. Where two figures stand against each other, each
    /// pair is looked at.
    #[must_use]
    pub fn can_be_confirmed(&self) -> bool {
        let is_contradicted = matches!(
            self.doubt,
            Some(Doubt::SecondPrint { .. } | Doubt::TwoReadings)
        );
        self.reason != Reason::Kind(ProblemKind::Unread) && !is_contradicted
    }
}

/// Why the cell is open; `None` if nothing about it is.
#[must_use]
pub fn reason(session: &Session, cell: &CellKey) -> Option<Reason> {
    let kind = crate::review::state::cell_state(session, cell).open()?;
    Some(of_kind(session, kind, cell))
}

fn of_kind(session: &Session, kind: ProblemKind, cell: &CellKey) -> Reason {
    match doubt(session, cell) {
        Some(doubt) if kind == ProblemKind::Uncertain => Reason::Doubt(doubt.code()),
        _ => Reason::Kind(kind),
    }
}

fn doubt<'a>(session: &'a Session, cell: &CellKey) -> Option<&'a Doubt> {
    session.reading().cell(cell)?.doubts.first()
}

/// The open cells by reason: by the kind of what is open, then the largest group first. Cells that only the eye can
/// check are left out: every report has them.
#[must_use]
pub fn groups(session: &Session) -> Vec<Group> {
    let mut groups: BTreeMap<(ProblemKind, Reason), Group> = BTreeMap::new();
    for problem in problems::open(session) {
        let (None, Some(cell)) = (&problem.finding, problem.cell) else {
            continue;
        };
        if !problem.kind.is_stop() {
            continue;
        }
        let reason = of_kind(session, problem.kind, &cell);
        let doubt = doubt(session, &cell).filter(|_| matches!(reason, Reason::Doubt(_)));
        let group = groups
            .entry((problem.kind, reason))
            .or_insert_with(|| Group {
                reason,
                open: doubt.map(Doubt::open),
                doubt: doubt.cloned(),
                is_alike: true,
                cells: Vec::new(),
            });
        group.is_alike &= group.doubt.as_ref() == doubt;
        group.cells.push(cell);
    }
    let mut groups: Vec<((ProblemKind, Reason), Group)> = groups.into_iter().collect();
    groups.sort_by_key(|((kind, _), group)| (*kind, std::cmp::Reverse(group.cells.len())));
    groups.into_iter().map(|(_, group)| group).collect()
}
