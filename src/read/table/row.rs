//! Reads a row: its cells, and what makes it doubtful as a whole.

use std::ops::Range;

use crate::form::{LineKey, RowKey};
use crate::read::align::Between;
use crate::read::doubt::Doubt;
use crate::read::method::Method;
use crate::read::pieces::Piece;
use crate::read::placement::{self, Columns, Content, Placed};
use crate::read::rows::FoundRow;
use crate::read::table::Reader;
use crate::read::table::read_row::{ReadRow, Standing};
use crate::read::under_heads;

/// A label farther from the form's than this (thousandths) makes its row doubtful.
pub(super) const DOUBTFUL_LABEL: u32 = 450;

impl Reader<'_> {
    pub(super) fn read_row(&self, row: &FoundRow, columns: &Columns) -> ReadRow {
        let missing = Placed {
            content: Content::Missing,
            doubt: None,
        };
        let (method, mut placed) = match &row.place {
            Some(place) => placement::place(self.table.text, self.table.cut, place, columns),
            None => (Method::default(), vec![missing; row.form.n_slots]),
        };
        self.mind_kinds(&row.key, &mut placed);
        let label_doubt = match row.label_distance {
            1_000.. => Some(Doubt::LabelLost),
            distance if distance > DOUBTFUL_LABEL => Some(Doubt::LabelDamaged),
            _ => None,
        };
        let place = row.place.as_ref();
        ReadRow {
            placed,
            method: if row.doubt == Some(Doubt::Queued) {
                Method::Queued
            } else {
                method
            },
            doubt: label_doubt
                .or(row.doubt.clone())
                .or_else(|| self.between_doubt(row))
                .or_else(|| self.heads_doubt(row)),
            garbled: place.is_some_and(|place| self.has_garble(place)),
            standing: Standing::of(self.is_whole(row) || self.is_on_one_line(row)),
            ..self.bare_row(row)
        }
    }

    /// Whether something illegible stands beside the label; where the row has no number at all, anywhere on its lines.
    fn has_garble(&self, place: &placement::Row) -> bool {
        let lines = if place.tokens.is_empty() {
            let of_piece = |at: usize| self.table.cut.pieces.get(at).map(|piece| piece.line);
            let last = place.pieces.end.checked_sub(1);
            of_piece(place.pieces.start).zip(last.and_then(of_piece))
        } else {
            place.label_line.map(|line| (line, line))
        };
        lines.is_some_and(|(first, last)| self.table.has_garble(first, last))
    }

    /// Tokens on lines before the label and on lines behind it may be those of two rows.
    fn between_doubt(&self, row: &FoundRow) -> Option<Doubt> {
        let pieces = row.place.as_ref()?.pieces.clone();
        let pieces = self.table.cut.pieces.get(pieces)?;
        let mut between = Between::default();
        for piece in pieces {
            between.add(piece);
        }
        between.is_so.then_some(Doubt::LabelBetween)
    }

    /// Behind the head of a column of another block stand the numbers of that block, and no head stands between
    /// numbers and the label they come before.
    fn heads_doubt(&self, row: &FoundRow) -> Option<Doubt> {
        let place = row.place.as_ref()?;
        let (first, last) = (*place.tokens.first()?, *place.tokens.last()?);
        let (own, _) = self.table.spec.row(&row.form.key)?;
        let labels = |range: Range<usize>| {
            let pieces = self.table.cut.pieces.get(range);
            pieces.into_iter().flatten().filter_map(Piece::label)
        };
        let spec = self.table.spec;
        let is_foreign = |label: &[char]| under_heads::is_foreign_head(label, own, spec);
        let is_head = |label: &[char]| under_heads::is_head(label, spec);
        let is_wrong = labels(place.pieces.start..first).any(is_foreign)
            || (self.table.is_reversed(row) && labels(last..place.pieces.end).any(is_head));
        is_wrong.then_some(Doubt::HeadBetween)
    }

    /// The row without its cells.
    pub(super) fn bare_row(&self, row: &FoundRow) -> ReadRow {
        ReadRow {
            key: row.key.clone(),
            columns: self.column_keys(&row.key),
            placed: Vec::new(),
            doubt: None,
            garbled: false,
            standing: Standing::Together,
            method: Method::default(),
            labels: self.table.label_spans(row),
            found: row.place.is_some(),
        }
    }

    pub(super) fn column_keys(&self, row: &RowKey) -> Vec<LineKey> {
        let columns = self.table.spec.row(row).map(|(block, _)| &block.columns);
        columns
            .into_iter()
            .flatten()
            .map(|column| column.key.clone())
            .collect()
    }
}
