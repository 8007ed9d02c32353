//! Rules as data that hold two years against each other, whichever of the two this report is.

use crate::form::{EditionId, TableId};
use crate::rules::between_years::{self, Line, Pair, Parts, Term, Year};
use crate::rules::kinds::expression::{Expression, Operand};
use crate::rules::kinds::line;
use crate::rules::kinds::schema::{Check, Kind};
use crate::rules::neighbours::NeighbourReport;
use crate::rules::outcome::{Finding, Verified};
use crate::rules::rule::{Input, Rule};
use crate::said::{Said, said};

/// What the kind `SameAsLastYear` finds; nothing for other kinds.
pub(super) fn findings(rule: &Rule, check: &Check, input: &Input) -> Vec<Finding> {
    let Kind::SameAsLastYear {
        sum,
        result,
        asked,
        tells_misfits,
    } = &check.kind
    else {
        return Vec::new();
    };
    let Some(table) = line::table_of_scope(&check.over) else {
        return Vec::new();
    };
    let mut findings = Vec::new();
    if *tells_misfits {
        let misfits = between_years::misfits(input);
        findings.extend(
            misfits
                .into_iter()
                .map(|report| misfit(rule, input, report)),
        );
    }
    for pair in between_years::pairs(input) {
        let editions: Vec<EditionId> = check.when.editions.iter().copied().map(EditionId).collect();
        match pair.comparable(table, &editions, asked) {
            Some(Ok(())) => {
                let lines = lines(check, &pair, sum, result);
                let say = |parts: &Parts| parts.fill(&check.zh, &check.en);
                findings.extend(pair.findings(rule, table, &lines, say));
            }
            Some(Err(why)) => findings.push(pair.not_comparable(rule, table, &why)),
            None => {}
        }
    }
    findings
}

fn lines(check: &Check, pair: &Pair, sum: &Expression, result: &str) -> Vec<Line> {
    let later = pair.sheet(Year::Later);
    let lines = line::lines(&check.over, later).into_iter();
    let formula = |line: &line::Line| {
        let term = |name: &str, last_year, is_subtracted| {
            Some(Term {
                year: if last_year {
                    Year::Earlier
                } else {
                    Year::Later
                },
                cell: line.cells(name, later).into_iter().next()?,
                name: line.name_of(name),
                is_subtracted,
            })
        };
        let terms = sum.terms.iter().map(|part| match &part.operand {
            Operand::Cells { last_year, name } => term(name, *last_year, part.is_subtracted),
            Operand::Number(_) => None,
        });
        let row = line.row.as_ref().map(ToString::to_string);
        Some(Line {
            subject: row.or_else(|| line.column.as_ref().map(ToString::to_string))?,
            place: line.place_name(),
            terms: terms.collect::<Option<_>>()?,
            result: term(result, false, false)?,
        })
    };
    lines.filter_map(|line| formula(&line)).collect()
}

/// A report was given for a neighbour that cannot be one. The other rules between years say nothing about it.
fn misfit(rule: &Rule, input: &Input, report: &NeighbourReport) -> Finding {
    let own = input.year().map_or_else(
        || Said::new("本报告的年度未知", "the year of this report is not known"),
        |year| said!("本报告是 {year} 年报告", "this report is of {year}"),
    );
    let (name, year) = (&report.name, report.year);
    let said = Said::new(
        format!(
            "“{name}”是 {year} 年报告，{}，不是相邻的两年，无法核对。",
            own.chinese
        ),
        format!(
            "“{name}” is the report of {year}, and {}: the years are not consecutive, so the two cannot be compared.",
            own.english
        ),
    );
    let subject = format!("year/{}", report.year);
    Finding {
        outcome: Verified::Undecided,
        ..rule.finding(&subject, None::<TableId>, Vec::new(), said)
    }
}
