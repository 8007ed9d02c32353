//! What the window keeps of one report besides its session: what is selected, and what each pane keeps.
//!
//! Only `run` and `keyboard` change what is selected, for it is shown in several panes at once.

use std::sync::Arc;

use crate::app::background::reread::{Fresh, RereadJob};
use crate::app::background::second::SecondJob;
use crate::app::carpet::view::CarpetView;
use crate::app::cell::repairs::Repairs;
use crate::app::evidence::view::EvidenceView;
use crate::app::findings::view::FindingsView;
use crate::app::page::view::PageView;
use crate::app::reports::drawn::{DrawnReport, RowsShown};
use crate::app::reports::selection::Selection;
use crate::app::reports::shown::Shown;
use crate::app::source::text_index::TextIndex;
use crate::app::source::view::SourceView;
use crate::app::tables::view::TablesView;
use crate::app::tables::walk::Walk;
use crate::app::verification::view::Verification;
use crate::form::CellKey;
use crate::review::problems::{Problem, ProblemKind};
use crate::review::second::SecondReading;
use crate::review::statements::Statement;
use crate::review::{HeaderField, Session};
use crate::rules::Finding;
use crate::source::Span;

/// The view of one report.
#[derive(Default)]
pub(crate) struct View {
    /// What is selected.
    pub selection: Selection,
    /// What the pane of the source keeps.
    pub source: SourceView,
    /// What the pane of the pages keeps.
    pub page: PageView,
    /// What the tables and the header fields keep.
    pub tables: TablesView,
    /// What is kept of the evidence below the tables.
    pub evidence: EvidenceView,
    /// What the pane of the findings keeps.
    pub findings: FindingsView,
    /// The repair proposals.
    pub repairs: Repairs,
    /// The problem F8 went to last with its place in the list, to go on from.
    pub last_problem: Option<(usize, Problem)>,
    /// The only kind of problem that F8 goes through at the moment.
    pub walked_kind: Option<ProblemKind>,
    /// The verification under way.
    pub verification: Option<Verification>,
    /// Figures with the same digit, while they stand in the place of the tables.
    pub carpet: Option<CarpetView>,
    /// Frames in which the selection is still to be kept in sight, because panes find their size after a start.
    pub settling: u8,
    /// Which rows of the tables are drawn.
    pub rows: RowsShown,
    /// What a second reading made of the report.
    second: Option<SecondReading>,
    /// The second reading under way.
    pub second_job: Option<SecondJob>,
    /// Cells that are to be read again as soon as it is known where they are printed.
    pub cells_to_read: Vec<CellKey>,
    /// The report being read anew, for the decisions to be put onto what is read now.
    pub reread_job: Option<RereadJob>,
    /// What it was read as, until the reviewer has answered whether that is to be taken.
    pub fresh: Option<Fresh>,
    cache: Cache,
}

impl View {
    /// Whether nothing is typed, under way, or known that would have to be made again.
    pub(crate) fn is_at_rest(&self) -> bool {
        let is_read_twice =
            self.second.is_some() || self.second_job.is_some() || !self.cells_to_read.is_empty();
        self.tables.draft.is_none() && self.verification.is_none() && !is_read_twice
    }
}

/// What was made ready to be drawn last.
#[derive(Default)]
struct Cache {
    drawn: Option<DrawnReport>,
    /// Of the text, which never changes.
    text: Option<Arc<TextIndex>>,
}

impl Cache {
    fn drawn(
        &mut self,
        session: &Session,
        rows: RowsShown,
        selection: &Selection,
        second: Option<&SecondReading>,
    ) -> &DrawnReport {
        let head = selection.head.as_ref();
        self.drawn
            .take_if(|drawn| !drawn.is_of(session, rows, head));
        let text = || Arc::new(TextIndex::new(&session.source().text));
        let text = self.text.get_or_insert_with(text);
        self.drawn
            .get_or_insert_with(|| DrawnReport::new(session, Arc::clone(text), rows, head, second))
    }
}

/// What a frame draws of a report, and what each pane keeps of it.
pub(crate) struct Panes<'a> {
    /// What all panes look at.
    pub shown: Shown<'a>,
    /// Of the source.
    pub source: &'a mut SourceView,
    /// Of the pages.
    pub page: &'a mut PageView,
    /// Of the tables and header fields.
    pub tables: &'a mut TablesView,
    /// Of the evidence below the tables.
    pub evidence: &'a mut EvidenceView,
    /// Of the findings.
    pub findings: &'a mut FindingsView,
    /// Of the selected cell.
    pub repairs: &'a mut Repairs,
    /// Of the strip below the tables.
    pub verification: Option<&'a Verification>,
    /// Of the carpet that stands in the place of the tables.
    pub carpet: Option<&'a mut CarpetView>,
}

impl Panes<'_> {
    /// Tells the tables what would be put into cells if the reviewer accepted what is looked at.
    pub(crate) fn look_ahead(&mut self) {
        let session = self.shown.session;
        self.tables.drop_old_fill(session.revision());
        self.tables.suspects = self.repairs.suspects(session);
        let walk = &self.shown.drawn.walk;
        let waiting = self.tables.waiting().or_else(|| self.tables.typed(walk));
        self.tables.previewed = waiting.unwrap_or_else(|| {
            let head = self.shown.selection.head.as_ref();
            let proposed = self.repairs.previewed(session, head).into_iter();
            if proposed.len() > 0 {
                self.repairs.looked_at.see_chosen();
            }
            proposed
                .map(|(cell, amount)| (cell, amount.to_string()))
                .collect()
        });
    }
}

impl View {
    /// Lends each pane what is its own, and all of them what they look at.
    pub(crate) fn panes<'a>(&'a mut self, session: &'a Session) -> Panes<'a> {
        Panes {
            shown: Shown {
                session,
                drawn: self
                    .cache
                    .drawn(session, self.rows, &self.selection, self.second.as_ref()),
                selection: &self.selection,
                second: self.second.as_ref(),
            },
            source: &mut self.source,
            page: &mut self.page,
            tables: &mut self.tables,
            evidence: &mut self.evidence,
            findings: &mut self.findings,
            repairs: &mut self.repairs,
            verification: self.verification.as_ref(),
            carpet: self.carpet.as_mut(),
        }
    }

    /// What `session` says, ready to be drawn; made anew if a step was taken since, or if it hides the selected cell.
    pub(crate) fn drawn(&mut self, session: &Session) -> &DrawnReport {
        let second = self.second.as_ref();
        self.cache
            .drawn(session, self.rows, &self.selection, second)
    }

    /// Takes the repairs that were found, and asks for them anew when more is known.
    pub(crate) fn ask_for_repairs(&mut self, ctx: &egui::Context, session: &Session) {
        self.repairs.refresh(ctx, session, self.second.as_ref());
    }

    /// Keeps what a second reading made of the report.
    pub(crate) fn read_again(&mut self, second: SecondReading) {
        self.second = Some(match self.second.take() {
            Some(before) => before.and(second),
            None => second,
        });
        self.repairs.ask_anew();
        self.forget_drawn();
    }

    /// Makes it anew in the next frame.
    pub(crate) fn forget_drawn(&mut self) {
        self.cache.drawn = None;
    }

    /// The way over the cells, as they were drawn last.
    pub(crate) fn walk(&self) -> Option<&Walk> {
        self.cache.drawn.as_ref().map(|drawn| &drawn.walk)
    }

    /// The selected cells, row by row, as they were drawn last.
    pub(crate) fn block(&self) -> Vec<Vec<CellKey>> {
        self.walk()
            .map(|walk| self.selection.block(walk))
            .unwrap_or_default()
    }

    /// The selected cells in reading order.
    pub(crate) fn cells(&self) -> Vec<CellKey> {
        self.block().into_iter().flatten().collect()
    }

    /// Whether keys go from one open place to the next: a report is verified, and what is selected stands in its tables.
    pub(crate) fn is_verifying(&self) -> bool {
        self.verification.is_some() && self.carpet.is_none() && self.selection.field.is_none()
    }

    /// Brings what is selected into sight in both panes.
    pub(crate) fn show_selection(&mut self) {
        self.tables.scroll_to_cell = true;
        self.source.scroll_to_selection = true;
    }

    /// Selects one cell and shows it in both panes.
    pub(crate) fn select(&mut self, cell: CellKey) {
        self.selection.select(cell);
        self.show_selection();
    }

    /// Extends the block to `cell`.
    pub(crate) fn extend(&mut self, cell: CellKey) {
        self.selection.extend(cell);
        self.tables.scroll_to_cell = true;
    }

    /// Selects a header field and shows where the report states it.
    pub(crate) fn select_field(&mut self, field: HeaderField) {
        self.selection.leave_cell();
        self.selection.field = Some(field);
        self.source.scroll_to_selection = true;
    }

    /// Selects a finding: its cells are framed, its first cell and place shown.
    pub(crate) fn select_finding(&mut self, session: &Session, key: String) {
        self.selection.select_finding(Some(key));
        let Some(finding) = self.selection.finding_of(session) else {
            return;
        };
        match finding.cells.first() {
            Some(cell) => self.select(cell.clone()),
            None => self.selection.leave_cell(),
        }
        self.source.scroll_to = finding.spans.first().copied().or(self.source.scroll_to);
    }

    /// Selects a remark on the reading, which is about no cell and no finding.
    pub(crate) fn select_remark(&mut self, at: usize) {
        self.selection.leave_cell();
        self.selection.select_finding(None);
        self.findings.remark = Some(at);
    }

    /// Selects a sentence of the prose: its finding, and the first cell it speaks of.
    pub(crate) fn select_statement(&mut self, statement: &Statement) {
        if let Some(cell) = statement.cells.first() {
            self.select(cell.clone());
        }
        // The reader is looking at the sentence; the text stays where it is.
        self.source.scroll_to_selection = false;
        self.selection.statement = Some(statement.span);
        self.selection.select_finding(statement.finding.clone());
        self.findings.scroll_to_finding = statement.finding.is_some();
    }

    /// Shows where a problem is.
    pub(crate) fn show_problem(&mut self, session: &Session, problem: &Problem) {
        self.selection.select_finding(problem.finding.clone());
        self.findings.scroll_to_finding = problem.finding.is_some();
        let found = self.selection.finding_of(session);
        self.source.scroll_to = found.and_then(|finding| place_of(session, finding));
        match &problem.cell {
            Some(cell) => self.select(cell.clone()),
            None => self.selection.leave_cell(),
        }
    }

    /// Forgets what a step made untrue.
    pub(crate) fn after_step(&mut self, session: &Session) {
        if self.selection.finding_of(session).is_none() {
            self.selection.select_finding(None);
        }
    }

    /// Keeps the selected finding while the selection stays among its cells.
    pub(crate) fn finding_kept_or_dropped(&mut self, session: &Session, cell: &CellKey) {
        let finding = self.selection.finding_of(session);
        if !finding.is_some_and(|finding| finding.cells.contains(cell)) {
            self.selection.select_finding(None);
        }
    }
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
