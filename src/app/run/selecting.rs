//! What is selected, and what is shown of it.

use crate::app::commands::Command;
use crate::app::reports::open_report::OpenReport;

/// Carries out a command that selects or shows something; any other changes nothing.
pub(super) fn run(open_report: &mut OpenReport, command: Command) {
    match command {
        Command::Select(cell) => {
            open_report
                .view
                .finding_kept_or_dropped(&open_report.session, &cell);
            open_report.view.select(cell);
        }
        Command::SelectFinding(key) => {
            open_report.view.select_finding(&open_report.session, key);
        }
        Command::SelectTerm { finding, cell } => {
            open_report.view.selection.finding = Some(finding);
            open_report.view.select(cell);
        }
        Command::SelectStatement(span) => {
            open_report.select_statement(span);
        }
        Command::SelectRemark(at) => open_report.view.select_remark(at),
        Command::Extend(cell) => open_report.view.extend(cell),
        Command::SelectField(field) => open_report.view.select_field(field),
        Command::Show(span) => open_report.view.source.scroll_to = Some(span),
        Command::ShowStatement(span) => {
            open_report.view.selection.statement = Some(span);
            open_report.view.source.scroll_to = Some(span);
        }
        _ => {}
    }
}
