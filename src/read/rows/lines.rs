//! What stands on the lines of a row's cells besides its tokens, and tokens the aligner left there.

use std::collections::{BTreeMap, BTreeSet};

use crate::read::placement::Row;
use crate::read::placement::squeezed::is_mostly_digits;
use crate::read::region::KNOWN;
use crate::read::row_form::RowForm;
use crate::read::rows::{FoundRow, TableText};
use crate::value::Value;

/// Most characters of something illegible that can stand in a cell or two.
pub(super) const MOST_GARBLED: usize = 4;

/// Most tokens below those of a full row that may be among its cells.
const MOST_FURTHER: usize = 2;

impl TableText<'_> {
    /// The 无 of a torn head such as 无法提供 is no cell.
    pub(super) fn drop_torn_words(&self, row: &mut Row) {
        if row.tokens.len() > 1 {
            row.tokens.retain(|at| !self.is_torn_word(*at));
        }
    }

    /// A full stop between a label and numbers none of which is 0 ends the label.
    pub(super) fn drop_full_stop(&self, row: &mut Row) {
        let printed = |at: &usize| {
            let piece = self.cut.pieces.get(*at);
            piece.map_or("", |piece| piece.span.of(self.text))
        };
        let is_zero = |at: &usize| {
            let token = self.cut.token(*at);
            token.is_some_and(|token| !token.value.is_nonzero())
        };
        let [first, others @ ..] = row.tokens.as_slice() else {
            return;
        };
        let is_short = row.tokens.len() < row.n_slots && !others.is_empty();
        if is_short && printed(first) == "。" && !others.iter().any(is_zero) {
            row.tokens.remove(0);
        }
    }

    /// Whether the piece `at` is a word that could stand in a cell, but stands before a label on its line.
    #[must_use]
    pub(crate) fn is_torn_word(&self, at: usize) -> bool {
        let (word, behind) = (self.cut.pieces.get(at), self.cut.pieces.get(at + 1));
        word.zip(behind).is_some_and(|(word, behind)| {
            word.token()
                .is_some_and(|token| token.value == Value::Words)
                && behind.label().is_some()
                && behind.line == word.line
        })
    }

    /// Illegible pieces on the line of a row's tokens: all behind the first token, and before it those that touch it
    /// and are too short for a label of the form.
    pub(super) fn garbled(&self, form: &RowForm, tokens: &[usize]) -> Vec<usize> {
        let piece = |at: usize| self.cut.pieces.get(at);
        let Some((first, line)) = tokens.first().and_then(|at| Some((*at, piece(*at)?.line)))
        else {
            return Vec::new();
        };
        let own = &form.words;
        let on_line = |at: &usize| piece(*at).is_some_and(|piece| piece.line == line);
        let is_strange = |at: &usize| {
            piece(*at).is_some_and(|piece| {
                piece.label().is_some_and(|label| {
                    label.len() <= MOST_GARBLED
                        && own.coverage(label) < KNOWN
                        && (label.len() == 1 || !self.is_explained(piece))
                })
            })
        };
        let before = (self.region.start..first)
            .rev()
            .take_while(|at| on_line(at) && is_strange(at));
        before.chain(self.garbled_behind(tokens)).collect()
    }

    /// Pieces behind the first token, on its line, that are no tokens.
    #[must_use]
    pub(crate) fn garbled_behind(&self, tokens: &[usize]) -> Vec<usize> {
        let Some(first) = tokens.first().copied() else {
            return Vec::new();
        };
        let line_of = |at: usize| self.cut.pieces.get(at).map(|piece| piece.line);
        let on_line = |at: &usize| line_of(*at) == line_of(first);
        (first..self.region.end)
            .take_while(on_line)
            .filter(|at| !self.is_token(*at))
            .collect()
    }

    /// Marks the rows on whose lines numbers of several rows stand.
    pub(super) fn mark_shared_lines(&self, rows: &mut [FoundRow]) {
        let lines: Vec<BTreeSet<usize>> = rows
            .iter()
            .map(|row| row.place.as_ref().map(|place| self.number_lines(place)))
            .map(Option::unwrap_or_default)
            .collect();
        let mut n_rows: BTreeMap<usize, usize> = BTreeMap::new();
        for line in lines.iter().flatten() {
            *n_rows.entry(*line).or_default() += 1;
        }
        let is_shared = |line: &usize| n_rows.get(line).is_some_and(|n| *n > 1);
        for (row, own) in rows.iter_mut().zip(&lines) {
            if let Some(place) = &mut row.place {
                place.shares_line = own.iter().any(is_shared);
            }
        }
    }

    /// The lines on which numbers of the row stand, or what may be some stuck together.
    fn number_lines(&self, row: &Row) -> BTreeSet<usize> {
        let all = row.pieces.clone().chain(row.tokens.iter().copied());
        let pieces = all.filter_map(|at| self.cut.pieces.get(at));
        pieces
            .filter(|piece| piece.token().is_some() || is_mostly_digits(piece.span.of(self.text)))
            .map(|piece| piece.line)
            .collect()
    }

    /// Gives rows that are short the tokens that follow theirs on the line and that no row claims, and rows that are not
    /// those that follow at once, on the line or, where cells stand below each other, below it: that there are too many throws
    /// doubt on all.
    pub(super) fn complete_lines(&self, rows: &mut [FoundRow]) {
        let mut claimed: BTreeSet<usize> = rows
            .iter()
            .filter_map(|row| row.place.as_ref())
            .flat_map(|place| place.tokens.iter().copied())
            .collect();
        for row in rows.iter_mut() {
            let n_slots = row.form.n_slots;
            let Some(place) = &mut row.place else {
                continue;
            };
            let line = place.tokens.last().and_then(|at| self.cut.pieces.get(*at));
            let Some(line) = line.map(|piece| piece.line) else {
                continue;
            };
            let on_line = |at: &usize| {
                let piece = self.cut.pieces.get(*at);
                piece.is_some_and(|piece| piece.line == line)
            };
            let is_free = |at: &usize| self.is_token(*at) && !claimed.contains(at);
            let behind = (place.pieces.end..self.region.end).take_while(on_line);
            let n_lacking = n_slots.saturating_sub(place.tokens.len());
            let free: Vec<usize> = if n_lacking > 0 {
                behind.filter(is_free).take(n_lacking).collect()
            } else {
                let free: Vec<usize> = behind.take_while(is_free).collect();
                let further = place.pieces.end..self.region.end;
                let further = further.take_while(is_free).take(MOST_FURTHER + 1);
                let further: Vec<usize> = further.collect();
                // A run of them is no row's.
                let is_few = further.len() <= MOST_FURTHER;
                let mut cells = place.tokens.last().into_iter().chain(&further);
                if is_few && cells.all(|at| self.is_alone(*at)) {
                    further
                } else {
                    free
                }
            };
            claimed.extend(&free);
            if let Some(last) = free.last() {
                place.pieces.end = last + 1;
                place.tokens.extend(free);
            }
        }
    }

    /// Whether nothing else stands on the line of a piece.
    fn is_alone(&self, at: usize) -> bool {
        let line = |at: usize| self.cut.pieces.get(at).map(|piece| piece.line);
        let before = at.checked_sub(1).and_then(line);
        before != line(at) && line(at + 1) != line(at)
    }
}
