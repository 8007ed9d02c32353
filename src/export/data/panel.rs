//! A row a report: every official cell of any edition in a column of its own, and rates that follow from them.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use crate::amount::Amount;
use crate::export::data::cells::english;
use crate::export::data::column::{Column, ColumnType, Field, Told};
use crate::export::data::report;
use crate::export::data::review::Review;
use crate::form::schema::ColumnKind;
use crate::form::{CellKey, TableId, catalogue, naming};
use crate::review::rates::{MILLION, RATES, Rate};
use crate::review::{Session, state::cell_state};
use crate::value::Value;

/// What amounts of money are told in.
const TEN_THOUSANDS: &str = "万元";

/// What some reports tell them in.
const YUAN: &str = "元";

/// The columns between those of the report and the cells.
const BEFORE: [Told; 7] = [
    (
        "signed",
        ColumnType::Text,
        "审定：signed 已审定 forced 强制审定 open 未审定",
        "signed, forced or open",
    ),
    (
        "edition_proactive",
        ColumnType::Whole,
        "表二版式",
        "edition of the table on proactive disclosure",
    ),
    (
        "edition_requests",
        ColumnType::Whole,
        "表三版式",
        "edition of the table on requests",
    ),
    (
        "edition_disputes",
        ColumnType::Whole,
        "表四版式",
        "edition of the table on disputes",
    ),
    (
        "n_in_doubt",
        ColumnType::Whole,
        "未识读、待核、估计和存疑的格数",
        "cells that are unread or in doubt",
    ),
    (
        "n_added",
        ColumnType::Whole,
        "报告自行增加的格数",
        "cells of rows that the report added to the form",
    ),
    (
        "not_numbers",
        ColumnType::Text,
        "没有数的格及其内容",
        "cells without a number, and what stands there",
    ),
];

/// The columns of the table.
pub(super) fn columns() -> Vec<Column> {
    let before = Column::told(&report::COLUMNS).chain(Column::told(&BEFORE));
    let cells = OFFICIAL
        .iter()
        .flat_map(|(cell, kind)| cell_columns(cell, *kind));
    let rates = RATES.iter().flat_map(|rate| {
        let whole = format!("{}_of", rate.name);
        [
            Column::new(
                rate.name,
                ColumnType::Decimal,
                rate.zh,
                &format!("share of {}", rate.en),
            ),
            Column::new(
                &whole,
                ColumnType::Whole,
                &format!("{}的分母", rate.zh),
                &format!("denominator of the rate: {}", rate.en),
            ),
        ]
    });
    before.chain(cells).chain(rates).collect()
}

/// The column of a cell; behind an amount of money that of its unit.
fn cell_columns(cell: &CellKey, kind: ColumnType) -> Vec<Column> {
    let name = name(cell);
    let editions = catalogue::editions().iter().rev();
    let spec = editions
        .filter_map(|edition| edition.table(cell.table))
        .find(|spec| spec.column(&cell.row, &cell.column).is_some());
    let label = spec.map(|spec| naming::cell_name(spec, cell));
    let zh = format!("{} {}", cell.table.short_name(), label.unwrap_or_default());
    let en = english(cell);
    if kind != ColumnType::Decimal {
        return vec![Column::new(&name, kind, &zh, &en)];
    }
    vec![
        Column::new(
            &name,
            kind,
            &format!("{zh}（{TEN_THOUSANDS}；没有写明单位的照原文，单位见下一列）"),
            &format!(
                "{en}, in 10,000 yuan; as printed where no unit is known, see the next column"
            ),
        ),
        Column::new(
            &format!("{name}_unit"),
            ColumnType::Text,
            &format!("{zh}的单位（原文写作元的已换算成万元；原文和审定人都没有写明的为空）"),
            &format!(
                "unit of {en}; amounts printed in yuan were converted to 10,000 yuan; missing where neither report nor reviewer names a unit"
            ),
        ),
    ]
}

/// The name of the column of a cell.
fn name(cell: &CellKey) -> String {
    cell.to_string().replace('.', "_")
}

/// Every official cell, those of the newest edition first.
static OFFICIAL: LazyLock<Vec<(CellKey, ColumnType)>> = LazyLock::new(official);

fn official() -> Vec<(CellKey, ColumnType)> {
    let mut seen = BTreeSet::new();
    let mut cells = Vec::new();
    for table in TableId::ALL {
        for edition in catalogue::editions().iter().rev() {
            let Some(spec) = edition.table(table) else {
                continue;
            };
            for cell in spec.cells(table, &spec.official_rows()) {
                let column = spec.column(&cell.row, &cell.column);
                let is_count = column.is_none_or(|column| column.kind != ColumnKind::Money);
                let kind = if is_count {
                    ColumnType::Whole
                } else {
                    ColumnType::Decimal
                };
                if seen.insert(cell.clone()) {
                    cells.push((cell, kind));
                }
            }
        }
    }
    cells
}

/// The row of one report.
pub(super) fn row(review: &Review) -> Vec<Field> {
    let session = review.session;
    let mut row = report::fields(review);
    row.extend(before(session));
    row.extend(OFFICIAL.iter().flat_map(|(cell, kind)| {
        if *kind == ColumnType::Whole {
            vec![Field::whole(session.value(cell))]
        } else {
            money(session, cell)
        }
    }));
    row.extend(RATES.iter().flat_map(|rate| share(session, rate)));
    row
}

/// An amount of money, in 万元 where its unit is known, and that unit.
fn money(session: &Session, cell: &CellKey) -> Vec<Field> {
    let value = session.value(cell);
    let unit = session.unit(cell).filter(|_| value.number().is_some());
    let in_ten_thousands = value.number().filter(|_| unit == Some(YUAN));
    match in_ten_thousands.map(Amount::ten_thousandth) {
        Some(Some(amount)) => vec![Field::Decimal(amount), Field::text(TEN_THOUSANDS)],
        _ => vec![Field::decimal(value), Field::text(unit.unwrap_or_default())],
    }
}

/// The fields of [`BEFORE`].
fn before(session: &Session) -> Vec<Field> {
    let signed = match session.sign_off() {
        None => "open",
        Some(sign_off) if sign_off.forced => "forced",
        Some(_) => "signed",
    };
    let edition = |table| {
        let edition = session.sheet().editions.get(&table);
        edition.map_or(Field::Missing, |edition| Field::Whole(edition.0.into()))
    };
    let cells = || session.sheet().cells.keys();
    let in_doubt = cells().filter(|cell| cell_state(session, cell).is_in_doubt());
    let known: BTreeSet<&CellKey> = OFFICIAL.iter().map(|(cell, _)| cell).collect();
    let added = cells().filter(|cell| !known.contains(cell));
    let mut fields = vec![Field::text(signed)];
    fields.extend(TableId::ALL.map(edition));
    fields.extend([
        count(in_doubt.count()),
        count(added.count()),
        Field::text(not_numbers(session)),
    ]);
    fields
}

fn count(n: usize) -> Field {
    Field::Whole(i64::try_from(n).unwrap_or(i64::MAX))
}

/// The cells without a number in their column, by what stands there: `blank: requests_received_total …; unreadable: …`; a
/// number with a fraction in a column of counts stands here with its name: `not_whole: requests_received_total=1.5`.
fn not_numbers(session: &Session) -> String {
    let kinds = [
        Value::Blank,
        Value::Dash,
        Value::Words,
        Value::Unreadable,
        Value::Absent,
    ];
    let parts = kinds.iter().filter_map(|kind| {
        let cells = session.sheet().cells.iter();
        let names = cells
            .filter(|(_, value)| *value == kind)
            .map(|(cell, _)| name(cell));
        let names: Vec<String> = names.collect();
        (!names.is_empty()).then(|| format!("{}: {}", kind.state(), names.join(" ")))
    });
    let counts = OFFICIAL
        .iter()
        .filter(|(_, kind)| *kind == ColumnType::Whole);
    let fractions = counts.filter_map(|(cell, _)| {
        let amount = session.value(cell).number()?;
        let has_room = amount.to_i64().is_some();
        (!has_room).then(|| format!("{}={amount}", name(cell)))
    });
    let fractions: Vec<String> = fractions.collect();
    let fractions = (!fractions.is_empty()).then(|| format!("not_whole: {}", fractions.join(" ")));
    parts.chain(fractions).collect::<Vec<_>>().join("; ")
}

/// The share and its whole.
fn share(session: &Session, rate: &Rate) -> [Field; 2] {
    let share = rate.of(session);
    let decimal = |millionths: u64| {
        let text = format!("{}.{:06}", millionths / MILLION, millionths % MILLION);
        Amount::parse(&text).map_or(Field::Missing, Field::Decimal)
    };
    [
        share.millionths.map_or(Field::Missing, decimal),
        share.whole.map_or(Field::Missing, Field::Whole),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_unique_and_plain() {
        let names: Vec<String> = columns().into_iter().map(|column| column.name).collect();
        let is_plain = |name: &String| name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_');
        assert!(names.iter().all(is_plain));
        let unique: BTreeSet<&String> = names.iter().collect();
        assert_eq!(unique.len(), names.len());
    }
}
