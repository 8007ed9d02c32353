//! Puts the tokens of a row into its cells, by what the source shows of columns; what it does not show is inferred
//! and says so.

mod columns;
mod display;
mod fields;
mod headed;
mod illegible;
mod infer;
mod lines;
mod order;
mod row;
mod spaces;
pub(in crate::read) mod squeezed;
mod sums;

use std::ops::Range;

pub use row::{Columns, Content, Placed, Row};
pub(in crate::read) use row::{content, fill_blanks, in_order, line_of};

use crate::read::method::Method;
use crate::read::pieces::Cut;

/// Learns from `rows` how the cells of their table are parted.
#[must_use]
pub fn learn(text: &str, cut: &Cut, rows: &[Row]) -> Columns {
    let mut columns = Columns::default();
    for row in rows {
        let tokens = &row.tokens;
        columns
            .behind
            .extend(fields::complete_line(cut, row, tokens));
        columns
            .labelled
            .extend(fields::labelled_line(cut, row, tokens));
        columns.copies.extend(infer::copies(text, cut, row, tokens));
        columns.whole_rows.extend(columns::whole_row(cut, row));
        columns.stroked_rows += usize::from(squeezed::is_stroked(text, cut, row));
    }
    columns.lines_per_cell = lines::per_cell(cut, rows);
    columns.marked_cells = lines::are_marked(cut, rows);
    columns.spaces_per_blank = spaces::per_blank(text, cut, rows);
    columns
}

impl Columns {
    /// What is known besides from the `lines` above a row of `n_slots` cells that has no neighbours: one with as many
    /// words holds their heads.
    #[must_use]
    pub fn with_heads(
        mut self,
        text: &str,
        cut: &Cut,
        lines: Range<usize>,
        n_slots: usize,
    ) -> Self {
        let lines = lines.filter_map(|at| Some((at, cut.lines.get(at)?)));
        let rows = lines.flat_map(|(at, line)| columns::rows_of_heads(text, line, at, n_slots));
        self.whole_rows.extend(rows);
        self
    }
}

/// The cells of `row`, as many as it has slots, and how they were told apart.
#[must_use]
pub fn place(text: &str, cut: &Cut, row: &Row, columns: &Columns) -> (Method, Vec<Placed>) {
    let (method, mut placed) = choose(text, cut, row, columns);
    illegible::unread(text, cut, row, &mut placed);
    (method, placed)
}

/// The cells by the first way that fits.
fn choose(text: &str, cut: &Cut, row: &Row, columns: &Columns) -> (Method, Vec<Placed>) {
    let tokens = &row.tokens;
    let by = |method: Method| move |placed: Vec<Placed>| (method, placed);
    let spaces = || spaces::place(text, cut, row, tokens, columns.spaces_per_blank);
    let beside = || (tokens.len() == row.n_slots).then(|| in_order(tokens));
    let headed = || headed::place(cut, row, tokens);
    // Where heads are left out, fewer numbers than the form has cells are all there are.
    let below_few = || headed().filter(|_| headed::leave_out(row));
    infer::split_fused(text, cut, row, tokens)
        .map(by(Method::Order))
        .or_else(|| below_few().map(by(Method::Heads)))
        .or_else(|| squeezed::place(text, cut, row, columns).map(by(Method::Order)))
        .or_else(|| headed().map(by(Method::Heads)))
        .or_else(|| fields::place(cut, row, tokens, columns).map(by(Method::Grid)))
        .or_else(|| order::of_torn_row(cut, row, tokens).map(by(Method::Order)))
        .or_else(|| beside().map(by(Method::Beside)))
        .or_else(|| lines::place(cut, row, tokens, columns).map(by(Method::Down)))
        .or_else(|| infer::garbled_line(cut, row, tokens).map(by(Method::Order)))
        .or_else(|| spaces().map(by(Method::Ruler)))
        .or_else(|| display::place(cut, row, tokens, columns).map(by(Method::Ruler)))
        .unwrap_or_else(|| infer::place(text, cut, row, tokens, columns))
}

/// Whether the last of the tokens is the sum of the others, of which there is one at least.
#[must_use]
pub fn adds_up(cut: &Cut, tokens: &[usize]) -> bool {
    sums::adds_up(cut, tokens)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::pieces;
    use crate::read::placement::row::end_of_label;
    use crate::source::Span;

    /// A cell nobody could read is looked for beside its label, not beside the heads in front of it.
    #[test]
    fn an_empty_cell_stands_behind_the_label_of_its_row() {
        let text = "其\n计\n一、本年新收政府信息公开申请数量    12";
        let cut = pieces::cut(text);
        let row = Row::new(&cut, 0..cut.pieces.len(), Some(2), 7);
        let (_, placed) = place(text, &cut, &row, &Columns::default());
        let end = text.find("    ").unwrap();
        let first = placed.first().map(|placed| &placed.content);
        assert_eq!(first, Some(&Content::Gap(Span::new(end, end))));
        let lost = Row {
            label_line: None,
            ..row
        };
        assert_eq!(end_of_label(&cut, &lost), "其".len());
    }
}
