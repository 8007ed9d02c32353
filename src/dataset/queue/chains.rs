//! What offices carry from one year into the next.

use crate::amount::Amount;
use crate::dataset::by_office::ByOffice;
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
    let known = reports
        .iter()
        .enumerate()
        .filter_map(|(at, (office, entry))| {
            let year = entry.year.parse().ok()?;
            (!office.is_empty()).then_some((*office, year, at))
        });
    let mut known: Vec<(&str, u16, usize)> = known.collect();
    known.sort_unstable();
    let by_office = ByOffice::new(known.iter().copied());
    let link = |(office, year, after): (&str, u16, usize)| {
        let [before] = by_office.of(office, year.checked_sub(1)?) else {
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
    known.iter().copied().filter_map(link).collect()
}
