//! Steps of the review: the part of [`mod@crate::app::run`] that changes a session, and asks the clock for its stamp.

use std::time::{SystemTime, UNIX_EPOCH};

use egui::{Context, ViewportCommand};

use crate::app::background::problem_list::ListJob;
use crate::app::commands::{Action, Command, key_text};
use crate::app::keyboard::focus::take_keyboard;
use crate::app::prompts::Prompt;
use crate::app::prompts::source_error::SourceErrorPrompt;
use crate::app::prompts::verdicts::VerdictList;
use crate::app::reports::open_report::OpenReport;
use crate::app::run::crash::write_down;
use crate::app::run::{bring, files, names};
use crate::app::window::desktop;
use crate::app::{App, keyboard, texts};
use crate::export::{Facts, day::china_day};
use crate::form::CellKey;
use crate::review::history;
use crate::review::missed;
use crate::review::status::{self, Tally};
use crate::review::{Edit, Session, Stamp, Verdict};

/// Accepts a proposal, from 1, or what all smallest ones share, as one step; never done unasked, nor unseen: where nothing
/// on the screen told what it changes, the tables show that first, and the same key accepts it then.
pub(super) fn accept(app: &mut App, number: Option<u8>) {
    let Some(open_report) = app.reports.front_mut() else {
        return;
    };
    let session = &open_report.session;
    let view = &mut open_report.view;
    let asked = match view
        .repairs
        .asked(session, view.selection.head.as_ref(), number)
    {
        Ok(asked) => asked,
        Err(text) => {
            app.message = Some(text.show().to_owned());
            return;
        }
    };
    let offered = asked.offered();
    let changed = asked.changes().iter().map(|change| change.cell.clone());
    let changed: Vec<CellKey> = changed.collect();
    if !view.repairs.looked_at.has_seen(&offered) {
        let said = asked.text(session, view.selection.head.as_ref());
        view.repairs.looked_at.chosen = Some(offered);
        look_at(open_report, &changed);
        app.message = Some(texts::LOOK_FIRST.with(said));
        return;
    }
    let (edit, revision) = (asked.step(session), session.revision());
    apply(app, edit);
    let front = app.reports.front();
    if front.is_some_and(|it| it.session.revision() != revision) {
        let said = last_said(app);
        select_row(app, &changed);
        app.message = said;
    }
}

/// Brings one of these cells into sight: the selected one if it is among them, else the first in the order of the form. A
/// walk stays where it is: what is typed next is typed there.
fn look_at(open_report: &mut OpenReport, cells: &[CellKey]) {
    let view = &mut open_report.view;
    let is_here = view.selection.head.as_ref();
    if is_here.is_some_and(|head| cells.contains(head)) {
        view.show_selection();
    } else if view.is_verifying() {
        view.tables.scroll_to_other = first_of(&open_report.session, cells);
    } else if let Some(cell) = first_of(&open_report.session, cells) {
        view.select(cell);
    }
}

/// The first of `cells` in the order of the form.
fn first_of(session: &Session, cells: &[CellKey]) -> Option<CellKey> {
    let mut keys = session.sheet().keys().into_iter();
    let first = keys.find(|cell| cells.contains(cell));
    first.or_else(|| cells.first().cloned())
}

/// What the last step of the report in front did.
pub(super) fn last_said(app: &App) -> Option<String> {
    let entry = app.reports.front()?.session.journal().next_undo()?;
    Some(texts::say(&history::said(entry)).to_owned())
}

/// Selects the changed cells of one row, so that one key confirms them once they are held against the print.
fn select_row(app: &mut App, changed: &[CellKey]) {
    let is_one_row = changed
        .windows(2)
        .all(|pair| matches!(pair, [a, b] if (a.table, &a.row) == (b.table, &b.row)));
    let (Some(first), Some(last), true) = (changed.first(), changed.last(), is_one_row) else {
        return;
    };
    if let Some(open_report) = app.reports.front_mut() {
        open_report.view.select(first.clone());
        open_report.view.selection.corner = Some(last.clone());
    }
}

/// The characters selected in the source become the value of the selected cell, with their place as evidence.
pub(super) fn take_from_source(app: &mut App, ctx: &Context) {
    let Some(open_report) = app.reports.front_mut() else {
        return;
    };
    let Some(cell) = open_report.view.selection.head.clone() else {
        app.message = Some(texts::NO_CELL.show().to_owned());
        return;
    };
    let Some(span) = open_report.view.source.selection.take() else {
        app.message = Some(texts::NOTHING_SELECTED.show().to_owned());
        return;
    };
    let text = span.of(&open_report.session.source().text).to_owned();
    take_keyboard(ctx);
    apply(
        app,
        Edit::Enter {
            cell,
            text,
            origin: crate::review::Origin::Source,
            spans: vec![span],
        },
    );
}

/// Marks the sentence selected in the source, or takes its mark back.
pub(super) fn mark_sentence(app: &mut App) {
    let Some(open_report) = app.reports.front_mut() else {
        return;
    };
    let Some(span) = open_report.view.source.selection else {
        app.message = Some(texts::NO_SENTENCE_SELECTED.show().to_owned());
        return;
    };
    let is_marked =
        |session: &Session| missed::is_marked(&session.source().text, session.decisions(), span);
    let was_marked = is_marked(&open_report.session);
    apply(app, Edit::MarkSentence { span });
    let front = app.reports.front();
    let is_marked_now = front.is_some_and(|front| is_marked(&front.session));
    let said = match (was_marked, is_marked_now) {
        (false, true) => texts::SENTENCE_MARKED,
        (true, false) => texts::SENTENCE_UNMARKED,
        // Refused, or held back until the reviewer has a name.
        (true, true) | (false, false) => return,
    };
    app.message = Some(said.show().to_owned());
}

pub(super) fn act_on_cells(app: &mut App, ctx: &Context, action: Action) {
    let Some(open_report) = app.reports.front_mut() else {
        return;
    };
    let cells = open_report.view.cells();
    match action {
        Action::Copy => {
            ctx.copy_text(keyboard::block_text(
                &open_report.session,
                &open_report.view,
            ));
            let said = if desktop::forgets_copies() {
                texts::COPIED_FOR_NOW
            } else {
                texts::COPIED
            };
            app.message = (!cells.is_empty()).then(|| said.with(cells.len()));
        }
        Action::Paste => {
            take_keyboard(ctx);
            ctx.send_viewport_cmd(ViewportCommand::RequestPaste);
        }
        Action::Verdict => {
            let finding = open_report.view.selection.finding.clone();
            app.prompt = Some(Prompt::Verdict(VerdictList {
                cells,
                on_finding: finding.is_some() && open_report.view.selection.judges_finding,
                finding,
                verdict: None,
            }));
        }
        _ if cells.is_empty() => app.message = Some(texts::NO_CELL_TO_JUDGE.show().to_owned()),
        Action::Note => {
            if let Some(cell) = open_report.view.selection.head.clone() {
                let note = open_report
                    .session
                    .decision(&cell)
                    .map(|decision| decision.note.clone());
                app.prompt = Some(Prompt::Note(cell, note.unwrap_or_default()));
            }
        }
        Action::Blank => {
            let label = texts::BLANKED.with(cells.len());
            let cells = cells
                .into_iter()
                .map(|cell| (cell, String::new()))
                .collect();
            let origin = crate::review::Origin::Typed;
            apply(
                app,
                Edit::EnterMany {
                    label,
                    cells,
                    origin,
                },
            );
        }
        Action::Withdraw => {
            let key = open_report.view.selection.finding.clone().filter(|key| {
                open_report.view.selection.judges_finding
                    && open_report.session.judgement(key).is_some()
            });
            apply(
                app,
                key.map_or(Edit::Withdraw { cells }, |key| Edit::WithdrawFinding {
                    key,
                }),
            );
        }
        Action::SourceError if cells.len() == 1 => {
            let cell = cells.into_iter().next();
            let prompt = cell.map(|cell| SourceErrorPrompt::new(open_report, cell));
            app.prompt = prompt.map(Prompt::SourceError);
        }
        _ => judge(app, cells, action),
    }
}

/// The verdict that has a key of its own.
fn judge(app: &mut App, cells: Vec<CellKey>, action: Action) {
    let verdict = match action {
        Action::SourceError => Verdict::SourceError,
        Action::Doubtful => Verdict::Doubtful,
        _ => Verdict::Confirmed,
    };
    let note = String::new();
    apply(
        app,
        Edit::Judge {
            cells,
            verdict,
            note,
        },
    );
}

/// Writes the problem list of the report in front in the background.
pub(super) fn write_list(app: &mut App, ctx: &Context, path: std::path::PathBuf) {
    let Some(open_report) = app.reports.front() else {
        return;
    };
    let stamp = stamp(app);
    let facts = Facts {
        reviewer: stamp.by,
        day: china_day(stamp.at_secs),
    };
    app.list = Some(ListJob::start(
        ctx,
        open_report.session.clone(),
        facts,
        path,
    ));
}

pub(super) fn stamp(app: &App) -> Stamp {
    let since_1970 = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .unwrap_or_default();
    Stamp {
        by: app.settings.reviewer.clone(),
        at_secs: since_1970.as_secs(),
    }
}

/// The report in front, if it may be changed; a report another window has open says why it may not.
pub(super) fn writable(app: &mut App) -> Option<&mut OpenReport> {
    let open_report = app.reports.front_mut()?;
    if open_report.is_read_only {
        open_report.tell_once(open_report.refusal());
        return None;
    }
    Some(open_report)
}

/// Makes `edit` a step of the report in front, or keeps it until the reviewer's name is known. `false` if it was refused,
/// which is said.
pub(super) fn apply(app: &mut App, edit: Edit) -> bool {
    app.message = None;
    if writable(app).is_none() {
        return false;
    }
    if names::hold(app, || Command::Edit(edit.clone())) {
        return true;
    }
    let stamp = stamp(app);
    let Some(open_report) = writable(app) else {
        return false;
    };
    match open_report.session.apply(edit, &stamp) {
        Ok(()) => {
            open_report.view.after_step(&open_report.session);
            app.signed_last = None;
            write_down(app);
            true
        }
        Err(refusal) => {
            app.tell_error(texts::tell(&refusal));
            false
        }
    }
}

/// Takes the last step back, or makes it again. Where that was a sign-off that brought another report in front, its own
/// report comes back first.
pub(super) fn travel(app: &mut App, ctx: &Context, back: bool) {
    let action = if back { Action::Undo } else { Action::Redo };
    if let Some(signed) = app.signed_last.take().filter(|_| back) {
        bring::turn_to(app, ctx, signed);
        app.message = Some(texts::BACK_AT_SIGNED.with(key_text(action)));
        return;
    }
    if writable(app).is_none() || names::hold(app, || Command::Act(action)) {
        return;
    }
    let stamp = stamp(app);
    let Some(open_report) = writable(app) else {
        return;
    };
    let session = &mut open_report.session;
    let journal = session.journal();
    let next = if back {
        journal.next_undo()
    } else {
        journal.next_redo()
    };
    let label = next.map(|entry| texts::say(&history::said(entry)).to_owned());
    let (done, changed) = if back {
        let changed = session.cells_to_undo();
        (session.undo(&stamp), changed)
    } else {
        let changed = session.cells_to_redo();
        (session.redo(&stamp), changed)
    };
    let label = label.filter(|_| done.is_some());
    let is_seen = open_report
        .view
        .selection
        .head
        .as_ref()
        .is_some_and(|head| changed.contains(head));
    if !is_seen && label.is_some() {
        // There the hand was that made the step, or will go on.
        if let Some(cell) = first_of(session, &changed) {
            open_report.view.select(cell);
        }
    }
    open_report.view.after_step(&open_report.session);
    write_down(app);
    app.message = Some(match (back, label) {
        (true, Some(label)) => texts::UNDONE.with(label),
        (true, None) => texts::NOTHING_TO_UNDO.show().to_owned(),
        (false, Some(label)) => texts::REDONE.with(label),
        (false, None) => texts::NOTHING_TO_REDO.show().to_owned(),
    });
}

/// Signs the report in front off, saves it where it has a place, and goes on to the next open report that is not signed
/// off yet. As long as F8 has somewhere to go, all that is open is shown first, unless the reviewer has `seen` it.
pub(super) fn sign_off(app: &mut App, seen: bool) {
    let command = if seen {
        Command::SignOffOpen
    } else {
        Command::Act(Action::SignOff)
    };
    if writable(app).is_none() || names::hold(app, || command) {
        return;
    }
    let stamp = stamp(app);
    let Some(open_report) = writable(app) else {
        return;
    };
    let tally = status::tally(&open_report.session);
    if !seen && open_report.session.sign_off().is_none() && tally.open.has_stops() {
        app.prompt = Some(Prompt::SignOff);
        return;
    }
    match open_report
        .session
        .apply(Edit::SignOff { force: seen }, &stamp)
    {
        Ok(()) => {
            open_report.view.after_step(&open_report.session);
            write_down(app);
            app.message = Some(go_on(app, &left_text(&tally)));
        }
        Err(refusal) => app.tell_error(texts::tell(&refusal)),
    }
}

/// What is signed though it is open; empty if there is nothing.
fn left_text(tally: &Tally) -> String {
    let open = Some(texts::counts(&tally.open)).filter(|open| !open.is_empty());
    let deduced = (tally.deduced > 0).then(|| texts::DEDUCED_LEFT.with(tally.deduced));
    let left: Vec<String> = open.into_iter().chain(deduced).collect();
    let open = left.join(texts::THEN.show());
    if open.is_empty() {
        return open;
    }
    texts::SIGNED_LEFT.with(open)
}

/// Saves what was signed off and brings the next report; says what was done. A report that could not be saved stays.
fn go_on(app: &mut App, left: &str) -> String {
    let target = app.reports.front().and_then(OpenReport::target);
    let Some(target) = target else {
        return format!("{}{left}", texts::SIGNED_OFF_NOW.show());
    };
    files::save(app, &target, None);
    let Some(open_report) = app
        .reports
        .front()
        .filter(|open_report| open_report.is_saved())
    else {
        return format!("{}{left}", texts::SIGNED_OFF_NOW.show());
    };
    let signed = texts::SIGNED_OFF_SAVED.with(open_report.name());
    let Some(next) = app.next_unsigned() else {
        return format!("{signed}{left}");
    };
    app.signed_last = app.reports.front().map(|front| front.id);
    app.bring_soon(next);
    format!("{signed}{left}{}", texts::SIGNED_OFF_NEXT.show())
}
