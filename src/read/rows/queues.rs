//! Labels that stand together, with the numbers of all their rows behind them. The numbers are set apart before rows are
//! sought: else each would go to the label nearest to it, and shift the rows behind.

use std::collections::BTreeSet;

use crate::read::align::{self, Aspect, Segment};
use crate::read::distance::edit_distance;
use crate::read::pieces::Piece;
use crate::read::row_form::RowForm;
use crate::read::rows::TableText;

/// Share of a label's characters that damage may have changed, in hundredths.
const TOLERANCE: usize = 20;

impl TableText<'_> {
    /// The numbers behind labels of neighbouring rows, as many as all of these have cells, as indices into the table's pieces.
    pub(super) fn queued_tokens(&self, forms: &[RowForm]) -> BTreeSet<usize> {
        let mut queued = BTreeSet::new();
        let mut at = 0;
        while at < self.pieces().len() {
            let (rows, end) = self.labels_from(forms, at);
            let n_slots: usize = rows.iter().map(|row| row.n_slots).sum();
            let tokens = self.pieces().get(end..).unwrap_or(&[]).iter();
            let n_tokens = tokens.take_while(|piece| piece.token().is_some()).count();
            if rows.len() > 1 && n_tokens == n_slots && !self.stands_beside(at, end) {
                queued.extend(end..end + n_tokens);
            }
            at = end.max(at + 1);
        }
        queued
    }

    /// Whether the token at `end` is the number of the label before it: it stands on its line, and the first of the labels, at
    /// `at`, on another.
    fn stands_beside(&self, at: usize, end: usize) -> bool {
        let line = |at: usize| self.pieces().get(at).map(|piece| piece.line);
        let last = end.checked_sub(1).and_then(line);
        last == line(end) && last != line(at)
    }

    /// The rows whose labels stand at piece `at` and right behind it, in their order, and where they end.
    fn labels_from<'f>(&self, forms: &'f [RowForm], at: usize) -> (Vec<&'f RowForm>, usize) {
        let mut rows: Vec<&RowForm> = Vec::new();
        let mut end = at;
        let mut next = forms.iter();
        while let Some(label) = self.pieces().get(end).and_then(Piece::label) {
            let is_label = |row: &&RowForm| row.labels.iter().any(|own| is_alike(own, label));
            let row = if rows.is_empty() {
                next.by_ref().find(is_label)
            } else {
                next.next().filter(is_label)
            };
            let Some(row) = row else {
                break;
            };
            rows.push(row);
            end += 1;
        }
        (rows, end)
    }

    /// The segments of the rows in the table's pieces, each with its aspect, but for those `left_out`.
    pub(super) fn align_without(
        &self,
        left_out: &BTreeSet<usize>,
        forms: &[RowForm],
        aspects: &[Aspect],
    ) -> Vec<Option<Segment>> {
        if left_out.is_empty() {
            return align::align(forms, self.pieces(), aspects);
        }
        let kept: Vec<usize> = (0..self.pieces().len())
            .filter(|at| !left_out.contains(at))
            .collect();
        let pieces: Vec<Piece> = kept
            .iter()
            .filter_map(|at| self.pieces().get(*at).cloned())
            .collect();
        let aspects = kept.iter().filter_map(|at| aspects.get(*at).copied());
        let segments = align::align(forms, &pieces, &aspects.collect::<Vec<_>>());
        let in_table = |segment: Segment| {
            let start = *kept.get(segment.pieces.start)?;
            let last = *kept.get(segment.pieces.end.checked_sub(1)?)?;
            let pieces = start..last + 1;
            Some(Segment { pieces, ..segment })
        };
        segments
            .into_iter()
            .map(|segment| segment.and_then(in_table))
            .collect()
    }
}

fn is_alike(own: &[char], label: &[char]) -> bool {
    let is_near = |n_changes: usize| n_changes * 100 <= own.len() * TOLERANCE;
    is_near(own.len().abs_diff(label.len())) && is_near(edit_distance(own, label))
}
