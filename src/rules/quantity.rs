//! Sums of cells in words: which row and column, with the numbers in it.

use crate::amount::Amount;
use crate::form::naming::{english_row, said_cell, said_column};
use crate::form::{CellKey, RowKey, catalogue};
use crate::rules::rule::Input;
use crate::said::{Said, said};
use crate::value::Value;

/// Sums of more rows than this show only those that are not 0.
const LONGEST_FULL_SUM: usize = 3;

/// `表三 一、本年新收政府信息公开申请数量 总计为 5`; of several rows a formula: `表三 总计列 （一）(3) + （二）(1) = 4`.
pub(crate) fn sentence(input: &Input, cells: &[CellKey], sum: Amount) -> Said {
    let Some(first) = cells.first() else {
        return said!("表中为 {sum}", "the table has {sum}");
    };
    let (table, in_english) = (first.table.short_name(), first.table.english_name());
    let edition = input.given.sheet.editions.get(&first.table);
    let Some(spec) = edition.and_then(|edition| catalogue::table(*edition, first.table)) else {
        return Said::new(
            format!("{table}为 {sum}"),
            format!("{in_english} has {sum}"),
        );
    };
    if let [only] = cells {
        let Said { chinese, english } = said_cell(spec, only);
        let [is, is_in_english] = match input.given.sheet.value(only) {
            Value::Blank => [
                "空白，计为 0".to_owned(),
                "is blank, counted as 0".to_owned(),
            ],
            Value::Dash => [
                "为横线，计为 0".to_owned(),
                "is a dash, counted as 0".to_owned(),
            ],
            _ => [format!("为 {sum}"), format!("is {sum}")],
        };
        return Said::new(
            format!("{table} {chinese}{is}"),
            format!("{in_english}, {english} {is_in_english}"),
        );
    }
    let rows = rows(cells);
    let is_shown = |row: &&(RowKey, Vec<CellKey>)| {
        rows.len() <= LONGEST_FULL_SUM || !input.given.sheet.sum(&row.1).is_zero()
    };
    let term = |(row, cells): &(RowKey, Vec<CellKey>)| {
        let sum = input.given.sheet.sum(cells);
        Said::new(
            format!("{}({sum})", spec.row_short(row)),
            format!("{} ({sum})", english_row(row)),
        )
    };
    let terms: Vec<Said> = rows.iter().filter(is_shown).map(term).collect();
    let column = column(cells).map_or_else(
        || Said::new("各列合计", "all columns"),
        |column| {
            let column = said_column(spec, &first.row, column);
            Said::new(format!("{}列", column.chinese), column.english)
        },
    );
    let n = rows.len();
    if terms.is_empty() {
        let last = rows.last().map_or(&first.row, |(row, _)| row);
        return Said::new(
            format!(
                "{table} {} {} 至 {} 共 {n} 项，和为 0",
                column.chinese,
                spec.row_short(&first.row),
                spec.row_short(last)
            ),
            format!(
                "{in_english}, {}: the {n} rows from {} to {} add up to 0",
                column.english,
                english_row(&first.row),
                english_row(last)
            ),
        );
    }
    let rest = match n - terms.len() {
        0 => "",
        _ => "（其余各项为 0）",
    };
    let terms = Said::joined(&terms, [" + ", " + "]);
    Said::new(
        format!("{table} {} {} = {sum}{rest}", column.chinese, terms.chinese),
        format!(
            "{in_english}, {}: {} = {sum}",
            column.english, terms.english
        ),
    )
}

/// `其中（四）1恰为 265。` where one of several rows alone gives the number stated.
pub(crate) fn coincidence(input: &Input, cells: &[CellKey], stated: Amount) -> Said {
    let rows = rows(cells);
    let edition = cells.first().and_then(|cell| {
        let edition = input.given.sheet.editions.get(&cell.table)?;
        catalogue::table(*edition, cell.table)
    });
    let fits = |row: &&(RowKey, Vec<CellKey>)| input.given.sheet.sum(&row.1).equals(stated);
    let mut fitting = rows.iter().filter(fits);
    let (only, None) = (fitting.next(), fitting.next()) else {
        return Said::default();
    };
    match (only, edition) {
        (Some((row, _)), Some(spec)) if rows.len() > 1 && !stated.is_zero() => Said::new(
            format!("其中{}一项恰为 {stated}。", spec.row_short(row)),
            format!(" Of these, {} alone is {stated}.", english_row(row)),
        ),
        _ => Said::default(),
    }
}

/// How many of the cells were blank and counted as 0, or that rows whose total is blank were added up.
pub(crate) fn blanks(input: &Input, cells: &[CellKey]) -> Said {
    if column(cells).is_none() && rows(cells).len() < cells.len() {
        return Said::new(
            "总计空白的行按各列相加。",
            " Rows whose total is blank are added up by column.",
        );
    }
    let is_blank = |cell: &&CellKey| input.given.sheet.value(cell).counts_as_zero();
    // The sentence itself says that a single cell is blank.
    match cells.iter().filter(is_blank).count() {
        n if n == 0 || cells.len() < 2 => Said::default(),
        n => said!(
            "其中 {n} 格为空白或横线，计为 0。",
            " Cells that are blank or hold a dash, counted as 0: {n}."
        ),
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
