//! How labels and refusals name cells and values.

use crate::form::naming::{cell_name, english_cell_name};
use crate::form::{CellKey, Sheet, catalogue};
use crate::said::Said;
use crate::value::Value;

/// `表三 一、本年新收政府信息公开申请数量 自然人`. A table that is not there is named by the newest edition that knows the cell.
pub(crate) fn place(sheet: &Sheet, cell: &CellKey) -> Said {
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
    let name = cell.table.short_name();
    let chinese = match spec {
        Some(spec) => format!("{name} {}", cell_name(spec, cell)),
        None => format!("{name}的这一格"),
    };
    Said::new(chinese, english_cell_name(cell))
}

/// The value as a label prints it.
pub(crate) fn value(value: Value) -> Said {
    Said::from(match value {
        Value::Number(amount) => return Said::same(amount.to_string()),
        Value::Blank => ["空白", "blank"],
        Value::Dash => ["不适用", "not applicable"],
        Value::Words => ["文字", "words"],
        Value::Unreadable => ["无法辨认", "illegible"],
        Value::Absent => ["未识读", "unread"],
    })
}
