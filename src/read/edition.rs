//! Which edition of the form a table follows, by its labels alone.

use std::ops::Range;

use crate::form::{EditionId, TableId, catalogue};
use crate::read::pieces::{Cut, Piece};
use crate::read::vocabulary;

/// How many character pairs of an edition's own labels must stand in the table to prove that edition.
const PROOF: usize = 3;

/// The edition whose labels stand in the region, with the evidence as a sentence; `None` when nothing tells.
///
/// Never by the report's year: real reports of 2021 to 2023 still print the tables of 2019.
#[must_use]
pub fn edition_of(cut: &Cut, region: Range<usize>, table: TableId) -> Option<(EditionId, String)> {
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
    let name = table.short_name();
    let printed = proven.map(|(_, id)| (id, format!("{name}印有 {id} 年版式的标签。")));
    printed.or_else(|| {
        plain.map(|id| {
            (
                id,
                format!("{name}没有别的版式才有的标签，按 {id} 年版式。"),
            )
        })
    })
}
