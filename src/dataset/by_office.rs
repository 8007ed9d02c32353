//! Reports by office and year: which stand beside one, for the window, the index and the commands without a window.

use std::collections::{BTreeMap, HashMap};
use std::path::Path;

use crate::dataset::hierarchy::Hierarchy;
use crate::dataset::offices::Aliases;

/// Most other files of one office and year that a report is held against.
pub const MOST_VERSIONS: usize = 8;

/// Reports of known office and year. An office is told by [`Aliases::key`]; the reports of one office and year keep the
/// order in which they were given.
#[derive(Clone, Debug, Default)]
pub struct ByOffice<'a, T> {
    reports: HashMap<&'a str, BTreeMap<u16, Vec<T>>>,
}

/// The reports that one is held against.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Related<T> {
    /// Of its office and the year before; several where there are several files.
    pub before: Vec<T>,
    /// Of its office and the year after.
    pub after: Vec<T>,
    /// Of its office and year, itself left out.
    pub versions: Vec<T>,
    /// Of the offices that it adds up, each with its name; `None` where no list says so.
    pub parts: Option<Vec<(String, Vec<T>)>>,
}

impl<T> Default for Related<T> {
    fn default() -> Self {
        Self {
            before: Vec::new(),
            after: Vec::new(),
            versions: Vec::new(),
            parts: None,
        }
    }
}

/// A report that others are looked for.
#[derive(Clone, Copy, Debug)]
pub struct Asked<'a> {
    /// The folder it stands in.
    pub folder: &'a Path,
    /// Its office, as printed.
    pub office: &'a str,
    /// Its year.
    pub year: u16,
}

impl<'a, T: Clone> ByOffice<'a, T> {
    /// Of reports with the key of their office and their year; those whose office is not known are left out.
    #[must_use]
    pub fn new(reports: impl IntoIterator<Item = (&'a str, u16, T)>) -> Self {
        let mut known: HashMap<&str, BTreeMap<u16, Vec<T>>> = HashMap::new();
        for (office, year, report) in reports {
            if !office.is_empty() {
                let years = known.entry(office).or_default();
                years.entry(year).or_default().push(report);
            }
        }
        Self { reports: known }
    }

    /// The reports of the office with this key and year.
    #[must_use]
    pub fn of(&self, office: &str, year: u16) -> &[T] {
        let years = self.reports.get(office);
        let reports = years.and_then(|years| years.get(&year));
        reports.map_or(&[][..], Vec::as_slice)
    }

    /// The reports of each office and year.
    pub fn groups(&self) -> impl Iterator<Item = &[T]> {
        let years = self.reports.values().flat_map(BTreeMap::values);
        years.map(Vec::as_slice)
    }

    /// The reports that the one asked for is held against; `is_own` tells it, and what is the same report again, from its
    /// other versions.
    #[must_use]
    pub fn related(
        &self,
        asked: &Asked,
        aliases: &Aliases,
        hierarchy: &Hierarchy,
        is_own: impl Fn(&T) -> bool,
    ) -> Related<T> {
        let key = aliases.key(asked.office);
        let of_year =
            |year: Option<u16>| year.map_or(Vec::new(), |year| self.of(&key, year).to_vec());
        let versions = self.of(&key, asked.year).iter();
        let versions = versions.filter(|report| !is_own(report));
        let parts = hierarchy.parts(asked.folder, asked.office, asked.year, aliases);
        let part = |name: &String| {
            let reports = self.of(&aliases.key(name), asked.year);
            (name.clone(), reports.to_vec())
        };
        Related {
            before: of_year(asked.year.checked_sub(1)),
            after: of_year(asked.year.checked_add(1)),
            versions: versions.take(MOST_VERSIONS).cloned().collect(),
            parts: parts.map(|parts| parts.iter().map(part).collect()),
        }
    }
}

impl<T> Related<T> {
    /// The same reports, each as `to` gives it; those of which it gives nothing are left out.
    #[must_use]
    pub fn map<U>(self, mut to: impl FnMut(T) -> Option<U>) -> Related<U> {
        let mut all =
            |reports: Vec<T>| -> Vec<U> { reports.into_iter().filter_map(&mut to).collect() };
        Related {
            before: all(self.before),
            after: all(self.after),
            versions: all(self.versions),
            parts: self.parts.map(|parts| {
                let parts = parts.into_iter();
                parts.map(|(name, reports)| (name, all(reports))).collect()
            }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_beside_a_report_follows_from_office_and_year() {
        let aliases = Aliases::parse(r#"[["青石镇", "云岭县青石镇"]]"#).unwrap();
        let known = [
            ("青石镇", 2021, "a"),
            ("云岭县青石镇", 2022, "b"),
            ("青石镇", 2022, "c"),
            ("青石镇", 2023, "d"),
            ("白榆镇", 2022, "e"),
            ("", 2022, "f"),
        ];
        let keys = known.map(|(office, year, name)| (aliases.key(office), year, name));
        let reports = keys
            .iter()
            .map(|(key, year, name)| (key.as_str(), *year, *name));
        let reports = ByOffice::new(reports);
        let asked = Asked {
            folder: Path::new(""),
            office: "云岭县 青石镇",
            year: 2022,
        };
        let none = Hierarchy::default();
        let related = reports.related(&asked, &aliases, &none, |name| *name == "b");
        let expected = Related {
            before: vec!["a"],
            after: vec!["d"],
            versions: vec!["c"],
            parts: None,
        };
        assert_eq!(related, expected);
        let unknown = Asked {
            office: "",
            ..asked
        };
        let related = reports.related(&unknown, &aliases, &none, |_| false);
        assert_eq!(related, Related::default());
    }
}
