//! How a cell stands: the one classification from which its mark in the table, the counts, the stops of F8, the list
//! at sign-off and the lines of `gouji check` all follow.

use crate::form::CellKey;
use crate::read::Found;
use crate::review::kinds::ProblemKind;
use crate::review::session::Session;
use crate::review::verdict::{Decision, Footing, Verdict};
use crate::value::Value;

/// How a cell stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CellState {
    /// Read, and at least one rule covers it.
    Covered,
    /// 须目视: read, but no rule covers it, so only the eye can tell.
    EyeOnly,
    /// Printed and empty, and rules cover it.
    Blank,
    /// A dash or words, and rules cover it.
    NotApplicable,
    /// 未识读: nobody knows what stands there.
    Unread,
    /// 待核: the reader was not sure of it, and nobody has looked.
    Uncertain,
    /// 估计: a proposal that was accepted put a number there that satisfies the rules, as others would.
    Estimated,
    /// 存疑: the reviewer has postponed it.
    Doubtful,
    /// 推得: a proposal that was accepted put the number there that the rules force.
    Deduced,
    /// 已更正: another content than was read, by the reviewer.
    Corrected,
    /// 确认无误: as read, by the reviewer.
    Confirmed,
    /// 原文如此: kept as printed, though the office printed an error.
    AsPublished,
    /// 无法辨认: the reviewer has looked, and it cannot be read.
    Illegible,
}

impl CellState {
    /// All states.
    pub const ALL: [Self; 13] = [
        Self::Covered,
        Self::EyeOnly,
        Self::Blank,
        Self::NotApplicable,
        Self::Unread,
        Self::Uncertain,
        Self::Estimated,
        Self::Doubtful,
        Self::Deduced,
        Self::Corrected,
        Self::Confirmed,
        Self::AsPublished,
        Self::Illegible,
    ];

    /// The name in exports.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Covered => "covered",
            Self::EyeOnly => "eye-only",
            Self::Blank => "blank",
            Self::NotApplicable => "not-applicable",
            Self::Unread => "unread",
            Self::Uncertain => "uncertain",
            Self::Estimated => "estimated",
            Self::Doubtful => "doubtful",
            Self::Deduced => "deduced",
            Self::Corrected => "corrected",
            Self::Confirmed => "confirmed",
            Self::AsPublished => "as-published",
            Self::Illegible => "illegible",
        }
    }

    /// What is still to be done about a cell in this state; `None` when nothing is.
    #[must_use]
    pub fn open(self) -> Option<ProblemKind> {
        match self {
            Self::Unread => Some(ProblemKind::Unread),
            Self::Uncertain => Some(ProblemKind::Uncertain),
            Self::Estimated => Some(ProblemKind::Estimated),
            Self::Doubtful => Some(ProblemKind::Doubtful),
            Self::EyeOnly => Some(ProblemKind::EyeOnly),
            Self::Covered
            | Self::Blank
            | Self::NotApplicable
            | Self::Deduced
            | Self::Corrected
            | Self::Confirmed
            | Self::AsPublished
            | Self::Illegible => None,
        }
    }

    /// Whether somebody should look before the number is relied on: the reader or the reviewer doubts it, or nobody has
    /// read it in the print.
    #[must_use]
    pub fn is_in_doubt(self) -> bool {
        matches!(
            self,
            Self::Unread | Self::Uncertain | Self::Estimated | Self::Doubtful
        )
    }
}

/// The state of a cell as it was `found`, if it was, with what is decided about it; `n_rules` equations cover it.
#[must_use]
pub fn of(found: Option<&Found>, decision: Option<&Decision>, n_rules: usize) -> CellState {
    decision
        .and_then(|decision| decided(found, decision))
        .unwrap_or_else(|| as_read(found, n_rules))
}

/// The state of a cell of a review.
#[must_use]
pub fn cell_state(session: &Session, cell: &CellKey) -> CellState {
    of(
        session.reading().cell(cell),
        session.decision(cell),
        session.coverage(cell),
    )
}

/// `None` for a remark, which decides nothing.
fn decided(found: Option<&Found>, decision: &Decision) -> Option<CellState> {
    let footing = decision.origin.footing();
    let Some(verdict) = decision.verdict else {
        return undecided(found, decision);
    };
    Some(match (verdict, footing) {
        (Verdict::Illegible, _) => CellState::Illegible,
        (Verdict::Doubtful, _) => CellState::Doubtful,
        (Verdict::SourceError, _) => CellState::AsPublished,
        (_, Some(Footing::Deduced)) => CellState::Deduced,
        _ if is_changed(found, decision) => CellState::Corrected,
        _ => CellState::Confirmed,
    })
}

/// A content that somebody put there, and that nobody stands for.
fn undecided(found: Option<&Found>, decision: &Decision) -> Option<CellState> {
    match decision.value {
        _ if !is_changed(found, decision) => None,
        value if value.is_unread() => Some(CellState::Unread),
        _ => Some(CellState::Estimated),
    }
}

/// Whether the cell holds something else than was read.
fn is_changed(found: Option<&Found>, decision: &Decision) -> bool {
    let read = found.map_or(Value::Absent, |found| found.value);
    let unit = found.and_then(|found| found.unit.as_ref());
    let unit_differs = decision.unit.is_some() && decision.unit.as_ref() != unit;
    decision.value != read || unit_differs
}

fn as_read(found: Option<&Found>, n_rules: usize) -> CellState {
    let Some(found) = found else {
        return CellState::Unread;
    };
    match found.value {
        Value::Unreadable | Value::Absent => CellState::Unread,
        _ if found.is_doubtful() => CellState::Uncertain,
        _ if n_rules == 0 => CellState::EyeOnly,
        Value::Blank => CellState::Blank,
        Value::Dash | Value::Words => CellState::NotApplicable,
        Value::Number(_) => CellState::Covered,
    }
}
