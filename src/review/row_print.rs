//! What the source prints in a row: the characters behind each of its cells, and the lines they stand in.

use std::collections::BTreeSet;

use crate::form::CellKey;
use crate::review::order::cells_in_order;
use crate::review::session::Session;
use crate::review::status::spans_of;
use crate::source::Span;

/// Most lines that are shown of a row.
const MOST_LINES: usize = 3;

/// What the source prints in a row.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RowPrint {
    /// The cells of the row with the places of their characters; none for a cell that was not found.
    pub cells: Vec<(CellKey, Vec<Span>)>,
    /// The lines of the source, each whole and not empty, in their order.
    pub lines: Vec<Span>,
    /// Whether anything of the row was found. If not, the lines are those between the rows before and after it.
    pub is_found: bool,
}

/// What the source prints in `row`, the cells that stand beside each other; of many lines, those around `cell`.
#[must_use]
pub fn row_print(session: &Session, row: &[CellKey], cell: &CellKey) -> RowPrint {
    let own = row
        .iter()
        .map(|other| (other.clone(), spans_of(session, other)));
    let cells: Vec<(CellKey, Vec<Span>)> = own.collect();
    let text = &session.source().text;
    let mut places: Vec<Span> = cells.iter().flat_map(|(_, spans)| spans.clone()).collect();
    places.extend(labels(session, row));
    let is_found = !places.is_empty();
    let lines = if is_found {
        let starts: BTreeSet<Span> = places
            .iter()
            .map(|span| line_of(text, span.start()))
            .collect();
        starts.into_iter().collect()
    } else {
        between(session, row)
    };
    let lines: Vec<Span> = lines
        .into_iter()
        .filter(|line| !line.of(text).trim().is_empty())
        .collect();
    let marked = spans_of(session, cell).first().map(|span| span.start());
    RowPrint {
        cells,
        lines: around(lines, marked),
        is_found,
    }
}

/// Whether letters or digits stand in the lines of `row` that nothing was made of: a figure may be printed there.
#[must_use]
pub fn has_unread_print(session: &Session, row: &[CellKey]) -> bool {
    let Some(first) = row.first() else {
        return false;
    };
    let text = &session.source().text;
    let reading = session.reading();
    let of_cells = reading.cells.values().flat_map(|found| &found.spans);
    let known = of_cells.chain(reading.labels.iter().map(|label| &label.span));
    let known: Vec<&Span> = known.collect();
    let is_known = |at: usize| known.iter().any(|span| span.contains(at));
    row_print(session, row, first).lines.iter().any(|line| {
        let characters = line.of(text).char_indices();
        let mut letters = characters.filter(|(_, c)| c.is_alphanumeric());
        letters.any(|(at, _)| !is_known(line.start() + at))
    })
}

/// The lines that `spans` stand in, each once, in their order.
#[must_use]
pub fn lines_of(text: &str, spans: &[Span]) -> Vec<Span> {
    let lines = spans.iter().map(|span| line_of(text, span.start()));
    lines.collect::<BTreeSet<Span>>().into_iter().collect()
}

/// `n` lines that are not empty around `lines`, those before and those behind: in a text that prints one figure a line,
/// the line of a cell says nothing without them.
#[must_use]
pub fn beside(text: &str, lines: &[Span], n: usize) -> [Vec<Span>; 2] {
    let (Some(first), Some(last)) = (lines.first(), lines.last()) else {
        return [Vec::new(), Vec::new()];
    };
    let is_full = |line: &Span| !line.of(text).trim().is_empty();
    let up = |line: &Span| Some(line_of(text, line.start().checked_sub(1)?));
    let down = |line: &Span| {
        Some(line.end() + 1)
            .filter(|at| *at < text.len())
            .map(|at| line_of(text, at))
    };
    let mut before: Vec<Span> = std::iter::successors(up(first), up)
        .filter(is_full)
        .take(n)
        .collect();
    let behind = std::iter::successors(down(last), down)
        .filter(is_full)
        .take(n);
    let mut behind: Vec<Span> = behind.collect();
    // More before than behind: labels and heads stand before their figures.
    let n_behind = behind
        .len()
        .min((n / 2).max(n.saturating_sub(before.len())));
    behind.truncate(n_behind);
    before.truncate(n - n_behind);
    before.reverse();
    [before, behind]
}

/// Where the labels of the row stand.
fn labels<'a>(session: &'a Session, row: &'a [CellKey]) -> impl Iterator<Item = Span> + 'a {
    let is_of_row = move |table, label| {
        row.iter()
            .any(|cell| cell.table == table && Some(&cell.row) == label)
    };
    let labels = session.reading().labels.iter();
    labels
        .filter(move |label| is_of_row(label.table, label.row.as_ref()))
        .map(|label| label.span)
}

/// The whole line that `at` stands in, without its break.
fn line_of(text: &str, at: usize) -> Span {
    let before = text.get(..at).unwrap_or_default();
    let start = before.rfind('\n').map_or(0, |end| end + 1);
    let rest = text.get(at..).unwrap_or_default();
    Span::new(start, at + rest.find('\n').unwrap_or(rest.len()))
}

/// The lines between what was found before and behind a row of which nothing was found; both themselves where nothing
/// stands between them.
fn between(session: &Session, row: &[CellKey]) -> Vec<Span> {
    let text = &session.source().text;
    let all = cells_in_order(session);
    let Some(at) = all.iter().position(|cell| row.contains(cell)) else {
        return Vec::new();
    };
    let is_of_table = |cell: &&CellKey| row.iter().any(|own| own.table == cell.table);
    let place = |cell: &CellKey| spans_of(session, cell).first().map(|span| span.start());
    let before = all
        .iter()
        .take(at)
        .rev()
        .take_while(is_of_table)
        .find_map(place);
    let behind = all.iter().skip(at).filter(|cell| !row.contains(cell));
    let behind = behind.take_while(is_of_table).find_map(place);
    let (before, behind) = match (before, behind) {
        (Some(before), Some(behind)) if before < behind => {
            (line_of(text, before), line_of(text, behind))
        }
        (Some(one), _) | (None, Some(one)) => return vec![line_of(text, one)],
        (None, None) => return Vec::new(),
    };
    let mut lines = Vec::new();
    let mut start = before.end() + 1;
    while start < behind.start() && lines.len() < MOST_LINES {
        let line = line_of(text, start);
        start = line.end() + 1;
        if !line.of(text).trim().is_empty() {
            lines.push(line);
        }
    }
    if lines.is_empty() {
        lines = vec![before, behind];
    }
    lines
}

/// At most [`MOST_LINES`] of them, that of `marked` among them.
fn around(lines: Vec<Span>, marked: Option<usize>) -> Vec<Span> {
    let own = marked.and_then(|at| lines.iter().position(|line| line.end() >= at));
    let last = lines.len().saturating_sub(MOST_LINES);
    let skipped = own.unwrap_or(0).saturating_sub(1).min(last);
    lines.into_iter().skip(skipped).take(MOST_LINES).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_beside(text: &str, own: &str, n: usize, expected: [&[&str]; 2]) {
        let at = text.find(own).unwrap();
        let lines = lines_of(text, &[Span::new(at, at + own.len())]);
        let found = beside(text, &lines, n).map(|lines| {
            let lines = lines.into_iter().map(|line| line.of(text).to_owned());
            lines.collect::<Vec<_>>()
        });
        assert_eq!(found, expected.map(<[&str]>::to_vec));
    }

    #[test]
    fn full_lines_around_come_from_both_sides() {
        let text = "甲\n\n乙\n3\n\n4\n丙";
        check_beside(text, "3", 2, [&["乙"], &["4"]]);
        check_beside(text, "3", 3, [&["甲", "乙"], &["4"]]);
        check_beside(text, "甲", 3, [&[], &["乙", "3", "4"]]);
        check_beside(text, "丙", 2, [&["3", "4"], &[]]);
        check_beside(text, "丙", 0, [&[], &[]]);
        check_beside("", "", 3, [&[], &[]]);
    }
}
