//! How sentences for a person name tables, rows, columns and cells: never by their keys.

use crate::form::catalogue;
use crate::form::key::{CellKey, EditionId, RowKey, TableId};
use crate::form::schema::{RowSpec, TableSpec};
use crate::said::Said;

/// Longest row name, in characters, that is printed in full.
const LONGEST_ROW_NAME: usize = 20;

/// The row as a sentence names it: 一、本年新收政府信息公开申请数量, （五）1.信访举报投诉类申请,
/// 行政诉讼·复议后起诉, or the report's own label of a sub-row. Explanations in brackets are left out.
#[must_use]
pub fn row_name(spec: &TableSpec, key: &RowKey) -> String {
    match (key.sub_label(), spec.row(key)) {
        (Some(label), _) => label.to_owned(),
        (None, Some((_, row))) => shortened(&full_row_name(row)),
        (None, None) => key.to_string(),
    }
}

/// The column as a sentence names it: 自然人, or 法人或其他组织·其他 where the label alone would say nothing.
#[must_use]
pub fn column_name(spec: &TableSpec, row: &RowKey, column: &str) -> String {
    let Some(column) = spec.column(row, column) else {
        return column.to_owned();
    };
    match column.heads.last() {
        Some(head) if column.label == "其他" => format!("{head}·其他"),
        _ => without_brackets(&column.label).to_owned(),
    }
}

/// The cell with its row and column, without its table: `一、本年新收政府信息公开申请数量 自然人`.
#[must_use]
pub fn cell_name(spec: &TableSpec, cell: &CellKey) -> String {
    format!(
        "{} {}",
        row_name(spec, &cell.row),
        column_name(spec, &cell.row, &cell.column)
    )
}

/// The cell in English, from its keys: `Table 3: denied, state secret, natural person`. A label of the report's own stands
/// as it is printed.
#[must_use]
pub fn english_cell_name(cell: &CellKey) -> String {
    format!(
        "{}: {}",
        cell.table.english_name(),
        english_cell(&cell.row, &cell.column)
    )
}

/// The row in English, from its key: `denied, state secret`.
#[must_use]
pub fn english_row(row: &RowKey) -> String {
    match row.sub_label() {
        Some(label) => format!("{} [{label}]", english_words(row.base())),
        None => english_words(row.base()),
    }
}

/// A key as words: `natural person`, `denied, state secret`.
#[must_use]
pub fn english_words(key: &str) -> String {
    key.replace('.', ", ").replace('_', " ")
}

fn english_cell(row: &RowKey, column: &str) -> String {
    format!("{}, {}", english_row(row), english_words(column))
}

/// What an official head or label of the form means in English, without the groups it stands in; `None` for one that is
/// not on the form.
#[must_use]
pub fn english_label(spec: &TableSpec, label: &str) -> Option<String> {
    if let Some((_, english)) = HEADS.iter().find(|(head, _)| *head == label) {
        return Some((*english).to_owned());
    }
    let last = |key: &str| english_words(key.rsplit('.').next().unwrap_or(key));
    let mut rows = spec.rows().map(|(_, row)| row);
    if let Some(row) = rows.find(|row| row.label == label) {
        return Some(last(&row.key));
    }
    let mut columns = spec.columns();
    let column = columns.find(|column| column.label == label)?;
    Some(last(&column.key))
}

/// Heads over several rows or columns, which have no keys, and those of narrow columns, of which no word may be broken.
const HEADS: [(&str, &str); 18] = [
    ("商业企业", "company"),
    ("社会公益组织", "social org."),
    ("其他", "other"),
    ("结果维持", "held"),
    ("结果纠正", "corr."),
    ("其他结果", "other"),
    ("尚未审结", "open"),
    ("本年增/减", "change"),
    ("处理决定数量", "decisions"),
    ("本年处理决定数量", "decisions"),
    ("三、本年度办理结果", "outcomes"),
    ("（三）不予公开", "denied"),
    ("（四）无法提供", "lacking"),
    ("（五）不予处理", "rejected"),
    ("（六）其他处理", "other"),
    ("申请人情况", "applicants"),
    ("法人或其他组织", "organizations"),
    ("行政诉讼", "lawsuits"),
];

/// [`row_name`] in both languages.
#[must_use]
pub fn said_row(spec: &TableSpec, key: &RowKey) -> Said {
    Said::new(row_name(spec, key), english_row(key))
}

/// [`column_name`] in both languages.
#[must_use]
pub fn said_column(spec: &TableSpec, row: &RowKey, column: &str) -> Said {
    Said::new(column_name(spec, row, column), english_words(column))
}

/// [`cell_name`] in both languages.
#[must_use]
pub fn said_cell(spec: &TableSpec, cell: &CellKey) -> Said {
    Said::new(cell_name(spec, cell), english_cell(&cell.row, &cell.column))
}

/// The table with its official title: `表三（收到和处理政府信息公开申请情况）`. The title is the same in all editions.
#[must_use]
pub fn table_name(table: TableId) -> String {
    let title = catalogue::editions()
        .last()
        .and_then(|edition| edition.table(table))
        .map(|spec| spec.title.as_str());
    match title {
        Some(title) => format!("{}（{title}）", table.short_name()),
        None => table.short_name().to_owned(),
    }
}

/// The edition: `2019 年版`.
#[must_use]
pub fn edition_name(edition: EditionId) -> String {
    format!("{edition} 年版")
}

/// The label with what is needed to tell it from its namesakes: the group's number, or the group's name.
fn full_row_name(row: &RowSpec) -> String {
    let group_number = row.short.trim_end_matches(|c: char| c.is_ascii_digit());
    let begins_with_digit = row.label.starts_with(|c: char| c.is_ascii_digit());
    if begins_with_digit && group_number != row.short {
        return format!("{group_number}{}", row.label);
    }
    if row.heads.is_empty() || row.label.starts_with('（') {
        return row.label.clone();
    }
    format!("{}·{}", row.heads.join("·"), row.label)
}

/// The name without an explanation in brackets and, if it is still long, without what follows its first clause.
fn shortened(name: &str) -> String {
    let name = without_brackets(name);
    if name.chars().count() <= LONGEST_ROW_NAME {
        return name.to_owned();
    }
    // A 、 near the start belongs to a list number such as 一、.
    let clause_end = name
        .char_indices()
        .skip(4)
        .find(|(_, c)| *c == '、')
        .map(|(at, _)| at);
    clause_end
        .and_then(|end| name.get(..end))
        .unwrap_or(name)
        .to_owned()
}

/// The label up to its first bracket that does not open a list number at the very start.
fn without_brackets(label: &str) -> &str {
    let bracket = label
        .char_indices()
        .skip(1)
        .find(|(_, c)| *c == '（')
        .map(|(at, _)| at);
    bracket.and_then(|end| label.get(..end)).unwrap_or(label)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_cell_name(year: u16, key: &str, expected: &str) {
        let cell: CellKey = key.parse().unwrap();
        let spec = catalogue::table(EditionId(year), cell.table).unwrap();
        assert_eq!(cell_name(spec, &cell), expected);
    }

    #[test]
    fn every_head_of_a_form_has_an_english_name() {
        for edition in catalogue::editions() {
            for spec in TableId::ALL
                .iter()
                .filter_map(|table| edition.table(*table))
            {
                let rows = spec.rows().map(|(_, row)| (&row.label, &row.heads));
                let columns = spec.columns().map(|column| (&column.label, &column.heads));
                for (label, heads) in rows.chain(columns) {
                    for label in heads.iter().chain([label]) {
                        assert!(english_label(spec, label).is_some(), "{label}");
                    }
                }
            }
        }
    }

    #[test]
    fn names_tell_namesakes_apart_and_leave_explanations_out() {
        check_cell_name(
            2019,
            "requests.received.natural_person",
            "一、本年新收政府信息公开申请数量 自然人",
        );
        check_cell_name(
            2019,
            "requests.partly_granted.other_organization",
            "（二）部分公开 法人或其他组织·其他",
        );
        check_cell_name(2021, "requests.other.other.total", "（六）3.其他 总计");
        check_cell_name(
            2021,
            "requests.other.not_corrected.total",
            "（六）1.申请人无正当理由逾期不补正 总计",
        );
        check_cell_name(
            2021,
            "disputes.suit_after_reconsideration.pending",
            "行政诉讼·复议后起诉 尚未审结",
        );
        check_cell_name(2021, "proactive.fees.amount", "行政事业性收费 本年收费金额");
        check_cell_name(
            2019,
            "proactive.other_services[行政检查].change",
            "行政检查 本年增/减",
        );
    }
}
