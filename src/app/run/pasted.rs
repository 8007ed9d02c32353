//! A report made of the clipboard: the text is saved where the user says, and opened like any other.

use std::path::{Path, PathBuf};

use egui::{Context, ViewportCommand};

use crate::app::commands::Command;
use crate::app::prompts::Prompt;
use crate::app::prompts::pasted::PastedPrompt;
use crate::app::run::files;
use crate::app::window::app::{PromptLook, Purpose};
use crate::app::{App, texts};
use crate::dataset::pasted::{path_of, write};
use crate::read;
use crate::source;

/// Largest text whose office and year are looked for before it is saved, in bytes.
const NAMED: usize = 1 << 20;

/// Longest name proposed, in characters.
const LONGEST_NAME: usize = 60;

/// Asks for the text.
pub(super) fn ask(app: &mut App, ctx: &Context) {
    app.prompt = Some(Prompt::Pasted(PastedPrompt::default()));
    app.prompt_look = PromptLook::Fresh;
    ctx.send_viewport_cmd(ViewportCommand::RequestPaste);
}

/// Asks where to save the text.
pub(super) fn ask_where(app: &mut App, ctx: &Context, text: String) {
    if app.pending.is_some() {
        // Another question is open on the desktop: the text waits in its own.
        ask_again(app, text);
        return;
    }
    let proposed = app.folder().unwrap_or_default().join(name_of(&text));
    files::ask(app, Purpose::Pasted(text), |app| {
        app.dialogs.pick_text(ctx, &proposed)
    });
}

/// Puts the question again: a text that was not saved is not lost.
fn ask_again(app: &mut App, text: String) {
    app.prompt = Some(Prompt::Pasted(PastedPrompt::new(text)));
    app.prompt_look = PromptLook::Fresh;
}

/// Saves the text at the path that was chosen, and opens it.
pub(super) fn save(app: &mut App, path: Option<PathBuf>, text: String) {
    let Some(path) = path.map(|path| path_of(&path)) else {
        ask_again(app, text);
        return;
    };
    match write(&path, &text) {
        Ok(()) => app.later(Command::Open(vec![path])),
        Err(error) => {
            ask_again(app, text);
            app.tell_error(
                texts::PASTED_NOT_SAVED.with_both(path.display(), texts::of_system(&error)),
            );
        }
    }
}

/// `青石镇人民政府2023年政府信息公开工作年度报告.txt`, as far as the text says whose it is.
fn name_of(text: &str) -> String {
    let named = Path::new("a.txt");
    let source = (text.len() <= NAMED)
        .then(|| source::open_bytes(named, text.as_bytes()).ok())
        .flatten();
    let heading = source.map(|source| read::read(&source).heading);
    let stated = heading.map(|heading| [heading.office, heading.year]);
    let stated = stated.into_iter().flatten().flatten();
    let is_plain = |c: &char| c.is_alphanumeric();
    let parts: Vec<String> = stated
        .map(|stated| {
            stated
                .text
                .chars()
                .filter(is_plain)
                .take(LONGEST_NAME)
                .collect()
        })
        .collect();
    match &parts[..] {
        [office, year] => texts::PASTED_NAME.with_both(office, year),
        _ => texts::PASTED_NAMELESS.show().to_owned(),
    }
}
