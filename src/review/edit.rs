//! What the reviewer wants, and why it may be refused.

use crate::amount::Amount;
use crate::entry::EntryError;
use crate::form::{CellKey, EditionId, TableId};
use crate::review::kinds::Counts;
use crate::review::slot::HeaderField;
use crate::review::verdict::{Origin, Verdict};
use crate::said::{Said, Told};
use crate::source::Span;

/// Who made a step, and when.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Stamp {
    /// The reviewer's name; empty until it is asked.
    pub by: String,
    /// Seconds since 1970 UTC.
    pub at_secs: u64,
}

/// A content for a cell, with its place in the source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Placed {
    /// The cell.
    pub cell: CellKey,
    /// The characters, understood as [`crate::entry::parse`] does.
    pub text: String,
    /// Where they stand; empty for a content that stands nowhere.
    pub spans: Vec<Span>,
}

/// One step the reviewer asks for. Each is one undoable entry of the journal, or nothing if it changes nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Edit {
    /// Gives a cell a content: the verdict becomes 转录错误, 版式错位 where a proposal about the layout says so, or
    /// 确认无误 where the content is what was read. An estimate has no verdict until the reviewer settles it.
    Enter {
        /// The cell; a sub-row the report added comes into being with its first cell.
        cell: CellKey,
        /// The characters, understood as [`crate::entry::parse`] does.
        text: String,
        /// Where they come from.
        origin: Origin,
        /// Evidence in the source; may be empty.
        spans: Vec<Span>,
    },
    /// Gives several cells a content in one step.
    EnterMany {
        /// What the step is called, such as 粘贴 7 格.
        label: String,
        /// Cells with their characters; the last one counts where a cell is named twice.
        cells: Vec<(CellKey, String)>,
        /// Where they come from.
        origin: Origin,
    },
    /// Gives several cells contents of the source in one step, each with its place as evidence.
    Place {
        /// What the step is called.
        label: String,
        /// The cells with their contents.
        cells: Vec<Placed>,
        /// The verdict on each cell whose content is not what was read there: 转录错误 or 版式错位.
        verdict: Verdict,
    },
    /// Judges cells. The value stays, but 空白视同零 makes it 0 and 无法辨认 makes it unreadable.
    ///
    /// For several cells, those that the verdict cannot apply to are passed over: confirming never touches unread,
    /// corrected or otherwise judged cells, and estimates and 存疑 only within one row. It is refused when no cell is
    /// left.
    Judge {
        /// The cells.
        cells: Vec<CellKey>,
        /// The judgement.
        verdict: Verdict,
        /// A remark; empty keeps the remark there was.
        note: String,
    },
    /// 原文如此, with the consistent value that may stand beside the printed one.
    Alternative {
        /// The cell.
        cell: CellKey,
        /// The consistent value; `None` takes it away.
        amount: Option<Amount>,
    },
    /// A remark on a cell. It sets no verdict.
    Note {
        /// The cell.
        cell: CellKey,
        /// The remark; an empty one takes the remark away.
        note: String,
    },
    /// Adds to the remarks on several cells, in one step. It sets no verdict.
    Remarks {
        /// What the step is called.
        label: String,
        /// The cells, each with what is added; what its remark says already is not said again.
        notes: Vec<(CellKey, String)>,
    },
    /// Takes the decisions about cells back.
    Withdraw {
        /// The cells.
        cells: Vec<CellKey>,
    },
    /// Judges a finding as it stands now.
    JudgeFinding {
        /// Its key.
        key: String,
        /// The judgement.
        verdict: Verdict,
        /// A remark.
        note: String,
    },
    /// Marks a sentence of the source 应核对; one that is marked already loses its mark.
    MarkSentence {
        /// The sentence, or a place in it.
        span: Span,
    },
    /// Takes the judgement of a finding back.
    WithdrawFinding {
        /// Its key.
        key: String,
    },
    /// Corrects what the report says about itself.
    SetHeader {
        /// The field.
        field: HeaderField,
        /// The text; empty goes back to what was read.
        text: String,
    },
    /// The table is there and follows `edition`: enters a table by hand, or sets the edition of one that was read.
    AddTable {
        /// The table.
        table: TableId,
        /// The edition.
        edition: EditionId,
    },
    /// The report has no such table; a finding about it is confirmed in the same step.
    MissingTable {
        /// The table.
        table: TableId,
    },
    /// Takes the decision about a table back.
    WithdrawTable {
        /// The table.
        table: TableId,
    },
    /// The report is done.
    SignOff {
        /// Sign in spite of what is open; this is recorded.
        force: bool,
    },
    /// The report is not done after all.
    Reopen,
}

/// Why a step was refused; nothing changed. The display is a sentence for the reviewer.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// The report is signed off.
    #[error("报告已完成审定。要修改，请先重新打开审定，或撤销“完成审定”这一步。")]
    SignedOff,
    /// The report is not signed off.
    #[error("报告还没有完成审定，不需要重新打开。")]
    NotSignedOff,
    /// The form has no such cell, or its table is not in the report.
    #[error("{0}不在本报告的表格里。缺少的表请先选择“手工录入此表”。")]
    UnknownCell(Said),
    /// The characters are no number.
    #[error(
        "{place}：“{text}”{why}。请只录入一个数（可带正负号、千分位逗号和单位）；空白请清空，不适用请录“/”，看不清请录“？”。"
    )]
    NotANumber {
        /// The cell.
        place: Said,
        /// The characters.
        text: String,
        /// What is wrong with them.
        why: EntryError,
    },
    /// The evidence does not lie in the source.
    #[error("{0}：所选文字不在原文范围内。请重新选择原文。")]
    NoSuchSpan(Said),
    /// The verdict cannot be given to any of the cells.
    #[error("不能判为“{}”：{}。", .verdict.name(), .why.chinese())]
    VerdictUnfit {
        /// The verdict.
        verdict: Verdict,
        /// Why.
        why: Unfit,
    },
    /// Nothing is written where a sentence was to be marked.
    #[error("这里没有文字。请在原文中选中要核对的句子。")]
    NoSentence,
    /// There is no such finding now.
    #[error("这个问题已经不存在，可能已随修改消失。")]
    NoSuchFinding,
    /// The year is not one.
    #[error("“{0}”不是年度。请录入四位数字，例如 2021。")]
    NotAYear(String),
    /// The form has no such edition of the table.
    #[error("没有 {0} 年版的{table}。", table = .1.short_name())]
    UnknownEdition(EditionId, TableId),
    /// Something is open that has to be settled, or signed by force.
    #[error(
        "还不能审定完成，没有处理的还有：{0}。按 F8 可逐个处理；强制审定会把这些数目记入审定记录。"
    )]
    StillOpen(Counts),
}

impl Told for Refusal {
    fn english(&self) -> String {
        match self {
            Self::SignedOff => {
                "The report is signed off. Reopen it, or undo the sign-off, to change it."
                    .to_owned()
            }
            Self::NotSignedOff => {
                "The report is not signed off: there is nothing to reopen.".to_owned()
            }
            Self::UnknownCell(place) => format!(
                "{} is not in the tables of this report. For a missing table choose “Enter this table by hand” first.",
                place.english
            ),
            Self::NotANumber { place, text, why } => format!(
                "{}: “{text}” {}. Type one number (sign, commas and unit are understood), nothing for blank, / for not applicable, ? if it is illegible.",
                place.english,
                why.english()
            ),
            Self::NoSuchSpan(place) => format!(
                "{}: the characters selected are not in the source. Select them again.",
                place.english
            ),
            Self::VerdictUnfit { verdict, why } => format!(
                "“{}” cannot be given: {}.",
                verdict.english(),
                why.english()
            ),
            Self::NoSentence => {
                "Nothing is written here. Select the sentence to be checked in the source."
                    .to_owned()
            }
            Self::NoSuchFinding => {
                "This problem no longer exists; it may have been settled by a change.".to_owned()
            }
            Self::NotAYear(text) => {
                format!("“{text}” is not a year. Type four digits, such as 2021.")
            }
            Self::UnknownEdition(edition, table) => {
                format!("There is no {} of {edition}.", table.english_name())
            }
            Self::StillOpen(counts) => format!(
                "Cannot sign off yet. Still open: {}. Press F8 to go through them; signing off by force records these counts.",
                counts.english()
            ),
        }
    }
}

/// Why a verdict cannot be given to a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unfit {
    /// 转录错误 wants another content than was read.
    NothingElseEntered,
    /// 原文如此 wants a content.
    NotRead,
    /// 空白视同零 wants a blank.
    NotBlank,
    /// 误报 is for findings.
    OnlyForFindings,
    /// What was estimated or postponed is settled cell by cell or row by row.
    RowByRow,
    /// Nobody can read it.
    CannotBeRead,
    /// It was changed already.
    Changed,
    /// Several cells nobody read.
    SomeNotRead,
    /// Other verdicts stand.
    Judged,
}

impl Unfit {
    /// In Chinese.
    #[must_use]
    pub fn chinese(self) -> &'static str {
        match self {
            Self::NothingElseEntered => "请先录入正确的内容",
            Self::NotRead => "这一格还没有读出，请先录入原文",
            Self::NotBlank => "这一格不是空白",
            Self::OnlyForFindings => "“误报”只用于问题，不用于单元格",
            Self::RowByRow => "估计、推得和存疑的格请逐格或逐行核对",
            Self::CannotBeRead => "这一格无法辨认，请录入内容，或判为“无法辨认”",
            Self::Changed => "这一格已经改过，请先撤回修改",
            Self::SomeNotRead => "这些格还没有读出，请逐格核对",
            Self::Judged => "这些格已有其他判定",
        }
    }

    /// In English.
    #[must_use]
    pub fn english(self) -> &'static str {
        match self {
            Self::NothingElseEntered => "type the right content first",
            Self::NotRead => "the cell was not read; type what is printed first",
            Self::NotBlank => "the cell is not blank",
            Self::OnlyForFindings => "it is for problems, not for cells",
            Self::RowByRow => {
                "estimated, deduced and doubtful cells are settled cell by cell or row by row"
            }
            Self::CannotBeRead => {
                "the cell cannot be read; type its content, or judge it illegible"
            }
            Self::Changed => "the cell was changed; withdraw that first",
            Self::SomeNotRead => "these cells were not read; settle them one by one",
            Self::Judged => "these cells have other verdicts",
        }
    }
}
