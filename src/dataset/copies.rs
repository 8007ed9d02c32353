//! Copies that a sync folder makes of a review when two machines changed it: nobody's work is lost, and nobody is told.
//!
//! Each program of this kind has its own way to name them. What they share: the name of the review, with something that
//! was put in front of its last ending: `a.txt.gouji (王的冲突副本 2026-01-01).ron`,
//! `a.txt.gouji.sync-conflict-20260101-120000-ABCDEFG.ron`. So any name of that form is one, whatever was put there.

use std::fs;
use std::path::{Path, PathBuf};

use crate::dataset::ending::ENDING;
use crate::dataset::side;
use crate::said::{Said, said};

/// Ending of the crash journal of a review.
const STEPS: &str = ".gouji.ron.steps";

/// Most names of a folder that are looked at.
const MOST_LISTED: usize = 20_000;

/// Copies of one review.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Copies {
    /// Of the review: each is one by itself.
    pub reviews: Vec<PathBuf>,
    /// Of its crash journal.
    pub journals: Vec<PathBuf>,
}

/// The review that the file at `path` is a copy of, by its name; `None` if it is a review itself, or something else.
#[must_use]
pub fn original(path: &Path) -> Option<PathBuf> {
    original_with(path, ENDING)
}

/// As [`original`], for files with another `ending` of two parts.
fn original_with(path: &Path, ending: &str) -> Option<PathBuf> {
    let name = path.file_name()?.to_str()?;
    let (first, last) = ending.rsplit_once('.')?;
    let stem = name.strip_suffix(last)?.strip_suffix('.')?;
    let (report, added) = stem.rsplit_once(first)?;
    let begins =
        |c: char| c.is_whitespace() || matches!(c, '.' | '-' | '_' | '(' | '（' | '[' | '~');
    let is_copy = !report.is_empty() && added.starts_with(begins);
    is_copy.then(|| path.with_file_name(format!("{report}{ending}")))
}

/// The copies beside the review at `review`, by name.
#[must_use]
pub fn beside(review: &Path) -> Copies {
    let mut copies = Copies::default();
    let Ok(entries) = fs::read_dir(side::folder_of(review)) else {
        return copies;
    };
    let name = review.file_name();
    for entry in entries.take(MOST_LISTED).filter_map(Result::ok) {
        let path = review.with_file_name(entry.file_name());
        let is_of = |original: Option<PathBuf>| original.is_some_and(|it| it.file_name() == name);
        if is_of(original(&path)) {
            copies.reviews.push(path);
        } else if is_of(original_with(&path, STEPS).map(|it| it.with_extension(""))) {
            copies.journals.push(path);
        }
    }
    copies.reviews.sort();
    copies.journals.sort();
    copies
}

impl Copies {
    /// What the reviewer is to be told, as sentences.
    #[must_use]
    pub fn sentences(&self) -> Vec<Said> {
        let names = |paths: &[PathBuf]| {
            let names = paths.iter().filter_map(|path| path.file_name());
            let names: Vec<String> = names
                .map(|name| name.to_string_lossy().into_owned())
                .collect();
            names.join("、")
        };
        let mut sentences = Vec::new();
        if !self.reviews.is_empty() {
            sentences.push(said!(
                "这份审定有同步软件留下的冲突副本：{}。另一台电脑同时改过它，两边的审定都在，但没有合并。请用“文件”菜单的“并入另一份审定文件”选择副本，保存之后再把副本移走。",
                "A sync folder left conflicting copies of this review: {}. Another computer changed it at the same time; both versions exist but are not merged. Choose the copy with “Take over another review” in the File menu, save, and then move the copy away.",
                names(&self.reviews)
            ));
        }
        if !self.journals.is_empty() {
            sentences.push(said!(
                "步骤文件有同步软件留下的冲突副本：{}。里面可能有另一台电脑没有保存的步骤，请先不要删除。",
                "A sync folder left conflicting copies of the steps: {}. Steps that another computer did not save may be in them; do not remove them yet.",
                names(&self.journals)
            ));
        }
        sentences
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_original(name: &str, expected: Option<&str>) {
        let path = Path::new("文件夹").join(name);
        let expected = expected.map(|name| Path::new("文件夹").join(name));
        assert_eq!(original(&path), expected, "{name}");
    }

    #[test]
    fn copies_are_known_by_their_names() {
        let review = Some("年报.txt.gouji.ron");
        for name in [
            "年报.txt.gouji (conflicted copy 2026-01-01 120000).ron",
            "年报.txt.gouji (王的电脑's conflicted copy 2026-01-01).ron",
            "年报.txt.gouji（王的冲突副本 2026-01-01）.ron",
            "年报.txt.gouji(冲突_王_2026-01-01 12-00-00).ron",
            "年报.txt.gouji.sync-conflict-20260101-120000-ABCDEFG.ron",
            "年报.txt.gouji-DESKTOP-1A2B3C.ron",
            "年报.txt.gouji_冲突文件_王_20260101.ron",
            "年报.txt.gouji - 副本.ron",
            "年报.txt.gouji (1).ron",
        ] {
            check_original(name, review);
        }
        for name in [
            "年报.txt.gouji.ron",
            "年报.txt",
            "年报.goujian.ron",
            ".gouji (1).ron",
            "单位别名.ron",
            "年报 (1).txt.gouji.ron",
            "年报.txt.gouji.ron.steps",
        ] {
            check_original(name, None);
        }
    }

    #[test]
    fn copies_beside_a_review_are_found() {
        let folder = tempfile::tempdir().unwrap();
        let path = |name: &str| folder.path().join(name);
        let (copy, steps) = (
            path("a.txt.gouji (冲突副本).ron"),
            path("a.txt.gouji.ron.sync-conflict-1.steps"),
        );
        for other in [
            &copy,
            &steps,
            &path("a.txt.gouji.ron"),
            &path("b.txt.gouji (1).ron"),
        ] {
            fs::write(other, "").unwrap();
        }
        let copies = beside(&path("a.txt.gouji.ron"));
        assert_eq!(copies.reviews, [copy]);
        assert_eq!(copies.journals, [steps]);
        assert_eq!(copies.sentences().len(), 2);
        assert_eq!(beside(&path("c.txt.gouji.ron")), Copies::default());
    }
}
