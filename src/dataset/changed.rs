//! A report whose file is no longer the one that was reviewed.
//!
//! The review holds the text as opened and stays as it is. The new content can be read beside it, as a review of its own
//! whose name carries the beginning of the new content's hash: `a.txt.1a2b3c4d.gouji.ron` beside `a.txt.gouji.ron`.

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};

use crate::dataset::save::ENDING;
use crate::dataset::{folder, home, save};
use crate::review::Session;
use crate::source::disk::FILE_LIMIT;
use crate::source::hash::sha256_hex;

/// Digits of the hash in a name.
const DIGITS: usize = 8;

/// The report that the review at `review` is of, if it lies beside it.
#[must_use]
pub fn report_beside(review: &Path, session: &Session) -> Option<PathBuf> {
    let named = folder::report_of(review).filter(|report| report.is_file());
    let as_read = || {
        // The name in the file is only a name.
        let name = Path::new(&session.source().name).file_name()?;
        let beside = review.with_file_name(name);
        Some(home::report(&beside).unwrap_or(beside)).filter(|report| report.is_file())
    };
    named.or_else(as_read)
}

/// The report that the review at `review` is of, if it lies beside it and its content is not the one that was reviewed.
/// A report that is not there, or cannot be read, is none: the review stands alone.
#[must_use]
pub fn changed_report(review: &Path, session: &Session) -> Option<PathBuf> {
    let report = report_beside(review, session)?;
    let now = hash(&report)?;
    (now != session.source().sha256).then_some(report)
}

/// Where the review of the content that `report` has now is saved; `None` if it cannot be read.
#[must_use]
pub fn path_of_content(report: &Path) -> Option<PathBuf> {
    path_of_hash(report, &hash(report)?)
}

/// Where the review of `report` is saved while its content has this SHA-256; `None` for a path without a name.
#[must_use]
pub fn path_of_hash(report: &Path, hash: &str) -> Option<PathBuf> {
    let mut name = report.file_name()?.to_owned();
    name.push(".");
    name.push(hash.get(..DIGITS)?);
    Some(save::path_beside(&report.with_file_name(name)))
}

/// The report whose new content is reviewed at `review`, by its name; `None` for any other review.
#[must_use]
pub fn report_of_content(review: &Path) -> Option<PathBuf> {
    let name = review.file_name().and_then(OsStr::to_str)?;
    let (report, digits) = name.strip_suffix(ENDING)?.rsplit_once('.')?;
    let is_hash = digits.len() == DIGITS && digits.chars().all(|c| c.is_ascii_hexdigit());
    let beside = review.with_file_name(report);
    is_hash.then(|| home::report(&beside).unwrap_or(beside))
}

fn hash(report: &Path) -> Option<String> {
    let is_read = fs::metadata(report).is_ok_and(|it| it.is_file() && it.len() <= FILE_LIMIT);
    is_read
        .then(|| fs::read(report).ok())
        .flatten()
        .map(|bytes| sha256_hex(&bytes))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_report(review: &str, expected: Option<&str>) {
        assert_eq!(
            report_of_content(Path::new(review)),
            expected.map(PathBuf::from)
        );
    }

    #[test]
    fn the_name_of_a_review_tells_the_report_it_is_of() {
        check_report("a/年报.txt.1a2b3c4d.gouji.ron", Some("a/年报.txt"));
        check_report("a/年报.txt.gouji.ron", None);
        check_report("a/年报.1a2b3c4d", None);
        let folder = tempfile::tempdir().unwrap();
        let report = folder.path().join("年报.txt");
        fs::write(&report, "年报").unwrap();
        let review = path_of_content(&report).unwrap();
        assert_eq!(report_of_content(&review), Some(report));
    }
}
