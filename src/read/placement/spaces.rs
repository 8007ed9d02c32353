//! Empty cells that left nothing but spaces: so many for each.

use crate::read::pieces::Cut;
use crate::read::placement::{Placed, Row, fill_blanks};

/// Spaces before each token, from the end of the label on; `None` unless label and tokens stand on one line.
fn space_gaps(text: &str, cut: &Cut, row: &Row, tokens: &[usize]) -> Option<Vec<usize>> {
    let first = cut.pieces.get(*tokens.first()?)?;
    let on_line = |at: &usize| {
        cut.pieces
            .get(*at)
            .is_some_and(|piece| piece.line == first.line)
    };
    let label = row
        .pieces
        .clone()
        .take_while(|at| at != tokens.first().unwrap_or(&0))
        .last()?;
    let chain: Vec<usize> = std::iter::once(label)
        .chain(tokens.iter().copied())
        .collect();
    if !chain.iter().all(on_line) {
        return None;
    }
    let gap = |pair: &[usize]| {
        let (a, b) = (
            cut.pieces.get(*pair.first()?)?,
            cut.pieces.get(*pair.get(1)?)?,
        );
        let between = text.get(a.span.end()..b.span.start())?;
        between
            .chars()
            .all(|c| c == ' ' || c == '\u{a0}')
            .then(|| between.chars().count())
    };
    chain.windows(2).map(gap).collect()
}

/// The number of spaces per empty cell that explains every row but for empty cells at its end.
pub(super) fn per_blank(text: &str, cut: &Cut, rows: &[Row]) -> usize {
    let gaps: Vec<(usize, Vec<usize>)> = rows
        .iter()
        .filter_map(|row| Some((row.n_slots, space_gaps(text, cut, row, &row.tokens)?)))
        .filter(|(n_slots, gaps)| *n_slots > 1 && gaps.len() < *n_slots)
        .collect();
    let explains = |width: &usize| {
        let exact = |(n_slots, gaps): &&(usize, Vec<usize>)| {
            blanks_before(gaps, *width)
                .is_some_and(|blanks| blanks.iter().sum::<usize>() + gaps.len() == *n_slots)
        };
        gaps.iter().filter(exact).count() == gaps.len()
    };
    if gaps.len() < 3 {
        0
    } else {
        (1..=4).find(explains).unwrap_or(0)
    }
}

/// Empty cells before each token, if `width` spaces stand for each.
fn blanks_before(gaps: &[usize], width: usize) -> Option<Vec<usize>> {
    gaps.iter()
        .map(|gap| {
            gap.checked_sub(1)
                .filter(|rest| rest % width == 0)
                .map(|rest| rest / width)
        })
        .collect()
}

pub(super) fn place(
    text: &str,
    cut: &Cut,
    row: &Row,
    tokens: &[usize],
    width: usize,
) -> Option<Vec<Placed>> {
    if width == 0 {
        return None;
    }
    let blanks = blanks_before(&space_gaps(text, cut, row, tokens)?, width)?;
    let mut slots: Vec<Option<usize>> = Vec::new();
    for (n_blanks, token) in blanks.into_iter().zip(tokens) {
        slots.extend(vec![None; n_blanks]);
        slots.push(Some(*token));
    }
    (slots.len() <= row.n_slots).then(|| {
        slots.resize(row.n_slots, None);
        fill_blanks(cut, row, &slots, None)
    })
}
