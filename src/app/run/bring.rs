//! Which reports are listed, which of them are open, and which is in front.
//!
//! A report that is asked for is listed at once and opened in the background. What arrives goes behind the report in
//! front: a hand that is typing never finds itself in another report. Only the report waited for comes to the front, and
//! only while no hand has done anything since; so does the first one in an empty window.

use std::path::{PathBuf, absolute};

use egui::{Context, Event, Ui};

use crate::app::background::opening::{Message, Wish};
use crate::app::commands::{Command, ReportId};
use crate::app::notices::Notice;
use crate::app::prompts::Prompt;
use crate::app::reports::listed::{Listed, ListedState};
use crate::app::reports::open_report::OpenReport;
use crate::app::reports::scrolling::Scrolling;
use crate::app::run::{folders, hidden, names};
use crate::app::window::app::{Awaited, PromptLook};
use crate::app::{App, background, keyboard, texts};
use crate::dataset::{archive, recheck};
use crate::form::CellKey;
use crate::said::Said;

/// Frames after which all panes have their size.
const SETTLING: u8 = 8;

/// The same for a report that comes back to the front.
const RETURNED: u8 = 2;

/// Opens what is at `paths`; the first report named comes to the front.
pub(crate) fn open(app: &mut App, ctx: &Context, paths: Vec<PathBuf>) {
    let is_sample = paths.iter().any(|path| recheck::is_sample(path));
    if is_sample && names::hold(app, || Command::Open(paths.clone())) {
        return;
    }
    let mut named = Vec::new();
    if is_sample && !app.settings.reviews_blind {
        // Who reviews a sample a second time does not look at the first.
        app.settings.reviews_blind = true;
        let text = texts::BLIND_ON.show().to_owned();
        app.notices.push(Notice::information(text));
    }
    // What is remembered is found again wherever the program is started next.
    let paths = paths
        .into_iter()
        .map(|path| absolute(&path).unwrap_or(path));
    for path in paths.flat_map(in_sample) {
        if path.is_dir() || archive::is_of_reports(&path) {
            app.opener.ask(ctx, Wish::Folder(path));
        } else {
            let known = app.reports.known(&path);
            let id = known.unwrap_or_else(|| app.reports.list(path));
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

/// The reviews of a sample that is to be reviewed a second time; any other path by itself.
fn in_sample(path: PathBuf) -> Vec<PathBuf> {
    if recheck::is_sample(&path) {
        return recheck::reviews(&path);
    }
    vec![path]
}

/// Puts the report in front, at once if it is open, else when it is.
pub(crate) fn bring(app: &mut App, ctx: &Context, id: ReportId) {
    app.awaited = None;
    if app.reports.get(id).is_some() {
        put_in_front(app, id);
        return;
    }
    let Some(listed) = app.reports.listed_mut(id) else {
        return;
    };
    let path = listed.path.clone();
    listed.wait();
    app.opener.ask_first(ctx, id, &path);
    let hands = hands(app, ctx);
    app.awaited = Some(Awaited { id, hands });
}

/// Turns to another report: what was said last was said of the one that is left.
pub(super) fn turn_to(app: &mut App, ctx: &Context, id: ReportId) {
    app.signed_last = None;
    if app.reports.front().is_some_and(|front| front.id != id) {
        app.message = None;
    }
    bring(app, ctx, id);
    // Panes may have been scrolled, or shown something else, since it was in front.
    if let Some(front) = app.reports.front_mut().filter(|front| front.id == id) {
        front.view.settling = front.view.settling.max(RETURNED);
        front.view.page.show_place();
    }
}

/// Puts an open report in front, with the word that waited for it.
pub(crate) fn put_in_front(app: &mut App, id: ReportId) {
    app.reports.put_in_front(id);
    let greeting = app
        .reports
        .front_mut()
        .and_then(|open_report| open_report.greeting.take());
    app.message = greeting.or(app.message.take());
}

/// Gives up what was not opened yet; it stays listed.
pub(crate) fn cancel(app: &mut App) {
    app.opener.cancel();
    app.awaited = None;
    app.reports.stop_waiting();
    folders::stop_reading(app);
}

/// Opens the report behind the others.
pub(super) fn wake(app: &mut App, ctx: &Context, id: ReportId) {
    let listed = app.reports.listed_mut(id);
    let Some(listed) = listed.filter(|listed| !listed.is_waiting()) else {
        return;
    };
    let wish = Wish::Report(id, listed.path.clone());
    listed.wait();
    app.opener.ask(ctx, wish);
}

impl App {
    /// Lists again what was open at the end of the last start, and opens the report that was in front, with the cell
    /// selected then.
    pub fn resume(&mut self) {
        resume(self);
    }
}

/// Lists again what was listed at the end of the last start, and opens the report that was in front.
fn resume(app: &mut App) {
    for (path, _) in app.settings.open.clone() {
        let id = app.reports.list(path.clone());
        let title = app.settings.titles.get(&path).cloned();
        if let Some(listed) = app.reports.listed_mut(id) {
            listed.sleep(title);
        }
    }
    let ids: Vec<ReportId> = app.reports.listed().map(|listed| listed.id).collect();
    if let Some(id) = ids.get(app.settings.current).or(ids.last()) {
        app.later(Command::Bring(*id));
    }
    let folders = app.settings.folders.clone();
    if !folders.is_empty() {
        app.later(Command::Open(folders));
    }
}

/// Takes what was opened since the last frame.
pub(crate) fn receive(app: &mut App, ui: &Ui) {
    let is_wheel = |event: &Event| matches!(event, Event::MouseWheel { .. });
    let has_scrolled = ui.input(|input| input.events.iter().any(is_wheel));
    app.n_scrolled += u64::from(has_scrolled);
    let is_at_work = keyboard::hand(ui.ctx()).is_waiting;
    if is_at_work && app.reports.has_none_open() {
        // What is typed now belongs to the page that is drawn.
        if app.opener.is_busy() {
            ui.ctx().request_repaint();
        }
        return;
    }
    for message in app.opener.poll() {
        match message {
            Message::Listed(folder, content, told) => {
                for said in &told {
                    let text = texts::say(said).to_owned();
                    app.notices.push(Notice::information(text));
                }
                if let Some(id) = folders::take_content(app, ui.ctx(), folder, *content) {
                    bring(app, ui.ctx(), id);
                }
            }
            Message::NotUnpacked(said) => {
                let text = texts::say(&said).to_owned();
                app.notices.push(Notice::error(text));
            }
            Message::Looked(id, looked) => folders::take_looked(app, id, looked),
            Message::Opened(id, open_report) => arrive(app, ui.ctx(), id, *open_report),
            Message::GivenUp => {}
            Message::Failed(id, sentence) => fail(app, ui.ctx(), id, sentence),
        }
    }
}

/// What hands have done so far, as a number that grows.
fn hands(app: &App, ctx: &Context) -> u64 {
    app.n_scrolled + keyboard::hand(ctx).n_done
}

/// A report cannot be opened. While none is open, the next of its folder is tried.
fn fail(app: &mut App, ctx: &Context, id: ReportId, sentence: String) {
    app.notices.push(Notice::error(sentence.clone()));
    let is_awaited = app.awaited.is_some_and(|awaited| awaited.id == id);
    let Some(listed) = app.reports.listed_mut(id) else {
        return;
    };
    if listed.state() == (ListedState::Waiting { was_known: false }) {
        app.reports.unlist(id);
    } else {
        listed.fail(Said::same(sentence));
    }
    let is_of_folder = app.reports.homes.contains_key(&id);
    let next = (is_awaited && is_of_folder && app.reports.has_none_open())
        .then(|| app.next_unsigned())
        .flatten();
    if is_awaited {
        app.awaited = None;
    }
    if let Some(next) = next {
        bring(app, ctx, next);
    }
}

/// A report is there. One that was given up meanwhile stays listed; one that is open already, because another was saved
/// under its name, is not opened twice.
fn arrive(app: &mut App, ctx: &Context, id: ReportId, mut open_report: OpenReport) {
    let listed = app.reports.listed_mut(id);
    if !listed.is_some_and(|listed| listed.is_waiting()) {
        return;
    }
    if hidden::needs_name(app, &open_report) {
        app.reports.listed_mut(id).map(Listed::stop_waiting);
        let is_awaited = app.awaited.take_if(|awaited| awaited.id == id).is_some();
        if is_awaited || app.held.is_empty() {
            names::hold(app, || Command::Bring(id));
        }
        return;
    }
    app.reports.unlist(id);
    open_report = hidden::behind(app, open_report);
    let path = open_report.path.clone().unwrap_or_default();
    let known = app.reports.open_at(&path).map(|known| known.id);
    if let Some(known) = known {
        if app.awaited.take_if(|awaited| awaited.id == id).is_some() {
            put_in_front(app, known);
        }
        return;
    }
    open_report.id = id;
    let awaited = app.awaited.filter(|awaited| awaited.id == id);
    let is_first = app.reports.has_none_open();
    let name = open_report.name();
    add(app, open_report);
    if awaited.is_some() {
        app.awaited = None;
    }
    if is_first {
        put_in_front(app, id);
        if app.asked_pane.is_some() {
            // What the hand asked for meanwhile stays; the cell is brought into sight when the tables are.
            app.keep_pane();
        }
        keep_typed_path(app);
    } else if awaited.is_some_and(|awaited| awaited.hands == hands(app, ctx))
        && !keyboard::hand(ctx).is_waiting
    {
        put_in_front(app, id);
    } else if awaited.is_some() {
        app.message = Some(texts::OPENED_BEHIND.with(name));
    }
}

/// A path half typed into the page that the first report takes the place of goes on in the question for a path.
fn keep_typed_path(app: &mut App) {
    let typed = std::mem::take(&mut app.welcome.path);
    if app.prompt.is_none() && !typed.trim().is_empty() {
        app.prompt = Some(Prompt::Path(typed));
        app.prompt_look = PromptLook::Fresh;
    }
}

pub(crate) fn open_sample(app: &mut App) {
    match background::report::sample() {
        Ok(mut open_report) => {
            open_report.id = app.reports.next_id();
            show(app, open_report);
        }
        Err(text) => app.notices.push(Notice::error(text)),
    }
}

/// Puts a report just opened in front.
pub(crate) fn show(app: &mut App, open_report: OpenReport) {
    let id = open_report.id;
    add(app, open_report);
    put_in_front(app, id);
}

/// Adds a report just opened to those that are open.
fn add(app: &mut App, mut open_report: OpenReport) {
    if let Some(path) = &open_report.path {
        app.settings.remember(path);
        // The cell selected at the end of the last start, however the report was opened now.
        let mut open = app.settings.open.iter();
        let key = open.find(|(known, _)| known == path).map(|(_, key)| key);
        // Another edition may have been chosen for the table since.
        let walk = &open_report.view.drawn(&open_report.session).walk;
        let cell = key.and_then(|key| key.parse::<CellKey>().ok());
        if let Some(cell) = cell.filter(|cell| walk.has(cell)) {
            open_report.view.select(cell);
            open_report.view.settling = SETTLING;
        }
    }
    if open_report.view.selection.head.is_none() {
        show_first(&mut open_report);
    }
    app.reports.add(open_report);
}

/// Shows a report just opened at its first problem; one without problems from its first line on.
fn show_first(open_report: &mut OpenReport) {
    let drawn = open_report.view.drawn(&open_report.session);
    let first = drawn.walk.first().cloned();
    let problem = drawn.problems.first().cloned();
    if let Some(cell) = problem.and_then(|problem| problem.cell) {
        // The cell, not the finding: nobody has chosen what F4 is to judge.
        open_report.view.select(cell);
        open_report.view.settling = SETTLING;
    } else {
        // A report just opened is seen from its first line on, wherever an earlier start had scrolled to.
        open_report.view.tables.scrolling = Scrolling::ToStart;
        open_report.view.source.scrolling = Scrolling::ToStart;
        open_report.view.selection.corner.clone_from(&first);
        open_report.view.selection.head = first;
    }
}
