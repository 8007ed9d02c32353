//! Carries commands out. This is the only place of the window that changes a session, asks the clock or writes files.

use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};

use egui::{Context, ViewportCommand};

use crate::app::App;
use crate::app::app::{Pending, Purpose};
use crate::app::commands::{Action, Command};
use crate::app::desk::Desk;
use crate::app::jobs::{self, OpenJob};
use crate::app::notices::Notice;
use crate::app::palette::PaletteView;
use crate::app::prompts::Prompt;
use crate::app::settings::ThemeChoice;
use crate::app::texts::{self, Language};
use crate::app::verdict_list::VerdictList;
use crate::app::{source_panel, table_keys, table_panel};
use crate::dataset::{self, SaveError};
use crate::form::CellKey;
use crate::review::{Edit, Refusal, Stamp, Verdict};

const ZOOM_STEP: f32 = 0.1;
const ZOOM_RANGE: std::ops::RangeInclusive<f32> = 0.6..=3.0;

/// Carries `command` out.
pub(crate) fn run(app: &mut App, ctx: &Context, command: Command) {
    match command {
        Command::Act(action) => act(app, ctx, action),
        Command::Edit(edit) => apply(app, edit),
        Command::Open(paths) => open(app, ctx, paths),
        Command::Say(text) => app.message = Some(text),
        Command::Bring(at) => app.current = at.min(app.desks.len().saturating_sub(1)),
        Command::SaveTo(path) => save(app, path, None),
        Command::Reload => reload(app, ctx),
        Command::Discard { leave } => close_now(app, ctx, Some(leave)),
        Command::SaveThenClose { leave } => save_or_ask(app, ctx, Some(leave)),
        Command::Forget(path) => app.settings.recent.retain(|known| *known != path),
        Command::CancelJob => {
            app.job.iter().for_each(OpenJob::cancel);
            app.job = None;
        }
        Command::NameAndSignOff(name) => {
            app.settings.reviewer = name;
            sign_off(app, false);
        }
        Command::ForceSignOff => sign_off(app, true),
        Command::Select(cell) => on_desk(app, |desk| {
            desk.view.finding_kept_or_dropped(&desk.session, &cell);
            desk.view.select(cell);
        }),
        Command::Show(span) => on_desk(app, |desk| desk.view.source.scroll_to = Some(span)),
    }
}

fn on_desk(app: &mut App, change: impl FnOnce(&mut Desk)) {
    if let Some(desk) = app.desk_mut() {
        change(desk);
    }
}

fn act(app: &mut App, ctx: &Context, action: Action) {
    match action {
        Action::Open => ask(app, Purpose::Open, |app| app.dialogs.pick_reports(ctx)),
        Action::OpenPath => app.prompt = Some(Prompt::Path(String::new())),
        Action::OpenSample => open_sample(app),
        Action::Save => save_or_ask(app, ctx, None),
        Action::SaveAs => ask_target(app, ctx, None),
        Action::Close => close(app, ctx),
        Action::Quit => ctx.send_viewport_cmd(ViewportCommand::Close),
        Action::NextReport => app.current = (app.current + 1) % app.desks.len().max(1),
        Action::Palette => app.prompt = Some(Prompt::Palette(PaletteView::default())),
        Action::Keys => app.prompt = Some(Prompt::Keys),
        Action::SignOff if app.settings.reviewer.is_empty() => {
            app.prompt = Some(Prompt::Name(String::new()))
        }
        Action::SignOff => sign_off(app, false),
        Action::Reopen => apply(app, Edit::Reopen),
        Action::Undo | Action::Redo => travel(app, action == Action::Undo),
        Action::NextProblem | Action::PreviousProblem => {
            go_to_problem(app, action == Action::NextProblem)
        }
        Action::Copy
        | Action::Paste
        | Action::Blank
        | Action::Confirm
        | Action::Withdraw
        | Action::Verdict
        | Action::Note => {
            act_on_cells(app, ctx, action);
        }
        Action::Find => on_desk(app, |desk| desk.view.source.find.show()),
        Action::FindNext => on_desk(app, |desk| desk.view.source.find.go(true)),
        Action::FindPrevious => on_desk(app, |desk| desk.view.source.find.go(false)),
        Action::SwitchPane => switch_pane(ctx),
        Action::FoldSource => flip(&mut app.settings.folded.source),
        Action::FoldDetails => flip(&mut app.settings.folded.details),
        Action::FoldLegend => flip(&mut app.settings.folded.legend),
        Action::ZoomIn => zoom(ctx, ctx.zoom_factor() + ZOOM_STEP),
        Action::ZoomOut => zoom(ctx, ctx.zoom_factor() - ZOOM_STEP),
        Action::ZoomReset => zoom(ctx, 1.0),
        Action::ThemeSystem => app.settings.theme = ThemeChoice::System,
        Action::ThemeLight => app.settings.theme = ThemeChoice::Light,
        Action::ThemeDark => app.settings.theme = ThemeChoice::Dark,
        Action::Language => {
            app.settings.language = match app.settings.language {
                Language::Chinese => Language::English,
                Language::English => Language::Chinese,
            };
            texts::set_language(app.settings.language);
            app.desks
                .iter_mut()
                .for_each(|desk| desk.view.forget_picture());
        }
    }
}

fn switch_pane(ctx: &Context) {
    ctx.memory_mut(|memory| {
        let to_tables = memory.has_focus(source_panel::text_id());
        memory.request_focus(if to_tables {
            table_panel::keyboard_id()
        } else {
            source_panel::text_id()
        });
    });
}

fn flip(folded: &mut bool) {
    *folded = !*folded;
}

fn zoom(ctx: &Context, factor: f32) {
    ctx.set_zoom_factor(
        (factor * 10.0)
            .round()
            .clamp(*ZOOM_RANGE.start() * 10.0, *ZOOM_RANGE.end() * 10.0)
            / 10.0,
    );
}

fn act_on_cells(app: &mut App, ctx: &Context, action: Action) {
    let Some(desk) = app.desks.get_mut(app.current) else {
        return;
    };
    let cells = desk.view.cells();
    match action {
        Action::Copy => ctx.copy_text(table_keys::block_text(&desk.session, &desk.view)),
        Action::Paste => {
            ctx.memory_mut(|memory| memory.request_focus(table_panel::keyboard_id()));
            ctx.send_viewport_cmd(ViewportCommand::RequestPaste);
        }
        Action::Verdict => {
            let finding = desk.view.finding.clone();
            app.prompt = Some(Prompt::Verdict(VerdictList {
                cells,
                on_finding: finding.is_some() && desk.view.judges_finding,
                finding,
                verdict: None,
            }));
        }
        _ if cells.is_empty() => {}
        Action::Note => {
            if let Some(cell) = desk.view.head.clone() {
                let note = desk
                    .session
                    .decision(&cell)
                    .map(|decision| decision.note.clone());
                app.prompt = Some(Prompt::Note(cell, note.unwrap_or_default()));
            }
        }
        Action::Blank => {
            let label = texts::BLANKED.with(cells.len());
            let cells = cells
                .into_iter()
                .map(|cell| (cell, String::new()))
                .collect();
            let origin = crate::review::Origin::Typed;
            apply(
                app,
                Edit::EnterMany {
                    label,
                    cells,
                    origin,
                },
            );
        }
        Action::Withdraw => apply(app, Edit::Withdraw { cells }),
        _ => apply(
            app,
            Edit::Judge {
                cells,
                verdict: Verdict::Confirmed,
                note: String::new(),
            },
        ),
    }
}

fn stamp(app: &App) -> Stamp {
    let since_1970 = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .unwrap_or_default();
    Stamp {
        by: app.settings.reviewer.clone(),
        at_secs: since_1970.as_secs(),
    }
}

fn apply(app: &mut App, edit: Edit) {
    let stamp = stamp(app);
    let Some(desk) = app.desks.get_mut(app.current) else {
        return;
    };
    app.message = None;
    match desk.session.apply(edit, &stamp) {
        Ok(()) => desk.view.after_step(&desk.session),
        Err(refusal) => app.notices.push(Notice {
            is_error: true,
            text: refusal.to_string(),
        }),
    }
}

fn travel(app: &mut App, back: bool) {
    let stamp = stamp(app);
    let Some(desk) = app.desks.get_mut(app.current) else {
        return;
    };
    let label = if back {
        desk.session.undo(&stamp)
    } else {
        desk.session.redo(&stamp)
    };
    desk.view.after_step(&desk.session);
    app.message = Some(match (back, label) {
        (true, Some(label)) => texts::UNDONE.with(label),
        (true, None) => texts::NOTHING_TO_UNDO.show().to_owned(),
        (false, Some(label)) => texts::REDONE.with(label),
        (false, None) => texts::NOTHING_TO_REDO.show().to_owned(),
    });
}

fn go_to_problem(app: &mut App, forward: bool) {
    let Some(desk) = app.desks.get_mut(app.current) else {
        return;
    };
    let problems = desk.view.picture(&desk.session).problems.clone();
    let Some(at) = next_problem(desk.view.problem.as_ref(), &problems, forward) else {
        app.message = Some(texts::NO_PROBLEM.show().to_owned());
        return;
    };
    let Some(problem) = problems.get(at) else {
        return;
    };
    desk.view.problem = Some((at, problem.clone()));
    desk.view.show_problem(&desk.session, problem);
    app.message = Some(texts::PROBLEM_AT.with(format!("{} / {}", at + 1, problems.len())));
}

/// The problem after (or before) `last`. If `last` was solved, the one that took its place is next.
fn next_problem<T: PartialEq>(
    last: Option<&(usize, T)>,
    problems: &[T],
    forward: bool,
) -> Option<usize> {
    let n = problems.len();
    if n == 0 {
        return None;
    }
    let Some((at, problem)) = last else {
        return Some(if forward { 0 } else { n - 1 });
    };
    Some(match problems.iter().position(|other| other == problem) {
        Some(still) if forward => (still + 1) % n,
        Some(still) => (still + n - 1) % n,
        None if forward => at % n,
        None => (at.min(&n) + n - 1) % n,
    })
}

fn sign_off(app: &mut App, force: bool) {
    let stamp = stamp(app);
    let Some(desk) = app.desks.get_mut(app.current) else {
        return;
    };
    match desk.session.apply(Edit::SignOff { force }, &stamp) {
        Ok(()) => {
            desk.view.after_step(&desk.session);
            app.message = Some(texts::SIGNED_OFF_NOW.show().to_owned());
        }
        Err(refusal @ Refusal::StillOpen { .. }) => {
            app.prompt = Some(Prompt::Force(refusal.to_string()))
        }
        Err(refusal) => app.notices.push(Notice {
            is_error: true,
            text: refusal.to_string(),
        }),
    }
}

fn ask(
    app: &mut App,
    purpose: Purpose,
    question: impl FnOnce(&App) -> std::sync::mpsc::Receiver<Vec<PathBuf>>,
) {
    // One question at a time: a second dialog would be asked behind the first.
    if app.pending.is_none() {
        let receiver = question(app);
        app.pending = Some(Pending { receiver, purpose });
    }
}

/// The desktop answered.
pub(crate) fn answered(app: &mut App, ctx: &Context, purpose: Purpose, paths: Vec<PathBuf>) {
    match purpose {
        Purpose::Open => open(app, ctx, paths),
        Purpose::Save { then } => {
            if let Some(path) = paths.into_iter().next() {
                save(app, with_suffix(path), Some(ctx).zip(then));
            }
        }
    }
}

/// Reviewed files are known by their suffix, so it is never left out.
fn with_suffix(path: PathBuf) -> PathBuf {
    let name = path
        .file_name()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned();
    if name.ends_with(".ron") {
        path
    } else {
        path.with_file_name(format!("{name}.gouji.ron"))
    }
}

fn open(app: &mut App, ctx: &Context, paths: Vec<PathBuf>) {
    let mut wanted = Vec::new();
    for path in paths {
        match app
            .desks
            .iter()
            .position(|desk| desk.path.as_ref() == Some(&path))
        {
            Some(at) => app.current = at,
            None => wanted.push(path),
        }
    }
    if !wanted.is_empty() {
        app.job = Some(OpenJob::start(ctx, wanted));
    }
}

fn open_sample(app: &mut App) {
    match jobs::sample() {
        Ok(desk) => show(app, desk),
        Err(text) => app.notices.push(Notice {
            is_error: true,
            text,
        }),
    }
}

/// Puts a report just opened in front.
pub(crate) fn show(app: &mut App, mut desk: Desk) {
    if let Some(path) = &desk.path {
        app.settings.remember(path);
        if let Some(at) = app.resuming.iter().position(|(known, _)| known == path) {
            let (_, key) = app.resuming.remove(at);
            if let Ok(cell) = key.parse::<CellKey>() {
                desk.view.picture(&desk.session);
                desk.view.select(cell);
            }
        }
    }
    let first = desk.view.picture(&desk.session).walk.first().cloned();
    if desk.view.head.is_none()
        && let Some(first) = first
    {
        desk.view.select(first);
    }
    app.desks.push(desk);
    app.current = app.desks.len() - 1;
}

fn ask_target(app: &mut App, ctx: &Context, then: Option<bool>) {
    let Some(desk) = app.desk() else { return };
    let proposed = desk
        .target()
        .unwrap_or_else(|| dataset::path_beside(Path::new(&desk.session.source().name)));
    ask(app, Purpose::Save { then }, |app| {
        app.dialogs.pick_target(ctx, &proposed)
    });
}

/// Saves where the report came from; asks where if it came from nowhere.
fn save_or_ask(app: &mut App, ctx: &Context, then: Option<bool>) {
    match app.desk().map(Desk::target) {
        None => {}
        Some(None) => ask_target(app, ctx, then),
        Some(Some(path)) => save(app, path, Some(ctx).zip(then)),
    }
}

/// Saves into `path`; `then` closes the report afterwards, and leaves the program if its flag says so.
fn save(app: &mut App, path: PathBuf, then: Option<(&Context, bool)>) {
    let Some(desk) = app.desks.get_mut(app.current) else {
        return;
    };
    match dataset::save(&path, &desk.session, desk.expected(&path)) {
        Ok(hash) => {
            app.message = Some(texts::SAVED_TO.with(path.display()));
            desk.saved_revision = Some(desk.session.revision());
            desk.path.get_or_insert_with(|| path.clone());
            desk.saved = Some((path, hash));
            if let Some((ctx, leave)) = then {
                close_now(app, ctx, Some(leave));
            }
        }
        Err(error)
            if matches!(
                error,
                SaveError::ChangedOutside { .. } | SaveError::Exists { .. }
            ) =>
        {
            app.prompt = Some(Prompt::Changed(error.to_string()))
        }
        Err(error) => app.notices.push(Notice {
            is_error: true,
            text: error.to_string(),
        }),
    }
}

fn close(app: &mut App, ctx: &Context) {
    match app.desk() {
        Some(desk) if !desk.is_saved() => app.prompt = Some(Prompt::Unsaved { leave: false }),
        Some(_) => close_now(app, ctx, None),
        None => {}
    }
}

/// Closes the report in front without asking; `leave` asks for the end of the program, which asks again for the next
/// report that is not saved.
fn close_now(app: &mut App, ctx: &Context, leave: Option<bool>) {
    if leave == Some(true) {
        // What was open is open again at the next start, so a report stays listed while the program ends.
        app.kept_open = Some(app.settings_now());
    }
    if app.current < app.desks.len() {
        app.desks.remove(app.current);
    }
    app.current = app.current.min(app.desks.len().saturating_sub(1));
    if leave == Some(true) {
        ctx.send_viewport_cmd(ViewportCommand::Close);
    }
}

/// Reads the file again; the steps of this window are dropped, which the user chose.
fn reload(app: &mut App, ctx: &Context) {
    let Some(desk) = app.desk() else { return };
    let Some(path) = desk.target() else { return };
    close_now(app, ctx, None);
    open(app, ctx, vec![path]);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_next(
        last: Option<(usize, char)>,
        problems: &str,
        forward: bool,
        expected: Option<usize>,
    ) {
        let problems: Vec<char> = problems.chars().collect();
        assert_eq!(next_problem(last.as_ref(), &problems, forward), expected);
    }

    #[test]
    fn problems_are_walked_around_and_a_solved_one_gives_way_to_the_next() {
        check_next(None, "abc", true, Some(0));
        check_next(None, "abc", false, Some(2));
        check_next(Some((0, 'a')), "abc", true, Some(1));
        check_next(Some((2, 'c')), "abc", true, Some(0));
        check_next(Some((0, 'a')), "abc", false, Some(2));
        check_next(Some((1, 'x')), "abc", true, Some(1));
        check_next(Some((3, 'x')), "abc", true, Some(0));
        check_next(Some((1, 'x')), "abc", false, Some(0));
        check_next(Some((0, 'x')), "abc", false, Some(2));
        check_next(None, "", true, None);
    }

    #[track_caller]
    fn check_suffix(given: &str, expected: &str) {
        assert_eq!(with_suffix(PathBuf::from(given)), PathBuf::from(expected));
    }

    #[test]
    fn reviewed_files_always_have_their_suffix() {
        check_suffix("a/年报", "a/年报.gouji.ron");
        check_suffix("a/年报.txt.gouji.ron", "a/年报.txt.gouji.ron");
    }
}
