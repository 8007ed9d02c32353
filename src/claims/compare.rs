//! Claims against cells.

use std::cmp::Ordering;

use crate::amount::Amount;
use crate::claims::{Claim, Evidence, Quantity, Weight};
use crate::form::{CellKey, Sheet, TableId};
use crate::value::Value;

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

/// The cells of one reading with their sum.
struct Sum {
    cells: Vec<CellKey>,
    /// `None` if there is no cell, or nobody knows what a cell says.
    amount: Option<Amount>,
    /// Whether all cells are blank; that agrees with 0 whatever became of the numbers.
    is_blank: bool,
}

impl Sum {
    fn new(way: &[Quantity], sheet: &Sheet) -> Self {
        let per_quantity: Vec<Vec<CellKey>> =
            way.iter().map(|quantity| cells(quantity, sheet)).collect();
        let is_complete = per_quantity.iter().all(|cells| !cells.is_empty());
        let cells: Vec<CellKey> = per_quantity.into_iter().flatten().collect();
        let amounts: Option<Vec<Amount>> =
            cells.iter().map(|cell| in_claims(cell, sheet)).collect();
        let sum = amounts.map(Amount::sum);
        let is_blank = |cell: &CellKey| sheet.value(cell).counts_as_zero();
        Self {
            amount: sum.filter(|_| is_complete),
            is_blank: is_complete && cells.iter().all(is_blank),
            cells,
        }
    }
}

/// What a cell counts: blank and dash are 0, but a table of blanks may have lost its numbers.
fn in_claims(cell: &CellKey, sheet: &Sheet) -> Option<Amount> {
    let value = sheet.value(cell);
    let is_lost = value == Value::Blank && !has_any_number(cell.table, sheet);
    value.in_sums().filter(|_| !is_lost)
}

/// The cell; or, for a total left blank beside numbers, the cells of its row, which add up to it.
fn with_parts(cell: CellKey, sheet: &Sheet) -> Vec<CellKey> {
    let is_blank = sheet.value(&cell).counts_as_zero();
    if !is_blank || cell.column != "total" {
        return vec![cell];
    }
    let row = row_cells(&cell, sheet);
    if row.iter().any(|other| sheet.value(other).is_nonzero()) {
        row
    } else {
        vec![cell]
    }
}

/// All cells of the cell's row.
fn row_cells(cell: &CellKey, sheet: &Sheet) -> Vec<CellKey> {
    let first = CellKey::new(cell.table, cell.row.clone(), "");
    let from_first = sheet.cells.range(first..).map(|(other, _)| other);
    from_first
        .take_while(|other| other.table == cell.table && other.row == cell.row)
        .cloned()
        .collect()
}

fn has_any_number(table: TableId, sheet: &Sheet) -> bool {
    let mut cells = sheet.cells.iter();
    cells.any(|(cell, value)| cell.table == table && value.number().is_some())
}

/// The cells a quantity adds: one, or those of a group of rows, or those of a row without its total.
fn cells(quantity: &Quantity, sheet: &Sheet) -> Vec<CellKey> {
    let rows = sheet.rows.get(&quantity.table).into_iter().flatten();
    rows.filter(|row| {
        let rest = row.as_str().strip_prefix(quantity.row);
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '[']))
    })
    .map(|row| CellKey::new(quantity.table, row.clone(), quantity.column))
    .filter(|cell| sheet.cells.contains_key(cell))
    .flat_map(|cell| with_parts(cell, sheet))
    .collect()
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
    if claim.weight == Weight::Doubtful || claim.approximate {
        return Judged::NotUnderstood { cells };
    }
    Judged::Disagrees { cells, sums }
}

/// A sentence against figures of the prose.
fn against_figures(claim: &Claim, figures: &[Amount]) -> Judged {
    let cells = Vec::new();
    if figures.iter().any(|figure| is_stated(claim, *figure)) {
        Judged::Agrees { cells }
    } else if claim.weight == Weight::Doubtful || claim.approximate {
        Judged::NotUnderstood { cells }
    } else {
        Judged::Disagrees {
            cells,
            sums: figures.to_vec(),
        }
    }
}

/// Whether the claim's number is `amount`, or rounds it: within a tenth.
fn is_stated(claim: &Claim, amount: Amount) -> bool {
    if claim.amount.equals(amount) {
        return true;
    }
    let difference = claim.amount.distance(amount);
    if claim.approximate {
        return difference.times(10).compare(amount) != Ordering::Greater;
    }
    claim.unit == MONEY && is_rounding(claim.amount, difference)
}

/// The unit of sums of money, which a sentence states with fewer decimals than the table.
const MONEY: &str = "万元";

/// Whether a difference is less than one unit of the last printed digit.
fn is_rounding(printed: Amount, difference: Amount) -> bool {
    let scaled = (0..n_decimals(printed)).fold(difference, |scaled, _| scaled.times(10));
    scaled.compare(Amount::whole_number(1)) == Ordering::Less
}

/// How many decimals are printed.
fn n_decimals(printed: Amount) -> usize {
    let printed = printed.to_string();
    printed
        .split_once('.')
        .map_or(0, |(_, decimals)| decimals.len())
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
    if claim.weight == Weight::Doubtful || claim.approximate || amounts.is_empty() {
        return Judged::NotUnderstood { cells };
    }
    Judged::Disagrees {
        cells,
        sums: amounts,
    }
}

/// Whether `percent` is `count` of `base`, rounded or cut off, within one unit of its last printed digit.
fn is_share(percent: Amount, count: Amount, base: Amount) -> bool {
    let (Some(count), Some(base)) = (count.to_i64(), base.to_i64()) else {
        return false;
    };
    let Ok(n_decimals) = u32::try_from(n_decimals(percent)) else {
        return false;
    };
    let unit = 10_i128.saturating_pow(n_decimals);
    let digits: String = percent
        .to_string()
        .chars()
        .filter(char::is_ascii_digit)
        .collect();
    let Ok(printed) = digits.parse::<i128>() else {
        return false;
    };
    if base <= 0 {
        return count == 0;
    }
    let exact = i128::from(count).saturating_mul(100).saturating_mul(unit);
    let stated = printed.saturating_mul(i128::from(base));
    (exact - stated).abs() <= i128::from(base)
}
