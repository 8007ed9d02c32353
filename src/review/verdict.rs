//! What the reviewer can decide.

use crate::amount::Amount;
use crate::source::Span;
use crate::value::Value;

/// The reviewer's judgement of a cell or a finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Verdict {
    /// 转录错误: the source says otherwise; the value is corrected.
    Misread,
    /// 确认无误: confirmed as printed.
    Confirmed,
    /// 原文如此: the office printed an error; kept as printed, a consistent alternative may stand beside it.
    SourceError,
    /// 版式错位: the number stands in the wrong place of the layout.
    Displaced,
    /// 空白视同零: the blank is taken as zero.
    BlankIsZero,
    /// 无法辨认: illegible.
    Illegible,
    /// 存疑: postponed.
    Doubtful,
    /// 误报 (findings only): the rule is wrong here.
    FalseAlarm,
}

/// The decision about one cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decision {
    /// The value that holds from now on; equal to the reading's for verdicts that change nothing.
    pub value: Value,
    /// The characters the reviewer typed or chose; empty when the printed text stands.
    pub entered: String,
    /// Unit, if the reviewer set one.
    pub unit: Option<String>,
    /// For 原文如此: the consistent value beside the printed one.
    pub alternative: Option<Amount>,
    /// The judgement.
    pub verdict: Verdict,
    /// Evidence in the source, if the reviewer chose some.
    pub spans: Vec<Span>,
    /// A remark.
    pub note: String,
    /// Where the value came from.
    pub origin: Origin,
}

/// Where a decided value came from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// Typed by the reviewer.
    Typed,
    /// Confirmed or judged without changing the value.
    Judged,
    /// Taken from selected characters of the source.
    Source,
    /// Pasted.
    Pasted,
    /// A repair proposal that was accepted.
    Proposal {
        /// Its rank in the list, from 1; 0 for the part that all smallest proposals share.
        rank: u32,
        /// How much likelier it was than the best other one, in thousandths of a cost: negative when another was
        /// likelier, `None` when it was the only one.
        margin: Option<i64>,
        /// What it rested on.
        basis: Basis,
    },
}

/// What an accepted proposal rested on, and so how a cell it sets is judged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Basis {
    /// Single tokens were misread.
    Cells,
    /// The layout was damaged: the number was printed, in another place.
    Layout,
    /// An estimate, one of many that satisfy the equations: each cell is still to be held against the print.
    Estimate,
}

impl Basis {
    /// The verdict on a cell that a proposal of this basis changes.
    #[must_use]
    pub fn verdict(self) -> Verdict {
        match self {
            Self::Cells => Verdict::Misread,
            Self::Layout => Verdict::Displaced,
            Self::Estimate => Verdict::Doubtful,
        }
    }
}

impl Verdict {
    /// All verdicts, in the order in which lists and number keys offer them.
    pub const ALL: [Self; 8] = [
        Self::Misread,
        Self::Confirmed,
        Self::SourceError,
        Self::Displaced,
        Self::BlankIsZero,
        Self::Illegible,
        Self::Doubtful,
        Self::FalseAlarm,
    ];

    /// Whether the reviewer stands for what a cell with this verdict holds. 存疑 postpones: it settles nothing.
    #[must_use]
    pub fn settles(self) -> bool {
        self != Self::Doubtful
    }

    /// The name a person sees, such as 转录错误.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Misread => "转录错误",
            Self::Confirmed => "确认无误",
            Self::SourceError => "原文如此",
            Self::Displaced => "版式错位",
            Self::BlankIsZero => "空白视同零",
            Self::Illegible => "无法辨认",
            Self::Doubtful => "存疑",
            Self::FalseAlarm => "误报",
        }
    }

    /// The key used in files, such as `source-error`.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Misread => "misread",
            Self::Confirmed => "confirmed",
            Self::SourceError => "source-error",
            Self::Displaced => "displaced",
            Self::BlankIsZero => "blank-is-zero",
            Self::Illegible => "illegible",
            Self::Doubtful => "doubtful",
            Self::FalseAlarm => "false-alarm",
        }
    }

    /// The verdict with this key, if there is one.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|verdict| verdict.key() == key)
    }
}
