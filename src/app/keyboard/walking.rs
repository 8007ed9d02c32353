//! Walking over the tables and header fields, selecting blocks, copying and pasting them.

use egui::{Key, Modifiers};

use crate::app::commands::Command;
use crate::app::reports::view::View;
use crate::app::tables::walk::Step;
use crate::app::wording::copied_text;
use crate::app::{App, texts};
use crate::form::CellKey;
use crate::review::HeaderField;
use crate::review::edit::Edit;
use crate::review::entering;
use crate::review::session::Session;
use crate::review::verdict::Origin;

/// Where a key leads over the tables, and whether it extends the selected block.
pub(super) fn step_of(key: Key, modifiers: Modifiers) -> Option<(Step, bool)> {
    if modifiers.alt {
        return None;
    }
    let far = modifiers.command;
    let step = match key {
        Key::ArrowUp => Step::Up,
        Key::ArrowDown => Step::Down,
        Key::ArrowLeft if far => Step::RowStart,
        Key::ArrowRight if far => Step::RowEnd,
        Key::ArrowLeft => Step::Left,
        Key::ArrowRight => Step::Right,
        Key::Home if far => Step::First,
        Key::End if far => Step::Last,
        Key::Home => Step::RowStart,
        Key::End => Step::RowEnd,
        Key::PageUp => Step::PageUp,
        Key::PageDown => Step::PageDown,
        Key::Tab if modifiers.shift && !far => Step::Previous,
        Key::Tab if !far => Step::Next,
        Key::Enter if modifiers.shift && !far => Step::Up,
        Key::Enter if !far => Step::NextLine,
        _ => return None,
    };
    let extends = modifiers.shift && key != Key::Tab && key != Key::Enter;
    Some((step, extends))
}

/// Goes from the selected cell or header field where `step` leads.
pub(super) fn walk(app: &mut App, step: Step) {
    let Some(open_report) = app.reports.front_mut() else {
        return;
    };
    let (session, view) = (&open_report.session, &mut open_report.view);
    if let Some(field) = view.selection.field {
        walk_from_field(session, view, field, step);
        return;
    }
    if let Some(carpet) = &view.carpet {
        if let Some(next) = carpet.go(view.selection.head.as_ref(), step).cloned() {
            view.finding_kept_or_dropped(session, &next);
            view.select(next);
        }
        return;
    }
    let Some(head) = head(session, view) else {
        return;
    };
    let start = view.selection.run_start.take();
    let walk = &view.drawn(session).walk;
    let from = match (step, &start) {
        (Step::NextLine, Some(start)) => walk.in_line_with(start, &head).unwrap_or(&head),
        _ => &head,
    };
    // Below the last row is nothing: what is typed next is the next cell's, not this one's again.
    let beside = || {
        walk.go(&head, Step::Right)
            .filter(|_| step == Step::NextLine)
    };
    match walk.go(from, step).or_else(beside).cloned() {
        Some(next) => {
            view.finding_kept_or_dropped(session, &next);
            view.select(next);
            view.selection.run_start = match step {
                Step::Next => start.or(Some(head)),
                Step::Previous => start,
                _ => None,
            };
        }
        // Above the first row stand office, year and period.
        None if step == Step::Up => view.select_field(HeaderField::Office),
        None => {}
    }
}

/// Extends the selected block where `step` leads from its far corner. Figures with the same digit are no block.
pub(super) fn extend(app: &mut App, step: Step) {
    let front = app.reports.front();
    if front.is_some_and(|open_report| open_report.view.carpet.is_some()) {
        walk(app, step);
        return;
    }
    let Some(open_report) = app.reports.front_mut() else {
        return;
    };
    let (session, view) = (&open_report.session, &mut open_report.view);
    let Some(head) = head(session, view) else {
        return;
    };
    let corner = view
        .selection
        .corner
        .clone()
        .unwrap_or_else(|| head.clone());
    let next = view.drawn(session).walk.go(&corner, step).cloned();
    if let Some(next) = next.filter(|next| next.table == head.table) {
        view.extend(next);
    }
}

/// The cell to go on from. Without one, the cell left last is selected again, or the first, and nothing more is done.
fn head(session: &Session, view: &mut View) -> Option<CellKey> {
    let head = view.selection.head.clone();
    let left = view.selection.left.take().filter(|_| head.is_none());
    let walk = &view.drawn(session).walk;
    if let Some(head) = head.filter(|cell| walk.has(cell)) {
        return Some(head);
    }
    let left = left.filter(|cell| walk.has(cell));
    let back = left.or_else(|| walk.first().cloned());
    if let Some(cell) = back {
        view.finding_kept_or_dropped(session, &cell);
        view.select(cell);
    }
    None
}

/// Header fields stand in one line over the tables.
fn walk_from_field(session: &Session, view: &mut View, field: HeaderField, step: Step) {
    let fields = HeaderField::ALL;
    let at = fields.iter().position(|other| *other == field).unwrap_or(0);
    let beside = match step {
        Step::Next | Step::Right => fields.get(at + 1),
        Step::Previous | Step::Left => at.checked_sub(1).and_then(|before| fields.get(before)),
        _ => None,
    };
    match (beside, step) {
        (Some(field), _) => view.select_field(*field),
        (None, Step::Previous | Step::Left | Step::Up) => {}
        (None, _) => {
            view.selection.field = None;
            head(session, view);
        }
    }
}

/// Selects a block from its first cell to its last.
fn select_between(view: &mut View, cells: &[CellKey]) {
    if let (Some(first), Some(last)) = (cells.first(), cells.last()) {
        view.select(first.clone());
        view.extend(last.clone());
    }
}

/// What can be selected around the selected cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Around {
    /// Its row.
    Row,
    /// Its column, as far as its rows have the same columns.
    Column,
    /// Its table.
    Table,
}

/// Selects the row, column or table of the selected cell.
pub(crate) fn select_around(app: &mut App, around: Around) {
    let Some(open_report) = app.reports.front_mut() else {
        return;
    };
    let (session, view) = (&open_report.session, &mut open_report.view);
    let Some(head) = head(session, view) else {
        return;
    };
    let walk = &view.drawn(session).walk;
    let cells: Vec<CellKey> = match around {
        Around::Row => walk.row(&head).into_iter().cloned().collect(),
        Around::Column => walk.column(&head).into_iter().cloned().collect(),
        Around::Table => walk.table(head.table).into_iter().cloned().collect(),
    };
    select_between(view, &cells);
}

/// The selected block as lines of cells separated by tabs.
pub(crate) fn block_text(session: &Session, view: &View) -> String {
    let line = |row: &Vec<CellKey>| {
        let cells = row.iter().map(|cell| copied_text(session, cell));
        cells.collect::<Vec<_>>().join("\t")
    };
    view.block().iter().map(line).collect::<Vec<_>>().join("\n")
}

/// The lines without labels that stand before the figures in all of them.
fn without_labels(mut lines: Vec<entering::Line>) -> Vec<entering::Line> {
    let is_label = |cell: &Option<String>| {
        let text = cell.as_deref().unwrap_or_default();
        let is_chinese = |c: &char| ('\u{4e00}'..='\u{9fff}').contains(c);
        text.chars().filter(is_chinese).count() > 1
    };
    let n_labels = |line: &entering::Line| {
        let first = line.iter().position(|cell| !is_label(cell));
        first.unwrap_or(0)
    };
    let n_labels = lines.iter().map(n_labels).min().unwrap_or(0);
    for line in &mut lines {
        line.drain(..n_labels);
    }
    lines
}

/// Pastes lines of cells as one step; labels copied with them are left out. One value into a selected block fills the
/// block. A header field takes one value. Empty cells of the clipboard leave theirs as they are; how many there are is the second part of the answer.
pub(crate) fn paste(session: &Session, view: &mut View, text: &str) -> Option<(Command, usize)> {
    if let Some(field) = view.selection.field {
        let text = text.trim().to_owned();
        return Some((Command::Edit(Edit::SetHeader { field, text }), 0));
    }
    let lines = without_labels(entering::block(text));
    let selected = view.cells();
    let start = selected.first()?;
    let single = match lines.as_slice() {
        [line] => match line.as_slice() {
            [Some(only)] => Some(only.clone()),
            _ => None,
        },
        _ => None,
    };
    let cells: Option<Vec<(CellKey, Option<String>)>> = match single {
        Some(value) => {
            let cells = selected.iter();
            Some(
                cells
                    .map(|cell| (cell.clone(), Some(value.clone())))
                    .collect(),
            )
        }
        None => view.drawn(session).walk.paste(start, &lines),
    };
    let say = |text: texts::Text| Some((Command::Say(text.show().to_owned()), 0));
    let Some(cells) = cells else {
        return say(texts::NO_SUCH_CELLS);
    };
    let n = cells.len();
    let cells = cells.into_iter();
    let cells: Vec<(CellKey, String)> = cells
        .filter_map(|(cell, text)| Some((cell, text?)))
        .collect();
    if cells.is_empty() {
        return say(texts::PASTED_NOTHING);
    }
    let n_kept = n - cells.len();
    let command = Command::Edit(Edit::EnterMany {
        label: texts::in_chinese(|| texts::PASTED.with(cells.len())),
        cells,
        origin: Origin::Pasted,
    });
    Some((command, n_kept))
}
