//! The table of all rules: one line per coded rule, and the arithmetic rules of the form's data.

use std::collections::BTreeSet;

use crate::form::catalogue;
use crate::rules::outcome::Severity;
use crate::rules::rule::{CodedRule, Rule};
use crate::rules::{
    carry_over, cells_unread, change_below_zero, count_shape, decisions_copied,
    disclosed_within_total, edition_year, money_unit, period_year, prior_items, prose,
    regulations_level, section_five_empty, section_order, stock_in_force, swapped_columns,
    table_missing, total_blank,
};

/// The coded rules, in the order in which their findings are listed.
pub const CODED: &[CodedRule] = &[
    table_missing::RULE,
    cells_unread::RULE,
    count_shape::RULE,
    total_blank::RULE,
    edition_year::RULE,
    disclosed_within_total::RULE,
    change_below_zero::RULE,
    decisions_copied::RULE,
    regulations_level::RULE,
    money_unit::RULE,
    swapped_columns::RULE,
    carry_over::RULE,
    stock_in_force::RULE,
    prior_items::RULE,
    period_year::RULE,
    section_order::RULE,
    section_five_empty::RULE,
];

/// All rules: the arithmetic ones in the form's order, then the coded ones, then those about the prose. A rule that
/// several editions state is listed once, with the source of the newest.
#[must_use]
pub fn all() -> Vec<Rule> {
    let mut seen = BTreeSet::new();
    let arithmetic = catalogue::editions()
        .iter()
        .rev()
        .flat_map(|edition| &edition.rules)
        .filter(|rule| seen.insert(rule.id.as_str()))
        .map(|rule| Rule {
            id: &rule.id,
            title: &rule.title,
            why: &rule.why,
            source: &rule.source,
            severity: Severity::Error,
        });
    let coded = CODED.iter().map(|coded| coded.rule);
    arithmetic.chain(coded).chain(prose::RULES).collect()
}

/// Whether the rule with this id is a sum or balance of the form's data: its findings are about equations.
#[must_use]
pub fn is_arithmetic(id: &str) -> bool {
    let mut rules = catalogue::editions()
        .iter()
        .flat_map(|edition| &edition.rules);
    rules.any(|rule| rule.id == id)
}

/// The rule with this id.
#[must_use]
pub fn by_id(id: &str) -> Option<Rule> {
    all().into_iter().find(|rule| rule.id == id)
}
