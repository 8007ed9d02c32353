//! What is open, in groups of one reason: each is walked cell by cell, or confirmed at once.

use egui::{RichText, Ui};

use crate::app::commands::Command;
use crate::app::prompts::parts::{Fate, set_width, title};
use crate::app::prompts::verdicts::choice_ui;
use crate::app::style::wrapped::{Use, wrapped};
use crate::app::wording::{cell_name, one_doubt};
use crate::app::{style, texts};
use crate::form::CellKey;
use crate::read::Open;
use crate::review::Session;
use crate::review::groups::{Group, Reason, groups};

/// Most cells of a group that are named.
const MOST_NAMED: usize = 6;

/// Most groups that have a number key.
const MOST_GROUPS: usize = 9;

/// The open list.
#[derive(Debug, Default)]
pub(crate) struct GroupList {
    /// The group chosen; then it is asked what is to be done about it.
    chosen: Option<Reason>,
}

/// Draws the groups, or what can be done about the one chosen.
pub(crate) fn ui(
    ui: &mut Ui,
    list: &mut GroupList,
    session: &Session,
    out: &mut Vec<Command>,
) -> Fate {
    set_width(ui, 560.0);
    let groups = groups(session);
    let chosen = groups
        .iter()
        .find(|group| Some(group.reason) == list.chosen);
    match chosen {
        Some(group) => group_ui(ui, group, session, out),
        None => list_ui(ui, list, &groups),
    }
}

fn list_ui(ui: &mut Ui, list: &mut GroupList, groups: &[Group]) -> Fate {
    title(ui, texts::GROUPS_TITLE.show());
    let said = if groups.is_empty() {
        texts::NO_PROBLEM
    } else {
        texts::VERDICT_PRESS
    };
    weak(ui, said.show());
    let lines: Vec<String> = groups.iter().map(line).collect();
    let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
    if let Some(group) = choice_ui(ui, &lines).and_then(|at| groups.get(at)) {
        list.chosen = Some(group.reason);
    }
    for rest in lines.iter().skip(MOST_GROUPS) {
        weak(ui, rest);
    }
    Fate::Stay
}

fn group_ui(ui: &mut Ui, group: &Group, session: &Session, out: &mut Vec<Command>) -> Fate {
    title(ui, &line(group));
    let first = group.cells.iter().take(MOST_NAMED);
    let name = |cell: &CellKey| {
        let name = cell_name(session, cell);
        let found = session.reading().cell(cell);
        let doubt = found.and_then(|found| found.doubts.first());
        match doubt.filter(|_| !group.is_alike) {
            Some(doubt) => format!("{name}（{}）", one_doubt(doubt)),
            None => name,
        }
    };
    let mut names: Vec<String> = first.map(name).collect();
    if group.cells.len() > MOST_NAMED {
        names.push(texts::AND_MORE_CELLS.with(group.cells.len() - MOST_NAMED));
    }
    weak(ui, &names.join(texts::THEN.show()));
    let walk = texts::GROUP_WALK.show();
    let confirm = texts::GROUP_CONFIRM.with(group.cells.len());
    let mut choices = vec![walk];
    if group.can_be_confirmed() {
        choices.push(&confirm);
    }
    match choice_ui(ui, &choices) {
        None => return Fate::Stay,
        Some(0) => out.push(Command::VerifyGroup(group.reason)),
        Some(_) => out.push(Command::ConfirmGroup(group.cells.clone())),
    }
    Fate::Close
}

/// `待核 15　列位：本行有缺，按与邻行对齐的列位推断`.
fn line(group: &Group) -> String {
    let n = group.cells.len();
    match (&group.doubt, group.reason) {
        (Some(doubt), _) => {
            let open = match group.open {
                Some(Open::Glyph) => texts::GROUP_GLYPH,
                Some(Open::Column) => texts::GROUP_COLUMN,
                Some(Open::Row) | None => texts::GROUP_ROW,
            };
            let what = if group.is_alike {
                one_doubt(doubt)
            } else {
                texts::of_doubts(doubt).show().to_owned()
            };
            format!("{} {n}　{what}", open.show())
        }
        (None, Reason::Kind(kind)) => format!("{} {n}", texts::kind(kind)),
        (None, Reason::Doubt(code)) => format!("{code} {n}"),
    }
}

fn weak(ui: &mut Ui, text: &str) {
    let text = RichText::new(text).size(style::SMALL_SIZE);
    let text = text.color(style::palette(ui).weak);
    wrapped(ui, text, Use::Read);
}
