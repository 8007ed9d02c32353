//! Whether there is a repair on exactly these cells.

use crate::repair::family;
use crate::repair::linear::SmallRow;
use crate::repair::system::{Answer, System};

impl System<'_> {
    /// The repair on exactly these cells, if there is one. `support` must be sorted.
    ///
    /// Quicker than [`System::decide`]: an equation that holds and is touched by a single changed cell breaks.
    pub(super) fn solve(&self, support: &[usize]) -> Answer {
        let is_touched = |equation: &usize| support.iter().any(|c| self.touches(*c, *equation));
        let reaches_all = self.broken.iter().all(is_touched)
            && self.out_of_range.iter().all(|cell| support.contains(cell));
        let holds = |equation: usize| self.missing.get(equation) == Some(&0);
        let touches_alone = |cell: usize, equation: usize| {
            let mut others = support.iter().filter(|other| **other != cell);
            !others.any(|other| self.touches(*other, equation))
        };
        let breaks_none = || {
            support.iter().all(|cell| {
                let mut equations = self.touching.get(*cell).into_iter().flatten();
                !equations.any(|equation| holds(*equation) && touches_alone(*cell, *equation))
            })
        };
        if reaches_all && breaks_none() {
            self.decide(support)
        } else {
            Answer::NotMinimal
        }
    }

    /// Decides `support`, which must be sorted.
    pub(super) fn decide(&self, support: &[usize]) -> Answer {
        if let Some(certificate) = self.untouched(support) {
            return Answer::Branch(certificate);
        }
        let touched = self.touched(support);
        let rows = self.small_rows(&touched, support);
        let Some(reduced) = self.eliminate(rows, support.len()) else {
            return Answer::Overflow;
        };
        let contradiction = reduced.contradictions.iter();
        let certificates = contradiction.map(|row| self.certificate(row, &touched, support));
        if let Some(shortest) = certificates.min_by_key(|cells| (cells.len(), cells.clone())) {
            return Answer::Branch(shortest);
        }
        if reduced.n_open() > 0 {
            return family::decide(self, support, &touched, reduced.n_open());
        }
        let rows: Vec<SmallRow> = reduced.pivots.into_iter().flatten().collect();
        self.unique(support, &touched, &rows)
    }
}
