//! Finding in the source.

use egui::{Id, Key, Ui};

use crate::app::{style, texts};
use crate::source::Span;

/// What is looked for, and where it stands.
#[derive(Default)]
pub(crate) struct Find {
    /// Whether the bar is shown.
    pub open: bool,
    /// Whether the field has to take the focus.
    pub take_focus: bool,
    query: String,
    searched: String,
    matches: Vec<Span>,
    current: Option<usize>,
    scroll: bool,
}

impl Find {
    /// Shows the bar and takes the keyboard.
    pub(crate) fn show(&mut self) {
        self.open = true;
        self.take_focus = true;
    }

    /// Goes to the next match, or back, around the end.
    pub(crate) fn go(&mut self, forward: bool) {
        let n = self.matches.len();
        if n == 0 {
            return;
        }
        let next = match self.current {
            None => 0,
            Some(at) if forward => (at + 1) % n,
            Some(at) => (at + n - 1) % n,
        };
        self.current = Some(next);
        self.scroll = true;
    }

    /// All matches and the one gone to; none while the bar is closed.
    pub(crate) fn matches(&self) -> (&[Span], Option<usize>) {
        if self.open {
            (&self.matches, self.current)
        } else {
            (&[], None)
        }
    }

    /// The match gone to.
    pub(crate) fn current(&self) -> Option<Span> {
        let (matches, current) = self.matches();
        matches.get(current?).copied()
    }

    /// The match to scroll to, once.
    pub(crate) fn take_scroll(&mut self) -> Option<Span> {
        let scroll = std::mem::take(&mut self.scroll);
        self.current
            .filter(|_| scroll)
            .and_then(|at| self.matches.get(at).copied())
    }

    fn search(&mut self, text: &str) {
        if self.searched == self.query {
            return;
        }
        self.searched.clone_from(&self.query);
        self.matches = matches(text, &self.query);
        self.current = None;
        self.go(true);
    }
}

fn matches(text: &str, query: &str) -> Vec<Span> {
    if query.is_empty() {
        return Vec::new();
    }
    text.match_indices(query)
        .map(|(at, found)| Span::new(at, at + found.len()))
        .collect()
}

/// Draws the bar.
pub(crate) fn ui(ui: &mut Ui, text: &str, find: &mut Find) {
    ui.horizontal_wrapped(|ui| {
        let edit = egui::TextEdit::singleline(&mut find.query)
            .id(Id::unique("gouji find"))
            .hint_text(texts::FIND_HINT.show())
            .desired_width(180.0_f32.min(ui.available_width() * 0.6));
        let response = ui.add(edit).accessible_name(texts::FIND_HINT.show());
        if std::mem::take(&mut find.take_focus) {
            response.request_focus();
        }
        find.search(text);
        if response.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter)) {
            find.go(!ui.input(|input| input.modifiers.shift));
            response.request_focus();
        }
        if response.lost_focus() && ui.input(|input| input.key_pressed(Key::Escape)) {
            find.open = false;
        }
        count_ui(ui, find);
        if ui
            .button("↑")
            .on_hover_text(texts::FIND_PREVIOUS.show())
            .clicked()
        {
            find.go(false);
        }
        if ui
            .button("↓")
            .on_hover_text(texts::FIND_NEXT.show())
            .clicked()
        {
            find.go(true);
        }
    });
}

fn count_ui(ui: &mut Ui, find: &Find) {
    let palette = style::palette(ui);
    if find.query.is_empty() {
        return;
    }
    let (text, color) = match find.current {
        Some(at) => (format!("{} / {}", at + 1, find.matches.len()), palette.weak),
        None => (texts::FIND_NONE.show().to_owned(), palette.bad),
    };
    ui.label(
        egui::RichText::new(text)
            .color(color)
            .size(style::SMALL_SIZE),
    );
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_matches(text: &str, query: &str, expected: &[(usize, usize)]) {
        let expected: Vec<Span> = expected
            .iter()
            .map(|(from, to)| Span::new(*from, *to))
            .collect();
        assert_eq!(matches(text, query), expected, "{query}");
    }

    #[test]
    fn finds_every_match_in_bytes() {
        check_matches("自然人 28 自然人", "自然人", &[(0, 9), (13, 22)]);
        check_matches("28", "", &[]);
        check_matches("28", "3", &[]);
    }

    #[test]
    fn goes_around_the_end() {
        let mut find = Find {
            query: "a".to_owned(),
            ..Find::default()
        };
        find.search("a b a");
        assert_eq!(find.current, Some(0));
        find.go(true);
        find.go(true);
        assert_eq!(find.current, Some(0));
        find.go(false);
        assert_eq!(find.take_scroll(), Some(Span::new(4, 5)));
        assert_eq!(find.take_scroll(), None);
    }
}
