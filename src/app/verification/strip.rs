//! The strip below the tables while a report is verified: which cell, why it is open, what it was read from, the best
//! proposal, what the keys do, and how much is left.

use egui::text::LayoutJob;
use egui::{Color32, FontId, Frame, Layout, Margin, RichText, Stroke, Ui};

use crate::app::cell::changes::proposal_text;
use crate::app::cell::looked_at::{Offered, Part};
use crate::app::cell::repairs::Repairs;
use crate::app::commands::{Action, Command, key_text};
use crate::app::evidence;
use crate::app::evidence::view::EvidenceView;
use crate::app::page::view::PageView;
use crate::app::reports::shown::Shown;
use crate::app::verification::view::Verification;
use crate::app::window::division::Strip;
use crate::app::wording::{cell_name, doubt_text, one_line, state_help};
use crate::app::{style, texts};
use crate::form::CellKey;
use crate::review::offers::offers;
use crate::review::problems::{Counts, ProblemKind, finding_kind};
use crate::review::state;
use crate::rules::Severity;

/// Most changes of a proposal written out.
const MOST_CHANGES: usize = 3;

/// Height of a line of the strip, in points.
const LINE: f32 = 20.0;

/// Below this width the keys take two lines, in points: the last of them says how to end.
const KEYS_WIDTH: f32 = 640.0;

/// Most lines of the reason.
const MOST_REASON_LINES: usize = 2;

/// Draws the strip into the room of `ui`.
pub(crate) fn ui(
    ui: &mut Ui,
    shown: &Shown,
    (verification, room): (&Verification, Strip),
    repairs: &mut Repairs,
    columns: &[(CellKey, egui::Rangef)],
    seen: (&mut EvidenceView, &mut PageView),
    out: &mut Vec<Command>,
) {
    let palette = style::palette(ui);
    let margin = Margin::symmetric(0, if room == Strip::Whole { 3 } else { 1 });
    let frame = Frame::new()
        .fill(palette.panel)
        .stroke(Stroke::new(1.0, palette.accent))
        .inner_margin(margin);
    let height = ui.available_height() - margin.sum().y;
    frame.show(ui, |ui| {
        ui.set_height(height);
        ui.spacing_mut().item_spacing.y = 2.0;
        ui.spacing_mut().interact_size.y = 18.0;
        head_ui(ui, shown, verification);
        if room == Strip::Line {
            return;
        }
        if room == Strip::Whole {
            reason_ui(ui, shown);
        }
        let proposal = best_proposal(shown, repairs);
        let n_key_lines = if ui.available_width() < KEYS_WIDTH {
            2
        } else {
            1
        };
        let below = match room {
            Strip::Whole => {
                let n_lines = n_key_lines + u8::from(proposal.is_some());
                f32::from(n_lines) * LINE
            }
            Strip::Low | Strip::Line => 0.0,
        };
        let height = (ui.available_height() - below).max(0.0);
        ui.allocate_ui(egui::Vec2::new(ui.available_width(), height), |ui| {
            ui.set_max_height(height);
            ui.set_min_height(height);
            evidence::panel::ui(ui, shown, columns, seen, out);
        });
        if room == Strip::Whole {
            if let Some((proposal, offered)) = proposal {
                let is_whole = lines_ui(ui, &proposal, palette.text, 1);
                offered
                    .filter(|_| is_whole)
                    .into_iter()
                    .for_each(|offered| repairs.looked_at.see(offered));
            }
            keys_ui(ui, shown, n_key_lines);
        }
    });
}

/// The cell, and how much is left.
fn head_ui(ui: &mut Ui, shown: &Shown, verification: &Verification) {
    let palette = style::palette(ui);
    let stops = verification.stops(shown.session, &shown.drawn.problems);
    let open: Counts = stops.map(|stop| (stop.kind, 1)).collect();
    let n = open.sum(ProblemKind::is_stop);
    let n_all = shown.drawn.problems.len();
    let left = match n {
        0 if n_all > 0 => texts::VERIFY_GROUP_DONE.with(n_all),
        0 => texts::VERIFY_NONE_LEFT.with(key_text(Action::SignOff)),
        _ => texts::VERIFY_LEFT.with(n),
    };
    let tally = format!(
        "{}　{left}",
        texts::VERIFY_PASSED.with(verification.n_passed)
    );
    let n_selected = shown.cells().len();
    let name = match &shown.selection.head {
        Some(_) if n_selected > 1 => texts::MANY_CELLS.with(n_selected),
        Some(cell) => cell_name(shown.session, cell),
        None => texts::VERIFY_NO_CELL.show().to_owned(),
    };
    ui.horizontal(|ui| {
        ui.add_space(6.0);
        ui.with_layout(Layout::right_to_left(egui::Align::Center), |ui| {
            ui.add_space(6.0);
            let tally = RichText::new(tally).size(style::SMALL_SIZE);
            let tally = ui.label(tally.color(palette.weak));
            tally.on_hover_text(texts::counts(&open));
            ui.with_layout(Layout::left_to_right(egui::Align::Center), |ui| {
                let title = texts::VERIFY_TITLE.with(name);
                let title = RichText::new(title).color(palette.accent);
                ui.add(egui::Label::new(title).truncate());
            });
        });
    });
}

/// Why it is open, in two lines at most.
fn reason_ui(ui: &mut Ui, shown: &Shown) {
    let palette = style::palette(ui);
    let finding = shown.selection.finding_of(shown.session);
    let (text, color) = match (finding, &shown.selection.head) {
        (Some(finding), _) if finding.severity == Severity::Error => {
            (texts::of_finding(finding).to_owned(), palette.bad)
        }
        (Some(finding), _) => (texts::of_finding(finding).to_owned(), palette.caution),
        (None, Some(cell)) => (cell_reason(shown, cell), palette.caution),
        (None, None) => (String::new(), palette.weak),
    };
    lines_ui(ui, &text, color, MOST_REASON_LINES);
}

/// The reader's doubts, else what the state of the cell asks for, and the remark on it.
fn cell_reason(shown: &Shown, cell: &CellKey) -> String {
    let state = state::cell_state(shown.session, cell);
    let doubt = shown.session.reading().cell(cell).and_then(doubt_text);
    let is_doubt = matches!(
        state.open(),
        Some(ProblemKind::Uncertain | ProblemKind::Unread)
    );
    let doubt = doubt.filter(|_| is_doubt);
    let decision = shown.session.decision(cell);
    let note = decision.map(|decision| decision.note.clone());
    let note = note.filter(|note| !note.is_empty());
    let known = doubt.or_else(|| state_help(state).map(str::to_owned));
    let both = known.into_iter().chain(note);
    both.collect::<Vec<_>>().join(texts::THEN.show())
}

/// The best proposal that changes the cell with where it stands among the others, or that it is being searched for.
fn best_proposal(shown: &Shown, repairs: &Repairs) -> Option<(String, Option<Offered>)> {
    let session = shown.session;
    let head = shown.selection.head.as_ref();
    let found = head.and_then(|cell| repairs.of_cell(session, cell).map(|known| (cell, known)));
    let text = found.and_then(|(cell, known)| {
        let offers = offers(known);
        let is_its = |changed: &CellKey| changed == cell;
        let at = offers
            .iter()
            .position(|offer| offer.changes.iter().any(|change| is_its(&change.cell)))?;
        let offer = offers.get(at)?;
        let key = key_text(Action::Accept(u8::try_from(at + 1).unwrap_or(u8::MAX)));
        let (mending, changes) = (offer.mending, offer.changes);
        let said = proposal_text(session, mending, changes, Some(cell), MOST_CHANGES);
        let offered = (known.block.clone(), Part::Offer(at));
        Some((texts::VERIFY_PROPOSAL.with_both(key, said), Some(offered)))
    });
    let is_pending = head.is_some_and(|cell| session.coverage(cell) > 0);
    let is_pending = is_pending && repairs.is_pending(session);
    let pending = is_pending.then(|| (texts::PROPOSALS_PENDING.show().to_owned(), None));
    text.or(pending)
}

fn keys_ui(ui: &mut Ui, shown: &Shown, n_lines: u8) {
    let finding = shown.selection.finding_of(shown.session);
    let (rest, end) = (key_text(Action::RestOfRow), key_text(Action::Verify));
    let is_unread = || {
        let cell = shown.selection.head.as_ref();
        cell.is_some_and(|cell| shown.session.value(cell).is_unread())
    };
    let is_done = shown.drawn.problems.is_empty() && shown.selection.head.is_none();
    let text = match finding {
        _ if is_done => texts::VERIFY_KEYS_DONE.with_both(key_text(Action::SignOff), end),
        _ if shown.selection.head.is_none() => {
            texts::VERIFY_KEYS_REPORT.with_both(key_text(Action::Verdict), end)
        }
        // What keys do there is done to its cells.
        Some(finding) if finding_kind(shown.session, finding) == Some(ProblemKind::InDoubt) => {
            texts::VERIFY_KEYS.with_both(rest, end)
        }
        Some(finding) if finding.severity == Severity::Error => {
            texts::VERIFY_KEYS_FINDING.with_both(rest, end)
        }
        Some(_) => texts::VERIFY_KEYS_WARNING.with_both(rest, end),
        None if is_unread() => texts::VERIFY_KEYS_UNREAD.with_both(rest, end),
        None => texts::VERIFY_KEYS.with_both(rest, end),
    };
    let weak = style::palette(ui).weak;
    lines_ui(ui, &text, weak, usize::from(n_lines));
}

/// At most so many lines; what has no room is seen under the pointer. Gives whether all of it has room.
fn lines_ui(ui: &mut Ui, text: &str, color: Color32, n_lines: usize) -> bool {
    let shown = ui.horizontal(|ui| {
        ui.add_space(6.0);
        let font = FontId::proportional(style::SMALL_SIZE);
        let mut job = LayoutJob::simple(one_line(text), font, color, ui.available_width());
        job.wrap.max_rows = n_lines;
        job.wrap.break_anywhere = n_lines == 1;
        let lines = ui.painter().layout_job(job);
        let is_whole = !lines.elided;
        ui.label(lines).on_hover_text(text);
        is_whole
    });
    shown.inner
}
