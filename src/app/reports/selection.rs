//! What is selected in a report: a cell or a block of cells, a header field, a finding, a sentence of the prose.

use crate::app::tables::draft::DraftTarget;
use crate::app::tables::walk::Walk;
use crate::form::CellKey;
use crate::review::marks::{self, Terms};
use crate::review::{HeaderField, Session, status};
use crate::rules::Finding;
use crate::source::Span;

/// What is selected.
#[derive(Default)]
pub(crate) struct Selection {
    /// The cell the keyboard acts on; a selected block begins at it.
    pub head: Option<CellKey>,
    /// Where a selected block ends; equal to `head` for one cell.
    pub corner: Option<CellKey>,
    /// The cell the keyboard acted on before a finding without cells was selected; the arrows go back to it.
    pub left: Option<CellKey>,
    /// The finding whose cells are framed and numbered.
    pub finding: Option<String>,
    /// Whether F4 judges the selected finding rather than the selected cells.
    pub judges_finding: bool,
    /// Where the selected sentence of the prose stands; the cells it speaks of are framed.
    pub statement: Option<Span>,
    /// The header field selected instead of a cell.
    pub field: Option<HeaderField>,
    /// Where a run of Tab began, as long as nothing else moves the selection: Enter goes back to its column.
    pub run_start: Option<CellKey>,
}

impl Selection {
    /// Selects one cell.
    pub(crate) fn select(&mut self, cell: CellKey) {
        self.corner = Some(cell.clone());
        self.head = Some(cell);
        self.field = None;
        self.statement = None;
        self.run_start = None;
    }

    /// Extends the block to `cell`.
    pub(crate) fn extend(&mut self, cell: CellKey) {
        self.head.get_or_insert_with(|| cell.clone());
        self.corner = Some(cell);
        self.field = None;
        self.statement = None;
    }

    /// Selects no cell, because what is selected instead has none: keys must not act on another cell.
    pub(crate) fn leave_cell(&mut self) {
        self.left = self.head.take().or(self.left.take());
        self.corner = None;
        self.field = None;
        self.statement = None;
        self.run_start = None;
    }

    /// Selects a finding, for F4 to judge.
    pub(crate) fn select_finding(&mut self, key: Option<String>) {
        self.judges_finding = key.is_some();
        self.finding = key;
    }

    /// The selected finding, if there still is one by its key.
    pub(crate) fn finding_of<'a>(&self, session: &'a Session) -> Option<&'a Finding> {
        let key = self.finding.as_ref()?;
        let mut findings = session.results().findings.iter();
        findings.find(|finding| finding.key == *key)
    }

    /// The terms of the selected finding, if one is selected.
    pub(crate) fn terms(&self, session: &Session) -> Option<Terms> {
        let finding = self.finding_of(session)?;
        Some(marks::terms(session, finding))
    }

    /// Whether the finding with this key is selected.
    pub(crate) fn is_finding(&self, finding: &Finding) -> bool {
        self.finding.as_ref() == Some(&finding.key)
    }

    /// What is selected, as far as it can be typed into.
    pub(crate) fn target(&self) -> Option<DraftTarget> {
        let field = self.field.map(DraftTarget::Header);
        field.or_else(|| self.head.clone().map(DraftTarget::Cell))
    }

    /// The selected cells, row by row.
    pub(crate) fn block(&self, walk: &Walk) -> Vec<Vec<CellKey>> {
        let (Some(head), Some(corner)) = (&self.head, &self.corner) else {
            return Vec::new();
        };
        let rows = walk.block(head, corner).into_iter();
        rows.map(|row| row.into_iter().cloned().collect()).collect()
    }

    /// Where the selected cell or header field stands in the source.
    pub(crate) fn spans(&self, session: &Session) -> Vec<Span> {
        if let Some(field) = self.field {
            let stated = session.stated(field);
            return stated
                .map(|stated| stated.spans.clone())
                .unwrap_or_default();
        }
        let cell = self.head.as_ref();
        cell.map(|cell| status::spans_of(session, cell))
            .unwrap_or_default()
    }
}
