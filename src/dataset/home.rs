//! Where the reviews of a folder of reports are kept, if not beside them: a folder the reviewer chose, because the reports
//! lie where nothing may be written, or are to stay as they are.
//!
//! The chosen folder has the same folders in it as that of the reports. Locks, journals and the index lie beside the
//! reviews as ever. A review that stood beside its report already stays there.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{PoisonError, RwLock};

use crate::dataset::side;

/// The folders of reports and where their reviews are kept. Every part of the program that asks for the review of a
/// report asks by its path alone, so the answer is kept here, in one place for the whole process.
static HOMES: RwLock<Vec<Home>> = RwLock::new(Vec::new());

struct Home {
    /// The folder of reports, without links.
    root: PathBuf,
    /// Where their reviews are kept, without links.
    reviews: PathBuf,
}

/// Name of the file that tells whether a folder may be written.
const TRIAL: &str = ".gouji.trial";

/// Makes the folder for reviews where it is not there, and tries to write into it.
///
/// # Errors
/// What the system says.
pub fn prepare(reviews: &Path) -> io::Result<()> {
    fs::create_dir_all(reviews)?;
    let trial = reviews.join(TRIAL);
    side::remove(&trial)?;
    drop(side::create(&trial)?);
    side::remove(&trial)
}

/// From now on, the reviews of the reports in `root` are kept in `reviews`; beside them if that is the same folder.
pub fn set(root: &Path, reviews: &Path) {
    let (root, reviews) = (unlinked(root), unlinked(reviews));
    let mut homes = HOMES.write().unwrap_or_else(PoisonError::into_inner);
    homes.retain(|home| home.root != root);
    if root != reviews {
        homes.push(Home { root, reviews });
        // The innermost folder tells.
        homes.sort_by_key(|home| std::cmp::Reverse(home.root.components().count()));
    }
}

/// Where the reviews of the reports in `root` are kept, if not beside them.
#[must_use]
pub fn of(root: &Path) -> Option<PathBuf> {
    let file = root.join("a");
    place(&file).map(|place| side::folder_of(&place).to_owned())
}

/// Where a file that would stand at `path`, beside a report, stands instead.
pub(crate) fn place(path: &Path) -> Option<PathBuf> {
    carried(path, |home| (&home.root, &home.reviews))
}

/// Where the file stands, beside the reports, that the one at `path` in a folder for reviews belongs to.
pub(crate) fn report(path: &Path) -> Option<PathBuf> {
    carried(path, |home| (&home.reviews, &home.root))
}

/// Makes the folder that `path` stands in, if that is one for reviews.
pub(crate) fn make_folder(path: &Path) {
    if report(path).is_some() {
        // Where it cannot be made, nothing can be saved either, which is said then.
        let _ = fs::create_dir_all(side::folder_of(path));
    }
}

fn carried(path: &Path, way: impl Fn(&Home) -> (&PathBuf, &PathBuf)) -> Option<PathBuf> {
    let homes = HOMES.read().unwrap_or_else(PoisonError::into_inner);
    if homes.is_empty() || path.parent()?.as_os_str().is_empty() {
        return None;
    }
    let folder = unlinked(side::folder_of(path));
    let name = path.file_name()?;
    homes.iter().find_map(|home| {
        let (from, to) = way(home);
        // A folder for reviews may lie among the reports: what stands in it is no report.
        let is_other_side = folder.starts_with(to) && to.starts_with(from);
        let below = folder.strip_prefix(from).ok().filter(|_| !is_other_side)?;
        Some(to.join(below).join(name))
    })
}

/// The folder without links; of one that is not there yet, as much as is there.
fn unlinked(folder: &Path) -> PathBuf {
    if let Ok(unlinked) = fs::canonicalize(folder) {
        return unlinked;
    }
    match (folder.parent(), folder.file_name()) {
        (Some(parent), Some(name)) if !parent.as_os_str().is_empty() => unlinked(parent).join(name),
        _ => std::path::absolute(folder).unwrap_or_else(|_| folder.to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dataset::folder::{identity, report_of, reports_in, review_of};

    #[test]
    fn reviews_are_kept_in_the_chosen_folder_and_found_from_both_sides() {
        let folder = tempfile::tempdir().unwrap();
        let folder = fs::canonicalize(folder.path()).unwrap();
        let (root, reviews) = (folder.join("报告"), folder.join("审定"));
        fs::create_dir_all(root.join("2023")).unwrap();
        let report = root.join("2023/a.txt");
        fs::write(&report, "年报").unwrap();
        let beside = root.join("2023/a.txt.gouji.ron");
        assert_eq!(review_of(&report), beside);
        set(&root, &reviews);
        let kept = reviews.join("2023/a.txt.gouji.ron");
        assert_eq!(review_of(&report), kept);
        assert_eq!(report_of(&kept), Some(report.clone()));
        assert_eq!(identity(&kept), identity(&report));
        assert_eq!(of(&root), Some(reviews.clone()));
        // What stands beside its report already stays there, until one stands in the chosen folder.
        fs::write(&beside, "").unwrap();
        assert_eq!(review_of(&report), beside);
        make_folder(&kept);
        fs::write(&kept, "").unwrap();
        assert_eq!(review_of(&report), kept);
        // Other folders know nothing of it.
        let other = folder.join("a.txt");
        assert_eq!(review_of(&other), folder.join("a.txt.gouji.ron"));
        set(&root, &root);
        assert_eq!(review_of(&report), beside);
    }

    #[test]
    fn a_folder_for_reviews_may_lie_among_the_reports() {
        let folder = tempfile::tempdir().unwrap();
        let root = fs::canonicalize(folder.path()).unwrap();
        let reviews = root.join("审定");
        let report = root.join("a.txt");
        fs::write(&report, "年报").unwrap();
        set(&root, &reviews);
        let kept = review_of(&report);
        assert_eq!(kept, reviews.join("a.txt.gouji.ron"));
        make_folder(&kept);
        fs::write(&kept, "").unwrap();
        let found: Vec<PathBuf> = reports_in(&root).found.into_iter().flatten().collect();
        assert_eq!(found, [report]);
        set(&root, &root);
    }

    #[test]
    fn a_folder_that_cannot_be_written_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("a");
        fs::write(&file, "").unwrap();
        assert!(prepare(&file.join("b")).is_err());
        assert!(prepare(&folder.path().join("新/夹")).is_ok());
        assert!(folder.path().join("新/夹").is_dir());
    }
}
