//! Cells that come down the columns: see [`crate::read::bands::filled`].

use std::collections::BTreeSet;

use crate::read::bands::Paragraph;
use crate::read::bands::filled::{self, Filled, Frame, Item};
use crate::read::cost;
use crate::read::doubt::Doubt;
use crate::read::method::Method;
use crate::read::placement::{self, Content, Placed};
use crate::read::rows::FoundRow;
use crate::read::table::{ReadRow, Reader, Standing};

/// Numbers behind a table, before the last of its cells, that belong to something else.
const MOST_ASTRAY: usize = 15;

impl Reader<'_> {
    /// The rows of a table whose cells come down the columns; cells that another way nearly as likely fills otherwise are
    /// doubtful. `None` where no way fills the table.
    pub(super) fn rows_filled(&self, found: &[FoundRow]) -> Option<Vec<ReadRow>> {
        let n_slots = found.first()?.form.n_slots;
        let is_single = self.table.spec.blocks.len() == 1;
        if !is_single || found.iter().any(|row| row.form.n_slots != n_slots) {
            return None;
        }
        let n_cells = found.len() * n_slots;
        let n_own = self
            .table
            .pieces()
            .iter()
            .filter(|piece| piece.token().is_some())
            .count();
        if n_own * 5 > n_cells * 6 {
            return None;
        }
        let items = self.items(n_cells);
        if !self.stand_below(&items) {
            return None;
        }
        let rows: Vec<_> = found.iter().map(|row| row.key.clone()).collect();
        let mut ways: Vec<Filled> = Vec::new();
        for ends in self.page_ends(found, &items, n_slots) {
            let shapes = self.shapes(&rows);
            let frame = Frame {
                ends,
                n_slots,
                shapes,
                surplus: items.len().saturating_sub(found.len() * n_slots),
                nonzero: self.nonzero(),
            };
            ways.extend(filled::fill(&items, &frame));
        }
        ways.sort_by_key(|way| way.cost);
        let (best, others) = ways.split_first()?;
        let near = best.cost.saturating_add(cost::MARGIN);
        let others: Vec<&Filled> = others.iter().take_while(|way| way.cost <= near).collect();
        let rows = found.iter().enumerate();
        let mut rows: Vec<ReadRow> = rows
            .map(|(at, row)| self.filled_row(row, at, best, &others))
            .collect();
        self.doubt_unfit(&mut rows);
        Some(rows)
    }

    /// Whether nearly every number stands on a line of its own: those on one line are cells of one row.
    fn stand_below(&self, items: &[Item]) -> bool {
        let line = |item: &Item| placement::line_of(self.table.cut, item.at);
        let lines: BTreeSet<usize> = items.iter().map(line).collect();
        lines.len() * 5 >= items.len() * 4
    }

    /// What a number other than 0, and a 0, costs in each column.
    fn nonzero(&self) -> Vec<(u32, u32)> {
        let columns = self.table.spec.columns();
        let price = |key: &str| cost::NONZERO.iter().find(|(column, ..)| *column == key);
        columns
            .map(|column| price(&column.key).map_or((0, 0), |(_, nonzero, zero)| (*nonzero, *zero)))
            .collect()
    }

    fn filled_row(&self, row: &FoundRow, at: usize, best: &Filled, others: &[&Filled]) -> ReadRow {
        let token = |at: Option<usize>| at.and_then(|at| self.table.cut.token(at));
        let cell = |way: &Filled, column: usize| *way.rows.get(at)?.get(column)?;
        let placed = |column: usize| {
            let here = cell(best, column);
            let mut cells = others.iter().map(|way| cell(way, column));
            let is_open = cells.any(|other| token(other) != token(here));
            Placed {
                content: here.map_or(Content::Missing, Content::Token),
                doubt: is_open.then_some(Doubt::Apart),
            }
        };
        ReadRow {
            placed: (0..row.form.n_slots).map(placed).collect(),
            found: true,
            standing: Standing::Dealt,
            method: Method::Bands,
            ..self.bare_row(row)
        }
    }

    /// The numbers of the table, and as many of those behind it as it lacks.
    fn items(&self, n_cells: usize) -> Vec<Item> {
        let own = self.paragraphs(self.table.region.clone());
        let behind = self.paragraphs(self.table.region.end..self.table.cut.pieces.len());
        let mut n_lacking = n_cells.saturating_sub(own.iter().map(|one| one.tokens().len()).sum());
        let mut items: Vec<Item> = own
            .iter()
            .flat_map(|one| self.items_of(one, false))
            .collect();
        if n_lacking > 0 {
            n_lacking += MOST_ASTRAY;
            let behind = behind.iter().flat_map(|one| self.items_of(one, true));
            items.extend(behind.take(n_lacking));
        }
        items
    }

    fn items_of(&self, paragraph: &Paragraph, is_beyond: bool) -> Vec<Item> {
        let item = |(number, at): (usize, &usize)| Item {
            at: *at,
            value: self.amount(*at).unwrap_or(0),
            page: self.page_of(*at),
            is_first: number == 0,
            is_page_number: paragraph.is_page_number(),
            named: paragraph.named(),
            is_beyond,
        };
        paragraph.tokens().iter().enumerate().map(item).collect()
    }

    /// The page of a piece, counted from that on which the table begins.
    fn page_of(&self, at: usize) -> usize {
        let start = |at: usize| {
            self.table
                .cut
                .pieces
                .get(at)
                .map_or(0, |piece| piece.span.start())
        };
        let before = self
            .table
            .text
            .get(start(self.table.region.start)..start(at));
        before.map_or(0, |text| text.matches('\u{c}').count())
    }

    /// The row behind the last one of each page, by the pages of the labels, and by how many numbers stand on each.
    fn page_ends(
        &self,
        found: &[FoundRow],
        items: &[Item],
        n_slots: usize,
    ) -> BTreeSet<Vec<usize>> {
        let mut page = 0;
        let mut pages = Vec::new();
        for row in found {
            let label = row.place.as_ref().map(|place| place.pieces.start);
            page = label.map_or(page, |at| page.max(self.page_of(at)));
            pages.push(page);
        }
        let n_pages = items.last().map_or(0, |item| item.page + 1).max(page + 1);
        let end = |page: usize| pages.partition_point(|of_row| *of_row <= page);
        let by_labels: Vec<usize> = (0..n_pages).map(end).collect();
        let own = || items.iter().filter(|item| !item.is_beyond);
        let n_until = |page: usize| own().filter(|item| item.page <= page).count();
        let near = |page: usize| (n_until(page) + n_slots / 2) / n_slots;
        let mut by_numbers: Vec<usize> = (0..n_pages)
            .map(|page| near(page).min(found.len()))
            .collect();
        if let Some(last) = by_numbers.last_mut() {
            *last = found.len();
        }
        BTreeSet::from([by_labels, by_numbers])
    }
}
