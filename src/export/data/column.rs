//! Columns and the fields in them.

use crate::amount::Amount;
use crate::value::Value;

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ColumnType {
    /// Characters.
    Text,
    /// Whole numbers.
    Whole,
    /// Decimal numbers, with [`DECIMALS`] decimals where a format fixes them.
    Decimal,
    /// Yes or no.
    YesNo,
}

/// Decimals of a [`ColumnType::Decimal`] in formats that fix them: fees are printed in 万元 with up to six, to the cent.
pub(super) const DECIMALS: u8 = 6;

impl ColumnType {
    /// The name in the codebook.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Whole => "integer",
            Self::Decimal => "decimal",
            Self::YesNo => "boolean",
        }
    }
}

/// A column as a list of the program tells it: name, kind, and what it means in Chinese and English.
pub(super) type Told = (&'static str, ColumnType, &'static str, &'static str);

/// A column of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// The name: ASCII letters, digits and `_`.
    pub name: String,
    /// What it means, in Chinese.
    pub zh: String,
    /// What it means, in English.
    pub en: String,
    /// What it holds.
    pub kind: ColumnType,
}

impl Column {
    /// A column.
    #[must_use]
    pub fn new(name: &str, kind: ColumnType, zh: &str, en: &str) -> Self {
        Self {
            name: name.to_owned(),
            zh: zh.to_owned(),
            en: en.to_owned(),
            kind,
        }
    }

    /// The columns of a list.
    pub(super) fn told(list: &[Told]) -> impl Iterator<Item = Self> {
        let list = list.iter();
        list.map(|(name, kind, zh, en)| Self::new(name, *kind, zh, en))
    }
}

/// What stands in one column of one row.
#[derive(Clone, Debug, PartialEq)]
pub enum Field {
    /// Nothing.
    Missing,
    /// No number, and why: never [`Value::Number`].
    NoNumber(Value),
    /// Characters.
    Text(String),
    /// A whole number.
    Whole(i64),
    /// A decimal number.
    Decimal(Amount),
    /// Yes or no.
    YesNo(bool),
}

impl Field {
    /// Characters, or nothing where there are none.
    #[must_use]
    pub fn text(text: impl Into<String>) -> Self {
        let text = text.into();
        if text.is_empty() {
            Self::Missing
        } else {
            Self::Text(text)
        }
    }

    /// What a cell holds, as a decimal number.
    #[must_use]
    pub fn decimal(value: Value) -> Self {
        match value {
            Value::Number(amount) => Self::Decimal(amount),
            other => Self::NoNumber(other),
        }
    }

    /// What a cell holds, as a whole number; one that no column of counts has room for, such as one with a fraction, is
    /// unreadable here.
    #[must_use]
    pub fn whole(value: Value) -> Self {
        match value {
            Value::Number(amount) => amount
                .to_i64()
                .map_or(Self::NoNumber(Value::Unreadable), Self::Whole),
            other => Self::NoNumber(other),
        }
    }

    /// The characters that stand for it in a text; empty for nothing.
    #[must_use]
    pub fn to_plain(&self) -> String {
        match self {
            Self::Missing | Self::NoNumber(_) => String::new(),
            Self::Text(text) => text.clone(),
            Self::Whole(number) => number.to_string(),
            Self::Decimal(amount) => amount.to_string(),
            Self::YesNo(true) => "true".to_owned(),
            Self::YesNo(false) => "false".to_owned(),
        }
    }
}
