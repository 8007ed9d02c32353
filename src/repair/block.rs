//! A sheet becomes problems: one per table, with the blocks of equations that do not depend on each other.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use crate::form::naming::{english_row, english_words};
use crate::form::schema::{Layout, TableSpec};
use crate::form::{CellKey, Equation, RowKey, Sheet, TableId, catalogue, equation};
use crate::repair::evidence::Evidence;
use crate::repair::problem::{LinearEquation, Problem, ProblemCell, Range};
use crate::said::Said;
use crate::value::Value;

/// A part of a table whose equations share no cell with the others: table three as a whole, or a group of table four.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct BlockId {
    /// The table.
    pub table: TableId,
    /// The row, where the block is a single one.
    pub row: Option<RowKey>,
}

impl fmt::Display for BlockId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.row {
            Some(row) => write!(f, "{}.{row}", self.table),
            None => write!(f, "{}", self.table),
        }
    }
}

/// One table of a sheet as a problem, with the places of its cells.
#[derive(Clone, Debug)]
pub struct TableProblem {
    /// The table.
    pub table: TableId,
    /// The table's form, for names.
    pub spec: &'static TableSpec,
    /// The cells in the order of the form; their position is their index everywhere here.
    pub keys: Vec<CellKey>,
    /// What each cell holds on the sheet.
    pub values: Vec<Value>,
    /// Numbers and equations.
    pub problem: Problem,
    /// The equations of `problem` as the form names them, such as `requests-balance/total`.
    pub equation_names: Vec<String>,
    /// The cells line by line as printed: the cells of a line stand beside each other.
    pub lines: Vec<Vec<usize>>,
    /// The independent parts.
    pub blocks: Vec<Block>,
}

/// An independent part of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// Its name.
    pub id: BlockId,
    /// Indices of its equations.
    pub equations: Vec<usize>,
}

impl TableProblem {
    /// The problem of `table`; `None` when the sheet lacks the table or the form has no equation for it.
    #[must_use]
    pub fn of_sheet(sheet: &Sheet, table: TableId, evidence: &Evidence) -> Option<Self> {
        let edition = *sheet.editions.get(&table)?;
        let spec = catalogue::table(edition, table)?;
        let equations = equation::of_table(edition, table);
        let keys = spec.cells(table, &spec.official_rows());
        let index: BTreeMap<&CellKey, usize> = keys.iter().zip(0..).collect();
        let rows = equations
            .iter()
            .filter_map(|equation| linear(equation, &index));
        let rows: Vec<LinearEquation> = rows.collect();
        if rows.is_empty() {
            return None;
        }
        let cells = keys.iter().map(|key| cell(sheet, key, evidence));
        let problem = Problem {
            cells: cells.collect(),
            equations: rows,
        };
        Some(Self {
            table,
            spec,
            values: keys.iter().map(|key| sheet.value(key)).collect(),
            equation_names: equations
                .iter()
                .map(|e| format!("{}/{}", e.rule, e.line))
                .collect(),
            lines: lines(spec, &keys),
            blocks: blocks(table, &keys, &problem),
            problem,
            keys,
        })
    }

    /// How a person names a cell: `（一）·自然人`.
    #[must_use]
    pub fn name(&self, cell: usize) -> Said {
        let Some(key) = self.keys.get(cell) else {
            return Said::default();
        };
        let column = self.spec.column(&key.row, &key.column);
        let column = column.map_or(key.column.as_str(), |column| column.label.as_str());
        Said::new(
            format!("{}·{column}", self.spec.row_short(&key.row)),
            format!("{}, {}", english_row(&key.row), english_words(&key.column)),
        )
    }

    /// The line along which the equation adds up cells to one of them; `None` where it reaches into other lines, or only
    /// says what some cells hold.
    #[must_use]
    pub fn summed_line(&self, equation: &LinearEquation) -> Option<&[usize]> {
        let mut lines = self.lines.iter().map(Vec::as_slice);
        let has_total = equation.terms.iter().any(|(_, factor)| *factor < 0);
        let within = |line: &&[usize]| equation.terms.iter().all(|(cell, _)| line.contains(cell));
        lines.find(within).filter(|_| has_total)
    }

    /// All lines, and the columns behind them.
    #[must_use]
    pub fn lines_and_columns(&self) -> Vec<Vec<usize>> {
        let width = self.lines.first().map_or(0, Vec::len);
        let columns = (0..width).map(|at| self.column(at));
        self.lines.iter().cloned().chain(columns).collect()
    }

    /// The cells of a line from top to bottom at position `at`.
    #[must_use]
    pub fn column(&self, at: usize) -> Vec<usize> {
        self.lines
            .iter()
            .filter_map(|line| line.get(at).copied())
            .collect()
    }
}

fn linear(equation: &Equation, index: &BTreeMap<&CellKey, usize>) -> Option<LinearEquation> {
    let term = |(factor, cell): (i64, &CellKey)| Some((*index.get(cell)?, factor));
    Some(LinearEquation {
        terms: equation.terms().map(term).collect::<Option<_>>()?,
        constant: 0,
    })
}

/// A number that is not whole takes no part in the search: what it should be is deduced like an unread one.
fn cell(sheet: &Sheet, key: &CellKey, evidence: &Evidence) -> ProblemCell {
    let amount = sheet.value(key).in_sums();
    let printed = evidence.printed.get(key).cloned();
    let as_value = || match sheet.value(key) {
        Value::Number(amount) => amount.to_string(),
        _ => String::new(),
    };
    ProblemCell {
        printed: printed.unwrap_or_else(as_value),
        value: amount.and_then(crate::amount::Amount::to_i64),
        range: Range::COUNT,
        fixed: evidence.settled.contains(key),
    }
}

/// Rows stand below each other, but for a flat table, whose rows stand side by side in one line.
fn lines(spec: &TableSpec, keys: &[CellKey]) -> Vec<Vec<usize>> {
    if spec.layout == Layout::Flat {
        return vec![(0..keys.len()).collect()];
    }
    let indices: Vec<usize> = (0..keys.len()).collect();
    let row = |cell: &usize| keys.get(*cell).map(|key| &key.row);
    indices
        .chunk_by(|a, b| row(a) == row(b))
        .map(<[usize]>::to_vec)
        .collect()
}

fn blocks(table: TableId, keys: &[CellKey], problem: &Problem) -> Vec<Block> {
    let mut parts: Vec<(Vec<usize>, BTreeSet<usize>)> = Vec::new();
    for (index, equation) in problem.equations.iter().enumerate() {
        let mut equations = vec![index];
        let mut cells: BTreeSet<usize> = equation.terms.iter().map(|(cell, _)| *cell).collect();
        parts.retain(|(part, its_cells)| {
            let joined = !cells.is_disjoint(its_cells);
            if joined {
                equations.extend(part);
                cells.extend(its_cells);
            }
            !joined
        });
        equations.sort_unstable();
        parts.push((equations, cells));
    }
    let is_whole = parts.len() == 1;
    let row = |cells: &BTreeSet<usize>| Some(keys.get(*cells.first()?)?.row.clone());
    let block = |(equations, cells): (Vec<usize>, BTreeSet<usize>)| Block {
        id: BlockId {
            table,
            row: (!is_whole).then(|| row(&cells)).flatten(),
        },
        equations,
    };
    parts.into_iter().map(block).collect()
}
