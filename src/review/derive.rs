//! What follows from reading and decisions: the sheet, its results, and an index of both.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use crate::claims::Claim;
use crate::form::schema::Extra;
use crate::form::schema::TableSpec;
use crate::form::{CellKey, EditionId, RowKey, Sheet, TableId, catalogue};
use crate::read::{Doubt, Found, Reading, Stated};
use crate::review::evidence;
use crate::review::fingerprint::Fingerprint;
use crate::review::missed;
use crate::review::slot::{Decisions, HeaderField, TableDecision};
use crate::rules::{Given, Neighbours, Results, Verified};
use crate::value::Value;

/// Everything derived from a reading and the decisions about it.
#[derive(Clone, Debug, Default)]
pub(crate) struct Derived {
    /// The values that hold.
    pub sheet: Sheet,
    /// Outcomes and findings.
    pub results: Results,
    /// The fingerprint of each finding, by key.
    pub fingerprints: BTreeMap<String, Fingerprint>,
    /// Keys of broken rules that are not broken when the alternatives beside 原文如此 are used.
    pub explained: BTreeSet<String>,
    /// How many equations each cell stands in.
    pub coverage: BTreeMap<CellKey, usize>,
}

/// Derives everything anew from the text of a report, its reading as it was made, what the prose says (`claims`), the
/// reports of the years before and after, and what is decided.
pub(crate) fn derive(
    text: &str,
    reading: &Reading,
    claims: &[Claim],
    neighbours: &Neighbours,
    decisions: &Decisions,
) -> Derived {
    let sheet = sheet(reading, decisions);
    let given = Given {
        sheet: &sheet,
        reading: &corrected(reading, decisions),
        text,
        prose: &[],
        neighbours,
        settled: &decisions.settled_cells(),
    };
    let mut results = evidence::check(claims, &given);
    let explained = explained(&given, claims, decisions, &results);
    results.findings.extend(missed::findings(text, decisions));
    let fingerprints = results
        .findings
        .iter()
        .map(|finding| (finding.key.clone(), Fingerprint::of(finding, &sheet)))
        .collect();
    let mut coverage = BTreeMap::new();
    for checked in &results.equations {
        for cell in checked.equation.cells() {
            *coverage.entry(cell.clone()).or_insert(0) += 1;
        }
    }
    Derived {
        sheet,
        results,
        fingerprints,
        explained,
        coverage,
    }
}

/// The reading as the rules see it: with the header the reviewer corrected and the units the reviewer set. What was put
/// into a cell and nobody stands for is as doubtful as what was read in doubt.
fn corrected<'a>(reading: &'a Reading, decisions: &Decisions) -> Cow<'a, Reading> {
    let mut reading = Cow::Borrowed(reading);
    correct_heading(&mut reading, decisions);
    for (cell, decision) in decisions.cells() {
        if decision.unit.is_some()
            && let Some(found) = reading.to_mut().cells.get_mut(cell)
        {
            found.unit.clone_from(&decision.unit);
        }
        let is_estimate = reading.is_replaced(cell, decision.value) && !decision.is_settled();
        if is_estimate && !decision.value.is_unread() {
            let found = reading.to_mut().cells.entry(cell.clone());
            let found = found.or_insert_with(Found::absent);
            found.value = decision.value;
            found.doubts = vec![Doubt::Estimated];
        }
    }
    reading
}

fn correct_heading(reading: &mut Cow<Reading>, decisions: &Decisions) {
    for field in HeaderField::ALL {
        let Some(text) = decisions.header(field) else {
            continue;
        };
        let heading = &mut reading.to_mut().heading;
        let stated = match field {
            HeaderField::Office => &mut heading.office,
            HeaderField::Year => &mut heading.year,
            HeaderField::Period => &mut heading.period,
        };
        let spans = stated.take().map(|stated| stated.spans).unwrap_or_default();
        *stated = Some(Stated {
            text: text.to_owned(),
            spans,
        });
        // The witnesses contradicted the year that was read, not the one the reviewer set.
        if field == HeaderField::Year {
            heading.disagreements.clear();
        }
    }
}

fn sheet(reading: &Reading, decisions: &Decisions) -> Sheet {
    let mut sheet = Sheet::default();
    for table in TableId::ALL {
        let edition = match decisions.table(table) {
            Some(TableDecision::Missing) => None,
            Some(TableDecision::Edition(edition)) => Some(edition),
            None => reading.editions.get(&table).copied(),
        };
        let Some((edition, spec)) =
            edition.and_then(|edition| Some((edition, catalogue::table(edition, table)?)))
        else {
            continue;
        };
        let rows = rows(table, edition, spec, reading, decisions);
        for cell in spec.cells(table, &rows) {
            let value = value(&cell, reading, decisions);
            sheet.cells.insert(cell, value);
        }
        sheet.editions.insert(table, edition);
        sheet.rows.insert(table, rows);
    }
    sheet
}

fn value(cell: &CellKey, reading: &Reading, decisions: &Decisions) -> Value {
    let read = || reading.cell(cell).map(|found| found.value);
    decisions
        .cell(cell)
        .map(|decision| decision.value)
        .or_else(read)
        .unwrap_or(Value::Absent)
}

/// The rows of a table: as read, or the official ones where the edition is the reviewer's; with the sub-rows the reviewer
/// entered, in place of their bare row if nobody found anything in it.
fn rows(
    table: TableId,
    edition: EditionId,
    spec: &TableSpec,
    reading: &Reading,
    decisions: &Decisions,
) -> Vec<RowKey> {
    let as_read = reading.editions.get(&table) == Some(&edition);
    let mut rows = match reading.rows.get(&table) {
        Some(rows) if as_read => rows.clone(),
        _ => spec.official_rows(),
    };
    for (cell, _) in decisions.cells() {
        let known = spec.column(&cell.row, &cell.column).is_some();
        if cell.table == table && known && !rows.contains(&cell.row) {
            insert_row(&mut rows, &cell.row, spec);
        }
    }
    let is_split = |row: &RowKey| {
        row.sub_label().is_none()
            && rows
                .iter()
                .any(|other| other.sub_label().is_some() && other.base() == row.base())
    };
    let is_empty = |row: &RowKey| {
        spec.cells(table, std::slice::from_ref(row))
            .iter()
            .all(|cell| value(cell, reading, decisions) == Value::Absent)
    };
    rows.iter()
        .filter(|row| !(is_split(row) && is_empty(row)))
        .cloned()
        .collect()
}

/// Puts `row` behind the last row that stands before it, or with it, on the form.
fn insert_row(rows: &mut Vec<RowKey>, row: &RowKey, spec: &TableSpec) {
    let order = |key: &RowKey| spec.rows().position(|(_, row)| row.key == key.base());
    let at = rows
        .iter()
        .rposition(|other| order(other) <= order(row))
        .map_or(0, |at| at + 1);
    rows.insert(at, row.clone());
}

/// Whether the reviewer may decide about `cell`: a cell of the sheet, or of a sub-row that the form allows.
pub(crate) fn may_hold(cell: &CellKey, sheet: &Sheet) -> bool {
    let spec = sheet
        .editions
        .get(&cell.table)
        .and_then(|edition| catalogue::table(*edition, cell.table));
    let Some(spec) = spec else {
        return false;
    };
    let allowed = match spec.row(&cell.row) {
        None => false,
        Some((_, row)) => match (row.extra, cell.row.sub_label()) {
            (_, None) => true,
            (Extra::No, Some(_)) => false,
            (Extra::Splits | Extra::Added, Some(label)) => !label.is_empty(),
        },
    };
    allowed && spec.column(&cell.row, &cell.column).is_some()
}

/// The sheet in which the alternatives beside 原文如此 stand in the place of what the office printed.
pub(super) fn consistent(sheet: &Sheet, decisions: &Decisions) -> Sheet {
    let mut consistent = sheet.clone();
    for (cell, decision) in decisions.cells() {
        if let (Some(amount), Some(value)) = (decision.alternative, consistent.cells.get_mut(cell))
        {
            *value = Value::Number(amount);
        }
    }
    consistent
}

/// A broken rule is explained when it is not broken in a sheet in which the alternatives beside 原文如此 stand.
fn explained(
    given: &Given,
    claims: &[Claim],
    decisions: &Decisions,
    results: &Results,
) -> BTreeSet<String> {
    let consistent = consistent(given.sheet, decisions);
    if consistent == *given.sheet {
        return BTreeSet::new();
    }
    let broken = |results: &Results| -> BTreeSet<String> {
        let findings = results.findings.iter();
        findings
            .filter(|finding| finding.outcome == Verified::Broken)
            .map(|finding| finding.key.clone())
            .collect()
    };
    let given = Given {
        sheet: &consistent,
        ..*given
    };
    let remaining = broken(&evidence::check(claims, &given));
    broken(results).difference(&remaining).cloned().collect()
}
