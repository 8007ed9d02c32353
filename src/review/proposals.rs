//! What the repair search is told about a report: its values, what was printed, and what the reviewer has settled.

use std::collections::BTreeMap;
use std::sync::atomic::AtomicBool;

use crate::form::{CellKey, Sheet, catalogue};
use crate::read::Reading;
use crate::repair::block::BlockId;
use crate::repair::{self, BlockRepairs, Budget, Evidence, LeftoverToken, Vote};
use crate::review::derive;
use crate::review::second::SecondReading;
use crate::review::session::Session;
use crate::review::sights;
use crate::review::slot::{Decisions, HeaderField};
use crate::review::verdict::{Decision, Verdict};
use crate::review::votes;

/// Everything the search looks at, apart from the session, so that it can be answered in another thread.
#[derive(Clone, Debug)]
pub struct Question {
    sheet: Sheet,
    evidence: Evidence,
}

impl Question {
    /// The question about a session as it stands, and what was made of its report in a second reading.
    #[must_use]
    pub fn of(session: &Session, second: Option<&SecondReading>) -> Self {
        let year = session.header(HeaderField::Year);
        let mut votes = votes::all(
            &session.claims(),
            session.sheet(),
            year.and_then(|year| year.parse().ok()),
            session.neighbours(),
        );
        if let Some(second) = second {
            votes.extend(votes::of_second(second, session));
        }
        let (sheet, decisions) = (session.sheet(), session.decisions());
        let mut question = Self::new(sheet, session.reading(), decisions, votes);
        let recognised = sights::alternatives(session.source(), session.reading());
        question.evidence.recognised = recognised.collect();
        question
    }

    /// The question about the values of `sheet`, which follow from `reading` and `decisions`; `votes` is what witnesses
    /// outside the tables say about them. Where an alternative stands beside 原文如此, it is the number that counts: what
    /// it explains is not searched for again.
    #[must_use]
    pub fn new(sheet: &Sheet, reading: &Reading, decisions: &Decisions, votes: Vec<Vote>) -> Self {
        Self {
            sheet: derive::consistent(sheet, decisions),
            evidence: evidence(reading, decisions, votes),
        }
    }

    /// The repairs of every block that contradicts itself, and what follows for unread cells. `cancelled` stops the
    /// search early from outside; the answer is then to be thrown away.
    #[must_use]
    pub fn answer(&self, cancelled: Option<&AtomicBool>) -> Vec<BlockRepairs> {
        let budget = Budget {
            cancelled,
            ..Budget::default()
        };
        repair::propose(&self.sheet, &self.evidence, &budget)
    }
}

/// The repairs of a session as it stands.
#[must_use]
pub fn proposals(session: &Session, cancelled: Option<&AtomicBool>) -> Vec<BlockRepairs> {
    Question::of(session, None).answer(cancelled)
}

/// The cells of a block in the order of the form with what is printed in them: what is to be compared by eye where no
/// rule can tell which of them is wrong.
#[must_use]
pub fn cells_to_compare(session: &Session, block: &BlockId) -> Vec<(CellKey, String)> {
    let sheet = session.sheet();
    let edition = sheet.editions.get(&block.table);
    let Some(spec) = edition.and_then(|edition| catalogue::table(*edition, block.table)) else {
        return Vec::new();
    };
    let in_block = |cell: &CellKey| block.row.as_ref().is_none_or(|row| *row == cell.row);
    let cells = spec.cells(block.table, &spec.official_rows()).into_iter();
    let printed = |cell: CellKey| {
        let found = session.reading().cell(&cell);
        let printed = found.map_or_else(String::new, |found| found.printed.clone());
        (cell, printed)
    };
    cells.filter(in_block).map(printed).collect()
}

/// A cell found illegible is settled, but it has no number a repair would have to leave alone.
fn is_settled(decision: &Decision) -> bool {
    decision.is_settled() && decision.verdict != Some(Verdict::Illegible)
}

fn evidence(reading: &Reading, decisions: &Decisions, votes: Vec<Vote>) -> Evidence {
    let cells = reading.cells.iter();
    let printed = cells.map(|(key, found)| (key.clone(), found.printed.clone()));
    let doubtful = reading
        .cells
        .iter()
        .filter(|(_, found)| found.is_doubtful());
    let settled = decisions
        .cells()
        .filter(|(_, decision)| is_settled(decision));
    let leftovers = reading.leftovers.iter().map(|leftover| LeftoverToken {
        table: leftover.table,
        text: leftover.text.clone(),
    });
    Evidence {
        printed: printed.collect(),
        uncertain: doubtful.map(|(key, _)| key.clone()).collect(),
        recognised: BTreeMap::new(),
        settled: settled.map(|(key, _)| key.clone()).collect(),
        leftovers: leftovers.collect(),
        votes,
    }
}
