//! Cuts a text into rows: its lines, and the records of separated values in it. All of them become lines with fields, so
//! that the reader knows one kind of grid.

use std::collections::BTreeMap;

use crate::read::pieces::{bullets, commas, numbering};
use crate::source::{Grid, Span};

/// A line of the text, or a record that may run over several.
#[derive(Clone, Debug)]
pub(super) struct Record {
    /// What it is cut from.
    pub span: Span,
    /// The line of the text it begins on, from 0.
    pub number: usize,
    /// Its fields, if commas part them.
    pub fields: Option<Vec<Span>>,
}

/// The rows of `text`.
pub(super) fn rows(text: &str) -> Vec<Record> {
    let lines = numbering::without(text, bullets::without(text, lines(text)));
    let mut rows = Vec::with_capacity(lines.len());
    let mut records = commas::records(text, &lines).into_iter().peekable();
    let mut number = 0;
    while let Some(line) = lines.get(number).copied() {
        let record = records.next_if(|record| record.lines.start <= number);
        let end = record
            .as_ref()
            .map_or(number, |record| record.lines.end - 1);
        rows.push(Record {
            span: lines.get(end).map_or(line, |last| line.cover(*last)),
            number,
            fields: record.map(|record| record.fields),
        });
        number = end + 1;
    }
    rows
}

/// The lines of `text` without line feeds, and without form feeds at their ends.
fn lines(text: &str) -> Vec<Span> {
    let mut start = 0;
    let line = |raw: &str| {
        let content = raw.trim_matches('\u{c}');
        let at = start + raw.find(content).unwrap_or(0);
        start += raw.len() + 1;
        Span::new(at, at + content.len())
    };
    text.split('\n').map(line).collect()
}

/// Columns that the cells of the format's own grids cover, by where they begin.
pub(super) fn widths(grids: &[Grid]) -> BTreeMap<usize, usize> {
    let cells = grids.iter().flat_map(|grid| &grid.cells);
    let width = |span: u32| usize::try_from(span).unwrap_or(1);
    cells
        .map(|cell| (cell.span.start(), width(cell.column_span)))
        .collect()
}
