//! Contents that move between cells of a row, lines of the source that fill rows, and cells filled at once.

use std::collections::BTreeMap;

use egui::Context;

use crate::app::commands::Action;
use crate::app::keyboard::focus::take_keyboard;
use crate::app::run::steps;
use crate::app::tables::draft::{Fill, FillFrom};
use crate::app::tables::walk::{Step, Walk};
use crate::app::wording::shown_text;
use crate::app::{App, texts};
use crate::form::{CellKey, RowKey};
use crate::review::row_print::has_unread_print;
use crate::review::{Edit, Origin, Placed, Session, Verdict};
use crate::review::{entering, placing};

/// Moves or swaps contents in the row of the selected cell, as one step.
pub(super) fn shift(app: &mut App, action: Action) {
    let Some(open_report) = app.reports.front_mut() else {
        return;
    };
    let Some(head) = open_report.view.selection.head.clone() else {
        app.message = Some(texts::NO_CELL.show().to_owned());
        return;
    };
    let selected = open_report.view.cells();
    let walk = &open_report.view.drawn(&open_report.session).walk;
    let row: Vec<CellKey> = walk.row(&head).into_iter().cloned().collect();
    let at = row.iter().position(|cell| *cell == head).unwrap_or(0);
    let session = &open_report.session;
    let edit = match action {
        Action::RowLeft => placing::shift_left(session, &row, 0),
        Action::RowRight => placing::shift_right(session, &row, 0),
        Action::DeleteCell => placing::shift_left(session, &row, at),
        Action::InsertCell => placing::shift_right(session, &row, at),
        _ => match (selected.as_slice(), row.get(at + 1)) {
            ([one, other], _) => Some(placing::swap(session, one, other)),
            ([one], Some(right)) => Some(placing::swap(session, one, right)),
            _ => {
                app.message = Some(texts::SELECT_TWO.show().to_owned());
                return;
            }
        },
    };
    match edit {
        // What falls out of the row is told as it is done.
        Some(edit) => {
            if steps::apply(app, edit) {
                app.message = steps::last_said(app);
            }
        }
        None => app.message = Some(texts::NOTHING_TO_MOVE.show().to_owned()),
    }
}

/// Puts the numbers of the selected lines before the reviewer; nothing is changed yet.
pub(super) fn fill(app: &mut App, ctx: &Context) {
    let Some(open_report) = app.reports.front_mut() else {
        return;
    };
    let (Some(head), Some(span)) = (
        open_report.view.selection.head.clone(),
        open_report.view.source.selection,
    ) else {
        app.message = Some(texts::NOTHING_SELECTED.show().to_owned());
        return;
    };
    let lines = placing::numbers(&open_report.session.source().text, span);
    if lines.is_empty() {
        app.message = Some(texts::NO_NUMBERS.show().to_owned());
        return;
    }
    let walk = &open_report.view.drawn(&open_report.session).walk;
    let Some(cells) = walk.paste(&head, &lines) else {
        app.message = Some(texts::FILL_TOO_LONG.show().to_owned());
        return;
    };
    let cells = cells.into_iter().map(|(cell, taken)| Placed {
        cell,
        text: taken.text,
        spans: vec![taken.span],
    });
    open_report.view.tables.fill = Some(Fill {
        cells: cells.collect(),
        from: FillFrom::Source,
        revision: open_report.session.revision(),
    });
    open_report.view.tables.scroll_to_cell = true;
    take_keyboard(ctx);
}

/// Gives up what was put before the reviewer.
pub(super) fn drop_fill(app: &mut App) {
    app.reports
        .with_front(|open_report| open_report.view.tables.fill = None);
}

/// Accepts what was put before the reviewer, as one step; gives whether it became one.
pub(super) fn accept_fill(app: &mut App) -> bool {
    let Some(fill) = app
        .reports
        .front_mut()
        .and_then(|open_report| open_report.view.tables.fill.take())
    else {
        return false;
    };
    let n = fill.cells.len();
    let edit = match fill.from {
        FillFrom::Source => Edit::Place {
            label: texts::in_chinese(|| texts::FILLED.with(n)),
            cells: fill.cells,
            verdict: Verdict::Misread,
        },
        FillFrom::Nothing => {
            let cells = fill.cells.into_iter();
            rest_edit(cells.map(|placed| (placed.cell, placed.text)).collect())
        }
    };
    steps::apply(app, edit)
}

/// Gives the unread cells of the row, as one step, what the table prints where there is nothing; those of the table are
/// put before the reviewer. Cells that were read are left alone, and so are those with which a sum would not hold.
/// Gives whether a step was made.
pub(super) fn rest(app: &mut App, action: Action) -> bool {
    let Some(open_report) = app.reports.front_mut() else {
        return false;
    };
    let Some(head) = open_report.view.selection.head.clone() else {
        app.message = Some(texts::NO_CELL.show().to_owned());
        return false;
    };
    let walk = &open_report.view.drawn(&open_report.session).walk;
    let around = if action == Action::RestOfRow {
        walk.row(&head)
    } else {
        walk.table(head.table)
    };
    let around: Vec<CellKey> = around.into_iter().cloned().collect();
    let (around, n_inked) = if action == Action::RestOfTable {
        without_print(&open_report.session, walk, around)
    } else {
        (around, 0)
    };
    let (cells, n_left_out) = entering::rest(&open_report.session, &around);
    let left_out = left_out_said(n_left_out, n_inked);
    if cells.is_empty() || action == Action::RestOfRow {
        let said = format!("{}{left_out}", rest_said(&cells));
        let has_none = cells.is_empty();
        let is_done = !has_none && steps::apply(app, rest_edit(cells));
        if has_none || is_done {
            app.message = Some(said);
        }
        return is_done;
    }
    let cells = cells.into_iter().map(|(cell, text)| Placed {
        cell,
        text,
        spans: Vec::new(),
    });
    open_report.view.tables.fill = Some(Fill {
        cells: cells.collect(),
        from: FillFrom::Nothing,
        revision: open_report.session.revision(),
    });
    // How many they are is said where they are put before the reviewer.
    app.message = Some(left_out).filter(|said| !said.is_empty());
    false
}

/// The cells of a table without the unread ones in whose rows something is printed that nobody read, and how many those are:
/// such a row is looked at by itself.
fn without_print(session: &Session, walk: &Walk, mut cells: Vec<CellKey>) -> (Vec<CellKey>, usize) {
    let mut rows: BTreeMap<RowKey, bool> = BTreeMap::new();
    let n_all = cells.len();
    cells.retain(|cell| {
        let has_print = || {
            let row: Vec<CellKey> = walk.row(cell).into_iter().cloned().collect();
            has_unread_print(session, &row)
        };
        let is_unread = session.value(cell).is_unread();
        !(is_unread && *rows.entry(cell.row.clone()).or_insert_with(has_print))
    });
    let n_inked = n_all - cells.len();
    (cells, n_inked)
}

fn rest_edit(cells: Vec<(CellKey, String)>) -> Edit {
    Edit::EnterMany {
        label: texts::in_chinese(|| texts::REST_FILLED.with(cells.len())),
        cells,
        origin: Origin::Typed,
    }
}

/// How many cells get what.
fn rest_said(cells: &[(CellKey, String)]) -> String {
    match cells.first() {
        None => texts::REST_NONE.show().to_owned(),
        Some((_, text)) if text.is_empty() => texts::REST_BLANK.with(cells.len()),
        Some((_, text)) => texts::REST_AS.with_both(cells.len(), text),
    }
}

/// How many were left out because a sum would not hold, and how many because of what is printed in their rows.
fn left_out_said(n_left_out: usize, n_inked: usize) -> String {
    let left_out = (n_left_out > 0).then(|| texts::REST_LEFT_OUT.with(n_left_out));
    let inked = (n_inked > 0).then(|| texts::REST_INKED.with(n_inked));
    left_out.into_iter().chain(inked).collect()
}

/// Fills the selected block from its first row down, or from its first column to the right; a single row or column from
/// the one before it, as spreadsheets do.
pub(super) fn fill_block(app: &mut App, action: Action) {
    let Some(open_report) = app.reports.front_mut() else {
        return;
    };
    let block = open_report.view.block();
    let Some(walk) = open_report.view.walk() else {
        return;
    };
    let pairs = if action == Action::FillDown {
        down(walk, &block)
    } else {
        right(walk, &block)
    };
    let session = &open_report.session;
    let is_unread = pairs.iter().any(|(_, of)| session.value(of).is_unread());
    let refusal = match pairs.as_slice() {
        [] => Some(texts::NOTHING_TO_FILL),
        _ if is_unread => Some(texts::FILL_UNREAD),
        _ => None,
    };
    if let Some(refusal) = refusal {
        app.message = Some(refusal.show().to_owned());
        return;
    }
    let cells = pairs.into_iter();
    let cells: Vec<_> = cells
        .map(|(to, of)| (to, shown_text(session, &of)))
        .collect();
    let edit = Edit::EnterMany {
        label: texts::in_chinese(|| texts::FILLED_ON.with(cells.len())),
        cells,
        origin: Origin::Typed,
    };
    steps::apply(app, edit);
}

/// Cells to be filled, each with the one its content comes from.
type Filled = Vec<(CellKey, CellKey)>;

fn down(walk: &Walk, block: &[Vec<CellKey>]) -> Filled {
    let above = |cell: &CellKey| {
        let above = walk
            .go(cell, Step::Up)
            .filter(|above| above.table == cell.table);
        Some((cell.clone(), above?.clone()))
    };
    match block {
        [] => Vec::new(),
        [only] => only.iter().filter_map(above).collect(),
        [first, others @ ..] => {
            let alike = others.iter().filter(|row| row.len() == first.len());
            let pairs = alike.flat_map(|row| row.iter().cloned().zip(first.iter().cloned()));
            pairs.collect()
        }
    }
}

fn right(walk: &Walk, block: &[Vec<CellKey>]) -> Filled {
    let of_row = |row: &Vec<CellKey>| -> Filled {
        match row.as_slice() {
            [] => Vec::new(),
            [only] => {
                let before = walk.go(only, Step::Left);
                before
                    .map(|before| (only.clone(), before.clone()))
                    .into_iter()
                    .collect()
            }
            [first, others @ ..] => {
                let others = others.iter();
                others.map(|cell| (cell.clone(), first.clone())).collect()
            }
        }
    };
    block.iter().flat_map(of_row).collect()
}
