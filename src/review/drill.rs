//! A drill: errors are put into a copy of a signed review, to see how many a reviewer finds.
//!
//! What was signed is taken for the truth. Some figures are changed as readers misread them (a digit taken for a similar
//! one, lost or doubled), and look as sure as the others; the text beside them shows what is right.

use std::collections::BTreeSet;

use crate::amount::Amount;
use crate::form::CellKey;
use crate::review::draw::Lots;
use crate::review::edit::Stamp;
use crate::review::journal::{Change, Entry, Record, ReplayError};
use crate::review::order::cells_in_order;
use crate::review::session::Session;
use crate::review::slot::Slot;
use crate::review::verdict::Verdict;
use crate::source::Span;
use crate::value::Value;

/// Digits that are taken for each other most often (`assets/confusions.ron`).
const SIMILAR: [(char, &str); 10] = [
    ('0', "869"),
    ('1', "74"),
    ('2', "73"),
    ('3', "85"),
    ('4', "19"),
    ('5', "63"),
    ('6', "058"),
    ('7', "12"),
    ('8', "036"),
    ('9', "04"),
];

/// An error that was put into a cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seeded {
    /// The cell.
    pub cell: CellKey,
    /// What is right.
    pub truth: Amount,
    /// What stands there.
    pub shown: Amount,
    /// Whether an equation covers the cell; else only the eye can find it.
    pub is_covered: bool,
}

/// What a reviewer made of the errors of a report.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// Cells that hold what is right.
    pub n_right: usize,
    /// Cells that hold something else and are 存疑 or 无法辨认: somebody will look again.
    pub n_flagged: usize,
    /// Cells that hold something wrong, as if it were right.
    pub n_missed: usize,
}

/// The report with what was signed as if it had been read so, and with at most `n` errors.
///
/// # Errors
/// Never: what is taken over from the signed review follows nothing.
pub fn seeded(
    signed: &Session,
    n: usize,
    lots: &mut Lots,
    stamp: &Stamp,
) -> Result<(Session, Vec<Seeded>), ReplayError> {
    let mut reading = signed.reading().clone();
    for (cell, found) in &mut reading.cells {
        if let Some(decision) = signed.decision(cell).filter(|it| it.is_settled()) {
            found.value = decision.value;
            if decision.unit.is_some() {
                found.unit.clone_from(&decision.unit);
            }
            found.doubts.clear();
        }
    }
    let mut candidates: Vec<(CellKey, Amount)> = cells_in_order(signed)
        .into_iter()
        .filter_map(|cell| {
            let found = reading.cells.get(&cell)?;
            let amount = found.value.number()?;
            let is_plain = found.spans.len() == 1 && found.doubts.is_empty();
            is_plain.then_some((cell, amount))
        })
        .collect();
    lots.shuffle(&mut candidates);
    // Most cells of a form are 0: those with another number go first.
    candidates.sort_by_key(|(_, amount)| amount.is_zero());
    let mut errors = Vec::new();
    for (cell, truth) in candidates {
        if errors.len() == n {
            break;
        }
        let Some(shown) = misread(truth, lots) else {
            continue;
        };
        if let Some(found) = reading.cells.get_mut(&cell) {
            found.value = Value::Number(shown);
            found.printed = shown.to_string();
            // A file in which a place holds other characters than the cell says so when it is opened; two places do not.
            found.spans = found.spans.iter().flat_map(|span| parted(*span)).collect();
        }
        errors.push(Seeded {
            is_covered: signed.coverage(&cell) > 0,
            cell,
            truth,
            shown,
        });
    }
    let reader = signed.reader().to_owned();
    let mut session = Session::replay(signed.source().clone(), reading, reader, [])?;
    session.continue_with(taken_over(signed, stamp))?;
    Ok((session, errors))
}

/// What was said about tables and heading, as one step.
fn taken_over(signed: &Session, stamp: &Stamp) -> Option<Record> {
    let slots = signed.decisions().slots();
    let slots = slots.filter(|slot| matches!(slot, Slot::Table(_) | Slot::Header(_)));
    let changes: Vec<Change> = slots
        .map(|slot| Change {
            slot: slot.clone(),
            before: None,
            after: signed.decisions().held(slot).cloned(),
        })
        .collect();
    (!changes.is_empty()).then(|| {
        Record::Do(Entry {
            label: "演练：表格和抬头照审定的".to_owned(),
            changes,
            stamp: stamp.clone(),
        })
    })
}

fn parted(span: Span) -> [Span; 2] {
    [span, Span::new(span.end(), span.end())]
}

/// The number as it might be misread; `None` where no other comes of it.
fn misread(truth: Amount, lots: &mut Lots) -> Option<Amount> {
    let digits: Vec<char> = truth.to_string().chars().collect();
    let places: Vec<usize> = (0..digits.len())
        .filter(|at| digits.get(*at).is_some_and(char::is_ascii_digit))
        .collect();
    let at = *places.get(lots.below(places.len()))?;
    let digit = *digits.get(at)?;
    let mut misread = digits.clone();
    match lots.below(4) {
        0 if places.len() > 1 => {
            misread.remove(at);
        }
        1 if digit != '0' => misread.insert(at, digit),
        _ => {
            let (_, similar) = SIMILAR.iter().find(|(of, _)| *of == digit)?;
            let similar: Vec<char> = similar.chars().collect();
            *misread.get_mut(at)? = *similar.get(lots.below(similar.len()))?;
        }
    }
    let text: String = misread.into_iter().collect();
    let whole = text.trim_start_matches('-');
    let is_number = !(whole.len() > 1 && whole.starts_with('0') && !whole.starts_with("0."));
    let amount = Amount::parse(&text).filter(|_| is_number)?;
    (!amount.equals(truth)).then_some(amount)
}

/// What became of `errors` in `session`, the review of the drill.
#[must_use]
pub fn found<'a>(session: &Session, errors: impl IntoIterator<Item = &'a Seeded>) -> Found {
    let mut found = Found::default();
    for error in errors {
        let is_right = |amount: Amount| amount.equals(error.truth);
        let verdict = session.decision(&error.cell).and_then(|it| it.verdict);
        let is_flagged = matches!(verdict, Some(Verdict::Doubtful | Verdict::Illegible));
        match session.value(&error.cell).number() {
            Some(amount) if is_right(amount) => found.n_right += 1,
            _ if is_flagged => found.n_flagged += 1,
            _ => found.n_missed += 1,
        }
    }
    found
}

/// Cells without an error that hold something else now than was signed.
#[must_use]
pub fn n_spoilt(session: &Session, errors: &[Seeded]) -> usize {
    let seeded: BTreeSet<&CellKey> = errors.iter().map(|error| &error.cell).collect();
    let cells = session.decisions().cells();
    cells
        .filter(|(cell, decision)| {
            let read = session.reading().cell(cell);
            let truth = read.map_or(Value::Absent, |found| found.value);
            let is_known = !seeded.contains(cell) && !truth.is_unread();
            is_known && decision.is_settled() && decision.value != truth
        })
        .count()
}
