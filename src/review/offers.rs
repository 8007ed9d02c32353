//! What of the repairs of a block can be accepted, in which order, and how firmly it then stands.

use crate::amount::Amount;
use crate::form::CellKey;
use crate::repair::{BlockRepairs, Change, Proposal, ProposalKind, Status};
use crate::review::session::Session;
use crate::review::state::{self, CellState};
use crate::review::verdict::{Basis, Footing, Origin};
use crate::said::Said;
use crate::value::Value;

/// A smaller lead than this, in thousandths of a cost, is no lead.
pub const MARGIN_OF_DOUBT: i64 = 1_000;

/// From this lead on, in thousandths of a cost, a proposal is clearly likelier than the next.
pub const CLEAR_MARGIN: i64 = 5_000;

/// How far behind the likeliest proposal one may be that is not smallest, in thousandths of a cost.
const MOST_BEHIND: i64 = 12_000;

/// One thing that can be accepted.
pub struct Offer<'a> {
    /// What it changes.
    pub changes: &'a [Change],
    /// What it does, as a person says it; `None` where it changes single cells.
    pub mending: Option<&'a Said>,
    /// Where it comes from; `None` for what simply follows from the other cells.
    pub kind: Option<ProposalKind>,
    /// Why.
    pub reasons: &'a [Said],
    /// How many broken equations it closes.
    pub n_closed: usize,
    /// Whether the same cells could hold other numbers as well.
    pub is_family: bool,
    /// How far-fetched it is, in thousandths; `None` for what follows.
    pub cost: Option<i64>,
    /// How much likelier it is than the best other proposal; negative when another is likelier.
    pub margin: Option<i64>,
}

impl Offer<'_> {
    /// How firmly its numbers stand once it is accepted. They are forced where no other smallest change mends the block
    /// and no other story is nearly as likely, or where they simply follow; and only as long as nothing else of the block
    /// is in doubt. A number in place of one that was read with certainty is never forced: whether it was misread or
    /// misprinted, only the print can tell.
    #[must_use]
    pub fn footing(&self, session: &Session, repairs: &BlockRepairs) -> Footing {
        let leads = self.margin.is_none_or(|margin| margin >= CLEAR_MARGIN);
        let is_forced = match self.kind {
            None => true,
            Some(ProposalKind::Cells) => {
                repairs.status == Status::Unique && leads && !self.is_family
            }
            Some(ProposalKind::Structural(_)) => leads,
            Some(ProposalKind::Estimate) => false,
        };
        footing(is_forced, session, repairs, self.changes)
    }

    /// Where its numbers come from once it is accepted at place `rank` of the list, from 1.
    #[must_use]
    pub fn origin(&self, session: &Session, repairs: &BlockRepairs, rank: u32) -> Origin {
        Origin::Proposal {
            rank,
            margin: self.margin,
            basis: match self.kind {
                Some(ProposalKind::Structural(_)) => Basis::Layout,
                Some(ProposalKind::Estimate) => Basis::Estimate,
                Some(ProposalKind::Cells) | None => Basis::Cells,
            },
            footing: self.footing(session, repairs),
        }
    }
}

/// Where the numbers come from that all smallest proposals share.
#[must_use]
pub fn origin_of_forced(session: &Session, repairs: &BlockRepairs) -> Origin {
    Origin::Proposal {
        rank: 0,
        margin: None,
        basis: Basis::Cells,
        footing: footing(true, session, repairs, forced(repairs)),
    }
}

fn footing(
    is_forced: bool,
    session: &Session,
    repairs: &BlockRepairs,
    changes: &[Change],
) -> Footing {
    let is_in_block = |cell: &CellKey| {
        let block = &repairs.block;
        block.table == cell.table && block.row.as_ref().is_none_or(|row| *row == cell.row)
    };
    let is_changed = |cell: &CellKey| changes.iter().any(|change| change.cell == *cell);
    let is_in_doubt = |cell: &CellKey| {
        let state = state::cell_state(session, cell);
        // An unread cell has no number that could force another.
        state.is_in_doubt() && state != CellState::Unread
    };
    let mut others = session.sheet().cells.keys();
    let rests_on_doubt =
        others.any(|cell| is_in_block(cell) && !is_changed(cell) && is_in_doubt(cell));
    // No equation tells 0 from a blank: only a block that prints its zeros, and no blank, does.
    let holds = |is_such: fn(Value) -> bool| {
        let mut cells = session.sheet().cells.iter();
        cells.any(|(cell, value)| is_in_block(cell) && !is_changed(cell) && is_such(*value))
    };
    let is_zero = |value: Value| value.number().is_some_and(Amount::is_zero);
    let prints_zeros = holds(is_zero) && !holds(|value| value == Value::Blank);
    let tells_zeros = prints_zeros || !changes.iter().any(|change| change.to.is_zero());
    let was_in_doubt = |change: &Change| state::cell_state(session, &change.cell).is_in_doubt();
    let fills_gaps = changes.iter().all(was_in_doubt);
    let follows = is_forced && fills_gaps && !rests_on_doubt && tells_zeros;
    if follows && repairs.status != Status::Stopped {
        Footing::Deduced
    } else {
        Footing::Estimated
    }
}

/// Changes that all of several smallest proposals share.
#[must_use]
pub fn forced(repairs: &BlockRepairs) -> &[Change] {
    match repairs.status {
        Status::Several => &repairs.forced,
        _ => &[],
    }
}

/// The ranks, from 0, of the proposals that can be accepted: the smallest, those of the layout that are not far-fetched,
/// estimates, and any other that is likelier than all of these.
#[must_use]
pub fn offered(repairs: &BlockRepairs) -> Vec<usize> {
    let best = repairs.proposals.first().map_or(0, |best| best.cost);
    let is_plain = |proposal: &Proposal| {
        let is_near = proposal.cost.saturating_sub(best) <= MOST_BEHIND;
        match proposal.kind {
            ProposalKind::Cells => proposal.is_smallest,
            ProposalKind::Structural(_) => proposal.is_smallest || is_near,
            ProposalKind::Estimate => true,
        }
    };
    let proposals = repairs.proposals.iter();
    let n_likelier = proposals.clone().position(is_plain).unwrap_or(usize::MAX);
    proposals
        .enumerate()
        .filter(|(rank, proposal)| *rank < n_likelier || is_plain(proposal))
        .map(|(rank, _)| rank)
        .collect()
}

/// What can be accepted in a block: proposals, and what follows for unread cells.
#[must_use]
pub fn offers(repairs: &BlockRepairs) -> Vec<Offer<'_>> {
    let shown = offered(repairs).into_iter();
    let shown = shown.filter_map(|rank| Some((rank, repairs.proposals.get(rank)?)));
    let follows = Some(&repairs.deduced).filter(|deduced| !deduced.is_empty());
    shown
        .map(|(rank, proposal)| of_proposal(repairs, rank, proposal))
        .chain(follows.map(|deduced| following(deduced)))
        .collect()
}

fn of_proposal<'a>(repairs: &BlockRepairs, rank: usize, proposal: &'a Proposal) -> Offer<'a> {
    let best_other = repairs.proposals.get(usize::from(rank == 0));
    Offer {
        changes: &proposal.changes,
        mending: proposal.mending.as_ref(),
        kind: Some(proposal.kind),
        reasons: &proposal.reasons,
        n_closed: proposal.closes.len(),
        is_family: proposal.is_family,
        cost: Some(proposal.cost),
        margin: best_other.map(|other| other.cost.saturating_sub(proposal.cost)),
    }
}

/// What follows for unread cells from those that were read.
fn following(deduced: &[Change]) -> Offer<'_> {
    Offer {
        changes: deduced,
        mending: None,
        kind: None,
        reasons: &[],
        n_closed: 0,
        is_family: false,
        cost: None,
        margin: None,
    }
}
