//! Looking for neighbours in the folder of a report.
//!
//! Reviewed reports (`*.gouji.ron`) come first: their first lines name office and year, so a folder of thousands is
//! looked through without loading them. Then source files without a review, those whose names hold the wanted year or
//! the office first. At most [`MOST_OPENED`] files are opened, and one more for each office that is added up; files whose
//! names hold neither are opened only where there are few of them, and not recognised where they are pictures. What was not
//! looked at is said. Folders below are not searched.

use std::fs;
use std::path::{Path, PathBuf};

use crate::dataset::by_office::{MOST_VERSIONS, Related};
use crate::dataset::folder::{self, is_reviewed, review_of};
use crate::dataset::hierarchy::Hierarchy;
use crate::dataset::neighbours::candidate::{Beside, Candidate, candidate, ended, name_of};
use crate::dataset::offices::Aliases;
use crate::dataset::path_beside;
use crate::dataset::side::{self, is_there};
use crate::dataset::{blind, copies};
use crate::said::{Said, said};
use crate::source::scan_pages::Chosen;
use crate::source::{self, system};

/// Most source files that are opened in search of a neighbour.
pub const MOST_OPENED: usize = 24;

/// Bytes at the start of a reviewed file in which its office and year stand.
const HEAD: u64 = 4096;

/// A report whose neighbours are wanted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wanting {
    /// Its file.
    pub path: PathBuf,
    /// Its office.
    pub office: String,
    /// Its year.
    pub year: u16,
    /// SHA-256 of the report: another file with it is the same report again.
    pub sha256: String,
}

/// The reports in the folder of the one that wants them.
#[must_use]
pub fn beside(wanting: &Wanting) -> Beside {
    let path = &wanting.path;
    let folder = match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    };
    let (aliases, notice) = Aliases::in_folder(folder);
    let (hierarchy, wrong) = Hierarchy::in_folder(folder);
    let parts = hierarchy.parts(folder, &wanting.office, wanting.year, &aliases);
    let parts = parts.map(|parts| parts.iter().map(|part| (part.clone(), Vec::new())));
    let mut search = NeighbourSearch {
        wanting,
        found: Related {
            parts: parts.map(Iterator::collect),
            ..Related::default()
        },
        aliases,
        notices: notice.into_iter().chain(wrong).collect(),
    };
    let files = match files_in(folder) {
        Ok(files) => files,
        Err(error) => {
            let Said { chinese, english } = system::said(&error);
            let folder = folder.display();
            search.notices.push(Said::new(
                format!("无法查看文件夹 {folder}：{chinese}。没有查找上年报告。"),
                format!("The folder {folder} cannot be looked through: {english}. Last year's report was not looked for."),
            ));
            return search.end();
        }
    };
    let is_own =
        |file: &PathBuf| file == path || path_beside(file) == *path || path_beside(path) == *file;
    let (reviewed, sources): (Vec<PathBuf>, Vec<PathBuf>) = files
        .into_iter()
        .filter(|file| !is_own(file) && copies::original(file).is_none())
        .partition(|file| is_reviewed(file));
    search.in_reviewed(&reviewed);
    search.in_sources(&sources, &reviewed);
    search.end()
}

struct NeighbourSearch<'a> {
    wanting: &'a Wanting,
    aliases: Aliases,
    found: Related<Candidate>,
    notices: Vec<Said>,
}

impl NeighbourSearch<'_> {
    fn end(mut self) -> Beside {
        let found = ended(self.found);
        self.notices.extend(found.notices);
        Beside {
            notices: self.notices,
            ..found
        }
    }

    fn in_reviewed(&mut self, files: &[PathBuf]) {
        for file in files {
            let is_wanted = match head(file) {
                Head::Of(office, year) => self.place_for(&office, year).is_some(),
                Head::Nameless => false,
                Head::Unknown => true,
            };
            if !is_wanted {
                continue;
            }
            match candidate(file, None) {
                Ok(candidate) => self.take(candidate),
                Err(unusable) => self.notices.push(unusable.said),
            }
        }
    }

    fn in_sources(&mut self, files: &[PathBuf], reviewed: &[PathBuf]) {
        let mut ranked: Vec<(Likely, &PathBuf)> = files
            .iter()
            .filter(|file| {
                source::is_supported_name(file) && !reviewed.contains(&path_beside(file))
            })
            .map(|file| (self.likely(&name_of(file)), file))
            .collect();
        ranked.sort();
        let n_unlikely = ranked
            .iter()
            .filter(|(likely, _)| *likely == Likely::Unknown)
            .count();
        if n_unlikely > MOST_OPENED {
            ranked.retain(|(likely, _)| *likely != Likely::Unknown);
        }
        let n_parts = self.found.parts.as_ref().map_or(0, Vec::len);
        let (mut n_opened, mut n_unrecognised) = (0, 0);
        for (likely, file) in &ranked {
            // How many other files of its own there are, nobody knows: those that look so are opened in any case.
            let is_enough = self.is_complete() && *likely != Likely::YearAndOffice;
            if n_opened == MOST_OPENED + n_parts || is_enough {
                break;
            }
            n_opened += 1;
            // A file that is no report is no neighbour; it is not this search that has to complain about it.
            let review = review_of(file);
            let reviewed = Some(&review).filter(|review| is_there(review));
            // Recognising a page takes seconds: scans whose names promise nothing are left alone.
            let no_page = Chosen::default();
            let chosen = Some(&no_page).filter(|_| *likely == Likely::Unknown);
            match candidate(reviewed.unwrap_or(file), chosen) {
                Ok(mut candidate) => {
                    candidate.report.file = Some((*file).clone());
                    self.take(candidate);
                }
                Err(unusable) => n_unrecognised += usize::from(unusable.is_unrecognised),
            }
        }
        let n_ruled_out = if n_unlikely > MOST_OPENED {
            n_unlikely
        } else {
            0
        };
        let n_left = ranked.len() - n_opened + n_ruled_out + n_unrecognised;
        if n_left > 0 && !self.is_complete() {
            self.notices.push(said!(
                "查找上年、下年报告时，文件夹里有 {n_left} 个文件没有打开，或是没有识别的扫描件。文件名里写上单位和年度，就能找到。",
                "While looking for the reports of the year before and after, files of the folder were not opened, or are scans that were not recognised: {n_left}. They can be found if their file names contain office and year."
            ));
        }
    }

    /// Whether the name of a file promises a neighbour.
    fn likely(&self, name: &str) -> Likely {
        let year = self.wanting.year;
        let has = |year: Option<u16>| year.is_some_and(|year| name.contains(&year.to_string()));
        let has_other_year = has(year.checked_sub(1)) || has(year.checked_add(1));
        let parts = self.found.parts.iter().flatten();
        let mut offices = parts
            .map(|(office, _)| office)
            .chain([&self.wanting.office]);
        let has_office = offices.any(|office| self.aliases.is_named_in(office, name));
        match (has_other_year, has_office) {
            (true, true) => Likely::YearAndOffice,
            (false, true) if has(Some(year)) => Likely::YearAndOffice,
            (true, false) => Likely::Year,
            (false, true) => Likely::Office,
            (false, false) => Likely::Unknown,
        }
    }

    /// Puts a report where one like it is wanted.
    fn take(&mut self, candidate: Candidate) {
        let (office, year) = (candidate.report.office.clone(), candidate.report.year);
        let is_again = candidate.sha256 == self.wanting.sha256;
        let is_own = is_again && year == self.wanting.year;
        if let Some(place) = self.place_for(&office, year).filter(|_| !is_own) {
            place.push(candidate);
        }
    }

    /// Where a report of this office and year is wanted, if it still is.
    fn place_for(&mut self, office: &str, year: u16) -> Option<&mut Vec<Candidate>> {
        let Self { aliases, found, .. } = self;
        let own = self.wanting.year;
        let is_own_office = aliases.same(office, &self.wanting.office);
        let (place, most) = if is_own_office && own.checked_sub(1) == Some(year) {
            // That there are two that contradict each other is known only where both are looked at.
            (Some(&mut found.before), MOST_VERSIONS)
        } else if is_own_office && own.checked_add(1) == Some(year) {
            (Some(&mut found.after), MOST_VERSIONS)
        } else if is_own_office && year == own {
            (Some(&mut found.versions), MOST_VERSIONS)
        } else if year == own {
            let mut parts = found.parts.iter_mut().flatten();
            let part = parts.find(|(part, _)| aliases.same(part, office));
            (part.map(|(_, reports)| reports), 1)
        } else {
            (None, 0)
        };
        place.filter(|reports| reports.len() < most)
    }

    /// Whether nothing is missing of what there is one of.
    fn is_complete(&self) -> bool {
        let found = &self.found;
        let mut parts = found.parts.iter().flatten();
        let has_parts = parts.all(|(_, reports)| !reports.is_empty());
        has_parts && !found.before.is_empty() && !found.after.is_empty()
    }
}

/// What the name of a file promises, best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Likely {
    YearAndOffice,
    Year,
    Office,
    Unknown,
}

/// What the first lines of a reviewed file say.
enum Head {
    /// Office and report year.
    Of(String, u16),
    /// That one of them is not known.
    Nameless,
    /// Nothing: somebody wrote the file in another order, or it is no reviewed file.
    Unknown,
}

fn head(file: &Path) -> Head {
    let Ok(bytes) = side::read_head(file, HEAD) else {
        return Head::Unknown;
    };
    let text = String::from_utf8_lossy(&bytes);
    let (Some(office), Some(year)) = (field(&text, "office: "), field(&text, "year: ")) else {
        return Head::Unknown;
    };
    match (
        content(office),
        content(year).and_then(|year| year.parse().ok()),
    ) {
        (Some(office), Some(year)) => Head::Of(office.to_owned(), year),
        _ => Head::Nameless,
    }
}

/// What stands on the line of a field; `None` if there is no such line.
fn field<'a>(text: &'a str, name: &str) -> Option<&'a str> {
    let mut lines = text.lines();
    let value = lines.find_map(|line| line.trim_start().strip_prefix(name))?;
    Some(value.trim_end_matches(','))
}

/// The text in `Some("text")`.
fn content(value: &str) -> Option<&str> {
    value.strip_prefix("Some(\"")?.strip_suffix("\")")
}

fn files_in(folder: &Path) -> std::io::Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        // Of several reviews of one report, the one that stands for it is a witness.
        let stands = !blind::is_blind(&path) && folder::standing(path.clone()) == path;
        if path.is_file() && stands {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}
