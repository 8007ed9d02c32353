//! One report of the list.

use std::sync::Arc;

use crate::app::commands::ReportId;
use crate::app::commands::pinyin::{self, has_initials};
use crate::app::reports::facts::{Facts, searched};
use crate::app::texts;
use crate::dataset::queue::Standing;
use crate::said::Said;

/// The place of a report in the order in which reports were opened: its own number or that of its folder, and its place
/// in the folder.
pub(crate) type Place = (ReportId, usize);

/// One report of the list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is told by a mark of its own"
)]
pub(crate) struct Line {
    /// What it is known by.
    pub id: ReportId,
    /// Its place in the order in which reports were opened.
    pub place: Place,
    /// Whether it is open.
    pub is_open: bool,
    /// Whether it can only be looked at.
    pub is_read_only: bool,
    /// Whether the file holds every step.
    pub is_saved: bool,
    /// Whether there are steps that no file holds though it is not open.
    pub has_steps: bool,
    /// Its year; empty where it could not be read.
    pub year: String,
    /// The office; the file where it could not be read.
    pub name: String,
    /// The file.
    pub file: String,
    /// Seconds worked on it, by the record of the work on this computer; `None` where it says nothing.
    pub seconds: Option<u64>,
    /// What is known of it; `None` before it was read.
    pub facts: Option<Arc<Facts>>,
    /// Why it could not be read last.
    pub failure: Option<Said>,
    /// What is searched, in small letters.
    searched: String,
    /// Its name as [`pinyin::spelled`] has it.
    spelled: String,
}

impl Line {
    /// The line of an open report.
    pub(crate) fn open(id: ReportId, place: Place, file: String, facts: Arc<Facts>) -> Self {
        let title = (facts.entry.year.clone(), facts.entry.office.clone());
        Self {
            is_open: true,
            ..Self::listed(id, place, file, title, Some(facts), None)
        }
    }

    /// The line of a report that is not open; year and office are its `title`.
    pub(crate) fn listed(
        id: ReportId,
        place: Place,
        file: String,
        (year, office): (String, String),
        facts: Option<Arc<Facts>>,
        failure: Option<Said>,
    ) -> Self {
        let known = facts.as_ref().map(|facts| facts.searched.clone());
        let searched = known.unwrap_or_else(|| searched(&file, &office, &year));
        let name = if office.is_empty() {
            file.clone()
        } else {
            office
        };
        let spelled = match &facts {
            Some(facts) if facts.entry.office == name => facts.spelled.clone(),
            _ => pinyin::spelled(&name),
        };
        Self {
            id,
            place,
            is_saved: true,
            searched,
            spelled,
            year,
            name,
            file,
            facts,
            failure,
            ..Self::default()
        }
    }

    /// What lines are put in order of their names by.
    pub(crate) fn name_key(&self) -> (&str, &str) {
        (&self.spelled, &self.year)
    }

    /// Open errors, open warnings that do not hold, unread cells, what is in doubt; `None` where nobody knows.
    pub(crate) fn counts(&self) -> Option<[usize; 4]> {
        self.facts.as_ref().map(|facts| facts.counts)
    }

    /// Whether something is open, or nobody knows whether something is: unknown is not none.
    pub(crate) fn has_problems(&self) -> bool {
        self.has_steps || self.facts.as_ref().is_none_or(|facts| facts.has_problems)
    }

    /// How far its review is; `None` where nobody knows.
    pub(crate) fn standing(&self) -> Option<Standing> {
        self.facts.as_ref().map(|facts| facts.entry.standing)
    }

    /// Whether the files hold every step.
    pub(crate) fn has_all_saved(&self) -> bool {
        self.is_saved && !self.has_steps
    }

    /// Whether it is signed off.
    pub(crate) fn is_done(&self) -> bool {
        self.standing().is_some_and(Standing::is_done)
    }

    /// What it is called aloud: `* 2023 青石镇人民政府`, the star while steps are not saved.
    pub(crate) fn spoken(&self) -> String {
        let mark = if self.has_all_saved() { "" } else { "* " };
        let state = match (&self.facts, &self.failure) {
            (Some(_), _) => "",
            (None, Some(_)) => texts::NOT_READABLE.show(),
            (None, None) => texts::NOT_OPEN.show(),
        };
        format!("{mark}{} {}{state}", self.year, self.name)
    }

    /// What is open and noted in it, one kind a line.
    pub(crate) fn details(&self) -> String {
        let mut lines = Vec::new();
        if self.has_steps {
            lines.push(texts::HAS_STEPS.show().to_owned());
        }
        let said = |it: &Said| texts::say(it).to_owned();
        let Some(facts) = &self.facts else {
            lines.extend(self.failure.as_ref().map(said));
            return lines.join("\n");
        };
        let open = facts.open.present();
        lines.extend(open.map(|(kind, n)| format!("{} {n}", texts::kind(kind))));
        if facts.entry.noted > 0 {
            lines.push(texts::NOTES.with(facts.entry.noted));
        }
        lines.extend(facts.entry.flaw.as_ref().map(said));
        lines.join("\n")
    }

    /// Whether it has every word of `query`, which is in small letters, in its file name, office or year, or as first
    /// letters of the office.
    pub(crate) fn matches(&self, query: &str) -> bool {
        let is_read = |word: &str| {
            let facts = self.facts.as_ref();
            facts.is_some_and(|facts| has_initials(&facts.initials, word))
        };
        query
            .split_whitespace()
            .all(|word| self.searched.contains(word) || is_read(word))
    }

    /// How much of it is in doubt: what is read for certain, and does not contradict itself, is not.
    pub(crate) fn doubt(&self) -> usize {
        self.counts().map_or(0, |counts| counts.iter().sum())
    }
}
