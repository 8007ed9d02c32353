//! One file on disk becomes a checked report.

use std::collections::BTreeSet;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use crate::claims::{self, ClaimResult};
use crate::dataset;
use crate::form::Sheet;
use crate::headless::inputs::{self, Input};
use crate::read::{self, Reading};
use crate::review::Decisions;
use crate::review::evidence::{self, Witnesses};
use crate::rules::{Finding, Neighbours, Results};
use crate::source::{self, Source};

/// A report with everything that follows from it.
pub struct Report {
    /// The path as given on the command line or found in a folder.
    pub path: String,
    /// The report as opened.
    pub source: Source,
    /// What was read.
    pub reading: Reading,
    /// The values that hold.
    pub sheet: Sheet,
    /// What the prose says about them.
    pub claims: Vec<ClaimResult>,
    /// What the rules say about them.
    pub results: Results,
    /// What the reviewer decided; nothing for a report just read.
    pub decisions: Decisions,
    /// Keys of the findings the reviewer has judged.
    pub judged: BTreeSet<String>,
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
}

/// Reads and checks one input. A defect of this program in one report does not end the run of the others.
pub fn load(input: &Input) -> Result<Report, Failure> {
    let (path, loaded) = match input {
        Input::Bad { path, error } => (path, Err(error.clone())),
        Input::File(path) => {
            let attempt = catch_unwind(AssertUnwindSafe(|| load_file(path)));
            let defect = "程序在识读这份文件时出错。请把文件发给 Gouji 的维护者。";
            (path, attempt.unwrap_or_else(|_| Err(defect.to_owned())))
        }
    };
    loaded.map_err(|error| Failure {
        path: path.display().to_string(),
        error,
    })
}

fn load_file(path: &Path) -> Result<Report, String> {
    if inputs::is_dataset(path) {
        return load_dataset(path);
    }
    let source = source::open(path).map_err(|error| error.to_string())?;
    let reading = read::read(&source);
    let sheet = reading.sheet();
    let claims = evidence::claims(&source.text, &reading);
    let results = evidence::check(
        &sheet,
        &Witnesses {
            text: &source.text,
            reading: &reading,
            claims: &claims,
            neighbours: &Neighbours::default(),
        },
    );
    let claims = claims::compare(&claims, &sheet);
    Ok(Report {
        path: path.display().to_string(),
        source,
        reading,
        sheet,
        claims,
        results,
        decisions: Decisions::default(),
        judged: BTreeSet::new(),
    })
}

/// A saved review with the decisions in it: the values that hold, and the findings nobody has to look at any more.
fn load_dataset(path: &Path) -> Result<Report, String> {
    let loaded = dataset::load(path).map_err(|error| error.to_string())?;
    let session = loaded.session;
    let is_judged = |finding: &&Finding| !session.is_open(finding);
    let judged = session.results().findings.iter().filter(is_judged);
    Ok(Report {
        path: path.display().to_string(),
        judged: judged.map(|finding| finding.key.clone()).collect(),
        source: session.source().clone(),
        reading: session.reading().clone(),
        sheet: session.sheet().clone(),
        claims: session.claims(),
        results: session.results().clone(),
        decisions: session.decisions().clone(),
    })
}
