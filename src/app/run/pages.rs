//! The pages of the report in front: the part of [`mod@crate::app::run`] that shows them and goes through them.

use std::path::PathBuf;

use egui::Context;

use crate::app::commands::Action;
use crate::app::run::{files, looks};
use crate::app::settings::SourceShows;
use crate::app::window::app::Purpose;
use crate::app::window::division::Part;
use crate::app::{App, texts};

/// Does what `action` is about; an action about anything else does nothing.
pub(super) fn act(app: &mut App, ctx: &Context, action: Action) {
    match action {
        Action::ShowPages => {
            let next = app.settings.source_shows.next();
            app.settings.source_shows = next;
            app.message = Some(
                match next {
                    SourceShows::Text => texts::SHOWS_TEXT,
                    SourceShows::Pages => texts::SHOWS_PAGES,
                    SourceShows::Both => texts::SHOWS_BOTH,
                }
                .show()
                .to_owned(),
            );
            looks::show(app, ctx, Part::Source);
            app.reports
                .with_front(|open_report| open_report.view.show_selection());
        }
        Action::NextPage | Action::PreviousPage => {
            let by = if action == Action::NextPage { 1 } else { -1 };
            app.reports
                .with_front(|open_report| open_report.view.page.turn_pages(by));
            see(app, ctx);
        }
        Action::TurnPage => {
            app.reports
                .with_front(|open_report| open_report.view.page.turn_sheet());
            see(app, ctx);
        }
        Action::PairPages => files::ask(app, Purpose::Pair, |app| {
            app.dialogs.pick_pages(ctx, app.folder().as_deref())
        }),
        _ => {}
    }
}

/// Shows the pages of the file at `path` beside the report in front, today and whenever it is opened again.
pub(super) fn pair(app: &mut App, path: PathBuf) {
    let settings = &mut app.settings;
    app.reports.with_front(|open_report| {
        settings.pair(&open_report.session.source().sha256, &path);
        open_report.view.page.pair(path);
    });
}

/// Shows the pages, if only the text is shown.
fn see(app: &mut App, ctx: &Context) {
    if app.settings.source_shows == SourceShows::Text {
        app.settings.source_shows = SourceShows::Pages;
    }
    looks::show(app, ctx, Part::Source);
}
