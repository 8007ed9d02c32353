//! Sentences of invented reports, and what they say about the tables.
//!
//! `requests`, `disputes`, `documents` and `denials` show what is read in a sentence; `heard` has the many ways to put a
//! figure, `silent` the figures of other matters, `remainder`
//! what is left of something counted before; `report` is about reports rather than sentences.
//!
//! A case is a sentence and its claims, one a line: `result value cells`. Cells are written without their table where
//! the row tells it, a group of cells by its first and its number of cells.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod denials;
mod disputes;
mod documents;
mod heard;
mod remainder;
mod report;
mod requests;
mod silent;

use gouji::amount::Amount;
use gouji::claims::{self, Judged};
use gouji::form::{CellKey, EditionId, Sheet, TableId, catalogue};
use gouji::source::Span;
use gouji::value::Value;

/// An invented report of 2022: 28 + 3 = 26 + 5.
const CELLS: &[(&str, &str)] = &[
    ("requests.received.natural_person", "20"),
    ("requests.received.enterprise", "5"),
    ("requests.received.other_organization", "3"),
    ("requests.received.total", "28"),
    ("requests.carried_in.natural_person", "3"),
    ("requests.carried_in.total", "3"),
    ("requests.granted.total", "10"),
    ("requests.partly_granted.total", "2"),
    ("requests.denied.process_information.total", "3"),
    ("requests.denied.enforcement_file.total", "1"),
    ("requests.unavailable.not_held.total", "5"),
    ("requests.unavailable.needs_creation.total", "1"),
    ("requests.rejected.petition.total", "1"),
    ("requests.other.not_corrected.total", "2"),
    ("requests.other.other.total", "1"),
    ("requests.processed_total.natural_person", "19"),
    ("requests.processed_total.total", "26"),
    ("requests.carried_out.total", "5"),
    ("disputes.reconsideration.upheld", "2"),
    ("disputes.reconsideration.corrected", "1"),
    ("disputes.reconsideration.pending", "1"),
    ("disputes.reconsideration.total", "4"),
    ("disputes.direct_suit.pending", "2"),
    ("disputes.direct_suit.total", "2"),
    ("disputes.suit_after_reconsideration.upheld", "1"),
    ("disputes.suit_after_reconsideration.total", "1"),
    ("proactive.normative_documents.made", "3"),
    ("proactive.normative_documents.repealed", "2"),
    ("proactive.normative_documents.in_force", "17"),
    ("proactive.licensing.decisions", "120"),
    ("proactive.penalties.decisions", "45"),
    ("proactive.coercion.decisions", "6"),
    ("proactive.fees.amount", "12.50"),
];

const TITLE: &str = "青岚县白榆镇人民政府2022年政府信息公开工作年度报告\n一、总体情况。2022年，";

fn sheet() -> Sheet {
    let mut sheet = Sheet::default();
    for table in TableId::ALL {
        let edition = EditionId(2021);
        let spec = catalogue::table(edition, table).unwrap();
        let rows = spec.official_rows();
        for cell in spec.cells(table, &rows) {
            sheet.cells.insert(cell, Value::Number(Amount::ZERO));
        }
        sheet.editions.insert(table, edition);
        sheet.rows.insert(table, rows);
    }
    for (key, value) in CELLS {
        let cell: CellKey = key.parse().unwrap();
        let value = Value::Number(Amount::parse(value).unwrap());
        assert!(sheet.cells.insert(cell, value).is_some(), "{key}");
    }
    sheet
}

/// Every claim of the prose as a line.
fn lines(prose: &str) -> Vec<String> {
    let text = format!("{TITLE}{prose}");
    let claims = claims::read(
        &text,
        &[Span::new(0, text.len())],
        claims::Report::default(),
    );
    for claim in &claims {
        let squeezed: String = claim.span.of(&text).split_whitespace().collect();
        assert!(!squeezed.is_empty() && !claim.text.is_empty(), "{claim:?}");
    }
    let compared = claims::compare(&claims, &sheet());
    let line = |result: &claims::ClaimResult| {
        let word = match &result.judged {
            Judged::Agrees { .. } => "agrees",
            Judged::Disagrees { .. } => "disagrees",
            Judged::NoCell { .. } => "no-cell",
            Judged::NotUnderstood { .. } => "not-understood",
        };
        let cells = match result.judged.cells() {
            [] => String::new(),
            [cell] => format!(" {}.{}", cell.row, cell.column),
            [cell, ..] => format!(
                " {}.{} ({})",
                cell.row,
                cell.column,
                result.judged.cells().len()
            ),
        };
        format!("{word} {}{cells}", result.claim.amount)
    };
    compared.iter().map(line).collect()
}

#[track_caller]
fn check_claims(prose: &str, expected: &[&str]) {
    assert_eq!(lines(prose), expected, "{prose}");
}

/// None of the sentences may accuse.
#[track_caller]
fn check_silent(sentences: &[&str]) {
    let accuses = |line: &String| line.starts_with("disagrees");
    let accusing: Vec<(&str, Vec<String>)> = sentences
        .iter()
        .map(|prose| (*prose, lines(prose)))
        .filter(|(_, lines)| lines.iter().any(accuses))
        .collect();
    assert!(accusing.is_empty(), "{accusing:#?}");
}
