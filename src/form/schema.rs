//! The RON types of `assets/forms/*.ron`: one edition of the form as data.

use serde::Deserialize;

use crate::form::line_key::LineKey;

/// One edition of the form.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FormFile {
    /// Year the edition was issued.
    pub edition: u16,
    /// Document that issued it.
    pub source: String,
    /// First and last report year the edition was made for; the last is 9999 while it is in force.
    pub years: (u16, u16),
    /// The tables in order.
    pub tables: Vec<TableSpec>,
    /// The arithmetic rules.
    pub rules: Vec<RuleSpec>,
}

/// One table of an edition.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TableSpec {
    /// `proactive`, `requests` or `disputes`.
    pub key: String,
    /// Official title of the section the table stands in.
    pub title: String,
    /// Other forms of the title that reports print.
    #[serde(default)]
    pub title_aliases: Vec<String>,
    /// Texts printed over the table, such as the 勾稽关系 note.
    #[serde(default)]
    pub notes: Vec<String>,
    /// How the table is printed.
    pub layout: Layout,
    /// Blocks from top to bottom; a table with one header has one block.
    pub blocks: Vec<Block>,
}

/// How a table is printed.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
pub enum Layout {
    /// Rows below each other, labels at the left.
    Rows,
    /// All rows side by side in one printed row, their labels as column groups (table four).
    Flat,
}

/// A part of a table with a header of its own.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Block {
    /// Heading over the block, such as 第二十条第（一）项; empty if it has none.
    #[serde(default)]
    pub heading: String,
    /// Columns from left to right, without the label column.
    pub columns: Vec<ColumnSpec>,
    /// Rows from top to bottom.
    pub rows: Vec<RowSpec>,
}

/// A column.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ColumnSpec {
    /// Key, such as `natural_person`.
    pub key: LineKey,
    /// Official label.
    pub label: String,
    /// Heads above the label, outermost first, such as 申请人情况, 法人或其他组织.
    #[serde(default)]
    pub heads: Vec<String>,
    /// Other labels that reports print.
    #[serde(default)]
    pub aliases: Vec<String>,
    /// What its cells count.
    #[serde(default)]
    pub kind: ColumnKind,
    /// Unit printed in the official label, such as 万元.
    #[serde(default)]
    pub unit: Option<String>,
}

/// What the cells of a column count.
#[derive(Clone, Copy, Debug, Default, Deserialize, PartialEq, Eq)]
pub enum ColumnKind {
    /// A whole number, zero or more.
    #[default]
    Count,
    /// A whole number that may be negative (本年增/减).
    Change,
    /// Money; decimals are normal.
    Money,
}

/// A row.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RowSpec {
    /// Key, such as `denied.state_secret`.
    pub key: LineKey,
    /// Official label, with its list number.
    pub label: String,
    /// Group heads left of the label, outermost first, such as 三、本年度办理结果, （三）不予公开.
    #[serde(default)]
    pub heads: Vec<String>,
    /// Other labels that reports print.
    #[serde(default)]
    pub aliases: Vec<String>,
    /// How findings name the row in a formula, such as `一` or `三（七）`.
    pub short: String,
    /// Whether reports may print this row several times under labels of their own.
    #[serde(default)]
    pub extra: Extra,
    /// Labels of the rows that reports usually print in place of this one.
    #[serde(default)]
    pub parts: Vec<String>,
}

/// Whether reports print sub-rows of a row.
#[derive(Clone, Copy, Debug, Default, Deserialize, PartialEq, Eq)]
pub enum Extra {
    /// The row stands once.
    #[default]
    No,
    /// Reports may split it into sub-rows with labels of their own.
    Splits,
    /// Not on the official form; reports may add it (Hubei's 其他主动公开文件).
    Added,
}

/// An arithmetic rule.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RuleSpec {
    /// Id, such as `requests-balance`.
    pub id: String,
    /// Title in Chinese.
    pub title: String,
    /// Why it holds.
    pub why: String,
    /// Document, table, sentence it comes from.
    pub source: String,
    /// The table it speaks of.
    pub table: String,
    /// The sums it compares.
    pub shape: Shape,
}

/// How a rule expands to equations.
#[derive(Clone, Debug, Deserialize)]
pub enum Shape {
    /// For every column: sum of the `left` rows = sum of the `right` rows. A row may be given by its full key, or by a
    /// group: `denied.*` is every row whose key begins with `denied.`.
    EachColumn {
        /// Row keys on the left side.
        left: Vec<String>,
        /// Row keys on the right side.
        right: Vec<String>,
    },
    /// For every row: sum of the `left` columns = sum of the `right` columns.
    EachRow {
        /// Column keys on the left side.
        left: Vec<String>,
        /// Column keys on the right side.
        right: Vec<String>,
    },
}
