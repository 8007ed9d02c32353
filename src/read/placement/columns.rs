//! Rows that lost cells in a text whose columns are set apart by spaces: the row's pieces are matched with the columns
//! of the complete rows near it. Recognition writes every line with its own spacing, so a line may be shifted as a
//! whole; what is compared is the pattern of the gaps.

use crate::read::doubt::Doubt;
use crate::read::pieces::{Cut, Line, LineKind, Piece, characters, display_width, middle, words};
use crate::read::placement::row::WholeRow;
use crate::read::placement::sums::adds_up;
use crate::read::placement::{Columns, Placed, Row, fill_blanks, line_of};
use crate::source::Span;

/// The square of one piece's deviation, and of the whole line's shift, cost this much.
const DEVIATION: i64 = 10;
const SHIFT: i64 = 1;
/// Complete rows compared with, the nearest first.
const NEIGHBOURS: usize = 6;

/// Twice the middle of the columns a piece covers.
pub(super) fn centre(piece: &Piece) -> i64 {
    i64::try_from(piece.middle()).unwrap_or(i64::MAX)
}

/// The row, if all its cells stand on one line.
pub(super) fn whole_row(cut: &Cut, row: &Row) -> Option<WholeRow> {
    let tokens = row.tokens.iter();
    let pieces: Vec<&Piece> = tokens.filter_map(|at| cut.pieces.get(*at)).collect();
    let line = pieces.first()?.line;
    let is_whole = pieces.len() == row.n_slots && row.n_slots > 1;
    (is_whole && pieces.iter().all(|piece| piece.line == line)).then(|| WholeRow {
        line,
        centres: pieces.iter().map(|piece| centre(piece)).collect(),
        fields: pieces.iter().map(|piece| piece.field).collect(),
        is_apart: pieces
            .windows(2)
            .all(|pair| matches!(pair, [a, b] if a.field != b.field)),
    })
}

/// A line of as many words as cells, the heads of a row without neighbours, as rows to compare with, if more than single
/// spaces part them: some tools let a Chinese character cover two columns, some one.
pub(super) fn rows_of_heads(
    text: &str,
    line: &Line,
    number: usize,
    n_slots: usize,
) -> Vec<WholeRow> {
    let printed = line.span.of(text);
    let words = words(text, line.span);
    let has_columns = printed.trim().contains("  ");
    if words.len() != n_slots || !has_columns {
        return Vec::new();
    }
    let row = |width: fn(&str) -> usize| {
        let start = line.span.start();
        let centre = |word: &Span| {
            let middle = middle(printed, (word.start() - start, word.end() - start), width);
            i64::try_from(middle).unwrap_or(i64::MAX)
        };
        WholeRow {
            line: number,
            centres: words.iter().map(centre).collect(),
            fields: Vec::new(),
            is_apart: false,
        }
    };
    vec![row(display_width), row(characters)]
}

/// Places the tokens and the illegible pieces of a row where the columns of its neighbours are.
pub(super) fn place(
    cut: &Cut,
    row: &Row,
    tokens: &[usize],
    columns: &Columns,
) -> Option<Vec<Placed>> {
    let line = line_of(cut, *tokens.first()?);
    let on_line = |at: &usize| line_of(cut, *at) == line;
    let is_parted = is_parted(cut, tokens, line);
    if row.n_slots < 3 || !tokens.iter().all(on_line) || is_parted || !is_spaced(cut, tokens) {
        return None;
    }
    let mut items: Vec<usize> = tokens.iter().chain(&row.garbled).copied().collect();
    items.sort_unstable();
    if items.len() > row.n_slots {
        items = tokens.to_vec();
    }
    let divisions = if items == tokens {
        divisions(cut, tokens, row.n_slots / row.group.max(1))
    } else {
        Vec::new()
    };
    let by_totals = divisions.iter().filter_map(|division| {
        let fit = |at: &[i64], centres: &[i64]| fit_with_totals(at, centres, division);
        cheapest(cut, row, &items, line, columns, &fit)
    });
    let as_seen = || cheapest(cut, row, &items, line, columns, &fit);
    let (_, columns_of_items) = by_totals.min_by_key(|(cost, _)| *cost).or_else(as_seen)?;
    let mut slots = vec![None; row.n_slots];
    for (column, item) in columns_of_items.iter().zip(&items) {
        *slots.get_mut(*column)? = Some(*item);
    }
    Some(fill_blanks(cut, row, &slots, Some(&Doubt::ByRuler)))
}

/// Puts pieces at positions into columns with such centres: the cost, and the column of each piece.
type Fit<'a> = &'a dyn Fn(&[i64], &[i64]) -> Option<(i64, Vec<usize>)>;

/// The column of each item, by the neighbour that fits best, and what it costs; `None` if none fits.
fn cheapest(
    cut: &Cut,
    row: &Row,
    items: &[usize],
    line: usize,
    columns: &Columns,
    fit: Fit,
) -> Option<(i64, Vec<usize>)> {
    let positions: Vec<i64> = items
        .iter()
        .filter_map(|at| cut.pieces.get(*at).map(centre))
        .collect();
    let whole_rows = columns.whole_rows.iter();
    let mut neighbours: Vec<&WholeRow> = whole_rows
        .filter(|other| other.centres.len() == row.n_slots)
        .collect();
    neighbours.sort_by_key(|other| other.line.abs_diff(line));
    let fits = neighbours.iter().take(NEIGHBOURS);
    let (cost, found, pitch) = fits
        .filter_map(|other| {
            let (cost, found) = fit(&positions, &other.centres)?;
            Some((cost, found, pitch(&other.centres)?))
        })
        .min_by_key(|(cost, ..)| *cost)?;
    let n_items = i64::try_from(items.len()).ok()?;
    (cost <= n_items * pitch * pitch * DEVIATION / 4).then_some((cost, found))
}

/// Spaces that programs put between any two words of a line, whatever stands between them on the page.
const SPACES: usize = 2;

/// Whether more spaces stand between the tokens, or before them, than between any two words: only then do their places
/// tell columns.
fn is_spaced(cut: &Cut, tokens: &[usize]) -> bool {
    let gap = |at: &usize| {
        let (before, piece) = (cut.pieces.get(at.checked_sub(1)?)?, cut.pieces.get(*at)?);
        let is_beside = before.line == piece.line;
        Some(is_beside && piece.columns.0 > before.columns.1 + SPACES)
    };
    tokens.iter().any(|at| gap(at).unwrap_or(false))
}

/// Whether tabs or pipes part the cells of the line: what stands between them has no columns of its own.
fn is_parted(cut: &Cut, tokens: &[usize], line: usize) -> bool {
    let fields: Vec<usize> = tokens
        .iter()
        .filter_map(|at| cut.pieces.get(*at).map(|piece| piece.field))
        .collect();
    let is_grid = cut
        .lines
        .get(line)
        .is_some_and(|line| line.kind == LineKind::Grid);
    is_grid && fields.windows(2).all(|pair| pair.first() != pair.last())
}

/// The usual distance of two columns.
fn pitch(centres: &[i64]) -> Option<i64> {
    let mut gaps: Vec<i64> = centres
        .iter()
        .zip(centres.iter().skip(1))
        .map(|(a, b)| b - a)
        .collect();
    gaps.sort_unstable();
    gaps.get(gaps.len() / 2).copied()
}

/// The cheapest way to put pieces at `positions` into columns, in order, with the whole line shifted: the cost, and the
/// column of each piece.
fn fit(positions: &[i64], centres: &[i64]) -> Option<(i64, Vec<usize>)> {
    let with_shift = |shift: i64| {
        let (cost, slots) = in_order(positions, centres, shift)?;
        Some((cost + shift * shift * SHIFT, slots))
    };
    shifts(positions, centres)
        .filter_map(with_shift)
        .min_by_key(|(cost, _)| *cost)
}

/// The ways to divide the tokens among so many groups, in order, each of which ends with the sum of its others or has
/// none: how many each has.
fn divisions(cut: &Cut, tokens: &[usize], n_groups: usize) -> Vec<Vec<usize>> {
    let Some(n_others) = n_groups.checked_sub(1) else {
        let is_done = tokens.is_empty();
        return is_done.then(Vec::new).into_iter().collect();
    };
    let mut found = Vec::new();
    for n in 0..=tokens.len() {
        let (group, rest) = tokens.split_at(n);
        if group.is_empty() || adds_up(cut, group) {
            let others = divisions(cut, rest, n_others).into_iter();
            found.extend(others.map(|others| [vec![n], others].concat()));
        }
    }
    found
}

/// The same where each group has so many of the pieces, the last of which stands in its last column.
fn fit_with_totals(
    positions: &[i64],
    centres: &[i64],
    division: &[usize],
) -> Option<(i64, Vec<usize>)> {
    let width = centres.len().checked_div(division.len())?;
    let with_shift = |shift: i64| {
        let (mut cost, mut slots) = (shift * shift * SHIFT, Vec::new());
        let mut rest = positions;
        for (group, n) in division.iter().enumerate() {
            let (own, others) = rest.split_at_checked(*n)?;
            rest = others;
            let Some((total, parts)) = own.split_last() else {
                continue;
            };
            let first = group * width;
            let (last, before) = centres.get(first..first + width)?.split_last()?;
            let (of_parts, columns) = in_order(parts, before, shift)?;
            let deviation = total - shift - last;
            cost += of_parts + deviation * deviation * DEVIATION;
            slots.extend(columns.iter().map(|column| first + column));
            slots.push(first + before.len());
        }
        Some((cost, slots))
    };
    shifts(positions, centres)
        .filter_map(with_shift)
        .min_by_key(|(cost, _)| *cost)
}

/// The shifts of a line that put one of its pieces right under a column, and none.
fn shifts<'a>(positions: &'a [i64], centres: &'a [i64]) -> impl Iterator<Item = i64> + 'a {
    let of_piece = |at: &'a i64| centres.iter().map(move |centre| at - centre);
    positions.iter().flat_map(of_piece).chain([0])
}

/// The cheapest columns for pieces that keep their order, for one shift, by dynamic programming over (piece, column).
fn in_order(positions: &[i64], centres: &[i64], shift: i64) -> Option<(i64, Vec<usize>)> {
    // `best[column]`: cheapest way to have placed the pieces so far in columns before `column`.
    let mut best: Vec<Option<(i64, Vec<usize>)>> = vec![Some((0, Vec::new())); centres.len() + 1];
    for position in positions {
        let mut next: Vec<Option<(i64, Vec<usize>)>> = vec![None; centres.len() + 1];
        for (column, centre) in centres.iter().enumerate() {
            let deviation = position - shift - centre;
            let here = best
                .get(column)
                .and_then(Option::as_ref)
                .map(|(cost, slots)| {
                    let mut slots = slots.clone();
                    slots.push(column);
                    (cost + deviation * deviation * DEVIATION, slots)
                });
            let before = next.get(column).cloned().flatten();
            let cheapest = [here, before]
                .into_iter()
                .flatten()
                .min_by_key(|(cost, _)| *cost);
            if let Some(slot) = next.get_mut(column + 1) {
                *slot = cheapest;
            }
        }
        best = next;
    }
    best.pop().flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_fit(positions: &[i64], centres: &[i64], expected: &[usize]) {
        let (_, slots) = fit(positions, centres).unwrap();
        assert_eq!(slots, expected);
    }

    #[test]
    fn a_shifted_line_keeps_the_pattern_of_its_gaps() {
        let centres = [94, 98, 104, 110, 120, 130, 134];
        check_fit(
            &[94, 98, 104, 110, 120, 130, 134],
            &centres,
            &[0, 1, 2, 3, 4, 5, 6],
        );
        check_fit(&[102, 108, 116, 126, 130], &centres, &[2, 3, 4, 5, 6]);
        check_fit(&[94, 134], &centres, &[0, 6]);
        check_fit(&[90, 94, 100], &centres, &[0, 1, 2]);
        check_fit(&[133], &centres, &[6]);
    }

    #[test]
    fn a_total_stands_in_the_last_column() {
        let centres = [94, 98, 104, 110, 120, 130, 134];
        let (_, slots) = fit_with_totals(&[93, 98, 131], &centres, &[3]).unwrap();
        assert_eq!(slots, [0, 1, 6]);
        let groups = [10, 20, 30, 40, 50, 60];
        let (_, slots) = fit_with_totals(&[41, 58], &groups, &[0, 2]).unwrap();
        assert_eq!(slots, [3, 5]);
    }
}
