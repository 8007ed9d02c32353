//! Verification: settles an open place with one key and goes on to the next, until nothing is open and the report can be
//! signed off.

use egui::Context;

use crate::app::commands::{Action, Verify, key_text};
use crate::app::keyboard::KeyQueue;
use crate::app::keyboard::focus::take_keyboard;
use crate::app::reports::open_report::OpenReport;
use crate::app::run::{problems, steps};
use crate::app::verification::view::Verification;
use crate::app::{App, texts};
use crate::form::CellKey;
use crate::review::groups::Reason;
use crate::review::problems::{Problem, ProblemKind};
use crate::review::{Edit, Session, Verdict, state};
use crate::rules::Severity;

/// Whether the report in front is being verified, and its tables are shown.
pub(crate) fn is_on(app: &App) -> bool {
    let view = app.reports.front().map(|open_report| &open_report.view);
    view.is_some_and(|view| view.verification.is_some() && view.carpet.is_none())
}

/// Begins to verify what is open, or ends it.
pub(super) fn switch(app: &mut App, ctx: &Context) {
    let Some(open_report) = app.reports.front_mut() else {
        return;
    };
    let was_on = open_report.view.verification.take().is_some();
    app.verifies = !was_on;
    if was_on {
        open_report.view.show_selection();
        app.message = Some(texts::VERIFY_ENDED.show().to_owned());
        return;
    }
    begin(app, ctx, None);
}

/// While reports are verified, the one that comes to the front is verified as well, until it is signed off.
pub(crate) fn keep_on(app: &mut App, ctx: &Context) {
    let Some(open_report) = app.reports.front_mut().filter(|_| app.verifies) else {
        return;
    };
    let is_signed = open_report.session.sign_off().is_some();
    if is_signed && open_report.view.verification.take().is_some() {
        open_report.view.show_selection();
    }
    if !is_signed && open_report.view.verification.is_none() {
        begin(app, ctx, None);
    }
}

/// Begins to verify everything that is open, or what is open for one reason.
pub(super) fn begin(app: &mut App, ctx: &Context, only: Option<Reason>) {
    let Some(open_report) = app.reports.front_mut() else {
        return;
    };
    app.verifies = true;
    open_report.view.verification = Some(Verification::of(only));
    app.asked_pane = None;
    if app.prompt.is_none() {
        take_keyboard(ctx);
    }
    let stops = stops(open_report);
    let is_here =
        |stop: &Problem| stop.cell.is_some() && stop.cell == open_report.view.selection.head;
    let last = open_report.view.last_problem.as_ref().map(|(_, stop)| stop);
    let here = stops.iter().position(is_here);
    let at = here.or_else(|| stops.iter().position(|stop| Some(stop) == last));
    open_report.view.show_selection();
    let said = problems::said_at(open_report, at.unwrap_or(0), &stops);
    app.message = Some(said.unwrap_or_else(|| texts::NO_PROBLEM.show().to_owned()));
}

/// Settles the place that is selected as `how` says, or goes back; gives whether to go on.
pub(super) fn obey(app: &mut App, how: Verify) -> bool {
    if how == Verify::Back {
        back(app);
        return false;
    }
    if is_done(app) {
        finish(app);
        return false;
    }
    // What is said from here on is said of this place.
    app.message = None;
    settle(app, how)
}

/// Leaves the place that is selected behind, where a report is verified, and goes on. What was said of the step that
/// settled it stays said.
pub(super) fn next(app: &mut App) {
    if !is_on(app) {
        return;
    }
    let said = app.message.take();
    pass(app);
    go_on(app);
    if let Some(said) = said {
        let next = app.message.take().unwrap_or_default();
        app.message = Some(format!("{said}{next}"));
    }
}

/// What is walked, in the order of F8.
fn stops(open_report: &mut OpenReport) -> Vec<Problem> {
    let session = &open_report.session;
    let problems = open_report.view.drawn(session).problems.clone();
    match &open_report.view.verification {
        Some(verification) => verification.stops(session, &problems).cloned().collect(),
        None => problems,
    }
}

/// Leaves the place that is selected behind.
fn pass(app: &mut App) {
    let Some(open_report) = app.reports.front_mut() else {
        return;
    };
    let head = open_report.view.selection.head.clone();
    let last = open_report
        .view
        .last_problem
        .as_ref()
        .map(|(_, stop)| stop.clone());
    let own = last.filter(|stop| stop.cell == head).or_else(|| {
        let cell = Some(head?);
        Some(Problem {
            kind: ProblemKind::Unread,
            cell,
            finding: None,
        })
    });
    if let (Some(verification), Some(own)) = (&mut open_report.view.verification, own) {
        verification.pass(own);
    }
}

fn go_on(app: &mut App) {
    let Some(open_report) = app.reports.front_mut() else {
        return;
    };
    let mut stops_now = stops(open_report);
    let mut done = None;
    if stops_now.is_empty()
        && let Some(verification) = &mut open_report.view.verification
        && verification.only.take().is_some()
    {
        done = Some(texts::GROUP_DONE.show());
        stops_now = stops(open_report);
    }
    if stops_now.is_empty() {
        finish(app);
        return;
    }
    let said = if has_judged(open_report) {
        problems::go_on_among(open_report, &stops_now)
    } else {
        problems::go_on_elsewhere(open_report, &stops_now)
    };
    app.message = Some(match done {
        Some(done) => format!("{done}{said}"),
        None => said,
    });
}

/// Whether the stop left behind is a finding that was judged: then what else is open about its cell comes next, as before.
fn has_judged(open_report: &OpenReport) -> bool {
    let last = open_report.view.last_problem.as_ref();
    let finding = last.and_then(|(_, stop)| stop.finding.as_ref());
    finding.is_some_and(|key| open_report.session.judgement(key).is_some())
}

/// Whether nothing is open any more, and no cell is selected that a key would settle once more.
fn is_done(app: &mut App) -> bool {
    let Some(open_report) = app.reports.front_mut() else {
        return false;
    };
    stops(open_report).is_empty() && open_report.view.selection.head.is_none()
}

/// Nothing is open any more, which is said; signing off takes another key than the one that settled everything. No cell stays
/// selected: what a fast hand types behind the last one is none of its figures.
fn finish(app: &mut App) {
    let may_sign = app.reports.front().is_some_and(|open_report| {
        open_report.session.sign_off().is_none() && !open_report.is_read_only
    });
    app.message = Some(if may_sign {
        texts::VERIFY_NONE_LEFT.with(key_text(Action::SignOff))
    } else {
        texts::NO_PROBLEM.show().to_owned()
    });
    if let Some(open_report) = app.reports.front_mut() {
        open_report.view.selection.leave_cell();
    }
}

/// Confirms cells that are open for one reason; a verification goes on where the selected one is among them.
pub(super) fn confirm_group(app: &mut App, cells: Vec<CellKey>) {
    let edit = Edit::Judge {
        cells,
        verdict: Verdict::Confirmed,
        note: String::new(),
    };
    if !steps::apply(app, edit) {
        return;
    }
    let Some(open_report) = app.reports.front_mut() else {
        return;
    };
    let head = open_report.view.selection.head.clone();
    let is_open = stops(open_report).iter().any(|stop| stop.cell == head);
    if !is_open {
        next(app);
    }
}

/// Goes back to the place left behind last; nothing is changed.
fn back(app: &mut App) {
    let Some(open_report) = app.reports.front_mut() else {
        return;
    };
    let stop = open_report
        .view
        .verification
        .as_mut()
        .and_then(Verification::back);
    let Some(stop) = stop else {
        app.message = Some(texts::VERIFY_FIRST.show().to_owned());
        return;
    };
    open_report.view.show_problem(&open_report.session, &stop);
    open_report.view.last_problem = Some((0, stop));
    app.message = None;
}

/// Makes the step that settles what is selected; `false` if it cannot be settled so, which is said.
fn settle(app: &mut App, how: Verify) -> bool {
    let Some(open_report) = app.reports.front_mut() else {
        return false;
    };
    if let Some(edit) = judged_finding(open_report, how) {
        return steps::apply(app, edit);
    }
    let cells = match (how, open_report.view.selection.head.clone()) {
        (Verify::Row, Some(head)) => {
            let walk = &open_report.view.drawn(&open_report.session).walk;
            walk.row(&head).into_iter().cloned().collect()
        }
        _ => open_report.view.cells(),
    };
    let open = open_of(&open_report.session, &cells);
    let (unread, known): (Vec<_>, Vec<_>) = open
        .into_iter()
        .partition(|(_, kind)| *kind == ProblemKind::Unread);
    if known.is_empty() {
        if !unread.is_empty() {
            app.message = Some(texts::VERIFY_UNREAD.show().to_owned());
        }
        return unread.is_empty();
    }
    let edit = Edit::Judge {
        cells: known.into_iter().map(|(cell, _)| cell).collect(),
        verdict: Verdict::Confirmed,
        note: String::new(),
    };
    steps::apply(app, edit)
}

/// The cells about which something is open, with what that is.
fn open_of(session: &Session, cells: &[CellKey]) -> Vec<(CellKey, ProblemKind)> {
    let kind = |cell: &CellKey| {
        let is_remark = session
            .decision(cell)
            .is_some_and(|decision| decision.verdict.is_none() && !decision.note.is_empty());
        let open = state::cell_state(session, cell).open();
        open.or(is_remark.then_some(ProblemKind::Noted))
    };
    let open = cells
        .iter()
        .filter_map(|cell| Some((cell.clone(), kind(cell)?)));
    open.collect()
}

/// The judgement of the finding that is selected, if the key gives one: that the office printed it so, or that a warning
/// was looked at. An error is not settled by taking what stands there.
fn judged_finding(open_report: &OpenReport, how: Verify) -> Option<Edit> {
    let finding = open_report
        .view
        .selection
        .finding_of(&open_report.session)?;
    if !open_report.session.is_open(finding) {
        return None;
    }
    let stop = open_report.view.last_problem.as_ref().map(|(_, stop)| stop);
    let stop = stop.filter(|stop| stop.finding.as_ref() == Some(&finding.key));
    let kind = stop.map_or(ProblemKind::Warning, |stop| stop.kind);
    let verdict = match how {
        Verify::AsPrinted if kind != ProblemKind::InDoubt => Verdict::SourceError,
        Verify::Take if finding.severity != Severity::Error && kind != ProblemKind::InDoubt => {
            Verdict::Confirmed
        }
        _ => return None,
    };
    Some(Edit::JudgeFinding {
        key: finding.key.clone(),
        verdict,
        note: String::new(),
    })
}

/// Keys that came before a question could be seen, and that were no answer to it, are told once it is answered.
pub(crate) fn tell_ahead(app: &mut App, ctx: &Context) {
    if app.prompt.is_some() || !app.held.is_empty() {
        return;
    }
    let n_ahead = ctx.plugin_or_default::<KeyQueue>().lock().forget_ahead();
    if n_ahead > 0 {
        app.message = Some(texts::AHEAD_DROPPED.with(n_ahead));
    }
}
