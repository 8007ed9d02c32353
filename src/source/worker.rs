//! The import worker: a child process that parses untrusted files, so that a hang, an abort or a hunger for memory
//! ends the child and not the window.

use std::io::{self, Read, Write};
use std::panic::{self, AssertUnwindSafe};
use std::process::{self, ExitCode};
use std::thread;
use std::time::Duration;

use thread_priority::{ThreadPriority, ThreadPriorityValue, set_current_thread_priority};

use crate::source::again::{self, Figure};
use crate::source::import::{self, Failure, Progress, Work};
use crate::source::kind::Parsed;
use crate::source::ocr::{self, Colour, models};
use crate::source::picture::{Picture, Wanted};
use crate::source::place::Area;
use crate::source::scan_pages::{Chosen, ScanPages};
use crate::source::watch::Watch;
use crate::source::wire::{self, Answer, Reply, Request};
use crate::source::{ofd, pdf, pictures};

/// The hidden argument that makes Gouji an import worker.
pub const ARGUMENT: &str = "--import-worker";

/// How long the recognition of a page may take on a computer that does much else; with the first one, the models are loaded.
pub(crate) const PAGE_DEADLINE: Duration = Duration::from_mins(3);

/// Processor time it may take, of all threads.
const PAGE_PROCESSOR: Duration = Duration::from_mins(1);

/// How much longer we wait for our end than who asked.
const GRACE: Duration = Duration::from_secs(2);

/// What the process ends with when nobody listens any more.
const NOBODY_LISTENS: i32 = 1;

/// Stack for parsers that call themselves, in bytes.
const STACK: usize = 64 << 20;

/// The memory, in bytes, that the process may hold beside a file as an import worker: the argument behind [`ARGUMENT`]. `None` when
/// it was not started as one.
#[must_use]
pub fn requested() -> Option<usize> {
    let mut arguments = std::env::args_os().skip(1);
    arguments.next().filter(|first| first == ARGUMENT)?;
    arguments.next()?.to_str()?.parse().ok()
}

/// Priority of threads that read files, of 99: below the usual, so that the hand goes first, and far enough above the least that
/// a page is recognised within its time on a computer whose cores are busy.
const PRIORITY: u8 = 27;

/// Lets other threads go first from now on; an import worker that this thread starts inherits it. Where no lower priority is to
/// be had, the thread is only less polite.
pub(crate) fn give_way() {
    if let Ok(value) = ThreadPriorityValue::try_from(PRIORITY) {
        let _ = set_current_thread_priority(ThreadPriority::Crossplatform(value));
    }
}

/// Serves requests on standard input until it is closed, and ends the process when one takes more than `memory` bytes beside its
/// file.
#[must_use]
pub fn serve(memory: usize) -> ExitCode {
    // A panic is answered with a sentence; its message would only confuse on the user's terminal.
    panic::set_hook(Box::new(|_| {}));
    let Ok(watch) = Watch::start(memory) else {
        // Nothing is read unwatched.
        return ExitCode::FAILURE;
    };
    // The threads of the recognition inherit it.
    give_way();
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
    let n_bytes = bytes.len();
    watch.begin(
        n_bytes,
        Duration::from_millis(request.deadline_ms),
        Duration::from_millis(request.processor_ms),
    );
    let reply = match wire::format_of(&request.format) {
        Some(kind) => answer(kind, bytes, &request, replies, watch),
        None => Reply::Damaged,
    };
    let sent = wire::send_reply(replies, &reply);
    watch.end();
    sent
}

/// Reads a document, or draws one of its pages. Each page that is recognised is told of, and has its own time.
fn answer(
    kind: Parsed,
    bytes: Vec<u8>,
    request: &Request,
    replies: &mut impl Write,
    watch: &Watch,
) -> Reply {
    let n_bytes = bytes.len();
    let mut tell = |progress: Progress| {
        watch.begin(n_bytes, PAGE_DEADLINE + GRACE, PAGE_PROCESSOR);
        let told = Reply::Recognising(progress.page, progress.n_pages);
        // Whoever asked was ended: nobody waits for the other pages.
        if wire::send_json(replies, &told).is_err() {
            process::exit(NOBODY_LISTENS);
        }
    };
    let mut work = Work {
        scan_pages: match &request.chosen {
            Some(runs) => ScanPages::Chosen(Chosen { runs: runs.clone() }),
            None => ScanPages::First(request.most_pages),
        },
        from_pictures: request.from_pictures,
        tell: &mut tell,
    };
    let answer = || match (request.picture, &request.areas) {
        (Some((page, width)), None) => {
            draw(kind, bytes, Wanted { page, width }).map(Answer::Picture)
        }
        (Some((page, width)), Some(areas)) => {
            let wanted = Wanted { page, width };
            figures(kind, bytes, wanted, areas, work.tell).map(Answer::Figures)
        }
        (None, _) => import::import(kind, bytes, &mut work).map(Answer::Text),
    };
    panic::catch_unwind(AssertUnwindSafe(answer))
        .unwrap_or(Err(Failure::Damaged))
        .into()
}

/// Draws a page.
fn draw(kind: Parsed, bytes: Vec<u8>, wanted: Wanted) -> Result<Picture, Failure> {
    match kind {
        Parsed::Pdf => pdf::drawn::draw(bytes, wanted),
        Parsed::Picture => pictures::draw(&bytes, wanted),
        Parsed::Ofd => ofd::draw(bytes, wanted),
        _ => Err(Failure::Empty),
    }
}

/// Reads parts of a page.
fn figures(
    kind: Parsed,
    bytes: Vec<u8>,
    wanted: Wanted,
    areas: &[[u16; 4]],
    tell: &mut dyn FnMut(Progress),
) -> Result<Vec<Figure>, Failure> {
    let models = models::shared()?;
    let picture = draw(kind, bytes, wanted)?;
    tell(Progress {
        page: wanted.page + 1,
        n_pages: Some(picture.n_pages),
    });
    let per_inch = f64::from(picture.width) * 72.0 / f64::from(picture.points.0.max(1.0));
    let size = [picture.width, picture.height].map(|side| usize::try_from(side).unwrap_or(0));
    let areas: Vec<Area> = areas.iter().take(again::MOST).copied().map(area).collect();
    let colour = Colour {
        width: size[0],
        height: size[1],
        pixels: picture.rgb.as_chunks().0.to_vec(),
    };
    drop(picture.rgb);
    Ok(ocr::figures(models, colour, Some(per_inch), &areas))
}

fn area([left, top, right, bottom]: [u16; 4]) -> Area {
    Area {
        left,
        top,
        right: right.max(left),
        bottom: bottom.max(top),
    }
}
