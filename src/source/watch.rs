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

/// The watch of this process.
#[derive(Clone, Debug, Default)]
pub struct Watch {
    shared: Arc<Shared>,
}

/// What the worker and the thread that watches it share.
#[derive(Debug, Default)]
struct Shared {
    /// When the request at hand must have ended; `None` while nothing is asked, or when that is never.
    end: Mutex<Option<Instant>>,
    begun: Condvar,
}

impl Watch {
    /// Starts to watch. A request may take `memory` bytes, with what the process had before.
    ///
    /// # Errors
    /// When the system gives no thread.
    pub fn start(memory: usize) -> io::Result<Self> {
        let watch = Self::default();
        let shared = Arc::clone(&watch.shared);
        thread::Builder::new().spawn(move || {
            loop {
                let end = shared.wait();
                if Instant::now() >= end {
                    process::exit(TOO_SLOW);
                }
                if memory_in_use() > memory {
                    process::exit(TOO_HUNGRY);
                }
                thread::sleep(TICK);
            }
        })?;
        Ok(watch)
    }

    /// A request begins that must end within `deadline`.
    pub fn begin(&self, deadline: Duration) {
        *self.shared.end() = Instant::now().checked_add(deadline);
        self.shared.begun.notify_one();
    }

    /// The request has ended.
    pub fn end(&self) {
        *self.shared.end() = None;
    }
}

impl Shared {
    fn end(&self) -> MutexGuard<'_, Option<Instant>> {
        self.end.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The end of the request at hand, or of the next one.
    fn wait(&self) -> Instant {
        let mut end = self.end();
        loop {
            match *end {
                Some(end) => return end,
                None => end = self.begun.wait(end).unwrap_or_else(PoisonError::into_inner),
            }
        }
    }
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
