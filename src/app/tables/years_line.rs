//! What this report carries over, against the reports of the years before and after.

use egui::{RichText, Ui};

use crate::app::commands::{Action, Command};
use crate::app::reports::open_report::Links;
use crate::app::{style, texts};
use crate::review::Session;
use crate::review::years::{Beside, CarryLine, carry_totals};

/// Room that the words take which say that last year's report was not found, in points.
const NOT_FOUND_WIDTH: f32 = 130.0;

/// Draws one item for each year that is known, and one to choose last year's where it is not.
pub(crate) fn ui(ui: &mut Ui, session: &Session, links: &Links, out: &mut Vec<Command>) {
    for line in carry_totals(session) {
        line_ui(ui, &line, out);
    }
    let neighbours = session.neighbours();
    // That nothing was found is not worth a line of its own; the menu has the command as well.
    let is_narrow = ui.available_size_before_wrap().x < NOT_FOUND_WIDTH;
    if neighbours.before.is_some() || links.job.is_some() || is_narrow {
        return;
    }
    let palette = style::palette(ui);
    let label = RichText::new(texts::NO_LAST_YEAR.show())
        .size(style::SMALL_SIZE)
        .color(palette.weak);
    let mut hint = texts::NO_LAST_YEAR_HINT.show().to_owned();
    for notice in &links.notices {
        hint.push('\n');
        hint.push_str(texts::say(notice));
    }
    let response = ui.add(egui::Button::new(label).frame(false));
    if response.on_hover_text(hint).clicked() {
        out.push(Command::Act(Action::LinkReport));
    }
}

/// Both figures, whether they agree by sign and colour; a click opens the other report.
pub(crate) fn line_ui(ui: &mut Ui, line: &CarryLine, out: &mut Vec<Command>) {
    let palette = style::palette(ui);
    let (sign, color) = match line.agrees {
        Some(true) => ("＝", palette.good),
        Some(false) => ("≠", palette.bad),
        None => ("？", palette.weak),
    };
    let text = RichText::new(format!("{sign} {}", texts::say(&line.text)))
        .size(style::SMALL_SIZE)
        .color(color);
    let response = ui.add(egui::Button::new(text).frame(false));
    let (hint, action) = match line.beside {
        Beside::Before => (texts::OPEN_LAST_YEAR, Action::OpenLastYear),
        Beside::After => (texts::OPEN_NEXT_YEAR, Action::OpenNextYear),
    };
    if response.on_hover_text(hint.show()).clicked() {
        out.push(Command::Act(action));
    }
}
