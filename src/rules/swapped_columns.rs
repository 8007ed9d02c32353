//! # swapped-columns
//!
//! ## What it does
//! Where two columns of table three break the same identity by +k and -k and the total column keeps it, says that k
//! applications may stand in the wrong column.
//!
//! ## Why
//! Two errors that cancel each other in the total are nearly always one application filed under another kind of
//! applicant.
//!
//! ## Source
//! 国办公开办函〔2019〕60号, 国办公开办函〔2021〕30号, table three: the printed 勾稽关系 and the rows of 三、本年度办理结果, both column
//! by column.
//!
//! ## Example
//! `表三 一 + 二 = 三（七）+ 四：自然人列左边比右边多 2，商业企业列左边比右边少 2，总计列成立，可能有 2 件填错或读错了列。`
//!
//! ## Limitations
//! The row is told only where one alone holds as many; it stays silent where three columns are off.

use crate::amount::Amount;
use crate::form::naming::{said_column, said_row};
use crate::form::{CellKey, catalogue};
use crate::rules::outcome::{Checked, Finding, Outcome, Severity};
use crate::rules::rule::{CodedRule, Input, Rule};
use crate::said::Said;

/// The rule.
pub const RULE: CodedRule = CodedRule {
    rule: Rule {
        id: "swapped-columns",
        title: "疑似填错列",
        why: "同一勾稽关系里两列一多一少、差数相同而总计成立，多半是同一件申请填错了申请人的列。",
        source: "国办公开办函〔2019〕60号、〔2021〕30号，表三：勾稽关系逐列成立",
        severity: Severity::Hint,
    },
    check,
};

/// The identities that run down the columns, with what a sentence calls them.
const IDENTITIES: [(&str, [&str; 2]); 2] = [
    (
        "requests-balance",
        [
            "一 + 二 = 三（七）+ 四",
            "received + carried in = processed + carried out",
        ],
    ),
    (
        "requests-results",
        [
            "（一）至（六）之和 = （七）总计",
            "the outcomes add up to their total",
        ],
    ),
];

fn check(input: &Input) -> Vec<Finding> {
    IDENTITIES
        .iter()
        .filter_map(|(rule, formula)| finding(input, rule, *formula))
        .collect()
}

fn finding(input: &Input, rule: &str, formula: [&str; 2]) -> Option<Finding> {
    let of_rule: Vec<&Checked> = input
        .equations
        .iter()
        .filter(|checked| checked.equation.rule == rule)
        .collect();
    let total = of_rule
        .iter()
        .find(|checked| checked.equation.line == "total")?;
    let parts = of_rule
        .iter()
        .filter(|checked| checked.equation.line != "total");
    let all_decided = of_rule.iter().all(|checked| is_decided(&checked.outcome));
    let off: Vec<(&Checked, Amount)> = parts
        .filter_map(|checked| Some((*checked, surplus(&checked.outcome)?)))
        .collect();
    let [(first, one), (second, other)] = off.as_slice() else {
        return None;
    };
    let cancels = one.plus(*other).is_zero();
    if !all_decided || !cancels || surplus(&total.outcome).is_some() {
        return None;
    }
    let (more, less) = if one.is_negative() {
        (second, first)
    } else {
        (first, second)
    };
    let k = one.distance(Amount::ZERO);
    let row = only_row(input, more, k).map_or_else(Said::default, |row| {
        Said::new(
            format!("（{}一行）", row.chinese),
            format!(" (row {})", row.english),
        )
    });
    let (in_more, in_less) = (column(input, more)?, column(input, less)?);
    let [formula, in_english] = formula;
    let said = Said::new(
        format!(
            "表三 {formula}：{}列左边比右边多 {k}，{}列左边比右边少 {k}，总计列成立，可能有 {k} 件填错了列，或者读错了列{}，请对照原文。",
            in_more.chinese, in_less.chinese, row.chinese
        ),
        format!(
            "Table 3, {in_english}: in column {} the left side is {k} more than the right, in column {} {k} less, while the total column holds; {k} may have been entered or read in the wrong column{}.",
            in_more.english, in_less.english, row.english
        ),
    );
    let cells: Vec<CellKey> = [more, less]
        .into_iter()
        .flat_map(|checked| checked.equation.cells().cloned())
        .collect();
    let table = first.equation.table;
    Some(RULE.rule.finding(rule, Some(table), cells, said))
}

/// The only row of the left side from which `k` can be taken.
fn only_row(input: &Input, more: &Checked, k: Amount) -> Option<Said> {
    let has_enough = |cell: &&CellKey| {
        let number = input.given.sheet.value(cell).number();
        number.is_some_and(|amount| !amount.minus(k).is_negative())
    };
    let mut cells = more.equation.left.iter().filter(has_enough);
    let only = cells.next().filter(|_| cells.next().is_none())?;
    let edition = input.given.sheet.editions.get(&only.table)?;
    Some(said_row(catalogue::table(*edition, only.table)?, &only.row))
}

/// Whether both sides are known.
fn is_decided(outcome: &Outcome) -> bool {
    match outcome {
        Outcome::Holds { .. } => true,
        Outcome::Broken { unread, .. } => unread.is_empty(),
        Outcome::Undecided { .. } => false,
    }
}

/// By how much the left side is larger; `None` if the equation is not broken.
fn surplus(outcome: &Outcome) -> Option<Amount> {
    match outcome {
        Outcome::Broken { left, right, .. } => Some(left.minus(*right)),
        Outcome::Holds { .. } | Outcome::Undecided { .. } => None,
    }
}

fn column(input: &Input, checked: &Checked) -> Option<Said> {
    let cell = checked.equation.cells().next()?;
    let edition = input.given.sheet.editions.get(&cell.table)?;
    let spec = catalogue::table(*edition, cell.table)?;
    Some(said_column(spec, &cell.row, &cell.column))
}
