//! Which reports are listed, which of them are open, and which is in front.
//!
//! A report that is asked for is listed at once and opened in the background. What arrives goes behind the report in
//! front: a hand that is typing never finds itself in another report. Only the report waited for comes to the front, and
//! only while no hand has done anything since; so does the first one in an empty window.

use std::path::{Path, PathBuf};

use egui::{Context, Event, Ui};

use crate::app::background::opening::{Message, Wish};
use crate::app::commands::{Command, ReportId};
use crate::app::notices::Notice;
use crate::app::prompts::Prompt;
use crate::app::reports::desk::Desk;
use crate::app::reports::view::Scrolling;
use crate::app::{App, background, keyboard, texts};
use crate::dataset::folder::{Listing, identity};
use crate::form::CellKey;

/// Frames after which all panes have their size.
const SETTLING: u8 = 8;

/// A report that is listed and not open.
#[derive(Clone, Debug)]
pub(crate) struct Listed {
    /// What it is known by.
    pub id: ReportId,
    /// The file.
    pub path: PathBuf,
    /// What tells its review from others.
    pub identity: PathBuf,
    /// Year and office at the end of the last start; empty where they are not known.
    pub title: (String, String),
    /// Where it is on its way.
    pub state: ListedState,
}

/// How far a report is that is not open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ListedState {
    /// It has just been asked for.
    New,
    /// It is opened when it is wanted.
    Asleep,
    /// It is being opened, or will be. One that was never open is not listed any more when that fails.
    Waiting {
        /// Whether it was listed before it was asked for.
        was_known: bool,
    },
    /// It could not be opened when it was wanted last.
    Failed,
}

/// The report that comes to the front when it is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Awaited {
    /// Which.
    pub id: ReportId,
    /// What hands had done when it was asked for; after anything else it stays behind.
    hands: u64,
}

/// Opens what is at `paths`; the first report named comes to the front.
pub(crate) fn open(app: &mut App, ctx: &Context, paths: Vec<PathBuf>) {
    let mut named = Vec::new();
    for path in paths {
        if path.is_dir() {
            app.opener.ask(ctx, Wish::Folder(path));
        } else {
            let id = known(app, &path).unwrap_or_else(|| list(app, path));
            named.push(id);
        }
    }
    let mut named = named.into_iter();
    if let Some(first) = named.next() {
        bring(app, ctx, first);
    }
    for id in named {
        wake(app, ctx, id);
    }
}

/// Puts the report in front, at once if it is open, else when it is.
pub(crate) fn bring(app: &mut App, ctx: &Context, id: ReportId) {
    app.awaited = None;
    if let Some(at) = app.place(id) {
        put_in_front(app, at);
        return;
    }
    let Some(listed) = app.listed.iter_mut().find(|listed| listed.id == id) else {
        return;
    };
    let path = listed.path.clone();
    listed.wait();
    app.opener.ask_first(ctx, id, &path);
    let hands = hands(app, ctx);
    app.awaited = Some(Awaited { id, hands });
}

/// Puts an open report in front, with the word that waited for it.
pub(crate) fn put_in_front(app: &mut App, at: usize) {
    app.current = at;
    let greeting = app.desk_mut().and_then(|desk| desk.greeting.take());
    app.message = greeting.or(app.message.take());
}

/// Gives up what was not opened yet; it stays listed.
pub(crate) fn cancel(app: &mut App) {
    app.opener.cancel();
    app.awaited = None;
    for listed in &mut app.listed {
        if listed.is_waiting() {
            listed.state = ListedState::Asleep;
        }
    }
}

/// Opens the report behind the others.
fn wake(app: &mut App, ctx: &Context, id: ReportId) {
    let listed = app.listed.iter_mut().find(|listed| listed.id == id);
    let Some(listed) = listed.filter(|listed| !listed.is_waiting()) else {
        return;
    };
    let wish = Wish::Report(id, listed.path.clone());
    listed.wait();
    app.opener.ask(ctx, wish);
}

impl Listed {
    pub(crate) fn is_waiting(&self) -> bool {
        matches!(self.state, ListedState::Waiting { .. })
    }

    fn wait(&mut self) {
        self.state = match self.state {
            ListedState::Waiting { was_known } => ListedState::Waiting { was_known },
            ListedState::New => ListedState::Waiting { was_known: false },
            ListedState::Asleep | ListedState::Failed => ListedState::Waiting { was_known: true },
        };
    }
}

/// The report at `path`, if it is open or listed, however its path is written.
fn known(app: &App, path: &Path) -> Option<ReportId> {
    let identity = identity(path);
    let open = app.desks.iter().find(|desk| desk.has_identity(&identity));
    let listed = || app.listed.iter().find(|listed| listed.identity == identity);
    open.map(|desk| desk.id)
        .or_else(|| listed().map(|listed| listed.id))
}

/// Lists a report nobody knows yet.
fn list(app: &mut App, path: PathBuf) -> ReportId {
    let id = app.next_id();
    app.listed.push(Listed {
        id,
        identity: identity(&path),
        path,
        title: (String::new(), String::new()),
        state: ListedState::New,
    });
    id
}

/// Lists again what was listed at the end of the last start, and opens the report that was in front.
pub(crate) fn resume(app: &mut App) {
    for (path, _) in app.settings.open.clone() {
        let id = list(app, path.clone());
        let title = app.settings.titles.get(&path).cloned();
        if let Some(listed) = app.listed.iter_mut().find(|listed| listed.id == id) {
            listed.title = title.unwrap_or_default();
            listed.state = ListedState::Asleep;
        }
    }
    let front = app.settings.current.min(app.listed.len().saturating_sub(1));
    if let Some(listed) = app.listed.get(front) {
        let id = listed.id;
        app.later(Command::Bring(id));
    }
}

/// Takes what was opened since the last frame.
pub(crate) fn receive(app: &mut App, ui: &Ui) {
    let is_wheel = |event: &Event| matches!(event, Event::MouseWheel { .. });
    let has_scrolled = ui.input(|input| input.events.iter().any(is_wheel));
    app.n_scrolled += u64::from(has_scrolled);
    let is_at_work = keyboard::hand(ui.ctx()).is_waiting;
    if is_at_work && app.desks.is_empty() {
        // What is typed now belongs to the page that is drawn.
        if app.opener.is_busy() {
            ui.ctx().request_repaint();
        }
        return;
    }
    for message in app.opener.poll() {
        match message {
            Message::Begun(_) => {}
            Message::Listed(folder, listing) => take_listing(app, ui.ctx(), &folder, listing),
            Message::Opened(id, desk) => arrive(app, ui.ctx(), id, *desk),
            Message::Failed(id, sentence) => fail(app, id, sentence),
        }
    }
}

/// What hands have done so far, as a number that grows.
fn hands(app: &App, ctx: &Context) -> u64 {
    app.n_scrolled + keyboard::hand(ctx).n_done
}

/// Lists the reports of a folder that are not listed yet, and opens those that are not open.
fn take_listing(app: &mut App, ctx: &Context, folder: &Path, listing: Listing) {
    if listing.found.is_empty() {
        let text = texts::EMPTY_FOLDER.with(folder.display());
        app.notices.push(Notice::error(text));
    }
    for found in listing.found {
        match found {
            Ok(path) => {
                let id = known(app, &path).unwrap_or_else(|| list(app, path));
                if !app.opener.is_cancelled() {
                    wake(app, ctx, id);
                }
            }
            Err((folder, error)) => {
                let text = texts::FOLDER_FAILED.with_both(folder.display(), error);
                app.notices.push(Notice::error(text));
            }
        }
    }
    if listing.is_cut {
        let text = texts::FOLDER_CUT.with(folder.display());
        app.notices.push(Notice::error(text));
    }
    if listing.passed.n() > 0 {
        let summary = listing.passed.summary();
        let text = texts::PASSED_OVER.with_both(folder.display(), texts::pick(&summary));
        app.notices.push(Notice::information(text));
    }
}

fn fail(app: &mut App, id: ReportId, sentence: String) {
    app.notices.push(Notice::error(sentence));
    if app.awaited.is_some_and(|awaited| awaited.id == id) {
        app.awaited = None;
    }
    let was_known = |listed: &Listed| listed.state != ListedState::Waiting { was_known: false };
    app.listed
        .retain(|listed| listed.id != id || was_known(listed));
    if let Some(listed) = app.listed.iter_mut().find(|listed| listed.id == id) {
        listed.state = ListedState::Failed;
    }
}

/// A report is there. One that was given up meanwhile stays listed; one that is open already, because another was saved
/// under its name, is not opened twice.
fn arrive(app: &mut App, ctx: &Context, id: ReportId, mut desk: Desk) {
    let is_wanted = |listed: &Listed| listed.id == id && listed.is_waiting();
    if !app.listed.iter().any(is_wanted) {
        return;
    }
    app.listed.retain(|listed| listed.id != id);
    let path = desk.path.clone().unwrap_or_default();
    if app.desks.iter().any(|open| open.is_of(&path)) {
        return;
    }
    desk.id = id;
    let awaited = app.awaited.filter(|awaited| awaited.id == id);
    let (is_first, front) = (app.desks.is_empty(), app.current);
    let name = desk.name();
    add(app, desk);
    if awaited.is_some() {
        app.awaited = None;
    }
    if is_first {
        put_in_front(app, 0);
        keep_typed_path(app);
    } else if awaited.is_some_and(|awaited| awaited.hands == hands(app, ctx))
        && !keyboard::hand(ctx).is_waiting
    {
        put_in_front(app, app.desks.len() - 1);
    } else {
        app.current = front;
        if awaited.is_some() {
            app.message = Some(texts::OPENED_BEHIND.with(name));
        }
    }
}

/// A path half typed into the page that the first report takes the place of goes on in the question for a path.
fn keep_typed_path(app: &mut App) {
    let typed = std::mem::take(&mut app.welcome.path);
    if app.prompt.is_none() && !typed.trim().is_empty() {
        app.prompt = Some(Prompt::Path(typed));
        app.prompt_was_open = false;
    }
}

pub(crate) fn open_sample(app: &mut App) {
    match background::jobs::sample() {
        Ok(mut desk) => {
            desk.id = app.next_id();
            show(app, desk);
        }
        Err(text) => app.notices.push(Notice::error(text)),
    }
}

/// Puts a report just opened in front.
pub(crate) fn show(app: &mut App, desk: Desk) {
    add(app, desk);
    put_in_front(app, app.desks.len() - 1);
}

/// Adds a report just opened to those that are open.
fn add(app: &mut App, mut desk: Desk) {
    if let Some(path) = &desk.path {
        app.settings.remember(path);
        // The cell selected at the end of the last start, however the report was opened now.
        let mut open = app.settings.open.iter();
        let key = open.find(|(known, _)| known == path).map(|(_, key)| key);
        // Another edition may have been chosen for the table since.
        let walk = &desk.view.picture(&desk.session).walk;
        let cell = key.and_then(|key| key.parse::<CellKey>().ok());
        if let Some(cell) = cell.filter(|cell| walk.has(cell)) {
            desk.view.select(cell);
            desk.view.settling = SETTLING;
        }
    }
    let first = desk.view.picture(&desk.session).walk.first().cloned();
    if desk.view.head.is_none() {
        // A report just opened is seen from its first line on, wherever an earlier start had scrolled to.
        desk.view.tables = Scrolling::ToStart;
        desk.view.source.scrolling = Scrolling::ToStart;
        desk.view.corner.clone_from(&first);
        desk.view.head = first;
    }
    app.desks.push(desk);
}
