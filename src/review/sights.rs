//! What was seen of a cell in the picture that its report was recognised from.

use crate::form::CellKey;
use crate::read::{Found, Reading};
use crate::repair::Recognised;
use crate::review::session::Session;
use crate::source::Source;
use crate::source::seen::Seen;

/// What was seen of the figures that `cell` was read from.
pub fn of_cell<'a>(session: &'a Session, cell: &CellKey) -> impl Iterator<Item = &'a Seen> {
    let found = session.reading().cell(cell);
    found
        .into_iter()
        .flat_map(|found| of_found(session.source(), found))
}

/// What was seen of the figures of `source` that a cell was read from.
pub fn of_found<'a>(source: &'a Source, found: &'a Found) -> impl Iterator<Item = &'a Seen> {
    source.seen.iter().filter(|seen| {
        let mut spans = found.spans.iter();
        spans.any(|span| seen.span.start() < span.end() && span.start() < seen.span.end())
    })
}

/// What the recogniser thought of beside what it read, of each cell that holds nothing but one figure.
pub(super) fn alternatives(
    source: &Source,
    reading: &Reading,
) -> impl Iterator<Item = (CellKey, Recognised)> {
    let cells = reading.cells.iter();
    cells.filter_map(|(cell, found)| {
        let mut seen = of_found(source, found);
        let only = seen.next()?;
        let is_whole = only.span.of(&source.text) == found.printed.trim();
        let told = is_whole && seen.next().is_none() && !only.others.is_empty();
        told.then(|| {
            let recognised = Recognised {
                sureness: only.sureness,
                others: only.others.clone(),
            };
            (cell.clone(), recognised)
        })
    })
}
