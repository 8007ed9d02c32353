//! Which reports are listed, and what the others are left out by.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::app::commands::ReportId;
use crate::app::reports::line::Line;
use crate::app::reports::ties::Ties;
use crate::dataset::queue::{Mark, Standing};
use crate::export::overview::charts::Which;
use crate::rules::office_level::Level;

/// What reports have to be, all at once; nothing asked for lets all through.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Wanted {
    /// Words that file name, office or year must have.
    pub query: String,
    /// Only of this year; empty for those whose year nobody knows.
    pub year: Option<String>,
    /// Only where the review stands so.
    pub standing: Option<Standing>,
    #[expect(clippy::option_option, reason = "nothing asked for, and nothing told")]
    /// Only of offices of this level; `Some(None)` for those whose name does not tell.
    pub level: Option<Option<Level>>,
    /// Only where this rule does not hold.
    pub rule: Option<String>,
    /// Only of this office, as its key tells it from others.
    pub office: Option<String>,
    /// Only those that have this in common.
    pub mark: Option<Mark>,
    /// Only one of several reports of one office and year, or of the same bytes.
    pub only_twins: bool,
}

impl Wanted {
    /// The reports that a part of a picture stands for.
    pub(crate) fn of(which: Which) -> Self {
        Self {
            year: which.year,
            standing: which.standing,
            level: which.level,
            office: which.office,
            mark: which.mark,
            ..Self::default()
        }
    }

    /// How many filters are set, the words not counted.
    pub(crate) fn n_filters(&self) -> usize {
        [
            self.year.is_some(),
            self.standing.is_some(),
            self.level.is_some(),
            self.rule.is_some(),
            self.office.is_some() || self.mark.is_some(),
            self.only_twins,
        ]
        .into_iter()
        .filter(|is_set| *is_set)
        .count()
    }

    /// Takes all filters back; the words stay.
    pub(crate) fn clear(&mut self) {
        let query = std::mem::take(&mut self.query);
        *self = Self {
            query,
            ..Self::default()
        };
    }
}

/// What keeps reports out of the list.
#[derive(Clone, Debug)]
pub(crate) struct Sieve<'a> {
    /// What they have to be.
    pub wanted: &'a Wanted,
    /// The words, in small letters.
    pub query: String,
    /// Whether reports without a problem are left out.
    pub only_problems: bool,
    /// The report in front, which has to match the words only.
    pub current: Option<ReportId>,
    /// How reports belong together.
    pub ties: &'a Ties,
}

impl Sieve<'_> {
    /// Whether the line is listed.
    pub(crate) fn lets_through(&self, line: &Line) -> bool {
        let has_problems = || line.has_problems() || self.ties.carried(line.id).is_some();
        let is_twin = || !self.ties.twins(line.id).is_empty();
        let is_wanted = || {
            (!self.only_problems || has_problems())
                && (!self.wanted.only_twins || is_twin())
                && self.is_as_wanted(line)
        };
        (Some(line.id) == self.current || is_wanted()) && line.matches(&self.query)
    }

    fn is_as_wanted(&self, line: &Line) -> bool {
        let wanted = self.wanted;
        let entry = line.facts.as_ref().map(|facts| &facts.entry);
        let is = |year: &String| *year == line.year;
        let breaks = |rule: &String| entry.is_some_and(|entry| entry.rules.contains(rule));
        let known = line.facts.as_ref().map(|facts| facts.level);
        let is_at = |level: &Option<Level>| known == Some(*level);
        let facts = line.facts.as_ref();
        let is_of = |office: &String| facts.is_some_and(|facts| facts.office_key == *office);
        let has = |mark: &Mark| match mark {
            Mark::NotCarried => self.ties.carried(line.id).is_some(),
            mark => entry.is_some_and(|entry| mark.is_of(entry)),
        };
        wanted.year.as_ref().is_none_or(is)
            && (wanted.standing.is_none() || line.standing() == wanted.standing)
            && wanted.rule.as_ref().is_none_or(breaks)
            && wanted.level.as_ref().is_none_or(is_at)
            && wanted.office.as_ref().is_none_or(is_of)
            && wanted.mark.as_ref().is_none_or(has)
    }
}

/// What reports can be asked for, with how many there are of each.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Choices {
    /// Years, newest first.
    pub years: Vec<(String, usize)>,
    /// How far reviews are, as [`Standing::ALL`] has them.
    pub standings: Vec<(Standing, usize)>,
    /// Levels of offices.
    pub levels: Vec<(Option<Level>, usize)>,
    /// Rules that do not hold, most frequent first.
    pub rules: Vec<(String, usize)>,
}

/// What the `lines` can be asked for.
pub(crate) fn choices(lines: &[Arc<Line>]) -> Choices {
    let mut years: BTreeMap<&str, usize> = BTreeMap::new();
    let mut standings: BTreeMap<Standing, usize> = BTreeMap::new();
    let mut levels: BTreeMap<Option<Level>, usize> = BTreeMap::new();
    let mut rules: BTreeMap<&str, usize> = BTreeMap::new();
    for line in lines {
        let Some(facts) = &line.facts else { continue };
        *years.entry(&line.year).or_default() += 1;
        *standings.entry(facts.entry.standing).or_default() += 1;
        *levels.entry(facts.level).or_default() += 1;
        for rule in &facts.entry.rules {
            *rules.entry(rule).or_default() += 1;
        }
    }
    let owned = |(text, n): (&str, usize)| (text.to_owned(), n);
    let mut rules: Vec<(String, usize)> = rules.into_iter().map(owned).collect();
    rules.sort_by_key(|(_, n)| std::cmp::Reverse(*n));
    Choices {
        years: years.into_iter().rev().map(owned).collect(),
        standings: standings.into_iter().collect(),
        levels: levels.into_iter().collect(),
        rules,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::reports::facts::Facts;
    use crate::dataset::offices::Aliases;
    use crate::dataset::queue::Entry;

    fn line() -> Line {
        let entry = Entry {
            office: "云岭县水务局".to_owned(),
            year: "2023".to_owned(),
            rules: ["row-sum".to_owned()].into(),
            ..Entry::default()
        };
        let id = ReportId(7);
        let path = std::path::Path::new("7.TXT");
        let facts = Facts::new(entry, path, &Aliases::default());
        Line::open(id, (id, 0), "7.TXT".to_owned(), Arc::new(facts))
    }

    #[track_caller]
    fn check_listed(wanted: &Wanted, only_problems: bool, current: u64, expected: bool) {
        let sieve = Sieve {
            wanted,
            query: wanted.query.to_lowercase(),
            only_problems,
            current: Some(ReportId(current)),
            ties: &Ties::default(),
        };
        assert_eq!(sieve.lets_through(&line()), expected, "{wanted:?}");
    }

    fn query(words: &str) -> Wanted {
        Wanted {
            query: words.to_owned(),
            ..Wanted::default()
        }
    }

    #[test]
    fn every_word_has_to_be_found_in_file_office_or_year() {
        check_listed(&query(""), false, 0, true);
        check_listed(&query("水务 2023"), false, 0, true);
        check_listed(&query("7.txt"), false, 0, true);
        check_listed(&query("水务 2022"), false, 0, false);
        check_listed(&query(""), true, 0, false);
        check_listed(&query(""), true, 7, true);
        check_listed(&query("教育"), true, 7, false);
    }

    #[test]
    fn a_report_has_to_be_all_that_is_asked_for() {
        let all = Wanted {
            query: "水务".to_owned(),
            year: Some("2023".to_owned()),
            standing: Some(Standing::Fresh),
            level: Some(Some(Level::CountyDepartment)),
            rule: Some("row-sum".to_owned()),
            ..Wanted::default()
        };
        check_listed(&all, false, 0, true);
        assert_eq!(all.n_filters(), 4);
        let others = [
            Wanted {
                year: Some("2022".to_owned()),
                ..all.clone()
            },
            Wanted {
                standing: Some(Standing::Signed),
                ..all.clone()
            },
            Wanted {
                level: Some(None),
                ..all.clone()
            },
            Wanted {
                rule: Some("column-sum".to_owned()),
                ..all.clone()
            },
            Wanted {
                only_twins: true,
                ..all.clone()
            },
        ];
        for wanted in others {
            check_listed(&wanted, false, 0, false);
            check_listed(&wanted, false, 7, true);
        }
    }
}
