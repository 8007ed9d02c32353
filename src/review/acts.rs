//! What a step was, in one word, for the record of the work.

use crate::review::journal::{Change, Entry, Record};
use crate::review::slot::{Held, Slot};
use crate::review::verdict::{Decision, Origin, Verdict};

/// What was done in one step.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Act {
    /// A value was typed.
    Typed,
    /// A value was taken from the source.
    Taken,
    /// Values were pasted.
    Pasted,
    /// A proposal was accepted.
    Accepted,
    /// 确认无误.
    Confirmed,
    /// 原文如此.
    SourceError,
    /// 存疑.
    Doubtful,
    /// Another verdict.
    Judged,
    /// A remark.
    Noted,
    /// A decision was taken back.
    Withdrawn,
    /// A finding was judged.
    Finding,
    /// Office, year or period was corrected.
    Header,
    /// Something was said about a table.
    Table,
    /// The report was signed off.
    Signed,
    /// It was opened again.
    Reopened,
    /// A step was undone.
    Undone,
    /// A step was made again.
    Redone,
}

impl Act {
    /// All of them, in the order in which they are told.
    pub const ALL: [Self; 17] = [
        Self::Typed,
        Self::Taken,
        Self::Pasted,
        Self::Accepted,
        Self::Confirmed,
        Self::SourceError,
        Self::Doubtful,
        Self::Judged,
        Self::Noted,
        Self::Withdrawn,
        Self::Finding,
        Self::Header,
        Self::Table,
        Self::Signed,
        Self::Reopened,
        Self::Undone,
        Self::Redone,
    ];

    /// The key used in files.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Typed => "typed",
            Self::Taken => "taken",
            Self::Pasted => "pasted",
            Self::Accepted => "accepted",
            Self::Confirmed => "confirmed",
            Self::SourceError => "source-error",
            Self::Doubtful => "doubtful",
            Self::Judged => "judged",
            Self::Noted => "noted",
            Self::Withdrawn => "withdrawn",
            Self::Finding => "finding",
            Self::Header => "header",
            Self::Table => "table",
            Self::Signed => "signed",
            Self::Reopened => "reopened",
            Self::Undone => "undone",
            Self::Redone => "redone",
        }
    }

    /// The act with this key, if there is one.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|act| act.key() == key)
    }

    /// What a person calls it, Chinese and English.
    #[must_use]
    pub fn name(self) -> [&'static str; 2] {
        match self {
            Self::Typed => ["录入", "typed"],
            Self::Taken => ["取自原文", "taken from the source"],
            Self::Pasted => ["粘贴", "pasted"],
            Self::Accepted => ["采纳方案", "proposals accepted"],
            Self::Confirmed => ["确认无误", "confirmed"],
            Self::SourceError => ["原文如此", "as published"],
            Self::Doubtful => ["存疑", "doubtful"],
            Self::Judged => ["其他判定", "other verdicts"],
            Self::Noted => ["备注", "notes"],
            Self::Withdrawn => ["撤回", "withdrawn"],
            Self::Finding => ["判定问题", "findings judged"],
            Self::Header => ["更正机关、年度", "headings corrected"],
            Self::Table => ["认定表格", "decisions on tables"],
            Self::Signed => ["审定完成", "signed off"],
            Self::Reopened => ["重新打开", "reopened"],
            Self::Undone => ["撤销", "undone"],
            Self::Redone => ["重做", "redone"],
        }
    }

    /// What `record` did.
    #[must_use]
    pub fn of(record: &Record) -> Self {
        match record {
            Record::Undo(_) => Self::Undone,
            Record::Redo(_) => Self::Redone,
            Record::Do(entry) => of_entry(entry),
        }
    }
}

fn of_entry(entry: &Entry) -> Act {
    let acts = entry.changes.iter().map(of_change);
    // A step about many things is called after what weighs most: that a proposal was accepted, else a value.
    acts.min_by_key(|act| (*act != Act::Accepted, *act))
        .unwrap_or(Act::Judged)
}

fn of_change(change: &Change) -> Act {
    match (&change.slot, &change.after) {
        (Slot::Report, Some(_)) => Act::Signed,
        (Slot::Report, None) => Act::Reopened,
        (Slot::Header(_), _) => Act::Header,
        (Slot::Table(_), _) => Act::Table,
        (Slot::Finding(_), _) => Act::Finding,
        (Slot::Cell(_), Some(Held::Decision(after))) => {
            let before = match &change.before {
                Some(Held::Decision(before)) => Some(&**before),
                _ => None,
            };
            of_decision(before, after)
        }
        (Slot::Cell(_), _) => Act::Withdrawn,
    }
}

fn of_decision(before: Option<&Decision>, after: &Decision) -> Act {
    let noted = before.map(|before| Decision {
        note: after.note.clone(),
        ..before.clone()
    });
    if noted.as_ref() == Some(after) {
        return Act::Noted;
    }
    let is_entered = before.map(|before| (before.value, &before.entered, before.origin))
        != Some((after.value, &after.entered, after.origin));
    let is_judged = before.and_then(|before| before.verdict) != after.verdict;
    match (after.origin, after.verdict) {
        (Origin::Typed, _) if is_entered => Act::Typed,
        (Origin::Source, _) if is_entered => Act::Taken,
        (Origin::Pasted, _) if is_entered => Act::Pasted,
        (Origin::Proposal { .. }, _) if is_entered => Act::Accepted,
        (_, Some(Verdict::Confirmed)) if is_judged => Act::Confirmed,
        (_, Some(Verdict::SourceError)) => Act::SourceError,
        (_, Some(Verdict::Doubtful)) if is_judged => Act::Doubtful,
        (_, Some(_)) if is_judged => Act::Judged,
        _ => Act::Noted,
    }
}
