//! Reports that one is held against (of the years before and after, other files of its own, those it adds up): found beside
//! it, chosen by hand, or open in another tab.

use std::path::Path;

use egui::Context;

use crate::app::background::links::{LinkAnswer, LinkJob};
use crate::app::reports::open_report::OpenReport;
use crate::app::run::{bring, files};
use crate::app::window::app::Purpose;
use crate::app::{App, texts};
use crate::dataset::neighbours::{self, Wanting};
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
        open_report.session.set_neighbours(Neighbours::default());
        open_report.view.after_step(&open_report.session);
        if let (Some(path), Some((office, year))) = (&open_report.path, wanted) {
            let wanting = Wanting {
                path: path.clone(),
                office,
                year,
                sha256: open_report.session.source().sha256.clone(),
            };
            unsearched.push((open_report.id, wanting));
        }
    }
    for (id, wanting) in unsearched {
        // The list knows all reports of a folder that was read to its end.
        let job = match app.reports.related(id, &wanting) {
            Some(related) => LinkJob::known(ctx, wanting.year, related),
            None => LinkJob::search(ctx, wanting),
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
                open_report.links.notices = found.notices;
                open_report.session.set_neighbours(found.neighbours);
            }
            LinkAnswer::Chosen(Ok(report)) => match link(open_report, *report) {
                Ok(said) => app.message = Some(said),
                Err(text) => open_report.tell_once(&text),
            },
            LinkAnswer::Chosen(Err(said)) => open_report.tell_once(texts::say(&said)),
        }
        open_report.view.after_step(&open_report.session);
    }
}

/// Makes a report chosen by hand the neighbour it is by its year.
fn link(open_report: &mut OpenReport, report: NeighbourReport) -> Result<String, String> {
    let own = open_report.session.header(HeaderField::Year);
    let own: Option<u16> = own.and_then(|year| year.parse().ok());
    let (said, mut neighbours) = (
        texts::LINKED.with(report.year),
        open_report.session.neighbours().clone(),
    );
    if own.and_then(|own| own.checked_sub(1)) == Some(report.year) {
        neighbours.before = Some(report);
    } else if own.and_then(|own| own.checked_add(1)) == Some(report.year) {
        neighbours.after = Some(report);
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
    let reopened = |known: &NeighbourReport| {
        let path = known.file.as_deref()?;
        let other = app.reports.open_at(path)?;
        let report = neighbours::of_session(&other.session, &other.name())?;
        Some(NeighbourReport {
            file: known.file.clone(),
            ..report
        })
    };
    let mut known = open_report.session.neighbours().clone();
    let mut is_any_open = false;
    for report in known.reports_mut() {
        if let Some(reopened) = reopened(report) {
            *report = reopened;
            is_any_open = true;
        }
    }
    if !is_any_open {
        return;
    }
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
    let front = app.reports.front();
    let neighbours = front.map(|open_report| open_report.session.neighbours());
    let report = neighbours.and_then(|neighbours| match beside {
        Beside::Before => neighbours.before.as_ref(),
        Beside::After => neighbours.after.as_ref(),
    });
    let path = report.and_then(|report| report.file.clone());
    match path {
        Some(path) => bring::open(app, ctx, vec![path]),
        None => ask(app, ctx),
    }
}
