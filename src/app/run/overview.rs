//! The dataset in pictures: shown, counted anew, and left for the reports that a part of it stands for.

use std::time::Instant;

use egui::Context;

use crate::app::App;
use crate::app::background::overview::OverviewJob;
use crate::app::reports::queue::PAUSE;
use crate::app::reports::sieve::Wanted;
use crate::app::window::division::Part;
use crate::export::overview::charts::Which;

/// Shows the pictures over the whole window, or the tables again.
pub(super) fn switch(app: &mut App) {
    let is_shown = app.asked_pane == Some(Part::Overview);
    app.asked_pane = (!is_shown).then_some(Part::Overview);
    if !is_shown {
        app.overview.open();
    }
    app.keep_pane();
}

/// While the pictures are shown, what they show is counted anew when the list has changed, not more often than it is.
pub(crate) fn keep_on(app: &mut App, ctx: &Context) {
    if app.asked_pane != Some(Part::Overview) {
        return;
    }
    app.overview.take();
    let revision = app.reports.revision();
    if app.overview.job.is_some() || app.overview.made_of == Some(revision) {
        return;
    }
    let since = app.overview.made_at.map(|at| at.elapsed());
    if let Some(rest) = since.and_then(|since| PAUSE.checked_sub(since)) {
        ctx.request_repaint_after(rest);
        return;
    }
    let lines = app.reports.lines();
    app.overview.job = Some(OverviewJob::start(ctx, lines));
    app.overview.made_of = Some(revision);
    app.overview.made_at = Some(Instant::now());
}

/// Lists the reports that a part of a picture stands for.
pub(super) fn list(app: &mut App, which: Which) {
    app.reports_view.wanted = Wanted::of(which);
    app.settings.filter.only_problem_reports = false;
    app.asked_pane = Some(Part::Queue);
    app.keep_pane();
}
