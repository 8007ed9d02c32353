//! Aligns the pieces of a table to the rows of the form.
//!
//! A row owns a contiguous segment of pieces: the fragments of its label, in the order of the label, and its cell
//! tokens anywhere between them. Pieces between segments are noise. The cheapest choice of segments is found by
//! dynamic programming over (row, piece); every cost is a named constant below, in thousandths.

use std::ops::Range;

use crate::read::distance::Fragment;
use crate::read::fold::holds;
use crate::read::likeness::Likeness;
use crate::read::pieces::Piece;
use crate::read::row_form::{MOST_FRAGMENTS, RowForm};

/// Where a row was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Segment {
    /// Its pieces, as indices into the pieces given to [`align`].
    pub pieces: Range<usize>,
    /// Distance of its label, in thousandths per character; 1000 when the label is lost.
    pub label_distance: u32,
}

/// A row of the form that no segment stands for.
const ROW_MISSING: u32 = 5_000;
/// A row whose label is lost or unrecognisable.
const LABEL_LOST: u32 = 4_500;
/// A label's distance of 1000 costs this much.
const LABEL_WEIGHT: u32 = 5;
/// A cell token that belongs to no row.
const TOKEN_SKIPPED: u32 = 900;
/// A piece of noise.
const NOISE_SKIPPED: u32 = 0;
/// A fragment the form explains, outside a segment.
const FRAGMENT_EXPLAINED: u32 = 10;
/// Any other fragment outside a segment, per character, up to the next constant.
const FRAGMENT_SKIPPED: u32 = 120;
const FRAGMENT_SKIPPED_MOST: u32 = 900;
/// A row with fewer tokens than cells where the source does not show empty cells. It does not depend on how many are
/// lacking, so that no row gains by taking some of its neighbour's.
const TOKENS_FEW: u32 = 700;
/// Each token more than the row has cells.
const TOKEN_EXCESS: u32 = 1_000;
/// The first token stands before the first fragment of the label.
const TOKENS_FIRST: u32 = 150;
/// The segment begins with a token, or a scrap and a token, on the line of what stands before it: it tears a row of the
/// source apart.
const LINE_TORN: u32 = 2_000;
/// Tokens stand on lines before a label whose own line shows empty cells.
const SHOWN_EMPTY: u32 = 6_000;
/// Tokens stand on lines before a label and on lines behind it: see [`Between`].
const LABEL_BETWEEN: u32 = 900;
/// The label of a further row that a report prints in place of one.
const SUB_LABEL: u32 = 400;
/// Rows that a report may print in place of one.
const MOST_SUB_ROWS: usize = 8;
/// Most characters of a fragment that may be what is left of an illegible cell, whatever they are.
const TINY: usize = 2;
/// The same for a fragment that is no part of a label.
const SCRAP: usize = 4;
/// What the segments of a table without much damage cost at most: a row that is missing, and noise.
const FEW_COSTS: u32 = 12_000;
/// Tokens a segment may hold beyond its cells.
const MOST_EXCESS: usize = 2;

/// What the table tells of a piece.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Aspect {
    /// It is a head or a column label.
    pub explained: bool,
    /// It stands on a line that shows empty cells.
    pub blanks_shown: bool,
    /// It stands in noise.
    pub noise: bool,
}

/// Finds the cheapest segments for `rows` in `pieces`, each with its aspect. The result has one entry per row.
#[must_use]
pub fn align(rows: &[RowForm], pieces: &[Piece], aspects: &[Aspect]) -> Vec<Option<Segment>> {
    Aligner::new(rows, pieces, aspects).run()
}

struct Aligner<'a> {
    rows: &'a [RowForm],
    pieces: &'a [Piece],
    aspects: &'a [Aspect],
    /// Whether a segment that begins with each piece tears a line apart: see [`LINE_TORN`].
    torn: Vec<bool>,
    /// Number of label fragments before each piece.
    n_fragments: Vec<usize>,
    /// How near the labels of the rows are to runs of fragments.
    likeness: Likeness,
}

/// How the best way to a state got there.
#[derive(Clone, Copy)]
enum Step {
    SkipPiece,
    SkipRow,
    Take { start: usize, label_distance: u32 },
}

impl<'a> Aligner<'a> {
    fn new(rows: &'a [RowForm], pieces: &'a [Piece], aspects: &'a [Aspect]) -> Self {
        let mut n_fragments = vec![0];
        let mut fragments = Vec::new();
        for (piece, aspect) in pieces.iter().zip(aspects) {
            fragments.extend(piece.label().map(|folded| Fragment {
                folded,
                explained: aspect.explained,
            }));
            n_fragments.push(fragments.len());
        }
        let most_tokens = rows.iter().map(most_tokens).max().unwrap_or(0);
        let reaches = reaches(pieces, most_tokens);
        let likeness = Likeness::new(rows, &fragments, &reaches);
        Self {
            rows,
            pieces,
            aspects,
            torn: torn(rows, pieces),
            n_fragments,
            likeness,
        }
    }

    /// The cheapest segments. Ways that cost more than a limit are left out at first: most tables are found within it, and
    /// what is found within it is the cheapest of all.
    fn run(&self) -> Vec<Option<Segment>> {
        let (cost, segments) = self.within(FEW_COSTS);
        if cost <= FEW_COSTS {
            return segments;
        }
        self.within(u32::MAX).1
    }

    /// The cheapest segments on ways of which no part costs more than `limit`, and what they cost. `best[p]` is the cheapest
    /// way to have placed the rows so far with the first `p` pieces used up.
    fn within(&self, limit: u32) -> (u32, Vec<Option<Segment>>) {
        let n = self.pieces.len();
        let mut steps: Vec<Vec<Step>> = Vec::new();
        let mut best: Vec<u32> = Vec::with_capacity(n + 1);
        for p in 0..=n {
            best.push(
                p.checked_sub(1)
                    .and_then(|q| best.get(q))
                    .map_or(0, |cost| cost + self.skip_cost(p - 1)),
            );
        }
        for row in 0..self.rows.len() {
            let (next, row_steps) = self.place_row(row, &best, limit);
            steps.push(row_steps);
            best = next;
        }
        let cost = best.last().copied().unwrap_or(0);
        (cost, trace(&steps, n))
    }

    fn place_row(&self, row: usize, best: &[u32], limit: u32) -> (Vec<u32>, Vec<Step>) {
        let missing = if self.rows.get(row).is_some_and(|row| row.optional) {
            0
        } else {
            ROW_MISSING
        };
        let mut next: Vec<u32> = best.iter().map(|cost| cost + missing).collect();
        let mut steps = vec![Step::SkipRow; best.len()];
        for start in 0..self.pieces.len() {
            let Some(base) = best.get(start).copied() else {
                continue;
            };
            if base <= limit {
                self.extend_segment(row, start, base, &mut next, &mut steps);
            }
            self.skip_after(start, &mut next, &mut steps);
        }
        (next, steps)
    }

    /// Tries all segments of `row` that begin at piece `start`.
    fn extend_segment(
        &self,
        row: usize,
        start: usize,
        base: u32,
        next: &mut [u32],
        steps: &mut [Step],
    ) {
        let Some(form) = self.rows.get(row) else {
            return;
        };
        let (n_slots, splits, most_tokens) = (form.n_slots, form.splits, most_tokens(form));
        // Of a row that is split: the distance of its label, known with its first cells, and the labels behind them.
        let (mut of_first, mut n_sub_labels) = (None, 0);
        let is_torn = self.torn.get(start).copied().unwrap_or(false);
        let base = base + if is_torn { LINE_TORN } else { 0 };
        let (mut n_tokens, mut n_labels, mut tokens_first) = (0, 0, false);
        let first_line = self.pieces.get(start).map(|piece| piece.line);
        let (mut is_shown_empty, mut has_own_label, mut own_shown) = (false, false, None);
        let mut between = Between::default();
        for end in start + 1..=self.pieces.len() {
            let Some(piece) = self.pieces.get(end - 1) else {
                break;
            };
            let aspect = self.aspect(end - 1);
            if piece.token().is_some() {
                n_tokens += 1;
                tokens_first |= n_labels == 0;
            } else {
                n_labels += 1;
                let is_below = first_line.is_some_and(|line| line < piece.line);
                let follows_tokens = n_tokens > 0 && !has_own_label;
                is_shown_empty |= follows_tokens && is_below && aspect.blanks_shown;
            }
            // Heads among the fragments of a label say nothing of its row, unless they stand beside its numbers.
            let before = self.pieces.get(start..end - 1).unwrap_or(&[]).last();
            let is_beside = before.is_some_and(|before| {
                before.line == piece.line && before.token().is_some() != piece.token().is_some()
            });
            has_own_label |= is_beside || !aspect.explained && piece.token().is_none();
            if !aspect.explained {
                own_shown = Some(aspect.blanks_shown);
            }
            between.add(piece);
            if n_tokens > most_tokens || n_labels > MOST_FRAGMENTS {
                break;
            }
            let is_split = splits && n_tokens > n_slots;
            if splits && of_first.is_some() && piece.token().is_none() {
                n_sub_labels += 1;
                if is_split {
                    continue;
                }
            }
            let whole = of_first.filter(|_| is_split);
            let distance = whole.unwrap_or_else(|| self.label_distance(row, start, end));
            if splits && n_tokens == n_slots {
                of_first = of_first.or(Some(distance));
            }
            let shown = own_shown.unwrap_or(aspect.blanks_shown);
            let order = if tokens_first { TOKENS_FIRST } else { 0 }
                + if between.is_so { LABEL_BETWEEN } else { 0 }
                + if is_shown_empty { SHOWN_EMPTY } else { 0 };
            let tokens = if is_split {
                n_sub_labels * SUB_LABEL + token_cost(n_slots + n_tokens % n_slots, n_slots, shown)
            } else {
                token_cost(n_tokens, n_slots, shown)
            };
            let cost = base + label_cost(distance) + tokens + order;
            if let (Some(old), Some(step)) = (next.get_mut(end), steps.get_mut(end))
                && cost < *old
            {
                *old = cost;
                *step = Step::Take {
                    start,
                    label_distance: distance,
                };
            }
        }
    }

    /// Noise after the row: the state at `start` reaches `start + 1` by skipping a piece.
    fn skip_after(&self, start: usize, next: &mut [u32], steps: &mut [Step]) {
        let Some(cost) = next.get(start).map(|cost| cost + self.skip_cost(start)) else {
            return;
        };
        if let (Some(old), Some(step)) = (next.get_mut(start + 1), steps.get_mut(start + 1))
            && cost < *old
        {
            *old = cost;
            *step = Step::SkipPiece;
        }
    }

    fn skip_cost(&self, index: usize) -> u32 {
        let Some(piece) = self.pieces.get(index) else {
            return 0;
        };
        let aspect = self.aspect(index);
        match piece.label() {
            _ if aspect.noise => NOISE_SKIPPED,
            None => TOKEN_SKIPPED,
            Some(_) if aspect.explained => FRAGMENT_EXPLAINED,
            Some(folded) => {
                let length = u32::try_from(folded.len()).unwrap_or(u32::MAX);
                length
                    .saturating_mul(FRAGMENT_SKIPPED)
                    .min(FRAGMENT_SKIPPED_MOST)
            }
        }
    }

    fn aspect(&self, index: usize) -> Aspect {
        self.aspects.get(index).copied().unwrap_or_default()
    }

    /// The distance of the row's label from the fragments of a segment.
    fn label_distance(&self, row: usize, start: usize, end: usize) -> u32 {
        let bound = |at: usize| self.n_fragments.get(at).copied().unwrap_or(0);
        let (from, to) = (bound(start), bound(end));
        self.likeness.distance(row, from, to - from)
    }
}

/// Most tokens of a segment of the row.
fn most_tokens(row: &RowForm) -> usize {
    if row.splits {
        row.n_slots * MOST_SUB_ROWS
    } else {
        row.n_slots + MOST_EXCESS
    }
}

/// Of each fragment, how many fragments a segment with so many tokens can have from it on.
fn reaches(pieces: &[Piece], most_tokens: usize) -> Vec<usize> {
    let fragments = pieces
        .iter()
        .enumerate()
        .filter(|(_, piece)| piece.token().is_none());
    let reach = |(at, _): (usize, &Piece)| {
        let (mut n_tokens, mut n_fragments) = (0, 0);
        for piece in pieces.get(at..).unwrap_or(&[]) {
            if piece.token().is_some() {
                n_tokens += 1;
            } else {
                n_fragments += 1;
            }
            if n_tokens > most_tokens || n_fragments >= MOST_FRAGMENTS {
                break;
            }
        }
        n_fragments
    };
    fragments.map(reach).collect()
}

/// Whether tokens stand on a line before that of a label, and others behind the label: as a rule they are cells of two
/// rows. A single character is no label.
#[derive(Clone, Copy, Debug, Default)]
pub struct Between {
    /// Whether they do.
    pub is_so: bool,
    /// The line of the last token.
    token: Option<usize>,
    /// Whether a label stands on a line below it.
    is_labelled: bool,
}

impl Between {
    /// Goes on to the next piece.
    pub fn add(&mut self, piece: &Piece) {
        match piece.label() {
            None => {
                self.is_so |= self.is_labelled;
                (self.token, self.is_labelled) = (Some(piece.line), false);
            }
            Some(label) if label.len() > 1 => {
                self.is_labelled |= self.token.is_some_and(|line| line < piece.line);
            }
            Some(_) => {}
        }
    }
}

/// Of each piece, whether it is a token on the line of the piece before it, or has such a one behind nothing but scraps.
fn torn(rows: &[RowForm], pieces: &[Piece]) -> Vec<bool> {
    let mut torn = Vec::with_capacity(pieces.len());
    // The line of the next token that only scraps stand before.
    let mut token_line = None;
    for pair in pieces.windows(2).rev() {
        let [before, piece] = pair else {
            continue;
        };
        if piece.token().is_some() {
            token_line = Some(piece.line);
        } else if !is_scrap(rows, piece) {
            token_line = None;
        }
        torn.push(token_line == Some(before.line));
    }
    // Nothing stands before the first.
    torn.push(false);
    torn.reverse();
    torn
}

/// Whether a fragment may be what is left of an illegible cell.
fn is_scrap(rows: &[RowForm], piece: &Piece) -> bool {
    let Some(fragment) = piece.label() else {
        return false;
    };
    let is_part = |label: &Vec<char>| holds(label, fragment);
    let is_in_label = || rows.iter().flat_map(|row| row.labels.iter()).any(is_part);
    fragment.len() <= TINY || (fragment.len() <= SCRAP && !is_in_label())
}

fn label_cost(distance: u32) -> u32 {
    (distance * LABEL_WEIGHT).min(LABEL_LOST)
}

fn token_cost(n_tokens: usize, n_slots: usize, blanks_shown: bool) -> u32 {
    let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    match n_tokens {
        n if n < n_slots && blanks_shown => 0,
        n if n < n_slots => TOKENS_FEW,
        n => TOKEN_EXCESS * count(n - n_slots),
    }
}

fn trace(steps: &[Vec<Step>], n_pieces: usize) -> Vec<Option<Segment>> {
    let mut segments = vec![None; steps.len()];
    let mut at = n_pieces;
    for (row, row_steps) in steps.iter().enumerate().rev() {
        loop {
            match row_steps.get(at) {
                Some(Step::SkipPiece) => at = at.saturating_sub(1),
                Some(Step::Take {
                    start,
                    label_distance,
                }) => {
                    if let Some(segment) = segments.get_mut(row) {
                        *segment = Some(Segment {
                            pieces: *start..at,
                            label_distance: *label_distance,
                        });
                    }
                    at = *start;
                    break;
                }
                Some(Step::SkipRow) | None => break,
            }
        }
    }
    segments
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::pieces;

    #[track_caller]
    fn check_torn(text: &str, expected: &[bool]) {
        let row = RowForm::labelled("重复申请", 7);
        assert_eq!(torn(&[row], &pieces::cut(text).pieces), expected, "{text}");
    }

    #[test]
    fn a_token_on_the_line_before_it_tears_it_behind_scraps_only() {
        check_torn("3", &[false]);
        check_torn("申请 3 4", &[false, true, true]);
        check_torn("申请\n3", &[false, false]);
        check_torn("申请 囗丄囗 3", &[false, true, true]);
        check_torn("申请 重复申请 3", &[false, false, true]);
        check_torn("申请 囗丄囗面硬 3", &[false, false, true]);
        check_torn("3 囗丄囗\n4", &[false, false, false]);
    }

    #[test]
    fn leaving_out_costly_ways_changes_nothing() {
        let labels = ["予以公开", "部分公开", "不予处理", "总计"];
        let rows = labels.map(|label| RowForm::labelled(label, 3));
        let texts = [
            "予以公开 1 2 3\n部分公开 4 5 9\n不予处理 0 0 0\n总计 5 7 12",
            "予以公开 1 2 3\n4 5 9\n总计 5 7 12",
            "总计 1 2 3\n部分公开 4\n不予处理 0 0 0\n7 8 9 1 2 3 4 5 6\n予以公开",
            "1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20",
            "说明 2023 年 某处 予以 公开 1\n2\n3",
            "",
        ];
        for text in texts {
            let cut = pieces::cut(text);
            let aspects = vec![Aspect::default(); cut.pieces.len()];
            let aligner = Aligner::new(&rows, &cut.pieces, &aspects);
            assert_eq!(aligner.run(), aligner.within(u32::MAX).1, "{text}");
        }
    }
}
