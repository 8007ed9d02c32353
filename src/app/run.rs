//! Carries commands out. This is the only place of the window that changes a session, asks the clock or writes files.

use std::time::{SystemTime, UNIX_EPOCH};

use egui::{Context, ViewportCommand};

use crate::app::App;
use crate::app::commands::{Action, Command};
use crate::app::desk::Desk;
use crate::app::jobs::OpenJob;
use crate::app::notices::Notice;
use crate::app::palette::PaletteView;
use crate::app::prompts::Prompt;
use crate::app::repairs::Repairs;
use crate::app::settings::{Language, ThemeChoice};
use crate::app::texts::{self, Text};
use crate::app::verdict_list::VerdictList;
use crate::app::window::Purpose;
use crate::app::{files, source_panel, table_keys, table_panel};
use crate::dataset::recovery;
use crate::form::CellKey;
use crate::review::{Edit, Refusal, Session, Stamp, Verdict};

const ZOOM_STEP: f32 = 0.1;
const ZOOM_RANGE: std::ops::RangeInclusive<f32> = 0.6..=3.0;

/// Carries `command` out.
pub(crate) fn run(app: &mut App, ctx: &Context, command: Command) {
    match command {
        Command::Act(action) => act(app, ctx, action),
        Command::Edit(edit) => apply(app, edit),
        Command::Open(paths) => files::open(app, ctx, paths),
        Command::Say(text) => app.message = Some(text),
        Command::Bring(at) => app.current = at.min(app.desks.len().saturating_sub(1)),
        Command::SaveTo(path) => files::save(app, &path, None),
        Command::Reload => files::reload(app),
        Command::Discard { leave } => files::close_now(app, ctx, Some(leave)),
        Command::SaveThenClose { leave } => files::save_or_ask(app, ctx, Some(leave)),
        Command::Recover => recover(app),
        Command::DropLeftBehind => drop_left_behind(app),
        Command::Forget(path) => app.settings.recent.retain(|known| *known != path),
        Command::CancelJob => {
            app.job.iter().for_each(OpenJob::cancel);
            app.job = None;
            app.waiting.clear();
        }
        Command::NameAndSignOff(name) => {
            app.settings.reviewer = name;
            sign_off(app, false);
        }
        Command::ForceSignOff => sign_off(app, true),
        Command::Select(cell) => on_desk(app, |desk| {
            desk.view.finding_kept_or_dropped(&desk.session, &cell);
            desk.view.select(cell);
        }),
        Command::Show(span) => on_desk(app, |desk| desk.view.source.scroll_to = Some(span)),
    }
}

fn on_desk(app: &mut App, change: impl FnOnce(&mut Desk)) {
    if let Some(desk) = app.desk_mut() {
        change(desk);
    }
}

fn act(app: &mut App, ctx: &Context, action: Action) {
    match action {
        Action::Open => files::ask(app, Purpose::Open, |app| app.dialogs.pick_reports(ctx)),
        Action::OpenPath => app.prompt = Some(Prompt::Path(String::new())),
        Action::OpenSample => files::open_sample(app),
        Action::Save => files::save_or_ask(app, ctx, None),
        Action::SaveAs => files::ask_target(app, ctx, None),
        Action::Close => files::close(app, ctx),
        Action::Quit => ctx.send_viewport_cmd(ViewportCommand::Close),
        Action::NextReport => app.current = (app.current + 1) % app.desks.len().max(1),
        Action::Palette => app.prompt = Some(Prompt::Palette(PaletteView::default())),
        Action::Keys => app.prompt = Some(Prompt::Keys),
        Action::SignOff if app.settings.reviewer.is_empty() => {
            app.prompt = Some(Prompt::Name(String::new()));
        }
        Action::SignOff => sign_off(app, false),
        Action::Reopen => apply(app, Edit::Reopen),
        Action::Undo | Action::Redo => travel(app, action == Action::Undo),
        Action::NextProblem | Action::PreviousProblem => {
            go_to_problem(app, action == Action::NextProblem);
        }
        Action::Copy
        | Action::Paste
        | Action::Blank
        | Action::Confirm
        | Action::Withdraw
        | Action::Verdict
        | Action::Note => {
            act_on_cells(app, ctx, action);
        }
        Action::Accept(number) => accept(app, |repairs, session, head| {
            repairs.step(session, head, usize::from(number))
        }),
        Action::AcceptForced => accept(app, Repairs::forced_step),
        Action::TakeFromSource => take_from_source(app, ctx),
        Action::Find => on_desk(app, |desk| desk.view.source.find.show()),
        Action::FindNext => on_desk(app, |desk| desk.view.source.find.go(true)),
        Action::FindPrevious => on_desk(app, |desk| desk.view.source.find.go(false)),
        Action::SwitchPane => switch_pane(ctx),
        Action::FoldSource => flip(&mut app.settings.folded.source),
        Action::FoldDetails => flip(&mut app.settings.folded.details),
        Action::FoldLegend => flip(&mut app.settings.folded.legend),
        Action::ZoomIn => zoom(app, ctx, ctx.zoom_factor() + ZOOM_STEP),
        Action::ZoomOut => zoom(app, ctx, ctx.zoom_factor() - ZOOM_STEP),
        Action::ZoomReset => zoom(app, ctx, 1.0),
        Action::ThemeSystem => app.settings.theme = ThemeChoice::System,
        Action::ThemeLight => app.settings.theme = ThemeChoice::Light,
        Action::ThemeDark => app.settings.theme = ThemeChoice::Dark,
        Action::Language => {
            app.settings.language = match app.settings.language {
                Language::Chinese => Language::English,
                Language::English => Language::Chinese,
            };
            texts::set_language(app.settings.language);
            app.desks
                .iter_mut()
                .for_each(|desk| desk.view.forget_picture());
        }
    }
}

/// Accepts a proposal, or a part of it, as one step; never done unasked.
fn accept(
    app: &mut App,
    step: impl Fn(&Repairs, &Session, Option<&CellKey>) -> Result<Edit, Text>,
) {
    let Some(desk) = app.desks.get(app.current) else {
        return;
    };
    let head = desk.view.head.as_ref();
    match step(&desk.view.repairs, &desk.session, head) {
        Ok(edit) => {
            let Edit::EnterMany { label, .. } = &edit else {
                return;
            };
            let label = label.clone();
            let revision = desk.session.revision();
            apply(app, edit);
            let is_done = app
                .desk()
                .is_some_and(|desk| desk.session.revision() != revision);
            app.message = is_done.then_some(label);
        }
        Err(text) => app.message = Some(text.show().to_owned()),
    }
}

/// The characters selected in the source become the value of the selected cell, with their place as evidence.
fn take_from_source(app: &mut App, ctx: &Context) {
    let Some(desk) = app.desks.get_mut(app.current) else {
        return;
    };
    let Some(cell) = desk.view.head.clone() else {
        app.message = Some(texts::NO_CELL.show().to_owned());
        return;
    };
    let Some(span) = desk.view.source.selection.take() else {
        app.message = Some(texts::NOTHING_SELECTED.show().to_owned());
        return;
    };
    let text = span.of(&desk.session.source().text).to_owned();
    ctx.memory_mut(|memory| memory.request_focus(table_panel::keyboard_id()));
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

fn switch_pane(ctx: &Context) {
    ctx.memory_mut(|memory| {
        let to_tables = memory.has_focus(source_panel::text_id());
        memory.request_focus(if to_tables {
            table_panel::keyboard_id()
        } else {
            source_panel::text_id()
        });
    });
}

fn flip(folded: &mut bool) {
    *folded = !*folded;
}

fn zoom(app: &mut App, ctx: &Context, factor: f32) {
    // Everything moves; what the reviewer looks at stays in sight.
    on_desk(app, |desk| {
        desk.view.scroll_to_cell = true;
        desk.view.source.scroll_to_selection = true;
    });
    ctx.set_zoom_factor(
        (factor * 10.0)
            .round()
            .clamp(*ZOOM_RANGE.start() * 10.0, *ZOOM_RANGE.end() * 10.0)
            / 10.0,
    );
}

fn act_on_cells(app: &mut App, ctx: &Context, action: Action) {
    let Some(desk) = app.desks.get_mut(app.current) else {
        return;
    };
    let cells = desk.view.cells();
    match action {
        Action::Copy => ctx.copy_text(table_keys::block_text(&desk.session, &desk.view)),
        Action::Paste => {
            ctx.memory_mut(|memory| memory.request_focus(table_panel::keyboard_id()));
            ctx.send_viewport_cmd(ViewportCommand::RequestPaste);
        }
        Action::Verdict => {
            let finding = desk.view.finding.clone();
            app.prompt = Some(Prompt::Verdict(VerdictList {
                cells,
                on_finding: finding.is_some() && desk.view.judges_finding,
                finding,
                verdict: None,
            }));
        }
        _ if cells.is_empty() => {}
        Action::Note => {
            if let Some(cell) = desk.view.head.clone() {
                let note = desk
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
            let key =
                desk.view.finding.clone().filter(|key| {
                    desk.view.judges_finding && desk.session.judgement(key).is_some()
                });
            apply(
                app,
                key.map_or(Edit::Withdraw { cells }, |key| Edit::WithdrawFinding {
                    key,
                }),
            );
        }
        _ => apply(
            app,
            Edit::Judge {
                cells,
                verdict: Verdict::Confirmed,
                note: String::new(),
            },
        ),
    }
}

fn stamp(app: &App) -> Stamp {
    let since_1970 = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .unwrap_or_default();
    Stamp {
        by: app.settings.reviewer.clone(),
        at_secs: since_1970.as_secs(),
    }
}

fn apply(app: &mut App, edit: Edit) {
    let stamp = stamp(app);
    let Some(desk) = app.desks.get_mut(app.current) else {
        return;
    };
    app.message = None;
    match desk.session.apply(edit, &stamp) {
        Ok(()) => {
            desk.view.after_step(&desk.session);
            write_down(app);
        }
        Err(refusal) => app.notices.push(Notice {
            is_error: true,
            text: refusal.to_string(),
        }),
    }
}

/// Writes the newest steps of the report in front into its crash journal. That it fails is said once.
fn write_down(app: &mut App) {
    let Some(desk) = app.desks.get_mut(app.current) else {
        return;
    };
    let Some(Err(error)) = desk
        .journal
        .as_mut()
        .map(|journal| journal.record(&desk.session))
    else {
        return;
    };
    desk.journal = None;
    app.notices.push(Notice {
        is_error: true,
        text: texts::NOT_WRITTEN_DOWN.with(error),
    });
}

/// Continues with the steps a crash left behind. Steps that do not fit are kept under another name.
fn recover(app: &mut App) {
    let Some(desk) = app.desks.get_mut(app.current) else {
        return;
    };
    let Some(found) = desk.left_behind.take() else {
        return;
    };
    let file_hash = desk.saved.as_ref().map(|(_, hash)| hash.clone());
    match found.continue_in(&mut desk.session, file_hash.as_deref()) {
        Ok(()) => {
            desk.view.after_step(&desk.session);
            app.message = Some(texts::RECOVERED.with(found.steps));
            write_down(app);
        }
        Err(mismatch) => {
            let mut text = mismatch.to_string();
            match found.set_aside() {
                Ok(path) => text.push_str(&texts::SET_ASIDE.with(path.display())),
                // The next step would replace the steps that are there.
                Err(_) => desk.journal = None,
            }
            app.notices.push(Notice {
                is_error: true,
                text,
            });
        }
    }
}

fn drop_left_behind(app: &mut App) {
    let Some(desk) = app.desks.get_mut(app.current) else {
        return;
    };
    desk.left_behind = None;
    let Some(target) = desk.target() else { return };
    if let Err(error) = recovery::discard(&target) {
        app.notices.push(Notice {
            is_error: true,
            text: texts::NOT_DROPPED.with(error),
        });
    }
}

fn travel(app: &mut App, back: bool) {
    let stamp = stamp(app);
    let Some(desk) = app.desks.get_mut(app.current) else {
        return;
    };
    let label = if back {
        desk.session.undo(&stamp)
    } else {
        desk.session.redo(&stamp)
    };
    desk.view.after_step(&desk.session);
    write_down(app);
    app.message = Some(match (back, label) {
        (true, Some(label)) => texts::UNDONE.with(label),
        (true, None) => texts::NOTHING_TO_UNDO.show().to_owned(),
        (false, Some(label)) => texts::REDONE.with(label),
        (false, None) => texts::NOTHING_TO_REDO.show().to_owned(),
    });
}

fn go_to_problem(app: &mut App, forward: bool) {
    let Some(desk) = app.desks.get_mut(app.current) else {
        return;
    };
    let problems = desk.view.picture(&desk.session).problems.clone();
    let Some(at) = next_problem(desk.view.problem.as_ref(), &problems, forward) else {
        app.message = Some(texts::NO_PROBLEM.show().to_owned());
        return;
    };
    let Some(problem) = problems.get(at) else {
        return;
    };
    desk.view.problem = Some((at, problem.clone()));
    desk.view.show_problem(&desk.session, problem);
    app.message = Some(texts::PROBLEM_AT.with(format!("{} / {}", at + 1, problems.len())));
}

/// The problem after (or before) `last`. If `last` was solved, the one that took its place is next.
fn next_problem<T: PartialEq>(
    last: Option<&(usize, T)>,
    problems: &[T],
    forward: bool,
) -> Option<usize> {
    let n = problems.len();
    if n == 0 {
        return None;
    }
    let Some((at, problem)) = last else {
        return Some(if forward { 0 } else { n - 1 });
    };
    Some(match problems.iter().position(|other| other == problem) {
        Some(still) if forward => (still + 1) % n,
        Some(still) => (still + n - 1) % n,
        None if forward => at % n,
        None => (at.min(&n) + n - 1) % n,
    })
}

fn sign_off(app: &mut App, force: bool) {
    let stamp = stamp(app);
    let Some(desk) = app.desks.get_mut(app.current) else {
        return;
    };
    match desk.session.apply(Edit::SignOff { force }, &stamp) {
        Ok(()) => {
            desk.view.after_step(&desk.session);
            app.message = Some(texts::SIGNED_OFF_NOW.show().to_owned());
            write_down(app);
        }
        Err(refusal @ Refusal::StillOpen { .. }) => {
            app.prompt = Some(Prompt::Force(refusal.to_string()));
        }
        Err(refusal) => app.notices.push(Notice {
            is_error: true,
            text: refusal.to_string(),
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_next(
        last: Option<(usize, char)>,
        problems: &str,
        forward: bool,
        expected: Option<usize>,
    ) {
        let problems: Vec<char> = problems.chars().collect();
        assert_eq!(next_problem(last.as_ref(), &problems, forward), expected);
    }

    #[test]
    fn problems_are_walked_around_and_a_solved_one_gives_way_to_the_next() {
        check_next(None, "abc", true, Some(0));
        check_next(None, "abc", false, Some(2));
        check_next(Some((0, 'a')), "abc", true, Some(1));
        check_next(Some((2, 'c')), "abc", true, Some(0));
        check_next(Some((0, 'a')), "abc", false, Some(2));
        check_next(Some((1, 'x')), "abc", true, Some(1));
        check_next(Some((3, 'x')), "abc", true, Some(0));
        check_next(Some((1, 'x')), "abc", false, Some(0));
        check_next(Some((0, 'x')), "abc", false, Some(2));
        check_next(None, "", true, None);
    }
}
