//! Reports being opened in the background, on all cores; what is waited for goes before the others.

use std::collections::BTreeMap;
use std::panic::{self, AssertUnwindSafe};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver, Sender};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use egui::Context;

use crate::app::background::listing::{self, FolderContent, Looked};
use crate::app::background::report;
use crate::app::background::wishes::{Queue, locked, next};
use crate::app::commands::ReportId;
use crate::app::reports::open_report::OpenReport;
use crate::app::texts;
use crate::app::wording::{file_name, page_in_hand};
use crate::dataset::archive;
use crate::dataset::lock;
use crate::said::Said;
use crate::source::import::Waiting;
use crate::source::worker;

pub(crate) use crate::app::background::wishes::Wish;

/// What the background tells the window.
pub(crate) enum Message {
    /// What a folder holds, and what is to be told of the archive that it was unpacked from.
    Listed(PathBuf, Box<FolderContent>, Vec<Said>),
    /// An archive cannot be unpacked; the sentence names it and says why.
    NotUnpacked(Said),
    /// A report was read for the list.
    Looked(ReportId, Looked),
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
        /// Whether it waits for none, and those behind it do not wait for it: it was asked for before all others, or is one
        /// of many that have no order.
        is_free: bool,
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
    /// Carries `wish` out after all others.
    pub(crate) fn ask(&mut self, ctx: &Context, wish: Wish) {
        self.ask_all(ctx, vec![wish]);
    }

    /// Carries the wishes out after all others.
    pub(crate) fn ask_all(&mut self, ctx: &Context, wishes: Vec<Wish>) {
        if wishes.is_empty() {
            return;
        }
        self.n_pending += wishes.len();
        let wishes = wishes.into_iter().map(|wish| (wish, false));
        locked(&self.queue).wishes.extend(wishes);
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
        self.run_more(ctx, 1);
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
                    is_free,
                    message,
                } => {
                    let waiting = if is_free {
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
        self.run_more(ctx, 0);
    }

    /// Begins threads, `n_more` than there are cores where all are busy: somebody waits.
    fn run_more(&mut self, ctx: &Context, n_more: usize) {
        self.is_cancelled = false;
        let n_most = n_threads();
        let mut queue = locked(&self.queue);
        while queue.n_threads < (n_most + n_more).min(self.n_pending) {
            queue.n_threads += 1;
            let (queue, sender, ctx) = (Arc::clone(&self.queue), self.sender.clone(), ctx.clone());
            let language = texts::language();
            std::thread::spawn(move || {
                texts::set_language(language);
                open_all(&queue, &sender, &ctx);
            });
        }
    }
}

impl Drop for Opener {
    fn drop(&mut self) {
        self.cancel();
    }
}

/// How many threads open reports where nobody waits for one of them.
fn n_threads() -> usize {
    let n_cores = std::thread::available_parallelism().map_or(1, usize::from);
    n_cores.min(MOST_THREADS)
}

/// How long the window may stand still while a folder is read. Where the processor draws it, a frame for each report would
/// take as long as the report.
const AT_LEISURE: Duration = Duration::from_millis(250);

fn open_all(queue: &Mutex<Queue>, sender: &Sender<Sent>, ctx: &Context) {
    worker::give_way();
    while let Some(given) = next(queue, n_threads()) {
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
        ctx.request_repaint_after(AT_LEISURE);
        let waiting = Waiting {
            from_pictures: false,
            chosen: None,
            tell: &|progress| {
                let _ = sender.send(Sent::Begun(page_in_hand(&name, progress)));
                ctx.request_repaint();
            },
            has_given_up: &|| locked(queue).n_given_up != given.n_given_up,
        };
        // A line of the list may wait; for all else somebody does.
        let is_of_list = matches!(given.wish, Wish::Look { .. });
        let _ = sender.send(Sent::Answer {
            turn: given.turn,
            is_free: given.is_first || is_of_list,
            message: answer(given.wish, &waiting),
        });
        ctx.request_repaint_after(if is_of_list {
            AT_LEISURE
        } else {
            Duration::ZERO
        });
    }
}

fn answer(wish: Wish, waiting: &Waiting<'_>) -> Message {
    match wish {
        Wish::Folder(path) if archive::is_of_reports(&path) => {
            match archive::unpack(&path, waiting.has_given_up) {
                Ok(unpacked) => {
                    let content = listing::of(&unpacked.folder);
                    let told = unpacked.sentences();
                    Message::Listed(unpacked.folder, Box::new(content), told)
                }
                Err(sentence) => Message::NotUnpacked(sentence),
            }
        }
        Wish::Folder(path) => {
            let content = listing::of(&path);
            Message::Listed(path, Box::new(content), Vec::new())
        }
        Wish::Look { id, path, unless } => {
            let broke = || Said::same(texts::OPEN_BROKE.with(path.display()));
            let look = || listing::look(&path, unless, *waiting);
            let looked = panic::catch_unwind(AssertUnwindSafe(look));
            match looked {
                Ok(looked) if looked.has_failed() && (waiting.has_given_up)() => Message::GivenUp,
                Ok(looked) => Message::Looked(id, looked),
                Err(_) => Message::Looked(id, Looked::failed(broke())),
            }
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
                is_free: name.starts_with('!'),
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
