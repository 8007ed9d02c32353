//! The carpet of a whole dataset: shown, gathered, and what was asked for in it done in the report it is about, which is
//! opened for it. Every correction is an ordinary step there.

use egui::Context;

use crate::app::background::wide::WideJob;
use crate::app::carpet::wide::Place;
use crate::app::commands::{Action, Command, ReportId, Wide, Wish};
use crate::app::keyboard::focus::take_keyboard;
use crate::app::reports::listed::ListedState;
use crate::app::reports::open_report::OpenReport;
use crate::app::run::{self, bring};
use crate::app::window::division::Part;
use crate::app::{App, texts};
use crate::form::CellKey;
use crate::review::{Edit, Origin};

/// Shows the carpet over the whole window, or the tables again.
pub(super) fn switch(app: &mut App, ctx: &Context) {
    if app.asked_pane == Some(Part::Wide) {
        app.asked_pane = None;
        return;
    }
    app.asked_pane = Some(Part::Wide);
    app.wide.take_focus = true;
    app.keep_pane();
    let (n_read, n_failed, n) = app.wide.n_given;
    if app.wide.job.is_none() && n_read + n_failed < n.max(1) {
        gather(app, ctx);
    }
}

/// Does what was asked for in the carpet.
pub(super) fn obey(app: &mut App, ctx: &Context, how: Wide) {
    match how {
        Wide::Stop => app.wide.stop(),
        Wide::Again => gather(app, ctx),
        Wide::Wish(place, wish) => app.wide.wishes.push_back((place, wish)),
    }
}

/// Gathers the figures of all reports of the list, in its order.
fn gather(app: &mut App, ctx: &Context) {
    let lines = app.queue().all.clone();
    let path_of = |id: ReportId| {
        let open = app.reports.get(id).and_then(OpenReport::target);
        let saved = open.filter(|path| path.is_file());
        let source = || app.reports.get(id)?.path.clone();
        let listed = || Some(app.reports.listed_as(id)?.path.clone());
        saved.or_else(source).or_else(listed)
    };
    let reports = lines
        .iter()
        .filter_map(|line| Some((line.id, path_of(line.id)?)));
    let reports: Vec<_> = reports.collect();
    let n = reports.len();
    let hides = app.settings.reviews_blind;
    let reports = (reports, app.settings.pairs.clone());
    let job = WideJob::start(ctx, (app.settings.language, hides), reports);
    app.wide.begin(job, n);
}

/// Takes what was gathered, and does the next of what waits.
pub(crate) fn keep_on(app: &mut App, ctx: &Context) {
    if app.wide.take() {
        ctx.request_repaint();
    }
    do_next(app, ctx);
    if app.asked_pane == Some(Part::Wide) {
        // The carpet stays when a step is made or taken back behind it.
        app.keep_pane();
    } else {
        app.wide.rest();
    }
}

/// Does the first of what waits, once its report is open.
fn do_next(app: &mut App, ctx: &Context) {
    if app.prompt.is_some() || !app.held.is_empty() {
        return;
    }
    let Some(((id, cell), wish)) = app.wide.wishes.front().cloned() else {
        return;
    };
    if app.reports.get(id).is_some() {
        app.wide.wishes.pop_front();
        fulfil(app, ctx, (id, cell), wish);
        ctx.request_repaint();
        return;
    }
    let listed = app.reports.listed_as(id);
    match listed.map(|listed| (listed.is_waiting(), listed.state())) {
        Some((true, _)) => {}
        Some((false, ListedState::Failed)) | None => {
            // Why was told when it failed.
            app.wide.wishes.pop_front();
            app.message = Some(texts::WIDE_LOST.show().to_owned());
        }
        Some((false, _)) => bring::wake(app, ctx, id),
    }
}

/// Does what was asked for in an open report, which comes to the front: what is done last is taken back first.
fn fulfil(app: &mut App, ctx: &Context, (id, cell): Place, wish: Wish) {
    bring::put_in_front(app, id);
    app.reports
        .with_front(|open_report| open_report.view.select(cell.clone()));
    if wish == Wish::Go {
        app.asked_pane = None;
        take_keyboard(ctx);
        return;
    }
    let command = match wish {
        Wish::Enter(text) => Command::Edit(entered(cell, text)),
        Wish::Doubt | Wish::Go => Command::Act(Action::Doubtful),
    };
    run::run(app, ctx, command);
}

fn entered(cell: CellKey, text: String) -> Edit {
    Edit::Enter {
        cell,
        text,
        origin: Origin::Typed,
        spans: Vec::new(),
    }
}
