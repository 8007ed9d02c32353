//! What is counted of each report, and of all of them.

use std::collections::BTreeMap;

use crate::amount::Amount;
use crate::export::data;
use crate::export::problem_list::{Judged, standing};
use crate::form::CellKey;
use crate::review::problems::{Counts, ProblemKind};
use crate::review::status::{self, Tally};
use crate::review::{HeaderField, Session, Verdict};
use crate::rules::office_level::{self, Level};
use crate::value::Value;

/// Whether a report is done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Signed {
    /// 已审定.
    Signed,
    /// 强制审定.
    Forced,
    /// 未审定.
    Open,
}

impl Signed {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Signed, Self::Forced, Self::Open];

    /// The word a person sees.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Signed => "已审定",
            Self::Forced => "强制审定",
            Self::Open => "未审定",
        }
    }
}

/// What is counted of one report: a few hundred bytes, however long it is.
#[derive(Clone, Debug)]
pub struct ReportFacts {
    /// Name of the report's file.
    pub file: String,
    /// The office; empty where nobody knows it.
    pub office: String,
    /// The year of the report.
    pub year: Option<u16>,
    /// The level that the office's name tells.
    pub level: Option<Level>,
    /// Whether it is done.
    pub signed: Signed,
    /// Its cells.
    pub tally: Tally,
    /// Cells by the reviewer's verdict.
    pub verdicts: BTreeMap<Verdict, usize>,
    /// Problems of the report itself, by rule and standing.
    pub problems: BTreeMap<(String, Judged), usize>,
    /// Characters that were read for others in corrected numbers: read, and what stands there.
    pub misread: BTreeMap<(char, char), usize>,
    /// Carried in from last year, and carried out to the next.
    pub carried: (Option<Amount>, Option<Amount>),
    /// The rates of the panel, in its order; `None` where a cell they follow from holds no number.
    pub rates: Vec<Option<f64>>,
}

impl ReportFacts {
    /// Of one review.
    #[must_use]
    pub fn of(session: &Session) -> Self {
        let header = |field| session.header(field).unwrap_or_default().to_owned();
        let office = header(HeaderField::Office);
        let carried = |row: &str| {
            let cell: Option<CellKey> = format!("requests.{row}.total").parse().ok();
            cell.and_then(|cell| session.value(&cell).number())
        };
        let mut facts = Self {
            file: session.source().name.clone(),
            year: header(HeaderField::Year).parse().ok(),
            level: office_level::of(&office),
            office,
            signed: match session.sign_off() {
                None => Signed::Open,
                Some(sign_off) if sign_off.forced => Signed::Forced,
                Some(_) => Signed::Signed,
            },
            tally: status::tally(session),
            verdicts: BTreeMap::new(),
            problems: BTreeMap::new(),
            misread: BTreeMap::new(),
            carried: (carried("carried_in"), carried("carried_out")),
            rates: data::rates(session),
        };
        facts.count(session);
        facts
    }

    fn count(&mut self, session: &Session) {
        for (cell, decision) in session.decisions().cells() {
            let Some(verdict) = decision.verdict else {
                continue;
            };
            *self.verdicts.entry(verdict).or_default() += 1;
            let found = session.reading().cell(cell);
            if let (Verdict::Misread, Value::Number(number), Some(found)) =
                (verdict, decision.value, found)
            {
                for pair in confusions(&found.printed, &number.to_string()) {
                    *self.misread.entry(pair).or_default() += 1;
                }
            }
        }
        for finding in &session.results().findings {
            if let Some(standing) = standing(session, finding) {
                let problem = (finding.rule.clone(), standing);
                *self.problems.entry(problem).or_default() += 1;
            }
        }
    }

    /// Whether the office printed something wrong, as somebody judged.
    #[must_use]
    pub fn has_source_error(&self) -> bool {
        let is_published = |(_, standing): &(String, Judged)| *standing == Judged::Published;
        self.verdicts.contains_key(&Verdict::SourceError) || self.problems.keys().any(is_published)
    }
}

/// Where the texts have as many characters, those that differ, at most two: more is no misreading of characters.
fn confusions(printed: &str, right: &str) -> Vec<(char, char)> {
    let (printed, right) = (printed.trim(), right.trim());
    if printed.chars().count() != right.chars().count() {
        return Vec::new();
    }
    let pairs = printed.chars().zip(right.chars());
    let differing: Vec<(char, char)> = pairs.filter(|(read, is)| read != is).collect();
    if differing.len() > 2 {
        Vec::new()
    } else {
        differing
    }
}

/// What is counted of all reports.
#[derive(Clone, Debug, Default)]
pub struct Overview {
    /// The reports, in the order of the input.
    pub reports: Vec<ReportFacts>,
    /// Reviews that could not be opened.
    pub n_failed: usize,
    /// Reports without a review.
    pub n_unreviewed: usize,
}

impl Overview {
    /// What is open in all reports.
    #[must_use]
    pub fn open(&self) -> Counts {
        let mut open = Counts::default();
        for report in &self.reports {
            for kind in ProblemKind::ALL {
                open.add(kind, report.tally.open.of(kind));
            }
        }
        open
    }

    /// For each office and year whose next year is there: whether what was carried out is what was carried in. Pairs in
    /// which either is unknown say nothing and are left out, as are offices with two reports of a year.
    #[must_use]
    pub fn chains(&self) -> Vec<Chain<'_>> {
        let mut by_office: BTreeMap<(&str, u16), Vec<&ReportFacts>> = BTreeMap::new();
        for report in &self.reports {
            if let (false, Some(year)) = (report.office.is_empty(), report.year) {
                by_office
                    .entry((&report.office, year))
                    .or_default()
                    .push(report);
            }
        }
        let only = |office: &str, year: u16| match by_office.get(&(office, year)).map(Vec::as_slice)
        {
            Some([only]) => Some(*only),
            _ => None,
        };
        let pairs = by_office.keys().filter_map(|(office, year)| {
            let (before, after) = (only(office, *year)?, only(office, year + 1)?);
            Some(Chain {
                office,
                year: *year,
                carried_out: before.carried.1?,
                carried_in: after.carried.0?,
            })
        });
        pairs.collect()
    }
}

/// What an office carried from one year into the next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Chain<'a> {
    /// The office.
    pub office: &'a str,
    /// The earlier year.
    pub year: u16,
    /// What its report carries out.
    pub carried_out: Amount,
    /// What the next report carries in.
    pub carried_in: Amount,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_numbers_of_one_length_show_what_was_misread() {
        assert_eq!(confusions("13", "18"), [('3', '8')]);
        assert_eq!(confusions("l2", "12"), [('l', '1')]);
        assert_eq!(confusions("1", "12"), []);
        assert_eq!(confusions("123", "456"), []);
    }
}
