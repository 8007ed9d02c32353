//! Import workers, kept between files: starting one takes longer than reading a page.

use std::io::{BufReader, BufWriter};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use crate::source::again::Figure;
use crate::source::import::{Failure, ImportedText, Progress, Waiting};
use crate::source::kept::Kept;
use crate::source::kind::Parsed;
use crate::source::picture::{Picture, Wanted};
use crate::source::place::Area;
use crate::source::wire::{self, Answer, Reply, Request};
use crate::source::{picture, scan, watch, worker};

/// How long a file may take, by the clock: much longer than its processor time, for the computer may do other things as well.
const DEADLINE: Duration = Duration::from_mins(1);

/// Processor time a file may take.
const PROCESSOR: Duration = Duration::from_secs(10);

/// Memory a worker may hold beside the file it reads, in bytes. Scans of 100 to 300 dots per inch take 300 to 500 MiB, most of
/// it for the models that recognise them.
const MEMORY: usize = 700 << 20;

/// Idle workers that are kept.
const IDLE_LIMIT: usize = 8;

/// Pages of a document that are recognised where they are pictures.
static MOST_PAGES: AtomicUsize = AtomicUsize::new(scan::MOST_PAGES);

/// Has so many pages of each document recognised from now on, where they are pictures.
pub fn recognise_pages(most: usize) {
    MOST_PAGES.store(most, Ordering::Relaxed);
}

/// Whether the pool of this process keeps what was recognised.
static KEEPS: AtomicBool = AtomicBool::new(false);

/// Keeps what is recognised from now on for the user. To be said before anything is read.
pub fn keep_recognised() {
    KEEPS.store(true, Ordering::Relaxed);
}

/// How long we wait before we ask whether somebody still waits for us.
const PATIENCE: Duration = Duration::from_millis(100);

/// How much longer a worker waits for its end than we do.
const GRACE_MS: u64 = 2_000;

/// Why there is no answer from a worker.
#[derive(Debug)]
pub enum NoAnswer {
    /// It was still busy after this many seconds and was ended.
    TooSlow(u64),
    /// It held more than this many bytes of memory and was ended.
    TooHungry(usize),
    /// It ended without an answer.
    Died,
    /// Nobody waited for it any more, and it was ended.
    GivenUp,
    /// It could not be started.
    NotStarted(std::io::Error),
}

/// What a worker is asked for.
#[derive(Clone, Copy)]
enum Asked<'a> {
    /// The text of a document.
    Text,
    /// The picture of a page.
    Picture(Wanted),
    /// What stands in parts of a page.
    Figures(Wanted, &'a [Area]),
}

impl Asked<'_> {
    fn wanted(self) -> Option<Wanted> {
        match self {
            Self::Text => None,
            Self::Picture(wanted) | Self::Figures(wanted, _) => Some(wanted),
        }
    }

    fn areas(self) -> Option<Vec<[u16; 4]>> {
        let Self::Figures(_, areas) = self else {
            return None;
        };
        let sides = |area: &Area| [area.left, area.top, area.right, area.bottom];
        Some(areas.iter().map(sides).collect())
    }
}

/// Starts import workers and hands them files.
#[derive(Debug)]
pub struct Pool {
    program: PathBuf,
    deadline: Duration,
    processor: Duration,
    memory: usize,
    /// What was recognised before, where it is kept.
    kept: Option<Kept>,
    idle: Mutex<Vec<Worker>>,
}

impl Pool {
    /// A pool of workers of the Gouji at `program`, each file to be read within `deadline`.
    #[must_use]
    pub fn new(program: PathBuf, deadline: Duration) -> Self {
        Self {
            program,
            deadline,
            processor: deadline,
            memory: MEMORY,
            kept: None,
            idle: Mutex::default(),
        }
    }

    /// The same pool with workers that may hold `memory` bytes each beside the file they read.
    #[must_use]
    pub fn with_memory(self, memory: usize) -> Self {
        Self { memory, ..self }
    }

    /// The same pool with workers that may take so much processor time for a file, where the system tells it.
    #[must_use]
    pub fn with_processor(self, processor: Duration) -> Self {
        Self { processor, ..self }
    }

    /// The same pool, which keeps what was recognised and looks there first.
    #[must_use]
    pub fn with_kept(self, kept: Kept) -> Self {
        Self {
            kept: Some(kept),
            ..self
        }
    }

    /// The pool of this process.
    pub fn shared() -> &'static Self {
        static SHARED: OnceLock<Pool> = OnceLock::new();
        SHARED.get_or_init(|| Self {
            kept: KEEPS.load(Ordering::Relaxed).then(Kept::of_user).flatten(),
            ..Self::new(own_program(), DEADLINE).with_processor(PROCESSOR)
        })
    }

    /// Has a worker read `bytes`, as long as somebody is `waiting`.
    ///
    /// # Errors
    /// [`NoAnswer`] when the worker gave none; the inner failure when the document cannot be read.
    pub fn import(
        &self,
        kind: Parsed,
        bytes: &Arc<Vec<u8>>,
        waiting: Waiting<'_>,
    ) -> Result<Result<ImportedText, Failure>, NoAnswer> {
        let kept = self.kept.as_ref().filter(|_| picture::has_pages(kind));
        let place = kept.map(|kept| {
            let request = self.request(kind, Asked::Text, waiting);
            (kept, kept.place(&request, bytes))
        });
        if let Some(text) = place.as_ref().and_then(|(_, place)| Kept::find(place)) {
            return Ok(Ok(text));
        }
        let text = match self.answer((kind, bytes), Asked::Text, waiting)? {
            Ok(Answer::Text(text)) => text,
            Ok(_) => return Ok(Err(Failure::Damaged)),
            Err(failure) => return Ok(Err(failure)),
        };
        if let Some((kept, place)) = place {
            kept.keep(&place, &text);
        }
        Ok(Ok(text))
    }

    /// Has a worker draw a page of `bytes`.
    ///
    /// # Errors
    /// As [`Pool::import`].
    pub fn draw(
        &self,
        kind: Parsed,
        bytes: &Arc<Vec<u8>>,
        wanted: Wanted,
    ) -> Result<Result<Picture, Failure>, NoAnswer> {
        let asked = Asked::Picture(wanted);
        Ok(match self.answer((kind, bytes), asked, Waiting::PATIENT)? {
            Ok(Answer::Picture(picture)) => Ok(picture),
            Ok(_) => Err(Failure::Damaged),
            Err(failure) => Err(failure),
        })
    }

    /// Has a worker read these parts of a page of `bytes`, drawn as it is wanted.
    ///
    /// # Errors
    /// As [`Pool::import`].
    pub fn figures(
        &self,
        kind: Parsed,
        bytes: &Arc<Vec<u8>>,
        (wanted, areas): (Wanted, &[Area]),
        waiting: Waiting<'_>,
    ) -> Result<Result<Vec<Figure>, Failure>, NoAnswer> {
        let asked = Asked::Figures(wanted, areas);
        Ok(match self.answer((kind, bytes), asked, waiting)? {
            Ok(Answer::Figures(figures)) if figures.len() == areas.len() => Ok(figures),
            Ok(_) => Err(Failure::Damaged),
            Err(failure) => Err(failure),
        })
    }

    fn answer(
        &self,
        file: (Parsed, &Arc<Vec<u8>>),
        asked: Asked<'_>,
        waiting: Waiting<'_>,
    ) -> Result<Result<Answer, Failure>, NoAnswer> {
        if let Some(worker) = self.idle_worker() {
            match self.ask(worker, file, asked, waiting) {
                // It may still hold what earlier files took: a fresh one gives the same answer whatever came before.
                Err(NoAnswer::TooHungry(_)) => {}
                answer => return answer,
            }
        }
        let fresh = Worker::start(&self.program, self.memory).map_err(NoAnswer::NotStarted)?;
        self.ask(fresh, file, asked, waiting)
    }

    fn request(&self, kind: Parsed, asked: Asked<'_>, waiting: Waiting<'_>) -> Request {
        Request {
            picture: asked.wanted().map(|wanted| (wanted.page, wanted.width)),
            areas: asked.areas(),
            format: kind.key().to_owned(),
            deadline_ms: u64::try_from(self.deadline.as_millis())
                .unwrap_or(u64::MAX)
                .saturating_add(GRACE_MS),
            processor_ms: u64::try_from(self.processor.as_millis()).unwrap_or(u64::MAX),
            most_pages: MOST_PAGES.load(Ordering::Relaxed),
            chosen: waiting.chosen.map(|chosen| chosen.runs.clone()),
            from_pictures: waiting.from_pictures,
        }
    }

    fn ask(
        &self,
        mut worker: Worker,
        (kind, bytes): (Parsed, &Arc<Vec<u8>>),
        asked: Asked<'_>,
        waiting: Waiting<'_>,
    ) -> Result<Result<Answer, Failure>, NoAnswer> {
        let request = self.request(kind, asked, waiting);
        worker
            .jobs
            .send((request, Arc::clone(bytes)))
            .map_err(|_| NoAnswer::Died)?;
        let mut deadline = self.deadline;
        let mut begun = Instant::now();
        let reply = loop {
            let left = deadline.saturating_sub(begun.elapsed());
            match worker.replies.recv_timeout(left.min(PATIENCE)) {
                // Each page that is recognised has its own time.
                Ok(Reply::Recognising(page, n_pages)) => {
                    (deadline, begun) = (worker::PAGE_DEADLINE, Instant::now());
                    (waiting.tell)(Progress { page, n_pages });
                }
                Ok(reply) => break reply,
                Err(RecvTimeoutError::Timeout) if (waiting.has_given_up)() => {
                    return Err(NoAnswer::GivenUp);
                }
                Err(RecvTimeoutError::Timeout) if begun.elapsed() < deadline => {}
                Err(error) => {
                    return Err(self.unanswered(&mut worker, error, (deadline, bytes.len())));
                }
            }
        };
        self.keep(worker);
        Ok(reply.into())
    }

    fn unanswered(
        &self,
        worker: &mut Worker,
        error: RecvTimeoutError,
        (deadline, n_bytes): (Duration, usize),
    ) -> NoAnswer {
        match error {
            RecvTimeoutError::Timeout => NoAnswer::TooSlow(deadline.as_secs()),
            RecvTimeoutError::Disconnected => match worker.last_word() {
                Some(watch::TOO_HUNGRY) => NoAnswer::TooHungry(self.memory.saturating_add(n_bytes)),
                Some(watch::TOO_SLOW) => NoAnswer::TooSlow(self.processor.as_secs()),
                _ => NoAnswer::Died,
            },
        }
    }

    fn idle_worker(&self) -> Option<Worker> {
        let mut idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner);
        let mut worker = idle.pop()?;
        worker.is_alive().then_some(worker)
    }

    fn keep(&self, worker: Worker) {
        let mut idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner);
        if idle.len() < IDLE_LIMIT {
            idle.push(worker);
        }
    }
}

/// A running worker. Dropping it ends the process.
#[derive(Debug)]
struct Worker {
    child: Child,
    jobs: Sender<(Request, Arc<Vec<u8>>)>,
    replies: Receiver<Reply>,
}

impl Worker {
    fn start(program: &Path, memory: usize) -> std::io::Result<Self> {
        let mut command = Command::new(program);
        command
            .arg(worker::ARGUMENT)
            .arg(memory.to_string())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null());
        hide_console(&mut command);
        let mut child = command.spawn()?;
        let pipes = child.stdin.take().zip(child.stdout.take());
        let (jobs, jobs_to_do) = mpsc::channel();
        let (answers, replies) = mpsc::channel();
        let worker = Self {
            child,
            jobs,
            replies,
        };
        let (input, output) = pipes.ok_or_else(|| std::io::Error::other("no pipes"))?;
        // The pipes are served from a thread of their own: a worker that does not read must not block us.
        thread::Builder::new().spawn(move || converse(input, output, &jobs_to_do, &answers))?;
        Ok(worker)
    }

    fn is_alive(&mut self) -> bool {
        matches!(self.child.try_wait(), Ok(None))
    }

    /// What it said when it ended itself. To be asked once it has closed its pipes.
    fn last_word(&mut self) -> Option<i32> {
        // One that has ended keeps what it said at its end; any other must not keep us waiting.
        let _ = self.child.kill();
        self.child.wait().ok()?.code()
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        // Already ended is as good.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// On Windows a child without a window of its own would flash one.
#[cfg(windows)]
fn hide_console(command: &mut Command) {
    use std::os::windows::process::CommandExt;
    const CREATE_NO_WINDOW: u32 = 0x0800_0000;
    command.creation_flags(CREATE_NO_WINDOW);
}

#[cfg(not(windows))]
fn hide_console(_: &mut Command) {}

fn converse(
    input: ChildStdin,
    output: ChildStdout,
    jobs: &Receiver<(Request, Arc<Vec<u8>>)>,
    answers: &Sender<Reply>,
) {
    let (mut input, mut output) = (BufWriter::new(input), BufReader::new(output));
    for (request, bytes) in jobs {
        let sent =
            wire::send_json(&mut input, &request).and_then(|()| wire::send(&mut input, &bytes));
        if sent.is_err() {
            return;
        }
        loop {
            let Ok(reply) = wire::receive_reply(&mut output) else {
                return;
            };
            let is_last = !matches!(reply, Reply::Recognising(..));
            if answers.send(reply).is_err() {
                return;
            }
            if is_last {
                break;
            }
        }
    }
}

/// The Gouji that runs, or, in a test program, the one built beside it.
fn own_program() -> PathBuf {
    let current = std::env::current_exe().unwrap_or_default();
    let folder = current.parent();
    let name = folder.and_then(Path::file_name);
    if name.is_some_and(|name| name == "deps" || name == "examples") {
        let built = folder.and_then(Path::parent).unwrap_or(Path::new(""));
        return built.join(format!("gouji{}", std::env::consts::EXE_SUFFIX));
    }
    if cfg!(target_os = "linux") {
        // Still the same program after its file was replaced by an update.
        return PathBuf::from("/proc/self/exe");
    }
    current
}
