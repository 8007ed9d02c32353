//! The pages of the report in front: the part of [`mod@crate::app::run`] that shows them and goes through them.

use std::path::PathBuf;

use egui::Context;

use crate::app::background::second::{self, SecondJob};
use crate::app::commands::{Action, key_text};
use crate::app::findings::view::Listed;
use crate::app::notices::Notice;
use crate::app::page::frames;
use crate::app::run::{files, looks};
use crate::app::settings::SourceShows;
use crate::app::window::app::Purpose;
use crate::app::window::division::Part;
use crate::app::wording::cell_name;
use crate::app::{App, texts};
use crate::review::Session;
use crate::review::second::SecondReading;

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
        Action::ReadAgain => read_again(app, ctx),
        Action::ReadCellsAgain => read_cells_again(app, ctx),
        _ => {}
    }
}

/// Begins to read the report in front again, from its pages.
fn read_again(app: &mut App, ctx: &Context) {
    let Some(open_report) = app.reports.front_mut() else {
        return;
    };
    open_report.look_for_pages(&app.settings.pairs);
    let Some(original) = open_report.view.page.original() else {
        let text = texts::NO_ORIGINAL.with(key_text(Action::PairPages));
        app.notices.push(Notice::error(text));
        return;
    };
    // What was read of the file itself is not read of it again: then it is its pages that tell.
    let is_itself = frames::is_itself(&open_report.session, original);
    if is_itself && !open_report.session.source().seen.is_empty() {
        let text = texts::READ_AGAIN_SAME.show().to_owned();
        app.notices.push(Notice::information(text));
        return;
    }
    let job = second::start(ctx, original.to_owned(), is_itself);
    open_report.view.second_job = Some(job);
}

/// Begins to read the selected cells again, each from its place on its page.
fn read_cells_again(app: &mut App, ctx: &Context) {
    let Some(open_report) = app.reports.front_mut() else {
        return;
    };
    open_report.look_for_pages(&app.settings.pairs);
    let cells = open_report.view.cells();
    let session = &open_report.session;
    let (_, places) = open_report.view.page.places(ctx, session);
    let mut known = Vec::new();
    for cell in &cells {
        let place = places.iter().find(|place| place.cell == *cell);
        known.extend(place.map(|place| (place.cell.clone(), place.page, place.area)));
    }
    let original = open_report.view.page.original();
    if let Some(original) = original.filter(|_| !known.is_empty()) {
        let job = second::start_cells(ctx, original.to_owned(), known);
        open_report.view.second_job = Some(job);
        return;
    }
    let text = if cells.is_empty() {
        texts::NO_CELL.show().to_owned()
    } else {
        texts::CELLS_NOWHERE.with(key_text(Action::ReadAgain))
    };
    app.notices.push(Notice::information(text));
}

/// What is said of a second reading.
fn said(second: &SecondReading, session: &Session) -> String {
    let compared = second.compare(session);
    let n = compared.differences.len();
    if !second.is_part {
        return texts::READ_AGAIN_DONE.with_both(&second.file, n);
    }
    let mut cells = second.cells.iter();
    let (Some((cell, found)), None) = (cells.next(), cells.next()) else {
        let mut text = texts::CELLS_AGAIN_DONE.with_both(second.cells.len(), n);
        if compared.n_missing > 0 {
            text.push_str(&texts::CELLS_AGAIN_MISSED.with(compared.n_missing));
        }
        return text;
    };
    let printed = match found.printed.as_str() {
        "" => texts::STATE_BLANK.show().to_owned(),
        printed => format!("“{printed}”"),
    };
    let is_same = second.of_cell(session, cell).is_some_and(|(_, same)| same);
    let text = if is_same {
        texts::CELL_AGAIN_SAME
    } else {
        texts::CELL_AGAIN_OTHER
    };
    text.with_both(cell_name(session, cell), printed)
}

/// Takes what was read again since the last frame.
pub(crate) fn receive(app: &mut App) {
    let mut sentences = Vec::new();
    for open_report in app.reports.open_mut() {
        let job = open_report.view.second_job.as_ref();
        let Some(answer) = job.and_then(SecondJob::answer) else {
            continue;
        };
        open_report.view.second_job = None;
        sentences.push(match answer {
            Ok(second) => {
                let text = said(&second, &open_report.session);
                if !second.is_part {
                    open_report.view.findings.listed = Listed::Reading;
                }
                open_report.view.read_again(second);
                Notice::information(text)
            }
            Err(sentence) => Notice::error(sentence),
        });
    }
    for notice in sentences {
        app.notices.push(notice);
    }
}

/// Gives up what is being read again.
pub(super) fn cancel(app: &mut App) {
    for open_report in app.reports.open_mut() {
        open_report.view.second_job = None;
        open_report.view.reread_job = None;
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
