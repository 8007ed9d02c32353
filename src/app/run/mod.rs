//! Carries commands out. This is the only place of the window that changes a session, asks the clock or writes files.

mod actions;
mod blind;
pub(crate) mod bring;
pub(crate) mod carpet;
mod cells;
pub(crate) mod crash;
pub(crate) mod draft;
pub(crate) mod export;
pub(crate) mod files;
pub(crate) mod folders;
mod from_outside;
mod hidden;
pub(crate) mod links;
mod looks;
mod merging;
pub(crate) mod meter;
mod names;
pub(crate) mod overview;
pub(crate) mod pages;
mod pasted;
mod problems;
pub(crate) mod reread;
mod reviews_in;
mod selecting;
mod split;
mod steps;
pub(crate) mod verify;
pub(crate) mod watching;
pub(crate) mod wide;

use egui::Context;

use crate::app::commands::{Action, Command, Verify};
use crate::app::keyboard;
use crate::app::keyboard::focus::take_keyboard;
use crate::app::prompts::Prompt;
use crate::app::{App, texts};
use crate::dataset::named_files;

/// Asks for the reviewer's name as long as steps wait for it.
pub(crate) fn ask_name(app: &mut App) {
    if !app.held.is_empty() && app.prompt.is_none() {
        app.prompt = Some(Prompt::Name(String::new()));
    }
}

/// Carries `command` out, after the open draft was made a step. If that is refused, the command is not carried out: the
/// draft stays open, with the sentence that says why. Behind a step that waits for the reviewer's name it waits as well.
pub(crate) fn run(app: &mut App, ctx: &Context, command: Command) {
    let Some(command) = names::passed(app, command) else {
        return;
    };
    if !command.only_looks() && !draft::settle(app) {
        return;
    }
    let Some(command) = names::passed(app, command) else {
        return;
    };
    if leads_to_tables(&command) {
        app.asked_pane = None;
    }
    match command {
        Command::Act(action) => actions::act(app, ctx, action),
        Command::OpenMenu(menu) => app.menus.asked = Some(menu),
        Command::Edit(edit) => {
            steps::apply(app, edit);
        }
        Command::Open(paths) => bring::open(app, ctx, paths),
        Command::AcceptFill => {
            if cells::accept_fill(app) {
                run(app, ctx, Command::VerifyNext);
            }
        }
        Command::DropFill => cells::drop_fill(app),
        Command::Say(text) => app.message = Some(text),
        Command::Bring(id) => bring::turn_to(app, ctx, id),
        Command::BringNext(id) => bring::bring(app, ctx, id),
        Command::ListWhich(which) => overview::list(app, *which),
        Command::Take(_)
        | Command::SaveTo(_)
        | Command::ListTo(_)
        | Command::Export(_)
        | Command::ExportTo(..)
        | Command::PairWith(_)
        | Command::MergeWith(_)
        | Command::KeepReviewsIn(..)
        | Command::Link(_) => on_path(app, ctx, command),
        Command::Reload
        | Command::Discard { .. }
        | Command::SaveThenClose { .. }
        | Command::SaveAllAndLeave
        | Command::Recover
        | Command::DropLeftBehind
        | Command::SetReviewAside
        | Command::OpenChanged
        | Command::SavePasted(_)
        | Command::PastedTo(..)
        | Command::Settle(..)
        | Command::TakeReread
        | Command::ReadPages(_) => on_own_file(app, ctx, command),
        Command::Forget(path) => app.settings.recent.retain(|known| *known != path),
        Command::CancelJob => cancel_jobs(app),
        Command::Name(name) => name_set(app, ctx, name),
        Command::DropHeld => names::drop_held(app, ctx),
        Command::SignOffOpen => steps::sign_off(app, true),
        Command::Walk(kind) => problems::walk(app, kind),
        Command::ShowPage(page) => pages::show_page(app, ctx, page),
        Command::Verify(how) => verify_one(app, ctx, how),
        Command::VerifyNext => verify::next(app),
        Command::ConfirmGroup(cells) => verify::confirm_group(app, cells),
        Command::VerifyGroup(reason) => verify::begin(app, ctx, Some(reason)),
        Command::Carpet(how) => carpet::obey(app, ctx, how),
        Command::Wide(how) => wide::obey(app, ctx, how),
        Command::Select(_)
        | Command::SelectFinding(_)
        | Command::SelectTerm { .. }
        | Command::SelectStatement(_)
        | Command::SelectRemark(_)
        | Command::Extend(_)
        | Command::SelectField(_)
        | Command::Show(_)
        | Command::ShowStatement(_) => app
            .reports
            .with_front(|open_report| selecting::run(open_report, command)),
        Command::BeginEditing => {
            keyboard::begin_editing(app);
        }
    }
}

/// Ends what is being opened, read or exported.
fn cancel_jobs(app: &mut App) {
    bring::cancel(app);
    export::cancel(app);
    pages::cancel(app);
}

/// Writes to a path that was chosen, or reads from it.
fn on_path(app: &mut App, ctx: &Context, command: Command) {
    match command {
        Command::Take(paths) => from_outside::take(app, paths),
        Command::SaveTo(path) => files::save(app, &path, None),
        Command::ListTo(path) => steps::write_list(app, ctx, path),
        Command::Export(choice) => export::ask_where(app, ctx, choice),
        Command::ExportTo(path, choice) => export::start(app, ctx, path, choice),
        Command::PairWith(path) => pages::pair(app, ctx, path),
        Command::Link(path) => links::read(app, ctx, &path),
        Command::MergeWith(path) => merging::with(app, &path),
        Command::KeepReviewsIn(reports, reviews) => {
            reviews_in::keep(app, reports, &reviews);
        }
        _ => {}
    }
}

/// Sets the reviewer's name, and carries out what waited for it.
fn name_set(app: &mut App, ctx: &Context, name: String) {
    for command in names::set(app, name) {
        run(app, ctx, command);
    }
    names::go_on(ctx);
}

/// Settles the selected place of a report that is verified, and goes on.
fn verify_one(app: &mut App, ctx: &Context, how: Verify) {
    if verify::obey(app, how) {
        run(app, ctx, Command::VerifyNext);
    }
}

/// Changes how the report in front stands to its file, or makes another.
fn on_own_file(app: &mut App, ctx: &Context, command: Command) {
    match command {
        Command::Reload => files::reload(app),
        Command::Discard { leave } => files::close_now(app, ctx, Some(leave)),
        Command::SaveThenClose { leave } => files::save_or_ask(app, ctx, Some(leave)),
        Command::SaveAllAndLeave => files::save_all_and_leave(app, ctx),
        Command::Recover => crash::recover(app),
        Command::DropLeftBehind => crash::drop_left_behind(app),
        Command::SetReviewAside => files::set_review_aside(app),
        Command::OpenChanged => files::open_changed(app, ctx),
        Command::SavePasted(text) => pasted::ask_where(app, ctx, text),
        Command::PastedTo(path, text) => pasted::save(app, path, text),
        Command::Settle(first, second) => blind::settle(app, ctx, &first, &second),
        Command::TakeReread => reread::take(app, ctx),
        Command::ReadPages(chosen) => reread::read_pages(app, ctx, chosen),
        _ => {}
    }
}

/// Whether what the command is about is seen in the tables.
fn leads_to_tables(command: &Command) -> bool {
    let is_walk = |action: &Action| {
        let problems = [Action::NextProblem, Action::PreviousProblem];
        problems.contains(action)
    };
    match command {
        Command::Act(action) => is_walk(action),
        Command::Select(_) | Command::Bring(_) | Command::BringNext(_) => true,
        _ => false,
    }
}

/// Pastes text from the clipboard where the selection is.
pub(crate) fn paste(app: &mut App, ctx: &Context, text: &str) {
    let files = named_files::files(text);
    if !files.is_empty() {
        return app.later(Command::Take(files));
    }
    if !draft::settle(app) {
        return;
    }
    take_keyboard(ctx);
    let Some(open_report) = app.reports.front_mut() else {
        return;
    };
    let Some((command, n_kept)) =
        keyboard::paste(&open_report.session, &mut open_report.view, text)
    else {
        return;
    };
    run(app, ctx, command);
    if n_kept > 0 {
        app.message = Some(texts::PASTED_KEPT.with(n_kept));
    }
}
