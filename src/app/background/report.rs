//! Opening one report: the file, or the review beside it.

use std::path::{Path, PathBuf};

use crate::app::reports::open_report::OpenReport;
use crate::app::texts;
use crate::app::wording::file_name;
use crate::dataset;
use crate::dataset::changed::{changed_report, path_of_content, report_of_content};
use crate::dataset::folder::is_reviewed;
use crate::dataset::{blind, copies, drill};
use crate::read;
use crate::review::session::Session;
use crate::said::Said;
use crate::source;
use crate::source::import::Waiting;

/// The sample report: an invented office, a text damaged on purpose.
const SAMPLE: &str = include_str!("../../../assets/samples/示例报告.txt");

/// Opens a report, or its reviewed file if one lies beside it, as long as somebody is `waiting`. What the reviewer is to
/// be told stands open.
///
/// # Errors
/// A sentence that names the file and says what is wrong.
pub(crate) fn open(path: &Path, waiting: Waiting<'_>) -> Result<OpenReport, String> {
    if is_reviewed(path) {
        let first = blind::first_of(path).filter(|_| blind::is_blind(path));
        if let Some(first) = first.filter(|_| !dataset::is_there(path)) {
            return open_blind(path, &first);
        }
        let report = report_of_content(path).filter(|_| !dataset::is_there(path));
        return report.map_or_else(
            || load(path, path),
            |report| open_content(path, &report, waiting),
        );
    }
    let beside = dataset::path_beside(path);
    if dataset::is_there(&beside) {
        let mut open_report = match load(path, &beside) {
            Ok(open_report) => open_report,
            Err(sentence) => return open_beside_broken(path, beside, &sentence, waiting),
        };
        open_report.greeting = Some(texts::OPENED_SAVED.with(file_name(&beside)));
        return Ok(open_report);
    }
    let (session, notices) = read_report(path, waiting)?;
    let mut open_report = OpenReport::read(session, Some(path.to_owned()));
    open_report.tell_all(&notices);
    Ok(open_report)
}

/// The report at `path`, and what was lost or doubtful while opening and reading it.
fn read_report(path: &Path, waiting: Waiting<'_>) -> Result<(Session, Vec<Said>), String> {
    let source = source::open_waiting(path, waiting).map_err(|error| texts::tell(&error))?;
    let reading = read::read(&source);
    // What was lost with the file comes last: the newest are in sight.
    let mut notices = reading.notices.clone();
    notices.extend(source.notices.iter().cloned());
    Ok((Session::new(source, reading), notices))
}

/// The report at `path` to look at, with the sentence that says why its review cannot be read.
fn open_beside_broken(
    path: &Path,
    review: PathBuf,
    sentence: &str,
    waiting: Waiting<'_>,
) -> Result<OpenReport, String> {
    let (session, notices) =
        read_report(path, waiting).map_err(|other| format!("{sentence} {other}"))?;
    let mut open_report = OpenReport::beside_broken(session, path.to_owned(), review);
    open_report.tell_all(&notices);
    open_report.tell_once(sentence);
    Ok(open_report)
}

/// The content that `report` has now, whose review will be saved at `review`.
fn open_content(review: &Path, report: &Path, waiting: Waiting<'_>) -> Result<OpenReport, String> {
    if path_of_content(report).as_deref() != Some(review) {
        return Err(texts::CHANGED_AGAIN.with(report.display()));
    }
    let (session, notices) = read_report(report, waiting)?;
    let mut open_report = OpenReport::read(session, Some(review.to_owned()));
    open_report.tell_all(&notices);
    open_report.tell(texts::OPENED_CHANGED.with(file_name(review)));
    Ok(open_report)
}

/// The report of the review at `first`, to be reviewed a second time at `path` without what was decided there.
fn open_blind(path: &Path, first: &Path) -> Result<OpenReport, String> {
    let first = dataset::load(first).map_err(|error| texts::tell(&error))?;
    let session = blind::begin(&first.session).map_err(|error| texts::tell(&error))?;
    Ok(OpenReport::read(session, Some(path.to_owned())))
}

fn load(path: &Path, file: &Path) -> Result<OpenReport, String> {
    let loaded = dataset::load(file).map_err(|error| texts::tell(&error))?;
    let changed_report = changed_report(file, &loaded.session);
    let mut open_report = OpenReport::loaded(
        loaded.session,
        path.to_owned(),
        file.to_owned(),
        loaded.file_hash,
    );
    open_report.changed_report = changed_report;
    open_report.tell_all(&loaded.notices);
    open_report.tell_all(&copies::beside(file).sentences());
    if drill::hides_proposals(file) {
        open_report.view.repairs.hide();
        open_report.tell(texts::DRILL_WITHOUT.show().to_owned());
    }
    let settled = blind::settled_of(file);
    if blind::first_of(file).is_none() && dataset::is_there(&settled) {
        open_report.tell(texts::IS_SETTLED.with(file_name(&settled)));
    }
    Ok(open_report)
}

/// The sample report, read.
///
/// # Errors
/// Never, as a test proves; the sentence would be that of any other file.
pub(crate) fn sample() -> Result<OpenReport, String> {
    let name = Path::new(texts::SAMPLE_NAME.show());
    let source =
        source::open_bytes(name, SAMPLE.as_bytes()).map_err(|error| texts::tell(&error))?;
    let reading = read::read(&source);
    Ok(OpenReport::read(Session::new(source, reading), None))
}
