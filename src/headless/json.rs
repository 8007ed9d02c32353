//! One line of `gouji read`: the file types, and how a report becomes one. Keys may be added to a line, never taken away
//! or given another meaning.

use std::collections::BTreeMap;

use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};

use crate::claims::{ClaimResult, Judged};
use crate::form::{CellKey, Sheet, TableId};
use crate::headless::report::{Failure, Report};
use crate::read::{Doubt, Found, Reading};
use crate::repair::{BlockRepairs, Change, Proposal, ProposalKind, Status};
use crate::review::offers::offered;
use crate::review::proposals::Question;
use crate::rules::{Finding, Severity, Verified};
use crate::source::Span;
use crate::source::seen::Seen;

/// A report that was read.
#[derive(Serialize)]
struct ReportLine<'a> {
    source: &'a str,
    sha256: &'a str,
    office: Option<&'a str>,
    year: Option<u16>,
    editions: BTreeMap<&'static str, String>,
    coverage: BTreeMap<&'static str, CoverageEntry>,
    cells: CellEntries<'a>,
    leftovers: Vec<LeftoverEntry<'a>>,
    claims: Vec<ClaimEntry<'a>>,
    findings: Vec<FindingEntry<'a>>,
    repairs: Vec<RepairsEntry>,
    /// What was lost or doubtful while opening and reading, as sentences.
    notices: Vec<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<&'a str>,
}

/// A file that could not be read.
#[derive(Serialize)]
struct FailureLine<'a> {
    source: &'a str,
    error: &'a str,
}

#[derive(Serialize)]
struct CoverageEntry {
    rows: (usize, usize),
    cells: (usize, usize),
    lines: (usize, usize),
}

/// The cells as one JSON object in the order of the form.
struct CellEntries<'a>(Vec<(CellKey, CellEntry<'a>)>);

#[derive(Serialize)]
struct CellEntry<'a> {
    value: Option<String>,
    unit: Option<&'a str>,
    state: &'static str,
    printed: &'a str,
    spans: Vec<(usize, usize)>,
    uncertain: bool,
    why: Option<String>,
    glyph: Option<&'static str>,
    place: Option<&'static str>,
    method: Option<&'static str>,
    /// Of figures that Gouji recognised in a picture, with the three that follow: probability of the least certain
    /// character, 0 to 1; what else it may be, with the probability of the character that differs.
    #[serde(skip_serializing_if = "Option::is_none")]
    confidence: Option<f64>,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    alternatives: Vec<(&'a str, f64)>,
    /// From 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    page: Option<usize>,
    /// Left, top, right, bottom on its upright page, in points.
    #[serde(skip_serializing_if = "Option::is_none")]
    r#box: Option<[f64; 4]>,
}

#[derive(Serialize)]
struct LeftoverEntry<'a> {
    table: &'static str,
    text: &'a str,
    span: (usize, usize),
}

/// A sentence against the figures as read. Whether it accuses anybody is said by the finding, which is undecided where
/// the reader was not sure of a cell.
#[derive(Serialize)]
struct ClaimEntry<'a> {
    span: (usize, usize),
    text: &'a str,
    value: String,
    about: Vec<String>,
    result: &'static str,
}

#[derive(Serialize)]
struct FindingEntry<'a> {
    rule: &'a str,
    table: Option<&'static str>,
    severity: &'static str,
    outcome: &'static str,
    cells: Vec<String>,
    left: Option<String>,
    right: Option<String>,
    spans: Vec<(usize, usize)>,
    text: &'a str,
}

/// The repairs of one block.
#[derive(Serialize)]
struct RepairsEntry {
    block: String,
    status: &'static str,
    /// The competing explanation 原文如此; null where no equation is broken.
    source_error: Option<SourceErrorEntry>,
    proposals: Vec<ProposalEntry>,
}

#[derive(Serialize)]
struct SourceErrorEntry {
    cost: f64,
    /// The cells of the first proposal that were more likely printed so than misread.
    cells: Vec<String>,
    likeliest: bool,
}

#[derive(Serialize)]
struct ProposalEntry {
    cost: f64,
    changes: Vec<ChangeEntry>,
    closes: Vec<String>,
    /// What it says happened: `cells`, `estimate`, `follows`, or the key of the damage to the layout.
    kind: &'static str,
    /// Why, as the window says it.
    reasons: Vec<String>,
    /// Whether the window offers it for acceptance.
    offered: bool,
}

#[derive(Serialize)]
struct ChangeEntry {
    cell: String,
    from: Option<String>,
    to: String,
}

impl Serialize for CellEntries<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.0.len()))?;
        for (key, entry) in &self.0 {
            map.serialize_entry(&key.to_string(), entry)?;
        }
        map.end()
    }
}

/// The line of a report, without a line end. `with_text` adds the report's text.
pub(crate) fn report_line(report: &Report, with_text: bool) -> serde_json::Result<String> {
    let reading = report.session.reading();
    serde_json::to_string(&ReportLine {
        source: &report.path,
        sha256: &report.session.source().sha256,
        office: report.office(),
        year: report.year().and_then(|year| year.parse().ok()),
        editions: by_table(&report.session.sheet().editions, ToString::to_string),
        coverage: by_table(&reading.coverage, |coverage| CoverageEntry {
            rows: coverage.rows,
            cells: coverage.cells,
            lines: coverage.lines,
        }),
        cells: cell_entries(
            report.session.sheet(),
            reading,
            &report.session.source().seen,
        ),
        leftovers: reading
            .leftovers
            .iter()
            .map(|leftover| LeftoverEntry {
                table: leftover.table.key(),
                text: &leftover.text,
                span: offsets(leftover.span),
            })
            .collect(),
        claims: report.claims.iter().map(claim_entry).collect(),
        findings: report
            .session
            .results()
            .findings
            .iter()
            .map(|finding| finding_entry(finding, reading))
            .collect(),
        repairs: repairs(report),
        notices: report.notices().collect(),
        text: with_text.then_some(report.session.source().text.as_str()),
    })
}

/// The line of a file that could not be read, without a line end.
pub(crate) fn failure_line(failure: &Failure) -> serde_json::Result<String> {
    serde_json::to_string(&FailureLine {
        source: &failure.path,
        error: &failure.error,
    })
}

fn by_table<V, E>(
    entries: &BTreeMap<TableId, V>,
    entry: impl Fn(&V) -> E,
) -> BTreeMap<&'static str, E> {
    entries
        .iter()
        .map(|(table, value)| (table.key(), entry(value)))
        .collect()
}

/// Every cell of every table present, in the order of the form.
fn cell_entries<'a>(sheet: &Sheet, reading: &'a Reading, seen: &'a [Seen]) -> CellEntries<'a> {
    CellEntries(
        sheet
            .keys()
            .into_iter()
            .map(|key| {
                let entry = cell_entry(sheet, &key, reading.cell(&key), seen);
                (key, entry)
            })
            .collect(),
    )
}

/// The repairs of the blocks that contradict themselves, and what simply follows for unread cells.
fn repairs(report: &Report) -> Vec<RepairsEntry> {
    let question = Question::new(
        report.session.sheet(),
        report.session.reading(),
        report.session.decisions(),
        report.votes(),
    );
    question
        .answer(None)
        .into_iter()
        .map(repairs_entry)
        .collect()
}

fn repairs_entry(repairs: BlockRepairs) -> RepairsEntry {
    let status = repairs.outcome().key();
    let offered = offered(&repairs);
    let offered = (0..repairs.proposals.len())
        .map(|rank| offered.contains(&rank))
        .collect::<Vec<_>>();
    let deduced = repairs.deduced;
    let follows_alone = repairs.status == Status::Holds && !deduced.is_empty();
    let only_deduced = follows_alone.then(|| ProposalEntry {
        cost: 0.0,
        changes: deduced.iter().map(change_entry).collect(),
        closes: Vec::new(),
        kind: "follows",
        reasons: Vec::new(),
        offered: true,
    });
    let proposals = repairs
        .proposals
        .into_iter()
        .zip(offered)
        .map(|(proposal, offered)| {
            let follows = proposal.is_smallest;
            let mut entry = proposal_entry(proposal, offered);
            if follows {
                entry.changes.extend(deduced.iter().map(change_entry));
            }
            entry
        });
    RepairsEntry {
        block: repairs.block.to_string(),
        status,
        source_error: repairs.source_error.map(|rival| SourceErrorEntry {
            cost: units(rival.cost),
            cells: rival.cells.iter().map(ToString::to_string).collect(),
            likeliest: rival.is_likeliest,
        }),
        proposals: only_deduced.into_iter().chain(proposals).collect(),
    }
}

/// A cost in whole units, for reading by eye.
fn units(thousandths: i64) -> f64 {
    f64::from(i32::try_from(thousandths).unwrap_or(i32::MAX)) / 1000.0
}

fn proposal_entry(proposal: Proposal, offered: bool) -> ProposalEntry {
    ProposalEntry {
        cost: units(proposal.cost),
        changes: proposal.changes.iter().map(change_entry).collect(),
        closes: proposal.closes,
        kind: match proposal.kind {
            ProposalKind::Structural(damage) => damage.key(),
            ProposalKind::Cells => "cells",
            ProposalKind::Estimate => "estimate",
        },
        reasons: (proposal.mending.into_iter())
            .chain(proposal.reasons)
            .map(|reason| reason.chinese)
            .collect(),
        offered,
    }
}

fn change_entry(change: &Change) -> ChangeEntry {
    ChangeEntry {
        cell: change.cell.to_string(),
        from: change.from.number().map(|amount| amount.to_string()),
        to: change.to.to_string(),
    }
}

fn cell_entry<'a>(
    sheet: &Sheet,
    key: &CellKey,
    found: Option<&'a Found>,
    seen: &'a [Seen],
) -> CellEntry<'a> {
    let value = sheet.value(key);
    // Uncertain is a value that may be wrong; an unread cell has no value.
    let doubted = found.filter(|_| !value.is_unread());
    let why = doubted.and_then(Found::doubt);
    let placed = found.filter(|found| !found.spans.is_empty());
    let seen = seen_of(found, seen);
    CellEntry {
        value: value.number().map(|amount| amount.to_string()),
        unit: found.and_then(|found| found.unit.as_deref()),
        state: value.state(),
        printed: found.map_or("", |found| found.printed.as_str()),
        spans: found.map_or_else(Vec::new, |found| {
            found.spans.iter().copied().map(offsets).collect()
        }),
        uncertain: why.is_some(),
        why,
        glyph: doubted.and_then(Found::glyph_doubt).map(Doubt::code),
        place: doubted.and_then(Found::place_doubt).map(Doubt::code),
        method: placed.map(|found| found.method.code()),
        confidence: seen.map(|seen| f64::from(seen.sureness) / 1_000.0),
        alternatives: seen.map_or_else(Vec::new, |seen| {
            let others = seen.others.iter();
            others
                .map(|(text, sureness)| (text.as_str(), f64::from(*sureness) / 1_000.0))
                .collect()
        }),
        page: seen.map(|seen| seen.page + 1),
        r#box: seen.map(|seen| seen.area.map(|value| f64::from(value) / 100.0)),
    }
}

/// The least certain of the figures that make a cell.
fn seen_of<'a>(found: Option<&Found>, seen: &'a [Seen]) -> Option<&'a Seen> {
    let spans = &found?.spans;
    let is_of_cell = |seen: &&Seen| {
        spans
            .iter()
            .any(|span| span.start() < seen.span.end() && seen.span.start() < span.end())
    };
    seen.iter()
        .filter(is_of_cell)
        .min_by_key(|seen| seen.sureness)
}

fn claim_entry(compared: &ClaimResult) -> ClaimEntry<'_> {
    let ClaimResult { claim, judged } = compared;
    ClaimEntry {
        span: offsets(claim.span),
        text: &claim.text,
        value: claim.amount.to_string(),
        about: judged.cells().iter().map(ToString::to_string).collect(),
        result: match judged {
            Judged::Agrees { .. } => "agrees",
            Judged::Disagrees { .. } => "disagrees",
            Judged::NoCell { .. } => "no-cell",
            Judged::NotUnderstood { .. } => "not-understood",
        },
    }
}

fn finding_entry<'a>(finding: &'a Finding, reading: &Reading) -> FindingEntry<'a> {
    let of_cells = finding
        .cells
        .iter()
        .filter_map(|cell| reading.cell(cell))
        .flat_map(|found| &found.spans);
    FindingEntry {
        rule: &finding.rule,
        table: finding.table.map(TableId::key),
        severity: severity_name(finding.severity),
        outcome: outcome_name(finding.outcome),
        cells: finding.cells.iter().map(ToString::to_string).collect(),
        left: finding.left.map(|amount| amount.to_string()),
        right: finding.right.map(|amount| amount.to_string()),
        spans: of_cells
            .chain(&finding.spans)
            .copied()
            .map(offsets)
            .collect(),
        text: &finding.text,
    }
}

fn offsets(span: Span) -> (usize, usize) {
    (span.start(), span.end())
}

fn severity_name(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Hint => "hint",
    }
}

fn outcome_name(outcome: Verified) -> &'static str {
    match outcome {
        Verified::Broken => "broken",
        Verified::Conditional => "conditional",
        Verified::Undecided => "undecided",
    }
}
