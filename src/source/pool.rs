//! Import workers, kept between files: starting one takes longer than reading a page.

use std::io::{BufReader, BufWriter};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use std::thread;
use std::time::Duration;

use crate::source::import::{Failure, Outcome};
use crate::source::kind::Parsed;
use crate::source::wire::{self, Reply, Request};
use crate::source::worker;

/// How long a file may take.
const DEADLINE: Duration = Duration::from_secs(20);

/// Idle workers that are kept.
const IDLE_LIMIT: usize = 8;

/// How much longer a worker waits for its end than we do.
const GRACE_MS: u64 = 2_000;

/// Why there is no answer from a worker.
#[derive(Debug)]
pub enum NoAnswer {
    /// It was still busy after this many seconds and was ended.
    TooSlow(u64),
    /// It ended without an answer.
    Died,
    /// It could not be started.
    NotStarted(std::io::Error),
}

/// Starts import workers and hands them files.
#[derive(Debug)]
pub struct Pool {
    program: PathBuf,
    deadline: Duration,
    idle: Mutex<Vec<Worker>>,
}

impl Pool {
    /// A pool of workers of the Gouji at `program`, each file to be read within `deadline`.
    #[must_use]
    pub fn new(program: PathBuf, deadline: Duration) -> Self {
        Self {
            program,
            deadline,
            idle: Mutex::default(),
        }
    }

    /// The pool of this process.
    pub fn shared() -> &'static Self {
        static SHARED: OnceLock<Pool> = OnceLock::new();
        SHARED.get_or_init(|| Self::new(own_program(), DEADLINE))
    }

    /// Has a worker read `bytes`.
    ///
    /// # Errors
    /// [`NoAnswer`] when the worker gave none; the inner failure when the document cannot be read.
    pub fn import(
        &self,
        kind: Parsed,
        bytes: Arc<Vec<u8>>,
    ) -> Result<Result<Outcome, Failure>, NoAnswer> {
        let worker = self.take()?;
        let request = Request {
            format: kind.key().to_owned(),
            deadline_ms: u64::try_from(self.deadline.as_millis())
                .unwrap_or(u64::MAX)
                .saturating_add(GRACE_MS),
        };
        worker
            .jobs
            .send((request, bytes))
            .map_err(|_| NoAnswer::Died)?;
        let reply = worker
            .replies
            .recv_timeout(self.deadline)
            .map_err(|error| match error {
                RecvTimeoutError::Timeout => NoAnswer::TooSlow(self.deadline.as_secs()),
                RecvTimeoutError::Disconnected => NoAnswer::Died,
            })?;
        self.keep(worker);
        Ok(reply.into())
    }

    fn take(&self) -> Result<Worker, NoAnswer> {
        let idle = self
            .idle
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .pop();
        if let Some(mut worker) = idle
            && worker.is_alive()
        {
            return Ok(worker);
        }
        Worker::start(&self.program).map_err(NoAnswer::NotStarted)
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
    fn start(program: &Path) -> std::io::Result<Self> {
        let mut command = Command::new(program);
        command
            .arg(worker::ARGUMENT)
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
        let reply = wire::send_json(&mut input, &request)
            .and_then(|()| wire::send(&mut input, &bytes))
            .and_then(|()| wire::receive_json(&mut output));
        let Ok(reply) = reply else { return };
        if answers.send(reply).is_err() {
            return;
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
