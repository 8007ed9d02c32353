//! A session becomes schema 1.

use std::collections::BTreeMap;

use crate::dataset::v1::{
    BasisV1, CellV1, CoverageV1, DecisionV1, FileV1, FindingV1, FootingV1, HeadingV1, HeldV1,
    JudgementV1, OriginV1, RecordV1, ReportV1, SeenV1, SignOffV1, SlotV1, SpanV1, TableV1,
};
use crate::form::TableId;
use crate::read::{Disagreement, Doubt, Found, Method, Reading, Stated};
use crate::review::{
    Basis, Change, Decision, Footing, HeaderField, Held, Judgement, Origin, Record, Session,
    SignOff, Slot, TableDecision, Verdict,
};
use crate::rules::{Finding, Severity, Verified};
use crate::said::Said;
use crate::source::seen::Seen;
use crate::source::{Source, Span};

/// The file that `session` is saved as.
#[must_use]
pub fn file(session: &Session) -> FileV1 {
    let reading = session.reading();
    let header = |field| session.header(field).map(str::to_owned);
    FileV1 {
        schema: 1,
        gouji: env!("CARGO_PKG_VERSION").to_owned(),
        reader: session.reader().to_owned(),
        office: header(HeaderField::Office),
        year: header(HeaderField::Year),
        period: header(HeaderField::Period),
        sign_off: session.sign_off().map(sign_off),
        tables: tables(session),
        editions: keyed(&reading.editions, |edition| edition.0),
        evidence: keyed(&reading.edition_evidence, ToString::to_string),
        rows: keyed(&reading.rows, |rows| {
            rows.iter().map(ToString::to_string).collect()
        }),
        inferred_rows: keyed(&reading.inferred_rows, |rows| {
            rows.iter().map(ToString::to_string).collect()
        }),
        unaligned: reading.unaligned.iter().map(ToString::to_string).collect(),
        assumed_editions: reading.assumed.iter().map(ToString::to_string).collect(),
        cells: cells(session),
        findings: findings(session),
        journal: session.journal().records().iter().map(record).collect(),
        heading: heading(reading),
        coverage: keyed(&reading.coverage, |coverage| CoverageV1 {
            rows: coverage.rows,
            cells: coverage.cells,
            lines: coverage.lines,
        }),
        leftovers: reading
            .leftovers
            .iter()
            .map(|left| (left.table.to_string(), left.text.clone(), span(left.span)))
            .collect(),
        labels: reading
            .labels
            .iter()
            .map(|label| {
                let row = label.row.as_ref().map(ToString::to_string);
                (label.table.to_string(), row, span(label.span))
            })
            .collect(),
        notices: sentences(&reading.notices),
        english: english(session),
        report: report(session.source()),
        // It is of the bytes, so it is made when they are.
        checksum: String::new(),
    }
}

fn sentences(said: &[Said]) -> Vec<String> {
    said.iter().map(ToString::to_string).collect()
}

/// What the sentences that the file keeps say in English.
fn english(session: &Session) -> BTreeMap<String, String> {
    let (source, reading) = (session.source(), session.reading());
    let told = source.notices.iter().chain(&reading.notices);
    let disagreements = reading.heading.disagreements.iter();
    let told = told.chain(disagreements.map(|it| &it.said));
    let told = told.chain(reading.edition_evidence.values());
    let known = told.filter(|said| said.chinese != said.english);
    known
        .map(|said| (said.chinese.clone(), said.english.clone()))
        .collect()
}

/// One line of the journal as it stands in files.
#[must_use]
pub fn record(record: &Record) -> RecordV1 {
    match record {
        Record::Do(entry) => RecordV1::Do {
            at: entry.stamp.at_secs,
            by: entry.stamp.by.clone(),
            label: entry.label.clone(),
            changes: entry.changes.iter().map(change).collect(),
        },
        Record::Undo(stamp) => RecordV1::Undo {
            at: stamp.at_secs,
            by: stamp.by.clone(),
        },
        Record::Redo(stamp) => RecordV1::Redo {
            at: stamp.at_secs,
            by: stamp.by.clone(),
        },
    }
}

/// The findings as they stand in files.
#[must_use]
pub fn findings(session: &Session) -> BTreeMap<String, FindingV1> {
    let findings = session.results().findings.iter();
    findings
        .map(|found| (found.key.clone(), finding(session, found)))
        .collect()
}

/// What the reviewer said about whole tables.
#[must_use]
pub fn tables(session: &Session) -> BTreeMap<String, TableV1> {
    TableId::ALL
        .into_iter()
        .filter_map(|id| Some((id.to_string(), table(session.decisions().table(id)?))))
        .collect()
}

/// A sign-off as it stands in files.
#[must_use]
pub fn sign_off(sign_off: &SignOff) -> SignOffV1 {
    SignOffV1 {
        by: sign_off.by.clone(),
        at: sign_off.at_secs,
        forced: sign_off.forced,
        left_open: sign_off.left_open,
        never_looked_at: sign_off.never_looked_at,
        open: sign_off
            .open
            .present()
            .map(|(kind, n)| (kind.key().to_owned(), n))
            .collect(),
    }
}

/// A decision as it stands in files.
#[must_use]
pub fn decision(decision: &Decision) -> DecisionV1 {
    DecisionV1 {
        verdict: decision.verdict.map_or("", Verdict::key).to_owned(),
        value: decision.value.number().map(|amount| amount.to_string()),
        state: decision.value.state().to_owned(),
        unit: decision.unit.clone(),
        entered: decision.entered.clone(),
        alternative: decision.alternative.map(|amount| amount.to_string()),
        spans: spans(&decision.spans),
        note: decision.note.clone(),
        origin: match decision.origin {
            Origin::Typed => OriginV1::Typed,
            Origin::Judged => OriginV1::Judged,
            Origin::Source => OriginV1::Source,
            Origin::Pasted => OriginV1::Pasted,
            Origin::Proposal {
                rank,
                margin,
                basis,
                footing,
            } => OriginV1::Repair {
                rank,
                margin,
                footing: Some(match footing {
                    Footing::Deduced => FootingV1::Deduced,
                    Footing::Estimated => FootingV1::Estimated,
                }),
                basis: match basis {
                    Basis::Cells => BasisV1::Cells,
                    Basis::Layout => BasisV1::Layout,
                    Basis::Estimate => BasisV1::Estimate,
                },
            },
        },
    }
}

fn keyed<T, U>(map: &BTreeMap<TableId, T>, convert: impl Fn(&T) -> U) -> BTreeMap<String, U> {
    map.iter()
        .map(|(table, item)| (table.to_string(), convert(item)))
        .collect()
}

fn cells(session: &Session) -> BTreeMap<String, CellV1> {
    let read = session.reading().cells.iter();
    let mut cells: BTreeMap<String, CellV1> = read
        .map(|(key, found)| (key.to_string(), cell(found)))
        .collect();
    for (key, decided) in session.decisions().cells() {
        let cell = cells.entry(key.to_string()).or_insert_with(|| CellV1 {
            state: "not-read".to_owned(),
            ..cell(&Found::absent())
        });
        cell.decision = Some(decision(decided));
    }
    cells
}

fn cell(found: &Found) -> CellV1 {
    CellV1 {
        printed: found.printed.clone(),
        value: found.value.number().map(|amount| amount.to_string()),
        unit: found.unit.clone(),
        state: found.value.state().to_owned(),
        uncertain: found.is_doubtful(),
        why: None,
        doubts: found.doubts.iter().map(Doubt::stored).collect(),
        method: (found.method != Method::default()).then(|| found.method.code().to_owned()),
        spans: spans(&found.spans),
        decision: None,
    }
}

fn finding(session: &Session, finding: &Finding) -> FindingV1 {
    FindingV1 {
        severity: match finding.severity {
            Severity::Hint => "hint",
            Severity::Warning => "warning",
            Severity::Error => "error",
        }
        .to_owned(),
        outcome: match finding.outcome {
            Verified::Broken => "broken",
            Verified::Conditional => "conditional",
            Verified::Undecided => "undecided",
        }
        .to_owned(),
        text: finding.text.clone(),
        judgement: session.judgement(&finding.key).map(judgement),
    }
}

fn judgement(judgement: &Judgement) -> JudgementV1 {
    JudgementV1 {
        verdict: judgement.verdict.key().to_owned(),
        note: judgement.note.clone(),
        figures: judgement.fingerprint.clone(),
    }
}

fn change(change: &Change) -> (SlotV1, Option<HeldV1>, Option<HeldV1>) {
    (
        slot(&change.slot),
        change.before.as_ref().map(held),
        change.after.as_ref().map(held),
    )
}

fn slot(slot: &Slot) -> SlotV1 {
    match slot {
        Slot::Report => SlotV1::Report,
        Slot::Header(field) => SlotV1::Header(field.key().to_owned()),
        Slot::Table(table) => SlotV1::Table(table.to_string()),
        Slot::Cell(cell) => SlotV1::Cell(cell.to_string()),
        Slot::Finding(key) => SlotV1::Finding(key.clone()),
    }
}

fn held(held: &Held) -> HeldV1 {
    match held {
        Held::SignOff(held) => HeldV1::SignOff(sign_off(held)),
        Held::Text(text) => HeldV1::Text(text.clone()),
        Held::Table(held) => HeldV1::Table(table(*held)),
        Held::Decision(held) => HeldV1::Decision(decision(held)),
        Held::Judgement(held) => HeldV1::Judgement(judgement(held)),
    }
}

fn table(decision: TableDecision) -> TableV1 {
    match decision {
        TableDecision::Missing => TableV1::Missing,
        TableDecision::Edition(edition) => TableV1::Edition(edition.0),
    }
}

fn heading(reading: &Reading) -> HeadingV1 {
    let heading = &reading.heading;
    let stated = |stated: &Option<Stated>| {
        stated
            .as_ref()
            .map(|stated| (stated.text.clone(), spans(&stated.spans)))
    };
    let disagreements = &heading.disagreements;
    let of_each = |part: fn(&Disagreement) -> String| disagreements.iter().map(part).collect();
    HeadingV1 {
        office: stated(&heading.office),
        year: stated(&heading.year),
        period: stated(&heading.period),
        sections: heading
            .sections
            .iter()
            .map(|section| (section.number, span(section.span)))
            .collect(),
        disagreements: of_each(|it| it.said.chinese.clone()),
        disputed: of_each(|it| it.about.key().to_owned()),
    }
}

fn report(source: &Source) -> ReportV1 {
    let grid_cell = |cell: &crate::source::GridCell| {
        (
            cell.row,
            cell.column,
            cell.row_span,
            cell.column_span,
            span(cell.span),
        )
    };
    ReportV1 {
        name: source.name.clone(),
        sha256: source.sha256.clone(),
        format: source.format.clone(),
        encoding: source.encoding.clone(),
        notices: sentences(&source.notices),
        pages: spans(&source.pages),
        recognised: spans(&source.recognised),
        seen: source.seen.iter().map(seen).collect(),
        columns_inferred: source
            .seen
            .iter()
            .filter(|seen| seen.is_column_inferred)
            .map(|seen| span(seen.span))
            .collect(),
        grids: source
            .grids
            .iter()
            .map(|grid| grid.cells.iter().map(grid_cell).collect())
            .collect(),
        text: source.text.clone(),
    }
}

fn seen(seen: &Seen) -> SeenV1 {
    let [left, top, right, bottom] = seen.area;
    let area = (left, top, right, bottom);
    (
        span(seen.span),
        seen.page,
        area,
        seen.sureness,
        seen.others.clone(),
    )
}

fn spans(spans: &[Span]) -> Vec<SpanV1> {
    spans.iter().copied().map(span).collect()
}

fn span(span: Span) -> SpanV1 {
    (span.start(), span.end())
}
