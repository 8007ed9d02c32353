//! Contents that move between cells of a row, and lines of the source that fill rows.

use egui::Context;

use crate::app::commands::Action;
use crate::app::keyboard::focus::take_keyboard;
use crate::app::run::steps;
use crate::app::tables::draft::Fill;
use crate::app::{App, texts};
use crate::form::CellKey;
use crate::review::placing;
use crate::review::{Edit, Placed, Verdict};

/// Moves or swaps contents in the row of the selected cell, as one step.
pub(super) fn shift(app: &mut App, action: Action) {
    let Some(desk) = app.reports.front_mut() else {
        return;
    };
    let Some(head) = desk.view.selection.head.clone() else {
        app.message = Some(texts::NO_CELL.show().to_owned());
        return;
    };
    let selected = desk.view.cells();
    let walk = &desk.view.drawn(&desk.session).walk;
    let row: Vec<CellKey> = walk.row(&head).into_iter().cloned().collect();
    let at = row.iter().position(|cell| *cell == head).unwrap_or(0);
    let session = &desk.session;
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
        Some(edit) => {
            steps::apply(app, edit);
        }
        None => app.message = Some(texts::NOTHING_TO_MOVE.show().to_owned()),
    }
}

/// Puts the numbers of the selected lines before the reviewer; nothing is changed yet.
pub(super) fn fill(app: &mut App, ctx: &Context) {
    let Some(desk) = app.reports.front_mut() else {
        return;
    };
    let (Some(head), Some(span)) = (desk.view.selection.head.clone(), desk.view.source.selection)
    else {
        app.message = Some(texts::NOTHING_SELECTED.show().to_owned());
        return;
    };
    let lines = placing::numbers(&desk.session.source().text, span);
    if lines.is_empty() {
        app.message = Some(texts::NO_NUMBERS.show().to_owned());
        return;
    }
    let walk = &desk.view.drawn(&desk.session).walk;
    let Some(cells) = walk.paste(&head, &lines) else {
        app.message = Some(texts::FILL_TOO_LONG.show().to_owned());
        return;
    };
    let cells = cells.into_iter().map(|(cell, taken)| Placed {
        cell,
        text: taken.text,
        spans: vec![taken.span],
    });
    desk.view.tables.fill = Some(Fill {
        cells: cells.collect(),
        revision: desk.session.revision(),
    });
    desk.view.tables.scroll_to_cell = true;
    take_keyboard(ctx);
}

/// Accepts what was put before the reviewer, as one step.
pub(super) fn accept_fill(app: &mut App) {
    let Some(fill) = app
        .reports
        .front_mut()
        .and_then(|desk| desk.view.tables.fill.take())
    else {
        return;
    };
    steps::apply(
        app,
        Edit::Place {
            label: texts::FILLED.with(fill.cells.len()),
            cells: fill.cells,
            verdict: Verdict::Misread,
        },
    );
}
