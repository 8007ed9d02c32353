//! What the window keeps while a report is verified.

use crate::review::groups::{self, Reason};
use crate::review::problems::Problem;
use crate::review::session::Session;

/// Most stops that one can go back over.
const LONGEST_TRAIL: usize = 1_000;

/// What is kept of a verification.
#[derive(Debug, Default)]
pub(crate) struct Verification {
    /// The reason of the only cells that are walked; `None` for all that is open.
    pub only: Option<Reason>,
    /// How many stops were left behind.
    pub n_passed: usize,
    trail: Vec<Problem>,
}

impl Verification {
    /// A verification of everything that is open, or of what is open for one reason.
    pub(crate) fn of(only: Option<Reason>) -> Self {
        Self {
            only,
            ..Self::default()
        }
    }

    /// Which of the stops of F8 are walked, in its order. What is counted as left is what is walked.
    pub(crate) fn stops<'a>(
        &self,
        session: &Session,
        problems: &'a [Problem],
    ) -> impl Iterator<Item = &'a Problem> {
        problems.iter().filter(move |stop| {
            let Some(only) = self.only else {
                return true;
            };
            let reason = stop.cell.as_ref();
            let reason = reason.and_then(|cell| groups::reason(session, cell));
            stop.finding.is_none() && reason == Some(only)
        })
    }

    /// Leaves a stop behind.
    pub(crate) fn pass(&mut self, stop: Problem) {
        if self.trail.len() >= LONGEST_TRAIL {
            self.trail.remove(0);
        }
        self.n_passed += 1;
        self.trail.push(stop);
    }

    /// The stop left behind last.
    pub(crate) fn back(&mut self) -> Option<Problem> {
        let stop = self.trail.pop()?;
        self.n_passed = self.n_passed.saturating_sub(1);
        Some(stop)
    }
}
