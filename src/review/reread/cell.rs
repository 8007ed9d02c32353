//! Whether what is decided about a cell fits what is read of it now.

use crate::form::CellKey;
use crate::read::Found;
use crate::review::name;
use crate::review::reread::misfit::Misfit;
use crate::review::session::Session;
use crate::review::slot::Slot;
use crate::review::verdict::{Decision, Verdict};
use crate::said::{Said, said};
use crate::value::Value;

/// How a cell of the old review stands to the new reading.
pub(super) enum Fit {
    /// Nobody decided about it, and it is read as it was.
    Same,
    /// What is decided fits.
    Kept,
    /// What is decided is what the reader reads now; with the decision that says so.
    Agreed(Decision),
    /// What is decided no longer fits; with what stands there until somebody looks.
    Misfit(Misfit, Decision),
    /// Nobody stands for it by a decision, and it is read otherwise; with what has to stand there for that to be seen.
    Otherwise(Misfit, Option<Decision>),
}

/// How `cell` stands in `old` and in `new`, which has the same decisions on another reading.
pub(super) fn fit(old: &Session, new: &Session, cell: &CellKey) -> Fit {
    let [was, is] = [old, new].map(|session| session.reading().cell(cell));
    let decision = new.decision(cell);
    if is_same(was, is) {
        return match decision {
            Some(_) => Fit::Kept,
            None => Fit::Same,
        };
    }
    let read = value(is);
    let Some(decision) = decision else {
        return undecided(old, new, cell);
    };
    match decision.verdict {
        Some(Verdict::Confirmed | Verdict::Misread | Verdict::Displaced)
            if decision.value == read && has_unit(decision, is) =>
        {
            let confirmed = Decision {
                verdict: Some(Verdict::Confirmed),
                ..decision.clone()
            };
            Fit::Agreed(confirmed)
        }
        Some(Verdict::SourceError) if decision.value == read => Fit::Kept,
        Some(Verdict::Illegible) if read.is_unread() => Fit::Kept,
        Some(Verdict::BlankIsZero) if matches!(read, Value::Blank | Value::Dash) => Fit::Kept,
        None if decision.value == value(was) => remark_only(old, new, cell, decision),
        None if decision.value == read => Fit::Agreed(decision.clone()),
        Some(Verdict::Doubtful) if decision.value == value(was) => {
            // Nobody entered what stands there: it was what the reader had read.
            misfit(old, new, cell, decision, read)
        }
        _ => misfit(old, new, cell, decision, decision.value),
    }
}

fn is_same(was: Option<&Found>, is: Option<&Found>) -> bool {
    match (was, is) {
        (Some(was), Some(is)) => {
            was.value == is.value && was.unit == is.unit && was.printed == is.printed
        }
        _ => value(was) == value(is),
    }
}

fn value(found: Option<&Found>) -> Value {
    found.map_or(Value::Absent, |found| found.value)
}

fn has_unit(decision: &Decision, is: Option<&Found>) -> bool {
    let unit = is.and_then(|found| found.unit.as_ref());
    decision.unit.is_none() || decision.unit.as_ref() == unit
}

/// Whoever signed the review off stood for what was read.
fn undecided(old: &Session, new: &Session, cell: &CellKey) -> Fit {
    let [was, is] = [old, new].map(|session| session.value(cell));
    if was == is {
        return Fit::Same;
    }
    let told = told(old, new, cell, None);
    let decision = old.sign_off().map(|_| Decision {
        verdict: Some(Verdict::Doubtful),
        note: told.text.chinese.clone(),
        ..Decision::undecided(is)
    });
    Fit::Otherwise(told, decision)
}

/// A remark goes on to the new reading; it never held a value.
fn remark_only(old: &Session, new: &Session, cell: &CellKey, decision: &Decision) -> Fit {
    let read = value(new.reading().cell(cell));
    let remark = Decision {
        value: read,
        ..decision.clone()
    };
    if decision.value == read {
        return Fit::Kept;
    }
    if old.sign_off().is_some() {
        return misfit(old, new, cell, &remark, read);
    }
    Fit::Otherwise(told(old, new, cell, None), Some(remark))
}

fn misfit(old: &Session, new: &Session, cell: &CellKey, decision: &Decision, stands: Value) -> Fit {
    let told = told(old, new, cell, Some(decision));
    let mut notes: Vec<&str> = Vec::new();
    notes.extend(Some(decision.note.as_str()).filter(|note| !note.is_empty()));
    notes.push(&told.text.chinese);
    let doubtful = Decision {
        value: stands,
        verdict: Some(Verdict::Doubtful),
        alternative: None,
        note: notes.join("；"),
        ..decision.clone()
    };
    Fit::Misfit(told, doubtful)
}

/// `原识读“7”，判为转录错误，定为 1；现识读“12”`.
fn told(old: &Session, new: &Session, cell: &CellKey, decision: Option<&Decision>) -> Misfit {
    let read = |session: &Session| match session.reading().cell(cell) {
        Some(found) if !found.printed.trim().is_empty() => {
            Said::same(format!("“{}”", found.printed.trim()))
        }
        found => name::value(value(found)),
    };
    let decided = decision.map(told_decision).unwrap_or_default();
    let (was, is) = (read(old), read(new));
    Misfit {
        slot: Slot::Cell(cell.clone()),
        place: name::place(new.sheet(), cell),
        text: Said::new(
            format!("重新识读：原识读{was}{decided}；现识读{is}"),
            format!(
                "read anew: was read {}{}; is read {} now",
                was.english, decided.english, is.english
            ),
        ),
    }
}

/// `，判为转录错误，定为 1`.
fn told_decision(decision: &Decision) -> Said {
    let verdict = decision
        .verdict
        .map_or(["未判定", "not judged"], |verdict| {
            [verdict.name(), verdict.english()]
        });
    let alternative = decision
        .alternative
        .map(|amount| said!("（应为 {amount}）", " (should be {amount})"));
    let alternative = alternative.unwrap_or_default();
    let stands = name::value(decision.value);
    let [judged, in_english] = verdict;
    Said::new(
        format!("，判为{judged}{alternative}，定为 {stands}"),
        format!(
            ", judged “{in_english}”{}, decided to be {}",
            alternative.english, stands.english
        ),
    )
}
