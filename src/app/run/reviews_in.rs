//! Where the reviews of a folder of reports are kept: chosen, tried, and from then on used for the folder, which is opened
//! anew.

use std::path::{Path, PathBuf};

use egui::Context;

use crate::app::commands::{Action, Command, key_text};
use crate::app::notices::Notice;
use crate::app::run::{files, folders};
use crate::app::window::app::Purpose;
use crate::app::{App, texts};
use crate::dataset::home;

/// Most folders that are remembered.
const MOST: usize = 200;

/// Asks where the reviews of the folder in front are to be kept.
pub(super) fn ask(app: &mut App, ctx: &Context) {
    let Some(reports) = folders::in_front(app).map(|folder| folder.path.clone()) else {
        let key = key_text(Action::OpenFolder);
        app.message = Some(texts::REVIEWS_IN_NO_FOLDER.with(key));
        return;
    };
    let begins = home::of(&reports).unwrap_or_else(|| reports.clone());
    files::ask(app, Purpose::ReviewsIn(reports), |app| {
        app.dialogs.pick_folder(ctx, Some(&begins))
    });
}

/// Keeps the reviews of the reports in `reports` in `reviews`, if that can be written. No file is moved: reviews that are
/// there stay where they are.
pub(super) fn keep(app: &mut App, reports: PathBuf, reviews: &Path) {
    if let Err(error) = home::prepare(reviews) {
        let text = texts::REVIEWS_IN_CLOSED.with_both(reviews.display(), texts::of_system(&error));
        app.notices.push(Notice::error(text));
        return;
    }
    // Open reports hold lock and journal where they are; only a folder that is closed can change them.
    if folders::in_front(app).is_some_and(|folder| folder.path == reports) && !folders::close(app) {
        return;
    }
    home::set(&reports, reviews);
    let known = &mut app.settings.reviews_in;
    known.retain(|(own, _)| *own != reports);
    known.insert(0, (reports.clone(), reviews.to_owned()));
    known.truncate(MOST);
    app.later(Command::Open(vec![reports]));
}
