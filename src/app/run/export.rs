//! Exports the reviews of the window's reports: the part of [`mod@crate::app::run`] that asks for it and begins it.

use std::collections::BTreeSet;
use std::path::PathBuf;

use egui::Context;

use crate::app::background::export::ExportJob;
use crate::app::commands::{ExportChoice, ReportId};
use crate::app::notices::Notice;
use crate::app::prompts::Prompt;
use crate::app::prompts::export::{ExportPrompt, Saved};
use crate::app::run::{files, steps};
use crate::app::window::app::Purpose;
use crate::app::{App, texts};
use crate::dataset::blind;
use crate::dataset::folder::{is_reviewed, review_of, standing};
use crate::export::data::{self, Job};

/// Asks what is to be exported.
pub(crate) fn ask(app: &mut App) {
    let saved = saved(app);
    if saved.files.is_empty() {
        app.message = Some(texts::EXPORT_NOTHING.show().to_owned());
    } else {
        app.prompt = Some(Prompt::Export(ExportPrompt::new(saved)));
    }
}

/// The saved reviews of all reports, in the order of the list, each report once: a second review that is not compared yet
/// is none of its own.
fn saved(app: &mut App) -> Saved {
    let (mut saved, mut found) = (Saved::default(), BTreeSet::new());
    let lines = app.queue().all.clone();
    for line in lines {
        let open_report = app.reports.get(line.id);
        let review = match open_report {
            Some(open_report) => open_report.target(),
            None => listed_review(app, line.id),
        };
        let review = review.map(|review| standing(blind::first_of(&review).unwrap_or(review)));
        match review.filter(|review| review.exists()) {
            Some(review) if !found.insert(review.clone()) => {}
            Some(review) => {
                saved.n_stale +=
                    usize::from(open_report.is_some_and(|open_report| !open_report.is_saved()));
                saved.files.push(review);
            }
            None => saved.n_without += 1,
        }
    }
    saved
}

fn listed_review(app: &App, id: ReportId) -> Option<PathBuf> {
    Some(review_of(&app.reports.listed_as(id)?.path))
}

/// Asks where the table is to stand.
pub(crate) fn ask_where(app: &mut App, ctx: &Context, choice: ExportChoice) {
    let folder = app.folder().unwrap_or_default();
    let proposed = folder.join(texts::EXPORT_NAME.with(choice.ending));
    files::ask(app, Purpose::Export(choice), |app| {
        app.dialogs.pick_table(ctx, &proposed)
    });
}

/// Begins to write the table at `path`, unless a report or a review stands where one of its files would.
pub(crate) fn start(app: &mut App, ctx: &Context, path: PathBuf, choice: ExportChoice) {
    let to = with_ending(path, choice.ending);
    let mut files = data::files_of(&to).into_iter();
    let in_the_way = files.find(|(path, is_earlier)| {
        is_reviewed(path) || (!is_earlier && app.reports.known(path).is_some() && path.exists())
    });
    if let Some((path, _)) = in_the_way {
        let sentence = texts::EXPORT_OVER_REPORT.with(path.display());
        app.notices.push(Notice::error(sentence));
        return;
    }
    let job = Job {
        reviews: choice.reviews,
        to,
        only_signed: choice.only_signed,
        table: choice.table,
        at_secs: steps::stamp(app).at_secs,
    };
    app.export = Some(ExportJob::start(ctx, job));
}

/// Ends the export that is going on.
pub(crate) fn cancel(app: &App) {
    if let Some(export) = &app.export {
        export.stop();
    }
}

/// The file dialog of some desktops leaves the ending out, or lets another one stand.
fn with_ending(path: PathBuf, ending: &str) -> PathBuf {
    if data::of_ending(&path).is_ok_and(|format| format.ending == ending) {
        return path;
    }
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(ending);
    path.with_file_name(name)
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;

    #[track_caller]
    fn check_ending(given: &str, expected: &str) {
        assert_eq!(
            with_ending(PathBuf::from(given), ".csv"),
            Path::new(expected)
        );
    }

    #[test]
    fn the_format_that_was_chosen_is_the_one_that_is_written() {
        check_ending("a/数据集", "a/数据集.csv");
        check_ending("a/数据集.CSV", "a/数据集.CSV");
        check_ending("a/数据集.xlsx", "a/数据集.xlsx.csv");
    }
}
