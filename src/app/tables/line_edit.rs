//! A line of text being typed into a cell or a header field: its characters, its caret, and what a method of input has
//! not committed yet.

use std::ops::Range;

use egui::text::{CCursor, CCursorRange, CharIndex};
use egui::text_selection::text_cursor_state::{ccursor_next_word, ccursor_previous_word};
use egui::{Key, Modifiers, TextBuffer};

/// A line being typed.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct LineEdit {
    /// The characters so far, those of an unfinished composition included.
    pub text: String,
    /// The caret, and the characters it selects.
    pub cursor: CCursorRange,
    /// Characters that a method of input composes, as a range of characters.
    composed: Option<Range<usize>>,
}

impl LineEdit {
    /// A line that holds `text`, with the caret behind it.
    pub(crate) fn new(text: String) -> Self {
        let end = CCursor::new(CharIndex(text.chars().count()));
        Self {
            text,
            cursor: CCursorRange::one(end),
            composed: None,
        }
    }

    /// Whether a composition is under way.
    pub(crate) fn is_composing(&self) -> bool {
        self.composed.is_some()
    }

    /// The composed characters, from 0.
    pub(crate) fn composed(&self) -> Option<Range<usize>> {
        self.composed.clone()
    }

    /// Puts `text` in the place of what is selected.
    pub(crate) fn insert(&mut self, text: &str) {
        self.drop_composition();
        self.put(text);
    }

    /// Shows `text` as what is being composed; an empty one ends the composition without a result.
    pub(crate) fn compose(&mut self, text: &str) {
        self.drop_composition();
        if text.is_empty() {
            return;
        }
        let start = self.text.delete_selected(&self.cursor).index.0;
        self.cursor = CCursorRange::one(CCursor::new(CharIndex(start)));
        self.put(text);
        self.composed = Some(start..self.cursor.primary.index.0);
    }

    /// The selected characters.
    pub(crate) fn selected(&self) -> &str {
        self.cursor.slice_str(&self.text)
    }

    /// Selects everything.
    pub(crate) fn select_all(&mut self) {
        self.cursor = CCursorRange::select_all_str(&self.text);
    }

    /// Takes a key that moves the caret or takes characters away. Other keys change nothing.
    pub(crate) fn press(&mut self, key: Key, modifiers: Modifiers) {
        let by_word = modifiers.command || modifiers.ctrl || modifiers.alt;
        let caret = self.cursor.primary;
        match key {
            Key::Backspace => self.take_away(|text| {
                if by_word {
                    text.delete_previous_word(caret)
                } else {
                    text.delete_previous_char(caret)
                }
            }),
            Key::Delete => self.take_away(|text| {
                if by_word {
                    text.delete_next_word(caret)
                } else {
                    text.delete_next_char(caret)
                }
            }),
            Key::A if modifiers.command => self.select_all(),
            Key::ArrowLeft if by_word => {
                self.go(ccursor_previous_word(&self.text, caret), modifiers);
            }
            Key::ArrowRight if by_word => self.go(ccursor_next_word(&self.text, caret), modifiers),
            Key::ArrowLeft => self.go(caret - 1, modifiers),
            Key::ArrowRight => self.go(caret + 1, modifiers),
            Key::Home => self.go(CCursor::default(), modifiers),
            Key::End => self.go(caret + self.text.chars().count(), modifiers),
            _ => {}
        }
    }

    fn put(&mut self, text: &str) {
        let one_line: String = text.chars().filter(|char| !char.is_control()).collect();
        let mut caret = self.text.delete_selected(&self.cursor);
        self.text.insert_text_at(&mut caret, &one_line, usize::MAX);
        self.cursor = CCursorRange::one(caret);
    }

    fn take_away(&mut self, one: impl FnOnce(&mut String) -> CCursor) {
        self.drop_composition();
        let caret = if self.cursor.is_empty() {
            one(&mut self.text)
        } else {
            self.text.delete_selected(&self.cursor)
        };
        self.cursor = CCursorRange::one(caret);
    }

    fn go(&mut self, to: CCursor, modifiers: Modifiers) {
        let last = self.text.chars().count();
        let to = CCursor::new(CharIndex(to.index.0.min(last)));
        self.cursor.primary = to;
        if !modifiers.shift {
            self.cursor = CCursorRange::one(to);
        }
    }

    fn drop_composition(&mut self) {
        if let Some(range) = self.composed.take() {
            let chars = CharIndex(range.start)..CharIndex(range.end);
            self.text.delete_char_range(chars);
            self.cursor = CCursorRange::one(CCursor::new(CharIndex(range.start)));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Keys as letters: `<` Backspace, `>` Delete, `l` and `r` arrows, `h` Home, `e` End, `L` Shift+left, `a` Ctrl+A;
    /// digits type.
    fn press(line: &mut LineEdit, keys: &str) {
        for key in keys.chars() {
            let (key, modifiers) = match key {
                '<' => (Key::Backspace, Modifiers::NONE),
                '>' => (Key::Delete, Modifiers::NONE),
                'l' => (Key::ArrowLeft, Modifiers::NONE),
                'r' => (Key::ArrowRight, Modifiers::NONE),
                'L' => (Key::ArrowLeft, Modifiers::SHIFT),
                'h' => (Key::Home, Modifiers::NONE),
                'e' => (Key::End, Modifiers::NONE),
                'a' => (Key::A, Modifiers::COMMAND),
                typed => {
                    line.insert(&typed.to_string());
                    continue;
                }
            };
            line.press(key, modifiers);
        }
    }

    #[track_caller]
    fn check(start: &str, keys: &str, expected: &str) {
        let mut line = LineEdit::new(start.to_owned());
        press(&mut line, keys);
        assert_eq!(line.text, expected, "{start} {keys}");
    }

    #[test]
    fn a_line_is_edited_at_its_caret() {
        check("", "12", "12");
        check("12", "<3", "13");
        check("12", "h0", "012");
        check("12", "l0", "102");
        check("12", "h>", "2");
        check("12", "lll0", "012");
        check("12", "LL7", "7");
        check("12", "L7", "17");
        check("12", "a5", "5");
        check("12", "a<", "");
        check("表三", "l一e四", "表一三四");
        check("1", "hrrr2", "12");
    }

    #[test]
    fn a_composition_is_shown_replaced_and_committed_or_given_up() {
        let mut line = LineEdit::new("1".to_owned());
        line.compose("ling");
        assert_eq!(line.text, "1ling");
        assert!(line.is_composing());
        line.compose("lin");
        assert_eq!(line.text, "1lin");
        line.insert("〇");
        assert_eq!(line.text, "1〇");
        assert!(!line.is_composing());
        line.compose("er");
        line.compose("");
        assert_eq!(line.text, "1〇");
    }
}
