//! One file on disk becomes a checked report, in two steps: it is opened, and it is checked beside its neighbours.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use crate::claims::ClaimResult;
use crate::dataset;
use crate::dataset::folder::is_reviewed;
use crate::dataset::neighbours::{self, Candidate};
use crate::headless::inputs::Input;
use crate::read::{self, Reading};
use crate::repair::Vote;
use crate::review::{HeaderField, Session, votes};
use crate::rules::Neighbours;
use crate::source::{self, Source};

/// A report as opened, not checked yet.
pub(crate) struct Opened {
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
pub(crate) struct Report {
    /// The path as given on the command line or found in a folder.
    pub path: String,
    /// Source, reading, decisions, and what follows from them.
    pub session: Session,
    /// What the prose says about the values that hold.
    pub claims: Vec<ClaimResult>,
    /// Where the file of a saved review says otherwise than what follows from it, as sentences.
    pub of_file: Vec<String>,
}

/// A report that could not be read.
pub(crate) struct Failure {
    /// The path as given.
    pub path: String,
    /// A sentence that says why and what to do.
    pub error: String,
}

impl Report {
    /// The office: as corrected by the reviewer, else as read.
    pub(crate) fn office(&self) -> Option<&str> {
        self.session.header(HeaderField::Office)
    }

    /// The report year, as printed: as corrected by the reviewer, else as read.
    pub(crate) fn year(&self) -> Option<&str> {
        self.session.header(HeaderField::Year)
    }

    /// What the prose and the neighbours say for a number in a cell.
    pub(crate) fn votes(&self) -> Vec<Vote> {
        let session = &self.session;
        let year = self.year().and_then(|year| year.parse().ok());
        votes::all(&self.claims, session.sheet(), year, session.neighbours())
    }

    /// What sentences call last year's report that this one was held against.
    pub(crate) fn last_year(&self) -> Option<&str> {
        let before = self.session.neighbours().before.as_ref();
        before.map(|before| before.name.as_str())
    }

    /// What was lost or doubtful while opening and reading it, as sentences.
    pub(crate) fn notices(&self) -> impl Iterator<Item = &str> {
        let of_source = self.session.source().notices.iter();
        let of_source = of_source.chain(&self.session.reading().notices);
        let of_source = of_source.map(|said| said.chinese.as_str());
        self.of_file.iter().map(String::as_str).chain(of_source)
    }
}

impl Opened {
    /// The report as others see it; `None` while its year is not known.
    pub(crate) fn as_candidate(&self) -> Option<Candidate> {
        let (report, sha256) = match &self.content {
            Content::Read(read) => {
                let (source, reading) = &**read;
                (
                    neighbours::of_reading(reading, &source.name),
                    &source.sha256,
                )
            }
            Content::Reviewed(read) => {
                let session = &read.0;
                let report = neighbours::of_session(session, &file_name(&self.path));
                (report, &session.source().sha256)
            }
        };
        Some(Candidate {
            report: report?,
            is_reviewed: matches!(self.content, Content::Reviewed(..)),
            sha256: sha256.clone(),
        })
    }
}

/// Opens and reads one input. A defect of this program in one report does not end the run of the others.
pub(crate) fn open(input: &Input) -> Result<Opened, Failure> {
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
pub(crate) fn check(opened: Opened, neighbours: Neighbours) -> Result<Report, Failure> {
    let Opened { path, content } = opened;
    guarded(&path.clone(), || {
        let (session, of_file) = match content {
            Content::Read(read) => (Session::beside(read.0, read.1, neighbours), Vec::new()),
            Content::Reviewed(read) => {
                let (mut session, of_file) = *read;
                session.set_neighbours(neighbours);
                (session, of_file)
            }
        };
        Ok(Report {
            path,
            claims: session.claims(),
            session,
            of_file,
        })
    })
}

fn guarded<T>(path: &str, work: impl FnOnce() -> Result<T, String>) -> Result<T, Failure> {
    let defect = || Err("程序在识读这份文件时出错。请把文件发给开发者。".to_owned());
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
            loaded.notices.iter().map(ToString::to_string).collect(),
        ))));
    }
    let source = source::open(path).map_err(|error| error.to_string())?;
    let reading = read::read(&source);
    Ok(Content::Read(Box::new((source, reading))))
}

fn file_name(path: &str) -> String {
    let name = Path::new(path).file_name().unwrap_or_default();
    name.to_string_lossy().into_owned()
}
