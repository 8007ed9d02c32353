//! The honest reviewer: holds every row with something open against the print, and types what is wrong or unread.
//!
//! An action is a key with its modifiers, or a value typed with the key that ends it. F8 leads to the next open place (1).
//! A row that is right is confirmed: its cell with Space (1), or its row with Shift+Space, Space (2). In another row each
//! cell that is open or wrong is reached and typed (2 each), or the whole row is typed from its first cell (Home, then 1
//! each), whichever is less. A rule that is broken as printed is judged with one key (1), and signing off is one more.

use std::path::Path;

use gouji::form::CellKey;
use gouji::review::entering;
use gouji::review::problems::{Problem, counts, problems};
use gouji::review::status;
use gouji::review::{Edit, Origin, Session, Stamp, Verdict};
use gouji::source;
use gouji::value::Value;

use crate::gold::{Gold, wrong_cells};

/// Most stops of one report.
const MOST_STOPS: usize = 400;

/// What it took to settle a report.
pub(crate) struct Work {
    /// The name of the file.
    name: String,
    /// What was open, such as 未识读 19、待核 87.
    open: String,
    /// Cells open or wrong at the beginning.
    n_cells: usize,
    /// Actions, signing off included.
    n_actions: usize,
    /// Actions with the keys of the verification, signing off included; `None` if it does not come to an end.
    n_verified: Option<usize>,
    /// Whether it was signed without force, with every cell as printed.
    is_settled: bool,
}

/// Settles the report in `file`.
pub(crate) fn settle(file: &Path, gold: &Gold) -> Option<Work> {
    let source = source::open(file).ok()?;
    let reading = gouji::read::read(&source);
    let mut session = Session::new(source, reading);
    let mut open = open_cells(&session);
    open.extend(wrong_cells(&session, gold));
    open.sort();
    open.dedup();
    let mut work = Work {
        name: file.file_name()?.to_str()?.to_owned(),
        open: counts(&session).to_string(),
        n_cells: open.len(),
        n_actions: 0,
        n_verified: verify(session.clone(), gold),
        is_settled: false,
    };
    for _ in 0..MOST_STOPS {
        let Some(stop) = problems(&session).into_iter().next() else {
            break;
        };
        let revision = session.revision();
        work.n_actions += 1 + settle_stop(&mut session, &stop, gold);
        if session.revision() == revision {
            break;
        }
    }
    let sign_off = Edit::SignOff { force: false };
    let is_signed = session.apply(sign_off, &Stamp::default()).is_ok();
    work.n_actions += 1;
    work.is_settled = is_signed && wrong_cells(&session, gold).is_empty();
    Some(work)
}

/// The same with the keys of the verification (F11), which leads to the next open place by itself: a row that is right is
/// taken with one key; else its values are typed in one line as far as the last that needs it (1 each, and 1 to reach the
/// first where that is not the open one), and one key gives the unread cells of the row what the table prints where there
/// is nothing. F11 and signing off are one each.
fn verify(mut session: Session, gold: &Gold) -> Option<usize> {
    let mut n_actions = 2;
    for _ in 0..MOST_STOPS {
        let Some(stop) = problems(&session).into_iter().next() else {
            break;
        };
        let revision = session.revision();
        let cell = stop.cell.clone();
        let n = cell.map_or(0, |cell| verify_row(&mut session, &cell, gold));
        n_actions += if n > 0 { n } else { judge(&mut session, &stop) };
        if session.revision() == revision {
            return None;
        }
    }
    let is_signed = session.apply(Edit::SignOff { force: false }, &Stamp::default());
    (is_signed.is_ok() && wrong_cells(&session, gold).is_empty()).then_some(n_actions)
}

/// Settles the row of `cell` with the keys of the verification; 0 actions if nothing of it is open or wrong.
fn verify_row(session: &mut Session, cell: &CellKey, gold: &Gold) -> usize {
    let is_beside = |other: &CellKey| (other.table, &other.row) == (cell.table, &cell.row);
    let row: Vec<CellKey> = status::cells_in_order(session)
        .into_iter()
        .filter(is_beside)
        .collect();
    let open: Vec<CellKey> = open_cells(session).into_iter().filter(is_beside).collect();
    let mut wrong = wrong_cells(session, gold);
    wrong.retain(is_beside);
    if wrong.is_empty() {
        return confirm(session, open).min(1);
    }
    let nothing = entering::nothing(session, cell.table);
    let printed = |cell: &CellKey| {
        let amount = gold.get(cell).copied().flatten();
        amount.map(|amount| amount.to_string()).unwrap_or_default()
    };
    let is_rest = |cell: &CellKey| {
        let is_unread = matches!(session.value(cell), Value::Absent | Value::Unreadable);
        is_unread && printed(cell) == nothing
    };
    let (mut rest, mut needed): (Vec<CellKey>, Vec<CellKey>) =
        wrong.into_iter().partition(|cell| is_rest(cell));
    if needed.is_empty() && entering::rest(session, &row).0.is_empty() {
        // A sum would not hold with nothing there: it is typed.
        needed = std::mem::take(&mut rest);
    }
    let place = |cell: &CellKey| row.iter().position(|other| other == cell);
    let places: Vec<usize> = needed.iter().filter_map(place).collect();
    let mut n_actions = 0;
    if let (Some(first), Some(last)) = (places.iter().min(), places.iter().max()) {
        let own = place(cell).unwrap_or(0);
        // The line may begin at the open place, if that is not behind it.
        let from_here = if own <= *first {
            last + 1 - own
        } else {
            usize::MAX
        };
        n_actions += (last + 1 - first + usize::from(own != *first)).min(from_here);
        let typed = row.get(*first..=*last).unwrap_or_default();
        let edit = Edit::EnterMany {
            label: String::new(),
            cells: typed
                .iter()
                .map(|cell| (cell.clone(), printed(cell)))
                .collect(),
            origin: Origin::Typed,
        };
        if session.apply(edit, &Stamp::default()).is_err() {
            return 0;
        }
    }
    let (cells, _) = entering::rest(session, &row);
    if !rest.is_empty() && !cells.is_empty() {
        n_actions += 1;
        let edit = Edit::EnterMany {
            label: String::new(),
            cells,
            origin: Origin::Typed,
        };
        if session.apply(edit, &Stamp::default()).is_err() {
            return 0;
        }
    }
    n_actions
}

fn open_cells(session: &Session) -> Vec<CellKey> {
    let stops = problems(session).into_iter();
    stops
        .filter(|stop| stop.finding.is_none())
        .filter_map(|stop| stop.cell)
        .collect()
}

/// Settles what F8 has led to; gives the actions.
fn settle_stop(session: &mut Session, stop: &Problem, gold: &Gold) -> usize {
    if let Some(cell) = &stop.cell {
        let n_actions = settle_row(session, cell, gold);
        if n_actions > 0 {
            return n_actions;
        }
    }
    judge(session, stop)
}

/// Judges a rule that is broken as printed.
fn judge(session: &mut Session, stop: &Problem) -> usize {
    let Some(key) = stop.finding.clone() else {
        return 0;
    };
    let judged = Edit::JudgeFinding {
        key,
        verdict: Verdict::SourceError,
        note: String::new(),
    };
    usize::from(session.apply(judged, &Stamp::default()).is_ok())
}

/// Settles the row of `cell`; 0 actions if nothing of it is open or wrong.
fn settle_row(session: &mut Session, cell: &CellKey, gold: &Gold) -> usize {
    let is_beside = |other: &CellKey| (other.table, &other.row) == (cell.table, &cell.row);
    let open = open_cells(session).into_iter().filter(is_beside).collect();
    let mut wrong = wrong_cells(session, gold);
    wrong.retain(is_beside);
    let n_row = session
        .sheet()
        .cells
        .keys()
        .filter(|key| is_beside(key))
        .count();
    if wrong.is_empty() {
        return confirm(session, open);
    }
    let mut typed: Vec<CellKey> = open;
    typed.extend(wrong);
    typed.sort();
    typed.dedup();
    let n_actions = (typed.len() * 2 - 1).min(n_row + 1);
    let printed = |cell: CellKey| {
        let amount = gold.get(&cell).copied().flatten();
        (
            cell,
            amount.map(|amount| amount.to_string()).unwrap_or_default(),
        )
    };
    let edit = Edit::EnterMany {
        label: String::new(),
        cells: typed.into_iter().map(printed).collect(),
        origin: Origin::Typed,
    };
    if session.apply(edit, &Stamp::default()).is_err() {
        return 0;
    }
    n_actions
}

fn confirm(session: &mut Session, cells: Vec<CellKey>) -> usize {
    let n_actions = cells.len().min(2);
    let edit = Edit::Judge {
        cells,
        verdict: Verdict::Confirmed,
        note: String::new(),
    };
    if session.apply(edit, &Stamp::default()).is_err() {
        return 0;
    }
    n_actions
}

/// Prints what it took, by shared folder, and for the reports with the most to do.
pub(crate) fn print(works: &[(&str, Vec<Option<Work>>)]) {
    println!(
        "\nhonest reviewer: corpus, reports, settled | actions: median, p90, most | with F11: median, p90, most | cells open or wrong"
    );
    let mut all: Vec<&Work> = Vec::new();
    for (name, works) in works {
        let works: Vec<&Work> = works.iter().flatten().collect();
        let mut actions: Vec<usize> = works.iter().map(|work| work.n_actions).collect();
        actions.sort_unstable();
        let at = |part: usize| {
            actions
                .get(actions.len() * part / 100)
                .copied()
                .unwrap_or(0)
        };
        let n_settled = works.iter().filter(|work| work.is_settled).count();
        let n_cells: usize = works.iter().map(|work| work.n_cells).sum();
        let most = actions.last().copied().unwrap_or(0);
        let mut verified: Vec<usize> = works.iter().filter_map(|work| work.n_verified).collect();
        verified.sort_unstable();
        let of = |part: usize| {
            verified
                .get(verified.len() * part / 100)
                .copied()
                .unwrap_or(0)
        };
        let most_verified = verified.last().copied().unwrap_or(0);
        println!(
            "{name:<10} {:>7} {n_settled:>8} | {:>4} {:>4} {most:>4} | {:>4} {:>4} {most_verified:>4} of {} | {n_cells:>6}",
            works.len(),
            at(50),
            at(90),
            of(50),
            of(90),
            verified.len(),
        );
        all.extend(works);
    }
    if std::env::var_os("GOUJI_HONEST_LIST").is_some() {
        for work in all {
            println!(
                "{:<16} {:>4} actions, {:>4} with F11, {:>4} cells open or wrong, settled {}: {}",
                work.name,
                work.n_actions,
                work.n_verified.unwrap_or(0),
                work.n_cells,
                work.is_settled,
                work.open
            );
        }
    }
}
