//! What the window keeps of one report besides its session: selection, drafts, scrolling.

use std::collections::BTreeMap;

use crate::app::findings::remarks::ReadingView;
use crate::app::keyboard::LineEdit;
use crate::app::reports::drawn::{Picture, Rows};
use crate::app::tables::measures::RowHeight;
use crate::app::tables::walk::Walk;
use crate::form::{CellKey, TableId};
use crate::review::problems::{Problem, ProblemKind};
use crate::review::statements::Statement;
use crate::review::status;
use crate::review::{HeaderField, Placed, Session};
use crate::rules::Finding;
use crate::source::Span;

/// The view of one report.
#[derive(Default)]
pub(crate) struct View {
    /// The cell the keyboard acts on; a selected block begins at it.
    pub head: Option<CellKey>,
    /// Where a selected block ends; equal to `head` for one cell.
    pub corner: Option<CellKey>,
    /// The cell the keyboard acted on before a finding without cells was selected; the arrows go back to it.
    pub left: Option<CellKey>,
    /// The finding whose cells are framed and numbered.
    pub finding: Option<String>,
    /// Where the selected sentence of the prose stands; the cells it speaks of are framed.
    pub statement: Option<Span>,
    /// The problem F8 went to last with its place in the list, to go on from.
    pub problem: Option<(usize, Problem)>,
    /// The only kind of problem that F8 goes through at the moment.
    pub walked: Option<ProblemKind>,
    /// Whether F4 judges the selected finding rather than the selected cells.
    pub judges_finding: bool,
    /// The header field selected instead of a cell.
    pub field: Option<HeaderField>,
    /// The cell or header field being typed into.
    pub draft: Option<Draft>,
    /// The source pane.
    pub source: crate::app::source::panel::SourceView,
    /// How the report was read, in the place of the findings.
    pub reading: ReadingView,
    /// The findings list: tables whose minor lines are unfolded.
    pub unfolded: BTreeMap<(Option<TableId>, bool), bool>,
    /// Whether the selected cell must be scrolled into view in the tables.
    pub scroll_to_cell: bool,
    /// Where the tables are to be scrolled to in the next frame.
    pub tables: Scrolling,
    /// Frames in which the selection is still to be kept in sight, because panes find their size after a start.
    pub settling: u8,
    /// Whether the selected finding must be scrolled into view in the list.
    pub scroll_to_finding: bool,
    /// The repair proposals.
    pub repairs: crate::app::cell::repairs::Repairs,
    /// What a proposal that is looked at, or lines of the source, would put into cells.
    pub previewed: BTreeMap<CellKey, String>,
    /// Contents of the source that wait to be accepted.
    pub fill: Option<Fill>,
    /// Which rows of the tables are drawn.
    pub rows: Rows,
    /// How high the rows of the tables are.
    pub row_height: RowHeight,
    picture: Option<Picture>,
}

/// Where a pane is to be scrolled to, whatever an earlier start left it at.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Scrolling {
    /// Where it is.
    #[default]
    Stay,
    /// To its beginning.
    ToStart,
}

/// Contents of the source put before the reviewer, not yet a step.
#[derive(Clone, Debug)]
pub(crate) struct Fill {
    /// The cells with their contents.
    pub cells: Vec<Placed>,
    /// The revision of the session they were put beside; after a step they are void.
    pub revision: u64,
}

/// Something being typed, not yet a step.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Draft {
    /// What it will become.
    pub target: DraftTarget,
    /// The characters so far.
    pub line: LineEdit,
    /// How it was begun.
    pub typing: Typing,
}

/// How a draft was begun.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Typing {
    /// Typing over what stood there; the arrows go on to other cells.
    Over,
    /// Editing what stood there; the arrows move the caret.
    Within,
}

/// What a draft will become.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum DraftTarget {
    /// The value of a cell.
    Cell(CellKey),
    /// Office, year or period.
    Header(HeaderField),
}

impl View {
    /// Selects one cell and shows it in both panes.
    pub(crate) fn select(&mut self, cell: CellKey) {
        self.corner = Some(cell.clone());
        self.head = Some(cell);
        self.field = None;
        self.statement = None;
        self.scroll_to_cell = true;
        self.source.scroll_to_selection = true;
    }

    /// Selects a header field and shows where the report states it.
    pub(crate) fn select_field(&mut self, field: HeaderField) {
        self.leave_cell();
        self.field = Some(field);
        self.source.scroll_to_selection = true;
    }

    /// What is selected, as far as it can be typed into.
    pub(crate) fn target(&self) -> Option<DraftTarget> {
        let field = self.field.map(DraftTarget::Header);
        field.or_else(|| self.head.clone().map(DraftTarget::Cell))
    }

    /// Selects no cell, because what is selected instead has none: keys must not act on another cell.
    pub(crate) fn leave_cell(&mut self) {
        self.left = self.head.take().or(self.left.take());
        self.corner = None;
        self.field = None;
        self.statement = None;
    }

    /// Selects a remark on the reading, which is about no cell and no finding.
    pub(crate) fn select_remark(&mut self, at: usize) {
        self.leave_cell();
        self.finding = None;
        self.judges_finding = false;
        self.reading.selected = Some(at);
    }

    /// Selects a sentence of the prose: its finding, and the first cell it speaks of.
    pub(crate) fn select_statement(&mut self, statement: &Statement) {
        if let Some(cell) = statement.cells.first() {
            self.select(cell.clone());
        }
        // The reader is looking at the sentence; the text stays where it is.
        self.source.scroll_to_selection = false;
        self.statement = Some(statement.span);
        self.finding.clone_from(&statement.finding);
        self.judges_finding = statement.finding.is_some();
        self.scroll_to_finding = statement.finding.is_some();
    }

    /// Extends the block to `cell`.
    pub(crate) fn extend(&mut self, cell: CellKey) {
        self.head.get_or_insert_with(|| cell.clone());
        self.corner = Some(cell);
        self.field = None;
        self.statement = None;
        self.scroll_to_cell = true;
    }

    /// What would be put into cells if the reviewer accepted what is looked at.
    pub(crate) fn look_ahead(&mut self, session: &Session) {
        let revision = session.revision();
        self.fill = self.fill.take().filter(|fill| fill.revision == revision);
        self.previewed = if let Some(fill) = &self.fill {
            let cells = fill.cells.iter();
            cells
                .map(|placed| (placed.cell.clone(), placed.text.clone()))
                .collect()
        } else {
            let proposed = self.repairs.previewed(session, self.head.as_ref());
            proposed
                .into_iter()
                .map(|(cell, amount)| (cell, amount.to_string()))
                .collect()
        };
    }

    /// The selected cells, row by row.
    pub(crate) fn block(&self) -> Vec<Vec<CellKey>> {
        let (Some(head), Some(corner), Some(picture)) = (&self.head, &self.corner, &self.picture)
        else {
            return Vec::new();
        };
        picture
            .walk
            .block(head, corner)
            .into_iter()
            .map(|row| row.into_iter().cloned().collect())
            .collect()
    }

    /// The selected cells in reading order.
    pub(crate) fn cells(&self) -> Vec<CellKey> {
        self.block().into_iter().flatten().collect()
    }

    /// Places of the selected cell or header field in the source.
    pub(crate) fn selected_spans(&self, session: &Session) -> Vec<Span> {
        if let Some(field) = self.field {
            return header_spans(session, field);
        }
        let cell = self.head.as_ref();
        cell.map(|cell| status::spans_of(session, cell))
            .unwrap_or_default()
    }

    /// Shows where a problem is.
    pub(crate) fn show_problem(&mut self, session: &Session, problem: &Problem) {
        self.finding.clone_from(&problem.finding);
        self.judges_finding = problem.finding.is_some();
        self.scroll_to_finding = problem.finding.is_some();
        let found = session
            .results()
            .findings
            .iter()
            .find(|finding| Some(&finding.key) == self.finding.as_ref());
        self.source.scroll_to = found.and_then(|finding| place_of(session, finding));
        match &problem.cell {
            Some(cell) => self.select(cell.clone()),
            None => self.leave_cell(),
        }
    }

    /// Forgets what a step made untrue.
    pub(crate) fn after_step(&mut self, session: &Session) {
        let key = self.finding.as_ref();
        if !session
            .results()
            .findings
            .iter()
            .any(|finding| Some(&finding.key) == key)
        {
            self.finding = None;
            self.judges_finding = false;
        }
    }

    /// The way over the cells, as of the last picture.
    pub(crate) fn walk(&self) -> Option<&Walk> {
        self.picture.as_ref().map(|picture| &picture.walk)
    }

    /// Makes the picture anew in the next frame.
    pub(crate) fn forget_picture(&mut self) {
        self.picture = None;
    }

    /// The accessible name of a cell, as of the last picture.
    pub(crate) fn known_name(&self, cell: &CellKey) -> Option<String> {
        let picture = self.picture.as_ref()?;
        picture.looks.get(cell).map(|look| look.name.clone())
    }

    /// Keeps the selected finding while the selection stays among its cells.
    pub(crate) fn finding_kept_or_dropped(&mut self, session: &Session, cell: &CellKey) {
        let key = self.finding.as_ref();
        let mut findings = session.results().findings.iter();
        let keeps =
            findings.any(|finding| Some(&finding.key) == key && finding.cells.contains(cell));
        if !keeps {
            self.finding = None;
            self.judges_finding = false;
        }
    }

    /// The picture of `session`, made anew if a step was taken since. Forgets a selection that no longer exists.
    pub(crate) fn picture(&mut self, session: &Session) -> &Picture {
        let (rows, head) = (self.rows, self.head.as_ref());
        let is_old = |picture: &Picture| !picture.is_of(session, rows, head);
        if self.picture.as_ref().is_some_and(is_old) {
            self.picture = None;
        }
        self.picture
            .get_or_insert_with(|| Picture::new(session, rows, head))
    }
}

/// Where the report states a header field.
fn header_spans(session: &Session, field: HeaderField) -> Vec<Span> {
    let stated = session.stated(field);
    stated
        .map(|stated| stated.spans.clone())
        .unwrap_or_default()
}

/// Where in the source a finding is to be seen: its own place, else the beginning of its table if it is about no cell.
fn place_of(session: &Session, finding: &Finding) -> Option<Span> {
    let of_table = || {
        let table = finding.table.filter(|_| finding.cells.is_empty())?;
        let start = session.reading().extent(table)?.start();
        Some(Span::new(start, start))
    };
    finding.spans.first().copied().or_else(of_table)
}
