//! The import worker: a child process that parses untrusted files, so that a hang, an abort or a hunger for memory
//! ends the child and not the window.

use std::io::{self, Read, Write};
use std::panic::{self, AssertUnwindSafe};
use std::process::ExitCode;
use std::thread;
use std::time::Duration;

use crate::source::import::{self, Failure};
use crate::source::picture::{self, Wanted};
use crate::source::watch::Watch;
use crate::source::wire::{self, Answer, Reply, Request};

/// The hidden argument that makes Gouji an import worker.
pub const ARGUMENT: &str = "--import-worker";

/// Stack for parsers that call themselves, in bytes.
const STACK: usize = 64 << 20;

/// The memory, in bytes, that the process may hold as an import worker: the argument behind [`ARGUMENT`]. `None` when
/// it was not started as one.
#[must_use]
pub fn requested() -> Option<usize> {
    let mut arguments = std::env::args_os().skip(1);
    arguments.next().filter(|first| first == ARGUMENT)?;
    arguments.next()?.to_str()?.parse().ok()
}

/// Serves requests on standard input until it is closed, and ends the process when one takes more than `memory` bytes.
#[must_use]
pub fn serve(memory: usize) -> ExitCode {
    // A panic is answered with a sentence; its message would only confuse on the user's terminal.
    panic::set_hook(Box::new(|_| {}));
    let Ok(watch) = Watch::start(memory) else {
        // Nothing is read unwatched.
        return ExitCode::FAILURE;
    };
    let served = thread::Builder::new().stack_size(STACK).spawn(move || {
        let (mut requests, mut replies) = (io::stdin().lock(), io::stdout().lock());
        while serve_one(&mut requests, &mut replies, &watch).is_ok() {}
    });
    match served.map(thread::JoinHandle::join) {
        Ok(Ok(())) => ExitCode::SUCCESS,
        _ => ExitCode::FAILURE,
    }
}

fn serve_one(requests: &mut impl Read, replies: &mut impl Write, watch: &Watch) -> io::Result<()> {
    let request: Request = wire::receive_json(requests)?;
    let bytes = wire::receive(requests)?;
    watch.begin(
        Duration::from_millis(request.deadline_ms),
        Duration::from_millis(request.processor_ms),
    );
    let work = |kind, bytes| match request.picture {
        Some((page, width)) => {
            picture::draw(kind, bytes, Wanted { page, width }).map(Answer::Picture)
        }
        None => import::import(kind, bytes).map(Answer::Text),
    };
    let reply = match wire::format_of(&request.format) {
        Some(kind) => panic::catch_unwind(AssertUnwindSafe(|| work(kind, bytes)))
            .unwrap_or(Err(Failure::Damaged))
            .into(),
        None => Reply::Damaged,
    };
    let sent = wire::send_reply(replies, &reply);
    watch.end();
    sent
}
