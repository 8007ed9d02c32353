//! The crash journals: steps written down as they are made, and those a crash left behind.

use std::time::{Duration, Instant};

use crate::app::reports::desk::Desk;
use crate::app::{App, texts};
use crate::dataset::recovery::Recovery;

/// How soon steps that could not be written down are tried again.
const AGAIN: Duration = Duration::from_secs(1);

/// Writes the newest steps of the report in front into its crash journal. That it fails is said once, until it works again.
pub(super) fn write_down(app: &mut App) {
    if let Some(desk) = app.reports.front_mut() {
        write_down_steps(desk);
    }
}

/// Tries again what could not be written down, in every report, and begins journals anew that have vanished.
pub(crate) fn keep(app: &mut App) {
    for desk in app.reports.open_mut() {
        let is_behind = |journal: &Recovery| journal.is_behind(&desk.session);
        let is_due = desk.tried.is_none_or(|tried| tried.elapsed() > AGAIN);
        if is_due && desk.journal.as_ref().is_some_and(is_behind) {
            write_down_steps(desk);
        }
    }
}

fn write_down_steps(desk: &mut Desk) {
    let (Some(journal), None) = (&mut desk.journal, &desk.left_behind) else {
        return;
    };
    let trouble = journal.record(&desk.session).err();
    let told = journal.take_notices();
    desk.tried = Some(Instant::now());
    for sentence in told {
        desk.tell_once(&sentence);
    }
    let trouble = trouble.map(|error| texts::NOT_WRITTEN_DOWN.with(error));
    if desk.trouble == trouble {
        return;
    }
    let old = std::mem::replace(&mut desk.trouble, trouble.clone());
    if let Some(old) = old {
        desk.notices.put_text_away(&old);
    }
    if let Some(sentence) = trouble {
        desk.tell_once(&sentence);
    }
}

/// Continues with the steps a crash left behind. Steps that do not fit are kept under another name.
pub(super) fn recover(app: &mut App) {
    let Some(desk) = app.reports.front_mut() else {
        return;
    };
    let (Some(found), Some(target)) = (desk.left_behind.take(), desk.target()) else {
        return;
    };
    let file_hash = desk.saved.as_ref().map(|(_, hash)| hash.clone());
    match found.continue_in(&mut desk.session, file_hash.as_deref()) {
        Ok(n_steps) => {
            desk.view.after_step(&desk.session);
            // The journal they stand in is gone on with, so that there is always a whole one.
            desk.journal = Some(Recovery::resume(&target, found, &desk.session));
            write_down_steps(desk);
            app.message = Some(texts::RECOVERED.with(n_steps));
        }
        Err(mismatch) => {
            let mut text = mismatch.to_string();
            if let Ok(path) = found.set_aside() {
                text.push_str(&texts::SET_ASIDE.with(path.display()));
            }
            drop(found);
            desk.tell_once(&text);
        }
    }
    look_again(app);
}

/// Throws the steps away that a crash left behind, as the reviewer chose.
pub(super) fn drop_left_behind(app: &mut App) {
    let Some(desk) = app.reports.front_mut() else {
        return;
    };
    let Some(found) = desk.left_behind.take() else {
        return;
    };
    match found.discard() {
        Ok(()) => look_again(app),
        Err(error) => app.tell_error(texts::NOT_DROPPED.with(error)),
    }
}

/// There may be steps in the user's data folder as well; each is asked about by itself.
fn look_again(app: &mut App) {
    if let Some(desk) = app.reports.front_mut()
        && let Some(target) = desk.target()
    {
        desk.look_for_more_steps(&target);
    }
}
