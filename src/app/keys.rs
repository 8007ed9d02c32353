//! Keys become actions.

use egui::{Context, Event, Key, KeyboardShortcut, Modifiers};

use crate::app::commands::{ACTIONS, Action, Command};
use crate::app::source_panel;
use crate::app::table_panel;

/// Takes the keys of commands out of this frame's input. Where a text is being typed, keys that type stay with it.
pub(crate) fn take(ctx: &Context, has_report: bool, has_messages: bool, out: &mut Vec<Command>) {
    let typing = is_typing(ctx);
    for spec in ACTIONS {
        // Copy, cut and paste come from the desktop as events of their own.
        if matches!(spec.action, Action::Copy | Action::Paste) || (spec.needs_report && !has_report)
        {
            continue;
        }
        // Escape closes menus and gives up edits as well; without a message it is left to them.
        if spec.action == Action::Dismiss && !has_messages {
            continue;
        }
        for shortcut in spec.keys {
            let left_to_text = typing && belongs_to_text(*shortcut);
            if !left_to_text && consume(ctx, *shortcut) {
                out.push(Command::Act(spec.action));
            }
        }
    }
}

/// Whether a widget other than tables and source has the keyboard.
fn is_typing(ctx: &Context) -> bool {
    let focused = ctx.memory(egui::Memory::focused);
    let own = [table_panel::keyboard_id(), source_panel::text_id()];
    focused.is_some_and(|id| !own.contains(&id))
}

/// Plain keys, and the undo keys of a text field. Function keys act everywhere.
fn belongs_to_text(shortcut: KeyboardShortcut) -> bool {
    let plain = shortcut.modifiers == Modifiers::NONE
        && matches!(
            shortcut.logical_key,
            Key::Space | Key::Delete | Key::Backspace | Key::Escape
        );
    let editing =
        shortcut.modifiers.command && matches!(shortcut.logical_key, Key::Z | Key::Y | Key::Delete);
    // Alt with a digit may type a character.
    plain || editing || shortcut.modifiers.alt
}

fn consume(ctx: &Context, shortcut: KeyboardShortcut) -> bool {
    ctx.input_mut(|input| {
        let hit = |event: &Event| match event {
            Event::Key {
                key,
                modifiers,
                pressed: true,
                ..
            } => {
                // Plus needs Shift on many keyboards.
                let pressed = if *key == Key::Plus {
                    Modifiers {
                        shift: false,
                        ..*modifiers
                    }
                } else {
                    *modifiers
                };
                *key == shortcut.logical_key && pressed.matches_exact(shortcut.modifiers)
            }
            _ => false,
        };
        let n_before = input.events.len();
        input.events.retain(|event| !hit(event));
        let consumed = input.events.len() < n_before;
        if consumed && shortcut.modifiers.alt {
            // The desktop sends the digit as text as well, and the tables would begin to type it into a cell.
            input
                .events
                .retain(|event| !matches!(event, Event::Text(_)));
        }
        consumed
    })
}
