//! Equations in plain words: the formula with the numbers in it, both sides and the difference.

use crate::amount::Amount;
use crate::form::naming::{english_row, english_words, said_column, said_row};
use crate::form::schema::TableSpec;
use crate::form::{CellKey, Equation, Sheet, catalogue};
use crate::rules::outcome::{Checked, Finding, Outcome, Severity, Verified};
use crate::said::{Both, Said, said};
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
    let (severity, outcome, cells, sides, said) = match &checked.outcome {
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
        text: said.chinese,
        english: said.english,
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
    /// `place：what`.
    fn about(&self, what: &Said) -> Said {
        Said::joined(&[self.place(), what.clone()], ["：", ": "])
    }

    fn broken(&self, left: Amount, right: Amount, counted_as_zero: &[CellKey]) -> Said {
        let gap = left.distance(right);
        let [at_least, in_english] = match self.unread {
            [] => [""; 2],
            _ => ["至少", "at least "],
        };
        let Said { chinese, english } = self.both_sides(left, right);
        let mut said = self.about(&Said::new(
            format!("{chinese}，{at_least}差 {gap}。"),
            format!("{english}; the difference is {in_english}{gap}."),
        ));
        said.push(&unread_sentence(self.unread));
        said.push(&blanks_sentence(counted_as_zero));
        said
    }

    fn conditional(&self, counted_as_zero: &[CellKey]) -> Said {
        let sum = |cells: &[CellKey]| self.sheet.sum(cells);
        let sides = self.both_sides(sum(&self.equation.left), sum(&self.equation.right));
        let Said { chinese, english } = sides;
        let mut said = self.about(&Said::new(
            format!("仅当空白计为 0 时成立。{chinese}。"),
            format!("it holds only if blanks count as 0. {english}."),
        ));
        said.push(&blanks_sentence(counted_as_zero));
        said
    }

    fn undecided(&self, missing: &[CellKey]) -> Said {
        let named = missing.iter().take(MOST_NAMES).map(|cell| {
            let Said { chinese, english } = self.term_name(cell);
            let [why, in_english] = self.why_missing(cell);
            Said::new(
                format!("{chinese}（{why}）"),
                format!("{english} ({in_english})"),
            )
        });
        let Said { chinese, english } = listed(&named.collect::<Vec<_>>(), missing.len());
        self.about(&Said::new(
            format!("无法核对，因为{chinese}没有可用的数。"),
            format!("it cannot be checked because cells have no number: {english}."),
        ))
    }

    /// An equation that numbers of inferred columns would satisfy in other places.
    fn loose(&self, loose: &[CellKey]) -> Said {
        let Said { chinese, english } = self.names(loose);
        self.about(&Said::new(
            format!("无法核对，因为{chinese}所在各行的列位是推断的，数字换一种放法等式即可成立，请对照原文。"),
            format!(
                "it cannot be checked. The columns of these figures are inferred, and in other columns it would hold; compare with the source: {english}."
            ),
        ))
    }

    /// An equation that does not hold with numbers the reader was not sure of.
    fn unsure(&self, unsure: &[CellKey]) -> Said {
        let Said { chinese, english } = self.names(unsure);
        self.about(&Said::new(
            format!("无法核对，因为{chinese}待核，照现在的数等式不成立，请先对照原文。"),
            format!(
                "it cannot be checked. It does not hold with the figures as read, but these are uncertain; compare them first: {english}."
            ),
        ))
    }

    /// The cells of the equation, the first few by name.
    fn names(&self, cells: &[CellKey]) -> Said {
        let names = cells.iter().take(MOST_NAMES);
        let names = names.map(|cell| self.term_name(cell));
        listed(&names.collect::<Vec<_>>(), cells.len())
    }

    fn why_missing(&self, cell: &CellKey) -> Both {
        match self.sheet.value(cell) {
            Value::Number(_) | Value::Blank | Value::Dash => [
                "各项有数而总计空白",
                "a blank total of parts that have numbers",
            ],
            Value::Words => ["印的是文字", "words"],
            Value::Unreadable => ["无法辨认", "illegible"],
            Value::Absent => ["未识读", "not read"],
        }
    }

    /// Whether the equation runs down a column; else it runs along a row.
    fn runs_down(&self) -> bool {
        self.equation
            .cells()
            .all(|cell| cell.column == self.equation.line)
    }

    /// `表三 总计列`, `表三 一、本年新收政府信息公开申请数量`.
    fn place(&self) -> Said {
        let table = self.equation.table;
        let (table, in_english) = (table.short_name(), table.english_name());
        let Some(cell) = self.equation.cells().next() else {
            return Said::new(table, in_english);
        };
        if self.runs_down() {
            let Said { chinese, english } = said_column(self.spec, &cell.row, &cell.column);
            return Said::new(
                format!("{table} {chinese}列"),
                format!("{in_english}, column {english}"),
            );
        }
        let Said { chinese, english } = said_row(self.spec, &cell.row);
        Said::new(
            format!("{table} {chinese}"),
            format!("{in_english}, {english}"),
        )
    }

    fn both_sides(&self, left: Amount, right: Amount) -> Said {
        let left = self.side(&self.equation.left, left);
        let right = self.side(&self.equation.right, right);
        Said::joined(&[left, right], ["，", "; "])
    }

    /// `一(28) + 二(0) = 28`; of a long side only what is not 0. A single cell, and a sum of which at most one part is not
    /// 0, are told in words: `总计为 28`.
    fn side(&self, cells: &[CellKey], sum: Amount) -> Said {
        if let [cell] = cells {
            return self.alone(cell);
        }
        let is_shown = |cell: &&CellKey| {
            cells.len() <= LONGEST_FULL_SIDE || self.sheet.value(cell).is_nonzero()
        };
        let shown: Vec<&CellKey> = cells.iter().filter(is_shown).collect();
        let is_open = cells.iter().any(|cell| self.unread.contains(cell));
        let n = cells.len();
        match (shown.as_slice(), is_open) {
            ([], false) => return said!("{n} 项合计 {sum}", "{n} parts add up to {sum}"),
            ([], true) => {
                return said!("{n} 项合计至少 {sum}", "{n} parts add up to at least {sum}");
            }
            ([only], false) => {
                let Said { chinese, english } = self.term_name(only);
                return Said::new(
                    format!("各项合计 {sum}（只有{chinese}不为 0）"),
                    format!("the parts add up to {sum} (only {english} is not 0)"),
                );
            }
            _ => {}
        }
        let [rest, rest_in_english] = match n - shown.len() {
            0 => [""; 2],
            _ if is_open => ["（其余各项为 0 或未识读）", " (the others are 0 or unread)"],
            _ => ["（其余各项为 0）", " (the others are 0)"],
        };
        let sign = if is_open { "≥" } else { "=" };
        let terms: Vec<Said> = shown.into_iter().map(|cell| self.term(cell)).collect();
        let Said { chinese, english } = Said::joined(&terms, [" + ", " + "]);
        Said::new(
            format!("{chinese} {sign} {sum}{rest}"),
            format!("{english} {sign} {sum}{rest_in_english}"),
        )
    }

    /// `总计为 28`, `总计空白`.
    fn alone(&self, cell: &CellKey) -> Said {
        let Said { chinese, english } = self.term_name(cell);
        let [is, is_in_english] = match self.sheet.value(cell) {
            Value::Number(amount) => [format!("为 {amount}"), format!("is {amount}")],
            Value::Blank => ["空白".to_owned(), "is blank".to_owned()],
            Value::Dash => ["为横线".to_owned(), "is a dash".to_owned()],
            Value::Words | Value::Unreadable | Value::Absent => {
                ["没有可用的数".to_owned(), "has no number".to_owned()]
            }
        };
        Said::new(
            format!("{chinese}{is}"),
            format!("{english} {is_in_english}"),
        )
    }

    /// `一(28)`, `二(空白)`.
    fn term(&self, cell: &CellKey) -> Said {
        let Said { chinese, english } = self.term_name(cell);
        let [value, in_english] = match self.sheet.value(cell) {
            Value::Number(amount) => [amount.to_string(), amount.to_string()],
            Value::Blank => ["空白".to_owned(), "blank".to_owned()],
            Value::Dash => ["—".to_owned(), "—".to_owned()],
            Value::Words | Value::Unreadable | Value::Absent => ["？".to_owned(), "?".to_owned()],
        };
        Said::new(
            format!("{chinese}({value})"),
            format!("{english} ({in_english})"),
        )
    }

    fn term_name(&self, cell: &CellKey) -> Said {
        if self.runs_down() {
            return Said::new(self.spec.row_short(&cell.row), english_row(&cell.row));
        }
        let column = self.spec.column(&cell.row, &cell.column);
        let column = column.map_or(cell.column.as_str(), |column| column.label.as_str());
        Said::new(column, english_words(&cell.column))
    }
}

/// The names that are shown, and how many there are in all if those are more.
fn listed(names: &[Said], n: usize) -> Said {
    let more = n.saturating_sub(names.len());
    let mut said = Said::joined(names, ["、", "; "]);
    if more > 0 {
        said.push(&said!("等 {n} 格", " and {more} more"));
    }
    said
}

fn unread_sentence(unread: &[CellKey]) -> Said {
    match unread.len() {
        0 => Said::default(),
        1 => Said::new(
            "其中 1 格没有可用的数，无论是多少都不成立。",
            " One of the cells has no number; whatever that number may be, the equation does not hold.",
        ),
        n => said!(
            "其中 {n} 格没有可用的数，无论是多少都不成立。",
            " {n} of the cells have no number; whatever those numbers may be, the equation does not hold."
        ),
    }
}

fn blanks_sentence(counted_as_zero: &[CellKey]) -> Said {
    match counted_as_zero.len() {
        0 => Said::default(),
        n => said!(
            "其中 {n} 格为空白或横线，计为 0。",
            " Blanks and dashes counted as 0: {n}."
        ),
    }
}
