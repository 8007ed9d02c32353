//! Obeys the waiting events in order, before the frame is drawn.

use std::time::{Duration, Instant};

use egui::{Context, Event, FocusDirection, ImeEvent, Key, Modifiers};

use crate::app::commands::{Action, Carpet, Command, Menu, Verify};
use crate::app::keyboard::focus::{Owner, take_keyboard};
use crate::app::keyboard::owner::owner;
use crate::app::keyboard::queue::KeyQueue;
use crate::app::keyboard::{editing, shortcuts, walking};
use crate::app::window::app::PromptLook;
use crate::app::{App, run};

/// How long a key that accepts a proposal waits for the search to end.
const LONGEST_WAIT: Duration = Duration::from_secs(3);

/// How long events are obeyed before the frame is drawn: a hand that is faster than the machine still sees it follow.
const LONGEST_TURN: Duration = Duration::from_millis(50);

/// Obeys the events that are the window's own, until one is for a widget. Gives whether there were any.
pub(crate) fn obey(app: &mut App, ctx: &Context) -> bool {
    let mut has_obeyed = false;
    let queue = ctx.plugin_or_default::<KeyQueue>();
    if owner(app, ctx) != Owner::Widget {
        // A widget that got the keyboard in the last frame could not say yet that it wants the arrows.
        ctx.memory_mut(|memory| memory.move_focus(FocusDirection::None));
    }
    let begun = Instant::now();
    while begun.elapsed() < LONGEST_TURN {
        let owner = owner(app, ctx);
        let next = queue.lock().first().cloned();
        if next.is_none_or(|event| waits(app, ctx, &event)) {
            break;
        }
        let Some(event) = queue.lock().next_own(owner) else {
            break;
        };
        // The desktop sends the character of Alt with a digit as well: it is none.
        let is_echo = matches!(event, Event::Text(_)) && queue.lock().was_command;
        if !is_echo {
            let is_command = obey_one(app, ctx, owner, &event);
            queue.lock().was_command = is_command;
            if !app.held.is_empty() {
                // The reviewer's name is asked for: those behind it wait for the answer.
                queue.lock().interrupt();
            }
            has_obeyed = true;
        }
    }
    has_obeyed
}

/// Whether the event accepts a proposal that is still being searched for: it and those behind it wait.
fn waits(app: &mut App, ctx: &Context, event: &Event) -> bool {
    let accepts = match event {
        Event::Key {
            key,
            pressed: true,
            modifiers,
            ..
        } => matches!(
            shortcuts::action_of(*key, *modifiers),
            Some(Action::Accept(_) | Action::AcceptForced)
        ),
        _ => false,
    };
    let Some(open_report) = app.reports.front_mut().filter(|_| accepts) else {
        app.waits_since = None;
        return false;
    };
    if open_report.view.tables.draft.is_some() {
        return false;
    }
    open_report.view.ask_for_repairs(ctx, &open_report.session);
    let since = *app.waits_since.get_or_insert_with(Instant::now);
    let is_pending = open_report.view.repairs.is_pending(&open_report.session);
    let waits = is_pending && since.elapsed() < LONGEST_WAIT;
    if waits {
        ctx.request_repaint_after(Duration::from_millis(20));
    } else {
        app.waits_since = None;
    }
    waits
}

/// Obeys one event; gives whether it was a key that is a command.
fn obey_one(app: &mut App, ctx: &Context, owner: Owner, event: &Event) -> bool {
    if owner == Owner::Tables && editing::obey(app, ctx, event) {
        return false;
    }
    match event {
        Event::Key {
            key,
            pressed: true,
            modifiers,
            ..
        } => return press(app, ctx, owner, *key, *modifiers),
        Event::Key { key, .. } => {
            ctx.input_mut(|input| input.keys_down.remove(key));
        }
        Event::Copy => run::run(app, ctx, Command::Act(Action::Copy)),
        Event::Cut => {
            run::run(app, ctx, Command::Act(Action::Copy));
            run::run(app, ctx, Command::Act(Action::Blank));
        }
        Event::Paste(text) => run::paste(app, ctx, text),
        Event::Text(text) | Event::Ime(ImeEvent::Commit(text)) if !text.trim().is_empty() => {
            begin(app, ctx, |app| editing::begin_draft(app, text));
        }
        Event::Ime(ImeEvent::Preedit { text, .. }) if !text.is_empty() => {
            begin(app, ctx, |app| editing::begin_draft(app, ""));
            editing::obey(app, ctx, event);
        }
        _ => {}
    }
    false
}

/// Begins a draft, and gives it the keyboard.
fn begin(app: &mut App, ctx: &Context, start: impl FnOnce(&mut App) -> bool) {
    if start(app) {
        take_keyboard(ctx);
    }
}

fn press(app: &mut App, ctx: &Context, owner: Owner, key: Key, modifiers: Modifiers) -> bool {
    let is_filling = app
        .reports
        .front()
        .is_some_and(|open_report| open_report.view.tables.fill.is_some());
    if is_filling && owner == Owner::Tables && modifiers.is_none() {
        let answer = match key {
            Key::Enter => Some(Command::AcceptFill),
            Key::Escape => Some(Command::DropFill),
            _ => None,
        };
        if let Some(answer) = answer {
            run::run(app, ctx, answer);
            return false;
        }
    }
    if let Some(how) = comparing(app, owner, key, modifiers) {
        run::run(app, ctx, Command::Carpet(how));
        return true;
    }
    if let Some(how) = verifying(app, owner, key, modifiers) {
        run::run(app, ctx, Command::Verify(how));
        return true;
    }
    if let Some(menu) = Menu::of_key(key, modifiers) {
        command(app, ctx, Command::OpenMenu(menu));
        return true;
    }
    if let Some(action) = shortcuts::action_of(key, modifiers) {
        command(app, ctx, Command::Act(action));
        return true;
    }
    match (owner, key) {
        (Owner::Widget, _) => {}
        (_, Key::F2) if modifiers.is_none() => begin(app, ctx, editing::begin_editing),
        // While a report is verified it goes back; one key must not do away with a figure where it is not.
        (Owner::Tables, Key::Backspace) if modifiers.is_none() => {
            begin(app, ctx, |app| editing::begin_draft(app, ""));
        }
        (Owner::Source, Key::Tab | Key::Enter) => take_keyboard(ctx),
        (Owner::Source, _) => {}
        (Owner::Tables, _) => match walking::step_of(key, modifiers) {
            Some((step, true)) => walking::extend(app, step),
            Some((step, false)) => walking::walk(app, step),
            None => {}
        },
    }
    false
}

/// What the key does where figures with the same digit are shown in the place of the tables.
fn comparing(app: &App, owner: Owner, key: Key, modifiers: Modifiers) -> Option<Carpet> {
    let view = &app.reports.front()?.view;
    if view.carpet.is_none() || owner != Owner::Tables || view.selection.field.is_some() {
        return None;
    }
    match key {
        Key::Tab if modifiers == Modifiers::SHIFT => Some(Carpet::Previous),
        _ if !modifiers.is_none() => None,
        Key::Tab => Some(Carpet::Next),
        Key::Space => Some(Carpet::Doubt),
        Key::Enter | Key::Escape => Some(Carpet::Close),
        _ => None,
    }
}

/// What the key does where a report is verified, while a cell or nothing is selected in the tables.
fn verifying(app: &App, owner: Owner, key: Key, modifiers: Modifiers) -> Option<Verify> {
    let view = &app.reports.front()?.view;
    if !view.is_verifying() || owner != Owner::Tables {
        return None;
    }
    match key {
        Key::Enter if modifiers == Modifiers::SHIFT => Some(Verify::Row),
        _ if !modifiers.is_none() => None,
        Key::Enter => Some(Verify::Take),
        Key::Space => Some(Verify::AsPrinted),
        Key::Backspace => Some(Verify::Back),
        _ => None,
    }
}

/// Carries a command out. A question that is open is left by it, with what was typed into it, or has to be answered first.
fn command(app: &mut App, ctx: &Context, command: Command) {
    let Some(prompt) = app.prompt.take() else {
        run::run(app, ctx, command);
        return;
    };
    match prompt.left_by_command() {
        Ok(answer) => {
            app.prompt_look = PromptLook::Fresh;
            if let Some(answer) = answer {
                run::run(app, ctx, answer);
            }
            run::run(app, ctx, command);
        }
        Err(prompt) => {
            app.prompt = Some(*prompt);
            app.prompt_look = PromptLook::Insisting;
        }
    }
}
