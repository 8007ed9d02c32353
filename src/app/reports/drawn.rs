//! What a session says, ready to be drawn; made anew after each step.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::app::settings::Language;
use crate::app::source::text_index::TextIndex;
use crate::app::tables::cell_figure::Figure;
use crate::app::tables::walk::Walk;
use crate::app::texts;
use crate::app::wording::{cell_name, shown_text, spoken_standing, spoken_text};
use crate::form::layout::{FormLayout, form_layout};
use crate::form::schema::Layout;
use crate::form::{CellKey, RowKey, TableId, catalogue};
use crate::review::problems::{self, Problem};
use crate::review::remarks::{Remark, remarks};
use crate::review::second::SecondReading;
use crate::review::state::{self, CellState};
use crate::review::statements::{Statement, statements};
use crate::review::status::{self, Tally};
use crate::review::years::{self, LastYear};
use crate::review::{Session, marks};
use crate::rules::Severity;

/// Which rows of the tables are drawn.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum RowsShown {
    /// All.
    #[default]
    All,
    /// Those with a problem, and that of the selected cell.
    WithProblems,
}

/// What the session says, ready to be drawn.
pub(crate) struct DrawnReport {
    revision: u64,
    rows: RowsShown,
    language: Language,
    /// The tables present, as the form draws them.
    pub layouts: Vec<(TableId, FormLayout)>,
    /// Rows of each table that are not drawn.
    pub n_hidden: BTreeMap<TableId, usize>,
    /// Walking over their cells.
    pub walk: Walk,
    /// How each cell looks.
    pub looks: BTreeMap<CellKey, Look>,
    /// Problems in the order of F8.
    pub problems: Vec<Problem>,
    /// What the prose says, in text order.
    pub statements: Vec<Statement>,
    /// How the report was read.
    pub remarks: Vec<Remark>,
    /// Lines and characters of the text.
    pub text: Arc<TextIndex>,
    /// Counts for the status bar.
    pub tally: Tally,
}

/// How a cell looks, apart from selection.
#[derive(Clone, Debug)]
pub(crate) struct Look {
    /// What is written in it.
    pub text: String,
    /// What should stand there, beside 原文如此.
    pub aside: Option<String>,
    /// Its state.
    pub state: CellState,
    /// Whether there is a remark about it.
    pub is_noted: bool,
    /// How bad the worst open broken rule is that names it, where it is not plainly 0.
    pub accused: Option<Severity>,
    /// How many equations it stands in.
    pub n_rules: usize,
    /// What last year's report has in its place.
    pub last_year: Option<LastYear>,
    /// Its accessible name, such as `表三 （一）予以公开 自然人：28`, and how it stands where a mark says so.
    pub name: String,
}

impl DrawnReport {
    /// What `session` says; `kept` is drawn whether or not it has a problem.
    pub(crate) fn new(
        session: &Session,
        text: Arc<TextIndex>,
        rows: RowsShown,
        kept: Option<&CellKey>,
        second: Option<&SecondReading>,
    ) -> Self {
        let (layouts, n_hidden) = layouts(session, rows, kept);
        let walk = Walk::new(layouts.iter().map(|(_, layout)| layout));
        let accused = marks::accused(session);
        let looks: BTreeMap<CellKey, Look> = session
            .sheet()
            .cells
            .keys()
            .map(|cell| (cell.clone(), look(session, cell, &accused)))
            .collect();
        Self {
            revision: session.revision(),
            rows,
            language: texts::language(),
            layouts,
            n_hidden,
            walk,
            looks,
            problems: problems::problems(session),
            statements: statements(session),
            remarks: remarks(session, second),
            text,
            tally: status::tally(session),
        }
    }

    /// Whether it still shows the session, with these rows, and the selected cell among them.
    pub(crate) fn is_of(
        &self,
        session: &Session,
        rows: RowsShown,
        selected: Option<&CellKey>,
    ) -> bool {
        let hides_selected = |cell: &CellKey| self.looks.contains_key(cell) && !self.walk.has(cell);
        self.revision == session.revision()
            && self.rows == rows
            && self.language == texts::language()
            && !selected.is_some_and(hides_selected)
    }
}

/// The tables as they are drawn, and how many rows of each are not.
fn layouts(
    session: &Session,
    shown: RowsShown,
    kept: Option<&CellKey>,
) -> (Vec<(TableId, FormLayout)>, BTreeMap<TableId, usize>) {
    let mut cells = match shown {
        RowsShown::All => BTreeSet::new(),
        RowsShown::WithProblems => marks::problem_cells(session),
    };
    cells.extend(kept.cloned());
    let is_shown = |table: TableId, row: &RowKey| {
        let has = |cell: &CellKey| cell.table == table && cell.row == *row;
        shown == RowsShown::All || cells.iter().any(has)
    };
    let (mut layouts, mut n_hidden) = (Vec::new(), BTreeMap::new());
    let sheet = session.sheet();
    for table in TableId::ALL {
        let edition = sheet.editions.get(&table).copied();
        let Some(spec) = edition.and_then(|edition| catalogue::table(edition, table)) else {
            continue;
        };
        let known = sheet.rows.get(&table).cloned();
        let mut rows = known.unwrap_or_else(|| spec.official_rows());
        let n_rows = rows.len();
        rows.retain(|row| is_shown(table, row));
        if spec.layout == Layout::Flat && !rows.is_empty() {
            // Its rows stand side by side in one line.
            rows = spec.official_rows();
        }
        n_hidden.insert(table, n_rows.saturating_sub(rows.len()));
        let layout = if rows.is_empty() {
            FormLayout::empty()
        } else {
            let layout = form_layout(table, spec, &rows, texts::ITEM_HEAD.show());
            if texts::is_english() {
                layout.in_english(spec)
            } else {
                layout
            }
        };
        layouts.push((table, layout));
    }
    (layouts, n_hidden)
}

fn look(session: &Session, cell: &CellKey, accused: &BTreeMap<CellKey, Severity>) -> Look {
    let name = cell_name(session, cell);
    let state = state::cell_state(session, cell);
    let decision = session.decision(cell);
    let alternative = decision.and_then(|decision| decision.alternative);
    let standing = spoken_standing(session, cell, state);
    Look {
        text: shown_text(session, cell),
        aside: alternative.map(|amount| texts::SHOULD_BE.with(amount)),
        state,
        is_noted: decision.is_some_and(|decision| !decision.note.is_empty()),
        accused: accused.get(cell).copied(),
        n_rules: status::coverage(session, cell),
        last_year: years::last_year(session, cell),
        name: texts::FILTER_IS.with_both(name, format!("{}{standing}", spoken_text(session, cell))),
    }
}

impl Look {
    /// What is painted of it, with the number of last year's report where that is wanted.
    pub(crate) fn figure(&self, with_last_year: bool) -> Figure<'_> {
        Figure {
            text: &self.text,
            aside: self.aside.as_deref(),
            last_year: self.last_year.filter(|_| with_last_year),
            state: self.state,
            is_noted: self.is_noted,
        }
    }
}
