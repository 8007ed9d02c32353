//! Opening, saving and closing reports: the part of [`mod@crate::app::run`] that touches files. It changes no session.

use std::path::{Path, PathBuf};

use egui::{Context, ViewportCommand};

use crate::app::commands::{Command, ReportId};
use crate::app::notices::Notice;
use crate::app::prompts::Prompt;
use crate::app::reports::open_report::OpenReport;
use crate::app::run::{bring, folders};
use crate::app::window::app::{Pending, Purpose};
use crate::app::{App, background, texts};
use crate::dataset::changed::path_of_content;
use crate::dataset::recovery::{Found, Recovery};
use crate::dataset::{self, SaveError};
use crate::export;
use crate::source::import::Waiting;

pub(crate) fn ask(
    app: &mut App,
    purpose: Purpose,
    question: impl FnOnce(&App) -> std::sync::mpsc::Receiver<Vec<PathBuf>>,
) {
    // One question at a time: a second dialog would be asked behind the first. One that nobody answers is dropped.
    if app.pending.as_ref().is_none_or(|pending| pending.is_late) {
        let receiver = question(app);
        app.pending = Some(Pending {
            receiver,
            purpose,
            asked_at: None,
            is_late: false,
        });
    }
}

/// The desktop answered.
pub(crate) fn answered(app: &mut App, ctx: &Context, purpose: Purpose, paths: Vec<PathBuf>) {
    match purpose {
        Purpose::Open => app.later(Command::Open(paths)),
        Purpose::Save { then } => {
            if let Some(path) = paths.into_iter().next() {
                save(app, &with_suffix(path), Some(ctx).zip(then));
            }
        }
        Purpose::Pasted(text) => app.later(Command::PastedTo(paths.into_iter().next(), text)),
        Purpose::Pair => app.later_all(paths.into_iter().take(1).map(Command::PairWith)),
        Purpose::ReviewsIn(reports) => {
            let reviews = paths.into_iter().take(1);
            app.later_all(reviews.map(|it| Command::KeepReviewsIn(reports.clone(), it)));
        }
        Purpose::Merge => app.later_all(paths.into_iter().take(1).map(Command::MergeWith)),
        Purpose::Link => app.later_all(paths.into_iter().take(1).map(Command::Link)),
        Purpose::Export(choice) => {
            let path = paths.into_iter().next();
            app.later_all(
                path.into_iter()
                    .map(|path| Command::ExportTo(path, choice.clone())),
            );
        }
        Purpose::List => {
            app.later_all(paths.into_iter().map(with_list_ending).map(Command::ListTo));
        }
    }
    ctx.request_repaint();
}

/// Reviewed files are known by their suffix, so it is never left out.
fn with_suffix(path: PathBuf) -> PathBuf {
    let name = path
        .file_name()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned();
    let is_ron = |extension: &std::ffi::OsStr| extension.eq_ignore_ascii_case("ron");
    if path.extension().is_some_and(is_ron) {
        path
    } else {
        path.with_file_name(format!("{name}.gouji.ron"))
    }
}

/// A list without one of the endings it can have gets that of the first format.
fn with_list_ending(path: PathBuf) -> PathBuf {
    let ending = path.extension().and_then(std::ffi::OsStr::to_str);
    if ending.and_then(export::formats::of_ending).is_some() {
        return path;
    }
    let mut name = path.file_name().unwrap_or_default().to_owned();
    if let Some(format) = export::FORMATS.first() {
        name.push(format!(".{}", format.ending));
    }
    path.with_file_name(name)
}

/// Asks where to write the problem list.
pub(crate) fn ask_list(app: &mut App, ctx: &Context) {
    let Some(open_report) = app.reports.front() else {
        return;
    };
    let name = Path::new(&open_report.session.source().name);
    let stem = name.file_stem().unwrap_or_default().to_string_lossy();
    let beside = open_report.path.clone().unwrap_or_default();
    let proposed = beside.with_file_name(texts::LIST_NAME.with(stem));
    ask(app, Purpose::List, |app| {
        app.dialogs.pick_list(ctx, &proposed)
    });
}

pub(crate) fn ask_target(app: &mut App, ctx: &Context, then: Option<bool>) {
    let Some(open_report) = app.reports.front() else {
        return;
    };
    let proposed = open_report
        .target()
        .unwrap_or_else(|| dataset::path_beside(Path::new(&open_report.session.source().name)));
    ask(app, Purpose::Save { then }, |app| {
        app.dialogs.pick_target(ctx, &proposed)
    });
}

/// Saves where the report came from; asks where if it came from nowhere.
pub(crate) fn save_or_ask(app: &mut App, ctx: &Context, then: Option<bool>) {
    match app.reports.front().map(OpenReport::target) {
        None => {}
        Some(None) => ask_target(app, ctx, then),
        Some(Some(path)) => save(app, &path, Some(ctx).zip(then)),
    }
}

/// Saves every open report that has steps no file holds. Where a question has to be answered first, its report stays in
/// front with the question.
pub(crate) fn save_all(app: &mut App) {
    let front = app.reports.front().map(|open_report| open_report.id);
    let unsaved = app.reports.open().filter(|it| !it.is_saved());
    let unsaved: Vec<ReportId> = unsaved.map(|it| it.id).collect();
    let n = unsaved.len();
    for id in unsaved {
        app.reports.put_in_front(id);
        let target = app.reports.front().and_then(OpenReport::target);
        if let Some(target) = target {
            save(app, &target, None);
        }
        if app.prompt.is_some() {
            break;
        }
    }
    if let (Some(front), None) = (front, &app.prompt) {
        app.reports.put_in_front(front);
    }
    let left = app.reports.open().filter(|it| !it.is_saved()).count();
    app.message = Some(texts::SAVED_ALL.with_both(n.saturating_sub(left), left));
}

/// Saves all, then ends the program; what could not be saved is asked about.
pub(crate) fn save_all_and_leave(app: &mut App, ctx: &Context) {
    save_all(app);
    if app.prompt.is_none() {
        ctx.send_viewport_cmd(ViewportCommand::Close);
    }
}

/// Saves into `path`; `then` closes the report afterwards, and leaves the program if its flag says so.
pub(crate) fn save(app: &mut App, path: &Path, then: Option<(&Context, bool)>) {
    let Some(open_report) = app.reports.front_mut() else {
        return;
    };
    if open_report.is_read_only && open_report.target().as_deref() == Some(path) {
        open_report.tell_once(open_report.refusal());
        return;
    }
    match dataset::save(path, &open_report.session, open_report.expected(path)) {
        Ok(hash) => {
            app.message = Some(texts::SAVED_TO.with(path.display()));
            app.saved_since.push(open_report.id);
            if let Err(error) = open_report.saved_into(path, hash) {
                // Recognised as saved at the next opening; said, because the folder may have a problem.
                app.notices.push(Notice::information(
                    texts::NOT_TIDIED.with(texts::of_system(&error)),
                ));
            }
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
            app.prompt = Some(Prompt::Changed(texts::tell(&error)));
        }
        Err(error) => app.tell_error(texts::tell(&error)),
    }
}

pub(crate) fn close(app: &mut App, ctx: &Context) {
    match app.reports.front() {
        Some(open_report) if !open_report.is_saved() => {
            app.prompt = Some(Prompt::Unsaved {
                leave: false,
                n_more: 0,
            });
        }
        Some(_) => close_now(app, ctx, None),
        None => {}
    }
}

/// Closes the report in front without asking; `leave` asks for the end of the program, which asks again for the next
/// report that is not saved.
pub(crate) fn close_now(app: &mut App, ctx: &Context, leave: Option<bool>) {
    if leave == Some(true) {
        // What was open is open again at the next start, so a report stays listed while the program ends.
        app.kept_open = Some(app.settings_now());
    }
    if let Some(mut closed) = app.reports.take_front() {
        let home = app.reports.homes.get(&closed.id);
        if home.is_some() {
            // What is not saved is given up, so the list goes back to what the files said.
            let known = home.and_then(|home| home.known.clone());
            folders::list_again(app, ctx, closed, known);
        } else {
            closed.forget_steps();
            app.notices.keep_past(closed.notices);
        }
    }
    if leave == Some(true) {
        ctx.send_viewport_cmd(ViewportCommand::Close);
    }
}

/// Puts the file on disk in the place of the report in front. Its steps are dropped, as the user chose, but only once the
/// file has been read: a file that cannot be opened costs nothing. Steps of another window are not dropped with them.
pub(crate) fn reload(app: &mut App) {
    let Some(path) = app.reports.front().and_then(OpenReport::target) else {
        return;
    };
    let was_read_only = app
        .reports
        .front()
        .is_some_and(|open_report| open_report.is_read_only);
    // The newly opened report wants the lock and the journal that the old one holds.
    if let Some(open_report) = app.reports.front_mut() {
        open_report.lock = None;
        open_report.journal.iter_mut().for_each(Recovery::release);
    }
    let opened = background::report::open(&reload_path(app, &path), Waiting::PATIENT);
    match opened {
        Ok(mut open_report) => {
            let Some(old) = app.reports.take_front() else {
                return;
            };
            let is_own = |found: &mut Found| found.is_in(&old.session);
            if let Some(given_up) = open_report.left_behind.take_if(is_own) {
                // What cannot be removed is offered at the next opening, which loses nothing.
                let _ = given_up.discard();
                open_report.look_for_more_steps(&path);
            }
            open_report.id = old.id;
            bring::show(app, open_report);
        }
        Err(text) => {
            if let (false, Some(open_report)) = (was_read_only, app.reports.front_mut()) {
                open_report.lock(&path);
            }
            app.tell_error(text);
        }
    }
}

/// Keeps the review that cannot be read under another name, as the user chose, and lets the report be reviewed anew.
pub(crate) fn set_review_aside(app: &mut App) {
    let Some(open_report) = app.reports.front_mut() else {
        return;
    };
    let Some(review) = open_report.broken_review.clone() else {
        return;
    };
    open_report.lock(&review);
    if open_report.is_read_only {
        open_report.tell_once(texts::READ_ONLY_REFUSED.show());
        return;
    }
    match dataset::set_review_aside(&review) {
        Ok(aside) => {
            open_report.broken_review = None;
            open_report.look_for_steps(&review);
            if !open_report.is_read_only {
                open_report.watch(&review);
            }
            open_report.tell(texts::REVIEW_SET_ASIDE.with(aside.display()));
        }
        Err(error) => {
            open_report.lock = None;
            open_report.is_read_only = true;
            app.tell_error(
                texts::REVIEW_NOT_SET_ASIDE.with_both(review.display(), texts::of_system(&error)),
            );
        }
    }
}

/// Opens the content that the file of the report in front has now beside the one that was reviewed.
pub(crate) fn open_changed(app: &mut App, ctx: &Context) {
    let report = app
        .reports
        .front()
        .and_then(|open_report| open_report.changed_report.clone());
    let Some(report) = report else { return };
    match path_of_content(&report) {
        Some(review) => bring::open(app, ctx, vec![review]),
        None => app.tell_error(texts::CHANGED_UNREADABLE.with(report.display())),
    }
}

/// The reviewed file, or the report itself while it was never saved.
fn reload_path(app: &App, target: &Path) -> PathBuf {
    let own = app
        .reports
        .front()
        .and_then(|open_report| open_report.path.clone());
    match own {
        Some(own) if !target.exists() => own,
        _ => target.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_suffix(given: &str, expected: &str) {
        assert_eq!(with_suffix(PathBuf::from(given)), PathBuf::from(expected));
    }

    #[test]
    fn reviewed_files_always_have_their_suffix() {
        check_suffix("a/年报", "a/年报.gouji.ron");
        check_suffix("a/年报.txt.gouji.ron", "a/年报.txt.gouji.ron");
    }

    #[track_caller]
    fn check_list_ending(given: &str, expected: &str) {
        assert_eq!(
            with_list_ending(PathBuf::from(given)),
            PathBuf::from(expected)
        );
    }

    #[test]
    fn lists_are_workbooks_unless_they_are_markdown() {
        check_list_ending("a/清单", "a/清单.xlsx");
        check_list_ending("a/清单.md", "a/清单.md");
        check_list_ending("a/清单.v2", "a/清单.v2.xlsx");
        check_list_ending("a/清单.XLSX", "a/清单.XLSX");
    }
}
