//! What two sessions hold in one slot becomes what the third holds there.

use crate::form::CellKey;
use crate::form::naming::english_cell_name;
use crate::review::merge::content::Content;
use crate::review::name;
use crate::review::order::cells_in_order;
use crate::review::session::Session;
use crate::review::slot::{Held, Slot, TableDecision};
use crate::review::verdict::{Decision, Verdict};
use crate::said::{Said, said};

/// Something that two reviewers disagree on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conflict {
    /// Where.
    pub slot: Slot,
    /// Where, for a person.
    pub place: Said,
    /// What the first holds, for a person, such as `3（转录错误，张三）`.
    pub first: Said,
    /// What the second holds.
    pub second: Said,
}

/// The two sessions.
pub(super) struct Sides<'a> {
    pub(super) first: &'a Session,
    pub(super) second: &'a Session,
}

/// What a slot comes to.
pub(super) enum Joined {
    /// What the first holds.
    First,
    /// What both hold, or only the second.
    Both(Held),
    /// They disagree; what stands there until that is settled.
    Conflict(Conflict, Option<Held>),
}

/// Joins what the sessions hold in `slot`.
pub(super) fn join(sides: &Sides, slot: &Slot) -> Joined {
    match slot {
        Slot::Cell(cell) => cells(sides, slot, cell),
        _ => others(sides, slot),
    }
}

/// The cells that nobody decided about and that the two readings have otherwise, as readings of two versions may.
pub(super) fn read_otherwise(first: &Session, second: &Session) -> Vec<Slot> {
    if first.reading() == second.reading() {
        return Vec::new();
    }
    let mut cells = cells_in_order(first);
    cells.extend(cells_in_order(second));
    let differs = |cell: &CellKey| Content::of(first, cell) != Content::of(second, cell);
    let differing = cells.into_iter().filter(differs);
    differing.map(Slot::Cell).collect()
}

fn cells(sides: &Sides, slot: &Slot, cell: &CellKey) -> Joined {
    let [first, second] = [sides.first, sides.second].map(|session| session.decision(cell));
    let agree = Content::of(sides.first, cell) == Content::of(sides.second, cell);
    match (first, second) {
        (Some(_), None) if agree || !is_signed(sides.second) => Joined::First,
        (None, Some(second)) if agree || !is_signed(sides.first) => {
            Joined::Both(Held::Decision(Box::new(second.clone())))
        }
        (None, None) if agree => Joined::First,
        (Some(first), Some(second)) => match (first.verdict, second.verdict) {
            // Nobody stands for an estimate, nor for what only has a remark.
            (_, None) if agree || !is_signed(sides.second) => joined(first, second, first),
            (None, Some(_)) if agree || !is_signed(sides.first) => joined(second, first, first),
            (own, other) if agree && own == other => joined(first, second, first),
            _ => conflict(sides, slot, cell),
        },
        _ => conflict(sides, slot, cell),
    }
}

fn is_signed(session: &Session) -> bool {
    session.sign_off().is_some()
}

/// What `stands`, with the remarks of both; nothing new if that is what the first session has.
fn joined(stands: &Decision, other: &Decision, of_first: &Decision) -> Joined {
    let mut decision = stands.clone();
    if decision.note.is_empty() {
        decision.note.clone_from(&other.note);
    } else if !other.note.is_empty() && other.note != decision.note {
        decision.note = format!("{}；{}", decision.note, other.note);
    }
    if decision == *of_first {
        Joined::First
    } else {
        Joined::Both(Held::Decision(Box::new(decision)))
    }
}

fn conflict(sides: &Sides, slot: &Slot, cell: &CellKey) -> Joined {
    let told = Conflict {
        slot: slot.clone(),
        place: name::place(sides.first.sheet(), cell),
        first: told_cell(sides.first, slot, cell),
        second: told_cell(sides.second, slot, cell),
    };
    let value = sides.first.value(cell);
    let own = sides.first.decision(cell).cloned();
    let mut decision = own.unwrap_or_else(|| Decision::undecided(value));
    decision.verdict = Some(Verdict::Doubtful);
    // Whose it is stands in the note: what remains here would pass for undisputed.
    decision.alternative = None;
    let mut notes = vec![format!("不一致：甲 {}，乙 {}", told.first, told.second)];
    for (whose, session) in [("甲", sides.first), ("乙", sides.second)] {
        let note = session
            .decision(cell)
            .map(|decision| decision.note.as_str());
        let note = note.filter(|note| !note.is_empty());
        notes.extend(note.map(|note| format!("{whose}注：{note}")));
    }
    decision.note = notes.join("；");
    Joined::Conflict(told, Some(Held::Decision(Box::new(decision))))
}

/// `3（转录错误，张三）`, `2（未判定）`, `0（原文如此，应为 11，张三）`.
fn told_cell(session: &Session, slot: &Slot, cell: &CellKey) -> Said {
    let verdict = session.decision(cell).and_then(|decision| decision.verdict);
    let verdict = match (verdict, session.sign_off()) {
        (Some(verdict), _) => [verdict.name(), verdict.english()],
        (None, Some(_)) => ["照识读审定", "signed as read"],
        (None, None) => NOT_JUDGED,
    };
    let content = Content::of(session, cell);
    let value = content.told();
    let verdict = Said::from(verdict);
    let verdict = match content.told_alternative() {
        Some(alternative) => Said::joined(&[verdict, alternative], ["，", ", "]),
        None => verdict,
    };
    let by = with_author(session, slot, verdict);
    Said::new(
        format!("{value}（{by}）"),
        format!("{} ({})", value.english, by.english),
    )
}

fn with_author(session: &Session, slot: &Slot, what: Said) -> Said {
    let mut steps = session.journal().in_effect().rev();
    let step = steps.find(|step| step.changes.iter().any(|change| change.slot == *slot));
    let by = step.map(|step| step.stamp.by.as_str());
    let by = by.or_else(|| session.sign_off().map(|sign_off| sign_off.by.as_str()));
    match by.filter(|by| !by.is_empty()) {
        Some(by) => Said::joined(&[what, Said::same(by)], ["，", ", "]),
        None => what,
    }
}

/// Of header fields, tables and findings. What they disagree on is as it was before anybody decided, so that it is seen.
fn others(sides: &Sides, slot: &Slot) -> Joined {
    let [first, second] = [sides.first, sides.second].map(|session| session.decisions().held(slot));
    // Who signs off stands for the heading and the tables as they are, but says nothing about a finding.
    let is_silent = |session| !is_signed(session) || matches!(slot, Slot::Finding(_));
    match (first, second) {
        (None, None) => Joined::First,
        (Some(_), None) if is_silent(sides.second) || is_same(sides, slot) => Joined::First,
        (None, Some(second)) if is_silent(sides.first) || is_same(sides, slot) => {
            Joined::Both(second.clone())
        }
        (Some(first), Some(second)) if same_judgement(first, second) => Joined::First,
        _ => {
            let conflict = Conflict {
                slot: slot.clone(),
                place: place(slot),
                first: told(sides.first, slot),
                second: told(sides.second, slot),
            };
            Joined::Conflict(conflict, None)
        }
    }
}

/// Whether what one corrected is what the other had read.
fn is_same(sides: &Sides, slot: &Slot) -> bool {
    match slot {
        Slot::Header(field) => sides.first.header(*field) == sides.second.header(*field),
        _ => false,
    }
}

/// Judgements that differ in their remarks alone are the same.
fn same_judgement(first: &Held, second: &Held) -> bool {
    match (first, second) {
        (Held::Judgement(first), Held::Judgement(second)) => first.verdict == second.verdict,
        _ => first == second,
    }
}

fn place(slot: &Slot) -> Said {
    match slot {
        Slot::Report => Said::new("审定", "the review"),
        Slot::Header(field) => Said::from([field.name(), field.english()]),
        Slot::Table(table) => Said::from([table.short_name(), table.english_name()]),
        Slot::Cell(cell) => Said::new(cell.to_string(), english_cell_name(cell)),
        Slot::Finding(key) => said!("问题 {key}", "problem {key}"),
    }
}

/// What is said of what nobody judged.
const NOT_JUDGED: [&str; 2] = ["未判定", "not judged"];

fn told(session: &Session, slot: &Slot) -> Said {
    let what = match session.decisions().held(slot) {
        Some(Held::Text(text)) => Said::same(text),
        Some(Held::Table(TableDecision::Missing)) => Said::new("报告没有此表", "not in the report"),
        Some(Held::Table(TableDecision::Edition(edition))) => {
            said!("{edition} 年版", "the edition of {edition}")
        }
        Some(Held::Judgement(judgement)) => {
            Said::from([judgement.verdict.name(), judgement.verdict.english()])
        }
        Some(Held::Decision(_) | Held::SignOff(_)) | None => NOT_JUDGED.into(),
    };
    with_author(session, slot, what)
}
