//! A file being read beside the window, with its progress; given up where it is dropped.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, TryRecvError};
use std::sync::{Arc, Mutex, PoisonError};

use egui::Context;

use crate::app::background::thread::in_background;
use crate::app::texts;
use crate::app::wording::page_in_hand;
use crate::source::import::Waiting;
use crate::source::scan_pages::Chosen;

/// A reading under way that comes to a `T`. Dropping it ends the work.
pub(crate) struct ReadingJob<T> {
    receiver: Receiver<Result<T, String>>,
    /// What is being read: the file, and its page where it is recognised.
    current: Arc<Mutex<String>>,
    stopped: Arc<AtomicBool>,
}

impl<T: Send + 'static> ReadingJob<T> {
    /// Does `work` on the file called `name`; `from_pictures`, if its pages are to be recognised though they have text.
    /// `chosen` are the pages recognised of a scan, if others than the first.
    pub(super) fn start(
        ctx: &Context,
        name: String,
        from_pictures: bool,
        chosen: Option<Chosen>,
        work: impl FnOnce(Waiting<'_>) -> Result<T, String> + Send + 'static,
    ) -> Self {
        let current = Arc::new(Mutex::new(name.clone()));
        let stopped = Arc::new(AtomicBool::new(false));
        let (told, given_up, wake) = (Arc::clone(&current), Arc::clone(&stopped), ctx.clone());
        let work = move || {
            work(Waiting {
                from_pictures,
                chosen: chosen.as_ref(),
                tell: &|progress| {
                    let page = page_in_hand(&name, progress);
                    *told.lock().unwrap_or_else(PoisonError::into_inner) = page;
                    wake.request_repaint();
                },
                has_given_up: &|| given_up.load(Ordering::Relaxed),
            })
        };
        Self {
            receiver: in_background(ctx, work),
            current,
            stopped,
        }
    }

    /// What is being read.
    pub(crate) fn current(&self) -> String {
        let current = self.current.lock();
        current.unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// What came of it, once, or a sentence that says why nothing did.
    pub(crate) fn answer(&self) -> Option<Result<T, String>> {
        match self.receiver.try_recv() {
            Ok(answer) => Some(answer),
            Err(TryRecvError::Empty) => None,
            Err(TryRecvError::Disconnected) => Some(Err(texts::PAGE_BROKE.show().to_owned())),
        }
    }
}

impl<T> Drop for ReadingJob<T> {
    fn drop(&mut self) {
        self.stopped.store(true, Ordering::Relaxed);
    }
}
