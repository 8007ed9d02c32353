//! Two reports in one file: the reviewer says where the second begins, and each becomes a review of its own.

use std::path::PathBuf;

use egui::Context;

use crate::app::commands::ReportId;
use crate::app::notices::Notice;
use crate::app::reports::open_report::OpenReport;
use crate::app::run::{bring, folders};
use crate::app::wording::file_name;
use crate::app::{App, texts};
use crate::dataset::{self, is_there, parted};
use crate::read;
use crate::review::Session;

/// Parts the report in front before the line in which something of its source is selected. Both parts are saved beside it
/// without any decision and opened; the file and its review stay as they are.
pub(super) fn split(app: &mut App, ctx: &Context) {
    let Some(open_report) = app.reports.front() else {
        return;
    };
    let whole = open_report.id;
    match parts(open_report) {
        Ok(parts) => save(app, ctx, whole, parts),
        Err(sentence) => app.tell_error(sentence),
    }
}

/// The two reviews, each with the file it is saved in.
fn parts(open_report: &OpenReport) -> Result<Vec<(PathBuf, Session)>, String> {
    let source = open_report.session.source();
    let selection = open_report.view.source.selection;
    let selection = selection.ok_or_else(|| texts::SPLIT_WHERE.show().to_owned())?;
    let before = source.text.get(..selection.start()).unwrap_or_default();
    let at = before.rfind('\n').map_or(0, |at| at + 1);
    let beside = open_report
        .target()
        .ok_or_else(|| texts::SPLIT_UNSAVED.show().to_owned())?;
    let mut parts = Vec::new();
    let ranges = [0..at, at..source.text.len()];
    for (range, name) in ranges.into_iter().zip(parted::names(&source.name)) {
        let path = beside.with_file_name(format!("{name}{}", dataset::save::ENDING));
        if is_there(&path) {
            return Err(texts::SPLIT_THERE.with(path.display()));
        }
        let part = source.part(range, name).unwrap_or_else(|| source.clone());
        let reading = read::read(&part);
        if reading.editions.is_empty() {
            return Err(texts::SPLIT_NO_TABLE.with(&part.name));
        }
        parts.push((path, Session::new(part, reading)));
    }
    Ok(parts)
}

/// Saves the parts and opens them; they take the place of the `whole` in the list.
fn save(app: &mut App, ctx: &Context, whole: ReportId, parts: Vec<(PathBuf, Session)>) {
    let mut paths = Vec::new();
    for (path, session) in parts {
        if let Err(error) = dataset::save(&path, &session, None) {
            return app.tell_error(texts::tell(&error));
        }
        paths.push(path);
    }
    let names: Vec<String> = paths.iter().map(|path| file_name(path)).collect();
    let text = texts::SPLIT_DONE.with(names.join(texts::AND.show()));
    app.notices.push(Notice::information(text));
    folders::take_off(app, whole);
    bring::open(app, ctx, paths);
}
