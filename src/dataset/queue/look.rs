//! Reading one report for the list: nothing is locked, nothing is written.

use std::path::Path;

use crate::dataset::folder::{is_reviewed, review_of};
use crate::dataset::load;
use crate::dataset::queue::entry::Entry;
use crate::dataset::side::is_there;
use crate::read;
use crate::review::{Session, status};
use crate::source;
use crate::source::import::Waiting;

/// What the list shows of the report or review at `path`, as long as somebody is `waiting`: of the review where there is
/// one, else of the report as read.
///
/// # Errors
/// A sentence that names the file and says what is wrong.
pub fn look(path: &Path, waiting: Waiting<'_>) -> Result<Entry, String> {
    let review = review_of(path);
    let load = || load(&review).map_err(|error| error.to_string());
    if is_reviewed(path) {
        return Ok(entry(&load()?.session));
    }
    if !is_there(&review) {
        return Ok(entry(&read_report(path, waiting)?));
    }
    match load() {
        Ok(loaded) => Ok(entry(&loaded.session)),
        Err(flaw) => {
            let mut entry = entry(&read_report(path, waiting)?);
            entry.flaw = Some(flaw);
            Ok(entry)
        }
    }
}

fn entry(session: &Session) -> Entry {
    Entry::of(session, &status::tally(session))
}

fn read_report(path: &Path, waiting: Waiting<'_>) -> Result<Session, String> {
    let source = source::open_waiting(path, waiting).map_err(|error| error.to_string())?;
    let reading = read::read(&source);
    Ok(Session::new(source, reading))
}
