//! The repair proposals of one report: asked for after each step, answered in the background, previewed and accepted.

use std::collections::{BTreeMap, BTreeSet};

use egui::Context;

use crate::amount::Amount;
use crate::app::background::search::RepairJob;
use crate::app::texts::{self, Text};
use crate::app::wording::{cell_name, row_and_column};
use crate::form::CellKey;
use crate::repair::block::BlockId;
use crate::repair::{BlockRepairs, Change, Status};
use crate::review::offers::{
    CLEAR_MARGIN, MARGIN_OF_DOUBT, Offer, forced, offers, origin_of_forced,
};
use crate::review::proposals::Question;
use crate::review::{Edit, Origin, Session};
use crate::value::Value;

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

/// A proposal of which the tables show what it would change.
#[derive(Default)]
pub(crate) struct LookedAt {
    /// The one the pointer or the keyboard is on, told anew in each frame.
    pub pointed: Option<(BlockId, Part)>,
    /// The one chosen for a look.
    pub chosen: Option<(BlockId, Part)>,
}

/// A part of what a block offers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Part {
    /// The proposal at this place of [`offers`].
    Offer(usize),
    /// What all smallest proposals share.
    Forced,
}

impl Repairs {
    /// Takes an answer that has come, and asks anew when a step was taken since. The question before it is dropped.
    pub(crate) fn refresh(&mut self, ctx: &Context, session: &Session) {
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
        }
        let is_known = self.answer.as_ref().is_some_and(|(of, _)| *of == revision);
        let is_asked = self
            .job
            .as_ref()
            .is_some_and(|job| job.revision == revision);
        if !is_known && !is_asked {
            self.looked_at.chosen = None;
            self.job = Some(RepairJob::start(ctx, Question::of(session), revision));
        }
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
        let LookedAt { pointed, chosen } = &self.looked_at;
        let looked_at = pointed.as_ref().or(chosen.as_ref());
        let (Some(repairs), Some((block, part))) = (repairs, looked_at) else {
            return BTreeMap::new();
        };
        let changes = match part {
            _ if *block != repairs.block => &[],
            Part::Forced => forced(repairs),
            Part::Offer(at) => {
                let offer = offers(repairs).into_iter().nth(*at);
                offer.map_or(&[][..], |offer| offer.changes)
            }
        };
        changes
            .iter()
            .map(|change| (change.cell.clone(), change.to))
            .collect()
    }

    /// The cells that the likeliest proposal of each block changes.
    pub(crate) fn suspects(&self, session: &Session) -> BTreeSet<CellKey> {
        self.proposed(session.revision()).into_keys().collect()
    }

    /// What the likeliest proposal of each block put into cells, when the session was at `revision`; empty where the answer
    /// is of another.
    pub(crate) fn proposed(&self, revision: u64) -> BTreeMap<CellKey, Amount> {
        let Some((of, blocks)) = &self.answer else {
            return BTreeMap::new();
        };
        let blocks = blocks.iter().filter(|_| *of == revision);
        blocks
            // Where no equation can tell one cell from another, none is more suspect than the others.
            .filter(|repairs| repairs.status != Status::NotLocatable)
            .filter_map(|repairs| {
                offers(repairs)
                    .into_iter()
                    .find(|offer| offer.kind.is_some())
            })
            .flat_map(|offer| offer.changes)
            .map(|change| (change.cell.clone(), change.to))
            .collect()
    }

    /// The step that accepts proposal `number`, from 1, of the block in which `head` stands.
    pub(crate) fn step(
        &self,
        session: &Session,
        head: Option<&CellKey>,
        number: usize,
    ) -> Result<Edit, Text> {
        let repairs = self.answered(session, head)?;
        let repairs = repairs.ok_or(texts::NO_SUCH_PROPOSAL)?;
        let at = number.checked_sub(1).ok_or(texts::NO_SUCH_PROPOSAL)?;
        let offers = offers(repairs);
        let offer = offers.get(at).ok_or(texts::NO_SUCH_PROPOSAL)?;
        let label = texts::in_chinese(|| {
            let accepted = texts::ACCEPTED.with(number);
            match offer.margin {
                Some(margin) => texts::NOTED.with_both(accepted, margin_text(margin)),
                None => accepted,
            }
        });
        let rank = u32::try_from(number).unwrap_or(u32::MAX);
        let origin = offer.origin(session, repairs, rank);
        Ok(entering(session, &label, offer.changes, origin))
    }

    /// The step that accepts what all smallest proposals of the block share.
    pub(crate) fn forced_step(
        &self,
        session: &Session,
        head: Option<&CellKey>,
    ) -> Result<Edit, Text> {
        let repairs = self.answered(session, head)?;
        let repairs = repairs.filter(|repairs| !forced(repairs).is_empty());
        let repairs = repairs.ok_or(texts::NO_FORCED)?;
        let origin = origin_of_forced(session, repairs);
        let label = texts::in_chinese(|| texts::ACCEPT_FORCED.show());
        Ok(entering(session, label, forced(repairs), origin))
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

/// The repairs of the block in which `cell` stands.
fn of_block<'a>(blocks: &'a [BlockRepairs], cell: &CellKey) -> Option<&'a BlockRepairs> {
    blocks.iter().find(|repairs| {
        let block = &repairs.block;
        block.table == cell.table && block.row.as_ref().is_none_or(|row| *row == cell.row)
    })
}

fn entering(session: &Session, label: &str, changes: &[Change], origin: Origin) -> Edit {
    let cells = changes.iter();
    Edit::EnterMany {
        label: texts::in_chinese(|| format!("{label}：{}", changes_text(session, changes, 1))),
        cells: cells
            .map(|change| (change.cell.clone(), change.to.to_string()))
            .collect(),
        origin,
    }
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

/// Up to `n_shown` changes in words, those of one row together, and how many there are in all.
pub(crate) fn changes_text(session: &Session, changes: &[Change], n_shown: usize) -> String {
    let mut said = Vec::new();
    let (mut left, mut n_said) = (n_shown, 0);
    let is_of_row = |one: &Change, other: &Change| {
        (&one.cell.table, &one.cell.row) == (&other.cell.table, &other.cell.row)
    };
    let rows: Vec<&[Change]> = changes.chunk_by(is_of_row).collect();
    let (alike, others) = rows_alike(&rows);
    for rows in alike {
        if left == 0 {
            break;
        }
        said.push(rows_text(session, &rows));
        left -= 1;
        n_said += rows.iter().map(|row| row.len()).sum::<usize>();
    }
    for row in others {
        if left == 0 {
            break;
        }
        let (text, n_parts, n_cells) = row_text(session, row, left);
        said.push(text);
        left -= n_parts;
        n_said += n_cells;
    }
    let mut text = said.join(texts::THEN.show());
    if changes.len() > n_said {
        text.push_str(&texts::CELLS_IN_ALL.with(changes.len()));
    }
    text
}

/// Fewest cells of a row that are told as one, where all of them get the same number.
const FEWEST_ALIKE: usize = 3;

/// Fewest rows that are told as one, where the same columns of all of them get the same number.
const FEWEST_ROWS_ALIKE: usize = 3;

/// Rows in the order in which they are told, each with its changes.
type Rows<'a> = Vec<&'a [Change]>;

/// Rows in which the same columns get the same number, by what they share; and those that share with too few.
fn rows_alike<'a>(rows: &[&'a [Change]]) -> (Vec<Rows<'a>>, Rows<'a>) {
    let shared = |row: &[Change]| {
        let first = row.first()?;
        let is_one = row.iter().all(|change| change.to == first.to);
        let columns = row.iter().map(|change| change.cell.column.clone());
        is_one.then(|| {
            (
                first.cell.table,
                columns.collect::<Vec<_>>(),
                first.to.to_string(),
            )
        })
    };
    let mut alike: BTreeMap<_, Rows<'a>> = BTreeMap::new();
    for &row in rows {
        if let Some(shared) = shared(row) {
            alike.entry(shared).or_default().push(row);
        }
    }
    alike.retain(|_, rows| rows.len() >= FEWEST_ROWS_ALIKE);
    let others = rows.iter().copied();
    let others = others.filter(|row| shared(row).is_none_or(|it| !alike.contains_key(&it)));
    let others = others.collect();
    (alike.into_values().collect(), others)
}

/// Rows alike in words: `表三 23 行（商业企业、科研机构）：46 格改为 0`.
fn rows_text(session: &Session, rows: &[&[Change]]) -> String {
    let Some((first, row)) = rows.first().and_then(|row| Some((row.first()?, row))) else {
        return String::new();
    };
    let columns = row.iter();
    let columns = columns.map(|change| row_and_column(session, &change.cell).1);
    let columns = columns.collect::<Vec<_>>().join(texts::AND.show());
    let table = first.cell.table;
    let table = texts::pick(&[table.short_name(), table.english_name()]).to_owned();
    let n_cells = rows.iter().map(|row| row.len()).sum::<usize>();
    let said = texts::CELLS_BECOME.with_both(n_cells, first.to);
    let of_rows = texts::ROWS_ALIKE.with_both(rows.len(), columns);
    texts::FILTER_IS.with_both(format!("{table} {of_rows}"), said)
}

/// At most `most` changes of one row in words; how many parts that are, and of how many cells it speaks.
fn row_text(session: &Session, row: &[Change], most: usize) -> (String, usize, usize) {
    let name = |change: &Change| row_and_column(session, &change.cell);
    let of_row = row.first().map(name).unwrap_or_default().0;
    if let (Some(first), FEWEST_ALIKE..) = (row.first(), row.len())
        && row.iter().all(|change| change.to == first.to)
    {
        let said = texts::CELLS_BECOME.with_both(row.len(), first.to);
        return (texts::FILTER_IS.with_both(of_row, said), 1, row.len());
    }
    let shown = row.get(..most.min(row.len())).unwrap_or_default();
    let step = |change: &Change| format!("{} → {}", value_text(change.from), change.to);
    if let [change] = shown {
        let name = cell_name(session, &change.cell);
        return (texts::FILTER_IS.with_both(name, step(change)), 1, 1);
    }
    let parts = shown
        .iter()
        .map(|change| format!("{} {}", name(change).1, step(change)));
    let parts = parts.collect::<Vec<_>>().join(texts::AND_THEN.show());
    (
        texts::FILTER_IS.with_both(of_row, parts),
        shown.len(),
        shown.len(),
    )
}

fn value_text(value: Value) -> String {
    match value {
        Value::Number(amount) => amount.to_string(),
        Value::Blank => texts::STATE_BLANK.show().to_owned(),
        Value::Dash | Value::Words => "—".to_owned(),
        Value::Unreadable | Value::Absent => texts::STATE_UNREAD.show().to_owned(),
    }
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
        repairs.refresh(&ctx, &session);
        let first = repairs.job.as_ref().unwrap().revision;
        let cell: CellKey = "requests.granted.total".parse().unwrap();
        let edit = Edit::Enter {
            cell: cell.clone(),
            text: "77".to_owned(),
            origin: Origin::Typed,
            spans: Vec::new(),
        };
        session.apply(edit, &Stamp::default()).unwrap();
        repairs.refresh(&ctx, &session);
        assert_ne!(repairs.job.as_ref().unwrap().revision, first);
        assert!(repairs.is_pending(&session));
        assert!(repairs.of_cell(&session, &cell).is_none());
        while repairs.is_pending(&session) {
            std::thread::yield_now();
            repairs.refresh(&ctx, &session);
        }
        assert!(repairs.of_cell(&session, &cell).is_some());
    }
}
