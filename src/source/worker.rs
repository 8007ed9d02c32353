//! The import worker: a child process that parses untrusted files, so that a hang, an abort or a hunger for memory
//! ends the child and not the window.

use std::io::{self, Read, Write};
use std::panic::{self, AssertUnwindSafe};
use std::process;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, OnceLock};
use std::thread;
use std::time::{Duration, Instant};

use crate::source::import::{self, Failure};
use crate::source::wire::{self, Reply, Request};

/// The hidden argument that makes Gouji an import worker.
pub const ARGUMENT: &str = "--import-worker";

/// Memory a worker may ask for, in bytes.
#[cfg(target_os = "linux")]
const MEMORY_LIMIT: u64 = 2 << 30;

/// Stack for parsers that call themselves, in bytes.
const STACK: usize = 64 << 20;

/// How often a worker looks at the clock.
const TICK: Duration = Duration::from_millis(200);

/// Whether the process was started as an import worker.
#[must_use]
pub fn is_requested() -> bool {
    std::env::args_os()
        .nth(1)
        .is_some_and(|first| first == ARGUMENT)
}

/// Serves requests on standard input until it is closed.
pub fn serve() {
    limit_memory();
    // A panic is answered with a sentence; its message would only confuse on the user's terminal.
    panic::set_hook(Box::new(|_| {}));
    let alarm = Alarm::start();
    let served = thread::Builder::new().stack_size(STACK).spawn(move || {
        let (mut requests, mut replies) = (io::stdin().lock(), io::stdout().lock());
        while serve_one(&mut requests, &mut replies, &alarm).is_ok() {}
    });
    if let Ok(thread) = served {
        let _ = thread.join();
    }
}

fn serve_one(requests: &mut impl Read, replies: &mut impl Write, alarm: &Alarm) -> io::Result<()> {
    let request: Request = wire::receive_json(requests)?;
    let bytes = wire::receive(requests)?;
    alarm.set(Duration::from_millis(request.deadline_ms));
    let reply = match wire::format_of(&request.format) {
        Some(kind) => panic::catch_unwind(AssertUnwindSafe(|| import::import(kind, bytes)))
            .unwrap_or(Err(Failure::Damaged))
            .into(),
        None => Reply::Damaged,
    };
    alarm.clear();
    wire::send_json(replies, &reply)
}

#[cfg(target_os = "linux")]
fn limit_memory() {
    // Where the limit cannot be set the deadline still holds.
    let _ = rlimit::Resource::AS.set(MEMORY_LIMIT, MEMORY_LIMIT);
}

#[cfg(not(target_os = "linux"))]
fn limit_memory() {}

/// Ends the process when a request takes too long, in case nobody is left to kill it.
struct Alarm {
    /// Milliseconds after the epoch at which to end; `u64::MAX` while nothing is asked.
    end_ms: Arc<AtomicU64>,
}

impl Alarm {
    fn start() -> Self {
        let end_ms = Arc::new(AtomicU64::new(u64::MAX));
        let watched = Arc::clone(&end_ms);
        let spawned = thread::Builder::new().spawn(move || {
            while now_ms() < watched.load(Ordering::Relaxed) {
                thread::sleep(TICK);
            }
            process::exit(2);
        });
        // Without the thread the parent's own deadline still holds.
        drop(spawned);
        Self { end_ms }
    }

    fn set(&self, deadline: Duration) {
        let deadline = u64::try_from(deadline.as_millis()).unwrap_or(u64::MAX);
        self.end_ms
            .store(now_ms().saturating_add(deadline), Ordering::Relaxed);
    }

    fn clear(&self) {
        self.end_ms.store(u64::MAX, Ordering::Relaxed);
    }
}

/// Milliseconds since the first call.
fn now_ms() -> u64 {
    static EPOCH: OnceLock<Instant> = OnceLock::new();
    let elapsed = EPOCH.get_or_init(Instant::now).elapsed();
    u64::try_from(elapsed.as_millis()).unwrap_or(u64::MAX)
}
