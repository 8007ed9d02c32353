//! Arithmetic rules as data expand to equations, the one shape that checking, coverage and repair use.

use std::sync::LazyLock;

use crate::amount::Amount;
use crate::form::catalogue::{self, Edition};
use crate::form::key::{CellKey, EditionId, RowKey, TableId};
use crate::form::line_key::LineKey;
use crate::form::schema::{RuleSpec, Shape, TableSpec};
use crate::form::sheet::Sheet;
use crate::value::Value;

/// Sum of the `left` cells = sum of the `right` cells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Equation {
    /// The rule it comes from, such as `requests-balance`.
    pub rule: String,
    /// The table its cells stand in.
    pub table: TableId,
    /// The column or row it runs along: a column key for [`Shape::EachColumn`], a row key for [`Shape::EachRow`].
    pub line: LineKey,
    /// Cells of the left side.
    pub left: Vec<CellKey>,
    /// Cells of the right side.
    pub right: Vec<CellKey>,
}

impl Equation {
    /// The cells with their coefficient: 1 on the left side, -1 on the right.
    pub fn terms(&self) -> impl Iterator<Item = (i64, &CellKey)> {
        self.left
            .iter()
            .map(|cell| (1, cell))
            .chain(self.right.iter().map(|cell| (-1, cell)))
    }

    /// What both sides amount to; `None` if one of the cells cannot be reckoned with.
    #[must_use]
    pub fn sides(&self, value: impl Fn(&CellKey) -> Value) -> Option<(Amount, Amount)> {
        let side = |cells: &[CellKey]| {
            let amounts = cells.iter().map(|cell| value(cell).in_sums());
            amounts.collect::<Option<Vec<_>>>().map(Amount::sum)
        };
        Some((side(&self.left)?, side(&self.right)?))
    }

    /// The cells, left side first.
    pub fn cells(&self) -> impl Iterator<Item = &CellKey> {
        self.left.iter().chain(&self.right)
    }
}

/// The equations that hold for `sheet`: those of each present table in the edition it follows.
pub fn of_sheet(sheet: &Sheet) -> impl Iterator<Item = &'static Equation> {
    let tables = sheet.editions.iter();
    tables.flat_map(|(table, edition)| of_table(*edition, *table))
}

static ALL: LazyLock<Vec<(EditionId, TableId, Vec<Equation>)>> = LazyLock::new(|| {
    let of_edition = |edition: &'static Edition| {
        TableId::ALL.map(|table| (edition.id, table, expand_table(edition, table)))
    };
    catalogue::editions().iter().flat_map(of_edition).collect()
});

/// The equations of one table of one edition, in the order of the rules; none for an unknown edition.
#[must_use]
pub fn of_table(edition: EditionId, table: TableId) -> &'static [Equation] {
    let known = ALL
        .iter()
        .find(|(of, at, _)| *of == edition && *at == table);
    known.map_or(&[], |(.., equations)| equations)
}

fn expand_table(edition: &Edition, table: TableId) -> Vec<Equation> {
    let Some(spec) = edition.table(table) else {
        return Vec::new();
    };
    let rules = edition
        .rules
        .iter()
        .filter(|rule| rule.table == table.key());
    rules
        .flat_map(|rule| expand_rule(rule, table, spec))
        .collect()
}

fn expand_rule(rule: &RuleSpec, table: TableId, spec: &TableSpec) -> Vec<Equation> {
    let equation = |line: LineKey, left, right| Equation {
        rule: rule.id.clone(),
        table,
        line,
        left,
        right,
    };
    match &rule.shape {
        Shape::EachColumn { left, right } => spec
            .columns()
            .map(|column| {
                let side = |names: &[String]| {
                    matching_rows(spec, names)
                        .into_iter()
                        .map(|row| CellKey::new(table, row, &column.key))
                        .collect()
                };
                equation(column.key.clone(), side(left), side(right))
            })
            .collect(),
        Shape::EachRow { left, right } => spec
            .official_rows()
            .into_iter()
            .map(|row| {
                let side = |names: &[String]| {
                    names
                        .iter()
                        .map(|name| CellKey::new(table, row.clone(), name))
                        .collect()
                };
                equation(row.key().clone(), side(left), side(right))
            })
            .collect(),
    }
}

/// The rows that `names` stand for, in the form's order: a full key, or `group.*` for all rows of a group.
#[must_use]
pub fn matching_rows(spec: &TableSpec, names: &[String]) -> Vec<RowKey> {
    let matches = |key: &str, name: &str| match name.strip_suffix('*') {
        Some(group) => key.starts_with(group),
        None => key == name,
    };
    spec.official_rows()
        .into_iter()
        .filter(|row| names.iter().any(|name| matches(row.as_str(), name)))
        .collect()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    /// Rank over the rationals by fraction-free elimination.
    fn rank(equations: &[Equation]) -> usize {
        let mut columns: BTreeMap<&CellKey, usize> = BTreeMap::new();
        for cell in equations.iter().flat_map(Equation::cells) {
            let next = columns.len();
            columns.entry(cell).or_insert(next);
        }
        let mut rows: Vec<Vec<i128>> = equations
            .iter()
            .map(|equation| {
                let mut row = vec![0; columns.len()];
                for (sign, cell) in equation.terms() {
                    row[columns[cell]] = i128::from(sign);
                }
                row
            })
            .collect();
        let mut rank = 0;
        for column in 0..columns.len() {
            let Some(pivot) = (rank..rows.len()).find(|&i| rows[i][column] != 0) else {
                continue;
            };
            rows.swap(rank, pivot);
            for i in rank + 1..rows.len() {
                let (a, b) = (rows[rank][column], rows[i][column]);
                if b != 0 {
                    let pivot_row = rows[rank].clone();
                    rows[i]
                        .iter_mut()
                        .zip(pivot_row)
                        .for_each(|(x, p)| *x = *x * a - p * b);
                    let gcd = rows[i].iter().fold(0_i128, |g, x| gcd(g, x.abs()));
                    if gcd > 1 {
                        rows[i].iter_mut().for_each(|x| *x /= gcd);
                    }
                }
            }
            rank += 1;
        }
        rank
    }

    fn gcd(a: i128, b: i128) -> i128 {
        if b == 0 { a } else { gcd(b, a % b) }
    }

    #[track_caller]
    fn check_equations(year: u16, table: TableId, n_equations: usize, expected_rank: usize) {
        let equations = of_table(EditionId(year), table);
        assert_eq!(equations.len(), n_equations, "{year} {table}");
        assert_eq!(rank(equations), expected_rank, "{year} {table}");
    }

    #[test]
    fn editions_expand_to_the_known_equations_and_ranks() {
        check_equations(2019, TableId::Requests, 37, 35);
        check_equations(2021, TableId::Requests, 39, 37);
        check_equations(2019, TableId::Disputes, 3, 3);
        check_equations(2021, TableId::Disputes, 3, 3);
        check_equations(2021, TableId::Proactive, 0, 0);
    }

    #[test]
    fn every_cell_of_table_three_stands_in_two_equations_and_totals_of_results_in_three() {
        for year in [2019, 2021] {
            let equations = of_table(EditionId(year), TableId::Requests);
            let spec = catalogue::table(EditionId(year), TableId::Requests).unwrap();
            for cell in spec.cells(TableId::Requests, &spec.official_rows()) {
                let n = equations
                    .iter()
                    .filter(|equation| equation.cells().any(|c| *c == cell))
                    .count();
                assert_eq!(
                    n,
                    if cell.row.as_str() == "processed_total" {
                        3
                    } else {
                        2
                    },
                    "{year} {cell}"
                );
            }
        }
    }
}
