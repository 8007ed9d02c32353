//! What each action does: the part of [`mod@crate::app::run`] that menus, keys and the list of commands lead to.

use egui::{Context, ViewportCommand};

use crate::app::commands::{Action, Command};
use crate::app::keyboard::focus::{source_id, take_keyboard};
use crate::app::keyboard::{self, Around};
use crate::app::prompts::Prompt;
use crate::app::prompts::groups::GroupList;
use crate::app::prompts::guide::GuideView;
use crate::app::prompts::palette::PaletteView;
use crate::app::reports::file_bars;
use crate::app::reports::sieve::Wanted;
use crate::app::run::{
    self, blind, bring, carpet, cells, export, files, folders, links, looks, merging, meter, pages,
    pasted, problems, reread, reviews_in, split, steps, verify, watching, wide,
};
use crate::app::settings::SourceShows;
use crate::app::window::app::Purpose;
use crate::app::window::division::Part;
use crate::app::{App, source, texts};
use crate::review::Edit;
use crate::review::years::Beside;

/// Does what an action is for.
#[expect(
    clippy::too_many_lines,
    reason = "every command is named, so that none is forgotten"
)]
pub(super) fn act(app: &mut App, ctx: &Context, action: Action) {
    match action {
        Action::Open
        | Action::OpenFolder
        | Action::Save
        | Action::SaveAs
        | Action::SaveAll
        | Action::ReviewsIn
        | Action::ProblemList
        | Action::ExportDataset
        | Action::MergeReview
        | Action::Reread
        | Action::ChoosePages
        | Action::SplitReport
        | Action::CompareReviews
        | Action::ReviewBlind
        | Action::Close => on_files(app, ctx, action),
        Action::OpenSample => bring::open_sample(app),
        Action::NewFromClipboard => pasted::ask(app, ctx),
        Action::Quit => ctx.send_viewport_cmd(ViewportCommand::Close),
        Action::NextReport
        | Action::PreviousReport
        | Action::NextByDoubt
        | Action::FindReport
        | Action::OrderReports
        | Action::ReverseReports
        | Action::AllReports
        | Action::CloseFolder
        | Action::LookThrough
        | Action::LinkReport
        | Action::OpenLastYear
        | Action::OpenNextYear => on_reports(app, ctx, action),
        Action::NextProblem
        | Action::PreviousProblem
        | Action::Verify
        | Action::Groups
        | Action::Carpet
        | Action::WideCarpet
        | Action::ShowReading
        | Action::NextRemark
        | Action::PreviousRemark => on_problems(app, ctx, action),
        Action::Find | Action::FindNext | Action::FindPrevious | Action::SwitchPane => {
            on_source(app, ctx, action);
        }
        Action::SignOff
        | Action::Reopen
        | Action::Undo
        | Action::Redo
        | Action::TakeFromSource
        | Action::MarkSentence
        | Action::Accept(_)
        | Action::AcceptForced
        | Action::Copy
        | Action::Paste
        | Action::Blank
        | Action::Confirm
        | Action::SourceError
        | Action::Doubtful
        | Action::Withdraw
        | Action::Verdict
        | Action::Note => on_steps(app, ctx, action),
        Action::RowLeft
        | Action::RowRight
        | Action::InsertCell
        | Action::DeleteCell
        | Action::SwapCells
        | Action::FillFromSource
        | Action::RestOfRow
        | Action::RestOfTable
        | Action::FillDown
        | Action::FillRight => on_block(app, ctx, action),
        Action::SelectRow | Action::SelectColumn | Action::SelectTable => select(app, action),
        Action::ShowPages
        | Action::NextPage
        | Action::PreviousPage
        | Action::GoToPage
        | Action::TurnPage
        | Action::Sheet(_)
        | Action::PairPages
        | Action::ReadAgain
        | Action::ReadCellsAgain => pages::act(app, ctx, action),
        Action::Messages
        | Action::OpenPath
        | Action::Palette
        | Action::Keys
        | Action::Guide
        | Action::Reviewer
        | Action::WorkLog
        | Action::EditField(_)
        | Action::FileBar
        | Action::CancelJob
        | Action::Dismiss => on_window(app, ctx, action),
        Action::FoldSource
        | Action::FoldDetails
        | Action::FoldReports
        | Action::WholeQueue
        | Action::Overview
        | Action::FoldLegend
        | Action::FoldRow
        | Action::LastYearNumbers
        | Action::WrapTables
        | Action::CompactTables
        | Action::KeepWorkLog
        | Action::OnlyProblems
        | Action::Arrange(_)
        | Action::List(_)
        | Action::OnlyProblemReports
        | Action::ZoomIn
        | Action::ZoomOut
        | Action::ZoomReset
        | Action::ThemeSystem
        | Action::ThemeLight
        | Action::ThemeDark
        | Action::Language => looks::change(app, ctx, action),
    }
}

/// Makes steps, takes them back, ends a review and begins it again.
fn on_steps(app: &mut App, ctx: &Context, action: Action) {
    match action {
        Action::SignOff => steps::sign_off(app, false),
        Action::Reopen => {
            steps::apply(app, Edit::Reopen);
        }
        Action::Undo | Action::Redo => steps::travel(app, ctx, action == Action::Undo),
        Action::TakeFromSource => steps::take_from_source(app, ctx),
        Action::MarkSentence => steps::mark_sentence(app),
        Action::Accept(number) => steps::accept(app, Some(number)),
        Action::AcceptForced => steps::accept(app, None),
        _ => steps::act_on_cells(app, ctx, action),
    }
}

/// Selects what is around the selected cell.
fn select(app: &mut App, action: Action) {
    match action {
        Action::SelectRow => keyboard::select_around(app, Around::Row),
        Action::SelectColumn => keyboard::select_around(app, Around::Column),
        Action::SelectTable => keyboard::select_around(app, Around::Table),
        _ => {}
    }
}

/// Which report is in front, and how the others are listed.
fn on_reports(app: &mut App, ctx: &Context, action: Action) {
    match action {
        Action::NextReport | Action::PreviousReport => {
            if let Some(id) = app.beside(action == Action::NextReport) {
                bring::turn_to(app, ctx, id);
            }
        }
        Action::NextByDoubt => match app.next_by_doubt() {
            Some(id) => bring::turn_to(app, ctx, id),
            None => app.message = Some(texts::NONE_TO_DO.show().to_owned()),
        },
        Action::ReverseReports => {
            app.reports_view.is_reversed = !app.reports_view.is_reversed;
        }
        Action::AllReports => {
            app.reports_view.wanted = Wanted::default();
            app.settings.filter.only_problem_reports = false;
        }
        Action::CloseFolder => {
            folders::close(app);
        }
        Action::LookThrough => watching::ask(app),
        Action::FindReport => find_report(app, ctx),
        Action::LinkReport => links::ask(app, ctx),
        Action::OpenLastYear => links::open(app, ctx, Beside::Before),
        Action::OpenNextYear => links::open(app, ctx, Beside::After),
        Action::OrderReports => {
            let is_wide = app.asked_pane == Some(Part::Queue);
            app.reports_view.order = app.reports_view.order.next(is_wide);
            app.reports_view.is_reversed = false;
            app.message = Some(texts::ORDERED_BY.with(app.reports_view.order.name().show()));
        }
        _ => {}
    }
}

/// Opens a question, or does what else stands over or above the panes.
fn on_window(app: &mut App, ctx: &Context, action: Action) {
    match action {
        Action::Messages => app.prompt = Some(Prompt::Messages(app.told())),
        Action::OpenPath => app.prompt = Some(Prompt::Path(String::new())),
        Action::Palette => app.prompt = Some(Prompt::Palette(PaletteView::default())),
        Action::Keys => app.prompt = Some(Prompt::Keys),
        Action::Guide => app.prompt = Some(Prompt::Guide(GuideView::default())),
        Action::Reviewer => app.prompt = Some(Prompt::Name(app.settings.reviewer.clone())),
        Action::WorkLog => meter::show(app),
        Action::EditField(field) => {
            run::run(app, ctx, Command::SelectField(field));
            take_keyboard(ctx);
            keyboard::begin_editing(app);
        }
        Action::FileBar => file_bar(app, ctx),
        Action::CancelJob => run::run(app, ctx, Command::CancelJob),
        Action::Dismiss => dismiss(app),
        _ => {}
    }
}

/// Does what the first line over the tables offers.
fn file_bar(app: &mut App, ctx: &Context) {
    let bars = app.reports.front().map(file_bars::of);
    let bar = bars.and_then(|bars| bars.into_iter().next());
    match bar {
        Some(bar) => run::run(app, ctx, bar.command),
        None => app.message = Some(texts::NO_FILE_BAR.show().to_owned()),
    }
}

/// Goes back from a pane that stands alone, else puts away what was told.
fn dismiss(app: &mut App) {
    if app.asked_pane.take().is_some() {
        return;
    }
    app.notices.put_away();
    app.reports
        .with_front(|open_report| open_report.notices.put_away());
}

/// Moves contents, or fills several cells at once.
fn on_block(app: &mut App, ctx: &Context, action: Action) {
    match action {
        Action::FillFromSource => cells::fill(app, ctx),
        Action::FillDown | Action::FillRight => cells::fill_block(app, action),
        Action::RestOfRow | Action::RestOfTable => {
            if cells::rest(app, action) {
                run::run(app, ctx, Command::VerifyNext);
            }
        }
        _ => cells::shift(app, action),
    }
}

/// From problem to problem, and from remark to remark.
fn on_problems(app: &mut App, ctx: &Context, action: Action) {
    match action {
        Action::NextProblem | Action::PreviousProblem => {
            problems::go_to_problem(app, action == Action::NextProblem);
        }
        Action::Verify => verify::switch(app, ctx),
        Action::Carpet => carpet::switch(app, ctx),
        Action::WideCarpet => wide::switch(app, ctx),
        Action::Groups => app.prompt = Some(Prompt::Groups(GroupList::default())),
        Action::ShowReading => {
            looks::show(app, ctx, Part::Details);
            problems::show_reading(app);
        }
        Action::NextRemark | Action::PreviousRemark => {
            problems::go_to_remark(app, action == Action::NextRemark);
        }
        _ => {}
    }
}

/// Finding in the source, and typing in it.
fn on_source(app: &mut App, ctx: &Context, action: Action) {
    match action {
        Action::Find => {
            // It is the text that is looked through; the pages mark what is found.
            if app.settings.source_shows == SourceShows::Pages {
                app.settings.source_shows = SourceShows::Both;
            }
            looks::show(app, ctx, Part::Source);
            app.reports
                .with_front(|open_report| open_report.view.source.find.show());
        }
        Action::FindNext => app
            .reports
            .with_front(|open_report| open_report.view.source.find.go(true)),
        Action::FindPrevious => app
            .reports
            .with_front(|open_report| open_report.view.source.find.go(false)),
        Action::SwitchPane => switch_pane(app, ctx),
        _ => {}
    }
}

/// Opens, saves, closes, writes.
fn on_files(app: &mut App, ctx: &Context, action: Action) {
    match action {
        Action::Open => files::ask(app, Purpose::Open, |app| {
            app.dialogs.pick_reports(ctx, app.folder().as_deref())
        }),
        Action::OpenFolder => files::ask(app, Purpose::Open, |app| {
            app.dialogs.pick_folder(ctx, app.folder().as_deref())
        }),
        Action::Save => files::save_or_ask(app, ctx, None),
        Action::SaveAs => files::ask_target(app, ctx, None),
        Action::SaveAll => files::save_all(app),
        Action::ReviewsIn => reviews_in::ask(app, ctx),
        Action::ProblemList => files::ask_list(app, ctx),
        Action::ExportDataset => export::ask(app),
        Action::MergeReview => merging::ask(app, ctx),
        Action::Reread => reread::ask(app, ctx),
        Action::ChoosePages => reread::choose_pages(app),
        Action::SplitReport => split::split(app, ctx),
        Action::CompareReviews => blind::compare(app),
        Action::ReviewBlind => blind::switch(app),
        Action::Close => files::close(app, ctx),
        _ => {}
    }
}

/// Gives the keyboard to the field that reports are searched with.
fn find_report(app: &mut App, ctx: &Context) {
    if app.asked_pane != Some(Part::Queue) {
        looks::show(app, ctx, Part::Reports);
    }
    let n_listed = app.reports.n_known();
    app.reports_view.take_focus = n_listed > 1;
    if n_listed < 2 {
        app.message = Some(texts::ONE_REPORT.show().to_owned());
    }
}

/// Gives the keyboard to the source, with the caret at the evidence of what is selected, or back to the tables.
fn switch_pane(app: &mut App, ctx: &Context) {
    if ctx.memory(|memory| memory.has_focus(source_id())) {
        app.asked_pane = None;
        take_keyboard(ctx);
        return;
    }
    looks::show(app, ctx, Part::Source);
    app.reports.with_front(|open_report| {
        let panes = open_report.view.panes(&open_report.session);
        source::panel::enter(ctx, &panes.shown, panes.source);
    });
}
