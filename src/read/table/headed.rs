//! Rows side by side whose cells stand apart: each below the head of its column, or a few below theirs.

use crate::form::Equation;
use crate::read::doubt::Doubt;
use crate::read::fold;
use crate::read::method::Method;
use crate::read::pieces::Piece;
use crate::read::placement::{Content, Placed};
use crate::read::proof;
use crate::read::row_form::RowForm;
use crate::read::table::dealt::is_failing;
use crate::read::table::{ReadRow, Reader, Standing};

/// So many cells of ten must stand below heads of their own.
const HEADED_LEAST: usize = 7;

/// The cells below one set of heads.
#[derive(Clone, Debug, Default)]
struct Group {
    /// The row whose label stands above one of the cells.
    row: Option<usize>,
    /// The token of each column.
    cells: Vec<Option<usize>>,
}

impl Reader<'_> {
    /// The rows of a table whose cells stand below heads of their own, column by column; `None` if most do not.
    pub(super) fn headed_rows(&self, forms: &[RowForm]) -> Option<Vec<ReadRow>> {
        let groups = self.groups(forms);
        let n_cells: usize = forms.iter().map(|form| form.n_slots).sum();
        let filled = groups.iter().flat_map(|group| &group.cells).flatten();
        if groups.len() != forms.len() || filled.count() * 10 < n_cells * HEADED_LEAST {
            return None;
        }
        let mut unnamed = groups.iter().filter(|group| group.row.is_none());
        let rows = forms.iter().enumerate().map(|(at, form)| {
            let named = groups.iter().find(|group| group.row == Some(at));
            let group = named.or_else(|| unnamed.next())?;
            Some(self.headed_row(form, group))
        });
        rows.collect()
    }

    fn headed_row(&self, form: &RowForm, group: &Group) -> ReadRow {
        let cell = |token: &Option<usize>| Placed {
            content: token.map_or(Content::Missing, Content::Token),
            doubt: None,
        };
        let mut row = ReadRow {
            key: form.key.clone(),
            columns: self.column_keys(&form.key),
            placed: group.cells.iter().map(cell).collect(),
            doubt: None,
            garbled: false,
            standing: Standing::Dealt,
            method: Method::Heads,
            labels: Vec::new(),
            found: true,
        };
        let is_whole = group.cells.iter().all(Option::is_some);
        if !is_whole || group.row.is_none() || !self.adds_up(&row) {
            row.doubt = Some(Doubt::Unsettled);
        }
        row
    }

    /// Whether the equations within the row hold.
    fn adds_up(&self, row: &ReadRow) -> bool {
        let cells = self.cells(std::slice::from_ref(row));
        let is_within = |equation: &Equation| equation.cells().all(|cell| cell.row == row.key);
        let outcomes = proof::outcomes(self.equations, &cells).into_iter();
        let mut within = outcomes.filter(|(equation, _)| is_within(equation));
        within.all(|(_, outcome)| !is_failing(outcome))
    }

    /// The cells below heads in the order of the text: a group ends where a column comes again, or another row's label.
    fn groups(&self, forms: &[RowForm]) -> Vec<Group> {
        let mut groups: Vec<Group> = Vec::new();
        let n_columns = forms.first().map_or(0, |form| form.n_slots);
        for paragraph in self.paragraphs(self.table.region.start..self.table.cut.pieces.len()) {
            let columns = paragraph.named();
            let is_lent = paragraph
                .tokens()
                .iter()
                .any(|at| self.around.lent.contains(at));
            if columns.is_empty() || columns.len() != paragraph.tokens().len() || is_lent {
                continue;
            }
            let labels = self.table.cut.pieces.get(paragraph.labels()).unwrap_or(&[]);
            let row = forms.iter().position(|form| is_named(form, labels));
            let goes_on = |group: &Group| {
                let is_free = |column: usize| matches!(group.cells.get(column), Some(None));
                columns.clone().all(is_free)
                    && (row.is_none() || group.row.is_none() || row == group.row)
            };
            if !groups.last().is_some_and(goes_on) {
                groups.push(Group {
                    row: None,
                    cells: vec![None; n_columns],
                });
            }
            let Some(group) = groups.last_mut() else {
                continue;
            };
            group.row = group.row.or(row);
            for (column, token) in columns.zip(paragraph.tokens()) {
                if let Some(cell) = group.cells.get_mut(column) {
                    *cell = Some(*token);
                }
            }
        }
        groups
    }
}

/// Whether one of the labels above a number holds that of the row.
pub(super) fn is_named(form: &RowForm, labels: &[Piece]) -> bool {
    let holds = |label: &[char]| {
        let mut own = form.labels.iter();
        own.any(|own| !own.is_empty() && fold::holds(label, own))
    };
    labels.iter().filter_map(Piece::label).any(holds)
}
