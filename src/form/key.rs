//! Names of tables, editions and cells. The text form, `table.row.column`, is the same in files and on screen.

use std::fmt;
use std::str::FromStr;

use crate::form::line_key::LineKey;
use crate::said::Told;

/// One of the three statutory tables.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TableId {
    /// Table two, 主动公开政府信息情况.
    Proactive,
    /// Table three, 收到和处理政府信息公开申请情况.
    Requests,
    /// Table four, 政府信息公开行政复议、行政诉讼情况.
    Disputes,
}

impl TableId {
    /// All tables in the order of the form.
    pub const ALL: [Self; 3] = [Self::Proactive, Self::Requests, Self::Disputes];

    /// The key used in files: `proactive`, `requests`, `disputes`.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Proactive => "proactive",
            Self::Requests => "requests",
            Self::Disputes => "disputes",
        }
    }

    /// How a person names the table: 表二, 表三, 表四.
    #[must_use]
    pub fn short_name(self) -> &'static str {
        match self {
            Self::Proactive => "表二",
            Self::Requests => "表三",
            Self::Disputes => "表四",
        }
    }

    /// The same in English.
    #[must_use]
    pub fn english_name(self) -> &'static str {
        match self {
            Self::Proactive => "Table 2",
            Self::Requests => "Table 3",
            Self::Disputes => "Table 4",
        }
    }

    /// What the table is about, in English.
    #[must_use]
    pub fn english_title(self) -> &'static str {
        match self {
            Self::Proactive => "proactive disclosure",
            Self::Requests => "requests received and handled",
            Self::Disputes => "reconsiderations and lawsuits",
        }
    }

    /// The table with this key, if there is one.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|table| table.key() == key)
    }
}

impl fmt::Display for TableId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.key())
    }
}

/// An edition of the form, named by the year it was issued: 2019 (国办公开办函〔2019〕60号) or 2021 (国办公开办函〔2021〕30号).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EditionId(pub u16);

impl fmt::Display for EditionId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)
    }
}

/// A row of a table, such as `denied.state_secret` or, for a sub-row a report added, `other_services[行政检查]`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RowKey(LineKey);

impl RowKey {
    /// A row of the form itself.
    #[must_use]
    pub fn new(key: impl Into<LineKey>) -> Self {
        Self(key.into())
    }

    /// A row a report split off or added under `base`. `label` is what stands in the report, folded to NFKC without
    /// white space and without `[`, `]` and `.`; `occurrence` counts equal labels from 1, the second becomes `label#2`.
    #[must_use]
    pub fn sub_row(base: &str, label: &str, occurrence: usize) -> Self {
        use unicode_normalization::UnicodeNormalization;
        let folded: String = label
            .nfkc()
            .filter(|c| !c.is_whitespace() && !matches!(c, '[' | ']' | '.'))
            .collect();
        if occurrence > 1 {
            Self::new(format!("{base}[{folded}#{occurrence}]").as_str())
        } else {
            Self::new(format!("{base}[{folded}]").as_str())
        }
    }

    /// The key itself.
    #[must_use]
    pub fn key(&self) -> &LineKey {
        &self.0
    }

    /// The key as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The row of the form this row is or belongs to: `other_services` for `other_services[行政检查]`.
    #[must_use]
    pub fn base(&self) -> &str {
        self.0.split('[').next().unwrap_or(&self.0)
    }

    /// [`RowKey::base`] as a key.
    pub(in crate::form) fn base_key(&self) -> LineKey {
        if self.sub_label().is_some() {
            LineKey::new(self.base())
        } else {
            self.0.clone()
        }
    }

    /// The report's own label of a sub-row: `行政检查` for `other_services[行政检查]`; `None` for a row of the form.
    #[must_use]
    pub fn sub_label(&self) -> Option<&str> {
        self.0
            .split_once('[')
            .map(|(_, rest)| rest.trim_end_matches(']'))
    }
}

impl fmt::Display for RowKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A cell: table, row and column. Ordered by table, then by key text (not by the form's order: ask the catalogue for that).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CellKey {
    /// The table.
    pub table: TableId,
    /// The row.
    pub row: RowKey,
    /// The column's key, such as `natural_person`.
    pub column: LineKey,
}

impl CellKey {
    /// The cell of `table` at `row` and `column`.
    #[must_use]
    pub fn new(table: TableId, row: RowKey, column: impl Into<LineKey>) -> Self {
        Self {
            table,
            row,
            column: column.into(),
        }
    }
}

impl fmt::Display for CellKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}.{}", self.table, self.row, self.column)
    }
}

/// A text that is not a cell key.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("“{0}”不是单元格键（应为 表.行.列）")]
pub struct KeyError(pub String);

impl Told for KeyError {
    fn english(&self) -> String {
        format!("“{}” is no key of a cell (table.row.column)", self.0)
    }
}

impl FromStr for CellKey {
    type Err = KeyError;

    fn from_str(text: &str) -> Result<Self, KeyError> {
        let error = || KeyError(text.to_owned());
        let (table, rest) = text.split_once('.').ok_or_else(error)?;
        let (row, column) = rest.rsplit_once('.').ok_or_else(error)?;
        let table = TableId::from_key(table).ok_or_else(error)?;
        if row.is_empty() || column.is_empty() {
            return Err(error());
        }
        Ok(Self {
            table,
            row: RowKey::new(row),
            column: LineKey::new(column),
        })
    }
}
