//! Where a problem stands, in words of the form and lines of the text.

use crate::form::naming::{cell_name, column_name, row_name};
use crate::form::schema::TableSpec;
use crate::form::{CellKey, catalogue};
use crate::review::Session;
use crate::rules::Finding;
use crate::source::Span;

/// Most cells a place names one by one.
const MOST_PLACES: usize = 3;

/// The column or row all cells share, else the cells, else the lines of the text.
pub(crate) fn place(session: &Session, finding: &Finding) -> String {
    let cells = &finding.cells;
    let shared = |same: fn(&CellKey, &CellKey) -> bool| {
        let first = cells.first();
        first.filter(|first| cells.len() > 1 && cells.iter().all(|cell| same(cell, first)))
    };
    let in_column = shared(|a, b| a.column == b.column && a.table == b.table);
    let in_row = shared(|a, b| a.row == b.row && a.table == b.table);
    if let (Some(cell), Some(spec)) = (in_column, cells.first().and_then(|c| spec(session, c))) {
        return format!("{}列", column_name(spec, &cell.row, &cell.column));
    }
    if let (Some(cell), Some(spec)) = (in_row, cells.first().and_then(|c| spec(session, c))) {
        return row_name(spec, &cell.row);
    }
    let names: Vec<String> = cells
        .iter()
        .take(MOST_PLACES)
        .map(|cell| name(session, cell))
        .collect();
    let place = match cells.len() {
        n if n > MOST_PLACES => format!("{} 等 {n} 格", names.join("、")),
        _ => names.join("、"),
    };
    let lines = lines(session, &finding.spans);
    match (place.is_empty(), lines.is_empty()) {
        (true, _) => lines,
        (false, true) => place,
        (false, false) => format!("{place}；{lines}"),
    }
}

fn spec<'a>(session: &Session, cell: &CellKey) -> Option<&'a TableSpec> {
    let edition = session.sheet().editions.get(&cell.table)?;
    catalogue::table(*edition, cell.table)
}

/// Row and column of a cell, without its table.
pub(crate) fn name(session: &Session, cell: &CellKey) -> String {
    spec(session, cell).map_or_else(String::new, |spec| cell_name(spec, cell))
}

/// `正文第 12、18 行`; empty for no span.
fn lines(session: &Session, spans: &[Span]) -> String {
    let text = &session.source().text;
    let line = |span: &Span| {
        let before = text.get(..span.start()).unwrap_or(text);
        before.matches('\n').count() + 1
    };
    let numbers: Vec<String> = spans.iter().map(|span| line(span).to_string()).collect();
    if numbers.is_empty() {
        return String::new();
    }
    format!("正文第 {} 行", numbers.join("、"))
}
