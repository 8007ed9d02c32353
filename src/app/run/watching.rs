//! Folders that are open are looked through again, so that the list follows what others do there: when the window comes
//! back to the front, now and then, and when the reviewer asks.

use std::collections::BTreeSet;

use egui::{Context, Event};

use crate::app::background::listing::{FolderContent, FolderReport};
use crate::app::background::watching::WatchJob;
use crate::app::commands::ReportId;
use crate::app::notices::Notice;
use crate::app::reports::folders::{Folder, Home, Watch};
use crate::app::run::folders;
use crate::app::{App, texts};

/// What is to be told of a folder that was looked through.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
struct Told {
    /// Whether all of the folder was seen.
    is_whole: bool,
    n_new: usize,
    n_gone: usize,
    n_changed: usize,
}

/// The reviewer asks for the folder in front to be looked through.
pub(super) fn ask(app: &mut App) {
    let Some(number) = folders::in_front(app).map(|folder| folder.number) else {
        app.message = Some(texts::NO_FOLDER.show().to_owned());
        return;
    };
    if let Some(folder) = app.reports.folder_mut(number) {
        folder.watch.is_wanted = true;
        folder.watch.is_asked = true;
    }
}

/// Looks through the folders whose turn it is, one after another, and takes what was seen.
pub(crate) fn keep_on(app: &mut App, ctx: &Context) {
    let is_back = |event: &Event| matches!(event, Event::WindowFocused(true));
    if ctx.input(|input| input.events.iter().any(is_back)) {
        for folder in &mut app.reports.folders {
            folder.watch.is_wanted = true;
        }
    }
    if let Some(job) = &app.watch_job {
        let Some((content, took)) = job.answer() else {
            return;
        };
        let (number, is_asked) = (job.folder, job.is_asked);
        app.watch_job = None;
        let told = take(app, ctx, number, content, is_asked);
        if let Some(folder) = app.reports.folder_mut(number) {
            folder.watch = Watch::after(took);
        }
        tell(app, number, told, is_asked);
        return;
    }
    // What is being read for the list is looked at just now.
    if app.opener.is_busy() {
        return;
    }
    let is_due = |folder: &&mut Folder| folder.watch.is_due();
    if let Some(folder) = app.reports.folders.iter_mut().find(is_due) {
        folder.watch.is_wanted = false;
        let (path, is_asked) = (folder.path.clone(), folder.watch.is_asked);
        app.watch_job = Some(WatchJob::start(ctx, folder.number, path, is_asked));
        return;
    }
    let left = app.reports.folders.iter().map(|folder| folder.watch.left());
    if let Some(left) = left.min() {
        ctx.request_repaint_after(left);
    }
}

/// Brings the list up to what was seen in the folder `number`. Reports that are open stay open whatever became of their
/// files, which is told when they are saved.
fn take(
    app: &mut App,
    ctx: &Context,
    number: ReportId,
    content: FolderContent,
    is_asked: bool,
) -> Told {
    let is_whole = content.errors.is_empty() && !content.is_cut;
    let mut told = Told {
        is_whole,
        ..Told::default()
    };
    let (mut standing, mut wishes) = (BTreeSet::new(), Vec::new());
    for (folder, error) in &content.errors {
        let text = texts::FOLDER_FAILED.with_both(folder.display(), texts::of_system(error));
        app.notices.push(Notice::error(text));
    }
    for (nth, report) in content.reports.into_iter().enumerate() {
        let known = app.reports.known_by(&report.identity);
        let home = known.and_then(|id| Some((id, app.reports.homes.get(&id)?)));
        let id = match home {
            None => {
                told.n_new += 1;
                folders::id_of(app, &report)
            }
            Some((_, home)) if home.folder != number => continue,
            Some((id, home)) => {
                standing.insert(id);
                let is_closed = app.reports.listed_as(id).is_some();
                let has_changed = is_closed && has_changed(home, &report, is_asked);
                if !has_changed {
                    app.reports.stand_again(id, (number, nth), report.has_steps);
                    continue;
                }
                told.n_changed += 1;
                id
            }
        };
        standing.insert(id);
        wishes.extend(folders::settle(app, id, (number, nth), report));
    }
    if is_whole {
        told.n_gone = drop_gone(app, number, &standing);
    }
    if let Some(folder) = app.reports.folder_mut(number) {
        folder.n_to_read += wishes.len();
        folder.is_ahead |= told.n_new + told.n_gone + told.n_changed > 0;
    }
    app.opener.ask_all(ctx, wishes);
    told
}

/// Whether the files of a report are not as they were when it was read for the list. One that was read while they were so
/// young that another change may have left the same stamp is read once more when they are older; one whose reading was
/// given up, when the reviewer asks.
fn has_changed(home: &Home, report: &FolderReport, is_asked: bool) -> bool {
    if home.known.is_none() {
        return is_asked;
    }
    match home.stamp {
        Some(_) => home.stamp != report.stamp,
        None => report.stamp.is_some() && !report.is_young,
    }
}

/// Takes the reports of the folder that do not stand there any more off the list. Returns how many.
fn drop_gone(app: &mut App, number: ReportId, standing: &BTreeSet<ReportId>) -> usize {
    let homes = app.reports.homes.iter();
    let missing = homes.filter(|(id, home)| home.folder == number && !standing.contains(id));
    let gone: Vec<ReportId> = missing.map(|(id, _)| *id).collect();
    let mut n = 0;
    for id in gone {
        if app.reports.unlist(id).is_some() {
            app.reports.homes.remove(&id);
            n += 1;
        }
    }
    n
}

fn tell(app: &mut App, number: ReportId, told: Told, is_asked: bool) {
    let Some(folder) = app.reports.folder(number) else {
        return;
    };
    let shown = folder.path.display();
    if told.n_new + told.n_gone > 0 {
        let mut text = texts::FOLDER_FOLLOWED.with(shown);
        for (n, part) in [
            (told.n_new, texts::FOLDER_NEW),
            (told.n_gone, texts::FOLDER_GONE),
        ] {
            if n > 0 {
                text.push_str(&part.with(n));
            }
        }
        app.notices.push(Notice::information(text));
    } else if is_asked && told.is_whole {
        let text = match told.n_changed {
            0 => texts::FOLDER_AS_BEFORE.show().to_owned(),
            n => texts::FOLDER_CHANGED.with(n),
        };
        app.message = Some(text);
    }
}
