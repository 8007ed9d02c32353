//! One file on disk becomes a checked report, in two steps: it is opened, and it is checked beside its neighbours.

use std::collections::BTreeSet;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use crate::claims::{self, ClaimResult};
use crate::dataset;
use crate::dataset::folder::is_reviewed;
use crate::dataset::neighbours;
use crate::form::Sheet;
use crate::headless::inputs::Input;
use crate::read::{self, Reading};
use crate::repair::Vote;
use crate::review::evidence::{self, Witnesses};
use crate::review::{Decisions, HeaderField, Session, votes};
use crate::rules::{Finding, NeighbourReport, Neighbours, Results};
use crate::source::{self, Source};

/// A report as opened, not checked yet.
pub struct Opened {
    /// The path as given on the command line or found in a folder.
    path: String,
    content: Content,
}

enum Content {
    /// Just read.
    Read(Box<(Source, Reading)>),
    /// A saved review, and where its file says otherwise than what follows from it.
    Reviewed(Box<(Session, Vec<String>)>),
}

/// A report with everything that follows from it.
pub struct Report {
    /// The path as given on the command line or found in a folder.
    pub path: String,
    /// The report as opened.
    pub source: Source,
    /// What was read.
    pub reading: Reading,
    /// The office: as corrected by the reviewer, else as read.
    pub office: Option<String>,
    /// The report year: as corrected by the reviewer, else as read.
    pub year: Option<String>,
    /// The values that hold.
    pub sheet: Sheet,
    /// What the prose says about them.
    pub claims: Vec<ClaimResult>,
    /// What the prose and the neighbours say for a number in a cell.
    pub votes: Vec<Vote>,
    /// What the rules say about them.
    pub results: Results,
    /// What the reviewer decided; nothing for a report just read.
    pub decisions: Decisions,
    /// Keys of the findings the reviewer has judged.
    pub judged: BTreeSet<String>,
    /// Where the file of a saved review says otherwise than what follows from it, as sentences.
    pub of_file: Vec<String>,
    /// What sentences call last year's report that this one was held against.
    pub last_year: Option<String>,
}

/// A report that could not be read.
pub struct Failure {
    /// The path as given.
    pub path: String,
    /// A sentence that says why and what to do.
    pub error: String,
}

impl Report {
    /// Whether nobody has judged the finding yet.
    pub fn is_open(&self, finding: &Finding) -> bool {
        !self.judged.contains(&finding.key)
    }

    /// What was lost or doubtful while opening and reading it, as sentences.
    pub fn notices(&self) -> impl Iterator<Item = &str> {
        let of_source = self.source.notices.iter().chain(&self.reading.notices);
        self.of_file.iter().chain(of_source).map(String::as_str)
    }
}

impl Opened {
    /// The report as another year's report sees it; `None` while its year is not known.
    pub fn as_neighbour(&self) -> Option<NeighbourReport> {
        match &self.content {
            Content::Read(read) => neighbours::of_reading(&read.1, &read.0.name),
            Content::Reviewed(read) => neighbours::of_session(&read.0, &file_name(&self.path)),
        }
    }

    /// Whether a reviewer worked on it.
    pub fn is_reviewed(&self) -> bool {
        matches!(self.content, Content::Reviewed(..))
    }
}

/// Opens and reads one input. A defect of this program in one report does not end the run of the others.
pub fn open(input: &Input) -> Result<Opened, Failure> {
    let path = match input {
        Input::Bad { path, error } => {
            return Err(Failure {
                path: path.display().to_string(),
                error: error.clone(),
            });
        }
        Input::File(path) => path,
    };
    let shown = path.display().to_string();
    let content = guarded(&shown, || content(path))?;
    Ok(Opened {
        path: shown,
        content,
    })
}

/// Checks what was opened beside its neighbours.
pub fn check(opened: Opened, neighbours: Neighbours) -> Result<Report, Failure> {
    let Opened { path, content } = opened;
    guarded(&path.clone(), || {
        Ok(match content {
            Content::Read(read) => of_reading(path, read.0, read.1, &neighbours),
            Content::Reviewed(read) => of_session(path, *read, neighbours),
        })
    })
}

fn guarded<T>(path: &str, work: impl FnOnce() -> Result<T, String>) -> Result<T, Failure> {
    let defect = || Err("程序在识读这份文件时出错。请把文件发给 Gouji 的维护者。".to_owned());
    let attempt = catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|_| defect());
    attempt.map_err(|error| Failure {
        path: path.to_owned(),
        error,
    })
}

fn content(path: &Path) -> Result<Content, String> {
    if is_reviewed(path) {
        let loaded = dataset::load(path).map_err(|error| error.to_string())?;
        return Ok(Content::Reviewed(Box::new((
            loaded.session,
            loaded.notices,
        ))));
    }
    let source = source::open(path).map_err(|error| error.to_string())?;
    let reading = read::read(&source);
    Ok(Content::Read(Box::new((source, reading))))
}

fn of_reading(path: String, source: Source, reading: Reading, neighbours: &Neighbours) -> Report {
    let sheet = reading.sheet();
    let claims = evidence::claims(&source.text, &reading);
    let witnesses = Witnesses {
        text: &source.text,
        reading: &reading,
        claims: &claims,
        neighbours,
        settled: &evidence::NOTHING_SETTLED,
    };
    let results = evidence::check(&sheet, &witnesses);
    let heading = &reading.heading;
    let claims = claims::compare(&claims, &sheet);
    let year = heading.year.as_ref().map(|year| year.text.clone());
    Report {
        path,
        office: heading.office.as_ref().map(|office| office.text.clone()),
        votes: votes::all(&claims, &sheet, number(year.as_ref()), neighbours),
        year,
        claims,
        source,
        reading,
        sheet,
        results,
        decisions: Decisions::default(),
        judged: BTreeSet::new(),
        last_year: name_of(neighbours),
        of_file: Vec::new(),
    }
}

/// A saved review with the decisions in it: the values that hold, and the findings nobody has to look at any more.
fn of_session(path: String, read: (Session, Vec<String>), neighbours: Neighbours) -> Report {
    let (mut session, of_file) = read;
    let last_year = name_of(&neighbours);
    session.set_neighbours(neighbours);
    let header = |field| session.header(field).map(ToOwned::to_owned);
    let is_judged = |finding: &&Finding| !session.is_open(finding);
    let judged = session.results().findings.iter().filter(is_judged);
    let (claims, year) = (session.claims(), header(HeaderField::Year));
    let stated = number(year.as_ref());
    Report {
        path,
        office: header(HeaderField::Office),
        votes: votes::all(&claims, session.sheet(), stated, session.neighbours()),
        year,
        judged: judged.map(|finding| finding.key.clone()).collect(),
        last_year,
        source: session.source().clone(),
        reading: session.reading().clone(),
        sheet: session.sheet().clone(),
        claims,
        results: session.results().clone(),
        decisions: session.decisions().clone(),
        of_file,
    }
}

fn number(year: Option<&String>) -> Option<u16> {
    year.and_then(|year| year.parse().ok())
}

fn name_of(neighbours: &Neighbours) -> Option<String> {
    let before = neighbours.before.as_ref()?;
    Some(before.name.clone())
}

fn file_name(path: &str) -> String {
    let name = Path::new(path).file_name().unwrap_or_default();
    name.to_string_lossy().into_owned()
}
