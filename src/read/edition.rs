//! Which edition of the form a table follows, by its labels alone.

use std::ops::Range;

use crate::form::{EditionId, TableId, catalogue};
use crate::read::pieces::{Cut, Piece};
use crate::read::{region, vocabulary};
use crate::said::Said;

/// How many character pairs of an edition's own labels must stand in the table to prove that edition.
const PROOF: usize = 3;

/// What the labels of a table tell of its edition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Evidence {
    /// The edition.
    pub edition: EditionId,
    /// What shows it, as a sentence.
    pub why: Said,
    /// Whether nothing shows it: the table breaks off before the rows that would.
    pub is_assumed: bool,
}

/// The edition whose labels stand in the region; `None` when nothing tells.
///
/// Never by the report's year: real reports of 2021 to 2023 still print the tables of 2019.
#[must_use]
pub fn edition_of(cut: &Cut, region: Range<usize>, table: TableId) -> Option<Evidence> {
    let pieces = cut.pieces.get(region).unwrap_or(&[]);
    let mut proven: Option<(usize, EditionId)> = None;
    let mut plain = None;
    for edition in catalogue::editions() {
        let Some(own) = vocabulary::distinctive(edition.id, table) else {
            continue;
        };
        if own.is_empty() {
            plain = plain.or(Some(edition.id));
        }
        let hits = own.hits(pieces.iter().filter_map(Piece::label));
        if hits >= PROOF && proven.is_none_or(|(most, _)| hits > most) {
            proven = Some((hits, edition.id));
        }
    }
    let (name, in_english) = (table.short_name(), table.english_name());
    if let Some((_, edition)) = proven {
        return Some(Evidence {
            edition,
            why: Said::new(
                format!("{name}印有 {edition} 年版式的标签。"),
                format!("{in_english} prints labels of the {edition} edition."),
            ),
            is_assumed: false,
        });
    }
    let edition = plain?;
    let is_assumed = !region::has_last_row(pieces, table);
    let why = if is_assumed {
        Said::new(
            format!("{name}缺少能分辨版式的行，暂按 {edition} 年版式。"),
            format!(
                "{in_english} breaks off before the rows that tell its edition; that of {edition} is assumed."
            ),
        )
    } else {
        Said::new(
            format!("{name}没有别的版式才有的标签，按 {edition} 年版式。"),
            format!("{in_english} has no labels of another edition: it is of {edition}."),
        )
    };
    Some(Evidence {
        edition,
        why,
        is_assumed,
    })
}

/// The edition of a table that shows none, taken from another table that does.
#[must_use]
pub fn as_other(table: TableId, other: TableId, edition: EditionId) -> Evidence {
    let why = Said::new(
        format!(
            "{}缺少能分辨版式的行，与{}一样按 {edition} 年版式。",
            table.short_name(),
            other.short_name()
        ),
        format!(
            "{} breaks off before the rows that tell its edition; like {} it is taken to be of {edition}.",
            table.english_name(),
            other.english_name()
        ),
    );
    Evidence {
        edition,
        why,
        is_assumed: true,
    }
}
