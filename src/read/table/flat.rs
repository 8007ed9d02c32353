//! Rows side by side: one line of numbers below all heads. Where a text prints them below each other, each behind its
//! label, or names every column in full, labels and heads tell the cells, in whatever order they stand.

use std::ops::Range;

use crate::read::doubt::Doubt;
use crate::read::heads::{Heads, Told};
use crate::read::pieces::{LineKind, Piece};
use crate::read::placement::{self, Content, Row};
use crate::read::row_form::RowForm;
use crate::read::table::dealt::doubt_all;
use crate::read::table::headed::is_named;
use crate::read::table::{ReadRow, Reader, Standing, are_on_one_line};

impl Reader<'_> {
    /// All rows side by side: the tokens behind the heads fill the cells in order.
    pub(super) fn flat_rows(&self) -> Vec<ReadRow> {
        let forms = self.table.row_forms();
        let heads_over = self.table.heads_over();
        if let Some(rows) = self.rows_behind_labels(&forms, &heads_over) {
            return rows;
        }
        let n_slots = forms.iter().map(|form| form.n_slots).sum();
        let heads = self
            .table
            .pieces()
            .iter()
            .take_while(|piece| piece.token().is_none());
        let label_line = heads.last().map(|piece| piece.line);
        let mut row = Row::new(
            self.table.cut,
            self.table.region.clone(),
            label_line,
            n_slots,
        );
        row.tokens.retain(|at| !self.around.lent.contains(at));
        row.group = forms.first().map_or(n_slots, |form| form.n_slots);
        row.garbled = self.table.garbled_behind(&row.tokens);
        row.named = self.named_in_full(&row.tokens, &heads_over);
        let lines = self.table.pieces().first().map_or(0, |piece| piece.line)
            ..label_line.map_or(0, |line| line + 1);
        let columns = placement::learn(self.table.text, self.table.cut, std::slice::from_ref(&row))
            .with_heads(self.table.text, self.table.cut, lines, n_slots);
        let (method, placed) = placement::place(self.table.text, self.table.cut, &row, &columns);
        let garbled = self.table.has_garble(0, usize::MAX);
        let why_blank = self.doubt_of_none().filter(|_| row.tokens.is_empty());
        let is_together = row.tokens.len() == n_slots && self.have_no_heads_between(&row.tokens)
            || are_on_one_line(self.table.cut, &row.tokens);
        if !is_together && let Some(headed) = self.headed_rows(&forms) {
            return headed;
        }
        let mut cells = placed.into_iter();
        let row = |form: &RowForm| ReadRow {
            columns: self.column_keys(&form.key),
            placed: cells.by_ref().take(form.n_slots).collect(),
            key: form.key.clone(),
            doubt: why_blank.clone(),
            garbled,
            standing: Standing::of(is_together),
            method,
            labels: Vec::new(),
            found: true,
        };
        let mut rows: Vec<ReadRow> = forms.iter().map(row).collect();
        // One cell too few on a line moves all behind it to the left, and leaves the last one empty.
        let last = rows.last().and_then(|row| row.placed.last());
        let ends_empty = last.is_some_and(|last| matches!(last.content, Content::Blank(_)));
        if (!is_together || ends_empty) && self.fit(&rows).n_failing > 0 {
            doubt_all(&mut rows, &Doubt::Unsettled);
        }
        rows
    }

    /// The line of the tokens, and its fields in the order of the form, where the head of each names its row and its column.
    fn named_in_full(
        &self,
        tokens: &[usize],
        heads: &Heads,
    ) -> Option<(usize, Vec<Option<Range<usize>>>)> {
        let line = placement::line_of(self.table.cut, *tokens.first()?);
        let fields = heads.cells(heads.block(line)?, self.table.spec)?;
        Some((line, fields))
    }

    /// The rows, where each stands on a line of a grid behind its own label, and no number stands elsewhere.
    fn rows_behind_labels(&self, forms: &[RowForm], heads: &Heads) -> Option<Vec<ReadRow>> {
        let columns = self.table.spec.blocks.first()?.columns.as_slice();
        let mut found: Vec<Option<Row>> = vec![None; forms.len()];
        let mut unnamed = Vec::new();
        let mut are_others = false;
        let mut start = self.table.region.start;
        for of_line in self.table.pieces().chunk_by(|a, b| a.line == b.line) {
            let pieces = start..start + of_line.len();
            start = pieces.end;
            let number = of_line.first()?.line;
            let is_label = |piece: &&Piece| piece.token().is_none();
            let n_labels = of_line.iter().take_while(is_label).count();
            let (labels, tokens) = of_line.split_at(n_labels);
            let named = |form: &RowForm| is_named(form, labels);
            let at: Vec<usize> = (0..forms.len())
                .filter(|at| forms.get(*at).is_some_and(named))
                .collect();
            if tokens.is_empty() && at.len() != 1 {
                continue;
            }
            let line = self.table.cut.lines.get(number)?;
            let n_slots = forms.first()?.n_slots;
            if line.kind != LineKind::Grid || line.fields.len() < n_slots {
                return None;
            }
            let mut row = Row::new(self.table.cut, pieces, Some(number), n_slots);
            let told = heads.block(number).map(|block| heads.told(block, columns));
            are_others |= told == Some(Told::Others) || heads.are_unsorted(number, columns);
            let named = told.and_then(Told::named);
            row.named = named.map(|named| (number, named.columns));
            match at.as_slice() {
                [at] => {
                    if found.get_mut(*at)?.replace(row).is_some() {
                        return None;
                    }
                }
                _ => unnamed.push(row),
            }
        }
        // The one row whose label says nothing is the one that is left. A line of labels alone may be one of heads.
        let are_rows = found.iter().flatten().all(|row| !row.tokens.is_empty());
        let mut missing = found.iter_mut().filter(|row| row.is_none());
        match (missing.next(), missing.next(), unnamed.pop(), unnamed.pop()) {
            (None, None, None, None) => {}
            (Some(place), None, Some(row), None) if are_rows => *place = Some(row),
            _ => return None,
        }
        let rows: Vec<Row> = found.into_iter().collect::<Option<_>>()?;
        let columns = placement::learn(self.table.text, self.table.cut, &rows);
        let read = |(form, row): (&RowForm, &Row)| {
            let (method, placed) = placement::place(self.table.text, self.table.cut, row, &columns);
            ReadRow {
                columns: self.column_keys(&form.key),
                placed,
                key: form.key.clone(),
                doubt: are_others.then_some(Doubt::OtherHeads),
                garbled: false,
                standing: Standing::of(true),
                method,
                labels: Vec::new(),
                found: true,
            }
        };
        Some(forms.iter().zip(&rows).map(read).collect())
    }

    /// Why a table without a single number may not be blank.
    fn doubt_of_none(&self) -> Option<Doubt> {
        if self.table.is_followed_by_garble() {
            Some(Doubt::GarbleBehind)
        } else {
            self.around
                .before
                .is_damaged
                .then_some(Doubt::ReportDamaged)
        }
    }
}
