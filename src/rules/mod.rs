//! Sheet becomes results: the outcome of every equation, and the findings a person reads.
//!
//! Sums and balances are data in `assets/forms`; every other rule is one file here and one line in [`registry`].

pub mod balance;
pub mod cells_unread;
pub mod change_below_zero;
pub mod count_shape;
pub mod decisions_copied;
pub mod disclosed_within_total;
pub mod edition_year;
pub mod outcome;
pub mod prose;
pub mod registry;
pub mod summary;
pub mod table_missing;
pub mod total_blank;
mod wording;

pub use outcome::{Checked, Finding, Outcome, Results, Severity, Verified};
pub use registry::{Input, Rule};

use crate::form::Sheet;
use crate::read::Reading;
use crate::rules::prose::Contradiction;

/// Checks `sheet` against every rule. `reading` tells what the report says about itself and where things stand; values
/// are taken from the sheet alone. `prose` is what the sentences of the report contradict.
#[must_use]
pub fn check(sheet: &Sheet, reading: &Reading, prose: &[Contradiction]) -> Results {
    let equations = balance::evaluate(sheet);
    let input = Input {
        sheet,
        reading,
        equations: &equations,
        prose,
    };
    let mut findings: Vec<Finding> = equations
        .iter()
        .filter_map(|checked| wording::finding(sheet, checked))
        .collect();
    for rule in registry::CODED {
        findings.extend((rule.check)(&input));
    }
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
