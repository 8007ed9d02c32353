//! Rules as data: `assets/rules/*.ron`, read once. A rule there is one of the kinds of [`schema::Kind`] with the cells it
//! looks at, the reports it is meant for, and its sentences; adding one takes no code.

mod broken;
mod dates;
mod expression;
mod line;
mod message;
mod others;
mod schema;
mod view;
mod years;

use std::collections::BTreeSet;
use std::sync::LazyLock;

use crate::amount::Amount;
use crate::form::{CellKey, TableId};
use crate::rules::kinds::broken::Broken;
use crate::rules::kinds::expression::{Condition, Expression, Operand};
use crate::rules::kinds::line::Line;
use crate::rules::kinds::message::{Language, Names};
use crate::rules::kinds::schema::{Check, Kind, OfficeLevel, OnDoubt, RuleFile, Weight, When};
use crate::rules::kinds::view::View;
use crate::rules::office_level::{self, Level};
use crate::rules::outcome::{Finding, Severity};
use crate::rules::rule::{Input, Rule};
use crate::said::Said;

pub use schema::DataRule;

/// The files of the program, in the order in which their findings are listed.
const FILES: [&str; 4] = [
    include_str!("../../../assets/rules/tables.ron"),
    include_str!("../../../assets/rules/years.ron"),
    include_str!("../../../assets/rules/offices.ron"),
    include_str!("../../../assets/rules/text.ron"),
];

static RULES: LazyLock<Vec<DataRule>> = LazyLock::new(|| {
    // They are part of the program; the test `the_rules_of_the_program_are_valid` proves that all load.
    FILES
        .into_iter()
        .filter_map(|text| parse(text).ok())
        .flatten()
        .collect()
});

/// The rules of the program.
#[must_use]
pub fn rules() -> &'static [DataRule] {
    &RULES
}

/// Whether two numbers are as far apart as a rule about the years of one cell finds unlikely.
#[must_use]
pub fn are_far_apart(one: Amount, other: Amount) -> bool {
    let checks = rules().iter().flat_map(|rule| &rule.checks);
    let mut limits = checks.filter_map(|check| match check.kind {
        Kind::UnlikelyJump { factor, apart } => Some((factor, apart)),
        _ => None,
    });
    limits.any(|(factor, apart)| broken::how_far(one, other, factor, apart).is_some())
}

/// Reads a file of rules.
///
/// # Errors
/// A sentence that says what is wrong with it, and where.
pub fn parse(text: &str) -> Result<Vec<DataRule>, String> {
    let file: RuleFile = ron::from_str(text).map_err(|error| error.to_string())?;
    Ok(file.rules)
}

impl DataRule {
    /// What a person should know about it.
    #[must_use]
    pub fn rule(&self) -> Rule<'_> {
        Rule {
            id: &self.id,
            title: &self.title,
            why: &self.why,
            source: &self.source,
            severity: match self.severity {
                Weight::Hint => Severity::Hint,
                Weight::Warning => Severity::Warning,
                Weight::Error => Severity::Error,
            },
        }
    }

    /// Whether its findings follow from other reports.
    #[must_use]
    pub fn is_between_reports(&self) -> bool {
        self.checks.iter().any(Check::is_between_reports)
    }

    /// What it finds.
    #[must_use]
    pub fn findings(&self, input: &Input) -> Vec<Finding> {
        let mut told = BTreeSet::new();
        let mut findings = Vec::new();
        for check in &self.checks {
            let found = self.of_check(check, input).into_iter();
            findings.extend(found.filter(|finding| told.insert(finding.key.clone())));
        }
        findings
    }

    fn of_check(&self, check: &Check, input: &Input) -> Vec<Finding> {
        let is_alone = input.given.neighbours.is_empty();
        if !check.when.is_for(input) || (is_alone && check.is_between_reports()) {
            return Vec::new();
        }
        let view = View {
            input,
            last_year: input.given.neighbours.of_year(input.year()).before,
            blank_is_zero: check.blank_is_zero,
        };
        match check.kind {
            Kind::SameAsLastYear { .. } => return years::findings(&self.rule(), check, input),
            Kind::SumOfParts(_) | Kind::SameInVersions(_) => {
                return others::findings(self, check, &view);
            }
            _ => {}
        }
        let lines = line::lines(&check.over, input.given.sheet);
        lines
            .iter()
            .filter(|line| is_of_edition(&check.when, line, input))
            .filter_map(|line| {
                let broken = broken::on_line(&check.kind, &view, line)?;
                self.finding(check, &view, line, broken)
            })
            .collect()
    }

    fn finding(&self, check: &Check, view: &View, line: &Line, broken: Broken) -> Option<Finding> {
        // An unread cell is a gap, which nothing that is said rests on.
        let is_unread = |cell: &CellKey| view.input.given.sheet.value(cell).is_unread();
        let is_open = |cell: &CellKey| !is_unread(cell) && view.input.is_doubtful(cell);
        if self.on_doubt == OnDoubt::Silent && broken.cells.iter().any(is_open) {
            return None;
        }
        let names = Names {
            view: *view,
            line,
            cells: &broken.cells,
            given: &broken.names,
        };
        let text = message::fill(&check.zh, &names, Language::Chinese);
        let english = message::fill(&check.en, &names, Language::English);
        let subject = if !broken.subject.is_empty() {
            broken.subject
        } else if check.subject.is_empty() {
            line.subject()
        } else {
            check.subject.clone()
        };
        let table: Option<TableId> = line.place.map(|(table, _)| table);
        let table = table.or_else(|| broken.cells.first().map(|cell| cell.table));
        let said = Said::new(text, english);
        let mut finding = self.rule().finding(&subject, table, broken.cells, said);
        finding.spans = broken.spans;
        Some(finding)
    }
}

impl When {
    /// Whether the report is one the check is meant for; editions are asked line by line.
    fn is_for(&self, input: &Input) -> bool {
        let is_of_years = self.years.is_none_or(|(first, last)| {
            let year = input.year();
            year.is_some_and(|year| (first..=last).contains(&year))
        });
        is_of_years && (self.levels.is_empty() || self.is_of_level(input))
    }

    fn is_of_level(&self, input: &Input) -> bool {
        let office = input.given.reading.heading.office.as_ref();
        let level = office.and_then(|office| office_level::of(&office.text));
        level.is_some_and(|level| self.levels.iter().any(|wanted| is_level(level, *wanted)))
    }
}

fn is_level(level: Level, wanted: OfficeLevel) -> bool {
    match wanted {
        OfficeLevel::Street => level == Level::Street,
        OfficeLevel::Township => level == Level::Township,
        OfficeLevel::County => level == Level::County,
        OfficeLevel::CountyDepartment => level == Level::CountyDepartment,
    }
}

/// Whether the tables a line looks at are of the editions asked for: its own, or all there are.
fn is_of_edition(when: &When, line: &Line, input: &Input) -> bool {
    let is_wanted = |table: TableId| {
        let edition = input.given.sheet.editions.get(&table);
        edition.is_none_or(|edition| when.editions.contains(&edition.0))
    };
    when.editions.is_empty()
        || match line.place {
            Some((table, _)) => is_wanted(table),
            None => TableId::ALL.into_iter().all(is_wanted),
        }
}

impl Check {
    fn is_between_reports(&self) -> bool {
        let is_last_year = |sum: &Expression| {
            sum.operands().any(|operand| {
                matches!(
                    operand,
                    Operand::Cells {
                        last_year: true,
                        ..
                    }
                )
            })
        };
        let is_last_year_in = |condition: &Condition| match condition {
            Condition::Compare(left, _, right) => is_last_year(left) || is_last_year(right),
            Condition::Says(..) => false,
        };
        match &self.kind {
            Kind::SameAsLastYear { .. }
            | Kind::CopiedLastYear(_)
            | Kind::UnlikelyJump { .. }
            | Kind::SumOfParts(_)
            | Kind::SameInVersions(_) => true,
            Kind::Sum(one, other) | Kind::AtMostSum(one, other) | Kind::AtLeast(one, other) => {
                is_last_year(one) || is_last_year(other)
            }
            Kind::AtMost(_, most) => is_last_year(most),
            Kind::BetweenParts(whole, parts) => {
                is_last_year(whole) || parts.iter().any(is_last_year)
            }
            Kind::EqualAcross(sums) => sums.iter().any(is_last_year),
            Kind::IfThen(given, then) => given.iter().chain(then).any(is_last_year_in),
            Kind::WholeNumber
            | Kind::OneOfWords { .. }
            | Kind::NoneOfWords(_)
            | Kind::PublishedBy { .. } => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_rules_of_the_program_are_valid() {
        for (number, text) in FILES.into_iter().enumerate() {
            let rules = parse(text).unwrap_or_else(|error| panic!("{number}: {error}"));
            assert!(!rules.is_empty(), "{number}");
        }
    }
}
