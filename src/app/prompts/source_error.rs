//! 原文如此: the figure stays as printed; what should stand there may be typed beside it.

use egui::{Key, RichText, Ui};

use crate::app::commands::Command;
use crate::app::prompts::parts::{Fate, set_width};
use crate::app::reports::open_report::OpenReport;
use crate::app::wording::{cell_name, spoken_text};
use crate::app::{style, texts};
use crate::entry;
use crate::form::CellKey;
use crate::review::{Edit, Verdict};
use crate::value::Value;

/// The open question.
#[derive(Debug)]
pub(crate) struct SourceErrorPrompt {
    /// The cell.
    pub cell: CellKey,
    /// What is typed as the consistent value.
    pub text: String,
}

impl SourceErrorPrompt {
    /// The question about `cell`, with the alternative given before.
    pub(crate) fn new(open_report: &OpenReport, cell: CellKey) -> Self {
        let decision = open_report.session.decision(&cell);
        let given = decision.and_then(|decision| decision.alternative);
        Self {
            text: given.map(|amount| amount.to_string()).unwrap_or_default(),
            cell,
        }
    }

    /// The step that the answer asks for; `None` while it is no number.
    fn edit(&self) -> Option<Edit> {
        let text = self.text.trim();
        if text.is_empty() {
            return Some(Edit::Judge {
                cells: vec![self.cell.clone()],
                verdict: Verdict::SourceError,
                note: String::new(),
            });
        }
        match entry::parse(text).map(|entered| entered.value) {
            Ok(Value::Number(amount)) => Some(Edit::Alternative {
                cell: self.cell.clone(),
                amount: Some(amount),
            }),
            _ => None,
        }
    }
}

/// Draws the question.
pub(crate) fn ui(
    ui: &mut Ui,
    prompt: &mut SourceErrorPrompt,
    open_report: &OpenReport,
    fresh: bool,
    out: &mut Vec<Command>,
) -> Fate {
    set_width(ui, 440.0);
    let palette = style::palette(ui);
    ui.label(RichText::new(texts::verdict(Verdict::SourceError)).size(17.0));
    let place = cell_name(&open_report.session, &prompt.cell);
    let now = spoken_text(&open_report.session, &prompt.cell);
    ui.label(RichText::new(texts::FILTER_IS.with_both(place, now)).color(palette.accent));
    ui.label(RichText::new(texts::SOURCE_ERROR_QUESTION.show()).color(palette.weak));
    let edit = egui::TextEdit::singleline(&mut prompt.text)
        .hint_text(texts::ALTERNATIVE_HINT.show())
        .desired_width(f32::INFINITY);
    let response = ui.add(edit).accessible_name(texts::ALTERNATIVE.show());
    if fresh {
        response.request_focus();
    }
    let step = prompt.edit();
    if step.is_none() {
        ui.label(RichText::new(texts::ALTERNATIVE_WRONG.show()).color(palette.bad));
    }
    let entered = response.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
    if entered && step.is_none() {
        response.request_focus();
    }
    let mut fate = Fate::Stay;
    ui.horizontal(|ui| {
        let agreed = ui.button(texts::BUTTON_OK.show()).clicked() || entered;
        if let (true, Some(step)) = (agreed, step) {
            out.push(Command::Edit(step));
            fate = Fate::Close;
        }
        if ui.button(texts::BUTTON_CANCEL.show()).clicked() {
            fate = Fate::Close;
        }
    });
    fate
}
