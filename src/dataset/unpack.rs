//! Schema 1 becomes source, reading and journal. Everything is checked on the way: places must lie in the text, keys must
//! be known. An error is the tail of a sentence: what is wrong with the file.

use std::collections::BTreeMap;

use crate::amount::Amount;
use crate::dataset::disagreements;
use crate::dataset::v1::{
    BasisV1, CellV1, DecisionV1, FileV1, FootingV1, GridCellV1, HeldV1, JudgementV1, OriginV1,
    RecordV1, SeenV1, SignOffV1, SlotV1, SpanV1, TableV1,
};
use crate::form::{CellKey, EditionId, RowKey, TableId, catalogue};
use crate::read::{
    Coverage, Doubt, Found, Heading, LabelPlace, Leftover, Method, Reading, Section, Stated,
};
use crate::review::problems::ProblemKind;
use crate::review::{
    Basis, Change, Decision, Entry, Footing, HeaderField, Held, Judgement, Origin, Record, SignOff,
    Slot, Stamp, TableDecision, Verdict,
};
use crate::said::{Said, Told, said};
use crate::source::seen::Seen;
use crate::source::{Grid, GridCell, Source, Span};
use crate::value::Value;

/// What is wrong with a file, as the tail of a sentence.
pub type Flaw = Said;

/// The source in `file`.
///
/// # Errors
/// When a place lies outside the text.
pub fn source(file: &FileV1) -> Result<Source, Flaw> {
    let report = &file.report;
    let text = &report.text;
    let grid = |cells: &Vec<GridCellV1>| {
        let cells = cells.iter().map(|(row, column, rows, columns, place)| {
            Ok(GridCell {
                row: *row,
                column: *column,
                row_span: *rows,
                column_span: *columns,
                span: span(text, *place)?,
            })
        });
        Ok(Grid {
            cells: cells.collect::<Result<_, Flaw>>()?,
        })
    };
    Ok(Source {
        name: report.name.clone(),
        sha256: report.sha256.clone(),
        format: report.format.clone(),
        encoding: report.encoding.clone(),
        grids: report.grids.iter().map(grid).collect::<Result<_, Flaw>>()?,
        pages: spans(text, &report.pages)?,
        recognised: spans(text, &report.recognised)?,
        seen: report
            .seen
            .iter()
            .map(|entry| seen(text, entry, report.columns_inferred.contains(&entry.0)))
            .collect::<Result<_, Flaw>>()?,
        places: Vec::new(),
        notices: sentences(file, &report.notices),
        text: text.clone(),
    })
}

fn seen(
    text: &str,
    (place, page, area, sureness, others): &SeenV1,
    is_column_inferred: bool,
) -> Result<Seen, Flaw> {
    let (left, top, right, bottom) = *area;
    Ok(Seen {
        span: span(text, *place)?,
        page: *page,
        area: [left, top, right, bottom],
        sureness: *sureness,
        others: others.clone(),
        is_column_inferred,
    })
}

/// The reading in `file`.
///
/// # Errors
/// When a key is unknown or a place lies outside the text.
pub fn reading(file: &FileV1) -> Result<Reading, Flaw> {
    let text = &file.report.text;
    Ok(Reading {
        editions: keyed(&file.editions, |edition| Ok(EditionId(*edition)))?,
        edition_evidence: keyed(&file.evidence, |evidence| Ok(sentence(file, evidence)))?,
        rows: keyed(&file.rows, |rows| {
            Ok(rows.iter().map(RowKey::new).collect())
        })?,
        inferred_rows: keyed(&file.inferred_rows, |rows| {
            Ok(rows.iter().map(RowKey::new).collect())
        })?,
        unaligned: file
            .unaligned
            .iter()
            .map(|id| table(id))
            .collect::<Result<_, Flaw>>()?,
        assumed: file
            .assumed_editions
            .iter()
            .map(|id| table(id))
            .collect::<Result<_, Flaw>>()?,
        cells: cells(file)?,
        labels: file
            .labels
            .iter()
            .map(|(id, row, place)| {
                Ok(LabelPlace {
                    table: table(id)?,
                    row: row.as_deref().map(RowKey::new),
                    span: span(text, *place)?,
                })
            })
            .collect::<Result<_, Flaw>>()?,
        coverage: keyed(&file.coverage, |coverage| {
            Ok(Coverage {
                rows: coverage.rows,
                cells: coverage.cells,
                lines: coverage.lines,
            })
        })?,
        leftovers: file
            .leftovers
            .iter()
            .map(|(id, token, place)| {
                Ok(Leftover {
                    table: table(id)?,
                    text: token.clone(),
                    span: span(text, *place)?,
                })
            })
            .collect::<Result<_, Flaw>>()?,
        heading: heading(file)?,
        notices: sentences(file, &file.notices),
    })
}

/// One line of the journal; `text` is the source's.
///
/// # Errors
/// When a key is unknown or a place lies outside the text.
pub fn record(text: &str, record: &RecordV1) -> Result<Record, Flaw> {
    let stamp = |by: &String, at: u64| Stamp {
        by: by.clone(),
        at_secs: at,
    };
    Ok(match record {
        RecordV1::Do {
            at,
            by,
            label,
            changes,
        } => Record::Do(Entry {
            label: label.clone(),
            changes: changes
                .iter()
                .map(|(place, before, after)| {
                    Ok(Change {
                        slot: slot(place)?,
                        before: before.as_ref().map(|it| held(text, it)).transpose()?,
                        after: after.as_ref().map(|it| held(text, it)).transpose()?,
                    })
                })
                .collect::<Result<_, Flaw>>()?,
            stamp: stamp(by, *at),
        }),
        RecordV1::Undo { at, by } => Record::Undo(stamp(by, *at)),
        RecordV1::Redo { at, by } => Record::Redo(stamp(by, *at)),
    })
}

fn cells(file: &FileV1) -> Result<BTreeMap<CellKey, Found>, Flaw> {
    let mut cells = BTreeMap::new();
    for (key, cell) in &file.cells {
        let key = cell_key(key)?;
        if cell.state != "not-read" {
            let found =
                found(&file.report.text, cell).map_err(|flaw| in_cell(&key.to_string(), &flaw))?;
            cells.insert(key, found);
        }
    }
    Ok(cells)
}

fn found(text: &str, cell: &CellV1) -> Result<Found, Flaw> {
    let spans = spans(text, &cell.spans)?;
    Ok(Found {
        printed: cell.printed.clone(),
        value: value(&cell.state, cell.value.as_deref())?,
        unit: cell.unit.clone(),
        spans,
        doubts: doubts(cell),
        method: cell
            .method
            .as_deref()
            .map_or_else(Method::default, Method::from_code),
    })
}

fn doubts(cell: &CellV1) -> Vec<Doubt> {
    if cell.uncertain && cell.doubts.is_empty() {
        return Doubt::from_sentences(cell.why.as_deref().unwrap_or_default());
    }
    let stored = cell.doubts.iter();
    stored.map(|stored| Doubt::from_stored(stored)).collect()
}

fn heading(file: &FileV1) -> Result<Heading, Flaw> {
    let text = &file.report.text;
    let stated = |stated: &Option<(String, Vec<SpanV1>)>| {
        let Some((words, places)) = stated else {
            return Ok(None);
        };
        Ok::<_, Flaw>(Some(Stated {
            text: words.clone(),
            spans: spans(text, places)?,
        }))
    };
    let heading = &file.heading;
    Ok(Heading {
        office: stated(&heading.office)?,
        year: stated(&heading.year)?,
        period: stated(&heading.period)?,
        sections: heading
            .sections
            .iter()
            .map(|(number, place)| {
                Ok(Section {
                    number: *number,
                    span: span(text, *place)?,
                })
            })
            .collect::<Result<_, Flaw>>()?,
        disagreements: disagreements::of_file(heading, |told| sentence(file, told))?,
    })
}

fn in_cell(key: &str, flaw: &Flaw) -> Flaw {
    let Said { chinese, english } = flaw;
    Said::new(format!("{key}：{chinese}"), format!("{key}: {english}"))
}

fn sentences(file: &FileV1, chinese: &[String]) -> Vec<Said> {
    chinese.iter().map(|text| sentence(file, text)).collect()
}

/// A sentence that the file keeps, with what it says of it in English.
fn sentence(file: &FileV1, chinese: &str) -> Said {
    match file.english.get(chinese) {
        Some(english) => Said::new(chinese, english),
        None => Said::same(chinese),
    }
}

fn slot(slot: &SlotV1) -> Result<Slot, Flaw> {
    Ok(match slot {
        SlotV1::Report => Slot::Report,
        SlotV1::Header(key) => Slot::Header(HeaderField::from_key(key).ok_or_else(|| {
            said!(
                "“{key}”不是已知的抬头项",
                "“{key}” is no field of the heading"
            )
        })?),
        SlotV1::Table(key) => Slot::Table(table(key)?),
        SlotV1::Cell(key) => Slot::Cell(cell_key(key)?),
        SlotV1::Finding(key) => Slot::Finding(key.clone()),
    })
}

fn held(text: &str, held: &HeldV1) -> Result<Held, Flaw> {
    Ok(match held {
        HeldV1::SignOff(held) => Held::SignOff(sign_off(held)?),
        HeldV1::Text(text) => Held::Text(text.clone()),
        HeldV1::Table(TableV1::Missing) => Held::Table(TableDecision::Missing),
        HeldV1::Table(TableV1::Edition(edition)) => {
            Held::Table(TableDecision::Edition(EditionId(*edition)))
        }
        HeldV1::Decision(held) => Held::Decision(Box::new(decision(text, held)?)),
        HeldV1::Judgement(held) => Held::Judgement(judgement(held)?),
    })
}

fn sign_off(sign_off: &SignOffV1) -> Result<SignOff, Flaw> {
    let open = sign_off.open.iter().map(|(key, n)| {
        let kind = ProblemKind::from_key(key);
        Ok((
            kind.ok_or_else(|| {
                said!(
                    "“{key}”不是已知的待处理类别",
                    "“{key}” is no kind of open thing"
                )
            })?,
            *n,
        ))
    });
    Ok(SignOff {
        by: sign_off.by.clone(),
        at_secs: sign_off.at,
        forced: sign_off.forced,
        left_open: sign_off.left_open,
        never_looked_at: sign_off.never_looked_at,
        open: open.collect::<Result<_, Flaw>>()?,
    })
}

fn judgement(judgement: &JudgementV1) -> Result<Judgement, Flaw> {
    Ok(Judgement {
        verdict: verdict(&judgement.verdict)?,
        note: judgement.note.clone(),
        fingerprint: judgement.figures.clone(),
    })
}

/// A decision about a cell.
///
/// # Errors
/// When a key or value is unknown or a place lies outside the text.
pub fn decision(text: &str, decision: &DecisionV1) -> Result<Decision, Flaw> {
    let origin = origin(decision.origin);
    Ok(Decision {
        value: value(&decision.state, decision.value.as_deref())?,
        entered: decision.entered.clone(),
        unit: decision.unit.clone(),
        alternative: decision.alternative.as_deref().map(amount).transpose()?,
        verdict: match verdict_of_cell(&decision.verdict)? {
            // Estimates were once written down as postponed by the reviewer, who had not looked at them.
            Some(Verdict::Doubtful) if origin.footing() == Some(Footing::Estimated) => None,
            verdict => verdict,
        },
        spans: spans(text, &decision.spans)?,
        note: decision.note.clone(),
        origin,
    })
}

fn origin(origin: OriginV1) -> Origin {
    match origin {
        OriginV1::Typed => Origin::Typed,
        OriginV1::Judged => Origin::Judged,
        OriginV1::Source => Origin::Source,
        OriginV1::Pasted => Origin::Pasted,
        OriginV1::Proposal(rank) => Origin::Proposal {
            rank,
            margin: None,
            basis: Basis::Cells,
            footing: Footing::Deduced,
        },
        OriginV1::Repair {
            rank,
            margin,
            basis,
            footing,
        } => Origin::Proposal {
            rank,
            margin,
            basis: match basis {
                BasisV1::Cells => Basis::Cells,
                BasisV1::Layout => Basis::Layout,
                BasisV1::Estimate => Basis::Estimate,
            },
            footing: match (footing, basis) {
                (Some(FootingV1::Estimated), _) | (None, BasisV1::Estimate) => Footing::Estimated,
                (Some(FootingV1::Deduced) | None, _) => Footing::Deduced,
            },
        },
    }
}

fn keyed<T, U>(
    map: &BTreeMap<String, T>,
    convert: impl Fn(&T) -> Result<U, Flaw>,
) -> Result<BTreeMap<TableId, U>, Flaw> {
    map.iter()
        .map(|(key, item)| Ok((table(key)?, convert(item)?)))
        .collect()
}

fn table(key: &str) -> Result<TableId, Flaw> {
    TableId::from_key(key).ok_or_else(|| said!("“{key}”不是已知的表", "“{key}” is no table"))
}

/// The key of a cell that some edition of the form has.
fn cell_key(key: &str) -> Result<CellKey, Flaw> {
    let cell: CellKey = key
        .parse()
        .map_err(|error: crate::form::key::KeyError| error.said())?;
    let known = catalogue::editions()
        .iter()
        .filter_map(|edition| edition.table(cell.table))
        .any(|spec| spec.column(&cell.row, &cell.column).is_some());
    if known {
        Ok(cell)
    } else {
        Err(said!(
            "“{key}”不是表格里的单元格",
            "“{key}” is no cell of a table"
        ))
    }
}

fn value(state: &str, number: Option<&str>) -> Result<Value, Flaw> {
    let number = number.map(amount).transpose()?;
    Value::from_state(state, number).ok_or_else(|| {
        said!(
            "单元格状态“{state}”不可用或缺少数值",
            "the state “{state}” is not known or lacks its value"
        )
    })
}

fn amount(text: &str) -> Result<Amount, Flaw> {
    Amount::parse(text).ok_or_else(|| said!("“{text}”不是数", "“{text}” is no number"))
}

/// A cell with a remark only has no verdict.
fn verdict_of_cell(key: &str) -> Result<Option<Verdict>, Flaw> {
    if key.is_empty() {
        return Ok(None);
    }
    verdict(key).map(Some)
}

fn verdict(key: &str) -> Result<Verdict, Flaw> {
    Verdict::from_key(key).ok_or_else(|| said!("“{key}”不是已知的判定", "“{key}” is no verdict"))
}

fn spans(text: &str, places: &[SpanV1]) -> Result<Vec<Span>, Flaw> {
    places.iter().map(|place| span(text, *place)).collect()
}

fn span(text: &str, (start, end): SpanV1) -> Result<Span, Flaw> {
    match text.get(start..end) {
        Some(_) => Ok(Span::new(start, end)),
        None => Err(said!(
            "位置 {start}–{end} 不在原文内",
            "the place {start}–{end} is not in the text"
        )),
    }
}
