//! The crash journal of the report in front: steps written down as they are made, and those a crash left behind.

use crate::app::App;
use crate::app::texts;
use crate::dataset::recovery;

/// Writes the newest steps of the report in front into its crash journal. That it fails is said once.
pub(super) fn write_down(app: &mut App) {
    let Some(desk) = app.desks.get_mut(app.current) else {
        return;
    };
    let Some(Err(error)) = desk
        .journal
        .as_mut()
        .map(|journal| journal.record(&desk.session))
    else {
        return;
    };
    desk.journal = None;
    app.tell_error(texts::NOT_WRITTEN_DOWN.with(error));
}

/// Continues with the steps a crash left behind. Steps that do not fit are kept under another name.
pub(super) fn recover(app: &mut App) {
    let Some(desk) = app.desks.get_mut(app.current) else {
        return;
    };
    let Some(found) = desk.left_behind.take() else {
        return;
    };
    let file_hash = desk.saved.as_ref().map(|(_, hash)| hash.clone());
    match found.continue_in(&mut desk.session, file_hash.as_deref()) {
        Ok(()) => {
            desk.view.after_step(&desk.session);
            app.message = Some(texts::RECOVERED.with(found.steps));
            write_down(app);
        }
        Err(mismatch) => {
            let mut text = mismatch.to_string();
            match found.set_aside() {
                Ok(path) => text.push_str(&texts::SET_ASIDE.with(path.display())),
                // The next step would replace the steps that are there.
                Err(_) => desk.journal = None,
            }
            app.tell_error(text);
        }
    }
}

pub(super) fn drop_left_behind(app: &mut App) {
    let Some(desk) = app.desks.get_mut(app.current) else {
        return;
    };
    desk.left_behind = None;
    let Some(target) = desk.target() else { return };
    if let Err(error) = recovery::discard(&target) {
        app.tell_error(texts::NOT_DROPPED.with(error));
    }
}
