//! Steps that decide about cells.

use std::collections::BTreeMap;

use crate::amount::Amount;
use crate::entry;
use crate::form::CellKey;
use crate::review::apply::step::Step;
use crate::review::derive::may_hold;
use crate::review::edit::{Placed, Refusal, Unfit};
use crate::review::name;
use crate::review::session::Session;
use crate::review::slot::{Held, Slot};
use crate::review::state::{self, CellState};
use crate::review::verdict::{Decision, Origin, Verdict};
use crate::source::Span;
use crate::value::Value;

pub(super) fn enter(
    session: &Session,
    cell: &CellKey,
    text: &str,
    origin: Origin,
    spans: Vec<Span>,
) -> Result<Step, Refusal> {
    check_spans(session, cell, &spans)?;
    let mut decision = entered(session, cell, text, origin)?;
    decision.spans = spans;
    let label = format!(
        "{}：{} → {}",
        name::place(session.sheet(), cell),
        name::value(session.value(cell)),
        name::value(decision.value)
    );
    Ok(Step::one(
        label,
        Slot::Cell(cell.clone()),
        Some(hold(decision)),
    ))
}

pub(super) fn enter_many(
    session: &Session,
    label: String,
    cells: &[(CellKey, String)],
    origin: Origin,
) -> Result<Step, Refusal> {
    let after = cells
        .iter()
        .map(|(cell, text)| {
            let decision = entered(session, cell, text, origin)?;
            Ok((Slot::Cell(cell.clone()), Some(hold(decision))))
        })
        .collect::<Result<_, Refusal>>()?;
    Ok(Step { label, after })
}

pub(super) fn place(
    session: &Session,
    label: String,
    cells: Vec<Placed>,
    verdict: Verdict,
) -> Result<Step, Refusal> {
    let mut after = BTreeMap::new();
    for placed in cells {
        check_spans(session, &placed.cell, &placed.spans)?;
        let mut decision = entered(session, &placed.cell, &placed.text, Origin::Source)?;
        decision.verdict = match decision.verdict {
            // Nobody has looked at the gap that a moved row leaves, nor at words between numbers.
            Some(Verdict::Illegible) => None,
            Some(Verdict::Misread) => Some(verdict),
            other => other,
        };
        decision.spans = placed.spans;
        after.insert(Slot::Cell(placed.cell), Some(hold(decision)));
    }
    Ok(Step { label, after })
}

/// Evidence must lie in the source.
fn check_spans(session: &Session, cell: &CellKey, spans: &[Span]) -> Result<(), Refusal> {
    let source = &session.source().text;
    if spans.iter().any(|span| source.get(span.range()).is_none()) {
        return Err(Refusal::NoSuchSpan(name::place(session.sheet(), cell)));
    }
    Ok(())
}

/// The decision that typing `text` into `cell` makes; a remark that was there stays.
fn entered(
    session: &Session,
    cell: &CellKey,
    text: &str,
    origin: Origin,
) -> Result<Decision, Refusal> {
    check_cell(session, cell)?;
    let entered = entry::typed(text).map_err(|why| Refusal::NotANumber {
        place: name::place(session.sheet(), cell),
        text: text.to_owned(),
        why,
    })?;
    let as_read = session.reading().cell(cell).is_some_and(|found| {
        found.value == entered.value && (entered.unit.is_none() || found.unit == entered.unit)
    });
    let verdict = match entered.value {
        Value::Unreadable => Some(Verdict::Illegible),
        _ if as_read => Some(Verdict::Confirmed),
        _ => origin.verdict(),
    };
    Ok(Decision {
        value: entered.value,
        entered: text.to_owned(),
        unit: entered.unit,
        alternative: None,
        verdict,
        spans: Vec::new(),
        note: session
            .decision(cell)
            .map(|decision| decision.note.clone())
            .unwrap_or_default(),
        origin,
    })
}

pub(super) fn judge(
    session: &Session,
    cells: &[CellKey],
    verdict: Verdict,
    note: &str,
) -> Result<Step, Refusal> {
    let mut after = BTreeMap::new();
    let mut first_refusal = None;
    let scope = Scope::of(cells);
    for cell in cells {
        check_cell(session, cell)?;
        match judged(session, cell, verdict, scope) {
            Ok(mut decision) => {
                if !note.is_empty() {
                    note.clone_into(&mut decision.note);
                }
                after.insert(Slot::Cell(cell.clone()), Some(hold(decision)));
            }
            Err(why) => {
                first_refusal.get_or_insert(why);
            }
        }
    }
    if let (true, Some(why)) = (after.is_empty(), first_refusal) {
        return Err(Refusal::VerdictUnfit { verdict, why });
    }
    let label = match cells {
        [cell] => format!("{}：{}", name::place(session.sheet(), cell), verdict.name()),
        _ if after.len() < cells.len() => format!(
            "{} {} 格（另有 {} 格不适用，未改动）",
            verdict.name(),
            after.len(),
            cells.len() - after.len()
        ),
        _ => format!("{} {} 格", verdict.name(), after.len()),
    };
    Ok(Step { label, after })
}

/// How much is judged in one step: what a hand may pass over by accident is settled cell by cell or row by row only.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Scope {
    /// One cell.
    Cell,
    /// Cells of one row.
    Row,
    /// Cells of several rows.
    Rows,
}

impl Scope {
    fn of(cells: &[CellKey]) -> Self {
        let row = |cell: &CellKey| (cell.table, cell.row.clone());
        match cells {
            [] | [_] => Self::Cell,
            [first, others @ ..] if others.iter().all(|cell| row(cell) == row(first)) => Self::Row,
            _ => Self::Rows,
        }
    }
}

/// The decision that `verdict` makes about `cell`, or why it cannot be given.
fn judged(
    session: &Session,
    cell: &CellKey,
    verdict: Verdict,
    scope: Scope,
) -> Result<Decision, Unfit> {
    let before = session.decision(cell).cloned();
    if verdict == Verdict::Confirmed
        && let Some(decision) = before.as_ref()
        && let Some(settled) = stood_for(session, cell, decision, scope)
    {
        return settled;
    }
    let value = session.value(cell);
    let read = session
        .reading()
        .cell(cell)
        .map_or(Value::Absent, |found| found.value);
    let value = match verdict {
        Verdict::Confirmed => confirmed(session, cell, value, read, scope)?,
        Verdict::Misread if value == read => return Err(Unfit::NothingElseEntered),
        Verdict::SourceError if value.is_unread() => {
            return Err(Unfit::NotRead);
        }
        Verdict::BlankIsZero => match (value, before.as_ref().and_then(|d| d.verdict)) {
            (Value::Blank | Value::Dash, _) => Value::Number(Amount::ZERO),
            (value, Some(Verdict::BlankIsZero)) => value,
            _ => return Err(Unfit::NotBlank),
        },
        Verdict::Illegible => Value::Unreadable,
        Verdict::FalseAlarm => return Err(Unfit::OnlyForFindings),
        Verdict::Misread | Verdict::SourceError | Verdict::Displaced | Verdict::Doubtful => value,
    };
    let mut decision = before.unwrap_or_else(|| Decision::undecided(value));
    if verdict != Verdict::SourceError {
        decision.alternative = None;
    }
    decision.value = value;
    decision.verdict = Some(verdict);
    decision.origin = looked_at(decision.origin);
    Ok(decision)
}

/// Whoever judges a number that a proposal put there has looked at it; the history tells where it came from.
fn looked_at(origin: Origin) -> Origin {
    match origin {
        Origin::Proposal { .. } => Origin::Judged,
        other => other,
    }
}

/// The reviewer stands for a number that was put into the cell and that nobody stood for: an estimate, one the equations
/// forced, or one that was postponed. `None` for any other content.
fn stood_for(
    session: &Session,
    cell: &CellKey,
    decision: &Decision,
    scope: Scope,
) -> Option<Result<Decision, Unfit>> {
    let state = state::cell_state(session, cell);
    let is_put = session.reading().is_replaced(cell, decision.value);
    let waits = matches!(
        state,
        CellState::Estimated | CellState::Deduced | CellState::Doubtful
    );
    if !waits || !is_put || decision.value.is_unread() {
        return None;
    }
    if scope == Scope::Rows {
        return Some(Err(Unfit::RowByRow));
    }
    Some(Ok(Decision {
        verdict: Some(decision.origin.verdict_when_settled()),
        origin: looked_at(decision.origin),
        ..decision.clone()
    }))
}

/// Confirming a single cell replaces another verdict on the printed value; confirming a whole selection touches only
/// cells that were read and that nobody has decided about, so that Space over a table cannot hide anything.
fn confirmed(
    session: &Session,
    cell: &CellKey,
    value: Value,
    read: Value,
    scope: Scope,
) -> Result<Value, Unfit> {
    let decided = session.decision(cell);
    if value == Value::Unreadable {
        return Err(Unfit::CannotBeRead);
    }
    if value != read {
        return Err(Unfit::Changed);
    }
    if scope == Scope::Cell {
        return Ok(value);
    }
    if value == Value::Absent {
        return Err(Unfit::SomeNotRead);
    }
    match decided.and_then(|decision| decision.verdict) {
        None | Some(Verdict::Confirmed) => Ok(value),
        Some(Verdict::Doubtful) if scope == Scope::Row => Ok(value),
        Some(Verdict::Doubtful) => Err(Unfit::RowByRow),
        Some(_) => Err(Unfit::Judged),
    }
}

pub(super) fn alternative(
    session: &Session,
    cell: &CellKey,
    amount: Option<Amount>,
) -> Result<Step, Refusal> {
    check_cell(session, cell)?;
    let verdict = Verdict::SourceError;
    let mut decision = judged(session, cell, verdict, Scope::Cell)
        .map_err(|why| Refusal::VerdictUnfit { verdict, why })?;
    decision.alternative = amount;
    let place = name::place(session.sheet(), cell);
    let label = match amount {
        Some(amount) => format!("{place}：原文如此，应为 {amount}"),
        None => format!("{place}：原文如此"),
    };
    Ok(Step::one(
        label,
        Slot::Cell(cell.clone()),
        Some(hold(decision)),
    ))
}

pub(super) fn remark(session: &Session, cell: &CellKey, note: String) -> Result<Step, Refusal> {
    let label = format!("{}：备注", name::place(session.sheet(), cell));
    let after = noted(session, cell, |_| note)?;
    Ok(Step::one(label, Slot::Cell(cell.clone()), after))
}

/// Adds to remarks what they do not say yet.
pub(super) fn remarks(
    session: &Session,
    label: String,
    notes: Vec<(CellKey, String)>,
) -> Result<Step, Refusal> {
    let after = notes.into_iter().map(|(cell, note)| {
        let held = noted(session, &cell, |said| match said {
            "" => note,
            said if said.contains(&note) => said.to_owned(),
            said => format!("{said}；{note}"),
        })?;
        Ok((Slot::Cell(cell), held))
    });
    Ok(Step {
        label,
        after: after.collect::<Result<_, _>>()?,
    })
}

/// What the slot of a cell holds with another remark, made of the one there is; nothing where it says nothing then.
fn noted(
    session: &Session,
    cell: &CellKey,
    note: impl FnOnce(&str) -> String,
) -> Result<Option<Held>, Refusal> {
    check_cell(session, cell)?;
    let before = session.decision(cell).cloned();
    let mut decision = before.unwrap_or_else(|| Decision::undecided(session.value(cell)));
    decision.note = note(&decision.note);
    let is_replaced = session.reading().is_replaced(cell, decision.value);
    let says_nothing = decision.verdict.is_none() && !is_replaced && decision.note.is_empty();
    Ok((!says_nothing).then(|| hold(decision)))
}

pub(super) fn withdraw(session: &Session, cells: &[CellKey]) -> Step {
    let label = match cells {
        [cell] => format!("{}：撤回审定", name::place(session.sheet(), cell)),
        _ => format!("撤回 {} 格的审定", cells.len()),
    };
    let after = cells.iter().map(|cell| (Slot::Cell(cell.clone()), None));
    Step {
        label,
        after: after.collect(),
    }
}

fn check_cell(session: &Session, cell: &CellKey) -> Result<(), Refusal> {
    if may_hold(cell, session.sheet()) {
        Ok(())
    } else {
        Err(Refusal::UnknownCell(name::place(session.sheet(), cell)))
    }
}

fn hold(decision: Decision) -> Held {
    Held::Decision(Box::new(decision))
}
