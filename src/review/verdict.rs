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
    /// The judgement; `None` while there is only a remark, or a content nobody stands for yet.
    pub verdict: Option<Verdict>,
    /// Evidence in the source, if the reviewer chose some.
    pub spans: Vec<Span>,
    /// A remark.
    pub note: String,
    /// Where the value came from.
    pub origin: Origin,
}

impl Decision {
    /// A decision that changes nothing yet of a cell that holds `value`.
    pub(super) fn undecided(value: Value) -> Self {
        Self {
            value,
            entered: String::new(),
            unit: None,
            alternative: None,
            verdict: None,
            spans: Vec::new(),
            note: String::new(),
            origin: Origin::Judged,
        }
    }

    /// Whether the reviewer stands for what the cell holds: there is a verdict, and it is not 存疑.
    #[must_use]
    pub fn is_settled(&self) -> bool {
        self.verdict.is_some_and(Verdict::settles)
    }
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
        /// What it says has happened.
        basis: Basis,
        /// How firmly the number stands.
        footing: Footing,
    },
}

impl Origin {
    /// How firmly the number stands, if it came from a proposal.
    #[must_use]
    pub fn footing(self) -> Option<Footing> {
        match self {
            Self::Proposal { footing, .. } => Some(footing),
            Self::Typed | Self::Judged | Self::Source | Self::Pasted => None,
        }
    }

    /// The verdict that a changed content of this origin carries. Nobody stands for an estimate, so it has none.
    #[must_use]
    pub fn verdict(self) -> Option<Verdict> {
        match self {
            Self::Proposal {
                footing: Footing::Estimated,
                ..
            } => None,
            _ => Some(self.verdict_when_settled()),
        }
    }

    /// The verdict that a changed content of this origin has once the reviewer stands for it.
    #[must_use]
    pub fn verdict_when_settled(self) -> Verdict {
        match self {
            Self::Proposal {
                basis: Basis::Layout,
                ..
            } => Verdict::Displaced,
            _ => Verdict::Misread,
        }
    }
}

/// What an accepted proposal says has happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Basis {
    /// Single tokens were misread.
    Cells,
    /// The layout was damaged: the number was printed, in another place.
    Layout,
    /// Many cells were misread or lost: the likeliest combination found.
    Estimate,
}

/// How firmly the number of an accepted proposal stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Footing {
    /// 推得: the equations force it.
    Deduced,
    /// 估计: it satisfies the equations, as other numbers would. Each cell is still to be held against the print.
    Estimated,
}

impl Footing {
    /// The word a person sees.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Deduced => "推得",
            Self::Estimated => "估计",
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

    /// The same in English.
    #[must_use]
    pub fn english(self) -> &'static str {
        match self {
            Self::Misread => "Misread",
            Self::Confirmed => "Confirmed",
            Self::SourceError => "As published",
            Self::Displaced => "Displaced",
            Self::BlankIsZero => "Blank is zero",
            Self::Illegible => "Illegible",
            Self::Doubtful => "Doubtful",
            Self::FalseAlarm => "False alarm",
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
