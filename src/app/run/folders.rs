//! Folders as datasets: their reports are listed at once and read for the list in the background. Only those that are put
//! on the desk are open; the longest unused of them go back to the list when they are many.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use egui::Context;

use crate::app::background::indexing::{IndexJob, IndexLine};
use crate::app::background::listing::{FolderContent, FolderReport, Known, Looked, LookedFiles};
use crate::app::background::opening::Wish;
use crate::app::commands::ReportId;
use crate::app::notices::Notice;
use crate::app::reports::facts::Facts;
use crate::app::reports::folders::{Folder, Home, Watch};
use crate::app::reports::listed::Listed;
use crate::app::reports::open_report::OpenReport;
use crate::app::{App, texts};
use crate::dataset::folder::identity;
use crate::dataset::offices::Aliases;
use crate::dataset::queue::Entry;

/// Most reports that are open at once, as long as nothing of the others would be lost.
const MOST_OPEN: usize = 8;

/// Most reports of a folder of which it is told one by one why they cannot be read.
const MOST_TOLD: usize = 10;

/// How often the index is written while reports are being read.
const WHILE_READING: Duration = Duration::from_secs(30);

/// How often it is written afterwards.
const AFTERWARDS: Duration = Duration::from_secs(5);

/// Most reports of which the selected cell is kept when they are closed.
const MOST_CELLS: usize = 500;

/// Lists the reports of a folder; those that are not known from its index are read for the list. Gives the report to begin
/// with, where none is open.
pub(super) fn take_content(
    app: &mut App,
    ctx: &Context,
    path: PathBuf,
    content: FolderContent,
) -> Option<ReportId> {
    tell_passed(app, &path, &content);
    let number = number_of(app, path, &content);
    let mut wishes = Vec::new();
    let mut first = None;
    for (nth, report) in content.reports.into_iter().enumerate() {
        let id = id_of(app, &report);
        let home = app.reports.homes.get(&id);
        let is_at_home = home.is_some_and(|home| home.folder != number);
        first = first.or(Some(id));
        // A report that is listed with a folder around this one stays there.
        if !is_at_home {
            let place = (number, nth);
            wishes.extend(settle(app, id, place, report));
        }
    }
    if app.opener.is_cancelled() {
        return None;
    }
    if let Some(folder) = app.reports.folder_mut(number) {
        folder.n_to_read = wishes.len();
    }
    app.opener.ask_all(ctx, wishes);
    let begins = app.reports.has_none_open() && app.awaited.is_none();
    let first = first.filter(|_| begins)?;
    Some(app.next_unsigned().unwrap_or(first))
}

/// The number of the report, new if it was not known.
pub(super) fn id_of(app: &mut App, report: &FolderReport) -> ReportId {
    let known = app.reports.known_by(&report.identity);
    known.unwrap_or_else(|| {
        let (path, identity) = (report.path.clone(), report.identity.clone());
        app.reports.list_by(path, identity)
    })
}

/// The number of the folder, new if it was not open.
fn number_of(app: &mut App, path: PathBuf, content: &FolderContent) -> ReportId {
    let is_it = |folder: &&mut Folder| folder.identity == content.identity;
    if let Some(folder) = app.reports.folders.iter_mut().find(is_it) {
        folder.aliases.clone_from(&content.aliases);
        folder.hierarchy.clone_from(&content.hierarchy);
        folder.n_failed = 0;
        return folder.number;
    }
    let number = app.reports.next_id();
    app.reports.folders.push(Folder {
        path,
        identity: content.identity.clone(),
        number,
        aliases: content.aliases.clone(),
        hierarchy: content.hierarchy.clone(),
        n_to_read: 0,
        n_failed: 0,
        is_ahead: false,
        opened: Instant::now(),
        written: None,
        watch: Watch::after(Duration::ZERO),
    });
    number
}

/// Gives a report its home; the wish that it be read, where that is needed.
pub(super) fn settle(
    app: &mut App,
    id: ReportId,
    place: (ReportId, usize),
    report: FolderReport,
) -> Option<Wish> {
    let wish = Wish::Look {
        id,
        path: report.path.clone(),
        unless: None,
    };
    let wish = report.known.is_none().then_some(wish);
    if let Some(listed) = app.reports.listed_mut(id) {
        listed.has_steps = report.has_steps;
    }
    app.reports.stand_at(id, place, report.known.clone());
    let home = Home {
        folder: place.0,
        path: report.path,
        name: report.name,
        stamp: report.stamp.filter(|_| report.known.is_some()),
        known: report.known,
    };
    app.reports.homes.insert(id, home);
    wish
}

fn tell_passed(app: &mut App, folder: &Path, content: &FolderContent) {
    let shown = folder.display().to_string();
    let mut tell_error = |text| app.notices.push(Notice::error(text));
    if content.reports.is_empty() && content.errors.is_empty() {
        tell_error(texts::EMPTY_FOLDER.with(&shown));
    }
    for (folder, error) in &content.errors {
        tell_error(texts::FOLDER_FAILED.with_both(folder.display(), texts::of_system(error)));
    }
    if content.is_cut {
        tell_error(texts::FOLDER_CUT.with(&shown));
    }
    if let Some(kept) = &content.kept {
        let mut text = texts::REVIEWS_KEPT.with(kept.reviews.display());
        if kept.n_beside > 0 {
            text.push_str(&texts::REVIEWS_BESIDE.with(kept.n_beside));
        }
        if kept.n_both > 0 {
            text.push_str(&texts::REVIEWS_BOTH.with(kept.n_both));
        }
        app.notices.push(Notice::information(text));
    }
    for notice in &content.notices {
        let text = texts::say(notice).to_owned();
        app.notices.push(Notice::information(text));
    }
    if content.passed.n() > 0 {
        let summary = content.passed.summary();
        let text = texts::PASSED_OVER.with_both(&shown, texts::say(&summary));
        app.notices.push(Notice::information(text));
    }
}

/// A report was read for the list.
pub(super) fn take_looked(app: &mut App, id: ReportId, looked: Looked) {
    let listed = app.reports.listed_as(id);
    let path = listed.map(|listed| listed.path.clone());
    let path = path.or_else(|| app.reports.get(id)?.path.clone());
    let (Some(home), Some(path)) = (app.reports.homes.get_mut(&id), path) else {
        return;
    };
    let number = home.folder;
    let none = Aliases::default();
    let mut folders = app.reports.folders.iter_mut();
    let folder = folders.find(|folder| folder.number == number);
    let aliases = folder.as_ref().map_or(&none, |folder| &folder.aliases);
    let known: Option<Known> = match looked.files {
        LookedFiles::AsBefore => home.known.clone(),
        LookedFiles::Read { stamp, read } => {
            let facts = |entry: Box<Entry>| Arc::new(Facts::new(*entry, &path, aliases));
            let known = read.map(facts);
            home.stamp = stamp;
            home.known = Some(known.clone());
            Some(known)
        }
    };
    let (mut failure, mut has_read_all) = (None, false);
    if let Some(folder) = folder {
        folder.n_to_read = folder.n_to_read.saturating_sub(1);
        folder.is_ahead = true;
        if let Some(Err(sentence)) = &known {
            folder.n_failed += 1;
            failure = (folder.n_failed <= MOST_TOLD).then(|| sentence.clone());
        }
        if folder.n_to_read == 0 && folder.n_failed > MOST_TOLD {
            let n_more = folder.n_failed - MOST_TOLD;
            let text = texts::MORE_UNREADABLE.with_both(folder.path.display(), n_more);
            app.notices.push(Notice::error(text));
        }
        has_read_all = folder.n_to_read == 0;
    }
    if has_read_all {
        search_again(app, number);
    }
    if let Some(sentence) = failure {
        let text = texts::say(&sentence).to_owned();
        app.notices.push(Notice::error(text));
    }
    if let (Some(listed), Some(known)) = (app.reports.listed_mut(id), known) {
        listed.has_steps = looked.has_steps;
        listed.know(known);
    }
}

/// The list knows all reports of a folder now: neighbours that were not found before may be among them.
fn search_again(app: &mut App, folder: ReportId) {
    let homes = &app.reports.homes;
    let is_of_it = |id: ReportId| homes.get(&id).is_some_and(|home| home.folder == folder);
    let open = app.reports.open().map(|open_report| open_report.id);
    let ids: Vec<ReportId> = open.filter(|id| is_of_it(*id)).collect();
    for open_report in app.reports.open_mut() {
        let links = &mut open_report.links;
        if ids.contains(&open_report.id) && !links.is_chosen {
            links.searched = None;
        }
    }
}

/// What was not read yet is not read now.
pub(super) fn stop_reading(app: &mut App) {
    for folder in &mut app.reports.folders {
        folder.n_to_read = 0;
    }
}

/// Writes what became known into the indexes, one after another.
pub(crate) fn keep_indexes(app: &mut App, ctx: &Context) {
    for id in std::mem::take(&mut app.saved_since) {
        let home = app.reports.homes.get(&id);
        if let Some(path) = home.map(|home| home.path.clone()) {
            look_again(app, ctx, id, path);
        }
    }
    if let Some(job) = &app.index_job {
        let Some(answer) = job.answer() else { return };
        let number = job.folder;
        app.index_job = None;
        if let (Err(error), Some(folder)) = (answer, app.reports.folder(number)) {
            let text =
                texts::INDEX_NOT_WRITTEN.with_both(folder.path.display(), texts::of_system(&error));
            app.notices.push(Notice::information(text));
        }
    }
    let is_due = |folder: &&mut Folder| {
        let is_done = folder.n_to_read == 0;
        let pause = if is_done { AFTERWARDS } else { WHILE_READING };
        // At once when all is read for the first time.
        let is_first = is_done && folder.written.is_none();
        let is_late = folder.written.unwrap_or(folder.opened).elapsed() >= pause;
        folder.is_ahead && (is_first || is_late)
    };
    let Some(folder) = app.reports.folders.iter_mut().find(is_due) else {
        return;
    };
    folder.is_ahead = false;
    folder.written = Some(Instant::now());
    let (number, path) = (folder.number, folder.path.clone());
    let homes = app.reports.homes.values();
    let said = homes.filter(|home| home.folder == number).filter_map(said);
    app.index_job = Some(IndexJob::start(ctx, number, path, said.collect()));
}

fn said(home: &Home) -> Option<IndexLine> {
    Some((home.name.clone()?, home.stamp?, home.known.clone()?))
}

/// Closes the reports that were not in front for longest, as long as too many are open and nothing of them is lost.
pub(crate) fn close_unused(app: &mut App, ctx: &Context) {
    let n_open = app.reports.open().count();
    if n_open <= MOST_OPEN {
        return;
    }
    let front = app.reports.front().map(|open_report| open_report.id);
    let can_go = |id: &ReportId| {
        let open_report = app.reports.get(*id);
        Some(*id) != front && open_report.is_some_and(OpenReport::can_be_put_away)
    };
    let unused: Vec<ReportId> = app
        .reports
        .least_used()
        .into_iter()
        .filter(can_go)
        .take(n_open - MOST_OPEN)
        .collect();
    for id in unused {
        let facts = app.reports.facts_of(id);
        let Some(closed) = app.reports.take(id) else {
            continue;
        };
        list_again(app, ctx, closed, facts.map(Ok));
    }
}

/// Closes an open report that goes back to the list. `known` is what the list says of it until it was read again.
pub(super) fn list_again(
    app: &mut App,
    ctx: &Context,
    mut closed: OpenReport,
    known: Option<Known>,
) {
    closed.forget_steps();
    app.notices.keep_past(std::mem::take(&mut closed.notices));
    let (id, Some(path)) = (closed.id, closed.path.clone()) else {
        return;
    };
    if let Some(cell) = &closed.view.selection.head {
        app.settings.open.retain(|(known, _)| *known != path);
        app.settings.open.push((path.clone(), cell.to_string()));
        let n_over = app.settings.open.len().saturating_sub(MOST_CELLS);
        app.settings.open.drain(..n_over);
    }
    let title = closed.title();
    let place = app.reports.place_of(id);
    // The lock goes with it, before others look.
    drop(closed);
    let mut listed = Listed::new(id, path.clone(), identity(&path), place);
    listed.sleep(Some(title));
    if let Some(known) = known {
        listed.know(known);
    }
    app.reports.put_on_list(listed);
    look_again(app, ctx, id, path);
}

/// Reads a report of a folder for the list, if its files are not as they were when it was read last.
fn look_again(app: &mut App, ctx: &Context, id: ReportId, path: PathBuf) {
    let Some(home) = app.reports.homes.get(&id) else {
        return;
    };
    let (number, unless) = (home.folder, home.stamp);
    if let Some(folder) = app.reports.folder_mut(number) {
        folder.n_to_read += 1;
    }
    app.opener
        .ask_all(ctx, vec![Wish::Look { id, path, unless }]);
}

/// The folder that the report in front is of, else the one opened last.
pub(super) fn in_front(app: &App) -> Option<&Folder> {
    let front = app.reports.front().map(|open_report| open_report.id);
    let own = front.and_then(|id| app.reports.homes.get(&id));
    let own = own.and_then(|home| app.reports.folder(home.folder));
    own.or(app.reports.folders.last())
}

/// Whether the report has steps that would be lost with it.
fn would_lose(open_report: &OpenReport) -> bool {
    !open_report.is_saved() || open_report.left_behind.is_some()
}

/// Takes a report off the list and closes it, unless it has steps that would be lost.
pub(super) fn take_off(app: &mut App, id: ReportId) {
    if app.reports.get(id).is_some_and(would_lose) {
        return;
    }
    app.reports.unlist(id);
    app.reports.homes.remove(&id);
    if let Some(mut closed) = app.reports.take(id) {
        closed.forget_steps();
        app.notices.keep_past(closed.notices);
    }
}

/// Closes the folder that the report in front is of, else the one opened last, with all its reports; not while one of
/// them has steps that would be lost, which is said. Gives whether it was closed.
pub(super) fn close(app: &mut App) -> bool {
    let Some(number) = in_front(app).map(|folder| folder.number) else {
        app.message = Some(texts::NO_FOLDER.show().to_owned());
        return false;
    };
    let is_of_it = |id: &ReportId| {
        let home = app.reports.homes.get(id);
        home.is_some_and(|home| home.folder == number)
    };
    let mut open = app.reports.open().filter(|it| would_lose(it));
    let unsaved = open.find(|it| is_of_it(&it.id)).map(OpenReport::name);
    if let Some(name) = unsaved {
        app.message = Some(texts::FOLDER_UNSAVED.with(name));
        return false;
    }
    let homes = app.reports.homes.keys().copied();
    let ids: Vec<ReportId> = homes.filter(|id| is_of_it(id)).collect();
    drop(open);
    for id in ids {
        take_off(app, id);
    }
    app.reports.folders.retain(|folder| folder.number != number);
    true
}
