//! What the window keeps while a report is verified.

use crate::review::groups::Reason;
use crate::review::problems::Problem;

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
