//! What reports that one part of a picture stands for have in common.

use crate::dataset::queue::entry::Entry;
use crate::review::judged::Judged;
use crate::review::problems::ProblemKind;
use crate::review::rates::MILLION;

/// Parts that the range of a share is divided into.
pub const TENTHS: u64 = 10;

/// What reports have in common.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Mark {
    /// A cell whose content is not known.
    NotWhole,
    /// Every cell is known.
    Whole,
    /// Something of this kind is open.
    Open(ProblemKind),
    /// The report itself breaks this rule, judged so; however judged where that is `None`.
    Breaks(String, Option<Judged>),
    /// Signed off, and whether the office printed something wrong.
    SignedWith {
        /// Whether it did.
        source_error: bool,
    },
    /// The first character was read where the second stands.
    Misread(char, char),
    /// The rate at this place of the panel lies in this tenth, from 0; beyond the whole where that is [`TENTHS`].
    Rate(usize, u64),
    /// What it carries in is not what the report of the year before carries out.
    NotCarried,
}

impl Mark {
    /// Whether a report has it. What other reports decide ([`Mark::NotCarried`]) is nobody's here.
    #[must_use]
    pub fn is_of(&self, entry: &Entry) -> bool {
        match self {
            Self::NotWhole => entry.cells.0 < entry.cells.1,
            Self::Whole => entry.cells.0 >= entry.cells.1,
            Self::Open(kind) => entry.counts().of(*kind) > 0,
            Self::Breaks(rule, judged) => entry.problems.get(rule).is_some_and(|counts| {
                let mut wanted = Judged::ALL.into_iter();
                wanted.any(|own| judged.is_none_or(|it| it == own) && n_judged(counts, own) > 0)
            }),
            Self::SignedWith { source_error } => {
                entry.standing.is_done() && has_source_error(entry) == *source_error
            }
            Self::Misread(read, is) => {
                let mut pairs = entry.misread.iter();
                pairs.any(|(own_read, own_is, _)| (own_read, own_is) == (read, is))
            }
            Self::Rate(at, tenth) => {
                let rate = entry.rates.get(*at).copied().flatten();
                rate.map(tenth_of) == Some(*tenth)
            }
            Self::NotCarried => false,
        }
    }
}

/// How many of the problems counted by [`Judged::ALL`] are judged so.
#[must_use]
pub fn n_judged(counts: &[usize; Judged::ALL.len()], judged: Judged) -> usize {
    let mut counts = Judged::ALL.iter().zip(counts);
    let found = counts.find(|(own, _)| **own == judged);
    found.map_or(0, |(_, n)| *n)
}

/// Whether the office printed something wrong, as somebody judged.
#[must_use]
pub fn has_source_error(entry: &Entry) -> bool {
    let is_published = |counts| n_judged(counts, Judged::Published) > 0;
    entry.has_source_error || entry.problems.values().any(is_published)
}

/// The tenth that a share in millionths lies in, from 0; the whole in the last. What is beyond it, which is an error of the
/// report or its reading, is in none of them: [`TENTHS`].
#[must_use]
pub fn tenth_of(millionths: u64) -> u64 {
    if millionths > MILLION {
        return TENTHS;
    }
    (millionths / (MILLION / TENTHS)).min(TENTHS - 1)
}

/// The range of a tenth, as [`tenth_of`] counts them, in percent.
#[must_use]
pub fn percent_range(tenth: u64) -> String {
    if tenth >= TENTHS {
        "> 100 %".to_owned()
    } else {
        format!("{}–{} %", tenth * 10, tenth * 10 + 10)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_lies_in_one_tenth() {
        assert_eq!([0, 99_999, 100_000].map(tenth_of), [0, 0, 1]);
        assert_eq!([999_999, MILLION].map(tenth_of), [9, 9]);
        assert_eq!([MILLION + 1, 3 * MILLION].map(tenth_of), [TENTHS, TENTHS]);
        assert_eq!([9, TENTHS].map(percent_range), ["90–100 %", "> 100 %"]);
    }
}
