//! What is known of a report that is not open.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::claims::compare;
use crate::dataset::queue::counted;
use crate::form::CellKey;
use crate::review::judged::Judged;
use crate::review::problems::{Counts, ProblemKind};
use crate::review::rates::RATES;
use crate::review::status::Tally;
use crate::review::{HeaderField, Record, Session, Stamp};
use crate::rules::Verified;
use crate::said::Said;

/// How far the review of a report is, in the order in which a reviewer comes to them.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
pub enum Standing {
    /// 存疑: begun, and something was postponed.
    Doubtful,
    /// 在审: something is decided.
    Begun,
    /// 待审: nobody has decided anything.
    #[default]
    Fresh,
    /// 强制审定: signed off in spite of what was open.
    Forced,
    /// 审定.
    Signed,
}

impl Standing {
    /// All of them, from what is to be done first to what is done.
    pub const ALL: [Self; 5] = [
        Self::Doubtful,
        Self::Begun,
        Self::Fresh,
        Self::Forced,
        Self::Signed,
    ];

    /// The word a person sees.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Doubtful => "存疑",
            Self::Begun => "在审",
            Self::Fresh => "待审",
            Self::Forced => "强制审定",
            Self::Signed => "审定",
        }
    }

    /// Whether the report is signed off.
    #[must_use]
    pub fn is_done(self) -> bool {
        matches!(self, Self::Forced | Self::Signed)
    }
}

/// What the list shows of a report: as reviewed, else as read, and without the reports of other years beside it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// The office; empty where nobody knows it.
    pub office: String,
    /// The year; empty where nobody knows it.
    pub year: String,
    /// The editions of its tables, without repeats, such as `2021`.
    pub editions: Vec<String>,
    /// Cells whose content is known, and all cells of its tables.
    pub cells: (usize, usize),
    /// What is open: by kind, in the order of [`ProblemKind::ALL`].
    pub open: Vec<usize>,
    /// Open findings of warning level that do not hold.
    pub broken_warnings: usize,
    /// Cells with a remark.
    pub noted: usize,
    /// Sentences of the prose that speak of cells: those that contradict them, and all of them.
    pub claims: (usize, usize),
    /// Rules with an open finding that does not hold.
    pub rules: BTreeSet<String>,
    /// How far the review is.
    pub standing: Standing,
    /// Who made the last step; empty where nobody did.
    pub reviewer: String,
    /// When, in seconds since 1970 UTC.
    pub changed_secs: Option<u64>,
    /// SHA-256 of the report.
    pub sha256: String,
    /// Requests carried in from last year, and carried out to the next, where they are certain.
    pub carried: (Option<String>, Option<String>),
    /// Problems of the report itself by rule, each as [`Judged::ALL`] has them.
    pub problems: BTreeMap<String, [usize; Judged::ALL.len()]>,
    /// Whether a cell was judged 原文如此.
    pub has_source_error: bool,
    /// Characters that were read for others in corrected numbers: what was read, what stands there, how often.
    pub misread: Vec<(char, char, usize)>,
    /// The rates of [`RATES`], in millionths; `None` where a cell they follow from holds no number.
    pub rates: Vec<Option<u64>>,
    /// Why the review beside the report cannot be used, where it cannot: then this is the report as read.
    pub flaw: Option<Said>,
}

impl Entry {
    /// Of a session, whose figures are `tally`.
    #[must_use]
    pub fn of(session: &Session, tally: &Tally) -> Self {
        let header = |field| session.header(field).unwrap_or_default().to_owned();
        let last = last_stamp(session);
        let editions: BTreeSet<String> = session
            .sheet()
            .editions
            .values()
            .map(ToString::to_string)
            .collect();
        Self {
            office: header(HeaderField::Office),
            year: header(HeaderField::Year),
            editions: editions.into_iter().collect(),
            cells: (tally.cells_read, tally.cells_total),
            open: ProblemKind::ALL
                .iter()
                .map(|kind| tally.open.of(*kind))
                .collect(),
            broken_warnings: tally.broken_warnings,
            noted: tally.noted,
            claims: claims(session),
            rules: broken_rules(session),
            standing: standing(session, tally),
            reviewer: last.map(|stamp| stamp.by.clone()).unwrap_or_default(),
            changed_secs: last.map(|stamp| stamp.at_secs),
            sha256: session.source().sha256.clone(),
            carried: (
                carried(session, "carried_in"),
                carried(session, "carried_out"),
            ),
            problems: counted::problems(session),
            has_source_error: counted::has_source_error(session),
            misread: counted::misread(session),
            rates: RATES
                .iter()
                .map(|rate| rate.of(session).millionths)
                .collect(),
            flaw: None,
        }
    }

    /// What is open, by kind.
    #[must_use]
    pub fn counts(&self) -> Counts {
        let kinds = ProblemKind::ALL.into_iter().zip(self.open.iter().copied());
        kinds.collect()
    }
}

fn standing(session: &Session, tally: &Tally) -> Standing {
    match session.sign_off() {
        Some(sign_off) if sign_off.forced => Standing::Forced,
        Some(_) => Standing::Signed,
        None if session.journal().in_effect().next().is_none() => Standing::Fresh,
        None if tally.open.of(ProblemKind::Doubtful) > 0 => Standing::Doubtful,
        None => Standing::Begun,
    }
}

fn last_stamp(session: &Session) -> Option<&Stamp> {
    let last = session.journal().records().last()?;
    Some(match last {
        Record::Do(entry) => &entry.stamp,
        Record::Undo(stamp) | Record::Redo(stamp) => stamp,
    })
}

fn claims(session: &Session) -> (usize, usize) {
    let claims = session.claims();
    let is_false = |judged: &compare::Judged| matches!(judged, compare::Judged::Disagrees { .. });
    let n_false = claims.iter().filter(|claim| is_false(&claim.judged));
    (n_false.count(), claims.len())
}

fn broken_rules(session: &Session) -> BTreeSet<String> {
    let findings = session.results().findings.iter();
    let broken =
        findings.filter(|finding| finding.outcome == Verified::Broken && session.is_open(finding));
    broken.map(|finding| finding.rule.clone()).collect()
}

fn carried(session: &Session, row: &str) -> Option<String> {
    let cell: CellKey = format!("requests.{row}.total").parse().ok()?;
    let number = session.value(&cell).number()?;
    (!session.is_doubtful(&cell)).then(|| number.to_string())
}
