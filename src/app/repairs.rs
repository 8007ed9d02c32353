//! The repair proposals of one report: asked for after each step, answered in the background, previewed and accepted.

use std::collections::{BTreeMap, BTreeSet};

use egui::Context;

use crate::amount::Amount;
use crate::app::jobs::RepairJob;
use crate::app::texts::{self, Text};
use crate::app::wording::cell_name;
use crate::form::CellKey;
use crate::repair::block::BlockId;
use crate::repair::{BlockRepairs, Change, Kind, Proposal, Status};
use crate::review::proposals::Question;
use crate::review::{Edit, Origin, Session};
use crate::value::Value;

/// What the window knows about the repairs of a report.
#[derive(Default)]
pub(crate) struct Repairs {
    /// The answer, and the revision of the session it belongs to.
    answer: Option<(u64, Vec<BlockRepairs>)>,
    job: Option<RepairJob>,
    /// The proposal the pointer or the keyboard is on, drawn anew in each frame.
    pub pointed: Option<(BlockId, usize)>,
    /// The proposal chosen for a look.
    pub chosen: Option<(BlockId, usize)>,
}

/// One thing that can be accepted.
pub(crate) struct Offer<'a> {
    /// What it changes.
    pub changes: &'a [Change],
    /// Where it comes from; `None` for what simply follows from the other cells.
    pub kind: Option<Kind>,
    /// Why.
    pub reasons: &'a [String],
    /// How many broken equations it closes.
    pub n_closed: usize,
    /// Whether the same cells could hold other numbers as well.
    pub is_family: bool,
}

impl Repairs {
    /// Takes an answer that has come, and asks anew when a step was taken since. The question before it is dropped.
    pub(crate) fn refresh(&mut self, ctx: &Context, session: &Session) {
        let revision = session.revision();
        if let Some(job) = &self.job
            && job.revision == revision
            && let Some(blocks) = job.answer()
        {
            self.answer = Some((revision, blocks));
            self.job = None;
        }
        let is_known = self.answer.as_ref().is_some_and(|(of, _)| *of == revision);
        let is_asked = self
            .job
            .as_ref()
            .is_some_and(|job| job.revision == revision);
        if !is_known && !is_asked {
            self.chosen = None;
            self.job = Some(RepairJob::start(ctx, Question::of(session), revision));
        }
    }

    /// Whether the answer for the session as it stands is still to come.
    pub(crate) fn is_pending(&self, session: &Session) -> bool {
        let revision = session.revision();
        self.answer.as_ref().is_none_or(|(of, _)| *of != revision)
    }

    /// The repairs of the block in which `cell` stands.
    pub(crate) fn of_cell(&self, session: &Session, cell: &CellKey) -> Option<&BlockRepairs> {
        let (revision, blocks) = self.answer.as_ref()?;
        let holds = |repairs: &&BlockRepairs| {
            let block = &repairs.block;
            block.table == cell.table && block.row.as_ref().is_none_or(|row| *row == cell.row)
        };
        blocks
            .iter()
            .filter(|_| *revision == session.revision())
            .find(holds)
    }

    /// The numbers that the proposal looked at would put into cells.
    pub(crate) fn previewed(
        &self,
        session: &Session,
        head: Option<&CellKey>,
    ) -> BTreeMap<CellKey, Amount> {
        let repairs = head.and_then(|cell| self.of_cell(session, cell));
        let looked_at = self.pointed.as_ref().or(self.chosen.as_ref());
        let (Some(repairs), Some((block, at))) = (repairs, looked_at) else {
            return BTreeMap::new();
        };
        let offer = offers(repairs).into_iter().nth(*at);
        let changes = offer
            .filter(|_| *block == repairs.block)
            .map_or(&[][..], |offer| offer.changes);
        let changes = changes.iter();
        changes
            .map(|change| (change.cell.clone(), change.to))
            .collect()
    }

    /// The cells that the likeliest proposal of each block changes.
    pub(crate) fn suspects(&self, session: &Session) -> BTreeSet<CellKey> {
        let Some((revision, blocks)) = &self.answer else {
            return BTreeSet::new();
        };
        let is_known = *revision == session.revision();
        let blocks = blocks.iter().filter(|_| is_known);
        blocks
            // Where no equation can tell one cell from another, none is more suspect than the others.
            .filter(|repairs| repairs.status != Status::NotLocatable)
            .filter_map(|repairs| {
                offers(repairs)
                    .into_iter()
                    .find(|offer| offer.kind.is_some())
            })
            .flat_map(|offer| offer.changes)
            .map(|change| change.cell.clone())
            .collect()
    }

    /// The step that accepts proposal `number`, from 1, of the block in which `head` stands.
    pub(crate) fn step(
        &self,
        session: &Session,
        head: Option<&CellKey>,
        number: usize,
    ) -> Result<Edit, Text> {
        let cell = head.ok_or(texts::NO_CELL)?;
        if self.is_pending(session) {
            return Err(texts::PROPOSALS_PENDING);
        }
        let offers = self.of_cell(session, cell).map(offers).unwrap_or_default();
        let at = number.checked_sub(1).ok_or(texts::NO_SUCH_PROPOSAL)?;
        let offer = offers.get(at).ok_or(texts::NO_SUCH_PROPOSAL)?;
        let cells = offer.changes.iter();
        let what = changes_text(session, offer.changes, 1);
        Ok(Edit::EnterMany {
            label: format!("{}：{what}", texts::ACCEPTED.with(number)),
            cells: cells
                .map(|change| (change.cell.clone(), change.to.to_string()))
                .collect(),
            origin: Origin::Proposal {
                rank: u32::try_from(number).unwrap_or(u32::MAX),
            },
        })
    }
}

/// How far behind the likeliest proposal one may be that is not smallest, in thousandths of a cost.
const MOST_BEHIND: i64 = 12_000;

/// What can be accepted in a block: the smallest proposals, those of the layout that are not far-fetched, and any other
/// that is likelier than all of these; or where nothing is broken, what follows for unread cells.
pub(crate) fn offers(repairs: &BlockRepairs) -> Vec<Offer<'_>> {
    if repairs.proposals.is_empty() && !repairs.deduced.is_empty() {
        return vec![Offer {
            changes: &repairs.deduced,
            kind: None,
            reasons: &[],
            n_closed: 0,
            is_family: false,
        }];
    }
    let best = repairs.proposals.first().map_or(0, |best| best.cost);
    let is_plain = |proposal: &Proposal| {
        let is_near = proposal.cost.saturating_sub(best) <= MOST_BEHIND;
        proposal.is_smallest || is_near && matches!(proposal.kind, Kind::Structural(_))
    };
    let proposals = repairs.proposals.iter();
    let n_likelier = proposals.clone().position(is_plain).unwrap_or(usize::MAX);
    proposals
        .enumerate()
        .filter(|(rank, proposal)| *rank < n_likelier || is_plain(proposal))
        .map(|(_, proposal)| Offer {
            changes: &proposal.changes,
            kind: Some(proposal.kind),
            reasons: &proposal.reasons,
            n_closed: proposal.closes.len(),
            is_family: proposal.is_family,
        })
        .collect()
}

/// Up to `n_shown` changes in words, and how many there are in all.
pub(crate) fn changes_text(session: &Session, changes: &[Change], n_shown: usize) -> String {
    let shown = changes.iter().take(n_shown).map(|change| {
        let name = cell_name(session, &change.cell);
        format!("{name}：{} → {}", value_text(change.from), change.to)
    });
    let mut text = shown.collect::<Vec<_>>().join("；");
    if changes.len() > n_shown {
        text.push_str(&texts::CELLS_IN_ALL.with(changes.len()));
    }
    text
}

fn value_text(value: Value) -> String {
    match value {
        Value::Number(amount) => amount.to_string(),
        Value::Blank => texts::STATE_BLANK.show().to_owned(),
        Value::Dash | Value::Words => "—".to_owned(),
        Value::Unreadable | Value::Absent => texts::STATE_UNREAD.show().to_owned(),
    }
}
