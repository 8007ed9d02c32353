//! A step in English, made from what it changed: the journal keeps what it was called in Chinese.

use crate::form::naming::english_cell_name;
use crate::review::acts::Act;
use crate::review::journal::{Change, Entry, Record};
use crate::review::name;
use crate::review::slot::{Held, Slot, TableDecision};
use crate::review::verdict::{Decision, Verdict};
use crate::said::Said;

/// What was done, in both languages.
#[must_use]
pub fn said(entry: &Entry) -> Said {
    Said::new(&entry.label, english(entry))
}

fn english(entry: &Entry) -> String {
    match entry.changes.as_slice() {
        [change] => one(change),
        changes => {
            let [_, act] = Act::of(&Record::Do(entry.clone())).name();
            format!("{} changes: {act}", changes.len())
        }
    }
}

fn one(change: &Change) -> String {
    match (&change.slot, &change.after) {
        (Slot::Report, Some(Held::SignOff(sign_off))) if sign_off.forced => {
            "signed off by force".to_owned()
        }
        (Slot::Report, Some(_)) => "signed off".to_owned(),
        (Slot::Report, None) => "opened again".to_owned(),
        (Slot::Header(field), Some(Held::Text(text))) => {
            format!("{}: set to “{text}”", field.english())
        }
        (Slot::Header(field), _) => format!("{}: as read", field.english()),
        (Slot::Table(table), after) => {
            let what = match after {
                Some(Held::Table(TableDecision::Edition(edition))) => {
                    format!("edition set to {edition}")
                }
                Some(_) => "said to be missing".to_owned(),
                None => "decision withdrawn".to_owned(),
            };
            format!("{}: {what}", table.english_name())
        }
        (Slot::Finding(_), Some(Held::Judgement(judgement))) => {
            format!("problem judged “{}”", judgement.verdict.english())
        }
        (Slot::Finding(_), _) => "judgement of a problem withdrawn".to_owned(),
        (Slot::Cell(cell), after) => {
            let name = english_cell_name(cell);
            let before = match &change.before {
                Some(Held::Decision(before)) => Some(&**before),
                _ => None,
            };
            match after {
                Some(Held::Decision(after)) => format!("{name}: {}", decided(before, after)),
                _ => format!("{name}: decision withdrawn"),
            }
        }
    }
}

/// `3 → 5, Misread`; of a value that stays, its verdict alone.
fn decided(before: Option<&Decision>, after: &Decision) -> String {
    let value = name::value(after.value).english;
    let verdict = after.verdict.map(Verdict::english);
    let what = match (before, verdict) {
        (Some(before), _) if before.value != after.value => {
            format!("{} → {value}", name::value(before.value).english)
        }
        (Some(before), _) if before.note != after.note => "remark".to_owned(),
        _ => value,
    };
    match (verdict, after.alternative) {
        (Some(verdict), Some(amount)) => format!("{what}, {verdict}, should be {amount}"),
        (Some(verdict), None) => format!("{what}, {verdict}"),
        (None, _) => what,
    }
}
