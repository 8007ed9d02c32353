//! Equations in plain Chinese: the formula with the numbers in it, both sides and the difference.

use crate::amount::Amount;
use crate::form::naming::{column_name, row_name};
use crate::form::schema::TableSpec;
use crate::form::{CellKey, Equation, Sheet, catalogue};
use crate::rules::english;
use crate::rules::outcome::{Checked, Finding, Outcome, Severity, Verified};
use crate::value::Value;

/// Sides with more terms than this show only those that are not 0.
const LONGEST_FULL_SIDE: usize = 4;

/// Most cells a sentence names one by one.
const MOST_NAMES: usize = 6;

/// The finding of one equation; `None` if it plainly holds.
///
/// A broken equation names all its cells; an undecided one those that keep it undecided, a conditional one those that
/// were counted as 0.
pub(crate) fn finding(sheet: &Sheet, checked: &Checked) -> Option<Finding> {
    let equation = &checked.equation;
    let edition = sheet.editions.get(&equation.table)?;
    let spec = catalogue::table(*edition, equation.table)?;
    let writer = Writer {
        sheet,
        spec,
        equation,
        unread: match &checked.outcome {
            Outcome::Broken { unread, .. } => unread,
            Outcome::Holds { .. } | Outcome::Undecided { .. } => &[],
        },
    };
    let (severity, outcome, cells, sides, text) = match &checked.outcome {
        Outcome::Holds { counted_as_zero } if counted_as_zero.is_empty() => return None,
        Outcome::Holds { counted_as_zero } => (
            Severity::Hint,
            Verified::Conditional,
            counted_as_zero.clone(),
            None,
            writer.conditional(counted_as_zero),
        ),
        Outcome::Broken {
            left,
            right,
            counted_as_zero,
            ..
        } => (
            Severity::Error,
            Verified::Broken,
            equation.cells().cloned().collect(),
            Some((*left, *right)),
            writer.broken(*left, *right, counted_as_zero),
        ),
        Outcome::Undecided {
            missing,
            loose,
            unsure,
        } if loose.is_empty() && unsure.is_empty() => (
            Severity::Warning,
            Verified::Undecided,
            missing.clone(),
            None,
            writer.undecided(missing),
        ),
        Outcome::Undecided { loose, unsure, .. } => (
            Severity::Warning,
            Verified::Undecided,
            equation.cells().cloned().collect(),
            None,
            if loose.is_empty() {
                writer.unsure(unsure)
            } else {
                writer.loose(loose)
            },
        ),
    };
    Some(Finding {
        key: format!("{}/{}", equation.rule, equation.line),
        rule: equation.rule.clone(),
        table: Some(equation.table),
        severity,
        outcome,
        cells,
        left: sides.map(|(left, _)| left),
        right: sides.map(|(_, right)| right),
        spans: Vec::new(),
        text,
        english: english::of_equation(sheet, checked),
    })
}

struct Writer<'a> {
    sheet: &'a Sheet,
    spec: &'a TableSpec,
    equation: &'a Equation,
    /// The cells without a number in a broken equation.
    unread: &'a [CellKey],
}

impl Writer<'_> {
    fn broken(&self, left: Amount, right: Amount, counted_as_zero: &[CellKey]) -> String {
        let difference = left.distance(right);
        let at_least = if self.unread.is_empty() { "" } else { "至少" };
        format!(
            "{}：{}，{at_least}差 {difference}。{}{}",
            self.place(),
            self.both_sides(left, right),
            unread_sentence(self.unread),
            blanks_sentence(counted_as_zero)
        )
    }

    fn conditional(&self, counted_as_zero: &[CellKey]) -> String {
        let sum = |cells: &[CellKey]| self.sheet.sum(cells);
        format!(
            "{}：仅当空白计为 0 时成立。{}。{}",
            self.place(),
            self.both_sides(sum(&self.equation.left), sum(&self.equation.right)),
            blanks_sentence(counted_as_zero)
        )
    }

    fn undecided(&self, missing: &[CellKey]) -> String {
        let names: Vec<String> = missing
            .iter()
            .take(MOST_NAMES)
            .map(|cell| format!("{}（{}）", self.term_name(cell), self.why_missing(cell)))
            .collect();
        let more = match missing.len().saturating_sub(MOST_NAMES) {
            0 => String::new(),
            _ => format!("等 {} 格", missing.len()),
        };
        format!(
            "{}：无法核对，因为{}{more}没有可用的数。",
            self.place(),
            names.join("、")
        )
    }

    /// An equation that numbers of inferred columns would satisfy in other places.
    fn loose(&self, loose: &[CellKey]) -> String {
        format!(
            "{}：无法核对，因为{}所在各行的列位是推断的，换一种放法即可成立，请对照原文。",
            self.place(),
            self.names(loose)
        )
    }

    /// An equation that does not hold with numbers the reader was not sure of.
    fn unsure(&self, unsure: &[CellKey]) -> String {
        format!(
            "{}：无法核对，因为{}待核，照现在的数不成立，请先对照原文。",
            self.place(),
            self.names(unsure)
        )
    }

    /// The cells of the equation, the first few by name.
    fn names(&self, cells: &[CellKey]) -> String {
        let names = cells.iter().map(|cell| self.term_name(cell));
        let names: Vec<String> = names.take(MOST_NAMES).collect();
        let more = match cells.len().saturating_sub(MOST_NAMES) {
            0 => String::new(),
            _ => format!("等 {} 格", cells.len()),
        };
        format!("{}{more}", names.join("、"))
    }

    fn why_missing(&self, cell: &CellKey) -> &'static str {
        match self.sheet.value(cell) {
            Value::Number(_) | Value::Blank | Value::Dash => "各项有数而总计空白",
            Value::Words => "是文字",
            Value::Unreadable => "无法辨认",
            Value::Absent => "未找到",
        }
    }

    /// Whether the equation runs down a column; else it runs along a row.
    fn runs_down(&self) -> bool {
        self.equation
            .cells()
            .all(|cell| cell.column == self.equation.line)
    }

    /// `表三 总计列`, `表三 一、本年新收政府信息公开申请数量`.
    fn place(&self) -> String {
        let table = self.equation.table.short_name();
        match self.equation.cells().next() {
            Some(cell) if self.runs_down() => {
                format!(
                    "{table} {}列",
                    column_name(self.spec, &cell.row, &cell.column)
                )
            }
            Some(cell) => format!("{table} {}", row_name(self.spec, &cell.row)),
            None => table.to_owned(),
        }
    }

    fn both_sides(&self, left: Amount, right: Amount) -> String {
        format!(
            "{}，{}",
            self.side(&self.equation.left, left),
            self.side(&self.equation.right, right)
        )
    }

    /// `一(28) + 二(0) = 28`; of a long side only what is not 0; of a single cell no sum.
    fn side(&self, cells: &[CellKey], sum: Amount) -> String {
        let is_shown = |cell: &&CellKey| {
            cells.len() <= LONGEST_FULL_SIDE || self.sheet.value(cell).is_nonzero()
        };
        let terms: Vec<String> = cells
            .iter()
            .filter(is_shown)
            .map(|cell| self.term(cell))
            .collect();
        if cells.len() == 1 {
            return terms.join("");
        }
        if terms.is_empty() {
            return format!("{} 项之和 = 0", cells.len());
        }
        let is_open = cells.iter().any(|cell| self.unread.contains(cell));
        let sign = if is_open { "≥" } else { "=" };
        let rest = match cells.len() - terms.len() {
            0 => "",
            _ if is_open => "（其余各项为 0 或未识读）",
            _ => "（其余各项为 0）",
        };
        format!("{} {sign} {sum}{rest}", terms.join(" + "))
    }

    /// `一(28)`, `二(空白)`.
    fn term(&self, cell: &CellKey) -> String {
        let name = self.term_name(cell);
        match self.sheet.value(cell) {
            Value::Number(amount) => format!("{name}({amount})"),
            Value::Blank => format!("{name}(空白)"),
            Value::Dash => format!("{name}(—)"),
            Value::Words | Value::Unreadable | Value::Absent => format!("{name}(？)"),
        }
    }

    fn term_name(&self, cell: &CellKey) -> String {
        if self.runs_down() {
            self.spec.row_short(&cell.row).to_owned()
        } else {
            let column = self.spec.column(&cell.row, &cell.column);
            column.map_or_else(|| cell.column.to_string(), |column| column.label.clone())
        }
    }
}

fn unread_sentence(unread: &[CellKey]) -> String {
    match unread.len() {
        0 => String::new(),
        n => format!("其中 {n} 格没有可用的数，无论是多少都不成立。"),
    }
}

fn blanks_sentence(counted_as_zero: &[CellKey]) -> String {
    match counted_as_zero.len() {
        0 => String::new(),
        n => format!("其中 {n} 格空白或画线，计为 0。"),
    }
}
