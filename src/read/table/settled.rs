//! Columns of rows that left out their blanks, by the sums of the columns: the numbers of a row keep their order, its last
//! is its total, and the sums of all rows tell which columns the others stand in. Where every way that satisfies them puts
//! the same number in a cell, nothing is open there.

use std::collections::BTreeMap;

use crate::form::RowKey;
use crate::form::schema::Layout;
use crate::read::doubt::Doubt;
use crate::read::method::Method;
use crate::read::placement::{self, Content, Placed};
use crate::read::table::ways::{self, Shape, Way};
use crate::read::table::{ReadRow, Reader};

impl Reader<'_> {
    /// Puts the numbers of rows whose columns nothing shows where the sums of the columns have them; does nothing where
    /// these are satisfied in no way, or in too many to tell.
    pub(super) fn settle_columns(&self, rows: &mut [ReadRow]) {
        let is_single = self.table.spec.blocks.len() == 1;
        if self.table.spec.layout == Layout::Flat || !is_single || !rows.iter().any(is_loose) {
            return;
        }
        let candidates: Option<Vec<Vec<Way>>> =
            rows.iter().map(|row| self.candidates(row)).collect();
        let Some(candidates) = candidates else {
            return;
        };
        let keys: Vec<RowKey> = rows.iter().map(|row| row.key.clone()).collect();
        let Some(found) = ways::search(&candidates, &self.shapes(&keys)) else {
            return;
        };
        for ((row, candidates), (chosen, fitting)) in rows.iter_mut().zip(&candidates).zip(found) {
            if is_loose(row) {
                let chosen = candidates.get(chosen).map_or(&[][..], Vec::as_slice);
                let others: Vec<&Way> = fitting
                    .iter()
                    .filter_map(|at| candidates.get(*at))
                    .collect();
                rearrange(row, chosen, &others);
            }
        }
    }

    /// What the parts of a row can be, its total aside: one way for a row whose columns are known, else all that keep the
    /// order of its numbers. `None` for a row with something that cannot be reckoned with.
    fn candidates(&self, row: &ReadRow) -> Option<Vec<Way>> {
        let n_parts = row.placed.len().checked_sub(1)?;
        let part = |placed: &Placed| match placed.content {
            Content::Token(at) => Some(Some(self.amount(at)?)),
            Content::Blank(_) | Content::Gap(_) => Some(None),
            _ => None,
        };
        if !is_loose(row) {
            let parts = row.placed.iter().take(n_parts).map(part);
            return Some(vec![parts.collect::<Option<_>>()?]);
        }
        let tokens = tokens(row);
        let parts = tokens.split_last().map_or(&[][..], |(_, parts)| parts);
        let is_nothing = || tokens.iter().all(|at| self.amount(*at) == Some(0));
        let is_row = if parts.is_empty() {
            is_nothing()
        } else {
            placement::adds_up(self.table.cut, &tokens)
        };
        if !is_row {
            return None;
        }
        let parts: Vec<i64> = parts
            .iter()
            .map(|at| self.amount(*at))
            .collect::<Option<_>>()?;
        let mut ways = ways::in_order(&parts, n_parts);
        // What the row shows of its columns is tried first.
        let shown: Option<Way> = row.placed.iter().take(n_parts).map(part).collect();
        if let Some(at) = ways.iter().position(|way| Some(way) == shown.as_ref()) {
            ways.swap(0, at);
        }
        Some(ways)
    }

    /// What the token counts in sums.
    pub(super) fn amount(&self, at: usize) -> Option<i64> {
        let token = self.table.cut.token(at)?;
        token.value.in_sums()?.to_i64()
    }

    /// The sums of the columns, which are the same for each: by rule the rows with their signs.
    pub(super) fn shapes(&self, rows: &[RowKey]) -> Vec<Shape> {
        let mut shapes: BTreeMap<&str, Shape> = BTreeMap::new();
        let block = self.table.spec.blocks.first();
        let first = block.and_then(|block| block.columns.first());
        let of_column = |line: &str| first.is_some_and(|column| column.key == line);
        for equation in self.equations.iter().filter(|one| of_column(&one.line)) {
            let shape = shapes.entry(equation.rule.as_str()).or_default();
            for (sign, cell) in equation.terms() {
                let row = rows.iter().position(|row| *row == cell.row);
                shape.extend(row.map(|row| (sign, row)));
            }
        }
        shapes.into_values().collect()
    }
}

/// Puts the parts of the row as `chosen` has them; a cell that one of `others` fills otherwise stays open.
fn rearrange(row: &mut ReadRow, chosen: &[Option<i64>], others: &[&Way]) {
    let tokens = tokens(row);
    let Some((total, parts)) = tokens.split_last() else {
        return;
    };
    // A single number may be a part as well as the total.
    if parts.is_empty() {
        return;
    }
    // What the ruler shows, and the sums bear out, stays as it is.
    let shows = |placed: &Placed| placed.doubt == Some(Doubt::ByRuler);
    let stands =
        |(placed, part): (&Placed, &Option<i64>)| token_at(placed).is_some() == part.is_some();
    if row.placed.iter().all(shows) && row.placed.iter().zip(chosen).all(stands) {
        return;
    }
    let mut blanks: Vec<Content> = Vec::new();
    for placed in &row.placed {
        if token_at(placed).is_none() {
            blanks.push(placed.content.clone());
        }
    }
    let mut blanks = blanks.into_iter();
    let mut parts = parts.iter().copied();
    for column in 0..row.placed.len() {
        let token = match chosen.get(column) {
            Some(part) => part.and_then(|_| parts.next()),
            None => Some(*total),
        };
        let is_agreed = column >= chosen.len()
            || others
                .iter()
                .all(|other| other.get(column) == chosen.get(column));
        let content = token.map(Content::Token).or_else(|| blanks.next());
        if let (Some(placed), Some(content)) = (row.placed.get_mut(column), content) {
            placed.content = content;
            placed.doubt = (!is_agreed).then_some(Doubt::SeveralWays);
        }
    }
    row.method = Method::Sums;
}

fn tokens(row: &ReadRow) -> Vec<usize> {
    row.placed.iter().filter_map(token_at).collect()
}

fn token_at(placed: &Placed) -> Option<usize> {
    match placed.content {
        Content::Token(at) => Some(at),
        _ => None,
    }
}

/// Whether the row has numbers, fewer than cells, and nothing but their order tells their columns.
fn is_loose(row: &ReadRow) -> bool {
    let is_open = |placed: &Placed| {
        matches!(
            placed.doubt,
            Some(Doubt::ByOrder | Doubt::Collapsed | Doubt::ByRuler)
        )
    };
    let is_cell = |placed: &Placed| {
        matches!(
            placed.content,
            Content::Token(_) | Content::Blank(_) | Content::Gap(_)
        )
    };
    row.doubt.is_none()
        && !tokens(row).is_empty()
        && row.placed.iter().all(is_cell)
        && row.placed.iter().all(is_open)
}
