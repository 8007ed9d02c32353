//! The repair proposals of the selected cell's block: what each changes and why, previewed in the tables.

use egui::{Response, RichText, Ui};

use crate::app::cell::changes::changes_text;
use crate::app::cell::looked_at::{LookedAt, Part};
use crate::app::cell::repairs::{Repairs, figures_text, margin_text};
use crate::app::commands::{Action, Command, key_text};
use crate::app::style::wrapped::{Use, wrapped};
use crate::app::wording::cell_name;
use crate::app::{style, texts};
use crate::form::CellKey;
use crate::repair::{BlockRepairs, Change, ProposalKind, SourceError, Status};
use crate::review::offers::{Offer, forced, offers};
use crate::review::proposals::cells_to_compare;
use crate::review::{Footing, Session};
use crate::said::Said;

/// Most proposals shown; those with a number key come first.
const MOST_SHOWN: usize = 9;

/// Most reasons of a proposal that are written out.
const MOST_REASONS: usize = 3;

/// Most of the other reasons that are told while the pointer rests on them.
const MOST_DETAILS: usize = 20;

/// Most changes of one proposal written out.
const MOST_CHANGES: usize = 6;

/// Draws the list for `cell`; nothing where its block has no repairs.
pub(crate) fn ui(
    ui: &mut Ui,
    session: &Session,
    known: &mut Repairs,
    cell: &CellKey,
    out: &mut Vec<Command>,
) {
    let is_pending = known.is_pending(session);
    let Some((repairs, looked_at)) = known.of_cell_looked_at(session, cell) else {
        if is_pending && session.coverage(cell) > 0 {
            weak(ui, texts::PROPOSALS_PENDING.show());
        }
        return;
    };
    let palette = style::palette(ui);
    let head = RichText::new(texts::say(&repairs.sentence)).color(palette.accent);
    wrapped(ui, head, Use::Read).on_hover_text(texts::PROPOSALS_HINT.show());
    if repairs.status == Status::NotLocatable {
        compare_ui(ui, session, repairs, out);
    }
    let rival = repairs.source_error.as_ref();
    if let Some(rival) = rival.filter(|rival| rival.is_likeliest) {
        rival_ui(ui, session, rival);
    }
    forced_ui(ui, (session, &mut *looked_at), repairs, out);
    let offers = offers(repairs);
    for (at, offer) in offers.iter().take(MOST_SHOWN).enumerate() {
        let button = Accepting {
            part: Part::Offer(at),
            action: Action::Accept(u8::try_from(at + 1).unwrap_or(u8::MAX)),
            changes: offer.changes,
            mending: offer.mending,
            why: why(offer, at, offer.footing(session, repairs)),
            figures: details(offer),
        };
        accept_ui(ui, (session, &mut *looked_at), repairs, &button, out);
    }
    if offers.len() > MOST_SHOWN {
        weak(ui, &texts::MORE_PROPOSALS.with(offers.len() - MOST_SHOWN));
    }
    if let Some(rival) = rival.filter(|rival| !rival.is_likeliest) {
        rival_ui(ui, session, rival);
    }
    ui.separator();
}

/// What the rules cannot tell apart: the cells with their printed text, each of which shows its place.
fn compare_ui(ui: &mut Ui, session: &Session, repairs: &BlockRepairs, out: &mut Vec<Command>) {
    weak(ui, texts::COMPARE_BY_EYE.show());
    for (cell, printed) in cells_to_compare(session, &repairs.block) {
        let printed = if printed.trim().is_empty() {
            texts::NOTHING_PRINTED.show().to_owned()
        } else {
            format!("“{printed}”")
        };
        let name = texts::PRINTED_AS.with(cell_name(session, &cell));
        let text = RichText::new(format!("{name}{printed}")).size(style::SMALL_SIZE);
        if wrapped(ui, text, Use::Click).clicked() {
            out.push(Command::Select(cell));
        }
    }
}

/// The part that all smallest proposals share, to be accepted by itself.
fn forced_ui(
    ui: &mut Ui,
    at: (&Session, &mut LookedAt),
    repairs: &BlockRepairs,
    out: &mut Vec<Command>,
) {
    let forced = forced(repairs);
    if forced.is_empty() {
        return;
    }
    let button = Accepting {
        part: Part::Forced,
        action: Action::AcceptForced,
        changes: forced,
        mending: None,
        why: texts::FORCED_PART.with(forced.len()),
        figures: None,
    };
    accept_ui(ui, at, repairs, &button, out);
}

/// A button that accepts something, with what that is.
struct Accepting<'a> {
    part: Part,
    action: Action,
    changes: &'a [Change],
    /// What they come to, where one thing happened to the layout.
    mending: Option<&'a Said>,
    why: String,
    /// Figures behind the reasons, shown while the pointer rests on them.
    figures: Option<String>,
}

impl Accepting<'_> {
    fn label(&self) -> String {
        let key = key_text(self.action);
        match self.part {
            Part::Offer(_) => texts::ACCEPT.with(key),
            Part::Forced => format!("{} {key}", texts::ACCEPT_FORCED.show()),
        }
    }
}

fn accept_ui(
    ui: &mut Ui,
    (session, looked_at): (&Session, &mut LookedAt),
    repairs: &BlockRepairs,
    accepting: &Accepting,
    out: &mut Vec<Command>,
) {
    let palette = style::palette(ui);
    let place = (repairs.block.clone(), accepting.part);
    let is_chosen = looked_at.chosen.as_ref() == Some(&place);
    let fill = if is_chosen {
        palette.accent_soft
    } else {
        egui::Color32::TRANSPARENT
    };
    let frame = egui::Frame::new()
        .fill(fill)
        .corner_radius(5)
        .inner_margin(egui::Margin::symmetric(4, 2));
    let inner = frame.show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.horizontal_top(|ui| {
            ui.spacing_mut().button_padding = egui::Vec2::new(6.0, 1.0);
            let label = RichText::new(accepting.label()).size(style::SMALL_SIZE);
            let button = ui.button(label);
            if button.clicked() {
                out.push(Command::Act(accepting.action));
            }
            let clicked = ui.vertical(|ui| {
                ui.spacing_mut().item_spacing.y = 1.0;
                // Whoever looks at one sees all that it changes.
                let n_shown = if is_chosen { usize::MAX } else { MOST_CHANGES };
                let text = changes_text(session, accepting.changes, None, n_shown);
                let clicked = match accepting.mending {
                    Some(mending) => {
                        let clicked = wrapped(ui, texts::say(mending), Use::Click).clicked();
                        weak(ui, &text);
                        clicked
                    }
                    None => wrapped(ui, text, Use::Click).clicked(),
                };
                let why = weak(ui, &accepting.why);
                if let Some(figures) = &accepting.figures {
                    why.on_hover_text(figures);
                }
                clicked
            });
            (button.has_focus(), clicked.inner)
        })
        .inner
    });
    let (focused, clicked) = inner.inner;
    if ui.is_rect_visible(inner.response.rect) {
        looked_at.see(place.clone());
    }
    if focused || ui.rect_contains_pointer(inner.response.rect) {
        looked_at.pointed = Some(place.clone());
    }
    if clicked {
        looked_at.chosen = (!is_chosen).then_some(place);
        if let Some(change) = accepting.changes.first() {
            out.push(Command::Select(change.cell.clone()));
        }
    }
}

/// Kind, reasons, effect and rank of a proposal in one line; `at` is its place in the list, from 0.
fn why(offer: &Offer, at: usize, footing: Footing) -> String {
    let mut parts = Vec::new();
    match offer.kind {
        // The first reason says what happened.
        Some(ProposalKind::Structural(_)) => {}
        Some(ProposalKind::Cells) => parts.push(texts::SINGLE_CELLS.show().to_owned()),
        Some(ProposalKind::Estimate) => parts.push(texts::ESTIMATE.show().to_owned()),
        None => parts.push(texts::DEDUCED.show().to_owned()),
    }
    let reasons = distinct(offer.reasons);
    let n_more = reasons.len().saturating_sub(MOST_REASONS);
    let shown = reasons.into_iter().take(MOST_REASONS);
    parts.extend(shown.map(|reason| texts::say(reason).to_owned()));
    if n_more > 0 {
        parts.push(texts::MORE_REASONS.with(n_more));
    }
    if offer.n_closed > 0 {
        parts.push(texts::CLOSES.with(offer.n_closed));
    }
    if offer.is_family {
        parts.push(texts::IS_FAMILY.show().to_owned());
    }
    if let Some(margin) = offer.margin.filter(|_| at == 0) {
        parts.push(margin_text(margin).to_owned());
    }
    parts.push(match footing {
        Footing::Deduced => texts::FOOTING_DEDUCED.show().to_owned(),
        Footing::Estimated => texts::BECOMES_ESTIMATE.show().to_owned(),
    });
    parts.join(" · ")
}

/// The reasons, each once.
fn distinct(reasons: &[Said]) -> Vec<&Said> {
    let mut own: Vec<&Said> = Vec::new();
    for reason in reasons {
        if !own.contains(&reason) {
            own.push(reason);
        }
    }
    own
}

/// All reasons one a line, and the figures behind them, for those who ask.
fn details(offer: &Offer) -> Option<String> {
    let reasons = distinct(offer.reasons);
    let hidden = reasons.into_iter().skip(MOST_REASONS);
    let hidden = hidden.map(|reason| texts::say(reason).to_owned());
    let lines: Vec<String> = hidden
        .take(MOST_DETAILS)
        .chain(figures_text(offer))
        .collect();
    (!lines.is_empty()).then(|| lines.join("\n"))
}

/// The competing explanation: the office printed it so, and F4 says that.
fn rival_ui(ui: &mut Ui, session: &Session, rival: &SourceError) {
    let head = if rival.is_likeliest {
        texts::LIKELIEST_RIVAL
    } else {
        texts::RIVAL
    };
    let mut text = head.show().to_owned();
    if !rival.reasons.is_empty() {
        let reasons = Said::joined(&rival.reasons, ["，", ", "]);
        text = texts::FILTER_IS.with_both(text, texts::say(&reasons));
    }
    if !rival.is_likeliest && !rival.cells.is_empty() {
        let cells = rival.cells.iter().map(|cell| cell_name(session, cell));
        let cells = cells.collect::<Vec<_>>().join(texts::AND.show());
        text.push_str(&texts::PARTLY_RIVAL.with(cells));
    }
    weak(ui, &text);
}

fn weak(ui: &mut Ui, text: &str) -> Response {
    let text = RichText::new(text)
        .size(style::SMALL_SIZE)
        .color(style::palette(ui).weak);
    wrapped(ui, text, Use::Read)
}
