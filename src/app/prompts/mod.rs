//! Questions over the window, answered by keyboard or pointer. They are drawn by the window itself and never block it.

pub(crate) mod choose_pages;
pub(crate) mod compare;
pub(crate) mod export;
pub(crate) mod groups;
pub(crate) mod guide;
mod guide_pictures;
pub(crate) mod page;
pub(crate) mod palette;
pub(crate) mod parts;
pub(crate) mod pasted;
pub(crate) mod reread;
mod sign_off;
pub(crate) mod source_error;
pub(crate) mod verdicts;
mod work;

use std::path::{Path, PathBuf};

use egui::{Id, Modal, RichText, Ui};

use crate::app::commands::Command;
use crate::app::notices::{self, Told};
use crate::app::prompts::choose_pages::ChoosePagesPrompt;
use crate::app::prompts::compare::ComparePrompt;
use crate::app::prompts::export::ExportPrompt;
use crate::app::prompts::groups::GroupList;
use crate::app::prompts::guide::GuideView;
use crate::app::prompts::page::PagePrompt;
use crate::app::prompts::palette::PaletteView;
use crate::app::prompts::parts::{
    Answer, Fate, bounded, buttons_ui, pasted_files, set_width, text_answer, text_ui, title,
};
use crate::app::prompts::pasted::PastedPrompt;
use crate::app::prompts::reread::RereadPrompt;
use crate::app::prompts::source_error::SourceErrorPrompt;
use crate::app::prompts::verdicts::VerdictList;
use crate::app::reports::open_report::OpenReport;
use crate::app::texts::Text;
use crate::app::wording::file_name;
use crate::app::{style, texts};
use crate::dataset::named_files;
use crate::form::CellKey;
use crate::review::edit::Edit;

/// What the questions and lists are called, in the order of [`Prompt`]; the guide tells of all of them.
#[cfg(test)]
pub(crate) const TITLES: [texts::Text; 20] = [
    texts::UNSAVED_TITLE,
    texts::LEFT_BEHIND_TITLE,
    texts::CHANGED_TITLE,
    texts::NAME_TITLE,
    texts::SIGN_OFF_TITLE,
    texts::PATH_TITLE,
    texts::NOTE_TITLE,
    texts::VERDICT_TITLE,
    texts::SOURCE_ERROR,
    texts::PASTED_TITLE,
    texts::REREAD_TITLE,
    texts::CHOOSE_PAGES_TITLE,
    texts::GO_TO_PAGE,
    texts::EXPORT_TITLE,
    texts::GROUPS_TITLE,
    texts::COMPARE_TITLE,
    texts::WORK_TITLE,
    texts::KEYS_TITLE,
    texts::GUIDE,
    texts::MESSAGES_TITLE,
];

/// A question that is open.
#[derive(Debug)]
pub(crate) enum Prompt {
    /// Save before closing? `leave` tells whether the whole program is to end.
    Unsaved {
        /// Whether the whole program is to end.
        leave: bool,
        /// How many other reports are to be asked about after this one.
        n_more: usize,
    },
    /// Steps were left behind by a crash; the sentence says how many.
    LeftBehind(String),
    /// The file changed outside; the sentence says which and what to do.
    Changed(String),
    /// The reviewer's name.
    Name(String),
    /// Sign off although something is open: all of it in one list.
    SignOff,
    /// A path to open.
    Path(String),
    /// A dropped file with pages: the original of the text in front, or another report?
    Dropped(PathBuf),
    /// A remark about a cell.
    Note(CellKey, String),
    /// A verdict about cells or a finding.
    Verdict(VerdictList),
    /// 原文如此 for a cell, with the value that should stand there.
    SourceError(SourceErrorPrompt),
    /// Text of the clipboard that becomes a report.
    Pasted(PastedPrompt),
    /// What a new reading means for the decisions, before it is taken.
    Reread(RereadPrompt),
    /// Which pages of a scan are to be recognised.
    ChoosePages(ChoosePagesPrompt),
    /// Which page of the original is to be shown.
    Page(PagePrompt),
    /// A dataset to export.
    Export(ExportPrompt),
    /// What is open, in groups of one reason.
    Groups(GroupList),
    /// How far two reviews agree.
    Compare(ComparePrompt),
    /// What the record of the work says, as sentences.
    Work(Vec<String>),
    /// Every command by name.
    Palette(PaletteView),
    /// Every key.
    Keys,
    /// The user guide.
    Guide(GuideView),
    /// Everything that was told, as it was when the drawer was opened.
    Messages(Vec<Told>),
}

impl Prompt {
    /// Leaves the question because a command was given: gives what was typed into it as a step, if there is any, or the
    /// question itself if it has to be answered first.
    pub(crate) fn left_by_command(self) -> Result<Option<Command>, Box<Self>> {
        match self {
            Self::Note(cell, note) => Ok(Some(Command::Edit(Edit::Note { cell, note }))),
            Self::Verdict(_)
            | Self::Page(_)
            | Self::Export(_)
            | Self::Groups(_)
            | Self::Palette(_)
            | Self::Keys
            | Self::Guide(_)
            | Self::Work(_)
            | Self::Compare(_)
            | Self::SignOff => Ok(None),
            question => Err(Box::new(question)),
        }
    }
}

/// Draws the open question. `fresh` tells that it was not there in the frame before.
pub(crate) fn ui(
    ctx: &egui::Context,
    prompt: &mut Prompt,
    open_report: Option<&OpenReport>,
    fresh: bool,
    out: &mut Vec<Command>,
) -> Fate {
    let frame = egui::Frame::popup(&ctx.global_style())
        .inner_margin(18)
        .corner_radius(10);
    let modal = Modal::new(Id::unique("gouji prompt"))
        .frame(frame)
        .backdrop_color(egui::Color32::from_black_alpha(56));
    let modal = bounded(modal, ctx, |ui| {
        ui.spacing_mut().item_spacing.y = 8.0;
        match prompt {
            Prompt::Unsaved { leave, n_more } => {
                let name = open_report.map(OpenReport::name).unwrap_or_default();
                unsaved_ui(ui, (*leave, *n_more), &name, fresh, out)
            }
            Prompt::LeftBehind(message) => left_behind_ui(ui, message, fresh, out),
            Prompt::Changed(message) => changed_ui(ui, message, fresh, out),
            Prompt::Name(name) => {
                let answer = text_ui(
                    ui,
                    texts::NAME_TITLE,
                    texts::NAME_QUESTION.show(),
                    texts::NAME_HINT,
                    name,
                    fresh,
                );
                // A row of numbers is none either: `0 0 3 1,234`.
                let is_number = |text: &str| !text.chars().any(char::is_alphabetic);
                if is_number(name) && !name.is_empty() {
                    let palette = style::palette(ui);
                    ui.label(RichText::new(texts::NAME_IS_NUMBER.show()).color(palette.bad));
                }
                match answer {
                    // A hand that went on typing values has not said who it is.
                    Answer::Text(text) if is_number(&text) => Fate::Stay,
                    answer => text_answer(answer, out, |text| Command::Name(text.to_owned())),
                }
            }
            Prompt::SignOff => open_report.map_or(Fate::Close, |open_report| {
                sign_off::ui(ui, &open_report.session, fresh, out)
            }),
            Prompt::Path(path) => {
                // One line would not keep them apart.
                if let Some(files) = pasted_files(ui) {
                    out.push(Command::Take(files));
                    return Fate::Close;
                }
                let answer = text_ui(ui, texts::PATH_TITLE, "", texts::PATH_HINT, path, fresh);
                text_answer(answer, out, |text| {
                    Command::Take(named_files::entered(text))
                })
            }
            Prompt::Dropped(path) => dropped_ui(ui, path, open_report, fresh, out),
            Prompt::Note(cell, note) => note_ui(ui, cell, note, fresh, out),
            Prompt::Verdict(list) => open_report.map_or(Fate::Close, |open_report| {
                verdicts::ui(ui, list, open_report, out)
            }),
            Prompt::SourceError(prompt) => open_report.map_or(Fate::Close, |open_report| {
                source_error::ui(ui, prompt, open_report, fresh, out)
            }),
            Prompt::Pasted(prompt) => pasted::ui(ui, prompt, fresh, out),
            Prompt::Reread(prompt) => reread::ui(ui, prompt, fresh, out),
            Prompt::ChoosePages(prompt) => choose_pages::ui(ui, prompt, fresh, out),
            Prompt::Page(prompt) => page::ui(ui, prompt, fresh, out),
            Prompt::Export(prompt) => export::ui(ui, prompt, fresh, out),
            Prompt::Groups(list) => open_report.map_or(Fate::Close, |open_report| {
                groups::ui(ui, list, &open_report.session, out)
            }),
            Prompt::Compare(prompt) => compare::ui(ui, prompt, fresh, out),
            Prompt::Work(sentences) => work::ui(ui, sentences, fresh),
            Prompt::Palette(view) => palette::ui(ui, view, open_report.is_some(), fresh, out),
            Prompt::Keys => palette::keys_ui(ui),
            Prompt::Guide(view) => guide::ui(ui, view),
            Prompt::Messages(told) => {
                notices::drawer_ui(ui, told, ctx.content_rect());
                Fate::Stay
            }
        }
    });
    if modal.should_close() {
        Fate::Close
    } else {
        modal.inner
    }
}

fn unsaved_ui(
    ui: &mut Ui,
    (leave, n_more): (bool, usize),
    name: &str,
    fresh: bool,
    out: &mut Vec<Command>,
) -> Fate {
    title(ui, texts::UNSAVED_TITLE.show());
    ui.label(texts::UNSAVED_QUESTION.with(name));
    if n_more > 0 {
        ui.label(texts::UNSAVED_MORE.with(n_more));
    }
    let mut answers = vec![
        (texts::BUTTON_SAVE, Some(Command::SaveThenClose { leave })),
        (texts::BUTTON_DISCARD, Some(Command::Discard { leave })),
        (texts::BUTTON_CANCEL, None),
    ];
    if n_more > 0 {
        answers.insert(1, (texts::SAVE_ALL, Some(Command::SaveAllAndLeave)));
    }
    let labels: Vec<Text> = answers.iter().map(|(label, _)| *label).collect();
    let Some(answer) = buttons_ui(ui, &labels, fresh) else {
        return Fate::Stay;
    };
    out.extend(
        answers
            .into_iter()
            .nth(answer)
            .and_then(|(_, command)| command),
    );
    Fate::Close
}

fn left_behind_ui(ui: &mut Ui, message: &str, fresh: bool, out: &mut Vec<Command>) -> Fate {
    set_width(ui, 520.0);
    title(ui, texts::LEFT_BEHIND_TITLE.show());
    ui.label(message);
    let labels = [texts::BUTTON_RECOVER, texts::BUTTON_DROP_STEPS];
    match buttons_ui(ui, &labels, fresh) {
        Some(0) => out.push(Command::Recover),
        Some(_) => out.push(Command::DropLeftBehind),
        None => return Fate::Stay,
    }
    Fate::Close
}

fn changed_ui(ui: &mut Ui, message: &str, fresh: bool, out: &mut Vec<Command>) -> Fate {
    set_width(ui, 520.0);
    title(ui, texts::CHANGED_TITLE.show());
    ui.label(message);
    let labels = [
        texts::BUTTON_SAVE_AS,
        texts::BUTTON_RELOAD,
        texts::BUTTON_CANCEL,
    ];
    match buttons_ui(ui, &labels, fresh) {
        Some(0) => out.push(Command::Act(crate::app::commands::Action::SaveAs)),
        Some(1) => out.push(Command::Reload),
        Some(_) => {}
        None => return Fate::Stay,
    }
    Fate::Close
}

fn dropped_ui(
    ui: &mut Ui,
    path: &Path,
    open_report: Option<&OpenReport>,
    fresh: bool,
    out: &mut Vec<Command>,
) -> Fate {
    set_width(ui, 520.0);
    title(ui, texts::DROPPED_TITLE.show());
    let name = open_report.map(OpenReport::name).unwrap_or_default();
    ui.label(texts::DROPPED_QUESTION.with_both(file_name(path), name));
    let labels = [
        texts::BUTTON_AS_ORIGINAL,
        texts::BUTTON_AS_REPORT,
        texts::BUTTON_CANCEL,
    ];
    match buttons_ui(ui, &labels, fresh) {
        Some(0) => out.push(Command::PairWith(path.to_owned())),
        Some(1) => out.push(Command::Open(vec![path.to_owned()])),
        Some(_) => {}
        None => return Fate::Stay,
    }
    Fate::Close
}

fn note_ui(
    ui: &mut Ui,
    cell: &CellKey,
    note: &mut String,
    fresh: bool,
    out: &mut Vec<Command>,
) -> Fate {
    match text_ui(
        ui,
        texts::NOTE_TITLE,
        texts::NOTE_HINT.show(),
        texts::NOTE_HINT,
        note,
        fresh,
    ) {
        Answer::Text(note) => {
            let cell = cell.clone();
            out.push(Command::Edit(Edit::Note { cell, note }));
            Fate::Close
        }
        Answer::Cancel => Fate::Close,
        Answer::None => Fate::Stay,
    }
}
