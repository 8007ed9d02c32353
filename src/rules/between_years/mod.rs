//! How a rule compares two years: lines that should be the same in both, each a formula over cells of two reports.

mod words;

pub use words::Parts;

use crate::amount::Amount;
use crate::form::schema::ColumnKind;
use crate::form::{CellKey, EditionId, Sheet, TableId, catalogue};
use crate::rules::neighbours::NeighbourReport;
use crate::rules::outcome::{Finding, Verified};
use crate::rules::rule::{Input, Rule};
use crate::said::{Said, said};
use crate::value::Value;

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
    pub name: Said,
    /// Whether it is subtracted.
    pub is_subtracted: bool,
}

/// Something that should be the same in both years: the terms of the earlier and later report add up to the result.
#[derive(Clone, Debug)]
pub struct Line {
    /// Key of the row or column.
    pub subject: String,
    /// The table with the row or column, as a sentence names it.
    pub place: Said,
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
    let beside = input.given.neighbours.of_year(Some(year));
    let before = beside.before.map(|neighbour| Pair {
        input,
        neighbour,
        own: Year::Later,
        later: year,
    });
    let tells = input.given.neighbours.after_tells;
    let after = beside.after.filter(|_| !tells);
    let after = after.map(|neighbour| Pair {
        input,
        neighbour,
        own: Year::Earlier,
        later: neighbour.year,
    });
    before.into_iter().chain(after).collect()
}

/// The neighbours that are not of a year before or after this report's.
#[must_use]
pub fn misfits<'a>(input: &Input<'a>) -> Vec<&'a NeighbourReport> {
    let beside = input.given.neighbours.of_year(input.year());
    let before = input.given.neighbours.before.as_ref();
    let before = before.filter(|_| beside.before.is_none());
    let after = input.given.neighbours.after.as_ref();
    let after = after.filter(|_| beside.after.is_none());
    before.into_iter().chain(after).collect()
}

/// Whether two cells that should be the same are; `None` where that cannot be told, because one of them is no number, or
/// is blank beside a number.
#[must_use]
pub fn agree(one: Value, other: Value) -> Option<bool> {
    let values = [one, other];
    let matters = values.into_iter().any(Value::is_nonzero);
    let is_missing = |value| why_missing(value, matters).is_some();
    if values.into_iter().any(is_missing) {
        return None;
    }
    Some(one.in_sums()?.equals(other.in_sums()?))
}

impl Pair<'_> {
    /// The edition of a table in one of the reports; `None` if the report has no such table.
    #[must_use]
    pub fn edition(&self, year: Year, table: TableId) -> Option<EditionId> {
        self.sheet(year).editions.get(&table).copied()
    }

    /// The values of one of the reports.
    #[must_use]
    pub fn sheet(&self, year: Year) -> &Sheet {
        if year == self.own {
            self.input.given.sheet
        } else {
            &self.neighbour.sheet
        }
    }

    /// `2022 年报告`.
    #[must_use]
    pub fn report(&self, year: Year) -> Said {
        let year = match year {
            Year::Later => self.later,
            Year::Earlier => self.later.saturating_sub(1),
        };
        said!("{year} 年报告", "the report of {year}")
    }

    /// The findings of `rule`: one for each line that is broken, which `say` puts into words in Chinese and English, one
    /// for all lines that cannot be checked.
    #[must_use]
    pub fn findings(
        &self,
        rule: &Rule,
        table: TableId,
        lines: &[Line],
        say: impl Fn(&Parts) -> Said,
    ) -> Vec<Finding> {
        let mut findings = Vec::new();
        let mut missing: Vec<(&Line, Vec<Said>)> = Vec::new();
        for line in lines {
            match self.check(line) {
                Comparison::Holds => {}
                Comparison::Broken { left, right } => {
                    let sentence = say(&self.parts(line, left, right));
                    let finding = self.broken(rule, table, line, sentence);
                    findings.push(Finding {
                        left: Some(left),
                        right: Some(right),
                        ..finding
                    });
                }
                Comparison::Undecided(reasons) => missing.push((line, reasons)),
            }
        }
        if !missing.is_empty() {
            findings.push(self.undecided(rule, table, &missing));
        }
        findings
    }

    /// That nothing of `rule` can be checked, and why.
    #[must_use]
    pub fn not_comparable(&self, rule: &Rule, table: TableId, why: &Said) -> Finding {
        let Said { chinese, english } = why;
        let name = &self.neighbour.name;
        let said = Said::new(
            format!("{}：{chinese}，无法与“{name}”核对。", table.short_name()),
            format!(
                "{}: {english}, so it cannot be compared with “{name}”.",
                table.english_name()
            ),
        );
        Finding {
            outcome: Verified::Undecided,
            ..rule.finding(self.direction(), Some(table), Vec::new(), said)
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

    /// Whether `table` can be compared: nothing where the later report is of none of the `editions`, of which none
    /// means all, and why not where a table is missing or the earlier report is of another; `asked` is what the editions ask
    /// for.
    #[must_use]
    pub fn comparable(
        &self,
        table: TableId,
        editions: &[EditionId],
        asked: &[String; 2],
    ) -> Option<Result<(), Said>> {
        let is_of = |year| {
            let edition = self.edition(year, table);
            editions.is_empty() || edition.is_some_and(|edition| editions.contains(&edition))
        };
        if !is_of(Year::Later) {
            return None;
        }
        Some(if let Some(why) = self.missing_table(table) {
            Err(why)
        } else if is_of(Year::Earlier) {
            Ok(())
        } else {
            let report = self.report(Year::Earlier);
            let [asked, in_english] = asked;
            Err(Said::new(
                format!("{}用的是另一版表格，没有{asked}", report.chinese),
                format!(
                    "{} uses another edition of the table, which has no {in_english}",
                    report.english
                ),
            ))
        })
    }

    /// Why `table` cannot be compared, if both reports need it: the sentence names the report that lacks it.
    #[must_use]
    pub fn missing_table(&self, table: TableId) -> Option<Said> {
        let year = [Year::Earlier, Year::Later]
            .into_iter()
            .find(|year| self.edition(*year, table).is_none())?;
        let Said { chinese, english } = self.report(year);
        Some(Said::new(
            format!("{chinese}没有找到{}", table.short_name()),
            format!("{} was not found in {english}", table.english_name()),
        ))
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

    fn check(&self, line: &Line) -> Comparison {
        let all = || line.terms.iter().chain([&line.result]);
        let matters = all().any(|term| self.value(term).is_nonzero());
        let mut reasons: Vec<Said> = all()
            .filter_map(|term| {
                let [reason, in_english] = why_missing(self.value(term), matters)?;
                let Said { chinese, english } = self.report(term.year);
                Some(Said::new(
                    format!("{chinese}{reason}"),
                    format!("{in_english} in {english}"),
                ))
            })
            .collect();
        reasons.dedup();
        let left = Amount::sum(line.terms.iter().filter_map(|term| {
            let amount = self.value(term).in_sums()?;
            Some(if term.is_subtracted {
                amount.negated()
            } else {
                amount
            })
        }));
        let right = Amount::sum(self.value(&line.result).in_sums());
        let is_missing = |term: &&Term| why_missing(self.value(term), matters).is_some();
        let can_only_grow = |term: &Term| !term.is_subtracted && self.is_count(term);
        let mut missing = line.terms.iter().filter(is_missing);
        // What is known of the sum exceeds the result already.
        let exceeds =
            !is_missing(&&line.result) && missing.all(can_only_grow) && left.compare(right).is_gt();
        if !reasons.is_empty() && !exceeds {
            Comparison::Undecided(reasons)
        } else if left.equals(right) {
            Comparison::Holds
        } else {
            Comparison::Broken { left, right }
        }
    }

    /// Whether the cell of the term counts something: then it is never less than 0.
    fn is_count(&self, term: &Term) -> bool {
        let cell = &term.cell;
        let edition = self.edition(term.year, cell.table);
        let spec = edition.and_then(|edition| catalogue::table(edition, cell.table));
        let column = spec.and_then(|spec| spec.column(&cell.row, &cell.column));
        column.is_some_and(|column| column.kind == ColumnKind::Count)
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

enum Comparison {
    Holds,
    Broken { left: Amount, right: Amount },
    Undecided(Vec<Said>),
}

/// Why a value cannot be reckoned with. A blank `matters` only where a number other than 0 stands beside it: then nobody
/// knows whether it was meant as 0.
fn why_missing(value: Value, matters: bool) -> Option<[&'static str; 2]> {
    match value {
        Value::Number(_) => None,
        Value::Blank => matters.then_some(["空白", "blank"]),
        Value::Dash => matters.then_some(["为横线", "a dash"]),
        Value::Words => Some(["是文字", "words"]),
        Value::Unreadable => Some(["无法辨认", "illegible"]),
        Value::Absent => Some(["未识读", "not read"]),
    }
}
