//! The pages of the report in front: the part of [`mod@crate::app::run`] that shows them and goes through them.

use std::path::{Path, PathBuf};

use egui::Context;

use crate::app::background::second::{self, SecondJob};
use crate::app::commands::{Action, key_text};
use crate::app::findings::view::Listed;
use crate::app::notices::Notice;
use crate::app::page::frames;
use crate::app::prompts::Prompt;
use crate::app::prompts::page::PagePrompt;
use crate::app::reports::open_report::OpenReport;
use crate::app::run::{files, looks, steps};
use crate::app::settings::SourceShows;
use crate::app::window::app::{PromptLook, Purpose};
use crate::app::window::division::Part;
use crate::app::wording::{cell_name, file_name};
use crate::app::{App, texts};
use crate::form::CellKey;
use crate::review::second::SecondReading;
use crate::review::{Edit, Session};
use crate::source::{picture, scan};

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
        Action::GoToPage => ask_for_page(app),
        Action::TurnPage => {
            app.reports
                .with_front(|open_report| open_report.view.page.turn_sheet());
            see(app, ctx);
        }
        Action::Sheet(how) => {
            app.reports
                .with_front(|open_report| open_report.view.page.move_sheet(how));
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

/// Asks which page of the original is to be shown.
fn ask_for_page(app: &mut App) {
    let n_pages = app
        .reports
        .front()
        .and_then(|front| front.view.page.n_pages());
    match n_pages {
        Some(n_pages) => {
            app.prompt = Some(Prompt::Page(PagePrompt::new(n_pages)));
            app.prompt_look = PromptLook::Fresh;
        }
        None => {
            app.message = Some(texts::GO_TO_PAGE_UNKNOWN.show().to_owned());
        }
    }
}

/// Shows a page of the original, from 0.
pub(super) fn show_page(app: &mut App, ctx: &Context, page: usize) {
    app.reports
        .with_front(|open_report| open_report.view.page.go_to(page));
    see(app, ctx);
}

/// Begins to read the report in front again, from its pages.
fn read_again(app: &mut App, ctx: &Context) {
    let Some(open_report) = app.reports.front_mut() else {
        return;
    };
    open_report.look_for_pages(&app.settings.pairs);
    let Some(original) = open_report.view.page.original().map(Path::to_owned) else {
        let text = texts::NO_ORIGINAL.with(key_text(Action::PairPages));
        app.notices.push(Notice::error(text));
        return;
    };
    // What was read of the file itself is not read of it again: then it is its pages that tell.
    let is_itself = frames::is_itself(&open_report.session, &original);
    if is_itself && !open_report.session.source().seen.is_empty() {
        let text = texts::READ_AGAIN_SAME.show().to_owned();
        app.notices.push(Notice::information(text));
        return;
    }
    let (session, view) = (&open_report.session, &mut open_report.view);
    if let Some(beside) = view.page.beside(ctx, session) {
        let second = SecondReading::new(file_name(&original), &beside.reading);
        let (notice, noted) = taken(open_report, second);
        app.notices.push(notice);
        if let Some(noted) = noted {
            steps::apply(app, noted);
        }
        return;
    }
    let job = second::start(ctx, original, is_itself);
    open_report.view.second_job = Some(job);
}

/// Begins to read the selected cells again, each from its place on its page; as soon as the places are known.
fn read_cells_again(app: &mut App, ctx: &Context) {
    let Some(open_report) = app.reports.front_mut() else {
        return;
    };
    open_report.look_for_pages(&app.settings.pairs);
    let cells = open_report.view.cells();
    let notice = if cells.is_empty() {
        Some(Notice::information(texts::NO_CELL.show().to_owned()))
    } else {
        read_cells(open_report, ctx, cells)
    };
    if let Some(notice) = notice {
        app.notices.push(notice);
    }
}

/// Reads these cells again; gives why it cannot.
fn read_cells(open_report: &mut OpenReport, ctx: &Context, cells: Vec<CellKey>) -> Option<Notice> {
    if !scan::IS_BUILT {
        let text = texts::CELLS_UNREADABLE.with(key_text(Action::ReadAgain));
        return Some(Notice::information(text));
    }
    let (session, view) = (&open_report.session, &mut open_report.view);
    let frames = view.page.frames(ctx, session);
    if view.page.looked_through().is_some() {
        view.cells_to_read = cells;
        return None;
    }
    if let Some(sentence) = view.page.lost() {
        return Some(Notice::error(texts::PAGES_LOST.with(sentence)));
    }
    let known = cells.iter().filter_map(|cell| frames.of_cell(cell));
    let known = known.map(|place| (place.cell.clone(), place.page, place.area));
    let known: Vec<_> = known.collect();
    let original = view.page.original().filter(|_| !known.is_empty());
    let Some(original) = original.map(Path::to_owned) else {
        let text = texts::CELLS_NOWHERE.with(key_text(Action::ReadAgain));
        return Some(Notice::information(text));
    };
    view.second_job = Some(second::start_cells(ctx, original, known));
    None
}

/// What is said of a second reading.
fn said(second: &SecondReading, session: &Session) -> String {
    let compared = second.compare(session);
    let n = compared.differences.len();
    if !second.is_part {
        return match n {
            0 => texts::READ_AGAIN_ALIKE.with(&second.file),
            _ => texts::READ_AGAIN_DONE.with_both(&second.file, n),
        };
    }
    let mut cells = second.cells.iter();
    let (Some((cell, found)), None) = (cells.next(), cells.next()) else {
        let n_cells = second.cells.len();
        let mut text = match n {
            0 => texts::CELLS_AGAIN_ALIKE.with(n_cells),
            _ => texts::CELLS_AGAIN_DONE.with_both(n_cells, n),
        };
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

/// Takes what was read again since the last frame, and begins with cells that waited for their places.
pub(crate) fn receive(app: &mut App, ctx: &Context) {
    let mut told = Vec::new();
    let mut noted = Vec::new();
    let front = app.reports.front().map(|front| front.id);
    for open_report in app.reports.open_mut() {
        let cells = std::mem::take(&mut open_report.view.cells_to_read);
        if !cells.is_empty() {
            told.extend(read_cells(open_report, ctx, cells));
        }
        // Its step is one of the report in front, and waits for what is being typed there.
        let is_typing = open_report.view.tables.draft.is_some();
        let job = open_report.view.second_job.as_ref();
        let job = job.filter(|_| front == Some(open_report.id) && !is_typing);
        let Some(answer) = job.and_then(SecondJob::answer) else {
            continue;
        };
        open_report.view.second_job = None;
        told.push(match answer {
            Ok(second) => {
                let (notice, step) = taken(open_report, second);
                noted.extend(step);
                notice
            }
            Err(sentence) => Notice::error(sentence),
        });
    }
    for notice in told {
        app.notices.push(notice);
    }
    for step in noted {
        steps::apply(app, step);
    }
}

/// Takes a second reading; gives what is said of it, and the step that notes what differs, unless the review is closed.
fn taken(open_report: &mut OpenReport, second: SecondReading) -> (Notice, Option<Edit>) {
    let session = &open_report.session;
    let text = said(&second, session);
    let differing = second.notes(session);
    let may_note = session.sign_off().is_none() && !open_report.is_read_only;
    let noted = (may_note && !differing.is_empty()).then(|| Edit::Remarks {
        label: texts::in_chinese(|| texts::NOTED_AGAIN.with_both(&second.file, differing.len())),
        notes: differing,
    });
    if !second.is_part {
        open_report.view.findings.listed = Listed::Reading;
    }
    open_report.view.read_again(second);
    (Notice::information(text), noted)
}

/// Gives up what is being read again.
pub(super) fn cancel(app: &mut App) {
    for open_report in app.reports.open_mut() {
        let view = &mut open_report.view;
        view.second_job = None;
        view.reread_job = None;
        view.cells_to_read.clear();
        view.page.look_no_further();
    }
}

/// Shows the pages of the file at `path` beside the report in front, today and whenever it is opened again.
pub(super) fn pair(app: &mut App, ctx: &Context, path: PathBuf) {
    let has_pages = picture::is_name_of_pages(&path);
    let settings = &mut app.settings;
    let message = &mut app.message;
    app.reports.with_front(|open_report| {
        settings.pair(&open_report.session.source().sha256, &path);
        let name = &open_report.session.source().name;
        *message = Some(texts::PAIRED.with_both(name, file_name(&path)));
        open_report.view.second_job = None;
        open_report.view.page.pair(path);
    });
    if has_pages {
        see(app, ctx);
    }
}

/// Shows the pages, if only the text is shown.
fn see(app: &mut App, ctx: &Context) {
    if app.settings.source_shows == SourceShows::Text {
        app.settings.source_shows = SourceShows::Pages;
    }
    looks::show(app, ctx, Part::Source);
}
