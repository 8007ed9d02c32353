//! Small cases of every rule, by subject; those of rules as data are data as well.

mod between_years;
mod prose;
mod sections;
mod table_two;
mod tables;

use std::sync::LazyLock;

/// One case: what it shows, the sheet, and the broken findings of the rule as `key: text` in order.
pub(crate) struct Case {
    pub rule: &'static str,
    pub shows: &'static str,
    pub sheet: &'static str,
    pub findings: &'static [&'static str],
}

/// The cases of `data.ron`.
static DATA: LazyLock<Vec<Case>> = LazyLock::new(|| read(include_str!("data.ron")));

/// Cases written as data.
pub(crate) fn read(text: &'static str) -> Vec<Case> {
    #[derive(serde::Deserialize)]
    struct Written {
        rule: String,
        shows: String,
        sheet: String,
        findings: Vec<String>,
    }
    let written: Vec<Written> = ron::from_str(text).unwrap();
    let cases = written.into_iter().map(|case| {
        let findings = case.findings.into_iter().map(|text| &*text.leak());
        Case {
            rule: case.rule.leak(),
            shows: case.shows.leak(),
            sheet: case.sheet.leak(),
            findings: findings.collect::<Vec<&str>>().leak(),
        }
    });
    cases.collect()
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
    files.into_iter().flatten().chain(DATA.iter())
}
