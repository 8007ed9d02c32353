//! Rows below each other: cells beside their labels, or apart from them.

use std::collections::BTreeMap;

use crate::form::{CellKey, Equation, TableId, equation};
use crate::read::place::{self, Columns, Content, Placed, Row};
use crate::read::rows::FoundRow;
use crate::read::rows::groups::BY_SUMS;
use crate::read::table::{DOUBTFUL_LABEL, ReadRow, Reader};
use crate::read::{blocks, proof, under_heads};
use crate::value::Value;

/// The reason given for cells that stand apart from their labels and do not add up.
const APART: &str = "数字与行标签分开印，按先后顺序对应";
/// The reason given for cells that follow the label of their column.
const UNDER_HEADS: &str = "数字按列印在各列标签之后，行的先后是推断的";

impl Reader<'_> {
    pub(super) fn rows_below_each_other(&self) -> Vec<ReadRow> {
        let found = self.table.rows();
        let present: Vec<Row> = found.iter().filter_map(|row| row.place.clone()).collect();
        let columns = place::learn(self.table.text, self.table.cut, &present);
        let beside: Vec<ReadRow> = found
            .iter()
            .map(|row| self.read_row(row, &columns))
            .collect();
        let n_whole = found.iter().filter(|row| self.is_whole(row)).count();
        let are_few_whole = n_whole * 2 < found.len();
        if let Some((under_heads, is_complete)) = self.rows_under_heads(&found)
            && (is_complete || are_few_whole)
        {
            return under_heads;
        }
        let Some(mut apart) = self.rows_apart(&found) else {
            let by_sums = self.rows_by_sums(&found, &beside);
            return by_sums.filter(|_| are_few_whole).unwrap_or(beside);
        };
        let is_proven = self.adds_up(&apart);
        let is_mostly_whole = n_whole * 5 >= found.len() * 4;
        if is_mostly_whole && (!is_proven || self.adds_up(&beside)) {
            return beside;
        }
        if !is_proven {
            for row in &mut apart {
                row.doubt = Some(APART.to_owned());
            }
        }
        apart
    }

    /// The rows of a table whose cells stand apart from its labels, if they can be told.
    fn rows_apart(&self, found: &[FoundRow]) -> Option<Vec<ReadRow>> {
        let slots: Vec<usize> = found.iter().map(|row| row.form.n_slots).collect();
        let blocks = blocks::rows(self.table.pieces(), &slots)?;
        let token = |at: usize| Placed {
            content: Content::Token(at + self.table.region.start),
            doubt: None,
        };
        let row = |(row, tokens): (&FoundRow, Vec<usize>)| ReadRow {
            placed: tokens.into_iter().map(token).collect(),
            found: true,
            ..self.bare_row(row)
        };
        Some(found.iter().zip(blocks).map(row).collect())
    }

    /// The rows of a table whose cells stand under the labels of their columns, and whether all columns do.
    fn rows_under_heads(&self, found: &[FoundRow]) -> Option<(Vec<ReadRow>, bool)> {
        let under_heads = under_heads::rows(self.table.pieces(), self.table.spec)?;
        let rows = under_heads.rows;
        let cell = |at: Option<usize>| Placed {
            content: at.map_or(Content::Missing, |at| {
                Content::Token(at + self.table.region.start)
            }),
            doubt: None,
        };
        let row = |(row, cells): (&FoundRow, Vec<Option<usize>>)| ReadRow {
            placed: cells.into_iter().map(cell).collect(),
            doubt: Some(UNDER_HEADS.to_owned()),
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
        if !is_apart || !proof::breaks_most(self.edition, id, &self.cells(beside)) {
            return None;
        }
        let dealt = self.table.dealt_by_sums(found)?;
        let columns = Columns::default();
        let row = |row: &FoundRow| {
            let mut read = self.read_row(row, &columns);
            for placed in &mut read.placed {
                let is_number = matches!(placed.content, Content::Token(_));
                placed.doubt = is_number.then(|| BY_SUMS.to_owned());
            }
            read
        };
        Some(dealt.iter().map(row).collect())
    }

    /// Whether the numbers of the rows satisfy every equation of the form: the proof that they stand in their places.
    /// Nothing speaks against those of a table without equations.
    fn adds_up(&self, rows: &[ReadRow]) -> bool {
        let cells: BTreeMap<CellKey, Value> = self
            .cells(rows)
            .into_iter()
            .map(|(key, found)| (key, found.value))
            .collect();
        let value = |key: &CellKey| cells.get(key).copied().unwrap_or(Value::Absent);
        let holds = |equation: &Equation| {
            let sides = equation.sides(value);
            sides.is_some_and(|(left, right)| left.equals(right))
        };
        equation::of_table(self.edition, self.table.table)
            .iter()
            .all(holds)
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
