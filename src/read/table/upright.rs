//! A page that was cut upright: the first columns of its rows stand beside their labels, the others follow below, row by
//! row. So a program writes a page that takes labels and columns for columns of text.

use std::ops::Range;

use crate::read::doubt::Doubt;
use crate::read::method::Method;
use crate::read::placement::{self, Content, Placed};
use crate::read::rows::FoundRow;
use crate::read::table::read_row::Standing;
use crate::read::table::{ReadRow, Reader};
use crate::value::Value;

/// Rows of a page whose sums prove how it was cut.
const LEAST_ROWS: usize = 3;

/// A page: its rows, as places among those found, and its tokens.
struct Page {
    rows: Range<usize>,
    tokens: Vec<usize>,
}

impl Reader<'_> {
    /// The rows with those of cut pages put together again, where the rows of the page then end in their sums; the others
    /// are as in `rows`.
    pub(super) fn rows_cut_upright(
        &self,
        found: &[FoundRow],
        rows: &[ReadRow],
    ) -> Option<Vec<ReadRow>> {
        let n_slots = found.first()?.form.n_slots;
        let are_alike = found.iter().all(|row| row.form.n_slots == n_slots);
        if !are_alike || self.table.spec.blocks.len() != 1 || n_slots < 2 {
            return None;
        }
        let mut rows = rows.to_vec();
        let mut has_cut = false;
        for page in self.pages(found, n_slots) {
            let Some(cells) = self.together(&page, n_slots) else {
                continue;
            };
            has_cut = true;
            let here = found.iter().zip(&mut rows).skip(page.rows.start);
            for ((row, read), tokens) in here.zip(cells) {
                let placed = tokens.into_iter().map(|at| Placed {
                    content: Content::Token(at),
                    doubt: Some(Doubt::BySums),
                });
                *read = ReadRow {
                    placed: placed.collect(),
                    standing: Standing::Dealt,
                    method: Method::Sums,
                    ..self.bare_row(row)
                };
            }
        }
        if self.fit(&rows).is_proof() {
            let placed = rows.iter_mut().flat_map(|row| &mut row.placed);
            placed
                .filter(|placed| placed.doubt == Some(Doubt::BySums))
                .for_each(|placed| placed.doubt = None);
        }
        has_cut.then_some(rows)
    }

    /// The pages, each with the end of a long run of tokens, and as many rows as its tokens fill; none unless they fill all.
    fn pages(&self, found: &[FoundRow], n_slots: usize) -> Vec<Page> {
        let is_token = |at: &usize| self.table.cut.token(*at).is_some();
        let places: Vec<usize> = self.table.region.clone().collect();
        let runs = places.chunk_by(|a, b| is_token(a) == is_token(b));
        let is_long = |run: &&[usize]| {
            run.first().is_some_and(is_token) && run.len() >= LEAST_ROWS * n_slots - n_slots
        };
        let mut pages: Vec<Page> = Vec::new();
        let mut from = self.table.region.start;
        for end in runs.filter(is_long).filter_map(|run| run.last()) {
            let first = pages.last().map_or(0, |page| page.rows.end);
            let tokens = self.without_words((from..=*end).filter(is_token).collect(), n_slots);
            pages.push(Page {
                rows: first..first + tokens.len() / n_slots,
                tokens,
            });
            from = end + 1;
        }
        let are_full = |page: &Page| page.tokens.len() == page.rows.len() * n_slots;
        let n_rows = pages.last().map_or(0, |page| page.rows.end);
        if n_rows != found.len() || !pages.iter().all(are_full) {
            pages.clear();
        }
        pages
    }

    /// The tokens that fill whole rows: a word of a label may look like one of a cell.
    fn without_words(&self, mut tokens: Vec<usize>, n_slots: usize) -> Vec<usize> {
        if !tokens.len().is_multiple_of(n_slots) {
            tokens.retain(|at| {
                let token = self.table.cut.token(*at);
                token.is_some_and(|token| token.value != Value::Words)
            });
        }
        tokens
    }

    /// The tokens of each row of a page: as many first ones as stand beside labels, the rest from below. `None` unless one
    /// way to cut it lets nearly every row end in its sum.
    fn together(&self, page: &Page, n_slots: usize) -> Option<Vec<Vec<usize>>> {
        let cut_at = |n_beside: usize| -> Option<Vec<Vec<usize>>> {
            let (beside, below) = page.tokens.split_at_checked(page.rows.len() * n_beside)?;
            let row = |at: usize| {
                let beside = beside.iter().skip(at * n_beside).take(n_beside);
                let n_below = n_slots - n_beside;
                let below = below.iter().skip(at * n_below).take(n_below);
                beside.chain(below).copied().collect()
            };
            Some((0..page.rows.len()).map(row).collect())
        };
        let ways = (0..n_slots).filter_map(cut_at);
        let mut ways = ways.filter(|rows| self.add_up(rows));
        ways.next().filter(|_| ways.next().is_none())
    }

    /// Whether nearly all rows that are not empty end in their sum; rows of zeros prove nothing.
    fn add_up(&self, rows: &[Vec<usize>]) -> bool {
        let has_numbers = |row: &&Vec<usize>| {
            let mut tokens = row.iter().filter_map(|at| self.table.cut.token(*at));
            tokens.any(|token| token.value.is_nonzero())
        };
        let telling: Vec<&Vec<usize>> = rows.iter().filter(has_numbers).collect();
        let n_right = telling
            .iter()
            .filter(|row| placement::adds_up(self.table.cut, row))
            .count();
        n_right >= LEAST_ROWS.min(rows.len()) && n_right * 5 >= telling.len() * 4
    }
}
