//! Everything about one report: source, reading, decisions, journal, and what is derived from them.

use std::collections::BTreeSet;

use crate::claims::{self, Claim, ClaimResult};
use crate::form::{CellKey, Sheet};
use crate::read::{Reading, Stated};
use crate::review::derive::{self, Derived};
use crate::review::edit::Stamp;
use crate::review::evidence;
use crate::review::fingerprint::Fingerprint;
use crate::review::journal::{Entry, Journal, Record, ReplayError};
use crate::review::slot::{Decisions, HeaderField, Judgement, SignOff, Slot};
use crate::review::verdict::Decision;
use crate::rules::{Finding, Neighbours, Results};
use crate::source::Source;
use crate::value::Value;

/// The review of one report. Source and reading never change in it.
#[derive(Clone, Debug)]
pub struct Session {
    source: Source,
    reading: Reading,
    /// Version of the program that read the source.
    reader: String,
    /// What the prose says; it depends on source and reading alone.
    claims: Vec<Claim>,
    /// Witnesses from outside; no part of the journal or the saved file.
    neighbours: Neighbours,
    decisions: Decisions,
    journal: Journal,
    derived: Derived,
    revision: u64,
}

impl Session {
    /// A review without any decision, of a reading made by this program.
    #[must_use]
    pub fn new(source: Source, reading: Reading) -> Self {
        Self::beside(source, reading, Neighbours::default())
    }

    /// As [`Session::new`], beside the reports of other years.
    #[must_use]
    pub fn beside(source: Source, reading: Reading, neighbours: Neighbours) -> Self {
        let reader = env!("CARGO_PKG_VERSION").to_owned();
        Self::with(
            source,
            reading,
            reader,
            neighbours,
            (Journal::default(), Decisions::default()),
        )
    }

    /// The review that `records` lead to, of a reading made by version `reader` of the program.
    ///
    /// # Errors
    /// At the first record that does not fit the ones before it.
    pub fn replay(
        source: Source,
        reading: Reading,
        reader: String,
        records: impl IntoIterator<Item = Record>,
    ) -> Result<Self, ReplayError> {
        let steps = Journal::replay(records)?;
        let neighbours = Neighbours::default();
        Ok(Self::with(source, reading, reader, neighbours, steps))
    }

    fn with(
        source: Source,
        reading: Reading,
        reader: String,
        neighbours: Neighbours,
        (journal, decisions): (Journal, Decisions),
    ) -> Self {
        let mut session = Self {
            claims: evidence::claims(&source.text, &reading),
            source,
            reading,
            reader,
            neighbours,
            decisions,
            journal,
            derived: Derived::default(),
            revision: 0,
        };
        session.derived = session.derive();
        session
    }

    /// The report as opened.
    #[must_use]
    pub fn source(&self) -> &Source {
        &self.source
    }

    /// What was read from it.
    #[must_use]
    pub fn reading(&self) -> &Reading {
        &self.reading
    }

    /// Version of the program that made the reading.
    #[must_use]
    pub fn reader(&self) -> &str {
        &self.reader
    }

    /// The values that hold now.
    #[must_use]
    pub fn sheet(&self) -> &Sheet {
        &self.derived.sheet
    }

    /// Outcomes and findings of these values.
    #[must_use]
    pub fn results(&self) -> &Results {
        &self.derived.results
    }

    /// What the prose says, held against the values that hold now.
    #[must_use]
    pub fn claims(&self) -> Vec<ClaimResult> {
        claims::compare(&self.claims, &self.derived.sheet)
    }

    /// All decisions that hold now.
    #[must_use]
    pub fn decisions(&self) -> &Decisions {
        &self.decisions
    }

    /// Every step ever made.
    #[must_use]
    pub fn journal(&self) -> &Journal {
        &self.journal
    }

    /// Grows with every step, undo and redo.
    #[must_use]
    pub fn revision(&self) -> u64 {
        self.revision
    }

    /// The value of a cell, decided or read.
    #[must_use]
    pub fn value(&self, cell: &CellKey) -> Value {
        self.derived.sheet.value(cell)
    }

    /// The unit of a cell: as typed, else as printed behind the number; `None` where neither is.
    #[must_use]
    pub fn unit(&self, cell: &CellKey) -> Option<&str> {
        let typed = self
            .decision(cell)
            .and_then(|decision| decision.unit.as_deref());
        typed.or_else(|| self.reading.cell(cell)?.unit.as_deref())
    }

    /// Whether the reader was not sure of the cell, or nobody stands for what was put there, and the reviewer has not
    /// settled it.
    #[must_use]
    pub fn is_doubtful(&self, cell: &CellKey) -> bool {
        let value = self.value(cell);
        let is_open =
            self.reading.is_doubtful(cell, value) || self.reading.is_replaced(cell, value);
        is_open && !self.decision(cell).is_some_and(Decision::is_settled)
    }

    /// The decision about a cell.
    #[must_use]
    pub fn decision(&self, cell: &CellKey) -> Option<&Decision> {
        self.decisions.cell(cell)
    }

    /// Everybody who ever made a step.
    #[must_use]
    pub fn authors(&self) -> BTreeSet<String> {
        let stamps = self.journal.records().iter().map(|record| match record {
            Record::Do(entry) => &entry.stamp,
            Record::Undo(stamp) | Record::Redo(stamp) => stamp,
        });
        stamps.map(|stamp| stamp.by.clone()).collect()
    }

    /// Decisions about cells that the tables, as they stand now, do not have: their edition is another, their table is said
    /// to be missing, or the reader no longer finds it. They are kept, and hold nothing.
    pub fn stranded(&self) -> impl Iterator<Item = (&CellKey, &Decision)> {
        let cells = &self.derived.sheet.cells;
        let decided = self.decisions.cells();
        decided.filter(|(cell, _)| !cells.contains_key(*cell))
    }

    /// The judgement of a finding; `None` also when the finding's figures have changed since.
    #[must_use]
    pub fn judgement(&self, finding_key: &str) -> Option<&Judgement> {
        let fingerprint = self.derived.fingerprints.get(finding_key)?;
        self.decisions
            .finding(finding_key)
            .filter(|judgement| fingerprint.is_of(&judgement.fingerprint))
    }

    /// Whether nobody has settled the finding yet, and no alternative beside 原文如此 makes it vanish. 存疑 postpones
    /// it: it stays open.
    #[must_use]
    pub fn is_open(&self, finding: &Finding) -> bool {
        let judged = self.judgement(&finding.key);
        let is_settled = judged.is_some_and(|judged| judged.verdict.settles());
        !is_settled && !self.derived.explained.contains(&finding.key)
    }

    /// What the report says about itself: as corrected, else as read.
    #[must_use]
    pub fn header(&self, field: HeaderField) -> Option<&str> {
        let corrected = self.decisions.header(field);
        corrected.or_else(|| self.stated(field).map(|stated| stated.text.as_str()))
    }

    /// What the report says about itself, as read.
    #[must_use]
    pub fn stated(&self, field: HeaderField) -> Option<&Stated> {
        let heading = &self.reading.heading;
        match field {
            HeaderField::Office => heading.office.as_ref(),
            HeaderField::Year => heading.year.as_ref(),
            HeaderField::Period => heading.period.as_ref(),
        }
    }

    /// The sign-off, if the report is done.
    #[must_use]
    pub fn sign_off(&self) -> Option<&SignOff> {
        self.decisions.sign_off()
    }

    /// How many equations a cell stands in.
    #[must_use]
    pub fn coverage(&self, cell: &CellKey) -> usize {
        self.derived.coverage.get(cell).copied().unwrap_or(0)
    }

    /// The reports of the years before and after that this one is held against.
    #[must_use]
    pub fn neighbours(&self) -> &Neighbours {
        &self.neighbours
    }

    /// Holds this report against those of the years before and after, and checks everything anew. They are evidence from
    /// outside: no step, nothing to undo, nothing to save; but the revision grows, because the findings may have changed.
    pub fn set_neighbours(&mut self, neighbours: Neighbours) {
        if self.neighbours != neighbours {
            self.neighbours = neighbours;
            self.recheck();
        }
    }

    /// Takes the newest step back and names it; `None` if there is none.
    pub fn undo(&mut self, stamp: &Stamp) -> Option<String> {
        let label = self.journal.next_undo()?.label.clone();
        self.add(Record::Undo(stamp.clone())).then_some(label)
    }

    /// Makes the step undone last again and names it; `None` if there is none.
    pub fn redo(&mut self, stamp: &Stamp) -> Option<String> {
        let label = self.journal.next_redo()?.label.clone();
        self.add(Record::Redo(stamp.clone())).then_some(label)
    }

    /// The cells that taking the newest step back would change.
    #[must_use]
    pub fn cells_to_undo(&self) -> Vec<CellKey> {
        self.journal
            .next_undo()
            .map(changed_cells)
            .unwrap_or_default()
    }

    /// The cells that making the step undone last again would change.
    #[must_use]
    pub fn cells_to_redo(&self) -> Vec<CellKey> {
        self.journal
            .next_redo()
            .map(changed_cells)
            .unwrap_or_default()
    }

    /// Continues with `records` made elsewhere after the same journal, such as those a crash left behind.
    ///
    /// # Errors
    /// At the first record that does not fit; nothing has changed then.
    pub fn continue_with(
        &mut self,
        records: impl IntoIterator<Item = Record>,
    ) -> Result<(), ReplayError> {
        let (mut journal, mut decisions) = (self.journal.clone(), self.decisions.clone());
        for record in records {
            journal.add(record, &mut decisions)?;
        }
        self.journal = journal;
        self.decisions = decisions;
        self.recheck();
        Ok(())
    }

    /// The steps that changed a cell, oldest first, undone ones included.
    #[must_use]
    pub fn cell_history(&self, cell: &CellKey) -> Vec<&Entry> {
        let concerns = |entry: &&Entry| {
            let mut changes = entry.changes.iter();
            changes.any(|change| matches!(&change.slot, Slot::Cell(key) if key == cell))
        };
        let records = self.journal.records().iter();
        records
            .filter_map(|record| match record {
                Record::Do(entry) => Some(entry),
                Record::Undo(_) | Record::Redo(_) => None,
            })
            .filter(concerns)
            .collect()
    }

    /// The fingerprint of a finding's figures; `None` if there is no such finding now.
    pub(crate) fn fingerprint(&self, finding_key: &str) -> Option<&str> {
        self.derived
            .fingerprints
            .get(finding_key)
            .map(Fingerprint::kept)
    }

    pub(super) fn add(&mut self, record: Record) -> bool {
        let added = self.journal.add(record, &mut self.decisions).is_ok();
        if added {
            self.recheck();
        }
        added
    }

    fn derive(&self) -> Derived {
        derive::derive(
            &self.source.text,
            &self.reading,
            &self.claims,
            &self.neighbours,
            &self.decisions,
        )
    }

    fn recheck(&mut self) {
        self.derived = self.derive();
        self.revision += 1;
    }
}

fn changed_cells(step: &Entry) -> Vec<CellKey> {
    let cell = |slot: &Slot| match slot {
        Slot::Cell(cell) => Some(cell.clone()),
        _ => None,
    };
    let changes = step.changes.iter();
    changes.filter_map(|change| cell(&change.slot)).collect()
}
