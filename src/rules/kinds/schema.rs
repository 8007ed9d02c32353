//! The RON types of `assets/rules/*.ron`: rules as data.

use serde::Deserialize;

use crate::form::LineKey;
use crate::rules::kinds::expression::{Condition, Expression};

/// A file of rules.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RuleFile {
    /// The rules in the order in which their findings are listed.
    pub rules: Vec<DataRule>,
}

/// A rule: what a person should know about it, and what it checks.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DataRule {
    /// Id, such as `disclosed-within-total`.
    pub id: String,
    /// Title in Chinese.
    pub title: String,
    /// Why a report should keep it, as a Chinese sentence.
    pub why: String,
    /// Document, article or table, sentence it comes from.
    pub source: String,
    /// How bad it is when it is broken.
    pub severity: Weight,
    /// What becomes of a finding that names a cell the reader was not sure of.
    #[serde(default)]
    pub on_doubt: OnDoubt,
    /// What is checked. Of one subject the first check that is broken speaks.
    pub checks: Vec<Check>,
}

/// How bad it is.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
pub enum Weight {
    /// 提示.
    Hint,
    /// 警告.
    Warning,
    /// 错误.
    Error,
}

/// Tables of which it is told that they are last year's over again.
#[derive(Clone, Debug, Deserialize)]
pub struct CopiedTables {
    /// Fewest numbers other than 0. One request makes four of them; only its own cell is free.
    pub least: usize,
    /// Fewest of them that no equation gives as a sum of others.
    pub free: usize,
    /// The tables.
    pub tables: Vec<Table>,
}

/// What a group of words is about, in Chinese and in English, and its words.
#[derive(Clone, Debug, Deserialize)]
pub struct WordGroup(pub String, pub String, pub Vec<String>);

/// What becomes of a finding that names a cell the reader was not sure of.
#[derive(Clone, Copy, Debug, Default, Deserialize, PartialEq, Eq)]
pub enum OnDoubt {
    /// Nothing is said.
    #[default]
    Silent,
    /// It is told as undecided.
    Undecided,
}

/// One thing a rule checks, and what it says where that is broken.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Check {
    /// The reports it is meant for.
    #[serde(default)]
    pub when: When,
    /// What it goes through.
    pub over: Scope,
    /// What must be so.
    pub kind: Kind,
    /// Whether a blank or a dash counts as 0. Where it does not, a line with one is not checked.
    #[serde(default)]
    pub blank_is_zero: bool,
    /// What tells the finding of a report as a whole from others of the rule; rows, columns and cells have names of
    /// their own.
    #[serde(default)]
    pub subject: String,
    /// What is said, in Chinese; names in braces are filled in, see `message.rs`.
    pub zh: String,
    /// The same in English.
    pub en: String,
}

/// The reports a check is meant for.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct When {
    /// The editions of the tables it looks at; none given: all.
    #[serde(default)]
    pub editions: Vec<u16>,
    /// The levels of offices; none given: all, also an unknown one.
    #[serde(default)]
    pub levels: Vec<OfficeLevel>,
    /// First and last report year; none given: all, also an unknown one.
    #[serde(default)]
    pub years: Option<(u16, u16)>,
}

/// A level that an office's name tells.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
pub enum OfficeLevel {
    /// 街道.
    Street,
    /// 乡镇.
    Township,
    /// 县区.
    County,
    /// A department of a county or district.
    CountyDepartment,
}

/// What a check goes through, and so what a name in its expressions means.
#[derive(Clone, Debug, Deserialize)]
pub enum Scope {
    /// Every row of the table as printed, sub-rows included; names are columns. Rows that lack one are passed over.
    Rows(Table),
    /// Every row of the form; names are columns.
    FormRows(Table),
    /// Every column of the table but those named; names are rows, `denied.*` all rows of a group.
    Columns(Table, Vec<LineKey>),
    /// Every cell of columns of these kinds; the name is `cell`.
    Cells(Vec<CellKind>),
    /// Every table with its cells of the form in columns of these kinds; what is broken in a table is told at once.
    Tables(Vec<CellKind>),
    /// The report as a whole; names are keys, `requests.denied.*.total` the cells of a group of rows.
    Report,
}

/// A table, by its key.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
pub enum Table {
    /// Table two.
    #[serde(rename = "proactive")]
    Proactive,
    /// Table three.
    #[serde(rename = "requests")]
    Requests,
    /// Table four.
    #[serde(rename = "disputes")]
    Disputes,
}

/// What the cells of a column count.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
pub enum CellKind {
    /// A whole number, zero or more.
    Count,
    /// A whole number that may be negative.
    Change,
    /// Money.
    Money,
}

/// What must be so. Each shows what is broken and what is not.
#[derive(Clone, Debug, Deserialize)]
pub enum Kind {
    /// Both sums are equal: `Sum("upheld + corrected + other + pending", "total")`. 1 + 0 + 0 + 0 against 2 is broken,
    /// against 1 is not. Sums of the form itself, which repairs rely on, stand in `assets/forms`.
    Sum(Expression, Expression),
    /// Each of the cells is at most the sum: `AtMost(["disclosed"], "disclosed_total")`. 12 of 9 is broken, 9 of 9 not.
    AtMost(Vec<String>, Expression),
    /// The first sum is at most the second: `AtMostSum("a + b", "c + d")`. 3 + 2 against 2 + 2 is broken.
    AtMostSum(Expression, Expression),
    /// The sum is at least the second: `AtLeast("prior_year + change", "0")`. 3 - 5 is broken, 3 - 3 not.
    AtLeast(Expression, Expression),
    /// A whole lies between its largest part and the sum of all: `BetweenParts("total", ["a", "b"])`. 9 of 3 and 4 is
    /// broken, and so is 3; 4 to 7 are not.
    BetweenParts(Expression, Vec<Expression>),
    /// Where all of the first hold, all of the second hold: `IfThen(["made >= 5"], ["made != in_force"])`.
    IfThen(Vec<Condition>, Vec<Condition>),
    /// All sums are the same: `EqualAcross(["proactive.fees.amount", "last/proactive.fees.amount"])`.
    EqualAcross(Vec<Expression>),
    /// The cell has no decimals: 3.5 is broken, 3 and 3.0 are not.
    WholeNumber,
    /// Each group of words is met in the section, by one of its words: `OneOfWords(section: 6, groups: [("信息处理费",
    /// "fees", ["处理费"])])`. A section that was not found, may have been cut off, or is shorter than `least_letters` is no proof.
    OneOfWords {
        /// The section, from 1 to 6.
        section: u8,
        /// Fewest letters of a section that says enough.
        #[serde(default)]
        least_letters: usize,
        /// What each group is about, and its words.
        groups: Vec<WordGroup>,
    },
    /// None of the words stands in the report.
    NoneOfWords(Vec<String>),
    /// A sum over last year's cells (`last/…`) and this year's is a cell of this year:
    /// `SameAsLastYear(sum: "last/carried_out", result: "carried_in")`. Next year's report is as good as last year's.
    SameAsLastYear {
        /// What is added up.
        sum: Expression,
        /// What it gives.
        result: String,
        /// What the editions of the guard ask for and others do not: what cannot be compared with those.
        #[serde(default)]
        asked: [String; 2],
        /// Whether this rule tells that a report given as a neighbour cannot be one.
        #[serde(default)]
        tells_misfits: bool,
    },
    /// The tables are not last year's over again: broken where all numbers other than 0 of the first of some sets of tables
    /// are the same in both years, and there are so many of them.
    CopiedLastYear(Vec<CopiedTables>),
    /// A cell is within `factor` times of both years beside it, or less than `apart` away from one of them.
    UnlikelyJump {
        /// How many times as large or small as both others it may be.
        factor: u32,
        /// How far from both others it must be to be told.
        apart: u32,
    },
    /// The cells of each table are the sums of those of the reports that a list beside the reports says this one adds up:
    /// `SumOfParts(["prior_year"])`, the columns named left out. 5 of 2 and 2 is broken, and so is 3 of 2, 2 and an unread one;
    /// 5 of 2, 2 and an unread one cannot be told, nor can anything where a report is not known.
    SumOfParts(Vec<LineKey>),
    /// Other files of the same office and year have the same numbers in these cells: `SameInVersions(3)`. A blank is as good
    /// as 0. Where not one in three numbers is the same, they may be reports of two offices with one name.
    SameInVersions(usize),
    /// The day printed behind one of the labels is no later than this day of the year after the report's:
    /// `PublishedBy(month: 3, day: 31, labels: ["发布日期"])`. Without a day, or with several, nothing is said.
    PublishedBy {
        /// The month, from 1.
        month: u8,
        /// The day of it, from 1.
        day: u8,
        /// What stands before the day.
        labels: Vec<String>,
    },
}
