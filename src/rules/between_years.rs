//! How a rule compares two years: lines that should be the same in both, each a formula over cells of two reports.

use crate::amount::Amount;
use crate::form::{CellKey, EditionId, Sheet, TableId};
use crate::rules::neighbours::NeighbourReport;
use crate::rules::outcome::{Finding, Verified};
use crate::rules::registry::{Input, Rule};
use crate::value::Value;

/// Most cells a sentence names one by one.
const MOST_NAMES: usize = 7;

/// Which of two reports a cell stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Year {
    /// The report of the earlier year.
    Earlier,
    /// The report of the later year.
    Later,
}

/// This report and one of its neighbours, of consecutive years.
#[derive(Clone, Copy, Debug)]
pub struct Pair<'a> {
    input: &'a Input<'a>,
    neighbour: &'a NeighbourReport,
    /// Which of the two years this report is of.
    own: Year,
    /// The year of the later report.
    later: u16,
}

/// A number of one of two reports as it stands in a formula.
#[derive(Clone, Debug)]
pub struct Term {
    /// The report it stands in.
    pub year: Year,
    /// Its cell.
    pub cell: CellKey,
    /// How a sentence names it, without its report.
    pub name: String,
    /// Whether it is subtracted.
    pub is_subtracted: bool,
}

/// Something that should be the same in both years: the terms of the earlier and later report add up to the result.
#[derive(Clone, Debug)]
pub struct Line {
    /// Key of the row or column.
    pub subject: String,
    /// The table with the row or column, as a sentence names it.
    pub place: String,
    /// What is added up.
    pub terms: Vec<Term>,
    /// What it should give.
    pub result: Term,
}

/// The pairs whose years follow each other.
#[must_use]
pub fn pairs<'a>(input: &'a Input<'a>) -> Vec<Pair<'a>> {
    let Some(year) = input.year() else {
        return Vec::new();
    };
    let before = input.neighbours.before.iter().map(|report| Pair {
        input,
        neighbour: report,
        own: Year::Later,
        later: year,
    });
    let after = input.neighbours.after.iter().map(|report| Pair {
        input,
        neighbour: report,
        own: Year::Earlier,
        later: report.year,
    });
    before.chain(after).filter(Pair::is_consecutive).collect()
}

/// The neighbours that are not of a year before or after this report's.
#[must_use]
pub fn misfits<'a>(input: &Input<'a>) -> Vec<&'a NeighbourReport> {
    let year = input.year();
    let follows = |earlier: Option<u16>, later: Option<u16>| match (earlier, later) {
        (Some(earlier), Some(later)) => earlier.checked_add(1) == Some(later),
        _ => false,
    };
    let before = input.neighbours.before.iter();
    let after = input.neighbours.after.iter();
    before
        .filter(|report| !follows(Some(report.year), year))
        .chain(after.filter(|report| !follows(year, Some(report.year))))
        .collect()
}

impl Pair<'_> {
    fn is_consecutive(&self) -> bool {
        let (earlier, later) = match self.own {
            Year::Later => (Some(self.neighbour.year), Some(self.later)),
            Year::Earlier => (self.input.year(), Some(self.later)),
        };
        earlier.and_then(|year| year.checked_add(1)) == later
    }

    /// The edition of a table in one of the reports; `None` if the report has no such table.
    #[must_use]
    pub fn edition(&self, year: Year, table: TableId) -> Option<EditionId> {
        self.sheet(year).editions.get(&table).copied()
    }

    /// The values of one of the reports.
    #[must_use]
    pub fn sheet(&self, year: Year) -> &Sheet {
        if year == self.own {
            self.input.sheet
        } else {
            &self.neighbour.sheet
        }
    }

    /// `2022 年报告`.
    #[must_use]
    pub fn report(&self, year: Year) -> String {
        match year {
            Year::Later => format!("{} 年报告", self.later),
            Year::Earlier => format!("{} 年报告", self.later.saturating_sub(1)),
        }
    }

    /// The findings of `rule`: one for each line that is broken, one for all lines that cannot be checked.
    #[must_use]
    pub fn findings(&self, rule: &Rule, table: TableId, lines: &[Line]) -> Vec<Finding> {
        let mut findings = Vec::new();
        let mut missing: Vec<(&Line, Vec<String>)> = Vec::new();
        for line in lines {
            match self.check(line) {
                Outcome::Holds => {}
                Outcome::Broken { left, right } => {
                    findings.push(self.broken(rule, table, line, left, right));
                }
                Outcome::Undecided(reasons) => missing.push((line, reasons)),
            }
        }
        if !missing.is_empty() {
            findings.push(self.undecided(rule, table, &missing));
        }
        findings
    }

    /// That nothing of `rule` can be checked, and why.
    #[must_use]
    pub fn not_comparable(&self, rule: &Rule, table: TableId, why: &str) -> Finding {
        let text = format!(
            "{}：{why}，无法与“{}”核对。",
            table.short_name(),
            self.neighbour.name
        );
        Finding {
            outcome: Verified::Undecided,
            ..rule.finding(self.direction(), Some(table), Vec::new(), text)
        }
    }

    /// The value of a cell in the neighbour; [`Value::Absent`] if it has none.
    #[must_use]
    pub fn neighbour_value(&self, cell: &CellKey) -> Value {
        self.neighbour.sheet.value(cell)
    }

    /// What a sentence calls the neighbour.
    #[must_use]
    pub fn neighbour_name(&self) -> &str {
        &self.neighbour.name
    }

    /// Why `table` cannot be compared, if both reports need it: the sentence names the report that lacks it.
    #[must_use]
    pub fn missing_table(&self, table: TableId) -> Option<String> {
        [Year::Earlier, Year::Later]
            .into_iter()
            .find(|year| self.edition(*year, table).is_none())
            .map(|year| format!("{}没有找到{}", self.report(year), table.short_name()))
    }

    fn direction(&self) -> &'static str {
        match self.own {
            Year::Later => "before",
            Year::Earlier => "after",
        }
    }

    fn value(&self, term: &Term) -> Value {
        self.sheet(term.year).value(&term.cell)
    }

    fn check(&self, line: &Line) -> Outcome {
        let all = || line.terms.iter().chain([&line.result]);
        let is_nonzero = |term: &Term| {
            let number = self.value(term).number();
            number.is_some_and(|amount| !amount.is_zero())
        };
        // A blank matters only where a number stands: then nobody knows whether it was meant as 0.
        let matters = all().any(is_nonzero);
        let mut reasons: Vec<String> = all()
            .filter_map(|term| {
                let reason = why_missing(self.value(term), matters)?;
                Some(format!("{}{reason}", self.report(term.year)))
            })
            .collect();
        reasons.dedup();
        if !reasons.is_empty() {
            return Outcome::Undecided(reasons);
        }
        let left = Amount::sum(line.terms.iter().filter_map(|term| {
            let amount = self.value(term).in_sums()?;
            Some(if term.is_subtracted {
                amount.negated()
            } else {
                amount
            })
        }));
        let right = Amount::sum(self.value(&line.result).in_sums());
        if left.equals(right) {
            Outcome::Holds
        } else {
            Outcome::Broken { left, right }
        }
    }

    fn broken(
        &self,
        rule: &Rule,
        table: TableId,
        line: &Line,
        left: Amount,
        right: Amount,
    ) -> Finding {
        let is_doubtful = line
            .terms
            .iter()
            .chain([&line.result])
            .any(|term| self.is_doubtful(term));
        let advice = if is_doubtful {
            "其中有识读存疑的格，请先对照两份报告的原文。"
        } else {
            ""
        };
        let text = format!(
            "{}：{}，{}{}为 {right}，差 {}。对照的是“{}”。{advice}",
            line.place,
            self.left_side(&line.terms, left),
            self.report(line.result.year),
            line.result.name,
            Amount::distance(left, right),
            self.neighbour.name
        );
        let subject = format!("{}/{}", self.direction(), line.subject);
        let outcome = if is_doubtful {
            Verified::Undecided
        } else {
            Verified::Broken
        };
        Finding {
            outcome,
            left: Some(left),
            right: Some(right),
            ..rule.finding(&subject, Some(table), self.own_cells(line), text)
        }
    }

    /// `2022 年报告现行有效件数 10 + 2023 年报告本年制发件数 2 - 本年废止件数 1 = 11`; of a single term no sum.
    fn left_side(&self, terms: &[Term], sum: Amount) -> String {
        if let [only] = terms {
            return format!("{}{}为 {sum}", self.report(only.year), only.name);
        }
        let mut text = String::new();
        let mut named = None;
        for term in terms {
            if !text.is_empty() {
                text.push_str(if term.is_subtracted { " - " } else { " + " });
            }
            if named != Some(term.year) {
                text.push_str(&self.report(term.year));
                named = Some(term.year);
            }
            let amount = Amount::sum(self.value(term).in_sums());
            text.push_str(&term.name);
            text.push(' ');
            text.push_str(&amount.to_string());
        }
        format!("{text} = {sum}")
    }

    fn undecided(&self, rule: &Rule, table: TableId, missing: &[(&Line, Vec<String>)]) -> Finding {
        let names: Vec<String> = missing
            .iter()
            .take(MOST_NAMES)
            .map(|(line, reasons)| format!("{}（{}）", line.place, reasons.join("、")))
            .collect();
        let more = match missing.len().saturating_sub(MOST_NAMES) {
            0 => String::new(),
            _ => format!("等 {} 处", missing.len()),
        };
        let text = format!(
            "与“{}”无法核对：{}{more}。",
            self.neighbour.name,
            names.join("；")
        );
        let cells = missing.iter().flat_map(|(line, _)| self.own_cells(line));
        Finding {
            outcome: Verified::Undecided,
            ..rule.finding(self.direction(), Some(table), cells.collect(), text)
        }
    }

    /// The cells of the line that stand in this report.
    fn own_cells(&self, line: &Line) -> Vec<CellKey> {
        let terms = line.terms.iter().chain([&line.result]);
        terms
            .filter(|term| term.year == self.own)
            .map(|term| term.cell.clone())
            .collect()
    }

    fn is_doubtful(&self, term: &Term) -> bool {
        if term.year == self.own {
            self.input.is_doubtful(&term.cell)
        } else {
            self.neighbour.doubtful.contains(&term.cell)
        }
    }
}

enum Outcome {
    Holds,
    Broken { left: Amount, right: Amount },
    Undecided(Vec<String>),
}

fn why_missing(value: Value, matters: bool) -> Option<&'static str> {
    match value {
        Value::Number(_) => None,
        Value::Blank => matters.then_some("空白"),
        Value::Dash => matters.then_some("画线"),
        Value::Words => Some("是文字"),
        Value::Unreadable => Some("无法辨认"),
        Value::Absent => Some("未找到"),
    }
}
