//! Steps that decide about cells.

use std::collections::BTreeMap;

use crate::amount::Amount;
use crate::entry;
use crate::form::CellKey;
use crate::review::apply::Step;
use crate::review::derive::may_hold;
use crate::review::edit::{Placed, Refusal};
use crate::review::name;
use crate::review::session::Session;
use crate::review::slot::{Held, Slot};
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
        if decision.verdict == Verdict::Misread {
            decision.verdict = verdict;
        }
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
        Value::Unreadable => Verdict::Illegible,
        _ if as_read => Verdict::Confirmed,
        _ => match origin {
            Origin::Proposal { basis, .. } => basis.verdict(),
            _ => Verdict::Misread,
        },
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
    for cell in cells {
        check_cell(session, cell)?;
        match judged(session, cell, verdict, cells.len() == 1) {
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
        return Err(Refusal::VerdictUnfit {
            verdict: verdict.name(),
            why,
        });
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

/// The decision that `verdict` makes about `cell`, or why it cannot be given.
fn judged(
    session: &Session,
    cell: &CellKey,
    verdict: Verdict,
    alone: bool,
) -> Result<Decision, &'static str> {
    let value = session.value(cell);
    let read = session
        .reading()
        .cell(cell)
        .map_or(Value::Absent, |found| found.value);
    let value = match verdict {
        Verdict::Confirmed => confirmed(session, cell, value, read, alone)?,
        Verdict::Misread if value == read => return Err("请先录入正确的内容"),
        Verdict::SourceError if value.is_unread() => {
            return Err("这一格还没有读出，请先录入原文");
        }
        Verdict::BlankIsZero => match (value, session.decision(cell).map(|d| d.verdict)) {
            (Value::Blank | Value::Dash, _) => Value::Number(Amount::ZERO),
            (value, Some(Verdict::BlankIsZero)) => value,
            _ => return Err("这一格不是空白"),
        },
        Verdict::Illegible => Value::Unreadable,
        Verdict::FalseAlarm => return Err("“误报”只用于问题，不用于单元格"),
        Verdict::Misread | Verdict::SourceError | Verdict::Displaced | Verdict::Doubtful => value,
    };
    let before = session.decision(cell).cloned();
    let mut decision = before.unwrap_or_else(|| undecided(value));
    if verdict != Verdict::SourceError {
        decision.alternative = None;
    }
    decision.value = value;
    decision.verdict = verdict;
    Ok(decision)
}

/// Confirming a single cell replaces another verdict on the printed value; confirming a whole selection touches only
/// cells that were read and that nobody has decided about, so that Space over a table cannot hide anything.
fn confirmed(
    session: &Session,
    cell: &CellKey,
    value: Value,
    read: Value,
    alone: bool,
) -> Result<Value, &'static str> {
    let decided = session.decision(cell);
    if value == Value::Unreadable {
        return Err("这一格无法辨认，请录入内容，或判为“无法辨认”");
    }
    if value != read {
        return Err("这一格已经改过，请先撤回修改");
    }
    if alone {
        return Ok(value);
    }
    if value == Value::Absent {
        return Err("这些格还没有读出，请逐格核对");
    }
    match decided.map(|decision| decision.verdict) {
        None | Some(Verdict::Confirmed | Verdict::Doubtful) => Ok(value),
        Some(_) => Err("这些格已有其他判定"),
    }
}

pub(super) fn alternative(
    session: &Session,
    cell: &CellKey,
    amount: Option<Amount>,
) -> Result<Step, Refusal> {
    check_cell(session, cell)?;
    let verdict = Verdict::SourceError;
    let mut decision =
        judged(session, cell, verdict, true).map_err(|why| Refusal::VerdictUnfit {
            verdict: verdict.name(),
            why,
        })?;
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
    check_cell(session, cell)?;
    let mut decision = session.decision(cell).cloned().unwrap_or_else(|| Decision {
        verdict: Verdict::Doubtful,
        ..undecided(session.value(cell))
    });
    decision.note = note;
    let label = format!("{}：备注", name::place(session.sheet(), cell));
    Ok(Step::one(
        label,
        Slot::Cell(cell.clone()),
        Some(hold(decision)),
    ))
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

/// A decision that changes nothing yet.
fn undecided(value: Value) -> Decision {
    Decision {
        value,
        entered: String::new(),
        unit: None,
        alternative: None,
        verdict: Verdict::Doubtful,
        spans: Vec::new(),
        note: String::new(),
        origin: Origin::Judged,
    }
}

fn hold(decision: Decision) -> Held {
    Held::Decision(Box::new(decision))
}
