//! 重新识读: the report in front is read anew, and its decisions are put onto what is read. The reviewer sees what no longer
//! fits before anything changes; the older review stays, under its name or another.

use std::path::{Path, PathBuf};

use egui::Context;

use crate::app::background::reread::{self, Fresh, RereadJob};
use crate::app::commands::Command;
use crate::app::notices::Notice;
use crate::app::prompts::Prompt;
use crate::app::prompts::choose_pages::ChoosePagesPrompt;
use crate::app::prompts::reread::{Becomes, RereadPrompt};
use crate::app::reports::open_report::OpenReport;
use crate::app::run::{bring, crash, files, names, steps};
use crate::app::window::app::PromptLook;
use crate::app::wording::file_name;
use crate::app::{App, texts};
use crate::dataset::changed::{path_of_hash, report_beside};
use crate::dataset::{self, SaveError, is_there};
use crate::review::reread::{Reread, reread};
use crate::review::{Session, Stamp};
use crate::source::picture::is_name_of_pages;
use crate::source::scan;
use crate::source::scan_pages::Chosen;

/// Begins to read the report in front anew.
pub(super) fn ask(app: &mut App, ctx: &Context) {
    begin(app, ctx, None);
}

/// Asks which pages of the report in front are to be recognised.
pub(super) fn choose_pages(app: &mut App) {
    let Some(open_report) = steps::writable(app) else {
        return;
    };
    let refused = if !scan::IS_BUILT {
        Some(texts::SCAN_UNBUILT)
    } else if !is_name_of_pages(Path::new(&open_report.session.source().name)) {
        Some(texts::NO_SCAN)
    } else if report_of(open_report).is_none() {
        Some(texts::NO_REPORT_TO_READ)
    } else {
        None
    };
    if let Some(text) = refused {
        return app.tell_error(text.show().to_owned());
    }
    let prompt = ChoosePagesPrompt::new(open_report.session.source());
    app.prompt = Some(Prompt::ChoosePages(prompt));
    app.prompt_look = PromptLook::Fresh;
}

/// Begins to read these pages of the report in front anew.
pub(super) fn read_pages(app: &mut App, ctx: &Context, chosen: Chosen) {
    begin(app, ctx, Some(chosen));
}

fn begin(app: &mut App, ctx: &Context, chosen: Option<Chosen>) {
    let Some(open_report) = steps::writable(app) else {
        return;
    };
    if open_report.left_behind.is_some() {
        app.tell_error(texts::REREAD_LATER.show().to_owned());
        return;
    }
    let report = report_of(open_report);
    let source = open_report.session.source().clone();
    open_report.view.fresh = None;
    open_report.view.reread_job = Some(reread::start(ctx, report, chosen, source));
}

/// The file of a report, where it is there.
fn report_of(open_report: &OpenReport) -> Option<PathBuf> {
    let review = open_report.target()?;
    report_beside(&review, &open_report.session)
}

/// Asks about what was read of the report in front, once it is there and nothing else is asked.
pub(crate) fn receive(app: &mut App) {
    let Some(open_report) = app.reports.front_mut() else {
        return;
    };
    let is_busy = app.prompt.is_some() || open_report.view.tables.draft.is_some();
    let job = open_report.view.reread_job.as_ref();
    let Some(answer) = job.filter(|_| !is_busy).and_then(RereadJob::answer) else {
        return;
    };
    open_report.view.reread_job = None;
    let fresh = match answer {
        Ok(fresh) => fresh,
        Err(sentence) => return app.tell_error(sentence),
    };
    let Some(reread) = put_onto(&open_report.session, &fresh, &Stamp::default()) else {
        return app.tell_error(texts::REREAD_MISFIT.show().to_owned());
    };
    let is_content = is_content(&open_report.session, &fresh);
    if is_content && reread.is_same(&open_report.session) {
        let text = texts::REREAD_SAME.show().to_owned();
        open_report.notices.push(Notice::information(text));
        return;
    }
    let becomes = match (is_content, &open_report.saved) {
        (false, _) => Becomes::Another,
        (true, Some(_)) => Becomes::Replaced,
        (true, None) => Becomes::Saved,
    };
    let prompt = RereadPrompt::new(&reread, fresh.report.is_some(), becomes);
    open_report.view.fresh = Some(fresh);
    app.prompt = Some(Prompt::Reread(prompt));
    app.prompt_look = PromptLook::Fresh;
}

/// Takes what was read anew, as the reviewer chose.
pub(super) fn take(app: &mut App, ctx: &Context) {
    if steps::writable(app).is_none() || names::hold(app, || Command::TakeReread) {
        return;
    }
    let stamp = steps::stamp(app);
    let Some(open_report) = app.reports.front_mut() else {
        return;
    };
    let Some(fresh) = open_report.view.fresh.take() else {
        return;
    };
    let Some(reread) = put_onto(&open_report.session, &fresh, &stamp) else {
        return app.tell_error(texts::REREAD_MISFIT.show().to_owned());
    };
    if is_content(&open_report.session, &fresh) {
        take_place(app, reread);
    } else if let Some(report) = &fresh.report {
        stand_beside(app, ctx, report, reread);
    }
}

fn put_onto(session: &Session, fresh: &Fresh, stamp: &Stamp) -> Option<Reread> {
    reread(session, fresh.source.clone(), fresh.reading.clone(), stamp).ok()
}

/// Whether what was read is the content that was reviewed.
fn is_content(session: &Session, fresh: &Fresh) -> bool {
    fresh.source.sha256 == session.source().sha256
}

/// The same content, read otherwise: the review is saved in its place at once, and an older one is kept under another
/// name. Steps that follow the one could not be continued from the other after a crash.
fn take_place(app: &mut App, reread: Reread) {
    let Some(open_report) = app.reports.front_mut() else {
        return;
    };
    let Some(file) = open_report.target() else {
        return;
    };
    let hash = open_report.expected(&file).map(str::to_owned);
    let aside = match hash.as_ref().map(|_| dataset::keep_review(&file)) {
        None => None,
        Some(Ok(aside)) => Some(aside),
        Some(Err(error)) => {
            let text = texts::REREAD_NOT_KEPT.with_both(file.display(), texts::of_system(&error));
            return app.tell_error(text);
        }
    };
    match dataset::save(&file, &reread.session, hash.as_deref()) {
        Ok(hash) => {
            open_report.session = reread.session;
            // What cannot be tidied is known as saved at the next opening.
            let _ = open_report.saved_into(&file, hash);
            files::reload(app);
            let text = match aside {
                Some(aside) => texts::REREAD_TAKEN.with(aside.display()),
                None => texts::REREAD_SAVED_AS.with(file_name(&file)),
            };
            app.notices.push(Notice::information(text));
        }
        Err(error @ SaveError::ChangedOutside { .. }) => {
            app.prompt = Some(Prompt::Changed(texts::tell(&error)));
        }
        Err(error) => app.tell_error(texts::tell(&error)),
    }
}

/// Other content: a review of its own, which is not saved yet; the older one stays as it is.
fn stand_beside(app: &mut App, ctx: &Context, report: &Path, reread: Reread) {
    let hash = &reread.session.source().sha256;
    let Some(review) = path_of_hash(report, hash) else {
        return;
    };
    if is_there(&review) || app.reports.known(&review).is_some() {
        let text = texts::REREAD_THERE.with(file_name(&review));
        app.notices.push(Notice::information(text));
        bring::open(app, ctx, vec![review]);
        return;
    }
    let text = texts::OPENED_CHANGED.with(file_name(&review));
    let mut open_report = OpenReport::carried(reread.session, &review);
    open_report.id = app.reports.next_id();
    open_report.tell(text);
    bring::show(app, open_report);
    crash::write_down(app);
}
