//! The digit carpet of the report in front: shown, gone through, and left again.

use egui::Context;

use crate::app::carpet::view::CarpetView;
use crate::app::commands::{Action, Carpet, Command};
use crate::app::keyboard::focus::take_keyboard;
use crate::app::run;
use crate::app::{App, texts};

/// Shows the carpet in the place of the tables, or the tables again.
pub(super) fn switch(app: &mut App, ctx: &Context) {
    app.shows_carpet = !app.shows_carpet;
    app.message = None;
    keep_on(app, ctx);
}

/// While the carpet is shown, the report that comes to the front shows its own; those behind give their memory back.
pub(crate) fn keep_on(app: &mut App, ctx: &Context) {
    let front = app.reports.front().map(|open_report| open_report.id);
    let is_shown = app.shows_carpet;
    for open_report in app.reports.open_mut() {
        let is_its = is_shown && Some(open_report.id) == front;
        if !is_its && open_report.view.carpet.take().is_some() {
            open_report.view.show_selection();
        }
    }
    let Some(open_report) = app.reports.front_mut().filter(|_| is_shown) else {
        return;
    };
    if open_report.view.carpet.is_some() {
        return;
    }
    let head = open_report.view.selection.head.clone();
    let Some(carpet) = CarpetView::of(&open_report.session, head.as_ref()) else {
        app.shows_carpet = false;
        app.message = Some(texts::CARPET_NOTHING.show().to_owned());
        return;
    };
    let is_here = head.is_some_and(|head| carpet.position(&head).is_some());
    let first = carpet.first().cloned().filter(|_| !is_here);
    open_report.view.carpet = Some(carpet);
    match first {
        Some(first) => open_report.view.select(first),
        None => open_report.view.show_selection(),
    }
    app.asked_pane = None;
    if app.prompt.is_none() {
        take_keyboard(ctx);
    }
}

/// Does what a key or a button of the carpet is for.
pub(super) fn obey(app: &mut App, ctx: &Context, how: Carpet) {
    match how {
        Carpet::Doubt => run::run(app, ctx, Command::Act(Action::Doubtful)),
        Carpet::Close => switch(app, ctx),
        Carpet::Show(_) | Carpet::Next | Carpet::Previous => show(app, how),
    }
}

/// Shows the figures of another glyph, the first of them selected.
fn show(app: &mut App, how: Carpet) {
    let Some(open_report) = app.reports.front_mut() else {
        return;
    };
    let (session, view) = (&open_report.session, &mut open_report.view);
    let Some(carpet) = &mut view.carpet else {
        return;
    };
    let glyph = match how {
        Carpet::Show(glyph) => glyph,
        _ => carpet.beside(how == Carpet::Next),
    };
    carpet.show(session, glyph);
    if let Some(first) = carpet.first().cloned() {
        view.finding_kept_or_dropped(session, &first);
        view.select(first);
    }
}
