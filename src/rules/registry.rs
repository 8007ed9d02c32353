//! The table of all rules: the arithmetic rules of the form's data, the rules as data, and one line per coded rule.

use std::collections::BTreeSet;

use crate::form::catalogue;
use crate::rules::outcome::Severity;
use crate::rules::rule::{CodedRule, Rule};
use crate::rules::{
    cells_unread, edition_year, kinds, money_unit, period_year, prose, section_five_empty,
    section_order, swapped_columns, table_missing, total_blank,
};

/// The coded rules about the tables, whose findings are listed before those of the rules as data.
pub const OF_TABLES: &[CodedRule] = &[
    table_missing::RULE,
    cells_unread::RULE,
    total_blank::RULE,
    edition_year::RULE,
];

/// The coded rules about money, columns and the text, whose findings are listed behind them.
pub const OF_TEXT: &[CodedRule] = &[
    money_unit::RULE,
    swapped_columns::RULE,
    period_year::RULE,
    section_order::RULE,
    section_five_empty::RULE,
];

/// All rules: the arithmetic ones in the form's order, those about the tables, the rules as data, those about the text,
/// and those about the prose. A rule that several editions state is listed once, with the source of the newest.
#[must_use]
pub fn all() -> Vec<Rule<'static>> {
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
    let of_tables = OF_TABLES.iter().map(|coded| coded.rule);
    let data = kinds::rules().iter().map(kinds::DataRule::rule);
    let of_text = OF_TEXT.iter().map(|coded| coded.rule);
    arithmetic
        .chain(of_tables)
        .chain(data)
        .chain(of_text)
        .chain(prose::RULES)
        .collect()
}

/// Whether the rule with this id is a sum or balance of the form's data: its findings are about equations.
#[must_use]
pub fn is_arithmetic(id: &str) -> bool {
    let mut rules = catalogue::editions()
        .iter()
        .flat_map(|edition| &edition.rules);
    rules.any(|rule| rule.id == id)
}

/// The rule with this id, what the reviewer marks included.
#[must_use]
pub fn by_id(id: &str) -> Option<Rule<'static>> {
    let mut rules = all().into_iter().chain([prose::MISSED]);
    rules.find(|rule| rule.id == id)
}

/// Whether the finding with this key follows from another report, and so may come and go while the report stays the same.
#[must_use]
pub fn is_between_reports(finding_key: &str) -> bool {
    let rule = finding_key.split('/').next().unwrap_or_default();
    let is_of_data = |data: &kinds::DataRule| data.id == rule && data.is_between_reports();
    finding_key.starts_with(money_unit::BETWEEN_YEARS) || kinds::rules().iter().any(is_of_data)
}
