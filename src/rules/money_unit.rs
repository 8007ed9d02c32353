//! # money-unit
//!
//! ## What it does
//! Points at an amount of money whose unit is not printed, is another than the column's, or is another than last year's
//! by its magnitude.
//!
//! ## Why
//! The 2019 form names no unit for 采购总金额: offices write 元 or 万元, and a bare number may be either. The 2021 form asks
//! for 万元 in 本年收费金额; whoever writes 元 is wrong by a factor of ten thousand.
//!
//! ## Source
//! 国办公开办函〔2019〕60号, table two: 采购总金额; 国办公开办函〔2021〕30号, table two: 本年收费金额（单位：万元）.
//!
//! ## Example
//! `表二 政府集中采购 采购总金额：5965713 没有写明单位，是元还是万元无法判断。…`
//!
//! ## Limitations
//! The number stays as printed and the unit unknown: the rule guesses neither. A unit printed anywhere shortly before the
//! cell counts as printed.

use crate::amount::Amount;
use crate::form::naming::said_cell;
use crate::form::schema::{ColumnKind, TableSpec};
use crate::form::{CellKey, TableId, catalogue};
use crate::rules::between_years;
use crate::rules::office_level::{self, Level};
use crate::rules::outcome::{Finding, Severity};
use crate::rules::rule::{CodedRule, Input, Rule};
use crate::said::{Said, said};

/// The rule.
pub const RULE: CodedRule = CodedRule {
    rule: Rule {
        id: "money-unit",
        title: "金额单位不明",
        why: "金额没有单位，或者与栏目单位、上年数量级不一致时，数字可能差一万倍。",
        source: "国办公开办函〔2019〕60号，表二：采购总金额；〔2021〕30号，表二：本年收费金额（单位：万元）",
        severity: Severity::Hint,
    },
    check,
};

/// How the keys of its findings begin that follow from another year's report.
pub const BETWEEN_YEARS: &str = "money-unit/year/";

const TABLE: TableId = TableId::Proactive;

/// The unit of the 2021 edition.
const TEN_THOUSAND: &str = "万元";

/// How many times larger an amount must be than last year's to suggest another unit: 元 and 万元 differ by ten thousand.
const OTHER_UNIT: u32 = 2_000;
const BEYOND_UNIT: u32 = 50_000;

/// How many characters before the cell are searched for a unit.
const REACH: usize = 60;

fn check(input: &Input) -> Vec<Finding> {
    let edition = input.given.sheet.editions.get(&TABLE);
    let Some(spec) = edition.and_then(|edition| catalogue::table(*edition, TABLE)) else {
        return Vec::new();
    };
    let rows = input
        .given
        .sheet
        .rows
        .get(&TABLE)
        .map_or(&[][..], Vec::as_slice);
    spec.cells(TABLE, rows)
        .into_iter()
        .filter_map(|cell| finding(input, spec, cell))
        .collect()
}

fn finding(input: &Input, spec: &TableSpec, cell: CellKey) -> Option<Finding> {
    let column = spec.column(&cell.row, &cell.column)?;
    if column.kind != ColumnKind::Money {
        return None;
    }
    let amount = input.given.sheet.value(&cell).number()?;
    if amount.is_zero() {
        return None;
    }
    let official = column.unit.as_deref();
    let found = input.given.reading.cell(&cell);
    let printed = found.and_then(|found| found.unit.as_deref());
    let near = unit_before(input, &cell);
    let mut subject = cell.to_string();
    let problem = match (printed, official) {
        (Some(printed), Some(official)) if printed != official => {
            said!(
                "{amount} 的单位写的是{printed}，栏目单位是{official}，请核对单位。",
                "the unit of {amount} is printed as {printed}, that of the column is {official}; check the unit."
            )
        }
        (None, None) if near.is_none() => without_unit(input, &cell, amount),
        _ => {
            let unit = printed.or(near).or(official);
            let too_much = too_much(input, amount).filter(|_| unit == Some(TEN_THOUSAND));
            if let Some(problem) = too_much {
                problem
            } else {
                subject = format!("year/{subject}");
                another_year(input, &cell, amount)?
            }
        }
    };
    let name = said_cell(spec, &cell);
    let said = Said::new(
        format!("表二 {}：{}", name.chinese, problem.chinese),
        format!("Table 2, {}: {}", name.english, problem.english),
    );
    Some(RULE.rule.finding(&subject, Some(TABLE), vec![cell], said))
}

/// The unit that stands last before the cell, in the label of its column.
fn unit_before(input: &Input, cell: &CellKey) -> Option<&'static str> {
    let start = input.given.reading.cell(cell)?.spans.first()?.start();
    let before = input.given.text.get(..start)?;
    let mut backwards = before.chars().rev().take(REACH).skip_while(|c| *c != '元');
    backwards.next()?;
    Some(match backwards.next() {
        Some('万') => TEN_THOUSAND,
        _ => "元",
    })
}

fn without_unit(input: &Input, cell: &CellKey, amount: Amount) -> Said {
    let mut problem = said!(
        "{amount} 没有写明单位，是元还是万元无法判断。",
        "{amount} has no unit; it cannot be told whether it is in 元 or in 万元 (10,000 yuan)."
    );
    let items = CellKey::new(TABLE, cell.row.clone(), "items");
    let items = input
        .given
        .sheet
        .value(&items)
        .number()
        .and_then(Amount::to_i64);
    let whole = whole_part(amount);
    // More than a hundred million yuan for each item is hardly meant.
    if let (Some(items), Some(whole)) = (items, whole)
        && items > 0
        && whole / items >= 10_000
    {
        let each = whole / items;
        let reason = said!(
            "采购 {items} 项，若是万元，平均每项约 {each} 万元，多半是元。",
            " With {items} items, 万元 would mean about {each} 万元 each: more likely it is 元."
        );
        problem.push(&reason);
    }
    problem.push(&Said::new(
        "请对照原文填写单位。",
        " Take the unit from the source.",
    ));
    problem
}

/// An amount that is about ten thousand times another year's, or a ten-thousandth of it.
fn another_year(input: &Input, cell: &CellKey, amount: Amount) -> Option<Said> {
    between_years::pairs(input).iter().find_map(|pair| {
        let other = pair.neighbour_value(cell).number()?;
        let differs = is_other_unit(amount, other) || is_other_unit(other, amount);
        differs.then(|| {
            let name = pair.neighbour_name();
            said!(
                "{amount}，而“{name}”中是 {other}，相差数千倍以上，可能一份用元、一份用万元，请核对。",
                "{amount} here, but {other} in “{name}”, which differs by a factor of thousands; one may be in 元 and the other in 万元. Please check."
            )
        })
    })
}

/// An amount in 万元 that is beyond what the office can have taken or spent.
fn too_much(input: &Input, amount: Amount) -> Option<Said> {
    let office = input.given.reading.heading.office.as_ref()?;
    let most = match office_level::of(&office.text)? {
        Level::Street | Level::Township => 100_000,
        Level::County | Level::CountyDepartment => 1_000_000,
    };
    let is_too_much = !amount.minus(Amount::whole_number(most)).is_negative();
    is_too_much.then(|| {
        let name = &office.text;
        said!(
            "{amount} 万元对{name}来说过大，可能填的是元，请核对。",
            "{amount} 万元 is too much for {name}; the figure may be in 元. Please check."
        )
    })
}

/// The amount without its decimals.
fn whole_part(amount: Amount) -> Option<i64> {
    amount.to_string().split('.').next()?.parse().ok()
}

/// Whether `large` is about ten thousand times `small`.
fn is_other_unit(large: Amount, small: Amount) -> bool {
    !small.is_zero()
        && !large.minus(small.times(OTHER_UNIT)).is_negative()
        && large.minus(small.times(BEYOND_UNIT)).is_negative()
}
