//! Cells apart from their labels, dealt to the rows: of all ways the one that the equations of the form bear out.

use std::collections::BTreeSet;

use crate::form::schema::TableSpec;
use crate::form::{CellKey, TableId, catalogue};
use crate::read::bands::{self, Paragraph, Way};
use crate::read::doubt::Doubt;
use crate::read::fold::fold;
use crate::read::method::Method;
use crate::read::placement::{Content, Placed};
use crate::read::proof::{self, SumCheck};
use crate::read::rows::FoundRow;
use crate::read::table::{ReadRow, Reader, Standing};

/// So many equations that hold outweigh one that does not.
const TELLING_LEAST: usize = 4;
/// Parts that may have to be moved.
const MOST_MOVES: usize = 3;

/// The rows of a table whose cells stand apart from its labels.
pub(super) struct Apart {
    pub(super) rows: Vec<ReadRow>,
    pub(super) fit: Fit,
}

/// The best of the ways to deal the cells of a table, all as good.
struct Best {
    fit: Fit,
    ways: Vec<Way>,
}

/// How well the numbers of a table satisfy the equations of the form.
#[derive(Clone, Copy, Default)]
pub(super) struct Fit {
    /// Equations that do not hold, or that cannot be decided.
    pub(super) n_failing: usize,
    /// Equations that hold for other numbers than zeros.
    n_telling: usize,
}

impl Fit {
    /// Whether all equations hold, and enough of them for other numbers than zeros.
    pub(super) fn is_proof(self) -> bool {
        self.n_failing == 0 && self.n_telling >= TELLING_LEAST
    }

    /// Whether the numbers stand in their places: all equations hold, or so many that the few others are slips of the
    /// office.
    fn bears_out(self) -> bool {
        self.n_failing * TELLING_LEAST <= self.n_telling
    }
}

impl Reader<'_> {
    /// The rows of a table whose cells stand apart from its labels, if they can be told: of the ways to deal the cells
    /// the one that leaves the fewest equations failing. Cells that others as good deal otherwise are doubtful.
    pub(super) fn rows_apart(&self, found: &[FoundRow]) -> Option<Apart> {
        let as_printed = self.best(found, self.ways(found))?;
        let rearranged = self.rearranged(found, &as_printed);
        let is_rearranged = rearranged.is_some();
        let best = rearranged.unwrap_or(as_printed);
        let (way, others) = best.ways.split_first()?;
        let mut rows = self.dealt(found, way, others);
        if is_rearranged {
            doubt_all(&mut rows, &Doubt::Rearranged);
        } else {
            self.doubt_unfit(&mut rows);
        }
        Some(Apart {
            rows,
            fit: best.fit,
        })
    }

    /// The columns in another order than printed, if all equations hold then.
    fn rearranged(&self, found: &[FoundRow], as_printed: &Best) -> Option<Best> {
        if as_printed.fit.n_failing == 0 {
            return None;
        }
        let mut best = self.best(found, as_printed.ways.first()?.moved())?;
        for _ in 1..MOST_MOVES {
            if best.fit.n_failing > 0 {
                best = self.best(found, best.ways.first()?.moved())?;
            }
        }
        (best.fit.n_failing == 0).then_some(best)
    }

    /// Doubts numbers that stand apart from their labels and do not add up: all, or those of a few equations that fail.
    pub(super) fn doubt_unfit(&self, rows: &mut [ReadRow]) {
        let fit = self.fit(rows);
        if !fit.bears_out() {
            doubt_all(rows, &Doubt::Apart);
        } else if fit.n_failing > 0 {
            self.doubt_failing(rows);
        }
    }

    /// Doubts the cells of the equations that fail.
    fn doubt_failing(&self, rows: &mut [ReadRow]) {
        let failing = self.failing(rows);
        for row in rows {
            for (column, placed) in row.columns.iter().zip(&mut row.placed) {
                let key = CellKey::new(self.table.table, row.key.clone(), column);
                if placed.doubt.is_none() && failing.contains(&key) {
                    placed.doubt = Some(Doubt::Apart);
                }
            }
        }
    }

    /// Those of the ways that leave the fewest equations failing.
    fn best(&self, found: &[FoundRow], ways: Vec<Way>) -> Option<Best> {
        let fit = |way: &Way| self.fit(&self.dealt(found, way, &[]));
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

    /// The numbers behind the table's text that may stand in rows of `n_slots` cells and no column of table four claims.
    fn beyond(&self, n_slots: usize) -> Vec<Paragraph> {
        let spec = catalogue::table(self.edition, TableId::Disputes);
        let columns = spec.into_iter().flat_map(TableSpec::columns);
        let heads: Vec<Vec<char>> = columns.map(|column| fold(&column.label)).collect();
        let is_claimed = |paragraph: &Paragraph| {
            let labels = self.table.cut.pieces.get(paragraph.labels());
            let last = labels.and_then(|labels| labels.last()?.label());
            last.is_some_and(|label| heads.iter().any(|head| head.ends_with(label)))
        };
        let mut beyond = self.paragraphs(self.table.region.end..self.table.cut.pieces.len());
        beyond.retain(|paragraph| paragraph.is_within(n_slots) && !is_claimed(paragraph));
        beyond
    }

    /// The rows with their cells dealt so; doubtful where one of `others` deals them otherwise.
    fn dealt(&self, found: &[FoundRow], way: &Way, others: &[Way]) -> Vec<ReadRow> {
        let others: Vec<Vec<Vec<usize>>> = others.iter().map(Way::rows).collect();
        let token = |at: usize| self.table.cut.token(at);
        let is_open = |row: usize, column: usize, at: usize| {
            let mut cells = others.iter().filter_map(|rows| rows.get(row)?.get(column));
            cells.any(|other| token(*other) != token(at))
        };
        let row = |(number, (row, tokens)): (usize, (&FoundRow, Vec<usize>))| {
            let cell = |(column, at): (usize, usize)| Placed {
                content: Content::Token(at),
                doubt: is_open(number, column, at).then_some(Doubt::Apart),
            };
            ReadRow {
                placed: tokens.into_iter().enumerate().map(cell).collect(),
                found: true,
                standing: Standing::Dealt,
                method: Method::Bands,
                ..self.bare_row(row)
            }
        };
        let rows = found.iter().zip(way.rows());
        rows.enumerate().map(row).collect()
    }

    /// How well the numbers of the rows satisfy the equations of the form.
    pub(super) fn fit(&self, rows: &[ReadRow]) -> Fit {
        let mut fit = Fit::default();
        for (_, outcome) in proof::outcomes(self.equations, &self.cells(rows)) {
            fit.n_failing += usize::from(is_failing(outcome));
            fit.n_telling += usize::from(outcome == SumCheck::Holds);
        }
        fit
    }

    /// The cells of the equations that fail.
    fn failing(&self, rows: &[ReadRow]) -> BTreeSet<CellKey> {
        let outcomes = proof::outcomes(self.equations, &self.cells(rows)).into_iter();
        let failing = outcomes.filter(|(_, outcome)| is_failing(*outcome));
        let cells = failing.flat_map(|(equation, _)| equation.cells());
        cells.cloned().collect()
    }
}

/// Makes whole rows doubtful.
pub(super) fn doubt_all(rows: &mut [ReadRow], why: &Doubt) {
    for row in rows {
        row.doubt = Some(why.clone());
    }
}

/// Whether an equation does not hold, or cannot be decided.
pub(super) fn is_failing(outcome: SumCheck) -> bool {
    matches!(outcome, SumCheck::Open | SumCheck::Broken)
}
