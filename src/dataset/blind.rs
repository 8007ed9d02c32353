//! A second review of a report by somebody who does not see the first: both are signed, then compared, and what they
//! disagree on is settled in a third file. `报告.txt.gouji.ron` is the first, `报告.txt.盲审-李四.gouji.ron` the second,
//! `报告.txt.裁定.gouji.ron` the third, which stands for the report in lists and exports.

use std::fs;
use std::path::{Path, PathBuf};

use crate::dataset::ending::ENDING;
use crate::dataset::{home, side};
use crate::review::Session;
use crate::review::journal::ReplayError;

/// What stands before the name in the second review's.
const BLIND: &str = ".盲审-";

/// What the third one's name ends in.
const SETTLED: &str = ".裁定";

/// Most characters of a reviewer's name in that of a file.
const MOST_CHARACTERS: usize = 20;

/// Most names of a folder that are looked at.
const MOST_LISTED: usize = 20_000;

/// Where the second review by `reviewer` is saved, beside the first at `review`.
#[must_use]
pub fn path_of(review: &Path, reviewer: &str) -> PathBuf {
    let plain = reviewer.chars().filter(|c| c.is_alphanumeric());
    let name: String = plain.take(MOST_CHARACTERS).collect();
    let name = if name.is_empty() { "二审" } else { &name };
    with(review, &format!("{BLIND}{name}"))
}

/// Where what the two disagree on is settled.
#[must_use]
pub fn settled_of(review: &Path) -> PathBuf {
    with(review, SETTLED)
}

/// Whether the file at `path` is a second review, by its name.
#[must_use]
pub fn is_blind(path: &Path) -> bool {
    added(path).is_some_and(|(_, added)| added.starts_with(BLIND))
}

/// Whether the file at `path` is a second review, by its name, and what the two disagree on was not settled yet.
#[must_use]
pub fn is_open(path: &Path) -> bool {
    is_blind(path) && first_of(path).is_some_and(|first| !settled_of(&first).is_file())
}

/// The first review that the one at `path` belongs to, by its name; `None` for a first one, and for any other file.
#[must_use]
pub fn first_of(path: &Path) -> Option<PathBuf> {
    let (report, _) = added(path)?;
    Some(path.with_file_name(format!("{report}{ENDING}")))
}

/// Whether the file at `path` is the second or the third review of a report that is there, or whose first review is: the
/// report stands for it in lists.
#[must_use]
pub fn belongs(path: &Path) -> bool {
    let Some((report, _)) = added(path) else {
        return false;
    };
    let is_there = |name: &str| {
        let beside = path.with_file_name(name);
        beside.is_file() || home::report(&beside).is_some_and(|report| report.is_file())
    };
    is_there(&report) || is_there(&format!("{report}{ENDING}"))
}

/// The second reviews beside the first at `review`, by name.
#[must_use]
pub fn beside(review: &Path) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(side::folder_of(review)) else {
        return Vec::new();
    };
    let names = entries.take(MOST_LISTED).filter_map(Result::ok);
    let paths = names.map(|entry| review.with_file_name(entry.file_name()));
    let is_of = |path: &PathBuf| is_blind(path) && first_of(path).as_deref() == Some(review);
    let mut found: Vec<PathBuf> = paths.filter(is_of).collect();
    found.sort();
    found
}

/// Whether the second review at `path` was begun: it was saved, or its steps are written down.
#[must_use]
pub fn has_begun(path: &Path) -> bool {
    let mut steps = path.as_os_str().to_owned();
    steps.push(".steps");
    side::is_there(path) || side::is_there(Path::new(&steps))
}

/// A review of what `first` is of, as it was read there, without anything that was decided.
///
/// # Errors
/// Never: there is no step that could not follow.
pub fn begin(first: &Session) -> Result<Session, ReplayError> {
    Session::replay(
        first.source().clone(),
        first.reading().clone(),
        first.reader().to_owned(),
        [],
    )
}

/// The name of the report, and what was put between it and the ending of a review.
fn added(path: &Path) -> Option<(String, String)> {
    let name = path.file_name()?.to_str()?.strip_suffix(ENDING)?;
    let at = name
        .strip_suffix(SETTLED)
        .map(str::len)
        .or_else(|| name.rfind(BLIND))?;
    let (report, added) = name.split_at_checked(at)?;
    (!report.is_empty()).then(|| (report.to_owned(), added.to_owned()))
}

fn with(review: &Path, added: &str) -> PathBuf {
    let name = review.file_name().unwrap_or_default().to_string_lossy();
    let report = name.strip_suffix(ENDING).unwrap_or(&name);
    review.with_file_name(format!("{report}{added}{ENDING}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_tell_which_review_is_which() {
        let first = Path::new("a/年报.txt.gouji.ron");
        let second = path_of(first, "李 四/");
        assert_eq!(second, Path::new("a/年报.txt.盲审-李四.gouji.ron"));
        assert_eq!(
            path_of(first, "/"),
            Path::new("a/年报.txt.盲审-二审.gouji.ron")
        );
        let third = settled_of(first);
        assert_eq!(third, Path::new("a/年报.txt.裁定.gouji.ron"));
        assert!(is_blind(&second) && !is_blind(&third) && !is_blind(first));
        assert_eq!(first_of(&second).as_deref(), Some(first));
        assert_eq!(first_of(&third).as_deref(), Some(first));
        assert_eq!(first_of(first), None);
        assert_eq!(first_of(Path::new("a/年报.txt")), None);
    }
}
