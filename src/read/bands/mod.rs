//! Tables whose numbers stand apart from their labels: the text holds labels first and cells afterwards, in paragraphs.
//!
//! Text taken from a page column by column comes in bands: so many rows, and their cells one column after another, a
//! paragraph each. Where the page falls into blocks, the columns of one block come for all its bands before those of the
//! next, which begins with its heads: `1 4, 2 5` and below it `7, 8`, then a head, then `3 6` and `9`, for the three
//! columns of three rows. Below a head the cells of several columns may share a paragraph, row by row.

pub mod filled;
mod paragraph;
mod search;

pub use paragraph::{Paragraph, paragraphs};
pub use search::ways;

use crate::read::pieces::Piece;

/// A way to deal the paragraphs to cells.
#[derive(Clone, Debug, Default)]
pub struct Way {
    /// The parts of each band, from left to right.
    bands: Vec<Vec<Part>>,
}

/// The cells of one column or some neighbouring ones, row by row.
type Part = Vec<Vec<usize>>;

impl Way {
    /// The tokens of each row.
    #[must_use]
    pub fn rows(&self) -> Vec<Vec<usize>> {
        let of_band = |band: &Vec<Part>| {
            let height = band.first().map_or(0, Vec::len);
            let row = |row: usize| band.iter().filter_map(move |part| part.get(row)).flatten();
            let rows = (0..height).map(|at| row(at).copied().collect());
            rows.collect::<Vec<Vec<usize>>>()
        };
        self.bands.iter().flat_map(of_band).collect()
    }

    /// The ways with one part moved among the others of its band: a page may give its columns in another order, but not
    /// the cells of a single row.
    #[must_use]
    pub fn moved(&self) -> Vec<Self> {
        let mut moved = Vec::new();
        let is_block = |part: &Part| part.iter().map(Vec::len).sum::<usize>() > 1;
        for (at, band) in self.bands.iter().enumerate() {
            if !band.iter().any(is_block) {
                continue;
            }
            for from in 0..band.len() {
                for to in (0..band.len()).filter(|to| *to != from && to + 1 != from) {
                    let mut way = self.clone();
                    if let Some(band) = way.bands.get_mut(at) {
                        let part = band.remove(from);
                        band.insert(to, part);
                    }
                    moved.push(way);
                }
            }
        }
        moved
    }
}

/// Where all tokens are the same, and enough of them, their order does not matter.
#[must_use]
pub fn uniform(pieces: &[Piece], start: usize, slots: &[usize]) -> Option<Way> {
    let tokens = pieces.iter().enumerate();
    let tokens: Vec<(usize, &Piece)> = tokens
        .filter(|(_, piece)| piece.token().is_some())
        .collect();
    let mut values = tokens.iter().filter_map(|(_, piece)| piece.token());
    let first = values.next()?;
    if !values.all(|token| token == first) || tokens.len() < slots.iter().sum() {
        return None;
    }
    let mut rest = tokens.into_iter().map(|(at, _)| at + start);
    let row = |n: &usize| vec![vec![rest.by_ref().take(*n).collect()]];
    let bands = slots.iter().map(row).collect();
    Some(Way { bands })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::pieces::{Cut, cut};

    fn shown(text: &str, cut: &Cut, way: &Way) -> String {
        let row = |row: &Vec<usize>| {
            let cells = row.iter().map(|at| cut.pieces[*at].span.of(text));
            cells.collect::<Vec<_>>().join(" ")
        };
        way.rows().iter().map(row).collect::<Vec<_>>().join(" / ")
    }

    #[track_caller]
    fn check_ways(text: &str, (n_rows, n_slots): (usize, usize), expected: &[&str]) {
        let cut = cut(text);
        let ways = ways(&paragraphs(text, &cut.pieces, 0, &[]), &[], n_rows, n_slots);
        let ways: Vec<String> = ways.iter().map(|way| shown(text, &cut, way)).collect();
        assert_eq!(ways, expected, "{text}");
    }

    #[test]
    fn paragraphs_are_cells_or_columns() {
        check_ways("5\n\n6\n\n11", (1, 3), &["5 6 11"]);
        check_ways(
            "1\n4\n\n2\n5\n\n3\n9\n\n7\n\n8\n\n15",
            (3, 3),
            &["1 2 3 / 4 5 9 / 7 8 15"],
        );
        check_ways(
            "1 2 3\n4 5 9\n\n7 8 15",
            (3, 3),
            &["1 2 3 / 4 5 9 / 7 8 15"],
        );
        check_ways("1\n4\n\n2\n\n3\n9", (2, 3), &[]);
        check_ways("1\n4\n\n2\n5", (2, 3), &[]);
    }

    #[test]
    fn columns_share_a_paragraph_below_a_head() {
        check_ways("1\n4\n\n商业\n企业\n2\n3\n5\n9", (2, 3), &["1 2 3 / 4 5 9"]);
        check_ways("1\n4\n\n2\n3\n5\n9", (2, 3), &[]);
    }

    #[test]
    fn blocks_of_columns_begin_with_their_heads() {
        check_ways(
            "1\n4\n\n2\n5\n\n7\n\n8\n\n总计\n\n3\n9\n\n15",
            (3, 3),
            &["1 2 3 / 4 5 9 / 7 8 15"],
        );
        check_ways(
            "1\n4\n\n2\n5\n\n7\n\n总计\n\n3\n9\n\n8\n\n15",
            (3, 3),
            &["1 2 3 / 4 5 9 / 7 8 15"],
        );
        check_ways("1\n4\n\n2\n5\n\n7\n\n8\n\n3\n9\n\n15", (3, 3), &[]);
    }

    #[test]
    fn the_number_of_a_page_is_no_cell() {
        check_ways(
            "1\n4\n\n1\n\n2\n5\n\n3\n9\n\n\u{c}7\n\n8\n\n2\n\n15",
            (3, 3),
            &["1 2 3 / 4 5 9 / 7 8 15"],
        );
    }

    #[test]
    fn cells_behind_the_table_are_taken_where_they_are_needed() {
        let text = "1\n4\n\n2\n5\n\n3\n9\n\n7\n\n8\n\n15";
        let cut = cut(text);
        let all = paragraphs(text, &cut.pieces, 0, &[]);
        let first = |n_rows: usize| {
            let ways = ways(&all[..3], &all[3..], n_rows, 3);
            ways.iter()
                .map(|way| shown(text, &cut, way))
                .collect::<Vec<_>>()
        };
        assert_eq!(first(2), ["1 2 3 / 4 5 9"]);
        assert_eq!(first(3), ["1 2 3 / 4 5 9 / 7 8 15"]);
        assert_eq!(first(4), [""; 0]);
    }

    #[test]
    fn a_part_may_be_moved_within_its_band() {
        let text = "1\n4\n\n2\n5\n\n7\n\n8";
        let cut = cut(text);
        let ways = ways(&paragraphs(text, &cut.pieces, 0, &[]), &[], 3, 2);
        let moved: Vec<String> = ways[0]
            .moved()
            .iter()
            .map(|way| shown(text, &cut, way))
            .collect();
        assert_eq!(moved, ["2 1 / 5 4 / 7 8"]);
    }

    #[test]
    fn equal_tokens_need_no_order() {
        let text = "0\n0\n0\n\n0\n合计\n0 0";
        let cut = cut(text);
        let way = uniform(&cut.pieces, 0, &[3, 3]).unwrap();
        assert_eq!(shown(text, &cut, &way), "0 0 0 / 0 0 0");
    }
}
