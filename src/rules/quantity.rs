//! Sums of cells in words: which row and column, with the numbers in it.

use crate::amount::Amount;
use crate::form::naming::{cell_name, column_name};
use crate::form::{CellKey, RowKey, catalogue};
use crate::rules::rule::Input;
use crate::value::Value;

/// Sums of more rows than this show only those that are not 0.
const LONGEST_FULL_SUM: usize = 3;

/// `表三 一、本年新收政府信息公开申请数量 总计为 5`; of several rows a formula: `表三 总计列 （一）(3) + （二）(1) = 4`.
pub(crate) fn sentence(input: &Input, cells: &[CellKey], sum: Amount) -> String {
    let Some(first) = cells.first() else {
        return format!("表中为 {sum}");
    };
    let table = first.table.short_name();
    let edition = input.given.sheet.editions.get(&first.table);
    let Some(spec) = edition.and_then(|edition| catalogue::table(*edition, first.table)) else {
        return format!("{table}为 {sum}");
    };
    if let [only] = cells {
        let name = cell_name(spec, only);
        return match input.given.sheet.value(only) {
            Value::Blank => format!("{table} {name}空白，计为 0"),
            Value::Dash => format!("{table} {name}画线，计为 0"),
            _ => format!("{table} {name}为 {sum}"),
        };
    }
    let rows = rows(cells);
    let is_shown = |row: &&(RowKey, Vec<CellKey>)| {
        rows.len() <= LONGEST_FULL_SUM || !input.given.sheet.sum(&row.1).is_zero()
    };
    let terms: Vec<String> = rows
        .iter()
        .filter(is_shown)
        .map(|(row, cells)| format!("{}({})", spec.row_short(row), input.given.sheet.sum(cells)))
        .collect();
    let column = column(cells).map_or_else(
        || "各列合计".to_owned(),
        |column| format!("{}列", column_name(spec, &first.row, column)),
    );
    let rest = match rows.len() - terms.len() {
        0 => "",
        _ => "（其余各项为 0）",
    };
    match terms.as_slice() {
        [] => {
            let last = rows.last().map_or("", |(row, _)| spec.row_short(row));
            let first = spec.row_short(&first.row);
            format!(
                "{table} {column} {first} 至 {last} 共 {} 项，和为 0",
                rows.len()
            )
        }
        terms => format!("{table} {column} {} = {sum}{rest}", terms.join(" + ")),
    }
}

/// `其中（四）1恰为 265。` where one of several rows alone gives the number stated.
pub(crate) fn coincidence(input: &Input, cells: &[CellKey], stated: Amount) -> String {
    let rows = rows(cells);
    let edition = cells.first().and_then(|cell| {
        let edition = input.given.sheet.editions.get(&cell.table)?;
        catalogue::table(*edition, cell.table)
    });
    let fits = |row: &&(RowKey, Vec<CellKey>)| input.given.sheet.sum(&row.1).equals(stated);
    let mut fitting = rows.iter().filter(fits);
    let (only, None) = (fitting.next(), fitting.next()) else {
        return String::new();
    };
    match (only, edition) {
        (Some((row, _)), Some(spec)) if rows.len() > 1 && !stated.is_zero() => {
            format!("其中{}一项恰为 {stated}。", spec.row_short(row))
        }
        _ => String::new(),
    }
}

/// How many of the cells were blank and counted as 0, or that rows whose total is blank were added up.
pub(crate) fn blanks(input: &Input, cells: &[CellKey]) -> String {
    if column(cells).is_none() && rows(cells).len() < cells.len() {
        return "总计空白的行按各列相加。".to_owned();
    }
    let is_blank = |cell: &&CellKey| input.given.sheet.value(cell).counts_as_zero();
    // The sentence itself says that a single cell is blank.
    match cells.iter().filter(is_blank).count() {
        n if n == 0 || cells.len() < 2 => String::new(),
        n => format!("其中 {n} 格空白或画线，计为 0。"),
    }
}

/// The column all cells stand in; totals left blank bring in the other columns of their row.
fn column(cells: &[CellKey]) -> Option<&str> {
    let first = cells.first()?.column.as_str();
    cells
        .iter()
        .all(|cell| cell.column == first)
        .then_some(first)
}

/// The cells by row, in their order.
fn rows(cells: &[CellKey]) -> Vec<(RowKey, Vec<CellKey>)> {
    let mut rows: Vec<(RowKey, Vec<CellKey>)> = Vec::new();
    for cell in cells {
        match rows.last_mut() {
            Some((row, of_row)) if *row == cell.row => of_row.push(cell.clone()),
            _ => rows.push((cell.row.clone(), vec![cell.clone()])),
        }
    }
    rows
}
