//! Cells set apart by spaces: tokens stand under those of complete rows.

use crate::read::pieces::{Cut, Piece};
use crate::read::place::{Columns, Placed, Row, fill_blanks, line_of};

fn centre(piece: &Piece) -> usize {
    piece.columns.0 + piece.columns.1
}

pub(super) fn complete_line(cut: &Cut, row: &Row, tokens: &[usize]) -> Option<(usize, Vec<usize>)> {
    let line = line_of(cut, *tokens.first()?);
    let pieces: Vec<&Piece> = tokens.iter().filter_map(|at| cut.pieces.get(*at)).collect();
    let apart = pieces.iter().all(|piece| piece.line == line) && pieces.windows(2).all(is_apart);
    (apart && tokens.len() == row.n_slots && row.n_slots > 1)
        .then(|| (line, pieces.iter().map(|piece| centre(piece)).collect()))
}

fn is_apart(pair: &[&Piece]) -> bool {
    matches!(pair, [a, b] if a.field != b.field)
}

/// Places tokens under the cells of the nearest complete row, if every one stands clearly under one of them.
pub(super) fn place(
    cut: &Cut,
    row: &Row,
    tokens: &[usize],
    columns: &Columns,
) -> Option<Vec<Placed>> {
    let line = line_of(cut, *tokens.first()?);
    let (_, centres) = columns
        .centres
        .iter()
        .min_by_key(|(other, _)| other.abs_diff(line))?;
    if centres.len() != row.n_slots
        || tokens.len() > row.n_slots
        || tokens.iter().any(|at| line_of(cut, *at) != line)
    {
        return None;
    }
    let pitch = centres
        .windows(2)
        .filter_map(|pair| Some(pair.get(1)?.abs_diff(*pair.first()?)))
        .min()?;
    let mut slots: Vec<Option<usize>> = vec![None; row.n_slots];
    for token in tokens {
        let at = centre(cut.pieces.get(*token)?);
        let (slot, distance) = centres
            .iter()
            .map(|other| other.abs_diff(at))
            .enumerate()
            .min_by_key(|(_, d)| *d)?;
        let place = slots.get_mut(slot)?;
        if distance * 3 > pitch || place.is_some() {
            return None;
        }
        *place = Some(*token);
    }
    Some(fill_blanks(cut, row, &slots, None))
}
