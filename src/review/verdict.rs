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
        /// Its rank in the list, from 1.
        rank: u32,
    },
}
