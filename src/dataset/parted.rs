//! Two reports in one file, parted by a reviewer: `合订.txt（一）.gouji.ron` and `合订.txt（二）.gouji.ron` stand for the file
//! in lists.

use std::ffi::OsStr;
use std::path::Path;

use crate::dataset::ending::ENDING;
use crate::dataset::side::is_there;

/// What stands behind the name of the file in those of its parts.
const PARTS: [&str; 2] = ["（一）", "（二）"];

/// What the parts of a report of this name are called.
#[must_use]
pub fn names(report: &str) -> [String; 2] {
    PARTS.map(|part| format!("{report}{part}"))
}

/// Whether the file of this name, whose review stands or would stand at `review`, was parted: its parts stand for it.
#[must_use]
pub fn is_parted(name: &OsStr, review: &Path) -> bool {
    let Some(name) = name.to_str() else {
        return false;
    };
    let mut parts = names(name).into_iter();
    parts.all(|part| is_there(&review.with_file_name(format!("{part}{ENDING}"))))
}
