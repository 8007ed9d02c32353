//! What the repair search hands to the reviewer.

use crate::amount::Amount;
use crate::form::CellKey;
use crate::repair::block::BlockId;
use crate::repair::search::Status;
use crate::repair::structural::Damage;
use crate::said::Said;
use crate::value::Value;

/// A rival that costs less than this more, in thousandths, is not excluded: it is as likely as one in 150.
const NOT_EXCLUDED: i64 = 5_000;

/// A cell that would change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The cell.
    pub cell: CellKey,
    /// What it holds now.
    pub from: Value,
    /// What it would hold.
    pub to: Amount,
}

/// Where a proposal comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ProposalKind {
    /// One thing happened to the layout.
    Structural(Damage),
    /// Single cells were misread.
    Cells,
    /// Many cells were misread: the likeliest combination found, not one of a complete list.
    Estimate,
}

/// One set of changes after which every equation of the block that can be checked holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposal {
    /// The changes, in the order of the form.
    pub changes: Vec<Change>,
    /// What it does, as a person says it, where one thing happened to the layout.
    pub mending: Option<Said>,
    /// Where it comes from.
    pub kind: ProposalKind,
    /// How far-fetched it is, in thousandths; lower is likelier.
    pub cost: i64,
    /// Why, as short phrases for the reviewer.
    pub reasons: Vec<Said>,
    /// The broken equations it closes, by rule and line, such as `requests-balance/total`.
    pub closes: Vec<String>,
    /// Whether it has as few changed cells as any repair can have.
    pub is_smallest: bool,
    /// Whether the same cells could hold other numbers as well; these are the smallest changes.
    pub is_family: bool,
}

/// The explanation 原文如此: the office printed figures that contradict each other, and nothing is to be changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceError {
    /// How far-fetched it is, on the scale of [`Proposal::cost`].
    pub cost: i64,
    /// Why, as short phrases.
    pub reasons: Vec<Said>,
    /// The cells of the likeliest proposal that were more likely printed so than misread, in cell order of its parts.
    pub cells: Vec<CellKey>,
    /// Whether it is likelier than every proposal as a whole.
    pub is_likeliest: bool,
}

/// All repairs of one block that contradicts itself or that a witness contradicts, or whose unread cells follow from the
/// others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BlockRepairs {
    /// The block.
    pub block: BlockId,
    /// How the search over single cells ended.
    pub status: Status,
    /// The proposals, likeliest first.
    pub proposals: Vec<Proposal>,
    /// How many smallest repairs of single cells there are; at most [`crate::repair::MOST_LISTED`] are listed.
    pub n_smallest: usize,
    /// Changes that all smallest repairs of single cells share.
    pub forced: Vec<Change>,
    /// Unread cells whose number follows, whichever smallest repair is taken.
    pub deduced: Vec<Change>,
    /// The result in one Chinese sentence.
    pub sentence: Said,
    /// The competing explanation that nothing was misread; `None` where nothing is contradicted.
    pub source_error: Option<SourceError>,
    /// Cost of the second proposal minus cost of the first; `None` with fewer than two.
    pub margin: Option<i64>,
}

impl BlockRepairs {
    /// How the search ended, all proposals considered: unique only where nothing else is nearly as likely, and not
    /// `None` where something that happened to the layout explains it.
    #[must_use]
    pub fn outcome(&self) -> Status {
        let is_told = self
            .proposals
            .iter()
            .any(|it| it.kind != ProposalKind::Estimate);
        let only = if is_only(&self.proposals) {
            Status::Unique
        } else {
            Status::Several
        };
        match self.status {
            // What follows from equations that hold follows in one way; that they hold speaks for the table as well.
            Status::Holds if self.proposals.is_empty() => Status::Unique,
            Status::Holds => Status::Several,
            Status::Unique => only,
            Status::None if is_told => only,
            status => status,
        }
    }

    /// A story of the layout that the likeliest proposal does not exclude, or that is the likeliest itself. While there is
    /// one, no other proposal is the only one.
    #[must_use]
    pub fn rival(&self) -> Option<Damage> {
        rival_story(&self.proposals)
    }
}

/// Whether no other proposal is nearly as likely as the first.
pub(super) fn is_only(proposals: &[Proposal]) -> bool {
    match proposals {
        [first, second, ..] => second.cost.saturating_sub(first.cost) >= NOT_EXCLUDED,
        _ => true,
    }
}

/// As [`BlockRepairs::rival`], of its proposals.
pub(super) fn rival_story(proposals: &[Proposal]) -> Option<Damage> {
    let least = proposals.first()?.cost;
    let is_near = |other: &&Proposal| other.cost.saturating_sub(least) < NOT_EXCLUDED;
    let stories = proposals.iter().filter(is_near);
    let mut stories = stories.filter_map(|proposal| match proposal.kind {
        ProposalKind::Structural(damage) => Some(damage),
        ProposalKind::Cells | ProposalKind::Estimate => None,
    });
    stories.next()
}
