//! The reports as they are listed now: in order, those left out apart, counted. Made anew only when something changed.

use std::sync::Arc;
use std::time::{Duration, Instant};

use crate::app::commands::ReportId;
use crate::app::reports::catalogue::Catalogue;
use crate::app::reports::line::Line;
use crate::app::reports::order::{Order, sort};
use crate::app::reports::sieve::{Choices, Sieve, Wanted, choices};
use crate::app::reports::ties::Ties;
use crate::dataset::queue::Standing;

/// From so many reports on, the list is not made anew for each that arrives, nor counted anew for each that changes.
const MANY: usize = 500;

/// How often that is done then, at most.
pub(crate) const PAUSE: Duration = Duration::from_millis(400);

/// What the list was made of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Asked {
    /// What it is ordered by.
    pub order: Order,
    /// Whether the other way round.
    pub is_reversed: bool,
    /// What reports have to be.
    pub wanted: Wanted,
    /// Whether those without a problem are left out.
    pub only_problems: bool,
    /// The report in front, or about to be.
    pub current: Option<ReportId>,
}

/// How many reports there are of each kind.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Progress {
    /// As [`Standing::ALL`] has them.
    pub by_standing: [usize; Standing::ALL.len()],
    /// Reports that nobody has read yet.
    pub n_unknown: usize,
    /// Reports that cannot be read.
    pub n_failed: usize,
    /// Reports with steps that no file holds though they are not open.
    pub n_with_steps: usize,
    /// Reports known to have a problem.
    pub n_problems: usize,
}

/// The reports as they are listed now.
#[derive(Default)]
pub(crate) struct Queue {
    made_of: Option<(u64, Asked)>,
    made_at: Option<Instant>,
    counted_at: Option<Instant>,
    /// Whether what is counted is of an earlier moment; it is counted anew after a pause.
    pub is_behind: bool,
    /// All reports, in order.
    pub all: Vec<Arc<Line>>,
    /// Those that are listed, in order.
    pub listed: Vec<Arc<Line>>,
    /// How many there are of each kind.
    pub progress: Progress,
    /// What can be asked for.
    pub choices: Choices,
    /// How they belong together.
    pub ties: Ties,
}

impl Queue {
    /// Makes the list anew if something changed. While many reports are being read, it waits a moment; then whoever draws
    /// it has to look again.
    pub(crate) fn refresh(&mut self, reports: &mut Catalogue, asked: Asked, is_reading: bool) {
        let revision = reports.revision();
        let made_of = self.made_of.as_ref();
        let is_asked = made_of.is_some_and(|(_, made_of)| *made_of == asked);
        let is_same = made_of.is_some_and(|(made_of, _)| *made_of == revision);
        let is_long_ago = |at: Option<Instant>| at.is_none_or(|at| at.elapsed() >= PAUSE);
        let has_many = self.all.len() > MANY;
        let is_due = !has_many || is_long_ago(self.counted_at);
        if is_asked && is_same && !(self.is_behind && is_due) {
            return;
        }
        if is_asked && !is_same && is_reading && has_many && !is_long_ago(self.made_at) {
            return;
        }
        let is_sorted = made_of.is_some_and(|(_, made_of)| {
            (made_of.order, made_of.is_reversed) == (asked.order, asked.is_reversed)
        });
        if !is_same {
            self.all = reports.lines();
            self.is_behind = true;
        }
        if !(is_same && is_sorted) {
            sort(&mut self.all, asked.order, asked.is_reversed);
        }
        if self.is_behind && is_due {
            self.ties = Ties::of(&self.all);
            self.choices = choices(&self.all);
            self.progress = Progress::of(&self.all);
            self.is_behind = false;
            self.counted_at = Some(Instant::now());
        }
        let sieve = Sieve {
            query: asked.wanted.query.to_lowercase(),
            wanted: &asked.wanted,
            only_problems: asked.only_problems,
            current: asked.current,
            ties: &self.ties,
        };
        let listed = self.all.iter().filter(|line| sieve.lets_through(line));
        self.listed = listed.map(Arc::clone).collect();
        self.made_of = Some((revision, asked));
        self.made_at = Some(Instant::now());
    }
}

impl Progress {
    fn of(lines: &[Arc<Line>]) -> Self {
        let mut progress = Self::default();
        for line in lines {
            progress.n_with_steps += usize::from(line.has_steps);
            match (line.standing(), &line.failure) {
                (Some(standing), _) => {
                    let mut kinds = Standing::ALL.iter().zip(&mut progress.by_standing);
                    let count = kinds.find(|(kind, _)| **kind == standing);
                    if let Some((_, n)) = count {
                        *n += 1;
                    }
                    progress.n_problems += usize::from(line.has_problems());
                }
                (None, Some(_)) => progress.n_failed += 1,
                (None, None) => progress.n_unknown += 1,
            }
        }
        progress
    }

    /// How many reviews stand so.
    pub(crate) fn n(&self, standing: Standing) -> usize {
        let mut kinds = Standing::ALL.iter().zip(self.by_standing);
        kinds
            .find(|(kind, _)| **kind == standing)
            .map_or(0, |(_, n)| n)
    }
}
