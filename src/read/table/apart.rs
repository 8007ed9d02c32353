//! Rows below each other: cells beside their labels, or apart from them.

use std::collections::BTreeMap;

use crate::form::{CellKey, Equation, TableId, catalogue, equation};
use crate::read::bands::{self, Paragraph, Way};
use crate::read::fold::fold;
use crate::read::pieces::Piece;
use crate::read::place::{self, Columns, Content, Placed, Row};
use crate::read::rows::FoundRow;
use crate::read::rows::groups::BY_SUMS;
use crate::read::table::{DOUBTFUL_LABEL, ReadRow, Reader};
use crate::read::{proof, under_heads};
use crate::value::Value;

/// The reason given for cells that stand apart from their labels and do not add up.
const APART: &str = "数字与行标签分开印，按先后顺序对应";
/// The reason given for cells that follow the label of their column.
const UNDER_HEADS: &str = "数字按列印在各列标签之后，行的先后是推断的";

/// The rows of a table whose cells stand apart from its labels.
struct Apart {
    rows: Vec<ReadRow>,
    /// Whether its numbers satisfy every equation of the form.
    is_proven: bool,
}

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
        let Some(apart) = self.rows_apart(&found) else {
            let by_sums = self.rows_by_sums(&found, &beside);
            return by_sums.filter(|_| are_few_whole).unwrap_or(beside);
        };
        let is_mostly_whole = n_whole * 5 >= found.len() * 4;
        if is_mostly_whole && (!apart.is_proven || self.failing(&beside) == 0) {
            return beside;
        }
        apart.rows
    }

    /// The rows of a table whose cells stand apart from its labels, if they can be told: of the ways to deal the cells
    /// the one that leaves the fewest equations failing.
    fn rows_apart(&self, found: &[FoundRow]) -> Option<Apart> {
        let mut ways: Vec<(usize, Way)> = self
            .ways(found)
            .into_iter()
            .map(|way| (self.failing(&self.dealt(found, &way, &way)), way))
            .collect();
        ways.sort_by_key(|(n_failing, _)| *n_failing);
        let n_failing = ways.first()?.0;
        let mut best = ways.into_iter().take_while(|(n, _)| *n == n_failing);
        let (_, way) = best.next()?;
        let mut rows = self.dealt(found, &way, &way);
        for (_, other) in best {
            let others = self.dealt(found, &way, &other);
            for (row, other) in rows.iter_mut().zip(others) {
                for (placed, other) in row.placed.iter_mut().zip(other.placed) {
                    placed.doubt = placed.doubt.take().or(other.doubt);
                }
            }
        }
        let is_proven = n_failing == 0;
        if !is_proven {
            for row in &mut rows {
                row.doubt = Some(APART.to_owned());
            }
        }
        Some(Apart { rows, is_proven })
    }

    /// The ways to deal the cells to the rows.
    fn ways(&self, found: &[FoundRow]) -> Vec<Way> {
        let slots: Vec<usize> = found.iter().map(|row| row.form.n_slots).collect();
        let n_slots = slots.first().copied().unwrap_or(0);
        let start = self.table.region.start;
        let own = bands::paragraphs(self.table.pieces(), start);
        let ways = if slots.iter().all(|n| *n == n_slots) {
            bands::ways(&own, &self.beyond(), found.len(), n_slots)
        } else {
            Vec::new()
        };
        if ways.is_empty() {
            return bands::uniform(self.table.pieces(), start, &slots)
                .into_iter()
                .collect();
        }
        ways
    }

    /// The numbers behind the table's text that no column of table four claims.
    fn beyond(&self) -> Vec<Paragraph> {
        let end = self.table.region.end;
        let pieces = self.table.cut.pieces.get(end..).unwrap_or(&[]);
        let mut beyond = bands::paragraphs(pieces, end);
        beyond.retain(|paragraph| !self.is_behind_next_head(paragraph));
        beyond
    }

    /// Whether the paragraph stands right behind the end of a column's label of table four.
    fn is_behind_next_head(&self, paragraph: &Paragraph) -> bool {
        let label = paragraph
            .label()
            .and_then(|at| self.table.cut.pieces.get(at));
        let Some(label) = label.and_then(Piece::label) else {
            return false;
        };
        let spec = catalogue::table(self.edition, TableId::Disputes);
        let blocks = spec.into_iter().flat_map(|spec| &spec.blocks);
        let mut columns = blocks.flat_map(|block| &block.columns);
        columns.any(|column| fold(&column.label).ends_with(label))
    }

    /// The rows with their cells dealt so; doubtful where `other` deals them otherwise.
    fn dealt(&self, found: &[FoundRow], way: &Way, other: &Way) -> Vec<ReadRow> {
        let token = |at: usize| self.table.cut.pieces.get(at).and_then(Piece::token);
        let cell = |(at, other): (&usize, &usize)| Placed {
            content: Content::Token(*at),
            doubt: (token(*at) != token(*other)).then(|| APART.to_owned()),
        };
        let row = |(row, (tokens, others)): (&FoundRow, (&Vec<usize>, &Vec<usize>))| ReadRow {
            placed: tokens.iter().zip(others).map(cell).collect(),
            found: true,
            ..self.bare_row(row)
        };
        found.iter().zip(way.iter().zip(other)).map(row).collect()
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

    /// How many equations of the form the numbers of the rows do not satisfy: with none, they stand in their places.
    fn failing(&self, rows: &[ReadRow]) -> usize {
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
        let equations = equation::of_table(self.edition, self.table.table);
        equations.iter().filter(|equation| !holds(equation)).count()
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
