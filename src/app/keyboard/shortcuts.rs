//! Which command a key is.

use egui::{Key, Modifiers};

use crate::app::commands::{ACTIONS, Action};

/// The command that `key` is with these `modifiers`.
pub(super) fn action_of(key: Key, modifiers: Modifiers) -> Option<Action> {
    // Plus needs Shift on many keyboards.
    let shift = modifiers.shift && key != Key::Plus;
    let pressed = Modifiers { shift, ..modifiers };
    let is_pressed = |shortcut: &egui::KeyboardShortcut| {
        shortcut.logical_key == key && pressed.matches_exact(shortcut.modifiers)
    };
    ACTIONS
        .iter()
        // Copy and paste come from the desktop as events of their own.
        .filter(|spec| !matches!(spec.action, Action::Copy | Action::Paste))
        .find(|spec| spec.keys.iter().any(is_pressed))
        .map(|spec| spec.action)
}

/// Whether the key types into a line, moves its caret or takes characters away.
pub(super) fn is_text_key(key: Key, modifiers: Modifiers) -> bool {
    match key {
        Key::Space | Key::A if modifiers.alt => false,
        Key::Space => !modifiers.command,
        Key::A => modifiers.command,
        Key::Backspace | Key::Delete | Key::ArrowLeft | Key::ArrowRight | Key::Home | Key::End => {
            !modifiers.alt
        }
        _ => false,
    }
}

/// Whether the key types, or works on what was typed, where a text is being typed.
pub(super) fn belongs_to_text(key: Key, modifiers: Modifiers) -> bool {
    let plain = modifiers == Modifiers::NONE
        && matches!(key, Key::Space | Key::Delete | Key::Backspace | Key::Escape);
    let shifted = modifiers == Modifiers::SHIFT && key == Key::Space;
    let editing =
        modifiers.command && matches!(key, Key::A | Key::Z | Key::Y | Key::Delete | Key::Backspace);
    // Alt with a digit may type a character.
    plain || shifted || editing || modifiers.alt
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plus_is_found_with_and_without_shift() {
        let zoom = Modifiers::COMMAND | Modifiers::SHIFT;
        assert_eq!(action_of(Key::Plus, zoom), Some(Action::ZoomIn));
        assert_eq!(
            action_of(Key::Plus, Modifiers::COMMAND),
            Some(Action::ZoomIn)
        );
        assert_eq!(action_of(Key::Plus, Modifiers::NONE), None);
    }
}
