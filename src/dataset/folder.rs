//! The reports in a folder, for the window and for the commands without one.

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsStr;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::dataset::passed::{self, PassedKind, PassedOver};
use crate::dataset::{blind, copies, drill, exported, hierarchy, home, offices, parted, recheck};
use crate::dataset::{path_beside, save, side};
use crate::source::{self, disk, ending};

/// A report of a folder, or a folder in it that cannot be listed, with the cause.
pub type Listed = Result<PathBuf, (PathBuf, io::Error)>;

/// Files and folders that are looked at: many times the largest collection, and no more than can be listed in seconds.
const MOST_LISTED: usize = 200_000;

/// Name of the index that is kept in a folder of reports.
pub const INDEX_NAME: &str = ".gouji.index";

/// What a folder holds.
#[derive(Debug, Default)]
pub struct Listing {
    /// Reports in the order of their names, and folders that cannot be listed.
    pub found: Vec<Listed>,
    /// What is not opened.
    pub passed: PassedOver,
    /// Whether the folder holds more than is looked at.
    pub is_cut: bool,
    n_seen: usize,
}

/// Whether the path names a saved review, or a copy of one that a sync folder made.
#[must_use]
pub fn is_reviewed(path: &Path) -> bool {
    let is_review = |name: &OsStr| name.to_string_lossy().ends_with(save::ENDING);
    path.file_name().is_some_and(is_review) || copies::original(path).is_some()
}

/// The review at `path`, or that of the report there; whether it stands there or not.
#[must_use]
pub fn review_of(path: &Path) -> PathBuf {
    if is_reviewed(path) {
        path.to_owned()
    } else {
        path_beside(path)
    }
}

/// What stands for the report at `path` in lists and exports: the third review, where two people's were compared and what
/// they disagreed on is settled there; else the path itself.
#[must_use]
pub fn standing(path: PathBuf) -> PathBuf {
    let settled = blind::settled_of(&review_of(&path));
    if settled.is_file() { settled } else { path }
}

/// What tells one review from another, however its path is written: the saved file, in its folder without links. A report
/// and its saved review are one.
#[must_use]
pub fn identity(path: &Path) -> PathBuf {
    identity_in(path, &mut BTreeMap::new())
}

/// As [`identity`], for many reports of few folders: `folders` keeps each without links.
pub(crate) fn identity_in(path: &Path, folders: &mut BTreeMap<PathBuf, PathBuf>) -> PathBuf {
    let review = review_of(path);
    let folder = side::folder_of(&review);
    let unlinked = folders
        .entry(folder.to_owned())
        .or_insert_with(|| fs::canonicalize(folder).unwrap_or_else(|_| folder.to_owned()));
    unlinked.join(review.file_name().unwrap_or_default())
}

/// The reports in `folder` and the folders in it, by name; a saved review only where its report is not beside it. Every
/// file that may be a report is among them, whether or not its format can be read; all others are counted by kind. Links
/// to folders are not followed.
#[must_use]
pub fn reports_in(folder: &Path) -> Listing {
    let mut listing = Listing::default();
    list(folder, false, &mut listing);
    listing
}

fn list(folder: &Path, is_page_folder: bool, listing: &mut Listing) {
    let entries = fs::read_dir(folder).and_then(Iterator::collect::<io::Result<Vec<fs::DirEntry>>>);
    let mut entries = match entries {
        Ok(entries) => entries,
        Err(error) => {
            listing.found.push(Err((folder.to_owned(), error)));
            return;
        }
    };
    entries.sort_by_key(fs::DirEntry::file_name);
    let names = entries.iter().map(|entry| PathBuf::from(entry.file_name()));
    let names: Vec<PathBuf> = names.collect();
    let pages: BTreeSet<PathBuf> = names.iter().filter(|name| is_page(name)).cloned().collect();
    let tables = exported::tables(names.iter().map(|name| name.as_os_str()));
    let wholes = parted::wholes(names.iter().map(|name| name.as_os_str()));
    for entry in entries {
        listing.n_seen += 1;
        if listing.n_seen > MOST_LISTED {
            listing.is_cut = true;
            return;
        }
        let name = entry.file_name();
        let path = entry.path();
        let is_folder = entry.file_type().is_ok_and(|kind| kind.is_dir());
        if is_own(&name) || blind::belongs(&path) {
            if blind::is_open(&path) {
                listing.passed.add(PassedKind::Blind, &path);
            }
            continue;
        }
        if is_hidden(&name) {
            listing.passed.add(PassedKind::Hidden, &path);
        } else if is_folder {
            let is_page_folder = is_page_folder || belongs_to_page(&name, &pages);
            list(&path, is_page_folder, listing);
        } else if exported::is_exported(&name, &tables) {
            listing.passed.add(PassedKind::Exported, &path);
        } else if name.to_str().is_some_and(|name| wholes.contains(name)) {
            listing.passed.add(PassedKind::Parted, &path);
        } else {
            let beside_page = is_page_folder || !pages.is_empty();
            add(path, is_page_folder, beside_page, listing);
        }
    }
}

/// A file that is not hidden: a report, a saved review, or counted.
fn add(path: PathBuf, in_page_folder: bool, beside_page: bool, listing: &mut Listing) {
    if path.is_dir() {
        listing.passed.add(PassedKind::Link, &path);
    } else if !path.is_file() {
        listing.passed.add(PassedKind::NoFile, &path);
    } else if let Some(report) = report_of(&path) {
        // A saved review whose report lies beside it is opened through the report.
        if !report.exists() {
            listing.found.push(Ok(path));
        }
    } else if copies::original(&path).is_some()
        || (source::is_supported_name(&path) && !is_no_scan(&path, in_page_folder))
        || is_document(&path)
        || (may_hold_report(&path, beside_page) && disk::holds_report(&path))
    {
        listing.found.push(Ok(path));
    } else {
        listing.passed.add(passed::kind(&path, beside_page), &path);
    }
}

/// Whether the name of a file leaves open what it holds.
fn may_hold_report(path: &Path, beside_page: bool) -> bool {
    let kind = passed::kind(path, beside_page);
    matches!(kind, PassedKind::Data | PassedKind::Other)
}

/// Whether a file that is called a picture is no scan of a report: it belongs to a web page, is too small, or no picture.
fn is_no_scan(path: &Path, in_page_folder: bool) -> bool {
    disk::is_picture_name(path) && (in_page_folder || disk::is_no_page(path))
}

/// Endings of documents and archives in formats that are not accepted, though a report may be in them: each is refused
/// with a sentence that says what to do, or read where its content turns out to be of another format.
const DOCUMENTS: [&str; 33] = [
    "rtf", "ott", "ots", "wps", "wpt", "et", "ett", "docm", "dot", "dotx", "xlsm", "xlsb", "xlt",
    "xltx", "ceb", "cebx", "caj", "djvu", "djv", "xps", "oxps", "epub", "pages", "numbers", "ppt",
    "pptx", "dps", "odp", "zip", "rar", "7z", "gz", "tar",
];

fn is_document(path: &Path) -> bool {
    DOCUMENTS.contains(&ending::of(path).as_str())
}

/// Files this program writes beside reports: they belong to a report that is listed.
fn is_own(name: &OsStr) -> bool {
    let name = name.to_string_lossy();
    let beside = |ending: &str| name.contains(&format!("{}{ending}", save::ENDING));
    beside(".steps")
        || beside(".lock")
        || [
            offices::FILE_NAME,
            hierarchy::FILE_NAME,
            INDEX_NAME,
            drill::NAME,
            recheck::NAME,
        ]
        .contains(&&*name)
}

/// Hidden files, the locks of office programs, and what desktops write into folders.
fn is_hidden(name: &OsStr) -> bool {
    let name = name.to_string_lossy();
    let is_system = ["thumbs.db", "desktop.ini", "$recycle.bin"]
        .iter()
        .any(|known| name.eq_ignore_ascii_case(known));
    is_system || name.starts_with('.') || name.starts_with("~$")
}

fn is_page(name: &Path) -> bool {
    ["html", "htm", "shtml", "xhtml"].contains(&ending::of(name).as_str())
}

/// Whether a browser put the folder beside one of these pages: `报告_files` beside `报告.html`.
fn belongs_to_page(folder: &OsStr, pages: &BTreeSet<PathBuf>) -> bool {
    let folder = folder.to_string_lossy();
    pages.iter().any(|page| {
        let stem = page.file_stem().unwrap_or_default().to_string_lossy();
        let rest = folder.strip_prefix(stem.as_ref());
        rest.is_some_and(|rest| ["_files", ".files", "_文件"].contains(&rest))
    })
}

/// The path of the report that the saved review at `path` belongs to; `None` if it is no saved review.
pub(crate) fn report_of(path: &Path) -> Option<PathBuf> {
    let name = path.file_name()?.to_string_lossy().into_owned();
    let beside = path.with_file_name(name.strip_suffix(save::ENDING)?);
    Some(home::report(&beside).unwrap_or(beside))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_review_has_one_identity_however_it_is_named() {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("b")).unwrap();
        let plain = identity(&folder.path().join("a.txt"));
        assert_eq!(identity(&folder.path().join("b/../a.txt")), plain);
        assert_eq!(identity(&folder.path().join("a.txt.gouji.ron")), plain);
        assert_ne!(identity(&folder.path().join("a.pdf")), plain);
    }
}
