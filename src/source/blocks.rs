//! What every format is cut into before it becomes text: lines, gaps and tables.

use std::collections::{BTreeMap, BTreeSet};

use crate::said::{Said, said};
use crate::source::place::Printed;

/// Cells of one table that are kept; more are dropped with a notice.
pub const CELL_LIMIT: usize = 200_000;

/// Columns one cell may cover; wider claims are cut.
pub const COLUMN_SPAN_LIMIT: u32 = 64;

/// Rows one cell may cover; taller claims are cut.
pub const ROW_SPAN_LIMIT: u32 = 1_000;

/// Characters in a one-column table's cell from which on it is a frame around prose, not a table.
const PROSE_CHARACTERS: usize = 120;

/// A piece of a document, in reading order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    /// A paragraph, heading or list item: one line of the text.
    Line(String),
    /// A line of plain text, written as it stands.
    Verbatim(String),
    /// A blank line; several in a row count as one.
    Gap,
    /// The following blocks stand on a new page.
    NewPage,
    /// Where the characters of the line that follows are printed, in its order.
    Printed(Vec<Printed>),
    /// A table whose cells are known.
    Table(Table),
}

/// A table laid out on its grid. Cells do not overlap and stand in reading order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    /// Rows of the grid.
    pub n_rows: u32,
    /// Columns of the grid.
    pub n_columns: u32,
    /// The cells, by row and then by column.
    pub cells: Vec<Cell>,
    /// Rows (from 0) that are the first on a new page, ascending.
    pub page_rows: Vec<u32>,
    /// What its limits left out.
    pub loss: Loss,
}

/// What the limits of a table left out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Loss {
    /// Cells beyond [`CELL_LIMIT`].
    pub n_cells: usize,
    /// Cells that claimed to cover more than [`COLUMN_SPAN_LIMIT`] or [`ROW_SPAN_LIMIT`].
    pub n_spans: usize,
}

impl Loss {
    /// The loss of both.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        Self {
            n_cells: self.n_cells + other.n_cells,
            n_spans: self.n_spans + other.n_spans,
        }
    }

    /// What to tell the reviewer.
    #[must_use]
    pub fn notices(self) -> Vec<Said> {
        let cells = (self.n_cells > 0).then(|| {
            said!(
                "有表格超过 {CELL_LIMIT} 个单元格，后面的 {} 个没有读。请只保留报告正文后再打开。",
                "A table has more than {CELL_LIMIT} cells; {} more were not read. Keep only the report itself and open it again.",
                self.n_cells
            )
        });
        let spans = (self.n_spans > 0).then(|| {
            said!(
                "文件里有 {} 个单元格标明占 {COLUMN_SPAN_LIMIT} 列或 {ROW_SPAN_LIMIT} 行以上，已按上限放置，请核对表格的行列。",
                "{} cells are marked as spanning more than {COLUMN_SPAN_LIMIT} columns or {ROW_SPAN_LIMIT} rows and were placed by these limits; check rows and columns.",
                self.n_spans
            )
        });
        cells.into_iter().chain(spans).collect()
    }
}

/// One cell of a [`Table`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cell {
    /// Row, from 0.
    pub row: u32,
    /// Column, from 0.
    pub column: u32,
    /// Rows covered, at least 1.
    pub row_span: u32,
    /// Columns covered, at least 1.
    pub column_span: u32,
    /// Its characters; white space is folded when the text is written.
    pub text: String,
    /// Where it is printed, in the order of its characters; empty where the format does not tell.
    pub printed: Vec<Printed>,
}

/// A cell as a format lists it: its place follows from the cells before it.
#[derive(Clone, Debug, Default)]
pub struct RawCell {
    /// What stands in the cell.
    pub content: Vec<Block>,
    /// Rows covered, as claimed.
    pub row_span: u32,
    /// Columns covered, as claimed.
    pub column_span: u32,
}

/// A table as a format lists it, row by row.
#[derive(Clone, Debug, Default)]
pub struct RawTable {
    /// Its rows.
    pub rows: Vec<Vec<RawCell>>,
}

impl RawTable {
    /// The table on its grid, or, when it only frames other content (a layout table), that content.
    #[must_use]
    pub fn into_blocks(self) -> Vec<Block> {
        if self.is_frame() {
            let cells = self.rows.into_iter().flatten();
            return cells.flat_map(|cell| cell.content).collect();
        }
        let table = self.place();
        if table.cells.is_empty() {
            return Vec::new();
        }
        vec![Block::Gap, Block::Table(table), Block::Gap]
    }

    /// Whether the table is there for the looks: a single cell, prose in one column, or mostly other tables.
    fn is_frame(&self) -> bool {
        let cells = || self.rows.iter().flatten();
        let nested: usize = cells().map(|cell| nested_len(&cell.content)).sum();
        let total: usize = cells().map(|cell| content_len(&cell.content)).sum();
        if nested > 0 && nested * 2 >= total {
            return true;
        }
        let single_column = self.rows.iter().all(|row| row.len() <= 1);
        let longest = cells().map(|cell| content_len(&cell.content)).max();
        cells().count() <= 1
            || (single_column && longest.is_some_and(|length| length > PROSE_CHARACTERS))
    }

    fn place(self) -> Table {
        let mut placing = Placing::default();
        let n_rows = u32::try_from(self.rows.len()).unwrap_or(u32::MAX);
        for row in self.rows {
            placing.begin_row();
            for cell in row {
                placing.add(&cell, n_rows);
            }
        }
        squeezed(placing.table)
    }
}

/// The table without the columns in which no cell stands alone: they come from edges that are a hair apart, or from
/// widths that every row gives alike.
fn squeezed(mut table: Table) -> Table {
    // A column stays when one of the cells that begin in it has no other column left. From right to left.
    let mut shortest: BTreeMap<u32, u32> = BTreeMap::new();
    for cell in &table.cells {
        let end = shortest.entry(cell.column).or_insert(u32::MAX);
        *end = (*end).min(cell.column + cell.column_span);
    }
    let mut kept: BTreeSet<u32> = BTreeSet::new();
    for (column, end) in shortest.iter().rev() {
        if kept.first().is_none_or(|next| *next >= *end) {
            kept.insert(*column);
        }
    }
    let kept: Vec<u32> = kept.into_iter().collect();
    let place = |column: u32| {
        let before = kept.partition_point(|other| *other < column);
        u32::try_from(before).unwrap_or(u32::MAX)
    };
    for cell in &mut table.cells {
        let end = place(cell.column + cell.column_span);
        cell.column = place(cell.column);
        cell.column_span = end.saturating_sub(cell.column).max(1);
    }
    table.n_columns = place(table.n_columns);
    table
}

/// Puts cells on the grid, skipping the places that spans of earlier cells cover.
#[derive(Default)]
struct Placing {
    table: Table,
    /// For each column, the first row that is free again.
    free_from: Vec<u32>,
    column: usize,
}

impl Placing {
    fn begin_row(&mut self) {
        self.table.n_rows += 1;
        self.column = 0;
    }

    fn add(&mut self, cell: &RawCell, n_rows: u32) {
        if self.table.cells.len() >= CELL_LIMIT {
            self.table.loss.n_cells += 1;
            return;
        }
        let is_too_wide = cell.column_span > COLUMN_SPAN_LIMIT || cell.row_span > ROW_SPAN_LIMIT;
        self.table.loss.n_spans += usize::from(is_too_wide);
        let row = self.table.n_rows.saturating_sub(1);
        while self
            .free_from
            .get(self.column)
            .is_some_and(|free| *free > row)
        {
            self.column += 1;
        }
        let row_span = cell
            .row_span
            .clamp(1, ROW_SPAN_LIMIT)
            .min(n_rows.saturating_sub(row).max(1));
        let wanted = cell.column_span.clamp(1, COLUMN_SPAN_LIMIT);
        let column_span = self.free_width(row, wanted);
        let Ok(column) = u32::try_from(self.column) else {
            return;
        };
        self.cover(row + row_span, column_span);
        self.table.n_columns = self.table.n_columns.max(column + column_span);
        self.table.cells.push(Cell {
            row,
            column,
            row_span,
            column_span,
            text: content_text(&cell.content),
            printed: Vec::new(),
        });
    }

    /// How many of the `wanted` columns from the current one are free in `row`, at least 1.
    fn free_width(&self, row: u32, wanted: u32) -> u32 {
        let free = (1..wanted).take_while(|offset| {
            let column = self.column.saturating_add(*offset as usize);
            self.free_from.get(column).is_none_or(|from| *from <= row)
        });
        1 + u32::try_from(free.count()).unwrap_or(0)
    }

    fn cover(&mut self, free_again: u32, column_span: u32) {
        let end = self.column.saturating_add(column_span as usize);
        if self.free_from.len() < end {
            self.free_from.resize(end, 0);
        }
        for from in self.free_from.iter_mut().take(end).skip(self.column) {
            *from = free_again;
        }
        self.column = end;
    }
}

/// All characters of `content` in one line, pieces separated by a space.
#[must_use]
pub fn content_text(content: &[Block]) -> String {
    let mut pieces: Vec<&str> = Vec::new();
    for block in content {
        match block {
            Block::Line(line) | Block::Verbatim(line) => pieces.push(line),
            Block::Gap | Block::NewPage | Block::Printed(_) => {}
            Block::Table(table) => {
                let texts = table.cells.iter().map(|cell| cell.text.as_str());
                pieces.extend(texts.filter(|text| !text.is_empty()));
            }
        }
    }
    pieces.join(" ")
}

fn content_len(content: &[Block]) -> usize {
    let lines = content.iter().map(|block| match block {
        Block::Line(line) | Block::Verbatim(line) => line.chars().count(),
        _ => 0,
    });
    lines.sum::<usize>() + nested_len(content)
}

fn nested_len(content: &[Block]) -> usize {
    let tables = content.iter().filter_map(|block| match block {
        Block::Table(table) => Some(&table.cells),
        _ => None,
    });
    // A cell counts even when it is empty: a table of blanks is still a table.
    tables
        .flatten()
        .map(|cell| 1 + cell.text.chars().count())
        .sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn raw(spec: &[&[(&str, u32, u32)]]) -> RawTable {
        let cell = |(text, row_span, column_span): &(&str, u32, u32)| RawCell {
            content: vec![Block::Line((*text).to_owned())],
            row_span: *row_span,
            column_span: *column_span,
        };
        RawTable {
            rows: spec
                .iter()
                .map(|row| row.iter().map(cell).collect())
                .collect(),
        }
    }

    #[track_caller]
    fn check_places(table: RawTable, expected: &[(&str, u32, u32, u32, u32)]) {
        let blocks = table.into_blocks();
        let placed: Vec<_> = blocks
            .iter()
            .filter_map(|block| match block {
                Block::Table(table) => Some(&table.cells),
                _ => None,
            })
            .flatten()
            .map(|cell| {
                let Cell {
                    row,
                    column,
                    row_span,
                    column_span,
                    ref text,
                    ..
                } = *cell;
                (text.as_str(), row, column, row_span, column_span)
            })
            .collect();
        assert_eq!(placed, expected);
    }

    #[test]
    fn spans_push_later_cells_aside() {
        check_places(
            raw(&[
                &[("甲", 2, 1), ("乙", 1, 2)],
                &[("丙", 1, 1), ("丁", 9, 1)],
                &[("戊", 1, 1)],
            ]),
            &[
                ("甲", 0, 0, 2, 1),
                ("乙", 0, 1, 1, 2),
                ("丙", 1, 1, 1, 1),
                ("丁", 1, 2, 2, 1),
                ("戊", 2, 0, 1, 1),
            ],
        );
    }

    #[test]
    fn cells_beyond_the_limit_are_counted() {
        let row = || vec![RawCell::default(), RawCell::default()];
        let rows = std::iter::repeat_with(row).take(CELL_LIMIT / 2 + 9);
        let blocks = RawTable {
            rows: rows.collect(),
        }
        .into_blocks();
        let tables = blocks.iter().filter_map(|block| match block {
            Block::Table(table) => Some(table),
            _ => None,
        });
        let losses: Vec<Loss> = tables.map(|table| table.loss).collect();
        assert_eq!(losses.len(), 1);
        let told = Said::joined(&losses[0].notices(), ["", ""]).chinese;
        assert!(told.contains("后面的 18 个没有读"), "{told}");
    }

    #[test]
    fn absurd_spans_are_cut() {
        check_places(
            raw(&[&[("甲", 1, 4_000_000_000), ("乙", 1, 1)]]),
            &[("甲", 0, 0, 1, 1), ("乙", 0, 1, 1, 1)],
        );
    }

    #[test]
    fn columns_no_cell_stands_in_alone_vanish() {
        check_places(
            raw(&[
                &[("甲", 1, 2), ("乙", 1, 3)],
                &[("丙", 1, 1), ("丁", 1, 2), ("戊", 1, 2)],
            ]),
            &[
                ("甲", 0, 0, 1, 2),
                ("乙", 0, 2, 1, 1),
                ("丙", 1, 0, 1, 1),
                ("丁", 1, 1, 1, 1),
                ("戊", 1, 2, 1, 1),
            ],
        );
    }

    #[test]
    fn a_single_cell_is_a_frame() {
        assert_eq!(
            raw(&[&[("正文", 1, 1)]]).into_blocks(),
            [Block::Line("正文".to_owned())]
        );
    }
}
