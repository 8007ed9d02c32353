//! Typing into a cell.

use egui::{Id, Rect, Ui, Vec2};

use crate::app::commands::Command;
use crate::app::style;
use crate::app::table_keys;
use crate::app::table_panel::keyboard_id;
use crate::app::texts;
use crate::app::view::{Draft, DraftTarget, View};
use crate::app::wording::cell_text;
use crate::form::CellKey;
use crate::review::edit::Edit;
use crate::review::session::Session;
use crate::review::status::CellState;
use crate::review::verdict::Origin;

/// The editor of the cell being typed into.
pub(crate) fn editor_id() -> Id {
    Id::unique("gouji cell editor")
}

/// Tab ends an edit and walks on in the tables; it must not walk to another widget.
const EDITOR_KEYS: egui::EventFilter = egui::EventFilter {
    tab: true,
    horizontal_arrows: true,
    vertical_arrows: true,
    escape: false,
};

/// Begins to type into a cell: over its text, or with `typed` in its place.
pub(crate) fn start_editing(
    session: &Session,
    view: &mut View,
    cell: CellKey,
    typed: Option<String>,
) {
    let is_unread = view
        .picture(session)
        .looks
        .get(&cell)
        .is_none_or(|look| look.state == CellState::Unread);
    let text = typed.unwrap_or_else(|| {
        if is_unread {
            String::new()
        } else {
            cell_text(session, &cell)
        }
    });
    view.select(cell.clone());
    view.draft = Some(Draft {
        target: DraftTarget::Cell(cell),
        text,
        is_new: true,
    });
}

pub(crate) fn editor_ui(
    ui: &mut Ui,
    rect: Rect,
    cell: &CellKey,
    session: &Session,
    view: &mut View,
    out: &mut Vec<Command>,
) {
    let palette = style::palette(ui);
    let Some(draft) = &mut view.draft else { return };
    let edit = egui::TextEdit::singleline(&mut draft.text)
        .id(editor_id())
        .font(style::table_font())
        .align(egui::Align2::CENTER_CENTER)
        .event_filter(EDITOR_KEYS)
        .frame(
            egui::Frame::new()
                .fill(palette.paper)
                .stroke(egui::Stroke::new(2.0, palette.accent))
                .inner_margin(egui::Margin::symmetric(3, 2)),
        );
    let wide = Rect::from_center_size(
        rect.center(),
        Vec2::new(rect.width().max(56.0), rect.height()),
    );
    let response = ui.place(wide, edit);
    let response = response.accessible_name(texts::CELL_EDITOR.show());
    if draft.is_new {
        draft.is_new = false;
        response.request_focus();
        put_cursor_at_end(ui, draft.text.chars().count());
        return;
    }
    let tabbed = ui.input(|input| input.key_pressed(egui::Key::Tab));
    if response.lost_focus() || tabbed {
        let escaped = ui.input(|input| input.key_pressed(egui::Key::Escape));
        let way = table_keys::way_after_commit(ui);
        let text = std::mem::take(&mut draft.text);
        view.draft = None;
        if !escaped {
            // Before the step: if that is refused, its cell is selected again.
            if let Some(next) =
                way.and_then(|step| view.picture(session).walk.go(cell, step).cloned())
            {
                out.push(Command::Select(next));
            }
            commit(cell, text, session, out);
        }
        if escaped || way.is_some() {
            ui.memory_mut(|memory| memory.request_focus(keyboard_id()));
        }
    }
}

/// Egui keeps an undo history and a cursor per editor; both belong to the cell edited before.
fn put_cursor_at_end(ui: &Ui, n_chars: usize) {
    let mut state = egui::TextEdit::load_state(ui.ctx(), editor_id()).unwrap_or_default();
    state.clear_undoer();
    let end = egui::text::CCursor::new(egui::text::CharIndex(n_chars));
    state
        .cursor
        .set_char_range(Some(egui::text::CCursorRange::one(end)));
    state.store(ui.ctx(), editor_id());
}

/// A draft becomes a step unless it says what the cell holds already.
fn commit(cell: &CellKey, text: String, session: &Session, out: &mut Vec<Command>) {
    if text.trim() == cell_text(session, cell) && !session.value(cell).is_unread() {
        return;
    }
    out.push(Command::Edit(Edit::Enter {
        cell: cell.clone(),
        text,
        origin: Origin::Typed,
        spans: Vec::new(),
    }));
}
