//! What the carpet of a whole dataset keeps: the most doubtful figures of all reports, and what waits to be done with them.

use std::collections::{BTreeMap, VecDeque};

use crate::app::background::wide::{Given, WideJob};
use crate::app::carpet::figure::Figure;
use crate::app::carpet::wide_snippets::WideSnippets;
use crate::app::commands::{ReportId, Wish};
use crate::form::CellKey;
use crate::review::carpet::Glyph;

/// Most figures of one glyph that are kept; the most doubtful.
pub(crate) const MOST: usize = 3_000;

/// Reports whose figures are taken in one frame.
const PER_FRAME: usize = 20;

/// The cell of a report.
pub(crate) type Place = (ReportId, CellKey);

/// What the carpet of a dataset keeps.
#[derive(Default)]
pub(crate) struct WideView {
    /// The figures by what they have in common, the most doubtful first.
    pub(super) figures: BTreeMap<Glyph, Vec<Figure>>,
    /// How many were left out of them.
    pub(super) n_cut: BTreeMap<Glyph, usize>,
    /// What those shown have in common.
    pub(super) glyph: Option<Glyph>,
    /// The marked figure.
    pub(super) marked: Option<Place>,
    /// What is being typed for it.
    pub(super) typed: Option<String>,
    /// Whether it has to be brought into sight.
    pub(super) scrolls: bool,
    /// How many figures stand in a row, and how many rows are in sight.
    pub(super) lies: (usize, usize),
    /// Whether the keyboard is still to be taken.
    pub take_focus: bool,
    /// Reports that gave their figures, reports that gave none, and all.
    pub n_given: (usize, usize, usize),
    /// What is being gathered.
    pub job: Option<WideJob>,
    /// The pictures of the figures in sight.
    pub(super) snippets: WideSnippets,
    /// What waits for its report, in order.
    pub wishes: VecDeque<(Place, Wish)>,
}

impl WideView {
    /// Begins anew with `job`, which gathers the figures of `n` reports.
    pub(crate) fn begin(&mut self, job: WideJob, n: usize) {
        *self = Self {
            n_given: (0, 0, n),
            job: Some(job),
            wishes: std::mem::take(&mut self.wishes),
            take_focus: self.take_focus,
            ..Self::default()
        };
    }

    /// Takes what was gathered; gives whether more may be waiting.
    pub(crate) fn take(&mut self) -> bool {
        let Some(job) = &self.job else {
            return false;
        };
        let come = job.come(PER_FRAME);
        let n_come = come.len();
        for given in come {
            self.add(given);
        }
        if n_come > 0 {
            self.sort();
        }
        let (n_read, n_failed, n) = self.n_given;
        if n_read + n_failed >= n {
            self.job = None;
        }
        n_come == PER_FRAME
    }

    fn add(&mut self, given: Given) {
        let Ok(figures) = given else {
            self.n_given.1 += 1;
            return;
        };
        self.n_given.0 += 1;
        for (glyph, figure) in figures {
            self.figures.entry(glyph).or_default().push(figure);
        }
    }

    fn sort(&mut self) {
        for (glyph, figures) in &mut self.figures {
            // Equal ones stay in the order in which they came.
            figures.sort_by(|one, other| one.rank.cmp(&other.rank));
            *self.n_cut.entry(*glyph).or_default() += figures.len().saturating_sub(MOST);
            figures.truncate(MOST);
        }
        if self.glyph.is_none() {
            self.glyph = self.figures.keys().next().copied();
        }
        // The marked figure may have moved.
        self.scrolls |= self.marked.is_some();
    }

    /// Gives memory back, because the carpet is not in sight.
    pub(crate) fn rest(&mut self) {
        self.snippets.rest();
    }

    /// Gathers no more.
    pub(crate) fn stop(&mut self) {
        self.job = None;
    }

    /// The figures shown.
    pub(super) fn shown(&self) -> &[Figure] {
        let shown = self.glyph.and_then(|glyph| self.figures.get(&glyph));
        shown.map(Vec::as_slice).unwrap_or_default()
    }

    /// Where the marked figure lies among those shown.
    pub(super) fn at(&self) -> Option<usize> {
        let (report, cell) = self.marked.as_ref()?;
        let mut shown = self.shown().iter();
        shown.position(|figure| figure.report == *report && figure.tile.cell == *cell)
    }

    /// Marks the figure that lies at this place; the last one where there are fewer.
    pub(super) fn mark(&mut self, at: usize) {
        let last = self.shown().len().saturating_sub(1);
        let figure = self.shown().get(at.min(last));
        self.marked = figure.map(|figure| (figure.report, figure.tile.cell.clone()));
        self.scrolls = true;
    }

    /// Shows the figures of another glyph.
    pub(super) fn show(&mut self, glyph: Glyph) {
        self.glyph = Some(glyph);
        self.mark(0);
    }

    /// Shows those of the glyph after the one shown, or before it, around the end.
    pub(super) fn turn(&mut self, forward: bool) {
        let known: Vec<Glyph> = self.figures.keys().copied().collect();
        let at = known.iter().position(|glyph| Some(*glyph) == self.glyph);
        let n = known.len().max(1);
        let next = (at.unwrap_or(0) + if forward { 1 } else { n - 1 }) % n;
        if let Some(glyph) = known.get(next) {
            self.show(*glyph);
        }
    }
}
