//! What is still open in a report, by kind and place: what F8 walks, what is counted, and what sign-off asks about.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use crate::form::CellKey;
use crate::review::session::Session;
use crate::review::state;
use crate::review::status::cells_in_order;
use crate::review::verdict::Verdict;
use crate::rules::{Finding, Outcome, Severity, Verified, registry};

/// A kind of thing that is open until the reviewer settles it, in the order in which F8 comes to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ProblemKind {
    /// 错误: a rule of error level is broken.
    Broken,
    /// 未识读: a cell nobody knows.
    Unread,
    /// 估计: an accepted number that only satisfies the rules.
    Estimated,
    /// 待核: a doubt of the reader that nobody has looked at.
    Uncertain,
    /// 存疑: a cell or finding the reviewer has postponed.
    Doubtful,
    /// Equations that do not hold with numbers in doubt as they were read.
    InDoubt,
    /// Any other open finding.
    Warning,
    /// 备注: a remark on a cell without a verdict.
    Noted,
    /// 须目视: a cell no rule covers, which nobody has looked at.
    EyeOnly,
}

impl ProblemKind {
    /// All kinds in their order.
    pub const ALL: [Self; 9] = [
        Self::Broken,
        Self::Unread,
        Self::Estimated,
        Self::Uncertain,
        Self::Doubtful,
        Self::InDoubt,
        Self::Warning,
        Self::Noted,
        Self::EyeOnly,
    ];

    /// The key used in files.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Broken => "error",
            Self::Unread => "unread",
            Self::Estimated => "estimated",
            Self::Uncertain => "uncertain",
            Self::Doubtful => "doubtful",
            Self::InDoubt => "in-doubt",
            Self::Warning => "warning",
            Self::Noted => "noted",
            Self::EyeOnly => "eye-only",
        }
    }

    /// The kind with this key, if there is one.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.key() == key)
    }

    /// The name a person sees.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Broken => "错误",
            Self::Unread => "未识读",
            Self::Estimated => "估计",
            Self::Uncertain => "待核",
            Self::Doubtful => "存疑",
            Self::InDoubt => "照待核的数不成立的勾稽关系",
            Self::Warning => "警告和提示",
            Self::Noted => "只有备注",
            Self::EyeOnly => "须目视",
        }
    }

    /// Whether a report in which this is open is signed off by force only.
    #[must_use]
    pub fn needs_force(self) -> bool {
        match self {
            Self::Broken
            | Self::Unread
            | Self::Estimated
            | Self::Uncertain
            | Self::Doubtful
            | Self::InDoubt => true,
            Self::Warning | Self::Noted | Self::EyeOnly => false,
        }
    }

    /// Whether F8 stops at it. Every report has cells that only the eye can check; they are walked when asked for.
    #[must_use]
    pub fn is_stop(self) -> bool {
        self != Self::EyeOnly
    }
}

/// Something that is open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Its kind.
    pub kind: ProblemKind,
    /// The cell to select; `None` for a finding without cells.
    pub cell: Option<CellKey>,
    /// Key of the finding, if it is one.
    pub finding: Option<String>,
}

/// How much is open of each kind.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    counts: [usize; ProblemKind::ALL.len()],
}

impl Counts {
    /// How many there are of `kind`: cells, findings or equations.
    #[must_use]
    pub fn of(&self, kind: ProblemKind) -> usize {
        self.counts.get(kind as usize).copied().unwrap_or(0)
    }

    /// Adds `n` of `kind`.
    pub fn add(&mut self, kind: ProblemKind, n: usize) {
        if let Some(count) = self.counts.get_mut(kind as usize) {
            *count += n;
        }
    }

    /// The kinds of which there are any, in their order, with how many.
    pub fn present(&self) -> impl Iterator<Item = (ProblemKind, usize)> {
        let counted = ProblemKind::ALL.map(|kind| (kind, self.of(kind)));
        counted.into_iter().filter(|(_, n)| *n > 0)
    }

    /// How much is open of the kinds that are `asked` for.
    #[must_use]
    pub fn sum(&self, asked: impl Fn(ProblemKind) -> bool) -> usize {
        let asked = self.present().filter(|(kind, _)| asked(*kind));
        asked.map(|(_, n)| n).sum()
    }

    /// Whether the report is signed off by force only.
    #[must_use]
    pub fn need_force(&self) -> bool {
        self.sum(ProblemKind::needs_force) > 0
    }

    /// Whether F8 stops anywhere.
    #[must_use]
    pub fn has_stops(&self) -> bool {
        self.sum(ProblemKind::is_stop) > 0
    }
}

impl FromIterator<(ProblemKind, usize)> for Counts {
    fn from_iter<T: IntoIterator<Item = (ProblemKind, usize)>>(counted: T) -> Self {
        let mut counts = Self::default();
        for (kind, n) in counted {
            counts.add(kind, n);
        }
        counts
    }
}

/// `错误 2、未识读 19、待核 87`.
impl fmt::Display for Counts {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        let parts = self.present();
        let parts: Vec<String> = parts
            .map(|(kind, n)| format!("{} {n}", kind.name()))
            .collect();
        f.write_str(&parts.join("、"))
    }
}

/// Everything that is open, by kind, then in the order of the form; what has no cell comes last of its kind.
///
/// Left out are equations that hold if blanks count as 0, for a report that prints no zeros would have dozens of them
/// and the list of findings says them in one line; and findings that only repeat that cells are unread.
#[must_use]
pub fn open(session: &Session) -> Vec<Problem> {
    let cells = cells_in_order(session);
    let findings = session.results().findings.iter();
    let of_findings = findings.filter_map(|finding| {
        let kind = finding_kind(session, finding)?;
        Some(finding_problem(session, finding, kind))
    });
    let of_cells = cells.iter().flat_map(|cell| {
        let open = cell_kinds(session, cell);
        open.map(|kind| Problem {
            kind,
            cell: Some(cell.clone()),
            finding: None,
        })
    });
    let mut problems: Vec<Problem> = of_findings.chain(of_cells).collect();
    let places: BTreeMap<&CellKey, usize> = cells.iter().zip(0..).collect();
    let place = |cell: &CellKey| places.get(cell).copied();
    // Stable: findings about one cell stay in their order.
    problems.sort_by_key(|problem| {
        let place = problem.cell.as_ref().and_then(place);
        (problem.kind, place.unwrap_or(usize::MAX))
    });
    problems
}

/// How much is open of each kind.
#[must_use]
pub fn counts(session: &Session) -> Counts {
    open(session)
        .iter()
        .map(|problem| (problem.kind, 1))
        .collect()
}

/// Where F8 stops: at each thing that is open. Several broken rules with one suspect are one stop, and so are the
/// equations of a table that nobody can check.
#[must_use]
pub fn problems(session: &Session) -> Vec<Problem> {
    let mut problems = open(session);
    problems.retain(|problem| problem.kind.is_stop());
    merged(session, problems)
}

/// The stops of one kind, those that only the eye can check included.
#[must_use]
pub fn of_kind(session: &Session, kind: ProblemKind) -> Vec<Problem> {
    let mut problems = open(session);
    problems.retain(|problem| problem.kind == kind);
    merged(session, problems)
}

fn merged(session: &Session, mut problems: Vec<Problem>) -> Vec<Problem> {
    let unchecked: BTreeMap<&str, &Finding> = session
        .results()
        .findings
        .iter()
        .filter(|finding| is_unchecked_equation(finding))
        .map(|finding| (finding.key.as_str(), finding))
        .collect();
    let (mut suspects, mut tables) = (BTreeSet::new(), BTreeSet::new());
    problems.retain(|problem| {
        let key = problem.finding.as_deref().unwrap_or_default();
        if let Some(finding) = unchecked.get(key) {
            return tables.insert((problem.kind, finding.table));
        }
        match &problem.cell {
            Some(cell) if problem.kind == ProblemKind::Broken => suspects.insert(cell.clone()),
            _ => true,
        }
    });
    problems
}

/// What is open about a cell.
fn cell_kinds(session: &Session, cell: &CellKey) -> impl Iterator<Item = ProblemKind> + use<> {
    let open = state::cell_state(session, cell).open();
    let decision = session.decision(cell);
    let is_noted =
        decision.is_some_and(|decision| decision.verdict.is_none() && !decision.note.is_empty());
    let noted = is_noted.then_some(ProblemKind::Noted);
    open.into_iter().chain(noted)
}

/// What is open about a finding; `None` when nothing is, or its cells say it.
fn finding_kind(session: &Session, finding: &Finding) -> Option<ProblemKind> {
    let judged = session.judgement(&finding.key);
    let is_postponed = judged.is_some_and(|judged| judged.verdict == Verdict::Doubtful);
    if !session.is_open(finding) {
        return None;
    }
    if is_postponed {
        return Some(ProblemKind::Doubtful);
    }
    match (finding.severity, finding.outcome) {
        (Severity::Error, _) => Some(ProblemKind::Broken),
        (_, Verified::Conditional) => None,
        (_, Verified::Undecided) if is_in_doubt(session, finding) => Some(ProblemKind::InDoubt),
        _ if only_repeats_unread(session, finding) => None,
        _ => Some(ProblemKind::Warning),
    }
}

/// Whether the finding is about an equation that would be broken, were the reader sure of its numbers.
fn is_in_doubt(session: &Session, finding: &Finding) -> bool {
    let mut equations = session.results().equations.iter();
    equations.any(|checked| {
        let equation = &checked.equation;
        let is_its = finding.rule == equation.rule
            && finding.key.strip_prefix(&equation.rule) == Some(&format!("/{}", equation.line));
        let is_complete =
            matches!(&checked.outcome, Outcome::Undecided { missing, .. } if missing.is_empty());
        is_its && is_complete
    })
}

fn is_unchecked_equation(finding: &Finding) -> bool {
    finding.outcome == Verified::Undecided && registry::is_arithmetic(&finding.rule)
}

fn only_repeats_unread(session: &Session, finding: &Finding) -> bool {
    let all_unread = finding
        .cells
        .iter()
        .all(|cell| session.value(cell).is_unread());
    let undecided = finding.outcome == Verified::Undecided || finding.rule == "cells-unread";
    undecided && !finding.cells.is_empty() && all_unread
}

/// The suspect of a broken rule is its cell that stands in most open broken rules, the first of several.
fn finding_problem(session: &Session, finding: &Finding, kind: ProblemKind) -> Problem {
    let findings = session.results().findings.iter();
    let open: Vec<&Finding> = findings
        .filter(|finding| finding.outcome == Verified::Broken && session.is_open(finding))
        .collect();
    let n_broken = |cell: &CellKey| open.iter().filter(|f| f.cells.contains(cell)).count();
    let suspect = finding.cells.iter().rev().max_by_key(|cell| n_broken(cell));
    Problem {
        kind,
        cell: suspect.cloned(),
        finding: Some(finding.key.clone()),
    }
}
