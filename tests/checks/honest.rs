//! The honest reviewer: holds every row with something open against the print, and types what is wrong or unread.
//!
//! An action is a key with its modifiers, or a value typed with the key that ends it. F8 leads to the next open place (1).
//! A row that is right is confirmed: its cell with Space (1), or its row with Shift+Space, Space (2). In another row each
//! cell that is open or wrong is reached and typed (2 each), or the whole row is typed from its first cell (Home, then 1
//! each), whichever is less. A rule that is broken as printed is judged with one key (1), and signing off is one more.

use std::path::Path;

use gouji::form::CellKey;
use gouji::review::problems::{Problem, counts, problems};
use gouji::review::{Edit, Origin, Session, Stamp, Verdict};
use gouji::source;

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
        "\nhonest reviewer: corpus, reports, settled | actions: median, p90, most | cells open or wrong"
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
        println!(
            "{name:<10} {:>7} {n_settled:>8} | {:>4} {:>4} {most:>4} | {n_cells:>6}",
            works.len(),
            at(50),
            at(90),
        );
        all.extend(works);
    }
    if std::env::var_os("GOUJI_HONEST_LIST").is_some() {
        for work in all {
            println!(
                "{:<16} {:>4} actions, {:>4} cells open or wrong, settled {}: {}",
                work.name, work.n_actions, work.n_cells, work.is_settled, work.open
            );
        }
    }
}
