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
use crate::review::{Session, state::cell_state};
use crate::value::Value;

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
        "表二版本",
        "edition of the table on proactive disclosure",
    ),
    (
        "edition_requests",
        ColumnType::Whole,
        "表三版本",
        "edition of the table on requests",
    ),
    (
        "edition_disputes",
        ColumnType::Whole,
        "表四版本",
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

/// A share of requests or disputes. It is missing unless every cell it follows from holds a number and the whole is not 0.
struct Rate {
    name: &'static str,
    zh: &'static str,
    en: &'static str,
    /// Keys of the cells that add up to the part; one that ends in `.` stands for all rows that begin so.
    part: &'static str,
    /// Keys of the cells that add up to the whole.
    whole: &'static [&'static str],
}

const PROCESSED: &[&str] = &["requests.processed_total.total"];
const TO_DO: &[&str] = &["requests.received.total", "requests.carried_in.total"];

const RATES: [Rate; 9] = [
    rate(
        "rate_granted",
        "予以公开率",
        "requests granted",
        "requests.granted.total",
        PROCESSED,
    ),
    rate(
        "rate_partly",
        "部分公开率",
        "requests partly granted",
        "requests.partly_granted.total",
        PROCESSED,
    ),
    rate(
        "rate_denied",
        "不予公开率",
        "requests denied",
        "requests.denied.",
        PROCESSED,
    ),
    rate(
        "rate_unavailable",
        "无法提供率",
        "information unavailable",
        "requests.unavailable.",
        PROCESSED,
    ),
    rate(
        "rate_rejected",
        "不予处理率",
        "requests not processed",
        "requests.rejected.",
        PROCESSED,
    ),
    rate(
        "rate_carried_out",
        "结转下年率",
        "requests carried out to next year",
        "requests.carried_out.total",
        TO_DO,
    ),
    rate(
        "rate_review_lost",
        "行政复议纠错率",
        "reconsiderations lost",
        "disputes.reconsideration.corrected",
        &["disputes.reconsideration.total"],
    ),
    rate(
        "rate_suit_lost",
        "直接起诉败诉率",
        "direct suits lost",
        "disputes.direct_suit.corrected",
        &["disputes.direct_suit.total"],
    ),
    rate(
        "rate_late_suit_lost",
        "复议后起诉败诉率",
        "suits after reconsideration lost",
        "disputes.suit_after_reconsideration.corrected",
        &["disputes.suit_after_reconsideration.total"],
    ),
];

const fn rate(
    name: &'static str,
    zh: &'static str,
    en: &'static str,
    part: &'static str,
    whole: &'static [&'static str],
) -> Rate {
    Rate {
        name,
        zh,
        en,
        part,
        whole,
    }
}

/// The columns of the table.
pub(super) fn columns() -> Vec<Column> {
    let before = Column::told(&report::COLUMNS).chain(Column::told(&BEFORE));
    let cells = OFFICIAL.iter().map(|(cell, kind)| cell_column(cell, *kind));
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
                &format!("whole that the share of {} is of", rate.en),
            ),
        ]
    });
    before.chain(cells).chain(rates).collect()
}

fn cell_column(cell: &CellKey, kind: ColumnType) -> Column {
    let name = cell.to_string().replace('.', "_");
    let editions = catalogue::editions().iter().rev();
    let spec = editions
        .filter_map(|edition| edition.table(cell.table))
        .find(|spec| spec.row(&cell.row).is_some());
    let label = spec.map(|spec| naming::cell_name(spec, cell));
    let zh = format!("{} {}", cell.table.short_name(), label.unwrap_or_default());
    Column::new(&name, kind, &zh, &english(cell))
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
    row.extend(OFFICIAL.iter().map(|(cell, kind)| {
        let value = session.value(cell);
        if *kind == ColumnType::Whole {
            Field::whole(value)
        } else {
            Field::decimal(value)
        }
    }));
    row.extend(RATES.iter().flat_map(|rate| share(session, rate)));
    row
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

/// The cells without a number, by what stands there: `blank: requests_received_total …; unreadable: …`.
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
            .map(|(cell, _)| cell.to_string().replace('.', "_"));
        let names: Vec<String> = names.collect();
        (!names.is_empty()).then(|| format!("{}: {}", kind.state(), names.join(" ")))
    });
    parts.collect::<Vec<_>>().join("; ")
}

/// The names of the rates, in the order of the columns.
pub fn rate_names() -> impl Iterator<Item = &'static str> {
    RATES.iter().map(|rate| rate.zh)
}

/// The rates of a report, each from 0 to 1 as far as the report keeps to the form; `None` where a cell it follows from
/// holds no number, or the whole is 0.
#[must_use]
pub fn rates(session: &Session) -> Vec<Option<f64>> {
    let rate = |rate: &Rate| match share(session, rate) {
        [Field::Decimal(share), _] => share.to_string().parse().ok(),
        _ => None,
    };
    RATES.iter().map(rate).collect()
}

/// The share and its whole.
fn share(session: &Session, rate: &Rate) -> [Field; 2] {
    let missing = [Field::Missing, Field::Missing];
    let Some(whole) = sum(
        session,
        rate.whole.iter().filter_map(|key| key.parse().ok()),
    ) else {
        return missing;
    };
    let Some(part) = sum(session, parts(session, rate.part).into_iter()) else {
        return [Field::Missing, Field::Whole(whole)];
    };
    [
        ratio(part, whole).map_or(Field::Missing, Field::Decimal),
        Field::Whole(whole),
    ]
}

/// The cells that add up to the part; none if the table does not have them.
fn parts(session: &Session, key: &str) -> Vec<CellKey> {
    if !key.ends_with('.') {
        return key.parse().ok().into_iter().collect();
    }
    let cells = session.sheet().cells.keys();
    let totals = cells.filter(|cell| cell.column == "total" && cell.to_string().starts_with(key));
    totals.cloned().collect()
}

/// The sum of cells that all hold whole numbers, at least one of them.
fn sum(session: &Session, cells: impl Iterator<Item = CellKey>) -> Option<i64> {
    let numbers: Option<Vec<i64>> = cells
        .map(|cell| session.value(&cell).number()?.to_i64())
        .collect();
    let numbers = numbers.filter(|numbers| !numbers.is_empty())?;
    numbers.into_iter().try_fold(0_i64, i64::checked_add)
}

/// `part / whole` with six decimals, rounded half up; `None` where the whole is not above 0.
fn ratio(part: i64, whole: i64) -> Option<Amount> {
    const MILLION: i128 = 1_000_000;
    if whole <= 0 || part < 0 {
        return None;
    }
    let (part, whole) = (i128::from(part), i128::from(whole));
    let millionths = (part * MILLION * 2 + whole) / (whole * 2);
    Amount::parse(&format!(
        "{}.{:06}",
        millionths / MILLION,
        millionths % MILLION
    ))
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

    #[test]
    fn shares_are_exact_and_never_of_nothing() {
        assert_eq!(ratio(1, 3), Amount::parse("0.333333"));
        assert_eq!(ratio(2, 3), Amount::parse("0.666667"));
        assert_eq!(ratio(3, 3), Amount::parse("1.000000"));
        assert_eq!(ratio(0, 0), None);
    }
}
