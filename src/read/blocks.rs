//! Tables whose numbers stand apart from their labels: the text holds the labels first and the cells afterwards, in
//! paragraphs that each hold one cell, or the cells of one column over several rows.

use crate::read::pieces::Piece;

/// The tokens of a table whose rows have so many cells each, row by row, as indices into `pieces`; `None` unless the
/// tokens form such a table: paragraph by paragraph, or because they are all the same.
#[must_use]
pub fn rows(pieces: &[Piece], slots: &[usize]) -> Option<Vec<Vec<usize>>> {
    columns(pieces, slots).or_else(|| uniform(pieces, slots))
}

/// Rows of equal length whose paragraphs are cells or columns, every token in its place.
fn columns(pieces: &[Piece], slots: &[usize]) -> Option<Vec<Vec<usize>>> {
    let n_slots = *slots.first()?;
    if n_slots == 0 || slots.iter().any(|n| *n != n_slots) {
        return None;
    }
    transposed(&paragraphs(pieces), n_slots).filter(|rows| rows.len() == slots.len())
}

/// Tokens on neighbouring lines with no label between them form a paragraph.
fn paragraphs(pieces: &[Piece]) -> Vec<Vec<usize>> {
    let mut paragraphs: Vec<Vec<usize>> = Vec::new();
    let mut last: Option<(usize, usize)> = None;
    for (at, piece) in pieces
        .iter()
        .enumerate()
        .filter(|(_, piece)| piece.token().is_some())
    {
        let continues = last.is_some_and(|(index, line)| index + 1 == at && piece.line == line + 1);
        match paragraphs.last_mut() {
            Some(paragraph) if continues => paragraph.push(at),
            _ => paragraphs.push(vec![at]),
        }
        last = Some((at, piece.line));
    }
    paragraphs
}

/// Each `n_slots` paragraphs of one height are the columns of so many rows.
fn transposed(paragraphs: &[Vec<usize>], n_slots: usize) -> Option<Vec<Vec<usize>>> {
    let mut rows = Vec::new();
    for columns in paragraphs.chunks(n_slots) {
        let height = columns.first()?.len();
        if columns.len() != n_slots || columns.iter().any(|column| column.len() != height) {
            return None;
        }
        for row in 0..height {
            rows.push(
                columns
                    .iter()
                    .map(|column| column.get(row).copied())
                    .collect::<Option<Vec<_>>>()?,
            );
        }
    }
    Some(rows)
}

/// Where all tokens are the same, and enough of them, their order does not matter.
fn uniform(pieces: &[Piece], slots: &[usize]) -> Option<Vec<Vec<usize>>> {
    let tokens: Vec<usize> = (0..pieces.len())
        .filter(|at| pieces.get(*at).is_some_and(|p| p.token().is_some()))
        .collect();
    let mut values = tokens.iter().filter_map(|at| pieces.get(*at)?.token());
    let first = values.next()?;
    if !values.all(|token| token == first) || tokens.len() < slots.iter().sum() {
        return None;
    }
    let mut rest = tokens.into_iter();
    Some(
        slots
            .iter()
            .map(|n| rest.by_ref().take(*n).collect())
            .collect(),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::pieces::cut;

    #[track_caller]
    fn check_rows(text: &str, n_rows: usize, n_slots: usize, expected: Option<&str>) {
        let cut = cut(text);
        let shown = rows(&cut.pieces, &vec![n_slots; n_rows]).map(|rows| {
            let row = |row: &Vec<usize>| {
                row.iter()
                    .map(|at| cut.pieces[*at].span.of(text))
                    .collect::<Vec<_>>()
                    .join(" ")
            };
            rows.iter().map(row).collect::<Vec<_>>().join(" / ")
        });
        assert_eq!(shown.as_deref(), expected, "{text}");
    }

    #[test]
    fn paragraphs_are_cells_or_columns() {
        check_rows("5\n\n6\n\n11", 1, 3, Some("5 6 11"));
        check_rows(
            "1\n4\n\n2\n5\n\n3\n9\n\n7\n\n8\n\n15",
            3,
            3,
            Some("1 2 3 / 4 5 9 / 7 8 15"),
        );
        check_rows("1\n4\n\n2\n\n3\n9", 2, 3, None);
        check_rows("0\n0\n0\n\n0\n合计\n0 0", 2, 3, Some("0 0 0 / 0 0 0"));
    }
}
