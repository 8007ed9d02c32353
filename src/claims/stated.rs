//! Whether a number of the prose states an amount: exactly, rounded, or as a percentage.

use std::cmp::Ordering;

use crate::amount::Amount;
use crate::claims::{Claim, Rounding};

/// Whether the claim's number is `amount`, or rounds it: 60余件 and 超过60件 are 60 to 69, 近60件 50 to 60, 约60件 within a
/// tenth.
pub(super) fn is_stated(claim: &Claim, amount: Amount) -> bool {
    if claim.amount.equals(amount) {
        return true;
    }
    let difference = claim.amount.distance(amount);
    let is_within = |most: Amount| difference.compare(most) == Ordering::Less;
    let is_more = amount.compare(claim.amount) == Ordering::Greater;
    match claim.rounding {
        Rounding::Exact => {}
        Rounding::About => return difference.times(10).compare(amount) != Ordering::Greater,
        Rounding::Down => return is_more && is_within(last_place(claim.amount)),
        Rounding::Up => return !is_more && is_within(last_place(claim.amount)),
    }
    claim.unit == MONEY && is_rounding(claim.amount, difference)
}

/// The unit of sums of money, which a sentence states with fewer decimals than the table.
const MONEY: &str = "万元";

/// One in the place of the last digit that is not 0, at least in that of the first but one: 10 of 60 and of 160, 100 of
/// 1600 and of 1000.
fn last_place(printed: Amount) -> Amount {
    let whole = printed.to_string();
    let whole = whole.split('.').next().unwrap_or_default();
    let n_zeros = whole.len() - whole.trim_end_matches('0').len();
    let n_zeros = n_zeros.min(whole.len().saturating_sub(2).max(1));
    (0..n_zeros).fold(Amount::whole_number(1), |place, _| place.times(10))
}

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

/// Whether `percent` is `count` of `base`, rounded or cut off, within one unit of its last printed digit.
pub(super) fn is_share(percent: Amount, count: Amount, base: Amount) -> bool {
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
