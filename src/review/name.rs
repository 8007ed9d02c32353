//! How labels and refusals name cells and values.

use crate::form::naming::cell_name;
use crate::form::{CellKey, Sheet, catalogue};
use crate::value::Value;

/// `表三 一、本年新收政府信息公开申请数量 自然人`. A table that is not there is named by the newest edition that knows the cell.
pub(crate) fn place(sheet: &Sheet, cell: &CellKey) -> String {
    let present = sheet.editions.get(&cell.table).copied();
    let known = || {
        let editions = catalogue::editions().iter().rev();
        editions
            .filter_map(|edition| edition.table(cell.table))
            .find(|spec| spec.column(&cell.row, &cell.column).is_some())
    };
    let spec = present
        .and_then(|edition| catalogue::table(edition, cell.table))
        .or_else(known);
    match spec {
        Some(spec) => format!("{} {}", cell.table.short_name(), cell_name(spec, cell)),
        None => format!("{}的这一格", cell.table.short_name()),
    }
}

/// The value as a label prints it.
pub(crate) fn value(value: Value) -> String {
    match value {
        Value::Number(amount) => amount.to_string(),
        Value::Blank => "空白".to_owned(),
        Value::Dash => "不适用".to_owned(),
        Value::Words => "文字".to_owned(),
        Value::Unreadable => "无法辨认".to_owned(),
        Value::Absent => "未识读".to_owned(),
    }
}
