//! Finds the rows of a table in its pieces: label, tokens, and the sub-rows a report prints instead of a row.

mod behind;
pub(super) mod groups;
mod lines;
mod noise;
mod order;
mod queues;
mod sub_rows;

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use crate::form::schema::{Extra, TableSpec};
use crate::form::{RowKey, TableId};
use crate::read::align::{Aspect, Segment};
use crate::read::doubt::Doubt;
use crate::read::heads::{Heads, Told};
use crate::read::pieces::{Cut, LineKind, Piece};
use crate::read::placement::Row;
use crate::read::region::KNOWN;
use crate::read::row_form::{self, RowForm};
use crate::read::vocabulary::{self, Vocabulary};
use crate::source::Span;

/// Lines of a grid above the first row that may hold its heads.
const LINES_ABOVE: usize = 4;

/// A table's stretch of text, with the form it should follow.
#[derive(Clone, Debug)]
pub(super) struct TableText<'a> {
    /// The whole text.
    pub text: &'a str,
    /// The whole text in pieces.
    pub cut: &'a Cut,
    /// The table's pieces.
    pub region: Range<usize>,
    /// Which table it is.
    pub table: TableId,
    /// Its form in the edition it follows.
    pub spec: &'static TableSpec,
    /// Characters of heads and column labels.
    heads: Arc<Vocabulary>,
}

/// A row of the report before its cells are placed.
#[derive(Clone, Debug)]
pub(super) struct FoundRow {
    /// The row of the form it is or belongs to.
    pub form: RowForm,
    /// Its key; the report's own label is part of it for a sub-row.
    pub key: RowKey,
    /// Its pieces; `None` if it does not stand in the text.
    pub place: Option<Row>,
    /// Distance of its label from the form's, in thousandths per character.
    pub label_distance: u32,
    /// Why its tokens may not be its own.
    pub doubt: Option<Doubt>,
}

impl<'a> TableText<'a> {
    /// The stretch `region` of a text, read as `table` in the form `spec`.
    #[must_use]
    pub(super) fn new(
        text: &'a str,
        cut: &'a Cut,
        region: Range<usize>,
        table: TableId,
        spec: &'static TableSpec,
    ) -> Self {
        Self {
            text,
            cut,
            region,
            table,
            spec,
            heads: vocabulary::heads(spec),
        }
    }

    /// The table's pieces.
    #[must_use]
    pub(super) fn pieces(&self) -> &'a [Piece] {
        self.cut.pieces.get(self.region.clone()).unwrap_or(&[])
    }

    /// The heads in the table's lines, and in those of its grid right above.
    #[must_use]
    pub(super) fn heads_over(&self) -> Heads {
        let first = self.pieces().first().map_or(0, |piece| piece.line);
        let is_grid = |line: &usize| {
            let line = self.cut.lines.get(*line);
            line.is_some_and(|line| matches!(line.kind, LineKind::Grid | LineKind::Noise))
        };
        let above = (0..first)
            .rev()
            .take(LINES_ABOVE)
            .take_while(is_grid)
            .last();
        let start = above.unwrap_or(first);
        let before = self.cut.pieces.get(..self.region.start).unwrap_or(&[]);
        let start = before.partition_point(|piece| piece.line < start);
        let pieces = self.cut.pieces.get(start..self.region.end).unwrap_or(&[]);
        Heads::of(self.cut, pieces, self.spec)
    }

    /// The rows of the form as the aligner wants them.
    #[must_use]
    pub(super) fn row_forms(&self) -> Arc<Vec<RowForm>> {
        row_form::of_table(self.spec)
    }

    /// The rows of a table printed row below row, in the order of the form.
    #[must_use]
    pub(super) fn rows(&self) -> Vec<FoundRow> {
        let forms = self.row_forms();
        let aspects = self.aspects();
        let queued = self.queued_tokens(&forms);
        let segments = self.align_without(&queued, &forms, &aspects);
        let mut rows: Vec<FoundRow> = (0..forms.len())
            .flat_map(|index| self.rows_of(&forms, &segments, index))
            .collect();
        self.find_elsewhere(&mut rows, &forms, &segments, &aspects);
        self.share_queued_tokens(&mut rows);
        self.complete_lines(&mut rows);
        self.doubt_astray(&mut rows);
        self.mark_shared_lines(&mut rows);
        self.name_columns(&mut rows);
        rows
    }

    fn aspects(&self) -> Vec<Aspect> {
        let aspect = |(piece, noise): (&Piece, bool)| Aspect {
            explained: self.is_explained(piece),
            blanks_shown: self.shows_blanks(piece),
            noise,
        };
        self.pieces().iter().zip(self.noise()).map(aspect).collect()
    }

    /// Tells of each row in a grid which of its fields the heads over it name.
    fn name_columns(&self, rows: &mut [FoundRow]) {
        let heads = self.heads_over();
        let mut known = BTreeMap::new();
        for row in rows {
            let block = self.spec.row(&row.form.key).map(|(block, _)| block);
            let (Some(place), Some(block)) = (&mut row.place, block) else {
                continue;
            };
            let token = place.tokens.first().and_then(|at| self.cut.pieces.get(*at));
            let line = token.map(|piece| piece.line).or(place.label_line);
            let Some(line) = line else {
                continue;
            };
            let told = heads.block(line).map(|over| {
                let told = known.entry((over, std::ptr::from_ref(block)));
                &*told.or_insert_with(|| heads.told(over, &block.columns))
            });
            let are_others =
                told == Some(&Told::Others) || heads.are_unsorted(line, &block.columns);
            if are_others {
                row.doubt.get_or_insert(Doubt::OtherHeads);
            }
            place.named = match told {
                Some(Told::Named(named)) => Some((line, named.columns.clone())),
                _ => None,
            };
        }
    }

    /// Where the fragments of the row's own label stand.
    #[must_use]
    pub(super) fn label_spans(&self, row: &FoundRow) -> Vec<Span> {
        let own = &row.form.words;
        let is_sub_row = row.key.sub_label().is_some();
        let is_own = |piece: &&Piece| {
            piece
                .label()
                .is_some_and(|label| is_sub_row || own.coverage(label) >= KNOWN)
        };
        let pieces = row.place.iter().flat_map(|place| place.pieces.clone());
        pieces
            .filter_map(|at| self.cut.pieces.get(at))
            .filter(is_own)
            .map(|piece| piece.span)
            .collect()
    }

    /// Whether something stands on the lines `first` to `last` (from 0) of the table that is no word of its form.
    #[must_use]
    pub(super) fn has_garble(&self, first: usize, last: usize) -> bool {
        let Some(words) = vocabulary::of_table(self.table) else {
            return false;
        };
        let start = self.pieces().partition_point(|piece| piece.line < first);
        let end = self.pieces().partition_point(|piece| piece.line <= last);
        let pieces = self.pieces().get(start..end).unwrap_or(&[]);
        pieces
            .iter()
            .filter_map(Piece::label)
            .any(|label| !label.is_empty() && words.coverage(label) < KNOWN)
    }

    /// Whether the piece is a head or a column label of the form.
    #[must_use]
    pub(super) fn is_explained(&self, piece: &Piece) -> bool {
        piece
            .label()
            .is_some_and(|folded| self.heads.coverage(folded) >= KNOWN)
    }

    fn shows_blanks(&self, piece: &Piece) -> bool {
        let line = self.cut.lines.get(piece.line);
        line.is_some_and(|line| line.kind == LineKind::Grid && line.fields.len() > 2)
    }

    /// The rows a row of the form stands for in this report: itself, or the sub-rows the report prints instead.
    fn rows_of(
        &self,
        forms: &[RowForm],
        segments: &[Option<Segment>],
        index: usize,
    ) -> Vec<FoundRow> {
        let (Some(form), Some(segment)) = (forms.get(index), segments.get(index)) else {
            return Vec::new();
        };
        let segment = &segment.clone().filter(|segment| !self.is_heads(segment));
        let row = FoundRow {
            form: form.clone(),
            key: form.key.clone(),
            place: segment.as_ref().map(|segment| self.row(form, segment)),
            label_distance: segment.as_ref().map_or(0, |segment| segment.label_distance),
            doubt: None,
        };
        let Some(segment) = segment else {
            return if form.optional { Vec::new() } else { vec![row] };
        };
        let extra = self
            .spec
            .row(&form.key)
            .map_or(Extra::No, |(_, row)| row.extra);
        if extra == Extra::No {
            return vec![row];
        }
        let start = segments
            .iter()
            .take(index)
            .flatten()
            .map(|segment| segment.pieces.end)
            .next_back();
        let end = segments
            .iter()
            .skip(index + 1)
            .flatten()
            .map(|segment| segment.pieces.start)
            .next();
        let around = start.unwrap_or(0)..end.unwrap_or(self.pieces().len());
        let sub_rows = self.sub_rows(form, around, segment.pieces.start, extra);
        if sub_rows.is_empty() && extra == Extra::Splits {
            vec![row]
        } else {
            sub_rows
        }
    }

    /// Whether nothing but heads of a grid stand in a segment: no row, though its label has words of theirs.
    fn is_heads(&self, segment: &Segment) -> bool {
        let pieces = self.pieces().get(segment.pieces.clone()).unwrap_or(&[]);
        let is_head = |piece: &Piece| self.shows_blanks(piece) && self.is_explained(piece);
        segment.label_distance > 0 && pieces.iter().all(is_head)
    }

    fn row(&self, form: &RowForm, segment: &Segment) -> Row {
        let pieces =
            segment.pieces.start + self.region.start..segment.pieces.end + self.region.start;
        let in_segment = || pieces.clone().filter_map(|at| self.cut.pieces.get(at));
        let labels_before = in_segment().take_while(|piece| piece.token().is_none());
        let label = labels_before
            .last()
            .or_else(|| in_segment().find(|piece| piece.token().is_none()));
        let is_lost = segment.label_distance >= 1_000;
        let mut row = Row::new(
            self.cut,
            pieces.clone(),
            label.filter(|_| !is_lost).map(|piece| piece.line),
            form.n_slots,
        );
        self.drop_torn_words(&mut row);
        self.drop_full_stop(&mut row);
        row.garbled = self.garbled(form, &row.tokens);
        row
    }
}
