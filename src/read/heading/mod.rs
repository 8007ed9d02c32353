//! Office, year, statistics period and sections of a report.
//!
//! No line is trusted alone. The title, the sentences that call the report by its title, the statistics period, the
//! signature, the document head, the page data and the address for questions are witnesses; the best supported one is
//! taken as it is printed, and those that contradict it are told.
//!
//! # Limitations
//! A title whose noun 政府信息公开…年度报告 is damaged is not recognised; the other witnesses stand in for it.

pub mod date;
pub mod ink;
pub mod name;
pub mod noun;
pub mod office;
pub mod parse;
pub mod period;
pub mod signature;
pub mod title;
pub mod year;

#[cfg(test)]
mod tests;

use crate::read::heading::ink::Ink;
use crate::read::heading::year::Body;
use crate::read::pieces::Cut;
use crate::read::reading::{Disagreement, Disputed, Heading, Section, Stated};
use crate::said::said;

/// Reads what a report says about itself. `sections` are the section headings with their lines.
#[must_use]
pub fn read(text: &str, file_name: &str, cut: &Cut, sections: &[(usize, Section)]) -> Heading {
    let ink = Ink::new(text, cut);
    let mentions = title::leading(title::mentions(&ink), opening(&ink, sections));
    let period = period::find(&ink);
    let signature = signature::signature(&ink);
    let body = body(&ink, sections);
    let offices = office::witnesses(&ink, &mentions, &body);
    let office = office::choose(&ink, &offices);
    let years = year::witnesses(&ink, &mentions, period.as_ref(), signature.as_ref(), &body);
    let year = year::choose(&years);
    let mut disagreements = Vec::new();
    if let Some(office) = office {
        disagreements.extend(office::disagreements(&ink, office, &offices));
        disagreements.extend(office::untold(&ink, office));
    }
    if let Some(year) = year {
        disagreements.extend(year::disagreements(
            &ink,
            year.value,
            &years,
            period.as_ref(),
        ));
    }
    let year = year
        .map(|year| Stated {
            text: year.value.to_string(),
            ..ink.stated(std::slice::from_ref(&year.range))
        })
        .or_else(|| {
            let year = year_of_file(file_name)?;
            let said = said!(
                "正文没有写明报告年份，{}年取自文件名，请核对。",
                "The text does not tell its year; {} was taken from the name of the file.",
                year.text
            );
            disagreements.push(Disagreement::new(Disputed::YearUntold, said));
            Some(year)
        });
    Heading {
        office: office.map(|office| ink.stated(std::slice::from_ref(&office.range))),
        year,
        period: period.map(|period| ink.stated(&[period.range])),
        sections: sections.iter().map(|(_, section)| *section).collect(),
        disagreements,
    }
}

/// How many glyphs a report without section headings may take to open.
const OPENING: usize = 800;

/// The number of glyphs before the first section.
fn opening(ink: &Ink, sections: &[(usize, Section)]) -> usize {
    sections.first().map_or(OPENING, |(_, section)| {
        ink.from_offset(section.span.start())
    })
}

/// The first section, which speaks of the year in sentences; the whole text where its heading is missing.
fn body(ink: &Ink, sections: &[(usize, Section)]) -> Body {
    let start_of = |number: u8| {
        let section = sections
            .iter()
            .find(|(_, section)| section.number == number)?;
        Some(ink.from_offset(section.1.span.start()))
    };
    let start = start_of(1).unwrap_or(0);
    let end = start_of(2).filter(|end| *end > start).unwrap_or(ink.len());
    Body { range: start..end }
}

/// The last witness: a year in the file's name. It has no place in the text.
fn year_of_file(file_name: &str) -> Option<Stated> {
    let cut = crate::read::pieces::cut(file_name);
    let ink = Ink::new(file_name, &cut);
    let mut years = (0..ink.len())
        .filter_map(|index| date::year_at(&ink, index))
        .filter(|year| !year.damaged);
    let year = years.next()?;
    let is_only = years.all(|other| other.value == year.value);
    is_only.then(|| Stated {
        text: year.value.to_string(),
        spans: Vec::new(),
    })
}
