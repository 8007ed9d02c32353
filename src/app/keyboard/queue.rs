//! Events of the keyboard, waiting in order until those before them were obeyed.

use std::collections::VecDeque;

use egui::{Context, Event, Key, Plugin, RawInput};

use crate::app::commands::Menu;
use crate::app::keyboard::focus::Owner;
use crate::app::keyboard::shortcuts;

/// How long a hand rests at least before a key of it can be the answer to a question that came up unasked, in seconds:
/// a person needs about as long to see one.
const LOOK_UP: f64 = 0.4;

/// The waiting events, and who had the keyboard at the end of the last frame.
#[derive(Default)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each tells of another moment of the hand"
)]
pub(crate) struct KeyQueue {
    waiting: VecDeque<Event>,
    /// What was typed ahead, before a question that interrupts the hand could be seen; carried out once it is answered.
    ahead: VecDeque<Event>,
    /// Whether the hand types ahead: it has not rested since the question came up.
    is_ahead: bool,
    /// When the hand last did something, in the time of egui, in seconds.
    worked_at: f64,
    /// Whether it did something in the frame before.
    has_worked: bool,
    /// Whether a widget has been given events in this frame; those behind them wait until it has been drawn.
    has_released: bool,
    /// Who the next event is for.
    pub owner: Owner,
    /// Whether the key pressed last was a command: the character it types as well is none.
    pub was_command: bool,
    /// How many events of a hand at work were obeyed or handed on.
    n_done: u64,
}

/// What hands have done, as far as it can be counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Hand {
    /// How many keys, characters and clicks were obeyed or handed on.
    pub n_done: u64,
    /// Whether more of them wait.
    pub is_waiting: bool,
}

/// What hands have done so far in the window of `ctx`.
pub(crate) fn hand(ctx: &Context) -> Hand {
    let queue = ctx.plugin_or_default::<KeyQueue>();
    let queue = queue.lock();
    Hand {
        n_done: queue.n_done,
        is_waiting: queue.waiting.iter().any(is_work),
    }
}

impl Plugin for KeyQueue {
    fn debug_name(&self) -> &'static str {
        "keys in order"
    }

    fn input_hook(&mut self, ctx: &Context, input: &mut RawInput) {
        let events = std::mem::take(&mut input.events);
        let predicted = ctx.input(|last| last.time) + f64::from(input.predicted_dt);
        self.notice_rest(&events, input.time.unwrap_or(predicted));
        for event in events {
            if !is_ordered(&event) {
                input.events.push(event);
            } else if self.is_ahead {
                self.ahead.push_back(event);
            } else {
                self.waiting.push_back(event);
            }
        }
        let n_passed = input.events.len();
        self.release(&mut input.events);
        self.has_released = input.events.len() > n_passed;
    }
}

impl KeyQueue {
    /// A question interrupts the hand: what waits, and what comes before it rests, is not the answer to it.
    pub(crate) fn interrupt(&mut self) {
        if std::mem::take(&mut self.was_command) {
            // The character of the command that asks.
            self.waiting.pop_front_if(|event| is_text(event));
        }
        self.is_ahead = true;
        self.ahead.append(&mut self.waiting);
    }

    /// The question is answered: what was typed ahead comes next.
    pub(crate) fn go_on(&mut self) {
        self.is_ahead = false;
        self.ahead.append(&mut self.waiting);
        std::mem::swap(&mut self.ahead, &mut self.waiting);
    }

    /// The question stays unanswered, and what was typed ahead undone. Gives how many keys that were.
    pub(crate) fn forget_ahead(&mut self) -> usize {
        self.is_ahead = false;
        let ahead = std::mem::take(&mut self.ahead);
        let is_key = |event: &&Event| matches!(event, Event::Key { pressed: true, .. });
        ahead.iter().filter(is_key).count()
    }

    /// A hand that types ahead does so until it rests for [`LOOK_UP`], a frame at least, or clicks.
    fn notice_rest(&mut self, events: &[Event], now: f64) {
        let clicks = |event: &Event| matches!(event, Event::PointerButton { .. });
        let has_worked = events.iter().any(is_ordered_work);
        let has_rested = !self.has_worked && now - self.worked_at >= LOOK_UP;
        if events.iter().any(clicks) || (has_worked && has_rested) {
            self.is_ahead = false;
        }
        self.has_worked = has_worked;
        if has_worked {
            self.worked_at = now;
        }
    }

    /// The next event, whoever is to obey it.
    pub(crate) fn first(&self) -> Option<&Event> {
        self.waiting.front()
    }

    /// The next event, if it is to be obeyed by the window itself while `owner` has the keyboard.
    pub(crate) fn next_own(&mut self, owner: Owner) -> Option<Event> {
        let may_go_on = !self.has_released;
        let next = self
            .waiting
            .pop_front_if(|event| may_go_on && destination(owner, event) == Destination::Window);
        self.n_done += u64::from(next.as_ref().is_some_and(is_work));
        next
    }

    /// Whether events wait for the next frame.
    pub(crate) fn is_waiting(&self) -> bool {
        !self.waiting.is_empty()
    }

    /// Hands the next events to egui as far as they are one stroke: a key with the character it types and its release,
    /// or what the pointer does.
    fn release(&mut self, out: &mut Vec<Event>) {
        let mut stroke = Stroke::default();
        // The character of a key that was a command is none, though the command has opened a question.
        self.was_command = std::mem::take(&mut self.was_command)
            && self.waiting.pop_front_if(|event| is_text(event)).is_none();
        while let Some(event) = self.waiting.front() {
            let is_own = destination(self.owner, event) == Destination::Window;
            if (is_own && !stroke.ends_with(event)) || !stroke.takes(event) {
                return;
            }
            self.n_done += u64::from(is_work(event));
            out.extend(self.waiting.pop_front());
            self.was_command = false;
        }
    }
}

/// What was handed to egui in this frame.
#[derive(Default)]
struct Stroke {
    has_key: bool,
    has_text: bool,
    has_pointer: bool,
}

impl Stroke {
    /// Whether `event` is the release of a key of the stroke.
    fn ends_with(&self, event: &Event) -> bool {
        self.has_key && matches!(event, Event::Key { pressed: false, .. })
    }

    /// Whether `event` belongs to the stroke; it is part of it from then on.
    fn takes(&mut self, event: &Event) -> bool {
        match event {
            Event::PointerButton { .. } => {
                self.has_pointer = true;
                !self.has_key && !self.has_text
            }
            Event::Key { pressed: false, .. } => true,
            _ if self.has_pointer => false,
            Event::Key { .. } => {
                let is_first = !self.has_key && !self.has_text;
                self.has_key = true;
                is_first
            }
            // What a method of input commits, and what is pasted, is a stroke of its own, as is a character without a key.
            _ => !std::mem::replace(&mut self.has_text, true),
        }
    }
}

/// Who is to obey an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Destination {
    /// The window: tables, header fields, commands.
    Window,
    /// The widget that egui gives the keyboard to.
    Widget,
}

fn is_ordered(event: &Event) -> bool {
    matches!(
        event,
        Event::Key { .. }
            | Event::Text(_)
            | Event::Copy
            | Event::Cut
            | Event::Paste(_)
            | Event::Ime(_)
            | Event::PointerButton { .. }
    )
}

fn is_text(event: &Event) -> bool {
    matches!(event, Event::Text(_))
}

fn is_ordered_work(event: &Event) -> bool {
    is_ordered(event) && is_work(event)
}

/// Whether the event does something; letting go of a key or button does not.
fn is_work(event: &Event) -> bool {
    match event {
        Event::Key { pressed, .. } | Event::PointerButton { pressed, .. } => *pressed,
        _ => true,
    }
}

fn destination(owner: Owner, event: &Event) -> Destination {
    let is_of_window = match (owner, event) {
        (_, Event::PointerButton { .. })
        | (Owner::Widget, Event::Key { pressed: false, .. })
        | (Owner::Source, Event::Copy | Event::Cut) => false,
        (Owner::Tables, _) | (Owner::Source, Event::Key { pressed: false, .. }) => true,
        (Owner::Source, Event::Key { key, modifiers, .. }) => {
            let moves = is_caret_key(*key) && !modifiers.alt;
            let marks_all = *key == Key::A && modifiers.command;
            !moves && !marks_all
        }
        (Owner::Source, _) => true,
        (Owner::Widget, Event::Key { key, modifiers, .. }) => {
            Menu::of_key(*key, *modifiers).is_some()
                || shortcuts::action_of(*key, *modifiers).is_some()
                    && !shortcuts::belongs_to_text(*key, *modifiers)
        }
        (Owner::Widget, _) => false,
    };
    if is_of_window {
        Destination::Window
    } else {
        Destination::Widget
    }
}

/// Keys that move the caret of a text.
fn is_caret_key(key: Key) -> bool {
    matches!(
        key,
        Key::ArrowUp
            | Key::ArrowDown
            | Key::ArrowLeft
            | Key::ArrowRight
            | Key::Home
            | Key::End
            | Key::PageUp
            | Key::PageDown
    )
}

#[cfg(test)]
mod tests {
    use egui::Modifiers;

    use super::*;

    fn key(key: Key) -> Event {
        Event::Key {
            key,
            physical_key: None,
            pressed: true,
            repeat: false,
            modifiers: Modifiers::NONE,
        }
    }

    fn text(text: &str) -> Event {
        Event::Text(text.to_owned())
    }

    fn click() -> Event {
        Event::PointerButton {
            pos: egui::Pos2::ZERO,
            button: egui::PointerButton::Primary,
            pressed: true,
            modifiers: Modifiers::NONE,
        }
    }

    /// How many of `events` egui is given in each frame while a widget has the keyboard.
    #[track_caller]
    fn check_frames(events: &[Event], expected: &[usize]) {
        let mut queue = KeyQueue {
            owner: Owner::Widget,
            ..KeyQueue::default()
        };
        queue.waiting.extend(events.iter().cloned());
        for n_expected in expected {
            let mut given = Vec::new();
            queue.release(&mut given);
            assert_eq!(given.len(), *n_expected, "{given:?}");
        }
        assert!(!queue.is_waiting());
    }

    #[test]
    fn a_widget_gets_one_stroke_a_frame() {
        check_frames(&[key(Key::Num1), text("1"), key(Key::Enter)], &[2, 1]);
        check_frames(&[text("a"), text("b")], &[1, 1]);
        check_frames(&[click(), click(), text("5")], &[2, 1]);
        check_frames(&[key(Key::Enter), click()], &[1, 1]);
        check_frames(&[Event::Paste("1".to_owned()), key(Key::Enter)], &[1, 1]);
    }

    #[track_caller]
    fn check_own(owner: Owner, event: &Event, expected: Destination) {
        assert_eq!(destination(owner, event), expected, "{owner:?} {event:?}");
    }

    #[test]
    fn events_go_to_whoever_has_the_keyboard() {
        check_own(Owner::Tables, &key(Key::Tab), Destination::Window);
        check_own(Owner::Tables, &text("5"), Destination::Window);
        check_own(Owner::Tables, &click(), Destination::Widget);
        check_own(Owner::Source, &key(Key::ArrowLeft), Destination::Widget);
        check_own(Owner::Source, &text("5"), Destination::Window);
        check_own(Owner::Source, &Event::Copy, Destination::Widget);
        check_own(Owner::Widget, &key(Key::F8), Destination::Window);
        check_own(Owner::Widget, &key(Key::Space), Destination::Widget);
        check_own(Owner::Widget, &text("5"), Destination::Widget);
    }
}
