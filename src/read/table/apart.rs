//! Rows below each other: cells beside their labels, or apart from them.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use crate::form::{CellKey, Equation, TableId, catalogue};
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
/// So many equations that hold outweigh one that does not.
const TELLING_LEAST: usize = 4;
/// Parts that may have to be moved.
const MOST_MOVES: usize = 3;
/// The reason given for cells that follow the label of their column.
const UNDER_HEADS: &str = "数字按列印在各列标签之后，行的先后是推断的";

/// The rows of a table whose cells stand apart from its labels.
struct Apart {
    rows: Vec<ReadRow>,
    fit: Fit,
}

/// The best of the ways to deal the cells of a table, all as good.
struct Best {
    fit: Fit,
    ways: Vec<Way>,
}

/// How well the numbers of a table satisfy the equations of the form.
#[derive(Clone, Copy, Default)]
struct Fit {
    /// Equations that do not hold, or that cannot be decided.
    n_failing: usize,
    /// Equations that hold for other numbers than zeros.
    n_telling: usize,
}

impl Fit {
    /// Whether all equations hold, and enough of them for other numbers than zeros.
    fn is_proof(self) -> bool {
        self.n_failing == 0 && self.n_telling >= TELLING_LEAST
    }

    /// Whether the numbers stand in their places: all equations hold, or so many that the few others are slips of the
    /// office.
    fn bears_out(self) -> bool {
        self.n_failing * TELLING_LEAST <= self.n_telling
    }
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
        let are_most_whole = n_whole * 5 >= found.len() * 4;
        let under_heads = self.rows_under_heads(&found);
        if under_heads.is_none() && are_most_whole && self.fit(&beside).n_failing == 0 {
            return beside;
        }
        let apart = self.rows_apart(&found);
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
                let by_sums = self.rows_by_sums(&found, &beside);
                by_sums.filter(|_| are_few_whole).unwrap_or(beside)
            }
        }
    }

    /// The rows of a table whose cells stand apart from its labels, if they can be told: of the ways to deal the cells
    /// the one that leaves the fewest equations failing. Cells that others as good deal otherwise are doubtful.
    fn rows_apart(&self, found: &[FoundRow]) -> Option<Apart> {
        let as_printed = self.best(found, self.ways(found))?;
        let rearranged = self.rearranged(found, &as_printed);
        let is_rearranged = rearranged.is_some();
        let best = rearranged.unwrap_or(as_printed);
        let (way, others) = best.ways.split_first()?;
        let mut rows = self.dealt(found, way, way);
        for other in others {
            let other = self.dealt(found, way, other);
            for (row, other) in rows.iter_mut().zip(other) {
                for (placed, other) in row.placed.iter_mut().zip(other.placed) {
                    placed.doubt = placed.doubt.take().or(other.doubt);
                }
            }
        }
        if is_rearranged || !best.fit.bears_out() {
            for row in &mut rows {
                row.doubt = Some(APART.to_owned());
            }
        } else if best.fit.n_failing > 0 {
            self.doubt_failing(&mut rows);
        }
        Some(Apart {
            rows,
            fit: best.fit,
        })
    }

    /// The columns in another order than printed, if all equations hold then.
    fn rearranged(&self, found: &[FoundRow], as_printed: &Best) -> Option<Best> {
        let mut best = self.best(found, as_printed.ways.first()?.moved())?;
        for _ in 1..MOST_MOVES {
            if best.fit.n_failing > 0 {
                best = self.best(found, best.ways.first()?.moved())?;
            }
        }
        let is_better = as_printed.fit.n_failing > 0 && best.fit.n_failing == 0;
        is_better.then_some(best)
    }

    /// Doubts the cells of the equations that fail.
    fn doubt_failing(&self, rows: &mut [ReadRow]) {
        let failing = self.failing(rows);
        for row in rows {
            for (column, placed) in row.columns.iter().zip(&mut row.placed) {
                let key = CellKey::new(self.table.table, row.key.clone(), column);
                if placed.doubt.is_none() && failing.contains(&key) {
                    placed.doubt = Some(APART.to_owned());
                }
            }
        }
    }

    /// Those of the ways that leave the fewest equations failing.
    fn best(&self, found: &[FoundRow], ways: Vec<Way>) -> Option<Best> {
        let fit = |way: &Way| self.fit(&self.dealt(found, way, way));
        let mut ways: Vec<(Fit, Way)> = ways.into_iter().map(|way| (fit(&way), way)).collect();
        ways.sort_by_key(|(fit, _)| fit.n_failing);
        let fit = ways.first()?.0;
        ways.retain(|(other, _)| other.n_failing == fit.n_failing);
        let ways = ways.into_iter().map(|(_, way)| way).collect();
        Some(Best { fit, ways })
    }

    /// The ways to deal the cells to the rows.
    fn ways(&self, found: &[FoundRow]) -> Vec<Way> {
        let slots: Vec<usize> = found.iter().map(|row| row.form.n_slots).collect();
        let n_slots = slots.first().copied().unwrap_or(0);
        let start = self.table.region.start;
        let own = self.paragraphs(self.table.region.clone());
        let ways = if slots.iter().all(|n| *n == n_slots) {
            bands::ways(&own, &self.beyond(n_slots), found.len(), n_slots)
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

    fn paragraphs(&self, range: Range<usize>) -> Vec<Paragraph> {
        let pieces = self.table.cut.pieces.get(range.clone()).unwrap_or(&[]);
        let columns = self
            .table
            .spec
            .blocks
            .first()
            .map(|block| block.columns.as_slice());
        bands::paragraphs(self.table.text, pieces, range.start, columns.unwrap_or(&[]))
    }

    /// The numbers behind the table's text that may stand in rows of `n_slots` cells and no column of table four claims.
    fn beyond(&self, n_slots: usize) -> Vec<Paragraph> {
        let mut beyond = self.paragraphs(self.table.region.end..self.table.cut.pieces.len());
        beyond.retain(|paragraph| {
            paragraph.is_within(n_slots) && !self.is_behind_next_head(paragraph)
        });
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
        let row = |(row, (tokens, others)): (&FoundRow, (Vec<usize>, Vec<usize>))| ReadRow {
            placed: tokens.iter().zip(&others).map(cell).collect(),
            found: true,
            ..self.bare_row(row)
        };
        let rows = way.rows().into_iter().zip(other.rows());
        found.iter().zip(rows).map(row).collect()
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

    /// How well the numbers of the rows satisfy the equations of the form.
    fn fit(&self, rows: &[ReadRow]) -> Fit {
        let mut fit = Fit::default();
        for (_, outcome) in self.outcomes(rows) {
            match outcome {
                Some(is_of_zeros) => fit.n_telling += usize::from(!is_of_zeros),
                None => fit.n_failing += 1,
            }
        }
        fit
    }

    /// The cells of the equations that fail.
    fn failing(&self, rows: &[ReadRow]) -> BTreeSet<CellKey> {
        let outcomes = self.outcomes(rows).into_iter();
        let failing = outcomes.filter(|(_, outcome)| outcome.is_none());
        let cells = failing.flat_map(|(equation, _)| equation.cells());
        cells.cloned().collect()
    }

    /// The equations of the form: whether those that hold do so for zeros, `None` for one that fails or is not decided.
    fn outcomes(&self, rows: &[ReadRow]) -> Vec<(&Equation, Option<bool>)> {
        let cells: BTreeMap<CellKey, Value> = self
            .cells(rows)
            .into_iter()
            .map(|(key, found)| (key, found.value))
            .collect();
        let value = |key: &CellKey| cells.get(key).copied().unwrap_or(Value::Absent);
        let outcome = |equation: &Equation| {
            let (left, right) = equation.sides(value)?;
            left.equals(right).then(|| left.is_zero())
        };
        let equations = self.equations.iter();
        equations.map(|one| (one, outcome(one))).collect()
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
