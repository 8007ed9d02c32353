//! What the window keeps of one report besides its session: selection, drafts, scrolling, and a picture of what the
//! session says, drawn from anew after each step.

use std::collections::BTreeMap;

use crate::app::texts;
use crate::app::widgets::cell::Broken;
use crate::app::widgets::form_layout::{FormLayout, form_layout};
use crate::app::widgets::walk::Walk;
use crate::form::{CellKey, TableId, catalogue};
use crate::review::status::{self, CellState, Problem, Tally};
use crate::review::{HeaderField, Session};
use crate::rules::{Finding, Verified};
use crate::source::Span;
use crate::value::Value;

/// The view of one report.
#[derive(Default)]
pub(crate) struct View {
    /// Where a selected block begins; equal to `head` for one cell.
    pub anchor: Option<CellKey>,
    /// The cell the keyboard acts on.
    pub head: Option<CellKey>,
    /// The finding whose cells are framed and numbered.
    pub finding: Option<String>,
    /// The problem F8 went to last, to go on from.
    pub problem: Option<(usize, Problem)>,
    /// Whether F4 judges the selected finding rather than the selected cells.
    pub judges_finding: bool,
    /// The header field selected instead of a cell.
    pub field: Option<HeaderField>,
    /// The cell or header field being typed into.
    pub draft: Option<Draft>,
    /// The source pane.
    pub source: crate::app::source_panel::SourceView,
    /// The findings list: tables whose minor lines are unfolded.
    pub unfolded: BTreeMap<(Option<TableId>, bool), bool>,
    /// Whether the selected cell must be scrolled into view in the tables.
    pub scroll_to_cell: bool,
    /// Whether the selected finding must be scrolled into view in the list.
    pub scroll_to_finding: bool,
    /// The repair proposals.
    pub repairs: crate::app::repairs::Repairs,
    /// The numbers a proposal that is looked at would put into cells.
    pub previewed: BTreeMap<CellKey, crate::amount::Amount>,
    picture: Option<Picture>,
}

/// Something being typed, not yet a step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Draft {
    /// What it will become.
    pub target: DraftTarget,
    /// The characters so far; during a composition they hold uncommitted ones.
    pub text: String,
    /// Whether the editor has to take the focus yet.
    pub is_new: bool,
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
        self.anchor = Some(cell.clone());
        self.head = Some(cell);
        self.field = None;
        self.scroll_to_cell = true;
        self.source.scroll_to_selection = true;
    }

    /// Extends the block from the anchor to `cell`.
    pub(crate) fn extend(&mut self, cell: CellKey) {
        if self.anchor.is_none() {
            self.anchor = Some(cell.clone());
        }
        self.head = Some(cell);
        self.field = None;
        self.scroll_to_cell = true;
    }

    /// The selected cells, row by row.
    pub(crate) fn block(&self) -> Vec<Vec<CellKey>> {
        let (Some(anchor), Some(head), Some(picture)) = (&self.anchor, &self.head, &self.picture)
        else {
            return Vec::new();
        };
        picture
            .walk
            .block(anchor, head)
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
        self.source.scroll_to = found.and_then(|finding| finding.spans.first().copied());
        if let Some(cell) = &problem.cell {
            self.select(cell.clone());
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
        if self
            .picture
            .as_ref()
            .is_some_and(|picture| picture.revision != session.revision())
        {
            self.picture = None;
        }
        self.picture.get_or_insert_with(|| Picture::new(session))
    }
}

/// What the session says, ready to be drawn.
pub(crate) struct Picture {
    revision: u64,
    /// The tables present, as the form draws them.
    pub layouts: Vec<(TableId, FormLayout)>,
    /// Walking over their cells.
    pub walk: Walk,
    /// How each cell looks.
    pub looks: BTreeMap<CellKey, Look>,
    /// Problems in the order of F8.
    pub problems: Vec<Problem>,
    /// Counts for the status bar.
    pub tally: Tally,
    /// Cells no rule covers that were read and nobody judged.
    pub n_eye_only: usize,
}

/// How a cell looks, apart from selection.
#[derive(Clone, Debug)]
pub(crate) struct Look {
    /// What is written in it.
    pub text: String,
    /// Its state.
    pub state: CellState,
    /// Whether an open broken rule names it.
    pub broken: Broken,
    /// Its accessible name, such as `表三 （一）予以公开 自然人：28`.
    pub name: String,
}

impl Picture {
    fn new(session: &Session) -> Self {
        let layouts = layouts(session);
        let walk = Walk::new(layouts.iter().map(|(_, layout)| layout));
        let broken = broken_cells(session);
        let looks: BTreeMap<CellKey, Look> = session
            .sheet()
            .cells
            .keys()
            .map(|cell| (cell.clone(), look(session, cell, &broken)))
            .collect();
        let n_eye_only = looks
            .values()
            .filter(|look| look.state == CellState::EyeOnly)
            .count();
        Self {
            revision: session.revision(),
            layouts,
            walk,
            looks,
            problems: status::problems(session),
            tally: status::tally(session),
            n_eye_only,
        }
    }
}

fn layouts(session: &Session) -> Vec<(TableId, FormLayout)> {
    let sheet = session.sheet();
    let layout = |table: TableId| {
        let spec = catalogue::table(*sheet.editions.get(&table)?, table)?;
        let rows = sheet
            .rows
            .get(&table)
            .cloned()
            .unwrap_or_else(|| spec.official_rows());
        Some((
            table,
            form_layout(table, spec, &rows, texts::ITEM_HEAD.show()),
        ))
    };
    TableId::ALL.into_iter().filter_map(layout).collect()
}

/// The cells that open broken rules name, all at once: asking cell by cell would go through all findings each time.
fn broken_cells(session: &Session) -> std::collections::BTreeSet<&CellKey> {
    let findings = session.results().findings.iter();
    findings
        .filter(|finding| is_open_and_broken(session, finding))
        .flat_map(|finding| &finding.cells)
        .collect()
}

fn is_open_and_broken(session: &Session, finding: &Finding) -> bool {
    finding.outcome == Verified::Broken && session.is_open(finding)
}

/// Where the report states a header field.
fn header_spans(session: &Session, field: HeaderField) -> Vec<Span> {
    let heading = &session.reading().heading;
    let stated = match field {
        HeaderField::Office => &heading.office,
        HeaderField::Year => &heading.year,
        HeaderField::Period => &heading.period,
    };
    stated
        .as_ref()
        .map(|stated| stated.spans.clone())
        .unwrap_or_default()
}

fn look(session: &Session, cell: &CellKey, broken: &std::collections::BTreeSet<&CellKey>) -> Look {
    let text = cell_text(session, cell);
    let state = status::cell_state(session, cell);
    Look {
        name: format!(
            "{}：{}",
            cell_name(session, cell),
            spoken_text(session, cell)
        ),
        state,
        broken: if broken.contains(cell) {
            Broken::Participant
        } else {
            Broken::No
        },
        text,
    }
}

/// What is written in the cell: the digits of a number, the mark or words as printed, nothing for blank and unread.
pub(crate) fn cell_text(session: &Session, cell: &CellKey) -> String {
    let printed = || {
        let entered = session
            .decision(cell)
            .map(|decision| decision.entered.trim().to_owned());
        let printed = session
            .reading()
            .cell(cell)
            .map(|found| one_line(&found.printed));
        entered
            .filter(|text| !text.is_empty())
            .or(printed)
            .unwrap_or_default()
    };
    match session.value(cell) {
        Value::Number(amount) => amount.to_string(),
        Value::Dash | Value::Words => {
            let text = printed();
            if text.is_empty() {
                "—".to_owned()
            } else {
                text
            }
        }
        Value::Blank | Value::Unreadable | Value::Absent => String::new(),
    }
}

/// As [`cell_text`], with a word for cells in which nothing is written.
pub(crate) fn spoken_text(session: &Session, cell: &CellKey) -> String {
    match session.value(cell) {
        Value::Blank => texts::STATE_BLANK.show().to_owned(),
        Value::Unreadable | Value::Absent => texts::STATE_UNREAD.show().to_owned(),
        _ => cell_text(session, cell),
    }
}

/// `text` with every run of white space as one space.
pub(crate) fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Table, row and column as a person names them: `表三 （一）予以公开 自然人`.
pub(crate) fn cell_name(session: &Session, cell: &CellKey) -> String {
    let edition = session.sheet().editions.get(&cell.table);
    let Some(spec) = edition.and_then(|edition| catalogue::table(*edition, cell.table)) else {
        return cell.table.short_name().to_owned();
    };
    let column = spec
        .column(&cell.row, &cell.column)
        .map_or("", |column| &column.label);
    format!(
        "{} {} {column}",
        cell.table.short_name(),
        spec.row_label(&cell.row)
    )
}

/// What a state is called.
pub(crate) fn state_name(state: CellState) -> &'static str {
    match state {
        CellState::Covered => texts::STATE_COVERED,
        CellState::EyeOnly => texts::STATE_EYE,
        CellState::Uncertain => texts::STATE_UNCERTAIN,
        CellState::Unread => texts::STATE_UNREAD,
        CellState::Blank => texts::STATE_BLANK,
        CellState::NotApplicable => texts::STATE_NOT_APPLICABLE,
        CellState::Corrected => texts::STATE_CORRECTED,
        CellState::Confirmed => texts::STATE_CONFIRMED,
    }
    .show()
}
