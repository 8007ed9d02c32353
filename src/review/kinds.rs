//! The kinds of things that are open, and how much is open of each.

use std::fmt;

use crate::said::Told;

/// A kind of thing that is open until the reviewer settles it, in the order in which F8 comes to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ProblemKind {
    /// 错误: a rule of error level is broken.
    Broken,
    /// 未识读: a cell nobody knows.
    Unread,
    /// 估计: an accepted number that only satisfies the rules.
    Estimated,
    /// 待核: a doubt of the reader that nobody has looked at.
    Uncertain,
    /// 存疑: a cell or finding the reviewer has postponed.
    Doubtful,
    /// Equations that do not hold with numbers in doubt as they were read.
    InDoubt,
    /// Any other open finding.
    Warning,
    /// 备注: a remark on a cell without a verdict.
    Noted,
    /// 须目视: a cell no rule covers, which nobody has looked at.
    EyeOnly,
}

impl ProblemKind {
    /// All kinds in their order.
    pub const ALL: [Self; 9] = [
        Self::Broken,
        Self::Unread,
        Self::Estimated,
        Self::Uncertain,
        Self::Doubtful,
        Self::InDoubt,
        Self::Warning,
        Self::Noted,
        Self::EyeOnly,
    ];

    /// The key used in files.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Broken => "error",
            Self::Unread => "unread",
            Self::Estimated => "estimated",
            Self::Uncertain => "uncertain",
            Self::Doubtful => "doubtful",
            Self::InDoubt => "in-doubt",
            Self::Warning => "warning",
            Self::Noted => "noted",
            Self::EyeOnly => "eye-only",
        }
    }

    /// The kind with this key, if there is one.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.key() == key)
    }

    /// The name a person sees.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Broken => "错误",
            Self::Unread => "未识读",
            Self::Estimated => "估计",
            Self::Uncertain => "待核",
            Self::Doubtful => "存疑",
            Self::InDoubt => "等式待核",
            Self::Warning => "警告和提示",
            Self::Noted => "只有备注",
            Self::EyeOnly => "须目视",
        }
    }

    /// The same in English.
    #[must_use]
    pub fn english(self) -> &'static str {
        match self {
            Self::Broken => "errors",
            Self::Unread => "unread",
            Self::Estimated => "estimated",
            Self::Uncertain => "to be checked",
            Self::Doubtful => "doubtful",
            Self::InDoubt => "equations in doubt",
            Self::Warning => "warnings and hints",
            Self::Noted => "notes without verdict",
            Self::EyeOnly => "by eye",
        }
    }

    /// Whether a report in which this is open is signed off by force only.
    #[must_use]
    pub fn needs_force(self) -> bool {
        match self {
            Self::Broken
            | Self::Unread
            | Self::Estimated
            | Self::Uncertain
            | Self::Doubtful
            | Self::InDoubt => true,
            Self::Warning | Self::Noted | Self::EyeOnly => false,
        }
    }

    /// Whether F8 stops at it. Every report has cells that only the eye can check; they are walked when asked for.
    #[must_use]
    pub fn is_stop(self) -> bool {
        self != Self::EyeOnly
    }
}

/// How much is open of each kind.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    counts: [usize; ProblemKind::ALL.len()],
}

impl Counts {
    /// How many there are of `kind`: cells, findings or equations.
    #[must_use]
    pub fn of(&self, kind: ProblemKind) -> usize {
        self.counts.get(kind as usize).copied().unwrap_or(0)
    }

    /// Adds `n` of `kind`.
    pub fn add(&mut self, kind: ProblemKind, n: usize) {
        if let Some(count) = self.counts.get_mut(kind as usize) {
            *count += n;
        }
    }

    /// The kinds of which there are any, in their order, with how many.
    pub fn present(&self) -> impl Iterator<Item = (ProblemKind, usize)> {
        let counted = ProblemKind::ALL.map(|kind| (kind, self.of(kind)));
        counted.into_iter().filter(|(_, n)| *n > 0)
    }

    /// How much is open of the kinds that are `asked` for.
    #[must_use]
    pub fn sum(&self, asked: impl Fn(ProblemKind) -> bool) -> usize {
        let asked = self.present().filter(|(kind, _)| asked(*kind));
        asked.map(|(_, n)| n).sum()
    }

    /// Whether the report is signed off by force only.
    #[must_use]
    pub fn need_force(&self) -> bool {
        self.sum(ProblemKind::needs_force) > 0
    }

    /// Whether F8 stops anywhere.
    #[must_use]
    pub fn has_stops(&self) -> bool {
        self.sum(ProblemKind::is_stop) > 0
    }
}

impl FromIterator<(ProblemKind, usize)> for Counts {
    fn from_iter<T: IntoIterator<Item = (ProblemKind, usize)>>(counted: T) -> Self {
        let mut counts = Self::default();
        for (kind, n) in counted {
            counts.add(kind, n);
        }
        counts
    }
}

/// `错误 2、未识读 19、待核 87`.
impl fmt::Display for Counts {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        let parts = self.present();
        let parts: Vec<String> = parts
            .map(|(kind, n)| format!("{} {n}", kind.name()))
            .collect();
        f.write_str(&parts.join("、"))
    }
}

/// `errors 2, unread 19, to be checked 87`.
impl Told for Counts {
    fn english(&self) -> String {
        let parts = self.present();
        let parts: Vec<String> = parts
            .map(|(kind, n)| format!("{} {n}", kind.english()))
            .collect();
        parts.join(", ")
    }
}
