//! Exact elimination over the integers. Every step is checked: on overflow the answer is `None`, never a wrong one.

use std::collections::BTreeMap;

/// Sum of coefficient × cell = constant, with room for combinations of equations.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Constraint {
    /// Coefficients by cell index; none is zero.
    pub(super) terms: BTreeMap<usize, i128>,
    /// The right side.
    pub(super) constant: i128,
}

impl Constraint {
    pub(super) fn factor(&self, cell: usize) -> i128 {
        self.terms.get(&cell).copied().unwrap_or(0)
    }

    /// `self` × own + `other` × theirs, divided by the common factor of its coefficients where the constant allows it.
    pub(super) fn combined(&self, own: i128, other: &Self, theirs: i128) -> Option<Self> {
        let mut terms = BTreeMap::new();
        for (row, factor) in [(self, own), (other, theirs)] {
            for (cell, value) in &row.terms {
                let product = value.checked_mul(factor)?;
                let entry: &mut i128 = terms.entry(*cell).or_insert(0);
                *entry = entry.checked_add(product)?;
            }
        }
        terms.retain(|_, factor| *factor != 0);
        let constant = self
            .constant
            .checked_mul(own)?
            .checked_add(other.constant.checked_mul(theirs)?)?;
        Some(Self { terms, constant }.reduced())
    }

    fn reduced(mut self) -> Self {
        let common = self.terms.values().fold(0, |common, x| gcd(common, *x));
        if common > 1 && self.constant % common == 0 {
            self.terms.values_mut().for_each(|x| *x /= common);
            self.constant /= common;
        }
        self
    }
}

/// Greatest common divisor, zero or more.
pub(super) fn gcd(a: i128, b: i128) -> i128 {
    let (mut a, mut b) = (a.unsigned_abs(), b.unsigned_abs());
    while b != 0 {
        (a, b) = (b, a % b);
    }
    i128::try_from(a).unwrap_or(1)
}

/// One row of a small dense system: what multiplies the unknowns, the right side, and which equations it combines.
#[derive(Clone, Debug)]
pub(super) struct SmallRow {
    pub(super) factors: Vec<i128>,
    pub(super) right: i128,
    pub(super) combination: Vec<i128>,
}

impl SmallRow {
    fn factor(&self, unknown: usize) -> i128 {
        self.factors.get(unknown).copied().unwrap_or(0)
    }

    /// Removes `unknown` by subtracting a multiple of `pivot`.
    fn eliminate(&mut self, pivot: &Self, unknown: usize) -> Option<()> {
        let (own, theirs) = (pivot.factor(unknown), self.factor(unknown));
        let mix = |a: i128, b: i128| a.checked_mul(own)?.checked_sub(b.checked_mul(theirs)?);
        for (a, b) in self.factors.iter_mut().zip(&pivot.factors) {
            *a = mix(*a, *b)?;
        }
        for (a, b) in self.combination.iter_mut().zip(&pivot.combination) {
            *a = mix(*a, *b)?;
        }
        self.right = mix(self.right, pivot.right)?;
        Some(())
    }
}

/// A small system after elimination.
#[derive(Clone, Debug)]
pub(super) struct Reduced {
    /// For each unknown, the row that holds it alone; `None` when the unknown stays open.
    pub(super) pivots: Vec<Option<SmallRow>>,
    /// Rows without unknowns whose right side is not zero: proofs that there is no solution.
    pub(super) contradictions: Vec<SmallRow>,
}

impl Reduced {
    /// Number of unknowns that stay open.
    pub(super) fn n_open(&self) -> usize {
        self.pivots.iter().filter(|pivot| pivot.is_none()).count()
    }
}

/// Gauss-Jordan elimination of `n_unknowns` unknowns; `None` on overflow.
pub(super) fn eliminate(mut rows: Vec<SmallRow>, n_unknowns: usize) -> Option<Reduced> {
    let mut pivots: Vec<Option<SmallRow>> = vec![None; n_unknowns];
    for unknown in 0..n_unknowns {
        let Some(at) = rows.iter().position(|row| row.factor(unknown) != 0) else {
            continue;
        };
        let pivot = rows.swap_remove(at);
        for row in rows.iter_mut().chain(pivots.iter_mut().flatten()) {
            if row.factor(unknown) != 0 {
                row.eliminate(&pivot, unknown)?;
            }
        }
        if let Some(slot) = pivots.get_mut(unknown) {
            *slot = Some(pivot);
        }
    }
    let contradictions = rows.into_iter().filter(|row| row.right != 0).collect();
    Some(Reduced {
        pivots,
        contradictions,
    })
}
