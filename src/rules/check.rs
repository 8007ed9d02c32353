//! Every rule, applied to one report.

use crate::form::CellKey;
use crate::rules::kinds::{self, DataRule};
use crate::rules::outcome::{Finding, Results, Verified};
use crate::rules::prose_doubt::Doubt;
use crate::rules::rule::{Given, Input};
use crate::rules::{balance, inferred, prose, registry, wording};

/// Checks what is given against every rule. Values are taken from the sheet alone; the reading tells what the report says
/// about itself and where things stand.
#[must_use]
pub fn check(given: &Given) -> Results {
    check_by(given, kinds::rules())
}

/// The same with `data` for the rules that are data.
#[must_use]
pub fn check_by(given: &Given, data: &[DataRule]) -> Results {
    let sheet = given.sheet;
    let mut equations = balance::evaluate(sheet);
    inferred::relent(&mut equations, sheet, given.reading, given.settled);
    let input = Input {
        given: *given,
        equations: &equations,
    };
    let mut findings: Vec<Finding> = equations
        .iter()
        .filter_map(|checked| wording::finding(sheet, checked))
        .collect();
    let of_tables = registry::OF_TABLES.iter().map(|rule| (rule.check)(&input));
    let of_data = data.iter().map(|rule| rule.findings(&input));
    let of_text = registry::OF_TEXT.iter().map(|rule| (rule.check)(&input));
    let found = of_tables.chain(of_data).chain(of_text).flatten();
    findings.extend(found.map(|finding| only_if_sure(&input, finding)));
    findings.extend(prose::check(&input));
    // The sort is stable: findings of one table and one weight stay in the order of the rules.
    findings.sort_by_key(|finding| {
        (
            finding.table.is_none(),
            finding.table,
            std::cmp::Reverse(finding.severity),
        )
    });
    Results {
        equations,
        findings,
    }
}

/// The finding, undecided if it accuses a cell the reader was not sure of: it may hold another number, or this number
/// may belong to another cell. An unread cell is a gap, not a
/// contradiction: a finding about it stays as it is.
fn only_if_sure(input: &Input, mut finding: Finding) -> Finding {
    let is_open =
        |cell: &CellKey| !input.given.sheet.value(cell).is_unread() && input.is_doubtful(cell);
    if finding.outcome == Verified::Broken && finding.cells.iter().any(is_open) {
        finding.outcome = Verified::Undecided;
        finding.text.push_str(Doubt::Cell.advice());
        finding.english.push_str(Doubt::Cell.english());
    }
    finding
}
