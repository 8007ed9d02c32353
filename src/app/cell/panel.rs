//! What is known about the selected cell: printed text, value, rules, verdict, history.

use egui::{Grid, RichText, ScrollArea, Ui};

use crate::amount::Amount;
use crate::app::cell::repairs::{self, Repairs};
use crate::app::cell::{finding_detail, proposals_list, sights};
use crate::app::commands::{Action, Command, key_text, spec};
use crate::app::page::view::PageView;
use crate::app::reports::shown::Shown;
use crate::app::style;
use crate::app::style::wrapped::{Use, wrapped};
use crate::app::tables::{header_line, years_line};
use crate::app::texts::{self, Text};
use crate::app::wording::{cell_name, doubt_text, one_line, spoken_text, state_help, state_name};
use crate::form::naming;
use crate::form::{CellKey, catalogue};
use crate::review::history;
use crate::review::marks;
use crate::review::session::Session;
use crate::review::statements::{Comparison, Statement};
use crate::review::{Edit, HeaderField, Origin};
use crate::review::{state, status, years};
use crate::rules::{Checked, Outcome};

/// Sums of more terms than this are written without their zeros.
const LONG_SUM: usize = 8;

/// Draws the panel.
pub(crate) fn ui(
    ui: &mut Ui,
    shown: &Shown,
    repairs: &mut Repairs,
    pages: &mut PageView,
    out: &mut Vec<Command>,
) {
    let session = shown.session;
    // The pane keeps its width, whatever stands in it.
    ui.take_available_width();
    if let Some(field) = shown.selection.field {
        field_ui(ui, shown, field);
        return;
    }
    let Some(cell) = &shown.selection.head else {
        finding_detail::ui(ui, shown, out);
        return;
    };
    let n_selected = shown.cells().len();
    let title = if n_selected > 1 {
        texts::MANY_CELLS.with(n_selected)
    } else {
        cell_name(session, cell)
    };
    wrapped(ui, RichText::new(title).size(15.0), Use::Read);
    buttons_ui(ui, session, cell, out);
    ui.spacing_mut().interact_size.y = 18.0;
    ui.spacing_mut().item_spacing.y = 4.0;
    ScrollArea::vertical()
        .id_salt(("cell", cell))
        .auto_shrink(false)
        .show(ui, |ui| {
            sights::ui(ui, shown, pages, cell);
            second_ui(ui, shown, cell, out);
            proposals_list::ui(ui, session, repairs, cell, out);
            not_locatable_ui(ui, session, cell);
            let place = shown.spans().first().copied();
            let place = place.map(|span| shown.place_name(span));
            facts_ui(ui, session, cell, place.as_deref());
            if let Some(line) = years::carry_line(session, cell) {
                ui.add_space(6.0);
                years_line::line_ui(ui, &line, out);
            }
            statements_ui(ui, shown, cell, out);
            rules_ui(ui, session, cell);
            history_ui(ui, session, cell);
        });
}

/// What a second reading made of the cell; where that is something else, a click takes it.
fn second_ui(ui: &mut Ui, shown: &Shown, cell: &CellKey, out: &mut Vec<Command>) {
    let Some(second) = shown.second else { return };
    let Some((found, is_same)) = second.of_cell(shown.session, cell) else {
        return;
    };
    let printed = match found.printed.trim() {
        "" => texts::STATE_BLANK.show().to_owned(),
        printed => format!("“{}”", one_line(printed)),
    };
    let palette = style::palette(ui);
    let color = if is_same {
        palette.weak
    } else {
        palette.caution
    };
    let text = RichText::new(texts::SECOND_SAID.with_both(&second.file, &printed));
    wrapped(ui, text.size(13.0).color(color), Use::Read);
    let is_taken = shown.session.value(cell) == found.value;
    if is_same || is_taken || found.value.is_unread() {
        return;
    }
    let label = texts::SECOND_TAKE.with(printed);
    if ui
        .button(RichText::new(label).size(style::SMALL_SIZE))
        .clicked()
    {
        out.push(Command::Edit(Edit::Enter {
            cell: cell.clone(),
            text: found.printed.trim().to_owned(),
            origin: Origin::Typed,
            spans: Vec::new(),
        }));
    }
}

/// What is known about the selected header field: what the report states, where, and what holds now.
fn field_ui(ui: &mut Ui, shown: &Shown, field: HeaderField) {
    let session = shown.session;
    ui.label(RichText::new(header_line::label(field).show()).size(15.0));
    let not_stated = texts::NOT_STATED.show();
    let stated = session.stated(field);
    let place = shown.spans().first().copied();
    let place = place.map(|span| shown.place_name(span));
    Grid::new("field facts")
        .num_columns(2)
        .spacing([14.0, 3.0])
        .show(ui, |ui| {
            let printed = stated.map_or(not_stated, |stated| &stated.text);
            row(ui, texts::PRINTED, printed);
            if let Some(place) = place {
                row(ui, texts::PLACE, &place);
            }
            row(
                ui,
                texts::VALUE,
                session.header(field).unwrap_or(not_stated),
            );
        });
    let hint = RichText::new(texts::FIELD_HINT.show()).color(style::palette(ui).weak);
    wrapped(ui, hint.size(13.0), Use::Read);
}

fn buttons_ui(ui: &mut Ui, session: &Session, cell: &CellKey, out: &mut Vec<Command>) {
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 4.0;
        ui.spacing_mut().button_padding = egui::Vec2::new(6.0, 2.0);
        for (action, label) in [
            (Action::Confirm, texts::CONFIRM),
            (Action::SourceError, texts::SHORT_SOURCE_ERROR),
            (Action::Doubtful, texts::DOUBTFUL),
            (Action::Verdict, texts::VERDICT),
            (Action::Note, texts::SHORT_NOTE),
            (Action::Withdraw, texts::SHORT_WITHDRAW),
        ] {
            let enabled = action != Action::Withdraw || session.decision(cell).is_some();
            let button = egui::Button::new(RichText::new(label.show()).size(13.0));
            let response = ui.add_enabled(enabled, button).on_hover_text(format!(
                "{}　{}",
                spec(action).map_or("", |spec| spec.label.show()),
                key_text(action)
            ));
            if response.clicked() {
                out.push(Command::Act(action));
            }
        }
    });
}

fn facts_ui(ui: &mut Ui, session: &Session, cell: &CellKey, place: Option<&str>) {
    let decision = session.decision(cell);
    let found = session.reading().cell(cell);
    let printed = found
        .map(|found| one_line(&found.printed))
        .unwrap_or_default();
    let unit = decision
        .and_then(|decision| decision.unit.clone())
        .or_else(|| found.and_then(|found| found.unit.clone()));
    let state = state::cell_state(session, cell);
    let value = spoken_text(session, cell);
    Grid::new("facts")
        .num_columns(2)
        .spacing([14.0, 3.0])
        .show(ui, |ui| {
            let printed = if printed.is_empty() {
                texts::NOTHING_PRINTED.show()
            } else {
                &printed
            };
            row(ui, texts::PRINTED, printed);
            if let Some(place) = place {
                row(ui, texts::PLACE, place);
            }
            row(ui, texts::VALUE, &value);
            if let Some(unit) = unit {
                row(ui, texts::UNIT, &unit);
            }
            row(ui, texts::STATE, state_name(state));
            if let Some(help) = state_help(state) {
                ui.label("");
                let text = RichText::new(help).size(style::SMALL_SIZE);
                let text = text.color(style::palette(ui).weak);
                wrapped(ui, text, Use::Read);
                ui.end_row();
            }
            // A row of its own: the doubt of the reading stays true of a cell that was confirmed.
            if let Some(doubt) = found.and_then(doubt_text) {
                row(ui, texts::DOUBT, &doubt);
            }
            if let Some(found) = found.filter(|found| !found.spans.is_empty()) {
                row(ui, texts::HOW_READ, texts::method(found.method));
            }
            match decision {
                Some(decision) => {
                    let verdict = decision.verdict.map(texts::verdict);
                    let verdict = verdict.unwrap_or_else(|| texts::NOT_JUDGED.show());
                    row(ui, texts::VERDICT_NOW, verdict);
                    if let Some(origin) = repairs::origin_text(decision.origin) {
                        row(ui, texts::ORIGIN, &origin);
                    }
                    if let Some(alternative) = decision.alternative {
                        row(ui, texts::ALTERNATIVE, &alternative.to_string());
                    }
                    if !decision.note.is_empty() {
                        row(ui, texts::NOTE_NOW, &decision.note);
                    }
                }
                None => row(ui, texts::VERDICT_NOW, texts::NOT_JUDGED.show()),
            }
        });
}

/// Says that rules cannot locate what is wrong in table four.
fn not_locatable_ui(ui: &mut Ui, session: &Session, cell: &CellKey) {
    let findings = status::broken_in(session, cell);
    if findings.into_iter().any(marks::cannot_be_located) {
        let text = RichText::new(texts::NOT_LOCATABLE.show()).color(style::palette(ui).caution);
        wrapped(ui, text, Use::Read);
    }
}

/// The sentences of the prose that speak of the cell; a click shows one in the text.
fn statements_ui(ui: &mut Ui, shown: &Shown, cell: &CellKey, out: &mut Vec<Command>) {
    let statements = shown.drawn.statements.iter();
    let about: Vec<&Statement> = statements
        .filter(|statement| statement.cells.contains(cell))
        .collect();
    if about.is_empty() {
        return;
    }
    let palette = style::palette(ui);
    ui.add_space(6.0);
    ui.label(RichText::new(texts::SAID_IN_PROSE.show()).color(palette.weak));
    for statement in about {
        let (word, color) = match statement.standing {
            Comparison::Agrees => (texts::AGREES, palette.good),
            Comparison::Disagrees => (texts::DISAGREES, palette.bad),
            Comparison::NotComparable => (texts::NOT_COMPARABLE, palette.weak),
        };
        ui.horizontal_top(|ui| {
            ui.label(RichText::new(word.show()).color(color).size(13.0));
            let said = RichText::new(&statement.said)
                .size(13.0)
                .color(palette.accent);
            let response = wrapped(ui, said, Use::Click).on_hover_text(texts::say(&statement.text));
            if response.clicked() {
                out.push(Command::ShowStatement(statement.span));
            }
        });
    }
}

fn row(ui: &mut Ui, label: Text, value: &str) {
    ui.label(RichText::new(label.show()).color(style::palette(ui).weak));
    wrapped(ui, value, Use::Copy);
    ui.end_row();
}

fn rules_ui(ui: &mut Ui, session: &Session, cell: &CellKey) {
    let palette = style::palette(ui);
    let n = status::coverage(session, cell);
    if state::cell_state(session, cell) == state::CellState::EyeOnly {
        // Its state says so, and what to do.
        return;
    }
    ui.add_space(6.0);
    let head = if n == 0 {
        texts::RULES_NONE.show().to_owned()
    } else {
        texts::RULES_COUNT.with(n)
    };
    ui.label(RichText::new(head).color(palette.weak));
    let covering = session.results().equations.iter();
    for checked in covering.filter(|checked| checked.equation.cells().any(|other| other == cell)) {
        ui.horizontal_top(|ui| {
            let (word, color) = match &checked.outcome {
                Outcome::Holds { counted_as_zero } if counted_as_zero.is_empty() => {
                    (texts::HOLDS, palette.good)
                }
                Outcome::Holds { .. } => (texts::CONDITIONAL, palette.caution),
                Outcome::Broken { .. } => (texts::BROKEN, palette.bad),
                Outcome::Undecided { .. } => (texts::UNDECIDED, palette.caution),
            };
            ui.label(RichText::new(word.show()).color(color).size(13.0));
            let text = RichText::new(formula(session, checked)).size(13.0);
            wrapped(ui, text, Use::Copy);
        });
    }
}

/// The rule's title and its sums with numbers: `收支平衡：一(28) + 二(0) = 三（七）(24) + 四(4)`.
fn formula(session: &Session, checked: &Checked) -> String {
    let equation = &checked.equation;
    let edition = session.sheet().editions.get(&equation.table);
    let edition = edition.and_then(|edition| catalogue::edition(*edition));
    let title = edition
        .and_then(|edition| edition.rules.iter().find(|rule| rule.id == equation.rule))
        .map_or("", |rule| &rule.title);
    let is_english = texts::is_english();
    let title = if is_english {
        equation.rule.replace('-', " ")
    } else {
        title.to_owned()
    };
    let spec = edition.and_then(|edition| edition.table(equation.table));
    let along_row = equation
        .cells()
        .all(|cell| *cell.row.key() == equation.line);
    let term = |cell: &CellKey| {
        let name = spec.map_or_else(String::new, |spec| match (along_row, is_english) {
            (true, true) => naming::english_words(&cell.column),
            (false, true) => naming::english_row(&cell.row),
            (true, false) => {
                let column = spec.column(&cell.row, &cell.column);
                column.map_or_else(String::new, |column| column.label.clone())
            }
            (false, false) => spec.row_short(&cell.row).to_owned(),
        });
        let value = spoken_text(session, cell);
        format!("{name}({value})")
    };
    let side = |cells: &[CellKey]| side_text(session, cells, term);
    let relation = if matches!(checked.outcome, Outcome::Broken { .. }) {
        "≠"
    } else {
        "="
    };
    let sides = format!(
        "{} {relation} {}",
        side(&equation.left),
        side(&equation.right)
    );
    texts::FILTER_IS.with_both(title, sides)
}

/// One side of an equation. Of a long sum only what is not zero is written out.
fn side_text(session: &Session, cells: &[CellKey], term: impl Fn(&CellKey) -> String) -> String {
    let is_zero = |cell: &CellKey| session.value(cell).number().is_some_and(Amount::is_zero);
    let shown: Vec<String> = cells
        .iter()
        .filter(|cell| cells.len() <= LONG_SUM || !is_zero(cell))
        .map(term)
        .collect();
    let text = shown.join(" + ");
    match cells.len() - shown.len() {
        0 => text,
        n if shown.is_empty() => texts::ALL_ZERO.with(n),
        _ => format!("{text}{}", texts::REST_ZERO.show()),
    }
}

fn history_ui(ui: &mut Ui, session: &Session, cell: &CellKey) {
    let palette = style::palette(ui);
    ui.add_space(6.0);
    ui.label(RichText::new(texts::HISTORY.show()).color(palette.weak));
    let history = session.cell_history(cell);
    if history.is_empty() {
        ui.label(RichText::new(texts::NO_HISTORY.show()).size(13.0));
    }
    for entry in history {
        let mut line = texts::say(&history::said(entry)).to_owned();
        if !entry.stamp.by.is_empty() {
            line = texts::NOTED.with_both(line, &entry.stamp.by);
        }
        wrapped(ui, RichText::new(line).size(13.0), Use::Read);
    }
}
