//! Where the pages of a report are: the file itself, or the file that a text was made from, beside it.

use std::path::{Path, PathBuf};

use crate::dataset::folder;
use crate::source::picture;

/// The file whose pages show what was printed, for a report opened from `opened`: a report, or its review.
#[must_use]
pub fn of(opened: &Path) -> Option<PathBuf> {
    let report = folder::report_of(opened).unwrap_or_else(|| opened.to_owned());
    if picture::is_name_of_pages(&report) {
        return Some(report).filter(|report| report.is_file());
    }
    // `a.txt` beside `a.pdf`, and `a.pdf.txt` beside `a.pdf`.
    let stem = report.with_extension("");
    if picture::is_name_of_pages(&stem) && stem.is_file() {
        return Some(stem);
    }
    let mut beside = picture::endings().map(|ending| {
        let mut name = stem.as_os_str().to_owned();
        name.push(format!(".{ending}"));
        PathBuf::from(name)
    });
    beside.find(|path| path.is_file())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(files: &[&str], opened: &str, expected: Option<&str>) {
        let folder = tempfile::tempdir().unwrap();
        for file in files {
            std::fs::write(folder.path().join(file), "").unwrap();
        }
        let found = of(&folder.path().join(opened));
        assert_eq!(found, expected.map(|name| folder.path().join(name)));
    }

    #[test]
    fn pages_are_in_the_report_or_beside_it() {
        check(&["a.pdf"], "a.pdf", Some("a.pdf"));
        check(&["a.pdf"], "a.pdf.gouji.ron", Some("a.pdf"));
        check(&["a.txt", "a.pdf"], "a.txt.gouji.ron", Some("a.pdf"));
        check(&["a.txt", "b.pdf"], "a.txt", None);
        check(&["a.pdf.md", "a.pdf"], "a.pdf.md", Some("a.pdf"));
        check(
            &["2023.v1.txt", "2023.v1.pdf"],
            "2023.v1.txt",
            Some("2023.v1.pdf"),
        );
        check(&[], "a.pdf", None);
    }
}
