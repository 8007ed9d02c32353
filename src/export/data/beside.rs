//! The files beside a table. Their names begin with that of the table, its ending included, so that two tables in a folder
//! keep theirs.

use std::ffi::OsStr;
use std::fs::{self, Metadata};
use std::path::{Path, PathBuf};

use crate::dataset::exported;

/// Largest file of sums, in bytes: four lines.
const MOST_SUMS: u64 = 16 * 1024;

/// A file beside a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Companion {
    /// What the columns mean, as a table.
    Codebook,
    /// What the columns mean, for a person.
    CodebookForPeople,
    /// How to cite it.
    Citation,
    /// The sums of the others.
    Sums,
}

impl Companion {
    const ALL: [Self; 4] = [
        Self::Codebook,
        Self::CodebookForPeople,
        Self::Citation,
        Self::Sums,
    ];

    fn ending(self) -> &'static str {
        let [codebook, for_people, citation, sums] = exported::BESIDE;
        match self {
            Self::Codebook => codebook,
            Self::CodebookForPeople => for_people,
            Self::Citation => citation,
            Self::Sums => sums,
        }
    }

    /// Where it stands.
    pub(super) fn path(self, table: &Path) -> PathBuf {
        let mut name = table.file_name().unwrap_or_default().to_owned();
        name.push(self.ending());
        table.with_file_name(name)
    }
}

/// The files that a table at `to` consists of: the table, and what goes beside it; each with whether it stands there from an
/// earlier table, as the sums of that name it. Such a file may be replaced, though a folder that is exported anew has it
/// among its reports.
#[must_use]
pub fn files_of(to: &Path) -> Vec<(PathBuf, bool)> {
    let earlier = earlier_sums(to);
    let is_earlier = |path: &Path| {
        let mut names = earlier.lines().filter_map(|line| line.split_once("  "));
        names.any(|(_, name)| Some(OsStr::new(name)) == path.file_name())
    };
    let beside = Companion::ALL.map(|companion| companion.path(to));
    let files = std::iter::once(to.to_owned()).chain(beside);
    // The sums do not name themselves; those that name the table are its.
    let sums = Companion::Sums.path(to);
    let told = |path: PathBuf| {
        let is_earlier = is_earlier(if path == sums { to } else { &path });
        (path, is_earlier)
    };
    files.map(told).collect()
}

/// The sums beside a table that was written before; empty if there are none.
fn earlier_sums(to: &Path) -> String {
    let path = Companion::Sums.path(to);
    let is_small = |metadata: &Metadata| metadata.is_file() && metadata.len() <= MOST_SUMS;
    let metadata = fs::metadata(&path).ok().filter(is_small);
    metadata
        .and_then(|_| fs::read_to_string(&path).ok())
        .unwrap_or_default()
}
