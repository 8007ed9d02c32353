//! Rows that end in the sum of their cells.

use crate::amount::Amount;
use crate::read::pieces::Cut;

/// Cells of a row that ends in its total: five at least in every edition.
pub(super) const LEAST_SUMMED: usize = 5;

/// Whether the last of the tokens is the sum of the others, of which there is one at least.
pub(super) fn adds_up(cut: &Cut, tokens: &[usize]) -> bool {
    let numbers = tokens.iter().map(|at| in_sums(cut, *at));
    numbers
        .collect::<Option<Vec<Amount>>>()
        .is_some_and(|numbers| Amount::end_with_sum(&numbers))
}

/// What the token counts in sums.
pub(super) fn in_sums(cut: &Cut, at: usize) -> Option<Amount> {
    cut.token(at)?.value.in_sums()
}
