//! What a claim is: the figure a sentence states, and what it can be compared with.

use crate::amount::Amount;
use crate::form::TableId;
use crate::source::Span;

/// A sentence, or a part of one, that states a figure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claim {
    /// The family of sentences it belongs to.
    pub family: Family,
    /// Where it stands, from the start of its clause to the end of it.
    pub span: Span,
    /// The characters of the span without white space.
    pub text: String,
    /// The number stated; 0 for a sentence that says that there was none.
    pub amount: Amount,
    /// The unit printed, such as 件; empty where there is none.
    pub unit: String,
    /// Whether the number is rounded, and which way.
    pub rounding: Rounding,
    /// Whether it may accuse.
    pub weight: Weight,
    /// What it can be compared with.
    pub evidence: Evidence,
}

/// How a number is rounded.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Rounding {
    /// Not at all.
    #[default]
    Exact,
    /// 余, 多, 超过, 以上: it is at least so much.
    Down,
    /// 近, 以内: it is at most so much.
    Up,
    /// 约, 左右: it is about so much.
    About,
}

/// The families of sentences, each the subject of one rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Family {
    /// Received, carried over, done.
    Requests,
    /// Results of the handling.
    Outcomes,
    /// Who applied.
    Applicants,
    /// Reconsiderations and suits.
    Disputes,
    /// Sentences that say that there was none.
    None,
    /// Figures of table two.
    Documents,
    /// Parts of a whole, and one item with two numbers.
    Sum,
    /// Percentages.
    Share,
}

/// Whether a claim surely speaks of what it is compared with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weight {
    /// It does: where it fits no reading, something is wrong.
    Firm,
    /// It may speak of something else, such as one office of an area: where it fits no reading, that says nothing.
    Doubtful,
}

/// What a claim can be compared with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Evidence {
    /// Cells of the tables: each reading is a sum of quantities.
    Cells(Vec<Vec<Quantity>>),
    /// The parts that the sentence lists for its whole.
    Parts(Vec<Amount>),
    /// Another number stated for the same item.
    SameItem {
        /// What is counted, such as 政务动态.
        item: String,
        /// The number stated first.
        first: Amount,
        /// Where it is stated.
        place: Span,
    },
    /// The claim's number as a percentage of one of some quantities.
    Share {
        /// The count whose share is stated.
        count: Amount,
        /// The totals the share may refer to, each a sum of quantities.
        bases: Vec<Vec<Quantity>>,
        /// Totals stated in the prose it may refer to as well.
        stated_bases: Vec<Amount>,
    },
}

/// A row, or all rows of a group, in one column: `denied` stands for all rows of （三）.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quantity {
    /// The table.
    pub table: TableId,
    /// Key of the row, or of the group of rows.
    pub row: &'static str,
    /// Key of the column.
    pub column: &'static str,
}

/// Whose report it is, as far as its heading tells; what it does not tell is guessed from the prose.
#[derive(Clone, Copy, Debug, Default)]
pub struct Report<'a> {
    /// The office.
    pub office: Option<&'a str>,
    /// The report year.
    pub year: Option<u16>,
}
