//! Finding last year's and next year's report of an office.
//!
//! The window asks [`beside`] when a report is opened, or [`open`] for a report the reviewer chose by hand, and gives
//! the result to [`Session::set_neighbours`]; a report open in another tab becomes a neighbour through [`of_session`].
//! All of this touches files and may start a worker: call it off the drawing thread.
//!
//! # How a folder is searched
//! Reviewed reports (`*.gouji.ron`) come first: their first lines name office and year, so a folder of thousands is
//! looked through without loading them. Then source files without a review, those whose names hold the wanted year or
//! the office first. At most [`MOST_OPENED`] files are opened; files whose names hold neither are opened only where
//! there are few of them. What was not looked at is said. Folders below are not searched.

use std::fs;
use std::path::{Path, PathBuf};

use crate::dataset::folder::{self, is_reviewed, review_of};
use crate::dataset::offices::Aliases;
use crate::dataset::side::{self, is_there};
use crate::dataset::{blind, copies};
use crate::dataset::{load, path_beside};
use crate::read::{self, Reading};
use crate::review::{HeaderField, Session};
use crate::rules::{NeighbourReport, Neighbours};
use crate::source;

/// Most source files that are opened in search of a neighbour.
pub const MOST_OPENED: usize = 24;

/// Bytes at the start of a reviewed file in which its office and year stand.
const HEAD: u64 = 4096;

/// What stands beside a report.
#[derive(Clone, Debug, Default)]
pub struct Beside {
    /// The neighbours found.
    pub neighbours: Neighbours,
    /// Where the one before is.
    pub before: Option<PathBuf>,
    /// Where the one after is.
    pub after: Option<PathBuf>,
    /// What was not looked at, and what could not be used, as sentences for the reviewer.
    pub notices: Vec<String>,
}

/// The reports of the years before and after in the folder of the report at `path`, which is of `office` and `year`.
#[must_use]
pub fn beside(path: &Path, office: &str, year: u16) -> Beside {
    let folder = match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    };
    let (aliases, notice) = Aliases::in_folder(folder);
    let mut search = NeighbourSearch {
        aliases,
        office: office.to_owned(),
        year,
        found: Beside {
            notices: notice.into_iter().collect(),
            ..Beside::default()
        },
    };
    let files = match files_in(folder) {
        Ok(files) => files,
        Err(error) => {
            search.found.notices.push(format!(
                "无法查看文件夹 {}：{error}。没有查找上年报告。",
                folder.display()
            ));
            return search.found;
        }
    };
    let is_own =
        |file: &PathBuf| *file == *path || path_beside(file) == *path || path_beside(path) == *file;
    let (reviewed, sources): (Vec<PathBuf>, Vec<PathBuf>) = files
        .into_iter()
        .filter(|file| !is_own(file) && copies::original(file).is_none())
        .partition(|file| is_reviewed(file));
    search.in_reviewed(&reviewed);
    search.in_sources(&sources, &reviewed);
    search.found
}

/// As [`beside`], where it is known already which reports these are, of the years before and after `year`. Of each the
/// review is taken, where there is one.
#[must_use]
pub fn known(year: u16, before: Option<PathBuf>, after: Option<PathBuf>) -> Beside {
    let mut found = Beside::default();
    for path in before.into_iter().chain(after) {
        let review = review_of(&path);
        let path = if is_there(&review) { review } else { path };
        match open(&path) {
            // A file may have changed since it was known.
            Ok(report) if report.year.abs_diff(year) == 1 => found.take(year, report, path),
            Ok(_) => {}
            Err(sentence) => found.notices.push(sentence),
        }
    }
    found
}

/// The report at `path`, reviewed or not, as a neighbour.
///
/// # Errors
/// A sentence that names the file and says why it cannot be one.
pub fn open(path: &Path) -> Result<NeighbourReport, String> {
    let session = if is_reviewed(path) {
        load(path).map_err(|error| error.to_string())?.session
    } else {
        let source = source::open(path).map_err(|error| error.to_string())?;
        let report = of_reading(&read::read(&source), &source.name);
        return report.ok_or_else(|| no_neighbour(path));
    };
    of_session(&session, &name_of(path)).ok_or_else(|| no_neighbour(path))
}

/// The report of a session as a neighbour; `name` is what sentences call it. `None` while its year is not known.
#[must_use]
pub fn of_session(session: &Session, name: &str) -> Option<NeighbourReport> {
    let year = session.header(HeaderField::Year)?.parse().ok()?;
    let office = session.header(HeaderField::Office).unwrap_or_default();
    let mut report = NeighbourReport::new(office, year, name, session.sheet(), session.reading());
    let cells = report.sheet.cells.keys().chain(report.nonzero.keys());
    report.doubtful = cells
        .filter(|cell| session.is_doubtful(cell))
        .cloned()
        .collect();
    Some(report)
}

/// The report as read, without decisions; `name` is what sentences call it. `None` if its year is not known.
#[must_use]
pub fn of_reading(reading: &Reading, name: &str) -> Option<NeighbourReport> {
    let heading = &reading.heading;
    let year = heading.year.as_ref()?.text.parse().ok()?;
    let office = heading.office.as_ref().map_or("", |office| &office.text);
    Some(NeighbourReport::new(
        office,
        year,
        name,
        &reading.sheet(),
        reading,
    ))
}

fn no_neighbour(path: &Path) -> String {
    format!(
        "{}：读不出报告年度，不能作为上年或下年报告。",
        path.display()
    )
}

impl Beside {
    /// Takes the report at `path` as a neighbour of one of `year`.
    fn take(&mut self, year: u16, report: NeighbourReport, path: PathBuf) {
        let neighbours = &mut self.neighbours;
        let (place, at) = if report.year < year {
            (&mut neighbours.before, &mut self.before)
        } else {
            (&mut neighbours.after, &mut self.after)
        };
        *place = Some(report);
        *at = Some(path);
    }
}

struct NeighbourSearch {
    aliases: Aliases,
    office: String,
    year: u16,
    found: Beside,
}

impl NeighbourSearch {
    fn in_reviewed(&mut self, files: &[PathBuf]) {
        for file in files {
            let is_wanted = match head(file) {
                Head::Of(office, year) => self.is_wanted(&office, year),
                Head::Nameless => false,
                Head::Unknown => true,
            };
            if !is_wanted {
                continue;
            }
            match open(file) {
                Ok(report) if self.is_wanted(&report.office, report.year) => {
                    self.found.take(self.year, report, file.clone());
                }
                Ok(_) => {}
                Err(sentence) => self.found.notices.push(sentence),
            }
        }
    }

    fn in_sources(&mut self, files: &[PathBuf], reviewed: &[PathBuf]) {
        if self.is_complete() {
            return;
        }
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
        let mut n_opened = 0;
        for (_, file) in &ranked {
            if n_opened == MOST_OPENED || self.is_complete() {
                break;
            }
            n_opened += 1;
            // A file that is no report is no neighbour; it is not this search that has to complain about it.
            let review = review_of(file);
            let reviewed = Some(&review).filter(|review| is_there(review));
            if let Ok(report) = open(reviewed.unwrap_or(file))
                && self.is_wanted(&report.office, report.year)
            {
                self.found.take(self.year, report, (*file).clone());
            }
        }
        let n_left = ranked.len() - n_opened
            + if n_unlikely > MOST_OPENED {
                n_unlikely
            } else {
                0
            };
        if n_left > 0 && !self.is_complete() {
            self.found.notices.push(format!(
                "查找上年、下年报告时，文件夹里有 {n_left} 个文件没有打开。文件名里写上单位和年度，就能找到。"
            ));
        }
    }

    /// Whether the name of a file promises a neighbour.
    fn likely(&self, name: &str) -> Likely {
        let has = |year: Option<u16>| year.is_some_and(|year| name.contains(&year.to_string()));
        let has_year = has(self.year.checked_sub(1)) || has(self.year.checked_add(1));
        let has_office = self.aliases.is_named_in(&self.office, name);
        match (has_year, has_office) {
            (true, true) => Likely::YearAndOffice,
            (true, false) => Likely::Year,
            (false, true) => Likely::Office,
            (false, false) => Likely::Unknown,
        }
    }

    fn is_wanted(&self, office: &str, year: u16) -> bool {
        let neighbours = &self.found.neighbours;
        let is_missing = if self.year.checked_sub(1) == Some(year) {
            neighbours.before.is_none()
        } else if self.year.checked_add(1) == Some(year) {
            neighbours.after.is_none()
        } else {
            false
        };
        is_missing && self.aliases.same(office, &self.office)
    }

    fn is_complete(&self) -> bool {
        self.found.neighbours.before.is_some() && self.found.neighbours.after.is_some()
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

fn name_of(path: &Path) -> String {
    let name = path.file_name().unwrap_or_default();
    name.to_string_lossy().into_owned()
}
