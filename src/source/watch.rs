//! The watch over an import worker: a thread that ends the process when a request takes too long or too much memory. It
//! works alike on every system, and costs nothing while no request is served.
//!
//! # Limitations
//! Memory is looked at every few milliseconds: what a parser takes between two looks, some tens of megabytes, comes on
//! top of the limit. An allocator that counts would be exact, but every thread of the window and of `gouji read` would
//! pay for it: a fourth of their speed.

use std::io;
use std::process;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use memory_stats::memory_stats;

/// What a worker that took too long says when it ends itself.
pub const TOO_SLOW: i32 = 2;

/// What a worker that took too much memory says when it ends itself.
pub const TOO_HUNGRY: i32 = 3;

/// How often a busy worker is looked at.
const TICK: Duration = Duration::from_millis(10);

/// When a request must have ended, and what it may take.
#[derive(Clone, Copy, Debug)]
struct End {
    /// Bytes of memory the process may hold.
    memory: usize,
    at: Instant,
    /// The processor time that the process will have taken then, where the system tells it.
    processor: Duration,
}

impl End {
    fn is_over(self) -> bool {
        Instant::now() >= self.at || processor_time().is_some_and(|time| time > self.processor)
    }
}

/// The watch of this process.
#[derive(Clone, Debug, Default)]
pub struct Watch {
    shared: Arc<Shared>,
    /// Bytes of memory a request may take beside its file, with what the process had before.
    memory: usize,
}

/// What the worker and the thread that watches it share.
#[derive(Debug, Default)]
struct Shared {
    /// What the request at hand may take; `None` while nothing is asked.
    end: Mutex<Option<End>>,
    begun: Condvar,
}

impl Watch {
    /// Starts to watch. A request may take `memory` bytes beside its file, with what the process had before.
    ///
    /// # Errors
    /// When the system gives no thread.
    pub fn start(memory: usize) -> io::Result<Self> {
        let watch = Self {
            memory,
            ..Self::default()
        };
        let shared = Arc::clone(&watch.shared);
        thread::Builder::new().spawn(move || {
            loop {
                let end = shared.wait();
                if end.is_over() {
                    process::exit(TOO_SLOW);
                }
                if memory_in_use() > end.memory {
                    process::exit(TOO_HUNGRY);
                }
                thread::sleep(TICK);
            }
        })?;
        Ok(watch)
    }

    /// A request with a file of so many bytes begins. It must end within `deadline`, and may take so much `processor` time, of
    /// all its threads.
    pub fn begin(&self, n_bytes: usize, deadline: Duration, processor: Duration) {
        let taken = processor_time().unwrap_or_default();
        let at = Instant::now().checked_add(deadline);
        *self.shared.end() = at.map(|at| End {
            memory: self.memory.saturating_add(n_bytes),
            at,
            processor: taken.saturating_add(processor),
        });
        self.shared.begun.notify_one();
    }

    /// The request has ended.
    pub fn end(&self) {
        *self.shared.end() = None;
    }
}

impl Shared {
    fn end(&self) -> MutexGuard<'_, Option<End>> {
        self.end.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The end of the request at hand, or of the next one.
    fn wait(&self) -> End {
        let mut end = self.end();
        loop {
            match *end {
                Some(end) => return end,
                None => end = self.begun.wait(end).unwrap_or_else(PoisonError::into_inner),
            }
        }
    }
}

/// The processor time the process took so far; `None` where the system does not tell, so that the clock alone holds.
fn processor_time() -> Option<Duration> {
    if !cfg!(target_os = "linux") {
        return None;
    }
    // Hundredths of a second, in the program and in the system: the 14th and 15th word of proc_pid_stat(5). The second
    // is a name in brackets, which may hold spaces.
    let facts = std::fs::read_to_string("/proc/self/stat").ok()?;
    let (_, behind) = facts.rsplit_once(')')?;
    let mut words = behind.split_whitespace().skip(11);
    let mut time = || words.next()?.parse::<u64>().ok();
    Some(Duration::from_millis(
        (time()? + time()?).saturating_mul(10),
    ))
}

/// Bytes of memory the process holds; zero where the system does not tell, so that the deadline alone holds.
fn memory_in_use() -> usize {
    memory_stats().map_or(0, |usage| {
        if cfg!(windows) {
            // Windows moves what is in little use out of the working set, but still counts it here.
            usage.physical_mem.max(usage.virtual_mem)
        } else {
            // Elsewhere this one counts addresses that nothing stands behind.
            usage.physical_mem
        }
    })
}
