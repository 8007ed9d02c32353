//! Reading one report for the list: nothing is locked, nothing is written.

use std::path::Path;

use crate::dataset::folder::{is_reviewed, review_of};
use crate::dataset::load;
use crate::dataset::queue::entry::Entry;
use crate::dataset::side::is_there;
use crate::read;
use crate::review::{Session, status};
use crate::said::{Said, Told};
use crate::source;
use crate::source::import::Waiting;

/// What the list shows of the report or review at `path`, as long as somebody is `waiting`: of the review where there is
/// one, else of the report as read.
///
/// # Errors
/// A sentence that names the file and says what is wrong.
pub fn look(path: &Path, waiting: Waiting<'_>) -> Result<Entry, Said> {
    let (session, flaw) = session_of(path, waiting)?;
    Ok(Entry {
        flaw,
        ..Entry::of(&session, &status::tally(&session))
    })
}

/// The review at `path` or beside the report there, as long as somebody is `waiting`; else the report as read, with the
/// sentence that says why its review cannot be used, where there is one.
///
/// # Errors
/// A sentence that names the file and says what is wrong.
pub fn session_of(path: &Path, waiting: Waiting<'_>) -> Result<(Session, Option<Said>), Said> {
    let review = review_of(path);
    let load = || load(&review).map_err(|error| error.said());
    if is_reviewed(path) {
        return Ok((load()?.session, None));
    }
    if !is_there(&review) {
        return Ok((read_report(path, waiting)?, None));
    }
    match load() {
        Ok(loaded) => Ok((loaded.session, None)),
        Err(flaw) => Ok((read_report(path, waiting)?, Some(flaw))),
    }
}

fn read_report(path: &Path, waiting: Waiting<'_>) -> Result<Session, Said> {
    let source = source::open_waiting(path, waiting).map_err(|error| error.said())?;
    let reading = read::read(&source);
    Ok(Session::new(source, reading))
}
