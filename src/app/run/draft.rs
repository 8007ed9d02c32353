//! The open draft: whatever is being typed becomes a step before anything else happens, or it stays where it is.

use crate::app::run::steps;
use crate::app::tables::draft::{Draft, DraftTarget};
use crate::app::wording::shown_text;
use crate::app::{App, texts};
use crate::form::CellKey;
use crate::review::{Edit, Origin, Session};

/// Makes the open draft of the report in front a step. `false` if it was refused: then it is open as before, and the
/// sentence that says why is on the screen.
pub(crate) fn settle(app: &mut App) -> bool {
    settle_as(app, step_of)
}

/// Makes the open draft the value of every cell of the selected block, as one step; `false` as for [`settle`].
pub(crate) fn settle_in_block(app: &mut App) -> bool {
    let cells = app
        .reports
        .front()
        .map(|desk| desk.view.cells())
        .unwrap_or_default();
    settle_as(app, |_, draft| {
        let filled = cells
            .iter()
            .map(|cell| (cell.clone(), draft.line.text.clone()));
        Some(Edit::EnterMany {
            label: texts::BLOCK_FILLED.with(cells.len()),
            cells: filled.collect(),
            origin: Origin::Typed,
        })
    })
}

fn settle_as(app: &mut App, step: impl FnOnce(&Session, &Draft) -> Option<Edit>) -> bool {
    let Some(desk) = app.reports.front_mut() else {
        return true;
    };
    let Some(draft) = desk.view.tables.draft.take() else {
        return true;
    };
    let Some(step) = step(&desk.session, &draft) else {
        return true;
    };
    let is_done = steps::apply(app, step);
    if let (false, Some(desk)) = (is_done, app.reports.front_mut()) {
        desk.view.tables.draft = Some(draft);
    }
    is_done
}

/// The step that a draft is; `None` if it says what stands there already.
fn step_of(session: &Session, draft: &Draft) -> Option<Edit> {
    let text = draft.line.text.clone();
    match &draft.target {
        DraftTarget::Cell(cell) => says_something(session, cell, &text).then(|| Edit::Enter {
            cell: cell.clone(),
            text,
            origin: Origin::Typed,
            spans: Vec::new(),
        }),
        DraftTarget::Header(field) => {
            let is_new = session.header(*field).unwrap_or_default() != text;
            is_new.then_some(Edit::SetHeader {
                field: *field,
                text,
            })
        }
    }
}

fn says_something(session: &Session, cell: &CellKey, text: &str) -> bool {
    text.trim() != shown_text(session, cell) || session.value(cell).is_unread()
}
