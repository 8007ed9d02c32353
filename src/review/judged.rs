//! What the reviewer said about a finding, as far as it is a problem of the office that wrote the report.

use crate::form::CellKey;
use crate::review::session::Session;
use crate::review::verdict::Verdict;
use crate::rules::{Finding, Verified};

/// Rules that speak of the reading, not of the report: their findings are no problems of the office.
pub const ABOUT_THE_READING: [&str; 2] = ["cells-unread", "table-missing"];

/// What the reviewer said about a problem, in the order of the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Judged {
    /// 原文如此, or confirmed as printed: the report itself says so.
    Published,
    /// Nobody has judged it yet; the reading may be wrong.
    Open,
    /// 存疑.
    Doubtful,
}

impl Judged {
    /// All of them, in their order.
    pub const ALL: [Self; 3] = [Self::Published, Self::Open, Self::Doubtful];

    /// How the list names it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Published => "原文如此",
            Self::Open => "尚未判定",
            Self::Doubtful => "存疑",
        }
    }

    /// The same in English.
    #[must_use]
    pub fn english(self) -> &'static str {
        match self {
            Self::Published => "as printed",
            Self::Open => "not judged yet",
            Self::Doubtful => "doubtful",
        }
    }
}

/// The verdict on a finding.
#[must_use]
pub fn verdict(session: &Session, finding: &Finding) -> Option<Verdict> {
    let judgement = session.judgement(&finding.key);
    judgement.map(|judgement| judgement.verdict)
}

/// Whether the cell was judged 原文如此.
#[must_use]
pub fn is_source_error(session: &Session, cell: &CellKey) -> bool {
    let decision = session.decision(cell);
    decision.is_some_and(|decision| decision.verdict == Some(Verdict::SourceError))
}

/// Where a finding stands in the list; `None` if it is no problem of the office.
#[must_use]
pub fn judged(session: &Session, finding: &Finding) -> Option<Judged> {
    let judged = verdict(session, finding);
    let is_about_reading = ABOUT_THE_READING.contains(&finding.rule.as_str());
    if finding.outcome != Verified::Broken || (is_about_reading && !is_settled(judged)) {
        return None;
    }
    match judged {
        Some(Verdict::FalseAlarm) => None,
        Some(Verdict::Doubtful) => Some(Judged::Doubtful),
        Some(_) => Some(Judged::Published),
        None if !session.is_open(finding) => Some(Judged::Published),
        None if finding
            .cells
            .iter()
            .any(|cell| is_source_error(session, cell)) =>
        {
            Some(Judged::Published)
        }
        None => Some(Judged::Open),
    }
}

/// Whether the reviewer said that the report is really so.
#[must_use]
pub fn is_settled(judged: Option<Verdict>) -> bool {
    matches!(judged, Some(Verdict::SourceError | Verdict::Confirmed))
}
