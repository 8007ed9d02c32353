//! Lines over the tables that say how the report in front stands to its files, each with what can be done about it.

use egui::{RichText, Ui};

use crate::app::commands::{Action, Command};
use crate::app::reports::open_report::OpenReport;
use crate::app::style;
use crate::app::texts::{self, Text};

/// One line.
pub(crate) struct Bar {
    text: String,
    button: Text,
    /// What the button does.
    pub command: Command,
}

/// The lines of a report.
pub(crate) fn of(open_report: &OpenReport) -> Vec<Bar> {
    let mut bars = Vec::new();
    if let Some(review) = &open_report.broken_review {
        bars.push(Bar {
            text: texts::BROKEN_REVIEW.with(review.display()),
            button: texts::BUTTON_SET_REVIEW_ASIDE,
            command: Command::SetReviewAside,
        });
    } else if open_report.is_read_only {
        bars.push(Bar {
            text: texts::READ_ONLY.show().to_owned(),
            button: texts::READ_ONLY_RETRY,
            command: Command::Reload,
        });
    }
    if let Some(report) = &open_report.changed_report {
        bars.push(Bar {
            text: texts::CHANGED_REPORT.with(report.display()),
            button: texts::BUTTON_OPEN_CHANGED,
            command: Command::OpenChanged,
        });
    }
    let reader = open_report.session.reader();
    let is_older = reader != env!("CARGO_PKG_VERSION") && !open_report.is_read_only;
    if is_older || open_report.changed_report.is_some() {
        let text = if is_older {
            texts::OLDER_READER.with_both(reader, env!("CARGO_PKG_VERSION"))
        } else {
            texts::CARRY_DECISIONS.show().to_owned()
        };
        bars.push(Bar {
            text,
            button: texts::REREAD,
            command: Command::Act(Action::Reread),
        });
    }
    bars
}

/// Draws the lines.
pub(crate) fn ui(ui: &mut Ui, bars: Vec<Bar>, out: &mut Vec<Command>) {
    for bar in bars {
        ui.horizontal_wrapped(|ui| {
            let palette = style::palette(ui);
            ui.label(RichText::new(bar.text).color(palette.bad));
            if ui.button(bar.button.show()).clicked() {
                out.push(bar.command);
            }
        });
        ui.add_space(3.0);
    }
}
