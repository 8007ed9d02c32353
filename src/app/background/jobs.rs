//! Work in the background: reports of other years, problem lists, the search for repairs; and opening one report.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, Receiver, TryRecvError};
use std::sync::{Arc, Mutex, PoisonError};

use egui::Context;
use thread_priority::{ThreadPriority, set_current_thread_priority};

use crate::app::reports::desk::Desk;
use crate::app::texts;
use crate::dataset;
use crate::dataset::changed::{changed_report, path_of_content, report_of_content};
use crate::dataset::folder::is_reviewed;
use crate::dataset::neighbours::{self, Beside};
use crate::export::{self, Facts};
use crate::read;
use crate::repair::BlockRepairs;
use crate::review::proposals::{Question, proposals};
use crate::review::session::Session;
use crate::rules::NeighbourReport;
use crate::source;

/// The sample report: an invented office, a text damaged on purpose.
const SAMPLE: &str = include_str!("../../../assets/samples/示例报告.txt");

/// Does `work` in a thread of its own and wakes the window when its result is there.
fn in_background<T: Send + 'static>(
    ctx: &Context,
    work: impl FnOnce() -> T + Send + 'static,
) -> Receiver<T> {
    let (sender, receiver) = mpsc::channel();
    let ctx = ctx.clone();
    std::thread::spawn(move || {
        // Nobody listens any more when the window was closed meanwhile.
        let _ = sender.send(work());
        ctx.request_repaint();
    });
    receiver
}

/// Reports of the years before and after being looked for or read.
pub(crate) struct LinkJob {
    receiver: Receiver<LinkAnswer>,
}

/// What a [`LinkJob`] finds.
pub(crate) enum LinkAnswer {
    /// What stands beside the report.
    Found(Beside),
    /// The report chosen by hand, or a sentence that says why it is none; and its path.
    Chosen(Result<NeighbourReport, String>, PathBuf),
}

impl LinkJob {
    /// Looks for neighbours in the folder of the report at `path`, which is of `office` and `year`.
    pub(crate) fn search(ctx: &Context, path: PathBuf, office: String, year: u16) -> Self {
        let work = move || LinkAnswer::Found(neighbours::beside(&path, &office, year));
        Self {
            receiver: in_background(ctx, work),
        }
    }

    /// Reads the report at `path`.
    pub(crate) fn read(ctx: &Context, path: PathBuf) -> Self {
        let work = move || LinkAnswer::Chosen(neighbours::open(&path), path);
        Self {
            receiver: in_background(ctx, work),
        }
    }

    /// The answer, once.
    pub(crate) fn answer(&self) -> Option<LinkAnswer> {
        self.receiver.try_recv().ok()
    }
}

/// A problem list being written.
pub(crate) struct ListJob {
    receiver: Receiver<Result<String, String>>,
}

impl ListJob {
    /// Writes the problem list of `session` to `path`.
    pub(crate) fn start(ctx: &Context, session: Session, facts: Facts, path: PathBuf) -> Self {
        let work = move || {
            let repairs = proposals(&session, None);
            let list = export::problem_list(&session, &repairs, &facts);
            let said = texts::LIST_WRITTEN.with(list.rows.len());
            export::write_problem_list(&path, &list)
                .map(|()| said.replacen("{}", &path.display().to_string(), 1))
                .map_err(|error| error.to_string())
        };
        Self {
            receiver: in_background(ctx, work),
        }
    }

    /// A sentence: where the list is, or why there is none. `None` while it is being written.
    pub(crate) fn answer(&self) -> Option<Result<String, String>> {
        match self.receiver.try_recv() {
            Ok(answer) => Some(answer),
            Err(TryRecvError::Empty) => None,
            Err(TryRecvError::Disconnected) => Some(Err(texts::LIST_FAILED.show().to_owned())),
        }
    }
}

/// Held by the one search for repairs that runs, so that the hand keeps a core for itself.
static ONE_SEARCH: Mutex<()> = Mutex::new(());

/// A search for repairs. It stops when it is dropped.
pub(crate) struct RepairJob {
    receiver: Receiver<Vec<BlockRepairs>>,
    cancelled: Arc<AtomicBool>,
    /// The revision of the session it was asked for.
    pub revision: u64,
}

impl RepairJob {
    /// Answers `question` in a thread of its own.
    pub(crate) fn start(ctx: &Context, question: Question, revision: u64) -> Self {
        let (sender, receiver) = mpsc::channel();
        let cancelled = Arc::new(AtomicBool::new(false));
        let stop = Arc::clone(&cancelled);
        let ctx = ctx.clone();
        std::thread::spawn(move || {
            // A search that gets no lower priority is only less polite.
            let _ = set_current_thread_priority(ThreadPriority::Min);
            // The search before this one may still be on its way to its end.
            let _turn = ONE_SEARCH.lock().unwrap_or_else(PoisonError::into_inner);
            if stop.load(Ordering::Relaxed) {
                return;
            }
            let answer = question.answer(Some(&stop));
            // Nobody waits any more when the report was changed or closed.
            if !stop.load(Ordering::Relaxed) && sender.send(answer).is_ok() {
                ctx.request_repaint();
            }
        });
        Self {
            receiver,
            cancelled,
            revision,
        }
    }

    /// The answer, once.
    pub(crate) fn answer(&self) -> Option<Vec<BlockRepairs>> {
        self.receiver.try_recv().ok()
    }
}

impl Drop for RepairJob {
    fn drop(&mut self) {
        self.cancelled.store(true, Ordering::Relaxed);
    }
}

fn file_name(path: &Path) -> String {
    path.file_name()
        .unwrap_or(path.as_os_str())
        .to_string_lossy()
        .into_owned()
}

/// Opens a report, or its reviewed file if one lies beside it. What the reviewer is to be told stands on the desk.
///
/// # Errors
/// A sentence that names the file and says what is wrong.
pub(crate) fn open(path: &Path) -> Result<Desk, String> {
    if is_reviewed(path) {
        let report = report_of_content(path).filter(|_| !dataset::is_there(path));
        return report.map_or_else(|| load(path, path), |report| open_content(path, &report));
    }
    let beside = dataset::path_beside(path);
    if dataset::is_there(&beside) {
        let mut desk = match load(path, &beside) {
            Ok(desk) => desk,
            Err(sentence) => return open_beside_broken(path, beside, &sentence),
        };
        desk.greeting = Some(texts::OPENED_SAVED.with(file_name(&beside)));
        return Ok(desk);
    }
    let (session, notices) = read_report(path)?;
    let mut desk = Desk::read(session, Some(path.to_owned()));
    desk.tell_all(notices);
    Ok(desk)
}

/// The report at `path`, and what was lost or doubtful while opening and reading it.
fn read_report(path: &Path) -> Result<(Session, Vec<String>), String> {
    let source = source::open(path).map_err(|error| error.to_string())?;
    let mut notices = source.notices.clone();
    let reading = read::read(&source);
    notices.extend(reading.notices.iter().cloned());
    Ok((Session::new(source, reading), notices))
}

/// The report at `path` to look at, with the sentence that says why its review cannot be read.
fn open_beside_broken(path: &Path, review: PathBuf, sentence: &str) -> Result<Desk, String> {
    let (session, notices) = read_report(path).map_err(|other| format!("{sentence} {other}"))?;
    let mut desk = Desk::beside_broken(session, path.to_owned(), review);
    desk.tell_all(notices);
    desk.tell_once(sentence);
    Ok(desk)
}

/// The content that `report` has now, whose review will be saved at `review`.
fn open_content(review: &Path, report: &Path) -> Result<Desk, String> {
    if path_of_content(report).as_deref() != Some(review) {
        return Err(texts::CHANGED_AGAIN.with(report.display()));
    }
    let (session, notices) = read_report(report)?;
    let mut desk = Desk::read(session, Some(review.to_owned()));
    desk.tell_all(notices);
    desk.tell_all(vec![texts::OPENED_CHANGED.with(file_name(review))]);
    Ok(desk)
}

fn load(path: &Path, file: &Path) -> Result<Desk, String> {
    let loaded = dataset::load(file).map_err(|error| error.to_string())?;
    let changed_report = changed_report(file, &loaded.session);
    let mut desk = Desk::loaded(
        loaded.session,
        path.to_owned(),
        file.to_owned(),
        loaded.file_hash,
    );
    desk.changed_report = changed_report;
    desk.tell_all(loaded.notices);
    Ok(desk)
}

/// The sample report, read.
///
/// # Errors
/// Never, as a test proves; the sentence would be that of any other file.
pub(crate) fn sample() -> Result<Desk, String> {
    let name = Path::new(texts::SAMPLE_NAME.show());
    let source = source::open_bytes(name, SAMPLE.as_bytes()).map_err(|error| error.to_string())?;
    let reading = read::read(&source);
    Ok(Desk::read(Session::new(source, reading), None))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_search_that_nobody_waits_for_any_more_is_stopped() {
        let desk = sample().unwrap();
        let question = Question::of(&desk.session);
        let job = RepairJob::start(&Context::default(), question, 0);
        let cancelled = Arc::clone(&job.cancelled);
        assert!(!cancelled.load(Ordering::Relaxed));
        drop(job);
        assert!(cancelled.load(Ordering::Relaxed));
    }
}
