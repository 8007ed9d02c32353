//! The open draft: whatever is being typed becomes a step before anything else happens, or it stays where it is.

use crate::app::reports::open_report::OpenReport;
use crate::app::run::steps;
use crate::app::tables::draft::{Draft, DraftTarget, TypedRow, Typing};
use crate::app::wording::shown_text;
use crate::app::{App, texts};
use crate::form::CellKey;
use crate::review::{Edit, Origin, Session, state};

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
        .map(|open_report| open_report.view.cells())
        .unwrap_or_default();
    settle_as(app, |_, draft| {
        let filled = cells
            .iter()
            .map(|cell| (cell.clone(), draft.line.text.clone()));
        Ok(Some(Edit::EnterMany {
            label: texts::in_chinese(|| texts::BLOCK_FILLED.with(cells.len())),
            cells: filled.collect(),
            origin: Origin::Typed,
        }))
    })
}

/// What a draft becomes: a step, nothing where it says what stands there already, or a sentence that refuses it.
type Step = Result<Option<Edit>, String>;

fn settle_as(app: &mut App, step: impl FnOnce(&OpenReport, &Draft) -> Step) -> bool {
    let Some(open_report) = app.reports.front_mut() else {
        return true;
    };
    let Some(draft) = open_report.view.tables.draft.take() else {
        return true;
    };
    let is_done = match step(open_report, &draft) {
        Ok(None) => return true,
        Ok(Some(step)) => steps::apply(app, step),
        Err(refusal) => {
            app.tell_error(refusal);
            false
        }
    };
    if let (false, Some(open_report)) = (is_done, app.reports.front_mut()) {
        open_report.view.tables.draft = Some(draft);
    }
    is_done
}

/// The step that a draft is.
fn step_of(open_report: &OpenReport, draft: &Draft) -> Step {
    let session = &open_report.session;
    let row = open_report.view.walk().and_then(|walk| draft.row(walk));
    if let Some(row) = row {
        return row_step(row);
    }
    let text = draft.line.text.clone();
    Ok(match &draft.target {
        DraftTarget::Cell(cell) => says_something(session, cell, draft).then(|| Edit::Enter {
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
    })
}

/// A row typed in one line is one step, or none of it is.
fn row_step(row: TypedRow) -> Step {
    if !row.fits() {
        return Err(texts::ROW_TOO_LONG.with_both(row.sizes.0, row.sizes.1));
    }
    Ok(Some(Edit::EnterMany {
        label: texts::in_chinese(|| texts::ROW_ENTERED.with(row.cells.len())),
        cells: row.cells,
        origin: Origin::Typed,
    }))
}

/// Whether the draft changes the cell: whoever types once more what is in doubt stands for it, and who begins anew and types
/// nothing says nothing.
fn says_something(session: &Session, cell: &CellKey, draft: &Draft) -> bool {
    if draft.typing == Typing::Over && draft.line.text.is_empty() {
        return false;
    }
    let is_other = draft.line.text.trim() != shown_text(session, cell);
    let is_open = state::cell_state(session, cell).open().is_some();
    is_other || session.value(cell).is_unread() || (is_open && draft.typing == Typing::Over)
}
