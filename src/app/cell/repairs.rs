//! The repair proposals of one report: asked for after each step, answered in the background, previewed and accepted.

use std::collections::{BTreeMap, BTreeSet};

use egui::Context;

use crate::amount::Amount;
use crate::app::background::search::RepairJob;
use crate::app::cell::changes::proposal_text;
use crate::app::cell::looked_at::{LookedAt, Offered, Part};
use crate::app::texts::{self, Text};
use crate::form::CellKey;
use crate::repair::{BlockRepairs, Change, ProposalKind, Status};
use crate::review::offers::{
    CLEAR_MARGIN, MARGIN_OF_DOUBT, Offer, forced, offers, origin_of_forced,
};
use crate::review::proposals::Question;
use crate::review::second::SecondReading;
use crate::review::{Edit, Origin, Session};

/// What the window knows about the repairs of a report.
#[derive(Default)]
pub(crate) struct Repairs {
    /// The answer, and the revision of the session it belongs to.
    answer: Option<(u64, Vec<BlockRepairs>)>,
    job: Option<RepairJob>,
    /// Whether nothing is proposed, because a drill asks for it.
    is_hidden: bool,
    /// The proposal that is looked at.
    pub looked_at: LookedAt,
}

impl Repairs {
    /// Takes an answer that has come, and asks anew when a step was taken since. The question before it is dropped.
    pub(crate) fn refresh(
        &mut self,
        ctx: &Context,
        session: &Session,
        second: Option<&SecondReading>,
    ) {
        let revision = session.revision();
        if self.is_hidden {
            self.answer = Some((revision, Vec::new()));
            return;
        }
        if let Some(job) = &self.job
            && job.revision == revision
            && let Some(blocks) = job.answer()
        {
            self.answer = Some((revision, blocks));
            self.job = None;
            self.looked_at.forget_seen();
        }
        let is_known = self.answer.as_ref().is_some_and(|(of, _)| *of == revision);
        let is_asked = self
            .job
            .as_ref()
            .is_some_and(|job| job.revision == revision);
        if !is_known && !is_asked {
            self.looked_at.chosen = None;
            self.job = Some(RepairJob::start(
                ctx,
                Question::of(session, second),
                revision,
            ));
        }
    }

    /// Asks anew, because more is known.
    pub(crate) fn ask_anew(&mut self) {
        self.answer = None;
        self.job = None;
    }

    /// Proposes nothing from now on.
    pub(crate) fn hide(&mut self) {
        self.is_hidden = true;
    }

    /// Whether the answer for the session as it stands is still to come.
    pub(crate) fn is_pending(&self, session: &Session) -> bool {
        let revision = session.revision();
        self.answer.as_ref().is_none_or(|(of, _)| *of != revision)
    }

    /// The repairs of the block in which `cell` stands.
    pub(crate) fn of_cell(&self, session: &Session, cell: &CellKey) -> Option<&BlockRepairs> {
        let (revision, blocks) = self.answer.as_ref()?;
        of_block(blocks, cell).filter(|_| *revision == session.revision())
    }

    /// As [`Repairs::of_cell`], with the proposal that is looked at, to be changed.
    pub(crate) fn of_cell_looked_at(
        &mut self,
        session: &Session,
        cell: &CellKey,
    ) -> Option<(&BlockRepairs, &mut LookedAt)> {
        let (revision, blocks) = self.answer.as_ref()?;
        let repairs = of_block(blocks, cell).filter(|_| *revision == session.revision())?;
        Some((repairs, &mut self.looked_at))
    }

    /// The numbers that the proposal looked at would put into cells.
    pub(crate) fn previewed(
        &self,
        session: &Session,
        head: Option<&CellKey>,
    ) -> BTreeMap<CellKey, Amount> {
        let repairs = head.and_then(|cell| self.of_cell(session, cell));
        let looked_at = self.looked_at.pointed.as_ref();
        let looked_at = looked_at.or(self.looked_at.chosen.as_ref());
        let (Some(repairs), Some((block, part))) = (repairs, looked_at) else {
            return BTreeMap::new();
        };
        let changes = if *block == repairs.block {
            changes_of(repairs, *part)
        } else {
            &[]
        };
        changes
            .iter()
            .map(|change| (change.cell.clone(), change.to))
            .collect()
    }

    /// The cells that the likeliest proposal of each block changes; none of an estimate where nothing is broken.
    pub(crate) fn suspects(&self, session: &Session) -> BTreeSet<CellKey> {
        let likeliest = self.likeliest(session.revision());
        let located = likeliest
            .filter(|offer| offer.kind != Some(ProposalKind::Estimate) || offer.n_closed > 0);
        let changes = located.flat_map(|offer| offer.changes);
        changes.map(|change| change.cell.clone()).collect()
    }

    /// What the likeliest proposal of each block put into cells, when the session was at `revision`; empty where the answer
    /// is of another.
    pub(crate) fn proposed(&self, revision: u64) -> BTreeMap<CellKey, Amount> {
        let changes = self.likeliest(revision).flat_map(|offer| offer.changes);
        changes
            .map(|change| (change.cell.clone(), change.to))
            .collect()
    }

    /// The likeliest proposal of each block, when the session was at `revision`.
    fn likeliest(&self, revision: u64) -> impl Iterator<Item = Offer<'_>> {
        let answer = self.answer.iter().filter(move |(of, _)| *of == revision);
        let blocks = answer.flat_map(|(_, blocks)| blocks);
        blocks
            // Where no equation can tell one cell from another, none is more suspect than the others.
            .filter(|repairs| repairs.status != Status::NotLocatable)
            .filter_map(|repairs| {
                let mut offers = offers(repairs).into_iter();
                offers.find(|offer| offer.kind.is_some())
            })
    }

    /// The proposal that key `number`, from 1, accepts in the block in which `head` stands; without a number, what all
    /// smallest proposals share.
    pub(crate) fn asked(
        &self,
        session: &Session,
        head: Option<&CellKey>,
        number: Option<u8>,
    ) -> Result<Asked<'_>, Text> {
        let none = number.map_or(texts::NO_FORCED, |_| texts::NO_SUCH_PROPOSAL);
        let repairs = self.answered(session, head)?.ok_or(none)?;
        let part = match number {
            Some(number) => Part::Offer(usize::from(number).checked_sub(1).ok_or(none)?),
            None => Part::Forced,
        };
        let asked = Asked { repairs, part };
        if asked.changes().is_empty() {
            return Err(none);
        }
        Ok(asked)
    }

    /// The repairs of the block of `head`, if the answer for the session as it stands has come.
    fn answered(
        &self,
        session: &Session,
        head: Option<&CellKey>,
    ) -> Result<Option<&BlockRepairs>, Text> {
        let cell = head.ok_or(texts::NO_CELL)?;
        if self.is_pending(session) {
            return Err(texts::PROPOSALS_PENDING);
        }
        Ok(self.of_cell(session, cell))
    }
}

/// A part of what a block offers that the reviewer asked for.
#[derive(Clone, Copy)]
pub(crate) struct Asked<'a> {
    repairs: &'a BlockRepairs,
    part: Part,
}

impl<'a> Asked<'a> {
    /// Which it is.
    pub(crate) fn offered(self) -> Offered {
        (self.repairs.block.clone(), self.part)
    }

    /// What accepting it changes.
    pub(crate) fn changes(self) -> &'a [Change] {
        changes_of(self.repairs, self.part)
    }

    /// What it does, in one part.
    pub(crate) fn text(self, session: &Session, first: Option<&CellKey>) -> String {
        let mending = match self.part {
            Part::Forced => None,
            Part::Offer(at) => {
                let offer = offers(self.repairs).into_iter().nth(at);
                offer.and_then(|offer| offer.mending)
            }
        };
        proposal_text(session, mending, self.changes(), first, 1)
    }

    /// The step that accepts it.
    pub(crate) fn step(self, session: &Session) -> Edit {
        let (label, origin) = match self.part {
            Part::Forced => {
                let label = texts::in_chinese(|| texts::ACCEPT_FORCED.show().to_owned());
                (label, origin_of_forced(session, self.repairs))
            }
            Part::Offer(at) => self.offer_accepted(session, at),
        };
        Edit::EnterMany {
            label: texts::in_chinese(|| format!("{label}：{}", self.text(session, None))),
            cells: (self.changes().iter())
                .map(|change| (change.cell.clone(), change.to.to_string()))
                .collect(),
            origin,
        }
    }

    fn offer_accepted(self, session: &Session, at: usize) -> (String, Origin) {
        let offers = offers(self.repairs);
        let offer = offers.get(at);
        let number = at + 1;
        let label = texts::in_chinese(|| {
            let accepted = texts::ACCEPTED.with(number);
            match offer.and_then(|offer| offer.margin) {
                Some(margin) => texts::NOTED.with_both(accepted, margin_text(margin)),
                None => accepted,
            }
        });
        let rank = u32::try_from(number).unwrap_or(u32::MAX);
        let origin = offer.map_or(Origin::Typed, |offer| {
            offer.origin(session, self.repairs, rank)
        });
        (label, origin)
    }
}

/// What accepting `part` changes; nothing where there is none.
fn changes_of(repairs: &BlockRepairs, part: Part) -> &[Change] {
    match part {
        Part::Forced => forced(repairs),
        Part::Offer(at) => {
            let offer = offers(repairs).into_iter().nth(at);
            offer.map_or(&[][..], |offer| offer.changes)
        }
    }
}

/// The repairs of the block in which `cell` stands.
fn of_block<'a>(blocks: &'a [BlockRepairs], cell: &CellKey) -> Option<&'a BlockRepairs> {
    blocks.iter().find(|repairs| {
        let block = &repairs.block;
        block.table == cell.table && block.row.as_ref().is_none_or(|row| *row == cell.row)
    })
}

/// A cost for people: thousandths as one decimal.
fn cost_text(thousandths: i64) -> String {
    let tenths = thousandths.unsigned_abs() / 100;
    let sign = if thousandths < 0 && tenths > 0 {
        "-"
    } else {
        ""
    };
    format!("{sign}{}.{}", tenths / 10, tenths % 10)
}

/// How a proposal stands against the best other one.
pub(crate) fn margin_text(margin: i64) -> &'static str {
    match margin {
        CLEAR_MARGIN.. => texts::LEADS_CLEARLY,
        MARGIN_OF_DOUBT.. => texts::LEADS,
        0.. => texts::TIED,
        _ => texts::BEHIND,
    }
    .show()
}

/// The figures behind the words of [`margin_text`], for those who ask.
pub(crate) fn figures_text(offer: &Offer) -> Option<String> {
    let cost = texts::COST.with(cost_text(offer.cost?));
    Some(match offer.margin {
        Some(margin) => format!("{cost}\n{}", texts::MARGIN.with(cost_text(margin))),
        None => cost,
    })
}

/// Where a value came from, if it came from a proposal.
pub(crate) fn origin_text(origin: Origin) -> Option<String> {
    let Origin::Proposal {
        rank,
        margin,
        footing,
        ..
    } = origin
    else {
        return None;
    };
    let what = match rank {
        0 => texts::ACCEPT_FORCED.show().to_owned(),
        _ => texts::ACCEPTED.with(rank),
    };
    let footing = texts::footing(footing);
    Some(match margin {
        Some(margin) => {
            let what = texts::NOTED.with_both(what, margin_text(margin));
            texts::AS_WELL.with_both(what, footing)
        }
        None => texts::AS_WELL.with_both(what, footing),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::background::report;
    use crate::review::Stamp;

    /// An edit while a search runs: the old search is dropped, which stops it, and its answer is never shown.
    #[test]
    fn the_next_edit_replaces_the_search() {
        let ctx = Context::default();
        let mut session = report::sample().unwrap().session;
        let mut repairs = Repairs::default();
        repairs.refresh(&ctx, &session, None);
        let first = repairs.job.as_ref().unwrap().revision;
        let cell: CellKey = "requests.granted.total".parse().unwrap();
        let edit = Edit::Enter {
            cell: cell.clone(),
            text: "77".to_owned(),
            origin: Origin::Typed,
            spans: Vec::new(),
        };
        session.apply(edit, &Stamp::default()).unwrap();
        repairs.refresh(&ctx, &session, None);
        assert_ne!(repairs.job.as_ref().unwrap().revision, first);
        assert!(repairs.is_pending(&session));
        assert!(repairs.of_cell(&session, &cell).is_none());
        while repairs.is_pending(&session) {
            std::thread::yield_now();
            repairs.refresh(&ctx, &session, None);
        }
        assert!(repairs.of_cell(&session, &cell).is_some());
    }
}
