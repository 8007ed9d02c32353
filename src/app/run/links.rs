//! Reports of the years before and after: found beside a report, chosen by hand, or open in another tab.

use std::path::{Path, PathBuf};

use egui::Context;

use crate::app::background::links::{LinkAnswer, LinkJob};
use crate::app::reports::open_report::OpenReport;
use crate::app::run::{bring, files};
use crate::app::window::app::Purpose;
use crate::app::{App, texts};
use crate::dataset::neighbours;
use crate::review::HeaderField;
use crate::review::Session;
use crate::review::years::Beside;
use crate::rules::{NeighbourReport, Neighbours};

/// Begins to look for neighbours of reports that were opened since, or whose office or year was corrected since.
pub(crate) fn search(app: &mut App, ctx: &Context) {
    let mut unsearched = Vec::new();
    for open_report in app.reports.open_mut() {
        let wanted = wanted(&open_report.session);
        if open_report.links.searched == wanted {
            continue;
        }
        let year = |of: &Option<(String, u16)>| of.as_ref().map(|(_, year)| *year);
        let is_same_year = year(&open_report.links.searched) == year(&wanted);
        open_report.links.searched.clone_from(&wanted);
        if open_report.links.is_chosen && is_same_year {
            continue;
        }
        open_report.links.is_chosen = false;
        // What was found was another office's or another year's.
        open_report.links.job = None;
        open_report.links.before = None;
        open_report.links.after = None;
        open_report.session.set_neighbours(Neighbours::default());
        open_report.view.after_step(&open_report.session);
        if let (Some(path), Some((office, year))) = (&open_report.path, wanted) {
            unsearched.push((open_report.id, path.clone(), office, year));
        }
    }
    for (id, path, office, year) in unsearched {
        // The list knows all reports of a folder that was read to its end.
        let job = match app.reports.of_other_years(id, &office, year) {
            Some([before, after]) => LinkJob::known(ctx, year, before, after),
            None => LinkJob::search(ctx, path, office, year),
        };
        let mut open = app.reports.open_mut();
        if let Some(open_report) = open.find(|open_report| open_report.id == id) {
            open_report.links.job = Some(job);
        }
    }
}

/// Whose neighbours are wanted; `None` where office or year is not known.
fn wanted(session: &Session) -> Option<(String, u16)> {
    let office = session.header(HeaderField::Office)?.to_owned();
    let year = session.header(HeaderField::Year)?.parse().ok()?;
    Some((office, year))
}

/// Takes the answers that have come.
pub(crate) fn receive(app: &mut App) {
    for open_report in app.reports.open_mut() {
        let Some(answer) = open_report.links.job.as_ref().and_then(LinkJob::answer) else {
            continue;
        };
        open_report.links.job = None;
        match answer {
            LinkAnswer::Found(found) => {
                open_report.links.before = found.before;
                open_report.links.after = found.after;
                open_report.links.notices = found.notices;
                open_report.session.set_neighbours(found.neighbours);
            }
            LinkAnswer::Chosen(Ok(report), path) => match link(open_report, report, path) {
                Ok(said) => app.message = Some(said),
                Err(text) => open_report.tell_once(&text),
            },
            LinkAnswer::Chosen(Err(text), _) => open_report.tell_once(&text),
        }
        open_report.view.after_step(&open_report.session);
    }
}

/// Makes a report chosen by hand the neighbour it is by its year.
fn link(
    open_report: &mut OpenReport,
    report: NeighbourReport,
    path: PathBuf,
) -> Result<String, String> {
    let own = open_report.session.header(HeaderField::Year);
    let own: Option<u16> = own.and_then(|year| year.parse().ok());
    let (said, mut neighbours) = (
        texts::LINKED.with(report.year),
        open_report.session.neighbours().clone(),
    );
    if own.and_then(|own| own.checked_sub(1)) == Some(report.year) {
        neighbours.before = Some(report);
        open_report.links.before = Some(path);
    } else if own.and_then(|own| own.checked_add(1)) == Some(report.year) {
        neighbours.after = Some(report);
        open_report.links.after = Some(path);
    } else {
        return Err(texts::NOT_A_NEIGHBOUR.with(report.year));
    }
    open_report.links.is_chosen = true;
    open_report.session.set_neighbours(neighbours);
    Ok(said)
}

/// The neighbours of the report in front that are open themselves are taken as they stand there, unsaved steps included.
pub(crate) fn refresh(app: &mut App) {
    let Some(open_report) = app.reports.front() else {
        return;
    };
    let reopen = |path: &Option<PathBuf>| {
        let path = path.as_deref()?;
        let other = app.reports.open_at(path)?;
        neighbours::of_session(&other.session, &other.name())
    };
    let (before, after) = (
        reopen(&open_report.links.before),
        reopen(&open_report.links.after),
    );
    if before.is_none() && after.is_none() {
        return;
    }
    let mut known = open_report.session.neighbours().clone();
    known.before = before.or(known.before);
    known.after = after.or(known.after);
    if let Some(open_report) = app.reports.front_mut() {
        open_report.session.set_neighbours(known);
        open_report.view.after_step(&open_report.session);
    }
}

/// Asks for the report of another year.
pub(super) fn ask(app: &mut App, ctx: &Context) {
    if app.reports.front().is_some() {
        files::ask(app, Purpose::Link, |app| {
            app.dialogs.pick_reports(ctx, app.folder().as_deref())
        });
    }
}

/// Reads the report chosen.
pub(super) fn read(app: &mut App, ctx: &Context, path: &Path) {
    if let Some(open_report) = app.reports.front_mut() {
        open_report.links.job = Some(LinkJob::read(ctx, path.to_owned()));
    }
}

/// Puts the report of another year in front; asks for it if it is not known.
pub(super) fn open(app: &mut App, ctx: &Context, beside: Beside) {
    let links = app.reports.front().map(|open_report| &open_report.links);
    let path = links.and_then(|links| match beside {
        Beside::Before => links.before.clone(),
        Beside::After => links.after.clone(),
    });
    match path {
        Some(path) => bring::open(app, ctx, vec![path]),
        None => ask(app, ctx),
    }
}
