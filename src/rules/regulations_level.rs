//! # regulations-level
//!
//! ## What it does
//! Points at 规章 in table two of an office that cannot make any: a street, a township, a county or district, or a
//! department of one.
//!
//! ## Why
//! Such offices often count their normative documents in the row above, or a number was read one row too high.
//!
//! ## Source
//! 《中华人民共和国立法法》 arts. 91 and 93 (2023; arts. 80 and 82 before): 规章 are made by departments of the State Council and by
//! governments of provinces, cities with districts and autonomous prefectures. The row: 国办公开办函〔2019〕60号,
//! 国办公开办函〔2021〕30号, table two, item 第二十条第（一）项.
//!
//! ## Example
//! `表二 规章：本年制发件数 3。青石镇人民政府是乡镇，无权制定规章；…`
//!
//! ## Limitations
//! The level is judged from the office's name, as corrected by the reviewer; a name that leaves doubt is no finding. Of the
//! 2019 edition only 本年新制作数量 counts: what was disclosed may have been made by others.

use crate::form::naming::column_name;
use crate::form::{CellKey, EditionId, RowKey, TableId, catalogue};
use crate::rules::office_level;
use crate::rules::outcome::{Finding, Severity};
use crate::rules::rule::{CodedRule, Input, Rule};

/// The rule.
pub const RULE: CodedRule = CodedRule {
    rule: Rule {
        id: "regulations-level",
        title: "无权制定规章的单位填了规章",
        why: "规章只能由国务院部门和省、设区的市、自治州的人民政府制定；街道、乡镇、县区及其部门的规章数应当是 0。",
        source: "《立法法》第九十一条、第九十三条；国办公开办函〔2021〕30号，表二：第二十条第（一）项",
        severity: Severity::Warning,
    },
    check,
};

const TABLE: TableId = TableId::Proactive;

fn check(input: &Input) -> Vec<Finding> {
    finding(input).into_iter().collect()
}

fn finding(input: &Input) -> Option<Finding> {
    let office = &input.given.reading.heading.office.as_ref()?.text;
    let level = office_level::of(office)?;
    let edition = *input.given.sheet.editions.get(&TABLE)?;
    let spec = catalogue::table(edition, TABLE)?;
    let row = RowKey::new("regulations");
    let cells: Vec<CellKey> = spec
        .cells(TABLE, std::slice::from_ref(&row))
        .into_iter()
        .filter(|cell| edition != EditionId(2019) || cell.column == "made")
        .filter(|cell| is_positive(input, cell))
        .collect();
    if cells.is_empty() {
        return None;
    }
    let numbers: Vec<String> = cells
        .iter()
        .filter_map(|cell| {
            let number = input.given.sheet.value(cell).number()?;
            Some(format!(
                "{} {number}",
                column_name(spec, &row, &cell.column)
            ))
        })
        .collect();
    let text = format!(
        "表二 规章：{}。{office}是{}，无权制定规章；请核对是否应当填在规范性文件一行，或者识读有误。",
        numbers.join("，"),
        level.name()
    );
    Some(RULE.rule.finding("regulations", Some(TABLE), cells, text))
}

fn is_positive(input: &Input, cell: &CellKey) -> bool {
    let number = input.given.sheet.value(cell).number();
    number.is_some_and(|amount| !amount.is_zero() && !amount.is_negative())
}
