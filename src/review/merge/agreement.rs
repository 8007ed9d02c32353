//! How far two reviewers agree.

use std::collections::BTreeSet;

use crate::form::CellKey;
use crate::review::merge::content::Content;
use crate::review::order::cells_in_order;
use crate::review::session::Session;
use crate::review::verdict::Decision;
use crate::said::Said;
use crate::value::Value;

/// Quantile of the normal distribution for an interval of 95 %.
const Z_95: f64 = 1.959_964;

/// How many of some cells hold the same for both.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Share {
    /// Cells.
    pub n: usize,
    /// Cells that hold the same.
    pub n_same: usize,
}

/// The cells that both reviewers stand for: each by a decision, or by having signed the report off.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Agreement {
    /// All of them.
    pub all: Share,
    /// Those where either has a number other than zero: the many zeros of a form agree by themselves.
    pub non_zero: Share,
    /// Those where either holds something else than was read.
    pub changed: Share,
}

impl Agreement {
    /// Of two sessions of one report; of none of its cells where one and the same person made both.
    #[must_use]
    pub fn of(first: &Session, second: &Session) -> Self {
        let by = [first, second].map(Session::authors);
        if by[0].len() == 1 && by[0] == by[1] {
            return Self::default();
        }
        let mut cells: BTreeSet<CellKey> = cells_in_order(first).into_iter().collect();
        cells.extend(cells_in_order(second));
        let mut agreement = Self::default();
        for cell in cells {
            if speaks(first, &cell) && speaks(second, &cell) {
                agreement.count(&cell, first, second);
            }
        }
        agreement
    }

    fn count(&mut self, cell: &CellKey, first: &Session, second: &Session) {
        let values = [first, second].map(|session| session.value(cell));
        let is_same = Content::of(first, cell) == Content::of(second, cell);
        self.all.count(is_same);
        let is_non_zero =
            |value: &Value| matches!(value, Value::Number(amount) if !amount.is_zero());
        if values.iter().any(is_non_zero) {
            self.non_zero.count(is_same);
        }
        let read = |session: &Session| session.reading().cell(cell).map(|found| found.value);
        let is_changed =
            |session: &Session| read(session).unwrap_or(Value::Absent) != session.value(cell);
        if is_changed(first) || is_changed(second) {
            self.changed.count(is_same);
        }
    }

    /// How far the two agree, as one sentence.
    #[must_use]
    pub fn sentence(&self) -> Said {
        let shares = [self.all, self.non_zero, self.changed];
        let chinese = ["全部", "非零", "改过的"];
        let english = ["all", "not zero", "changed"];
        let told = |names: [&str; 3], none: &str, interval: &str| {
            let named = names.into_iter().zip(shares);
            named
                .map(|(name, share)| format!("{name} {}", share.told(none, interval)))
                .collect::<Vec<_>>()
        };
        Said::new(
            format!(
                "两人都看过的格里一致的：{}。",
                told(chinese, "0 格", "95 % 区间").join("；")
            ),
            format!(
                "Agreement on the cells that both reviewers stand for: {}.",
                told(english, "none", "95 % interval").join("; ")
            ),
        )
    }

    /// Of both together.
    pub fn add(&mut self, other: &Self) {
        self.all.add(other.all);
        self.non_zero.add(other.non_zero);
        self.changed.add(other.changed);
    }
}

impl Share {
    /// `1620/1623，99.82 %（95 % 区间 99.46–99.94）`.
    fn told(self, none: &str, interval: &str) -> String {
        match (self.rate(), self.interval()) {
            (Some(rate), Some((low, high))) => format!(
                "{}/{}，{:.2} %（{interval} {:.2}–{:.2}）",
                self.n_same,
                self.n,
                rate * 100.0,
                low * 100.0,
                high * 100.0
            ),
            _ => none.to_owned(),
        }
    }

    fn count(&mut self, is_same: bool) {
        self.n += 1;
        self.n_same += usize::from(is_same);
    }

    fn add(&mut self, other: Self) {
        self.n += other.n;
        self.n_same += other.n_same;
    }

    /// The share that agrees, 0 to 1; `None` of no cells.
    #[must_use]
    pub fn rate(self) -> Option<f64> {
        (self.n > 0).then(|| float(self.n_same) / float(self.n))
    }

    /// The 95 % interval of the share, from 0 to 1; `None` of no cells.
    ///
    /// Wilson's score interval (E. B. Wilson, Probable inference, the law of succession, and statistical inference, JASA
    /// 22, 1927), which stays within 0 and 1 and has a width even where all cells agree. Cells of one report are not
    /// independent of each other, so it is rather too narrow.
    #[must_use]
    pub fn interval(self) -> Option<(f64, f64)> {
        let rate = self.rate()?;
        let n = float(self.n);
        let z2 = Z_95 * Z_95;
        let centre = (rate + z2 / (2.0 * n)) / (1.0 + z2 / n);
        let spread = (rate * (1.0 - rate) / n + z2 / (4.0 * n * n)).sqrt() * Z_95 / (1.0 + z2 / n);
        Some(((centre - spread).max(0.0), (centre + spread).min(1.0)))
    }
}

/// Whether somebody stands for what the cell holds. 存疑 is a decision as well: who has it looked at the cell.
fn speaks(session: &Session, cell: &CellKey) -> bool {
    let judged = |decision: &Decision| decision.verdict.is_some();
    session.sign_off().is_some() || session.decision(cell).is_some_and(judged)
}

#[expect(
    clippy::cast_precision_loss,
    reason = "counts of cells are far below 2^52"
)]
fn float(count: usize) -> f64 {
    count as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_interval(n: usize, n_same: usize, low: f64, high: f64) {
        let (found_low, found_high) = Share { n, n_same }.interval().unwrap();
        assert!((found_low - low).abs() < 5e-5, "{found_low}");
        assert!((found_high - high).abs() < 5e-5, "{found_high}");
    }

    #[test]
    fn intervals_are_those_of_the_literature() {
        // Newcombe, Statistics in Medicine 17 (1998), table I, method 3.
        check_interval(263, 81, 0.2553, 0.3662);
        check_interval(148, 15, 0.0624, 0.1605);
        check_interval(20, 0, 0.0, 0.1611);
        check_interval(29, 1, 0.0061, 0.1718);
        assert_eq!(Share::default().interval(), None);
    }
}
