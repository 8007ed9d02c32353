//! Another review of the same report is taken over into the one in front: of a second reviewer, or of another computer.

use std::path::Path;

use egui::Context;

use crate::app::commands::Command;
use crate::app::run::{blind, crash, files, names, steps};
use crate::app::window::app::Purpose;
use crate::app::wording::file_name;
use crate::app::{App, texts};
use crate::dataset;
use crate::review::merge::merge;

/// Asks which review is to be taken over.
pub(super) fn ask(app: &mut App, ctx: &Context) {
    if app.reports.front().is_some() {
        files::ask(app, Purpose::Merge, |app| {
            app.dialogs.pick_reports(ctx, app.folder().as_deref())
        });
    }
}

/// Takes the decisions of the review at `path` over: what only one of the two decided is kept, what they disagree on becomes
/// 存疑 with both in its note. Each step can be taken back; the other file stays as it is.
pub(super) fn with(app: &mut App, path: &Path) {
    if steps::writable(app).is_none() || names::hold(app, || Command::MergeWith(path.to_owned())) {
        return;
    }
    let stamp = steps::stamp(app);
    if blind::hides(app, path) {
        app.tell_error(texts::BLIND_MERGE.show().to_owned());
        return;
    }
    let Some(open_report) = app.reports.front_mut() else {
        return;
    };
    if open_report.left_behind.is_some() {
        app.tell_error(texts::MERGE_LATER.show().to_owned());
        return;
    }
    let name = file_name(path);
    let other = match dataset::load(path) {
        Ok(loaded) => loaded.session,
        Err(error) => {
            app.tell_error(texts::tell(&error));
            return;
        }
    };
    if other.source().sha256 != open_report.session.source().sha256 {
        app.tell_error(texts::MERGE_OF_ANOTHER.with(name));
        return;
    }
    let n_before = open_report.session.journal().records().len();
    match merge(&open_report.session, &other, &stamp) {
        Ok(merged) => {
            let n_steps = merged.session.journal().records().len() - n_before;
            open_report.session = merged.session;
            open_report.view.after_step(&open_report.session);
            app.message = Some(if n_steps == 0 {
                texts::MERGE_NOTHING.with(name)
            } else {
                texts::MERGED.with_both(name, merged.conflicts.len())
            });
            crash::write_down(app);
        }
        Err(error) => app.tell_error(texts::MERGE_MISFIT.with_both(name, texts::tell(&error))),
    }
}
