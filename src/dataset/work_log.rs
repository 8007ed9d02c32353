//! The record of the work: who spent how long on which report, with how many strokes and steps. One file of lines in the
//! user's data folder; lines are only ever added. Nothing of it leaves the computer.
//!
//! # Limitations
//! - A line is written every minute of work and when a report is left: a pulled plug costs a minute of it.
//! - It is not made durable at once, unlike the steps of a review: what it costs to lose is known.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, OpenOptions};
use std::io::{self, ErrorKind, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::dataset::render::one_line;
use crate::dataset::side;
use crate::review::acts::Act;

/// Largest record that is read, in bytes: that of a decade.
const LIMIT: u64 = 256 << 20;

/// A stretch of work on one report.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stretch {
    /// When it ended, seconds since 1970 UTC.
    pub at: u64,
    /// Who worked.
    pub by: String,
    /// File name of the report.
    pub report: String,
    /// SHA-256 of the report.
    pub sha256: String,
    /// Seconds of work; pauses are not in them.
    pub seconds: u64,
    /// Keys and buttons pressed.
    pub strokes: u64,
    /// Steps by kind, by the keys of [`Act`].
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub acts: BTreeMap<String, u64>,
    /// Steps that put in a cell what the likeliest proposal said, while it was shown.
    #[serde(default)]
    pub as_proposed: u64,
    /// Steps that put something else there, or kept what it would have changed.
    #[serde(default)]
    pub otherwise: u64,
}

/// A record that was read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WorkLog {
    /// The stretches, oldest first.
    pub stretches: Vec<Stretch>,
    /// Lines that are none, because a write was cut off or the file was changed.
    pub n_damaged: usize,
}

/// What one reviewer did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Work {
    /// Seconds on each report, by its SHA-256.
    pub seconds: BTreeMap<String, u64>,
    /// Keys and buttons pressed.
    pub strokes: u64,
    /// Steps by kind.
    pub acts: BTreeMap<Act, u64>,
    /// See [`Stretch::as_proposed`].
    pub as_proposed: u64,
    /// See [`Stretch::otherwise`].
    pub otherwise: u64,
}

/// Where the record is kept: `work.log` in the user's data folder; `None` where the system has none.
#[must_use]
pub fn default_path() -> Option<PathBuf> {
    let folders = directories::ProjectDirs::from("", "", "gouji")?;
    Some(folders.data_local_dir().join("work.log"))
}

/// Adds a line to the record at `path`; makes the file and its folder where they are missing.
///
/// # Errors
/// What the system says.
pub fn append(path: &Path, stretch: &Stretch) -> io::Result<()> {
    fs::create_dir_all(side::folder_of(path))?;
    let mut file = OpenOptions::new()
        .read(true)
        .append(true)
        .create(true)
        .open(path)?;
    let mut line = one_line(stretch).map_err(io::Error::other)?;
    line.push('\n');
    if ends_inside_a_line(&mut file)? {
        line.insert(0, '\n');
    }
    // In one piece, so that two windows do not write into each other's lines.
    file.write_all(line.as_bytes())
}

fn ends_inside_a_line(file: &mut fs::File) -> io::Result<bool> {
    if file.metadata()?.len() == 0 {
        return Ok(false);
    }
    let mut last = [0];
    file.seek(SeekFrom::End(-1))?;
    file.read_exact(&mut last)?;
    Ok(last != *b"\n")
}

/// Reads the record at `path`; none is an empty one.
///
/// # Errors
/// When it is larger than any record, or no file; or what the system says.
pub fn read(path: &Path) -> io::Result<WorkLog> {
    let bytes = match side::read(path, LIMIT) {
        Err(error) if error.kind() == ErrorKind::NotFound => Vec::new(),
        bytes => bytes?,
    };
    let mut log = WorkLog::default();
    for line in bytes.split(|byte| *byte == b'\n') {
        if line.trim_ascii().is_empty() {
            continue;
        }
        match ron::de::from_bytes(line) {
            Ok(stretch) => log.stretches.push(stretch),
            Err(_) => log.n_damaged += 1,
        }
    }
    Ok(log)
}

impl WorkLog {
    /// Seconds that all reviewers together spent on each report, by its SHA-256.
    #[must_use]
    pub fn seconds_by_report(&self) -> BTreeMap<String, u64> {
        let mut seconds = BTreeMap::new();
        for stretch in &self.stretches {
            let sum: &mut u64 = seconds.entry(stretch.sha256.clone()).or_default();
            *sum = sum.saturating_add(stretch.seconds);
        }
        seconds
    }

    /// What each reviewer did, by name.
    #[must_use]
    pub fn by_reviewer(&self) -> BTreeMap<String, Work> {
        let mut all: BTreeMap<String, Work> = BTreeMap::new();
        for stretch in &self.stretches {
            all.entry(stretch.by.clone()).or_default().add(stretch);
        }
        all
    }

    /// Goes on with another record, such as that of another computer.
    pub fn add(&mut self, other: Self) {
        // The same record given twice is one.
        let known: BTreeSet<(u64, &str, &str)> = self.stretches.iter().map(key).collect();
        let is_new = |stretch: &Stretch| !known.contains(&key(stretch));
        let new = other.stretches.into_iter();
        let new: Vec<Stretch> = new.filter(is_new).collect();
        self.stretches.extend(new);
        self.n_damaged += other.n_damaged;
    }
}

fn key(stretch: &Stretch) -> (u64, &str, &str) {
    (stretch.at, &stretch.by, &stretch.sha256)
}

impl Work {
    fn add(&mut self, stretch: &Stretch) {
        let seconds = self.seconds.entry(stretch.sha256.clone()).or_default();
        *seconds = seconds.saturating_add(stretch.seconds);
        self.strokes = self.strokes.saturating_add(stretch.strokes);
        for (key, n) in &stretch.acts {
            if let Some(act) = Act::from_key(key) {
                let sum = self.acts.entry(act).or_default();
                *sum = sum.saturating_add(*n);
            }
        }
        self.as_proposed = self.as_proposed.saturating_add(stretch.as_proposed);
        self.otherwise = self.otherwise.saturating_add(stretch.otherwise);
    }

    /// Seconds on all reports together.
    #[must_use]
    pub fn all_seconds(&self) -> u64 {
        self.seconds
            .values()
            .fold(0, |sum, n| sum.saturating_add(*n))
    }

    /// The middle one of the seconds on each report; 0 without reports.
    #[must_use]
    pub fn median_seconds(&self) -> u64 {
        let mut seconds: Vec<u64> = self.seconds.values().copied().collect();
        seconds.sort_unstable();
        seconds.get(seconds.len() / 2).copied().unwrap_or(0)
    }
}
