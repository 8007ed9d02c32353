//! The keyboard in the tables: walking, selecting, typing, copying and pasting.

use egui::{Event, EventFilter, Key, Modifiers, Role, Ui, WidgetInfo};

use crate::app::cell_editor::start_editing;
use crate::app::commands::Command;
use crate::app::source_panel;
use crate::app::table_panel::keyboard_id;
use crate::app::texts;
use crate::app::view::View;
use crate::app::widgets::walk::Step;
use crate::form::CellKey;
use crate::review::edit::Edit;
use crate::review::session::Session;
use crate::review::verdict::Origin;

/// Takes the keyboard when nobody else has it, and turns keys into steps.
pub(crate) fn handle(ui: &mut Ui, session: &Session, view: &mut View, out: &mut Vec<Command>) {
    let id = keyboard_id();
    let area = ui.available_rect_before_wrap();
    let response = ui.interact(area, id, egui::Sense::focusable_noninteractive());
    let name = view
        .head
        .as_ref()
        .and_then(|cell| view_name(view, session, cell))
        .unwrap_or_else(|| texts::NO_CELL.show().to_owned());
    response.widget_info(|| {
        WidgetInfo::labeled(
            Role::Table,
            true,
            format!("{}：{name}", texts::KEYS_TABLE.show()),
        )
    });
    let is_free =
        ui.memory(|memory| memory.focused().is_none() && memory.top_modal_layer().is_none());
    if is_free && view.draft.is_none() {
        response.request_focus();
    }
    let in_tables = response.has_focus();
    let in_source = ui.memory(|memory| memory.has_focus(source_panel::text_id()));
    if view.draft.is_some() || !(in_tables || in_source) {
        return;
    }
    if in_tables {
        let filter = EventFilter {
            tab: true,
            horizontal_arrows: true,
            vertical_arrows: true,
            // Escape gives things up, never the keyboard: what is typed next belongs to the selected cell.
            escape: true,
        };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(id, filter));
    }
    if view.fill.is_some() && in_tables {
        let taken = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
        if taken(Key::Enter) {
            out.push(Command::AcceptFill);
        } else if taken(Key::Escape) {
            out.push(Command::DropFill);
        }
    }
    let events = ui.input(|input| input.events.clone());
    for event in events {
        if in_tables {
            table_event(ui, session, view, &event, out);
        }
        typing_event(session, view, &event);
    }
}

fn view_name(view: &View, _session: &Session, cell: &CellKey) -> Option<String> {
    view.known_name(cell)
}

/// Keys that belong to the tables alone.
fn table_event(ui: &Ui, session: &Session, view: &mut View, event: &Event, out: &mut Vec<Command>) {
    match event {
        Event::Key {
            key,
            pressed: true,
            modifiers,
            ..
        } => {
            if let Some(step) = step_of(*key, *modifiers) {
                walk(
                    session,
                    view,
                    step,
                    modifiers.shift && *key != Key::Tab && *key != Key::Enter,
                    out,
                );
            }
        }
        Event::Copy => {
            let text = block_text(session, view);
            ui.copy_text(text);
        }
        Event::Cut => {
            let text = block_text(session, view);
            ui.copy_text(text);
            out.push(Command::Act(crate::app::commands::Action::Blank));
        }
        Event::Paste(text) => paste(session, view, text, out),
        _ => {}
    }
}

/// Keys that begin to type into the selected cell, also while the source has the keyboard.
fn typing_event(session: &Session, view: &mut View, event: &Event) {
    let Some(cell) = view.head.clone() else {
        return;
    };
    if view.field.is_some() {
        return;
    }
    match event {
        Event::Key {
            key: Key::F2,
            pressed: true,
            ..
        } => start_editing(session, view, cell, None),
        Event::Text(text) if !text.trim().is_empty() => {
            // Several characters of one frame belong to one draft.
            if let Some(draft) = &mut view.draft {
                draft.text.push_str(text);
            } else {
                start_editing(session, view, cell, Some(text.clone()));
            }
        }
        _ => {}
    }
}

fn step_of(key: Key, modifiers: Modifiers) -> Option<Step> {
    let far = modifiers.command;
    Some(match key {
        Key::ArrowUp => Step::Up,
        Key::ArrowDown => Step::Down,
        Key::ArrowLeft if far => Step::RowStart,
        Key::ArrowRight if far => Step::RowEnd,
        Key::ArrowLeft => Step::Left,
        Key::ArrowRight => Step::Right,
        Key::Home if far => Step::First,
        Key::End if far => Step::Last,
        Key::Home => Step::RowStart,
        Key::End => Step::RowEnd,
        Key::Tab if modifiers.shift && !far => Step::Previous,
        Key::Tab if !far => Step::Next,
        Key::Enter if modifiers.shift && !far => Step::Up,
        Key::Enter if !far => Step::Down,
        _ => return None,
    })
}

fn walk(session: &Session, view: &mut View, step: Step, extend: bool, out: &mut Vec<Command>) {
    let head = view.head.clone();
    let left = view.left.take().filter(|_| head.is_none());
    let walk = &view.picture(session).walk;
    let Some(head) = head.filter(|cell| walk.has(cell)) else {
        let left = left.filter(|cell| walk.has(cell));
        out.extend(left.or(walk.first().cloned()).map(Command::Select));
        return;
    };
    let Some(next) = walk.go(&head, step).cloned() else {
        return;
    };
    if extend {
        if next.table == head.table {
            view.extend(next);
        }
    } else {
        // Applied at once, so that two keys of one frame are two steps.
        view.finding_kept_or_dropped(session, &next);
        view.select(next);
    }
}

/// Where the key that ended an edit leads.
pub(crate) fn way_after_commit(ui: &Ui) -> Option<Step> {
    ui.input(|input| {
        let shift = input.modifiers.shift;
        if input.key_pressed(Key::Enter) {
            Some(if shift { Step::Up } else { Step::Down })
        } else if input.key_pressed(Key::Tab) {
            Some(if shift { Step::Previous } else { Step::Next })
        } else {
            None
        }
    })
}

/// The selected block as lines of cells separated by tabs.
pub(crate) fn block_text(session: &Session, view: &View) -> String {
    let line = |row: &Vec<CellKey>| {
        row.iter()
            .map(|cell| crate::app::wording::cell_text(session, cell))
            .collect::<Vec<_>>()
            .join("\t")
    };
    view.block().iter().map(line).collect::<Vec<_>>().join("\n")
}

/// Pastes lines of cells as one step; one value into a selected block fills the block.
pub(crate) fn paste(session: &Session, view: &mut View, text: &str, out: &mut Vec<Command>) {
    let lines: Vec<Vec<String>> = text
        .trim_end_matches(['\r', '\n'])
        .lines()
        .map(|line| {
            line.split('\t')
                .map(|cell| cell.trim().to_owned())
                .collect()
        })
        .collect();
    let selected = view.cells();
    let Some(start) = selected.first() else {
        return;
    };
    let single = match lines.as_slice() {
        [line] => match line.as_slice() {
            [only] => Some(only.clone()),
            _ => None,
        },
        _ => None,
    };
    let cells: Option<Vec<(CellKey, String)>> = match single {
        Some(value) => Some(
            selected
                .iter()
                .map(|cell| (cell.clone(), value.clone()))
                .collect(),
        ),
        None => view.picture(session).walk.paste(start, &lines),
    };
    match cells {
        Some(cells) => out.push(Command::Edit(Edit::EnterMany {
            label: texts::PASTED.with(cells.len()),
            cells,
            origin: Origin::Pasted,
        })),
        None => out.push(Command::Say(texts::NO_SUCH_CELLS.show().to_owned())),
    }
}
