//! How the window looks: folded panes, what is left out, zoom, theme, language.

use egui::Context;

use crate::app::commands::Action;
use crate::app::run::{overview, verify, wide};
use crate::app::settings::{Language, TableLines, ThemeChoice};
use crate::app::window::division::{Part, Room};
use crate::app::{App, texts};
use crate::review::years::report_before;

const ZOOM_STEP: f32 = 0.1;
const ZOOM_RANGE: std::ops::RangeInclusive<f32> = 0.5..=3.0;

/// Changes what `action` is about; an action about anything else changes nothing.
pub(super) fn change(app: &mut App, ctx: &Context, action: Action) {
    let is_about_details = matches!(action, Action::FoldDetails | Action::Arrange(_));
    if is_about_details && verify::is_on(app) {
        // The strip has their place; the switch would change nothing that is seen.
        app.message = Some(texts::VERIFY_NO_DETAILS.show().to_owned());
        return;
    }
    let settings = &mut app.settings;
    match action {
        Action::FoldSource => fold(app, ctx, Part::Source),
        Action::FoldDetails => fold(app, ctx, Part::Details),
        Action::FoldReports => fold(app, ctx, Part::Reports),
        Action::WholeQueue => switch_queue(app),
        Action::Overview => overview::switch(app),
        Action::FoldLegend => flip(&mut settings.folded.legend),
        Action::FoldRow => flip(&mut settings.folded.row),
        Action::LastYearNumbers => {
            flip(&mut settings.with_last_year);
            let reports = &app.reports;
            let before = reports
                .front()
                .and_then(|front| report_before(&front.session));
            if settings.with_last_year && before.is_none() {
                app.message = Some(texts::LAST_YEAR_UNKNOWN.show().to_owned());
            }
        }
        Action::KeepWorkLog => settings.work_log = settings.work_log.other(),
        Action::WrapTables | Action::CompactTables => {
            let wanted = if action == Action::WrapTables {
                TableLines::Wrapped
            } else {
                TableLines::Compact
            };
            settings.table_lines = settings.table_lines.flipped(wanted);
            app.reports
                .with_front(|open_report| open_report.view.source.scroll_to_selection = true);
        }
        Action::Arrange(arrangement) => {
            settings.arrange(arrangement);
            app.asked_pane = None;
        }
        Action::List(facet) => settings.filter.flip(facet),
        Action::OnlyProblemReports => flip(&mut settings.filter.only_problem_reports),
        Action::OnlyProblems => {
            flip(&mut settings.filter.only_problem_rows);
            app.reports
                .with_front(|open_report| open_report.view.tables.scroll_to_cell = true);
        }
        Action::ZoomIn => zoom(app, ctx, ctx.zoom_factor() + ZOOM_STEP),
        Action::ZoomOut => zoom(app, ctx, ctx.zoom_factor() - ZOOM_STEP),
        Action::ZoomReset => zoom(app, ctx, 1.0),
        Action::ThemeSystem => settings.theme = ThemeChoice::System,
        Action::ThemeLight => settings.theme = ThemeChoice::Light,
        Action::ThemeDark => settings.theme = ThemeChoice::Dark,
        Action::Language => {
            settings.language = match settings.language {
                Language::Chinese => Language::English,
                Language::English => Language::Chinese,
            };
            texts::set_language(settings.language);
            app.message = Some(texts::LANGUAGE_SET.show().to_owned());
            app.reports
                .open_mut()
                .for_each(|open_report| open_report.view.forget_drawn());
        }
        _ => {}
    }
}

/// Folds the pane or shows it: alone, where it has no room beside the tables.
fn fold(app: &mut App, ctx: &Context, part: Part) {
    let division = app.settings.division();
    let fits = Room::fits(ctx.content_rect().size(), part, division);
    let switch = match part {
        Part::Queue => return switch_queue(app),
        Part::Overview => return overview::switch(app),
        Part::Wide => return wide::switch(app, ctx),
        Part::Reports => &mut app.settings.folded.reports,
        Part::Source => &mut app.settings.folded.source,
        Part::Details => &mut app.settings.folded.details,
    };
    if fits {
        flip(switch);
        app.asked_pane = None;
    } else if app.asked_pane == Some(part) {
        app.asked_pane = None;
    } else {
        *switch = false;
        app.asked_pane = Some(part);
        // The list takes the keyboard with it: nothing else on the screen has a use for it.
        app.reports_view.take_focus = part == Part::Reports;
        app.keep_pane();
    }
}

/// Shows the list of reports with all its columns, or the tables again.
fn switch_queue(app: &mut App) {
    let is_shown = app.asked_pane == Some(Part::Queue);
    app.asked_pane = (!is_shown).then_some(Part::Queue);
    app.keep_pane();
}

/// Shows the pane, alone where it has no room beside the tables.
pub(super) fn show(app: &mut App, ctx: &Context, part: Part) {
    if app.asked_pane != Some(part) {
        app.asked_pane = None;
        let is_folded = match part {
            Part::Queue | Part::Overview | Part::Wide => false,
            Part::Reports => app.settings.folded.reports,
            Part::Source => app.settings.folded.source,
            Part::Details => app.settings.folded.details,
        };
        let fits = Room::fits(ctx.content_rect().size(), part, app.settings.division());
        if is_folded || !fits {
            fold(app, ctx, part);
        }
    }
}

fn flip(switch: &mut bool) {
    *switch = !*switch;
}

fn zoom(app: &mut App, ctx: &Context, factor: f32) {
    // Everything moves; what the reviewer looks at stays in sight.
    app.reports.with_front(|open_report| {
        open_report.view.tables.scroll_to_cell = true;
        open_report.view.source.scroll_to_selection = true;
    });
    ctx.set_zoom_factor(
        (factor * 10.0)
            .round()
            .clamp(*ZOOM_RANGE.start() * 10.0, *ZOOM_RANGE.end() * 10.0)
            / 10.0,
    );
}
