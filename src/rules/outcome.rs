//! What checking a sheet gives: outcomes of equations, and findings.

use crate::amount::Amount;
use crate::form::{CellKey, Equation, TableId};
use crate::source::Span;

/// How an equation comes out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Both sides are equal; if `counted_as_zero` is not empty, only because these blanks and dashes count as 0.
    Holds {
        /// Blank and dash cells of the equation, where a non-zero number stands in it as well.
        counted_as_zero: Vec<CellKey>,
    },
    /// The sides differ.
    Broken {
        /// Sum of the left side.
        left: Amount,
        /// Sum of the right side.
        right: Amount,
        /// Blank and dash cells counted as 0.
        counted_as_zero: Vec<CellKey>,
        /// Cells without a number, all on the larger side: what is known of it exceeds the other already, and none of them
        /// can be less than 0. Where there are none, both sides are what they are.
        unread: Vec<CellKey>,
    },
    /// Some cells are unread or hold words, their columns were inferred, or the reader was not sure of their numbers, so
    /// nobody can tell.
    Undecided {
        /// Cells without a number to reckon with.
        missing: Vec<CellKey>,
        /// Where none is missing: cells of rows whose numbers, put into other columns, would satisfy the equation.
        loose: Vec<CellKey>,
        /// Where none is missing or loose: cells that may hold another number than was read, which would satisfy the
        /// equation.
        unsure: Vec<CellKey>,
    },
}

/// An equation with its outcome.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checked {
    /// The equation.
    pub equation: &'static Equation,
    /// How it comes out.
    pub outcome: Outcome,
}

/// How bad a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// 提示: worth a look.
    Hint,
    /// 警告: probably wrong or incomplete.
    Warning,
    /// 错误: the printed figures contradict each other.
    Error,
}

/// What a finding says about its rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Verified {
    /// 不成立.
    Broken,
    /// 仅当空白计为 0 时成立.
    Conditional,
    /// 无法核对.
    Undecided,
}

/// Something a person should look at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// Rule and subject, such as `requests-balance/total`; stable while its subject stays, so decisions keep to it.
    pub key: String,
    /// Id of the rule, such as `requests-balance`.
    pub rule: String,
    /// The table it speaks of, if it speaks of one.
    pub table: Option<TableId>,
    /// How bad it is.
    pub severity: Severity,
    /// What it says about the rule.
    pub outcome: Verified,
    /// The cells in the order in which the text names them (①②③).
    pub cells: Vec<CellKey>,
    /// Left side of a broken equation.
    pub left: Option<Amount>,
    /// Right side of a broken equation.
    pub right: Option<Amount>,
    /// Places in the source that are no cells, such as a sentence.
    pub spans: Vec<Span>,
    /// The finding in plain Chinese.
    pub text: String,
    /// The same in English.
    pub english: String,
}

/// All rule results of one sheet.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Results {
    /// Every equation with its outcome, in the order of the form and its rules.
    pub equations: Vec<Checked>,
    /// The findings, worst first within a table, in the order of the form.
    pub findings: Vec<Finding>,
}
