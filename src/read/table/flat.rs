//! Rows side by side: one line of numbers below all heads.

use crate::read::doubt::Doubt;
use crate::read::placement::{self, Row};
use crate::read::row_form::RowForm;
use crate::read::table::dealt::doubt_all;
use crate::read::table::{ReadRow, Reader, Standing, are_on_one_line};

impl Reader<'_> {
    /// All rows side by side: the tokens behind the heads fill the cells in order.
    pub(super) fn flat_rows(&self) -> Vec<ReadRow> {
        let forms = self.table.row_forms();
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
        if !is_together && self.fit(&rows).n_failing > 0 {
            doubt_all(&mut rows, &Doubt::Unsettled);
        }
        rows
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
