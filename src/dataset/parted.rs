//! Two reports in one file, parted by a reviewer: `合订.txt（一）.gouji.ron` and `合订.txt（二）.gouji.ron` stand for the file
//! in lists.

use std::collections::BTreeSet;
use std::ffi::OsStr;

use crate::dataset::ending::ENDING;

/// What stands behind the name of the file in those of its parts.
const PARTS: [&str; 2] = ["（一）", "（二）"];

/// What the parts of a report of this name are called.
#[must_use]
pub fn names(report: &str) -> [String; 2] {
    PARTS.map(|part| format!("{report}{part}"))
}

/// The files that were parted, of a folder with files of `listed` names: their parts stand beside them.
#[must_use]
pub fn wholes<'a>(listed: impl Iterator<Item = &'a OsStr>) -> BTreeSet<String> {
    let listed: BTreeSet<&str> = listed.filter_map(OsStr::to_str).collect();
    let [first, _] = PARTS.map(|part| format!("{part}{ENDING}"));
    let wholes = listed.iter().filter_map(|name| name.strip_suffix(&first));
    let has_all = |whole: &&str| {
        let mut parts = names(whole).into_iter();
        parts.all(|part| listed.contains(format!("{part}{ENDING}").as_str()))
    };
    wholes.filter(has_all).map(str::to_owned).collect()
}
