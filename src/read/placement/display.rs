//! Cells set apart by spaces: tokens stand under those of complete rows.

use crate::read::pieces::Cut;
use crate::read::placement::sums::adds_up;
use crate::read::placement::{Columns, Placed, Row, columns, fill_blanks, line_of};

/// Places tokens under the cells of the nearest complete row, if every one stands clearly under one of them, and the sum
/// of the others under the total.
pub(super) fn place(
    cut: &Cut,
    row: &Row,
    tokens: &[usize],
    columns: &Columns,
) -> Option<Vec<Placed>> {
    let line = line_of(cut, *tokens.first()?);
    let whole_rows = columns.whole_rows.iter().filter(|other| other.is_apart);
    let centres = &whole_rows
        .min_by_key(|other| other.line.abs_diff(line))?
        .centres;
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
        let at = columns::centre(cut.pieces.get(*token)?);
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
    let is_total_astray = slots.last() == Some(&None) && row.group == row.n_slots;
    if is_total_astray && adds_up(cut, tokens) {
        return None;
    }
    Some(fill_blanks(cut, row, &slots, None))
}
