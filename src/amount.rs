//! Exact decimal numbers with the digits that were printed. No floats anywhere.

use std::cmp::Ordering;
use std::fmt;

/// Most digits an [`Amount`] may have; longer tokens are not numbers of this form.
const MAX_DIGITS: usize = 24;

/// An exact decimal number that remembers how many decimals were printed: `52.6540` stays `52.6540`.
///
/// Invariant: `|mantissa| < 10^24` and `scale <= 24`, so sums of a whole table cannot overflow `i128`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Amount {
    mantissa: i128,
    scale: u8,
}

impl Amount {
    /// The number zero, printed `0`.
    pub const ZERO: Self = Self {
        mantissa: 0,
        scale: 0,
    };

    /// A whole number.
    #[must_use]
    pub fn whole_number(value: i64) -> Self {
        Self {
            mantissa: i128::from(value),
            scale: 0,
        }
    }

    /// Reads a plain decimal: optional `+` or `-`, ASCII digits, at most one point followed by digits.
    ///
    /// Returns `None` for anything else, and for more than 24 digits.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (negative, digits) = match text.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, text.strip_prefix('+').unwrap_or(text)),
        };
        let (whole, decimals) = digits.split_once('.').unwrap_or((digits, ""));
        let has_point = digits.contains('.');
        let all_digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
        if !all_digits(whole)
            || (has_point && !all_digits(decimals))
            || whole.len() + decimals.len() > MAX_DIGITS
        {
            return None;
        }
        let magnitude: i128 = format!("{whole}{decimals}").parse().ok()?;
        let scale = u8::try_from(decimals.len()).ok()?;
        Some(Self {
            mantissa: if negative { -magnitude } else { magnitude },
            scale,
        })
    }

    /// The number in units of its `decimals`-th decimal: 1.5 with two is 150. `None` if it has more decimals than that
    /// (zeros at the end aside), or is too large.
    #[must_use]
    pub fn scaled(self, decimals: u8) -> Option<i64> {
        let scaled = if let Some(more) = decimals.checked_sub(self.scale) {
            let unit = 10_i128.checked_pow(more.into())?;
            self.mantissa.checked_mul(unit)?
        } else {
            let unit = power_of_ten(self.scale - decimals);
            (self.mantissa % unit == 0).then_some(self.mantissa / unit)?
        };
        i64::try_from(scaled).ok()
    }

    /// The ten-thousandth part: 元 as 万元. `None` where it has more decimals than can be counted.
    #[must_use]
    pub fn ten_thousandth(self) -> Option<Self> {
        let scale = self.scale.checked_add(4)?;
        Some(Self { scale, ..self })
    }

    /// Whether the number has no fractional part (`3.00` has none).
    #[must_use]
    pub fn is_whole(self) -> bool {
        self.mantissa % power_of_ten(self.scale) == 0
    }

    /// Whether the number is below zero.
    #[must_use]
    pub fn is_negative(self) -> bool {
        self.mantissa < 0
    }

    /// Whether the number is zero, however many decimals were printed.
    #[must_use]
    pub fn is_zero(self) -> bool {
        self.mantissa == 0
    }

    /// The value as `i64`; `None` when it has a fractional part or does not fit.
    #[must_use]
    pub fn to_i64(self) -> Option<i64> {
        let unit = power_of_ten(self.scale);
        if self.mantissa % unit != 0 {
            return None;
        }
        i64::try_from(self.mantissa / unit).ok()
    }

    /// The sum; it keeps the larger number of decimals. Saturates at the limits of the type.
    #[must_use]
    pub fn plus(self, other: Self) -> Self {
        let scale = self.scale.max(other.scale);
        let sum = self.at_scale(scale).saturating_add(other.at_scale(scale));
        Self {
            mantissa: sum,
            scale,
        }
    }

    /// The sum of all amounts; 0 of none.
    #[must_use]
    pub fn sum(amounts: impl IntoIterator<Item = Self>) -> Self {
        amounts.into_iter().fold(Self::ZERO, Self::plus)
    }

    /// Whether the last of the amounts is the sum of the others, of which there is one at least.
    #[must_use]
    pub fn end_with_sum(amounts: &[Self]) -> bool {
        let split = amounts.split_last();
        split.is_some_and(|(total, parts)| {
            !parts.is_empty() && Self::sum(parts.iter().copied()).equals(*total)
        })
    }

    /// The difference `self - other`; it keeps the larger number of decimals.
    #[must_use]
    pub fn minus(self, other: Self) -> Self {
        self.plus(other.negated())
    }

    /// The number `factor` times. Saturates at the limits of the type.
    #[must_use]
    pub fn times(self, factor: u32) -> Self {
        Self {
            mantissa: self.mantissa.saturating_mul(i128::from(factor)),
            scale: self.scale,
        }
    }

    /// How far apart both numbers are: the difference without its sign.
    #[must_use]
    pub fn distance(self, other: Self) -> Self {
        let difference = self.minus(other);
        if difference.is_negative() {
            difference.negated()
        } else {
            difference
        }
    }

    /// The same number with the other sign.
    #[must_use]
    pub fn negated(self) -> Self {
        Self {
            mantissa: -self.mantissa,
            scale: self.scale,
        }
    }

    /// Order by value: `1.0` and `1` are equal here, though they are different printed amounts.
    #[must_use]
    pub fn compare(self, other: Self) -> Ordering {
        let scale = self.scale.max(other.scale);
        self.at_scale(scale).cmp(&other.at_scale(scale))
    }

    /// Whether both are the same number, however many decimals were printed.
    #[must_use]
    pub fn equals(self, other: Self) -> bool {
        self.compare(other) == Ordering::Equal
    }

    fn at_scale(self, scale: u8) -> i128 {
        self.mantissa
            .saturating_mul(power_of_ten(scale.saturating_sub(self.scale)))
    }
}

impl fmt::Display for Amount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.mantissa < 0 { "-" } else { "" };
        let scale = usize::from(self.scale);
        let digits = format!(
            "{:0>width$}",
            self.mantissa.unsigned_abs(),
            width = scale + 1
        );
        let (whole, decimals) = digits.split_at(digits.len() - scale);
        if decimals.is_empty() {
            write!(f, "{sign}{whole}")
        } else {
            write!(f, "{sign}{whole}.{decimals}")
        }
    }
}

fn power_of_ten(exponent: u8) -> i128 {
    10_i128.saturating_pow(u32::from(exponent))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_printed(text: &str, expected: Option<&str>) {
        assert_eq!(
            Amount::parse(text)
                .map(|amount| amount.to_string())
                .as_deref(),
            expected,
            "{text}"
        );
    }

    #[test]
    fn keeps_the_digits_that_were_printed() {
        check_printed("52.6540", Some("52.6540"));
        check_printed("007", Some("7"));
        check_printed("-0.07", Some("-0.07"));
        check_printed("+335", Some("335"));
        check_printed("", None);
        check_printed("1.", None);
        check_printed(".5", None);
        check_printed("1e3", None);
        check_printed("1234567890123456789012345", None);
    }

    #[test]
    fn compares_by_value_and_adds_exactly() {
        let parse = |text| Amount::parse(text).unwrap();
        assert!(parse("1.0").equals(parse("1")));
        assert_eq!(parse("0.1").plus(parse("0.20")).to_string(), "0.30");
        assert_eq!(
            Amount::sum([parse("0.1"), parse("2"), parse("-1.05")]).to_string(),
            "1.05"
        );
        assert_eq!(Amount::sum([]).to_string(), "0");
        assert_eq!(parse("1.05").times(10).to_string(), "10.50");
        assert_eq!(parse("2").minus(parse("3")).to_string(), "-1");
        assert_eq!(parse("2").distance(parse("3.5")).to_string(), "1.5");
        assert_eq!(parse("3.00").to_i64(), Some(3));
        assert_eq!(parse("3.01").to_i64(), None);
    }
}
