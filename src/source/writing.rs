//! Blocks become the text of a source, the same way for every format:
//!
//! - a paragraph is one line; white space inside it is folded to single spaces;
//! - a table row is one line, cells separated by tabs, as many tabs as the grid has columns less one;
//! - a merged cell's text stands once, at its top left place; the places it covers are empty;
//! - a blank line stands where the document has a gap, never two.

use crate::said::Said;
use crate::source::blocks::{Block, Loss, Table};
use crate::source::limits::{self, Measure};
use crate::source::place::{Printed, places};
use crate::source::written::Written;
use crate::source::{Grid, GridCell, Span};

/// Writes `blocks` out, as far as [`limits`] allow, with sentences about what was left out.
#[must_use]
pub fn write(blocks: &[Block]) -> (Written, Vec<Said>) {
    let mut writer = Writer::default();
    let mut loss = Loss::default();
    for block in blocks {
        if writer.is_full() {
            break;
        }
        if let Block::Table(table) = block {
            loss = loss.and(table.loss);
        }
        match block {
            Block::Printed(printed) => writer.printed.clone_from(printed),
            Block::Line(line) => writer.line(line),
            Block::Verbatim(line) => writer.verbatim(line),
            Block::Gap => writer.gap(),
            Block::NewPage => writer.new_page(),
            Block::Table(table) => writer.table(table),
        }
    }
    let mut written = writer.finish();
    let mut notices = loss.notices();
    notices.extend(limits::cut(&mut written));
    (written, notices)
}

#[derive(Default)]
struct Writer {
    written: Written,
    page_starts: Vec<usize>,
    measure: Measure,
    /// How much of the text is measured.
    n_measured: usize,
    /// Where the next line is printed.
    printed: Vec<Printed>,
    /// Whether the last thing written was the newline of a gap.
    in_gap: bool,
}

impl Writer {
    /// Whether the text is longer than it may be: what comes now would be cut anyway.
    fn is_full(&mut self) -> bool {
        let new = self.written.text.get(self.n_measured..).unwrap_or("");
        self.measure.add_all(new);
        self.n_measured = self.written.text.len();
        self.measure.is_over()
    }

    fn line(&mut self, line: &str) {
        let before = self.written.text.len();
        push_folded(&mut self.written.text, line);
        self.place_line(before);
        if self.written.text.len() > before {
            self.written.text.push('\n');
            self.in_gap = false;
        }
    }

    fn verbatim(&mut self, line: &str) {
        let before = self.written.text.len();
        self.written.text.push_str(line);
        self.place_line(before);
        self.written.text.push('\n');
        self.in_gap = false;
    }

    /// Keeps where the line is printed that begins at byte `start`.
    fn place_line(&mut self, start: usize) {
        let printed = std::mem::take(&mut self.printed);
        let line = self.written.text.get(start..).unwrap_or_default();
        self.written.places.extend(places(line, start, &printed));
    }

    fn gap(&mut self) {
        if !self.written.text.is_empty() && !self.in_gap {
            self.written.text.push('\n');
            self.in_gap = true;
        }
    }

    fn new_page(&mut self) {
        self.page_starts.push(self.written.text.len());
    }

    fn table(&mut self, table: &Table) {
        let mut cells = table.cells.iter().peekable();
        let mut grid = Grid::default();
        for row in 0..table.n_rows {
            if self.is_full() {
                break;
            }
            let pages = table.page_rows.iter().filter(|first| **first == row);
            pages.for_each(|_| self.new_page());
            let mut column = 0;
            while let Some(cell) = cells.next_if(|cell| cell.row <= row) {
                self.tabs(cell.column.saturating_sub(column));
                column = cell.column.max(column);
                let start = self.written.text.len();
                push_folded(&mut self.written.text, &cell.text);
                let written = self.written.text.get(start..).unwrap_or_default();
                let found = places(written, start, &cell.printed);
                self.written.places.extend(found);
                grid.cells.push(GridCell {
                    row: cell.row,
                    column: cell.column,
                    row_span: cell.row_span,
                    column_span: cell.column_span,
                    span: Span::new(start, self.written.text.len()),
                });
            }
            self.tabs(table.n_columns.saturating_sub(column + 1));
            self.written.text.push('\n');
        }
        self.in_gap = false;
        self.written.grids.push(grid);
    }

    fn tabs(&mut self, n_tabs: u32) {
        self.written
            .text
            .extend(std::iter::repeat_n('\t', n_tabs as usize));
    }

    fn finish(mut self) -> Written {
        if self.in_gap {
            self.written.text.pop();
        }
        let limit = self.written.text.len();
        let starts = self.page_starts.iter().map(|start| (*start).min(limit));
        let ends = starts.clone().skip(1).chain([limit]);
        self.written.pages = starts
            .zip(ends)
            .map(|(start, end)| Span::new(start, end))
            .collect();
        self.written
    }
}

/// Appends `text` with runs of white space as one space, none at either end, and characters that would break the
/// line (or that no font shows) left out.
fn push_folded(target: &mut String, text: &str) {
    let mut words = text
        .split(|c: char| c.is_whitespace() || c.is_control())
        .filter(|word| !word.is_empty());
    let Some(first) = words.next() else { return };
    target.push_str(first);
    for word in words {
        target.push(' ');
        target.push_str(word);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::blocks::Cell;

    fn cell(row: u32, column: u32, column_span: u32, text: &str) -> Cell {
        Cell {
            row,
            column,
            row_span: 1,
            column_span,
            text: text.to_owned(),
            printed: Vec::new(),
        }
    }

    #[test]
    fn rows_have_one_tab_less_than_columns() {
        let table = Table {
            n_rows: 3,
            n_columns: 3,
            cells: vec![
                cell(0, 0, 2, " 甲\n乙 "),
                cell(0, 2, 1, ""),
                cell(2, 1, 1, "5"),
            ],
            page_rows: vec![2],
            ..Table::default()
        };
        let blocks = [
            Block::NewPage,
            Block::Line("一、\u{3000}情况".to_owned()),
            Block::Gap,
            Block::Gap,
            Block::Table(table),
            Block::Gap,
        ];
        let (written, _) = write(&blocks);
        assert_eq!(written.text, "一、 情况\n\n甲 乙\t\t\n\t\t\n\t5\t\n");
        let spans: Vec<_> = written.grids[0]
            .cells
            .iter()
            .map(|cell| cell.span.of(&written.text))
            .collect();
        assert_eq!(spans, ["甲 乙", "", "5"]);
        let pages: Vec<_> = written
            .pages
            .iter()
            .map(|page| page.of(&written.text))
            .collect();
        assert_eq!(pages, ["一、 情况\n\n甲 乙\t\t\n\t\t\n", "\t5\t\n"]);
    }
}
