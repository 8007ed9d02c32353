//! Sheet becomes results: the outcome of every equation, and the findings a person reads.
//!
//! Sums and balances are data in `assets/forms`; every other rule is one file here and one line in [`registry`].

pub mod balance;
pub mod between_years;
pub mod carry_over;
pub mod cells_unread;
pub mod change_below_zero;
pub mod count_shape;
pub mod decisions_copied;
pub mod disclosed_within_total;
pub mod edition_year;
mod inferred;
pub mod money_unit;
pub mod neighbours;
pub mod office_level;
pub mod outcome;
pub mod period_year;
pub mod prior_items;
pub mod prose;
mod prose_doubt;
mod quantity;
pub mod registry;
pub mod regulations_level;
pub mod section_five_empty;
pub mod section_order;
pub mod sections;
pub mod stock_in_force;
pub mod summary;
pub mod swapped_columns;
pub mod table_missing;
pub mod total_blank;
mod wording;

pub use neighbours::{NeighbourReport, Neighbours};
pub use outcome::{Checked, Finding, Outcome, Results, Severity, Verified};
pub use registry::{Given, Input, Rule};

/// Checks what is given against every rule. Values are taken from the sheet alone; the reading tells what the report says
/// about itself and where things stand.
#[must_use]
pub fn check(given: &Given) -> Results {
    let Given {
        sheet,
        reading,
        text,
        prose,
        neighbours,
        settled,
    } = *given;
    let mut equations = balance::evaluate(sheet);
    inferred::relent(&mut equations, sheet, reading, settled);
    let input = Input {
        sheet,
        reading,
        text,
        equations: &equations,
        prose,
        neighbours,
        settled,
    };
    let mut findings: Vec<Finding> = equations
        .iter()
        .filter_map(|checked| wording::finding(sheet, checked))
        .collect();
    for rule in registry::CODED {
        let found = (rule.check)(&input).into_iter();
        findings.extend(found.map(|finding| input.only_if_sure(finding)));
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
