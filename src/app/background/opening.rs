//! Reports being opened in the background, on all cores; what is waited for goes before the others.

use std::collections::BTreeMap;
use std::panic::{self, AssertUnwindSafe};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver, Sender};
use std::sync::{Arc, Mutex};

use egui::Context;
use thread_priority::{ThreadPriority, set_current_thread_priority};

use crate::app::background::report;
use crate::app::background::wishes::{Queue, locked, next};
use crate::app::commands::ReportId;
use crate::app::reports::open_report::OpenReport;
use crate::app::texts;
use crate::app::wording::{file_name, page_in_hand};
use crate::dataset::archive;
use crate::dataset::folder::{Listing, reports_in};
use crate::dataset::lock;
use crate::source::import::Waiting;

pub(crate) use crate::app::background::wishes::Wish;

/// What the background tells the window.
pub(crate) enum Message {
    /// What a folder holds, and what is to be told of the archive that it was unpacked from.
    Listed(PathBuf, Listing, Vec<String>),
    /// An archive cannot be unpacked; the sentence names it and says why.
    NotUnpacked(String),
    /// A report is there.
    Opened(ReportId, Box<OpenReport>),
    /// A report was given up before it was there.
    GivenUp,
    /// A report cannot be opened; the sentence names it and says why.
    Failed(ReportId, String),
}

/// Opens reports in threads that live as long as there is something to open.
pub(crate) struct Opener {
    queue: Arc<Mutex<Queue>>,
    sender: Sender<Sent>,
    receiver: Receiver<Sent>,
    /// Answers that wait for those before them; nothing where one has arrived that waited for none.
    early: BTreeMap<usize, Option<Message>>,
    /// The turn of the answer that is due.
    due: usize,
    /// Wishes that have no answer yet.
    n_pending: usize,
    is_cancelled: bool,
    /// What is being opened.
    pub current: String,
}

/// What a thread sends.
enum Sent {
    /// This is being opened now.
    Begun(String),
    /// An answer: answers arrive in the order in which the wishes were given out.
    Answer {
        turn: usize,
        /// Whether it was asked for before all others: then it waits for none, and those behind it wait for it.
        is_first: bool,
        message: Message,
    },
}

/// Most threads that open reports: with more, the disk and the memory are what they wait for.
const MOST_THREADS: usize = 8;

impl Default for Opener {
    fn default() -> Self {
        let (sender, receiver) = mpsc::channel();
        Self {
            queue: Arc::default(),
            sender,
            receiver,
            early: BTreeMap::new(),
            due: 0,
            n_pending: 0,
            is_cancelled: false,
            current: String::new(),
        }
    }
}

impl Opener {
    /// Opens `wish` after all others.
    pub(crate) fn ask(&mut self, ctx: &Context, wish: Wish) {
        locked(&self.queue).wishes.push_back((wish, false));
        self.n_pending += 1;
        self.run(ctx);
    }

    /// Opens the report before all others, whether or not it was asked for before.
    pub(crate) fn ask_first(&mut self, ctx: &Context, id: ReportId, path: &Path) {
        let wish = Wish::Report(id, path.to_owned());
        {
            let mut queue = locked(&self.queue);
            let n_before = queue.wishes.len();
            queue.wishes.retain(|(other, _)| *other != wish);
            self.n_pending += 1;
            self.n_pending -= n_before - queue.wishes.len();
            queue.wishes.push_front((wish, true));
        }
        self.run(ctx);
    }

    /// Gives up what was not begun, and pages that are being recognised.
    pub(crate) fn cancel(&mut self) {
        let n = {
            let mut queue = locked(&self.queue);
            queue.n_given_up += 1;
            std::mem::take(&mut queue.wishes).len()
        };
        self.n_pending = self.n_pending.saturating_sub(n);
        self.is_cancelled = self.n_pending > 0;
    }

    /// Whether what is still to arrive was given up.
    pub(crate) fn is_cancelled(&self) -> bool {
        self.is_cancelled
    }

    /// Whether something is still to be opened.
    pub(crate) fn is_busy(&self) -> bool {
        self.n_pending > 0
    }

    /// How much is still to be opened.
    pub(crate) fn n_pending(&self) -> usize {
        self.n_pending
    }

    /// What arrived since the last call.
    pub(crate) fn poll(&mut self) -> Vec<Message> {
        let mut messages = Vec::new();
        for sent in self.receiver.try_iter() {
            match sent {
                Sent::Begun(name) => self.current = name,
                Sent::Answer {
                    turn,
                    is_first,
                    message,
                } => {
                    let waiting = if is_first {
                        messages.push(message);
                        None
                    } else {
                        Some(message)
                    };
                    self.early.insert(turn, waiting);
                }
            }
        }
        while let Some(message) = self.early.remove(&self.due) {
            self.due += 1;
            messages.extend(message);
        }
        self.n_pending = self.n_pending.saturating_sub(messages.len());
        messages
    }

    fn run(&mut self, ctx: &Context) {
        self.is_cancelled = false;
        let n_cores = std::thread::available_parallelism().map_or(1, usize::from);
        let mut queue = locked(&self.queue);
        if queue.n_threads < n_cores.min(MOST_THREADS).min(self.n_pending) {
            queue.n_threads += 1;
            let (queue, sender, ctx) = (Arc::clone(&self.queue), self.sender.clone(), ctx.clone());
            std::thread::spawn(move || open_all(&queue, &sender, &ctx));
        }
    }
}

impl Drop for Opener {
    fn drop(&mut self) {
        self.cancel();
    }
}

fn open_all(queue: &Mutex<Queue>, sender: &Sender<Sent>, ctx: &Context) {
    // The hand goes first; where no lower priority is to be had, the threads are only less polite.
    let _ = set_current_thread_priority(ThreadPriority::Min);
    while let Some(given) = next(queue) {
        // What crashes left behind in a folder is removed once.
        if let Some(folder) = given.unswept {
            lock::sweep(&folder);
        }
        let name = file_name(given.wish.path());
        let begun = Sent::Begun(name.clone());
        // Nobody listens any more when the window was closed.
        if sender.send(begun).is_err() {
            continue;
        }
        ctx.request_repaint();
        let waiting = Waiting {
            from_pictures: false,
            tell: &|progress| {
                let _ = sender.send(Sent::Begun(page_in_hand(&name, progress)));
                ctx.request_repaint();
            },
            has_given_up: &|| locked(queue).n_given_up != given.n_given_up,
        };
        let _ = sender.send(Sent::Answer {
            turn: given.turn,
            is_first: given.is_first,
            message: answer(given.wish, &waiting),
        });
        ctx.request_repaint();
    }
}

fn answer(wish: Wish, waiting: &Waiting<'_>) -> Message {
    match wish {
        Wish::Folder(path) if archive::is_of_reports(&path) => {
            match archive::unpack(&path, waiting.has_given_up) {
                Ok(unpacked) => {
                    let listing = reports_in(&unpacked.folder);
                    let told = unpacked.sentences();
                    Message::Listed(unpacked.folder, listing, told)
                }
                Err(sentence) => Message::NotUnpacked(sentence),
            }
        }
        Wish::Folder(path) => {
            let listing = reports_in(&path);
            Message::Listed(path, listing, Vec::new())
        }
        Wish::Report(id, path) => {
            // One file must not keep all others from being opened.
            let opened = panic::catch_unwind(AssertUnwindSafe(|| report::open(&path, *waiting)));
            match opened {
                Ok(Err(_)) if (waiting.has_given_up)() => Message::GivenUp,
                Ok(Ok(open_report)) => Message::Opened(id, Box::new(open_report)),
                Ok(Err(sentence)) => Message::Failed(id, sentence),
                Err(_) => Message::Failed(id, texts::OPEN_BROKE.with(path.display())),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The names of what arrives when these answers were sent; `!` marks one that was asked for before all others.
    #[track_caller]
    fn check_arrivals(opener: &mut Opener, sent: &[(usize, &str)], expected: &[&str]) {
        for (turn, name) in sent {
            let answer = Sent::Answer {
                turn: *turn,
                is_first: name.starts_with('!'),
                message: Message::Failed(ReportId::default(), (*name).to_owned()),
            };
            opener.sender.send(answer).unwrap();
        }
        let arrived = opener.poll().into_iter().map(|message| match message {
            Message::Failed(_, name) => name,
            _ => String::new(),
        });
        assert_eq!(arrived.collect::<Vec<_>>(), expected);
    }

    #[test]
    fn answers_arrive_in_the_order_of_the_wishes_whoever_is_done_first() {
        let mut opener = Opener::default();
        check_arrivals(&mut opener, &[(1, "b"), (3, "d")], &[]);
        check_arrivals(&mut opener, &[(0, "a")], &["a", "b"]);
        check_arrivals(&mut opener, &[(5, "!f"), (6, "g")], &["!f"]);
        check_arrivals(&mut opener, &[(4, "e"), (2, "c")], &["c", "d", "e", "g"]);
    }
}
