//! Which lines of the source belong to tables.
//!
//! Extractors write a table as lines: columns padded with spaces, or parted by tabs or bars. Such a line is never wrapped,
//! for a row is compared with the rows above and below it.

use std::collections::BTreeMap;

use crate::app::source::line::{Separator, SourceLine};
use crate::app::source::row_parts::RowParts;
use crate::app::source::{columns, compact};
use crate::read::Reading;
use crate::source::Span;

/// More characters than this without white space before a full stop are no cell.
const SENTENCE_LENGTH: usize = 16;

/// All lines of `text`, those of tables in columns, or in the compact form.
pub(crate) fn source_lines(text: &str, reading: &Reading, is_compact: bool) -> Vec<SourceLine> {
    let parts = RowParts::of(reading);
    let tables: Vec<(usize, usize)> = reading.coverage.values().map(|of| of.lines).collect();
    let table_of = |number: usize| {
        let mut tables = tables.iter();
        tables.position(|(first, last)| (*first..=*last).contains(&number))
    };
    let mut start = 0;
    let mut was_empty = false;
    let numbered = (1..).zip(text.split('\n'));
    let mut lines: Vec<(Option<usize>, SourceLine)> = numbered
        .map(|(number, line)| {
            let span = Span::new(start, start + line.len());
            start = span.end() + 1;
            let table = table_of(number);
            let is_empty = line.trim().is_empty();
            let is_folded = std::mem::replace(&mut was_empty, is_empty) && is_empty;
            let mut own = SourceLine::new(span);
            own.is_table = is_table_line(line, table.is_some()) && !is_folded;
            own.is_folded = is_folded;
            if own.is_table {
                parts.find(text, &mut own);
            }
            (table, own)
        })
        .collect();
    if is_compact {
        let mut tables: BTreeMap<usize, Vec<&mut SourceLine>> = BTreeMap::new();
        for (table, line) in &mut lines {
            if let (Some(table), true) = (*table, line.is_table) {
                tables.entry(table).or_default().push(line);
            }
        }
        for lines in tables.into_values() {
            compact::set(text, &parts, lines);
        }
    } else {
        for block in blocks(text, &mut lines) {
            columns::align(text, block);
        }
    }
    lines.into_iter().map(|(_, line)| line).collect()
}

/// The lines whose columns are the same: those of a table that are parted by tabs, wherever a caption stands between
/// them; elsewhere lines that follow each other and are parted alike.
fn blocks<'a>(
    text: &str,
    lines: &'a mut [(Option<usize>, SourceLine)],
) -> Vec<Vec<&'a mut SourceLine>> {
    let mut blocks: BTreeMap<(Option<usize>, usize), Vec<&mut SourceLine>> = BTreeMap::new();
    let (mut last, mut run) = (None, 0);
    for (table, line) in lines {
        let separator = Separator::of(line.span.of(text));
        let is_whole = table.is_some() && separator == Separator::Tabs;
        let kind = line.is_table.then_some((*table, separator));
        if kind != last {
            run += 1;
            last = kind;
        }
        if !line.is_table {
            continue;
        }
        let key = if is_whole { (*table, 0) } else { (None, run) };
        blocks.entry(key).or_default().push(line);
    }
    blocks.into_values().collect()
}

/// Whether a line has columns: parted by tabs, bars or wide gaps, or standing in a table that was found. A sentence has
/// none, be it in the midst of a table.
fn is_table_line(line: &str, in_table: bool) -> bool {
    let line = line.trim();
    if line.contains('\t') {
        return true;
    }
    if line.is_empty() || is_sentence(line) {
        return false;
    }
    in_table || line.matches('|').count() > 1 || n_gaps(line) > 1
}

/// Whether a full stop ends a long run of characters. One that stands alone may be a misread 0.
fn is_sentence(line: &str) -> bool {
    let is_long = |run: &str| run.chars().count() > SENTENCE_LENGTH;
    let mut runs = line.split_whitespace();
    runs.any(|run| {
        run.rfind('。')
            .is_some_and(|end| run.get(..end).is_some_and(is_long))
    })
}

/// How often characters are parted by more than one space.
fn n_gaps(line: &str) -> usize {
    let (mut n_gaps, mut run) = (0, 0);
    for c in line.chars() {
        run = match c {
            ' ' => run + 1,
            '\u{3000}' => run + 2,
            _ => {
                n_gaps += usize::from(run > 1);
                0
            }
        };
    }
    n_gaps
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::form::TableId;
    use crate::read::Coverage;

    #[track_caller]
    fn check_is_table(line: &str, in_table: bool, expected: bool) {
        assert_eq!(is_table_line(line, in_table), expected, "{line:?}");
    }

    #[test]
    fn a_line_with_columns_is_one_of_a_table_and_a_sentence_is_none() {
        check_is_table("规章      0    3     0", false, true);
        check_is_table("规章\t0\t3", false, true);
        check_is_table("| 规章 | 0 |", false, true);
        check_is_table("　　本机关全年受理申请 3 件", false, false);
        check_is_table("规章   。   0   0", false, true);
        check_is_table(
            "本机关全年受理政府信息公开申请三件，均已按期答复。",
            true,
            false,
        );
        check_is_table("规章 0 3 0", true, true);
        check_is_table("规章 0 3 0", false, false);
        check_is_table("", true, false);
    }

    #[test]
    fn empty_lines_behind_an_empty_line_are_folded() {
        let lines = source_lines("一\n\n  \n\t\n二\n\n三", &Reading::default(), false);
        let is_folded: Vec<bool> = lines.iter().map(|line| line.is_folded).collect();
        assert_eq!(is_folded, [false, false, true, true, false, false, false]);
    }

    /// A reading that found a table in these lines.
    fn found_from(lines: (usize, usize)) -> Reading {
        let coverage = Coverage {
            rows: (0, 0),
            cells: (0, 0),
            lines,
        };
        Reading {
            coverage: BTreeMap::from([(TableId::Requests, coverage)]),
            ..Reading::default()
        }
    }

    #[test]
    fn the_lines_of_a_table_that_was_found_are_its_lines() {
        let reading = found_from((2, 3));
        let lines = source_lines("一 1\n二 2\n三 3\n四 4", &reading, false);
        let is_table: Vec<bool> = lines.iter().map(|line| line.is_table).collect();
        assert_eq!(is_table, [false, true, true, false]);
        // Captions between the rows of a table part no columns; lines that stand elsewhere do.
        let lines = source_lines(
            "戊己\t1\n戊\t1\n二\n戊己庚\t3\n四\n戊\t3",
            &Reading::default(),
            false,
        );
        let leads: Vec<usize> = lines.iter().map(|line| line.leads.values().sum()).collect();
        assert_eq!(leads, [1, 3, 0, 1, 0, 1]);
        let reading = found_from((1, 4));
        let lines = source_lines("戊己\t1\n戊\t1\n二\n戊己庚\t3\n四\n戊\t3", &reading, false);
        let leads: Vec<usize> = lines.iter().map(|line| line.leads.values().sum()).collect();
        assert_eq!(leads, [3, 5, 0, 1, 0, 1]);
    }
}
