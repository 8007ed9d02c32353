//! Rates that follow from the cells of a report.

use crate::form::CellKey;
use crate::review::session::Session;

/// Parts that a whole has.
pub const MILLION: u64 = 1_000_000;

/// What a rate is in one report.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Share {
    /// The share in millionths, rounded half up; `None` where a cell it follows from holds no number, or the whole is 0.
    pub millionths: Option<u64>,
    /// What it is the share of.
    pub whole: Option<i64>,
}

/// A share of requests or disputes. It is missing unless every cell it follows from holds a number and the whole is not 0.
#[derive(Clone, Copy, Debug)]
pub struct Rate {
    /// Its name in tables, ASCII.
    pub name: &'static str,
    /// Its Chinese name.
    pub zh: &'static str,
    /// What it is the share of, in English.
    pub en: &'static str,
    /// Keys of the cells that add up to the part; one that ends in `.` stands for all rows that begin so.
    part: &'static str,
    /// Keys of the cells that add up to the whole.
    whole: &'static [&'static str],
}

const PROCESSED: &[&str] = &["requests.processed_total.total"];
const TO_DO: &[&str] = &["requests.received.total", "requests.carried_in.total"];

/// All rates, in the order of the panel.
pub const RATES: [Rate; 9] = [
    rate(
        "rate_granted",
        "予以公开率",
        "requests granted",
        "requests.granted.total",
        PROCESSED,
    ),
    rate(
        "rate_partly",
        "部分公开率",
        "requests partly granted",
        "requests.partly_granted.total",
        PROCESSED,
    ),
    rate(
        "rate_denied",
        "不予公开率",
        "requests denied",
        "requests.denied.",
        PROCESSED,
    ),
    rate(
        "rate_unavailable",
        "无法提供率",
        "information unavailable",
        "requests.unavailable.",
        PROCESSED,
    ),
    rate(
        "rate_rejected",
        "不予处理率",
        "requests not processed",
        "requests.rejected.",
        PROCESSED,
    ),
    rate(
        "rate_carried_out",
        "结转下年率",
        "requests carried out to next year",
        "requests.carried_out.total",
        TO_DO,
    ),
    rate(
        "rate_review_lost",
        "行政复议纠错率",
        "reconsiderations corrected",
        "disputes.reconsideration.corrected",
        &["disputes.reconsideration.total"],
    ),
    rate(
        "rate_suit_lost",
        "直接起诉败诉率",
        "direct suits lost",
        "disputes.direct_suit.corrected",
        &["disputes.direct_suit.total"],
    ),
    rate(
        "rate_late_suit_lost",
        "复议后起诉败诉率",
        "suits after reconsideration lost",
        "disputes.suit_after_reconsideration.corrected",
        &["disputes.suit_after_reconsideration.total"],
    ),
];

const fn rate(
    name: &'static str,
    zh: &'static str,
    en: &'static str,
    part: &'static str,
    whole: &'static [&'static str],
) -> Rate {
    Rate {
        name,
        zh,
        en,
        part,
        whole,
    }
}

impl Rate {
    /// What it is in one report.
    #[must_use]
    pub fn of(&self, session: &Session) -> Share {
        let whole = self.whole.iter().filter_map(|key| key.parse().ok());
        let Some(whole) = sum(session, whole) else {
            return Share::default();
        };
        let part = sum(session, parts(session, self.part).into_iter());
        Share {
            millionths: part.and_then(|part| ratio(part, whole)),
            whole: Some(whole),
        }
    }
}

/// The cells that add up to the part; none if the table does not have them.
fn parts(session: &Session, key: &str) -> Vec<CellKey> {
    if !key.ends_with('.') {
        return key.parse().ok().into_iter().collect();
    }
    let cells = session.sheet().cells.keys();
    let totals = cells.filter(|cell| cell.column == "total" && cell.to_string().starts_with(key));
    totals.cloned().collect()
}

/// The sum of cells that all hold whole numbers, at least one of them.
fn sum(session: &Session, cells: impl Iterator<Item = CellKey>) -> Option<i64> {
    let numbers: Option<Vec<i64>> = cells
        .map(|cell| session.value(&cell).number()?.to_i64())
        .collect();
    let numbers = numbers.filter(|numbers| !numbers.is_empty())?;
    numbers.into_iter().try_fold(0_i64, i64::checked_add)
}

/// `part / whole` in millionths, rounded half up; `None` where the whole is not above 0.
fn ratio(part: i64, whole: i64) -> Option<u64> {
    if whole <= 0 || part < 0 {
        return None;
    }
    let (part, whole) = (i128::from(part), i128::from(whole));
    u64::try_from((part * i128::from(MILLION) * 2 + whole) / (whole * 2)).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_are_exact_and_never_of_nothing() {
        assert_eq!(ratio(1, 3), Some(333_333));
        assert_eq!(ratio(2, 3), Some(666_667));
        assert_eq!(ratio(3, 3), Some(MILLION));
        assert_eq!(ratio(0, 0), None);
    }
}
