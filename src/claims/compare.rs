//! Claims against cells.

use crate::amount::Amount;
use crate::claims::stated::{is_share, is_stated};
use crate::claims::sum::{Sum, cells};
use crate::claims::{Claim, Evidence, Quantity, Rounding, Weight};
use crate::form::{CellKey, Sheet};

/// A claim with what became of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClaimResult {
    /// The claim.
    pub claim: Claim,
    /// How it compares.
    pub judged: Judged,
}

/// How a claim compares.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Judged {
    /// One reading fits.
    Agrees {
        /// The cells it adds; none where the sentence is compared with itself.
        cells: Vec<CellKey>,
    },
    /// No reading fits.
    Disagrees {
        /// The cells of the first reading.
        cells: Vec<CellKey>,
        /// What each reading gives, the first reading first.
        sums: Vec<Amount>,
    },
    /// There is no cell, or none with a number.
    NoCell {
        /// The cells of the first reading, if there are any.
        cells: Vec<CellKey>,
    },
    /// Nothing fits, but the claim may speak of something else.
    NotUnderstood {
        /// The cells of the first reading.
        cells: Vec<CellKey>,
    },
}

impl Judged {
    /// The cells the claim speaks of.
    #[must_use]
    pub fn cells(&self) -> &[CellKey] {
        match self {
            Self::Agrees { cells }
            | Self::Disagrees { cells, .. }
            | Self::NoCell { cells }
            | Self::NotUnderstood { cells } => cells,
        }
    }
}

/// Holds every claim against the sheet.
#[must_use]
pub fn compare(claims: &[Claim], sheet: &Sheet) -> Vec<ClaimResult> {
    claims
        .iter()
        .map(|claim| ClaimResult {
            claim: claim.clone(),
            judged: judge(claim, sheet),
        })
        .collect()
}

/// The cells that each reading of a claim adds, in a form that lacks none of them; none for a claim that is not about
/// sums of cells.
#[must_use]
pub fn readings(claim: &Claim, sheet: &Sheet) -> Vec<Vec<CellKey>> {
    let Evidence::Cells(ways) = &claim.evidence else {
        return Vec::new();
    };
    let per_way = ways.iter().map(|way| {
        let cells = way.iter().map(|quantity| cells(quantity, sheet));
        cells.collect::<Vec<_>>()
    });
    let complete = per_way.filter(|way| way.iter().all(|cells| !cells.is_empty()));
    complete.map(|way| way.concat()).collect()
}

fn judge(claim: &Claim, sheet: &Sheet) -> Judged {
    match &claim.evidence {
        Evidence::Cells(ways) => against_cells(claim, ways, sheet),
        Evidence::Parts(parts) => {
            let sum = Amount::sum(parts.iter().copied());
            against_figures(claim, &[sum])
        }
        Evidence::SameItem { first, .. } => against_figures(claim, &[*first]),
        Evidence::Share {
            count,
            bases,
            stated_bases,
        } => share(claim, *count, bases, stated_bases, sheet),
    }
}

fn against_cells(claim: &Claim, ways: &[Vec<Quantity>], sheet: &Sheet) -> Judged {
    let sums: Vec<Sum> = ways.iter().map(|way| Sum::new(way, sheet)).collect();
    let fits = |sum: &&Sum| match sum.amount {
        Some(amount) => is_stated(claim, amount),
        None => sum.is_blank && claim.amount.is_zero(),
    };
    if let Some(sum) = sums.iter().find(fits) {
        return Judged::Agrees {
            cells: sum.cells.clone(),
        };
    }
    let cells = sums.first().map_or_else(Vec::new, |sum| sum.cells.clone());
    // A reading that nobody can add up might have been the one that fits.
    let Some(sums) = sums
        .iter()
        .map(|sum| sum.amount)
        .collect::<Option<Vec<_>>>()
    else {
        return Judged::NoCell { cells };
    };
    if claim.weight == Weight::Doubtful || claim.rounding != Rounding::Exact {
        return Judged::NotUnderstood { cells };
    }
    Judged::Disagrees { cells, sums }
}

/// A sentence against figures of the prose.
fn against_figures(claim: &Claim, figures: &[Amount]) -> Judged {
    let cells = Vec::new();
    if figures.iter().any(|figure| is_stated(claim, *figure)) {
        Judged::Agrees { cells }
    } else if claim.weight == Weight::Doubtful || claim.rounding != Rounding::Exact {
        Judged::NotUnderstood { cells }
    } else {
        Judged::Disagrees {
            cells,
            sums: figures.to_vec(),
        }
    }
}

fn share(
    claim: &Claim,
    count: Amount,
    bases: &[Vec<Quantity>],
    stated_bases: &[Amount],
    sheet: &Sheet,
) -> Judged {
    let sums: Vec<Sum> = bases.iter().map(|way| Sum::new(way, sheet)).collect();
    let cells = sums.first().map_or_else(Vec::new, |sum| sum.cells.clone());
    let amounts = sums
        .iter()
        .map(|sum| sum.amount)
        .collect::<Option<Vec<_>>>();
    let Some(mut amounts) = amounts else {
        return Judged::NoCell { cells };
    };
    if let Some(at) = amounts
        .iter()
        .position(|base| is_share(claim.amount, count, *base))
    {
        let fitting = sums.into_iter().nth(at);
        return Judged::Agrees {
            cells: fitting.map_or_else(Vec::new, |sum| sum.cells),
        };
    }
    if stated_bases
        .iter()
        .any(|base| is_share(claim.amount, count, *base))
    {
        return Judged::Agrees { cells: Vec::new() };
    }
    // No total is smaller than its part: such a base was not meant.
    amounts.retain(|base| !base.is_zero() && !base.minus(count).is_negative());
    if claim.weight == Weight::Doubtful || claim.rounding != Rounding::Exact || amounts.is_empty() {
        return Judged::NotUnderstood { cells };
    }
    Judged::Disagrees {
        cells,
        sums: amounts,
    }
}
