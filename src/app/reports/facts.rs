//! What the list shows of a report, and what it is searched and compared by; made once for each state of a report.

use std::path::Path;

use crate::app::commands::pinyin;
use crate::app::wording::file_name;
use crate::dataset::offices::Aliases;
use crate::dataset::queue::Entry;
use crate::review::problems::{Counts, ProblemKind};
use crate::rules::office_level::{self, Level};

/// What is known of a report.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Facts {
    /// What was read from its files, or what its session says.
    pub entry: Entry,
    /// Open errors, open warnings that do not hold, unread cells without a verdict, and what is in doubt.
    pub counts: [usize; 4],
    /// What is open, by kind.
    pub open: Counts,
    /// Whether something is open, be it only that a rule cannot be checked.
    pub has_problems: bool,
    /// What tells its office from others; empty where it is not known.
    pub office_key: String,
    /// The level of its office, where its name tells.
    pub level: Option<Level>,
    /// What is searched, in small letters.
    pub searched: String,
    /// Its office as [`pinyin::spelled`] has it.
    pub spelled: String,
    /// How the characters of its office may be read, as [`pinyin::initials`] has them.
    pub initials: Vec<u32>,
}

/// What is in doubt.
const DOUBTS: [ProblemKind; 3] = [
    ProblemKind::Uncertain,
    ProblemKind::Estimated,
    ProblemKind::Doubtful,
];

impl Facts {
    /// Of the report at `path`; `aliases` tell which names are one office.
    pub(crate) fn new(entry: Entry, path: &Path, aliases: &Aliases) -> Self {
        let open = entry.counts();
        Self {
            counts: [
                open.of(ProblemKind::Broken),
                entry.broken_warnings,
                open.of(ProblemKind::Unread),
                open.sum(|kind| DOUBTS.contains(&kind)),
            ],
            open,
            has_problems: open.has_stops() || entry.flaw.is_some(),
            office_key: aliases.key(&entry.office),
            level: office_level::of(&entry.office),
            spelled: pinyin::spelled(&entry.office),
            initials: pinyin::initials(&entry.office),
            searched: searched(&file_name(path), &entry.office, &entry.year),
            entry,
        }
    }
}

/// What a report is searched by.
pub(crate) fn searched(file: &str, office: &str, year: &str) -> String {
    format!("{file} {office} {year}").to_lowercase()
}
