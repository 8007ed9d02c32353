//! What an export leaves beside reports: its table and the files that tell about it. They are no reports.

use std::collections::BTreeSet;
use std::ffi::OsStr;

/// Endings of the files that stand beside a table, behind its name: what its columns mean, for programs and for people, how
/// to cite it, the sums of the others.
pub const BESIDE: [&str; 4] = [
    ".codebook.csv",
    ".codebook.md",
    ".CITATION.cff",
    ".SHA256SUMS",
];

/// Endings of tables.
pub const TABLES: [&str; 6] = [".csv", ".xlsx", ".parquet", ".dta", ".json", ".ron"];

/// The names of the tables that have all that stands beside one in a folder with files of `names`; earlier versions left the
/// ending of the table out.
#[must_use]
pub fn tables<'a>(names: impl Iterator<Item = &'a OsStr>) -> BTreeSet<String> {
    let names: BTreeSet<String> = names.filter_map(OsStr::to_str).map(str::to_owned).collect();
    let [first, ..] = BESIDE;
    let stems = names.iter().filter_map(|name| name.strip_suffix(first));
    let is_whole = |stem: &&str| {
        BESIDE
            .iter()
            .all(|ending| names.contains(&format!("{stem}{ending}")))
    };
    stems.filter(is_whole).map(str::to_owned).collect()
}

/// Whether a file of this name is one of the `tables`, or stands beside one.
#[must_use]
pub fn is_exported(name: &OsStr, tables: &BTreeSet<String>) -> bool {
    let Some(text) = name.to_str() else {
        return false;
    };
    let mut stems = TABLES
        .iter()
        .chain(&BESIDE)
        .filter_map(|ending| text.strip_suffix(ending));
    tables.contains(text) || stems.any(|stem| tables.contains(stem))
}
