//! What offices carry from one year into the next.

use std::collections::HashMap;

use crate::amount::Amount;
use crate::dataset::queue::entry::Entry;

/// A report and the only one of its office and the year before; both say for certain what is carried over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// The report of the year before, by its place in the input.
    pub before: usize,
    /// The report.
    pub after: usize,
    /// The year of the report.
    pub year: u16,
    /// What the report of the year before carries out.
    pub carried_out: String,
    /// What the report carries in.
    pub carried_in: String,
}

impl Link {
    /// Whether what is carried out is carried in.
    #[must_use]
    pub fn holds(&self) -> bool {
        let numbers = [&self.carried_out, &self.carried_in].map(|text| Amount::parse(text));
        match numbers {
            [Some(out), Some(into)] => out.equals(into),
            _ => self.carried_out == self.carried_in,
        }
    }
}

/// The links of reports, each with what tells its office from others; those of one office are together, the earliest
/// first.
#[must_use]
pub fn links<'a>(reports: impl Iterator<Item = (&'a str, &'a Entry)>) -> Vec<Link> {
    let reports: Vec<(&str, &Entry)> = reports.collect();
    let mut of_year: HashMap<(&str, u16), Vec<usize>> = HashMap::new();
    let mut known: Vec<(&str, u16, usize)> = Vec::new();
    for (at, (office, entry)) in reports.iter().enumerate() {
        let Ok(year) = entry.year.parse::<u16>() else {
            continue;
        };
        if !office.is_empty() {
            of_year.entry((office, year)).or_default().push(at);
            known.push((office, year, at));
        }
    }
    known.sort_unstable();
    let link = |(office, year, after): (&str, u16, usize)| {
        let of_before = of_year.get(&(office, year.checked_sub(1)?))?;
        let [before] = of_before.as_slice() else {
            return None;
        };
        Some(Link {
            before: *before,
            after,
            year,
            carried_out: reports.get(*before)?.1.carried.1.clone()?,
            carried_in: reports.get(after)?.1.carried.0.clone()?,
        })
    };
    known.into_iter().filter_map(link).collect()
}
