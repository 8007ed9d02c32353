//! Tables and rows that a page break cut are joined again.

use hayro_interpret::kurbo::Rect;

use crate::source::blocks::{Cell, Table};
use crate::source::pdf::grid::{Ruled, clusters};
use crate::source::pdf::paper::Paper;
use crate::source::place::Printed;

/// How far the edges of two parts of one table may differ, in points.
const EDGE_TOLERANCE: f64 = 6.0;

/// A table being put together from its parts, one a page.
#[derive(Clone, Debug)]
pub struct Joined {
    columns: Vec<f64>,
    n_rows: usize,
    cells: Vec<Placed>,
    page_rows: Vec<usize>,
}

/// A cell with its column edges in points.
#[derive(Clone, Debug)]
struct Placed {
    row: usize,
    row_span: usize,
    left: f64,
    right: f64,
    text: String,
    printed: Vec<Printed>,
}

impl Placed {
    fn end(&self) -> usize {
        self.row + self.row_span
    }

    fn has_columns_of(&self, other: &Self) -> bool {
        (self.left - other.left).abs() <= EDGE_TOLERANCE
            && (self.right - other.right).abs() <= EDGE_TOLERANCE
    }
}

impl Joined {
    /// A table that begins with `part`.
    #[must_use]
    pub fn new(part: &Ruled, paper: &Paper) -> Self {
        Self {
            columns: part.columns.clone(),
            n_rows: part.rows.len().saturating_sub(1),
            cells: placed(part, paper),
            page_rows: Vec::new(),
        }
    }

    /// Whether `part`, the first thing on the next page, goes on with this table: same outer edges, and most of the
    /// column edges of the one are edges of the other.
    #[must_use]
    pub fn goes_on_with(&self, part: &Ruled) -> bool {
        let near = |a: Option<&f64>, b: Option<&f64>| {
            a.zip(b)
                .is_some_and(|(a, b)| (a - b).abs() <= EDGE_TOLERANCE)
        };
        let (fewer, more) = if self.columns.len() < part.columns.len() {
            (&self.columns, &part.columns)
        } else {
            (&part.columns, &self.columns)
        };
        let shared = fewer
            .iter()
            .filter(|edge| more.iter().any(|other| near(Some(edge), Some(other))))
            .count();
        near(self.columns.first(), part.columns.first())
            && near(self.columns.last(), part.columns.last())
            && shared * 10 >= fewer.len() * 7
    }

    /// Adds the part on the last of the next `n_pages` pages, the others being empty: repeated header rows are dropped, a cut row and cells
    /// merged over rows are made whole.
    pub fn append(&mut self, part: &Ruled, paper: &Paper, n_pages: usize) {
        let n_header = self.repeated_rows(part);
        let first = self.n_rows;
        let skipped = placed(part, paper)
            .into_iter()
            .filter(|cell| cell.row >= n_header);
        let mut cells: Vec<Placed> = skipped
            .map(|cell| Placed {
                row: cell.row - n_header + first,
                ..cell
            })
            .collect();
        let mut n_new = part.rows.len().saturating_sub(1 + n_header);
        self.page_rows.extend(std::iter::repeat_n(first, n_pages));
        self.columns.extend_from_slice(&part.columns);
        if self.rest_of_last_row(&cells) {
            self.take_rest(&mut cells);
            n_new = n_new.saturating_sub(1);
        }
        self.grow_merged(&mut cells);
        self.n_rows += n_new;
        self.cells.append(&mut cells);
    }

    /// Leading rows of `part` that repeat the first rows of the table.
    fn repeated_rows(&self, part: &Ruled) -> usize {
        let head = placed(part, &Paper::default());
        let texts = |cells: &[Placed], row: usize| -> Vec<String> {
            let row = cells.iter().filter(|cell| cell.row == row);
            row.map(|cell| cell.text.clone()).collect()
        };
        let has_digit = |text: &String| text.contains(|c: char| c.is_ascii_digit());
        let repeats = |row: &usize| {
            let mine = texts(&self.cells, *row);
            mine.iter().any(|text| !text.is_empty())
                && !mine.iter().any(has_digit)
                && mine == texts(&head, *row)
        };
        (0..part.rows.len().saturating_sub(2))
            .take_while(repeats)
            .count()
    }

    /// Whether the first new row is the rest of the last row: it has no values, the last row has all of its own, and
    /// its words do not begin like a row.
    fn rest_of_last_row(&self, cells: &[Placed]) -> bool {
        let last_row = self.n_rows.saturating_sub(1);
        let last: Vec<&Placed> = self
            .cells
            .iter()
            .filter(|cell| cell.end() > last_row)
            .collect();
        let rest: Vec<&Placed> = cells
            .iter()
            .filter(|cell| cell.row == self.n_rows)
            .collect();
        let n_values = |row: &[&Placed]| row.iter().filter(|cell| is_value(&cell.text)).count();
        let words: Vec<&&Placed> = rest.iter().filter(|cell| !cell.text.is_empty()).collect();
        let fits = rest
            .iter()
            .all(|cell| last.iter().any(|above| above.has_columns_of(cell)));
        !words.is_empty()
            && words.len() * 2 <= rest.len()
            && rest
                .iter()
                .all(|cell| cell.row_span == 1 || cell.text.is_empty())
            && n_values(&last) >= 2
            && n_values(&rest) == 0
            && words.iter().all(|cell| !begins_a_row(&cell.text))
            && fits
    }

    /// Appends the words of the first new row to the last row and removes that row.
    fn take_rest(&mut self, cells: &mut Vec<Placed>) {
        let row = self.n_rows;
        let last_row = row.saturating_sub(1);
        for cell in cells
            .iter()
            .filter(|cell| cell.row == row && !cell.text.is_empty())
        {
            let above = self
                .cells
                .iter_mut()
                .find(|above| above.end() > last_row && above.has_columns_of(cell));
            if let Some(above) = above {
                push_word(&mut above.text, &cell.text);
                above.printed.extend_from_slice(&cell.printed);
            }
        }
        cells.retain(|cell| cell.row != row || cell.row_span > 1);
        for cell in cells {
            if cell.row == row {
                cell.row_span -= 1;
            } else {
                cell.row -= 1;
            }
        }
    }

    /// A cell merged over rows that the break cut is one cell again.
    fn grow_merged(&mut self, cells: &mut Vec<Placed>) {
        let row = self.n_rows;
        let first: Vec<Placed> = cells
            .iter()
            .filter(|cell| cell.row == row)
            .cloned()
            .collect();
        let old = &mut self.cells;
        cells.retain(|cell| {
            let above = old
                .iter_mut()
                .find(|above| above.end() == row && above.has_columns_of(cell));
            let Some(above) = above.filter(|above| cell.row == row && is_cut(above, cell, &first))
            else {
                return true;
            };
            above.row_span += cell.row_span;
            push_word(&mut above.text, &cell.text);
            above.printed.extend_from_slice(&cell.printed);
            false
        });
    }

    /// The table on one grid of columns.
    #[must_use]
    pub fn finish(self) -> Table {
        let columns = clusters(self.columns);
        let number = |value: usize| u32::try_from(value).unwrap_or(u32::MAX);
        let edge = |position: f64| {
            let distance = |at: &usize| columns.get(*at).map(|edge| (edge - position).abs());
            let places = 0..columns.len();
            places
                .min_by(|a, b| {
                    let (a, b) = (distance(a), distance(b));
                    a.unwrap_or(f64::MAX).total_cmp(&b.unwrap_or(f64::MAX))
                })
                .unwrap_or(0)
        };
        let mut cells: Vec<Cell> = self
            .cells
            .into_iter()
            .map(|cell| {
                let (column, end) = (edge(cell.left), edge(cell.right));
                Cell {
                    row: number(cell.row),
                    column: number(column),
                    row_span: number(cell.row_span),
                    column_span: number(end.saturating_sub(column).max(1)),
                    text: cell.text,
                    printed: cell.printed,
                }
            })
            .collect();
        cells.sort_by_key(|cell| (cell.row, cell.column));
        Table {
            n_rows: number(self.n_rows),
            n_columns: number(columns.len().saturating_sub(1)),
            cells,
            page_rows: self.page_rows.into_iter().map(number).collect(),
            ..Table::default()
        }
    }
}

fn placed(part: &Ruled, paper: &Paper) -> Vec<Placed> {
    let edge = |edges: &[f64], at: usize| edges.get(at).copied().unwrap_or_default();
    let cells = part.cells.iter().map(|cell| {
        let left = edge(&part.columns, cell.column);
        let right = edge(&part.columns, cell.column + cell.column_span);
        let top = edge(&part.rows, cell.row);
        let bottom = edge(&part.rows, cell.row + cell.row_span);
        let n_characters = cell.text.chars().filter(|c| !c.is_whitespace()).count();
        Placed {
            row: cell.row,
            row_span: cell.row_span,
            left,
            right,
            text: cell.text.clone(),
            printed: vec![paper.printed(n_characters, Rect::new(left, top, right, bottom))],
        }
    });
    cells.collect()
}

/// Whether `cell`, in the row `first` after a page break, is the rest of the cell above it. Either shows that it was
/// merged by its height, or it is the empty rest of a label beside another label: a blank figure stands beside figures.
fn is_cut(above: &Placed, cell: &Placed, first: &[Placed]) -> bool {
    let tall = (above.row_span > 1, cell.row_span > 1);
    if !cell.text.is_empty() {
        return tall == (true, true) && !is_value(&cell.text) && !begins_a_row(&cell.text);
    }
    let right = first
        .iter()
        .find(|other| (other.left - cell.right).abs() <= EDGE_TOLERANCE);
    tall.0 || tall.1 || (is_words(&above.text) && right.is_some_and(|cell| is_words(&cell.text)))
}

fn push_word(text: &mut String, word: &str) {
    if !text.is_empty() && !word.is_empty() {
        text.push(' ');
    }
    text.push_str(word);
}

/// Whether a cell holds a number or a sign that stands for one, not words.
fn is_value(text: &str) -> bool {
    let has_words = text
        .chars()
        .any(|c| c.is_alphabetic() && !"万元件".contains(c));
    !text.is_empty() && !has_words
}

fn is_words(text: &str) -> bool {
    !text.is_empty() && !is_value(text)
}

/// Whether the words begin with a number as the rows of the form do: `3.`, `（三）`, `三、`, `第二十条`.
fn begins_a_row(text: &str) -> bool {
    let text = text.trim_start_matches(|c: char| c.is_whitespace() || "（(【[".contains(c));
    let numbers = |c: char| c.is_ascii_digit() || "一二三四五六七八九十".contains(c);
    let rest = text.trim_start_matches(numbers);
    text.starts_with("第二十条")
        || (rest.len() < text.len() && rest.starts_with(|c: char| ".．、)）,，".contains(c)))
}
