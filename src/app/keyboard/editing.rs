//! Typing into a cell or a header field: how a draft begins, and what keys do while it is open.

use egui::{Context, Event, ImeEvent, Key, Modifiers};

use crate::app::commands::Command;
use crate::app::keyboard::{shortcuts, walking};
use crate::app::reports::view::View;
use crate::app::run::{self, draft};
use crate::app::tables::draft::{Draft, DraftTarget, Typing};
use crate::app::tables::line_edit::LineEdit;
use crate::app::tables::walk::Step;
use crate::app::wording::shown_text;
use crate::app::{App, texts};
use crate::form::CellKey;
use crate::review::session::Session;
use crate::review::state::CellState;

/// Begins to type over what is selected: `text` takes the place of what stands there.
pub(crate) fn begin_draft(app: &mut App, text: &str) -> bool {
    begin(app, |_, _, _| LineEdit::new(text.to_owned()), Typing::Over)
}

/// Begins to edit what stands in the selected cell or header field.
pub(crate) fn begin_editing(app: &mut App) -> bool {
    begin(app, printed_line, Typing::Within)
}

/// Begins a draft of what is selected. `false` if nothing is, or the report can only be looked at, which is said.
fn begin(
    app: &mut App,
    line: impl FnOnce(&Session, &mut View, &DraftTarget) -> LineEdit,
    typing: Typing,
) -> bool {
    let Some(open_report) = app.reports.front_mut() else {
        return false;
    };
    let Some(target) = open_report.view.selection.target() else {
        app.message = Some(texts::NO_CELL.show().to_owned());
        return false;
    };
    if open_report.is_read_only {
        open_report.tell_once(texts::READ_ONLY_REFUSED.show());
        return false;
    }
    let line = line(&open_report.session, &mut open_report.view, &target);
    open_report.view.tables.scroll_to_cell = true;
    open_report.view.tables.draft = Some(Draft {
        target,
        line,
        typing,
    });
    true
}

/// What stands there, to be edited. What could not be read is nothing to edit.
fn printed_line(session: &Session, view: &mut View, target: &DraftTarget) -> LineEdit {
    let text = match target {
        DraftTarget::Header(field) => session.header(*field).unwrap_or_default().to_owned(),
        DraftTarget::Cell(cell) => {
            let look = view.drawn(session).looks.get(cell);
            let is_unread = look.is_none_or(|look| look.state == CellState::Unread);
            if is_unread {
                String::new()
            } else {
                shown_text(session, cell)
            }
        }
    };
    LineEdit::new(text)
}

/// Obeys an event while a draft is open. `false` if it is not about the draft.
pub(super) fn obey(app: &mut App, ctx: &Context, event: &Event) -> bool {
    let Some(draft) = app
        .reports
        .front_mut()
        .and_then(|open_report| open_report.view.tables.draft.as_mut())
    else {
        return false;
    };
    let line = &mut draft.line;
    match event {
        Event::Text(text) => line.insert(text),
        Event::Ime(event) => return compose(app, event),
        Event::Copy => ctx.copy_text(line.selected().to_owned()),
        Event::Cut => {
            ctx.copy_text(line.selected().to_owned());
            line.insert("");
        }
        Event::Paste(text) => {
            let text = text.trim();
            if text.contains(['\t', '\n']) {
                app.message = Some(texts::PASTE_ONE_VALUE.show().to_owned());
            } else {
                line.insert(text);
            }
        }
        Event::Key {
            key,
            pressed: true,
            modifiers,
            ..
        } => return press(app, ctx, *key, *modifiers),
        _ => return false,
    }
    true
}

/// Characters of a method of input: shown while they are composed, kept when they are committed.
fn compose(app: &mut App, event: &ImeEvent) -> bool {
    let Some(view) = app
        .reports
        .front_mut()
        .map(|open_report| &mut open_report.view)
    else {
        return false;
    };
    let Some(draft) = &mut view.tables.draft else {
        return false;
    };
    match event {
        ImeEvent::Preedit { text, .. } => draft.line.compose(text),
        ImeEvent::Commit(text) if text == "\n" || text == "\r" => {}
        // An empty one ends a composition, and says nothing where there is none.
        ImeEvent::Commit(text) if text.is_empty() => draft.line.compose(""),
        ImeEvent::Commit(text) => draft.line.insert(text),
        _ => {}
    }
    let ImeEvent::Preedit { .. } = event else {
        return true;
    };
    if draft.typing == Typing::Over && draft.line.text.is_empty() {
        // Begun by a composition that was given up: the cell is as it was.
        view.tables.draft = None;
    }
    true
}

/// Where a key that ends a draft leads: as over the tables, but for keys that move the caret.
fn way(key: Key, modifiers: Modifiers, typing: Typing) -> Option<Step> {
    let (step, _) = walking::step_of(key, modifiers).filter(|_| !modifiers.command)?;
    match step {
        Step::RowStart | Step::RowEnd => None,
        // Where a value is typed anew, the arrows go on; where one is edited, they move its caret.
        Step::Left | Step::Right if typing == Typing::Within => None,
        step => Some(step),
    }
}

/// The last cell of a row that is being typed in one line.
fn last_of_row(view: &View) -> Option<CellKey> {
    let draft = view.tables.draft.as_ref()?;
    Some(draft.row(view.walk()?)?.last)
}

fn press(app: &mut App, ctx: &Context, key: Key, modifiers: Modifiers) -> bool {
    let Some(view) = app
        .reports
        .front_mut()
        .map(|open_report| &mut open_report.view)
    else {
        return false;
    };
    let n_cells = view.cells().len();
    let Some(draft) = &mut view.tables.draft else {
        return false;
    };
    if let Some(step) = way(key, modifiers, draft.typing) {
        let is_verified = view.is_verifying();
        let last = last_of_row(view).filter(|_| matches!(step, Step::Next | Step::Right));
        if draft::settle(app) {
            if let (Some(last), Some(open_report)) = (last, app.reports.front_mut()) {
                open_report.view.select(last);
            }
            if is_verified && step == Step::NextLine {
                run::run(app, ctx, Command::VerifyNext);
            } else {
                walking::walk(app, step);
            }
        }
        return true;
    }
    match key {
        Key::Escape => view.tables.draft = None,
        Key::F2 if modifiers.is_none() => draft.typing = Typing::Within,
        Key::Enter if modifiers.command && n_cells > 1 => {
            draft::settle_in_block(app);
        }
        _ if shortcuts::is_text_key(key, modifiers) => draft.line.press(key, modifiers),
        _ => return false,
    }
    true
}
