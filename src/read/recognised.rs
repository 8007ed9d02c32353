//! What the tables of a text that was recognised from a picture leave in doubt.

use std::collections::BTreeSet;

use crate::form::{CellKey, TableId};
use crate::read::doubt::Doubt;
use crate::read::reading::{Found, Reading};
use crate::source::seen::Seen;
use crate::source::{Source, Span};

/// Makes the cells uncertain that the recognition leaves open; `n_misread` are the signs of misread glyphs in the tables.
pub(super) fn doubt(reading: &mut Reading, source: &Source, n_misread: usize) {
    if n_misread >= MISREAD_LEAST {
        misread(reading);
    }
    in_scan(reading, &source.recognised);
    unclear(reading, &source.seen);
    inferred(reading, &source.seen);
}

/// So many signs of misread glyphs in its tables show that a text was recognised from a picture.
const MISREAD_LEAST: usize = 5;

/// Makes the numbers other than 0 doubtful that no sum of the form bears out: those of table two.
fn misread(reading: &mut Reading) {
    let of_proactive = |(key, _): &(&CellKey, &mut Found)| key.table == TableId::Proactive;
    for (_, found) in reading.cells.iter_mut().filter(of_proactive) {
        if found.value.is_nonzero() && !found.is_doubtful() {
            found.doubts.push(Doubt::Misread);
        }
    }
}

/// Makes every cell in a `recognised` part of the text uncertain; one that is so already keeps its reason.
fn in_scan(reading: &mut Reading, recognised: &[Span]) {
    let is_inside = |span: &Span| {
        let mut parts = recognised.iter();
        parts.any(|part| part.start() <= span.start() && span.start() <= part.end())
    };
    let cells = reading.cells.values_mut();
    for found in cells.filter(|found| found.spans.iter().any(is_inside)) {
        if found.doubts.is_empty() {
            found.doubts.push(Doubt::Recognised);
        }
    }
}

/// Probability below which a figure that was recognised in a picture is in doubt, in thousandths, among the digits it may be.
/// Measured on fourteen scans and on 27 copies of nine of them at 60 to 110 dots per inch, blurred, speckled, compressed or cut
/// to black and white: a lower bar lets misread figures through there, a higher one marks right ones.
pub const SURE: u16 = 990;

/// Makes every cell uncertain whose figure was not clear in the picture.
fn unclear(reading: &mut Reading, seen: &[Seen]) {
    let unsure: Vec<&Seen> = seen.iter().filter(|seen| seen.sureness < SURE).collect();
    if unsure.is_empty() {
        return;
    }
    for found in reading.cells.values_mut() {
        let is_own = |seen: &&&Seen| found.spans.iter().any(|span| seen.span.overlaps(*span));
        let Some(first) = unsure.iter().find(is_own) else {
            continue;
        };
        found.doubts.push(match first.disagreeing() {
            Some(_) => Doubt::TwoReadings,
            None => Doubt::Unclear,
        });
    }
}

/// Makes the rows uncertain in which figures stand in columns that were inferred from distances, blanks included; a row with a
/// number in each of its cells has them in the only places there are.
fn inferred(reading: &mut Reading, seen: &[Seen]) {
    let parts: Vec<Span> = seen
        .iter()
        .filter(|seen| seen.is_column_inferred)
        .map(|seen| seen.span)
        .collect();
    if parts.is_empty() {
        return;
    }
    let is_inferred = |span: &Span| parts.iter().any(|part| part.overlaps(*span));
    let row = |key: &CellKey| (key.table, key.row.clone());
    let cells = reading.cells.iter();
    let rows = cells
        .clone()
        .filter(|(_, found)| found.spans.iter().any(is_inferred));
    let mut rows: BTreeSet<_> = rows.map(|(key, _)| row(key)).collect();
    let short = cells.filter(|(_, found)| found.value.number().is_none());
    let short: BTreeSet<_> = short.map(|(key, _)| row(key)).collect();
    rows.retain(|row| short.contains(row));
    for (key, found) in &mut reading.cells {
        if found.doubts.is_empty() && rows.contains(&row(key)) {
            found.doubts.push(Doubt::ByRuler);
        }
    }
}
