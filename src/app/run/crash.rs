//! The crash journals: steps written down as they are made, and those a crash left behind.

use std::time::{Duration, Instant};

use crate::app::reports::open_report::OpenReport;
use crate::app::{App, texts};
use crate::dataset::recovery::Recovery;

/// How soon steps that could not be written down are tried again.
const AGAIN: Duration = Duration::from_secs(1);

/// Writes the newest steps of the report in front into its crash journal. That it fails is said once, until it works again.
pub(super) fn write_down(app: &mut App) {
    if let Some(open_report) = app.reports.front_mut() {
        write_down_steps(open_report);
    }
}

/// Tries again what could not be written down, in every report, and begins journals anew that have vanished.
pub(crate) fn keep(app: &mut App) {
    for open_report in app.reports.open_mut() {
        let is_behind = |journal: &Recovery| journal.is_behind(&open_report.session);
        let is_due = open_report
            .tried
            .is_none_or(|tried| tried.elapsed() > AGAIN);
        if is_due && open_report.journal.as_ref().is_some_and(is_behind) {
            write_down_steps(open_report);
        }
    }
}

fn write_down_steps(open_report: &mut OpenReport) {
    let (Some(journal), None) = (&mut open_report.journal, &open_report.left_behind) else {
        return;
    };
    let trouble = journal.record(&open_report.session).err();
    let told = journal.take_notices();
    open_report.tried = Some(Instant::now());
    for said in told {
        open_report.tell_once(texts::say(&said));
    }
    let trouble = trouble.map(|error| texts::NOT_WRITTEN_DOWN.with(texts::of_system(&error)));
    if open_report.trouble == trouble {
        return;
    }
    let old = std::mem::replace(&mut open_report.trouble, trouble.clone());
    if let Some(old) = old {
        open_report.notices.put_text_away(&old);
    }
    if let Some(sentence) = trouble {
        open_report.tell_once(&sentence);
    }
}

/// Continues with the steps a crash left behind. Steps that do not fit are kept under another name.
pub(super) fn recover(app: &mut App) {
    let Some(open_report) = app.reports.front_mut() else {
        return;
    };
    let (Some(found), Some(target)) = (open_report.left_behind.take(), open_report.target()) else {
        return;
    };
    let file_hash = open_report.saved.as_ref().map(|(_, hash)| hash.clone());
    match found.continue_in(&mut open_report.session, file_hash.as_deref()) {
        Ok(n_steps) => {
            open_report.view.after_step(&open_report.session);
            // The journal they stand in is gone on with, so that there is always a whole one.
            open_report.journal = Some(Recovery::resume(&target, found, &open_report.session));
            write_down_steps(open_report);
            app.message = Some(texts::RECOVERED.with(n_steps));
        }
        Err(mismatch) => {
            let mut text = texts::tell(&mismatch);
            if let Ok(path) = found.set_aside() {
                text.push_str(&texts::SET_ASIDE.with(path.display()));
            }
            drop(found);
            open_report.tell_once(&text);
        }
    }
    look_again(app);
}

/// Throws the steps away that a crash left behind, as the reviewer chose.
pub(super) fn drop_left_behind(app: &mut App) {
    let Some(open_report) = app.reports.front_mut() else {
        return;
    };
    let Some(found) = open_report.left_behind.take() else {
        return;
    };
    match found.discard() {
        Ok(()) => look_again(app),
        Err(error) => app.tell_error(texts::NOT_DROPPED.with(texts::of_system(&error))),
    }
}

/// There may be steps in the user's data folder as well; each is asked about by itself.
fn look_again(app: &mut App) {
    if let Some(open_report) = app.reports.front_mut()
        && let Some(target) = open_report.target()
    {
        open_report.look_for_more_steps(&target);
    }
}
