//! Reports that may be neighbours, and what several of one office and year come to.

use std::path::Path;

use crate::dataset::by_office::Related;
use crate::dataset::folder::is_reviewed;
use crate::dataset::load;
use crate::read::{self, Reading};
use crate::review::{HeaderField, Session};
use crate::rules::neighbours::Parts;
use crate::rules::{NeighbourReport, Neighbours};
use crate::said::{Said, Told, said};
use crate::source::import::Waiting;
use crate::source::scan_pages::Chosen;
use crate::source::{self, OpenError};

/// What stands beside a report.
#[derive(Clone, Debug, Default)]
pub struct Beside {
    /// The neighbours found.
    pub neighbours: Neighbours,
    /// What was not looked at, and what could not be used, as sentences for the reviewer.
    pub notices: Vec<Said>,
}

/// A report that may be a neighbour.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// What it says.
    pub report: NeighbourReport,
    /// Whether a reviewer worked on it.
    pub is_reviewed: bool,
    /// SHA-256 of the report.
    pub sha256: String,
}

/// Why a file is no candidate.
pub(super) struct Unusable {
    /// A sentence that names the file.
    pub(super) said: Said,
    /// Whether nothing is known of it, because it has pictures of pages and these were not recognised.
    pub(super) is_unrecognised: bool,
}

impl From<Said> for Unusable {
    fn from(said: Said) -> Self {
        Self {
            said,
            is_unrecognised: false,
        }
    }
}

/// The neighbours that the candidates come to, and the names of those of years before and after that contradict each
/// other. Of several files of one office and year a reviewed one goes before others, and what they state otherwise is in
/// doubt; where they hand on something else to the next year, nobody can tell which is right, and none is taken.
#[must_use]
pub fn of_candidates(related: Related<Candidate>) -> (Neighbours, Vec<Vec<String>>) {
    let mut ambiguous = Vec::new();
    let mut of_year = |candidates: Vec<Candidate>| {
        let (first, others) = split(candidates)?;
        if others.iter().all(|other| other.hands_on_the_same(&first)) {
            return Some(doubted(first, &others));
        }
        let reports = [first].into_iter().chain(others);
        ambiguous.push(reports.map(|report| report.name).collect());
        None
    };
    let (before, after) = (of_year(related.before), of_year(related.after));
    let parts = related.parts.map(|offices| {
        let mut parts = Parts::default();
        for (office, candidates) in offices {
            match split(candidates) {
                Some((first, others)) => parts.reports.push(doubted(first, &others)),
                None => parts.missing.push(office),
            }
        }
        parts
    });
    let versions = related.versions.into_iter();
    let neighbours = Neighbours {
        before,
        after,
        after_tells: false,
        versions: versions.map(|candidate| candidate.report).collect(),
        parts,
    };
    (neighbours, ambiguous)
}

/// The first of those that go before others, and the rest of these.
fn split(mut candidates: Vec<Candidate>) -> Option<(NeighbourReport, Vec<NeighbourReport>)> {
    if candidates.iter().any(|candidate| candidate.is_reviewed) {
        candidates.retain(|candidate| candidate.is_reviewed);
    }
    let mut reports = candidates.into_iter().map(|candidate| candidate.report);
    Some((reports.next()?, reports.collect()))
}

fn doubted(mut report: NeighbourReport, others: &[NeighbourReport]) -> NeighbourReport {
    for other in others {
        report.doubt_where_differs(other);
    }
    report
}

/// What the candidates come to, with a sentence about those that contradict each other.
pub(super) fn ended(candidates: Related<Candidate>) -> Beside {
    let (neighbours, ambiguous) = of_candidates(candidates);
    let notices = ambiguous.into_iter().map(|names| {
        let names = names.join("、");
        said!(
            "上年或下年的报告不止一份，且数字不同（{names}），没有用来核对。",
            "There are several reports of the year before or after, with different figures ({names}); none was used."
        )
    });
    Beside {
        neighbours,
        notices: notices.collect(),
    }
}

/// The report at `path`, reviewed or not, as a neighbour.
///
/// # Errors
/// A sentence that names the file and says why it cannot be one.
pub fn open(path: &Path) -> Result<NeighbourReport, Said> {
    match candidate(path, None) {
        Ok(candidate) => Ok(candidate.report),
        Err(unusable) => Err(unusable.said),
    }
}

/// The report at `path`, reviewed or not; of its pages that are pictures only the `chosen` ones are recognised, if any are
/// chosen.
pub(super) fn candidate(path: &Path, chosen: Option<&Chosen>) -> Result<Candidate, Unusable> {
    let is_reviewed = is_reviewed(path);
    let (report, sha256) = if is_reviewed {
        let session = load(path).map_err(|error| error.said())?.session;
        let report = of_session(&session, &name_of(path));
        (report, session.source().sha256.clone())
    } else {
        let waiting = Waiting {
            chosen,
            ..Waiting::PATIENT
        };
        let source = source::open_waiting(path, waiting).map_err(|error| Unusable {
            said: error.said(),
            is_unrecognised: chosen.is_some() && matches!(error, OpenError::Scan { .. }),
        })?;
        let report = of_reading(&read::read(&source), &source.name);
        (report, source.sha256)
    };
    let mut report = report.ok_or_else(|| no_neighbour(path))?;
    report.file = Some(path.to_owned());
    Ok(Candidate {
        report,
        is_reviewed,
        sha256,
    })
}

/// The report of a session as a neighbour; `name` is what sentences call it. `None` while its year is not known.
#[must_use]
pub fn of_session(session: &Session, name: &str) -> Option<NeighbourReport> {
    let year = session.header(HeaderField::Year)?.parse().ok()?;
    let office = session.header(HeaderField::Office).unwrap_or_default();
    let mut report = NeighbourReport::new(office, year, name, session.sheet(), session.reading());
    let cells = session.sheet().cells.keys();
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

fn no_neighbour(path: &Path) -> Said {
    said!(
        "{}：读不出报告年度，不能作为上年或下年报告。",
        "{}: its report year cannot be read, so it cannot serve as the report of another year.",
        path.display()
    )
}

/// The name of the file.
pub(super) fn name_of(path: &Path) -> String {
    let name = path.file_name().unwrap_or_default();
    name.to_string_lossy().into_owned()
}
