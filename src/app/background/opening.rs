//! Reports being opened in the background, one after the other; what is waited for goes before the others.

use std::collections::{BTreeSet, VecDeque};
use std::panic::{self, AssertUnwindSafe};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver, Sender};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use egui::Context;

use crate::app::background::report;
use crate::app::commands::ReportId;
use crate::app::reports::desk::Desk;
use crate::app::texts;
use crate::dataset::folder::{Listing, reports_in};
use crate::dataset::lock;

/// Something to be opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Wish {
    /// A folder is to be looked through.
    Folder(PathBuf),
    /// A report is to be opened.
    Report(ReportId, PathBuf),
}

/// What the background tells the window.
pub(crate) enum Message {
    /// This is being opened now.
    Begun(String),
    /// What a folder holds.
    Listed(PathBuf, Listing),
    /// A report is there.
    Opened(ReportId, Box<Desk>),
    /// A report cannot be opened; the sentence names it and says why.
    Failed(ReportId, String),
}

/// Opens reports in a thread that lives as long as there is something to open.
pub(crate) struct Opener {
    queue: Arc<Mutex<Queue>>,
    sender: Sender<Message>,
    receiver: Receiver<Message>,
    /// Wishes that have no answer yet.
    n_pending: usize,
    is_cancelled: bool,
    /// What is being opened.
    pub current: String,
}

#[derive(Default)]
struct Queue {
    wishes: VecDeque<Wish>,
    is_running: bool,
}

impl Default for Opener {
    fn default() -> Self {
        let (sender, receiver) = mpsc::channel();
        Self {
            queue: Arc::default(),
            sender,
            receiver,
            n_pending: 0,
            is_cancelled: false,
            current: String::new(),
        }
    }
}

impl Opener {
    /// Opens `wish` after all others.
    pub(crate) fn ask(&mut self, ctx: &Context, wish: Wish) {
        locked(&self.queue).wishes.push_back(wish);
        self.n_pending += 1;
        self.run(ctx);
    }

    /// Opens the report before all others, whether or not it was asked for before.
    pub(crate) fn ask_first(&mut self, ctx: &Context, id: ReportId, path: &Path) {
        let wish = Wish::Report(id, path.to_owned());
        {
            let mut queue = locked(&self.queue);
            let n_before = queue.wishes.len();
            queue.wishes.retain(|other| *other != wish);
            self.n_pending += 1;
            self.n_pending -= n_before - queue.wishes.len();
            queue.wishes.push_front(wish);
        }
        self.run(ctx);
    }

    /// Gives up what was not begun.
    pub(crate) fn cancel(&mut self) {
        let n = std::mem::take(&mut locked(&self.queue).wishes).len();
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
        let messages: Vec<Message> = self.receiver.try_iter().collect();
        for message in &messages {
            match message {
                Message::Begun(name) => self.current.clone_from(name),
                _ => self.n_pending = self.n_pending.saturating_sub(1),
            }
        }
        messages
    }

    fn run(&mut self, ctx: &Context) {
        self.is_cancelled = false;
        let mut queue = locked(&self.queue);
        if !std::mem::replace(&mut queue.is_running, true) {
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

fn locked(queue: &Mutex<Queue>) -> MutexGuard<'_, Queue> {
    queue.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The next wish; when there is none, the thread ends, and the next wish starts another.
fn next(queue: &Mutex<Queue>) -> Option<Wish> {
    let mut queue = locked(queue);
    let wish = queue.wishes.pop_front();
    queue.is_running = wish.is_some();
    wish
}

fn open_all(queue: &Mutex<Queue>, sender: &Sender<Message>, ctx: &Context) {
    let mut swept = BTreeSet::new();
    while let Some(wish) = next(queue) {
        sweep_around(&wish, &mut swept);
        let begun = Message::Begun(name_of(wish.path()));
        // Nobody listens any more when the window was closed.
        if sender.send(begun).is_err() {
            continue;
        }
        ctx.request_repaint();
        let _ = sender.send(answer(wish));
        ctx.request_repaint();
    }
}

impl Wish {
    fn path(&self) -> &Path {
        match self {
            Self::Folder(path) | Self::Report(_, path) => path,
        }
    }
}

fn answer(wish: Wish) -> Message {
    match wish {
        Wish::Folder(path) => {
            let listing = reports_in(&path);
            Message::Listed(path, listing)
        }
        Wish::Report(id, path) => {
            // One file must not keep all others from being opened.
            let opened = panic::catch_unwind(AssertUnwindSafe(|| report::open(&path)));
            match opened {
                Ok(Ok(desk)) => Message::Opened(id, Box::new(desk)),
                Ok(Err(sentence)) => Message::Failed(id, sentence),
                Err(_) => Message::Failed(id, texts::OPEN_BROKE.with(path.display())),
            }
        }
    }
}

/// Removes what crashes left behind in the folder of `wish`, once.
fn sweep_around(wish: &Wish, swept: &mut BTreeSet<PathBuf>) {
    let folder = match wish {
        Wish::Folder(path) => Some(path.as_path()),
        Wish::Report(_, path) => path.parent(),
    };
    let Some(folder) = folder else { return };
    let is_here = folder.as_os_str().is_empty();
    let folder = if is_here { Path::new(".") } else { folder };
    if swept.insert(folder.to_owned()) {
        lock::sweep(folder);
    }
}

fn name_of(path: &Path) -> String {
    let name = path.file_name().unwrap_or(path.as_os_str());
    name.to_string_lossy().into_owned()
}
