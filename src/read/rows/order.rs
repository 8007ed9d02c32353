//! Rows whose tokens do not follow their labels in the order of the form.

use std::ops::Range;

use crate::form::RowKey;
use crate::read::align::{self, RowForm, Segment};
use crate::read::rows::{FoundRow, TableText};

/// The reason given for rows that stand elsewhere in the table than the form has them.
const OUT_OF_ORDER: &str = "本行没有印在表式规定的位置，按行标签对应";
/// A row out of order is only taken for one whose label is at most this far from the form's, in thousandths.
const CLEAR_LABEL: u32 = 250;
/// The reason given for tokens that follow the labels of several rows at once.
const QUEUED: &str = "几行标签之后才连着印数字，按先后顺序对应";

impl TableText<'_> {
    /// Finds rows that do not stand in the order of the form. `flags` tell of each piece whether it is explained and
    /// whether its line shows blanks.
    pub(super) fn find_elsewhere(
        &self,
        rows: &mut [FoundRow],
        forms: &[RowForm],
        segments: &[Option<Segment>],
        (explained, shown): (&[bool], &[bool]),
    ) {
        let elsewhere = self.segments_elsewhere(forms, segments, explained, shown);
        for row in rows.iter_mut().filter(|row| row.place.is_none()) {
            let found = elsewhere.iter().find(|(key, _)| *key == row.key);
            if let Some((_, segment)) = found {
                row.place = Some(self.row(&row.form, segment));
                row.label_distance = segment.label_distance;
                row.doubt = Some(OUT_OF_ORDER.to_owned());
            }
        }
    }

    /// The missing rows of the form, sought among the pieces no row claimed.
    fn segments_elsewhere(
        &self,
        forms: &[RowForm],
        segments: &[Option<Segment>],
        explained: &[bool],
        shown: &[bool],
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
            let part = |flags: &[bool]| flags.get(range.clone()).unwrap_or(&[]).to_vec();
            let pieces = self.pieces().get(range.clone()).unwrap_or(&[]);
            let here = align::align(&missing, pieces, &part(explained), &part(shown));
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

    /// Where several labels stand together and the tokens of all their rows behind them, deals the tokens out.
    pub(super) fn share_queued_tokens(&self, rows: &mut [FoundRow]) {
        for last in 0..rows.len() {
            let n_waiting = rows
                .iter()
                .take(last)
                .rev()
                .take_while(|row| is_waiting(row))
                .count();
            if let Some(queue) = rows
                .get_mut(last - n_waiting..=last)
                .filter(|_| n_waiting > 0)
            {
                let next = self.tokens_behind(queue);
                deal(queue, &next);
            }
        }
    }

    /// The tokens of the last row of the queue and those that follow it before the next label.
    fn tokens_behind(&self, queue: &[FoundRow]) -> Vec<usize> {
        let Some(place) = queue.last().and_then(|row| row.place.as_ref()) else {
            return Vec::new();
        };
        let is_token = |at: &usize| {
            self.cut
                .pieces
                .get(*at)
                .is_some_and(|piece| piece.token().is_some())
        };
        let behind = (place.pieces.end..self.region.end).take_while(is_token);
        place.tokens.iter().copied().chain(behind).collect()
    }
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

/// Gives the rows of the queue their tokens in order, if there are exactly as many as cells.
fn deal(queue: &mut [FoundRow], tokens: &[usize]) {
    let n_slots: usize = queue.iter().map(|row| row.form.n_slots).sum();
    if tokens.len() != n_slots {
        return;
    }
    let mut rest = tokens.iter().copied();
    for row in queue {
        if let Some(place) = &mut row.place {
            place.tokens = rest.by_ref().take(row.form.n_slots).collect();
        }
        row.doubt = Some(QUEUED.to_owned());
    }
}
