//! What a cell of the form can hold: six different things that must never be folded into zero.

use crate::amount::Amount;

/// The content of one cell, as printed or as the reviewer decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Value {
    /// A number.
    Number(Amount),
    /// The cell is printed and empty.
    Blank,
    /// `/`, `-`, `—`: not applicable.
    Dash,
    /// Words instead of a number, such as 本单位未制作规章 or 无.
    Words,
    /// Something is printed that cannot be read as any of the above.
    Unreadable,
    /// The document has no such cell, or the reader did not find it.
    Absent,
}

impl Value {
    /// The number, if the cell holds one.
    #[must_use]
    pub fn number(self) -> Option<Amount> {
        match self {
            Self::Number(amount) => Some(amount),
            _ => None,
        }
    }

    /// The number a sum uses: blank and dash count as zero, words and unread cells give `None`.
    #[must_use]
    pub fn in_sums(self) -> Option<Amount> {
        match self {
            Self::Number(amount) => Some(amount),
            Self::Blank | Self::Dash => Some(Amount::ZERO),
            Self::Words | Self::Unreadable | Self::Absent => None,
        }
    }

    /// Whether the cell is blank or dashed: no number is printed, and sums count it as zero.
    #[must_use]
    pub fn counts_as_zero(self) -> bool {
        matches!(self, Self::Blank | Self::Dash)
    }

    /// Whether it is a number other than zero.
    #[must_use]
    pub fn is_nonzero(self) -> bool {
        self.number().is_some_and(|amount| !amount.is_zero())
    }

    /// Whether nobody knows yet what the report says here.
    #[must_use]
    pub fn is_unread(self) -> bool {
        matches!(self, Self::Unreadable | Self::Absent)
    }

    /// The name of the state in files and in `gouji read`.
    #[must_use]
    pub fn state(self) -> &'static str {
        match self {
            Self::Number(_) => "number",
            Self::Blank => "blank",
            Self::Dash => "dash",
            Self::Words => "words",
            Self::Unreadable => "unreadable",
            Self::Absent => "absent",
        }
    }

    /// The inverse of [`Value::state`]; `number` is used for state `number` alone. `None` for an unknown state, or a
    /// state `number` without a number.
    #[must_use]
    pub fn from_state(state: &str, number: Option<Amount>) -> Option<Self> {
        Some(match state {
            "number" => Self::Number(number?),
            "blank" => Self::Blank,
            "dash" => Self::Dash,
            "words" => Self::Words,
            "unreadable" => Self::Unreadable,
            "absent" => Self::Absent,
            _ => return None,
        })
    }
}
