//! The reviewer's name: asked before the first step, which is carried out as soon as it is known.

use egui::Context;

use crate::app::commands::{Action, Command};
use crate::app::keyboard::KeyQueue;
use crate::app::keyboard::focus::take_keyboard;
use crate::app::prompts::Prompt;
use crate::app::window::app::PromptLook;
use crate::app::wording::cell_name;
use crate::app::{App, texts};
use crate::review::{Edit, Session};

/// Keeps a step until the reviewer's name is known, and asks for it. `false` if it is known.
pub(super) fn hold(app: &mut App, step: impl FnOnce() -> Command) -> bool {
    if !app.settings.reviewer.is_empty() {
        return false;
    }
    app.held.push(step());
    app.prompt = Some(Prompt::Name(String::new()));
    app.prompt_look = PromptLook::Fresh;
    true
}

/// The command, unless it comes behind a step that waits: then it waits as well, for the order of the hand is kept.
pub(super) fn passed(app: &mut App, command: Command) -> Option<Command> {
    let is_answer = matches!(command, Command::Name(_) | Command::DropHeld);
    if app.held.is_empty() || is_answer {
        return Some(command);
    }
    app.held.push(command);
    None
}

/// Sets the name; gives what waited for it, to be carried out.
pub(super) fn set(app: &mut App, name: String) -> Vec<Command> {
    app.message = Some(texts::REVIEWER_SET.with(&name));
    app.settings.reviewer = name;
    std::mem::take(&mut app.held)
}

/// What was typed ahead comes next; it was meant for the tables.
pub(super) fn go_on(ctx: &Context) {
    take_keyboard(ctx);
    ctx.plugin_or_default::<KeyQueue>().lock().go_on();
}

/// Without a name nothing is carried out; it is said what.
pub(super) fn drop_held(app: &mut App, ctx: &Context) {
    let n_ahead = ctx.plugin_or_default::<KeyQueue>().lock().forget_ahead();
    let held = std::mem::take(&mut app.held);
    let session = app.reports.front().map(|open_report| &open_report.session);
    let steps = held.iter();
    let mut steps: Vec<String> = steps
        .filter_map(|command| step_text(session, command))
        .collect();
    if n_ahead > 0 {
        steps.push(texts::TYPED_AHEAD.with(n_ahead));
    }
    app.tell_error(texts::NAMELESS.with(steps.join(texts::THEN.show())));
}

/// What a command would have changed; `None` if it is no step.
fn step_text(session: Option<&Session>, command: &Command) -> Option<String> {
    let edit = match command {
        Command::Edit(edit) => edit,
        Command::Act(Action::SignOff) | Command::SignOffOpen => {
            return Some(texts::ONE_SIGN_OFF.show().to_owned());
        }
        Command::Act(Action::Undo | Action::Redo) => {
            return Some(texts::ONE_TRAVEL.show().to_owned());
        }
        Command::Open(_) | Command::Bring(_) | Command::Act(Action::ReviewBlind) => {
            return Some(texts::ONE_BLIND_REVIEW.show().to_owned());
        }
        _ => return None,
    };
    let session = session?;
    Some(match edit {
        Edit::Enter { cell, text, .. } => format!("{} → {text}", cell_name(session, cell)),
        Edit::EnterMany { label, .. } | Edit::Place { label, .. } | Edit::Remarks { label, .. } => {
            label.clone()
        }
        Edit::SetHeader { field, text } => format!("{} → {text}", field.name()),
        Edit::Note { cell, note } => texts::FILTER_IS.with_both(cell_name(session, cell), note),
        Edit::Judge { cells, verdict, .. } => {
            let verdict = texts::verdict(*verdict);
            texts::FILTER_IS.with_both(verdict, texts::MANY_CELLS.with(cells.len()))
        }
        _ => texts::ONE_STEP.show().to_owned(),
    })
}
