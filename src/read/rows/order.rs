//! Rows whose tokens do not follow their labels in the order of the form.

use std::ops::Range;

use crate::form::RowKey;
use crate::read::align::{self, Aspect, Segment};
use crate::read::doubt::Doubt;
use crate::read::row_form::RowForm;
use crate::read::rows::{FoundRow, TableText};

/// A row out of order is only taken for one whose label is at most this far from the form's, in thousandths.
const CLEAR_LABEL: u32 = 250;

impl TableText<'_> {
    /// Finds rows that do not stand in the order of the form; each piece has its aspect.
    pub(super) fn find_elsewhere(
        &self,
        rows: &mut [FoundRow],
        forms: &[RowForm],
        segments: &[Option<Segment>],
        aspects: &[Aspect],
    ) {
        let elsewhere = self.segments_elsewhere(forms, segments, aspects);
        for row in rows.iter_mut().filter(|row| row.place.is_none()) {
            let found = elsewhere.iter().find(|(key, _)| *key == row.key);
            if let Some((_, segment)) = found {
                row.place = Some(self.row(&row.form, segment));
                row.label_distance = segment.label_distance;
                row.doubt = Some(Doubt::OutOfOrder);
            }
        }
    }

    /// The missing rows of the form, sought among the pieces no row claimed.
    fn segments_elsewhere(
        &self,
        forms: &[RowForm],
        segments: &[Option<Segment>],
        aspects: &[Aspect],
    ) -> Vec<(RowKey, Segment)> {
        let missing: Vec<RowForm> = forms
            .iter()
            .zip(segments)
            .filter(|(form, segment)| segment.is_none() && !form.optional)
            .map(|(form, _)| form.clone())
            .collect();
        if missing.is_empty() {
            return Vec::new();
        }
        let mut found = Vec::new();
        for range in unclaimed(segments, self.pieces().len()) {
            let pieces = self.pieces().get(range.clone()).unwrap_or(&[]);
            let of_pieces = aspects.get(range.clone()).unwrap_or(&[]);
            let here = align::align(&missing, pieces, of_pieces);
            for (form, segment) in missing.iter().zip(here) {
                let Some(segment) = segment else { continue };
                let has_tokens = pieces
                    .get(segment.pieces.clone())
                    .is_some_and(|pieces| pieces.iter().any(|piece| piece.token().is_some()));
                if segment.label_distance <= CLEAR_LABEL && has_tokens {
                    let pieces =
                        segment.pieces.start + range.start..segment.pieces.end + range.start;
                    found.push((form.key.clone(), Segment { pieces, ..segment }));
                }
            }
        }
        found
    }

    /// Where several labels stand together and the tokens of all their rows behind or before them, deals the tokens out.
    pub(super) fn share_queued_tokens(&self, rows: &mut [FoundRow]) {
        for last in 0..rows.len() {
            let is_next = |first: &usize| rows.get(*first).is_some_and(is_waiting);
            let n_waiting = (0..last).rev().take_while(is_next).count();
            let tokens = rows.get(last).map(|row| self.tokens_behind(row));
            let fits =
                |first: &usize| n_slots(rows, *first..last + 1) == tokens.as_ref().map(Vec::len);
            let first = (last - n_waiting..last).find(fits);
            if let Some(first) = first.filter(|first| !self.begins_beside_last(rows, *first, last))
            {
                self.deal(rows, first..last + 1, tokens);
            }
        }
        for first in 0..rows.len() {
            let is_next = |last: &usize| rows.get(*last).is_some_and(is_waiting);
            let n_waiting = (first + 1..rows.len()).take_while(is_next).count();
            let tokens = rows.get(first).map(|row| self.tokens_before(row));
            let fits =
                |last: &usize| n_slots(rows, first..last + 1) == tokens.as_ref().map(Vec::len);
            if let Some(last) = (first + 1..=first + n_waiting).rev().find(fits) {
                self.deal(rows, first..last + 1, tokens);
            }
        }
    }

    /// Whether the tokens behind the labels of these rows begin on the line of the last: there stands its own number. Where all
    /// labels stand on one line, that tells nothing.
    fn begins_beside_last(&self, rows: &[FoundRow], first: usize, last: usize) -> bool {
        let place = |at: usize| rows.get(at).and_then(|row| row.place.as_ref());
        let token = place(last).and_then(|place| self.cut.pieces.get(*place.tokens.first()?));
        let line = |at: usize| place(at).and_then(|place| place.label_line);
        token.is_some_and(|token| line(last) == Some(token.line) && line(first) != line(last))
    }

    /// Gives the rows of the queue their tokens: column by column where paragraphs as long as the queue show it, else
    /// row by row. Other rows that held some of these tokens hold them no more.
    fn deal(&self, rows: &mut [FoundRow], queue: Range<usize>, tokens: Option<Vec<usize>>) {
        let tokens = tokens.unwrap_or_default();
        let by_columns = self.by_columns(&tokens, queue.len()).filter(|_| {
            let queued = rows.get(queue.clone()).unwrap_or(&[]);
            queued
                .iter()
                .all(|row| row.form.n_slots * queue.len() == tokens.len())
        });
        let is_shown = by_columns.is_some() && tokens.len() != queue.len() * queue.len();
        let mut rest = by_columns.unwrap_or_else(|| tokens.clone()).into_iter();
        for (index, row) in rows.iter_mut().enumerate() {
            let Some(place) = &mut row.place else {
                continue;
            };
            if queue.contains(&index) {
                place.tokens = rest.by_ref().take(row.form.n_slots).collect();
                if !is_shown {
                    row.doubt = Some(Doubt::Queued);
                }
            } else {
                place.tokens.retain(|at| !tokens.contains(at));
            }
        }
    }

    /// The tokens row by row, if they stand in paragraphs of `n_rows` lines each, which are the columns of so many rows.
    fn by_columns(&self, tokens: &[usize], n_rows: usize) -> Option<Vec<usize>> {
        let line_of = |at: &usize| self.cut.pieces.get(*at).map(|piece| piece.line);
        let next_line =
            |a: &usize, b: &usize| line_of(a).zip(line_of(b)).is_some_and(|(a, b)| b == a + 1);
        let columns: Vec<&[usize]> = tokens.chunk_by(next_line).collect();
        let fits = n_rows > 1 && columns.iter().all(|column| column.len() == n_rows);
        fits.then(|| {
            let row = |row: usize| columns.iter().filter_map(move |column| column.get(row));
            (0..n_rows).flat_map(row).copied().collect()
        })
    }

    /// Doubts rows whose tokens stand before their label or beyond their pieces, or behind a row without any, while the
    /// table has tokens no row claims.
    pub(super) fn doubt_astray(&self, rows: &mut [FoundRow]) {
        let places = rows.iter().filter_map(|row| row.place.as_ref());
        let n_claimed = places.map(|place| place.tokens.len()).sum::<usize>();
        let n_tokens = self.pieces().iter().filter(|piece| piece.token().is_some());
        if n_tokens.count() <= n_claimed {
            return;
        }
        let mut after_waiting = false;
        for row in rows {
            let is_astray = row.place.as_ref().is_some_and(|place| {
                let has_tokens = !place.tokens.is_empty();
                let are_own = place.tokens.iter().all(|at| place.pieces.contains(at));
                has_tokens && (after_waiting || !are_own || self.is_reversed(row))
            });
            if is_astray && row.doubt.is_none() {
                row.doubt = Some(Doubt::Astray);
            }
            after_waiting = is_waiting(row);
        }
    }

    /// Whether the row's tokens stand before its label.
    pub(in crate::read) fn is_reversed(&self, row: &FoundRow) -> bool {
        let first = row.place.as_ref().map(|place| place.pieces.start);
        first.is_some_and(|at| self.is_token(at))
    }

    /// Whether the piece `at` is a cell token.
    pub(super) fn is_token(&self, at: usize) -> bool {
        let piece = self.cut.pieces.get(at);
        piece.is_some_and(|piece| piece.token().is_some())
    }

    /// The tokens of a row and those that follow it before the next label.
    fn tokens_behind(&self, row: &FoundRow) -> Vec<usize> {
        let Some(place) = &row.place else {
            return Vec::new();
        };
        let behind = (place.pieces.end..self.region.end).take_while(|at| self.is_token(*at));
        place.tokens.iter().copied().chain(behind).collect()
    }

    /// The tokens in front of a row's label, those of the row included.
    fn tokens_before(&self, row: &FoundRow) -> Vec<usize> {
        let Some(place) = row.place.as_ref().filter(|_| self.is_reversed(row)) else {
            return Vec::new();
        };
        let before = (self.region.start..place.pieces.start).rev();
        let mut tokens: Vec<usize> = before.take_while(|at| self.is_token(*at)).collect();
        tokens.reverse();
        tokens.extend(&place.tokens);
        tokens
    }
}

/// Cells of the rows `range`.
fn n_slots(rows: &[FoundRow], range: Range<usize>) -> Option<usize> {
    Some(rows.get(range)?.iter().map(|row| row.form.n_slots).sum())
}

/// The stretches of pieces no segment claims.
fn unclaimed(segments: &[Option<Segment>], n_pieces: usize) -> Vec<Range<usize>> {
    let mut start = 0;
    let mut ranges = Vec::new();
    for segment in segments.iter().flatten() {
        ranges.push(start..segment.pieces.start);
        start = segment.pieces.end;
    }
    ranges.push(start..n_pieces);
    ranges.retain(|range| range.len() > 1);
    ranges
}

fn is_waiting(row: &FoundRow) -> bool {
    row.place
        .as_ref()
        .is_some_and(|place| place.tokens.is_empty() && place.label_line.is_some())
}
