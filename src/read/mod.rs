//! Source and forms become a [`Reading`]. Reading never fails and never invents a number.
//!
//! A text is cut into [`pieces`] (label fragments and cell tokens), each table's [`region`] is the run of pieces that
//! speaks its vocabulary, and [`align`] gives every row of the form its segment of pieces; [`place`] puts the tokens
//! of a row into its cells. No layout has a parser of its own.

pub mod align;
pub mod blocks;
pub mod distance;
pub mod fold;
pub mod pieces;
pub mod place;
pub mod reading;
pub mod region;
pub mod sections;
pub mod table;
pub mod token;
pub mod vocabulary;

pub use reading::{
    Certainty, Coverage, Found, Heading, LabelPlace, Leftover, Reading, Section, Stated,
};

use crate::form::{EditionId, TableId};
use crate::source::Source;

/// Reads a report.
#[must_use]
pub fn read(source: &Source) -> Reading {
    let cut = pieces::cut(&source.text);
    let sections = sections::headings(&source.text, &cut);
    let mut reading = Reading::default();
    reading.heading.sections = sections.iter().map(|(_, section)| *section).collect();
    let mut start = 0;
    let mut last_edition: Option<EditionId> = None;
    let requests = region::find(&cut, &sections, TableId::Requests, 0..cut.pieces.len());
    for id in TableId::ALL {
        let domain = match (id, &requests) {
            (TableId::Proactive, Some(requests)) => 0..requests.start,
            (TableId::Disputes, Some(requests)) => requests.end..cut.pieces.len(),
            _ => start..cut.pieces.len(),
        };
        let Some(region) = region::find(&cut, &sections, id, domain) else {
            continue;
        };
        start = region.end;
        let edition = match (id, last_edition) {
            (TableId::Disputes, Some(edition)) => {
                Some((edition, "表四两版相同，随前表。".to_owned()))
            }
            _ => table::edition_of(&cut, region.clone(), id),
        };
        let Some(edition) = edition else { continue };
        last_edition = Some(edition.0);
        if let Some(read) = table::read(&source.text, &cut, region, id, edition) {
            add_table(&mut reading, id, read);
        }
    }
    reading
}

fn add_table(reading: &mut Reading, id: TableId, read: table::TableReading) {
    reading.editions.insert(id, read.edition);
    reading.edition_evidence.insert(id, read.evidence);
    reading.rows.insert(id, read.rows);
    reading.cells.extend(read.cells);
    reading.labels.extend(read.labels);
    reading.leftovers.extend(read.leftovers);
    reading.coverage.insert(id, read.coverage);
}
