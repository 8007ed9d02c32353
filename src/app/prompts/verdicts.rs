//! F4: a verdict by number, then a reason by number, so that nobody has to type Chinese.

use egui::{Key, RichText, Ui};

use crate::app::commands::Command;
use crate::app::prompts::parts::{Fate, set_width};
use crate::app::reports::open_report::OpenReport;
use crate::app::wording::cell_name;
use crate::app::{style, texts};
use crate::form::CellKey;
use crate::review::edit::Edit;
use crate::review::verdict::Verdict;

const CELL_VERDICTS: &[Verdict] = &[
    Verdict::Confirmed,
    Verdict::SourceError,
    Verdict::Misread,
    Verdict::Displaced,
    Verdict::BlankIsZero,
    Verdict::Illegible,
    Verdict::Doubtful,
];

const FINDING_VERDICTS: &[Verdict] = &[
    Verdict::SourceError,
    Verdict::FalseAlarm,
    Verdict::Doubtful,
    Verdict::Confirmed,
];

/// The open list.
#[derive(Debug)]
pub(crate) struct VerdictList {
    /// The cells selected when it was opened.
    pub cells: Vec<CellKey>,
    /// The finding selected when it was opened.
    pub finding: Option<String>,
    /// Whether the finding is judged, not the cells.
    pub on_finding: bool,
    /// The verdict chosen; then a reason is asked for.
    pub verdict: Option<Verdict>,
}

/// Draws the list.
pub(crate) fn ui(
    ui: &mut Ui,
    list: &mut VerdictList,
    open_report: &OpenReport,
    out: &mut Vec<Command>,
) -> Fate {
    set_width(ui, 420.0);
    let palette = style::palette(ui);
    let heading = match list.verdict {
        None => texts::VERDICT_TITLE.show().to_owned(),
        Some(verdict) => format!(
            "{}　{}",
            texts::verdict(verdict),
            texts::REASON_TITLE.show()
        ),
    };
    ui.label(RichText::new(heading).size(17.0));
    subject_ui(ui, list, open_report);
    match list.verdict {
        None => {
            ui.label(
                RichText::new(texts::VERDICT_PRESS.show())
                    .size(style::SMALL_SIZE)
                    .color(palette.weak),
            );
            let (verdicts, name): (_, fn(Verdict) -> &'static str) = if list.on_finding {
                (FINDING_VERDICTS, texts::finding_verdict)
            } else {
                (CELL_VERDICTS, texts::verdict)
            };
            let names: Vec<(&str, &str)> = verdicts
                .iter()
                .map(|verdict| (name(*verdict), texts::verdict_help(*verdict)))
                .collect();
            if let Some(at) = explained_choice_ui(ui, &names) {
                list.verdict = verdicts.get(at).copied();
            }
            Fate::Stay
        }
        Some(verdict) => {
            let reasons: Vec<&str> = texts::reasons(verdict).iter().map(texts::pick).collect();
            let skipped =
                ui.input_mut(|input| input.consume_key(egui::Modifiers::NONE, Key::Enter));
            let chosen = choice_ui(ui, &reasons);
            let without = ui
                .button(format!("Enter　{}", texts::BUTTON_OK.show()))
                .clicked()
                || skipped;
            if chosen.is_none() && !without {
                return Fate::Stay;
            }
            let note = chosen
                .and_then(|at| reasons.get(at))
                .copied()
                .unwrap_or_default();
            out.push(Command::Edit(edit(list, verdict, note)));
            Fate::Close
        }
    }
}

fn edit(list: &VerdictList, verdict: Verdict, note: &str) -> Edit {
    let note = note.to_owned();
    match &list.finding {
        Some(key) if list.on_finding => Edit::JudgeFinding {
            key: key.clone(),
            verdict,
            note,
        },
        _ => Edit::Judge {
            cells: list.cells.clone(),
            verdict,
            note,
        },
    }
}

fn subject_ui(ui: &mut Ui, list: &mut VerdictList, open_report: &OpenReport) {
    let palette = style::palette(ui);
    let findings = &open_report.session.results().findings;
    let finding = findings
        .iter()
        .find(|finding| Some(&finding.key) == list.finding.as_ref());
    let both = finding.is_some() && !list.cells.is_empty() && list.verdict.is_none();
    if both && ui.input_mut(|input| input.consume_key(egui::Modifiers::NONE, Key::Tab)) {
        list.on_finding = !list.on_finding;
    }
    let (kind, subject) = match finding {
        Some(finding) if list.on_finding => (
            texts::SUBJECT_FINDING,
            texts::of_finding(finding).to_owned(),
        ),
        _ => (texts::SUBJECT_CELLS, cells_name(list, open_report)),
    };
    let line = texts::FILTER_IS.with_both(kind.show(), subject);
    ui.add(egui::Label::new(RichText::new(line).color(palette.accent)).wrap());
    if both {
        ui.label(
            RichText::new(texts::SWITCH_SUBJECT.show())
                .size(style::SMALL_SIZE)
                .color(palette.weak),
        );
    }
}

fn cells_name(list: &VerdictList, open_report: &OpenReport) -> String {
    match list.cells.as_slice() {
        [only] => cell_name(&open_report.session, only),
        many => texts::MANY_CELLS.with(many.len()),
    }
}

/// Lines with numbers; gives the place of the one clicked or typed.
pub(crate) fn choice_ui(ui: &mut Ui, names: &[&str]) -> Option<usize> {
    let plain: Vec<(&str, &str)> = names.iter().map(|name| (*name, "")).collect();
    explained_choice_ui(ui, &plain)
}

/// The same, each with a few words about when to choose it.
fn explained_choice_ui(ui: &mut Ui, names: &[(&str, &str)]) -> Option<usize> {
    const DIGITS: [Key; 9] = [
        Key::Num1,
        Key::Num2,
        Key::Num3,
        Key::Num4,
        Key::Num5,
        Key::Num6,
        Key::Num7,
        Key::Num8,
        Key::Num9,
    ];
    let mut chosen = None;
    for (at, ((name, help), key)) in names.iter().zip(DIGITS).enumerate() {
        let mut button = egui::Button::new(format!("{}　{name}", at + 1))
            .min_size(egui::Vec2::new(ui.available_width(), 26.0));
        if !help.is_empty() {
            button = button.shortcut_text(RichText::new(*help).size(style::SMALL_SIZE));
        }
        let clicked = ui.add(button.frame(true)).clicked();
        if clicked || ui.input_mut(|input| input.consume_key(egui::Modifiers::NONE, key)) {
            chosen = Some(at);
        }
    }
    chosen
}
