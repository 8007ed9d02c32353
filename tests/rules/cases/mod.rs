//! Small cases of every rule, by subject.

mod between_years;
mod prose;
mod sections;
mod table_two;
mod tables;

/// One case: what it shows, the sheet, and the broken findings of the rule as `key: text` in order.
pub(crate) struct Case {
    pub rule: &'static str,
    pub shows: &'static str,
    pub sheet: &'static str,
    pub findings: &'static [&'static str],
}

/// All cases.
pub(crate) fn all() -> impl Iterator<Item = &'static Case> {
    let files = [
        tables::CASES,
        table_two::CASES,
        sections::CASES,
        between_years::CASES,
        prose::CASES,
    ];
    files.into_iter().flatten()
}
