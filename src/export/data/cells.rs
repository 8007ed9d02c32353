//! A row a cell: what is printed, what holds, how sure it is, who decided.

use std::collections::{BTreeMap, BTreeSet};

use crate::export::data::column::{Column, ColumnType, Field, Told};
use crate::export::data::report;
use crate::export::data::review::Review;
use crate::export::day::instant;
use crate::form::{CellKey, catalogue, naming};
use crate::read::Doubt;
use crate::review::slot::Slot;
use crate::review::state::cell_state;
use crate::review::{Decision, Session, Stamp, Verdict};
use crate::rules::Outcome;

/// The columns behind those of the report.
const COLUMNS: [Told; 28] = [
    (
        "edition",
        ColumnType::Whole,
        "表格版式",
        "edition of the form",
    ),
    ("cell", ColumnType::Text, "格的键", "key of the cell"),
    ("table", ColumnType::Text, "表的键", "key of the table"),
    ("row", ColumnType::Text, "行的键", "key of the row"),
    ("column", ColumnType::Text, "列的键", "key of the column"),
    (
        "table_zh",
        ColumnType::Text,
        "表名",
        "official title of the table",
    ),
    (
        "row_zh",
        ColumnType::Text,
        "行名",
        "official label of the row",
    ),
    (
        "column_zh",
        ColumnType::Text,
        "列名",
        "official label of the column",
    ),
    (
        "label_en",
        ColumnType::Text,
        "英文名",
        "label of the cell in English",
    ),
    ("printed", ColumnType::Text, "原文", "characters as printed"),
    (
        "value",
        ColumnType::Decimal,
        "审定后的数值",
        "value after review",
    ),
    ("unit", ColumnType::Text, "单位", "unit"),
    (
        "state",
        ColumnType::Text,
        "内容：number 数 blank 空白 dash 横线 words 文字 unreadable 无法辨认 absent 未识读（没有读到，或报告里没有此格）",
        "number, blank, dash, words, unreadable or absent",
    ),
    (
        "standing",
        ColumnType::Text,
        "审定情况",
        "how the cell stands in the review",
    ),
    (
        "verdict",
        ColumnType::Text,
        "判定",
        "verdict of the reviewer",
    ),
    (
        "doubts",
        ColumnType::Text,
        "识读的疑点",
        "codes of what the reader doubted",
    ),
    (
        "method",
        ColumnType::Text,
        "怎样读到",
        "how the reader found its place",
    ),
    (
        "glyph_certain",
        ColumnType::YesNo,
        "字形有把握",
        "reader is sure of the digits",
    ),
    (
        "place_certain",
        ColumnType::YesNo,
        "位置有把握",
        "reader is sure of row and column",
    ),
    (
        "rules_hold",
        ColumnType::Text,
        "成立的勾稽关系",
        "equations that hold on it",
    ),
    (
        "rules_broken",
        ColumnType::Text,
        "不成立的勾稽关系",
        "equations that do not hold on it",
    ),
    (
        "corrected_value",
        ColumnType::Decimal,
        "判为原文如此时，应为的数",
        "what the number should be, where the office printed it wrong",
    ),
    ("reviewer", ColumnType::Text, "判定人", "who decided"),
    (
        "decided_at",
        ColumnType::Text,
        "判定时间 (UTC)",
        "when it was decided, UTC",
    ),
    ("note", ColumnType::Text, "备注", "note"),
    (
        "signed_by",
        ColumnType::Text,
        "审定人",
        "who signed the report off",
    ),
    (
        "signed_at",
        ColumnType::Text,
        "审定时间 (UTC)",
        "when it was signed off, UTC",
    ),
    (
        "forced",
        ColumnType::YesNo,
        "强制审定",
        "signed off in spite of what was open",
    ),
];

/// The columns of the table.
pub(super) fn columns() -> Vec<Column> {
    Column::told(&report::COLUMNS)
        .chain(Column::told(&COLUMNS))
        .collect()
}

/// A row for each cell of the tables that are present, in the order of the form.
pub(super) fn rows(review: &Review) -> Vec<Vec<Field>> {
    let session = review.session;
    let stamps = stamps(session);
    let rules = rules(session);
    let of_report = report::fields(review);
    let signed = signed(session);
    let cells = session.sheet().keys();
    cells
        .iter()
        .map(|cell| {
            let mut row = of_report.clone();
            row.extend(of_form(session, cell));
            row.extend(of_reading(session, cell));
            row.extend(rules.of(cell));
            row.extend(of_decision(
                session.decision(cell),
                stamps.get(cell).copied(),
            ));
            row.extend(signed.clone());
            row
        })
        .collect()
}

/// `edition` to `label_en`.
fn of_form(session: &Session, cell: &CellKey) -> Vec<Field> {
    let edition = session.sheet().editions.get(&cell.table).copied();
    let spec = edition.and_then(|edition| catalogue::table(edition, cell.table));
    let row_zh = spec.map(|spec| naming::row_name(spec, &cell.row));
    let column_zh = spec.map(|spec| naming::column_name(spec, &cell.row, &cell.column));
    vec![
        edition.map_or(Field::Missing, |edition| Field::Whole(edition.0.into())),
        Field::text(cell.to_string()),
        Field::text(cell.table.key()),
        Field::text(cell.row.as_str()),
        Field::text(cell.column.as_str()),
        Field::text(spec.map(|spec| spec.title.clone()).unwrap_or_default()),
        Field::text(row_zh.unwrap_or_default()),
        Field::text(column_zh.unwrap_or_default()),
        Field::text(english(cell)),
    ]
}

/// The key in words: `requests: denied, state secret, natural person`.
pub(super) fn english(cell: &CellKey) -> String {
    let words = |key: &str| key.replace('.', ", ").replace('_', " ");
    let (row, column) = (words(cell.row.base()), words(&cell.column));
    format!("{}: {row}, {column}", cell.table.key())
}

/// `printed` to `place_certain`.
fn of_reading(session: &Session, cell: &CellKey) -> Vec<Field> {
    let found = session.reading().cell(cell);
    let value = session.value(cell);
    let doubts = found.into_iter().flat_map(|found| &found.doubts);
    let doubts: Vec<&str> = doubts.map(Doubt::code).collect();
    // Nothing is sure or unsure of what nobody could read.
    let read = found.filter(|found| !found.value.is_unread());
    let placed = found.filter(|found| !found.spans.is_empty());
    let is_sure = |doubt: bool| read.map_or(Field::Missing, |_| Field::YesNo(!doubt));
    let is_number = value.number().is_some();
    vec![
        Field::text(found.map(|found| found.printed.clone()).unwrap_or_default()),
        Field::decimal(value),
        Field::text(session.unit(cell).filter(|_| is_number).unwrap_or_default()),
        Field::text(value.state()),
        Field::text(cell_state(session, cell).key()),
        Field::text(verdict(session.decision(cell))),
        Field::text(doubts.join(" ")),
        Field::text(placed.map(|found| found.method.code()).unwrap_or_default()),
        is_sure(found.is_some_and(|found| found.glyph_doubt().is_some())),
        is_sure(found.is_some_and(|found| found.place_doubt().is_some())),
    ]
}

fn verdict(decision: Option<&Decision>) -> &'static str {
    let verdict = decision.and_then(|decision| decision.verdict);
    verdict.map(Verdict::key).unwrap_or_default()
}

/// `corrected_value` to `note`.
fn of_decision(decision: Option<&Decision>, stamp: Option<&Stamp>) -> Vec<Field> {
    let Some(decision) = decision else {
        return vec![Field::Missing; 4];
    };
    let alternative = decision.alternative;
    vec![
        alternative.map_or(Field::Missing, Field::Decimal),
        Field::text(stamp.map(|stamp| stamp.by.clone()).unwrap_or_default()),
        Field::text(
            stamp
                .map(|stamp| instant(stamp.at_secs))
                .unwrap_or_default(),
        ),
        Field::text(decision.note.clone()),
    ]
}

/// `signed_by` to `forced`.
fn signed(session: &Session) -> Vec<Field> {
    let Some(sign_off) = session.sign_off() else {
        return vec![Field::Missing; 3];
    };
    vec![
        Field::text(sign_off.by.clone()),
        Field::text(instant(sign_off.at_secs)),
        Field::YesNo(sign_off.forced),
    ]
}

/// Who decided about each cell, and when: the newest step in effect.
fn stamps(session: &Session) -> BTreeMap<&CellKey, &Stamp> {
    let mut stamps = BTreeMap::new();
    for entry in session.journal().in_effect() {
        for change in &entry.changes {
            if let Slot::Cell(cell) = &change.slot {
                stamps.insert(cell, &entry.stamp);
            }
        }
    }
    stamps
}

/// The equations on each cell that hold, and those that do not.
#[derive(Default)]
struct Rules<'a> {
    hold: BTreeMap<&'a CellKey, BTreeSet<&'a str>>,
    broken: BTreeMap<&'a CellKey, BTreeSet<&'a str>>,
}

impl Rules<'_> {
    /// `rules_hold` and `rules_broken`.
    fn of(&self, cell: &CellKey) -> [Field; 2] {
        [&self.hold, &self.broken].map(|rules| {
            let ids = rules.get(cell).into_iter().flatten();
            Field::text(ids.copied().collect::<Vec<_>>().join(" "))
        })
    }
}

fn rules(session: &Session) -> Rules<'_> {
    let mut rules = Rules::default();
    for checked in &session.results().equations {
        let kind = match checked.outcome {
            Outcome::Holds { .. } => &mut rules.hold,
            Outcome::Broken { .. } => &mut rules.broken,
            Outcome::Undecided { .. } => continue,
        };
        for cell in checked.equation.cells() {
            kind.entry(cell)
                .or_default()
                .insert(checked.equation.rule.as_str());
        }
    }
    rules
}
