//! Rows below each other: cells beside their labels, or apart from them.

use crate::form::TableId;
use crate::read::doubt::Doubt;
use crate::read::method::Method;
use crate::read::placement::{self, Columns, Content, Placed, Row};
use crate::read::rows::FoundRow;
use crate::read::table::row::DOUBTFUL_LABEL;
use crate::read::table::{ReadRow, Reader};
use crate::read::{cost, proof, under_heads};

/// So many rows whose numbers stand on one side of their labels make one whose numbers stand on the other doubtful.
const OTHER_SIDE_LEAST: usize = 3;

impl Reader<'_> {
    pub(super) fn rows_below_each_other(&self) -> Vec<ReadRow> {
        let found = self.table.rows();
        let cascade = self.rows_by_cascade(&found);
        let n_whole = found.iter().filter(|row| self.is_whole(row)).count();
        let weight = self.weigh(&cascade);
        if n_whole * 5 >= found.len() * 4 || weight < 2 * cost::EQUATION_BROKEN {
            return cascade;
        }
        let upright = self.rows_cut_upright(&found, &cascade);
        if let Some(upright) = upright.filter(|upright| self.weigh(upright) < weight) {
            return upright;
        }
        let filled = self.rows_filled(&found);
        let filled = filled.filter(|filled| self.weigh(filled) < weight);
        filled.unwrap_or(cascade)
    }

    /// What speaks against the rows.
    fn weigh(&self, rows: &[ReadRow]) -> u32 {
        let cells = self.cells(rows);
        let outcomes = proof::outcomes(self.equations, &cells);
        let n_broken = outcomes
            .iter()
            .filter(|(_, outcome)| *outcome == proof::SumCheck::Broken)
            .count();
        let placed = rows.iter().flat_map(|row| &row.placed);
        let n_missing = placed
            .filter(|placed| matches!(placed.content, Content::Missing | Content::Garbled(_)))
            .count();
        let n_left = self.leftovers(&cells).len();
        let count =
            |n: usize, price: u32| u32::try_from(n).unwrap_or(u32::MAX).saturating_mul(price);
        count(n_broken, cost::EQUATION_BROKEN)
            .saturating_add(count(n_missing, cost::CELL_LEFT))
            .saturating_add(count(n_left, cost::TOKEN_LEFT))
    }

    /// Doubts the few rows whose numbers stand before their labels where those of most stand behind, or the other way
    /// round, each on lines of their own: they may be those of a row beside.
    fn doubt_other_side(&self, found: &[FoundRow], rows: &mut [ReadRow]) {
        let sides: Vec<Option<bool>> = found.iter().map(|row| self.side(row)).collect();
        let n_of = |side: bool| sides.iter().filter(|found| **found == Some(side)).count();
        let (n_before, n_behind) = (n_of(true), n_of(false));
        let is_rare = |side: bool| {
            let (n, n_others) = if side {
                (n_before, n_behind)
            } else {
                (n_behind, n_before)
            };
            n * OTHER_SIDE_LEAST <= n_others
        };
        let are_rare: Vec<bool> = sides.iter().map(|side| side.is_some_and(is_rare)).collect();
        for (at, row) in rows.iter_mut().enumerate() {
            let is_rare = |at: Option<usize>| at.and_then(|at| are_rare.get(at)) == Some(&true);
            // One that has no number may be the one beside whose label they stand.
            let has_none = found.get(at).is_some_and(|row| {
                let place = row.place.as_ref();
                place.is_some_and(|place| place.tokens.is_empty())
            });
            let is_beside = has_none && (is_rare(at.checked_sub(1)) || is_rare(Some(at + 1)));
            if (is_rare(Some(at)) || is_beside) && row.doubt.is_none() {
                row.doubt = Some(Doubt::OtherSide);
            }
        }
    }

    /// Whether the numbers of a row stand before its label; `None` where it has none, or some on a line of the label.
    fn side(&self, row: &FoundRow) -> Option<bool> {
        let place = row.place.as_ref()?;
        let label = place.label_line?;
        let on_label = |at: &usize| placement::line_of(self.table.cut, *at) == label;
        let is_apart = !place.tokens.is_empty() && !place.tokens.iter().any(on_label);
        is_apart.then(|| self.table.is_reversed(row))
    }

    fn rows_by_cascade(&self, found: &[FoundRow]) -> Vec<ReadRow> {
        let present: Vec<Row> = found.iter().filter_map(|row| row.place.clone()).collect();
        let columns = placement::learn(self.table.text, self.table.cut, &present);
        let mut beside: Vec<ReadRow> = found
            .iter()
            .map(|row| self.read_row(row, &columns))
            .collect();
        self.doubt_other_side(found, &mut beside);
        let n_whole = found.iter().filter(|row| self.is_whole(row)).count();
        let are_few_whole = n_whole * 2 < found.len();
        let are_most_whole = n_whole * 5 >= found.len() * 4;
        let under_heads = self.rows_under_heads(found);
        if under_heads.is_none() && are_most_whole && self.fit(&beside).n_failing == 0 {
            return beside;
        }
        let apart = self.rows_apart(found);
        if let Some(proven) = apart.as_ref().filter(|apart| apart.fit.is_proof()) {
            return proven.rows.clone();
        }
        if let Some((under_heads, is_complete)) = under_heads
            && (is_complete || are_few_whole)
        {
            return under_heads;
        }
        match apart {
            Some(apart) if !are_most_whole || apart.fit.n_failing == 0 => apart.rows,
            Some(_) => beside,
            None => {
                let by_sums = self.rows_by_sums(found, &beside);
                by_sums.filter(|_| are_few_whole).unwrap_or(beside)
            }
        }
    }

    /// The rows of a table whose cells stand under the labels of their columns, and whether all columns do.
    fn rows_under_heads(&self, found: &[FoundRow]) -> Option<(Vec<ReadRow>, bool)> {
        let pieces = self.table.pieces();
        let as_printed = under_heads::rows(pieces, self.table.spec, 1);
        let n_found = as_printed.as_ref().map_or(0, |found| found.n_found);
        let is_complete = as_printed.as_ref().is_some_and(|found| found.is_complete);
        let has_parts = found.iter().any(|row| row.key.sub_label().is_some());
        let are_apart = !is_complete && !has_parts;
        let parts = are_apart.then(|| self.table.parts_apart(found));
        let of_parts = parts.filter(|parts| parts.n > 1).and_then(|parts| {
            let under_heads = under_heads::rows(pieces, self.table.spec, parts.n)?;
            (under_heads.n_found > n_found).then_some((under_heads, parts.rows))
        });
        let (under_heads, found) = match of_parts {
            Some(of_parts) => of_parts,
            None => (as_printed?, found.to_vec()),
        };
        let rows = under_heads.rows;
        let cell = |at: Option<usize>| Placed {
            content: at.map_or(Content::Missing, |at| {
                Content::Token(at + self.table.region.start)
            }),
            doubt: None,
        };
        let row = |(row, cells): (&FoundRow, Vec<Option<usize>>)| ReadRow {
            placed: cells.into_iter().map(cell).collect(),
            doubt: Some(Doubt::UnderHeads),
            method: Method::Heads,
            found: true,
            ..self.bare_row(row)
        };
        let fits = rows.len() == found.len();
        fits.then(|| {
            (
                found.iter().zip(rows).map(row).collect(),
                under_heads.is_complete,
            )
        })
    }

    /// The rows of a table whose numbers stand apart from its labels with nothing where cells are empty, if the rows as
    /// they stand break most equations.
    fn rows_by_sums(&self, found: &[FoundRow], beside: &[ReadRow]) -> Option<Vec<ReadRow>> {
        let id = self.table.table;
        let is_apart = id == TableId::Requests && super::are_apart(beside);
        if !is_apart || !proof::breaks_most(self.equations, &self.cells(beside)) {
            return None;
        }
        let dealt = self.table.dealt_by_sums(found)?;
        let columns = Columns::default();
        let row = |row: &FoundRow| {
            let mut read = self.read_row(row, &columns);
            read.method = Method::Sums;
            for placed in &mut read.placed {
                let is_number = matches!(placed.content, Content::Token(_));
                placed.doubt = is_number.then_some(Doubt::BySums);
            }
            read
        };
        Some(dealt.iter().map(row).collect())
    }

    /// Whether the row has its label and then as many tokens as cells, with no head among them.
    pub(super) fn is_whole(&self, row: &FoundRow) -> bool {
        let Some(place) = &row.place else {
            return false;
        };
        place.tokens.len() == row.form.n_slots
            && row.label_distance <= DOUBTFUL_LABEL
            && self.have_no_heads_between(&place.tokens)
            && !self.table.is_reversed(row)
    }
}
