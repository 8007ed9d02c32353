//! What is selected, and what is shown of it.

use crate::app::commands::Command;
use crate::app::reports::desk::Desk;

/// Carries out a command that selects or shows something; any other changes nothing.
pub(super) fn run(desk: &mut Desk, command: Command) {
    match command {
        Command::Select(cell) => {
            desk.view.finding_kept_or_dropped(&desk.session, &cell);
            desk.view.select(cell);
        }
        Command::SelectFinding(key) => {
            desk.view.select_finding(&desk.session, key);
        }
        Command::SelectTerm { finding, cell } => {
            desk.view.selection.finding = Some(finding);
            desk.view.select(cell);
        }
        Command::SelectStatement(span) => {
            desk.select_statement(span);
        }
        Command::SelectRemark(at) => desk.view.select_remark(at),
        Command::Extend(cell) => desk.view.extend(cell),
        Command::SelectField(field) => desk.view.select_field(field),
        Command::Show(span) => desk.view.source.scroll_to = Some(span),
        Command::ShowStatement(span) => {
            desk.view.selection.statement = Some(span);
            desk.view.source.scroll_to = Some(span);
        }
        _ => {}
    }
}
